import type {
  BoundaryAttribution,
  LeverAttribution,
  MeasureChange,
  PlayerShare,
} from "../../questions/levers/lever-attribution.ts";
import { type LeverChoice, type LeverPeak, type LeverPeaks, shownRows } from "../../questions/levers/lever-peaks.ts";
import type { LeverPlayer } from "../../questions/levers/lever-players.ts";
import { barChart, type RowBar } from "../../report/draw/bar-chart.ts";
import {
  boundaryPictureName,
  type ChangeMeasure,
  captions,
  changeBar,
  changeLegend,
  changeMeasures,
  changePanel,
  changeSize,
  observedEnd,
  yearsOf,
} from "../../report/draw/captions.ts";
import { areaColour, bandColours, ink, otherColour } from "../../report/draw/palette.ts";
import type { Picture } from "../../report/draw/picture.ts";
import { type StackPart, withOther } from "../../report/draw/stack.ts";
import { type ChartArea, xyChart } from "../../report/draw/xy-chart.ts";
import { boundaryName } from "../../report/text/names.ts";
import { sizedLevels } from "../../report/text/sized.ts";
import { en } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { drawnText } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { playerName } from "./shares.ts";

/** Bars beyond these are drawn as one, so that the picture fits a page. */
const MOST_ROWS = 16;
/** Wedges that never reach this part of all reductions are drawn as one. */
const LEAST_WEDGE = 0.015;
/** More players than these are drawn by family. */
const MOST_WEDGES = 14;
const OFFSET_COLOUR = "#999999";
/** The same family has the same colour in every scenario. */
const familyOrder = Object.keys(en.levers.families);

/**
 * The pictures of an attribution over all years: for each of its boundaries the wedges between the run without and with
 * levers, and bars of what each does to peak year, level and sum. The attribution needs at least two years.
 */
export function leverPictures(run: ScenarioRun, attribution: LeverAttribution, words: Words): Map<string, Picture> {
  const { boundaries, players } = attribution;
  const name = (chart: string, boundary: string) =>
    boundaryPictureName(run.scenario.id, chart, boundary, boundaries.length > 1);
  return new Map(
    (players.length === 0 ? [] : boundaries).flatMap((found) => [
      [name("wedges", found.boundary), wedgePicture(run, attribution, found, words)] as const,
      [name("levers", found.boundary), sharePicture(run, attribution, found, words)] as const,
    ]),
  );
}

/** The change that each player, or each family where there are many, brings in every year. */
function partsOf(
  run: ScenarioRun,
  { players, years }: LeverAttribution,
  { shares, families }: BoundaryAttribution,
  words: Words,
): StackPart[] {
  const { factor } = sizedLevels(run, words);
  const values = ({ emissions }: MeasureChange) =>
    Float64Array.from(years, (year) => factor * (emissions.get(year) ?? 0));
  const name = (player: LeverPlayer) => drawnText(playerName(run, player, words));
  const colour = (family: string) => areaColour(familyOrder.indexOf(family));
  if (players.length <= MOST_WEDGES || families.length === 0)
    return shares.map(({ player, share }) => ({
      label: name(player),
      values: values(share),
      ...(player.kind === "family" ? { colour: colour(player.id) } : {}),
    }));
  return families.map(({ family, share }) => ({
    label: name({ id: family, kind: "family", levers: [], family }),
    values: values(share),
    colour: colour(family),
  }));
}

function wedgePicture(
  run: ScenarioRun,
  attribution: LeverAttribution,
  found: BoundaryAttribution,
  words: Words,
): Picture {
  const m = words.picture;
  const { years } = attribution;
  const all = partsOf(run, attribution, found, words);
  const sum = ({ values }: StackPart) => Array.from(values).reduce((running, value) => running + value, 0);
  const falls = all.map(({ values, ...part }, i) => ({
    colour: areaColour(i),
    ...part,
    values: Float64Array.from(values, (value) => Math.max(0, -value)),
  }));
  const sorted = [...falls].sort((a, b) => sum(b) - sum(a));
  const parts = withOther(sorted, LEAST_WEDGE, m.other);
  const { factor, drawn } = sizedLevels(run, words);
  const without = Float64Array.from(years, (year) => factor * (found.none.emissions.get(year) ?? 0));
  const withAll = Float64Array.from(years, (year) => factor * (found.all.emissions.get(year) ?? 0));
  const running = without.slice();
  const areas: ChartArea[] = parts.map(({ label, values, colour = otherColour }) => {
    const upper = running.slice();
    for (let year = 0; year < running.length; year++) running[year] -= values[year];
    return { x: years, lower: running.slice(), upper, colour, label };
  });
  // What is left between the lowest wedge and the line with all levers was added again.
  if (running.some((value, year) => withAll[year] - value > 1e-6 * Math.abs(without[year])))
    areas.push({ x: years, lower: running, upper: withAll, colour: OFFSET_COLOUR, label: m.raising });
  const title = m.wedges(drawnText(boundaryName(run, found.boundary, words)));
  return xyChart({
    ...captions(run, words, title, [m.wedgeNote, ...(attribution.sample === undefined ? [] : [m.sampledNote])]),
    x: { label: words.common.year, years: true },
    y: drawn,
    observed: observedEnd(run, words),
    areas,
    lines: [
      { x: years, y: without, colour: ink, dash: "7 4", label: m.without },
      { x: years, y: withAll, colour: ink, width: 3.5, label: m.withAll },
    ],
  });
}

function sharePicture(
  run: ScenarioRun,
  attribution: LeverAttribution,
  found: BoundaryAttribution,
  words: Words,
): Picture {
  const m = words.picture;
  const { years, sample } = attribution;
  const whole = ({ share }: PlayerShare) => Math.abs(share.cumulative);
  const ordered = [...found.shares].sort((a, b) => whole(b) - whole(a)).filter((share) => !isNothing(share.share));
  const shown = ordered.length > MOST_ROWS + 1 ? ordered.slice(0, MOST_ROWS) : ordered;
  const rest = ordered.slice(shown.length);
  const bars = (measure: ChangeMeasure) => {
    const size = changeSize(
      run,
      words,
      measure,
      ordered.map(({ share }) => share),
    );
    const each = shown.map(({ share, error }): RowBar => {
      const value = share[measure];
      const spread = 2 * (error?.[measure] ?? 0);
      const ends = [value - spread, value + spread].map((end) => end * size.factor);
      const whisker = spread === 0 ? undefined : ([ends[0], ends[1]] as const);
      return { ...changeBar(value, size), whisker };
    });
    const left = rest.reduce((sum, { share }) => sum + share[measure], 0);
    return rest.length === 0 ? each : [...each, changeBar(left, size)];
  };
  const names = shown.map(({ player }) => drawnText(playerName(run, player, words)));
  const title = m.shares(drawnText(boundaryName(run, found.boundary, words)));
  const span = { from: years[0], to: years[years.length - 1] };
  return barChart({
    ...captions(run, words, title, sample === undefined ? [] : [m.whisker]),
    legend: changeLegend(m.lowers, m.raises),
    rows: rest.length === 0 ? names : [...names, words.common.otherLevers(rest.length)],
    panels: (found.peaks.years_tell ? changeMeasures : changeMeasures.slice(1)).map((measure) =>
      changePanel(run, words, measure, bars(measure), span),
    ),
  });
}

/**
 * For each boundary the years in which emissions peak under each lever, the largest first: alone on the reference, and
 * with all but this one. Nothing without levers.
 */
export function peakPictures(
  run: ScenarioRun,
  peaksByLever: readonly LeverPeaks[],
  words: Words,
  choice: LeverChoice,
): Map<string, Picture> {
  return new Map(
    peaksByLever.map((peaks) => [
      boundaryPictureName(run.scenario.id, "peaks-by-lever", peaks.boundary, peaksByLever.length > 1),
      peakPicture(run, peaks, words, choice),
    ]),
  );
}

function peakPicture(run: ScenarioRun, peaks: LeverPeaks, words: Words, choice: LeverChoice): Picture {
  const { picture: p, levers: m, common } = words;
  const { reference, policy, boundary } = peaks;
  const { horizon } = run.scenario;
  const rows = shownRows(peaks, choice).slice(0, MOST_ROWS);
  const levels = sizedLevels(run, words, [reference.level, policy.level]);
  const bar = ({ year, band, level, status, summits, below_5 = horizon, below_10 = horizon }: LeverPeak): RowBar => {
    const ends = [band.from, band.to, below_5, below_10];
    const parts = bandColours.map((colour, i) => ({ from: ends[i], to: ends[i + 1], colour }));
    const verdict = status === "peaked" || summits.length > 1 ? "" : ` ${common.statuses[status]}`;
    return { parts, dot: year, text: `${levels.text(level)}${verdict}` };
  };
  const labels = [p.within, p.fivePercent, p.tenPercent];
  return barChart({
    ...captions(run, words, p.peaksByLever(drawnText(boundaryName(run, boundary, words))), [
      p.peaksByLeverNote(levels.drawn),
      p.observedNote(run.scenario.lastObserved),
    ]),
    legend: labels.map((label, i) => ({ label, colour: bandColours[i] })),
    rows: [
      m.noLever,
      ...rows.map(({ id, kind, family }) =>
        drawnText(playerName(run, { id, kind: kind === "family" ? kind : "lever", levers: [], family }, words)),
      ),
      m.allLevers,
    ],
    panels: [
      { label: m.aloneOn, ...yearsOf(run), bars: [bar(reference), ...rows.map(({ alone }) => bar(alone)), undefined] },
      {
        label: m.withoutIt,
        ...yearsOf(run),
        bars: [undefined, ...rows.map(({ without }) => bar(without)), bar(policy)],
      },
    ],
  });
}

function isNothing({ peak_year, peak_level, cumulative }: MeasureChange): boolean {
  return [peak_year, peak_level, cumulative].every((value) => Math.abs(value) < 1e-9);
}
