import { fromNumbers, measureCount, type PeakMeasures, peakMeasures, toNumbers } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { coalitionTableTogether, less, worthIn } from "../../statistics/coalitions.ts";
import { shapleyValues } from "../../statistics/shapley.ts";
import { need } from "../../text/need.ts";
import { byFamily, type DifferencePlayer, differingPlayers, restOf } from "./difference-players.ts";
import { differenceRunner } from "./difference-runner.ts";

/** Why the second of two scenarios has another peak than the first, see `explainDifference`. */
export type ScenarioDifference = Exclude<ReturnType<typeof explainDifference>, string>;
export type BoundaryDifference = ScenarioDifference["boundaries"][number];

export interface DifferenceOptions {
  readonly boundaries: readonly string[];
  readonly years: readonly number[];
  /** Whether each lever is a player, or each family of levers. */
  readonly by: "lever" | "family";
  /** The most players; those that change least are one, at most 14 so that all mixtures can be run. */
  readonly mostPlayers: number;
  readonly progress?: (runs: number) => void;
}

/** Why two scenarios cannot be taken apart input by input. */
export type NoDifference = "other_region" | "other_years" | "not_computed" | "same_inputs";

/**
 * How much of the difference between two scenarios is due to each input in which they differ: every lever by itself, and
 * every assumption by its parameter. All mixtures of the two are run, so that the shares add up exactly (Shapley 1953).
 * Where more inputs differ than `mostPlayers`, those that change peak and sum least, alone and last, count as one.
 *
 * @throws RunError where a mixture fails on its numbers.
 */
export function explainDifference(first: ScenarioRun, second: ScenarioRun, options: DifferenceOptions) {
  const [a, b] = [first.scenario, second.scenario];
  if (a.region.id !== b.region.id) return "other_region" as const;
  if (a.baseYear !== b.baseYear || a.years !== b.years) return "other_years" as const;
  const computed = ({ boundaries }: ScenarioRun, name: string) =>
    boundaries.some((boundary) => boundary.name === name && boundary.peak !== undefined);
  const boundaries = options.boundaries.filter((name) => computed(first, name) && computed(second, name));
  if (boundaries.length === 0) return "not_computed" as const;
  const single = differingPlayers(a, b);
  const all = options.by === "lever" ? single : byFamily(a, b, single);
  if (all.length === 0) return "same_inputs" as const;
  const { years, mostPlayers, progress } = options;
  let runs = 0;
  const gameOf = (players: readonly DifferencePlayer[]) => {
    const run = differenceRunner(first, second, players);
    return (choices: readonly (readonly boolean[])[]): Float64Array[] => {
      const found = run(choices);
      runs += choices.length;
      progress?.(runs);
      return found.map((series) =>
        Float64Array.from(boundaries.flatMap((name) => toNumbers(peakMeasures(need(series, name), years)))),
      );
    };
  };
  const players = all.length <= mostPlayers ? all : largest(all, gameOf(all), mostPlayers);
  const quantities = boundaries.length * measureCount(years);
  const table = coalitionTableTogether(players.length, quantities, gameOf(players));
  const full = 2 ** players.length - 1;
  const row = (coalition: number) => worthIn(table, coalition);
  const values = shapleyValues(table);
  return {
    first,
    second,
    players,
    years,
    runs,
    boundaries: boundaries.map((boundary, k) => {
      const at = (numbers: Float64Array): PeakMeasures => fromNumbers(numbers, k * measureCount(years), years);
      const shares = players.map((player, i) => ({
        player,
        /** Its Shapley value; over all players they add up to the total. */
        share: at(values[i]),
        /** The first scenario with this input of the second, less the first. */
        alone: at(less(row(1 << i), row(0))),
        /** The second, less the second with this input of the first. */
        removed: at(less(row(full), row(full & ~(1 << i)))),
      }));
      const isRest = (kind: DifferencePlayer["kind"]) => (kind === "rest" ? 1 : 0);
      // The largest first, the rest last.
      shares.sort(
        (one, other) =>
          isRest(one.player.kind) - isRest(other.player.kind) ||
          Math.abs(other.share.cumulative) - Math.abs(one.share.cumulative),
      );
      return { boundary, first: at(row(0)), second: at(row(full)), total: at(less(row(full), row(0))), shares };
    }),
  };
}

/** The players that change most, in their order, and the rest as one: by peak year, level and sum of the first boundary. */
function largest(
  all: readonly DifferencePlayer[],
  worthOfAll: (choices: readonly (readonly boolean[])[]) => Float64Array[],
  most: number,
): DifferencePlayer[] {
  const none = all.map(() => false);
  const every = all.map(() => true);
  const choices = all.flatMap((_, i) => [none.with(i, true), every.with(i, false)]);
  const [without, withAll, ...found] = worthOfAll([none, every, ...choices]);
  // Year, level and cumulative stand first among the measures.
  const changes = all.map((_, i) =>
    [0, 1, 2].map((q) => Math.max(Math.abs(found[2 * i][q] - without[q]), Math.abs(withAll[q] - found[2 * i + 1][q]))),
  );
  const scales = [0, 1, 2].map((q) => Math.max(...changes.map((own) => own[q])) || 1);
  const sizes = changes.map((own) => Math.max(...own.map((change, q) => change / scales[q])));
  const order = all.map((_, i) => i).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const kept = new Set(order.slice(0, most - 1));
  return [...all.filter((_, i) => kept.has(i)), restOf(all.filter((_, i) => !kept.has(i)))];
}
