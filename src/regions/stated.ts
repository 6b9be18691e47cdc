import type { Model } from "../engine/language/model.ts";
import { parseUnit } from "../engine/language/parse-unit.ts";
import { convert, describeDimensions, type Unit, type UnitSystem } from "../engine/language/units.ts";
import { isFault } from "../text/problems.ts";
import { type Row, toNumber } from "./csv.ts";

/**
 * A number with its unit and what it rests on. Whoever computes one computes all of it at once, so that no text speaks of
 * another number.
 */
export interface Stated {
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  /** Keys of `references.csv`, joined with "; ". */
  readonly source: string;
  /** The rule in words; empty for what was observed. */
  readonly rule: string;
  /** Where it stands in `data/`, as file:line; several are parted by blanks (a sum over provinces). */
  readonly at?: string;
  /** What it was computed from. */
  readonly from?: readonly Stated[];
}

/** The number of a row of a source table, with `value` and `unit` of its own columns unless told otherwise. */
export function statedRow(
  row: Row,
  place: string,
  given: { readonly value?: string; readonly unit?: string } = {},
): Stated {
  const bound = (text: string | undefined): number | undefined => (text ? toNumber(text, place) : undefined);
  return {
    value: toNumber(given.value ?? row.value, place),
    unit: given.unit ?? row.unit,
    low: bound(row.low),
    high: bound(row.high),
    source: row.source ?? "",
    rule: row.estimated ?? "",
    at: row.at,
  };
}

/**
 * A number computed from others. It cites the sources of `from`; `by` are rates and factors whose rows it rests on as
 * well, and whose source is no news of this number.
 */
export function stated(
  value: number,
  unit: string,
  from: readonly Stated[],
  rule = "",
  by: readonly Stated[] = [],
): Stated {
  return { value, unit, source: joined(from.map(({ source }) => source)), rule, from: [...from, ...by] };
}

/** The parts of texts parted by "; ", each once. */
export function joined(texts: readonly string[]): string {
  return [...new Set(texts.flatMap((text) => text.split("; ")))].filter((text) => text !== "").join("; ");
}

/** The sum of values of one unit, with all their sources and rules. Throws where a unit differs. */
export function sum(parts: readonly Stated[], unit = parts[0]?.unit ?? "1"): Stated {
  const other = parts.find((part) => part.unit !== unit);
  if (other !== undefined) throw new Error(`${other.value} ${other.unit} cannot be added to values in ${unit}`);
  const total = parts.reduce((so, { value }) => so + value, 0);
  return stated(total, unit, parts, joined(parts.map(({ rule }) => rule)));
}

/** The value and its range times a plain number, by what other stated values (`by`) and a further rule say. */
export function scaled(of: Stated, factor: number, rule = "", by: readonly Stated[] = []): Stated {
  const moved = (bound: number | undefined): number | undefined => (bound === undefined ? undefined : bound * factor);
  return {
    ...stated(of.value * factor, of.unit, [of], joined([of.rule, rule]), by),
    low: moved(of.low),
    high: moved(of.high),
  };
}

/** The value with a rule put behind its own. */
export function ruled(of: Stated, rule: string): Stated {
  return { ...of, rule: joined([of.rule, rule]) };
}

/** The first of the years that has a value, asked in this order. */
export function firstOf(years: readonly number[], at: (year: number) => Stated | undefined): Stated | undefined {
  for (const year of years) {
    const value = at(year);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The value between those of two years, linear. */
export function between(first: Stated, from: number, last: Stated, to: number, year: number, rule: string): Stated {
  const value = first.value + ((last.value - first.value) * (year - from)) / (to - from);
  return stated(value, first.unit, [first, last], rule);
}

/** The numbers of source rows that a value rests on, each once. */
export function leavesOf(value: Stated): Stated[] {
  const seen = new Set<Stated>();
  const leaves: Stated[] = [];
  const visit = (part: Stated): void => {
    if (seen.has(part)) return;
    seen.add(part);
    if (part.at !== undefined) leaves.push(part);
    for (const other of part.from ?? []) visit(other);
  };
  visit(value);
  return leaves;
}

/** The rows of `data/` that a value rests on, each once, in the order of file and line. */
export function rowsOf(value: Stated): string[] {
  return sortedRows(leavesOf(value).flatMap(({ at }) => at?.split(" ") ?? []));
}

/** Places as file:line, each once, in the order of file and line. */
export function sortedRows(rows: readonly string[]): string[] {
  const lineOf = (row: string): [string, number] => {
    const colon = row.lastIndexOf(":");
    return [row.slice(0, colon), Number(row.slice(colon + 1))];
  };
  return [...new Set(rows)].sort((a, b) => {
    const [[file, line], [other, otherLine]] = [lineOf(a), lineOf(b)];
    return file === other ? line - otherLine : file < other ? -1 : 1;
  });
}

/** `a.csv:3`, `a.csv:4`, `a.csv:5` and `b.csv:1`, in this order, become `a.csv:3-5; b.csv:1`. */
export function compactRows(rows: readonly string[]): string {
  const byFile = new Map<string, [from: number, to: number][]>();
  for (const row of rows) {
    const colon = row.lastIndexOf(":");
    const [file, line] = [row.slice(0, colon), Number(row.slice(colon + 1))];
    const spans = byFile.get(file) ?? [];
    byFile.set(file, spans);
    const last = spans.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else spans.push([line, line]);
  }
  const text = ([from, to]: [number, number]): string => (from === to ? `${from}` : `${from}-${to}`);
  return [...byFile].map(([file, spans]) => `${file}:${spans.map(text).join(",")}`).join("; ");
}

/** One line of a region's table: a value of a parameter or variable with where it comes from. */
export interface TableRow {
  readonly id: string;
  readonly members: string;
  readonly year: number | undefined;
  readonly value: number;
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  /** Keys of `references.csv`, joined with "; ". */
  readonly source: string;
  /** The rule in words; empty for what was observed. */
  readonly estimated: string;
  /** The value in its own unit and all that it rests on. */
  readonly stated?: Stated;
}

/** Converts stated values by the units of a model. */
export type Convert = (value: Stated, unit: string) => Stated;

/** The conversion of a unit system. What it gives throws where a unit is none or of another dimension. */
export function converter(system: UnitSystem): Convert {
  const known = new Map<string, Unit>();
  const unitOf = (text: string): Unit => {
    const unit = known.get(text) ?? parseUnit(system, text);
    if (isFault(unit)) throw new Error(unit.message);
    known.set(text, unit);
    return unit;
  };
  return (value, text) => {
    if (value.unit === text) return value;
    const [from, to] = [unitOf(value.unit), unitOf(text)];
    const up = convert(from, to);
    const down = convert(to, from);
    if (up === undefined || down === undefined)
      throw new Error(
        `${value.value} ${value.unit} is ${describeDimensions(from)}, where ${text} (${describeDimensions(to)}) is wanted`,
      );
    // The whole one of the two factors keeps the digits.
    const moved = (number: number): number => (up >= 1 ? number * up : number / down);
    return {
      ...stated(moved(value.value), text, [value], value.rule),
      low: value.low === undefined ? undefined : moved(value.low),
      high: value.high === undefined ? undefined : moved(value.high),
    };
  };
}

/** The table of a region while it is written. */
export interface TableWriter {
  readonly rows: TableRow[];
  /** Writes the value of a cell such as `base_generation.hydro`, of a year or of all; what is not known is left out. */
  readonly put: (path: string, year: number | undefined, value: Stated | undefined) => void;
  /** The same with the range of the value, which users then may draw from. */
  readonly putRanged: (path: string, year: number | undefined, value: Stated | undefined) => void;
}

/** A table whose values stand in the units of the model. Writing throws for what the model does not have or cannot convert. */
export function tableWriter({ parameters, variables, units }: Model): TableWriter {
  const to = converter(units);
  const rows: TableRow[] = [];
  const write = (path: string, year: number | undefined, value: Stated): TableRow => {
    const [, id, members = ""] = /^([^.]+)(?:\.(.*))?$/.exec(path) ?? [];
    const unit = (parameters.get(id) ?? variables.get(id))?.unit.text;
    if (unit === undefined) throw new Error(`the model has neither a parameter nor a variable "${id}"`);
    try {
      const { value: number, low, high, source, rule } = to(value, unit);
      return { id, members, year, value: number, unit, low, high, source, estimated: rule, stated: value };
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}`);
    }
  };
  return {
    rows,
    put: (path, year, value) => {
      if (value !== undefined) rows.push(write(path, year, { ...value, low: undefined, high: undefined }));
    },
    putRanged: (path, year, value) => {
      if (value !== undefined) rows.push(write(path, year, value));
    },
  };
}
