import type { Driver } from "../../engine/language/model.ts";
import type { PeakCause } from "../../questions/peak-causes.ts";
import { type DriverBalance, pointsIn, UNEXPLAINED } from "../../run/driver-balance.ts";
import type { Words } from "../words/languages.ts";
import { percent, signed } from "./number-text.ts";

/** Years before and after the peak that are shown one by one. */
const BEFORE_PEAK = 3;
const AFTER_PEAK = 5;
const SPAN = 5;

/** What there is to say of why a boundary peaks, a sentence each. */
export function causeSentences(cause: PeakCause, words: Words): string[] {
  const m = words.why;
  const { peak } = cause.boundary;
  if (peak === undefined) return [];
  if (!isMoved(cause.balance)) return [m.nothing];
  const lines: string[] = [];
  const { before } = cause.balance;
  if (before.some((value) => value <= 0)) lines.push(m.belowZero);
  if (peak.at_start) lines.push(m.atStart);
  else if (!peak.at_horizon) lines.push(m.crosses(peak.year));
  if (cause.kind !== undefined) {
    const { kind, share } = cause.kind;
    const span = { from: peak.year, to: peak.year + AFTER_PEAK, share: percent(share, 0) };
    const part = kind === "active" ? (share > 1 ? m.activeMore : m.active) : share > 0 ? m.passive : m.passiveNone;
    lines.push(part(span));
  }
  const after = peak.year + AFTER_PEAK;
  const stays = !peak.at_horizon && !peak.at_start && peak.band.to >= after;
  if (cause.kind === undefined && stays)
    lines.push(m.withinBand({ from: peak.year, to: after, band: percent(peak.band.tolerance, 0) }));
  if (cause.missing !== undefined)
    lines.push(m.missing({ year: cause.missing.year, points: signed(cause.missing.points, 2) }));
  return lines;
}

/** Whether there is anything to take apart: emissions that are 0 from first to last are not. */
export function isMoved({ before, change }: DriverBalance): boolean {
  return before.some((value) => value !== 0) || change.some((value) => value !== 0);
}

/** A driver as tables and pictures call it. */
export function driverName(drivers: readonly Driver[], id: string, words: Words): string {
  const driver = drivers.find((own) => own.id === id);
  return driver === undefined ? words.why.unexplained : words.say(driver.label);
}

/** One span's or year's points, with its heading. */
export interface PointColumn {
  readonly title: string;
  readonly points: Points | undefined;
}

/** Spans of five years that end on round years, from the first year to the last. */
function spansOf(years: readonly number[]): [number, number][] {
  const first = years[0] - 1;
  const last = years.at(-1) as number;
  const ends = [first, ...years.filter((year) => year % SPAN === 0 && year > first && year < last), last];
  return ends.slice(1).map((to, i) => [ends[i], to]);
}

/** Percentage points of a year or span by driver; undefined where emissions were 0 in the year before each of its years. */
export type Points = NonNullable<ReturnType<typeof pointsIn>>;

function meanPoints(balance: DriverBalance, [from, to]: [number, number]): Points | undefined {
  const sums = new Map<string, number>();
  let whole = 0;
  let count = 0;
  for (const year of balance.years) {
    const found = year > from && year <= to ? pointsIn(balance, year) : undefined;
    if (found === undefined) continue;
    count++;
    whole += found.sum;
    for (const [id, points] of found.drivers) sums.set(id, (sums.get(id) ?? 0) + points);
  }
  if (count === 0) return undefined;
  return { sum: whole / count, drivers: new Map([...sums].map(([id, points]) => [id, points / count])) };
}

/** The mean points of each span of five years. */
export function spanColumns(balance: DriverBalance): PointColumn[] {
  return spansOf(balance.years).map((span) => ({ title: `${span[0]}-${span[1]}`, points: meanPoints(balance, span) }));
}

/** The points of the years around one. */
export function aroundColumns(balance: DriverBalance, year: number): PointColumn[] {
  return balance.years
    .filter((own) => own >= year - BEFORE_PEAK && own <= year + AFTER_PEAK)
    .map((own) => ({ title: String(own), points: pointsIn(balance, own) }));
}

/** Less is told as nothing, in points. */
const LEAST_POINTS = 0.005;

/** Of the drivers that are `present` those that some column tells as more than nothing. */
export function driversIn(
  drivers: readonly Driver[],
  columns: readonly PointColumn[],
  present: readonly string[],
): string[] {
  return [...drivers.map(({ id }) => id), UNEXPLAINED].filter(
    (id) =>
      present.includes(id) && columns.some(({ points }) => Math.abs(points?.drivers.get(id) ?? 0) >= LEAST_POINTS),
  );
}
