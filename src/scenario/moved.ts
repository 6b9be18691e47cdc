import { need } from "../text/need.ts";
import { VERSION } from "../text/version.ts";
import type { Lever } from "./levers/lever.ts";
import { leverSteps } from "./levers/lever-steps.ts";
import { pulledAsWritten, pulledBetween, type ScenarioLever } from "./levers/scenario-levers.ts";
import { pulledIn } from "./paths/inputs.ts";
import type { Scenario } from "./scenario.ts";

// A scenario changed by hand, in memory and as the file that says the same: both give the same numbers to the bit.

/** How a lever or project is pulled instead; without years those of the scenario, or of its own file. */
export interface LeverMove {
  /** From 0 to 1. */
  readonly strength: number;
  readonly start?: number;
  readonly full?: number;
}

/** What is changed of a scenario. */
export interface Moves {
  readonly levers: ReadonlyMap<string, LeverMove>;
  /** What is added to the economy's growth in every year that is not observed, as a part of 1. */
  readonly growth: number;
  /** How plans are delivered where it is drawn how sure a peak is, as `delivery:` of a design says it: in words, or as a part of what they say; no path follows from it. */
  readonly delivery?: "as planned" | "as before" | number;
}

/** How every file begins that a page has written. */
export const BY_PAGE = "# Written by the page of peakpath";

const unmoved: Moves = { levers: new Map(), growth: 0 };

const decided: ReadonlySet<string> = new Set(["operating", "building", "approved"]);

const movable = new WeakMap<Scenario, ReadonlyMap<string, ScenarioLever>>();

/** What can be pulled of a scenario's region: its own levers and projects first, then those that stand still in it. */
export function leversToMove(scenario: Scenario): ReadonlyMap<string, ScenarioLever> {
  const before = movable.get(scenario);
  if (before !== undefined) return before;
  const span = spanOf(scenario);
  const known = new Map(pulledIn(scenario));
  const set = new Set([...known.values()].flatMap(({ lever }) => cellsSet(lever)));
  for (const [id, lever] of scenario.region.levers) {
    const own = cellsSet(lever);
    // Two that set one cell contradict each other, so that a file may not have both.
    if (known.has(id) || own.some((cell) => set.has(cell))) continue;
    known.set(id, pulledAsWritten(lever, 0, span));
    for (const cell of own) set.add(cell);
  }
  movable.set(scenario, known);
  return known;
}

function cellsSet({ effects }: Lever): string[] {
  return effects.flatMap(({ mode, parameter, cells }) =>
    mode === "set" ? cells.map((cell) => `${parameter.name} ${cell}`) : [],
  );
}

function spanOf({ baseYear, horizon, lastObserved }: Scenario) {
  return { from: baseYear, to: horizon, lastObserved };
}

/** The name of the parameter that is the economy's growth, where the model says which it is. */
export function growthParameter({ model }: Scenario): string | undefined {
  return model.report?.certainty?.growth.name;
}

/**
 * The scenario with what is changed.
 *
 * @throws RangeError for a lever that its region does not have.
 */
export function movedScenario(scenario: Scenario, moves: Moves = unmoved): Scenario {
  const levers = new Map(scenario.levers);
  const projects = new Map(scenario.projects);
  const known = leversToMove(scenario);
  for (const [id, { strength, start, full }] of moves.levers) {
    const pulled = known.get(id);
    if (pulled === undefined) throw new RangeError(`no lever "${id}" in ${scenario.id}`);
    const moved = pulledBetween(pulled, strength, { start, full }, spanOf(scenario));
    const { project } = pulled.lever;
    const stands = project !== undefined && (decided.has(project.status) || strength === 0);
    levers.delete(id);
    projects.delete(id);
    (stands ? projects : levers).set(id, moved);
  }
  return { ...scenario, levers, projects, steps: leverSteps(levers, projects), base: movedBase(scenario, moves) };
}

function movedBase(scenario: Scenario, { growth }: Moves): Scenario["base"] {
  const name = growthParameter(scenario);
  if (growth === 0 || name === undefined) return scenario.base;
  const values = new Map(scenario.base.values);
  return { ...scenario.base, values: values.set(name, movedGrowth(scenario, name, growth)) };
}

function movedGrowth({ base, lastObserved, baseYear }: Scenario, name: string, growth: number): Float64Array {
  return need(base.values, name).map((value, i) => (baseYear + i > lastObserved ? value + growth : value));
}

/** What `delivery:` of a design says of the scenario as moved: of a part, of each family of measures that it pulls. */
function deliveryLines(scenario: Scenario, moves: Moves): string[] {
  const { delivery } = moves;
  if (delivery === undefined) return [];
  if (typeof delivery === "string") return ["design:", "  inputs: calibrated", `  delivery: ${delivery}`];
  const pulled = [...pulledIn(movedScenario(scenario, moves)).values()];
  const measures = pulled.filter(({ lever: { project } }) => project === undefined);
  const families = [...new Set(measures.map(({ lever }) => lever.family))];
  const strength = `{strength: {spread: discrete, values: [${delivery}]}}`;
  return families.length === 0
    ? deliveryLines(scenario, { ...moves, delivery: "as before" })
    : ["design:", "  inputs: calibrated", "  delivery:", ...families.map((family) => `    ${family}: ${strength}`)];
}

/** The file that says the same, to stand beside the scenario's own: its child with what differs. */
export function movedText(scenario: Scenario, moves: Moves, title: { en: string; zh: string }): string {
  const { levers, growth } = moves;
  const known = leversToMove(scenario);
  const lines = [...levers].map(([id, { strength, start, full }]) => {
    const pulled = need(known, id);
    const { shape } = pulled;
    const years = {
      ...(start === undefined && full === undefined ? {} : { ...yearsOf(pulled, { start, full }) }),
    };
    const said = Object.entries({ strength, ...years }).map(([key, value]) => `${key}: ${value}`);
    if ("start" in years) said.push(`shape: ${shape === "knots" ? "linear" : shape}`, "delay: 0");
    return `  ${id}: {${said.join(", ")}}`;
  });
  const name = growthParameter(scenario);
  const assumed =
    growth === 0 || name === undefined
      ? []
      : [
          "assume:",
          `  ${name}:`,
          `    unit: ${JSON.stringify(need(scenario.model.parameters, name).unit.text)}`,
          ...[...movedGrowth(scenario, name, growth)].flatMap((value, i) => {
            const year = scenario.baseYear + i;
            return year > scenario.lastObserved ? [`    ${year}: ${value}`] : [];
          }),
        ];
  return `${[
    `${BY_PAGE} ${VERSION}: what differs from ${scenario.id}. Put it into scenarios/${scenario.id.replace(/\/[^/]*$/, "")}/`,
    `extends: ${scenario.id.replace(/^.*\//, "")}`,
    `title: {en: ${JSON.stringify(title.en)}, zh: ${JSON.stringify(title.zh)}}`,
    ...(lines.length === 0 ? [] : ["levers:", ...lines]),
    ...assumed,
    ...deliveryLines(scenario, moves),
  ].join("\n")}\n`;
}

/** The years that a lever is asked to have: those given, beside them its own. */
export function yearsOf(
  { start: begins, full: ends, shape }: Pick<ScenarioLever, "start" | "full" | "shape">,
  { start = begins, full = ends }: Pick<LeverMove, "start" | "full">,
): { readonly start: number; readonly full: number } {
  return { start, full: shape === "step" ? start : Math.max(start, full) };
}
