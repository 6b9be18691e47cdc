import { asciiForms } from "../../text/plain-number.ts";
import { type Message, message, type Place } from "../../text/problems.ts";
import { type Cursor, refuse } from "../../text/reader.ts";

export interface YearRange {
  readonly from: number;
  readonly to: number;
}

/** Years that matter to levers: they act after the last observed year. */
export interface LeverSpan extends YearRange {
  readonly lastObserved: number;
}

/** The most years that a run or a range of years may hold: to the end of the longest extended pathways, 2300, and some. */
export const MOST_YEARS = 300;

/** Whether a key is meant as a year or a range of years. */
export function isYearKey(key: string): boolean {
  return /^\d/.test(asciiForms(key));
}

/** The years of a key such as `2025` or `2025-2030`, or what is wrong with it. */
export function parseYears(key: string): YearRange | Message {
  const match = /^(\d{4})年?(?:\s*[-–—~至到]\s*(\d{4})年?)?$/u.exec(asciiForms(key).trim());
  if (match === null) return message("year_form", { text: key });
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  if (to - from >= MOST_YEARS) return message("years_too_many", { range: key, years: to - from + 1, most: MOST_YEARS });
  if (to < from) return message("years_backwards", { range: key, from, to });
  return { from, to };
}

/** The years that keys of a map speak of so far. */
export type YearKeys = (YearRange & { readonly at: Place })[];

/** Whether the years are told apart from those of the same file before, which they join; reports it otherwise. */
export function standAlone(years: YearRange, keys: YearKeys, at: Cursor): boolean {
  const { keyAt } = at;
  const twin = keys.find((key) => key.from <= years.to && years.from <= key.to && key.at.file === keyAt.file);
  keys.push({ ...years, at: keyAt });
  if (twin === undefined) return true;
  refuse(at, "year_twice", { year: Math.max(twin.from, years.from), line: twin.at.line }, keyAt);
  return false;
}

/** What is wrong with years that do not lie within `horizon`, or undefined where they do. */
export function outside(years: YearRange, horizon: YearRange): Message | undefined {
  if (years.from >= horizon.from && years.to <= horizon.to) return undefined;
  const year = years.from < horizon.from ? years.from : years.to;
  return message("year_outside", { year, from: horizon.from, to: horizon.to });
}
