import { cleanShare } from "./accounts.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { senderFactor, tradeOf } from "./imports.ts";
import type { Sources } from "./sources.ts";
import type { TableRow } from "./table-row.ts";

const senderOf: Readonly<Record<string, string>> = {
  import_clean: "sichuan",
  import_mixed: "ningxia",
  import_market: "region_east",
};

/** Clean shares of imports from the senders' grid factors of the observed years, and the base year's transfers. */
export function importPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
  horizon: number,
): TableRow[] {
  const rows: TableRow[] = [];
  for (const [kind, sender] of Object.entries(senderOf)) {
    for (const year of [2021, 2022]) {
      const factor = senderFactor(sources, sender, year);
      const share = (thermal: number): number => Math.max(0, 1 - factor / thermal);
      const range = sources.constantFact("thermal_factor_of_senders");
      rows.push({
        id: "import_clean_share",
        members: kind,
        year,
        value: cleanShare(sources, factor),
        unit: "1",
        low: share(range.low ?? range.value),
        high: share(range.high ?? range.value),
        source: "mee_grid",
        estimated: `one less the factor of the sending grid (${sender}, ${factor} t/MWh) over that of its thermal plants; held after 2022`,
      });
    }
  }
  for (const kind of ["import_clean", "import_mixed"]) {
    rows.push({
      id: "contracted_import",
      members: kind,
      year: baseYear,
      value: electricity.imports.get(kind) ?? 0,
      unit: "TW*h/yr",
      source: "uhv_2024; lingshao_2021",
      estimated: "transfer of the line",
    });
  }
  rows.push({
    id: "market_import_limit",
    members: "",
    year: baseYear,
    value: electricity.imports.get("import_market") ?? 0,
    unit: "TW*h/yr",
    source: "cesy_2022",
    estimated: "what was imported",
  });
  const limit = sources.constantFact("market_import_limit_observed");
  const trend = importTrend(sources, baseYear);
  for (const year of [lastObserved, horizon]) {
    rows.push({
      id: "market_import_limit",
      members: "",
      year,
      value: limit.value + trend * (year - lastObserved),
      unit: "TW*h/yr",
      source: `${limit.source}; cesy_2022`,
      estimated: `${limit.estimated}; then up by ${trend.toFixed(1)} TWh a year, the rise of net imports in the ${trendYears} years to ${baseYear}`,
    });
  }
  const gross = (year: number): number =>
    year === baseYear ? electricity.grossImports : electricity.grossImports + trend * (year - baseYear);
  for (const year of [baseYear, lastObserved, horizon]) {
    rows.push({
      id: "import_credit",
      members: "",
      year,
      value: (gross(year) / sources.constant("import_hours")) * 1000,
      unit: "GW",
      source: "judgement",
      estimated: "gross imports, growing with their trend, over 5000 h",
    });
  }
  rows.push({
    id: "export_plan",
    members: "",
    year: baseYear,
    value: electricity.exports,
    unit: "TW*h/yr",
    source: "cesy_2022",
    estimated: "",
  });
  return rows;
}

/** Years over which the trend of net imports is taken. */
const trendYears = 5;

/** Yearly rise of net imports to the base year, TWh. */
function importTrend(sources: Sources, baseYear: number): number {
  return (tradeOf(sources, baseYear).netImports - tradeOf(sources, baseYear - trendYears).netImports) / trendYears;
}

/** Clean part of the gross imports of the base year, TWh. */
export function cleanImports(sources: Sources, electricity: ElectricityBalance, year: number): number {
  return [...electricity.imports].reduce(
    (sum, [kind, twh]) => sum + twh * cleanShare(sources, senderFactor(sources, senderOf[kind], year)),
    0,
  );
}
