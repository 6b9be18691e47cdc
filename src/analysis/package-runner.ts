import { compile, type Program } from "../engine/compile.ts";
import { type LaneProgram, singleLane } from "../engine/lane-program.ts";
import type { Parameter } from "../engine/model.ts";
import { RunError } from "../engine/problems.ts";
import { touchedParameters } from "../scenario/inputs.ts";
import { applySteps, type LeverStep } from "../scenario/lever-steps.ts";
import { delayed, type ScenarioLever } from "../scenario/scenario-levers.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import type { Series } from "./series.ts";

/** How one lever is pulled: its strength from 0 to 1, and by how many years later than its scenario has it. */
export interface LeverSetting {
  readonly strength: number;
  readonly delay?: number;
}

/** Levers that are not named stand still. */
export type LeverSettings = ReadonlyMap<string, LeverSetting>;

/** The series of each boundary that is computed, by name. */
export type BoundarySeries = ReadonlyMap<string, Series>;

/** Runs a scenario's assumptions with other levers. */
export interface PackageRunner {
  readonly run: (settings: LeverSettings) => BoundarySeries;
  /** Many packages, in order: as many at a time as the program has lanes. */
  readonly runAll: (packages: readonly LeverSettings[]) => BoundarySeries[];
  /** The values of a further outcome, of the latest `run`. */
  readonly outcome: (variable: string, cell: number) => Float64Array;
  readonly years: readonly number[];
}

/**
 * A runner for many packages of one scenario: on the lanes of its run, or compiled for its peaks alone (and `outcomes`
 * more) where the run has none. Only parameters whose levers changed since the lane's run before are worked out and
 * written again.
 *
 * `run` and `runAll` throw RunError naming the levers in play where a run fails on its numbers.
 */
export function packageRunner(run: ScenarioRun, outcomes: readonly string[] = []): PackageRunner {
  const { scenario, layout } = run;
  const { peak } = layout;
  const lanes = lanesOf(run, [peak.name, ...outcomes]);
  const computed = run.boundaries.filter((boundary) => boundary.peak !== undefined);
  const years = Array.from({ length: scenario.years }, (_, i) => scenario.baseYear + i);
  const pull = leverWriter(run, lanes);

  const runAll = (packages: readonly LeverSettings[]): BoundarySeries[] => {
    const found: BoundarySeries[] = [];
    for (let from = 0; from < packages.length; from += lanes.count) {
      const together = packages.slice(from, from + lanes.count);
      for (const [lane, settings] of together.entries()) pull(settings, lane);
      const errors = lanes.run();
      for (const [lane, settings] of together.entries()) {
        const error = errors[lane];
        if (error !== undefined) {
          throw new RunError(`with the levers ${[...settings.keys()].join(", ") || "all off"}: ${error.message}`);
        }
        found.push(
          new Map(
            computed.map(({ name, cell }) => [name, { years, values: lanes.series(lane, peak.name, cell) }] as const),
          ),
        );
      }
    }
    return found;
  };
  return {
    years,
    run: (settings) => runAll([settings])[0],
    runAll,
    outcome: (variable, cell) => lanes.series(0, variable, cell),
  };
}

/** Lanes that hold the scenario without levers. */
function lanesOf(run: ScenarioRun, outcomes: readonly string[]): LaneProgram {
  const { scenario } = run;
  if (run.lanes === undefined) {
    const { model, base } = scenario;
    return singleLane(compile(model, base, { outcomes, touched: touchedParameters(scenario) }));
  }
  const lanes = run.lanes.open();
  lanes.load(baseMemory(run.program, run));
  return lanes;
}

function baseMemory(program: Program, { scenario }: ScenarioRun): Float64Array {
  const { constants, years, row } = program.layout;
  const memory = new Float64Array(constants + years * row);
  program.load(memory, scenario.base);
  return memory;
}

/** Writes the parameters as they are with these levers pulled into one of the lanes; nobody else may write them. */
function leverWriter(run: ScenarioRun, lanes: LaneProgram): (settings: LeverSettings, lane: number) => void {
  const { scenario } = run;
  const ramps = delayedRamps(run);
  const written = Array.from({ length: lanes.count }, () => new Map<string, string>());
  return (settings, lane) => {
    const strengths = new Map([...settings].map(([id, { strength }]) => [id, strength]));
    for (const [name, steps] of scenario.steps) {
      let key = "";
      for (const { id } of steps) {
        const setting = settings.get(id);
        if (setting === undefined || setting.strength === 0) continue;
        key += `${id} ${setting.strength} ${setting.delay ?? 0};`;
      }
      if ((written[lane].get(name) ?? "") === key) continue;
      const cells = lanes.parameterCells(name);
      if (cells === undefined) continue;
      written[lane].set(name, key);
      const parameter = scenario.model.parameters.get(name) as Parameter;
      const base = scenario.base.values.get(name) as Float64Array;
      const values = applySteps(parameter, base, ramps(steps, settings), strengths);
      const { offset, size, stride } = cells;
      for (let i = 0; i < values.length; i++) {
        const year = Math.floor(i / size);
        lanes.memory[(offset + year * stride + (i - year * size)) * lanes.count + lane] = values[i];
      }
    }
  };
}

/** The steps with the ramps of those levers that are delayed, each delay worked out once. */
function delayedRamps(
  run: ScenarioRun,
): (steps: readonly LeverStep[], settings: LeverSettings) => readonly LeverStep[] {
  const { levers, baseYear, horizon, lastObserved } = run.scenario;
  const span = { from: baseYear, to: horizon, lastObserved };
  const known = new Map<string, Float64Array>();
  return (steps, settings) =>
    steps.map((step) => {
      const delay = settings.get(step.id)?.delay ?? 0;
      if (delay === 0) return step;
      const key = `${step.id} ${delay}`;
      const weights = known.get(key) ?? delayed(levers.get(step.id) as ScenarioLever, delay, span).weights;
      known.set(key, weights);
      return { ...step, weights };
    });
}

/** Every lever of the scenario as its file pulls it. */
export function packageSettings({ scenario }: Pick<ScenarioRun, "scenario">): Map<string, LeverSetting> {
  return new Map([...scenario.levers].map(([id, { strength }]) => [id, { strength }]));
}
