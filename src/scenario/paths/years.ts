import { asciiForms } from "../../text/ascii-forms.ts";
import type { Place, Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";

export interface YearRange {
  readonly from: number;
  readonly to: number;
}

/** The most years that a run or a range of years may hold: to the end of the longest extended pathways, 2300, and some. */
export const MOST_YEARS = 300;

/** Whether a key is meant as a year or a range of years. */
export function isYearKey(key: string): boolean {
  return /^\d/.test(asciiForms(key));
}

/** The years of a key such as `2025` or `2025-2030`, or what is wrong with it. */
export function parseYears(key: string): YearRange | string {
  const match = /^(\d{4})(?:\s*[-–—~]\s*(\d{4}))?$/.exec(asciiForms(key).trim());
  if (match === null) return `"${quote(key)}" is neither a year such as 2025 nor a range such as 2025-2030`;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  if (to - from >= MOST_YEARS)
    return `the range ${quote(key)} holds ${to - from + 1} years; at most ${MOST_YEARS} are allowed`;
  if (to < from) return `the range ${quote(key)} runs backwards; write ${to}-${from}`;
  return { from, to };
}

/** A year that two keys of one map speak of, such as 2030 and 2025-2030. */
export function givenTwice(year: number, line: number, at: Place, path: string): Problem {
  return { at, path, message: `${year} is given at line ${line} already; give each year once` };
}

/** The years that keys of a map speak of so far. */
export type YearKeys = (YearRange & { readonly at: Place })[];

/** Whether the years are told apart from those of the same file before, which they join; reports it otherwise. */
export function standAlone(years: YearRange, keys: YearKeys, at: Place, path: string, problems: Problem[]): boolean {
  const twin = keys.find((key) => key.from <= years.to && years.from <= key.to && key.at.file === at.file);
  keys.push({ ...years, at });
  if (twin !== undefined) problems.push(givenTwice(Math.max(twin.from, years.from), twin.at.line, at, path));
  return twin === undefined;
}

/** What is wrong with years that do not lie within `horizon`, or undefined where they do. */
export function outside(years: YearRange, horizon: YearRange): string | undefined {
  if (years.from >= horizon.from && years.to <= horizon.to) return undefined;
  const year = years.from < horizon.from ? years.from : years.to;
  return `${year} lies outside the horizon; years from ${horizon.from} to ${horizon.to} are allowed`;
}
