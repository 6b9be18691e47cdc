import { type BlockRange, bootstrapped, type Estimate, groupRows } from "./block-groups.ts";

/** What the elementary effects of one input say, in the outcome's unit over the input's whole range. */
export interface MorrisEffect {
  /** Mean of the effects' sizes, with its 95 % interval. */
  readonly mu_star: Estimate;
  /** Mean of the effects: its sign is the direction. */
  readonly mu: number;
  /** Standard deviation of the effects: 0 where the input acts alone and in proportion. */
  readonly sigma: number;
  readonly effects: number;
}

/**
 * Elementary effects of Morris (1991, Technometrics 33(2)): mu and sigma; mu* after Campolongo, Cariboni and Saltelli
 * (2007, Environmental Modelling and Software 22), with its interval by `bootstrapped` over trajectories.
 *
 * @example
 * const sums = morrisSums(2, 1, 1, 1);
 * sums.add(0, 0, 0, 3, 0.5);
 * sums.add(1, 0, 0, 1, 0.5);
 * sums.effects(0)[0].mu; // => 4
 */
export function morrisSums(trajectories: number, inputs: number, outcomes: number, seed: number, part?: BlockRange) {
  const width = inputs * outcomes;
  const { groups, rows, place, tell, merge } = groupRows(trajectories, width, part, [width, width, width, width]);
  const [count, sum, sizes, squares] = rows;
  return {
    tell,
    merge,
    /** The outcome changed by `change` when the input moved by `step` of its range; NaN where a run failed. */
    add: (trajectory: number, input: number, outcome: number, change: number, step: number): void => {
      const effect = change / step;
      if (Number.isNaN(effect)) return;
      const at = (place(trajectory) * outcomes + outcome) * inputs + input;
      count[at]++;
      sum[at] += effect;
      sizes[at] += Math.abs(effect);
      squares[at] += effect * effect;
    },
    effects: (outcome: number): (MorrisEffect | undefined)[] => {
      const found = new Float64Array(inputs);
      const total = (of: Float64Array, input: number, weights?: Float64Array): number => {
        let all = 0;
        for (let group = 0; group < groups; group++)
          all += (weights?.[group] ?? 1) * of[(group * outcomes + outcome) * inputs + input];
        return all;
      };
      const estimates = bootstrapped(groups, seed, inputs, (weights) => {
        for (let i = 0; i < inputs; i++) found[i] = total(sizes, i, weights) / total(count, i, weights);
        return found;
      });
      return estimates.map((mu_star, i) => {
        if (mu_star === undefined) return undefined;
        const effects = total(count, i);
        const mu = total(sum, i) / effects;
        const spread = Math.max(0, total(squares, i) - effects * mu * mu);
        return { mu_star, mu, sigma: effects < 2 ? 0 : Math.sqrt(spread / (effects - 1)), effects };
      });
    },
  };
}
