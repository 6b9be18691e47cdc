/**
 * What every coalition of a game is worth, in several quantities at once. A coalition is a bit mask: player i belongs
 * to it where bit i is set.
 */
export interface CoalitionTable {
  readonly players: number;
  readonly quantities: number;
  /** Worth of coalition c in quantity q at `c * quantities + q`. */
  readonly worth: Float64Array;
}

/** Above this many players the coalitions are too many to be run one by one (16,384). */
export const MOST_PLAYERS = 14;

/** The worth of the players that are in, as many quantities as the game has. */
export type Worth = (isIn: readonly boolean[]) => ArrayLike<number>;

/** The worth of several coalitions, in order: where runs are cheaper together than one by one. */
export type WorthOfAll = (coalitions: readonly (readonly boolean[])[]) => readonly ArrayLike<number>[];

/** Coalitions handed over at a time: enough to fill a program's lanes often, few enough to report progress. */
const TOGETHER = 64;

/**
 * Runs all 2^n coalitions in the order of the Gray code, so that each run differs from the one before by one player.
 *
 * @throws RangeError for more than `MOST_PLAYERS` players.
 * @example coalitionTableTogether(2, 1, (all) => all.map(([a, b]) => [a + 2 * b])).worth; // => [0, 1, 2, 3]
 */
export function coalitionTableTogether(players: number, quantities: number, worthOfAll: WorthOfAll): CoalitionTable {
  if (!(Number.isInteger(players) && players >= 0 && players <= MOST_PLAYERS))
    throw new RangeError(`all coalitions are run for 0 to ${MOST_PLAYERS} players, not ${players}`);
  const coalitions = 1 << players;
  const table = new Float64Array(coalitions * quantities);
  for (let start = 0; start < coalitions; start += TOGETHER) {
    const codes = Array.from(
      { length: Math.min(TOGETHER, coalitions - start) },
      (_, k) => (start + k) ^ ((start + k) >> 1),
    );
    const found = worthOfAll(codes.map((code) => Array.from({ length: players }, (_, i) => (code & (1 << i)) !== 0)));
    for (const [k, code] of codes.entries())
      for (let q = 0; q < quantities; q++) table[code * quantities + q] = found[k][q];
  }
  return { players, quantities, worth: table };
}

/**
 * What a coalition is worth, one number a quantity.
 *
 * @example worthIn({ players: 1, quantities: 2, worth: Float64Array.of(1, 2, 3, 4) }, 1); // => [3, 4]
 */
export function worthIn({ quantities, worth }: CoalitionTable, coalition: number): Float64Array {
  return worth.subarray(coalition * quantities, (coalition + 1) * quantities);
}

/**
 * The numbers of `a` less those of `b`.
 *
 * @example less(Float64Array.of(3, 5), Float64Array.of(1, 1)); // => [2, 4]
 */
export function less(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}
