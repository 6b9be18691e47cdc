import { cellNames } from "../engine/cells.ts";
import { compile, type Program } from "../engine/compile.ts";
import type { Check, Inputs, Label, Model, Variable } from "../engine/model.ts";
import { RunError } from "../engine/problems.ts";
import { modelWithIndicators } from "../scenario/indicators.ts";
import { scenarioInputs, touchedParameters } from "../scenario/inputs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Target } from "../scenario/targets.ts";
import { labelOfCell, memberLabels } from "./cell-label.ts";
import { type LeverEffects, leverEffects } from "./lever-effects.ts";
import { leverMemory } from "./lever-memory.ts";
import { findPeak, type Peak } from "./peak.ts";
import type { ReportLayout } from "./report-layout.ts";
import { annualSeries, type Series } from "./series.ts";
import { type History, historyOf, type Splice, splice, spliceStep } from "./spliced.ts";
import { judgeTarget, type TargetResult } from "./targets.ts";

/** One scenario's numbers, and the questions that reports ask of them. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  /** The model with the scenario's indicators among its variables. */
  readonly model: Model;
  readonly layout: ReportLayout;
  readonly program: Program;
  readonly inputs: Inputs;
  readonly memory: Float64Array;
  /** The default boundary first, then the others in the model's order. */
  readonly boundaries: readonly PeakResult[];
  /** In the order of their peaks; sectors that are zero throughout are left out. */
  readonly sectors: readonly PeakResult[];
  readonly limits: readonly Limit[];
  readonly targets: readonly JudgedTarget[];
  readonly gaps: readonly ObservationGap[];
}

/** A boundary or sector with its peak. */
export interface PeakResult {
  readonly name: string;
  readonly label: Label;
  readonly variable: Variable;
  readonly cell: number;
  readonly series: Series;
  /** Of the projection from the base year; undefined where the boundary is not computed. */
  readonly peak: Peak | undefined;
  /** Why it is not computed. */
  readonly missing?: Label;
  readonly history?: History;
  /** Of the history alone. */
  readonly historyPeak?: Peak;
  readonly splice?: Splice;
  /** Of history and projection together, where they may be read as one series. */
  readonly splicedPeak?: Peak;
}

/** Years in which a check of the model did not hold for a cell. */
export interface Limit {
  readonly check: Check;
  readonly cell: number;
  readonly members: readonly string[];
  readonly label: Label;
  readonly years: readonly number[];
}

export interface JudgedTarget {
  readonly target: Target;
  readonly result: TargetResult;
  /** The year that it is measured from was reconstructed, not observed. */
  readonly baseEstimated: boolean;
}

/** An imposed value beside what the model's own formula gives. */
export interface ObservationGap {
  readonly variable: Variable;
  readonly cell: number;
  readonly label: Label;
  readonly year: number;
  readonly observed: number;
  readonly modelled: number;
}

/**
 * Runs the scenario as its file says and finds its peaks, limits and targets.
 *
 * @throws RunError where a number is not finite or a check of severity error does not hold.
 */
export function runScenario(scenario: Scenario, layout: ReportLayout): ScenarioRun {
  const inputs = scenarioInputs(scenario);
  const model = modelWithIndicators(scenario);
  const program = compile(model, inputs);
  const memory = program.memory();
  program.run(memory);
  const limits = findLimits(scenario, program, memory);
  stopAtErrors(limits);
  const values = (variable: string, cell: number) => program.series(memory, variable, cell);

  const reason = (cell: number) => {
    const check = layout.notComputed.get(cell);
    return check !== undefined && limits.some((limit) => limit.check === check) ? check.label : undefined;
  };
  const boundaries = cellsOf(scenario, layout.peak).map(({ cell, name }) =>
    peakResult(scenario, layout.peak, cell, name, values(layout.peak.name, cell), reason(cell)),
  );
  const first = boundaries[layout.defaultCell];
  const ordered = [first, ...boundaries.filter((boundary) => boundary !== first)];
  const sectors = layout.sectors === undefined ? [] : rankedSectors(scenario, layout.sectors, values);
  return {
    scenario,
    model,
    layout,
    program,
    inputs,
    memory,
    boundaries: ordered,
    sectors,
    limits: limits.filter(({ check }) => ![...layout.notComputed.values()].includes(check)),
    targets: scenario.targets.map((target) => judge(scenario, layout, target, boundaries, values)),
    gaps: findGaps(scenario, program, memory),
  };
}

/** The values of a cell over history and projection. */
export function fullSeries(run: ScenarioRun, variable: string, cell: number): Series {
  const history = historyOf(run.scenario, variable, cell);
  return splice(history, run.scenario.baseYear, run.program.series(run.memory, variable, cell));
}

/**
 * What each lever of the scenario does on each boundary that is computed; the reference has the scenario's
 * assumptions and no lever.
 *
 * @throws RunError naming the levers in play where a run fails on its numbers.
 */
export function scenarioLeverEffects(run: ScenarioRun, years: readonly number[]): LeverEffects {
  const { scenario, layout } = run;
  const { peak } = layout;
  const program = compile(scenario.model, scenario.base, {
    outcomes: [peak.name],
    touched: touchedParameters(scenario),
  });
  const memory = program.memory();
  const pull = leverMemory(scenario, program, memory);
  const computed = run.boundaries.filter((boundary) => boundary.peak !== undefined);
  return leverEffects([...scenario.levers.keys()], years, (active) => {
    pull(active);
    try {
      program.run(memory);
    } catch (error) {
      if (!(error instanceof RunError)) throw error;
      throw new RunError(`with the levers ${active.join(", ") || "all off"}: ${error.message}`);
    }
    return new Map(
      computed.map(({ name, cell }) => [
        name,
        annualSeries(scenario.baseYear, program.series(memory, peak.name, cell)),
      ]),
    );
  });
}

function cellsOf(scenario: Scenario, variable: Variable): { cell: number; name: string }[] {
  return cellNames(scenario.model, variable.over).map((members, cell) => ({ cell, name: members.join(".") }));
}

function peakResult(
  scenario: Scenario,
  variable: Variable,
  cell: number,
  name: string,
  values: Float64Array,
  missing?: Label,
): PeakResult {
  const series = annualSeries(scenario.baseYear, values);
  const [label] = memberLabels(scenario.model, variable.over, cell);
  const shared = { name, label, variable, cell, series };
  if (missing !== undefined) return { ...shared, peak: undefined, missing };
  const peak = findPeak(series);
  const history = historyOf(scenario, variable.name, cell);
  if (history === undefined) return { ...shared, peak };
  const step = spliceStep(history, series, scenario.region.inventoryUncertainty);
  const whole = step?.one_series ? splice(history, scenario.baseYear, values) : undefined;
  return {
    ...shared,
    peak,
    history,
    historyPeak: findPeak(history.series, { observed: true }),
    splice: step,
    splicedPeak: whole === undefined ? undefined : findPeak(whole),
  };
}

function rankedSectors(
  scenario: Scenario,
  variable: Variable,
  values: (name: string, cell: number) => Float64Array,
): PeakResult[] {
  return cellsOf(scenario, variable)
    .map(({ cell, name }) => peakResult(scenario, variable, cell, name, values(variable.name, cell)))
    .filter(({ series }) => Array.from(series.values).some((value) => value !== 0))
    .sort((a, b) => (a.peak?.year ?? 0) - (b.peak?.year ?? 0) || (b.peak?.level ?? 0) - (a.peak?.level ?? 0));
}

function findLimits(scenario: Scenario, program: Program, memory: Float64Array): Limit[] {
  const { model } = scenario;
  const found = new Map<string, { check: Check; cell: number; years: number[] }>();
  for (const { check: name, cell, year } of program.violations(memory)) {
    const key = `${name} ${cell}`;
    const entry = found.get(key) ?? { check: model.checks.get(name) as Check, cell, years: [] };
    entry.years.push(year);
    found.set(key, entry);
  }
  return [...found.values()].map((entry) => ({
    ...entry,
    members: cellNames(model, entry.check.over)[entry.cell],
    label: labelOfCell(model, entry.check, entry.cell),
  }));
}

function stopAtErrors(limits: readonly Limit[]): void {
  const errors = limits.filter(({ check }) => check.severity === "error");
  if (errors.length === 0) return;
  const lines = errors.map(({ check, members, label, years }) => {
    const cell = [check.name, ...members].join(".");
    const { file, line, column } = check.at;
    return `${file}:${line}:${column}  ${cell}: ${label.en} does not hold in ${years[0]}${years.length > 1 ? ` and ${years.length - 1} more years` : ""}; ${check.doc}`;
  });
  throw new RunError(lines.join("\n"));
}

function judge(
  scenario: Scenario,
  layout: ReportLayout,
  target: Target,
  boundaries: readonly PeakResult[],
  values: (variable: string, cell: number) => Float64Array,
): JudgedTarget {
  const { variable, cell } = target;
  const boundary = variable === layout.peak ? boundaries[cell] : undefined;
  const computed = boundary === undefined || boundary.peak !== undefined;
  const history = historyOf(scenario, variable.name, cell);
  const projection = values(variable.name, cell);
  const series =
    target.kind === "peak"
      ? annualSeries(scenario.baseYear, projection)
      : splice(history, scenario.baseYear, projection);
  const baseEstimated =
    layout.reconstructed.has(variable.name) ||
    (target.kind === "reduction" && history?.estimated.has(target.from) === true);
  return { target, result: judgeTarget(target, computed ? series : undefined), baseEstimated };
}

function findGaps(scenario: Scenario, program: Program, memory: Float64Array): ObservationGap[] {
  const { model, inputs } = { model: scenario.model, inputs: scenario.base };
  const gaps: ObservationGap[] = [];
  for (const [name, imposed] of inputs.observed) {
    const variable = model.variables.get(name);
    if (variable === undefined) continue;
    for (let cell = 0; cell < variable.size; cell++) {
      const modelled = program.modelled(memory, name, cell);
      if (modelled === undefined) continue;
      for (let year = 1; year < inputs.years; year++) {
        const observed = imposed[year * variable.size + cell];
        if (Number.isNaN(observed)) continue;
        const label = labelOfCell(model, variable, cell);
        gaps.push({ variable, cell, label, year: inputs.baseYear + year, observed, modelled: modelled[year] });
      }
    }
  }
  return gaps;
}
