import type { TableRow } from "../../table-row.ts";
import { cellOf, type Grid } from "../balance/grid.ts";
import { nevStock } from "../balance/inventory.ts";
import type { Sources } from "../sources.ts";

/**
 * Cars and trucks of the base year by drive, the distance that meets their fuel in the balance, and the sales shares of
 * the observed years, held from the last.
 */
export function fleetTable(sources: Sources, baseYear: number, energy: Grid): TableRow[] {
  const rows: TableRow[] = [];
  const add = (
    id: string,
    members: string,
    year: number | undefined,
    value: number,
    unit: string,
    source: string,
    estimated: string,
  ): void => {
    rows.push({ id, members, year, value, unit, source, estimated });
  };
  const vehicles = (sources.activity("civil_vehicles", baseYear) ?? Number.NaN) / 100;
  const cars = vehicles * sources.constant("cars_in_vehicles");
  const trucks = vehicles - cars;
  const nev = nevStock(sources);
  const battery = sources.constant("nev_battery_share_2021");
  const stockRule = "civil vehicles times the national part of passenger cars";
  const listed = sources.published("nev_stock", 2021) ?? sources.published("nev_stock", 2023.5);
  const nevSource = listed?.source ?? "caam_recalled";
  const nevRule =
    listed === undefined
      ? "the nation's new energy vehicles by private cars; battery part national"
      : sources.published("nev_stock", 2021) === undefined
        ? "stock of June 2023 less registrations since the end of 2021; battery part national"
        : "published stock; battery part national";
  add("base_fleet", "car.combustion", undefined, cars - nev, "1e6 vehicle", "nbs_vehicles", stockRule);
  add("base_fleet", "car.electric", undefined, nev * battery, "1e6 vehicle", nevSource, nevRule);
  add("base_fleet", "car.plug_in", undefined, nev * (1 - battery), "1e6 vehicle", nevSource, nevRule);
  const electricTrucks = sources.constant("electric_truck_share_2021");
  add(
    "base_fleet",
    "truck.combustion",
    undefined,
    trucks * (1 - electricTrucks),
    "1e6 vehicle",
    "nbs_vehicles",
    "civil vehicles that are not passenger cars",
  );
  add(
    "base_fleet",
    "truck.electric",
    undefined,
    trucks * electricTrucks,
    "1e6 vehicle",
    "judgement",
    "half a per cent of trucks",
  );

  // The province's share of new energy cars in sales over the nation's, from the registrations of 2022.
  const growth2022 =
    (sources.activity("private_cars", 2022) ?? Number.NaN) - (sources.activity("private_cars", 2021) ?? Number.NaN);
  const replaced = (sources.activity("private_cars", 2021) ?? Number.NaN) / sources.constant("car_lifetime");
  const registered = sources.published("nev_registrations", 2022);
  const share2022 = (registered?.value ?? Number.NaN) / (growth2022 + replaced);
  const ratio =
    registered === undefined ? 1 : share2022 / ((sources.national("nev_share", 2022)?.value ?? Number.NaN) / 100);
  const rule =
    registered === undefined
      ? "national share; held after the last year"
      : `national share times ${ratio.toFixed(2)} (registrations of 2022 over the rise of private cars and one eighteenth replaced); held after the last year`;
  const ratioSource = registered === undefined ? "" : `; ${registered.source}`;
  for (const year of sources.nationalYears("nev_share")) {
    const national = sources.national("nev_share", year);
    if (national === undefined) continue;
    const share = Math.min(0.95, (national.value / 100) * ratio);
    const electric = sources.constant(`nev_battery_share_${year}`);
    add("sales_share", "car.electric", year, share * electric, "1", `${national.source}${ratioSource}`, rule);
    add("sales_share", "car.plug_in", year, share * (1 - electric), "1", `${national.source}${ratioSource}`, rule);
  }
  for (const year of [2021, 2024]) {
    const fact = sources.constantFact(`electric_truck_sales_${year}`);
    add("sales_share", "truck.electric", year, fact.value, "1", fact.source, `${fact.estimated}; held after 2024`);
  }
  for (const [members, id] of [
    ["car.oil", "car_oil_fraction"],
    ["car.electricity", "car_electricity_fraction"],
    ["truck.oil", "truck_oil_fraction"],
  ] as const) {
    const fact = sources.constantFact(id);
    add("fleet_fraction", members, undefined, fact.value, "1", fact.source, fact.estimated);
  }
  const pj = (sector: string, fraction: string): number =>
    cellOf(energy, sector, "oil") * sources.constant(fraction) * sources.constant("gj_per_tce");
  const consumption = (members: string): number => sources.parameter("fleet_consumption", members);
  const carNeed =
    (cars - nev) * consumption("car.combustion") +
    nev * (1 - battery) * consumption("car.plug_in") * sources.parameter("drive_fuel", "plug_in.oil");
  const truckNeed = trucks * (1 - electricTrucks) * consumption("truck.combustion");
  const distanceRule = "oil of the balance after the transport correction over vehicles and their consumption";
  // PJ over million vehicles times MJ/km gives thousand km.
  add(
    "distance",
    "car",
    undefined,
    (pj("road_passenger", "car_oil_fraction") / carNeed) * 1000,
    "km/vehicle/yr",
    "cesy_2022; nbs_vehicles",
    distanceRule,
  );
  add(
    "distance",
    "truck",
    undefined,
    (pj("road_freight", "truck_oil_fraction") / truckNeed) * 1000,
    "km/vehicle/yr",
    "cesy_2022; nbs_vehicles",
    `${distanceRule}; much diesel of trucks is tanked outside or booked elsewhere`,
  );
  return rows;
}
