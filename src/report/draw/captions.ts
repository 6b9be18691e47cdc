import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import { VERSION } from "../../text/version.ts";
import { signed } from "../text/number-text.ts";
import { type Sized, sizedChanges, sizedSums } from "../text/sized.ts";
import type { Words } from "../words/languages.ts";
import { drawnText, shownUnit, summedUnit } from "../words/units.ts";
import type { BarChart, BarPanel, RowBar } from "./bar-chart.ts";
import type { Headings } from "./frame.ts";
import { lessColour, moreColour } from "./palette.ts";
import type { ChartLine, XyChart } from "./xy-chart.ts";

/** The file of one scenario's picture: `zhejiang-policy-trajectory.svg`. */
export function pictureName(scenario: string, chart: string): string {
  return `${scenario.replaceAll("/", "-")}-${chart}.svg`;
}

/** The file of one boundary's picture, named by it where there are several. */
export function boundaryPictureName(scenario: string, chart: string, boundary: string, several: boolean): string {
  return pictureName(scenario, several ? `${chart}-${boundary}` : chart);
}

/** What stands above and below a picture of one run, its title with the place; what made it is its last note. */
export function captions(run: ScenarioRun, words: Words, title: string, notes: readonly string[] = []): Headings {
  return {
    title: placed(title, placeOf(run, words), words),
    subtitle: subtitleOf(run, words),
    notes: [...notes, madeBy(words, run.scenario.id)],
  };
}

/** A title with the place that a picture is of in front, where it does not name it. */
export function placed(title: string, place: string, words: Words): string {
  return title.includes(place) ? title : `${place}${words.common.colon}${title}`;
}

/** Where a picture is of: the region, or the scenario's own words for a sum of several. */
export function placeOf({ scenario }: ScenarioRun, words: Words): string {
  const { label, id } = scenario.region;
  return drawnText(words.say(label.en === id ? scenario.title : label));
}

/** Where observation ends, for a picture over years. */
export function observedEnd({ scenario }: ScenarioRun, words: Words): NonNullable<XyChart["observed"]> {
  const { lastObserved } = scenario;
  return { x: lastObserved, label: words.picture.observedTo(lastObserved) };
}

/** The span of a panel of years, and where in it observation ends. */
export function yearsOf({ scenario }: ScenarioRun): Pick<BarPanel, "years" | "from" | "to" | "observed"> {
  const { baseYear, horizon, lastObserved } = scenario;
  return { years: true, from: baseYear, to: horizon, observed: lastObserved };
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
function peakDetail(peak: Peak | undefined, { text }: Sized, words: Words): string {
  const m = words.common;
  if (peak === undefined) return m.notComputed;
  const { year, level, status, band } = peak;
  const years = words.picture.inYears(band);
  const span = band.from === band.to ? String(year) : `${year} (${years})`;
  if (status === "peaked") return `${span}${m.colon}${text(level)}`;
  return `${m.statuses[status]}${m.comma}${span}${m.colon}${text(level)}`;
}

/** A boundary's line, with its peak where it turns inside the years. */
export function boundaryLine(
  result: PeakResult,
  label: string,
  colour: string,
  levels: Sized,
  words: Words,
): ChartLine {
  const { series, peak } = result;
  return {
    x: series.years,
    y: Array.from(series.values, (value) => value * levels.factor),
    colour,
    label,
    detail: peakDetail(peak, levels, words),
    ...(peak === undefined || peak.at_horizon
      ? {}
      : { peak: { x: peak.year, y: peak.level * levels.factor, band: peak.band } }),
  };
}

/** What a change of a boundary is told by. */
export const changeMeasures = ["peak_year", "peak_level", "cumulative"] as const;

export type ChangeMeasure = (typeof changeMeasures)[number];

/** What bars of changes are drawn by: the factor of what is shown, and the decimals behind them. */
export type ChangeSize = Pick<Sized, "factor" | "decimals">;

/** A row of changes: one for each measure, with what is to be drawn beside it. */
type Changes = Readonly<Record<ChangeMeasure, number>>;

/** The size of a measure's changes: years in hundredths, levels and sums by the largest. */
export function changeSize(
  run: ScenarioRun,
  words: Words,
  measure: ChangeMeasure,
  changes: readonly Changes[],
): ChangeSize {
  if (measure === "peak_year") return { factor: 1, decimals: 2 };
  const values = changes.map((change) => change[measure]);
  return measure === "peak_level" ? sizedChanges(run, words, values) : sizedSums(run, words, values);
}

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
  const drawn = (text: string) => shownUnit(run.model.units, text, words).drawn;
  const labels = {
    peak_year: m.yearsEarlier,
    peak_level: m.peakLevel(drawn(unit)),
    cumulative: m.cumulative({ unit: drawn(summedUnit(unit)), ...years }),
  };
  return { label: labels[measure], reference: 0, bars };
}

/** A bar from 0 to a change, in the colour of a rise or a fall, with its number. */
export function changeBar(value: number, { factor, decimals }: ChangeSize): RowBar {
  const colour = value > 0 ? moreColour : lessColour;
  const shown = value * factor;
  return { parts: [{ from: 0, to: shown, colour }], text: signed(shown, decimals).replace("-", "−") };
}

/** The colours of falls and rises. */
export function changeLegend(fall: string, rise: string): NonNullable<BarChart["legend"]> {
  return [
    { label: fall, colour: lessColour },
    { label: rise, colour: moreColour },
  ];
}
