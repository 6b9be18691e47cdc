import type { ScenarioRun } from "../../run/run.ts";
import type { Row } from "../csv.ts";
import { evaluatePlanQuantity } from "./plan-quantity.ts";
import type { Reach, Setting } from "./settings.ts";
import { round } from "./tables.ts";

/** Runs the policy scenario with these settings. */
export type RunSettings = (settings: readonly Setting[]) => ScenarioRun;

/** Level 1 of the library's levers: what a measure without a number is set to. */
const LEVEL_ONE = 0.25;
/** Strengths are found to this much; a plan's numbers are no finer. */
const STEP = 0.001;

/**
 * The settings with the strength of each lever that has a number to reach: the least that reaches it with all other levers
 * in place, full strength where not even that does, and what holds otherwise where the number stands without the lever.
 */
export function solveSettings(settings: readonly Setting[], run: RunSettings, quantities: readonly Row[]): Setting[] {
  const solved = settings.map(startOf);
  for (const [i, setting] of settings.entries()) {
    let asked: Setting | undefined = setting;
    while (asked?.reach !== undefined) {
      const found: Setting | undefined = reached(asked, asked.reach, i, solved, run, quantities);
      if (found !== undefined) {
        solved[i] = found;
        break;
      }
      asked = asked.reach.otherwise;
      solved[i] = asked === undefined ? { lever: setting.lever, strength: 0, source: "" } : startOf(asked);
    }
  }
  return solved.filter(({ strength, level }) => level !== undefined || (strength ?? 0) > 0);
}

/** What a lever stands at until its turn comes. */
function startOf(setting: Setting): Setting {
  if (setting.reach === undefined) return setting;
  const { otherwise } = setting.reach;
  return otherwise === undefined || otherwise.reach !== undefined ? { ...setting, strength: 0 } : otherwise;
}

/** The setting that reaches the number, or undefined where the number stands without it. */
function reached(
  setting: Setting,
  reach: Reach,
  place: number,
  others: readonly Setting[],
  run: RunSettings,
  quantities: readonly Row[],
): Setting | undefined {
  const at = (strength: number): number => {
    const all = others.with(place, { ...setting, strength });
    return reachedBy(run(all), reach, quantities);
  };
  const least = reach.since === undefined ? 0 : LEVEL_ONE;
  const without = at(least);
  if (without >= reach.asked) {
    if (reach.since === undefined) return undefined;
    return { ...setting, strength: least, source: `${setting.source}: ${text(reach, without)} at level 1` };
  }
  const full = at(1);
  if (!(full > reach.asked)) {
    return { ...setting, strength: 1, source: `${setting.source}: ${text(reach, full)} even at full strength` };
  }
  const strength = leastThatReaches(at, reach.asked, least, without, full);
  return { ...setting, strength, source: `${setting.source}: ${text(reach, without)} without it` };
}

/** Halving and the secant by turns: the quantities rise with the lever and bend little. */
function leastThatReaches(
  at: (strength: number) => number,
  asked: number,
  low: number,
  atLow: number,
  atHigh: number,
): number {
  let [from, to, below, above] = [low, 1, atLow, atHigh];
  for (let step = 0; to - from > STEP; step++) {
    const secant = from + ((to - from) * (asked - below)) / (above - below);
    const nudged = step % 2 === 0 ? secant + STEP / 2 : secant - STEP / 2;
    const middle = step > 5 ? (from + to) / 2 : Math.min(to - STEP / 4, Math.max(from + STEP / 4, nudged));
    const value = at(middle);
    if (value >= asked) [to, above] = [middle, value];
    else [from, below] = [middle, value];
  }
  const up = Math.ceil(to / STEP - 1e-9) * STEP;
  return Number(Math.min(1, up).toFixed(3));
}

function reachedBy(run: ScenarioRun, { quantity, year, since }: Reach, quantities: readonly Row[]): number {
  const formula = quantities.find((row) => row.quantity === quantity)?.formula;
  if (formula === undefined) throw new Error(`quantities.csv has no "${quantity}"`);
  const value = evaluatePlanQuantity(run, formula, year);
  return since === undefined ? value : 1 - value / evaluatePlanQuantity(run, formula, since);
}

function text({ quantity, asked, year, since }: Reach, value: number): string {
  const what = since === undefined ? `${quantity} in ${year}` : `fall of ${quantity} in ${since}-${year}`;
  return `${what} is ${round(value)} of ${round(asked)}`;
}
