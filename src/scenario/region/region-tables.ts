import { parameterAddress, variableAddress } from "../../engine/language/address.ts";
import type { Model } from "../../engine/language/model.ts";
import type { Unit } from "../../engine/language/units.ts";
import type { Library } from "../../text/library.ts";
import { hasMoreLines } from "../../text/line-limit.ts";
import { notANumber, plainNumber } from "../../text/plain-number.ts";
import { isFault, likely, type Message, message, type Problem, problem } from "../../text/problems.ts";
import { type Cursor, itemsAt, listingOf, refuse, textAt, topAt } from "../../text/reader.ts";
import type { Code, ValuesOf } from "../../text/sentences/english.ts";
import { headingName, readTable, type TableRow, textsOf, untilTooMany } from "../../text/table.ts";
import { readNamed } from "../chain.ts";
import { amountOnGroup } from "../paths/amounts.ts";
import { type Bounds, bounds } from "../paths/bounds.ts";
import type { Given } from "../paths/cell-path.ts";
import type { Assignment } from "../paths/layers.ts";
import { isQuantityProblem, type Quantity, readQuantity, unitFor } from "../paths/quantity.ts";
import { outside, parseYears, type YearRange } from "../paths/years.ts";
import { regionFileNames, regionPath } from "./region-path.ts";

const required = ["id", "members", "year", "value", "unit"];
const optional = ["source", "estimated", "low", "high", "note", "shared_out"];

/** One row of an observed or history table: a value of a variable in one year. */
export interface DatedValue {
  readonly variable: string;
  readonly cell: number;
  readonly year: number;
  /** In the unit of the variable. */
  readonly given: Given;
}

/** A row of a table that is being read: its path, and what its mistakes and values go through. */
interface Row {
  readonly row: TableRow;
  readonly path: string;
  readonly model: Model;
  /** Units read before; what is said of a wrong one depends on the unit wanted. */
  readonly units: Map<string, Unit>;
  readonly cite: Cite;
  readonly ruleOf: RuleOf;
  readonly problems: Problem[];
}

/** Tables that are remembered: five of each province and those of the nation. Thousands of parents take no more memory. */
const MOST_SHARED = 200;

/** Rows of shared tables that have been read, by model and file, the one used last behind: sixty regions rest on the same national values. */
const shared = new WeakMap<Model, Map<string, { text: string; cite: Cite; assignments: readonly Assignment[] }>>();

/** The parameter rows of the tables that a place lists; without `horizon` the years are those of any region. */
export function readParameterTables(
  library: Library,
  at: Cursor,
  model: Model,
  horizon: YearRange | undefined,
): Assignment[] {
  const { problems } = at;
  const units = new Map<string, Unit>();
  const cite = readCitations(library, problems);
  const known = shared.get(model) ?? new Map();
  shared.set(model, known);
  return tablesOf(library, at).flatMap(({ file, text }) => {
    const before = horizon === undefined ? known.get(file) : undefined;
    if (before?.text === text && before.cite === cite) {
      known.delete(file);
      known.set(file, before);
      return before.assignments;
    }
    const found = problems.length;
    const assignments = rowsOf(library, file, text, { model, units, cite, problems }, (row) =>
      readAssignment(row, horizon),
    );
    if (horizon === undefined && problems.length === found) {
      known.set(file, { text, cite, assignments });
      for (const [oldest] of known) {
        if (known.size <= MOST_SHARED) break;
        known.delete(oldest);
      }
    }
    return assignments;
  });
}

function readAssignment(row: Row, horizon: YearRange | undefined): Assignment | undefined {
  const { model, path, problems } = row;
  const address = parameterAddress(model, path);
  if (isFault(address)) return report(row, model.parameters.has(row.row.get("id")) ? "members" : "id", address);
  const { parameter, cells, open } = address;
  const given = readValue(row, parameter);
  if (given === undefined) return undefined;
  const group = amountOnGroup(model, path, address, [given]);
  if (group !== undefined) return report(row, "members", group);
  const at = topAt(row.row.place(), path, problems);
  if (row.row.get("year") === "")
    return { parameter, cells, open, at, value: { constant: given, years: new Map(), removed: false } };
  if (!parameter.yearly) return refuseIn(row, "year", "year_not_empty", { name: parameter.name });
  const years = readYearColumn(row, horizon);
  if (years === undefined) return undefined;
  const dated = new Map<number, Given>();
  for (let year = years.from; year <= years.to; year++) dated.set(year, given);
  return { parameter, cells, open, at, value: { years: dated, removed: false } };
}

/**
 * The rows of the tables that a place lists which give values of variables, in years within `allowed`.
 * Of `observed` tables, only variables that the model opens to observation may be named.
 */
export function readVariableTables(
  library: Library,
  at: Cursor,
  kind: "observed" | "history",
  model: Model,
  allowed: YearRange,
): DatedValue[] {
  const { problems } = at;
  const tables = { model, units: new Map<string, Unit>(), cite: readCitations(library, problems), problems };
  const stands = new Map<string, Given>();
  return tablesOf(library, at).flatMap(({ file, text }) =>
    rowsOf(library, file, text, tables, (row) => readDated(row, kind, allowed, stands)),
  );
}

function readDated(
  row: Row,
  kind: "observed" | "history",
  allowed: YearRange,
  stands: Map<string, Given>,
): DatedValue[] | undefined {
  const { model, path } = row;
  const address = variableAddress(model, path);
  if (isFault(address)) return report(row, model.variables.has(row.row.get("id")) ? "members" : "id", address);
  const { variable, cell } = address;
  if (kind === "observed" && !variable.observed) {
    const open = [...model.variables.values()].flatMap(({ name, observed }) => (observed ? [name] : []));
    return refuseIn(row, "id", "not_observed", { name: variable.name, open: listingOf(open) });
  }
  const given = readValue(row, variable);
  const years = readYearColumn(row, undefined);
  if (given === undefined || years === undefined) return undefined;
  const { from, to } = allowed;
  if (years.from < from || years.to > to) {
    const year = years.from < from ? years.from : years.to;
    return refuseIn(row, "year", "year_not_in_tables", { year, kind, from: from || undefined, to });
  }
  const values: DatedValue[] = [];
  for (let year = years.from; year <= years.to; year++) {
    const key = `${path} ${year}`;
    const twin = stands.get(key)?.at;
    if (twin !== undefined) {
      refuseIn(row, undefined, "year_given_at", { year, file: twin.file, line: twin.line });
      break;
    }
    stands.set(key, given);
    values.push({ variable: variable.name, cell, year, given });
  }
  return values;
}

/** What each row of a table gives. */
function rowsOf<T>(
  library: Library,
  file: string,
  text: string,
  tables: Omit<Row, "row" | "path" | "ruleOf">,
  read: (row: Row) => T | readonly T[] | undefined,
): T[] {
  const columns = { required, optional, also: () => tableWords(library, "region") };
  const rows = readTable(text, file, columns, tables.problems);
  const ruleOf = rulesOf(rows);
  const looked = untilTooMany(rows, tables.problems);
  return Array.from(looked, (row) => read({ ...tables, row, path: pathOf(row), ruleOf }) ?? []).flat() as T[];
}

function report({ row, path, problems }: Row, column: string | undefined, wrong: Message): undefined {
  problems.push({ at: row.place(column), path, ...wrong });
  return undefined;
}

function refuseIn<C extends Code>(row: Row, column: string | undefined, code: C, values: ValuesOf<C>): undefined {
  return report(row, column, message(code, values));
}

/** The rule of a row in words. */
type RuleOf = (row: TableRow) => string;

/** `as in 2021` stands for the rule of the same cell in that year's row of the table. */
function rulesOf(rows: readonly TableRow[]): RuleOf {
  let byYear: ReadonlyMap<string, string> | undefined;
  return (row) => {
    const text = row.get("estimated");
    if (!text.startsWith("as in ")) return text;
    byYear ??= new Map(rows.map((other) => [`${pathOf(other)} ${other.get("year")}`, other.get("estimated")]));
    return byYear.get(`${pathOf(row)} ${text.slice("as in ".length)}`) ?? text;
  };
}

/** Thirty times the longest table of the shipped regions. */
const MOST_LINES = 20_000;

function tablesOf(library: Library, at: Cursor): { readonly file: string; readonly text: string }[] {
  return itemsAt(at).flatMap((item) => {
    const name = textAt(item);
    if (name === undefined) return [];
    const file = regionPath(library, name);
    const read = readNamed(library, file, item);
    if (read === undefined) return [];
    if (read.text === undefined) {
      const known = regionFileNames(library).filter((candidate) => candidate.endsWith(".csv"));
      return refuse(item, "table_unknown", { file, near: likely(name, known, at.problems) }) ?? [];
    }
    if (!hasMoreLines(read.text, MOST_LINES)) return [{ file, text: read.text }];
    const place = { file, line: MOST_LINES + 1, column: 1 };
    at.problems.push(problem(place, at.path, "table_too_long", { most: MOST_LINES }));
    return [];
  });
}

function pathOf(row: TableRow): string {
  const members = row.get("members");
  return members === "" ? row.get("id") : `${row.get("id")}.${members}`;
}

function readValue(row: Row, rules: Bounds): Given | undefined {
  const { row: cells, units, model, cite, ruleOf } = row;
  const unitText = cells.get("unit");
  const unit = units.get(unitText) ?? (unitText === "" ? undefined : unitFor(model.units, unitText, rules.unit));
  if (isFault(unit)) return report(row, "unit", unit);
  if (unit !== undefined) units.set(unitText, unit);
  const value = readColumn(row, "value", rules, unit);
  if (value === undefined) return undefined;
  const [low, high] = (["low", "high"] as const).map((column) =>
    cells.get(column) === "" ? undefined : readColumn(row, column, rules, unit)?.value,
  );
  if ((low !== undefined && low > value.value) || (high !== undefined && high < value.value))
    return refuseIn(row, "value", "value_between", {});
  const sharedText = cells.get("shared_out");
  const sharedOut = sharedText === "" ? false : yesOrNo.get(headingName(sharedText));
  if (sharedOut === undefined) {
    const allowed = [...yesOrNo.keys()];
    return refuseIn(row, "shared_out", "none_of", { text: sharedText, allowed, near: likely(sharedText, allowed) });
  }
  const estimated = ruleOf(cells);
  return {
    value: value.value,
    text: value.text,
    at: cells.place("value"),
    layer: "region",
    source: cite(cells.get("source")) || undefined,
    estimated: estimated === "true" ? "estimated" : estimated === "false" ? undefined : estimated || undefined,
    low,
    high,
    ...(sharedOut && { sharedOut: true }),
  };
}

const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["no", false],
  ["是", true],
  ["否", false],
]);

/** The number of a column in the unit wanted. */
function readColumn(row: Row, column: "value" | "low" | "high", rules: Bounds, unit?: Unit): Quantity | undefined {
  const text = row.row.get(column);
  const number = plainNumber(text);
  if (number === undefined) return report(row, column, text === "" ? message("value_empty", {}) : notANumber(text));
  const quantity = readQuantity(number, rules.unit, row.model.units, unit);
  if (isQuantityProblem(quantity)) {
    const aboutUnit = unit === undefined || quantity.said?.code === "quantity_unit";
    return report(row, aboutUnit ? "unit" : column, quantity);
  }
  const wrong = bounds(quantity, rules);
  return wrong === undefined ? quantity : report(row, column, wrong);
}

function readYearColumn(row: Row, horizon: YearRange | undefined): YearRange | undefined {
  const text = row.row.get("year");
  const years = parseYears(text);
  if (isFault(years)) return report(row, "year", text === "" ? message("year_empty", {}) : years);
  const wrong = horizon === undefined ? undefined : outside(years, horizon);
  return wrong === undefined ? years : report(row, "year", wrong);
}

/** The shared table of citations by key, beside the regions whose tables name the keys. */
const citationsName = "citations.csv";

const citationColumns = { required: ["key", "citation"], optional: [] };

/** Writes out the keys that stand in the `source` column of a table, such as `cesy_2022; ceads`. */
export type Cite = (source: string) => string;

let lastCited: { readonly text: string; readonly cite: Cite } | undefined;

/** The citations of the library; where it has no such table, or a part of a source is no key, the text stays as it is. */
function readCitations(library: Library, problems: Problem[]): Cite {
  const file = regionPath(library, citationsName);
  const text = library.read(file);
  if (text === undefined) return (source) => source;
  // All regions of a command share the one table.
  if (lastCited?.text === text) return lastCited.cite;
  const before = problems.length;
  const rows = readTable(text, file, citationColumns, problems);
  const citations = new Map(rows.map((row) => [row.get("key"), row.get("citation")]));
  const written = new Map<string, string>();
  const cite: Cite = (source) => {
    let citation = written.get(source);
    if (citation === undefined) {
      citation = source
        .split("; ")
        .map((part) => citations.get(part) ?? part)
        .join("; ");
      written.set(source, citation);
    }
    return citation;
  };
  if (problems.length === before) lastCited = { text, cite };
  return cite;
}

const tableWordsFile = "data/china/table_words.csv";

/** Tables whose headings and variables have other names, in English and Chinese. */
export type WordedTable =
  | "starter"
  | "starter_variable"
  | "country"
  | "region"
  | "reported"
  | "promise"
  | "promise_kind"
  | "promise_stage"
  | "promise_operator";

let lastWords:
  | { readonly text: string; readonly words: ReadonlyMap<WordedTable, ReadonlyMap<string, string>> }
  | undefined;

/** What the columns or variables of a table are called beside their names: the name by `headingName` of each word. */
export function tableWords(library: Library, table: WordedTable): ReadonlyMap<string, string> {
  const text = library.read(tableWordsFile) ?? "table,name,en,zh";
  if (lastWords?.text !== text) {
    const words = new Map<WordedTable, Map<string, string>>();
    for (const row of readTable(text, tableWordsFile, { required: ["table", "name", "en", "zh"], optional: [] }, [])) {
      const { name, en, zh } = textsOf(row, ["name", "en", "zh"]);
      const known = words.get(row.get("table") as WordedTable) ?? new Map<string, string>();
      words.set(row.get("table") as WordedTable, known);
      for (const word of [name, ...en.split("|"), ...zh.split("|")])
        if (word !== "") known.set(headingName(word), name);
    }
    lastWords = { text, words };
  }
  return lastWords.words.get(table) ?? new Map();
}
