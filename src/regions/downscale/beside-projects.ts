import { cellNames } from "../../engine/language/cells.ts";
import type { Parameter } from "../../engine/language/model.ts";
import { filledOf } from "../../scenario/levers/project.ts";
import { type CellPath, type Given, originAt } from "../../scenario/paths/cell-path.ts";
import { scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { need } from "../../text/need.ts";
import { everyYear } from "../stated.ts";
import { type RegionNumbers, regionNumbers } from "./region-numbers.ts";
import { type CityFacts, factAt, type RuleOf, ruleOrThrow } from "./shares.ts";

/** What a region plans beside the projects of its parts, and the facts of a part without them. */
export interface BesideProjects {
  readonly parent: RegionNumbers;
  readonly facts: (of: CityFacts) => CityFacts;
}

/** What projects add to a cell by year, and how the plan of the cell falls apart into these and the rest. */
interface Taken {
  readonly parameter: Parameter;
  readonly cell: number;
  readonly amounts: Float64Array;
  /** A potential, which holds what projects add, and no plan. */
  readonly isRoom: boolean;
}

/**
 * The region's plans and potentials as its reference has them with all projects, less those in `located`: what its parts
 * take their shares of, each with its own projects on top, so that they sum to the region. What a part's list of plants
 * has after the last observed year stands among the projects and is left out of it.
 */
export function besideProjects(
  parent: RegionNumbers,
  reference: Scenario,
  located: ReadonlySet<string>,
  ruleOf: RuleOf,
): BesideProjects {
  const { region, model } = parent;
  const taken = takenBy(reference, located);
  const composed = scenarioInputs(reference).values;
  const values = new Map(region.values);
  const given = new Map(region.given);
  const listed = new Set<string>();
  for (const { parameter, cell, amounts, isRoom } of taken) {
    const { name, size, over } = parameter;
    const whole = need(composed, name);
    const left = amounts.map((amount, i) => Math.max(0, whole[i * size + cell] - amount));
    // Where projects come before the plan has them, the plan holds them back: what stands in the parts does not fall again.
    if (!isRoom)
      for (let i = left.length - 2; i > region.lastObserved - region.baseYear; i--) {
        const falls = Math.max(0, whole[i * size + cell] - whole[(i + 1) * size + cell]);
        left[i] = Math.min(left[i], left[i + 1] + falls);
      }
    const own = (values.get(name) ?? whole).slice();
    for (const [i, value] of left.entries()) own[i * size + cell] = value;
    values.set(name, own);
    const cells = new Map(given.get(name));
    const path = cells.get(cell);
    if (path !== undefined) cells.set(cell, pathOf(left, path, region.baseYear));
    given.set(name, cells);
    if (!isRoom && amounts.some((amount) => amount !== 0))
      listed.add(ruleOrThrow(ruleOf, name, cellNames(model, over)[cell]).share);
  }
  const known = (rows: CityFacts, variable: string): [number, NonNullable<ReturnType<typeof statedAt>>][] => {
    const last = statedAt(rows, variable, region.lastObserved);
    const until = [...need(rows, variable)].filter(([year]) => year < region.lastObserved);
    return last === undefined ? until : [...until, [region.lastObserved, last]];
  };
  return {
    parent: regionNumbers({ ...region, values, given }, model),
    facts: (of) =>
      new Map([...of].map(([name, rows]) => [name, listed.has(name) ? new Map(known(of, name)) : rows] as const)),
  };
}

function statedAt(facts: CityFacts, variable: string, year: number) {
  const value = factAt(facts, variable, year);
  const [first] = facts.get(variable)?.values() ?? [];
  return value === undefined ? undefined : { ...first, value };
}

/** What the located projects that act add, by cell of all plans with projects and of the potentials that these stay within. */
function takenBy({ projects, model }: Scenario, located: ReadonlySet<string>): Iterable<Taken> {
  const taken = new Map<string, Taken>();
  for (const [id, { lever, strength, weights }] of projects) {
    const filled = filledOf(model, lever);
    if (filled === undefined) continue;
    const { effect, within } = filled;
    for (const parameter of [effect.parameter, ...(within === undefined ? [] : [within])])
      for (const cell of effect.cells) {
        const key = `${parameter.name} ${cell}`;
        const amounts = taken.get(key)?.amounts ?? new Float64Array(weights.length);
        if (located.has(id))
          for (const [i, weight] of weights.entries()) amounts[i] += strength * weight * effect.amounts[i];
        taken.set(key, { parameter, cell, amounts, isRoom: parameter === within });
      }
  }
  return taken.values();
}

/** The values as a path: its bends, and the years of the path before, which would stay beside them. */
function pathOf(values: Float64Array, before: CellPath, baseYear: number): CellPath {
  const last = values.length - 1;
  const isBend = (i: number): boolean =>
    i === 0 || i === last || Math.abs(values[i - 1] + values[i + 1] - 2 * values[i]) > 1e-9;
  const kept = everyYear(baseYear, baseYear + last).filter((year, i) => before.years.has(year) || isBend(i));
  const at = (year: number): Given => ({ ...originAt(before, year).givens[0], value: values[year - baseYear] });
  return { years: new Map(kept.map((year) => [year, at(year)])), between: "linear" };
}
