import type { RollUpLayout, Variable } from "../engine/language/model.ts";
import type { Program } from "../engine/program/compile.ts";
import { reportOf } from "../engine/report/read-report.ts";
import type { DatedValue } from "../scenario/region/region-tables.ts";
import type { RollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { annualSeries, type Series, valueIn } from "../statistics/series.ts";
import { runError } from "../text/problems.ts";
import { closedInputs, type OpenTrade, ofMember } from "./closed-trade.ts";
import { findPeak, type Peak } from "./peak/peak.ts";
import { isAmount, type OutsideTrade, rollUpValues } from "./roll-up-values.ts";
import type { Limit, PeakResult, ScenarioRun } from "./run.ts";
import { findResults, runScenario } from "./scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "./shared-programs.ts";
import type { CellObserved } from "./targets/target-status.ts";

/** The runs of several regions and their sum. */
export interface RollUpRun {
  readonly rollUp: RollUp;
  /** The sum, with peaks, sectors and targets of its own; it has no levers, inputs or memory. */
  readonly sum: ScenarioRun;
  /** In the order of the file. */
  readonly members: readonly ScenarioRun[];
  /** The run of the region that the members make up. */
  readonly whole?: ScenarioRun;
  readonly trade?: OutsideTrade;
  /** Years in which trade that should close has a gap still. */
  readonly openTrade: readonly OpenTrade[];
  /** Limits that bound in members, with the members in which they did. */
  readonly limits: ReadonlyMap<string, readonly { readonly member: ScenarioRun; readonly limit: Limit }[]>;
}

/**
 * Runs every member and sums them.
 *
 * @throws RunError where a member's numbers fail, naming the member, and where the model does not say what adds up.
 */
export function runRollUp(
  rollUp: RollUp,
  programs: SharedPrograms = sharedPrograms(),
  progress: (member: Scenario) => void = () => undefined,
): RollUpRun {
  const layout = reportOf(rollUp.model);
  if (layout.rollUp === undefined) throw runError("no_roll_up", { model: rollUp.model.name });
  const { trade: traded } = layout.rollUp;
  const closed =
    rollUp.tradeCloses && traded?.closing !== undefined
      ? closedInputs(rollUp.model, { ...traded, closing: traded.closing }, rollUp.members, programs)
      : undefined;
  const members = rollUp.members.map((member, i) => {
    progress(member);
    return ofMember(member, () => runScenario(member, programs, closed?.inputs[i]));
  });
  const { whole: asked } = rollUp;
  const whole = asked && ofMember(asked, () => runScenario(asked, programs));
  const { values, trade } = rollUpValues(rollUp.model, layout.rollUp, members, whole);
  const scenario = sumScenario(rollUp, layout.rollUp);
  const missing = members.flatMap((member) => member.missing);
  const observed: CellObserved = (...cell) => members.every((member) => member.observed(...cell));
  return {
    rollUp,
    members,
    whole,
    trade,
    openTrade: closed?.open ?? [],
    limits: limitsByCheck(members),
    sum: {
      scenario,
      model: rollUp.model,
      layout,
      program: noProgram,
      inputs: scenario.base,
      memory: new Float64Array(0),
      values,
      ...findResults(scenario, layout, missing, values, observed),
      limits: [],
      missing,
      gaps: [],
      observed,
      planTargets: [],
    },
  };
}

function limitsByCheck(members: readonly ScenarioRun[]): RollUpRun["limits"] {
  const limits = new Map<string, { member: ScenarioRun; limit: Limit }[]>();
  for (const member of members)
    for (const limit of member.limits)
      limits.set(limit.check.name, [...(limits.get(limit.check.name) ?? []), { member, limit }]);
  return limits;
}

/** The sum as a scenario on a region of its own, so that reports and files treat it like any other. */
function sumScenario(rollUp: RollUp, layout: RollUpLayout): Scenario {
  const { id, title, model, chain, members, targets, files, region } = rollUp;
  const [{ baseYear, horizon, years }] = members;
  const span = { baseYear, horizon, years, lastObserved: Math.min(...members.map((member) => member.lastObserved)) };
  const uncertainties = members.map((member) => member.region.inventoryUncertainty);
  return {
    id,
    title,
    model,
    chain,
    ...span,
    base: { baseYear, years, values: new Map(), observed: new Map() },
    given: new Map(),
    levers: new Map(),
    projects: new Map(),
    steps: new Map(),
    targets,
    planStatements: [],
    indicators: [],
    notes: [],
    files,
    planFiles: new Set(),
    region: {
      id: region,
      label: { en: region, zh: region },
      plans: [],
      ...span,
      given: new Map(),
      values: new Map(),
      observed: new Map(),
      observations: [],
      history: summedHistory(rollUp, layout),
      levers: new Map(),
      projects: new Map(),
      unsized: new Map(),
      // What holds for the best known member holds for the sum at the least.
      inventoryUncertainty: uncertainties.includes(undefined)
        ? undefined
        : Math.min(...(uncertainties as readonly number[])),
      chain: members.map((member) => member.region.id),
      files,
      at: { file: `scenarios/${id}.yaml`, line: 1, column: 1 },
    },
  };
}

/** History of amounts that all members know in a year; where trade is counted the flows of the past are not known. */
function summedHistory({ members, model }: RollUp, layout: RollUpLayout): DatedValue[] {
  const { trade } = layout;
  const sums = new Map<string, { count: number; value: DatedValue }>();
  for (const row of members.flatMap(({ region }) => region.history)) {
    const variable = model.variables.get(row.variable);
    if (variable === undefined || !isAmount(variable, layout)) continue;
    if (variable.name === trade?.netCarries.name) continue;
    if (variable.name === trade?.counting.name && trade.countedIn.has(row.cell)) continue;
    const key = `${row.variable} ${row.cell} ${row.year}`;
    const before = sums.get(key);
    sums.set(
      key,
      before === undefined ? { count: 1, value: row } : { count: before.count + 1, value: added(before.value, row) },
    );
  }
  return [...sums.values()].filter(({ count }) => count === members.length).map(({ value }) => value);
}

function added(a: DatedValue, b: DatedValue): DatedValue {
  const value = a.given.value + b.given.value;
  const { at, layer } = a.given;
  const estimated = a.given.estimated ?? b.given.estimated;
  return { ...a, given: { value, text: String(value), at, layer, estimated } };
}

/** The sum of runs has no program; whoever asks for one has missed that. */
const noProgram: Program = new Proxy({} as Program, {
  get: (_, key) => {
    throw new Error(`the sum of several runs has no program, so no "${String(key)}"`);
  },
});

/** Years before and after the sum's peak over which changes are told. */
const YEARS_BEFORE = 5;
const YEARS_AFTER = 10;

/** What one member adds to the sum on a boundary; the parts add up to it. */
export interface MemberPart {
  /** Undefined for what comes from outside all members. */
  readonly member?: ScenarioRun;
  /** The member's own result on the boundary, which counts its own trade. */
  readonly own?: PeakResult;
  /** Without trade, where the boundary counts it: trade between members cancels. */
  readonly series: Series;
  readonly peak: Peak;
  readonly atPeak: number;
  /** Change up to the sum's peak, and from it on; undefined where there are no such years. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface MemberParts {
  /** The years whose changes are told: before the sum's peak, the peak, after it. */
  readonly from: number;
  readonly peakYear: number;
  readonly to: number;
  /** In the order in which the members themselves peak; what comes from outside is last. */
  readonly parts: readonly MemberPart[];
  /** The same three numbers of the sum. */
  readonly sum: Pick<MemberPart, "atPeak" | "before" | "after">;
}

/** Who holds up the sum on a boundary; undefined where the boundary is not computed. */
export function memberParts(run: RollUpRun, boundary: PeakResult): MemberParts | undefined {
  const { sum, members, trade } = run;
  const { baseYear, horizon } = sum.scenario;
  if (boundary.peak === undefined) return undefined;
  const peakYear = boundary.peak.year;
  const from = Math.max(baseYear, peakYear - YEARS_BEFORE);
  const to = Math.min(horizon, peakYear + YEARS_AFTER);
  const numbers = (series: Series) => {
    const at = (year: number) => valueIn(series, year) ?? 0;
    return {
      atPeak: at(peakYear),
      before: from < peakYear ? at(peakYear) - at(from) : undefined,
      after: to > peakYear ? at(to) - at(peakYear) : undefined,
    };
  };
  const layout = sum.layout.rollUp?.trade;
  const counted = layout?.counting === boundary.variable && layout.countedIn.has(boundary.cell) ? layout : undefined;
  const parts: MemberPart[] = members.map((member) => {
    const whole = member.values(boundary.variable.name, boundary.cell) ?? new Float64Array(0);
    const traded = counted === undefined ? undefined : member.values(counted.netCarries.name, 0);
    const series = annualSeries(
      baseYear,
      whole.map((value, i) => value - (traded?.[i] ?? 0)),
    );
    const own = member.boundaries.find(({ cell }) => cell === boundary.cell);
    return { member, own, series, peak: findPeak(series), ...numbers(series) };
  });
  const peakOf = ({ own, peak }: MemberPart) => own?.peak ?? peak;
  parts.sort((a, b) => peakOf(a).year - peakOf(b).year || peakOf(b).level - peakOf(a).level);
  if (counted !== undefined && trade !== undefined) {
    const series = annualSeries(baseYear, trade.carries);
    parts.push({ series, peak: findPeak(series), ...numbers(series) });
  }
  return { from, peakYear, to, parts, sum: numbers(boundary.series) };
}

/** The members that still rise after the sum's peak, or drive it up where it never falls; the largest first. */
export function holdersUp({ parts, sum }: MemberParts): MemberPart[] {
  const change = (part: Pick<MemberPart, "before" | "after">) =>
    (sum.after === undefined ? part.before : part.after) ?? 0;
  return parts.filter((part) => change(part) > 0).sort((a, b) => change(b) - change(a));
}

/** The sum of the members beside the region that they make up. */
export interface StatisticalDifference {
  readonly variable: Variable;
  readonly cell: number;
  /** By the years asked for. */
  readonly years: readonly { readonly year: number; readonly sum: number; readonly whole: number }[];
}

/** Years for which the difference is told beside the base year, the last observed one and the horizon: those that plans speak of. */
const PLAN_YEARS = [2030, 2035];

/** What the sum and the region that the members make up differ by, on each boundary that both compute; undefined without such a region. */
export function statisticalDifference({ sum, whole }: RollUpRun): StatisticalDifference[] | undefined {
  if (whole === undefined) return undefined;
  const { baseYear, horizon, lastObserved } = sum.scenario;
  const told = [baseYear, lastObserved, ...PLAN_YEARS, horizon].filter((year) => year >= baseYear && year <= horizon);
  const years = [...new Set(told)].sort((a, b) => a - b);
  return sum.boundaries.flatMap(({ variable, cell, peak }) => {
    const [ours, theirs] = [sum.values(variable.name, cell), whole.values(variable.name, cell)];
    if (peak === undefined || ours === undefined || theirs === undefined) return [];
    const at = (year: number) => ({ year, sum: ours[year - baseYear], whole: theirs[year - baseYear] });
    return [{ variable, cell, years: years.map(at) }];
  });
}

/** What the members of a sum trade in one year, in the units of the model's trade. */
export interface TradeYear {
  readonly year: number;
  readonly imports: number;
  readonly exports: number;
  /** Imports less exports: above zero it is electricity that no member generates. */
  readonly net: number;
  /** What the electricity from outside is counted with; 0 where members export more than they import. */
  readonly carries: number;
}

/**
 * The trade of the members in observed years, every tenth year, the last year, the years in which the sum peaks on its
 * boundaries, and the years in which the gap between imports and exports is widest to either side. Where the scenario
 * does not say that trade closes, a reader must see where it does not.
 */
export function tradeYears({ sum, trade }: RollUpRun): TradeYear[] {
  if (trade === undefined) return [];
  const { baseYear, horizon, years } = sum.scenario;
  const all = Array.from({ length: years }, (_, i) => baseYear + i);
  const widest = (sign: number) =>
    all.reduce((best, year) => (sign * trade.net[year - baseYear] > sign * trade.net[best - baseYear] ? year : best));
  const shown = new Set([
    ...all.filter((year) => year <= sum.scenario.lastObserved),
    horizon,
    ...all.filter((year) => year % 10 === 0),
    ...sum.boundaries.flatMap(({ peak }) => (peak === undefined ? [] : [peak.year])),
    widest(1),
    widest(-1),
  ]);
  const { imports, exports, net, carries } = trade;
  return all.flatMap((year, i) =>
    shown.has(year) ? [{ year, imports: imports[i], exports: exports[i], net: net[i], carries: carries[i] }] : [],
  );
}

/** The years in which members together import more than they export. */
export function yearsWithoutSender({ sum, trade }: RollUpRun): number[] {
  if (trade === undefined) return [];
  return Array.from(trade.net.keys())
    .filter((i) => trade.net[i] > SHARE_THAT_CLOSES * trade.imports[i])
    .map((i) => sum.scenario.baseYear + i);
}

/** A gap below this share of the imports is rounding. */
const SHARE_THAT_CLOSES = 1e-9;
