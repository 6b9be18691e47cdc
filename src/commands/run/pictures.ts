import { VERSION } from "../../files/version.ts";
import { barChart } from "../../report/draw/bar-chart.ts";
import { areaColour, historyColour, lessColour, seriesColour } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { stackedAreas, withOther } from "../../report/draw/stack.ts";
import { type ChartLine, xyChart } from "../../report/draw/xy-chart.ts";
import { readable } from "../../report/text/number-text.ts";
import { type Language, messages, say } from "../../report/words/messages.ts";
import { pictureMessages } from "../../report/words/picture-messages.ts";
import { drawnText, drawnUnit } from "../../report/words/units.ts";
import { memberLabels } from "../../run/cell-label.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { PeakResult, ScenarioRun } from "../../run/scenario-run.ts";
import { modelStacks, type Stack } from "../../scenario/report/stack-layout.ts";
import { pictureName } from "../shell/picture-files.ts";

/** Members of a stack that never reach this part of the whole are drawn together. */
const LEAST_SHARE = 0.01;
const STRONG = 4;
const THIN = 2;

/** The pictures of one run, by file name: boundaries with their peaks, the model's stacks, the order of sectors. */
export function runPictures(run: ScenarioRun, language: Language): Map<string, Picture> {
  const { id } = run.scenario;
  const pictures = new Map<string, Picture>();
  const trajectory = trajectoryPicture(run, language);
  if (trajectory !== undefined) pictures.set(pictureName(id, "trajectory"), trajectory);
  for (const stack of modelStacks(run.scenario.model)) {
    const picture = stackPicture(run, stack, language);
    if (picture !== undefined) pictures.set(pictureName(id, stack.variable.name), picture);
  }
  const sectors = sectorPicture(run, language);
  if (sectors !== undefined) pictures.set(pictureName(id, "sectors"), sectors);
  return pictures;
}

/** Where the pictures are of: the region, or the scenario's own words for a sum of several. */
function placeOf({ scenario }: ScenarioRun, language: Language): string {
  const { label, id } = scenario.region;
  return say(label.en === id ? scenario.title : label, language);
}

/** Below the title: the scenario in words. */
export function subtitleOf({ scenario }: ScenarioRun, language: Language): string {
  const parts = [say(scenario.title, language)];
  if (scenario.region.downscaled !== undefined) parts.push(messages[language].downscaled);
  return drawnText(parts.join(" · "));
}

/** What made the picture, as its last note. */
export function madeBy(language: Language, ...ids: readonly string[]): string {
  return pictureMessages[language].made(VERSION, ids.join(", "));
}

/** Year, band and level of a peak, or why there is none. */
export function peakDetail(peak: Peak | undefined, language: Language): string {
  const m = messages[language];
  if (peak === undefined) return m.notComputed;
  const { year, level, status, band } = peak;
  const years = pictureMessages[language].inYears(band);
  const span = band.from === band.to ? String(year) : `${year} (${years})`;
  if (status === "peaked") return `${span}${m.colon}${readable(level)}`;
  return `${m.statuses[status]}${language === "zh" ? "，" : ", "}${span}${m.colon}${readable(level)}`;
}

/** A boundary's line, with its peak where it turns inside the years. */
export function boundaryLine(result: PeakResult, label: string, colour: string, language: Language): ChartLine {
  const { series, peak } = result;
  return {
    x: series.years,
    y: series.values,
    colour,
    label,
    detail: peakDetail(peak, language),
    ...(peak === undefined || peak.at_horizon ? {} : { peak: { x: peak.year, y: peak.level, band: peak.band } }),
  };
}

function trajectoryPicture(run: ScenarioRun, language: Language): Picture | undefined {
  const m = pictureMessages[language];
  const computed = run.boundaries.filter(({ peak }) => peak !== undefined);
  const [first] = computed;
  if (first === undefined) return undefined;
  const { history } = run.boundaries[0];
  const lines: ChartLine[] = computed.map((boundary, i) => ({
    ...boundaryLine(boundary, drawnText(say(boundary.label, language)), seriesColour(i), language),
    width: i === 0 ? STRONG : THIN,
  }));
  const shown = first === run.boundaries[0] ? history?.series : undefined;
  if (shown !== undefined) lines.push({ x: shown.years, y: shown.values, colour: historyColour, width: THIN });
  const { peak } = first;
  const turns = peak !== undefined && !peak.at_horizon;
  return xyChart({
    title: m.trajectory(placeOf(run, language)),
    subtitle: subtitleOf(run, language),
    notes: [
      m.peakNote,
      ...(shown === undefined ? [] : [m.history(shown.years[0], shown.years[shown.years.length - 1])]),
      madeBy(language, run.scenario.id),
    ],
    x: { label: m.year, years: true },
    y: { label: drawnUnit(run.layout.peak.unit.text, language), fromZero: true },
    // The strongest line lies on top.
    lines: lines.reverse(),
    spans: turns ? [{ ...peak.band, label: m.bandOf(peak.band) }] : [],
  });
}

function stackPicture(run: ScenarioRun, { variable, label }: Stack, language: Language): Picture | undefined {
  const m = pictureMessages[language];
  const { baseYear, horizon, years: count } = run.scenario;
  const cells = Array.from({ length: variable.size }, (_, cell) => run.values(variable.name, cell));
  if (cells.some((values) => values === undefined)) return undefined;
  const all = cells.map((values, cell) => ({
    label: drawnText(say(memberLabels(run.model, variable.over, cell)[0], language)),
    values: values as Float64Array,
    // The same member has the same colour in every scenario.
    colour: areaColour(cell),
  }));
  const years = Array.from({ length: count }, (_, i) => baseYear + i);
  const parts = withOther(all, LEAST_SHARE, m.other);
  if (parts.length === 0) return undefined;
  const last = new Map(parts.map((part) => [part.label, part.values[count - 1]]));
  const areas = stackedAreas(years, parts).map((area) => ({
    ...area,
    ...(area.label === undefined ? {} : { label: `${area.label}  ${readable(last.get(area.label) ?? 0, 3)}` }),
  }));
  return xyChart({
    title: m.stack(placeOf(run, language), say(label, language)),
    subtitle: subtitleOf(run, language),
    notes: [m.stackNote(horizon), madeBy(language, run.scenario.id)],
    x: { label: m.year, years: true },
    y: { label: drawnUnit(variable.unit.text, language), fromZero: true },
    areas,
  });
}

function sectorPicture(run: ScenarioRun, language: Language): Picture | undefined {
  const m = pictureMessages[language];
  const { sectors: variable } = run.layout;
  const sectors = run.sectors.filter(({ peak }) => peak !== undefined);
  if (variable === undefined || sectors.length === 0) return undefined;
  const colour = lessColour;
  return barChart({
    title: m.sectors(placeOf(run, language)),
    subtitle: subtitleOf(run, language),
    notes: [m.sectorNote(drawnUnit(variable.unit.text, language)), madeBy(language, run.scenario.id)],
    rows: sectors.map(({ label }) => drawnText(say(label, language))),
    panels: [
      {
        label: m.year,
        years: true,
        bars: sectors.map(({ peak }) => {
          const { year, level, band, status } = peak as Peak;
          const words = status === "peaked" ? "" : ` ${messages[language].statuses[status]}`;
          return { parts: [{ from: band.from, to: band.to, colour }], dot: year, text: `${readable(level)}${words}` };
        }),
      },
    ],
  });
}
