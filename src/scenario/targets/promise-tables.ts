import type { Model } from "../../engine/language/model.ts";
import { parseUnit } from "../../engine/language/parse-unit.ts";
import { dimensionless, type Unit } from "../../engine/language/units.ts";
import type { Library } from "../../text/library.ts";
import { asciiForms, notANumber, plainNumber } from "../../text/plain-number.ts";
import {
  isFault,
  type Label,
  likely,
  lineText,
  type Message,
  message,
  type Problem,
  problem,
} from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { headingName, readTable, type TableColumns, type TableRow, untilTooMany } from "../../text/table.ts";
import { type Bounds, bounds, shareProblem } from "../paths/bounds.ts";
import { isQuantityProblem, readQuantity, unitFor } from "../paths/quantity.ts";
import { tableWords, type WordedTable } from "../region/region-tables.ts";
import {
  asksShare,
  givesChange,
  type KnownQuantity,
  namesAsWritten,
  type PlanKind,
  type PlanStatement,
  type PlanTarget,
  planKinds,
  quantityFrom,
  readPlanQuantities,
} from "./plan-targets.ts";

/** A value that somebody reports: of a quantity, in its unit, where it falls since a year of that fall. */
export interface ReportedValue {
  readonly quantity: string;
  readonly label: Label;
  /** The year that the fall is measured from, where the quantity is one. */
  readonly base: number | undefined;
  readonly year: number;
  readonly value: number;
}

/** A quantity that a table may name beside those of the plans. */
export type OwnQuantity = Omit<KnownQuantity, "than" | "known" | "better" | "beside">;

/** A table as it was read, and what its words mean. */
interface PromiseTable {
  readonly text: string;
  readonly file: string;
  readonly library: Library;
  readonly model: Model;
  /** The first year that anything is known or promised of, and the last that the model runs to. */
  readonly first: number;
  readonly horizon: number;
}

const reportedColumns = { required: ["year", "indicator", "value"], optional: ["unit", "base_year", "source"] };
const promiseColumns = {
  required: ["indicator", "year"],
  optional: "kind operator value value_high unit base_year stage document section responsible".split(" "),
};

/**
 * The values of a table of reports: year, indicator (a name of a quantity of the plans in either language, or its id), value
 * and unit, and the year that a fall is measured from. `bases` are the years that falls of a quantity are promised from:
 * where there is one, it may be left out. Every mistake goes to `problems`.
 */
export function readReported(
  table: PromiseTable,
  others: readonly OwnQuantity[],
  bases: ReadonlyMap<string, readonly number[]>,
  problems: Problem[],
): ReportedValue[] {
  const planned = [...readPlanQuantities(table.library, problems).values()];
  const rangeOf = ({ formula, range }: OwnQuantity) => planned.find((one) => one.formula === formula)?.range ?? range;
  const names = namesOf([...planned, ...others.map((one) => ({ ...one, range: rangeOf(one) }))]);
  const stands = new Map<string, number>();
  return rowsIn(table, "reported", reportedColumns, problems).flatMap((row): ReportedValue[] => {
    const report = reporting(row, problems);
    const quantity = quantityIn(row, names, report);
    const year = yearIn(row, "year", table, report);
    const from = row.get("base_year") === "" ? undefined : yearIn(row, "base_year", table, report);
    if (quantity === undefined || year === undefined || (from === undefined && row.get("base_year") !== "")) return [];
    const promised =
      givesChange(quantity) && quantity.formula.includes("{base}") ? (bases.get(quantity.name) ?? []) : [];
    if (from === undefined && promised.length > 1)
      return report("base_year", message("reported_base", { years: promised }), "indicator");
    if (from !== undefined && promised.length > 0 && !promised.includes(from))
      return report("base_year", message("reported_base", { years: promised }));
    const base = promised.length === 0 ? undefined : (from ?? promised[0]);
    const value = amountIn(row, "value", { unit: quantity.unit, ...limitsOf(quantity) }, table.model, report);
    if (value === undefined) return [];
    const key = `${quantity.name} ${base} ${year}`;
    const twin = stands.get(key);
    if (twin !== undefined) return report("indicator", message("reported_twice", { year, line: twin }));
    stands.set(key, row.place().line);
    return [{ quantity: quantity.name, label: quantity.label, base, year, value }];
  });
}

/**
 * The promises of a table: indicator, kind, year, operator, value, unit, the year that a change is measured from, document,
 * section and department. Without a kind it is a fall where the quantity is one, and a level otherwise. What was published of
 * a quantity, and what is printed of the year that it is measured from, stands in what is `planned` of the same.
 */
export function readPromises(
  table: PromiseTable,
  region: string,
  problems: Problem[],
  planned: readonly PlanStatement[] = [],
  others: readonly OwnQuantity[] = [],
): PlanStatement[] {
  const { library, model, file } = table;
  const own = others.map((one) => ({ ...one, than: "", known: "", better: "" }));
  const names = namesOf([...readPlanQuantities(library, problems).values(), ...own]);
  const stands = new Map<string, number>();
  return rowsIn(table, "promise", promiseColumns, problems).flatMap((row): PlanStatement[] => {
    const report = reporting(row, problems);
    const quantity = quantityIn(row, names, report);
    const year = yearIn(row, "year", table, report);
    const base = row.get("base_year") === "" ? undefined : yearIn(row, "base_year", table, report);
    const stage = wordIn(row, "stage", library, "promise_stage", ["draft"] as const, report);
    const operator = wordIn(row, "operator", library, "promise_operator", ["<=", ">="] as const, report);
    const kindSaid = wordIn(row, "kind", library, "promise_kind", tableKinds, report);
    if (quantity === undefined || year === undefined || operator === false || kindSaid === false) return [];
    if (stage === false) return [];
    if (base === undefined && row.get("base_year") !== "") return [];
    const isFall = givesChange(quantity) || (base !== undefined && quantity.unit !== "1" && isPercent(row));
    const kind: PlanKind = kindSaid ?? (isFall ? "reduction" : row.get("value_high") === "" ? "level" : "range");
    const needsBase = measured.has(kind) || quantity.formula.includes("{base}");
    if (needsBase && base === undefined) return report("base_year", message("promise_base", {}), "indicator");
    if (base !== undefined && base >= year) return report("base_year", message("promise_base_late", { base, year }));
    const formula = quantityFrom(quantity, base);
    const unit = asksShare(kind) ? "1" : quantity.unit;
    const limits = isLevel.has(kind) ? limitsOf(quantity) : kind === "reduction" ? { max: 1 } : {};
    const amount = (column: string) => amountIn(row, column, { unit, ...limits }, model, report);
    const asked = withoutNumber.has(kind) ? null : amount("value");
    const askedHigh = kind === "range" ? amount("value_high") : null;
    if (asked === undefined || askedHigh === undefined) return [];
    const better = quantity.better === "lower" && kind !== "reduction" && kind !== "relative" ? "<=" : ">=";
    // A least and a most of one quantity may stand together, two numbers for the same may not.
    const key = [quantity.name, kind, operator ?? better, base, year].join(" ");
    const twin = stands.get(key);
    if (twin !== undefined) return report("indicator", message("promise_twice", { year, line: twin }));
    stands.set(key, row.place().line);
    return [
      {
        ...{ id: lineText(row.place()), region, part: "", jurisdiction: region, at: row.place() },
        ...{ document: row.get("document") || file, section: row.get("section"), indicator: row.get("indicator") },
        ...{ qualifier: row.get("operator"), year, value: plainNumber(row.get("value")), valueHigh: undefined },
        ...{ unit: row.get("unit"), baseYear: base, role: "target", reason: undefined, note: { en: "", zh: "" } },
        named: namesAsWritten({
          indicator: row.get("indicator"),
          part: "",
          unit: row.get("unit"),
          section: row.get("section"),
        }),
        ...{ issued: "", isDraft: stage === "draft", atOdds: [] },
        responsible: row.get("responsible") || undefined,
        target: {
          ...{ kind, quantity: formula, year, asked: asked ?? undefined, askedHigh: askedHigh ?? undefined },
          ...{ operator: operator ?? better, from: givesChange(quantity) ? undefined : base, base },
          ...{ inheritedFrom: undefined, version: "in_force", supersededBy: undefined },
          ...knownOf(formula, year, base, planned),
        },
      },
    ];
  });
}

/** What the plans' own table knows of a quantity: the last value published by the year, and the one printed of the base. */
export function knownOf(
  { formula }: Pick<PlanTarget["quantity"], "formula">,
  year: number,
  base: number | undefined,
  planned: readonly PlanStatement[],
): Pick<PlanTarget, "published" | "printedBase"> {
  const same = planned.flatMap(({ target }) => (target?.quantity.formula === formula ? [target] : []));
  const published = same
    .flatMap((one) => (one.published !== undefined && one.published.year <= year ? [one.published] : []))
    .sort((a, b) => b.year - a.year)[0];
  const printedBase = same.find((one) => one.base === base && one.printedBase !== undefined)?.printedBase;
  return { published, printedBase };
}

/** Kinds of promises that name a year. */
const tableKinds = planKinds.filter((kind) => kind !== "early");
/** Kinds that say all by their years. */
const withoutNumber: ReadonlySet<PlanKind> = new Set(["peak", "plateau", "decline", "falling", "hold"]);
/** Kinds that are measured from a year. */
const measured: ReadonlySet<PlanKind> = new Set([
  "reduction",
  "increment",
  "growth",
  "relative",
  "decline",
  "falling",
  "hold",
]);
/** Kinds whose number is one of the quantity itself. */
const isLevel: ReadonlySet<PlanKind> = new Set(["level", "share", "range", "crossing"]);

/** What a quantity may be: no amount is below 0, and no part or fall above all of it. */
function limitsOf(quantity: OwnQuantity): Pick<Bounds, "min" | "max"> {
  const { unit, range } = quantity;
  const isChange = givesChange(quantity);
  const isPart = isChange || (unit === "1" && range === "");
  return { ...(isChange || range === "signed" ? {} : { min: 0 }), ...(isPart ? { max: 1 } : {}) };
}

function isPercent(row: TableRow): boolean {
  return /[%％]\s*$/.test(`${row.get("value")}${row.get("unit")}`);
}

/** Says what is wrong at a column of the row, or at another one where it has none. */
type Report = (column: string, wrong: Message, instead?: string) => never[];

function reporting(row: TableRow, problems: Problem[]): Report {
  return (column, wrong, instead = column) => {
    const at = row.place(row.get(column) === "" ? instead : column);
    problems.push({ at, path: quote(row.get("indicator")), ...wrong });
    return [];
  };
}

function rowsIn(
  { text, file, library }: PromiseTable,
  table: WordedTable,
  columns: Pick<TableColumns, "required" | "optional">,
  problems: Problem[],
): TableRow[] {
  const begun = problems.length;
  const rows = readTable(text, file, { ...columns, also: () => tableWords(library, table), others: true }, problems);
  if (rows.length === 0 && problems.length === begun)
    problems.push(problem({ file, line: 1, column: 1 }, "", "table_no_rows", {}));
  return [...untilTooMany(rows, problems)];
}

/** The quantities by each of their names as headings are looked up. */
export function namesOf<Q extends OwnQuantity>(known: readonly Q[]): ReadonlyMap<string, Q> {
  const names = new Map<string, Q>();
  for (const quantity of known)
    for (const name of [quantity.name, quantity.label.en, quantity.label.zh].map(headingName))
      if (!names.has(name)) names.set(name, quantity);
  return names;
}

function quantityIn<Q extends OwnQuantity>(
  row: TableRow,
  names: ReadonlyMap<string, Q>,
  report: Report,
): Q | undefined {
  const written = headingName(row.get("indicator"));
  const found = names.get(written);
  if (found !== undefined) return found;
  if (written === "") report("indicator", message("indicator_empty", {}));
  else report("indicator", message("indicator_unknown", { near: nearName(written, names) }));
  return undefined;
}

/** The label that a name may mean: one spelt alike, or the shortest in which it stands. */
function nearName(written: string, names: ReadonlyMap<string, OwnQuantity>): string | undefined {
  const near =
    likely(written, names.keys()) ??
    [...names.keys()]
      .filter((name) => name.includes(written) || written.includes(name))
      .sort((a, b) => a.length - b.length)[0];
  const quantity = near === undefined ? undefined : names.get(near);
  return quantity && (headingName(quantity.label.zh) === near ? quantity.label.zh : quantity.label.en);
}

function yearIn(
  row: TableRow,
  column: string,
  { first, horizon }: Pick<PromiseTable, "first" | "horizon">,
  report: Report,
): number | undefined {
  const text = row.get(column);
  const year = plainNumber(asciiForms(text).replace(/\s*年\s*$/u, ""));
  if (text === "") report(column, message("year_empty", {}));
  else if (year === undefined || !Number.isInteger(year) || year < first || year > horizon)
    report(column, message("reported_year", { text, from: first, to: horizon }));
  else return year;
  return undefined;
}

/** A number of a column in the unit wanted: its own unit stands in the column of units, or behind it. */
function amountIn(
  row: TableRow,
  column: string,
  { unit: unitText, ...limits }: { readonly unit: string } & Pick<Bounds, "min" | "max">,
  model: Model,
  report: Report,
): number | undefined {
  const { units } = model;
  const wanted = unitText === "1" ? dimensionless : parseUnit(units, unitText);
  if (isFault(wanted)) throw new RangeError(`the table of quantities has the unit "${unitText}": ${wanted.message}`);
  const text = row.get(column);
  const written = row.get("unit");
  if (text === "") return none(report(column, message("value_empty", {})));
  const unit: Unit | Message | undefined = written === "" ? undefined : unitFor(units, written, wanted);
  if (isFault(unit)) return none(report("unit", unit));
  // A number may repeat its unit: 23.5% in a column of %.
  const number = asciiForms(text).trim();
  const alone =
    written !== "" && number.endsWith(asciiForms(written)) ? number.slice(0, -asciiForms(written).length) : number;
  const plain = plainNumber(alone);
  if (written !== "" && plain === undefined) return none(report(column, notANumber(text)));
  const quantity = readQuantity(plain ?? text, wanted, units, unit);
  if (isQuantityProblem(quantity))
    return none(report(written !== "" && quantity.said?.code === "quantity_unit" ? "unit" : column, quantity));
  const wrong = shareProblem(quantity, wanted) ?? bounds(quantity, { ...limits, unit: wanted });
  return wrong === undefined ? quantity.value : none(report(column, wrong));
}

function none(_reported: never[]): undefined {
  return undefined;
}

/** A word of a column by its name; undefined where the column is empty, and false after a report. */
function wordIn<Word extends string>(
  row: TableRow,
  column: string,
  library: Library,
  table: WordedTable,
  known: readonly Word[],
  report: Report,
): Word | undefined | false {
  const text = row.get(column);
  if (text === "") return undefined;
  const words = tableWords(library, table);
  const found = words.get(headingName(text)) ?? headingName(text);
  if (known.some((word) => word === found)) return found as Word;
  report(column, message("word_unknown", { known, near: likely(text, [...known, ...words.keys()]) }));
  return false;
}
