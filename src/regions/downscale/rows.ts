import { cellOf } from "../china/balance/grid.ts";
import type { TableRow } from "../stated.ts";
import { movableSectors, parentPowerFuel, powerFuel } from "./fuel.ts";
import { type RegionNumbers, subregionTable } from "./region-numbers.ts";
import { isExtensive, type RuleOf, ruleOrThrow } from "./rules.ts";
import type { ShareOf } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** What the parent's numbers say of its own borders: closed for the part, not shared. */
const closed = new Set([
  "base_grid_loss",
  "base_exports",
  "export_plan",
  "contracted_import",
  "import_credit",
  "market_import_contract",
  "surplus_export_limit",
  "interconnection",
  "base_peak_load",
  "fleet_commissioned",
]);

/** What moves with the plants: what they burn and give, and products with the CO2 of their processes. */
const burning = new Set(["base_power_fuel", "base_generation"]);
const products = new Set(["base_output", "inventory_process"]);

interface Factor {
  readonly value: number;
  readonly words: string;
}

/** Rows of every extensive parameter that the parent gives, times the part's share, and of what is closed at its border. */
export function subregionRows(parent: RegionNumbers, subregion: Subregion, ruleOf: RuleOf, share: ShareOf): TableRow[] {
  const { model, region } = parent;
  const { rows, put } = subregionTable(parent, 12);
  const fossilPlants = new Set(parent.members("fossil_plant"));
  const imports = new Set(parent.members("imports"));
  for (const [id, parameter] of model.parameters) {
    if (!isExtensive(parameter) || closed.has(id)) continue;
    for (const { members, path } of parent.cells(id)) {
      if (imports.has(members[0])) continue;
      const factorAt = (year: number): Factor => {
        const followed = follows(parent, subregion, id, members);
        if (followed !== undefined) return followed;
        const rule = ruleOrThrow(ruleOf, parameter, members);
        if (rule.share === "electricity") return { value: subregion.electricity.share, words: rule.words };
        const moves = products.has(id) || (burning.has(id) && fossilPlants.has(members[0]));
        return { value: share(rule.share, rule.otherwise, year) * (moves ? subregion.plants : 1), words: rule.words };
      };
      const write = (value: number, factor: Factor, year?: number): void =>
        put(id, members, value * factor.value, `share ${Number(factor.value.toPrecision(4))}: ${factor.words}`, year);
      if (path.constant !== undefined) {
        // What can stand at most is shared as what will stand
        write(path.constant.value, factorAt(id === "capacity_potential" ? region.horizon : region.baseYear));
        continue;
      }
      for (const [year, given] of path.years) write(given.value, factorAt(year), year);
    }
  }
  put("base_grid_loss", [], subregion.electricity.loss, "loss rate of the parent");
  for (const kind of imports)
    put(
      "base_generation",
      [kind],
      kind === "import_market" ? subregion.electricity.imports : 0,
      kind === "import_market" ? "what local plants do not give, from the parent's grid" : "all from the parent's grid",
    );
  for (const kind of parent.members("contracted")) put("contracted_import", [kind], 0, "all from the parent's grid");
  put("base_exports", [], subregion.electricity.exports, "what local plants give beyond the use");
  put("market_import_contract", [], 0, "all from the parent's grid");
  put("surplus_export_limit", [], 0, "exports follow from the dispatch of the plants");
  for (const id of ["import_credit", "interconnection", "base_peak_load"])
    put(id, [], 0, "adequacy and balancing are the parent grid's");
  const ages = "ages of the plants are not known: they retire evenly over a lifetime";
  put("fleet_commissioned", ["*", "*"], 0, ages);
  return rows;
}

/** The factor of what follows from the part's fuel and plants instead of a share of its own. */
function follows(
  parent: RegionNumbers,
  subregion: Subregion,
  id: string,
  members: readonly string[],
): Factor | undefined {
  const [first, carrier] = members;
  switch (id) {
    case "base_final_energy":
    case "inventory_fuel":
      return {
        value: ratio(cellOf(subregion.energy, first, carrier), cellOf(subregion.parentEnergy, first, carrier)),
        words: energyWords(parent, subregion, first, carrier),
      };
    case "inventory_power":
      return {
        value: ratio(powerFuel(parent, subregion.generation, first), parentPowerFuel(parent, first)),
        words: "fuel of the plants",
      };
    case "inventory_heat":
    case "base_heat":
    case "base_heat_fuel":
    case "base_heat_loss":
      return { value: subregion.heat, words: "heat used" };
    case "reference_new_renewables": {
      const sum = (of: (plant: string) => number): number =>
        parent.members("renewable").reduce((total, plant) => total + of(plant), 0);
      const all = sum((plant) => parent.at("base_generation", [plant]));
      return {
        value: ratio(
          sum((plant) => subregion.generation.get(plant) ?? 0),
          all,
        ),
        words: "renewable generation",
      };
    }
    default:
      return undefined;
  }
}

/** By what a sector's energy was taken, and by how much it was moved. */
function energyWords(parent: RegionNumbers, subregion: Subregion, sector: string, carrier: string): string {
  const factor = subregion.moved.get(carrier) ?? (carrier === "electricity" ? undefined : subregion.moved.get("co2"));
  return factor === undefined || !movableSectors(parent).has(sector)
    ? "rule of the sector"
    : `rule of the sector, times ${factor.toFixed(3)} to meet what is known`;
}

function ratio(part: number, total: number): number {
  return total === 0 ? 0 : part / total;
}
