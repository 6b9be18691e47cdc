import type { Level } from "../../scenario/region/region.ts";
import type { Label } from "../../text/problems.ts";
import type { Sources } from "../china/sources.ts";
import type { Anchors } from "./anchors.ts";
import { type CityFacts, factAt } from "./city-facts.ts";
import { electricityUse } from "./electricity.ts";
import type { SubregionOrder } from "./files.ts";
import { ceadsShare } from "./observed.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import { plainShares, shareOf } from "./shares.ts";

/** A row of `city_names.csv`. */
export interface CityName {
  readonly id: string;
  readonly parent: string;
  readonly level: Level;
  readonly label: Label;
}

/** Parts that hold so much of their parent's residents are all of it. */
const complete = 0.98;

/** What the build asks for one city: its shares among its siblings, and what its numbers are moved to. */
export function cityOrder(
  parent: RegionNumbers,
  sources: Sources,
  facts: ReadonlyMap<string, CityFacts>,
  name: CityName,
  siblings: readonly CityName[],
  written: string,
): SubregionOrder {
  const { baseYear } = parent.region;
  const nominal = sources.activity("gdp_nominal", baseYear)?.value;
  if (nominal === undefined) throw new Error(`activity.csv has no gdp_nominal of ${sources.province} in ${baseYear}`);
  const all = siblings.map(({ id }) => {
    const own = facts.get(id);
    if (own === undefined) throw new Error(`cities.csv has no rows of "${id}"`);
    return { id, facts: own, plain: plainShares(parent, own, nominal) };
  });
  const own = all.find(({ id }) => id === name.id);
  if (own === undefined) throw new Error(`"${name.id}" is not among its siblings`);
  const ceads = ceadsShare(own.facts, facts.get(name.parent) ?? new Map(), (year) => ceadsTotal(sources, year));
  const anchors: Anchors = {
    co2: ceads === undefined ? undefined : ceads.share * territorial(parent),
    electricityUse: electricityOf(parent, own.facts, all),
    carriers: carriersOf(parent, own.facts),
  };
  return {
    ...name,
    plain: own.plain,
    share: shareOf(parent, { ...own, parent: facts.get(name.parent) ?? new Map() }, all),
    anchors,
    facts: own.facts,
    excess: ceads?.excess,
    downscaled: words(parent, ceads?.years, own.facts),
    written,
  };
}

/** CEADs' own total of the province: fuel, process and furnace gas. */
function ceadsTotal(sources: Sources, year: number): number | undefined {
  const groups = sources.ceads.get(year);
  if (groups === undefined) return undefined;
  let total = 0;
  for (const fuels of groups.values()) for (const mt of fuels.values()) total += mt.value;
  return total;
}

/** CO2 of fuel and processes of the parent's base year, Mt. */
function territorial(parent: RegionNumbers): number {
  let total = parent.at("base_generation", ["biomass"]) * parent.at("fossil_waste_factor");
  for (const id of [
    "inventory_fuel",
    "inventory_power",
    "inventory_heat",
    "inventory_transformation",
    "inventory_process",
  ])
    for (const { members } of parent.cells(id)) total += parent.at(id, members);
  return total;
}

/** The city's electricity use, TWh; where the uses of all parts are listed, they are made to sum to the parent's. */
function electricityOf(
  parent: RegionNumbers,
  facts: CityFacts,
  all: readonly { facts: CityFacts; plain: { population: number } }[],
): number | undefined {
  const { baseYear } = parent.region;
  const own = factAt(facts, "electricity_use", baseYear);
  if (own === undefined) return undefined;
  const uses = all.map((subregion) => factAt(subregion.facts, "electricity_use", baseYear));
  const residents = all.reduce((sum, { plain }) => sum + plain.population, 0);
  if (residents < complete || uses.includes(undefined)) return own;
  const sum = uses.reduce<number>((total, value) => total + (value ?? 0), 0);
  return (own * electricityUse(parent)) / sum;
}

/** Physical fuel use that the city itself gives, in Mtce: coal in 1e4 t, gas in 1e8 m3. */
function carriersOf(parent: RegionNumbers, facts: CityFacts): Map<string, number> | undefined {
  const { baseYear } = parent.region;
  const coal = factAt(facts, "coal_use", baseYear);
  const gas = factAt(facts, "gas_use", baseYear);
  const result = new Map<string, number>();
  if (coal !== undefined) result.set("coal", (coal / 100) * parent.at("coal_calorific"));
  if (gas !== undefined) result.set("gas", (gas / 10) * parent.at("gas_calorific"));
  return result.size === 0 ? undefined : result;
}

function words(parent: RegionNumbers, years: readonly number[] | undefined, facts: CityFacts): Label {
  const { en, zh } = parent.region.label;
  const anchor =
    years !== undefined
      ? {
          en: `; industry's fuel moved to the city's part in CEADs' totals (${years.join(", ")})`,
          zh: `；工业用能按CEADs城市总量(${years.join("、")})调整`,
        }
      : facts.has("coal_use")
        ? {
            en: "; industry's fuel moved to the coal and gas use of its plan",
            zh: "；工业用能按规划公布的煤炭、天然气消费调整",
          }
        : { en: "; no total to hold them against", zh: "；无总量可校核" };
  return {
    en: `from ${en} by shares of residents, GDP, value added and listed plants${anchor.en}`,
    zh: `由${zh}按人口、生产总值、增加值和主要厂站份额降尺度${anchor.zh}`,
  };
}
