import { cellNames, domainsOf } from "../../engine/language/cells.ts";
import type { Model, Variable } from "../../engine/language/model.ts";
import { parseUnit } from "../../engine/language/parse-unit.ts";
import { convert, isDimensionless, type Unit, type UnitSystem } from "../../engine/language/units.ts";
import { type CsvCell, type CsvOptions, csvText, numberText } from "../../text/csv.ts";
import { InputError, isFault, message } from "../../text/problems.ts";

/** One run's results, as far as they are exported. */
export interface Trajectories {
  readonly model: Model;
  readonly scenario: string;
  readonly region: string;
  readonly firstYear: number;
  /** One value per year, or undefined for a cell that was not computed. */
  readonly series: (variable: string, cell: number) => ArrayLike<number> | undefined;
}

/** The name and unit of one exported quantity, and how its numbers come about. */
export interface ExchangeCell {
  readonly variable: string;
  readonly cell: number;
  readonly name: string;
  readonly unit: string;
  readonly factor: number;
  /** Nothing is known of it in the first year. */
  readonly firstUnknown: boolean;
}

/**
 * Units of the IAMC's common definitions and, where they have none, ours in the same style. The first entry whose
 * name fits and whose unit the quantity can be converted to holds; flows are per year, though `yr` has no dimension here.
 */
const exchangeUnits: readonly { readonly name: RegExp; readonly unit: string; readonly text: string }[] = [
  { name: /^Emissions\|Kyoto Gases/, unit: "MtCO2", text: "Mt CO2-equiv/yr" },
  { name: /^Cumulative/, unit: "MtCO2", text: "Mt CO2" },
  { name: /./, unit: "MtCO2", text: "Mt CO2/yr" },
  { name: /^Emissions\|CH4/, unit: "Mt", text: "Mt CH4/yr" },
  { name: /^Emissions\|N2O/, unit: "kt", text: "kt N2O/yr" },
  { name: /^Emissions\|Sulfur/, unit: "Mt", text: "Mt SO2/yr" },
  { name: /^Emissions\|NOx/, unit: "Mt", text: "Mt NO2/yr" },
  { name: /^Emissions\|VOC/, unit: "Mt", text: "Mt VOC/yr" },
  { name: /^Emissions\|PM2\.5/, unit: "Mt", text: "Mt PM2.5/yr" },
  { name: /^Population/, unit: "1e6 person", text: "million" },
  { name: /./, unit: "1e6 person", text: "million" },
  { name: /^Capacity Additions/, unit: "GW", text: "GW/yr" },
  { name: /^(Storage|Capacity\|.*Storage Energy)/, unit: "GW*h", text: "GWh" },
  { name: /./, unit: "GW", text: "GW" },
  { name: /./, unit: "EJ", text: "EJ/yr" },
  { name: /^Price\|Carbon/, unit: "CNY/tCO2", text: "CNY_2020/t CO2" },
  { name: /./, unit: "1e9 CNY", text: "billion CNY_2020/yr" },
  { name: /./, unit: "1e6 vehicle", text: "million vehicles" },
  { name: /./, unit: "1e9 pkm", text: "bn pkm/yr" },
  { name: /./, unit: "1e9 tkm", text: "bn tkm/yr" },
  { name: /^Land Cover/, unit: "1e10 m^2", text: "million ha" },
  { name: /./, unit: "1e9 m^2", text: "bn m2" },
  { name: /./, unit: "Mt", text: "Mt/yr" },
];

/** What is smaller, in the variable's own unit, is left of differences of large numbers: nothing is measured in it. */
const NOISE = 1e-12;

const ILLEGAL = /[;:"`]/;

/**
 * Every cell of the model that has an exchange name, in the order of the model.
 *
 * @throws InputError where two cells share a name, or a name holds a character that the IAMC refuses.
 */
export function exchangeCells(model: Model): readonly ExchangeCell[] {
  const cells = knownCells.get(model) ?? findCells(model);
  knownCells.set(model, cells);
  return cells;
}

const knownCells = new WeakMap<Model, readonly ExchangeCell[]>();

function findCells(model: Model): ExchangeCell[] {
  const cells: ExchangeCell[] = [];
  const owners = new Map<string, string>();
  const problems = [];
  for (const variable of model.variables.values()) {
    if (variable.iamc === undefined) continue;
    for (const [cell, members] of cellNames(model, variable.over).entries()) {
      const name = exchangeName(model, variable, members);
      const here = [variable.name, ...members].join(".");
      const path = `variables.${variable.name}.iamc`;
      const owner = owners.get(name);
      if (owner !== undefined) {
        problems.push({ at: variable.at, path, ...message("names_both", { name, owner, here }) });
      } else if (ILLEGAL.test(name) || name.trim() === "") {
        problems.push({ at: variable.at, path, ...message("name_signs", { name }) });
      }
      owners.set(name, here);
      const unit = exchangeUnit(model.units, variable.unit, name);
      cells.push({ variable: variable.name, cell, name, ...unit, firstUnknown: variable.firstUnknown === true });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return cells;
}

/** The variable's exchange name with its members' parts filled in; `{set}` or `{subset}` stands for the member. */
function exchangeName(model: Model, variable: Variable, members: readonly string[]): string {
  let name = variable.iamc ?? "";
  for (const [i, domain] of domainsOf(model, variable.over).entries()) {
    const member = model.sets.get(domain.parent)?.members.find((candidate) => candidate.name === members[i]);
    const part = member?.iamc ?? member?.label.en ?? members[i];
    name = name.replaceAll(`{${domain.name}}`, part).replaceAll(`{${domain.parent}}`, part);
  }
  return name;
}

function exchangeUnit(units: UnitSystem, unit: Unit, name: string): { unit: string; factor: number } {
  for (const candidate of exchangeUnits) {
    if (!candidate.name.test(name)) continue;
    const target = parseUnit(units, candidate.unit);
    // A model without such a unit, as one without vehicles, has no quantity in it.
    if (isFault(target)) continue;
    const factor = convert(unit, target);
    if (factor !== undefined) return { unit: candidate.text, factor };
  }
  if (!isDimensionless(unit)) return { unit: unit.text, factor: 1 };
  return unit.text === "%" ? { unit: "%", factor: 1 } : { unit: "", factor: unit.factor };
}

const LONG_COLUMNS = ["model", "scenario", "region", "variable", "unit", "year", "value"] as const;

/**
 * The runs in long form as CSV text, one row a year; what is not known of the first year is empty there. Cells that are
 * zero in all years of a run are left out. Text cells are written once for all years: of some twenty thousand rows a run
 * only the years and numbers differ.
 */
export function longText(runs: readonly Trajectories[], options: CsvOptions = {}): string {
  const lines: string[] = [];
  for (const run of runs) {
    for (const { head, values } of exchangeRows(run)) {
      const start = csvText(head, []).slice(0, -2);
      for (const [i, value] of values.entries())
        lines.push(`${start},${run.firstYear + i},${value === undefined ? "" : numberText(value)}\r\n`);
    }
  }
  return csvText(LONG_COLUMNS, [], options) + lines.join("");
}

/** The runs in wide form: columns and rows, one column a year over the years of all runs; empty where a run has none. */
export function wideTable(runs: readonly Trajectories[]): { columns: string[]; rows: CsvCell[][] } {
  const entries = runs.flatMap((run) => exchangeRows(run).map((row) => ({ ...row, first: run.firstYear })));
  const first = Math.min(...entries.map((entry) => entry.first));
  const last = Math.max(...entries.map((entry) => entry.first + entry.values.length - 1));
  const years = entries.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const rows = entries.map((entry) => [...entry.head, ...years.map((year) => entry.values[year - entry.first])]);
  return { columns: [...LONG_COLUMNS.slice(0, 5), ...years.map(String)], rows };
}

function exchangeRows(run: Trajectories): { head: string[]; values: (number | undefined)[] }[] {
  const rows: { head: string[]; values: (number | undefined)[] }[] = [];
  for (const { variable, cell, name, unit, factor, firstUnknown } of exchangeCells(run.model)) {
    const series = run.series(variable, cell);
    if (series === undefined) continue;
    const known = Array.from(series, (value) => (Math.abs(value) < NOISE ? 0 : value * factor));
    const values = firstUnknown ? [undefined, ...known.slice(1)] : known;
    if (values.every((value) => value === undefined || value === 0)) continue;
    rows.push({ head: [run.model.name, run.scenario, run.region, name, unit], values });
  }
  return rows;
}
