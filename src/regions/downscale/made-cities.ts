import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { CURRENT, planScenarios } from "../../scenario/head.ts";
import { type Level, readRegion } from "../../scenario/region/region.ts";
import { sumBy } from "../../statistics/sum.ts";
import { InputError, type Label, type Problem } from "../../text/problems.ts";
import { sumOf } from "../china/balance/grid.ts";
import { isBeside } from "../china/province-files.ts";
import { readProvinces, readSources, type Sources } from "../china/sources.ts";
import type { Workshop } from "../workshop.ts";
import { besideProjects } from "./beside-projects.ts";
import { type RunValue, runValues } from "./dispatch.ts";
import { type SubregionOrder, subregionFiles } from "./files.ts";
import { electricityUse, wasteCo2 } from "./fuel.ts";
import { ceadsShare } from "./observed.ts";
import { type RegionNumbers, regionNumbers } from "./region-numbers.ts";
import {
  type CityFacts,
  factAt,
  type PlainShares,
  plainOfWhole,
  plainRest,
  plainShares,
  readCityFacts,
  readCityRules,
  type ShareOf,
  shareOf,
  splitWindSolar,
} from "./shares.ts";
import { type Anchors, type Subregion, subregionsOf } from "./subregion.ts";

/** What stands at the head of every file of a city or district that the data step writes. */
export const subregionMark = "Written by `npm run build:data` from data/china/cities.csv and the parent's tables.";

/** The tables of cities and districts. */
export type Cities = ReturnType<typeof readCities>;

export function readCities({ tables, model }: Workshop) {
  const names = tables.table("city_names.csv").map(({ region, parent, level, en, zh }) => ({
    id: region,
    parent,
    level: level as Level,
    label: { en, zh },
  }));
  const citations = new Map(tables.table("city_references.csv").map(({ key, citation }) => [key, citation]));
  return {
    names,
    facts: readCityFacts(tables.table("cities.csv")),
    ruleOf: readCityRules(tables.table("city_rules.csv"), model),
    cite: (keys: string): string => citations.get(keys) ?? keys,
    /** The regions whose parts are made, in the order of city_names.csv. */
    parents: [...new Set(names.map(({ parent }) => parent))],
  };
}

/** The scenarios of a province beside its reference whose power supply its parts can have. */
const supplied = [...planScenarios, CURRENT];

function isRun(entry: readonly [string, RunValue | undefined]): entry is readonly [string, RunValue] {
  return entry[1] !== undefined;
}

/** The share that parts leave. */
function leftBy(parts: readonly { readonly share: ShareOf }[]): ShareOf {
  return (...of) => Math.max(0, 1 - sumBy(parts, ({ share }) => share(...of)));
}

/** A city or district with what is known of it. */
interface Sibling {
  readonly facts: CityFacts;
  readonly plain: PlainShares;
}

/** The files of the cities and districts of a parent whose files the workshop's library holds, and what the build prints. */
export function citiesOf(
  { library, model, tables, programs }: Workshop,
  { names, facts: allFacts, ruleOf, cite }: Cities,
  id: string,
  regions: RegionCache = new Map(),
): { readonly files: ReadonlyMap<string, string>; readonly report: readonly string[] } {
  const file = `data/regions/${id}.yaml`;
  const place = readProvinces(tables).find((candidate) => candidate.id === id);
  if (place === undefined || library.read(file) === undefined)
    return { files: new Map(), report: [`${id}: no such region; its parts are left out`] };
  const problems: Problem[] = [];
  const region = readRegion(library, model, id, { file, line: 1, column: 1 }, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const parent = regionNumbers(region, model);
  const runOf = (scenario: string) => runValues(library, model, `${id}/${scenario}`, programs, regions);
  const run = runOf("reference");
  const runs = new Map(supplied.map((scenario) => [scenario, runOf(scenario)] as const).filter(isRun));
  const sources = readSources(tables, place.province);
  const nominal = sources.activity("gdp_nominal", region.baseYear)?.value;
  if (nominal === undefined)
    throw new Error(`activity.csv has no gdp_nominal of ${place.province} in ${region.baseYear}`);
  const ofParent = allFacts.get(id) ?? new Map();
  const ceadsOf = (facts: CityFacts) => ceadsShare(facts, ofParent, (year) => ceadsTotal(sources, year));
  const siblings = names
    .filter((name) => name.parent === id && name.level !== "rest")
    .map((name) => {
      const found = allFacts.get(name.id);
      if (found === undefined) throw new Error(`cities.csv has no rows of "${name.id}"`);
      const facts = splitWindSolar(parent, found);
      return { name, facts, plain: plainShares(parent, facts, nominal), ceads: ceadsOf(facts) };
    });
  const complete = sumBy(siblings, ({ plain }) => plain.population) > wholeOfResidents;
  // The published GDP of cities and what a census found later differ: shares of a whole sum to one, the cities' own GDP stays.
  const whole = siblings.map(({ plain }) => plain);
  const spread = siblings.map((one) => ({ ...one, plain: complete ? plainOfWhole(one.plain, whole) : one.plain }));
  const projects = tables.table("projects.csv").filter(isBeside);
  const builtIn = (part: string) => projects.filter((row) => row.region === part);
  const located = new Set(siblings.flatMap(({ name }) => builtIn(name.id).map(({ project }) => project)));
  const reference = composeScenario(library, model, `${id}/reference`, regions);
  const beside = besideProjects(parent, reference, located, ruleOf);
  const ofPlans = spread.map((one) => ({ ...one, facts: beside.facts(one.facts) }));
  const factsOfPlans = beside.facts(ofParent);
  // Where CEADs knows every part, they share the parent's CO2 as they share their own sum.
  const listed = sumBy(siblings, ({ ceads }) => ceads?.share ?? 0);
  const all = complete && siblings.every(({ ceads }) => ceads !== undefined) ? listed : 1;
  const asked = siblings.map(({ name, facts, plain, ceads }, i) => ({
    name,
    facts,
    plain,
    ceads,
    share: shareOf(parent, { ...spread[i], parent: ofParent }, spread, complete),
    plans: {
      parent: beside.parent,
      share: shareOf(beside.parent, { ...ofPlans[i], parent: factsOfPlans }, ofPlans, complete),
      built: new Set(builtIn(name.id).map(({ of }) => of)),
    },
    anchors: {
      co2: ceads === undefined ? undefined : (ceads.share / all) * territorial(parent),
      electricityUse: electricityOf(parent, facts, siblings),
      energyUse: energyOf(parent, facts),
      carriers: carriersOf(parent, facts),
    },
    rest: false,
  }));
  const restName = names.find((name) => name.parent === id && name.level === "rest");
  const rest = restName && {
    name: restName,
    facts: new Map(),
    plain: plainRest(whole),
    ceads: undefined,
    share: leftBy(asked),
    plans: { parent: beside.parent, share: leftBy(asked.map(({ plans }) => plans)), built: new Set<string>() },
    anchors: {},
    rest: true,
  };
  const orders = rest === undefined ? asked : [...asked, rest];
  const made = subregionsOf(
    parent,
    orders.map(({ share, plans, facts, anchors, rest }) => ({
      shares: { ruleOf, share, plans, facts },
      anchors,
      rest,
    })),
    complete,
  );
  const others = siblings.map(({ name }) => name.label);
  const files = new Map<string, string>();
  const parts = orders.map(({ name, facts, plain, ceads, anchors, rest }, i) => {
    const order: SubregionOrder = {
      ...name,
      plain,
      facts,
      excess: ceads?.excess,
      downscaled: rest
        ? restWords(parent.region.label, others)
        : downscaledWords(parent.region.label, ceads?.years, facts, made[i].missed),
      written: subregionMark,
    };
    const text = subregionFiles({ library, parent, run, runs, cite }, order, made[i]);
    for (const [path, content] of text) files.set(path, content);
    return { order, anchors, subregion: made[i] };
  });
  return { files, report: [...parts.map(cityReport), ...cityTotals(parent, parts)] };
}

interface Made {
  readonly order: SubregionOrder;
  readonly anchors: Anchors;
  readonly subregion: Subregion;
}

/** A part's CO2, electricity, and by how much industry was moved to meet what is known. */
function cityReport({ order: { id }, anchors, subregion: { co2, electricity, ...part } }: Made): string {
  const moved = [...part.moved].map(([anchor, factor]) => `${anchor} x${factor.toFixed(2)}`).join(", ");
  const missed = part.missed.map(
    ({ anchor, asked, reached }) => `; ! ${anchor} asks for ${asked.toFixed(2)}, ${reached.toFixed(2)} reached`,
  );
  const asked = anchors.co2 === undefined ? "" : ` (asked ${anchors.co2.toFixed(2)})`;
  const trade = `imports ${electricity.imports.toFixed(1)}, exports ${electricity.exports.toFixed(1)}`;
  return `  ${id}: energy CO2 ${co2.energy.toFixed(2)}, process ${co2.process.toFixed(2)} Mt${asked}, electricity ${electricity.use.toFixed(1)} TWh, ${trade}; industry's ${moved || "as shares give it"}${missed.join("")}`;
}

/** Parts that hold so much of their parent's residents are all of it. */
const wholeOfResidents = 0.98;

/** Sums of the parts beside the parent, where the parts hold nearly all its residents. */
function cityTotals(parent: RegionNumbers, parts: readonly Made[]): string[] {
  const residents = sumBy(parts, ({ order }) => order.plain.population);
  if (residents < wholeOfResidents) return [];
  const gdp = sumBy(parts, ({ order }) => order.plain.gdp);
  const line = (what: string, all: number, of: (subregion: Subregion) => number): string => {
    const sum = sumBy(parts, ({ subregion }) => of(subregion));
    return `    ${what}: ${sum.toFixed(2)} of ${all.toFixed(2)} (${((sum / all - 1) * 100).toFixed(1)} %)`;
  };
  const lineIfAny = (what: string, all: number, of: (subregion: Subregion) => number): string[] =>
    all > 0 ? [line(what, all, of)] : [];
  const netImports = parent.sumOver("base_generation", "imports") - parent.at("base_exports");
  return [
    `  sum of the parts of ${parent.region.id} against itself`,
    `    residents ${((residents - 1) * 100).toFixed(1)} %, GDP ${((gdp - 1) * 100).toFixed(1)} %`,
    line("final energy, Mtce", parent.sum("base_final_energy"), ({ energy }) => sumOf(energy)),
    line("electricity use, TWh", electricityUse(parent), ({ electricity }) => electricity.use),
    line("net imports, TWh", netImports, ({ electricity }) => electricity.imports - electricity.exports),
    ...parent.members("sector").flatMap((sector) => {
      const all = parent.sum("base_final_energy", ([row]) => row === sector);
      return lineIfAny(`final energy of ${sector}`, all, ({ energy }) => sumOf(energy, (row) => row === sector));
    }),
    ...parent.members("plant").flatMap((plant) => {
      const all = parent.at("base_generation", [plant]);
      return lineIfAny(`generation of ${plant}`, all, ({ generation }) => generation.get(plant) ?? 0);
    }),
  ];
}

/** CEADs' own total of the province: fuel, process and furnace gas. */
function ceadsTotal(sources: Sources, year: number): number | undefined {
  const groups = sources.ceads.get(year);
  return groups === undefined ? undefined : sumOf(groups);
}

/** CO2 of fuel and processes of the parent's base year, Mt. */
function territorial(parent: RegionNumbers): number {
  let total = wasteCo2(parent);
  for (const of of ["fuel", "power", "heat", "transformation", "process"])
    for (const { members } of parent.cells(`inventory_${of}`)) total += parent.at(`inventory_${of}`, members);
  return total;
}

/** The city's electricity use, TWh; where the uses of all parts are listed, they are made to sum to the parent's. */
function electricityOf(parent: RegionNumbers, facts: CityFacts, siblings: readonly Sibling[]): number | undefined {
  const useOf = (of: CityFacts): number | undefined => factAt(of, "electricity_use", parent.region.baseYear);
  const use = useOf(facts);
  if (use === undefined) return undefined;
  const uses = siblings.flatMap((sibling) => useOf(sibling.facts) ?? []);
  const residents = sumBy(siblings, ({ plain }) => plain.population);
  if (residents < wholeOfResidents || uses.length < siblings.length) return use;
  return (use * electricityUse(parent)) / sumBy(uses, (twh) => twh);
}

/** All energy that the city itself gives, Mtce: primary energy by the coal-equivalent method. */
function energyOf(parent: RegionNumbers, facts: CityFacts): number | undefined {
  const use = factAt(facts, "energy_use", parent.region.baseYear);
  return use === undefined ? undefined : use / 100;
}

/** Physical fuel use that the city itself gives, in Mtce: coal in 1e4 t, gas in 1e8 m3. */
function carriersOf(parent: RegionNumbers, facts: CityFacts): Map<string, number> {
  const given = Object.entries({ coal: 100, gas: 10 }).flatMap(([carrier, unit]) => {
    const use = factAt(facts, `${carrier}_use`, parent.region.baseYear);
    return use === undefined ? [] : [[carrier, (use / unit) * parent.at(`${carrier}_calorific`)] as const];
  });
  return new Map(given);
}

/** What the rest of a parent is. */
function restWords({ en, zh }: Label, others: readonly Label[]): Label {
  return {
    en: `what ${en} has beside ${others.map((other) => other.en).join(", ")}`,
    zh: `${zh}扣除${others.map((other) => other.zh).join("、")}后的部分`,
  };
}

/** How a part was made of a parent, what its numbers were held against, and what of it they do not reach. */
function downscaledWords(
  { en, zh }: Label,
  years: readonly number[] | undefined,
  facts: CityFacts,
  missed: Subregion["missed"],
): Label {
  let anchor = { en: "no total to hold them against", zh: "无总量可校核" };
  const miss = missed.find((other) => other.anchor === "co2");
  if (years !== undefined)
    anchor = {
      en: `industry's fuel without that of listed works moved to the city's part in CEADs' totals (${years.join(", ")})`,
      zh: `工业用能(所列厂站除外)按CEADs城市总量(${years.join("、")})调整`,
    };
  else if (facts.has("coal_use"))
    anchor = {
      en: "industry's fuel moved to the coal and gas use of its plan",
      zh: "工业用能按规划公布的煤炭、天然气消费调整",
    };
  if (miss !== undefined) {
    anchor.en += `, which is not reached: ${miss.asked.toFixed(1)} Mt CO2 asked, ${miss.reached.toFixed(1)} given by listed works and shares`;
    anchor.zh += `，但未能吻合：总量为${(miss.asked * 100).toFixed(0)}万吨CO2，按所列厂站和份额为${(miss.reached * 100).toFixed(0)}万吨`;
  }
  return {
    en: `from ${en} by shares of residents, GDP, value added and listed plants; ${anchor.en}`,
    zh: `由${zh}按人口、生产总值、增加值和主要厂站份额降尺度；${anchor.zh}`,
  };
}
