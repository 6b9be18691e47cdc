import { type CoalitionTable, coalitionTableTogether, type Worth } from "../../src/statistics/coalitions.ts";
import { memberCount } from "../../src/statistics/shapley.ts";

/** The table of a game whose coalitions are run one by one. */
export function coalitionTable(players: number, quantities: number, worth: Worth): CoalitionTable {
  return coalitionTableTogether(players, quantities, (coalitions) =>
    coalitions.map((isIn) => Float64Array.from(worth(isIn))),
  );
}

/**
 * The Owen value of every player (Owen 1977): as the Shapley value, but only over orders in which the players of a
 * family come together. The families then share among themselves by the Shapley value of the game between families,
 * and what a family gets does not depend on into how many players it is split. `families` holds the family of every
 * player, as any label; players of different labels only give the Shapley value.
 *
 * @returns one array a player, with one number a quantity.
 */
export function owenValues(table: CoalitionTable, families: readonly string[]): Float64Array[] {
  const { players, quantities, worth } = table;
  if (families.length !== players)
    throw new RangeError(`${players} players need as many families, not ${families.length}`);
  const names = [...new Set(families)];
  const masks = names.map((name) =>
    families.reduce((mask, family, i) => (family === name ? mask | (1 << i) : mask), 0),
  );
  const values = Array.from({ length: players }, () => new Float64Array(quantities));
  for (let i = 0; i < players; i++) {
    const own = names.indexOf(families[i]);
    const others = masks.filter((_, k) => k !== own);
    const mates = masks[own] & ~(1 << i);
    for (let outside = 0; outside < 2 ** others.length; outside++) {
      const before = others.reduce((mask, other, k) => ((outside & (1 << k)) === 0 ? mask : mask | other), 0);
      const familyWeight = orderWeight(names.length, memberCount(outside));
      // All subsets of the mates, the empty one last.
      for (let inside = mates; ; inside = (inside - 1) & mates) {
        const weight = familyWeight * orderWeight(memberCount(masks[own]), memberCount(inside));
        const without = (before | inside) * quantities;
        const joined = (before | inside | (1 << i)) * quantities;
        for (let q = 0; q < quantities; q++) values[i][q] += weight * (worth[joined + q] - worth[without + q]);
        if (inside === 0) break;
      }
    }
  }
  return values;
}

/** s! (n - 1 - s)! / n!, as 1 / (n * binomial(n - 1, s)). */
function orderWeight(n: number, s: number): number {
  let binomial = 1;
  for (let k = 1; k <= s; k++) binomial = (binomial * (n - k)) / k;
  return 1 / (n * binomial);
}
