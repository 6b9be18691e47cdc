import type {
  BoundaryAttribution,
  LeverAttribution,
  MeasureChange,
  PlayerShare,
} from "../../questions/levers/lever-attribution.ts";
import type { LeverPlayer } from "../../questions/levers/lever-players.ts";
import { boundaryName, leverName } from "../../report/text/names.ts";
import { fixed, percent, signed, signedPercent, spanText } from "../../report/text/number-text.ts";
import { type Row, right, textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import type { Peak } from "../../run/peak/peak.ts";
import { type PeakMeasures, peakDifference } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { samePeakText } from "../run/same-peak.ts";
import { changeCells, type Pick } from "./change-cells.ts";

const yearOf = ({ peak_year }: MeasureChange) => peak_year;
const sumOf = ({ cumulative }: MeasureChange) => cumulative;

type Show = Parameters<typeof changeCells>[3];

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
  if (attribution.players.length === 0) return [words.common.noLevers];
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
  const delaying = against(yearOf);
  const effort =
    sample === undefined
      ? words.common.exactRuns(runs)
      : m.sampled({ orders: 2 * sample.pairs, runs, seed: sample.seed, bound: percent(sample.bound, 0) });
  return [
    m.title(boundaryName(run, found.boundary, words)),
    `  ${samePeakText(samePeak, m.without, m.withAll, words)}`,
    ...shareTable(run, found, acting, years, words),
    `  ${effort}`,
    ...(idle > 0 ? [`  ${m.idle(idle)}`] : []),
    ...(sample !== undefined && !sample.settled ? [`  ${m.unsettled}`] : []),
    ...(found.censored > 0 ? [`  ${m.censored(percent(found.censored, 0))}`] : []),
    ...(raising === "" ? [] : [`  ${m.raising(raising)}`]),
    ...(delaying === "" ? [] : [`  ${m.delaying(delaying)}`]),
    ...familyTable(run, found, years, words),
    ...pairTable(run, found, words),
  ];
}

/** A player as the tables call it. */
export function playerName(run: ScenarioRun, player: LeverPlayer, words: Words): string {
  const m = words.common;
  if (player.kind === "rest") return m.otherLevers(player.levers.length);
  if (player.kind === "family") return words.levers.families[player.id] ?? player.id;
  return leverName(run, player.id, words);
}

/** Nothing changes at all, neither alone nor in the package nor in any sampled order. */
function doesNothing({ share, alone, in_package }: PlayerShare): boolean {
  const isNothing = (change: MeasureChange) =>
    [change.peak_year, change.peak_level, change.cumulative, ...change.emissions.values()].every(
      (value) => Math.abs(value) < 1e-9,
    );
  return isNothing(share) && isNothing(alone) && isNothing(in_package);
}

function size({ share }: PlayerShare): number {
  return Math.abs(share.cumulative);
}

function shareTable(
  run: ScenarioRun,
  { total, none, all, peaks }: BoundaryAttribution,
  acting: readonly PlayerShare[],
  years: readonly number[],
  words: Words,
): string[] {
  const m = words.levers;
  const row = (name: string, strength: string, show: Show, pairOf: Show): Row => {
    const [year, ...others] = changeCells(run, years, words, show);
    const beside = `${m.alone} | ${m.removed}`;
    return [
      [words.common.lever, name],
      right(words.common.strength, strength),
      year,
      right(beside, pairOf(yearOf, 1)),
      ...others,
      right(beside, pairOf(sumOf, 0)),
    ];
  };
  const rows = acting.map(({ player, share, error, alone, in_package }) =>
    row(
      cutText(playerName(run, player, words), LONGEST_NAME),
      strengthText(run, player, words),
      withError(share, error),
      (pick, decimals) => `${signed(pick(alone) ?? 0, decimals)} | ${signed(pick(in_package) ?? 0, decimals)}`,
    ),
  );
  const sumRow = (name: string, changeOf: (share: PlayerShare) => MeasureChange): Row => {
    const sum = (pick: Pick) => acting.reduce((running, share) => running + (pick(changeOf(share)) ?? 0), 0);
    const show: Show = (pick, decimals) => missText(sum(pick), pick(total) ?? 0, decimals);
    return row(name, "", show, () => "");
  };
  const peakText = ({ peak_year, peak_level }: PeakMeasures, { band }: Peak) =>
    `${fixed(peak_year, 1)} (${spanText(band)}, ${fixed(peak_level, 1)})`;
  const span = words.common.fromTo({ before: peakText(none, peaks.none), after: peakText(all, peaks.all) });
  return [
    `  ${words.common.peakYear} ${span}`,
    ...textTable([
      ...rows,
      row(m.total, "", withError(total), () => ""),
      sumRow(m.sumAlone, ({ alone }) => alone),
      sumRow(m.sumRemoved, ({ in_package }) => in_package),
    ]),
  ];
}

function familyTable(run: ScenarioRun, { families }: BoundaryAttribution, years: readonly number[], words: Words) {
  const m = words.levers;
  const rows = [...families]
    .sort((a, b) => Math.abs(b.share.cumulative) - Math.abs(a.share.cumulative))
    .map(
      ({ family, share, error }): Row => [
        [m.byFamily, m.families[family] ?? family],
        ...changeCells(run, years, words, withError(share, error)),
      ],
    );
  return rows.length === 0 ? [] : ["", ...textTable(rows)];
}

function pairTable(run: ScenarioRun, { pairs, total }: BoundaryAttribution, words: Words): string[] {
  const m = words.levers;
  const least = WORTH_SAYING * Math.abs(total.cumulative);
  const rows = [...pairs]
    .filter(({ interaction }) => Math.abs(interaction.cumulative) > Math.max(least, 1e-9))
    .sort((a, b) => Math.abs(b.interaction.cumulative) - Math.abs(a.interaction.cumulative))
    .slice(0, MOST_PAIRS)
    .map(
      ({ first, second, interaction: { cumulative } }): Row => [
        ["", `${playerName(run, first, words)} × ${playerName(run, second, words)}`],
        right("", signed(cumulative, 0)),
        ["", cumulative > 0 ? m.overlap : m.reinforce],
      ],
    );
  const title = m.pairs(words.unit(summedUnit(run.layout.peak.unit.text)));
  return rows.length === 0 ? [] : ["", title, ...textTable(rows)];
}

function strengthText(run: ScenarioRun, player: LeverPlayer, words: Words): string {
  const pulled = player.kind === "lever" ? run.scenario.levers.get(player.id) : undefined;
  if (pulled !== undefined) return percent(pulled.strength, 0);
  return player.kind === "family" ? words.levers.count(player.levers.length) : "";
}

/** How a number of a change is written, with its standard error where it was sampled. */
function withError(share: MeasureChange, error?: MeasureChange): Show {
  return (pick, decimals) => {
    const value = pick(share);
    if (value === undefined) return "-";
    const text = signed(value, decimals);
    return error === undefined ? text : `${text} ±${fixed(pick(error) ?? 0, decimals)}`;
  };
}

/** A sum that should be the total, and by how much of the total it misses. */
function missText(sum: number, total: number, decimals: number): string {
  // Of a total that prints as 0, or that the sum lies on the other side of, nothing is a share.
  if (Number(fixed(total, decimals).replaceAll(",", "")) === 0 || sum * total <= 0) return signed(sum, decimals);
  const miss = sum / total - 1;
  const share = Math.abs(miss) < 0.0005 ? "0 %" : signedPercent(miss, Math.abs(miss) < 0.1 ? 1 : 0);
  return `${signed(sum, decimals)} (${share})`;
}
