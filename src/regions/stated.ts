import type { Model } from "../engine/language/model.ts";
import { parseUnit } from "../engine/language/parse-unit.ts";
import { convert, describeDimensions, type Unit, type UnitSystem } from "../engine/language/units.ts";
import { isFault } from "../text/problems.ts";
import { grouped, type Row, toNumber } from "./csv.ts";

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
  /** A part of the nation's total that the province has not published. */
  readonly sharedOut?: true;
  /** What it was computed from. */
  readonly from?: readonly Stated[];
}

/** The number of a row of a source table, with `value` and `unit` of its own columns unless told otherwise. */
export function statedRow(row: Row, place: string, value = row.value, unit = row.unit): Stated {
  const bound = (text: string | undefined): number | undefined => (text ? toNumber(text, place) : undefined);
  return {
    value: toNumber(value, place),
    unit,
    low: bound(row.low),
    high: bound(row.high),
    source: row.source ?? "",
    rule: row.estimated ?? "",
    at: row.at,
    ...(row.shared_out === "yes" && { sharedOut: true }),
  };
}

/** A judgement of the data step that rests on no row. */
export function judged(value: number, unit: string, rule: string): Stated {
  return { value, unit, source: "judgement", rule };
}

/** Numbers that another rests on; one that is not known says nothing. */
type Rests = readonly (Stated | undefined)[];

/**
 * A number computed from others. It cites the sources of `from`; `by` are rates and factors whose rows it rests on as
 * well, and whose source is no news of this number. Several rules are joined.
 */
export function stated(value: number, unit: string, from: Rests, rule: string | string[] = "", by: Rests = []): Stated {
  const source = joined(from.map((of) => of?.source ?? ""));
  const rests = [...from, ...by].filter((of) => of !== undefined);
  return { value, unit, source, rule: typeof rule === "string" ? rule : joined(rule), from: rests };
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
  const rules = parts.map(({ rule }) => rule);
  return stated(total, unit, parts, rules);
}

/** The value and its range times a plain number, by what other stated values (`by`) and a further rule say. */
export function scaled(of: Stated, factor: number, rule = "", by: Rests = []): Stated {
  const moved = (number: number): number => number * factor;
  return { ...stated(moved(of.value), of.unit, [of], [of.rule, rule], by), ...rangeOf(of, moved) };
}

/** The range of a value, moved. */
export function rangeOf({ low, high }: Stated, moved: (bound: number) => number): Pick<Stated, "low" | "high"> {
  return { low: low === undefined ? undefined : moved(low), high: high === undefined ? undefined : moved(high) };
}

/** The value with a rule put behind its own. */
export function ruled(of: Stated, rule: string): Stated {
  return { ...of, rule: joined([of.rule, rule]) };
}

/** Every year from the first to the last. */
export function everyYear(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The last of the years (ascending) before the year, and the first after it. */
export function yearsAround(years: readonly number[], year: number): [number | undefined, number | undefined] {
  return [years.filter((y) => y < year).at(-1), years.find((y) => y > year)];
}

/** The years (ascending, at least one) between which the year lies: twice the same where it is one or lies outside. */
export function yearsBetween(years: readonly number[], year: number): [number, number] {
  const from = years.filter((y) => y <= year).at(-1) ?? years[0];
  return [from, years.find((y) => y >= year) ?? from];
}

/** The value between those of two years, linear. */
export function between(first: Stated, from: number, last: Stated, to: number, year: number, rule: string): Stated {
  const value = first.value + ((last.value - first.value) * (year - from)) / (to - from);
  return stated(value, first.unit, [first, last], rule);
}

/** A value and all that it was computed from, each once. */
function partsOf(value: Stated): Set<Stated> {
  const seen = new Set<Stated>();
  const visit = (part: Stated): void => {
    if (seen.has(part)) return;
    seen.add(part);
    for (const other of part.from ?? []) visit(other);
  };
  visit(value);
  return seen;
}

/** Whether it rests on a part of a total that was shared out. */
export function isSharedOut(value: Stated): boolean {
  return [...partsOf(value)].some((part) => part.sharedOut);
}

/** The numbers of source rows that a value rests on, each once. */
export function leavesOf(value: Stated): Stated[] {
  return [...partsOf(value)].filter(({ at }) => at !== undefined);
}

/** The rows of `data/` that a value rests on, each once, in the order of file and line. */
export function rowsOf(value: Stated): string[] {
  return sortedRows(leavesOf(value).flatMap(({ at }) => at?.split(" ") ?? []));
}

/** Places as file:line, each once, in the order of file and line. */
export function sortedRows(rows: readonly string[]): string[] {
  const places = [...new Set(rows)].map((row) => {
    const colon = row.lastIndexOf(":");
    return { row, file: row.slice(0, colon), line: Number(row.slice(colon + 1)) };
  });
  places.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return places.map(({ row }) => row);
}

/** `a.csv:3`, `a.csv:4`, `a.csv:5` and `b.csv:1`, in this order, become `a.csv:3-5; b.csv:1`. */
export function compactRows(rows: readonly string[]): string {
  const byFile = grouped(rows, (row) => row.slice(0, row.lastIndexOf(":")));
  const places = [...byFile].map(([file, of]) => {
    const lines = of.map((row) => Number(row.slice(file.length + 1)));
    const starts = lines.filter((line, i) => line !== lines[i - 1] + 1);
    const ends = lines.filter((line, i) => line !== lines[i + 1] - 1);
    return `${file}:${starts.map((from, i) => (from === ends[i] ? from : `${from}-${ends[i]}`)).join(",")}`;
  });
  return places.join("; ");
}

/** One line of a region's table: a value of a parameter or variable with where it comes from. */
export interface TableRow extends Pick<Stated, "value" | "unit" | "low" | "high" | "source"> {
  readonly id: string;
  readonly members: string;
  readonly year: number | undefined;
  /** The rule in words; empty for what was observed. */
  readonly estimated: string;
  /** Rests on a number that was shared out from a larger region's total. */
  readonly sharedOut?: true;
  /** The value in its own unit and all that it rests on. */
  readonly stated?: Stated;
}

/** The conversion of stated values by the units of a model. What it gives throws where a unit is none or of another dimension. */
export function converter(system: UnitSystem): (value: Stated, unit: string) => Stated {
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
    return { ...stated(moved(value.value), text, [value], value.rule), ...rangeOf(value, moved) };
  };
}

/** The table of a region while it is written, see `tableWriter`. */
export type TableWriter = ReturnType<typeof tableWriter>;

/** A table whose values stand in the units of the model. Writing throws for what the model does not have or cannot convert. */
export function tableWriter({ parameters, variables, units }: Model) {
  const convert = converter(units);
  const rows: TableRow[] = [];
  const putRanged = (path: string, year: number | undefined, value: Stated | undefined): void => {
    if (value === undefined) return;
    const [id, ...members] = path.split(".");
    const variable = variables.get(id);
    const unit = (parameters.get(id) ?? variable)?.unit.text;
    if (unit === undefined) throw new Error(`the model has neither a parameter nor a variable "${id}"`);
    try {
      const { value: number, low, high, source, rule } = convert(value, unit);
      const row = { id, members: members.join("."), year, value: number, unit, low, high, source };
      const sharedOut = variable !== undefined && isSharedOut(value);
      rows.push({ ...row, estimated: rule, ...(sharedOut && { sharedOut: true as const }), stated: value });
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}`);
    }
  };
  return {
    rows,
    /** Writes the value of a cell such as `base_generation.hydro`, of a year or of all; what is not known is left out. */
    put: (path: string, year: number | undefined, value: Stated | undefined): void =>
      putRanged(path, year, value && { ...value, low: undefined, high: undefined }),
    /** The same with the range of the value, which users then may draw from. */
    putRanged,
  };
}
