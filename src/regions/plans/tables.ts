import { planTargetsPath } from "../../scenario/region/region-path.ts";
import type { Library } from "../../text/library.ts";
import { chinaFiles } from "../china/source-tables.ts";
import { type Row, readCsv } from "../csv.ts";

/** The tables of `data/china/plans` that policy scenarios are made of, and the joined statements of `dist/targets.csv`. */
export interface PolicyTables {
  /** Levers that national documents ask of every region. */
  readonly levers: readonly Row[];
  /** Measures that a document of a place names. */
  readonly measures: readonly Row[];
  /** Printed numbers that size a lever. */
  readonly numbers: readonly Row[];
  readonly capacities: readonly Row[];
  /** Accounting rules. */
  readonly switches: readonly Row[];
  readonly quantities: readonly Row[];
  readonly statements: readonly Row[];
}

/** The tables of a library. Throws where one is missing. */
export function policyTables(library: Library): PolicyTables {
  const plans = planTables(library);
  const statements = library.read(planTargetsPath(library));
  if (statements === undefined) throw new Error("dist/targets.csv is missing; make it with `npm run build:data`");
  return {
    levers: plans("policy_levers"),
    measures: plans("policy_measures"),
    numbers: plans("policy_numbers"),
    capacities: plans("policy_capacities"),
    switches: plans("policy_switches"),
    quantities: plans("quantities"),
    statements: readCsv(statements),
  };
}

/** The tables of `data/china/plans` by name. */
export function planTables(library: Library): (name: string) => Row[] {
  const read = chinaFiles(library);
  return (name) => readCsv(read(`plans/${name}.csv`));
}

/** What stands at the head of every file that the generator writes. */
export const policyMark = "# Written by `npm run build:scenarios`";

/** Levers that act from the year after the last one that plans may have spoken of as past. */
export const FIRST_YEAR = 2026;
/** The lever of a region that stands for wind and solar beyond all promised capacities. */
export const NEW_ENERGY = "plan_new_energy";
/** By when a capacity that was promised for a year gone by is still owed. */
export const OWED_BY = 2030;

/** The promises of a place whose document holds, in the order of the file. */
export function promisesOf(statements: readonly Row[], region: string): Row[] {
  return statements.filter(
    (row) =>
      row.region === region && row.role === "target" && row.version !== "superseded" && row.version !== "repeated",
  );
}

/** Where a statement stands: its id, document and section. */
export function placeOf(row: Row): string {
  return `${row.id}: ${row.document}${row.section === "" ? "" : `, ${row.section}`}`;
}

/** Whether the text is one of those that a column lists with `|`; an empty column names none. */
export function lists(column: string, text: string): boolean {
  return column !== "" && column.split("|").includes(text);
}

/** Four digits say enough of a number of a plan. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Six decimals of a lever's amount, upwards, so that a promise is not missed by rounding. */
export function roundUp(value: number): number {
  return Math.ceil(value * 1e4 - 1e-6) / 1e4;
}
