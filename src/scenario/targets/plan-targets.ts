import { objectSchema, readFields, required, text } from "../../text/fields.ts";
import type { Library } from "../../text/library.ts";
import { notANumber, plainNumber } from "../../text/plain-number.ts";
import { type Label, type Place, type Problem, problem } from "../../text/problems.ts";
import { type Cursor, entriesAt, isMap, type MapCursor, refuse, under } from "../../text/reader.ts";
import { readTable, type TableRow, textsOf } from "../../text/table.ts";
import { planTargetsPath } from "../region/region-path.ts";
import type { WrittenQuantity } from "./plan-formulas.ts";

export const planQuantitiesFile = "data/china/plans/quantities.csv";
const reasonsFile = "data/china/plans/reasons.csv";

export const planKinds = [
  "level",
  "share",
  "range",
  "reduction",
  "increment",
  "growth",
  "peak",
  "early",
  "plateau",
  "decline",
  "falling",
  "hold",
  "relative",
  "crossing",
] as const;
export type PlanKind = (typeof planKinds)[number];

/** Whether the number of a kind is a share, whatever the quantity is counted in. */
export function asksShare(kind: PlanKind): boolean {
  return kind === "reduction" || kind === "growth" || kind === "relative";
}

/** Of several numbers for one quantity and year, whether this one holds; `beside` is another of the same document. */
export type Version = "in_force" | "superseded" | "repeated" | "beside";

/** A quantitative statement of a plan, as printed, with the model quantity that it speaks of or the reason for none. */
export interface PlanStatement {
  /** Such as `T0264`. */
  readonly id: string;
  readonly region: string;
  /** The branch or place within the region that it is about; empty for the whole. */
  readonly part: string;
  readonly jurisdiction: string;
  readonly document: string;
  /** The day, or the month, that the document was issued; empty where it is not known. */
  readonly issued: string;
  /** Whether the document is for comment and not issued. */
  readonly isDraft: boolean;
  readonly section: string;
  readonly indicator: string;
  readonly qualifier: string;
  readonly year: number | undefined;
  readonly value: number | undefined;
  readonly valueHigh: number | undefined;
  /** As printed, with its remarks. */
  readonly unit: string;
  readonly baseYear: number | undefined;
  /** `slip`: a copyist's, kept as printed and never a promise. */
  readonly role: "target" | "baseline" | "history" | "slip";
  /** What the compilation writes in ids and in English, in words. */
  readonly named: PlanNames;
  readonly target: PlanTarget | undefined;
  /** Why there is no target; a key of `reasons.csv`. */
  readonly reason: string | undefined;
  readonly note: Label;
  /** Numbers of one document that contradict one another, this one among them or what it is promised against. */
  readonly atOdds: readonly PrintedNumber[];
  /** The department that answers for it, where a table of promises names one. */
  readonly responsible?: string;
  readonly at: Place;
}

/** Indicator, part, unit and section of a statement in words. */
export type PlanNames = Readonly<Record<"indicator" | "part" | "unit" | "section", Label>>;

/** The names of a statement that a person has written. */
export function namesAsWritten(texts: Readonly<Record<keyof PlanNames, string>>): PlanNames {
  const label = (text: string): Label => ({ en: text, zh: text });
  const { indicator, part, unit, section } = texts;
  return { indicator: label(indicator), part: label(part), unit: label(unit), section: label(section) };
}

/** A number as a document prints it. */
export type PrintedNumber = Pick<
  PlanStatement,
  "id" | "document" | "section" | "year" | "value" | "valueHigh" | "unit" | "named"
>;

/** What a statement asks of the model. */
export interface PlanTarget {
  readonly kind: PlanKind;
  readonly quantity: PlanQuantity;
  /** Infinity where the document prints none (`early`). */
  readonly year: number;
  /** In the quantity's unit; undefined for kinds that say all by their years. */
  readonly asked: number | undefined;
  readonly askedHigh: number | undefined;
  readonly operator: ">=" | "<=";
  /** The year that a change is measured from, where the formula does not hold it. */
  readonly from: number | undefined;
  /** The year that a change is measured from. */
  readonly base: number | undefined;
  /** The statement of a level above whose number stands in. */
  readonly inheritedFrom: string | undefined;
  readonly version: Version | undefined;
  readonly supersededBy: string | undefined;
  /** What was published of the quantity in the target's year or last before it, in the quantity's unit. */
  readonly published: Published | undefined;
  /** What a document of the place prints of the year that an increment is measured from, with the statement's id. */
  readonly printedBase?: { readonly value: number; readonly source: string };
  /** What the user reports of it by year, in the quantity's unit; it counts before what is published. */
  readonly reported?: readonly { readonly year: number; readonly value: number }[];
}

/** A published value of a quantity; `source` is a key of `references.csv`. */
export interface Published {
  readonly year: number;
  readonly value: number;
  readonly source: string;
}

/** A formula over the model, in words and in the model's language. */
export interface PlanQuantity {
  readonly name: string;
  readonly formula: string;
  /** What a relative target is compared with. */
  readonly than: string | undefined;
  /** Must be above 0, otherwise the region has no data for the quantity. */
  readonly known: string | undefined;
  readonly unit: string;
  readonly label: Label;
  readonly words: Label;
  /** The same in the other account of a sector, with or without the electricity and heat that it buys. */
  readonly beside?: Omit<PlanQuantity, "beside">;
}

const columns = {
  required: ["id", "region", "part", "jurisdiction", "document", "section", "indicator", "qualifier", "year", "value"]
    .concat(["value_high", "unit", "base_year", "role", "kind", "quantity", "asked", "asked_high", "operator"])
    .concat(["from_year", "inherited_from", "version", "superseded_by", "reason", "lever", "note_en", "note_zh"]),
  optional: [
    "published",
    "published_year",
    "published_source",
    "at_odds",
    "issued",
    "stage",
    "checked",
    "base_value",
    "base_source",
  ],
};

/** The columns of the table of statements, in their order. */
export const planColumns: readonly string[] = [...columns.required, ...columns.optional];

const quantityColumns = {
  required: "quantity formula than unit better known label_en label_zh formula_en formula_zh".split(" "),
  optional: ["range"],
};

/** What stands behind the name of a quantity that leaves out what the one of the shorter name counts as purchased. */
const DIRECT = "_direct";

/** The statements about a region, in the order of the file; none where the library has no such file. */
export function readPlanStatements(library: Library, region: string, problems: Problem[]): PlanStatement[] {
  const file = planTargetsPath(library);
  const text = library.read(file);
  const rows = text === undefined ? [] : rowsOf(text, file, region, problems);
  if (rows.length === 0) return [];
  const quantities = readPlanQuantities(library, problems);
  const words = planWords(library);
  const statements = new Map(rows.map((row) => [row.get("id"), statementOf(row, quantities, words, problems)]));
  return rows.map((row) => {
    const ids = row.get("at_odds").split(" ");
    const statement = statements.get(row.get("id")) as PlanStatement;
    return { ...statement, atOdds: ids.flatMap((id) => statements.get(id) ?? []) };
  });
}

/** One statement by its id; undefined where there is no such row. */
function readPlanStatement(library: Library, id: string, problems: Problem[]): PlanStatement | undefined {
  const file = planTargetsPath(library);
  const text = library.read(file);
  if (text === undefined) return undefined;
  const region = asWritten(text)
    ? new RegExp(`^${id},([^,]*),`, "m").exec(text)?.[1]
    : readTable(text, file, columns, [])
        .find((row) => row.get("id") === id)
        ?.get("region");
  if (region === undefined) return undefined;
  return readPlanStatements(library, region, problems).find((statement) => statement.id === id);
}

/** Whether the table stands as the data step writes it, and not as a spreadsheet or a person has saved it. */
function asWritten(text: string): boolean {
  return text.startsWith(`${planColumns.join(",")}\n`) && !text.includes("\r");
}

/** Why nothing is computed, in words, by key. */
export function readPlanReasons(library: Library): ReadonlyMap<string, Label> {
  const rows = readTable(library.read(reasonsFile) ?? "reason,en,zh", reasonsFile, reasonColumns, []);
  return new Map(rows.map((row) => [row.get("reason"), { en: row.get("en"), zh: row.get("zh") }]));
}

const reasonColumns = { required: ["reason", "en", "zh"], optional: [] };

let indexed: { text: string; header: string; lines: ReadonlyMap<string, readonly [number, string][]> } | undefined;

/** The rows of one region; the others are never taken apart, since the file has thousands of them. */
function rowsOf(text: string, file: string, region: string, problems: Problem[]): TableRow[] {
  if (!asWritten(text)) return readTable(text, file, columns, problems).filter((row) => row.get("region") === region);
  if (indexed === undefined || indexed.text !== text) {
    const all = text.split("\n");
    const lines = new Map<string, [number, string][]>();
    for (let i = 1; i < all.length; i++) {
      const start = all[i].indexOf(",") + 1;
      const key = all[i].slice(start, all[i].indexOf(",", start));
      const known = lines.get(key);
      if (known === undefined) lines.set(key, [[i, all[i]]]);
      else known.push([i, all[i]]);
    }
    indexed = { text, header: all[0], lines };
  }
  const own = indexed.lines.get(region) ?? [];
  if (own.length === 0) return [];
  // Empty lines keep each row at its own line number.
  let padded = indexed.header;
  let last = 0;
  for (const [line, row] of own) {
    padded += "\n".repeat(line - last) + row;
    last = line;
  }
  return readTable(padded, file, columns, problems);
}

/** A row of the table of quantities: formulas as written, and the side on which a number without one is met. */
export interface KnownQuantity extends Omit<PlanQuantity, "than" | "known" | "beside"> {
  readonly than: string;
  readonly known: string;
  readonly better: string;
  /** `ratio` where a number of the unit 1 is no part of a whole, `signed` where one may be below 0; empty otherwise. */
  readonly range: string;
  /** The same in the other account of a sector. */
  readonly beside?: KnownQuantity;
}

/** The quantities that plans may speak of, by name in the order of their table. */
export function readPlanQuantities(library: Library, problems: Problem[]): ReadonlyMap<string, KnownQuantity> {
  const text = library.read(planQuantitiesFile);
  if (text === undefined) return new Map();
  const rows = readTable(text, planQuantitiesFile, quantityColumns, problems);
  const quantities = new Map(
    rows.map((row) => {
      const written = textsOf(row, ["formula", "than", "known", "unit", "better", "range"]);
      const name = row.get("quantity");
      return [name, { name, ...written, label: labelIn(row, "label"), words: labelIn(row, "formula") }];
    }),
  );
  return new Map(
    [...quantities].map(([name, quantity]) => {
      const other = name.endsWith(DIRECT) ? name.slice(0, -DIRECT.length) : name + DIRECT;
      return [name, { ...quantity, beside: quantities.get(other) }];
    }),
  );
}

/** The quantity of a target that is measured from the year, whose formulas may hold it. */
export function quantityFrom(
  { better, range, beside, ...quantity }: KnownQuantity,
  from: number | undefined,
): PlanQuantity {
  const written = (text: string): string => text.replaceAll("{base}", String(from));
  return {
    ...quantity,
    formula: written(quantity.formula),
    than: written(quantity.than) || undefined,
    known: written(quantity.known) || undefined,
    beside: beside && quantityFrom(beside, from),
  };
}

/** Whether the formula holds the year that it is measured from, and gives the change itself. */
export function givesChange({ formula }: Pick<PlanQuantity, "formula">): boolean {
  return formula.includes("reference_");
}

/** The formulas of all quantities, as written. */
export function readWrittenQuantities(library: Library): WrittenQuantity[] {
  return [...readPlanQuantities(library, []).values()];
}

/** A statement as its row has it. */
function statementOf(
  row: TableRow,
  quantities: ReadonlyMap<string, KnownQuantity>,
  words: PlanDictionary,
  problems: Problem[],
): PlanStatement {
  const number = (column: string): number | undefined => {
    const text = row.get(column);
    const value = plainNumber(text);
    if (value === undefined && text !== "")
      problems.push({ at: row.place(column), path: row.get("id"), ...notANumber(text) });
    return value;
  };
  const year = number("year");
  const due = year ?? number("checked");
  return {
    ...textsOf(row, ["id", "region", "part", "jurisdiction", "document", "section", "indicator", "qualifier", "unit"]),
    named: namesOf(row, words),
    issued: row.get("issued"),
    isDraft: row.get("stage") === "draft",
    year,
    value: number("value"),
    valueHigh: number("value_high"),
    baseYear: number("base_year"),
    role: row.get("role") as PlanStatement["role"],
    target: readsTarget(row, due)
      ? targetOf(row, due ?? Number.POSITIVE_INFINITY, number, quantities, problems)
      : undefined,
    reason: row.get("reason") || undefined,
    note: labelIn(row, "note"),
    atOdds: [],
    at: row.place(),
  };
}

/** Remarks in brackets stand behind units and sections, one after the other. */
const remark = /\s*[([]([^()[\]]*(?:[([][^()[\]]*[)\]][^()[\]]*)*)[)\]]/g;

/** What the row has in ids and in English, with the words of the table of words; what has none stays as it is. */
function namesOf(row: TableRow, words: PlanDictionary): PlanNames {
  const chinese = (table: PlanWords, text: string): string => words.get(table)?.get(text) ?? text;
  const remarked = (text: string, own: (plain: string) => string): string => {
    const at = text.search(/\s*[([]/);
    const [plain, rest] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
    return own(plain) + rest.replace(remark, (_, said: string) => `（${chinese("plan_remark", said)}）`);
  };
  const [indicator, part, unit, section] = ["indicator", "part", "unit", "section"].map((name) => row.get(name));
  return {
    indicator: { en: indicator.replaceAll("_", " "), zh: chinese("plan_indicator", indicator) },
    part: { en: part, zh: chinese("plan_part", part) },
    unit: { en: unit, zh: remarked(unit, (plain) => chinese("plan_unit", plain)) },
    section: {
      en: section,
      zh: section.includes("[")
        ? section.replace(remark, (whole, said: string) => {
            const word = words.get("plan_remark")?.get(said);
            return word === undefined ? whole : `（${word}）`;
          })
        : section,
    },
  };
}

type PlanWords = "plan_indicator" | "plan_part" | "plan_unit" | "plan_remark";

const planWordsFile = "data/china/plans/words.csv";
/** Chinese by table and English text. */
type PlanDictionary = ReadonlyMap<string, ReadonlyMap<string, string>>;

let lastWords: { readonly text: string; readonly words: PlanDictionary } | undefined;

/** The Chinese of what the compilation of statements writes in English, by table and text. */
function planWords(library: Library): PlanDictionary {
  const text = library.read(planWordsFile) ?? "table,text,zh";
  if (lastWords?.text !== text) {
    const words = new Map<string, Map<string, string>>();
    for (const row of readTable(text, planWordsFile, { required: ["table", "text", "zh"], optional: [] }, [])) {
      const known = words.get(row.get("table")) ?? new Map<string, string>();
      words.set(row.get("table"), known.set(row.get("text"), row.get("zh")));
    }
    lastWords = { text, words };
  }
  return lastWords.words;
}

function readsTarget(row: TableRow, year: number | undefined): boolean {
  const kind = row.get("kind");
  return kind === "early" || (year !== undefined && kind !== "");
}

function targetOf(
  row: TableRow,
  year: number,
  number: (column: string) => number | undefined,
  quantities: ReadonlyMap<string, KnownQuantity>,
  problems: Problem[],
): PlanTarget | undefined {
  const kind = row.get("kind") as PlanKind;
  const path = row.get("id");
  if (!planKinds.includes(kind)) {
    problems.push(problem(row.place("kind"), path, "plan_kind", { kinds: planKinds }));
    return undefined;
  }
  const quantity = quantities.get(row.get("quantity"));
  if (quantity === undefined) {
    const values = { file: planQuantitiesFile, name: row.get("quantity") };
    problems.push(problem(row.place("quantity"), path, "plan_quantity", values));
    return undefined;
  }
  const from = number("from_year");
  return {
    kind,
    quantity: quantityFrom(quantity, from),
    year,
    asked: number("asked"),
    askedHigh: number("asked_high"),
    operator: row.get("operator") === "<=" ? "<=" : ">=",
    from: givesChange(quantity) ? undefined : from,
    base: from,
    inheritedFrom: row.get("inherited_from") || undefined,
    version: (row.get("version") || undefined) as Version | undefined,
    supersededBy: row.get("superseded_by") || undefined,
    published: publishedIn(number("published_year"), number("published"), row.get("published_source")),
    printedBase: printedIn(number("base_value"), row.get("base_source")),
  };
}

function printedIn(value: number | undefined, source: string): PlanTarget["printedBase"] {
  return value === undefined ? undefined : { value, source };
}

function publishedIn(year: number | undefined, value: number | undefined, source: string): Published | undefined {
  return year === undefined || value === undefined ? undefined : { year, value, source };
}

function labelIn(row: TableRow, column: string): Label {
  return { en: row.get(`${column}_en`), zh: row.get(`${column}_zh`) };
}

const statementFields = {
  statement: required(text("The id of a statement of a plan, such as T0259", "规划表述的编号，例如 T0259")),
};

export const statementSchema = {
  ...objectSchema(statementFields),
  description: "What a plan asks, of this region, whichever it was written for\n某规划的要求，用于本地区",
};

/** The targets of a scenario that name a statement of a plan. */
function statementsIn(map: MapCursor): MapCursor[] {
  return entriesAt(map).flatMap(([, at]) => (isMap(at) && at.node.entries.has("statement") ? [at] : []));
}

/**
 * Targets such as `{statement: T0259}`: what the statement of a plan asks, of this scenario's region, whichever region it
 * was written for. So a number is inherited from a level above.
 */
export function readNamedStatements(
  map: MapCursor,
  library: Library,
  region: string,
  about: readonly PlanStatement[],
): PlanStatement[] {
  return statementsIn(map).flatMap((at) => {
    const { statement: id } = readFields(at, statementFields);
    const named = id === undefined ? undefined : namedStatement(id, under(at, "statement"), library, about);
    if (named?.target === undefined) return [];
    const target = { ...named.target, version: "in_force" as const, supersededBy: undefined, inheritedFrom: id };
    return [{ ...named, region, role: "target" as const, target }];
  });
}

function namedStatement(
  id: string,
  at: Cursor,
  library: Library,
  about: readonly PlanStatement[],
): PlanStatement | undefined {
  const statement = /^[\w-]+$/.test(id) ? readPlanStatement(library, id, at.problems) : undefined;
  if (statement === undefined) return refuse(at, "statement_unknown", { id, file: planTargetsPath(library) });
  if (about.some((known) => known.id === id)) return refuse(at, "statement_counts", { id });
  if (statement.target !== undefined) return statement;
  return refuse(at, "statement_no_run", { id, reason: readPlanReasons(library).get(statement.reason ?? "") });
}

/** Refuses statements where no single region runs. */
export function refuseStatements(map: MapCursor): void {
  for (const at of statementsIn(map)) refuse(under(at, "statement"), "statement_in_sum", {});
}
