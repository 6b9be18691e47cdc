import { type Level, readRegion } from "../../scenario/region/region.ts";
import { InputError, type Problem } from "../../text/problems.ts";
import { readProvinces, readSources } from "../china/sources.ts";
import type { Workshop } from "../workshop.ts";
import { runValues } from "./build.ts";
import { type CityFacts, readCityFacts } from "./city-facts.ts";
import { cityReport, cityTotals } from "./city-report.ts";
import { subregionFiles } from "./files.ts";
import { type CityName, cityOrder } from "./order.ts";
import { regionNumbers } from "./region-numbers.ts";
import { type RuleOf, readCityRules } from "./rules.ts";

/** What stands at the head of every file of a city or district that the data step writes. */
export const subregionMark = "Written by `npm run build:data` from data/china/cities.csv and the parent's tables.";

/** The tables of cities and districts. */
export interface Cities {
  readonly names: readonly CityName[];
  readonly facts: ReadonlyMap<string, CityFacts>;
  readonly ruleOf: RuleOf;
  readonly cite: (keys: string) => string;
  /** The regions whose parts are made, in the order of city_names.csv. */
  readonly parents: readonly string[];
}

export function readCities({ tables, model }: Workshop): Cities {
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
    cite: (keys) => citations.get(keys) ?? keys,
    parents: [...new Set(names.map(({ parent }) => parent))],
  };
}

/** The files of the cities and districts of a parent whose files the workshop's library holds, and what the build prints. */
export function citiesOf(
  { library, model, tables, programs }: Workshop,
  { names, facts, ruleOf, cite }: Cities,
  id: string,
): { readonly files: ReadonlyMap<string, string>; readonly report: readonly string[] } {
  const file = `data/regions/${id}.yaml`;
  const place = readProvinces(tables).find((candidate) => candidate.id === id);
  if (place === undefined || library.read(file) === undefined)
    return { files: new Map(), report: [`${id}: no such region; its parts are left out`] };
  const problems: Problem[] = [];
  const region = readRegion(library, model, id, { file, line: 1, column: 1 }, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const parent = regionNumbers(region, model);
  const run = runValues(library, model, `${id}/reference`, programs);
  const siblings = names.filter((name) => name.parent === id);
  const sources = readSources(tables, place.province);
  const files = new Map<string, string>();
  const parts = siblings.map((name) => {
    const order = cityOrder(parent, sources, facts, name, siblings, subregionMark);
    const made = subregionFiles(library, parent, ruleOf, order, run, programs, cite);
    for (const [path, text] of made.files) files.set(path, text);
    return { name, order, subregion: made.subregion };
  });
  return { files, report: [...cityReport(parts), ...cityTotals(parent, parts)] };
}
