import type { CoalitionTable } from "./coalitions.ts";
import { memberCount, orderWeights } from "./shapley.ts";

/**
 * The Shapley interaction index of every pair of players (Grabisch and Roubens 1999): what the two do together beyond
 * what each does without the other, averaged over all coalitions of the rest. For a quantity to be lowered, a positive
 * index says that they overlap and a negative one that they strengthen each other.
 *
 * @returns `[i][j]` with one number a quantity; symmetric, zeros on the diagonal.
 * @example shapleyInteractions({ players: 2, quantities: 1, worth: Float64Array.of(0, 1, 2, 5) })[0][1]; // => [2]
 */
export function shapleyInteractions({ players, quantities, worth }: CoalitionTable): Float64Array[][] {
  const found = Array.from({ length: players }, () =>
    Array.from({ length: players }, () => new Float64Array(quantities)),
  );
  // s! (n - 2 - s)! / (n - 1)! for coalitions of s players without the pair.
  const weights = orderWeights(players - 1);
  for (let i = 0; i < players; i++) {
    for (let j = i + 1; j < players; j++) {
      const index = found[i][j];
      const [a, b] = [1 << i, 1 << j];
      for (let rest = 0; rest < 1 << players; rest++) {
        if ((rest & (a | b)) !== 0) continue;
        const weight = weights[memberCount(rest)];
        const [none, first, second, both] = [rest, rest | a, rest | b, rest | a | b].map((c) => c * quantities);
        for (let q = 0; q < quantities; q++)
          index[q] += weight * (worth[both + q] - worth[first + q] - worth[second + q] + worth[none + q]);
      }
      found[j][i].set(index);
    }
  }
  return found;
}
