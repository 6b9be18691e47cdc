import { grouped, type Row } from "../csv.ts";
import { type Stated, statedRow } from "../stated.ts";

/** What is known of one subregion: by variable, then year; sources are keys of `city_references.csv`. */
export type CityFacts = ReadonlyMap<string, ReadonlyMap<number, Stated>>;

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
