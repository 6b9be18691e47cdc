import type {
  BoundaryAttribution,
  LeverAttribution,
  MeasureChange,
  PlayerShare,
} from "../../questions/levers/lever-attribution.ts";
import type { LeverPlayer } from "../../questions/levers/lever-players.ts";
import { boundaryName, leverName } from "../../report/text/names.ts";
import { fixed, percent, signed, spanText } from "../../report/text/number-text.ts";
import { sizedLevels } from "../../report/text/sized.ts";
import { type Cell, type Row, right, textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Peak } from "../../run/peak/peak.ts";
import { type PeakMeasures, peakDifference } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Basis } from "../../scenario/levers/scenario-levers.ts";
import { samePeakText } from "../run/same-peak.ts";
import { type ChangeSizes, changeCells, changeSizes, type Show } from "./change-cells.ts";

const yearOf = ({ peak_year }: MeasureChange) => peak_year;
const sumOf = ({ cumulative }: MeasureChange) => cumulative;

/** The cells of a change: without its years where these say nothing. */
type Cells = (show: Show) => readonly Cell[];

const LONGEST_NAME = 40;
const MOST_PAIRS = 6;
/** A lever is said to raise or delay where its share exceeds twice its error and this part of the whole. */
const WORTH_SAYING = 0.002;

/** Shares of one boundary, largest cumulative first, the whole beneath, and what they leave out. */
export function attributionLines(
  run: ScenarioRun,
  attribution: LeverAttribution,
  found: BoundaryAttribution,
  words: Words,
): string[] {
  const m = words.levers;
  const { years, sample, runs } = attribution;
  const { none, all } = found.peaks;
  const acting = found.shares.filter((share) => !doesNothing(share)).sort((a, b) => size(b) - size(a));
  const idle = found.shares.length - acting.length;
  const samePeak = peakDifference(none, all, run.scenario.region.inventoryUncertainty);
  const against = (pick: (change: MeasureChange) => number) =>
    words.commas(
      acting
        .filter(({ share, error }) => {
          const least = WORTH_SAYING * Math.abs(pick(found.total));
          return pick(share) > Math.max(least, error === undefined ? 0 : 2 * pick(error)) && pick(share) > 1e-9;
        })
        .map(({ player }) => playerName(run, player, words)),
    );
  const raising = against(sumOf);
  const timed = found.peaks.years_tell;
  const delaying = timed ? against(yearOf) : "";
  const sizes = changeSizes(run, [found.total, ...found.shares.map(({ share }) => share)], words);
  const cells: Cells = (show) => changeCells(sizes, years, words, show).slice(timed ? 0 : 1);
  const effort =
    sample === undefined
      ? words.common.exactRuns(runs)
      : m.sampled({ orders: 2 * sample.pairs, runs, seed: sample.seed, bound: percent(sample.bound, 0) });
  return [
    m.title(boundaryName(run, found.boundary, words)),
    `  ${samePeakText(samePeak, m.without, m.withAll, words)}`,
    ...shareTable(run, found, acting, cells, words),
    `  ${effort}`,
    ...(idle > 0 ? [`  ${m.idle(idle)}`] : []),
    ...(sample !== undefined && !sample.settled ? [`  ${m.unsettled}`] : []),
    ...(timed ? [] : [`  ${m.noYears}`]),
    ...(timed && found.censored > 0 ? [`  ${m.censored(percent(found.censored, 0))}`] : []),
    ...(raising === "" ? [] : [`  ${m.raising(raising)}`]),
    ...(delaying === "" ? [] : [`  ${m.delaying(delaying)}`]),
    ...familyTable(found, cells, words),
    ...pairTable(run, found, sizes, words),
  ];
}

/** A player as the tables call it. */
export function playerName(run: ScenarioRun, player: LeverPlayer, words: Words): string {
  const m = words.common;
  if (player.kind === "rest") return m.otherLevers(player.levers.length);
  if (player.kind === "family") return words.levers.families[player.id] ?? player.id;
  if (player.kind === "basis") return words.common.bases[player.id as Basis];
  return leverName(run, player.id, words);
}

/** Nothing changes at all, in no order. */
function doesNothing({ share }: PlayerShare): boolean {
  return [share.peak_year, share.peak_level, share.cumulative, ...share.emissions.values()].every(
    (value) => Math.abs(value) < 1e-9,
  );
}

function size({ share }: PlayerShare): number {
  return Math.abs(share.cumulative);
}

function shareTable(
  run: ScenarioRun,
  { total, none, all, peaks }: BoundaryAttribution,
  acting: readonly PlayerShare[],
  cells: Cells,
  words: Words,
): string[] {
  const row = (name: string, strength: string, show: Show): Row => [
    [words.common.lever, name],
    right(words.common.strength, strength),
    ...cells(show),
  ];
  const rows = acting.map(({ player, share, error }) => {
    const name = cutText(playerName(run, player, words), LONGEST_NAME);
    return row(name, strengthText(run, player, words), withError(share, error));
  });
  const levels = sizedLevels(run, words, [none.peak_level, all.peak_level]);
  const peakText = ({ peak_year, peak_level }: PeakMeasures, { band }: Peak) =>
    `${fixed(peak_year, 1)} (${spanText(band)}, ${levels.text(peak_level)})`;
  const span = words.common.fromTo({ before: peakText(none, peaks.none), after: peakText(all, peaks.all) });
  return [`  ${words.common.peakYear} ${span}`, ...textTable([...rows, row(words.levers.total, "", withError(total))])];
}

function familyTable({ families }: BoundaryAttribution, cells: Cells, words: Words) {
  const m = words.levers;
  const rows = [...families]
    .sort((a, b) => Math.abs(b.share.cumulative) - Math.abs(a.share.cumulative))
    .map(
      ({ family, share, error }): Row => [
        [m.byFamily, m.families[family] ?? family],
        ...cells(withError(share, error)),
      ],
    );
  return rows.length === 0 ? [] : ["", ...textTable(rows)];
}

function pairTable(
  run: ScenarioRun,
  { pairs, total }: BoundaryAttribution,
  { sums }: ChangeSizes,
  words: Words,
): string[] {
  const m = words.levers;
  const least = WORTH_SAYING * Math.abs(total.cumulative);
  const rows = [...pairs]
    .filter(({ interaction }) => Math.abs(interaction.cumulative) > Math.max(least, 1e-9))
    .sort((a, b) => Math.abs(b.interaction.cumulative) - Math.abs(a.interaction.cumulative))
    .slice(0, MOST_PAIRS)
    .map(
      ({ first, second, interaction: { cumulative } }): Row => [
        ["", `${playerName(run, first, words)} × ${playerName(run, second, words)}`],
        right("", sums.change(cumulative)),
        ["", cumulative > 0 ? m.overlap : m.reinforce],
      ],
    );
  const title = m.pairs(sums.name);
  return rows.length === 0 ? [] : ["", title, ...textTable(rows)];
}

function strengthText(run: ScenarioRun, player: LeverPlayer, words: Words): string {
  const pulled = player.kind === "lever" ? run.scenario.levers.get(player.id) : undefined;
  if (pulled !== undefined) return percent(pulled.strength, 0);
  return player.kind === "family" || player.kind === "basis" ? words.levers.count(player.levers.length) : "";
}

/** How a number of a change is written, with its standard error where it was sampled. */
function withError(share: MeasureChange, error?: MeasureChange): Show {
  return (pick, { factor, decimals }) => {
    const value = pick(share);
    if (value === undefined) return "-";
    const text = signed(value * factor, decimals);
    return error === undefined ? text : `${text} ±${fixed((pick(error) ?? 0) * factor, decimals)}`;
  };
}
