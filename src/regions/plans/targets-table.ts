import { csvText } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { type Row, toNumber } from "../csv.ts";
import { planTables } from "./tables.ts";

/** The tables of `data/china/plans` that the table of targets is made of. */
export interface TargetTables {
  readonly statements: readonly Row[];
  readonly jurisdictions: readonly Row[];
  readonly documents: readonly Row[];
  readonly rules: readonly Row[];
  readonly quantities: readonly Row[];
  readonly reasons: readonly Row[];
}

/** The tables of a library. */
export function targetTables(library: Library): TargetTables {
  const plans = planTables(library);
  return {
    statements: plans("statements"),
    jurisdictions: plans("jurisdictions"),
    documents: plans("documents"),
    rules: plans("rules"),
    quantities: plans("quantities"),
    reasons: plans("reasons"),
  };
}

/** One statement of a plan with the model quantity that it speaks of, or the reason why there is none; all as text. */
export type TargetLine = Record<(typeof targetColumns)[number], string>;

export const targetColumns = [
  "id",
  "region",
  "part",
  "jurisdiction",
  "document",
  "section",
  "indicator",
  "qualifier",
  "year",
  "value",
  "value_high",
  "unit",
  "base_year",
  "role",
  "kind",
  "quantity",
  "asked",
  "asked_high",
  "operator",
  "from_year",
  "inherited_from",
  "version",
  "superseded_by",
  "reason",
  "lever",
  "note_en",
  "note_zh",
] as const;

/** Kinds that say all by their years. */
const withoutNumber = new Set(["peak", "plateau", "decline", "hold"]);

const DEFAULT_BASE = "2020";

/** CSV text of the joined table of statements, `dist/targets.csv`. */
export function targetsCsv(lines: readonly TargetLine[]): string {
  return csvText(
    targetColumns,
    lines.map((line) => targetColumns.map((column) => line[column])),
    { plain: true },
  );
}

/**
 * Joins every statement with the first rule that fits it, in the order of the statements.
 *
 * @throws Error naming the statement, rule or table where a name stands nowhere or a number is none.
 */
export function targetLines(tables: TargetTables): TargetLine[] {
  const places = byKey(tables.jurisdictions, "jurisdiction");
  const quantities = byKey(tables.quantities, "quantity");
  const reasons = byKey(tables.reasons, "reason");
  const { documents, rules } = tables;
  for (const rule of rules) checkRule(rule, quantities, reasons);
  const lines = tables.statements.map((statement) => {
    const place = places.get(statement.jurisdiction);
    if (place === undefined) throw new Error(`${statement.id}: jurisdictions.csv has no "${statement.jurisdiction}"`);
    const rule = rules.find((candidate) => fits(candidate, statement, place));
    if (rule === undefined) throw new Error(`${statement.id}: no rule fits "${statement.indicator}"`);
    return joined(statement, place, rule, quantities);
  });
  settleVersions(lines, documents);
  inherit(lines);
  settleVersions(lines, documents);
  return lines;
}

function byKey(rows: readonly Row[], key: string): Map<string, Row> {
  return new Map(rows.map((row) => [row[key], row]));
}

function checkRule(rule: Row, quantities: ReadonlyMap<string, Row>, reasons: ReadonlyMap<string, Row>): void {
  const name = `rules.csv, "${rule.indicator}"`;
  if ((rule.kind === "") === (rule.reason === "")) throw new Error(`${name}: a rule has either a kind or a reason`);
  if (rule.kind !== "" && !quantities.has(rule.quantity)) throw new Error(`${name}: no quantity "${rule.quantity}"`);
  if (rule.reason !== "" && !reasons.has(rule.reason)) throw new Error(`${name}: no reason "${rule.reason}"`);
}

function fits(rule: Row, statement: Row, place: Row): boolean {
  return (
    matches(rule.indicator, statement.indicator) &&
    (rule.part === "" ? place.part === "" : matches(rule.part, place.part)) &&
    (rule.jurisdiction === "" || matches(rule.jurisdiction, statement.jurisdiction)) &&
    (rule.unit === "" || matches(rule.unit, statement.unit)) &&
    (rule.year === "" || rule.year === statement.year)
  );
}

const patterns = new Map<string, RegExp>();

/** Whether the text fits one of the alternatives, `*` standing for anything. */
function matches(pattern: string, text: string): boolean {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    const alternatives = pattern.split("|").map((alternative) =>
      alternative
        .split("*")
        .map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"))
        .join(".*"),
    );
    compiled = new RegExp(`^(?:${alternatives.join("|")})$`);
    patterns.set(pattern, compiled);
  }
  return compiled.test(text);
}

function joined(statement: Row, place: Row, rule: Row, quantities: ReadonlyMap<string, Row>): TargetLine {
  const { lever, note_en, note_zh } = rule;
  const line = {
    ...blank,
    ...statement,
    region: place.region,
    part: place.part,
    lever,
    note_en,
    note_zh,
  } as TargetLine;
  const without = (reason: string): TargetLine => ({ ...line, reason });
  // What no rule names is told apart by its place: a group of firms is a better reason than a missing quantity.
  if (rule.reason !== "") return without(rule.indicator === "*" && place.reason !== "" ? place.reason : rule.reason);
  if (place.reason !== "") return without(place.reason);
  if (statement.year === "") return without("no_year");
  const quantity = quantities.get(rule.quantity) as Row;
  const asked = rule.asked !== "" ? rule.asked : scaled(statement.value, rule, statement.id);
  if (asked === "" && !withoutNumber.has(rule.kind) && rule.inherit === "") return without("no_number");
  const printed = statement.qualifier === ">=" || statement.qualifier === "<=" ? statement.qualifier : "";
  // More of a fall is better whatever falls.
  const isFall = rule.kind === "reduction" || rule.kind === "relative";
  const better = quantity.better === "lower" && !isFall ? "<=" : ">=";
  const isChange = rule.from !== "" || measuresFrom(quantity);
  const isRange = statement.qualifier === "range" && (rule.kind === "level" || rule.kind === "share");
  return {
    ...line,
    kind: isRange ? "range" : rule.kind,
    quantity: rule.quantity,
    asked: withoutNumber.has(rule.kind) ? "" : asked,
    asked_high: isRange ? scaled(statement.value_high, rule, statement.id) : "",
    operator: rule.kind === "peak" || rule.kind === "plateau" ? "" : rule.operator || printed || better,
    from_year: isChange ? (rule.from === "base" || rule.from === "" ? statement.base_year : rule.from) : "",
  };
}

/** Whether the formula itself holds the year that it is measured from. */
function measuresFrom(quantity: Row): boolean {
  return quantity.formula.includes("reference_");
}

const blank = Object.fromEntries(targetColumns.map((column) => [column, ""])) as TargetLine;

function scaled(value: string, rule: Row, id: string): string {
  if (value === "" || rule.factor === "") return "";
  const product = toNumber(value, `${id}, value`) * toNumber(rule.factor, `rules.csv, "${rule.indicator}", factor`);
  return String(Number(product.toPrecision(12)));
}

/**
 * Of promises about one quantity of one place and year the latest document's hold (all of them, where one document
 * prints two); a lower level's words about the level above never do.
 */
function settleVersions(lines: TargetLine[], documents: readonly Row[]): void {
  const order: Order = new Map(
    documents.map(({ document, issuer, issued }, place) => [document, { issuer, issued, place }]),
  );
  const groups = new Map<string, TargetLine[]>();
  for (const line of lines) {
    if (line.kind === "" || line.role !== "target") continue;
    // Peaks compete whatever their year: a region has one.
    const year = line.kind === "peak" ? "" : line.year;
    const key = [line.region, line.part, line.quantity, line.kind === "peak", year, line.from_year].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  for (const group of groups.values()) {
    const own = group.filter((line) => !isQuotation(order, line, lines));
    const last = (own.length > 0 ? own : group).reduce((a, b) => (isLater(order, b, a) ? b : a));
    for (const line of group) {
      const isSame = sameNumber(line, last);
      const holds = line === last || (line.document === last.document && !isSame);
      line.version = holds ? (own.length > 0 ? "in_force" : "repeated") : isSame ? "repeated" : "superseded";
      line.superseded_by = holds ? "" : last.id;
    }
  }
}

function sameNumber(a: TargetLine, b: TargetLine): boolean {
  return a.asked === b.asked && a.asked_high === b.asked_high && a.operator === b.operator && a.year === b.year;
}

/** By title: who issued a document, when, and its place in the list. */
type Order = ReadonlyMap<string, { readonly issuer: string; readonly issued: string; readonly place: number }>;

function documentOf(order: Order, line: TargetLine) {
  const document = order.get(line.document);
  if (document === undefined) throw new Error(`${line.id}: documents.csv has no "${line.document}"`);
  return document;
}

/** Whether a document of a lower level speaks here of the level above. */
function isQuotation(order: Order, line: TargetLine, lines: readonly TargetLine[]): boolean {
  const { issuer } = documentOf(order, line);
  const own = lines.find(({ region }) => region === issuer);
  return issuer !== line.region && own !== undefined && parentsOf(own).includes(line.region);
}

function isLater(order: Order, a: TargetLine, b: TargetLine): boolean {
  const x = documentOf(order, a);
  const y = documentOf(order, b);
  const [yearA, yearB] = [x.issued.slice(0, 4), y.issued.slice(0, 4)];
  if (yearA !== yearB) return yearA > yearB;
  const both = x.issued.length > 4 && y.issued.length > 4;
  if (both && x.issued !== y.issued) return x.issued > y.issued;
  return x.place >= y.place;
}

/** The regions above the one of the line, nearest first: the province of a city, and the nation. */
function parentsOf(line: TargetLine): string[] {
  const province = (line.jurisdiction.split("/")[0] ?? "").toLowerCase().replaceAll(" ", "_");
  return [province, "china"].filter((region) => region !== line.region);
}

/** Gives numbers "as assigned" what the nearest level above prints for the same quantity and year. */
function inherit(lines: readonly TargetLine[]): void {
  for (const line of lines) {
    if (line.kind === "" || line.asked !== "" || withoutNumber.has(line.kind)) continue;
    const given = parentsOf(line).flatMap((region) => {
      const above = lines.filter(
        (other) =>
          other.region === region &&
          other.part === "" &&
          other.quantity === line.quantity &&
          other.year === line.year &&
          other.value !== "" &&
          other.version === "in_force" &&
          (line.from_year === "" || other.from_year === line.from_year),
      );
      return above.slice(0, 1);
    })[0];
    if (given === undefined) {
      Object.assign(line, { kind: "", quantity: "", operator: "", from_year: "", version: "", superseded_by: "" });
      line.reason = "no_number";
      continue;
    }
    line.asked = given.asked;
    line.operator = given.operator;
    line.from_year = given.from_year;
    line.inherited_from = given.id;
  }
  for (const line of lines) {
    if (line.kind === "" || line.from_year !== "") continue;
    const isChange = ["reduction", "increment", "relative", "decline", "hold"].includes(line.kind);
    if (isChange) line.from_year = DEFAULT_BASE;
  }
}
