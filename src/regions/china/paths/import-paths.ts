import type { TableRow } from "../../table-row.ts";
import { cleanShare } from "../balance/accounts.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { electricityUse, importKinds, kindFactor, tradeOf } from "../balance/imports.ts";
import { projectedGrowth } from "../gdp.ts";
import { nation, type Sources } from "../sources.ts";
import { gridPathYears, lastFactor } from "./grid-path.ts";

/** What a region's own rows say of its contracted imports, TWh by year. */
export type Contracts = (kind: string) => ReadonlyMap<number, number>;

/**
 * Clean shares of imports and the base year's transfers. The senders' factors are published to 2022 and then follow
 * `decline`; what contracts add after the base year comes over new lines, which carry their stated renewable part.
 */
export function importPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
  horizon: number,
  decline: (year: number) => number,
  contracts: Contracts,
): TableRow[] {
  const rows: TableRow[] = [];
  for (const kind of importKinds) {
    const lines = sources.importLines.filter((line) => line.kind === kind);
    const planned = kind === "import_mixed" ? contracts(kind) : new Map<number, number>();
    if (lines.length === 0 && planned.size === 0) continue;
    const senders = [...new Set(lines.map((line) => line.sender))].join(" and ");
    const range = sources.constantFact("thermal_factor_of_senders");
    const renewable = sources.constantFact("new_line_renewable");
    const carried = electricity.imports.get(kind) ?? 0;
    const years = new Set([...gridPathYears(baseYear, lastObserved, horizon), ...planned.keys()]);
    for (const year of [...years].sort((x, y) => x - y)) {
      const published = Math.min(year, lastFactor);
      const factor = lines.length === 0 ? 0 : kindFactor(sources, kind, published) * decline(year);
      const added = Math.max(0, valueAt(planned, year) - carried);
      const part = added === 0 ? 0 : added / (added + carried);
      const mixed = (share: number, fresh: number): number => share * (1 - part) + fresh * part;
      const share = (thermal: number): number => Math.max(0, 1 - factor / thermal);
      rows.push({
        id: "import_clean_share",
        members: kind,
        year,
        value: mixed(cleanShare(sources, factor), renewable.value),
        unit: "1",
        low: mixed(share(range.low ?? range.value), renewable.low ?? renewable.value),
        high: mixed(share(range.high ?? range.value), renewable.high ?? renewable.value),
        source: [
          lines.length === 0 ? "" : year > lastFactor ? "mee_grid; peakpath_china" : "mee_grid",
          part === 0 ? "" : renewable.source,
        ]
          .filter((text) => text !== "")
          .join("; "),
        estimated: [
          lines.length === 0
            ? ""
            : `one less the factor of the sending grid (${senders}, ${Number(factor.toPrecision(12))} t/MWh) over that of its thermal plants${year > lastFactor ? `; after ${lastFactor} it falls as the nation's does in the reference of China` : ""}`,
          part === 0 ? "" : `${renewable.value * 100} % of the ${(part * 100).toFixed(0)} % that new lines carry`,
        ]
          .filter((text) => text !== "")
          .join("; "),
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
  const market = electricity.imports.get("import_market") ?? 0;
  rows.push({
    id: "market_import_limit",
    members: "",
    year: baseYear,
    value: market,
    unit: "TW*h/yr",
    source: "cesy_2022",
    estimated: "what was imported",
  });
  const bound = sources.constantFact("import_contract_part");
  const use = (year: number): number => electricityUse(sources, year).value;
  for (const year of [baseYear, lastObserved])
    rows.push({
      id: "market_import_contract",
      members: "",
      year,
      value: market * bound.value * (use(year) / use(baseYear)),
      unit: "TW*h/yr",
      source: `cesy_2022; ${bound.source}`,
      estimated: `${bound.value} of the market imports of ${baseYear}${year === baseYear ? "" : ", grown with electricity use, then held"}`,
    });
  const trend = importTrend(sources, baseYear);
  const limit = limitOf(sources, electricity, baseYear, lastObserved);
  // Corridors are built where growth asks for them: never less than what stands and the growth of electricity use.
  const elasticity = sources.constant("import_limit_elasticity");
  const growth = (year: number): number => {
    let gdp = 1;
    for (let y = lastObserved + 1; y <= year; y++) gdp *= 1 + projectedGrowth(sources, "gdp_ssp2", y);
    return gdp ** elasticity;
  };
  const grown = (year: number): number => limit.value + use(lastObserved) * Math.max(0, growth(year) - 1);
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
      estimated: `${limit.estimated}; then up by ${trend.toFixed(1)} TWh a year, the rise of net imports in the ${trendYears} years to ${baseYear}${bent ? `, or by the growth of electricity use with GDP at an elasticity of ${elasticity}` : ""}`,
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
  // What the nation has too much of nobody takes: its surplus has no corridors.
  if (sources.province !== nation && electricity.exports > 0)
    for (const year of [baseYear, lastObserved, ...steps]) {
      const most = electricity.exports * (1 + sources.constant("import_margin")) * growth(year);
      rows.push({
        id: "surplus_export_limit",
        members: "",
        year,
        value: year === baseYear ? electricity.exports : most,
        unit: "TW*h/yr",
        source: "cesy_2022; judgement",
        estimated: `exports of ${baseYear}${year === baseYear ? "" : ` and the margin of imports, growing with GDP at an elasticity of ${elasticity}: corridors grow at both ends`}`,
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

/** Value of a path in a year, linear between its years and held outside; 0 where there is none. */
export function valueAt(path: ReadonlyMap<number, number>, year: number): number {
  const years = [...path.keys()].sort((a, b) => a - b);
  if (years.length === 0) return 0;
  const from = years.filter((y) => y <= year).at(-1) ?? years[0];
  const to = years.find((y) => y >= year) ?? from;
  const [begin, end] = [path.get(from) ?? 0, path.get(to) ?? 0];
  return to === from ? begin : begin + ((end - begin) * (year - from)) / (to - from);
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
