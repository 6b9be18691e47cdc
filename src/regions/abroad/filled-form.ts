import { parseUnit } from "../../engine/language/parse-unit.ts";
import type { UnitSystem } from "../../engine/language/units.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import {
  aboutRegion,
  type FormCell,
  type FormGroup,
  formColumns,
  regionalForm,
} from "../../scenario/region/region-form.ts";
import { csvText } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { plainNumber } from "../../text/plain-number.ts";
import { isFault, message, type Problem, problem } from "../../text/problems.ts";
import { readTable, type TableRow, textsOf, untilTooMany } from "../../text/table.ts";

/** A form that was filled in. */
export interface FilledForm {
  readonly file: string;
  readonly baseYear: number;
  readonly horizon: number;
  /** Mt, to be held against. */
  readonly publishedCo2?: number;
  /** The lines that give a number, as a region's table whose lines are those of the form. */
  readonly numbers: string;
  readonly row: (id: string, members?: string) => TableRow | undefined;
}

/** Without a year of its own. */
const USUAL_HORIZON = 2050;

/**
 * Reads a form that was filled in. All that is missing, each with its unit and where it is found, and all numbers outside
 * what is plausible go to `problems`; undefined where there are some.
 */
export function readForm(
  library: Library,
  units: UnitSystem,
  { text, file }: { readonly text: string; readonly file: string },
  problems: Problem[],
): FilledForm | undefined {
  const begun = problems.length;
  const columns = {
    required: ["id", "value", "unit"],
    optional: ["members", "year", "low", "high", "source", "estimated"],
  };
  const all = readTable(text, file, columns, problems);
  const given = new Map<string, TableRow>();
  for (const row of untilTooMany(all, problems)) {
    if (row.get("value") === "") continue;
    given.set(nameOf(row.get("id"), row.get("members")), row);
  }
  if (problems.length > begun) return undefined;
  const lines = new Map(all.map((row) => [nameOf(row.get("id"), row.get("members")), row]));
  const has = ({ id, members }: Pick<FormCell, "id" | "members">): boolean => given.has(nameOf(id, members));
  const groups = regionalForm(library);
  for (const group of groups) {
    for (const cell of group.cells) checkRange(given.get(nameOf(cell.id, cell.members)), cell, units, problems);
    const missing = missingIn(
      group,
      has,
      (plant) => plainNumber(given.get(nameOf("base_generation", plant))?.get("value") ?? "") ?? 0,
    );
    if (missing.length === 0) continue;
    const [{ id, members, unit, where }] = missing;
    const at = lines.get(nameOf(id, members))?.place("value") ?? { file, line: 1, column: 1 };
    const names = missing.map((cell) => nameOf(cell.id, cell.members));
    problems.push(problem(at, id, "form_missing", { names, one: group.need === "sum", unit, where }));
  }
  if (problems.length > begun) return undefined;
  const numberOf = (id: string): number | undefined => plainNumber(given.get(id)?.get("value") ?? "");
  return {
    file,
    baseYear: numberOf("base_year") as number,
    horizon: numberOf("horizon") ?? USUAL_HORIZON,
    publishedCo2: numberOf("published_co2"),
    numbers: numbersText([...given.values()]),
    row: (id, members = "") => given.get(nameOf(id, members)),
  };
}

function nameOf(id: string, members: string): string {
  return members === "" ? id : `${id}.${members}`;
}

/** The cells of a group that are needed and not given. */
function missingIn(
  { need, cells }: FormGroup,
  has: (cell: Pick<FormCell, "id" | "members">) => boolean,
  generated: (plant: string) => number,
): readonly FormCell[] {
  if (need === "no") return [];
  if (need === "sum") return cells.some(has) ? [] : cells;
  const runs = ({ members }: FormCell): boolean => generated(members.split(".")[0]) > 0;
  return cells.filter((cell) => !has(cell) && (need === "yes" || runs(cell)));
}

/** Reports a number that is no number, or is outside what is plausible in the unit of the form. */
function checkRange(
  row: TableRow | undefined,
  { id, unit, low, high }: FormCell,
  units: UnitSystem,
  problems: Problem[],
): undefined {
  if (row === undefined) return;
  const number = plainNumber(row.get("value"));
  const wanted = parseUnit(units, unit);
  // Wrong units are told where the region is read.
  if (isFault(wanted) && !aboutRegion.some((name) => name === id)) throw new Error(`${id}: ${wanted.message}`);
  if (number === undefined) {
    problems.push({ at: row.place("value"), path: id, ...message("not_a_number", { text: row.get("value") }) });
    return;
  }
  if (isFault(wanted)) return;
  const written = parseUnit(units, row.get("unit") === "" ? "1" : row.get("unit"), wanted);
  if (isFault(written)) return;
  const quantity = readQuantity(number, wanted, units, written);
  if (isQuantityProblem(quantity) || (quantity.value >= low && quantity.value <= high)) return;
  const values = { text: `${row.get("value")} ${row.get("unit")}`.trim(), low, high, unit };
  problems.push(problem(row.place("value"), id, "form_range", values));
}

/** The rows in the lines in which they stand in the form, so that what is wrong with them is told there. */
function numbersText(rows: readonly TableRow[]): string {
  const kept = rows.filter((row) => ![...aboutRegion, "base_grid_loss"].some((name) => name === row.get("id")));
  const lines: string[] = [formColumns.join(",")];
  for (const row of kept) {
    const texts = textsOf(row, formColumns);
    const [, line] = csvText([...formColumns], [formColumns.map((column) => texts[column].replace(/\s+/g, " "))], {
      plain: true,
    }).split("\n");
    lines[row.place().line - 1] = line;
  }
  return `${Array.from(lines, (line) => line ?? "").join("\n")}\n`;
}
