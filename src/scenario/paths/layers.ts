import type { Parameter } from "../../engine/language/model.ts";
import { likely } from "../../text/problems.ts";
import { type Cursor, refuse } from "../../text/reader.ts";
import { refuseRemoval } from "../merge.ts";
import { type Afterwards, type Between, byYear, type CellPath, type Given, type RangeEnd } from "./cell-path.ts";
import type { PathValue } from "./read-path.ts";

/** One entry of a file, with the cells it speaks of. */
export interface Assignment {
  readonly parameter: Parameter;
  readonly cells: readonly number[];
  /** 0 names one exact cell; more open paths are applied first. */
  readonly open: number;
  readonly value: PathValue;
  readonly at: Cursor;
}

/** Given cells by parameter; cells that nothing is said about are missing. */
export type GivenCells = ReadonlyMap<string, ReadonlyMap<number, CellPath>>;

interface Draft {
  constant?: Given;
  readonly years: Map<number, Given>;
  between: Between;
  afterwards?: Afterwards;
  atLeast?: boolean;
  end?: RangeEnd;
  below?: CellPath;
}

/** The fullest of the shipped regions gives some ten thousand. */
const MOST_VALUES = 1_000_000;

/**
 * One file's entries laid over what its parents give, cell by cell: years merge, a value without years replaces,
 * null removes. Within the file open paths come first, so that an exact one wins wherever it stands. What removes nothing
 * that the parents or anything before them (`earlier`) give is reported.
 */
export function overlay(
  parents: GivenCells,
  assignments: readonly Assignment[],
  earlier: readonly GivenCells[] = [],
): GivenCells {
  const drafts = new Map<string, Map<number, Draft | null>>();
  const exact = new Set<Given>();
  let given = 0;
  for (const assignment of [...assignments].sort((a, b) => b.open - a.open)) {
    const { name } = assignment.parameter;
    given += assignment.cells.length * Math.max(assignment.value.years.size, 1);
    if (given > MOST_VALUES) {
      refuse(assignment.at, "values_too_many", { most: MOST_VALUES }, assignment.at.keyAt);
      break;
    }
    const cells = drafts.get(name) ?? new Map<number, Draft | null>();
    drafts.set(name, cells);
    const standing = (cell: number): Draft | null => {
      const draft = cells.get(cell);
      const path = parents.get(name)?.get(cell);
      return draft !== undefined || path === undefined ? (draft ?? null) : { ...path, years: new Map(path.years) };
    };
    refuseRemovals(assignment, standing, [...earlier, parents]);
    for (const cell of assignment.cells) cells.set(cell, lay(standing(cell), assignment, exact));
  }
  const result = new Map(parents);
  for (const [name, cells] of drafts) {
    const merged = new Map(parents.get(name));
    for (const [cell, draft] of cells) {
      const path = draft === null ? undefined : pathOf(draft);
      if (path === undefined) merged.delete(cell);
      else merged.set(cell, path);
    }
    result.set(name, merged);
  }
  return result;
}

/** The path of a draft; what it stands on where all its own years have been removed. */
function pathOf(draft: Draft): CellPath | undefined {
  if (draft.constant === undefined && draft.years.size === 0 && draft.end === undefined) return draft.below;
  return { ...draft, years: byYear(draft.years) };
}

/** Reports what the assignment removes without any of its cells having had it. */
function refuseRemovals(
  { parameter, cells, value, at }: Assignment,
  standing: (cell: number) => Draft | null,
  states: readonly GivenCells[],
): void {
  const before = (cell: number) => states.map((state) => state.get(parameter.name)?.get(cell));
  if (value.removed && !cells.some((cell) => standing(cell) !== null || before(cell).some(Boolean))) {
    const [section, ...own] = at.path.split(".");
    const kind = section === "assume" ? "assumption" : "parameter";
    const given = [...(states.at(-1) as GivenCells)].filter(([, paths]) => paths.size > 0).map(([name]) => name);
    refuseRemoval(at, { kind, name: own.join(".") }, likely(parameter.name, given, at.problems));
  }
  for (const { from, to, at: keyAt } of value.removals ?? []) {
    const within = (given: CellPath | Draft | null | undefined): boolean =>
      [...(given?.years.keys() ?? [])].some((year) => year >= from && year <= to) ||
      (given?.below !== undefined && given.below !== null && within(given.below));
    if (cells.some((cell) => within(standing(cell)) || before(cell).some(within))) continue;
    const years = from === to ? String(from) : `${from}-${to}`;
    refuseRemoval({ ...at, path: `${at.path}.${years}`, keyAt }, { kind: "years", years });
  }
}

function lay(draft: Draft | null, assignment: Assignment, exact: Set<Given>): Draft | null {
  const { value, open, at, parameter } = assignment;
  const usual = parameter.between ?? "linear";
  if (value.removed) return null;
  if (value.end !== undefined) return { years: new Map(), between: usual, end: value.end };
  const refuseTwin = (twin: Given | undefined): boolean => {
    if (open > 0 || twin === undefined || !exact.has(twin)) return false;
    refuse(at, "given_at", { file: twin.at.file, line: twin.at.line }, at.keyAt);
    return true;
  };
  const note = (given: Given): Given => {
    if (open === 0) exact.add(given);
    return given;
  };
  const first = draft?.years.values().next().value;
  if (value.constant !== undefined) {
    const overrode = draft?.constant ?? first;
    if (refuseTwin(overrode)) return draft;
    const constant = overrode === undefined ? value.constant : { ...value.constant, overrode };
    const between = value.between ?? usual;
    if (!value.atLeast) return { constant: note(constant), years: new Map(), between };
    const below = draft === null ? undefined : pathOf(draft);
    return { constant: note(value.constant), years: new Map(), between, atLeast: true, below };
  }
  if (refuseTwin(draft?.constant)) return draft;
  if (draft?.constant !== undefined && [...value.years.values()].every((given) => given === null)) return draft;
  const stands = draft !== null && isStanding(draft, value);
  if (stands) for (const [year, given] of value.years) if (given === null) draft.years.delete(year);
  const next: Draft =
    draft === null || (draft.constant !== undefined && !stands)
      ? { years: new Map(), between: usual }
      : stands
        ? { years: new Map(), between: usual, below: pathOf(draft) }
        : draft;
  next.end = undefined;
  next.between = value.between ?? next.between;
  if (value.afterwards !== undefined) next.afterwards = value.afterwards;
  if (value.atLeast) next.atLeast = true;
  for (const [year, given] of value.years) {
    const overrode = draft?.constant ?? (stands ? draft : next).years.get(year);
    if (refuseTwin(overrode)) continue;
    if (given === null) next.years.delete(year);
    else next.years.set(year, note(overrode === undefined || stands ? given : { ...given, overrode }));
  }
  return next;
}

/** Whether new years stand on the path before instead of merging with its own: one of the two goes on under the other. */
function isStanding(draft: Draft, value: PathValue): boolean {
  if ([...value.years.values()].every((given) => given === null)) return false;
  return [draft.afterwards, value.afterwards].includes("as parent") || draft.atLeast === true || value.atLeast === true;
}
