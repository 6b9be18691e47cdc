import type { Inputs, Model, Variable } from "../../engine/language/model.ts";
import { compile } from "../../engine/program/compile.ts";
import { seekLeast } from "../../statistics/least-meeting.ts";
import { need } from "../../text/need.ts";
import { type Note, note, RunError, saidOf } from "../../text/problems.ts";
import { type Cursor, refuse } from "../../text/reader.ts";
import type { SaidAs } from "../../text/sentences/templates.ts";
import { indicatorValues } from "../indicator-values.ts";
import type { Indicator } from "../indicators.ts";
import { scenarioInputs } from "../paths/inputs.ts";
import type { LeverSpan } from "../paths/years.ts";
import type { DatedValue } from "../region/region-tables.ts";
import { BOUND_WITHIN, movedBy } from "../targets/targets.ts";
import { leverSteps } from "./lever-steps.ts";
import { inWords, quantityOf, type Reach, type Reached, type ReachYear, reachedText } from "./reach.ts";
import { GRID, pulledThrough, SCAN, type ScenarioLever } from "./scenario-levers.ts";

/** A lever that is sized for what it is to reach, and where its file says so. */
export interface Wish {
  readonly reach: Reach;
  readonly at: Cursor;
}

/** What the levers act in. */
export interface ReachGround {
  readonly id: string;
  readonly model: Model;
  readonly indicators: readonly Indicator[];
  readonly base: Inputs;
  readonly levers: ReadonlyMap<string, ScenarioLever>;
  readonly projects: ReadonlyMap<string, ScenarioLever>;
  readonly span: LeverSpan;
  /** Its id is said: a file over several regions sizes a lever in each of them. */
  readonly region: { readonly id: string; readonly history: readonly DatedValue[] };
}

type Levers = ReadonlyMap<string, ScenarioLever>;

/** One of the numbers to be reached. */
interface Unknown {
  readonly id: string;
  readonly wish: Wish;
  /** Its place among those of its lever. */
  readonly k: number;
  readonly asked: ReachYear;
}

/** What the search for one number has found, all others as they were. */
interface Found {
  /** How far the lever comes, in units of the grid. */
  readonly height: number;
  /** `past`: it stands there without the lever; `short`: the best is not enough; `still`: the lever does not move it. */
  readonly end: "found" | "past" | "short" | "still" | "failed";
  readonly monotone: boolean;
}

/** Rounds over all numbers until none moves; levers that work on each other's quantities come nearer by each. */
const MOST_ROUNDS = 40;
/** From this round on a unit of the grid too much, which comes and goes with the others' rounding, stays. */
const PATIENCE = 4;

/**
 * The levers with the strength of each that is to reach a number: the least that does, all others as they are, found on
 * the grid of `seek`. Several are found in the order of the file, again and again until none moves; until its turn comes
 * a lever stands at 0. What cannot be reached is refused at its place, what was found is said in a note.
 */
export function solveReaches(ground: ReachGround, wishes: ReadonlyMap<string, Wish>, notes: Note[]): Levers {
  const unknowns = [...wishes].flatMap(([id, wish]): Unknown[] =>
    wish.reach.years.map((asked, k) => ({ id, wish, k, asked })),
  );
  if (unknowns.length === 0 || unknowns.filter((one, i) => isVain(one, unknowns.slice(0, i), ground)).length > 0)
    return ground.levers;
  const { value, fault, isMissing } = valuesUnder(ground, wishes);
  const heights = new Map([...wishes].map(([id, { reach }]) => [id, reach.years.map(() => 0)]));
  /** The levers as found so far, or one of them at other heights. */
  const leversWith = (other?: string, otherHeights: readonly number[] = []): Levers =>
    new Map(
      [...ground.levers].map(([id, pulled]) => {
        const own = id === other ? otherHeights : heights.get(id);
        return [id, own === undefined ? pulled : placed(pulled, need(wishes, id).reach, own, ground.span)];
      }),
    );

  const found = new Map<Unknown, Found>();
  let moved: readonly Unknown[] = unknowns;
  for (let round = 0; round < MOST_ROUNDS && moved.length > 0; round++) {
    moved = unknowns.filter((unknown) => {
      const { id, k, asked, wish } = unknown;
      const own = need(heights, id);
      const at = (height: number) => value(wish.reach, asked.year, leversWith(id, own.with(k, height)));
      const now = leastThatReaches(asked.asked, at, found.get(unknown), round < PATIENCE ? 1 : 2);
      found.set(unknown, now);
      heights.set(id, own.with(k, now.height));
      return now.height !== own[k];
    });
    // Nothing else has moved since.
    if (unknowns.length === 1) moved = [];
  }
  for (const { id, wish } of moved)
    refuse(wish.at, "reach_unsettled", {
      levers: [...new Set(moved.map((one) => one.id))].filter((one) => one !== id),
    });
  if (moved.length > 0) return ground.levers;

  const solved = leversWith();
  for (const { wish } of unknowns) {
    const { name, years } = wish.reach;
    value(wish.reach, years[0].year, solved);
    if (isMissing(wish.reach)) refuse(wish.at, "reach_not_computed", { name, region: ground.region.id }, years[0].at);
  }
  const reachedBy = (id: string, { reach }: Wish): Reached => {
    const { strength, weights } = need(solved, id);
    const idle = reach.years.map(() => 0);
    const years = reach.years.map((asked) => {
      const [without, come] = [leversWith(id, idle), solved].map((of) => value(reach, asked.year, of));
      return { ...asked, without, found: come, weight: strength * weights[asked.year - ground.span.from] };
    });
    return { ...reach, years };
  };
  const levers = new Map(solved);
  for (const [id, wish] of wishes) levers.set(id, { ...need(solved, id), reach: reachedBy(id, wish) });
  for (const unknown of unknowns) {
    const pulled = need(levers, unknown.id);
    if (pulled.reach !== undefined) tell(unknown, need(found, unknown), pulled, pulled.reach, ground, fault(), notes);
  }
  return levers;
}

/** Whether a number cannot be asked of its lever, or is asked of another one before it; refuses it then. */
function isVain({ id, wish, asked }: Unknown, before: readonly Unknown[], { levers, span, region }: ReachGround) {
  const { name, variable, cell, kind, from } = wish.reach;
  const { year } = asked;
  const at = { ...wish.at, path: `levers.${id}.reach` };
  const count = at.problems.length;
  const pulled = need(levers, id);
  const acts =
    wish.reach.years.length > 1 || pulled.weights.slice(0, year - span.from + 1).some((weight) => weight > 0);
  if (!acts || pulled.start > year) refuse(at, "reach_before", { lever: id, start: pulled.start, year }, asked.at);
  if (from !== undefined && from < span.from && knownIn(region.history, wish.reach, from) === undefined)
    refuse(at, "reach_from", { name, from, region: region.id }, asked.at);
  const twin = before.find(({ wish: { reach: other }, asked: theirs }) => {
    const isSame = other.variable === variable && other.cell === cell && other.kind === kind && other.from === from;
    return isSame && theirs.year === year;
  });
  if (twin !== undefined) refuse(at, "reach_twice", { name, year, other: twin.id, line: twin.asked.at.line }, asked.at);
  return at.problems.length > count;
}

function knownIn(
  history: readonly DatedValue[],
  { variable, cell }: Pick<Reach, "variable" | "cell">,
  year: number,
): number | undefined {
  return history.find((known) => known.variable === variable.name && known.cell === cell && known.year === year)?.given
    .value;
}

/** A lever that comes to these heights in the years of its reach: one is its strength, several are knots. */
function placed(pulled: ScenarioLever, { years }: Reach, heights: readonly number[], span: LeverSpan): ScenarioLever {
  const most = Math.max(...heights);
  const strength = most / GRID;
  if (years.length === 1 || most === 0) return { ...pulled, strength };
  const share = (height: number): number => Math.min(1, Math.ceil((1e6 * height) / most - 1e-6) / 1e6);
  const { start, delay } = pulled;
  // Up to the first of the years it comes by equal steps.
  const knots = new Map([[start - delay, share(heights[0] / (years[0].year - start + 1))]]);
  for (const [k, { year }] of years.entries()) knots.set(year - delay, share(heights[k]));
  return pulledThrough(pulled, strength, knots, span);
}

/**
 * The least height at which a quantity comes to the number, from the side that it stands on without the lever. What was
 * `known` before holds where it still does and `slack` less does not.
 */
function leastThatReaches(
  asked: number,
  at: (height: number) => number,
  known: Found | undefined,
  slack: number,
): Found {
  const without = at(0);
  if (!Number.isFinite(without)) return { height: 0, end: "failed", monotone: true };
  const rounding = BOUND_WITHIN * Math.max(Math.abs(asked), Math.abs(without));
  const sense = Math.sign(asked - without);
  const gain = (value: number): number => sense * (value - without);
  const meets = (value: number): boolean => gain(value) >= Math.abs(asked - without) - rounding;
  if (meets(without)) return { height: 0, end: "past", monotone: true };
  if (known?.end === "found" && meets(at(known.height)) && !meets(at(Math.max(0, known.height - slack)))) return known;
  const seen = new Map<number, number>();
  const { least, scan } = seekLeast(0, GRID, SCAN, (height) => {
    seen.set(height, at(height));
    return meets(need(seen, height));
  });
  const gains = scan.map(({ at: height }) => ({ height, by: gain(need(seen, height)) }));
  const monotone = gains.every(({ by }, i) => i === 0 || by >= gains[i - 1].by - rounding);
  if (least !== undefined) return { height: least, end: "found", monotone };
  const best = gains.reduce((a, b) => (b.by > a.by ? b : a));
  if (best.by > rounding) return { height: best.height, end: "short", monotone };
  return { height: 0, end: gains.some(({ by }) => by < -rounding) ? "past" : "still", monotone: true };
}

/** What the model makes of a quantity under any levers, and why the last run failed, if it did. */
function valuesUnder(
  { id, model, indicators, base, projects, levers, span, region }: ReachGround,
  wishes: ReadonlyMap<string, Wish>,
) {
  const own = new Map(indicators.map((indicator) => [indicator.name, indicator]));
  const names = [...wishes.values()].map(({ reach }) => reach.variable.name);
  const whole = names.some((name) => own.has(name) || name === model.report?.peak.name);
  // Formulas of one's own may read anything, and a boundary is computed where its check holds.
  const outcomes = whole ? undefined : [...new Set(names)];
  const bends = [...wishes.values()].some(({ reach }) => reach.years.length > 1);
  const standing = leverSteps(levers, projects);
  const inputsOf = (of: Levers): Inputs =>
    scenarioInputs({ id, model, base, projects, levers: of, steps: bends ? leverSteps(of, projects) : standing });
  const program = compile(model, base, { outcomes, touched: new Set(standing.keys()) });
  const memory = program.memory();
  let fault: SaidAs<string> | undefined;
  const series = (inputs: Inputs, { name }: Variable, cell: number): Float64Array => {
    const indicator = own.get(name);
    const computed = (variable: string, at: number) => program.series(memory, variable, at);
    return indicator === undefined ? computed(name, cell) : indicatorValues(indicator, model, inputs, computed);
  };
  return {
    fault: () => fault,
    /** Whether the last run lacks what a boundary needs. */
    isMissing: ({ variable, cell }: Reach): boolean => {
      const check = variable === model.report?.peak ? model.report.notComputed.get(cell) : undefined;
      return check !== undefined && program.violations(memory).some((broken) => broken.check === check.name);
    },
    /** NaN where the run fails on its numbers. */
    value: (reach: Reach, year: number, of: Levers): number => {
      const { variable, cell, kind, from = year } = reach;
      const inputs = inputsOf(of);
      try {
        program.update(memory, inputs);
        program.run(memory);
      } catch (error) {
        if (!(error instanceof RunError)) throw error;
        fault = saidOf(error);
        return Number.NaN;
      }
      const values = series(inputs, variable, cell);
      const value = values[year - span.from];
      const before = from < span.from ? knownIn(region.history, reach, from) : values[from - span.from];
      return kind === "level" ? value : movedBy(kind, before ?? Number.NaN, value, year - from);
    },
  };
}

/** Says what was found, or why it cannot be. */
function tell(
  { id, wish, asked, k }: Unknown,
  { end, height, monotone }: Found,
  { start, full, weights, shape }: ScenarioLever,
  reached: Reached,
  { region, span }: ReachGround,
  fault: SaidAs<string> | undefined,
  notes: Note[],
): undefined {
  const { year, text } = asked;
  const at = { ...wish.at, path: `levers.${id}.reach` };
  const { without, found } = reached.years[k];
  const [bare, come] = [without, found].map((value) => inWords(value, asked, reached.variable));
  const said = { name: quantityOf(reached), year, region: region.id, asked: text };
  if (end === "failed") return refuse(at, "reach_fails", { ...said, fault }, asked.at);
  if (end === "still") return refuse(at, "reach_still", { ...said, lever: id, found: bare }, asked.at);
  if (end === "short") {
    const share = shape === "knots" ? 1 : weights[year - span.from];
    const most = { strength: height / GRID, found: come, start, full, share };
    return refuse(at, "reach_short", { ...said, ...most }, asked.at);
  }
  for (const { en, zh } of [reachedText(reached, k), ...(monotone ? [] : [turning])])
    notes.push(note(asked.at, at.path, en, zh));
}

const turning = {
  en: "more of the lever does not always bring more: a stronger setting turns back",
  zh: "并非力度越大越好：力度再大会适得其反",
};
