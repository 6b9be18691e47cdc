import type { Parameter } from "../engine/model.ts";
import type { Place, Problem } from "../engine/problems.ts";
import { type Between, byYear, type CellPath, type Given } from "./cell-path.ts";
import type { PathValue } from "./read-path.ts";

/** One entry of a file, with the cells it speaks of. */
export interface Assignment {
  readonly parameter: Parameter;
  readonly cells: readonly number[];
  /** 0 names one exact cell; more open paths are applied first. */
  readonly open: number;
  readonly value: PathValue;
  readonly at: Place;
  readonly path: string;
}

/** Given cells by parameter; cells that nothing is said about are missing. */
export type GivenCells = ReadonlyMap<string, ReadonlyMap<number, CellPath>>;

interface Draft {
  constant?: Given;
  readonly years: Map<number, Given>;
  between: Between;
}

/**
 * One file's entries laid over what its parents give, cell by cell: years merge, a value without years replaces,
 * null removes. Within the file open paths come first, so that an exact one wins wherever it stands.
 */
export function overlay(parents: GivenCells, assignments: readonly Assignment[], problems: Problem[]): GivenCells {
  const drafts = new Map<string, Map<number, Draft | null>>();
  const exact = new Set<Given>();
  for (const assignment of [...assignments].sort((a, b) => b.open - a.open)) {
    const { name } = assignment.parameter;
    let cells = drafts.get(name);
    if (cells === undefined) {
      cells = new Map();
      drafts.set(name, cells);
    }
    for (const cell of assignment.cells) {
      let draft = cells.get(cell);
      if (draft === undefined) draft = draftOf(parents.get(name)?.get(cell));
      cells.set(cell, lay(draft, assignment, exact, problems));
    }
  }
  const result = new Map(parents);
  for (const [name, cells] of drafts) {
    const merged = new Map(parents.get(name));
    for (const [cell, draft] of cells) {
      if (draft === null || (draft.constant === undefined && draft.years.size === 0)) merged.delete(cell);
      else merged.set(cell, { constant: draft.constant, years: byYear(draft.years), between: draft.between });
    }
    result.set(name, merged);
  }
  return result;
}

function draftOf(path: CellPath | undefined): Draft | null {
  return path === undefined ? null : { constant: path.constant, years: new Map(path.years), between: path.between };
}

function lay(draft: Draft | null, assignment: Assignment, exact: Set<Given>, problems: Problem[]): Draft | null {
  const { value, open, at, path } = assignment;
  if (value.removed) return null;
  const refuseTwin = (twin: Given | undefined): boolean => {
    if (open > 0 || twin === undefined || !exact.has(twin)) return false;
    problems.push({ at, path, message: `given already at ${twin.at.file}:${twin.at.line}; give it once` });
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
    return { constant: note(constant), years: new Map(), between: value.between ?? "linear" };
  }
  if (refuseTwin(draft?.constant)) return draft;
  if (draft?.constant !== undefined && [...value.years.values()].every((given) => given === null)) return draft;
  const next: Draft = draft === null || draft.constant !== undefined ? { years: new Map(), between: "linear" } : draft;
  next.between = value.between ?? next.between;
  for (const [year, given] of value.years) {
    const overrode = draft?.constant ?? next.years.get(year);
    if (refuseTwin(overrode)) continue;
    if (given === null) next.years.delete(year);
    else next.years.set(year, note(overrode === undefined ? given : { ...given, overrode }));
  }
  return next;
}
