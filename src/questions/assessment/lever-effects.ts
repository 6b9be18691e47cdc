import { singleLane } from "../../engine/lanes/lane-program.ts";
import { loadedMemory, placeOfValue } from "../../engine/program/compile.ts";
import { isPeakStatus } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { openProgram } from "../../run/shared-programs.ts";
import {
  type JudgedPlanTarget,
  judgePlanTarget,
  type PlanEvaluator,
  planEvaluator,
} from "../../run/targets/plan-targets.ts";
import type { TargetResult } from "../../run/targets/targets.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import { applySteps, inStepOrder, leverStep } from "../../scenario/levers/lever-steps.ts";
import { delayed, pulledAsWritten, type ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import { packageStrengths } from "../../scenario/paths/inputs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { PlanTarget } from "../../scenario/targets/plan-targets.ts";
import { valueIn } from "../../statistics/series.ts";
import { need } from "../../text/need.ts";
import type { Label } from "../../text/problems.ts";
import { isLate, type Light } from "./lights.ts";

/** What moving one lever does to a promise in its year, in its terms; above 0 on its right side. */
export interface LeverEffect {
  readonly lever: Lever;
  readonly effect: number;
  /** As the scenario pulls it; 0 where it does not. */
  readonly strength: number;
  readonly responsible: Label | undefined;
}

/** The most levers that stand beside a promise. */
const MOST_LEVERS = 3;

/** What is less than a thousandth of what is asked does not count as an effect. */
const LEAST_EFFECT = 1e-3;

/** How far a promise is on its right side; a peak that the horizon does not hold comes in the year after it, as elsewhere. */
export function leadOf(target: PlanTarget, result: TargetResult, horizon: number): number | undefined {
  return isOpenPeak({ target, result }) ? target.year - horizon - 1 : result.margin;
}

/** A peak that the run has not, whatever the year of its maximum. */
export function isOpenPeak({ target, result }: Pick<JudgedPlanTarget, "target" | "result">): boolean {
  const { peak_status } = result;
  return target.kind === "peak" && peak_status !== undefined && !isPeakStatus(peak_status);
}

/** A lever's effect with what is left of a peak's quantity in the promise's year; 0 for other promises. */
type RankedEffect = LeverEffect & { readonly level: number };

function levelThen({ kind, quantity, year }: PlanTarget, evaluator: PlanEvaluator): number {
  const known = kind === "peak" ? evaluator.series(quantity.formula, quantity.unit) : "";
  return typeof known === "string" ? 0 : (valueIn(known.series, year) ?? 0);
}

/** What each lever does to the promises that are late: one run a lever, which serves all of them. */
export function leverEffects(
  run: ScenarioRun,
  found: readonly { readonly light: Light; readonly judged: JudgedPlanTarget }[],
  year: number,
) {
  const { scenario } = run;
  const { baseYear, horizon, lastObserved } = scenario;
  const span = { from: baseYear, to: horizon, lastObserved };
  const after = Math.max(year, lastObserved);
  // Levers act from the year after the last observed one, and what more is done from the one after the assessment.
  const effects = found.map(() => ({ carriers: [] as RankedEffect[], closers: [] as RankedEffect[] }));
  const asked = found.flatMap(({ light, judged: { target, result } }, i) => {
    const now = leadOf(target, result, horizon);
    const isAsked = isLate(light) && target.year > lastObserved;
    // Years are told in whole ones.
    const least = result.terms === "years" ? 1 : LEAST_EFFECT * Math.max(Math.abs(result.required ?? 0), LEAST_EFFECT);
    return isAsked && now !== undefined ? [{ target, now, least, own: effects[i] }] : [];
  });
  const others = [...scenario.region.levers.values()].filter(({ id }) => !scenario.levers.has(id));
  const pulled = [...scenario.levers.values()];
  const moves: readonly Move[] =
    asked.length === 0
      ? []
      : [
          ...pulled.filter(({ strength }) => strength > 0).map(({ lever }): Move => ({ kind: "carriers", lever })),
          ...[...pulled.map(({ lever }) => lever), ...others].flatMap((lever): Move[] => {
            const further = pulledFurther(scenario, lever, after, span);
            return further === undefined ? [] : [{ kind: "closers", lever, further }];
          }),
        ];
  runMoves(run, moves, ({ kind, lever }, evaluator) => {
    for (const { target, now, least, own } of asked) {
      const lead = leadOf(target, judgePlanTarget(target, scenario, evaluator).result, horizon);
      if (lead === undefined) continue;
      const effect = kind === "carriers" ? now - lead : lead - now;
      if (effect < least) continue;
      const { strength = 0, responsible } = scenario.levers.get(lever.id) ?? {};
      own[kind].push({ lever, effect, strength, responsible, level: levelThen(target, evaluator) });
    }
  });
  // Of levers that bring a peak forward by the same years the one that leaves least in its year comes first.
  const largest = (all: readonly RankedEffect[]) =>
    [...all]
      .sort((a, b) => b.effect - a.effect || a.level - b.level)
      .slice(0, MOST_LEVERS)
      .map(({ level: _, ...effect }): LeverEffect => effect);
  return {
    runs: moves.length,
    effects: effects.map(({ carriers, closers }) => ({ carriers: largest(carriers), closers: largest(closers) })),
  };
}

/**
 * The lever as it is when all that is possible of it is begun in the year after, on top of what the scenario pulls it by
 * then; undefined where it has no room, or sets what another lever of the scenario sets.
 */
function pulledFurther(
  { levers, steps }: Scenario,
  lever: Lever,
  after: number,
  span: { readonly from: number; readonly to: number; readonly lastObserved: number },
): ScenarioLever | undefined {
  const now = levers.get(lever.id);
  const most = Math.max(lever.levels[3], now?.strength ?? 0);
  if (most <= (now?.strength ?? 0)) return undefined;
  const isSet = lever.effects.some(
    ({ mode, parameter, cells }) =>
      mode === "set" &&
      (steps.get(parameter.name) ?? []).some(
        ({ id, effect }) =>
          id !== lever.id && effect.mode === "set" && effect.cells.some((cell) => cells.includes(cell)),
      ),
  );
  if (isSet) return undefined;
  const written =
    now ?? pulledAsWritten({ ...lever, start: lever.start ?? [...(lever.knots ?? [])][0]?.[0] }, most, span);
  const full = delayed(written, Math.max(0, after + 1 - written.start), span);
  const share = (now?.strength ?? 0) / most;
  const weights = full.weights.map((weight, i) => share * (now?.weights[i] ?? 0) + (1 - share) * weight);
  return { ...full, strength: most, weights };
}

/** A lever left out of the scenario, or pulled further than it is there. */
type Move =
  | { readonly kind: "carriers"; readonly lever: Lever; readonly further?: undefined }
  | { readonly kind: "closers"; readonly lever: Lever; readonly further: ScenarioLever };

/** Runs each move by itself, and hands over what plans' formulas give then; moves that break the model are left out. */
function runMoves(
  run: ScenarioRun,
  moves: readonly Move[],
  found: (move: Move, evaluator: PlanEvaluator) => void,
): void {
  if (moves.length === 0) return;
  const { scenario, inputs } = run;
  // The run's own program may have folded what its levers leave alone.
  const program = run.lanes === undefined ? openProgram(scenario.model, inputs) : run.program;
  const lanes = run.lanes?.open() ?? singleLane(program);
  lanes.load(loadedMemory(program, inputs));
  const write = (lane: number, name: string, values: Float64Array): void => {
    const cells = lanes.parameterCells(name);
    if (cells === undefined) return;
    for (let i = 0; i < values.length; i++) lanes.memory[placeOfValue(cells, i) * lanes.count + lane] = values[i];
  };
  for (let from = 0; from < moves.length; from += lanes.count) {
    const together = moves.slice(from, from + lanes.count);
    const changed = together.map(({ lever, further }) => valuesWith(run, lever, further));
    for (const [lane, values] of changed.entries()) for (const [name, own] of values) write(lane, name, own);
    const errors = lanes.run();
    for (const [lane, move] of together.entries()) {
      if (errors[lane] !== undefined || lanes.broken(lane) !== undefined) continue;
      const moved = { ...inputs, values: new Map([...inputs.values, ...changed[lane]]) };
      found(
        move,
        planEvaluator(scenario, moved, (name, cell) => lanes.series(lane, name, cell)),
      );
    }
    for (const [lane, values] of changed.entries())
      for (const name of values.keys()) write(lane, name, need(inputs.values, name));
  }
}

/** The parameters that change where one lever is pulled otherwise, or left out. */
function valuesWith(
  { scenario }: ScenarioRun,
  { id, effects }: Lever,
  further: ScenarioLever | undefined,
): ReadonlyMap<string, Float64Array> {
  const strengths = packageStrengths(scenario);
  if (further === undefined) strengths.delete(id);
  else strengths.set(id, further.strength);
  const parameters = [...new Set(effects.map((effect) => effect.parameter))];
  return new Map(
    parameters.map((parameter) => {
      const others = (scenario.steps.get(parameter.name) ?? []).filter((step) => step.id !== id);
      const own = effects.filter((effect) => effect.parameter === parameter);
      const pulled = further === undefined ? [] : own.map((effect) => leverStep(id, effect, further.weights));
      const steps = [...others, ...pulled];
      const base = need(scenario.base.values, parameter.name);
      return [parameter.name, applySteps(parameter, base, steps.sort(inStepOrder), strengths)];
    }),
  );
}
