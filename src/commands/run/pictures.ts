import { cellNames } from "../../engine/language/cells.ts";
import type { Stack } from "../../engine/language/model.ts";
import { barChart } from "../../report/draw/bar-chart.ts";
import { captions, observedEnd, pictureName, placeOf, yearsOf } from "../../report/draw/captions.ts";
import { lessColour, partColours } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { stackedAreas, withOther } from "../../report/draw/stack.ts";
import { trajectoryPicture } from "../../report/draw/trajectory.ts";
import { xyChart } from "../../report/draw/xy-chart.ts";
import { fixed } from "../../report/text/number-text.ts";
import { CHANGE_DIGITS, decimalsFor, sized } from "../../report/text/sized.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText, shownUnit } from "../../report/words/units.ts";
import { memberLabels } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";

/** Members of a stack that never reach this part of the whole are drawn together. */
const LEAST_SHARE = 0.01;

/** The pictures of one run, by file name: boundaries with their peaks (or the one that is asked for), the model's stacks, the order of sectors. */
export function runPictures(run: ScenarioRun, words: Words, boundary?: string): Map<string, Picture> {
  const { id } = run.scenario;
  const drawn = [
    ["trajectory", trajectoryPicture(run, words, boundary)] as const,
    ...run.layout.stacks.map((stack) => [stack.variable.name, stackPicture(run, stack, words)] as const),
    ["sectors", sectorPicture(run, words)] as const,
  ];
  return new Map(
    drawn.flatMap(([chart, picture]) => (picture === undefined ? [] : [[pictureName(id, chart), picture] as const])),
  );
}

function stackPicture(run: ScenarioRun, { variable, label }: Stack, words: Words): Picture | undefined {
  const m = words.picture;
  const { baseYear, horizon, years: count } = run.scenario;
  const cells = Array.from({ length: variable.size }, (_, cell) => run.values(variable.name, cell));
  if (cells.some((values) => values === undefined)) return undefined;
  const { drawn, factor } = shownUnit(run.model.units, variable.unit.text, words);
  // The same member has the same colour in every scenario and picture.
  const colours = partColours(cellNames(run.model, variable.over).map(([member]) => member));
  const all = cells.map((values, cell) => ({
    label: drawnText(words.say(memberLabels(run.model, variable.over, cell)[0])),
    values: Float64Array.from(values as Float64Array, (value) => value * factor),
    colour: colours[cell],
  }));
  const years = Array.from({ length: count }, (_, i) => baseYear + i);
  const parts = withOther(all, LEAST_SHARE, m.other);
  if (parts.length === 0) return undefined;
  const ends = decimalsFor(
    parts.map(({ values }) => values[count - 1]),
    CHANGE_DIGITS,
  );
  const labelled = parts.map(({ label, ...part }) => {
    return { ...part, label: `${label}  ${fixed(part.values[count - 1], ends)}` };
  });
  return xyChart({
    ...captions(run, words, m.stack(placeOf(run, words), words.say(label)), [m.stackNote(horizon)]),
    x: { label: words.common.year, years: true },
    y: drawn,
    observed: observedEnd(run, words),
    areas: stackedAreas(years, labelled),
  });
}

function sectorPicture(run: ScenarioRun, words: Words): Picture | undefined {
  const m = words.picture;
  const { sectors: variable } = run.layout;
  const sectors = run.sectors.flatMap(({ label, peak }) => (peak === undefined ? [] : [{ label, peak }]));
  if (variable === undefined || sectors.length === 0) return undefined;
  const levels = sized(
    run,
    variable.unit.text,
    sectors.map(({ peak }) => peak.level),
    words,
  );
  const bars = sectors.map(({ peak: { year, level, band, status } }) => {
    const verdict = status === "peaked" ? "" : ` ${words.common.statuses[status]}`;
    return { parts: [{ ...band, colour: lessColour }], dot: year, text: `${levels.text(level)}${verdict}` };
  });
  return barChart({
    ...captions(run, words, m.sectors(placeOf(run, words)), [
      m.sectorNote(levels.drawn),
      m.observedNote(run.scenario.lastObserved),
    ]),
    rows: sectors.map(({ label }) => drawnText(words.say(label))),
    panels: [{ label: words.common.year, ...yearsOf(run), bars }],
  });
}
