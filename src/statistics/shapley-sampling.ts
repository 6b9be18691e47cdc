import type { Worth, WorthOfAll } from "./coalitions.ts";
import { randomNumbers } from "./random.ts";

export interface SamplingOptions {
  readonly players: number;
  readonly quantities: number;
  readonly worth: Worth;
  /** The same for several coalitions, where runs are cheaper together; an order and its reverse then walk side by side. */
  readonly worthOfAll?: WorthOfAll;
  /** Family of every player: only orders that keep families together are drawn, which estimates the Owen value. */
  readonly families?: readonly string[];
  /** Sampling ends when no player's standard error exceeds this, for every quantity; Infinity for what does not count. */
  readonly bounds: ArrayLike<number>;
  /** The most pairs of orders; each pair costs at most 2 (players + 1) runs. */
  readonly mostPairs: number;
  readonly seed: number;
  /** Told after every pair. */
  readonly progress?: (pairs: number) => void;
}

/** Fewer pairs say too little about their own spread. */
const LEAST_PAIRS = 30;

/**
 * Shapley or Owen values from random orders of the players (Castro, Gómez and Tejada 2009), each order with its
 * reverse, whose errors partly cancel (antithetic sampling; Mitchell, Cooper, Frank and Holmes 2022). The standard
 * error is that of the mean over pairs.
 *
 * @example
 * const game = { players: 2, quantities: 1, worth: ([a, b]) => [a && b ? 4 : 0] };
 * sampleShapley({ ...game, bounds: [0.1], mostPairs: 99, seed: 1 }).values; // => [[2], [2]]
 */
export function sampleShapley(options: SamplingOptions) {
  const { players, quantities, families, bounds, mostPairs } = options;
  const random = randomNumbers(options.seed);
  const names = families === undefined ? [] : [...new Set(families)];
  const sums = spreadOf(players, quantities);
  const familySums = spreadOf(names.length, quantities);
  const isIn = new Array<boolean>(players).fill(false);
  const nothing = Float64Array.from(options.worth(isIn));
  const everything = Float64Array.from(options.worth(isIn.map(() => true)));
  let runs = 2;
  const contributions = Array.from({ length: players }, () => new Float64Array(quantities));
  const worthOfAll: WorthOfAll =
    options.worthOfAll ?? ((coalitions) => coalitions.map((coalition) => Float64Array.from(options.worth(coalition))));
  const walk = (orders: readonly (readonly number[])[]) => {
    const inside = orders.map(() => new Array<boolean>(players).fill(false));
    let before: readonly ArrayLike<number>[] = orders.map(() => nothing);
    for (let position = 0; position < players; position++) {
      orders.forEach((order, k) => {
        inside[k][order[position]] = true;
      });
      const last = position === players - 1;
      const after = last ? orders.map(() => everything) : worthOfAll(inside);
      if (!last) runs += orders.length;
      orders.forEach((order, k) => {
        const own = contributions[order[position]];
        for (let q = 0; q < quantities; q++) own[q] += (after[k][q] - before[k][q]) / 2;
      });
      before = after;
    }
  };
  const settled = () =>
    sums.count() >= LEAST_PAIRS && sums.errors().every((own) => own.every((error, q) => error <= bounds[q]));
  while (players > 0 && sums.count() < mostPairs && !settled()) {
    const order = families === undefined ? shuffled(indices(players), random) : familyOrder(families, names, random);
    for (const own of contributions) own.fill(0);
    walk([order, order.toReversed()]);
    sums.add(contributions);
    if (families !== undefined) familySums.add(byFamily(contributions, families, names, quantities));
    options.progress?.(sums.count());
  }
  return {
    /** One array a player, with one number a quantity; they add up to the total exactly, whatever the sample. */
    values: sums.means(),
    /** Standard errors of the values, and of the sums by family where families are given. */
    errors: sums.errors(),
    familyErrors: new Map(familySums.errors().map((own, k) => [names[k], own])),
    pairs: sums.count(),
    runs,
    /** All standard errors are within their bounds. */
    settled: settled(),
  };
}

function byFamily(
  contributions: readonly Float64Array[],
  families: readonly string[],
  names: readonly string[],
  quantities: number,
): Float64Array[] {
  const sums = names.map(() => new Float64Array(quantities));
  contributions.forEach((own, i) => {
    const sum = sums[names.indexOf(families[i])];
    for (let q = 0; q < quantities; q++) sum[q] += own[q];
  });
  return sums;
}

/** Families in random order, and within each its players. */
function familyOrder(families: readonly string[], names: readonly string[], random: () => number): number[] {
  const membersOf = (name: string): number[] => indices(families.length).filter((i) => families[i] === name);
  return shuffled([...names], random).flatMap((name) => shuffled(membersOf(name), random));
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** In place (Fisher and Yates; Durstenfeld 1964). */
function shuffled<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

/** Running means and spreads of a table of numbers (Welford 1962). */
function spreadOf(rows: number, columns: number) {
  const mean = Array.from({ length: rows }, () => new Float64Array(columns));
  const squares = Array.from({ length: rows }, () => new Float64Array(columns));
  let count = 0;
  return {
    count: () => count,
    add: (values: readonly Float64Array[]): void => {
      count++;
      values.forEach((own, i) => {
        for (let q = 0; q < columns; q++) {
          const away = own[q] - mean[i][q];
          mean[i][q] += away / count;
          squares[i][q] += away * (own[q] - mean[i][q]);
        }
      });
    },
    means: () => mean.map((own) => own.slice()),
    /** Standard errors of the means. */
    errors: () =>
      squares.map((own) => own.map((sum) => (count < 2 ? 0 : Math.sqrt(Math.max(0, sum) / (count - 1) / count)))),
  };
}
