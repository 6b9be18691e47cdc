import { givesChange, planColumns } from "../../scenario/targets/plan-targets.ts";
import { csvText } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { chinaFiles, readBaseYears } from "../china/source-tables.ts";
import { grouped, type Row, readCsv, toNumber } from "../csv.ts";
import { planTables } from "./tables.ts";

/** The tables of `data/china/plans` that the table of targets is made of. */
export type TargetTables = ReturnType<typeof targetTables>;

/** The tables of a library. */
export function targetTables(library: Library) {
  const read = chinaFiles(library);
  const rows = (file: string): readonly Row[] => readCsv(read(file));
  return {
    ...planTables(library, ["statements", "jurisdictions", "documents", "rules", "quantities", "reasons"]),
    published: [...rows("published.csv"), ...rows("observed.csv")],
    provinces: rows("provinces.csv"),
    years: readBaseYears(read("base_year.yaml")),
  };
}

/** One statement of a plan with the model quantity that it speaks of, or the reason why there is none; all as text. */
export type TargetLine = Record<string, string>;

/** Kinds that say all by their years. */
const withoutNumber = new Set(["peak", "early", "plateau", "decline", "falling", "hold"]);

/** Kinds that are measured from a year, and that year where none is told. */
const changes = new Set(["reduction", "increment", "relative", "decline", "falling", "hold"]);
const DEFAULT_BASE = "2020";

/** CSV text of the joined table of statements, `dist/targets.csv`. */
export function targetsCsv(lines: readonly TargetLine[]): string {
  return csvText(
    planColumns,
    lines.map((line) => planColumns.map((column) => line[column])),
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
  setAtOdds(lines);
  const publishedOf = publishedValues(tables);
  const issuedOf = byKey(documents, "document");
  for (const line of lines) {
    const { issued, stage } = issuedOf.get(line.document) as Row;
    Object.assign(line, publishedOf(line, quantities), printedBase(line, lines, tables.years.base), { issued, stage });
  }
  return lines;
}

/**
 * What is published of a statement's quantity in its year or the last one before it: rows of `published.csv` and
 * `observed.csv` that decide (`base_year.yaml`), named as the quantity with the year that a change is measured from behind
 * it. Of years before the base year history tells.
 */
function publishedValues({ published, provinces, years }: TargetTables) {
  const ids = new Map(provinces.map(({ province, id }) => [province, id]));
  const deciding = published.filter(
    ({ variable, year }) => years.deciding.includes(variable) && Number(year) >= years.base,
  );
  const known = grouped(deciding, (row) => `${ids.get(row.province)} ${row.variable}`);
  return (line: TargetLine, quantities: ReadonlyMap<string, Row>): Partial<TargetLine> => {
    const { region, part, quantity, kind, from_year } = line;
    const year = line.year || line.checked;
    if (part !== "" || withoutNumber.has(kind)) return {};
    const named = kind === "reduction" && from_year !== "" ? `${quantity}_${from_year}` : quantity;
    const rows = (known.get(`${region} ${named}`) ?? []).filter((row) => Number(row.year) <= Number(year));
    const last = rows.reduce<Row | undefined>((a, b) => (a && Number(a.year) > Number(b.year) ? a : b), undefined);
    if (last === undefined) return {};
    const unit = quantities.get(quantity)?.unit;
    const factor = last.unit === "%" && unit === "1" ? 0.01 : 1;
    if (factor === 1 && last.unit !== unit?.replace("^", ""))
      throw new Error(`published value of ${named}, ${region}: "${last.unit}" where "${unit}" is asked`);
    const value = Number((toNumber(last.value, `${named}, ${region}`) * factor).toPrecision(12));
    return { published: String(value), published_year: last.year, published_source: last.source };
  };
}

/**
 * What a document of the place prints of a quantity in a year before the base year, from which a promise counts what it
 * adds; of several the first.
 */
function printedBase(line: TargetLine, lines: readonly TargetLine[], baseYear: number): Partial<TargetLine> {
  const { region, part, quantity, kind, from_year } = line;
  if (kind !== "increment" || !(Number(from_year) < baseYear)) return {};
  const words = Object.entries({ region, part, quantity, kind: "level", year: from_year });
  const known = lines.find((other) => other.role !== "target" && words.every(([name, word]) => other[name] === word));
  return known === undefined ? {} : { base_value: known.asked, base_source: known.id };
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
  const isAny = (column: string): boolean => rule[column] === "" || matches(rule[column], statement[column]);
  return (
    (matches(rule.indicator, statement.indicator) || matches(rule.indicator, statement.id)) &&
    matches(rule.part, place.part) &&
    ["jurisdiction", "unit", "year"].every(isAny)
  );
}

const patterns = new Map<string, RegExp>();

/** Whether the text fits one of the alternatives, `*` standing for anything. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()[\]\\/-]/g, "\\$&").replaceAll("*", ".*");
  const compiled = patterns.get(pattern) ?? new RegExp(`^(?:${escaped})$`);
  patterns.set(pattern, compiled);
  return compiled.test(text);
}

function joined(statement: Row, place: Row, rule: Row, quantities: ReadonlyMap<string, Row>): TargetLine {
  const { lever, note_en, note_zh } = rule;
  const { region, part } = place;
  const line = { ...blank, ...statement, region, part, lever, note_en, note_zh };
  const without = (reason: string): TargetLine => ({ ...line, reason });
  // What no rule names is told apart by its place: a group of firms is a better reason than a missing quantity.
  if (rule.reason !== "") return without(rule.indicator === "*" && place.reason !== "" ? place.reason : rule.reason);
  if (place.reason !== "") return without(place.reason);
  const [from, until = ""] = rule.from.split("-");
  // "As early as possible" asks for a peak and says no year; a standing rule is checked in the years that the table says.
  if (statement.year === "" && rule.kind === "peak") return { ...line, kind: "early", quantity: rule.quantity };
  if (statement.year === "" && until === "") return without("no_year");
  const checked = statement.year === "" ? until : "";
  const quantity = quantities.get(rule.quantity) as Row;
  const asked = rule.asked !== "" ? rule.asked : scaled(statement.value, rule, statement.id);
  if (asked === "" && !withoutNumber.has(rule.kind) && rule.inherit === "") return without("no_number");
  const printed = statement.qualifier === ">=" || statement.qualifier === "<=" ? statement.qualifier : "";
  // More of a fall is better whatever falls.
  const isFall = rule.kind === "reduction" || rule.kind === "relative";
  const better = quantity.better === "lower" && !isFall ? "<=" : ">=";
  // A formula may hold the year itself that it is measured from.
  const isChange = from !== "" || givesChange({ formula: quantity.formula });
  const isRange = statement.qualifier === "range" && (rule.kind === "level" || rule.kind === "share");
  return {
    ...line,
    kind: isRange ? "range" : rule.kind,
    quantity: rule.quantity,
    asked: withoutNumber.has(rule.kind) ? "" : asked,
    asked_high: isRange ? scaled(statement.value_high, rule, statement.id) : "",
    operator: rule.kind === "peak" || rule.kind === "plateau" ? "" : rule.operator || printed || better,
    from_year: isChange ? (from === "base" || from === "" ? statement.base_year : from) : "",
    checked,
  };
}

const blank = Object.fromEntries(planColumns.map((column) => [column, ""])) as TargetLine;

function scaled(value: string, rule: Row, id: string): string {
  if (value === "" || rule.factor === "") return "";
  const product = toNumber(value, `${id}, value`) * toNumber(rule.factor, `rules.csv, "${rule.indicator}", factor`);
  return String(Number(product.toPrecision(12)));
}

/** A document's row, and its place in the list. */
type Document = Row & { readonly place: number };

/**
 * Of promises about one quantity of one place, part and year one document's hold (`holdsBefore`), and of that document's
 * own numbers the one that is sure ("ensure" beside "strive for"): the others stand beside it. A lower level's words about
 * the level above never hold, and what is said again elsewhere, of whatever part of the place, is counted once.
 */
function settleVersions(lines: TargetLine[], documents: readonly Row[]): void {
  const known = new Map(documents.map((row, place) => [row.document, { ...row, place } as Document]));
  const documentOf = ({ id, document }: TargetLine): Document => {
    const row = known.get(document);
    if (row === undefined) throw new Error(`${id}: documents.csv has no "${document}"`);
    return row;
  };
  const firstToHold = (a: TargetLine, b: TargetLine): TargetLine => {
    // Of numbers "as assigned" the one that is printed is known.
    if (isAssigned(a) !== isAssigned(b)) return isAssigned(a) ? b : a;
    return holdsBefore(documentOf(b), documentOf(a), b.part) ? b : a;
  };
  /** Whether a document of a lower level speaks here of the level above. */
  const isQuotation = (line: TargetLine): boolean => {
    const { issuer } = documentOf(line);
    const ofIssuer = lines.find(({ region }) => region === issuer);
    return issuer !== line.region && ofIssuer !== undefined && parentsOf(ofIssuer).includes(line.region);
  };
  const promises = lines.filter(({ kind, role }) => kind !== "" && role === "target");
  const groups = grouped(promises, ({ region, part, quantity, kind, year, checked, from_year }) =>
    // Peaks compete whatever their year: a region has one.
    [region, part, quantity, kind === "peak", kind === "peak" ? "" : year || checked, from_year].join(" "),
  );
  for (const group of groups.values()) {
    const direct = group.filter((line) => !isQuotation(line));
    const competing = direct.length > 0 ? direct : group;
    const last = competing.reduce(firstToHold);
    const held = competing.filter(({ document }) => document === last.document).reduce(surer);
    for (const line of group) {
      const isSame = asksTheSame(line, held);
      const version = line === held && direct.length > 0 ? "in_force" : "repeated";
      line.version = line === held || isSame ? version : line.document === held.document ? "beside" : "superseded";
      line.superseded_by = line === held ? "" : held.id;
    }
  }
  const holding = promises.filter(({ version }) => version === "in_force");
  const words = ["region", "quantity", "kind", "from_year", ...askedColumns];
  for (const same of grouped(holding, (line) => words.map((column) => line[column]).join(" ")).values()) {
    const whole = same.filter(({ part }) => part === "");
    const held = (whole.length > 0 ? whole : same).reduce(firstToHold);
    for (const line of same) if (line !== held) Object.assign(line, { version: "repeated", superseded_by: held.id });
  }
}

/** Whether the document prints no number of its own. */
function isAssigned({ kind, asked, inherited_from }: TargetLine): boolean {
  return inherited_from !== "" || (asked === "" && !withoutNumber.has(kind));
}

/** What two promises about one quantity must have in common to be one. */
const askedColumns = ["asked", "asked_high", "operator", "year", "checked"];

function asksTheSame(a: TargetLine, b: TargetLine): boolean {
  const numbers = ["asked", "asked_high", "operator"];
  return numbers.every((column) => a[column] === b[column]) && (a.year || a.checked) === (b.year || b.checked);
}

/** The less demanding of two numbers of one document, which it is sure of; of two alike, and of years, the later. */
function surer(a: TargetLine, b: TargetLine): TargetLine {
  const [ofA, ofB] = [a, b].map(({ asked, year }) => Number(asked === "" ? year : asked));
  if (ofA === ofB) return b;
  return ofA < ofB === (a.operator === ">=") ? a : b;
}

/**
 * Whether a document's number holds before another's: what is issued before a draft, for a whole place what is written for
 * it before what is written for a part of its economy, then the later day's, then the one further down the list. Where
 * of one of them no more than the month is known, months are compared.
 */
function holdsBefore(a: Document, b: Document, part: string): boolean {
  if (a.stage !== b.stage) return b.stage === "draft";
  if (part === "" && (a.about === "") !== (b.about === "")) return a.about === "";
  const said = Math.min(a.issued.length, b.issued.length);
  const [dayA, dayB] = [a.issued.slice(0, said), b.issued.slice(0, said)];
  return dayA === dayB ? a.place >= b.place : dayA > dayB;
}

/**
 * Names, at numbers of one quantity, scope and year that one document prints differently, all of them; and at the promises
 * on that quantity, of whichever document, the same, since they rest on them. What is ensured and what is strived for are
 * two promises.
 */
function setAtOdds(lines: readonly TargetLine[]): void {
  const scope = ({ document, jurisdiction, indicator, section, unit }: TargetLine): string =>
    [document, jurisdiction, indicator, /\[.*\]/.exec(section)?.[0], unit].join("|");
  const numbers = lines.filter(({ value }) => value !== "");
  const sameYear = grouped(numbers, (line) => {
    const { role, year, base_year, qualifier } = line;
    return [scope(line), role, year, base_year, role === "target" ? qualifier : ""].join("|");
  });
  const quantityOf = ({ region, part, quantity }: TargetLine): string => [region, part, quantity].join("|");
  const odds = new Map<string, TargetLine[]>();
  for (const group of sameYear.values()) {
    if (!group.some((line) => differ(line.value, group[0].value) || line.value_high !== group[0].value_high)) continue;
    const keys = [scope(group[0]), ...(group[0].quantity === "" ? [] : [quantityOf(group[0])])];
    for (const key of keys) odds.set(key, [...(odds.get(key) ?? []), ...group]);
  }
  for (const line of lines) {
    const found = odds.get(scope(line)) ?? (line.role === "target" ? odds.get(quantityOf(line)) : undefined) ?? [];
    if (found.includes(line) || line.role === "target") line.at_odds = found.map(({ id }) => id).join(" ");
  }
}

/** Whether two printed numbers say different things: one of them is not the other, rounded. */
function differ(a: string, b: string): boolean {
  const decimals = Math.min(...[a, b].map((text) => text.split(".")[1]?.length ?? 0));
  return Math.abs(Number(a) - Number(b)) > 0.5 * 10 ** -decimals + 1e-9;
}

/** The regions above the one of the line, nearest first: the province of a city, and the nation. */
function parentsOf(line: TargetLine): string[] {
  const province = (line.jurisdiction.split("/")[0] ?? "").toLowerCase().replaceAll(" ", "_");
  return [province, "china"].filter((region) => region !== line.region);
}

/**
 * Gives numbers "as assigned" what another document of the place prints for the same quantity and year, since that is
 * what was assigned, or else the nearest level above.
 */
function inherit(lines: readonly TargetLine[]): void {
  for (const line of lines) {
    if (line.kind === "" || line.asked !== "" || withoutNumber.has(line.kind)) continue;
    const [above] = [line.region, ...parentsOf(line)].flatMap((region) => {
      const { quantity, year, from_year } = line;
      const words = Object.entries({ region, part: "", quantity, year, version: "in_force" });
      if (from_year !== "") words.push(["from_year", from_year]);
      const first = lines.find(
        (other) => other.value !== "" && words.every(([column, word]) => other[column] === word),
      );
      return first === undefined ? [] : [first];
    });
    const cleared = { kind: "", quantity: "", operator: "", from_year: "", version: "", superseded_by: "" };
    const { asked, operator, from_year, id: inherited_from } = above ?? {};
    Object.assign(line, above ? { asked, operator, from_year, inherited_from } : { ...cleared, reason: "no_number" });
  }
  for (const line of lines) {
    if (line.kind === "" || line.from_year !== "") continue;
    if (changes.has(line.kind)) line.from_year = DEFAULT_BASE;
  }
}
