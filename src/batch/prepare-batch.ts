import { type LaneProgram, laneModule, singleLane } from "../engine/lanes/lane-program.ts";
import { hasLanes } from "../engine/lanes/wasm-host.ts";
import { compile, loadedMemory } from "../engine/program/compile.ts";
import { labelOfCell, memberLabels } from "../run/cell-label.ts";
import { LEVEL_YEARS } from "../run/certainty.ts";
import type { ScenarioRun } from "../run/run.ts";
import { modelWithIndicators } from "../scenario/indicators.ts";
import { scenarioInputs } from "../scenario/paths/inputs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Target } from "../scenario/targets/targets.ts";
import { groupSize } from "../statistics/block-groups.ts";
import { correlated } from "../statistics/distributions/gaussian-copula.ts";
import { morrisPoints } from "../statistics/points/morris-points.ts";
import {
  gridPoints,
  latinHypercube,
  listPoints,
  MOST_RUNS,
  monteCarlo,
  type Points,
  saltelliPoints,
} from "../statistics/points/points.ts";
import { sobolPoints } from "../statistics/points/sobol-points.ts";
import { type Label, rangeError } from "../text/problems.ts";
import {
  actedBy,
  type Batch,
  type Fan,
  keptRuns,
  type LeftOut,
  type OutcomeColumn,
  partRunsOf,
  studiedColumns,
} from "./batch.ts";
import { variablesOf } from "./batch-targets.ts";
import { type BatchInput, inputValue } from "./design/batch-input.ts";
import { layerInputs } from "./design/read-batch-inputs.ts";
import type { AskedYear, Design } from "./design/read-design.ts";
import { supportOf } from "./design/read-spread.ts";
import { growthResponse } from "./growth-response.ts";
import { type GrowthShifts, growthShifts } from "./growth-shifts.ts";
import { layersOf } from "./layers.ts";
import { brokenText } from "./part-runner.ts";
import { changedParameters, sampleWriter } from "./sample-writer.ts";

export const DEFAULT_RUNS = 10_000;
export const DEFAULT_SEED = 1;

/** How far a Morris grid keeps off the ends of a distribution without bounds, where it has no value. */
const MORRIS_EDGE = 0.01;

interface BatchSize {
  readonly runs?: number;
  readonly seed?: number;
}

/**
 * The batch of a scenario's run and a design, with a program for its outcomes alone. Numbers of runs that break a block
 * of Saltelli's or Morris' design are rounded up to whole blocks. Where the design varies all that is uncertain, what
 * feeds no outcome and what contradicts the observations of the base year is left out and named.
 *
 * @throws RangeError for a number of runs or a seed that is not allowed, and for runs asked of a grid or a list.
 */
export function openBatch(
  run: ScenarioRun,
  design: Design,
  asked: BatchSize,
  backend: Backend | SharedBackend,
): { batch: Batch; lanes: LaneProgram } {
  const boundaries = run.boundaries
    .filter(({ peak }) => peak !== undefined)
    .map(({ name, label, variable, cell }): Fan => ({ name, label, variable, cell }));
  const fans = fansOf(run, boundaries, design.outcomes);
  const columns = [...columnsOf(run, boundaries), ...levelColumns(run, fans, design.years ?? [])];
  const { calibrated } = design;
  const layout = run.scenario.model.report?.certainty;
  const seed = asked.seed ?? design.seed ?? DEFAULT_SEED;
  const shifts = calibrated && layout && growthShifts(run.scenario, layout);
  const lanes = batchProgram(run, design.inputs, shifts, [...boundaries, ...fans], columns, backend);
  const layers =
    shifts && layersOf(run.scenario, layout, shifts, responseOf(run, shifts, lanes), calibrated.certainty, seed);
  const leftOut = design.uncertain ? sieve(run.scenario, design.inputs, lanes) : [];
  const inputs = design.inputs.filter((input) => !leftOut.some((left) => left.input === input));
  const sized = sizedBatch({ ...design, inputs }, asked, studiedColumns(columns).length);
  const years = Array.from({ length: run.scenario.years }, (_, i) => run.scenario.baseYear + i);
  const undecided = run.boundaries.filter(({ peak }) => peak?.status === "undecided");
  const undecidedTo = layers && new Map(undecided.map(({ name }) => [name, run.scenario.lastObserved]));
  const said = { uncertain: design.uncertain, layers, undecidedTo, delivery: calibrated?.delivery };
  const told = columns.flatMap((column) => actedBy(column) ?? []);
  const all = layers === undefined ? inputs : [...inputs, ...layerInputs(layers, told)];
  const { units } = run.model;
  return {
    batch: { ...sized, ...said, model: { units }, inputs: all, leftOut, boundaries, columns, fans, years },
    lanes,
  };
}

type Sized = Omit<
  Batch,
  | "model"
  | "uncertain"
  | "layers"
  | "undecidedTo"
  | "delivery"
  | "inputs"
  | "leftOut"
  | "boundaries"
  | "columns"
  | "fans"
  | "years"
>;

function sizedBatch(design: Design, asked: BatchSize, studied: number): Sized {
  const { kind, inputs } = design;
  if ((kind === "grid" || kind === "list") && asked.runs !== undefined)
    throw rangeError("runs_of_kind", { kind, runs: design.runs });
  const seed = asked.seed ?? design.seed ?? DEFAULT_SEED;
  const blockRuns = kind === "sobol" ? inputs.length + 2 : kind === "morris" ? inputs.length + 1 : 1;
  const wanted = asked.runs ?? design.runs ?? DEFAULT_RUNS;
  const runs = Math.ceil(wanted / blockRuns) * blockRuns;
  if (!Number.isInteger(wanted) || wanted < 1 || runs > MOST_RUNS)
    throw rangeError("runs_from_1", { most: MOST_RUNS, runs: wanted });
  const points = pointsOf(design, seed, runs);
  return {
    kind,
    runs,
    seed,
    points: correlated(points, design.correlations),
    correlated: design.correlations.length > 0,
    stepTo: points.stepTo,
    blockRuns,
    partRuns: partRunsOf(runs, blockRuns === 1 ? 1 : blockRuns * groupSize(runs / blockRuns, inputs.length * studied)),
    keptRun: keptRuns(kind, runs, seed),
  };
}

/** What cannot be varied: inputs that feed no outcome, and those that break a check by moving alone to their low or high. */
function sieve(scenario: Scenario, inputs: readonly BatchInput[], lanes: LaneProgram): LeftOut[] {
  const leftOut: LeftOut[] = [];
  const middle = Float64Array.from(inputs, (input) =>
    input.as === "within" ? input.uncertain.middle[input.uncertain.widest] : inputValue(input, 0.5),
  );
  const writer = sampleWriter(scenario, inputs, lanes);
  const failing = (values: Float64Array): string | undefined => {
    writer.take(values, 0);
    writer.write();
    const [error] = lanes.run();
    const broken = error === undefined ? lanes.broken(0) : undefined;
    return error?.message ?? (broken && brokenText(scenario, broken));
  };
  for (const [i, input] of inputs.entries()) {
    if (input.as !== "within") continue;
    if (lanes.parameterCells(input.parameter.name) === undefined) {
      leftOut.push({ input, why: "feeds_no_outcome" });
      continue;
    }
    const { low, high, widest } = input.uncertain;
    const reason = [low[widest], high[widest]]
      .map((end) => failing(middle.with(i, end)))
      .find((found) => found !== undefined);
    if (reason !== undefined) leftOut.push({ input, why: "contradicts_observation", reason });
  }
  for (let lane = 0; lane < lanes.count; lane++) writer.take(middle, lane);
  writer.write();
  return leftOut;
}

function pointsOf({ kind, inputs }: Design, seed: number, runs: number): Points & Pick<Batch, "stepTo"> {
  const dimensions = inputs.length;
  switch (kind) {
    case "grid":
      return gridPoints(inputs.map(({ spread }) => (spread.kind === "discrete" ? spread.values.length : 1)));
    case "list":
      return listPoints(runs, dimensions);
    case "monte_carlo":
      return monteCarlo(seed, dimensions);
    case "latin_hypercube":
      return latinHypercube(seed, dimensions, runs);
    case "quasi_monte_carlo":
      return sobolPoints(seed, dimensions);
    case "sobol":
      return saltelliPoints(sobolPoints(seed, 2 * dimensions));
    case "morris": {
      const open = inputs.some(({ spread }) => !supportOf(spread).every(Number.isFinite));
      return morrisPoints(seed, dimensions, open ? MORRIS_EDGE : 0);
    }
  }
}

function columnsOf({ scenario, layout }: ScenarioRun, boundaries: readonly Fan[]): OutcomeColumn[] {
  const kinds = Object.entries({
    peak_year: "yr",
    peak_year_continuous: "yr",
    peak_level: layout.peak.unit.text,
    peak_status: "1",
  }) as [OutcomeColumn["kind"], string][];
  const peaks = boundaries.flatMap(({ name: boundary, label }) =>
    kinds.map(([kind, unit]): OutcomeColumn => ({ name: `${kind}.${boundary}`, kind, label, unit, boundary })),
  );
  const targets = scenario.targets.map(
    (target, i): OutcomeColumn => ({
      name: `target.${i + 1}`,
      kind: "target",
      label: target.label ?? targetLabel(scenario, target),
      unit: "1",
      target,
    }),
  );
  return [...peaks, ...targets];
}

/** The levels of the years that a design asks for, else of a series those that are told of how sure they are. */
function levelColumns({ scenario }: ScenarioRun, fans: readonly Fan[], asked: readonly AskedYear[]): OutcomeColumn[] {
  const { lastObserved, horizon } = scenario;
  const usual = LEVEL_YEARS.filter((year) => year > lastObserved && year <= horizon);
  return fans.flatMap((fan) => {
    const own = asked.filter(({ variable, cell }) => variable === fan.variable && cell === fan.cell);
    const years = [...new Set([...own.map(({ year }) => year), ...usual])].sort((a, b) => a - b);
    const first = own.length > 0 ? undefined : usual[0];
    return years.map((year): OutcomeColumn => {
      const shown = year === first || own.some((one) => one.year === year);
      const { label, variable } = fan;
      return { name: `${fan.name}@${year}`, kind: "level", label, unit: variable.unit.text, of: { fan, year, shown } };
    });
  });
}

function fansOf({ layout }: ScenarioRun, boundaries: readonly Fan[], more: readonly Fan[]): Fan[] {
  const first = boundaries.slice(0, 1).map((fan) => ({ ...fan, name: `${layout.peak.name}.${fan.name}` }));
  const isFirst = ({ variable, cell }: Fan) => first.some((fan) => fan.variable === variable && fan.cell === cell);
  return [...first, ...more.filter((fan) => !isFirst(fan))];
}

export type Backend = "wasm" | "js";

/** Without a program of the batch's own: that of the run serves it, for which a browser need make no code of strings. */
export type SharedBackend = "shared";

/** The backend that a machine has. */
export function usualBackend(): Backend {
  return hasLanes ? "wasm" : "js";
}

/** How emissions on the default boundary respond to growth, whichever boundaries a batch is asked for. */
function responseOf({ scenario, layout }: ScenarioRun, shifts: GrowthShifts, lanes: LaneProgram) {
  return growthResponse(scenario, shifts, lanes, { variable: layout.peak.name, cell: layout.defaultCell });
}

/** A program for these outcomes alone, in which all that no input changes is folded; it gives the same numbers to the bit. */
function batchProgram(
  run: ScenarioRun,
  inputs: readonly BatchInput[],
  shifts: GrowthShifts | undefined,
  series: readonly Fan[],
  columns: readonly OutcomeColumn[],
  backend: Backend | SharedBackend,
): LaneProgram {
  const { scenario } = run;
  if (backend === "shared") {
    const lanes = run.lanes?.open() ?? singleLane(run.program);
    lanes.load(loadedMemory(run.program, run.inputs));
    return lanes;
  }
  const targets = columns.flatMap(({ target }) => (target === undefined ? [] : variablesOf(target)));
  // Whatever a batch tells, errors of growth ask how emissions respond to it.
  const told = shifts === undefined ? [] : [run.layout.peak.name];
  const program = compile(modelWithIndicators(scenario), scenarioInputs(scenario), {
    outcomes: [...new Set([...series.map(({ variable }) => variable.name), ...targets, ...told])],
    touched: changedParameters(scenario, inputs, shifts),
  });
  return backend === "wasm" ? laneModule(program).open() : singleLane(program);
}

/** A peak is named by what peaks alone; of everything else the quantity is named too. */
function targetLabel({ model }: Scenario, { kind, variable, cell }: Target): Label {
  const own = labelOfCell(model, variable, cell);
  return kind === "peak" ? (memberLabels(model, variable.over, cell).at(-1) ?? own) : own;
}
