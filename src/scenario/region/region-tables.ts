import type { Model } from "../../engine/language/model.ts";
import { parseUnit, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import type { Library } from "../../text/library.ts";
import { hasMoreLines } from "../../text/line-limit.ts";
import { notANumber, plainNumber } from "../../text/plain-number.ts";
import { type Problem, suggestion } from "../../text/problems.ts";
import { listed, quote } from "../../text/quote.ts";
import { asText, itemsOf } from "../../text/reader.ts";
import { readTable, type TableColumns, type TableRow, untilTooMany } from "../../text/table.ts";
import type { Located } from "../../text/yaml.ts";
import { parameterAddress, variableAddress } from "../paths/address.ts";
import { amountOnGroup } from "../paths/amounts.ts";
import type { Given } from "../paths/cell-path.ts";
import type { Assignment } from "../paths/layers.ts";
import { isQuantityProblem, type Quantity, readQuantity, withUnitWanted } from "../paths/quantity.ts";
import { type Bounds, bounds } from "../paths/read-path.ts";
import { outside, parseYears, type YearRange } from "../paths/years.ts";
import { readNamed } from "../read-named.ts";
import { type Cite, readCitations } from "./citations.ts";
import { tableWords } from "./table-words.ts";

function columnsFor(library: Library): TableColumns {
  return {
    required: ["id", "members", "year", "value", "unit"],
    optional: ["source", "estimated", "low", "high", "note"],
    also: () => tableWords(library, "region"),
  };
}

/** Where regions and their tables stand. */
export const regionFolder = "data/regions";

/** One row of an observed or history table: a value of a variable in one year. */
export interface DatedValue {
  readonly variable: string;
  readonly cell: number;
  readonly year: number;
  /** In the unit of the variable. */
  readonly given: Given;
}

/** Rows of shared tables that have been read, by model and file: sixty regions rest on the same national values. */
const shared = new WeakMap<Model, Map<string, { text: string; cite: Cite; assignments: readonly Assignment[] }>>();

/** The parameter rows of the tables listed at `node`; without `horizon` the years are those of any region. */
export function readParameterTables(
  library: Library,
  node: Located,
  model: Model,
  horizon: YearRange | undefined,
  problems: Problem[],
): Assignment[] {
  const units = new Map<string, Unit>();
  const cite = readCitations(library, problems);
  const known = shared.get(model) ?? new Map();
  shared.set(model, known);
  return tablesOf(library, node, "tables", problems).flatMap(({ file, text }) => {
    const before = horizon === undefined ? known.get(file) : undefined;
    if (before?.text === text && before.cite === cite) return before.assignments;
    const found = problems.length;
    const rows = readTable(text, file, columnsFor(library), problems);
    const ruleOf = rulesOf(rows);
    const assignments: Assignment[] = [];
    for (const row of untilTooMany(rows, problems)) {
      const assignment = readAssignment(row, model, horizon, units, cite, ruleOf, problems);
      if (assignment !== undefined) assignments.push(assignment);
    }
    if (horizon === undefined && problems.length === found) known.set(file, { text, cite, assignments });
    return assignments;
  });
}

function readAssignment(
  row: TableRow,
  model: Model,
  horizon: YearRange | undefined,
  units: Map<string, Unit>,
  cite: Cite,
  ruleOf: RuleOf,
  problems: Problem[],
): Assignment | undefined {
  const path = pathOf(row);
  const address = parameterAddress(model, path);
  if (typeof address === "string") {
    problems.push({ at: row.place(model.parameters.has(row.get("id")) ? "members" : "id"), path, message: address });
    return undefined;
  }
  const { parameter, cells, open } = address;
  const given = readRow(row, path, parameter, model.units, units, cite, ruleOf, problems);
  if (given === undefined) return undefined;
  const group = amountOnGroup(model, path, address, [given]);
  if (group !== undefined) {
    problems.push({ at: row.place("members"), path, message: group });
    return undefined;
  }
  const at = row.place();
  if (row.get("year") === "")
    return { parameter, cells, open, at, path, value: { constant: given, years: new Map(), removed: false } };
  if (!parameter.yearly) {
    problems.push({
      at: row.place("year"),
      path,
      message: `"${parameter.name}" is one number, not a path over years; leave the year empty`,
    });
    return undefined;
  }
  const years = readYearColumn(row, path, horizon, problems);
  if (years === undefined) return undefined;
  const dated = new Map<number, Given>();
  for (let year = years.from; year <= years.to; year++) dated.set(year, given);
  return { parameter, cells, open, at, path, value: { years: dated, removed: false } };
}

/**
 * The rows of the tables listed at `node` that give values of variables, in years within `allowed`.
 * Of `observed` tables, only variables that the model opens to observation may be named.
 */
export function readVariableTables(
  library: Library,
  node: Located,
  kind: "observed" | "history",
  model: Model,
  allowed: YearRange,
  problems: Problem[],
): DatedValue[] {
  const values: DatedValue[] = [];
  const units = new Map<string, Unit>();
  const cite = readCitations(library, problems);
  const stands = new Map<string, Given>();
  for (const { row, ruleOf } of rowsOf(library, node, kind, problems)) {
    const path = pathOf(row);
    const address = variableAddress(model, path);
    if (typeof address === "string") {
      problems.push({ at: row.place(model.variables.has(row.get("id")) ? "members" : "id"), path, message: address });
      continue;
    }
    const { variable, cell } = address;
    if (kind === "observed" && !variable.observed) {
      const open = [...model.variables.values()]
        .filter((candidate) => candidate.observed)
        .map((candidate) => candidate.name);
      problems.push({
        at: row.place("id"),
        path,
        message: `"${variable.name}" takes no observed values; the model opens ${listed(open) || "no variable"} to them`,
      });
      continue;
    }
    const given = readRow(row, path, variable, model.units, units, cite, ruleOf, problems);
    const years = readYearColumn(row, path, undefined, problems);
    if (given === undefined || years === undefined) continue;
    if (years.from < allowed.from || years.to > allowed.to) {
      const year = years.from < allowed.from ? years.from : years.to;
      const reach = allowed.from === 0 ? `to ${allowed.to}` : `from ${allowed.from} to ${allowed.to}`;
      problems.push({
        at: row.place("year"),
        path,
        message: `${year} is not in the years of the ${kind} tables; years ${reach} are allowed`,
      });
      continue;
    }
    for (let year = years.from; year <= years.to; year++) {
      const key = `${path} ${year}`;
      const twin = stands.get(key);
      if (twin !== undefined) {
        problems.push({
          at: row.place(),
          path,
          message: `${year} is given already at ${twin.at.file}:${twin.at.line}; give it once`,
        });
        break;
      }
      stands.set(key, given);
      values.push({ variable: variable.name, cell, year, given });
    }
  }
  return values;
}

function* rowsOf(
  library: Library,
  node: Located,
  path: string,
  problems: Problem[],
): Generator<{ readonly row: TableRow; readonly ruleOf: RuleOf }> {
  for (const { file, text } of tablesOf(library, node, path, problems)) {
    const rows = readTable(text, file, columnsFor(library), problems);
    const ruleOf = rulesOf(rows);
    for (const row of untilTooMany(rows, problems)) yield { row, ruleOf };
  }
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

function tablesOf(
  library: Library,
  node: Located,
  path: string,
  problems: Problem[],
): { readonly file: string; readonly text: string }[] {
  return itemsOf(node).flatMap((item) => {
    const name = asText(item, path, problems);
    if (name === undefined) return [];
    const file = `${regionFolder}/${name}`;
    const read = readNamed(library, file, item.at, path, problems);
    if (read === undefined) return [];
    if (read.text !== undefined && hasMoreLines(read.text, MOST_LINES)) {
      const message = `the table has more than the ${MOST_LINES} lines that are read of one; split it`;
      problems.push({ at: { file, line: MOST_LINES + 1, column: 1 }, path, message });
      return [];
    }
    if (read.text !== undefined) return [{ file, text: read.text }];
    const known = library.list(regionFolder).filter((candidate) => candidate.endsWith(".csv"));
    problems.push({ at: item.at, path, message: `there is no table ${quote(file)}${suggestion(name, known)}` });
    return [];
  });
}

function pathOf(row: TableRow): string {
  const members = row.get("members");
  return members === "" ? row.get("id") : `${row.get("id")}.${members}`;
}

function readRow(
  row: TableRow,
  path: string,
  rules: Bounds,
  system: UnitSystem,
  units: Map<string, Unit>,
  cite: Cite,
  ruleOf: RuleOf,
  problems: Problem[],
): Given | undefined {
  const wanted = rules.unit;
  const unitText = row.get("unit");
  let unit: Unit | string | undefined = units.get(unitText);
  if (unit === undefined && unitText !== "") {
    unit = parseUnit(system, unitText, wanted);
    // What is said of a wrong one depends on the unit wanted.
    if (typeof unit !== "string") units.set(unitText, unit);
  }
  if (typeof unit === "string") {
    problems.push({ at: row.place("unit"), path, message: withUnitWanted(unit, wanted) });
    return undefined;
  }
  const read = (column: "value" | "low" | "high"): Quantity | undefined => {
    const text = row.get(column);
    const number = plainNumber(text);
    if (number === undefined) {
      const message = text.trim() === "" ? "a value is missing" : notANumber(text);
      problems.push({ at: row.place(column), path, message });
      return undefined;
    }
    const quantity = readQuantity(number, wanted, system, unit as Unit | undefined);
    if (!isQuantityProblem(quantity)) {
      const wrong = bounds(quantity, rules);
      if (wrong === undefined) return quantity;
      problems.push({ at: row.place(column), path, message: wrong });
      return undefined;
    }
    const dimensions = quantity.message.startsWith("the unit");
    problems.push({ at: row.place(dimensions || unitText === "" ? "unit" : column), path, message: quantity.message });
    return undefined;
  };
  const value = read("value");
  if (value === undefined) return undefined;
  const low = row.get("low") === "" ? undefined : read("low")?.value;
  const high = row.get("high") === "" ? undefined : read("high")?.value;
  if ((low !== undefined && low > value.value) || (high !== undefined && high < value.value)) {
    problems.push({ at: row.place("value"), path, message: "the value does not lie between low and high" });
    return undefined;
  }
  const estimated = ruleOf(row);
  return {
    value: value.value,
    text: value.text,
    at: row.place("value"),
    layer: "region",
    source: cite(row.get("source")) || undefined,
    estimated: estimated === "true" ? "estimated" : estimated === "false" ? undefined : estimated || undefined,
    low,
    high,
  };
}

function readYearColumn(
  row: TableRow,
  path: string,
  horizon: YearRange | undefined,
  problems: Problem[],
): YearRange | undefined {
  const years = parseYears(row.get("year"));
  const wrong = typeof years === "string" ? years : horizon === undefined ? undefined : outside(years, horizon);
  if (typeof years !== "string" && wrong === undefined) return years;
  problems.push({
    at: row.place("year"),
    path,
    message: row.get("year") === "" ? "a year is missing" : (wrong as string),
  });
  return undefined;
}
