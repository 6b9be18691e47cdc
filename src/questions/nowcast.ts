import { evaluate } from "../engine/program/evaluate.ts";
import { sourcesOn } from "../engine/program/interpret.ts";
import type { ScenarioRun } from "../run/run.ts";
import { regionPath } from "../scenario/region/region-path.ts";
import { planFormula, type WrittenQuantity } from "../scenario/targets/plan-formulas.ts";
import type { Library } from "../text/library.ts";
import type { Label } from "../text/problems.ts";
import { readTable, type TableRow } from "../text/table.ts";

const quantitiesFile = "data/china/nowcast.csv";
const quantityColumns = ["quantity", "variable", "formula", "unit", "compared", "label_en", "label_zh"];
const observedColumns = ["region", "quantity", "year", "observed", "shared_out", "reason"];

/** One observed year of a quantity beside the model's. */
interface NowcastYear {
  readonly year: number;
  /** What became of the base year's value (1 in the base year), or the level in the quantity's unit. */
  readonly observed: number;
  readonly modelled: number;
  /** Relative, of the model to what was observed. */
  readonly difference: number;
  /** The observed value is the region's part of a total that was shared out. */
  readonly shared_out: boolean;
  /** Why they differ, where they do by more than half a per cent. */
  readonly reason: string;
}

/** A quantity's observed years beside a run's. */
export interface Nowcast {
  readonly quantity: string;
  readonly label: Label;
  readonly compared: "index" | "level";
  readonly unit: string;
  readonly years: readonly NowcastYear[];
}

/**
 * What was observed of the run's region (of the nation for the sum of its provinces) after its base year beside what the
 * run has; nothing where nothing was.
 */
export function nowcastOf(library: Library, { scenario, model, inputs, values }: ScenarioRun): Nowcast[] {
  const observed = readObserved(library).filter((row) => row.get("region") === scenario.region.id);
  if (observed.length === 0) return [];
  const { baseYear } = scenario;
  const sources = sourcesOn(model, inputs, (name, cell, year) => values(name, cell)?.[year] ?? Number.NaN);
  const quantities = readTable(library.read(quantitiesFile) ?? "", quantitiesFile, required(quantityColumns), []);
  return quantities.flatMap((row) => {
    const [quantity, formula, unit] = ["quantity", "formula", "unit"].map(row.get);
    const compared = row.get("compared") === "level" ? "level" : "index";
    const expression = planFormula(model, formula, unit);
    const own = observed.filter((fact) => fact.get("quantity") === quantity);
    if (typeof expression === "string" || own.length === 0) return [];
    const at = (year: number): number => evaluate(expression, sources, new Map(), year - baseYear);
    // A run from a later base year is held against what became of that year's value.
    const then = own.find((fact) => Number(fact.get("year")) === baseYear)?.get("observed");
    if (compared === "index" && then === undefined) return [];
    const after = own.filter((fact) => Number(fact.get("year")) > baseYear);
    if (after.length === 0) return [];
    const years = after.map((fact): NowcastYear => {
      const [year, given] = ["year", "observed"].map((column) => Number(fact.get(column)));
      const value = compared === "index" ? given / Number(then) : given;
      const modelled = at(year) / (compared === "index" ? at(baseYear) : 1);
      const difference = modelled / value - 1;
      const shared_out = fact.get("shared_out") === "yes";
      return { year, observed: value, modelled, difference, shared_out, reason: fact.get("reason") };
    });
    return { quantity, label: { en: row.get("label_en"), zh: row.get("label_zh") }, compared, unit, years };
  });
}

let last: { readonly text: string; readonly rows: readonly TableRow[] } | undefined;

/** The rows of the table, taken apart once for all runs of a process. */
function readObserved(library: Library): readonly TableRow[] {
  const file = regionPath(library, "nowcast.csv");
  const text = library.read(file) ?? observedColumns.join();
  if (last?.text !== text) last = { text, rows: readTable(text, file, required(observedColumns), []) };
  return last.rows;
}

/** The regions of which years after the base year were observed. */
export function observedRegions(library: Library): string[] {
  return [...new Set(readObserved(library).map((row) => row.get("region")))];
}

function required(columns: readonly string[]) {
  return { required: columns, optional: [] };
}

/** The formulas of all quantities, as written. */
export function writtenNowcasts(library: Library): WrittenQuantity[] {
  const rows = readTable(
    library.read(quantitiesFile) ?? quantityColumns.join(),
    quantitiesFile,
    required(quantityColumns),
    [],
  );
  return rows.map((row) => ({ formula: row.get("formula"), unit: row.get("unit"), than: "", known: "" }));
}

/** The year of a quantity in which the model lies furthest from what was observed. */
export function furthest(years: readonly NowcastYear[]): NowcastYear {
  return years.reduce((most, one) => (Math.abs(one.difference) > Math.abs(most.difference) ? one : most));
}
