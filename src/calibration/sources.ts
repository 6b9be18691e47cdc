import { readCsv, toNumber } from "./csv.ts";

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

/** The source tables of `data/sources`, for one province. */
export interface Sources {
  readonly province: string;
  /** Energy balance in Mtce: material, then process. */
  readonly balance: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly materials: readonly Material[];
  /** CEADs CO2 in Mt: year, group, fuel. */
  readonly ceads: ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, number>>>;
  readonly ceadsCarrier: ReadonlyMap<string, string>;
  constant(id: string): number;
  constantFact(id: string): Fact;
  /** Generation in TWh, undefined where no source has it. */
  generation(technology: string, year: number): number | undefined;
  generationYears(technology: string): number[];
  capacity(technology: string, year: number): number | undefined;
  capacityYears(technology: string): number[];
  activity(variable: string, year: number): number | undefined;
  published(variable: string, year: number): Fact | undefined;
  publishedYears(variable: string): number[];
  gridFactor(grid: string, year: number): number | undefined;
  readonly industryShares: readonly { carrier: string; sector: string; fact: Fact }[];
  readonly transportFractions: readonly { material: string; from: string; fraction: number }[];
  readonly importLines: readonly {
    line: string;
    sender: string;
    since: number;
    twh: number | undefined;
    source: string;
  }[];
  cite(keys: string): string;
}

/**
 * The source tables read for `province`; `read` gives the text of a file of `data/sources`.
 * Throws where a number is none or a citation is missing.
 */
export function readSources(read: (file: string) => string, province: string): Sources {
  const table = (file: string): Record<string, string>[] => readCsv(read(file));
  const own = (file: string): Record<string, string>[] => table(file).filter((row) => row.province === province);
  const references = new Map(table("references.csv").map((row) => [row.key, row.citation]));

  const balance = new Map<string, Map<string, number>>();
  for (const row of own("energy_balance_2021.csv")) {
    const material = balance.get(row.material) ?? new Map<string, number>();
    material.set(row.process, toNumber(row.mtce, `energy_balance_2021.csv ${row.material}, ${row.process}`));
    balance.set(row.material, material);
  }
  if (balance.size === 0) throw new Error(`energy_balance_2021.csv has no rows of "${province}"`);

  const ceads = new Map<number, Map<string, Map<string, number>>>();
  for (const row of own("ceads_co2.csv")) {
    const year = Number(row.year);
    const groups = ceads.get(year) ?? new Map<string, Map<string, number>>();
    const fuels = groups.get(row.group) ?? new Map<string, number>();
    fuels.set(row.fuel, toNumber(row.mt_co2, `ceads_co2.csv ${row.year}, ${row.group}`));
    groups.set(row.group, fuels);
    ceads.set(year, groups);
  }

  const constants = new Map(table("constants.csv").map((row) => [row.id, readFact(row, "constants.csv")]));
  const generation = keyed(own("generation.csv"), "technology");
  const capacity = keyed(own("capacity.csv"), "technology");
  const activity = keyed(own("activity.csv"), "variable");
  const published = keyed(own("published.csv"), "variable");
  const grids = keyed(table("grid_factors.csv"), "grid");

  const constantFact = (id: string): Fact => {
    const fact = constants.get(id);
    if (fact === undefined) throw new Error(`constants.csv has no "${id}"`);
    return fact;
  };
  const years = (map: ReadonlyMap<string, ReadonlyMap<number, Fact>>, key: string): number[] =>
    [...(map.get(key)?.keys() ?? [])].sort((a, b) => a - b);

  return {
    province,
    balance,
    materials: table("map_materials.csv").map((row) => ({
      name: row.material,
      carrier: row.carrier,
      carbon: Number(row.carbon_tc_per_tj),
      oxidation: Number(row.oxidation),
      kind: row.kind,
      ceadsFuel: row.ceads_fuel,
      fallbackSector: row.fallback_sector,
    })),
    ceads,
    ceadsCarrier: new Map(table("map_ceads_fuels.csv").map((row) => [row.ceads_fuel, row.carrier])),
    constant: (id) => constantFact(id).value,
    constantFact,
    generation: (technology, year) => generation.get(technology)?.get(year)?.value,
    generationYears: (technology) => years(generation, technology),
    capacity: (technology, year) => capacity.get(technology)?.get(year)?.value,
    capacityYears: (technology) => years(capacity, technology),
    activity: (variable, year) => activity.get(variable)?.get(year)?.value,
    published: (variable, year) => published.get(variable)?.get(year),
    publishedYears: (variable) => years(published, variable),
    gridFactor: (grid, year) => grids.get(grid)?.get(year)?.value,
    industryShares: own("industry_shares.csv").map((row) => ({
      carrier: row.carrier,
      sector: row.sector,
      fact: readFact({ ...row, value: row.share, unit: "1" }, "industry_shares.csv"),
    })),
    transportFractions: table("transport_fractions.csv").map((row) => ({
      material: row.material,
      from: row.from,
      fraction: toNumber(row.fraction, "transport_fractions.csv"),
    })),
    importLines: own("import_lines.csv").map((row) => ({
      line: row.line,
      sender: row.sender,
      since: Number(row.since),
      twh: row.twh === "" ? undefined : toNumber(row.twh, "import_lines.csv"),
      source: row.source,
    })),
    cite: (keys) =>
      keys
        .split("; ")
        .filter((key) => key !== "")
        .map((key) => {
          const citation = references.get(key);
          if (citation === undefined) throw new Error(`references.csv has no "${key}"`);
          return citation;
        })
        .join("; "),
  };
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
