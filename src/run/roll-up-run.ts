import type { RollUpLayout } from "../engine/language/model.ts";
import type { Program } from "../engine/program/compile.ts";
import { reportOf } from "../engine/report/read-report.ts";
import type { DatedValue } from "../scenario/region/region-tables.ts";
import type { RollUp } from "../scenario/roll-up.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { RunError } from "../text/problems.ts";
import { isAmount, type OutsideTrade, rollUpValues } from "./roll-up-values.ts";
import type { Limit, ScenarioRun } from "./run.ts";
import { findResults, runScenario } from "./scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "./shared-programs.ts";

/** The runs of several regions and their sum. */
export interface RollUpRun {
  readonly rollUp: RollUp;
  /** The sum, with peaks, sectors and targets of its own; it has no levers, inputs or memory. */
  readonly sum: ScenarioRun;
  /** In the order of the file. */
  readonly members: readonly ScenarioRun[];
  readonly trade?: OutsideTrade;
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
  if (layout.rollUp === undefined)
    throw new RunError(`the model ${rollUp.model.name} does not say in report.roll_up what adds up over regions`);
  const members = rollUp.members.map((member) => {
    progress(member);
    return runMember(member, programs);
  });
  const { values, trade } = rollUpValues(rollUp.model, layout.rollUp, members);
  const scenario = sumScenario(rollUp, layout.rollUp);
  const missing = members.flatMap((member) => member.missing);
  return {
    rollUp,
    members,
    trade,
    limits: limitsByCheck(members),
    sum: {
      scenario,
      model: rollUp.model,
      layout,
      program: noProgram,
      inputs: scenario.base,
      memory: new Float64Array(0),
      values,
      ...findResults(scenario, layout, missing, values),
      limits: [],
      missing,
      gaps: [],
      planTargets: [],
    },
  };
}

function runMember(member: Scenario, programs: SharedPrograms): ScenarioRun {
  try {
    return runScenario(member, programs);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    throw new RunError(`${member.id}, ${member.region.id}: ${error.message}`);
  }
}

function limitsByCheck(members: readonly ScenarioRun[]): Map<string, { member: ScenarioRun; limit: Limit }[]> {
  const found = new Map<string, { member: ScenarioRun; limit: Limit }[]>();
  for (const member of members) {
    for (const limit of member.limits) {
      const key = limit.check.name;
      found.set(key, [...(found.get(key) ?? []), { member, limit }]);
    }
  }
  return found;
}

/** The sum as a scenario on a region of its own, so that reports and files treat it like any other. */
function sumScenario(rollUp: RollUp, layout: RollUpLayout): Scenario {
  const { id, title, model, chain, members, targets, files, region } = rollUp;
  const [{ baseYear, horizon, years }] = members;
  const lastObserved = Math.min(...members.map((member) => member.lastObserved));
  const uncertainties = members.map((member) => member.region.inventoryUncertainty);
  const base = { baseYear, years, values: new Map(), observed: new Map() };
  return {
    id,
    title,
    model,
    chain,
    baseYear,
    lastObserved,
    horizon,
    years,
    base,
    given: new Map(),
    levers: new Map(),
    steps: new Map(),
    targets,
    planStatements: [],
    indicators: [],
    notes: [],
    files,
    region: {
      id: region,
      label: { en: region, zh: region },
      plans: [],
      models: [model.name],
      baseYear,
      lastObserved,
      horizon,
      years,
      given: new Map(),
      values: new Map(),
      observed: new Map(),
      observations: [],
      history: summedHistory(rollUp, layout),
      levers: new Map(),
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
  const found = new Map<string, { count: number; value: DatedValue }>();
  for (const { region } of members) {
    for (const own of region.history) {
      const variable = model.variables.get(own.variable);
      if (variable === undefined || !isAmount(variable, layout)) continue;
      if (variable.name === trade?.netCarries.name) continue;
      if (variable.name === trade?.counting.name && trade.countedIn.has(own.cell)) continue;
      const key = `${own.variable} ${own.cell} ${own.year}`;
      const before = found.get(key);
      found.set(key, { count: (before?.count ?? 0) + 1, value: before === undefined ? own : added(before.value, own) });
    }
  }
  return [...found.values()].filter(({ count }) => count === members.length).map(({ value }) => value);
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
