import { toNumber } from "../csv.ts";
import type { TableRow } from "../table-row.ts";

type Row = Record<string, string>;

/** A past year of the nation's own account, Mt CO2. */
export interface NationalYear {
  readonly year: number;
  readonly energy: number;
  readonly process: number;
}

/** The rows of china_history.csv. */
export function nationalHistory(rows: readonly Row[]): NationalYear[] {
  return rows.map((row) => {
    const of = (column: string): number => toNumber(row[column], `china_history.csv ${row.year}, ${column}`);
    return {
      year: Number(row.year),
      energy: of("coal_co2") + of("oil_co2") + of("gas_co2") + of("flaring_co2"),
      process: of("cement_co2") + of("other_industry_co2"),
    };
  });
}

/**
 * The history table with the totals of the nation's own account in place of the provinces' sum, to the year before the
 * base year; sectors and what is not emitted stay the provinces' sum.
 */
export function withNationalTotals(
  rows: readonly TableRow[],
  past: readonly NationalYear[],
  baseYear: number,
): TableRow[] {
  const estimated =
    "national account; its sectors are the sum of the provinces (another account); trade of electricity left out";
  return [
    ...rows.filter((row) => row.id !== "emissions"),
    ...past
      .filter(({ year }) => year < baseYear)
      .flatMap(({ year, energy, process }) =>
        ["energy", "territorial", "assessed", "with_imports"].map((boundary) => ({
          id: "emissions",
          members: boundary,
          year,
          value: boundary === "energy" || boundary === "assessed" ? energy : energy + process,
          unit: "MtCO2/yr",
          source: "owid_co2",
          estimated,
        })),
      ),
  ];
}

/** Electricity that goes from one province to another is no trade of the nation. */
const inner = new Set(["Interprovincial Imports", "Interprovincial Exports"]);

/** Rows of the table summed over the provinces by the columns in `by`; `values` names the columns that hold numbers. */
export function summedRows(rows: readonly Row[], by: readonly string[], values: readonly string[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = by.map((column) => row[column]).join("\u0000");
    const sum = sums.get(key);
    if (sum === undefined) {
      sums.set(key, { ...row, province: "China" });
      continue;
    }
    for (const column of values) {
      if (row[column] !== "") sum[column] = String(Number(sum[column] || 0) + Number(row[column]));
    }
  }
  return [...sums.values()];
}

/** The balance of the nation: the provinces' without the electricity that they send each other. */
export function nationalBalance(rows: readonly Row[]): Row[] {
  return summedRows(
    rows.filter((row) => !(row.material === "Electricity" && inner.has(row.process))),
    ["material", "process"],
    ["mtce"],
  );
}

/** Activity of the nation: sums, and the growth of GDP by the provinces' weights of 2020. */
export function nationalActivity(rows: readonly Row[]): Row[] {
  // The use of 2024 is published of the nation itself.
  const additive = rows.filter(
    (row) => !["gdp_index_prev100", "energy_growth", "electricity_use"].includes(row.variable),
  );
  const weight = new Map(
    rows
      .filter((row) => row.variable === "gdp_nominal" && row.year === "2020")
      .map((row) => [row.province, Number(row.value)]),
  );
  const grown = new Map<string, { row: Row; sum: number; weight: number }>();
  for (const row of rows) {
    if (!["gdp_index_prev100", "energy_growth"].includes(row.variable)) continue;
    const key = `${row.variable} ${row.year}`;
    const entry = grown.get(key) ?? { row, sum: 0, weight: 0 };
    const w = weight.get(row.province) ?? 0;
    entry.sum += w * Number(row.value);
    entry.weight += w;
    grown.set(key, entry);
  }
  return [
    ...summedRows(additive, ["variable", "year"], ["value"]),
    ...[...grown.values()].map(({ row, sum, weight: total }) => ({
      ...row,
      province: "China",
      value: String(sum / total),
    })),
  ];
}
