import { mergeRow, type Put, putRow, type Take, takenCount } from "./merging.ts";

/** The share of runs in which something holds, with its standard error. */
export interface Share {
  readonly runs: number;
  readonly holds: number;
  /** Undefined without runs. */
  readonly share: number | undefined;
  /** Standard error of the share, from the spread between blocks; undefined for fewer than two blocks. */
  readonly error: number | undefined;
  /** 95 % interval: Wilson's with as many independent runs as the error stands for. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

const Z = 1.959963984540054;

/**
 * Counts ordered conditions, each implying the next (peak by 2025, by 2026, ...). Runs of one block of a design share
 * coordinates, so that the error is that of a ratio from clusters (Cochran 1977, Sampling Techniques, section 3.12); for
 * blocks of one run it is the binomial error. For Latin hypercubes and scrambled nets it is the error that as many
 * independent runs would have: theirs exceeds that by a constant factor at most and is usually far smaller (Owen 1997,
 * Annals of Statistics 25).
 *
 * @example
 * const counts = blockShares(2, 1);
 * [0, 1, 2, 3].forEach((run) => counts.add(run, run % 2));
 * counts.shares().map(({ share }) => share); // => [0.5, 1]
 */
export function blockShares(conditions: number, blockRuns: number) {
  const holds = new Float64Array(conditions);
  /** Over blocks: the squares of what holds, its products with the block's runs, and the squares of the runs. */
  const squares = new Float64Array(conditions);
  const products = new Float64Array(conditions);
  const inBlock = new Float64Array(conditions);
  let block = -1;
  let blockSize = 0;
  let blocks = 0;
  let runs = 0;
  let sizeSquares = 0;
  const close = (): void => {
    if (blockSize === 0) return;
    let held = 0;
    for (let i = 0; i < conditions; i++) {
      held += inBlock[i];
      holds[i] += held;
      squares[i] += held * held;
      products[i] += held * blockSize;
    }
    inBlock.fill(0);
    sizeSquares += blockSize * blockSize;
    runs += blockSize;
    blocks++;
    blockSize = 0;
  };
  return {
    /** A run in which condition `from` and all later ones hold, and none before; `from` = number of conditions for none. */
    add: (run: number, from: number): void => {
      const of = Math.floor(run / blockRuns);
      if (of !== block) {
        close();
        block = of;
      }
      blockSize++;
      if (from < conditions) inBlock[from]++;
    },
    /** Its counts, of whole blocks. */
    tell: (put: Put): void => {
      close();
      for (const row of [holds, squares, products]) putRow(row, put);
      for (const held of [blocks, runs, sizeSquares]) put(held);
    },
    /** Adds the counts of other blocks. */
    merge: (take: Take): void => {
      close();
      for (const row of [holds, squares, products]) mergeRow(row, take);
      blocks += takenCount(take);
      runs += takenCount(take);
      sizeSquares += takenCount(take);
    },
    shares: (): Share[] => {
      close();
      return Array.from(holds, (held, i) => {
        const share = runs === 0 ? undefined : held / runs;
        if (share === undefined || blocks < 2)
          return { runs, holds: held, share, error: undefined, low: undefined, high: undefined };
        const spread = Math.max(0, squares[i] - 2 * share * products[i] + share * share * sizeSquares);
        const error = Math.sqrt((spread * blocks) / (blocks - 1)) / runs;
        return { runs, holds: held, share, error, ...wilson(share, error, blocks) };
      });
    },
  };
}

/** Wilson's interval (1927), which also says something where nothing or everything was seen. */
function wilson(share: number, error: number, blocks: number): { low: number; high: number } {
  const independent = error > 0 ? Math.max(1, (share * (1 - share)) / (error * error)) : blocks;
  const z2 = (Z * Z) / independent;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((share * (1 - share)) / independent + z2 / (4 * independent))) / (1 + z2);
  return {
    low: share === 0 ? 0 : Math.max(0, middle - half),
    high: share === 1 ? 1 : Math.min(1, middle + half),
  };
}
