import { quote } from "../engine/quote.ts";
export interface YearRange {
  readonly from: number;
  readonly to: number;
}

/** Whether a key is meant as a year or a range of years. */
export function isYearKey(key: string): boolean {
  return /^\d/.test(key);
}

/** The years of a key such as `2025` or `2025-2030`, or what is wrong with it. */
export function parseYears(key: string): YearRange | string {
  const match = /^(\d{4})(?:\s*[-–]\s*(\d{4}))?$/.exec(key.trim());
  if (match === null) return `"${quote(key)}" is neither a year such as 2025 nor a range such as 2025-2030`;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  if (to < from) return `the range ${quote(key)} runs backwards; write ${to}-${from}`;
  return { from, to };
}

/** What is wrong with years that do not lie within `horizon`, or undefined where they do. */
export function outside(years: YearRange, horizon: YearRange): string | undefined {
  if (years.from >= horizon.from && years.to <= horizon.to) return undefined;
  const year = years.from < horizon.from ? years.from : years.to;
  return `${year} lies outside the horizon; years from ${horizon.from} to ${horizon.to} are allowed`;
}
