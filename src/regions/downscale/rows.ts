import { sumBy } from "../../statistics/sum.ts";
import { cellOf } from "../china/balance/grid.ts";
import { everyYear, type TableRow } from "../stated.ts";
import { movableSectors, parentPowerFuel, powerFuel } from "./fuel.ts";
import { subregionTable } from "./region-numbers.ts";
import { isExtensive, type PlainShares, ruleOrThrow } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** What the parent's numbers say of its own borders in a year. */
export const atBorder = [
  "export_plan",
  "contracted_import",
  "import_credit",
  "market_import_contract",
  "surplus_export_limit",
  "interconnection",
];

/** What is closed for the part, not shared. */
const closed = new Set([...atBorder, "base_grid_loss", "base_exports", "base_peak_load"]);

/** What can stand at most, and the plan of it: of what will stand, sites are known. */
const potentials = new Map([
  ["capacity_potential", "planned_capacity"],
  ["storage_potential", "planned_storage"],
]);

/** What a plan is shared out of where projects act in the parent. */
const besideWords = "of the parent's number with its projects less those of its parts";

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
export function subregionRows(part: Subregion, plain: PlainShares): TableRow[] {
  const { parent, shares, electricity } = part;
  const { model, region } = parent;
  const { rows, put } = subregionTable(parent, 12);
  const { technology, storage } = model.report?.projects ?? {};
  const plans = new Set([technology, storage].flatMap((layout) => [layout?.fills.name, layout?.within?.name]));
  const sharedOf = (id: string) => (plans.has(id) ? shares.plans : undefined) ?? { parent, share: shares.share };
  const imports = new Set(parent.members("imports"));
  const factorAt = (id: string, members: readonly string[], year: number): Factor => {
    const followed = follows(part, id, members);
    if (followed !== undefined) return followed;
    const rule = ruleOrThrow(shares.ruleOf, id, members);
    // The part's own residents and GDP stay as published.
    if (id === "base_population") return { value: plain.population, words: rule.words };
    if (id === "base_gdp") return { value: plain.gdp, words: rule.words };
    if (rule.share === "electricity") return { value: electricity.share, words: rule.words };
    return { value: sharedOf(id).share(rule, year) * part.factor(id, members), words: rule.words };
  };
  for (const [id, parameter] of model.parameters) {
    if (!isExtensive(parameter) || closed.has(id)) continue;
    for (const { members, path } of sharedOf(id).parent.cells(id)) {
      if (imports.has(members[0])) continue;
      const given = path.constant === undefined ? path.years : [[undefined, path.constant] as const];
      for (const [year, { value }] of given) {
        // What can stand at most is shared as what will stand.
        const shared = factorAt(id, members, potentials.has(id) ? region.horizon : (year ?? region.baseYear));
        const isLess = plans.has(id) && value !== parent.at(id, members, year ?? region.baseYear);
        const factor = isLess ? { ...shared, words: `${shared.words}; ${besideWords}` } : shared;
        const plan = potentials.get(id);
        const least = plan === undefined ? undefined : leastPotential(part, plan, members[0]);
        if (least === undefined || least.value <= value * factor.value)
          put(id, members, value * factor.value, inWords(factor), year);
        else put(id, members, least.value, least.rule, year);
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
  for (const id of ["import_credit", "interconnection", "base_peak_load"])
    put(id, [], 0, "adequacy and balancing are the parent grid's");
  return rows;
}

/**
 * What can stand of a plant or store in the part at the least: what its own documents name (`potential_wind_onshore` of its
 * facts), or what it has in some year by the shares of what stands.
 */
function leastPotential(part: Subregion, plan: string, plant: string): { value: number; rule: string } {
  const { shares } = part;
  const { parent, share } = shares.plans ?? { parent: part.parent, share: shares.share };
  const rule = ruleOrThrow(shares.ruleOf, plan, [plant]);
  const { baseYear, horizon } = parent.region;
  const planned = everyYear(baseYear, horizon).map((year) => parent.at(plan, [plant], year) * share(rule, year));
  const stated = shares.facts.get(`potential_${plant}`)?.values().next().value;
  const standing = { value: Math.max(...planned), rule: "what stands or comes by the parent's trend" };
  return stated === undefined || stated.value < standing.value ? standing : stated;
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
function energyWords({ parent, listed, moved }: Subregion, sector: string, carrier: string): string {
  const works = listed.get(sector);
  const ofTotal = works === undefined ? moved.get("co2") : works ? moved.get("plants") : undefined;
  const factor = moved.get(carrier) ?? (carrier === "electricity" ? undefined : ofTotal);
  return factor === undefined || !movableSectors(parent).has(sector)
    ? "rule of the sector"
    : `rule of the sector, times ${factor.toFixed(3)} to meet what is known`;
}

function ratio(part: number, total: number): number {
  return total === 0 ? 0 : part / total;
}
