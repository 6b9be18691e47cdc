import type { CoalitionTable } from "./coalitions.ts";

/**
 * The Shapley value of every player (Shapley 1953): its marginal contribution, averaged over all orders in which the
 * players can come together. The values of a quantity add up to the worth of all players less the worth of none, a
 * player that changes nothing gets 0, and players that are interchangeable get the same.
 *
 * @returns one array a player, with one number a quantity.
 * @example shapleyValues({ players: 2, quantities: 1, worth: Float64Array.of(0, 1, 2, 5) }); // => [[2], [3]]
 */
export function shapleyValues({ players, quantities, worth }: CoalitionTable): Float64Array[] {
  const weights = orderWeights(players);
  const values = Array.from({ length: players }, () => new Float64Array(quantities));
  for (let coalition = 0; coalition < 1 << players; coalition++) {
    const weight = weights[memberCount(coalition)];
    for (let i = 0; i < players; i++) {
      const bit = 1 << i;
      if ((coalition & bit) !== 0) continue;
      const own = values[i];
      const without = coalition * quantities;
      const joined = (coalition | bit) * quantities;
      for (let q = 0; q < quantities; q++) own[q] += weight * (worth[joined + q] - worth[without + q]);
    }
  }
  return values;
}

/**
 * s! (n - 1 - s)! / n!: the share of orders in which exactly a given set of s players comes before a given player.
 *
 * @example orderWeights(2); // => [0.5, 0.5]
 */
export function orderWeights(players: number): number[] {
  // As 1 / (n * binomial(n - 1, s)), which neither overflows nor cancels.
  let binomial = 1;
  return Array.from({ length: players }, (_, s) => {
    if (s > 0) binomial = (binomial * (players - s)) / s;
    return 1 / (players * binomial);
  });
}

/**
 * How many bits of a coalition are set.
 *
 * @example memberCount(0b1011); // => 3
 */
export function memberCount(coalition: number): number {
  let count = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) count++;
  return count;
}
