import { singleLane } from "../engine/lanes/lane-program.ts";
import { loadedMemory, placeOfValue } from "../engine/program/compile.ts";
import { indicatorValues } from "../scenario/indicator-values.ts";
import { applySteps, type LeverStep } from "../scenario/levers/lever-steps.ts";
import { packageStrengths } from "../scenario/paths/inputs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { need } from "../text/need.ts";
import { runError } from "../text/problems.ts";
import type { ScenarioRun } from "./run.ts";
import { type ComputedRun, findResults } from "./scenario-run.ts";

/** What can be said of a moved scenario at once: all numbers, peaks (but not whether active, nor of the sectors' other account) and targets, but no limits, promises and gaps. */
export type MovedRun = Pick<
  ScenarioRun,
  "scenario" | "model" | "layout" | "inputs" | "values" | "boundaries" | "sectors" | "targets"
>;

/**
 * Runs the scenario of a run with levers and assumptions moved (see `movedScenario`), each time writing only what changed:
 * some thousand numbers a second, the same to the bit as `runScenario` gives. Values are those of the last call.
 *
 * Both functions throw RunError where the run fails on its numbers or on a check of severity error.
 */
export function movedRunner(run: ComputedRun) {
  const { scenario, program, inputs, layout } = run;
  const lanes = run.lanes?.open() ?? singleLane(program);
  lanes.load(loadedMemory(program, inputs));
  const standing = new Map(inputs.values);
  const before = new Map<string, Made>();
  const computed = (variable: string, cell: number) => lanes.series(0, variable, cell);
  const indicators = new Map(scenario.indicators.map((indicator) => [indicator.name, indicator]));
  const valuesOf = (moved: Scenario): MovedRun["values"] => {
    const strengths = packageStrengths(moved);
    for (const [name, own] of standing) {
      const cells = lanes.parameterCells(name);
      if (cells === undefined) continue;
      const base = need(moved.base.values, name);
      const steps = moved.steps.get(name) ?? [];
      const made = { base, steps, pulled: steps.map(({ id, standing = 0 }) => strengths.get(id) ?? standing) };
      const as = before.get(name);
      if (as !== undefined && isSame(as, made)) continue;
      before.set(name, made);
      const values = applySteps(need(moved.model.parameters, name), base, steps, strengths);
      standing.set(name, values);
      for (let i = 0; i < values.length; i++)
        if (values[i] !== own[i]) lanes.memory[placeOfValue(cells, i) * lanes.count] = values[i];
    }
    const [error] = lanes.run();
    if (error !== undefined) throw error;
    const broken = lanes.broken(0);
    if (broken !== undefined) {
      const { label, doc } = need(moved.model.checks, broken.check);
      const check = { place: "", cell: broken.check, label, year: broken.year, more: 0, doc, others: [] };
      throw runError("checks_fail", { checks: [check] });
    }
    const now = { ...inputs, values: standing };
    return (variable, cell) => {
      const indicator = indicators.get(variable);
      return indicator === undefined
        ? computed(variable, cell)
        : indicatorValues(indicator, scenario.model, now, computed);
    };
  };
  return {
    /** The numbers alone. */
    valuesOf,
    run: (moved: Scenario): MovedRun => {
      const values = valuesOf(moved);
      const found = findResults(moved, layout, run.missing, values, run.observed.cell, { brief: true });
      return { scenario: moved, model: run.model, layout, inputs: { ...inputs, values: standing }, values, ...found };
    },
  };
}

/** What a parameter's values were made of. */
interface Made {
  readonly base: Float64Array;
  readonly steps: readonly LeverStep[];
  readonly pulled: readonly number[];
}

function isSame(a: Made, b: Made): boolean {
  return (
    a.base === b.base &&
    a.steps.length === b.steps.length &&
    a.steps.every(({ at, ramp }, i) => at === b.steps[i].at && ramp === b.steps[i].ramp && a.pulled[i] === b.pulled[i])
  );
}
