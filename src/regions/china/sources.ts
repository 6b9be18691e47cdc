import type { Row } from "../csv.ts";
import { converter, type Stated, statedRow } from "../stated.ts";
import { isYearColumn, nation, type SourceTables } from "./source-tables.ts";

/** A material of the balance. */
export type Material = Sources["materials"][number];

/** A province of the balance, its region id and the grid whose factor stands for what its lines do not name. */
export type Province = ReturnType<typeof readProvinces>[number];

/** The source tables of `data/china`, for one province. */
export type Sources = ReturnType<typeof readSources>;

/** Keys with their citations. Throws with all keys that references.csv lacks. */
export function readCitations(tables: SourceTables, keys: readonly string[]): [string, string][] {
  const citations = new Map(tables.table("references.csv").map((row) => [row.key, row.citation]));
  const missing = keys.filter((key) => !citations.has(key));
  if (missing.length > 0) throw new Error(`references.csv has no ${missing.map((key) => `"${key}"`).join(", ")}`);
  return keys.map((key) => [key, citations.get(key) ?? ""]);
}

/** The provinces that the data step builds, in the order of provinces.csv. */
export function readProvinces(tables: SourceTables) {
  return tables.table("provinces.csv").map(({ province, id, zh, grid }) => ({ province, id, zh, grid }));
}

/** The source tables read for `province`. Throws where a number is none or the province is in no table. */
export function readSources(tables: SourceTables, province: string) {
  const { years, table } = tables;
  const rowsOf = (file: string): readonly Row[] => tables.of(file, province);
  const place = readProvinces(tables).find((row) => row.province === province);
  if (place === undefined) throw new Error(`provinces.csv has no "${province}"`);
  const cells = rowsOf(years.balance).map((row): [string, Stated] => {
    const cell = `${row.material}, ${row.process}`;
    return [cell, statedRow(row, `${years.balance} ${cell}`, row.mtce, "Mtce/yr")];
  });
  if (cells.length === 0) throw new Error(`${years.balance} has no rows of "${province}"`);
  const balance = new Map(cells);
  const nothing: Stated = { value: 0, unit: "Mtce/yr", source: cells[0][1].source, rule: "" };
  const generation = seriesOf(rowsOf("generation.csv"), "technology");
  const capacity = seriesOf(rowsOf("capacity.csv"), "technology");
  const to = converter(tables.units);
  // The growth table of the backtest fills years that published.csv leaves out.
  const published = seriesOf(
    [...rowsOf("backtest_growth.csv"), ...rowsOf("published.csv"), ...rowsOf("observed.csv")],
    "variable",
    to,
  );
  // National values that stand among a province's rows end in "_china".
  const ofNation = table("published.csv").filter((row) => row.province === nation || /_china$/.test(row.variable));
  const named = ofNation.map((row) => ({ ...row, variable: row.variable.replace(/_china$/, "") }));
  const national = seriesOf([...named, ...tables.of("observed.csv", nation)], "variable", to);
  const activity = seriesOf(rowsOf("activity.csv"), "variable");
  const constants = seriesOf(table("constants.csv"), "id");
  const shares = rowsOf("industry_shares.csv");
  return {
    ...place,
    years,
    to,
    /** A cell of the energy balance, Mtce; 0 where nothing is booked. */
    balance: (material: string, process: string): Stated => balance.get(`${material}, ${process}`) ?? nothing,
    /** What the balance's materials are: carriers of the model, CO2 factors, and what they serve for. */
    materials: table("map_materials.csv").map((row) => ({
      name: row.material,
      carrier: row.carrier,
      /** Carbon content, tC/TJ. */
      carbon: statedRow(row, "map_materials.csv", row.carbon_tc_per_tj || "0", "t/TJ"),
      oxidation: Number(row.oxidation),
      /** fuel, energy (electricity, heat) or byproduct (carbon counted elsewhere). */
      kind: row.kind,
      ceadsFuel: row.ceads_fuel,
      fallbackSector: row.fallback_sector,
      /** The sector that uses it as raw material, and whether it is gasified there, so that part of its carbon is emitted. */
      feedstockSector: row.feedstock_sector,
      gasified: row.gasified === "1",
    })),
    /** Groups of CEADs: the process of the balance that is the same, the sector, and whose fuel moves to roads alike. */
    groups: table("map_groups.csv"),
    /** CEADs CO2 in Mt: year, group, fuel. */
    ceads: readCeads(rowsOf("ceads_co2.csv")),
    ceadsCarrier: new Map(table("map_ceads_fuels.csv").map((row) => [row.ceads_fuel, row.carrier])),
    /** A constant, of a year where it has several. Throws where there is none. */
    constant: (id: string, year = 0): Stated => {
      const value = constants.at(id, year);
      if (value === undefined) throw new Error(`constants.csv has no "${id}"${year === 0 ? "" : ` of ${year}`}`);
      return value;
    },
    /** The years that a constant is given of. */
    constantYears: constants.years,
    /** A constant that only some regions have. */
    constantOrNone: (id: string) => constants.at(id, 0),
    /** Generation in TWh, undefined where no source has it. */
    generation: generation.at,
    generationYears: generation.years,
    capacity: capacity.at,
    capacityYears: capacity.years,
    activity: activity.at,
    activityYears: activity.years,
    published: published.at,
    publishedYears: published.years,
    parameter: parametersOf(tables),
    /** What is published of the nation, for rules that a province without its own value falls back on. */
    national: national.at,
    nationalYears: national.years,
    gridFactor: seriesOf(table("grid_factors.csv"), "grid").at,
    industryShares: (shares.length > 0 ? shares : tables.of("industry_shares.csv", "China")).map((row) => ({
      carrier: row.carrier,
      sector: row.sector,
      share: statedRow(row, "industry_shares.csv", row.share, "1"),
    })),
    transportFractions: table("transport_fractions.csv").map((row) => ({
      material: row.material,
      from: row.from,
      fraction: statedRow(row, "transport_fractions.csv", row.fraction, "1"),
    })),
    importLines: readLines(rowsOf("import_lines.csv"), place.grid),
  };
}

/** The national parameters of the model, such as the hours of a plant; asking for one that there is none of throws. */
export function parametersOf(tables: SourceTables) {
  const rows = new Map(tables.table("national_parameters.csv").map((row) => [`${row.id}.${row.members}`, row]));
  return (id: string, members = ""): Stated => {
    const path = members === "" ? id : `${id}.${members}`;
    const row = rows.get(`${id}.${members}`);
    if (row === undefined) throw new Error(`national_parameters.csv has no ${path}`);
    return statedRow(row, path);
  };
}

/**
 * The lines over which the province imports electricity; one without a transfer takes the rest of the gross imports,
 * which come from the province's own grid where no line says otherwise.
 */
function readLines(rows: readonly Row[], grid: string) {
  const rest = { line: "grid", sender: grid, since: 0, transfer: undefined, kind: "import_market" };
  const lines = rows.map(({ line, sender, since, twh, dedicated_clean, ...row }) => {
    const transfer = twh === "" ? undefined : statedRow(row, "import_lines.csv", twh, "TW*h/yr");
    const contracted = dedicated_clean === "1" ? "import_clean" : "import_mixed";
    return { line, sender, since: Number(since), transfer, kind: transfer === undefined ? rest.kind : contracted };
  });
  return lines.some(({ transfer }) => transfer === undefined) ? lines : [...lines, rest];
}

/** CO2 by year, group and fuel from the rows of one province, which hold a column for each year. */
function readCeads(rows: readonly Row[]): ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, Stated>>> {
  const ceads = new Map<number, Map<string, Map<string, Stated>>>();
  for (const row of rows) {
    for (const [column, text] of Object.entries(row)) {
      if (text === "" || !isYearColumn(column)) continue;
      const year = Number(column.slice(1));
      const groups = ceads.get(year) ?? new Map<string, Map<string, Stated>>();
      const fuels = groups.get(row.group) ?? new Map<string, Stated>();
      const value = statedRow(row, `ceads_co2.csv ${year}, ${row.group}`, text, "MtCO2/yr");
      ceads.set(year, groups.set(row.group, fuels.set(row.fuel, { ...value, source: "ceads" })));
    }
  }
  return ceads;
}

/** The units of statistics and those of the same size that the data step reckons in. */
const reckoned: Readonly<Record<string, string>> = {
  "1e4 kW": "GW",
  "1e8 kW*h/yr": "TW*h/yr",
  "1e4 t/yr": "Mt/yr",
};

/**
 * The rows by the name in a column and year, and the years of each name, ascending; what is of no year stands under 0.
 * With `to` the units of statistics become those of the data step.
 */
function seriesOf(rows: readonly Row[], column: string, to?: ReturnType<typeof converter>) {
  const series = new Map<string, Map<number, Stated>>();
  for (const row of rows) {
    const byYear = series.get(row[column]) ?? new Map<number, Stated>();
    const value = statedRow(row, `${column} ${row[column]}`);
    const unit = reckoned[value.unit];
    const converted = to === undefined || unit === undefined ? value : to(value, unit);
    series.set(row[column], byYear.set(Number(row.year), converted));
  }
  return {
    at: (name: string, year: number): Stated | undefined => series.get(name)?.get(year),
    years: (name: string): number[] => [...(series.get(name)?.keys() ?? [])].sort((a, b) => a - b),
  };
}
