import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import type { LeverEffects } from "../levers/lever-effects.ts";

/** Two runs whose order on the default boundary does not hold on another. */
export interface OrderReversal {
  readonly boundary: PeakResult;
  /** The run that peaks later or higher here, though neither on the default boundary, and the one it is held against. */
  readonly higher: ScenarioRun;
  readonly lower: ScenarioRun;
  /** Levers of `higher` that raise or delay its peak on this boundary, the largest first. */
  readonly levers: readonly string[];
}

const SAME_LEVEL = 1e-9;

/** Every pair of runs of one region that another boundary puts in another order than the default boundary does. */
export function orderReversals(
  runs: readonly { readonly run: ScenarioRun; readonly effects: LeverEffects }[],
): OrderReversal[] {
  const found: OrderReversal[] = [];
  for (const lower of runs) {
    for (const higher of runs) {
      if (lower === higher || lower.run.scenario.region.id !== higher.run.scenario.region.id) continue;
      const [first, ...others] = higher.run.boundaries;
      const [reference] = lower.run.boundaries;
      // Only where `higher` is the better run on the default boundary can it be the worse one elsewhere.
      if (!isWorse(reference, first) || isWorse(first, reference)) continue;
      for (const boundary of others) {
        const counterpart = lower.run.boundaries.find(({ name }) => name === boundary.name);
        if (counterpart === undefined || !isWorse(boundary, counterpart)) continue;
        found.push({
          boundary,
          higher: higher.run,
          lower: lower.run,
          levers: responsible(higher.effects, boundary.name),
        });
      }
    }
  }
  return found;
}

/** Peaks later or higher. */
function isWorse(a: PeakResult, b: PeakResult): boolean {
  if (a.peak === undefined || b.peak === undefined) return false;
  const higher = a.peak.level - b.peak.level > SAME_LEVEL * Math.abs(b.peak.level);
  return a.peak.year > b.peak.year || higher;
}

function responsible(effects: LeverEffects, boundary: string): string[] {
  return effects.effects
    .filter((effect) => effect.boundary === boundary)
    .filter(({ in_package }) => in_package.peak_level > 0 || in_package.peak_year > 0)
    .sort(
      (a, b) => b.in_package.peak_level - a.in_package.peak_level || b.in_package.peak_year - a.in_package.peak_year,
    )
    .slice(0, 5)
    .map(({ lever }) => lever);
}
