import { binnedIndex, centred } from "../../statistics/binned-index.ts";
import type { Estimate } from "../../statistics/block-groups.ts";
import { midranks, rankCorrelation } from "../../statistics/midranks.ts";
import type { MorrisEffect } from "../../statistics/morris-effects.ts";

/** How much one input matters to one outcome, by every measure that the design allows. */
export interface Importance {
  /** Position of the input. */
  readonly input: number;
  /** Binned first-order index from the kept runs, and what an idle input stays below. */
  readonly binned?: number;
  readonly noise?: number;
  /** Spearman's rank correlation with the outcome. */
  readonly rank?: number;
  /** Sobol' indices, in Saltelli's design. */
  readonly first?: Estimate;
  readonly total?: Estimate;
  /** In a Morris design. */
  readonly morris?: MorrisEffect;
}

/** From given data: every outcome against every input. Rows of `found`: outcomes; entries: inputs in their order. */
export function givenDataImportance(
  inputs: readonly Float64Array[],
  outcomes: readonly Float64Array[],
): Importance[][] {
  const studied = outcomes.map((values) => {
    const outcome = centred(values);
    return { outcome, ranks: outcome.squares === 0 ? undefined : midranks(values).ranks };
  });
  const found: Importance[][] = outcomes.map(() => []);
  for (const [input, values] of inputs.entries()) {
    const own = midranks(values);
    for (const [i, { outcome, ranks }] of studied.entries()) {
      const binned = ranks === undefined ? undefined : binnedIndex(own, outcome, inputs.length);
      const rank = ranks === undefined ? undefined : rankCorrelation(own.ranks, ranks);
      found[i].push({ input, binned: binned?.index, noise: binned?.noise, rank });
    }
  }
  return found;
}

/** What inputs are ordered by: the best measure that there is. */
export function importanceOf({ total, morris, binned, rank }: Importance): number {
  return total?.value ?? morris?.mu_star.value ?? binned ?? Math.abs(rank ?? 0);
}

/** The inputs that matter most first; equal ones in the design's order. */
export function byImportance(entries: readonly Importance[]): Importance[] {
  return entries.toSorted((a, b) => importanceOf(b) - importanceOf(a));
}
