import type { TableRow } from "../stated.ts";
import type { RegionNumbers } from "./region-numbers.ts";

interface Intensities {
  /** tCO2 (assessed) and tce per 1e4 CNY. */
  readonly carbon: number;
  readonly energy: number;
}

/**
 * Intensities of the years that targets refer to: the part's own of the base year times the parent's change since.
 * Both are reckoned alike here, from the base year's numbers.
 */
export function cityReferences(parent: RegionNumbers, rows: readonly TableRow[], importFactor: number): TableRow[] {
  const own = new Map(rows.map((row) => [row.members === "" ? row.id : `${row.id}.${row.members}`, row.value]));
  const ofParent = intensities(
    parent,
    (id, members) => parent.at(id, members),
    (kind) => parentFactor(parent, kind),
  );
  const ofSubregion = intensities(
    parent,
    (id, members) => own.get([id, ...members].join(".")) ?? 0,
    () => importFactor,
  );
  const result: TableRow[] = [];
  for (const [id, key] of [
    ["reference_carbon_intensity", "carbon"],
    ["reference_energy_intensity", "energy"],
  ] as const) {
    for (const { members, path } of parent.cells(id)) {
      const given = path.constant;
      if (given === undefined || ofParent[key] === 0) continue;
      const factor = ofSubregion[key] / ofParent[key];
      const scaled = (value: number | undefined): number | undefined =>
        value === undefined ? undefined : Number((value * factor).toPrecision(9));
      result.push({
        id,
        members: members.join("."),
        year: undefined,
        value: scaled(given.value) ?? 0,
        unit: parent.model.parameters.get(id)?.unit.text ?? "",
        low: scaled(given.low),
        high: scaled(given.high),
        source: `region ${parent.region.id}`,
        estimated: `intensity of the base year (${factor.toFixed(3)} of the parent's) with the parent's change since`,
      });
    }
  }
  return result;
}

function parentFactor(parent: RegionNumbers, kind: string): number {
  return (1 - parent.at("import_clean_share", [kind])) * parent.at("sender_thermal_factor");
}

function intensities(
  parent: RegionNumbers,
  at: (id: string, members: readonly string[]) => number,
  factorOf: (kind: string) => number,
): Intensities {
  const sum = (names: readonly string[], of: (name: string) => number): number =>
    names.reduce((total, name) => total + of(name), 0);
  const fossil = parent.members("fossil");
  const sectors = parent.members("sector");
  const fuel = (carrier: string): number =>
    sum(sectors, (sector) => at("base_final_energy", [sector, carrier])) +
    sum(parent.members("industry"), (sector) => at("base_feedstock", [sector, carrier])) +
    sum(parent.members("thermal"), (plant) => at("base_power_fuel", [plant, carrier])) +
    sum(parent.members("heat_source"), (source) => at("base_heat_fuel", [source, carrier]));
  const power = sum(fossil, (carrier) => at("inventory_power", [carrier]));
  const waste = at("base_generation", ["biomass"]) * parent.at("fossil_waste_factor");
  const co2 =
    sum(sectors, (sector) => sum(fossil, (carrier) => at("inventory_fuel", [sector, carrier]))) +
    sum(fossil, (carrier) => at("inventory_heat", [carrier])) +
    sum(parent.members("transformation"), (name) => at("inventory_transformation", [name])) +
    power +
    waste;
  const imports = parent.members("imports");
  const generated = sum(parent.members("plant"), (plant) => at("base_generation", [plant]));
  const exports = at("base_exports", []);
  const traded =
    sum(imports, (kind) => at("base_generation", [kind]) * factorOf(kind)) -
    (generated === 0 ? 0 : (exports * (power + waste)) / generated);
  const rate = parent.at("power_coal_rate") / 1000;
  const other =
    sum(parent.members("nonfossil_plant"), (plant) => at("base_generation", [plant])) +
    sum(imports, (kind) => at("base_generation", [kind])) -
    exports;
  const gdp = at("base_gdp", []);
  return { carbon: ((co2 + traded) * 100) / gdp, energy: ((sum(fossil, fuel) + other * rate) * 100) / gdp };
}
