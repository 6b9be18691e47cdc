import { industrySectors } from "../china/balance/industry-split.ts";
import { type CityFacts, factAt } from "./city-facts.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** The part's share in its parent by name of the share, in a year for what is listed by year. */
export type ShareOf = (share: string, otherwise: string, year: number) => number;

/** Sectors whose value added is that of secondary industry. */
export const secondarySectors = [...industrySectors, "construction"];

const technologyOf: Readonly<Record<string, readonly string[]>> = {
  capacity_coal: ["coal", "coal_ccs"],
  capacity_gas: ["gas", "gas_ccs"],
  capacity_nuclear: ["nuclear"],
  capacity_hydro: ["hydro"],
  capacity_wind_onshore: ["wind_onshore"],
  capacity_wind_offshore: ["wind_offshore"],
  capacity_solar: ["solar_utility", "solar_distributed"],
  capacity_biomass: ["biomass"],
};

/** Plain shares of a part: what is measured of it over the same of the parent. */
export interface PlainShares {
  readonly population: number;
  readonly gdp: number;
  readonly primary: number;
  readonly secondary: number;
  readonly tertiary: number;
  readonly urban: number;
  readonly rural: number;
  readonly vehicles: number;
  readonly land: number;
  readonly forest: number;
}

/**
 * Plain shares from the part's facts. `nominalGdp` is the parent's GDP of the base year at current prices in 1e8 CNY,
 * in which the parts' is published. Without land, the share in land is that in rural residents; without a stock of
 * forest, the share in forest is that in forest area, and without a cover that in land.
 */
export function plainShares(parent: RegionNumbers, facts: CityFacts, nominalGdp: number): PlainShares {
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
  const parentSecondary = secondarySectors.reduce((sum, sector) => sum + path(sector), 0);
  const primaryPart = (of("primary_share") ?? parentPrimary * 100) / 100;
  const secondaryPart = (of("secondary_share") ?? parentSecondary * 100) / 100;
  const parentUrban = parent.at("urban_share");
  const urbanPart = (of("urban_share") ?? parentUrban * 100) / 100;
  const rural = parentUrban < 1 ? (population * (1 - urbanPart)) / (1 - parentUrban) : 0;
  const parentLand = parent.at("land_area");
  const land = of("land");
  const landShare = land === undefined || parentLand === 0 ? rural : land / 1e4 / parentLand;
  const ages = parent.members("age_group").reduce((sum, age) => sum + parent.at("base_forest_area", [age]), 0);
  const parentForest = ages + parent.at("forest_other_area");
  const cover = of("forest_cover");
  const stock = of("forest_stock");
  const parentStock = parent.at("base_forest_stock");
  const byArea =
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
    forest: Math.min(1, stock === undefined || parentStock === 0 ? byArea : stock / parentStock),
  };
}

/**
 * Shares with what is listed by plant: a listed part takes its list over the parent's total (or over the sum of the
 * lists where that is larger); the rest of the total goes to the unlisted parts by the share `otherwise`.
 * A total that the parent itself does not know may stand among its facts (`parent`); without one the share is plain.
 * `siblings` are the facts and plain shares of all parts of the parent, this one included.
 */
export function shareOf(
  parent: RegionNumbers,
  own: { facts: CityFacts; plain: PlainShares; parent: CityFacts },
  siblings: readonly { facts: CityFacts; plain: PlainShares }[],
): ShareOf {
  const plain = (share: string, of: PlainShares): number => {
    if (share === "none") return 0;
    const value = of[share as keyof PlainShares];
    if (value === undefined) throw new Error(`city_rules.csv: there is no share "${share}"`);
    return value;
  };
  return (share, otherwise, year) => {
    if (otherwise === "") return plain(share, own.plain);
    const listed = siblings.filter(({ facts }) => facts.has(share));
    const value = factAt(own.facts, share, year);
    if (listed.length === 0) return plain(otherwise, own.plain);
    const sum = listed.reduce((total, { facts }) => total + (factAt(facts, share, year) ?? 0), 0);
    const total = factAt(own.parent, share, year) ?? parentQuantity(parent, share, year);
    if (total === 0) return plain(otherwise, own.plain);
    if (value !== undefined) return value / Math.max(total, sum);
    const taken = listed.reduce((sum, { plain: shares }) => sum + plain(otherwise, shares), 0);
    const rest = Math.max(0, 1 - sum / total);
    return taken >= 1 ? 0 : (rest * plain(otherwise, own.plain)) / (1 - taken);
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
  const { baseYear } = parent.region;
  if (share === "capacity_pumped")
    return year === baseYear
      ? parent.at("base_storage_capacity", ["pumped"])
      : parent.at("planned_storage", ["pumped"], year);
  const technologies = technologyOf[share];
  if (technologies === undefined) throw new Error(`city_rules.csv: there is no total of "${share}"`);
  return technologies.reduce(
    (sum, name) =>
      sum + (year === baseYear ? parent.at("base_capacity", [name]) : parent.at("planned_capacity", [name], year)),
    0,
  );
}
