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
  const heats = coalHeats(table);
  const adjusted = (file: string): readonly Row[] =>
    file === years.balance ? table(file).map((row) => heated(row, heats)) : table(file);
  const byProvince = once((file) =>
    file === "observed.csv"
      ? observedRows(table(file), nation, coalBeingBuilt(table("region_parameters.csv"), years.lastObserved))
      : grouped(adjusted(file), ({ province }) => province),
  );
  const sums = once((file) => summed[file]?.(adjusted(file)));
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

/** Coal capacity that each province's lists add after the year before the last observed one, GW. */
function coalBeingBuilt(rows: readonly Row[], lastObserved: number): Map<string, number> {
  const coal = rows.filter(({ id, members }) => id === "planned_capacity" && members === "coal");
  const listed = [...grouped(coal, ({ province }) => province)].map(([province, own]): [string, number] => {
    const standing = own.find(({ year }) => Number(year) === lastObserved - 1);
    const last = own.reduce((a, b) => (Number(b.year) > Number(a.year) ? b : a));
    return [province, Math.max(0, Number(last.value) - Number((standing ?? last).value))];
  });
  return new Map(listed);
}

/** What a province's coal of power and heating plants holds of the heat that the yearbook's factor gives it. */
export interface CoalHeat {
  readonly part: number;
  readonly row: Row;
}

/** The heating values of coal by province, over that of average raw coal, by which the balance counts every tonne. */
export function coalHeats(table: (file: string) => readonly Row[]): ReadonlyMap<string, CoalHeat> {
  const constants = new Map(table("constants.csv").map((row) => [row.id, Number(row.value)]));
  const average = (constants.get("kgce_per_kg_raw_coal") ?? 0) * (constants.get("gj_per_tce") ?? 0);
  const rows = table("published.csv").filter(({ variable }) => variable === "thermal_coal_heat");
  return new Map(rows.map((row) => [row.province, { part: Number(row.value) / average, row }]));
}

/** The part of the balance's heat that a cell keeps: raw coal burnt for power and heat, which may be lignite or gangue. */
export function heatKept(heat: CoalHeat | undefined, material: string, process: string): number {
  const isBurnt = material === "Coal Raw" && (process === "Thermal Power" || process === "Heating Supply");
  return isBurnt ? (heat?.part ?? 1) : 1;
}

function heated(row: Row, heats: ReadonlyMap<string, CoalHeat>): Row {
  const heat = heats.get(row.province);
  const kept = heatKept(heat, row.material, row.process);
  if (heat === undefined || kept === 1) return row;
  const estimated = `coal at ${heat.row.value} GJ/t, ${heat.row.estimated}`;
  const source = `${row.source}; ${heat.row.source}`;
  return { ...row, mtce: String(Number(row.mtce) * kept), estimated, source, at: `${row.at} ${heat.row.at}` };
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

/** Throws where a key is missing or a year is none. */
export function readBaseYears(text: string) {
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
    /** The folder of the scenarios over all provinces, whose sum is held against what was observed of the nation. */
    sumOfProvinces: texts("sum_of_provinces")[0],
    /** Variables of published.csv and observed.csv that a plan's promise of such a quantity is decided by. */
    deciding: texts("deciding_published"),
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
