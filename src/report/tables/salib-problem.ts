import type { Batch } from "../../batch/batch.ts";
import { type Distribution, quantile } from "../../statistics/distributions/distributions.ts";

/** Where the bounds of an input without ends are drawn. */
const FAR = 0.001;

/**
 * The batch as a problem of SALib (Herman and Usher 2017, Journal of Open Source Software 2(9); Iwanaga, Usher and Herman
 * 2022): names in the order of the columns of `experiments.csv`, bounds, and distributions where SALib has all of them.
 * Otherwise bounds are the ends of each input's range (0.1 and 99.9 % where it has none), which its analyses do not
 * need. Keys beyond SALib's say how the runs were drawn.
 */
export function salibProblem({ kind, runs, seed, inputs, columns }: Batch): Record<string, unknown> {
  const spreads = inputs.map(({ spread }) => spread);
  const known = spreads.map(salibDistribution);
  const own = known.every((found) => found !== undefined);
  return {
    num_vars: inputs.length,
    names: inputs.map(({ name }) => name),
    bounds: own ? known.map(([, bounds]) => bounds) : spreads.map(endsOf),
    ...(own ? { dists: known.map(([name]) => name) } : {}),
    outputs: columns.map(({ name }) => name),
    design: kind,
    runs,
    seed,
    units: inputs.map(({ unit }) => unit),
  };
}

/** SALib's name and bounds of a distribution; its triangles end above 0 and have their top in front of their end. */
function salibDistribution(spread: Distribution): readonly [string, readonly number[]] | undefined {
  switch (spread.kind) {
    case "uniform":
      return spread.low < spread.high ? ["unif", [spread.low, spread.high]] : undefined;
    case "normal":
      return ["norm", [spread.mean, spread.deviation]];
    case "truncated_normal":
      return ["truncnorm", [spread.low, spread.high, spread.mean, spread.deviation]];
    case "lognormal":
      return ["lognorm", [Math.log(spread.median), spread.deviation]];
    case "triangular": {
      const { low, mode, high } = spread;
      return high > 0 && mode < high ? ["triang", [low, high, (mode - low) / (high - low)]] : undefined;
    }
    default:
      return undefined;
  }
}

function endsOf(spread: Distribution): [number, number] {
  switch (spread.kind) {
    case "normal":
    case "lognormal":
      return [quantile(spread, FAR), quantile(spread, 1 - FAR)];
    case "discrete":
      return [Math.min(...spread.values), Math.max(...spread.values)];
    default:
      return [spread.low, spread.high];
  }
}
