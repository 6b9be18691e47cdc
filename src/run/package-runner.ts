import { type LaneProgram, laneModule, singleLane } from "../engine/lanes/lane-program.ts";
import type { Parameter } from "../engine/language/model.ts";
import { compile, loadedMemory, placeOfValue, type Violation } from "../engine/program/compile.ts";
import { applySteps, type LeverStep, leverStep } from "../scenario/levers/lever-steps.ts";
import { delayed } from "../scenario/levers/scenario-levers.ts";
import { pulledIn, scenarioInputs } from "../scenario/paths/inputs.ts";
import type { Series } from "../statistics/series.ts";
import { need } from "../text/need.ts";
import { type RunError, runError, saidOf } from "../text/problems.ts";
import type { ScenarioRun } from "./run.ts";
import { moveInput, type UncertainInput } from "./uncertain-inputs.ts";

/** How one lever is pulled: its strength from 0 to 1, and by how many years later than its scenario has it. */
export interface LeverSetting {
  readonly strength: number;
  readonly delay?: number;
}

/** Levers that are not named stand still, and decided projects as they do in the scenario. */
export type LeverSettings = ReadonlyMap<string, LeverSetting>;

/** Where uncertain inputs stand between their low (-1) and high (1); inputs that are not named stay where they are. */
export type InputPositions = ReadonlyMap<UncertainInput, number>;

/** The series of each boundary that is computed, by name. */
export type BoundarySeries = ReadonlyMap<string, Series>;

/** Runs a scenario's assumptions with other levers. */
export type PackageRunner = ReturnType<typeof packageRunner>;

/** A run with what is wrong with it; its series mean nothing then. */
export interface Attempt {
  readonly series: BoundarySeries;
  readonly error?: RunError;
  readonly broken?: Violation;
}

export interface Outcome {
  readonly name: string;
  readonly variable: string;
  readonly cell: number;
}

export interface RunnerOptions {
  /** Whether `attempt` looks at the checks; the program then computes all that they read. */
  readonly checked?: boolean;
  /** Inputs that runs may move besides the levers. */
  readonly inputs?: readonly UncertainInput[];
  /** The boundaries whose series are wanted; all that are computed without it. */
  readonly boundaries?: readonly string[];
  /** Further outcomes, whose series stand beside the boundaries under these names. */
  readonly more?: readonly Outcome[];
  /** How many runs are to come, as far as that is known: many pay for a program of their own. */
  readonly runs?: number;
}

/**
 * The runs from which a program for the peaks alone, with everything folded that no lever changes, pays for its encoding:
 * that took 0.2 s on the full model and saved 0.2 ms a run (two-core virtual machine, AMD EPYC).
 */
const MANY_RUNS = 1000;

/**
 * A runner for many packages of one scenario: on the lanes of its run, or compiled for its peaks alone where the run has
 * none or where many runs are to come; the numbers are the same to the bit. Only what changed since the lane's run
 * before is worked out and written again.
 *
 * `run` and `runAll` throw RunError naming the levers in play where a run fails on its numbers.
 */
export function packageRunner(run: ScenarioRun, options: RunnerOptions = {}) {
  const { scenario, layout } = run;
  const { peak } = layout;
  const lanes = lanesOf(run, options);
  const computed: readonly Outcome[] = [
    ...run.boundaries
      .filter(({ name, peak: own }) => own !== undefined && (options.boundaries?.includes(name) ?? true))
      .map(({ name, cell }) => ({ name, variable: peak.name, cell })),
    ...(options.more ?? []),
  ];
  const years = Array.from({ length: scenario.years }, (_, i) => scenario.baseYear + i);
  const pull = packageWriter(run, lanes, options.inputs ?? []);

  const attempt = (packages: readonly LeverSettings[], positions: readonly InputPositions[] = []): Attempt[] => {
    const attempts = new Array<Attempt>(packages.length);
    // Each lane takes a stretch of its own, so that neighbours in the order follow each other on one lane.
    const stretch = Math.ceil(packages.length / lanes.count);
    for (let k = 0; k < stretch; k++) {
      const together = Array.from({ length: lanes.count }, (_, lane) => lane * stretch + k);
      for (const [lane, i] of together.entries()) if (i < packages.length) pull(packages[i], positions[i], lane);
      const errors = lanes.run();
      for (const [lane, i] of together.entries()) {
        if (i >= packages.length) continue;
        const series = new Map<string, Series>();
        for (const { name, variable, cell } of computed)
          series.set(name, { years, values: lanes.series(lane, variable, cell) });
        attempts[i] = { series, error: errors[lane], broken: options.checked ? lanes.broken(lane) : undefined };
      }
    }
    return attempts;
  };
  const runAll = (packages: readonly LeverSettings[], positions: readonly InputPositions[] = []): BoundarySeries[] =>
    attempt(packages, positions).map(({ series, error }, i) => {
      if (error === undefined) return series;
      const moved = [...(positions[i]?.keys() ?? [])].map(({ name }) => name);
      throw runError("levers_fail", { levers: [...packages[i].keys()], moved, fault: saidOf(error) });
    });
  return {
    years,
    run: (settings: LeverSettings, positions?: InputPositions): BoundarySeries =>
      runAll([settings], positions === undefined ? [] : [positions])[0],
    /** Many packages, in order: as many at a time as the program has lanes. Each has its own positions, where given. */
    runAll,
    /** The same where a run may fail, or fail a check of severity error (looked at where the options say `checked`). */
    attempt,
  };
}

/** Lanes that hold the scenario without levers. */
function lanesOf(run: ScenarioRun, { inputs = [], runs = 0, checked = false, more = [] }: RunnerOptions): LaneProgram {
  const { scenario, layout } = run;
  // A formula of the scenario's own is no part of the run's program.
  const isOwn = more.some(({ variable }) => !scenario.model.variables.has(variable));
  const model = isOwn ? run.model : scenario.model;
  const reference = scenarioInputs(scenario, new Map());
  if (run.lanes !== undefined && !isOwn && (checked || runs < MANY_RUNS)) {
    const lanes = run.lanes.open();
    lanes.load(loadedMemory(run.program, reference));
    return lanes;
  }
  const touched = new Set([...scenario.steps.keys(), ...inputs.map(({ parameter }) => parameter.name)]);
  const outcomes = [...new Set([layout.peak.name, ...more.map(({ variable }) => variable)])];
  const program = compile(model, reference, { outcomes: checked ? undefined : outcomes, touched });
  return run.lanes === undefined ? singleLane(program) : laneModule(program).open();
}

type PackageWriter = (settings: LeverSettings, positions: InputPositions | undefined, lane: number) => void;

/** Writes the parameters as a package has them into one of the lanes; nobody else may write them. */
function packageWriter(run: ScenarioRun, lanes: LaneProgram, inputs: readonly UncertainInput[]): PackageWriter {
  const { scenario } = run;
  const ids = [...pulledIn(scenario).keys()];
  const standing = ids.map((id) => scenario.projects.get(id)?.strength ?? 0);
  const parameters = touchedCells(run, lanes, inputs);
  const ofLever = ids.map((id) => parameters.filter(({ steps }) => steps.some((step) => step.id === id)));
  const ofInput = inputs.map((input) => parameters.filter(({ parameter }) => parameter === input.parameter));
  const rampsOf = delayedRamps(run);
  const before = Array.from({ length: lanes.count }, () => ({
    strengths: Float64Array.from(standing),
    delays: new Float64Array(ids.length),
    positions: new Float64Array(inputs.length),
  }));
  return (settings, positions, lane) => {
    const { strengths, delays, positions: places } = before[lane];
    const changed = new Set<TouchedCells>();
    for (const [i, id] of ids.entries()) {
      const { strength = standing[i], delay = 0 } = settings.get(id) ?? {};
      if (strength === strengths[i] && (delay === delays[i] || strength === 0)) continue;
      strengths[i] = strength;
      delays[i] = delay;
      for (const own of ofLever[i]) changed.add(own);
    }
    for (const [i, input] of inputs.entries()) {
      const position = positions?.get(input) ?? 0;
      if (position === places[i]) continue;
      places[i] = position;
      for (const own of ofInput[i]) changed.add(own);
    }
    if (changed.size === 0) return;
    const pulled = new Map([...settings].map(([id, { strength }]) => [id, strength]));
    for (const { parameter, base, steps, inputs: movable, at, cells } of changed) {
      const moved = movable.filter((input) => (positions?.get(input) ?? 0) !== 0);
      const start = moved.length === 0 ? base : base.slice();
      for (const input of moved) moveInput(input, positions?.get(input) ?? 0, start);
      const values = applySteps(parameter, start, rampsOf(steps, settings), pulled);
      for (let k = 0; k < at.length; k++) lanes.memory[cells[k] + lane] = values[at[k]];
    }
  };
}

/** A parameter that packages change: which of its values they can reach, and where those stand in the lanes' memory. */
interface TouchedCells {
  readonly parameter: Parameter;
  readonly base: Float64Array;
  readonly steps: readonly LeverStep[];
  readonly inputs: readonly UncertainInput[];
  readonly at: Int32Array;
  readonly cells: Int32Array;
}

function touchedCells(run: ScenarioRun, lanes: LaneProgram, inputs: readonly UncertainInput[]): TouchedCells[] {
  const { scenario } = run;
  const names = new Set([...scenario.steps.keys(), ...inputs.map(({ parameter }) => parameter.name)]);
  return [...names].flatMap((name) => {
    const cells = lanes.parameterCells(name);
    if (cells === undefined) return [];
    const parameter = need(scenario.model.parameters, name);
    const base = need(scenario.base.values, name);
    const steps = scenario.steps.get(name) ?? [];
    const own = inputs.filter((input) => input.parameter === parameter);
    const reached = new Set<number>();
    for (const { effect } of steps)
      for (const cell of effect.cells) for (let i = cell; i < base.length; i += parameter.size) reached.add(i);
    for (const { at } of own) for (const i of at) reached.add(i);
    const at = Int32Array.from(reached).sort();
    const places = at.map((i) => placeOfValue(cells, i) * lanes.count);
    return [{ parameter, base, steps, inputs: own, at, cells: places }];
  });
}

/** The steps with the ramps of those levers that are delayed, each delay worked out once. */
function delayedRamps({ scenario }: ScenarioRun) {
  const levers = pulledIn(scenario);
  const { baseYear, horizon, lastObserved } = scenario;
  const span = { from: baseYear, to: horizon, lastObserved };
  const delayedSteps = new Map<LeverStep, Map<number, LeverStep>>();
  return (steps: readonly LeverStep[], settings: LeverSettings): readonly LeverStep[] => {
    if (!steps.some(({ id }) => (settings.get(id)?.delay ?? 0) !== 0)) return steps;
    return steps.map((step) => {
      const { id, effect, standing } = step;
      const delay = settings.get(id)?.delay ?? 0;
      if (delay === 0) return step;
      const byDelay = delayedSteps.get(step) ?? new Map<number, LeverStep>();
      delayedSteps.set(step, byDelay);
      const late =
        byDelay.get(delay) ?? leverStep(id, effect, delayed(need(levers, id), delay, span).weights, standing);
      byDelay.set(delay, late);
      return late;
    });
  };
}

/** Every lever of the scenario as its file pulls it. */
export function packageSettings({ scenario }: Pick<ScenarioRun, "scenario">): Map<string, LeverSetting> {
  return new Map([...scenario.levers].map(([id, { strength }]) => [id, { strength }]));
}
