import type { Model, Parameter } from "../../engine/language/model.ts";
import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { industrySectors } from "../china/balance/industry-split.ts";
import { grouped, type Row } from "../csv.ts";
import { type Stated, statedRow } from "../stated.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** The part's share in its parent by the rule of the quantity, in a year for what is listed by year. */
export type ShareOf = (rule: Pick<CityRule, "share" | "otherwise" | "held">, year: number) => number;

/** By which share a part takes each cell, and how large its shares are. */
export interface PartShares {
  readonly ruleOf: RuleOf;
  readonly share: ShareOf;
  /** What is known of the part itself. */
  readonly facts: CityFacts;
  /** What its plans and their potentials are shares of, where projects stand beside them, and of what it has such projects. */
  readonly plans?: { readonly parent: RegionNumbers; readonly share: ShareOf; readonly built: ReadonlySet<string> };
}

/** Sectors whose value added is that of secondary industry. */
export const secondarySectors = [...industrySectors, "construction"];

/** Plants that are listed together under another name. */
const listedAs: Readonly<Record<string, string>> = {
  coal_ccs: "coal",
  gas_ccs: "gas",
  solar_utility: "solar",
  solar_distributed: "solar",
};

/** Plain shares of a part: what is measured of it over the same of the parent. */
export type PlainShares = ReturnType<typeof plainShares>;

/**
 * Plain shares from the part's facts. `nominalGdp` is the parent's GDP of the base year at current prices in 1e8 CNY,
 * in which the parts' is published. Without land, the share in land is that in rural residents; without a cover, the
 * share in forest area is that in land, and without a stock of forest, the share in its stock that in its area.
 */
export function plainShares(parent: RegionNumbers, facts: CityFacts, nominalGdp: number) {
  const { baseYear } = parent.region;
  const of = (variable: string): number | undefined => factAt(facts, variable, baseYear);
  const needed = (variable: string): number => {
    const value = of(variable);
    if (value === undefined) throw new Error(`cities.csv has no ${variable} of this region`);
    return value;
  };
  const path = (sector: string): number => parent.at("value_added_path", [sector]);
  const population = needed("population") / 100 / parent.at("base_population");
  const gdp = needed("gdp") / nominalGdp;
  const parentPrimary = path("agriculture");
  const parentSecondary = sumBy(secondarySectors, path);
  const primaryPart = (of("primary_share") ?? parentPrimary * 100) / 100;
  const secondaryPart = (of("secondary_share") ?? parentSecondary * 100) / 100;
  const parentUrban = parent.at("urban_share");
  const urbanPart = (of("urban_share") ?? parentUrban * 100) / 100;
  const rural = parentUrban < 1 ? (population * (1 - urbanPart)) / (1 - parentUrban) : 0;
  const parentLand = parent.at("land_area");
  const land = of("land");
  const landShare = land === undefined || parentLand === 0 ? rural : land / 1e4 / parentLand;
  const parentForest = parent.sumOver("base_forest_area", "age_group") + parent.at("forest_other_area");
  const cover = of("forest_cover");
  const stock = of("forest_stock");
  const parentStock = parent.at("base_forest_stock");
  const forestArea =
    land === undefined || cover === undefined || parentForest === 0
      ? landShare
      : ((land / 1e4) * (cover / 100)) / parentForest;
  return {
    population,
    gdp,
    primary: parentPrimary === 0 ? 0 : (gdp * primaryPart) / parentPrimary,
    secondary: (gdp * secondaryPart) / parentSecondary,
    tertiary: (gdp * (1 - primaryPart - secondaryPart)) / (1 - parentPrimary - parentSecondary),
    urban: (population * urbanPart) / parentUrban,
    rural,
    vehicles: (population + gdp) / 2,
    land: landShare,
    forest_area: Math.min(1, forestArea),
    forest: Math.min(1, stock === undefined || parentStock === 0 ? forestArea : stock / parentStock),
  };
}

/** What parts together leave of their parent, by plain share. */
export function plainRest(parts: readonly PlainShares[]): PlainShares {
  return plainBy((key) => Math.max(0, 1 - sumBy(parts, (part) => part[key])));
}

/** The plain shares of a part of those that are the whole parent, so that they sum to one. */
export function plainOfWhole(own: PlainShares, parts: readonly PlainShares[]): PlainShares {
  return plainBy((key) => {
    const sum = sumBy(parts, (part) => part[key]);
    return sum === 0 ? 0 : own[key] / sum;
  });
}

const plainKeys = [
  "population",
  "gdp",
  "primary",
  "secondary",
  "tertiary",
  "urban",
  "rural",
  "vehicles",
  "land",
  "forest_area",
  "forest",
];

function plainBy(of: (key: keyof PlainShares) => number): PlainShares {
  return Object.fromEntries(plainKeys.map((key) => [key, of(key as keyof PlainShares)])) as PlainShares;
}

/**
 * Listed parts that together are more of their parent than this are all of its parts. Plain shares of all parts (GDP,
 * residents, area) sum to 1 but for the rounding of statistics, which stays below a twentieth, and the smallest part of a
 * province that stands in no list is larger than that.
 */
const wholeParent = 0.95;

/**
 * Shares with what is listed by plant: a listed part takes its list over the parent's total (or over the sum of the
 * lists where that is larger); the rest of the total goes to the unlisted parts by the share `otherwise`. Where all are
 * listed, the rest of the base year goes to all by that share, and what the total differs by from lists and rest in
 * another year moves them all alike, so that nothing grows where no unit was built but at the parent's pace. Where the
 * parts are the whole parent (`complete`) and nothing spreads an unlisted rest, the listed share the total.
 * A total that the parent itself does not know may stand among its facts (`parent`); without one the share is plain.
 * `siblings` are the facts and plain shares of all parts of the parent, this one included.
 */
export function shareOf(
  parent: RegionNumbers,
  own: { facts: CityFacts; plain: PlainShares; parent: CityFacts },
  siblings: readonly { facts: CityFacts; plain: PlainShares }[],
  complete: boolean,
): ShareOf {
  const plain = (share: string, of: PlainShares): number => {
    if (share === "none") return 0;
    const value = of[share as keyof PlainShares];
    if (value === undefined) throw new Error(`city_rules.csv: there is no share "${share}"`);
    return value;
  };
  return ({ share, otherwise, held }, year) => {
    if (otherwise === "") return plain(share, own.plain);
    const listed = siblings.filter(({ facts }) => facts.has(share));
    if (listed.length === 0) return plain(otherwise, own.plain);
    const totalAt = (at: number): number => factAt(own.parent, share, at) ?? parentQuantity(parent, share, at);
    const total = totalAt(year);
    if (total === 0) return plain(otherwise, own.plain);
    const listedAt = (facts: CityFacts): number | undefined => {
      const value = factAt(facts, share, year);
      if (value === undefined || !held) return value;
      // What grows with the parent keeps its part of it before the first and after the last listed year.
      const known = [...(facts.get(share)?.keys() ?? [])];
      const nearest = Math.min(Math.max(year, Math.min(...known)), Math.max(...known));
      const then = totalAt(nearest);
      return nearest === year || then === 0 ? value : (value * total) / then;
    };
    const value = listedAt(own.facts);
    const sum = sumBy(listed, ({ facts }) => listedAt(facts) ?? 0);
    if (complete && otherwise === "none") return sum === 0 ? 0 : (value ?? 0) / sum;
    const taken = sumBy(listed, (sibling) => plain(otherwise, sibling.plain));
    const rest = Math.max(0, 1 - sum / total);
    // Where all parts are listed, what the list leaves out stands in all of them.
    const allListed = taken > wholeParent;
    if (value === undefined) return allListed ? 0 : (rest * plain(otherwise, own.plain)) / (1 - taken);
    if (!allListed) return value / Math.max(total, sum);
    const ownRest = plain(otherwise, own.plain) / taken;
    if (held) return value / Math.max(total, sum) + rest * ownRest;
    // It stays where it stood in the base year: what the total moves by beside the list moves all that stands alike.
    const { baseYear } = parent.region;
    const unlisted = Math.max(0, totalAt(baseYear) - sumBy(listed, ({ facts }) => factAt(facts, share, baseYear) ?? 0));
    return sum + unlisted === 0 ? ownRest : (value + unlisted * ownRest) / (sum + unlisted);
  };
}

/** The parent's total of what is listed by plant, in the unit of the list. */
export function parentQuantity(parent: RegionNumbers, share: string, year: number): number {
  if (share.endsWith("_part")) return 100;
  if (share === "crude_steel" || share === "aluminium") return parent.at("base_output", [share]);
  if (share === "refinery") {
    const input = parent.at("base_transformation_input", ["refinery", "oil"]);
    return input / parent.at("oil_calorific");
  }
  const standing = (stock: string, planned: string, name: string): number =>
    year <= parent.region.baseYear ? parent.at(stock, [name]) : parent.at(planned, [name], year);
  if (share === "capacity_pumped") return standing("base_storage_capacity", "planned_storage", "pumped");
  const plants = parent.members("plant").filter((plant) => `capacity_${listedAs[plant] ?? plant}` === share);
  if (plants.length === 0) throw new Error(`city_rules.csv: there is no total of "${share}"`);
  return sumBy(plants, (plant) => standing("base_capacity", "planned_capacity", plant));
}

/** By which share of its parent a part takes a quantity. */
export interface CityRule {
  /** A share of the part (`population`, `tertiary`) or what is listed of it (`capacity_coal`). */
  readonly share: string;
  /** What spreads the unlisted rest; `none` where there is no rest, empty for plain shares. */
  readonly otherwise: string;
  /** Whether what is listed keeps its part of the total, and not its level, outside the listed years. */
  readonly held: boolean;
  readonly words: string;
  /** Its row, as file:line of `data/china`. */
  readonly at: string;
}

/** The rule for a cell of an extensive parameter; undefined where the table has none. */
export type RuleOf = (id: string, members: readonly string[]) => CityRule | undefined;

/** Units of quantities that grow with the size of a region; all others are kept from the parent. */
const extensiveUnits = new Set(
  `GW, GW/yr, TW*h/yr, Mtce/yr, Mt/yr, MtCO2, MtCO2/yr, 1e6 person, 1e8 CNY/yr, 1e6 vehicle, 1e6 head, 1e6 ha, 1e6 ha/yr,
  1e6 m^3, 1e6 m^3/yr, 1e8 pkm/yr, 1e8 tkm/yr`.split(/,\s+/),
);

/** Extensive by their unit, but of the nation or a cap that a smaller region does not reach. */
const keptFromParent = new Set([
  "national_population",
  "growth_floor",
  "storage_growth_floor",
  "market_import_limit",
  "export_corridor",
]);

/** Whether a part takes a share of the parameter instead of its value. */
export function isExtensive(parameter: Parameter): boolean {
  return extensiveUnits.has(parameter.unit.text) && !keptFromParent.has(parameter.name);
}

/** The rules of `city_rules.csv`: of a parameter by its name, else of its first member. */
export function readCityRules(rows: readonly Row[], model: Model): RuleOf {
  const rules = new Map<string, CityRule>();
  for (const { kind, name, share, otherwise, held, words, at } of rows)
    rules.set(`${kind} ${name}`, { share, otherwise, held: held === "part", words, at });
  return (id, members) => {
    const ofParameter = rules.get(`parameter ${id}`);
    if (ofParameter !== undefined || members.length === 0) return ofParameter;
    const set = model.domains.get(need(model.parameters, id).over[0])?.parent;
    const potential = id === "capacity_potential" ? rules.get(`potential ${members[0]}`) : undefined;
    if (potential !== undefined) return potential;
    return rules.get(`${set} ${members[0]}`) ?? rules.get(`${set} *`);
  };
}

/** The rule for a cell. Throws where the table has none. */
export function ruleOrThrow(ruleOf: RuleOf, id: string, members: readonly string[]): CityRule {
  const rule = ruleOf(id, members);
  if (rule === undefined) throw new Error(`city_rules.csv has no rule for ${[id, ...members].join(".")}`);
  return rule;
}

/**
 * Industry whose works are listed for the part, so that its fuel follows them; with whether what they make is a product
 * of the model, which moves with the part's plants. What refineries take in is not moved.
 */
export type ListedIndustry = ReadonlyMap<string, boolean>;

export function listedIndustry(parent: RegionNumbers, { ruleOf, facts }: PartShares): ListedIndustry {
  const made = new Set(parent.members("product").map((product) => ruleOf("base_output", [product])?.share));
  return new Map(
    parent.members("industry").flatMap((sector) => {
      const { share } = ruleOrThrow(ruleOf, "base_final_energy", [sector]);
      return facts.has(share) ? [[sector, made.has(share)] as const] : [];
    }),
  );
}

/** What is known of one subregion: by variable, then year; sources are keys of `city_references.csv`. */
export type CityFacts = ReadonlyMap<string, ReadonlyMap<number, Stated>>;

/**
 * The facts with wind and sun told apart where a plan prints their sum (`capacity_wind_solar`): split as the parent's of
 * the year. Offshore wind is left out, which no place with such a sum has.
 */
export function splitWindSolar(parent: RegionNumbers, facts: CityFacts): CityFacts {
  const sums = facts.get("capacity_wind_solar");
  if (sums === undefined) return facts;
  const kinds = ["capacity_wind_onshore", "capacity_solar"];
  const split = kinds.map((kind) => {
    const of = [...sums].map(([year, sum]) => {
      const [own, all] = [[kind], kinds].map((of) => sumBy(of, (name) => parentQuantity(parent, name, year)));
      const rule = `${sum.rule}; wind and sun as in ${parent.region.id} in ${year}`;
      return [year, { ...sum, value: (sum.value * own) / all, rule }] as const;
    });
    return [kind, new Map(of)] as const;
  });
  return new Map([...facts, ...split]);
}

/** The facts of `cities.csv` by region. Throws where a number is none. */
export function readCityFacts(rows: readonly Row[]): Map<string, CityFacts> {
  const byYear = (all: readonly Row[]): Map<number, Stated> =>
    new Map(all.map((row) => [Number(row.year), statedRow(row, `cities.csv ${row.region}, ${row.variable}`)]));
  const byVariable = (all: readonly Row[]): CityFacts =>
    new Map([...grouped(all, ({ variable }) => variable)].map(([variable, of]) => [variable, byYear(of)]));
  return new Map([...grouped(rows, ({ region }) => region)].map(([region, all]) => [region, byVariable(all)]));
}

/** The value in the year: linear between known years, held outside them; undefined where nothing is known. */
export function factAt(facts: CityFacts, variable: string, year: number): number | undefined {
  const known = [...(facts.get(variable) ?? [])].sort(([a], [b]) => a - b);
  if (known.length === 0) return undefined;
  const after = known.findIndex(([y]) => y >= year);
  if (after < 0) return known[known.length - 1][1].value;
  const [to, next] = known[after];
  if (after === 0 || to === year) return next.value;
  const [from, before] = known[after - 1];
  return before.value + ((next.value - before.value) * (year - from)) / (to - from);
}
