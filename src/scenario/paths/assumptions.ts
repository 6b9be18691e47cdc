import { cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model, Parameter } from "../../engine/language/model.ts";
import { type Note, note, type Problem } from "../../text/problems.ts";
import { cursorAt, isNothing, mapAt, refuse } from "../../text/reader.ts";
import type { Link } from "../chain.ts";
import { refuseRemoval } from "../merge.ts";
import type { Region } from "../region/region.ts";
import { readAssignments } from "./amounts.ts";
import { atEnd, type CellPath, expand, hasRange, originAt } from "./cell-path.ts";
import { type Assignment, type GivenCells, overlay } from "./layers.ts";
import { withUnit } from "./quantity.ts";

/**
 * What all files of the chain assume, each laid over its parents. A parent written for another region (or for the same
 * one before its base year was moved) may speak of years that this one does not have.
 */
export function readAssumptions(
  links: readonly Link[],
  model: Model,
  horizon: { from: number; to: number },
  region: Pick<Region, "given" | "id">,
  problems: Problem[],
  notes: Note[],
): GivenCells {
  let assumed: GivenCells = new Map();
  const states: GivenCells[] = [];
  let parent = region.id;
  for (const [i, { id, root }] of links.entries()) {
    const allowed = links.slice(i + 1).some((child) => child.root.node.entries.has("region")) ? undefined : horizon;
    const under = parent;
    parent = id;
    const entry = root.node.entries.get("assume");
    if (entry === undefined) continue;
    const before = assumed;
    const at = cursorAt(entry.value, "assume", problems, entry.keyAt);
    if (isNothing(entry.value)) {
      if (states.length === 0) refuseRemoval(at, { kind: "section", name: "assume" });
      states.push(before);
      assumed = new Map();
      continue;
    }
    const map = mapAt(at, "{gdp_growth: 5 %/yr}");
    if (map === undefined) continue;
    const assignments = readAssignments(map, model, "assume", allowed);
    for (const { parameter, cells, value, at: said } of assignments) {
      const paths = cells.map((cell) => region.given.get(parameter.name)?.get(cell));
      const { end } = value;
      if (end !== undefined && !paths.some((path) => path !== undefined && hasRange(path, end)))
        refuse(said, "range_unknown", { end, name: parameter.name });
    }
    // Of a group, members that the region has nothing of stay as they are.
    const ranged = assignments.map((assignment) => {
      const { parameter, cells, value } = assignment;
      const given = region.given.get(parameter.name);
      return value.end === undefined ? assignment : { ...assignment, cells: cells.filter((cell) => given?.has(cell)) };
    });
    assumed = overlay(before, ranged, states);
    states.push(before);
    const on = (state: GivenCells) => assume(region.given, state, model);
    noteHeld(assignments, on(before), on(assumed), under, horizon, model, notes);
  }
  return assumed;
}

/** An assumption stands on what the region gives: its constant replaces that, its years hold from the first one on. */
export function assume(region: GivenCells, assumed: GivenCells, model: Model): GivenCells {
  const given = new Map(region);
  for (const [name, cells] of assumed) {
    const merged = new Map(region.get(name));
    const parameter = model.parameters.get(name) as Parameter;
    for (const [cell, path] of cells) merged.set(cell, standingOn(path, region.get(name)?.get(cell), parameter));
    given.set(name, merged);
  }
  return given;
}

/** The path with the region's own, or where that is asked for the model's default, beneath all that is assumed. */
function standingOn(path: CellPath, region: CellPath | undefined, parameter: Parameter): CellPath {
  // What lies there without a range was refused where it was asked for.
  if (path.end !== undefined && region !== undefined) return atEnd(region, path.end);
  const below =
    path.below !== undefined
      ? standingOn(path.below, region, parameter)
      : (region ?? (path.atLeast || path.afterwards === "as parent" ? defaultOf(parameter) : undefined));
  return { ...path, below };
}

function defaultOf({ default: value, unit, at }: Parameter): CellPath | undefined {
  if (value === undefined) return undefined;
  return { constant: { value, text: withUnit(value, unit), at, layer: "region" }, years: new Map(), between: "linear" };
}

/** The region's numbers with what is assumed in their place. */
export function baseInputs(model: Model, region: Region, assumed: GivenCells, given: GivenCells): Inputs {
  const values = new Map(region.values);
  for (const [name, cells] of assumed) {
    const numbers = (region.values.get(name) as Float64Array).slice();
    const { size } = model.parameters.get(name) as Parameter;
    const count = numbers.length / size;
    for (const cell of cells.keys()) {
      const series = expand(given.get(name)?.get(cell) as CellPath, region.baseYear, count);
      for (let i = 0; i < count; i++) numbers[i * size + cell] = series[i];
    }
    values.set(name, numbers);
  }
  return { baseYear: region.baseYear, years: region.years, values, observed: region.observed };
}

/**
 * Says where an assumption ends before the path that it stands on and so holds its last number, while that path still
 * moves: who gives one year may mean that year alone.
 */
function noteHeld(
  assignments: readonly Assignment[],
  before: GivenCells,
  after: GivenCells,
  parent: string,
  { to }: { readonly to: number },
  model: Model,
  notes: Note[],
): void {
  for (const { parameter, cells, value } of assignments) {
    if (value.afterwards !== undefined || value.atLeast || value.years.size === 0) continue;
    for (const cell of cells) {
      const path = after.get(parameter.name)?.get(cell);
      const under = before.get(parameter.name)?.get(cell);
      const last = path === undefined ? undefined : [...path.years.keys()].at(-1);
      if (path === undefined || under === undefined || last === undefined || path.afterwards !== undefined) continue;
      const given = path.years.get(last);
      if (given === undefined || value.years.get(last)?.at !== given.at) continue;
      const moved = furthest(under, last, to);
      if (moved === undefined) continue;
      const reached = withUnit(Number(moved.value.toPrecision(3)), parameter.unit);
      const at = ["assume", parameter.name, ...cellNames(model, parameter.over)[cell]].join(".");
      const en = `held at ${given.text} from ${last} on; ${parent} reaches ${reached} in ${moved.year}`;
      const zh = `自 ${last} 年起保持 ${given.text}；${parent} 在 ${moved.year} 年达到 ${reached}`;
      notes.push(note(given.at, at, en, zh));
      break;
    }
  }
}

/** Where the path is farthest from its number of `last` in the years after; undefined where it does not move any more. */
function furthest(path: CellPath, last: number, to: number): { year: number; value: number } | undefined {
  const start = originAt(path, last).value;
  let found: { year: number; value: number } | undefined;
  for (let year = last + 1; year <= to; year++) {
    const { value } = originAt(path, year);
    if (value !== start && Math.abs(value - start) >= Math.abs((found?.value ?? start) - start))
      found = { year, value };
  }
  return found;
}
