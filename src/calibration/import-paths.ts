import { cleanShare } from "./accounts.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { projectedGrowth } from "./gdp.ts";
import { electricityUse, importKinds, kindFactor, tradeOf } from "./imports.ts";
import type { Sources } from "./sources.ts";
import type { TableRow } from "./table-row.ts";

/** Clean shares of imports from the senders' grid factors of the observed years, and the base year's transfers. */
export function importPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
  horizon: number,
): TableRow[] {
  const rows: TableRow[] = [];
  for (const kind of importKinds) {
    const lines = sources.importLines.filter((line) => line.kind === kind);
    if (lines.length === 0) continue;
    const senders = [...new Set(lines.map((line) => line.sender))].join(" and ");
    for (const year of [2021, 2022]) {
      const factor = kindFactor(sources, kind, year);
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
        estimated: `one less the factor of the sending grid (${senders}, ${Number(factor.toPrecision(12))} t/MWh) over that of its thermal plants; held after 2022`,
      });
    }
  }
  for (const kind of ["import_clean", "import_mixed"] as const) {
    const lines = sources.importLines.filter((line) => line.kind === kind);
    if (lines.length === 0) continue;
    rows.push({
      id: "contracted_import",
      members: kind,
      year: baseYear,
      value: electricity.imports.get(kind) ?? 0,
      unit: "TW*h/yr",
      source: [...new Set(lines.map((line) => line.source))].join("; "),
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
  const trend = importTrend(sources, baseYear);
  const limit = limitOf(sources, electricity, baseYear, lastObserved);
  // Corridors are built where growth asks for them: never less than the limit grown with GDP at the stated elasticity.
  const elasticity = sources.constant("import_limit_elasticity");
  const grown = (year: number): number => {
    let gdp = 1;
    for (let y = lastObserved + 1; y <= year; y++) gdp *= 1 + projectedGrowth(sources, "gdp_ssp2", y);
    return limit.value * gdp ** elasticity;
  };
  const byTrend = (year: number): number => Math.max(0, limit.value + trend * (year - lastObserved));
  const steps = Array.from(
    { length: (horizon - lastObserved) / 5 },
    (_, index) => Math.ceil((lastObserved + 1) / 5) * 5 + 5 * index,
  );
  const bent = steps.some((year) => grown(year) > byTrend(year));
  for (const year of [lastObserved, ...(bent ? steps.filter((y) => y < horizon) : []), horizon]) {
    rows.push({
      id: "market_import_limit",
      members: "",
      year,
      value: Math.max(byTrend(year), grown(year)),
      unit: "TW*h/yr",
      source: `${limit.source}; cesy_2022`,
      estimated: `${limit.estimated}; then up by ${trend.toFixed(1)} TWh a year, the rise of net imports in the ${trendYears} years to ${baseYear}${bent ? `, or with GDP at an elasticity of ${elasticity}` : ""}`,
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

/** Yearly rise of net imports to the base year, TWh; corridors that stand are not taken away where they fell. */
function importTrend(sources: Sources, baseYear: number): number {
  const rise = tradeOf(sources, baseYear).netImports - tradeOf(sources, baseYear - trendYears).netImports;
  return Math.max(0, rise / trendYears);
}

/**
 * Market imports that can be had in the last observed year: what is stated for the region, else the gross imports of
 * the base year grown with electricity use, and a margin.
 */
function limitOf(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
): { value: number; source: string; estimated: string } {
  const stated = sources.statedConstant(`market_import_limit_${sources.id}`);
  if (stated !== undefined) return stated;
  const use = electricityUse(sources, lastObserved).value / electricityUse(sources, baseYear).value;
  const margin = sources.constantFact("import_margin");
  return {
    value: (electricity.imports.get("import_market") ?? 0) * use * (1 + margin.value),
    source: margin.source,
    estimated: `market imports of ${baseYear} grown with electricity use (${use.toFixed(3)}) and ${margin.value * 100} % more that the corridors can carry`,
  };
}

/** Clean part of the gross imports of the base year, TWh. */
export function cleanImports(sources: Sources, electricity: ElectricityBalance, year: number): number {
  return [...electricity.imports].reduce(
    (sum, [kind, twh]) => sum + twh * cleanShare(sources, kindFactor(sources, kind, year)),
    0,
  );
}
