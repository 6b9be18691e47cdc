import type { Model } from "../../engine/language/model.ts";
import { ruled, type Stated, stated, type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import { standardFactors } from "./balance/calibration-factors.ts";
import { type ElectricityBalance, ownUseRate } from "./balance/electricity.ts";
import type { BaseYear, Inventory } from "./balance/inventory.ts";
import type { Sources } from "./sources.ts";
import { millions, nevStock, salesRatio, vehiclesOf } from "./vehicles.ts";

/** What the balance gives of a year: energy, inventory, heat, transformation and electricity. */
export function balanceRows(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  model: Model,
): TableRow[] {
  const { rows, put } = tableWriter(model);
  const putAll = (id: string, values: ReadonlyMap<string, Stated | ReadonlyMap<string, Stated>>): void => {
    for (const [name, value] of values)
      if (value instanceof Map) putAll(`${id}.${name}`, value);
      else put(`${id}.${name}`, undefined, value as Stated);
  };
  putAll("base_final_energy", inventory.energy);
  putAll("inventory_fuel", inventory.co2);
  putAll("inventory_power", inventory.powerCo2);
  putAll("inventory_heat", inventory.heatCo2);
  putAll("inventory_transformation", inventory.transformationCo2);
  putFeedstock(sources, inventory, put);
  putAll("base_heat_fuel", inventory.heatFuel);
  putAll("base_heat", inventory.heat);
  put("base_heat_loss", undefined, inventory.heatLoss);
  putAll("base_transformation_input", inventory.transformationInput);
  putAll("base_transformation_output", inventory.transformationOutput);
  const supply = [...electricity.generation, ...electricity.imports];
  putAll("base_generation", new Map(supply.filter(([, { value }]) => value !== 0)));
  put("base_storage_output.pumped", undefined, electricity.pumpedOutput);
  put("base_exports", undefined, electricity.exports);
  put("base_grid_loss", undefined, electricity.loss);
  putAll("base_power_fuel", electricity.fuel);
  for (const [technology, { value }] of electricity.generation) {
    const rate = ruled({ ...ownUseRate(sources, technology), rule: "" }, "national rate, recalled");
    if (value > 0) put(`own_use_rate.${technology}`, undefined, rate);
  }
  return rows;
}

/** Raw materials, and the part of their carbon that is emitted. */
function putFeedstock(sources: Sources, inventory: Inventory, put: TableWriter["put"]): void {
  const standard = standardFactors(sources);
  for (const [sector, cells] of inventory.feedstock) {
    for (const [carrier, raw] of cells) {
      put(`base_feedstock.${sector}.${carrier}`, undefined, raw);
      const emitted = inventory.feedstockCo2.get(sector)?.get(carrier);
      if (emitted === undefined || emitted.value <= 0) continue;
      const part = sources.constant("coal_nonenergy_emitted");
      const share = Math.min(1, emitted.value / (raw.value * (standard.get(carrier) ?? Number.NaN)));
      const rule = `${part.value} of the carbon of gasified coal, petroleum coke and gas, as part of all raw material of the carrier at its standard factor (at most 1)`;
      put(`feedstock_emitted.${sector}.${carrier}`, undefined, stated(share, "1", [part], rule, [emitted, raw]));
    }
  }
}

/**
 * Cars and trucks of the base year by drive, the distance that meets their fuel in the balance, and the sales shares of
 * the observed years, held from the last.
 */
export function putFleet({ sources, inventory }: BaseYear, { put }: TableWriter): void {
  const { base } = sources.years;
  const vehicles = vehiclesOf(sources, base);
  if (vehicles === undefined) throw new Error(`activity.csv has no civil_vehicles of ${sources.province} in ${base}`);
  const { cars, trucks } = vehicles;
  const nev = nevStock(sources);
  const battery = sources.constant("nev_battery_share", base);
  const electricTrucks = sources.constant("electric_truck_share", base);
  const fleet = (members: string, value: number, from: Stated, rule: string[], by: Stated): void =>
    put(`base_fleet.${members}`, undefined, stated(value, millions, [from], rule, [by]));
  fleet("car.combustion", cars.value - nev.value, cars, [cars.rule, "less new energy cars"], nev);
  fleet("car.electric", nev.value * battery.value, nev, [nev.rule, "battery part national"], battery);
  fleet("car.plug_in", nev.value * (1 - battery.value), nev, [nev.rule, "battery part national"], battery);
  fleet("truck.combustion", trucks.value * (1 - electricTrucks.value), trucks, [trucks.rule], electricTrucks);
  const rule = `${electricTrucks.value} of trucks: ${electricTrucks.rule}`;
  fleet("truck.electric", trucks.value * electricTrucks.value, electricTrucks, [rule], trucks);

  const sales = salesRatio(sources);
  for (const year of sources.nationalYears("nev_share")) {
    const national = sources.national("nev_share", year);
    if (national === undefined) continue;
    const share = Math.min(0.95, sources.to(national, "1").value * sales.ratio);
    const electric = sources.constant("nev_battery_share", year);
    const part = (value: number): Stated =>
      stated(share * value, "1", [national, sales.registered], sales.rule, [electric]);
    put("sales_share.car.electric", year, part(electric.value));
    put("sales_share.car.plug_in", year, part(1 - electric.value));
  }
  const truckYears = sources.constantYears("electric_truck_sales");
  for (const year of truckYears) {
    const share = sources.constant("electric_truck_sales", year);
    put("sales_share.truck.electric", year, ruled(share, `held after ${truckYears.at(-1)}`));
  }
  for (const cell of ["car.oil", "car.electricity", "truck.oil"])
    put(`fleet_fraction.${cell}`, undefined, sources.constant(`${cell.replace(".", "_")}_fraction`));

  const need = (drive: string, amount: number): number => amount * sources.parameter("fleet_consumption", drive).value;
  const plugInOil = sources.parameter("drive_fuel", "plug_in.oil").value;
  const carNeed =
    need("car.combustion", cars.value - nev.value) + need("car.plug_in", nev.value * (1 - battery.value)) * plugInOil;
  const truckNeed = need("truck.combustion", trucks.value * (1 - electricTrucks.value));
  const rate = sources.constant("gj_per_tce");
  const distance = (sector: string, fraction: Stated, needed: number, of: Stated): Stated => {
    const oil = inventory.energy.get(sector)?.get("oil");
    const pj = (oil?.value ?? 0) * fraction.value * rate.value;
    const words = "oil of the balance after the transport correction over vehicles and their consumption";
    // PJ over million vehicles times MJ/km gives thousand km.
    return stated((pj / needed) * 1000, "km/vehicle/yr", [oil, of], words, [fraction, rate, nev]);
  };
  put("distance.car", undefined, distance("road_passenger", sources.constant("car_oil_fraction"), carNeed, cars));
  const truck = distance("road_freight", sources.constant("truck_oil_fraction"), truckNeed, trucks);
  put("distance.truck", undefined, ruled(truck, "much diesel of trucks is tanked outside or booked elsewhere"));
}
