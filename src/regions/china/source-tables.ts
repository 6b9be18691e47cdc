import { createUnitSystem } from "../../engine/language/parse-unit.ts";
import type { UnitSystem } from "../../engine/language/units.ts";
import type { Library } from "../../text/library.ts";
import { readYaml } from "../../text/yaml.ts";
import { grouped, type Row, readCsv } from "../csv.ts";
import { observedRows } from "./observed-rows.ts";

/** Gives the text of a file of `data/china`. */
export type ReadText = (file: string) => string;

/** The files of `data/china` in a library. What it gives throws where one is missing. */
export function chinaFiles(library: Library): ReadText {
  return (file) => {
    const path = `data/china/${file}`;
    const text = library.read(path);
    if (text === undefined) throw new Error(`${path} is missing; install the package again`);
    return text;
  };
}

/** The nation, whose balance, inventory, generation and activity are the sums of its provinces. */
export const nation = "China";

/** The tables of `data/china`, see `sourceTables`. */
export type SourceTables = ReturnType<typeof sourceTables>;

/**
 * The tables that `read` gives, each parsed once. Without `units` values in units that only a model declares cannot be
 * converted.
 */
export function sourceTables(read: ReadText, units: UnitSystem = createUnitSystem([])) {
  const years = readBaseYears(read("base_year.yaml"));
  const summed = summedTables(years);
  const table = once((file): readonly Row[] => readCsv(read(file), file));
  const byProvince = once((file) =>
    file === "observed.csv" ? observedRows(table(file), nation) : grouped(table(file), ({ province }) => province),
  );
  const sums = once((file) => summed[file]?.(table(file)));
  return {
    years,
    units,
    /** All rows of the file. */
    table,
    /** Rows of the file whose column `province` holds the name; of the nation, the provinces' sums where the file is additive. */
    of: (file: string, province: string): readonly Row[] =>
      (province === nation ? sums(file) : undefined) ?? byProvince(file).get(province) ?? [],
  };
}

/** What is made of each file, made when it is first asked for. */
function once<T>(make: (file: string) => T): (file: string) => T {
  const made = new Map<string, T>();
  return (file) => {
    const before = made.get(file) ?? make(file);
    made.set(file, before);
    return before;
  };
}

/** The years that the data step speaks of, and the tables that stand for one of them: `data/china/base_year.yaml`. */
export type BaseYears = ReturnType<typeof readBaseYears>;

function readBaseYears(text: string) {
  const file = "base_year.yaml";
  const node = readYaml(text, file);
  const texts = (key: string): string[] => {
    const value = node.kind === "map" ? node.entries.get(key)?.value : undefined;
    const items = value?.kind === "list" ? value.items : [value];
    const found = items.flatMap((item) => (item?.kind === "scalar" ? [String(item.value)] : []));
    if (found.length === 0) throw new Error(`${file} has no "${key}"`);
    return found;
  };
  const years = (key: string): number[] =>
    texts(key).map((year) => {
      if (!/^\d{4}$/.test(year)) throw new Error(`${file}, ${key}: "${year}" is not a year`);
      return Number(year);
    });
  return {
    base: years("base_year")[0],
    lastObserved: years("last_observed")[0],
    horizon: years("horizon")[0],
    historyFrom: years("history_from")[0],
    /** Year whose prices all intensities use. */
    price: years("price_year")[0],
    /** Years of past accounts that targets refer to. */
    references: years("reference_years"),
    /** The energy balance of the base year, a file of `data/china`. */
    balance: texts("energy_balance")[0],
    /** The newest year of capacity.csv for plants that no tracker follows. */
    capacity: years("capacity_year")[0],
    /** The year whose wind hours are those of wind on land alone. */
    onshoreHours: years("onshore_hours_year")[0],
    /** The first year whose growth is that of the projections alone. */
    projections: years("growth_projected_from")[0],
    /** Years between which the factors of the sending grids are taken, ascending. */
    gridFactors: years("grid_factor_years"),
  };
}

/** How the tables that can be added up give the nation's rows. */
function summedTables(years: BaseYears): Readonly<Record<string, (rows: readonly Row[]) => Row[]>> {
  return {
    [years.balance]: nationalBalance,
    "ceads_co2.csv": (rows) => summedRows(rows, ["group", "fuel"], Object.keys(rows[0]).filter(isYearColumn)),
    "generation.csv": (rows) => summedRows(rows, ["technology", "year"]),
    "capacity.csv": (rows) => summedRows(rows, ["technology", "year"]),
    "activity.csv": (rows) => nationalActivity(rows, years.price),
  };
}

/** Whether a column holds the values of a year, as those of ceads_co2.csv. */
export function isYearColumn(column: string): boolean {
  return /^y\d{4}$/.test(column);
}

/** Rows of the table summed over the provinces by the columns in `by`; `values` names the columns that hold numbers. */
function summedRows(rows: readonly Row[], by: readonly string[], values: readonly string[] = ["value"]): Row[] {
  const sums = new Map<string, Record<string, string>>();
  for (const row of rows) {
    const key = by.map((column) => row[column]).join("\u0000");
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { ...row, province: nation });
      continue;
    }
    sum.at += ` ${row.at}`;
    for (const column of values) {
      if (row[column] !== "") sum[column] = String(Number(sum[column] || 0) + Number(row[column]));
    }
  }
  return [...sums.values()];
}

/** Electricity that goes from one province to another is no trade of the nation. */
const inner = new Set(["Interprovincial Imports", "Interprovincial Exports"]);

/** The balance of the nation: the provinces' without the electricity that they send each other. */
function nationalBalance(rows: readonly Row[]): Row[] {
  const outer = rows.filter((row) => !(row.material === "Electricity" && inner.has(row.process)));
  return summedRows(outer, ["material", "process"], ["mtce"]);
}

/** What grows in a year, and does not add up over provinces. */
const growing = ["gdp_index_prev100", "energy_growth"];

/** Activity of the nation: sums, and growth by the provinces' weights in the GDP of the price year. */
function nationalActivity(rows: readonly Row[], priceYear: number): Row[] {
  // The use of electricity is published of the nation itself.
  const additive = rows.filter((row) => ![...growing, "electricity_use"].includes(row.variable));
  const gdp = rows.filter((row) => row.variable === "gdp_nominal" && row.year === String(priceYear));
  const weight = new Map(gdp.map((row) => [row.province, Number(row.value)]));
  const growths = rows.filter((row) => growing.includes(row.variable));
  const grown = grouped(growths, (row) => `${row.variable} ${row.year}`);
  return [
    ...summedRows(additive, ["variable", "year"]),
    ...[...grown.values()].map((group) => {
      const weights = group.map((row) => weight.get(row.province) ?? 0);
      const sum = group.reduce((total, row, i) => total + weights[i] * Number(row.value), 0);
      const value = String(sum / weights.reduce((a, b) => a + b, 0));
      return { ...group[0], province: nation, value, at: group.map((row) => row.at).join(" ") };
    }),
  ];
}
