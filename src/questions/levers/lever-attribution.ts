import {
  type BoundarySeries,
  type LeverSetting,
  type LeverSettings,
  type Outcome,
  packageRunner,
  packageSettings,
} from "../../run/package-runner.ts";
import { findPeak, type Peak } from "../../run/peak/peak.ts";
import {
  EMISSIONS_FROM,
  fromNumbers,
  measureCount,
  type PeakMeasures,
  peakMeasures,
  toNumbers,
} from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type CoalitionTable, coalitionTableTogether, MOST_PLAYERS } from "../../statistics/coalitions.ts";
import { shapleyInteractions } from "../../statistics/interactions.ts";
import { shapleyValues } from "../../statistics/shapley.ts";
import { sampleShapley } from "../../statistics/shapley-sampling.ts";
import { need } from "../../text/need.ts";
import { canAct, type LeverPlayer } from "./lever-players.ts";

/** A change of the measures: with less without. */
export type MeasureChange = Omit<PeakMeasures, "censored">;

/** What one player does to one boundary. */
export interface PlayerShare {
  readonly player: LeverPlayer;
  /** Its Shapley value (Owen value where sampled); over all players they add up to the total. */
  readonly share: MeasureChange;
  /** Standard errors of `share`, where it was sampled. */
  readonly error?: MeasureChange;
  /** The player alone against none, and the whole package against the package without it. */
  readonly alone: MeasureChange;
  readonly in_package: MeasureChange;
}

/** What two players do together beyond what each does by itself, averaged over all packages of the others. */
export interface PlayerPair {
  readonly first: LeverPlayer;
  readonly second: LeverPlayer;
  readonly interaction: MeasureChange;
}

export interface BoundaryAttribution {
  readonly boundary: string;
  readonly none: PeakMeasures;
  readonly all: PeakMeasures;
  readonly total: MeasureChange;
  /** The peaks without any lever and with all of them, with their bands. */
  readonly peaks: { readonly none: Peak; readonly all: Peak };
  /** In the order of the players. */
  readonly shares: readonly PlayerShare[];
  /** Sums by family with their errors, where the players are levers of more than one family. */
  readonly families: readonly {
    readonly family: string;
    readonly share: MeasureChange;
    readonly error?: MeasureChange;
  }[];
  /** All pairs of players that can act on the outcomes, where all coalitions were run. */
  readonly pairs: readonly PlayerPair[];
  /** Part of the runs in which the maximum lay at an end of the years, where a year of the peak is only a bound. */
  readonly censored: number;
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
export function leverGame(
  run: ScenarioRun,
  options: Pick<AttributionOptions, "players" | "boundaries" | "years" | "mostPairs" | "progress" | "more">,
): {
  quantities: number;
  worth: (isIn: readonly boolean[]) => number[];
  worthOfAll: (coalitions: readonly (readonly boolean[])[]) => number[][];
  /** The peaks without any player and with all of them, one pair a boundary. */
  peaks: () => { none: Peak; all: Peak }[];
} {
  const { players, boundaries, years, progress } = options;
  const count = players.length;
  const runner = packageRunner(run, {
    boundaries,
    more: options.more,
    runs: count <= MOST_PLAYERS ? 2 ** count : 2 * options.mostPairs * count,
  });
  const pulled = packageSettings(run);
  let runs = 0;
  const settingsOf = (isIn: readonly boolean[]): LeverSettings => {
    const settings = new Map<string, LeverSetting>();
    players.forEach(({ levers }, i) => {
      if (isIn[i]) for (const id of levers) settings.set(id, need(pulled, id));
    });
    return settings;
  };
  const worthOfAll = (coalitions: readonly (readonly boolean[])[]): number[][] => {
    const found = runner.runAll(coalitions.map(settingsOf));
    runs += coalitions.length;
    progress?.(runs);
    return found.map((series) => boundaries.flatMap((name) => toNumbers(peakMeasures(need(series, name), years))));
  };
  return {
    quantities: boundaries.length * measureCount(years),
    worth: (isIn) => worthOfAll([isIn])[0],
    worthOfAll,
    peaks: () => {
      const [none, all] = runner.runAll([settingsOf(players.map(() => false)), settingsOf(players.map(() => true))]);
      const peakOf = (series: BoundarySeries, name: string) => findPeak(need(series, name));
      return boundaries.map((name) => ({ none: peakOf(none, name), all: peakOf(all, name) }));
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
  const outcomes = [
    ...run.boundaries.map(({ name, cell }) => ({ name, variable: run.layout.peak.name, cell })),
    ...more,
  ].filter(({ name }) => boundaries.includes(name));
  const acting = players.filter(canAct(run, outcomes));
  const found = attributeActing(run, { ...options, players: acting });
  if (acting.length === players.length) return found;
  return { ...found, players, boundaries: found.boundaries.map((own) => withNulls(own, players, years)) };
}

/** The same with players that can change nothing, each with 0 in its place. */
function withNulls(
  found: BoundaryAttribution,
  players: readonly LeverPlayer[],
  years: readonly number[],
): BoundaryAttribution {
  const zero: MeasureChange = {
    peak_year: 0,
    peak_level: 0,
    cumulative: 0,
    emissions: new Map(years.map((year) => [year, 0])),
  };
  const error = found.shares.some((own) => own.error !== undefined) ? zero : undefined;
  const known = new Map(found.shares.map((own) => [own.player, own]));
  const shares = players.map(
    (player) => known.get(player) ?? { player, share: zero, error, alone: zero, in_package: zero },
  );
  return { ...found, shares };
}

function attributeActing(run: ScenarioRun, options: AttributionOptions): LeverAttribution {
  const { players, years } = options;
  const game = leverGame(run, options);
  const { quantities, worth, worthOfAll } = game;
  const peaks = game.peaks();
  if (players.length <= MOST_PLAYERS) {
    const table = coalitionTableTogether(players.length, quantities, worthOfAll);
    const found = exactly(table, options).map((own, k) => ({ ...own, peaks: peaks[k] }));
    return { method: "shapley", players, years, runs: 2 ** players.length, boundaries: found };
  }
  const outcomes = countingCensored(worth, worthOfAll, options);
  const none = Float64Array.from(outcomes.worth(players.map(() => false)));
  const all = Float64Array.from(outcomes.worth(players.map(() => true)));
  const { boundYears = years } = options;
  const free = new Set(years.flatMap((year, i) => (boundYears.includes(year) ? [] : [EMISSIONS_FROM + i])));
  const bounds = all.map((value, q) => {
    const place = q % measureCount(years);
    // Whether a peak is censored is no result of its own.
    return place === measureCount(years) - 1 || free.has(place)
      ? Number.POSITIVE_INFINITY
      : options.bound * Math.abs(value - none[q]);
  });
  const sampled = sampleShapley({
    players: players.length,
    quantities,
    worth: outcomes.worth,
    worthOfAll: outcomes.worthOfAll,
    families: players.map(({ family }) => family),
    bounds,
    mostPairs: options.mostPairs,
    seed: options.seed,
  });
  const alone = players.map((_, i) => Float64Array.from(outcomes.worth(players.map((_other, k) => k === i))));
  const without = players.map((_, i) => Float64Array.from(outcomes.worth(players.map((_other, k) => k !== i))));
  const { seed, bound } = options;
  return {
    method: "owen_sampled",
    players,
    years,
    runs: sampled.runs + 2 * players.length + 2,
    sample: { pairs: sampled.pairs, seed, bound, settled: sampled.settled },
    boundaries: assemble(options, {
      none,
      all,
      values: sampled.values,
      errors: sampled.errors,
      familyErrors: sampled.familyErrors,
      alone,
      without,
      censored: outcomes.censored,
    }).map((own, k) => ({ ...own, peaks: peaks[k] })),
  };
}

function exactly(table: CoalitionTable, options: AttributionOptions): SharedOut[] {
  const { players, years, boundaries } = options;
  const row = (coalition: number) =>
    table.worth.subarray(coalition * table.quantities, (coalition + 1) * table.quantities);
  const full = 2 ** players.length - 1;
  const size = measureCount(years);
  const found = assemble(options, {
    none: row(0),
    all: row(full),
    values: shapleyValues(table),
    alone: players.map((_, i) => row(1 << i)),
    without: players.map((_, i) => row(full & ~(1 << i))),
    censored: (k) => {
      let count = 0;
      for (let coalition = 0; coalition <= full; coalition++) count += row(coalition)[(k + 1) * size - 1];
      return count / (full + 1);
    },
  });
  const index = shapleyInteractions(table);
  return found.map((boundary, k) => ({
    ...boundary,
    pairs: players.flatMap((first, i) =>
      players.slice(i + 1).map((second, offset) => ({
        first,
        second,
        interaction: fromNumbers(index[i][i + 1 + offset], k * size, years),
      })),
    ),
    boundary: boundaries[k],
  }));
}

/** The worth as it stands, noting how often each boundary's peak was censored. */
function countingCensored(
  worth: (isIn: readonly boolean[]) => number[],
  worthOfAll: (coalitions: readonly (readonly boolean[])[]) => number[][],
  options: AttributionOptions,
) {
  const size = measureCount(options.years);
  const counts = options.boundaries.map(() => 0);
  let runs = 0;
  const counted = (values: number[]): number[] => {
    runs++;
    counts.forEach((_, k) => {
      counts[k] += values[(k + 1) * size - 1];
    });
    return values;
  };
  return {
    worth: (isIn: readonly boolean[]) => counted(worth(isIn)),
    worthOfAll: (coalitions: readonly (readonly boolean[])[]) => worthOfAll(coalitions).map(counted),
    censored: (k: number) => counts[k] / runs,
  };
}

interface Found {
  readonly none: Float64Array;
  readonly all: Float64Array;
  readonly values: readonly Float64Array[];
  readonly errors?: readonly Float64Array[];
  readonly familyErrors?: ReadonlyMap<string, Float64Array>;
  readonly alone: readonly Float64Array[];
  readonly without: readonly Float64Array[];
  readonly censored: (boundary: number) => number;
}

type SharedOut = Omit<BoundaryAttribution, "peaks">;

function assemble(options: AttributionOptions, found: Found): SharedOut[] {
  const { players, boundaries, years } = options;
  const less = (a: Float64Array, b: Float64Array) => a.map((value, q) => value - b[q]);
  const families = [...new Set(players.map(({ family }) => family))];
  return boundaries.map((boundary, k) => {
    const at = (numbers: Float64Array) => fromNumbers(numbers, k * measureCount(years), years);
    const shares = players.map((player, i) => ({
      player,
      share: at(found.values[i]),
      error: found.errors === undefined ? undefined : at(found.errors[i]),
      alone: at(less(found.alone[i], found.none)),
      in_package: at(less(found.all, found.without[i])),
    }));
    const grouped = families.length > 1 && families.length < players.length;
    return {
      boundary,
      none: at(found.none),
      all: at(found.all),
      total: at(less(found.all, found.none)),
      shares,
      families: grouped
        ? families.map((family) => ({
            family,
            share: at(sumOf(found.values.filter((_, i) => players[i].family === family))),
            error: found.familyErrors === undefined ? undefined : at(need(found.familyErrors, family)),
          }))
        : [],
      pairs: [],
      censored: found.censored(k),
    };
  });
}

/** The sum of rows of numbers. */
function sumOf(rows: readonly Float64Array[]): Float64Array {
  return rows[0].map((_, q) => rows.reduce((sum, own) => sum + own[q], 0));
}
