import { cellNames } from "../engine/language/cells.ts";
import type { Check, Inputs, ReportLayout, Variable } from "../engine/language/model.ts";
import { convert } from "../engine/language/units.ts";
import type { Program } from "../engine/program/compile.ts";
import { sourcesOn } from "../engine/program/interpret.ts";
import { reportOf } from "../engine/report/read-report.ts";
import { indicatorValues } from "../scenario/indicator-values.ts";
import { modelWithIndicators } from "../scenario/indicators.ts";
import { scenarioInputs } from "../scenario/paths/inputs.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Target } from "../scenario/targets/targets.ts";
import { annualSeries, type Series } from "../statistics/series.ts";
import { need } from "../text/need.ts";
import { type Label, runError } from "../text/problems.ts";
import { labelOfCell, memberLabels } from "./cell-label.ts";
import { findPeak, type Peak } from "./peak/peak.ts";
import { withPeakKinds } from "./peak/peak-kinds.ts";
import { statusDecider } from "./peak/peak-status.ts";
import type { JudgedTarget, Limit, ObservationGap, PeakResult, ScenarioRun, Values } from "./run.ts";
import { loadedProgram, type SharedPrograms } from "./shared-programs.ts";
import { type History, historyOf, splice, spliceStep } from "./spliced.ts";
import { judgePlanTargets } from "./targets/plan-targets.ts";
import {
  type CellObserved,
  errorOf,
  inventoryError,
  type ObservedValues,
  observedValues,
  targetStatus,
} from "./targets/target-status.ts";
import { judgeCrossing, judgeTarget, type TargetResult } from "./targets/targets.ts";

/** The numbers of a scenario's run, of which nothing has been asked yet. */
export interface ComputedRun
  extends Pick<
    ScenarioRun,
    "scenario" | "model" | "layout" | "program" | "lanes" | "inputs" | "memory" | "values" | "limits" | "missing"
  > {
  readonly observed: ObservedValues;
}

/**
 * Runs the scenario as its file says and finds its peaks, limits and targets. Programs that several scenarios share
 * spare each of them its own compilation.
 *
 * @throws RunError where a number is not finite or a check of severity error does not hold.
 */
export function runScenario(
  scenario: Scenario,
  programs?: SharedPrograms,
  inputs: Inputs = scenarioInputs(scenario),
): ScenarioRun {
  return withResults(computeScenario(scenario, programs, inputs));
}

/**
 * Runs the scenario as its file says.
 *
 * @throws RunError where a number is not finite or a check of severity error does not hold.
 */
export function computeScenario(
  scenario: Scenario,
  programs?: SharedPrograms,
  inputs: Inputs = scenarioInputs(scenario),
): ComputedRun {
  const layout = reportOf(scenario.model);
  const model = modelWithIndicators(scenario);
  const { program, memory, lanes } = loadedProgram(scenario.model, inputs, programs);
  program.run(memory);
  const limits = findLimits(scenario, program, memory);
  stopAtErrors(limits);
  const computed = (variable: string, cell: number) => program.series(memory, variable, cell);
  const indicators = new Map(scenario.indicators.map((indicator) => [indicator.name, indicator]));
  const values = (variable: string, cell: number): Float64Array => {
    const indicator = indicators.get(variable);
    return indicator === undefined
      ? computed(variable, cell)
      : indicatorValues(indicator, scenario.model, inputs, computed);
  };
  const reasons = [...layout.notComputed.values()];
  const sources = sourcesOn(scenario.model, inputs, (name, cell, year) => values(name, cell)[year] ?? Number.NaN);
  return {
    ...{ scenario, model, layout, program, lanes, inputs, memory, values },
    limits: limits.filter(({ check }) => !reasons.includes(check)),
    missing: limits.filter(({ check }) => reasons.includes(check)),
    observed: observedValues(scenario, model, sources),
  };
}

/** A computed run with its peaks and targets, and what plans promise. */
export function withResults(run: ComputedRun): ScenarioRun {
  const { scenario, layout, program, inputs, memory, values, missing, observed } = run;
  return {
    ...run,
    ...findResults(scenario, layout, missing, values, observed.cell),
    planTargets: judgePlanTargets(scenario, inputs, computedValues(run), observed.expression),
    gaps: findGaps(scenario, program, memory),
    observed: observed.cell,
  };
}

/** The values of a run without those of boundaries that it does not compute. */
export function computedValues({
  layout,
  missing,
  values,
}: Pick<ScenarioRun, "layout" | "missing" | "values">): Values {
  const found = new Set(missing.map(({ check }) => check));
  return (name, cell) => {
    const reason = layout.notComputed.get(cell);
    return name === layout.peak.name && reason !== undefined && found.has(reason) ? undefined : values(name, cell);
  };
}

/**
 * The peaks of boundaries and sectors, and the targets, of values that a run or the sum of several runs has. Whether a peak
 * is active or passive takes longer than all else; a brief answer goes without it, and without the sectors' other account.
 */
export function findResults(
  scenario: Scenario,
  layout: ReportLayout,
  limits: readonly Limit[],
  values: Values,
  observed: CellObserved,
  { brief = false }: { readonly brief?: boolean } = {},
): Pick<ScenarioRun, "boundaries" | "sectors" | "targets"> {
  const reason = (cell: number) => {
    const check = layout.notComputed.get(cell);
    return check !== undefined && limits.some((limit) => limit.check === check) ? check.label : undefined;
  };
  const found = cellsOf(scenario, layout.peak).map(({ cell, name }) =>
    peakResult(scenario, layout.peak, cell, name, known(values, layout.peak, cell), reason(cell)),
  );
  const ranked = layout.sectors === undefined ? [] : rankedSectors(scenario, layout.sectors, values);
  const { boundaries, sectors } = brief
    ? { boundaries: found, sectors: ranked }
    : withPeakKinds(layout, found, ranked, values);
  const first = boundaries[layout.defaultCell];
  return {
    boundaries: [first, ...boundaries.filter((boundary) => boundary !== first)],
    sectors:
      brief || layout.sectorsBeside === undefined
        ? sectors
        : withBeside(scenario, layout.sectorsBeside, sectors, values),
    targets: scenario.targets.map((target) => judge(scenario, layout, target, boundaries, values, observed)),
  };
}

function known(values: Values, { name }: Variable, cell: number): Float64Array {
  const found = values(name, cell);
  if (found === undefined) throw new RangeError(`"${name}" is part of the report and must be known in every run`);
  return found;
}

/** The values of a cell over history and projection; undefined where the run does not have it. */
export function fullSeries(run: ScenarioRun, variable: string, cell: number): Series | undefined {
  const values = run.values(variable, cell);
  return values === undefined
    ? undefined
    : splice(historyOf(run.scenario, variable, cell), run.scenario.baseYear, values);
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
  const found = findPeak(series);
  const peak = { ...found, status: statusDecider(scenario)(found) };
  const history = historyOf(scenario, variable.name, cell);
  if (history === undefined) return { ...shared, peak };
  const step = spliceStep(history, series, scenario.region.inventoryUncertainty);
  const whole = step.one_series ? splice(history, scenario.baseYear, values) : undefined;
  return {
    ...shared,
    peak,
    history,
    historyPeak: peakOfHistory(history),
    splice: step,
    splicedPeak: whole === undefined ? undefined : findPeak(whole),
  };
}

const historyPeaks = new WeakMap<History, Peak>();

/** The peak of what was observed, which no run moves: found once. */
function peakOfHistory(history: History): Peak {
  const before = historyPeaks.get(history);
  if (before !== undefined) return before;
  const found = findPeak(history.series, { observed: true });
  historyPeaks.set(history, found);
  return found;
}

function rankedSectors(scenario: Scenario, variable: Variable, values: Values): PeakResult[] {
  return cellsOf(scenario, variable)
    .map(({ cell, name }) => peakResult(scenario, variable, cell, name, known(values, variable, cell)))
    .filter(({ series }) => Array.from(series.values).some((value) => value !== 0))
    .sort((a, b) => (a.peak?.year ?? 0) - (b.peak?.year ?? 0) || (b.peak?.level ?? 0) - (a.peak?.level ?? 0));
}

/** The sectors with the peak of their other account, where that has a cell of the same name. */
function withBeside(
  scenario: Scenario,
  variable: Variable,
  sectors: readonly PeakResult[],
  values: Values,
): PeakResult[] {
  const cells = new Map(cellsOf(scenario, variable).map(({ cell, name }) => [name, cell]));
  return sectors.map((sector) => {
    const cell = cells.get(sector.name);
    if (cell === undefined) return sector;
    return { ...sector, beside: peakResult(scenario, variable, cell, sector.name, known(values, variable, cell)) };
  });
}

function findLimits(scenario: Scenario, program: Program, memory: Float64Array): Limit[] {
  const { model } = scenario;
  const found = new Map<string, { check: Check; cell: number; years: number[] }>();
  for (const { check: name, cell, year } of program.violations(memory)) {
    const key = `${name} ${cell}`;
    const entry = found.get(key) ?? { check: need(model.checks, name), cell, years: [] };
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
  // What fails in many cells for one cause is told once, with the names of the others.
  const byCheck = new Map<Check, Limit[]>();
  for (const error of errors) byCheck.set(error.check, [...(byCheck.get(error.check) ?? []), error]);
  const checks = [...byCheck].map(([{ name, at, doc }, [{ members, label, years }, ...others]]) => ({
    ...{ place: `${at.file}:${at.line}:${at.column}`, cell: [name, ...members].join("."), label },
    ...{ year: years[0], more: years.length - 1, doc },
    others: others.map((other) => other.members.join(".")),
  }));
  throw runError("checks_fail", { checks });
}

/** A target held against a run, whether or not its scenario has it. */
export function judgeIn({ scenario, layout, boundaries, values, observed }: ScenarioRun, target: Target): JudgedTarget {
  const ordered = boundaries.toSorted((a, b) => a.cell - b.cell);
  return judge(scenario, layout, target, ordered, values, observed);
}

function judge(
  scenario: Scenario,
  layout: ReportLayout,
  target: Target,
  boundaries: readonly PeakResult[],
  values: Values,
  observed: CellObserved,
): JudgedTarget {
  const { variable, cell } = target;
  const boundary = variable === layout.peak ? boundaries[cell] : undefined;
  const computed = boundary === undefined || boundary.peak !== undefined;
  const history = historyOf(scenario, variable.name, cell);
  const baseEstimated =
    layout.reconstructed.has(variable.name) || ("from" in target && history?.estimated.has(target.from) === true);
  const { lastObserved, region, model } = scenario;
  const result = targetResult(scenario, target, values, computed);
  const year = "by" in target ? target.by : target.year;
  const error = errorOf(
    result,
    uncertainEnds(scenario, target, inventoryError(region, model, variable.unit.text)).map((ends) =>
      ends.map((move) => targetResult(scenario, target, values, computed, move)),
    ),
  );
  const unobserved = year <= lastObserved && !observed(variable.name, cell, year);
  const status = targetStatus(result, { unobserved, unplanned: false, error });
  return { target, result, status, error, baseEstimated };
}

/** A number of a series put in its place. */
type Moved = (value: number, year: number) => number;

/** What is uncertain of a target's series, at its low and at its high: a level's inventory, and a past year's range. */
function uncertainEnds({ region }: Scenario, target: Target, uncertainty: number): Moved[][] {
  const { variable, cell } = target;
  if (target.kind === "level" || target.kind === "range")
    return [[1 - uncertainty, 1 + uncertainty].map((factor) => (value) => value * factor)];
  const from = "from" in target ? target.from : undefined;
  const past = region.history.find((row) => row.variable === variable.name && row.cell === cell && row.year === from);
  return [[past?.given.low, past?.given.high].map((end) => (value, year) => (year === from ? (end ?? value) : value))];
}

/** How a target fares with these values; not computable where its boundary is not computed. */
export function targetResult(
  scenario: Scenario,
  target: Target,
  values: Values,
  computed: boolean,
  move?: Moved,
): TargetResult {
  const { baseYear } = scenario;
  const seriesOf = ({ variable, cell }: Pick<Target, "variable" | "cell">): Series | undefined => {
    const projection = values(variable.name, cell);
    return projection && splice(historyOf(scenario, variable.name, cell), baseYear, projection);
  };
  const projection = target.kind === "peak" ? values(target.variable.name, target.cell) : undefined;
  const whole = projection === undefined ? seriesOf(target) : annualSeries(baseYear, projection);
  const moved =
    move === undefined
      ? whole
      : whole && { years: whole.years, values: whole.years.map((year, i) => move(whole.values[i], year)) };
  const series = computed ? moved : undefined;
  if (target.kind === "crossing") {
    const factor = convert(target.over.variable.unit, target.variable.unit) ?? Number.NaN;
    return judgeCrossing(target, series, seriesOf(target.over), factor);
  }
  return judgeTarget(target, series, target.kind === "relative" ? seriesOf(target.than) : undefined);
}

function findGaps({ model, base: inputs }: Scenario, program: Program, memory: Float64Array): ObservationGap[] {
  const gaps: ObservationGap[] = [];
  for (const [name, imposed] of inputs.observed) {
    const variable = model.variables.get(name);
    if (variable === undefined) continue;
    for (let cell = 0; cell < variable.size; cell++) {
      const modelled = program.modelled(memory, name, cell);
      if (modelled === undefined) continue;
      const label = labelOfCell(model, variable, cell);
      for (let year = 1; year < inputs.years; year++) {
        const observed = imposed[year * variable.size + cell];
        if (Number.isNaN(observed)) continue;
        gaps.push({ variable, cell, label, year: inputs.baseYear + year, observed, modelled: modelled[year] });
      }
    }
  }
  return gaps;
}
