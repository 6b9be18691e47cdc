import type { Model } from "../engine/language/model.ts";
import { evaluate } from "../engine/program/evaluate.ts";
import { parameterAt } from "../engine/program/interpret.ts";
import { type Region, readRegion } from "../scenario/region/region.ts";
import { planFormula } from "../scenario/targets/plan-formulas.ts";
import { type Library, layeredLibrary } from "../text/library.ts";
import { chinaFiles } from "./china/source-tables.ts";
import { grouped, type Row, readCsv } from "./csv.ts";

/** Full strength builds at this many times the pace of the last observed years. */
const FASTER = 2;
const PACE_YEARS = 3;

/** The files with the sizes of the region's levers at the end of its own file; the library has what it extends. */
export function withLeverSizes(
  library: Library,
  model: Model,
  files: ReadonlyMap<string, string>,
  id: string,
): Map<string, string> {
  const path = `data/regions/${id}.yaml`;
  const region = readRegion(layeredLibrary(library, files), model, id, { file: path, line: 1, column: 1 }, []);
  const text = files.get(path);
  if (region === undefined || text === undefined) return new Map(files);
  const all = readCsv(chinaFiles(library)("lever_sizes.csv"));
  const rows = [...grouped(all, ({ lever }) => lever).values()].flatMap((of): Row[] =>
    [of.find((row) => row.region === id) ?? of.find((row) => row.region === "")].filter((row) => row !== undefined),
  );
  // What the region's own documents size stands.
  const lines = rows.flatMap((row) => (region.levers.has(row.lever) ? [] : sizeLines(row, region, model)));
  return new Map([...files, [path, lines.length === 0 ? text : `${text}sizes:\n${lines.join("\n")}\n`]]);
}

function sizeLines(row: Row, region: Region, model: Model): string[] {
  const { lever, unit, size, least, pace, estimated } = row;
  const spans = row.years.split("|");
  const at = (formula: string, year: number): number => valueAt(model, region, formula, year);
  const values = spans.map((span) => at(size, Number(span.slice(0, 4))));
  const standing = pace === "" ? 0 : at(pace, region.lastObserved);
  if (!(Math.max(...values) - standing > Number(least))) return [];
  const full = fullYear(row, region, values[0] - standing, at);
  const numbers = values.map((value) => Number(value.toPrecision(6)));
  const amounts =
    spans.length === 1
      ? `value: ${numbers[0]} ${unit}`
      : spans.map((span, i) => `${span}: ${numbers[i]} ${unit}`).join(", ");
  const said = (text: string): string =>
    text.replace("{size}", String(Number(Math.max(...numbers).toPrecision(3)))).replace("{full}", String(full));
  const potential = `{en: ${JSON.stringify(said(row.potential_en))}, zh: ${JSON.stringify(said(row.potential_zh))}}`;
  return [
    `  ${lever}: {${amounts}, full: ${full}, potential: ${potential}, estimated: ${JSON.stringify(`${estimated}; ${size}`)}}`,
  ];
}

/** The year of full strength: that of the row, or later where twice the observed pace needs longer for the room. */
function fullYear(
  { full, pace }: Row,
  { lastObserved, horizon }: Region,
  room: number,
  at: (formula: string, year: number) => number,
): number {
  if (pace === "") return Number(full);
  const yearly = (at(pace, lastObserved) - at(pace, lastObserved - PACE_YEARS)) / PACE_YEARS;
  const needed = yearly > 0 ? Math.ceil(lastObserved + room / (FASTER * yearly)) : horizon;
  return Math.min(horizon, Math.max(Number(full), needed));
}

/** A formula over the region's parameters in one year. */
function valueAt(model: Model, region: Region, formula: string, year: number): number {
  const expression = planFormula(model, formula);
  if (typeof expression === "string") throw new Error(`lever_sizes.csv: "${formula}": ${expression}`);
  const { baseYear } = region;
  const inputs = { ...region, values: new Map(region.values) };
  const parameter = (name: string, cell: number, at: number): number => {
    const value = parameterAt(model, inputs, name, cell, at);
    return Number.isNaN(value) ? (model.parameters.get(name)?.default ?? 0) : value;
  };
  const variable = (name: string): number => {
    throw new Error(`lever_sizes.csv: "${formula}" names ${name}, which only a run has`);
  };
  return evaluate(expression, { model, baseYear, parameter, variable }, new Map(), year - baseYear);
}
