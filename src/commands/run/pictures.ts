import type { Stack } from "../../engine/language/model.ts";
import { barChart } from "../../report/draw/bar-chart.ts";
import { boundaryLine, madeBy, pictureName, subtitleOf } from "../../report/draw/captions.ts";
import { areaColour, historyColour, lessColour, seriesColour } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { stackedAreas, withOther } from "../../report/draw/stack.ts";
import { type ChartLine, xyChart } from "../../report/draw/xy-chart.ts";
import { readable } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText, drawnUnit } from "../../report/words/units.ts";
import { memberLabels } from "../../run/cell-label.ts";
import type { Peak } from "../../run/peak/peak.ts";
import type { ScenarioRun } from "../../run/run.ts";

const STRONG = 4;
const THIN = 2;

/** Members of a stack that never reach this part of the whole are drawn together. */
const LEAST_SHARE = 0.01;

/** The pictures of one run, by file name: boundaries with their peaks, the model's stacks, the order of sectors. */
export function runPictures(run: ScenarioRun, words: Words): Map<string, Picture> {
  const { id } = run.scenario;
  const pictures = new Map<string, Picture>();
  const trajectory = trajectoryPicture(run, words);
  if (trajectory !== undefined) pictures.set(pictureName(id, "trajectory"), trajectory);
  for (const stack of run.layout.stacks) {
    const picture = stackPicture(run, stack, words);
    if (picture !== undefined) pictures.set(pictureName(id, stack.variable.name), picture);
  }
  const sectors = sectorPicture(run, words);
  if (sectors !== undefined) pictures.set(pictureName(id, "sectors"), sectors);
  return pictures;
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
  return xyChart({
    title: m.trajectory(placeOf(run, words)),
    subtitle: subtitleOf(run, words),
    notes: [
      m.peakNote,
      ...(shown === undefined ? [] : [m.history(shown.years[0], shown.years[shown.years.length - 1])]),
      madeBy(words, run.scenario.id),
    ],
    x: { label: words.common.year, years: true },
    y: { label: drawnUnit(run.layout.peak.unit.text, words), fromZero: true },
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
  const last = new Map(parts.map((part) => [part.label, part.values[count - 1]]));
  const areas = stackedAreas(years, parts).map((area) => ({
    ...area,
    ...(area.label === undefined ? {} : { label: `${area.label}  ${readable(last.get(area.label) ?? 0, 3)}` }),
  }));
  return xyChart({
    title: m.stack(placeOf(run, words), words.say(label)),
    subtitle: subtitleOf(run, words),
    notes: [m.stackNote(horizon), madeBy(words, run.scenario.id)],
    x: { label: words.common.year, years: true },
    y: { label: drawnUnit(variable.unit.text, words), fromZero: true },
    areas,
  });
}

function sectorPicture(run: ScenarioRun, words: Words): Picture | undefined {
  const m = words.picture;
  const { sectors: variable } = run.layout;
  const sectors = run.sectors.filter(({ peak }) => peak !== undefined);
  if (variable === undefined || sectors.length === 0) return undefined;
  const colour = lessColour;
  return barChart({
    title: m.sectors(placeOf(run, words)),
    subtitle: subtitleOf(run, words),
    notes: [m.sectorNote(drawnUnit(variable.unit.text, words)), madeBy(words, run.scenario.id)],
    rows: sectors.map(({ label }) => drawnText(words.say(label))),
    panels: [
      {
        label: words.common.year,
        years: true,
        bars: sectors.map(({ peak }) => {
          const { year, level, band, status } = peak as Peak;
          const verdict = status === "peaked" ? "" : ` ${words.common.statuses[status]}`;
          return { parts: [{ from: band.from, to: band.to, colour }], dot: year, text: `${readable(level)}${verdict}` };
        }),
      },
    ],
  });
}
