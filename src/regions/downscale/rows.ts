import { sumBy } from "../../statistics/sum.ts";
import { cellOf } from "../china/balance/grid.ts";
import type { TableRow } from "../stated.ts";
import { movableSectors, parentPowerFuel, powerFuel } from "./fuel.ts";
import { subregionTable } from "./region-numbers.ts";
import { isExtensive, ruleOrThrow } from "./shares.ts";
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
const products = new Set(["base_output", "output_ceiling", "inventory_process"]);

/** What the parent's number is multiplied with, and why. */
export interface Factor {
  readonly value: number;
  readonly words: string;
}

/** A factor in the words of a row. */
export function inWords({ value, words }: Factor): string {
  return `share ${Number(value.toPrecision(4))}: ${words}`;
}

/** Rows of every extensive parameter that the parent gives, times the part's share, and of what is closed at its border. */
export function subregionRows(part: Subregion): TableRow[] {
  const { parent, shares, electricity, plants } = part;
  const { model, region } = parent;
  const { rows, put } = subregionTable(parent, 12);
  const fossilPlants = new Set(parent.members("fossil_plant"));
  const imports = new Set(parent.members("imports"));
  const factorAt = (id: string, members: readonly string[], year: number): Factor => {
    const followed = follows(part, id, members);
    if (followed !== undefined) return followed;
    const { share, otherwise, words } = ruleOrThrow(shares.ruleOf, id, members);
    if (share === "electricity") return { value: electricity.share, words };
    const moves = products.has(id) || (burning.has(id) && fossilPlants.has(members[0]));
    return { value: shares.share(share, otherwise, year) * (moves ? plants : 1), words };
  };
  for (const [id, parameter] of model.parameters) {
    if (!isExtensive(parameter) || closed.has(id)) continue;
    for (const { members, path } of parent.cells(id)) {
      if (imports.has(members[0])) continue;
      // What can stand at most is shared as what will stand
      const constantYear = id === "capacity_potential" ? region.horizon : region.baseYear;
      const given = path.constant === undefined ? path.years : [[undefined, path.constant] as const];
      for (const [year, { value }] of given) {
        const factor = factorAt(id, members, year ?? constantYear);
        put(id, members, value * factor.value, inWords(factor), year);
      }
    }
  }
  const grid = "all from the parent's grid";
  put("base_grid_loss", [], electricity.loss, "loss rate of the parent");
  for (const kind of imports)
    if (kind === "import_market")
      put("base_generation", [kind], electricity.imports, "what local plants do not give, from the parent's grid");
    else put("base_generation", [kind], 0, grid);
  for (const kind of parent.members("contracted")) put("contracted_import", [kind], 0, grid);
  put("base_exports", [], electricity.exports, "what local plants give beyond the use");
  put("market_import_contract", [], 0, grid);
  put("surplus_export_limit", [], 0, "exports follow from the dispatch of the plants");
  for (const id of ["import_credit", "interconnection", "base_peak_load"])
    put(id, [], 0, "adequacy and balancing are the parent grid's");
  const ages = "ages of the plants are not known: they retire evenly over a lifetime";
  put("fleet_commissioned", ["*", "*"], 0, ages);
  return rows;
}

/** The factor of what follows from the part's fuel and plants instead of a share of its own. */
function follows(part: Subregion, id: string, [first, carrier]: readonly string[]): Factor | undefined {
  const { parent, energy, parentEnergy, generation, heat } = part;
  switch (id) {
    case "base_final_energy":
    case "inventory_fuel":
      return {
        value: ratio(cellOf(energy, first, carrier), cellOf(parentEnergy, first, carrier)),
        words: energyWords(part, first, carrier),
      };
    case "inventory_power":
      return { value: ratio(powerFuel(part, first), parentPowerFuel(parent, first)), words: "fuel of the plants" };
    case "inventory_heat":
    case "base_heat":
    case "base_heat_fuel":
    case "base_heat_loss":
      return { value: heat, words: "heat used" };
    case "reference_new_renewables": {
      const generated = sumBy(parent.members("renewable"), (plant) => generation.get(plant) ?? 0);
      return { value: ratio(generated, parent.sumOver("base_generation", "renewable")), words: "renewable generation" };
    }
    default:
      return undefined;
  }
}

/** By what a sector's energy was taken, and by how much it was moved. */
function energyWords({ parent, moved }: Subregion, sector: string, carrier: string): string {
  const factor = moved.get(carrier) ?? (carrier === "electricity" ? undefined : moved.get("co2"));
  return factor === undefined || !movableSectors(parent).has(sector)
    ? "rule of the sector"
    : `rule of the sector, times ${factor.toFixed(3)} to meet what is known`;
}

function ratio(part: number, total: number): number {
  return total === 0 ? 0 : part / total;
}
