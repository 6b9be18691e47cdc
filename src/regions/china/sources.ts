import { toNumber } from "../csv.ts";
import { nationalActivity, nationalBalance, summedRows } from "./china.ts";
import { type ReadText, sourceTables } from "./source-tables.ts";

/** A number of a source table with its range, source key and rule. */
export interface Fact {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly source: string;
  readonly estimated: string;
}

/** What the balance's material is: its carrier of the model and CO2 factors. */
export interface Material {
  readonly name: string;
  readonly carrier: string;
  /** Carbon content, tC/TJ. */
  readonly carbon: number;
  readonly oxidation: number;
  /** fuel, energy (electricity, heat) or byproduct (carbon counted elsewhere). */
  readonly kind: string;
  readonly ceadsFuel: string;
  readonly fallbackSector: string;
}

/** A line over which a province imports electricity; one without `twh` takes the rest of the gross imports. */
export interface ImportLine {
  readonly line: string;
  readonly sender: string;
  readonly since: number;
  readonly twh: number | undefined;
  readonly source: string;
  readonly estimated: string;
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

/** The source tables of `data/sources`, for one province. */
export interface Sources {
  readonly province: string;
  readonly id: string;
  /** Grid of the region, a name of grid_factors.csv. */
  readonly grid: string;
  /** Energy balance in Mtce: material, then process. */
  readonly balance: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly materials: readonly Material[];
  /** CEADs CO2 in Mt: year, group, fuel. */
  readonly ceads: ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, number>>>;
  readonly ceadsCarrier: ReadonlyMap<string, string>;
  constant(id: string): number;
  constantFact(id: string): Fact;
  /** A constant that only some regions have. */
  statedConstant(id: string): Fact | undefined;
  /** Generation in TWh, undefined where no source has it. */
  generation(technology: string, year: number): number | undefined;
  generationYears(technology: string): number[];
  capacity(technology: string, year: number): number | undefined;
  capacityYears(technology: string): number[];
  activity(variable: string, year: number): number | undefined;
  activityFact(variable: string, year: number): Fact | undefined;
  published(variable: string, year: number): Fact | undefined;
  publishedYears(variable: string): number[];
  /** A national parameter of the model, such as the hours of a plant. Throws where there is none. */
  parameter(id: string, members: string): number;
  /** What is published of the nation, for rules that a province without its own value falls back on. */
  national(variable: string, year: number): Fact | undefined;
  nationalYears(variable: string): number[];
  gridFactor(grid: string, year: number): number | undefined;
  forest(variable: string, year: number): Fact | undefined;
  forestYears(variable: string): number[];
  readonly industryShares: readonly { carrier: string; sector: string; fact: Fact }[];
  readonly transportFractions: readonly { material: string; from: string; fraction: number }[];
  readonly importLines: readonly ImportLine[];
}

/** The nation, whose balance, inventory, generation and activity are the sums of its provinces. */
export const nation = "China";

const summed: Readonly<Record<string, (rows: readonly Record<string, string>[]) => Record<string, string>[]>> = {
  "energy_balance_2021.csv": nationalBalance,
  "ceads_co2.csv": (rows) =>
    summedRows(
      rows,
      ["group", "fuel"],
      Object.keys(rows[0]).filter((column) => /^y\d{4}$/.test(column)),
    ),
  "generation.csv": (rows) => summedRows(rows, ["technology", "year"], ["value"]),
  "capacity.csv": (rows) => summedRows(rows, ["technology", "year"], ["value"]),
  "activity.csv": nationalActivity,
};

/** Keys with their citations. Throws with all keys that references.csv lacks. */
export function readCitations(read: ReadText, keys: readonly string[]): [string, string][] {
  const citations = new Map(
    sourceTables(read)
      .table("references.csv")
      .map((row) => [row.key, row.citation]),
  );
  const missing = keys.filter((key) => !citations.has(key));
  if (missing.length > 0) throw new Error(`references.csv has no ${missing.map((key) => `"${key}"`).join(", ")}`);
  return keys.map((key) => [key, citations.get(key) ?? ""]);
}

/** The provinces that the data step builds, in the order of provinces.csv. */
export function readProvinces(read: ReadText): Province[] {
  return sourceTables(read)
    .table("provinces.csv")
    .map((row) => ({ province: row.province, id: row.id, zh: row.zh, grid: row.grid }));
}

/**
 * The source tables read for `province`; `read` gives the text of a file of `data/sources`.
 * Throws where a number is none or a citation is missing.
 */
export function readSources(read: ReadText, province: string): Sources {
  const tables = sourceTables(read);
  const own = (file: string): readonly Record<string, string>[] =>
    province === nation && summed[file] !== undefined ? summed[file](tables.table(file)) : tables.of(file, province);
  const place = tables.table("provinces.csv").find((row) => row.province === province);
  if (place === undefined) throw new Error(`provinces.csv has no "${province}"`);
  const balance = new Map<string, Map<string, number>>();
  for (const row of own("energy_balance_2021.csv")) {
    const material = balance.get(row.material) ?? new Map<string, number>();
    material.set(row.process, toNumber(row.mtce, `energy_balance_2021.csv ${row.material}, ${row.process}`));
    balance.set(row.material, material);
  }
  if (balance.size === 0) throw new Error(`energy_balance_2021.csv has no rows of "${province}"`);

  const constants = new Map(tables.table("constants.csv").map((row) => [row.id, readFact(row, "constants.csv")]));
  const generation = keyed(own("generation.csv"), "technology");
  const capacity = keyed(own("capacity.csv"), "technology");
  const activity = keyed(own("activity.csv"), "variable");
  // The growth table of the backtest fills years that published.csv leaves out.
  const published = keyed([...own("backtest_growth.csv"), ...own("published.csv")], "variable");
  // National values that stand among a province's rows end in "_china".
  const national = keyed(
    tables
      .table("published.csv")
      .filter((row) => row.province === "China" || row.variable.endsWith("_china"))
      .map((row) => ({ ...row, variable: row.variable.replace(/_china$/, "") })),
    "variable",
  );
  const parameters = new Map(
    tables.table("national_parameters.csv").map((row) => [`${row.id}.${row.members}`, row.value]),
  );
  const forest = keyed(own("forest.csv"), "variable");
  const grids = keyed(tables.table("grid_factors.csv"), "grid");

  const constantFact = (id: string): Fact => {
    const fact = constants.get(id);
    if (fact === undefined) throw new Error(`constants.csv has no "${id}"`);
    return fact;
  };
  const years = (map: ReadonlyMap<string, ReadonlyMap<number, Fact>>, key: string): number[] =>
    [...(map.get(key)?.keys() ?? [])].sort((a, b) => a - b);

  return {
    province,
    id: place.id,
    grid: place.grid,
    balance,
    materials: tables.table("map_materials.csv").map((row) => ({
      name: row.material,
      carrier: row.carrier,
      carbon: Number(row.carbon_tc_per_tj),
      oxidation: Number(row.oxidation),
      kind: row.kind,
      ceadsFuel: row.ceads_fuel,
      fallbackSector: row.fallback_sector,
    })),
    ceads: readCeads(own("ceads_co2.csv")),
    ceadsCarrier: new Map(tables.table("map_ceads_fuels.csv").map((row) => [row.ceads_fuel, row.carrier])),
    constant: (id) => constantFact(id).value,
    constantFact,
    statedConstant: (id) => constants.get(id),
    generation: (technology, year) => generation.get(technology)?.get(year)?.value,
    generationYears: (technology) => years(generation, technology),
    capacity: (technology, year) => capacity.get(technology)?.get(year)?.value,
    capacityYears: (technology) => years(capacity, technology),
    activity: (variable, year) => activity.get(variable)?.get(year)?.value,
    activityFact: (variable, year) => activity.get(variable)?.get(year),
    published: (variable, year) => published.get(variable)?.get(year),
    publishedYears: (variable) => years(published, variable),
    parameter: (id, members) => {
      const value = parameters.get(`${id}.${members}`);
      if (value === undefined)
        throw new Error(`national_parameters.csv has no ${id}${members === "" ? "" : `.${members}`}`);
      return toNumber(value, id);
    },
    national: (variable, year) => national.get(variable)?.get(year),
    nationalYears: (variable) => years(national, variable),
    gridFactor: (grid, year) => grids.get(grid)?.get(year)?.value,
    forest: (variable, year) => forest.get(variable)?.get(year),
    forestYears: (variable) => years(forest, variable),
    industryShares: (own("industry_shares.csv").length > 0
      ? own("industry_shares.csv")
      : tables.of("industry_shares.csv", "China")
    ).map((row) => ({
      carrier: row.carrier,
      sector: row.sector,
      fact: readFact({ ...row, value: row.share, unit: "1" }, "industry_shares.csv"),
    })),
    transportFractions: tables.table("transport_fractions.csv").map((row) => ({
      material: row.material,
      from: row.from,
      fraction: toNumber(row.fraction, "transport_fractions.csv"),
    })),
    importLines: readLines(own("import_lines.csv"), place.grid),
  };
}

/** The lines of the province; the rest of its imports comes from its own grid where no line says otherwise. */
function readLines(rows: readonly Record<string, string>[], grid: string): ImportLine[] {
  const lines = rows.map((row): ImportLine => {
    const twh = row.twh === "" ? undefined : toNumber(row.twh, "import_lines.csv");
    return {
      line: row.line,
      sender: row.sender,
      since: Number(row.since),
      twh,
      source: row.source,
      estimated: row.estimated,
      kind: twh === undefined ? "import_market" : row.dedicated_clean === "1" ? "import_clean" : "import_mixed",
    };
  });
  if (lines.some((line) => line.twh === undefined)) return lines;
  return [
    ...lines,
    {
      line: "grid",
      sender: grid,
      since: 2000,
      twh: undefined,
      source: "cesy_2022",
      estimated: "remainder of the gross imports, taken to come from the region's own grid",
      kind: "import_market",
    },
  ];
}

/** CO2 by year, group and fuel from the rows of one province, which hold a column for each year. */
function readCeads(rows: readonly Record<string, string>[]): Map<number, Map<string, Map<string, number>>> {
  const ceads = new Map<number, Map<string, Map<string, number>>>();
  for (const row of rows) {
    for (const [column, text] of Object.entries(row)) {
      if (text === "" || !/^y\d{4}$/.test(column)) continue;
      const year = Number(column.slice(1));
      const groups = ceads.get(year) ?? new Map<string, Map<string, number>>();
      const fuels = groups.get(row.group) ?? new Map<string, number>();
      fuels.set(row.fuel, toNumber(text, `ceads_co2.csv ${year}, ${row.group}`));
      groups.set(row.group, fuels);
      ceads.set(year, groups);
    }
  }
  return ceads;
}

function readFact(row: Record<string, string>, file: string): Fact {
  const place = `${file} ${row.id ?? row.variable ?? row.technology ?? row.sector ?? row.grid}`;
  return {
    value: toNumber(row.value, place),
    low: row.low ? toNumber(row.low, place) : undefined,
    high: row.high ? toNumber(row.high, place) : undefined,
    unit: row.unit,
    source: row.source,
    estimated: row.estimated ?? "",
  };
}

function keyed(rows: readonly Record<string, string>[], column: string): Map<string, Map<number, Fact>> {
  const result = new Map<string, Map<number, Fact>>();
  for (const row of rows) {
    const byYear = result.get(row[column]) ?? new Map<number, Fact>();
    byYear.set(Number(row.year), readFact(row, column));
    result.set(row[column], byYear);
  }
  return result;
}
