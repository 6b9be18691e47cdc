import type { Stack } from "../../engine/language/model.ts";
import { barChart } from "../../report/draw/bar-chart.ts";
import { boundaryLine, captions, pictureName } from "../../report/draw/captions.ts";
import { areaColour, historyColour, lessColour, seriesColour } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { stackedAreas, withOther } from "../../report/draw/stack.ts";
import { type ChartLine, xyChart } from "../../report/draw/xy-chart.ts";
import { readable } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText, drawnUnit } from "../../report/words/units.ts";
import { memberLabels } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";

const STRONG = 4;
const THIN = 2;

/** Members of a stack that never reach this part of the whole are drawn together. */
const LEAST_SHARE = 0.01;

/** The pictures of one run, by file name: boundaries with their peaks, the model's stacks, the order of sectors. */
export function runPictures(run: ScenarioRun, words: Words): Map<string, Picture> {
  const { id } = run.scenario;
  const drawn = [
    ["trajectory", trajectoryPicture(run, words)] as const,
    ...run.layout.stacks.map((stack) => [stack.variable.name, stackPicture(run, stack, words)] as const),
    ["sectors", sectorPicture(run, words)] as const,
  ];
  return new Map(
    drawn.flatMap(([chart, picture]) => (picture === undefined ? [] : [[pictureName(id, chart), picture] as const])),
  );
}

/** Where the pictures are of: the region, or the scenario's own words for a sum of several. */
function placeOf({ scenario }: ScenarioRun, words: Words): string {
  const { label, id } = scenario.region;
  return words.say(label.en === id ? scenario.title : label);
}

function trajectoryPicture(run: ScenarioRun, words: Words): Picture | undefined {
  const m = words.picture;
  const computed = run.boundaries.filter(({ peak }) => peak !== undefined);
  const [first] = computed;
  if (first === undefined) return undefined;
  const { history } = run.boundaries[0];
  const lines: ChartLine[] = computed.map((boundary, i) => ({
    ...boundaryLine(boundary, drawnText(words.say(boundary.label)), seriesColour(i), words),
    width: i === 0 ? STRONG : THIN,
  }));
  const shown = first === run.boundaries[0] ? history?.series : undefined;
  if (shown !== undefined) lines.push({ x: shown.years, y: shown.values, colour: historyColour, width: THIN });
  const { peak } = first;
  const turns = peak !== undefined && !peak.at_horizon;
  const past = shown === undefined ? [] : [m.history(shown.years[0], shown.years[shown.years.length - 1])];
  return xyChart({
    ...captions(run, words, m.trajectory(placeOf(run, words)), [m.peakNote, ...past]),
    x: { label: words.common.year, years: true },
    y: drawnUnit(run.layout.peak.unit.text, words),
    // The strongest line lies on top.
    lines: lines.reverse(),
    spans: turns ? [{ ...peak.band, label: m.bandOf(peak.band) }] : [],
  });
}

function stackPicture(run: ScenarioRun, { variable, label }: Stack, words: Words): Picture | undefined {
  const m = words.picture;
  const { baseYear, horizon, years: count } = run.scenario;
  const cells = Array.from({ length: variable.size }, (_, cell) => run.values(variable.name, cell));
  if (cells.some((values) => values === undefined)) return undefined;
  const all = cells.map((values, cell) => ({
    label: drawnText(words.say(memberLabels(run.model, variable.over, cell)[0])),
    values: values as Float64Array,
    // The same member has the same colour in every scenario.
    colour: areaColour(cell),
  }));
  const years = Array.from({ length: count }, (_, i) => baseYear + i);
  const parts = withOther(all, LEAST_SHARE, m.other);
  if (parts.length === 0) return undefined;
  const labelled = parts.map(({ label, ...part }) => {
    return { ...part, label: `${label}  ${readable(part.values[count - 1], 3)}` };
  });
  return xyChart({
    ...captions(run, words, m.stack(placeOf(run, words), words.say(label)), [m.stackNote(horizon)]),
    x: { label: words.common.year, years: true },
    y: drawnUnit(variable.unit.text, words),
    areas: stackedAreas(years, labelled),
  });
}

function sectorPicture(run: ScenarioRun, words: Words): Picture | undefined {
  const m = words.picture;
  const { sectors: variable } = run.layout;
  const sectors = run.sectors.flatMap(({ label, peak }) => (peak === undefined ? [] : [{ label, peak }]));
  if (variable === undefined || sectors.length === 0) return undefined;
  const bars = sectors.map(({ peak: { year, level, band, status } }) => {
    const verdict = status === "peaked" ? "" : ` ${words.common.statuses[status]}`;
    return { parts: [{ ...band, colour: lessColour }], dot: year, text: `${readable(level)}${verdict}` };
  });
  return barChart({
    ...captions(run, words, m.sectors(placeOf(run, words)), [m.sectorNote(drawnUnit(variable.unit.text, words))]),
    rows: sectors.map(({ label }) => drawnText(words.say(label))),
    panels: [{ label: words.common.year, years: true, bars }],
  });
}
