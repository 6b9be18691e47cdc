import type { Model } from "../../../engine/language/model.ts";
import { joined, ruled, type Stated, stated, type TableRow, tableWriter } from "../../stated.ts";
import type { StatedGrid } from "../balance/grid.ts";
import { nevStock } from "../balance/inventory.ts";
import type { Sources } from "../sources.ts";

const unit = "1e6 vehicle";

/** Civil vehicles of the year, parted into cars and trucks by the national part of passenger cars; undefined where they are not known. */
export function vehiclesOf(
  sources: Sources,
  year: number,
): { readonly cars: Stated; readonly trucks: Stated } | undefined {
  const listed = sources.activity("civil_vehicles", year);
  if (listed === undefined) return undefined;
  const all = sources.to(listed, unit);
  const part = sources.constant("cars_in_vehicles");
  const cars = all.value * part.value;
  return {
    cars: stated(cars, unit, [all], "civil vehicles times the national part of passenger cars", [part]),
    trucks: stated(all.value - cars, unit, [all], "civil vehicles that are not passenger cars", [part]),
  };
}

/**
 * Cars and trucks of the base year by drive, the distance that meets their fuel in the balance, and the sales shares of
 * the observed years, held from the last.
 */
export function fleetTable(sources: Sources, energy: StatedGrid, model: Model): TableRow[] {
  const { base } = sources.years;
  const { rows, put } = tableWriter(model);
  const vehicles = vehiclesOf(sources, base);
  if (vehicles === undefined) throw new Error(`activity.csv has no civil_vehicles of ${sources.province} in ${base}`);
  const { cars, trucks } = vehicles;
  const nev = nevStock(sources);
  const battery = sources.constant("nev_battery_share", base);
  const electricTrucks = sources.constant("electric_truck_share", base);
  const nevPart = (part: number): Stated =>
    stated(nev.value * part, unit, [nev], joined([nev.rule, "battery part national"]), [battery]);
  const fleet: readonly (readonly [string, Stated])[] = [
    [
      "car.combustion",
      stated(cars.value - nev.value, unit, [cars], joined([cars.rule, "less new energy cars"]), [nev]),
    ],
    ["car.electric", nevPart(battery.value)],
    ["car.plug_in", nevPart(1 - battery.value)],
    [
      "truck.combustion",
      stated(trucks.value * (1 - electricTrucks.value), unit, [trucks], trucks.rule, [electricTrucks]),
    ],
    [
      "truck.electric",
      stated(
        trucks.value * electricTrucks.value,
        unit,
        [electricTrucks],
        `${electricTrucks.value} of trucks: ${electricTrucks.rule}`,
        [trucks],
      ),
    ],
  ];
  for (const [members, value] of fleet) put(`base_fleet.${members}`, undefined, value);

  const { ratio, rule, from } = salesRatio(sources);
  for (const year of sources.nationalYears("nev_share")) {
    const national = sources.national("nev_share", year);
    if (national === undefined) continue;
    const share = Math.min(0.95, sources.to(national, "1").value * ratio);
    const electric = sources.constant("nev_battery_share", year);
    const part = (value: number): Stated => stated(share * value, "1", [national, ...from], rule, [electric]);
    put("sales_share.car.electric", year, part(electric.value));
    put("sales_share.car.plug_in", year, part(1 - electric.value));
  }
  const truckYears = sources.constantYears("electric_truck_sales");
  for (const year of truckYears) {
    const share = sources.constant("electric_truck_sales", year);
    put("sales_share.truck.electric", year, ruled(share, `held after ${truckYears.at(-1)}`));
  }
  const fractions = {
    "car.oil": "car_oil_fraction",
    "car.electricity": "car_electricity_fraction",
    "truck.oil": "truck_oil_fraction",
  };
  for (const [members, id] of Object.entries(fractions))
    put(`fleet_fraction.${members}`, undefined, sources.constant(id));

  const need = (drive: string, amount: number): number => amount * sources.parameter("fleet_consumption", drive).value;
  const plugInOil = sources.parameter("drive_fuel", "plug_in.oil").value;
  const carNeed =
    need("car.combustion", cars.value - nev.value) + need("car.plug_in", nev.value * (1 - battery.value)) * plugInOil;
  const truckNeed = need("truck.combustion", trucks.value * (1 - electricTrucks.value));
  const rate = sources.constant("gj_per_tce");
  const distance = (sector: string, fraction: Stated, needed: number, of: Stated): Stated => {
    const oil = energy.get(sector)?.get("oil");
    const pj = (oil?.value ?? 0) * fraction.value * rate.value;
    const words = "oil of the balance after the transport correction over vehicles and their consumption";
    // PJ over million vehicles times MJ/km gives thousand km.
    return stated((pj / needed) * 1000, "km/vehicle/yr", [...(oil === undefined ? [] : [oil]), of], words, [
      fraction,
      rate,
      nev,
    ]);
  };
  put("distance.car", undefined, distance("road_passenger", sources.constant("car_oil_fraction"), carNeed, cars));
  const truck = distance("road_freight", sources.constant("truck_oil_fraction"), truckNeed, trucks);
  put("distance.truck", undefined, ruled(truck, "much diesel of trucks is tanked outside or booked elsewhere"));
  return rows;
}

/**
 * The province's share of new energy cars in sales over the nation's, from the registrations of the year after the base
 * year; 1 where they are not published.
 */
function salesRatio(sources: Sources): {
  readonly ratio: number;
  readonly rule: string;
  readonly from: readonly Stated[];
} {
  const { base } = sources.years;
  const registered = sources.published("nev_registrations", base + 1);
  if (registered === undefined) return { ratio: 1, rule: "national share; held after the last year", from: [] };
  const [now, before] = [base + 1, base].map((y) => sources.activity("private_cars", y)?.value ?? Number.NaN);
  const lifetime = sources.constant("car_lifetime").value;
  const share = registered.value / (now - before + before / lifetime);
  const national = sources.national("nev_share", base + 1);
  const ratio = share / (national === undefined ? Number.NaN : sources.to(national, "1").value);
  return {
    ratio,
    rule: `national share times ${ratio.toFixed(2)} (registrations of ${base + 1} over the rise of private cars and one in ${lifetime} replaced); held after the last year`,
    from: [registered],
  };
}
