import { createUnitSystem } from "../../engine/language/parse-unit.ts";
import type { UnitSystem } from "../../engine/language/units.ts";
import type { Library } from "../../text/library.ts";
import { readYaml } from "../../text/yaml.ts";
import { grouped, type Row, readCsv } from "../csv.ts";

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

/** The years that the data step speaks of, and the tables that stand for one of them: `data/china/base_year.yaml`. */
export interface BaseYears {
  readonly base: number;
  readonly lastObserved: number;
  readonly horizon: number;
  readonly historyFrom: number;
  /** Year whose prices all intensities use. */
  readonly price: number;
  /** Years of past accounts that targets refer to. */
  readonly references: readonly number[];
  /** The energy balance of the base year, a file of `data/china`. */
  readonly balance: string;
  /** The newest year of capacity.csv for plants that no tracker follows. */
  readonly capacity: number;
  /** The year whose wind hours are those of wind on land alone. */
  readonly onshoreHours: number;
  /** Years between which the factors of the sending grids are taken, ascending. */
  readonly gridFactors: readonly number[];
}

/** The tables of `data/china`, each parsed once. */
export interface SourceTables {
  readonly years: BaseYears;
  readonly units: UnitSystem;
  /** All rows of the file. */
  table(file: string): readonly Row[];
  /** Rows of the file whose column `province` holds the name; of the nation, the provinces' sums where the file is additive. */
  of(file: string, province: string): readonly Row[];
}

/** The nation, whose balance, inventory, generation and activity are the sums of its provinces. */
export const nation = "China";

/** The tables that `read` gives. Without `units` values in units that only a model declares cannot be converted. */
export function sourceTables(read: ReadText, units: UnitSystem = createUnitSystem([])): SourceTables {
  const years = readBaseYears(read("base_year.yaml"));
  const parsed = new Map<string, readonly Row[]>();
  const groups = new Map<string, ReadonlyMap<string, readonly Row[]>>();
  const sums = new Map<string, readonly Row[]>();
  const table = (file: string): readonly Row[] => {
    const rows = parsed.get(file) ?? readCsv(read(file), file);
    parsed.set(file, rows);
    return rows;
  };
  return {
    years,
    units,
    table,
    of: (file, province) => {
      const summed = province === nation ? summedTables(years)[file] : undefined;
      if (summed !== undefined) {
        const rows = sums.get(file) ?? summed(table(file));
        sums.set(file, rows);
        return rows;
      }
      const byProvince = groups.get(file) ?? grouped(table(file), (row) => row.province);
      groups.set(file, byProvince);
      return byProvince.get(province) ?? [];
    },
  };
}

function readBaseYears(text: string): BaseYears {
  const file = "base_year.yaml";
  const node = readYaml(text, file);
  const at = (key: string): string[] => {
    const value = node.kind === "map" ? node.entries.get(key)?.value : undefined;
    const items = value?.kind === "list" ? value.items : value === undefined ? [] : [value];
    const texts = items.flatMap((item) => (item.kind === "scalar" ? [String(item.value)] : []));
    if (texts.length === 0) throw new Error(`${file} has no "${key}"`);
    return texts;
  };
  const years = (key: string): number[] =>
    at(key).map((year) => {
      if (!/^\d{4}$/.test(year)) throw new Error(`${file}, ${key}: "${year}" is not a year`);
      return Number(year);
    });
  return {
    base: years("base_year")[0],
    lastObserved: years("last_observed")[0],
    horizon: years("horizon")[0],
    historyFrom: years("history_from")[0],
    price: years("price_year")[0],
    references: years("reference_years"),
    balance: at("energy_balance")[0],
    capacity: years("capacity_year")[0],
    onshoreHours: years("onshore_hours_year")[0],
    gridFactors: years("grid_factor_years"),
  };
}

/** How the tables that can be added up give the nation's rows. */
function summedTables(years: BaseYears): Readonly<Record<string, (rows: readonly Row[]) => Row[]>> {
  return {
    [years.balance]: nationalBalance,
    "ceads_co2.csv": (rows) =>
      summedRows(
        rows,
        ["group", "fuel"],
        Object.keys(rows[0]).filter((column) => /^y\d{4}$/.test(column)),
      ),
    "generation.csv": (rows) => summedRows(rows, ["technology", "year"], ["value"]),
    "capacity.csv": (rows) => summedRows(rows, ["technology", "year"], ["value"]),
    "activity.csv": (rows) => nationalActivity(rows, years.price),
  };
}

/** Rows of the table summed over the provinces by the columns in `by`; `values` names the columns that hold numbers. */
function summedRows(rows: readonly Row[], by: readonly string[], values: readonly string[]): Row[] {
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
  return summedRows(
    rows.filter((row) => !(row.material === "Electricity" && inner.has(row.process))),
    ["material", "process"],
    ["mtce"],
  );
}

/** What grows in a year, and does not add up over provinces. */
const growing = ["gdp_index_prev100", "energy_growth"];

/** Activity of the nation: sums, and growth by the provinces' weights in the GDP of the price year. */
function nationalActivity(rows: readonly Row[], priceYear: number): Row[] {
  // The use of electricity is published of the nation itself.
  const additive = rows.filter((row) => ![...growing, "electricity_use"].includes(row.variable));
  const weight = new Map(
    rows
      .filter((row) => row.variable === "gdp_nominal" && row.year === String(priceYear))
      .map((row) => [row.province, Number(row.value)]),
  );
  const grown = grouped(
    rows.filter((row) => growing.includes(row.variable)),
    (row) => `${row.variable} ${row.year}`,
  );
  return [
    ...summedRows(additive, ["variable", "year"], ["value"]),
    ...[...grown.values()].map((group) => {
      const weights = group.map((row) => weight.get(row.province) ?? 0);
      const sum = group.reduce((total, row, i) => total + weights[i] * Number(row.value), 0);
      const value = String(sum / weights.reduce((a, b) => a + b, 0));
      return { ...group[0], province: nation, value, at: group.map((row) => row.at).join(" ") };
    }),
  ];
}
