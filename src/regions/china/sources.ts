import { type Row, toNumber } from "../csv.ts";
import { type Convert, converter, type Stated, statedRow } from "../stated.ts";
import type { BaseYears, SourceTables } from "./source-tables.ts";

/** What the balance's material is: its carrier of the model and CO2 factors. */
export interface Material {
  readonly name: string;
  readonly carrier: string;
  /** Carbon content, tC/TJ. */
  readonly carbon: Stated;
  readonly oxidation: number;
  /** fuel, energy (electricity, heat) or byproduct (carbon counted elsewhere). */
  readonly kind: string;
  readonly ceadsFuel: string;
  readonly fallbackSector: string;
}

/** A line over which a province imports electricity; one without a transfer takes the rest of the gross imports. */
export interface ImportLine {
  readonly line: string;
  readonly sender: string;
  readonly since: number;
  readonly transfer: Stated | undefined;
  /** The kind of the model that it stands under. */
  readonly kind: "import_clean" | "import_mixed" | "import_market";
}

/** A province of the balance, its region id and the grid whose factor stands for what its lines do not name. */
export interface Province {
  readonly province: string;
  readonly id: string;
  readonly zh: string;
  readonly grid: string;
}

/** Values of a variable or technology by year. */
type Series = (name: string, year: number) => Stated | undefined;
/** The years that a series has, ascending. */
type Years = (name: string) => number[];

/** The source tables of `data/china`, for one province. */
export interface Sources {
  readonly province: string;
  readonly id: string;
  /** Grid of the region, a name of grid_factors.csv. */
  readonly grid: string;
  readonly years: BaseYears;
  readonly to: Convert;
  /** A cell of the energy balance, Mtce; 0 where nothing is booked. */
  balance(material: string, process: string): Stated;
  readonly materials: readonly Material[];
  /** CEADs CO2 in Mt: year, group, fuel. */
  readonly ceads: ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, Stated>>>;
  readonly ceadsCarrier: ReadonlyMap<string, string>;
  /** A constant, of a year where it has several. Throws where there is none. */
  constant(id: string, year?: number): Stated;
  /** The years that a constant is given of. */
  constantYears: Years;
  /** A constant that only some regions have. */
  constantOrNone(id: string): Stated | undefined;
  /** Generation in TWh, undefined where no source has it. */
  generation: Series;
  generationYears: Years;
  capacity: Series;
  capacityYears: Years;
  activity: Series;
  published: Series;
  publishedYears: Years;
  /** A national parameter of the model, such as the hours of a plant. Throws where there is none. */
  parameter(id: string, members?: string): Stated;
  /** What is published of the nation, for rules that a province without its own value falls back on. */
  national: Series;
  nationalYears: Years;
  gridFactor(grid: string, year: number): Stated | undefined;
  readonly industryShares: readonly { readonly carrier: string; readonly sector: string; readonly share: Stated }[];
  readonly transportFractions: readonly {
    readonly material: string;
    readonly from: string;
    readonly fraction: Stated;
  }[];
  readonly importLines: readonly ImportLine[];
}

/** Keys with their citations. Throws with all keys that references.csv lacks. */
export function readCitations(tables: SourceTables, keys: readonly string[]): [string, string][] {
  const citations = new Map(tables.table("references.csv").map((row) => [row.key, row.citation]));
  const missing = keys.filter((key) => !citations.has(key));
  if (missing.length > 0) throw new Error(`references.csv has no ${missing.map((key) => `"${key}"`).join(", ")}`);
  return keys.map((key) => [key, citations.get(key) ?? ""]);
}

/** The provinces that the data step builds, in the order of provinces.csv. */
export function readProvinces(tables: SourceTables): Province[] {
  return tables.table("provinces.csv").map(({ province, id, zh, grid }) => ({ province, id, zh, grid }));
}

/** The source tables read for `province`. Throws where a number is none or the province is in no table. */
export function readSources(tables: SourceTables, province: string): Sources {
  const { years } = tables;
  const own = (file: string): readonly Row[] => tables.of(file, province);
  const place = readProvinces(tables).find((row) => row.province === province);
  if (place === undefined) throw new Error(`provinces.csv has no "${province}"`);
  const balance = new Map<string, Stated>();
  for (const row of own(years.balance)) {
    const cell = `${row.material}, ${row.process}`;
    balance.set(cell, statedRow(row, `${years.balance} ${cell}`, { value: row.mtce, unit: "Mtce/yr" }));
  }
  const [some] = balance.values();
  if (some === undefined) throw new Error(`${years.balance} has no rows of "${province}"`);
  const nothing: Stated = { value: 0, unit: some.unit, source: some.source, rule: "" };
  const generation = seriesOf(own("generation.csv"), "technology");
  const capacity = seriesOf(own("capacity.csv"), "technology");
  const activity = seriesOf(own("activity.csv"), "variable");
  // The growth table of the backtest fills years that published.csv leaves out.
  const published = seriesOf([...own("backtest_growth.csv"), ...own("published.csv")], "variable");
  // National values that stand among a province's rows end in "_china".
  const national = seriesOf(
    tables
      .table("published.csv")
      .filter((row) => row.province === "China" || row.variable.endsWith("_china"))
      .map((row) => ({ ...row, variable: row.variable.replace(/_china$/, "") })),
    "variable",
  );
  const constants = seriesOf(tables.table("constants.csv"), "id");
  const grids = seriesOf(tables.table("grid_factors.csv"), "grid");
  const shares = own("industry_shares.csv");
  return {
    ...place,
    years,
    to: converter(tables.units),
    balance: (material, process) => balance.get(`${material}, ${process}`) ?? nothing,
    materials: tables.table("map_materials.csv").map((row) => ({
      name: row.material,
      carrier: row.carrier,
      carbon: statedRow(row, "map_materials.csv", { value: row.carbon_tc_per_tj || "0", unit: "t/TJ" }),
      oxidation: Number(row.oxidation),
      kind: row.kind,
      ceadsFuel: row.ceads_fuel,
      fallbackSector: row.fallback_sector,
    })),
    ceads: readCeads(own("ceads_co2.csv")),
    ceadsCarrier: new Map(tables.table("map_ceads_fuels.csv").map((row) => [row.ceads_fuel, row.carrier])),
    constant: (id, year = 0) => {
      const value = constants.at(id, year);
      if (value === undefined) throw new Error(`constants.csv has no "${id}"${year === 0 ? "" : ` of ${year}`}`);
      return value;
    },
    constantYears: constants.years,
    constantOrNone: (id) => constants.at(id, 0),
    generation: generation.at,
    generationYears: generation.years,
    capacity: capacity.at,
    capacityYears: capacity.years,
    activity: activity.at,
    published: published.at,
    publishedYears: published.years,
    parameter: parametersOf(tables),
    national: national.at,
    nationalYears: national.years,
    gridFactor: grids.at,
    industryShares: (shares.length > 0 ? shares : tables.of("industry_shares.csv", "China")).map((row) => ({
      carrier: row.carrier,
      sector: row.sector,
      share: statedRow(row, "industry_shares.csv", { value: row.share, unit: "1" }),
    })),
    transportFractions: tables.table("transport_fractions.csv").map((row) => ({
      material: row.material,
      from: row.from,
      fraction: statedRow(row, "transport_fractions.csv", { value: row.fraction, unit: "1" }),
    })),
    importLines: readLines(own("import_lines.csv"), place.grid),
  };
}

/** The national parameters of the model. */
export function parametersOf(tables: SourceTables): Sources["parameter"] {
  const rows = new Map(tables.table("national_parameters.csv").map((row) => [`${row.id}.${row.members}`, row]));
  return (id, members = "") => {
    const path = members === "" ? id : `${id}.${members}`;
    const row = rows.get(`${id}.${members}`);
    if (row === undefined) throw new Error(`national_parameters.csv has no ${path}`);
    return statedRow(row, path);
  };
}

/** The lines of the province; the rest of its imports comes from its own grid where no line says otherwise. */
function readLines(rows: readonly Row[], grid: string): ImportLine[] {
  const lines = rows.map((row): ImportLine => {
    const transfer =
      row.twh === "" ? undefined : statedRow(row, "import_lines.csv", { value: row.twh, unit: "TW*h/yr" });
    const kind =
      transfer === undefined ? "import_market" : row.dedicated_clean === "1" ? "import_clean" : "import_mixed";
    return { line: row.line, sender: row.sender, since: Number(row.since), transfer, kind };
  });
  if (lines.some(({ transfer }) => transfer === undefined)) return lines;
  return [...lines, { line: "grid", sender: grid, since: 0, transfer: undefined, kind: "import_market" }];
}

/** CO2 by year, group and fuel from the rows of one province, which hold a column for each year. */
function readCeads(rows: readonly Row[]): Map<number, Map<string, Map<string, Stated>>> {
  const ceads = new Map<number, Map<string, Map<string, Stated>>>();
  for (const row of rows) {
    for (const [column, text] of Object.entries(row)) {
      if (text === "" || !/^y\d{4}$/.test(column)) continue;
      const year = Number(column.slice(1));
      const groups = ceads.get(year) ?? new Map<string, Map<string, Stated>>();
      const fuels = groups.get(row.group) ?? new Map<string, Stated>();
      const place = `ceads_co2.csv ${year}, ${row.group}`;
      fuels.set(row.fuel, {
        value: toNumber(text, place),
        unit: "MtCO2/yr",
        source: "ceads",
        rule: "",
        at: row.at,
      });
      groups.set(row.group, fuels);
      ceads.set(year, groups);
    }
  }
  return ceads;
}

/** The rows by the name in a column and year; what is of no year stands under 0. */
function seriesOf(rows: readonly Row[], column: string): { readonly at: Series; readonly years: Years } {
  const series = new Map<string, Map<number, Stated>>();
  for (const row of rows) {
    const byYear = series.get(row[column]) ?? new Map<number, Stated>();
    byYear.set(Number(row.year), statedRow(row, `${column} ${row[column]}`));
    series.set(row[column], byYear);
  }
  return {
    at: (name, year) => series.get(name)?.get(year),
    years: (name) => [...(series.get(name)?.keys() ?? [])].sort((a, b) => a - b),
  };
}
