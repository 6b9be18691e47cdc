import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import { VERSION } from "../../text/version.ts";
import { readable, signed } from "../text/number-text.ts";
import type { Words } from "../words/languages.ts";
import { drawnText, drawnUnit, summedUnit } from "../words/units.ts";
import type { BarChart, BarPanel, RowBar } from "./bar-chart.ts";
import type { Headings } from "./frame.ts";
import { lessColour, moreColour } from "./palette.ts";
import type { ChartLine } from "./xy-chart.ts";

/** The file of one scenario's picture: `zhejiang-policy-trajectory.svg`. */
export function pictureName(scenario: string, chart: string): string {
  return `${scenario.replaceAll("/", "-")}-${chart}.svg`;
}

/** The file of one boundary's picture, named by it where there are several. */
export function boundaryPictureName(scenario: string, chart: string, boundary: string, several: boolean): string {
  return pictureName(scenario, several ? `${chart}-${boundary}` : chart);
}

/** What stands above and below a picture of one run: what made it is its last note. */
export function captions(run: ScenarioRun, words: Words, title: string, notes: readonly string[] = []): Headings {
  return { title, subtitle: subtitleOf(run, words), notes: [...notes, madeBy(words, run.scenario.id)] };
}

/** Below the title: the scenario in words. */
function subtitleOf({ scenario }: ScenarioRun, words: Words): string {
  const parts = [words.say(scenario.title)];
  if (scenario.region.downscaled !== undefined) parts.push(words.run.downscaled);
  return drawnText(parts.join(" · "));
}

/** What made the picture, as its last note. */
export function madeBy(words: Words, ...ids: readonly string[]): string {
  return words.picture.made(VERSION, ids.join(", "));
}

/** Year, band and level of a peak, or why there is none. */
function peakDetail(peak: Peak | undefined, words: Words): string {
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

/** What a change of a boundary is told by, with the decimals of its numbers. */
export const changeDecimals = { peak_year: 2, peak_level: 1, cumulative: 0 };

export type ChangeMeasure = keyof typeof changeDecimals;

export const changeMeasures = Object.keys(changeDecimals) as ChangeMeasure[];

/** A panel of changes: of the peak's year, its level, or the sum of emissions over `years`. */
export function changePanel(
  run: ScenarioRun,
  words: Words,
  measure: ChangeMeasure,
  bars: BarPanel["bars"],
  years = { from: run.scenario.baseYear, to: run.scenario.horizon },
): BarPanel {
  const m = words.picture;
  const unit = run.layout.peak.unit.text;
  const labels = {
    peak_year: m.yearsEarlier,
    peak_level: m.peakLevel(drawnUnit(unit, words)),
    cumulative: m.cumulative({ unit: drawnUnit(summedUnit(unit), words), ...years }),
  };
  return { label: labels[measure], reference: 0, bars };
}

/** A bar from 0 to a change, in the colour of a rise or a fall, with its number. */
export function changeBar(value: number, decimals: number): RowBar {
  const colour = value > 0 ? moreColour : lessColour;
  return { parts: [{ from: 0, to: value, colour }], text: signed(value, decimals).replace("-", "−") };
}

/** The colours of falls and rises. */
export function changeLegend(fall: string, rise: string): NonNullable<BarChart["legend"]> {
  return [
    { label: fall, colour: lessColour },
    { label: rise, colour: moreColour },
  ];
}
