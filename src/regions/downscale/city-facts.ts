import { readCsv, toNumber } from "../csv.ts";

/** A fact about a part of a region. */
export interface CityFact {
  readonly value: number;
  readonly unit: string;
  /** Key of `city_references.csv`. */
  readonly source: string;
  readonly estimated: string;
}

/** What is known of one part: by variable, then year. */
export type CityFacts = ReadonlyMap<string, ReadonlyMap<number, CityFact>>;

/** The facts of `cities.csv` by region. Throws where a number is none. */
export function readCityFacts(text: string): Map<string, CityFacts> {
  const result = new Map<string, Map<string, Map<number, CityFact>>>();
  for (const row of readCsv(text)) {
    const facts = result.get(row.region) ?? new Map<string, Map<number, CityFact>>();
    result.set(row.region, facts);
    const years = facts.get(row.variable) ?? new Map<number, CityFact>();
    facts.set(row.variable, years);
    years.set(Number(row.year), {
      value: toNumber(row.value, `cities.csv ${row.region}, ${row.variable}`),
      unit: row.unit,
      source: row.source,
      estimated: row.estimated,
    });
  }
  return result;
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
