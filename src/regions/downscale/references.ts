import { sumBy } from "../../statistics/sum.ts";
import type { TableRow } from "../stated.ts";
import { importFactor, wasteCo2 } from "./fuel.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/**
 * Intensities of the years that targets refer to: the part's own of the base year times the parent's change since.
 * Both are reckoned alike here, from the base year's numbers.
 */
export function cityReferences(
  parent: RegionNumbers,
  rows: readonly TableRow[],
  importFactorOfPart: number,
): TableRow[] {
  const own = new Map(rows.map((row) => [row.members === "" ? row.id : `${row.id}.${row.members}`, row.value]));
  const ofParent = intensities(parent, parent.at, (kind) => importFactor(parent, kind));
  const ofSubregion = intensities(
    parent,
    (id, members = []) => own.get([id, ...members].join(".")) ?? 0,
    () => importFactorOfPart,
  );
  return (["carbon", "energy"] as const).flatMap((kind) => {
    if (ofParent[kind] === 0) return [];
    const id = `reference_${kind}_intensity`;
    const factor = ofSubregion[kind] / ofParent[kind];
    const scaled = (value: number): number => Number((value * factor).toPrecision(9));
    return parent.cells(id).flatMap(({ members, path: { constant } }) => {
      if (constant === undefined) return [];
      const { value, low, high } = constant;
      return {
        id,
        members: members.join("."),
        year: undefined,
        value: scaled(value),
        unit: parent.unitOf(id),
        low: low === undefined ? undefined : scaled(low),
        high: high === undefined ? undefined : scaled(high),
        source: `region ${parent.region.id}`,
        estimated: `intensity of the base year (${factor.toFixed(3)} of the parent's) with the parent's change since`,
      };
    });
  });
}

/** tCO2 (assessed) and tce per 1e4 CNY. */
function intensities(parent: RegionNumbers, at: RegionNumbers["at"], factorOf: (kind: string) => number) {
  const over = (domain: string, of: (name: string) => number): number => sumBy(parent.members(domain), of);
  const generation = (kind: string): number => at("base_generation", [kind]);
  const fuel = (carrier: string): number =>
    over("sector", (sector) => at("base_final_energy", [sector, carrier])) +
    over("industry", (sector) => at("base_feedstock", [sector, carrier])) +
    over("thermal", (plant) => at("base_power_fuel", [plant, carrier])) +
    over("heat_source", (source) => at("base_heat_fuel", [source, carrier]));
  const power = over("fossil", (carrier) => at("inventory_power", [carrier]));
  const waste = wasteCo2(parent, generation("biomass"));
  const co2 =
    over("sector", (sector) => over("fossil", (carrier) => at("inventory_fuel", [sector, carrier]))) +
    over("fossil", (carrier) => at("inventory_heat", [carrier])) +
    over("transformation", (name) => at("inventory_transformation", [name])) +
    power +
    waste;
  const generated = over("plant", generation);
  const exports = at("base_exports");
  const traded =
    over("imports", (kind) => generation(kind) * factorOf(kind)) -
    (generated === 0 ? 0 : (exports * (power + waste)) / generated);
  const rate = parent.at("power_coal_rate") / 1000;
  const other = over("nonfossil_plant", generation) + over("imports", generation) - exports;
  const gdp = at("base_gdp");
  return { carbon: ((co2 + traded) * 100) / gdp, energy: ((over("fossil", fuel) + other * rate) * 100) / gdp };
}
