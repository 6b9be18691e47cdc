import type {
  BoundaryAttribution,
  LeverAttribution,
  MeasureChange,
  PlayerShare,
} from "../../questions/levers/lever-attribution.ts";
import type { LeverPlayer } from "../../questions/levers/lever-players.ts";
import { fixed, percent, signed } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import type { Peak } from "../../run/peak/peak.ts";
import { peakDifference } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { samePeakText } from "../run/same-peak.ts";

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
  const label = run.boundaries.find(({ name }) => name === found.boundary)?.label;
  if (attribution.players.length === 0) return [words.common.noLevers];
  const { years, sample } = attribution;
  const acting = found.shares.filter((share) => !doesNothing(share));
  const own = acting.sort((a, b) => size(b) - size(a));
  const idle = found.shares.length - own.length;
  const lines = [
    m.title(label === undefined ? found.boundary : words.say(label)),
    `  ${samePeakText(
      peakDifference(found.peaks.none, found.peaks.all, run.scenario.region.inventoryUncertainty),
      m.without,
      m.withAll,
      words,
    )}`,
    ...shareTable(run, found, own, years, words),
    `  ${
      sample === undefined
        ? words.common.exactRuns(attribution.runs)
        : m.sampled({
            orders: 2 * sample.pairs,
            runs: attribution.runs,
            seed: sample.seed,
            bound: percent(sample.bound, 0),
          })
    }`,
  ];
  if (idle > 0) lines.push(`  ${m.idle(idle)}`);
  if (sample !== undefined && !sample.settled) lines.push(`  ${m.unsettled}`);
  if (found.censored > 0) lines.push(`  ${m.censored(percent(found.censored, 0))}`);
  const against = (pick: (change: MeasureChange) => number) =>
    words.commas(
      own
        .filter(({ share, error }) => {
          const least = WORTH_SAYING * Math.abs(pick(found.total));
          return pick(share) > Math.max(least, error === undefined ? 0 : 2 * pick(error)) && pick(share) > 1e-9;
        })
        .map(({ player }) => playerName(run, player, words)),
    );
  const raising = against((change) => change.cumulative);
  const delaying = against((change) => change.peak_year);
  if (raising !== "") lines.push(`  ${m.raising(raising)}`);
  if (delaying !== "") lines.push(`  ${m.delaying(delaying)}`);
  return [...lines, ...familyTable(run, found, years, words), ...pairTable(run, found, words)];
}

/** A player as the tables call it. */
export function playerName(run: ScenarioRun, player: LeverPlayer, words: Words): string {
  const m = words.common;
  if (player.kind === "rest") return m.otherLevers(player.levers.length);
  if (player.kind === "family") return words.levers.families[player.id] ?? player.id;
  const pulled = run.scenario.levers.get(player.id);
  return pulled === undefined ? player.id : words.say(pulled.lever.label);
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
  found: BoundaryAttribution,
  own: readonly PlayerShare[],
  years: readonly number[],
  words: Words,
): string[] {
  const m = words.levers;
  const end = (title: string) => ({ title, align: "end" as const });
  const cumulativeUnit = words.unit(summedUnit(run.layout.peak.unit.text));
  const columns = [
    { title: words.common.lever },
    end(words.common.strength),
    end(words.common.peakYear),
    end(`${m.alone} | ${m.removed}`),
    end(words.common.peakLevelIn(words.unit(run.layout.peak.unit.text))),
    ...years.map((year) => end(`${year}, ${words.unit(run.layout.peak.unit.text)}`)),
    end(m.cumulative(cumulativeUnit)),
    end(`${m.alone} | ${m.removed}`),
  ];
  const rows = own.map(({ player, share, error, alone, in_package }) => [
    cutText(playerName(run, player, words), LONGEST_NAME),
    strengthText(run, player, words),
    withError(share.peak_year, error?.peak_year, 2),
    `${signed(alone.peak_year, 1)} | ${signed(in_package.peak_year, 1)}`,
    withError(share.peak_level, error?.peak_level, 1),
    ...years.map((year) => withError(share.emissions.get(year), error?.emissions.get(year), 1)),
    withError(share.cumulative, error?.cumulative, 0),
    `${signed(alone.cumulative, 0)} | ${signed(in_package.cumulative, 0)}`,
  ]);
  const { total, none, all } = found;
  rows.push([
    m.total,
    "",
    signed(total.peak_year, 2),
    "",
    signed(total.peak_level, 1),
    ...years.map((year) => signed(total.emissions.get(year) ?? 0, 1)),
    signed(total.cumulative, 0),
    "",
  ]);
  for (const [title, pick] of [
    [m.sumAlone, ({ alone }: PlayerShare) => alone],
    [m.sumRemoved, ({ in_package }: PlayerShare) => in_package],
  ] as const) {
    const sum = (measure: (change: MeasureChange) => number) =>
      own.reduce((running, share) => running + measure(pick(share)), 0);
    rows.push([
      title,
      "",
      missText(
        sum(({ peak_year }) => peak_year),
        total.peak_year,
        2,
      ),
      "",
      missText(
        sum(({ peak_level }) => peak_level),
        total.peak_level,
        1,
      ),
      ...years.map((year) =>
        missText(
          sum(({ emissions }) => emissions.get(year) ?? 0),
          total.emissions.get(year) ?? 0,
          1,
        ),
      ),
      missText(
        sum(({ cumulative }) => cumulative),
        total.cumulative,
        0,
      ),
      "",
    ]);
  }
  const span = words.common.fromTo({
    before: `${fixed(none.peak_year, 1)} (${bandText(found.peaks.none)}, ${fixed(none.peak_level, 1)})`,
    after: `${fixed(all.peak_year, 1)} (${bandText(found.peaks.all)}, ${fixed(all.peak_level, 1)})`,
  });
  return [`  ${words.common.peakYear} ${span}`, ...textTable(columns, rows)];
}

function bandText({ band }: Peak): string {
  return `${band.from}-${band.to}`;
}

function familyTable(run: ScenarioRun, found: BoundaryAttribution, years: readonly number[], words: Words): string[] {
  if (found.families.length === 0) return [];
  const m = words.levers;
  const end = (title: string) => ({ title, align: "end" as const });
  const columns = [
    { title: m.byFamily },
    end(words.common.peakYear),
    end(words.common.peakLevelIn(words.unit(run.layout.peak.unit.text))),
    ...years.map((year) => end(`${year}, ${words.unit(run.layout.peak.unit.text)}`)),
    end(m.cumulative(words.unit(summedUnit(run.layout.peak.unit.text)))),
  ];
  const rows = [...found.families]
    .sort((a, b) => Math.abs(b.share.cumulative) - Math.abs(a.share.cumulative))
    .map(({ family, share, error }) => [
      m.families[family] ?? family,
      withError(share.peak_year, error?.peak_year, 2),
      withError(share.peak_level, error?.peak_level, 1),
      ...years.map((year) => withError(share.emissions.get(year), error?.emissions.get(year), 1)),
      withError(share.cumulative, error?.cumulative, 0),
    ]);
  return ["", ...textTable(columns, rows)];
}

function pairTable(run: ScenarioRun, found: BoundaryAttribution, words: Words): string[] {
  const m = words.levers;
  const least = WORTH_SAYING * Math.abs(found.total.cumulative);
  const shown = [...found.pairs]
    .filter(({ interaction }) => Math.abs(interaction.cumulative) > Math.max(least, 1e-9))
    .sort((a, b) => Math.abs(b.interaction.cumulative) - Math.abs(a.interaction.cumulative))
    .slice(0, MOST_PAIRS);
  if (shown.length === 0) return [];
  const rows = shown.map(({ first, second, interaction }) => [
    `${playerName(run, first, words)} × ${playerName(run, second, words)}`,
    signed(interaction.cumulative, 0),
    interaction.cumulative > 0 ? m.overlap : m.reinforce,
  ]);
  const columns = [{ title: "" }, { title: "", align: "end" as const }, { title: "" }];
  return ["", m.pairs(words.unit(summedUnit(run.layout.peak.unit.text))), ...textTable(columns, rows)];
}

function strengthText(run: ScenarioRun, player: LeverPlayer, words: Words): string {
  const pulled = player.kind === "lever" ? run.scenario.levers.get(player.id) : undefined;
  if (pulled !== undefined) return percent(pulled.strength, 0);
  return player.kind === "family" ? words.levers.count(player.levers.length) : "";
}

function withError(value: number | undefined, error: number | undefined, decimals: number): string {
  if (value === undefined) return "-";
  const text = signed(value, decimals);
  return error === undefined ? text : `${text} ±${fixed(error, decimals)}`;
}

/** A sum that should be the total, and by how much of the total it misses. */
function missText(sum: number, total: number, decimals: number): string {
  // Of a total that prints as 0, or that the sum lies on the other side of, nothing is a share.
  if (Number(fixed(total, decimals).replaceAll(",", "")) === 0 || sum * total <= 0) return signed(sum, decimals);
  const miss = sum / total - 1;
  const share =
    Math.abs(miss) < 0.0005 ? "0 %" : `${miss > 0 ? "+" : ""}${percent(miss, Math.abs(miss) < 0.1 ? 1 : 0)}`;
  return `${signed(sum, decimals)} (${share})`;
}
