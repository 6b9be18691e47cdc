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
 * `part` and `parts` run only that stretch of the order, for several processes; the rest of the table is 0.
 *
 * @throws RangeError for more than `MOST_PLAYERS` players.
 */
export function coalitionTable(players: number, quantities: number, worth: Worth, part = 0, parts = 1): CoalitionTable {
  const worthOfAll: WorthOfAll = (coalitions) => coalitions.map((isIn) => Float64Array.from(worth(isIn)));
  return coalitionTableTogether(players, quantities, worthOfAll, part, parts);
}

/** The same where several coalitions are run at once. */
export function coalitionTableTogether(
  players: number,
  quantities: number,
  worthOfAll: WorthOfAll,
  part = 0,
  parts = 1,
): CoalitionTable {
  if (!(Number.isInteger(players) && players >= 0 && players <= MOST_PLAYERS)) {
    throw new RangeError(`all coalitions are run for 0 to ${MOST_PLAYERS} players, not ${players}`);
  }
  const table = new Float64Array(2 ** players * quantities);
  const from = Math.floor((part * 2 ** players) / parts);
  const to = Math.floor(((part + 1) * 2 ** players) / parts);
  for (let start = from; start < to; start += TOGETHER) {
    const codes = Array.from({ length: Math.min(TOGETHER, to - start) }, (_, k) => (start + k) ^ ((start + k) >> 1));
    const found = worthOfAll(codes.map((code) => Array.from({ length: players }, (_, i) => (code & (1 << i)) !== 0)));
    for (const [k, code] of codes.entries()) {
      for (let q = 0; q < quantities; q++) table[code * quantities + q] = found[k][q];
    }
  }
  return { players, quantities, worth: table };
}
