import type { BlockRange } from "../../statistics/block-groups.ts";
import { type Merging, takenCount } from "../../statistics/merging.ts";
import { morrisSums } from "../../statistics/morris-effects.ts";
import { sobolSums } from "../../statistics/sobol-indices.ts";
import type { Batch } from "../batch.ts";
import type { Importance } from "./input-importance.ts";

/** Sums that a design is made for, of the blocks of a part or of all. */
export interface DesignSums extends Merging {
  /** Runs come in order. */
  readonly add: (run: number, outcome: (column: number) => number) => void;
  readonly importance: (outcome: number) => Partial<Importance>[];
  readonly blocks: () => number;
}

/** What designs are made for: Sobol' indices or elementary effects. */
export const designSums: Partial<
  Record<Batch["kind"], (batch: Batch, outcomes: number, part?: BlockRange) => DesignSums>
> = {
  sobol: sobolDesign,
  morris: morrisDesign,
};

function sobolDesign({ runs, seed, inputs, blockRuns }: Batch, outcomes: number, part?: BlockRange): DesignSums {
  const sums = sobolSums(Math.max(1, Math.floor(runs / blockRuns)), inputs.length, outcomes, seed, part);
  const block = new Float64Array(blockRuns * outcomes);
  return {
    ...sums,
    add: (run, outcome) => {
      const step = run % blockRuns;
      for (let column = 0; column < outcomes; column++) block[step * outcomes + column] = outcome(column);
      if (step === blockRuns - 1) {
        sums.add(Math.floor(run / blockRuns), (at, column) => block[at * outcomes + column]);
      }
    },
    importance: (outcome) => sums.indices(outcome).map((index) => ({ ...index })),
    blocks: () => sums.blocks(0),
  };
}

function morrisDesign(
  { runs, seed, inputs, points, stepTo, blockRuns }: Batch,
  outcomes: number,
  part?: BlockRange,
): DesignSums {
  const sums = morrisSums(Math.max(1, Math.ceil(runs / blockRuns)), inputs.length, outcomes, seed, part);
  const point = new Float64Array(inputs.length);
  const before = new Float64Array(inputs.length);
  const last = new Float64Array(outcomes);
  let complete = 0;
  return {
    tell: (put) => {
      put(complete);
      sums.tell(put);
    },
    merge: (take) => {
      complete += takenCount(take);
      sums.merge(take);
    },
    add: (run, outcome) => {
      points.fill(run, point);
      const moved = stepTo?.(run)?.input;
      for (let column = 0; column < outcomes; column++) {
        const value = outcome(column);
        if (moved !== undefined) {
          const trajectory = Math.floor(run / blockRuns);
          sums.add(trajectory, moved, column, value - last[column], point[moved] - before[moved]);
        }
        last[column] = value;
      }
      before.set(point);
      if (run % blockRuns === blockRuns - 1) complete++;
    },
    importance: (outcome) => sums.effects(outcome).map((morris) => ({ morris })),
    blocks: () => complete,
  };
}
