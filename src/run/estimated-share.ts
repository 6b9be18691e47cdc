import { ordinalsOf } from "../engine/language/cells.ts";
import type { Parameter } from "../engine/language/model.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { traceInput } from "../scenario/trace.ts";

export interface EstimatedShares {
  /** By ordinal in the parameter's first domain: 0 to 1; members that are zero are left out. */
  readonly shares: ReadonlyMap<number, number>;
  /** Of the whole parameter. */
  readonly whole: number;
}

/** How much of a parameter's base year (by size) was estimated by a rule instead of observed. */
export function estimatedShares(scenario: Scenario, parameter: Parameter): EstimatedShares {
  const all = new Map<number, number>();
  const estimated = new Map<number, number>();
  for (let cell = 0; cell < parameter.size; cell++) {
    const { base, givens } = traceInput(scenario, parameter.name, cell, scenario.baseYear);
    if (base === 0) continue;
    const [ordinal = 0] = ordinalsOf(scenario.model, parameter.over, cell);
    const size = Math.abs(base);
    all.set(ordinal, (all.get(ordinal) ?? 0) + size);
    if (givens.some((given) => given.estimated !== undefined))
      estimated.set(ordinal, (estimated.get(ordinal) ?? 0) + size);
  }
  const sum = (parts: ReadonlyMap<number, number>) => [...parts.values()].reduce((total, part) => total + part, 0);
  const shares = new Map([...all].map(([ordinal, size]) => [ordinal, (estimated.get(ordinal) ?? 0) / size]));
  return { shares, whole: all.size === 0 ? 0 : sum(estimated) / sum(all) };
}
