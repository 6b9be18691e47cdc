import { type LeverSettings, type Outcome, packageRunner, packageSettings } from "../../run/package-runner.ts";
import { findPeak, type Peak } from "../../run/peak/peak.ts";
import {
  EMISSIONS_FROM,
  fromNumbers,
  measureCount,
  type PeakMeasures,
  peakMeasures,
  toNumbers,
} from "../../run/peak/peak-measures.ts";
import { peakOutlook } from "../../run/peak/peak-outlook.ts";
import { statusDecider } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import {
  type CoalitionTable,
  coalitionTableTogether,
  less,
  MOST_PLAYERS,
  type WorthOfAll,
  worthIn,
} from "../../statistics/coalitions.ts";
import { shapleyInteractions } from "../../statistics/interactions.ts";
import { shapleyValues } from "../../statistics/shapley.ts";
import { sampleShapley } from "../../statistics/shapley-sampling.ts";
import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import { canAct, type LeverPlayer } from "./lever-players.ts";

/** A change of the measures: with less without. */
export type MeasureChange = Omit<PeakMeasures, "censored">;

/** What all players and each of them do to one boundary. */
export type BoundaryAttribution = ReturnType<typeof assemble>[number];

/** What one player does to one boundary. */
export type PlayerShare = BoundaryAttribution["shares"][number];

/** What two players do together beyond what each does by itself, averaged over all packages of the others. */
interface PlayerPair {
  readonly first: LeverPlayer;
  readonly second: LeverPlayer;
  readonly interaction: MeasureChange;
}

export interface LeverAttribution {
  readonly method: "shapley" | "owen_sampled";
  readonly players: readonly LeverPlayer[];
  readonly boundaries: readonly BoundaryAttribution[];
  readonly years: readonly number[];
  readonly runs: number;
  /** Of a sample: pairs of orders, the seed, and whether all errors came within the bound. */
  readonly sample?: {
    readonly pairs: number;
    readonly seed: number;
    readonly bound: number;
    readonly settled: boolean;
  };
}

export interface AttributionOptions {
  readonly players: readonly LeverPlayer[];
  /** Boundaries to attribute; those whose errors count where it comes to sampling. */
  readonly boundaries: readonly string[];
  readonly years: readonly number[];
  /** Where sampled: the years whose errors count too; all of `years` without it. */
  readonly boundYears?: readonly number[];
  /** Where sampled: standard error to come below, as a share of the quantity's total change. */
  readonly bound: number;
  readonly mostPairs: number;
  readonly seed: number;
  readonly progress?: (runs: number) => void;
  /** Further outcomes of the model that may stand among `boundaries` by name. */
  readonly more?: readonly Outcome[];
}

/** The game between players: what any of them together make of each boundary, as `toNumbers` gives it, one after the other. */
function leverGame(run: ScenarioRun, options: AttributionOptions) {
  const { players, boundaries, years, progress, more, mostPairs } = options;
  const count = players.length;
  const planned = count <= MOST_PLAYERS ? 2 ** count : 2 * mostPairs * count;
  const runner = packageRunner(run, { boundaries, more, runs: planned });
  const pulled = packageSettings(run);
  let runs = 0;
  const settingsOf = (isIn: readonly boolean[]): LeverSettings => {
    const levers = players.flatMap((player, i) => (isIn[i] ? player.levers : []));
    return new Map(levers.map((id) => [id, need(pulled, id)]));
  };
  return {
    quantities: boundaries.length * measureCount(years),
    worthOfAll: (coalitions: readonly (readonly boolean[])[]): number[][] => {
      const found = runner.runAll(coalitions.map(settingsOf));
      runs += coalitions.length;
      progress?.(runs);
      return found.map((series) => boundaries.flatMap((name) => toNumbers(peakMeasures(need(series, name), years))));
    },
    /** The peaks without any player and with all of them, one pair a boundary. */
    peaks: () => {
      const decide = statusDecider(run.scenario);
      const [none, all] = runner.runAll([false, true].map((isIn) => settingsOf(players.map(() => isIn))));
      return boundaries.map((name): EndPeaks => {
        const ends = [need(none, name), need(all, name)];
        const outlooks = ends.map((series) => peakOutlook(series, run.scenario.lastObserved, decide));
        const years_tell = !outlooks.every(({ past }) => past) && outlooks.every(({ summits }) => summits.length === 1);
        const [without, withAll] = ends.map((series): Peak => {
          const peak = findPeak(series);
          return { ...peak, status: decide(peak) };
        });
        return { none: without, all: withAll, years_tell };
      });
    },
  };
}

/**
 * How much of the effect of all levers is due to each player, on each boundary, in such a way that the parts add up.
 *
 * Players that feed none of the outcomes, or whose levers are all switched off, get exactly 0 and do not count. Of up to
 * 14 others all coalitions are run and the Shapley values are exact. With more players orders are sampled in which
 * families come together (Owen values): what a family gets then does not depend on into how many levers it is split, and
 * the standard error stands beside every number. The sum is the total in either case, whatever the sample.
 *
 * @throws RunError where a run fails on its numbers.
 */
export function attributeLevers(run: ScenarioRun, options: AttributionOptions): LeverAttribution {
  const { players, boundaries, years, more = [] } = options;
  const computed = run.boundaries.map(({ name, cell }) => ({ name, variable: run.layout.peak.name, cell }));
  const outcomes = [...computed, ...more].filter(({ name }) => boundaries.includes(name));
  const found = attributeActing(run, { ...options, players: players.filter(canAct(run, outcomes)) });
  if (found.players.length === players.length) return found;
  return { ...found, players, boundaries: found.boundaries.map((boundary) => withNulls(boundary, players, years)) };
}

/** The same with players that can change nothing, each with 0 in its place. */
function withNulls(
  found: BoundaryAttribution,
  players: readonly LeverPlayer[],
  years: readonly number[],
): BoundaryAttribution {
  const emissions = new Map(years.map((year) => [year, 0]));
  const zero: MeasureChange = { peak_year: 0, peak_level: 0, cumulative: 0, emissions };
  const error = found.shares.some((share) => share.error !== undefined) ? zero : undefined;
  const acting = new Map(found.shares.map((share) => [share.player, share]));
  return { ...found, shares: players.map((player) => acting.get(player) ?? { player, share: zero, error }) };
}

function attributeActing(run: ScenarioRun, options: AttributionOptions): LeverAttribution {
  const { players, years, seed, bound, mostPairs, boundYears = years } = options;
  const count = players.length;
  const game = leverGame(run, options);
  const { quantities } = game;
  const peaks = game.peaks();
  if (count <= MOST_PLAYERS) {
    const table = coalitionTableTogether(count, quantities, game.worthOfAll);
    return { method: "shapley", players, years, runs: 2 ** count, boundaries: exactly(table, options, peaks) };
  }
  const { worthOfAll, censored } = countingCensored(game.worthOfAll, options);
  const worth = (isIn: readonly boolean[]) => Float64Array.from(worthOfAll([isIn])[0]);
  const none = worth(players.map(() => false));
  const all = worth(players.map(() => true));
  const free = new Set(years.flatMap((year, i) => (boundYears.includes(year) ? [] : [EMISSIONS_FROM + i])));
  const bounds = all.map((value, q) => {
    const place = q % measureCount(years);
    // Whether a peak is censored is no result of its own.
    const counts = place !== measureCount(years) - 1 && !free.has(place);
    return counts ? bound * Math.abs(value - none[q]) : Number.POSITIVE_INFINITY;
  });
  const families = players.map(({ family }) => family);
  const sampled = sampleShapley({ players: count, quantities, worth, worthOfAll, families, bounds, mostPairs, seed });
  return {
    method: "owen_sampled",
    players,
    years,
    runs: sampled.runs + 2,
    sample: { pairs: sampled.pairs, seed, bound, settled: sampled.settled },
    boundaries: assemble(options, { ...sampled, none, all, censored, peaks }),
  };
}

function exactly(table: CoalitionTable, options: AttributionOptions, peaks: Found["peaks"]): BoundaryAttribution[] {
  const { players, years } = options;
  const full = 2 ** players.length - 1;
  const size = measureCount(years);
  const row = (coalition: number) => worthIn(table, coalition);
  const found = assemble(options, {
    none: row(0),
    all: row(full),
    values: shapleyValues(table),
    censored: (k) => sumBy(Array(full + 1).keys(), (coalition) => row(coalition)[(k + 1) * size - 1]) / (full + 1),
    peaks,
  });
  const index = shapleyInteractions(table);
  const pairs = players.flatMap((_, i) => players.slice(i + 1).map((_other, offset) => [i, i + 1 + offset]));
  return found.map((boundary, k) => ({
    ...boundary,
    pairs: pairs.map(([i, j]) => ({
      first: players[i],
      second: players[j],
      interaction: fromNumbers(index[i][j], k * size, years),
    })),
  }));
}

/** The worth as it stands, noting how often each boundary's peak was censored. */
function countingCensored(worthOfAll: WorthOfAll, { years, boundaries }: AttributionOptions) {
  const size = measureCount(years);
  const counts = boundaries.map(() => 0);
  let runs = 0;
  return {
    worthOfAll: (coalitions: readonly (readonly boolean[])[]) => {
      const found = worthOfAll(coalitions);
      runs += found.length;
      for (const values of found) for (const k of counts.keys()) counts[k] += values[(k + 1) * size - 1];
      return found;
    },
    censored: (k: number) => counts[k] / runs,
  };
}

/** The peaks without any player and with all of them. */
interface EndPeaks {
  readonly none: Peak;
  readonly all: Peak;
  /** Not where both are past, which no lever moves, nor where one is the highest of several summits by chance. */
  readonly years_tell: boolean;
}

interface Found {
  readonly none: Float64Array;
  readonly all: Float64Array;
  readonly values: readonly Float64Array[];
  readonly errors?: readonly Float64Array[];
  readonly familyErrors?: ReadonlyMap<string, Float64Array>;
  readonly censored: (boundary: number) => number;
  readonly peaks: readonly EndPeaks[];
}

function assemble({ players, boundaries, years }: AttributionOptions, found: Found) {
  const families = [...new Set(players.map(({ family }) => family))];
  const isGrouped = families.length > 1 && families.length < players.length;
  const { none, all, values, errors, familyErrors } = found;
  return boundaries.map((boundary, k) => {
    const at = (numbers: Float64Array): PeakMeasures => fromNumbers(numbers, k * measureCount(years), years);
    return {
      boundary,
      none: at(none),
      all: at(all),
      total: at(less(all, none)) as MeasureChange,
      /** In the order of the players. */
      shares: players.map((player, i) => ({
        player,
        /** Its Shapley value (Owen value where sampled); over all players they add up to the total. */
        share: at(values[i]) as MeasureChange,
        /** Standard errors of `share`, where it was sampled. */
        error: (errors && at(errors[i])) as MeasureChange | undefined,
      })),
      /** Sums by family with their errors, where the players are levers of more than one family. */
      families: (isGrouped ? families : []).map((family) => ({
        family,
        share: at(sumOf(values.filter((_, i) => players[i].family === family))),
        error: familyErrors && at(need(familyErrors, family)),
      })),
      /** All pairs of players that can act on the outcomes, where all coalitions were run. */
      pairs: [] as readonly PlayerPair[],
      /** Part of the runs in which the maximum lay at an end of the years, where a year of the peak is only a bound. */
      censored: found.censored(k),
      /** The peaks without any lever and with all of them, with their bands. */
      peaks: found.peaks[k],
    };
  });
}

/** The sum of rows of numbers. */
function sumOf(rows: readonly Float64Array[]): Float64Array {
  return rows[0].map((_, q) => sumBy(rows, (row) => row[q]));
}
