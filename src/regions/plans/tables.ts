import { evaluate, type Sources } from "../../engine/program/evaluate.ts";
import { parameterAt } from "../../engine/program/interpret.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Basis } from "../../scenario/levers/scenario-levers.ts";
import { planTargetsPath } from "../../scenario/region/region-path.ts";
import { planFormula } from "../../scenario/targets/plan-formulas.ts";
import type { Library } from "../../text/library.ts";
import { chinaFiles } from "../china/source-tables.ts";
import { type Row, readCsv } from "../csv.ts";

/**
 * The tables of `data/china/plans` that policy scenarios are made of: levers that national documents ask of every region,
 * measures that a document of a place names, printed numbers that size a lever, capacities and accounting rules; and the
 * joined statements of `dist/targets.csv`.
 */
export type PolicyTables = ReturnType<typeof policyTables>;

/** The tables of a library. Throws where one is missing. */
export function policyTables(library: Library) {
  const statements = library.read(planTargetsPath(library));
  if (statements === undefined) throw new Error("dist/targets.csv is missing; make it with `npm run build:data`");
  const policies = planTables(library, ["levers", "measures", "numbers", "capacities", "switches"], "policy_");
  const { quantities, jurisdictions } = planTables(library, ["quantities", "jurisdictions"]);
  const parts = jurisdictions.filter(({ reason }) => reason === "no_region" || reason === "group");
  const apart = new Set(parts.map(({ jurisdiction }) => jurisdiction));
  // What a document asks of some places of a region alone says nothing of the whole.
  const whole = readCsv(statements).filter(({ jurisdiction }) => !apart.has(jurisdiction));
  return { ...policies, quantities, statements: whole };
}

/** Tables of `data/china/plans` by name; `front` stands before the name in the file's. */
export function planTables<Name extends string>(library: Library, names: readonly Name[], front = "") {
  const read = chinaFiles(library);
  const tables = names.map((name) => [name, readCsv(read(`plans/${front}${name}.csv`))] as const);
  return Object.fromEntries<readonly Row[]>(tables) as Readonly<Record<Name, readonly Row[]>>;
}

/** What stands at the head of every file that the generator writes. */
export const policyMark = "# Written by `npm run build:scenarios`";

/** The region whose documents are the national plans. */
export const NATION = "china";

/** Levers that act from the year after the last one that plans may have spoken of as past. */
export const FIRST_YEAR = 2026;
/** The lever of a region that stands for wind and solar beyond all promised capacities. */
export const NEW_ENERGY = "plan_new_energy";
/** By when a capacity that was promised for a year gone by is still owed. */
export const OWED_BY = 2030;

/** The promises of a place whose document holds, in the order of the file, that have these words in their columns. */
export function promisesOf(statements: readonly Row[], region: string, words: Partial<Row> = {}): Row[] {
  const asked = Object.entries({ ...words, region, role: "target" });
  const past = ["superseded", "repeated", "beside"];
  return statements.filter(
    (row) => asked.every(([column, word]) => row[column] === word) && !past.includes(row.version),
  );
}

/** The promise of the latest year; of one year the last. */
export function latestOf(rows: readonly Row[]): Row | undefined {
  const last = Math.max(...rows.map(({ year }) => Number(year)));
  return rows.findLast(({ year }) => Number(year) === last);
}

/** Whether a document of one of the places speaks for them: without one, national plans alone do. */
export function hasPlan({ statements, measures }: PolicyTables, places: readonly string[]): boolean {
  return [...statements, ...measures].some(({ region }) => places.includes(region));
}

/** A statement's number is the place's own unless it is left to the nation's plan, or is that plan's. */
export function basisOf({ statements }: PolicyTables, row: Row, region: string): Basis {
  const from = row.inherited_from === "" ? row : statements.find(({ id }) => id === row.inherited_from);
  return from?.region === NATION && region !== NATION ? "national" : "own";
}

/** The formula of a quantity of quantities.csv. */
export function formulaOf({ quantities }: Pick<PolicyTables, "quantities">, quantity: string): string | undefined {
  return quantities.find((row) => row.quantity === quantity)?.formula;
}

/** Where a statement stands: its id, document and section. */
export function placeOf(row: Row): string {
  return `${row.id}: ${row.document}${row.section === "" ? "" : `, ${row.section}`}`;
}

/** Whether the text is one of those that a column lists with `|`; an empty column names none. */
export function lists(column: string, text: string): boolean {
  return column !== "" && column.split("|").includes(text);
}

/** What plans add in a year: linear from nothing in the last year before them, by the amounts of years, held after the last. */
export function amountAt(amounts: ReadonlyMap<number, number>, year: number): number {
  const points = [[FIRST_YEAR - 1, 0] as const, ...amounts].sort(([a], [b]) => a - b);
  const after = points.findIndex(([at]) => at >= year);
  if (after < 0) return points[points.length - 1][1];
  if (after === 0) return 0;
  const [[from, before], [to, next]] = [points[after - 1], points[after]];
  return before + ((next - before) * (year - from)) / (to - from);
}

/** Four digits say enough of a number of a plan. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Six decimals of a lever's amount, upwards, so that a promise is not missed by rounding. */
export function roundUp(value: number): number {
  return Math.ceil(value * 1e4 - 1e-6) / 1e4;
}

/**
 * A formula over the model in one year of a run.
 *
 * @throws RangeError where the model cannot say the formula.
 */
export function evaluatePlanQuantity(run: ScenarioRun, formula: string, year: number): number {
  const { model, baseYear } = run.scenario;
  const expression = planFormula(model, formula);
  if (typeof expression === "string") throw new RangeError(`"${formula}": ${expression}`);
  const sources: Sources = {
    model,
    baseYear,
    parameter: (name, cell, at) => parameterAt(model, run.inputs, name, cell, at),
    variable: (name, cell, at) => run.values(name, cell)?.[at] ?? Number.NaN,
  };
  return evaluate(expression, sources, new Map(), year - baseYear);
}
