import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import { VERSION } from "../../text/version.ts";
import { readable } from "../text/number-text.ts";
import type { Words } from "../words/languages.ts";
import { drawnText } from "../words/units.ts";
import type { ChartLine } from "./xy-chart.ts";

/** The file of one scenario's picture: `zhejiang-policy-trajectory.svg`. */
export function pictureName(scenario: string, chart: string): string {
  return `${scenario.replaceAll("/", "-")}-${chart}.svg`;
}

/** Below the title: the scenario in words. */
export function subtitleOf({ scenario }: ScenarioRun, words: Words): string {
  const parts = [words.say(scenario.title)];
  if (scenario.region.downscaled !== undefined) parts.push(words.run.downscaled);
  return drawnText(parts.join(" · "));
}

/** What made the picture, as its last note. */
export function madeBy(words: Words, ...ids: readonly string[]): string {
  return words.picture.made(VERSION, ids.join(", "));
}

/** Year, band and level of a peak, or why there is none. */
export function peakDetail(peak: Peak | undefined, words: Words): string {
  const m = words.common;
  if (peak === undefined) return m.notComputed;
  const { year, level, status, band } = peak;
  const years = words.picture.inYears(band);
  const span = band.from === band.to ? String(year) : `${year} (${years})`;
  if (status === "peaked") return `${span}${m.colon}${readable(level)}`;
  return `${m.statuses[status]}${m.comma}${span}${m.colon}${readable(level)}`;
}

/** A boundary's line, with its peak where it turns inside the years. */
export function boundaryLine(result: PeakResult, label: string, colour: string, words: Words): ChartLine {
  const { series, peak } = result;
  return {
    x: series.years,
    y: series.values,
    colour,
    label,
    detail: peakDetail(peak, words),
    ...(peak === undefined || peak.at_horizon ? {} : { peak: { x: peak.year, y: peak.level, band: peak.band } }),
  };
}
