import { joined, type Stated, stated } from "../stated.ts";
import type { Sources } from "./sources.ts";

/** Unit of all stocks of vehicles. */
export const millions = "1e6 vehicle";

/** Civil vehicles of the year, parted into cars and trucks by the national part of passenger cars; undefined where they are not known. */
export function vehiclesOf(sources: Sources, year: number) {
  const listed = sources.activity("civil_vehicles", year);
  if (listed === undefined) return undefined;
  const all = sources.to(listed, millions);
  const part = sources.constant("cars_in_vehicles");
  const cars = all.value * part.value;
  return {
    cars: stated(cars, millions, [all], "civil vehicles times the national part of passenger cars", [part]),
    trucks: stated(all.value - cars, millions, [all], "civil vehicles that are not passenger cars", [part]),
  };
}

/**
 * New energy cars at the end of the base year: published; else a later published stock less what was registered since;
 * else the nation's by private cars.
 */
export function nevStock(sources: Sources): Stated {
  const { base } = sources.years;
  const counted = sources.published("nev_stock", base);
  if (counted !== undefined)
    return sources.to({ ...counted, rule: joined(["published stock", counted.rule]) }, millions);
  const later = sources.publishedYears("nev_stock").find((year) => year > base);
  const stock = later === undefined ? undefined : sources.published("nev_stock", later);
  if (later === undefined || stock === undefined) {
    const [nev, all] = [sources.constant("cars_nev", base), sources.constant("vehicles_cars", base)];
    const listed = sources.activity("private_cars", base);
    const cars = listed && sources.to(listed, millions);
    const value = (nev.value * (cars?.value ?? 0)) / all.value;
    return stated(value, millions, [nev, cars], "the nation's new energy vehicles by private cars", [all]);
  }
  const years = sources.publishedYears("nev_registrations").filter((year) => year > base && year <= later);
  const since = years.flatMap((year) => sources.published("nev_registrations", year) ?? []);
  const left = since.reduce((so, { value }) => so - value, stock.value);
  const rule = `stock of ${Number.isInteger(later) ? later : `June ${Math.floor(later)}`} less registrations since the end of ${base}`;
  return sources.to(stated(left, stock.unit, [stock, ...since], rule), millions);
}

/**
 * The province's share of new energy cars in sales over the nation's, from the registrations of the year after the base
 * year; 1 where they are not published.
 */
export function salesRatio(sources: Sources) {
  const { base } = sources.years;
  const registered = sources.published("nev_registrations", base + 1);
  if (registered === undefined) return { ratio: 1, rule: "national share; held after the last year", registered };
  const [now, before] = [base + 1, base].map((y) => sources.activity("private_cars", y)?.value ?? Number.NaN);
  const lifetime = sources.constant("car_lifetime").value;
  const share = registered.value / (now - before + before / lifetime);
  const national = sources.national("nev_share", base + 1);
  const ratio = share / (national === undefined ? Number.NaN : sources.to(national, "1").value);
  const rule = `national share times ${ratio.toFixed(2)} (registrations of ${base + 1} over the rise of private cars and one in ${lifetime} replaced); held after the last year`;
  return { ratio, rule, registered };
}
