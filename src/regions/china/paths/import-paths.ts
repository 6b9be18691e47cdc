import { need } from "../../../text/need.ts";
import { type Stated, stated, type TableWriter, yearsBetween } from "../../stated.ts";
import { cleanShare } from "../balance/accounts.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { total } from "../balance/grid.ts";
import { electricityUse, importKinds, kindFactor, tradeOf } from "../balance/imports.ts";
import type { BaseYear } from "../balance/inventory.ts";
import { projectedGrowth } from "../gdp.ts";
import { nation } from "../source-tables.ts";
import type { Sources } from "../sources.ts";

/** Years over which the trend of net imports is taken. */
const trendYears = 5;

/**
 * Clean shares of imports, the base year's transfers, and limits of trade. The senders' factors are published to some
 * year and then follow `decline`; `planned` are the region's own contracted imports, TWh by year.
 */
export function putImportPaths(
  of: BaseYear,
  decline: GridDecline,
  planned: ReadonlyMap<number, number>,
  { put, putRanged }: TableWriter,
): void {
  const { sources, electricity } = of;
  const { base } = sources.years;
  for (const kind of importKinds) {
    const shares = cleanShares(of, decline, kind, kind === "import_mixed" ? planned : new Map());
    for (const [year, share] of shares) putRanged(`import_clean_share.${kind}`, year, share);
  }
  for (const kind of ["import_clean", "import_mixed"]) {
    const lines = sources.importLines.filter((line) => line.kind === kind);
    if (lines.length === 0) continue;
    const transfers = lines.map(({ transfer }) => transfer);
    const carried = electricity.imports.get(kind) ?? stated(0, "TW*h/yr", transfers);
    put(`contracted_import.${kind}`, base, { ...carried, rule: "transfer of the line" });
  }
  const trade = growthOfTrade(sources);
  putMarketImports(of, trade, put);
  putExports(of, trade, put);
}

/** Non-fossil part of the imports of a kind by year; what contracts add after the base year comes over new lines. */
function cleanShares(
  { sources, electricity }: BaseYear,
  decline: GridDecline,
  kind: string,
  planned: ReadonlyMap<number, number>,
): [number, Stated][] {
  const lines = sources.importLines.filter((line) => line.kind === kind);
  if (lines.length === 0 && planned.size === 0) return [];
  const last = lastFactor(sources);
  const senders = [...new Set(lines.map(({ sender }) => sender))].join(" and ");
  const thermal = sources.constant("thermal_factor_of_senders");
  const renewable = sources.constant("new_line_renewable");
  const falling = { value: 0, unit: "1", source: "peakpath_china", rule: "" };
  const carried = electricity.imports.get(kind)?.value ?? 0;
  const years = [...new Set([...gridPathYears(sources.years), ...planned.keys()])].sort((x, y) => x - y);
  return years.map((year) => {
    const published = lines.length === 0 ? undefined : kindFactor(sources, kind, Math.min(year, last));
    const factor = published === undefined ? 0 : published.value * decline(year);
    const added = Math.max(0, valueAt(planned, year) - carried);
    const part = added === 0 ? 0 : added / (added + carried);
    const mixed = (of: number, fresh: number): number => cleanShare(factor, of) * (1 - part) + fresh * part;
    const fall = year > last ? `; after ${last} it falls as the nation's does in the reference of China` : "";
    const sent = `one less the factor of the sending grid (${senders}, ${Number(factor.toPrecision(12))} t/MWh) over that of its thermal plants${fall}`;
    const fresh = `${renewable.value * 100} % of the ${(part * 100).toFixed(0)} % that new lines carry`;
    const from = [published, published && year > last ? falling : undefined, part === 0 ? undefined : renewable];
    const rule = [published === undefined ? "" : sent, part === 0 ? "" : fresh];
    const share = stated(mixed(thermal.value, renewable.value), "1", from, rule, [thermal]);
    const low = mixed(thermal.low ?? thermal.value, renewable.low ?? renewable.value);
    const high = mixed(thermal.high ?? thermal.value, renewable.high ?? renewable.value);
    return [year, { ...share, low, high }];
  });
}

type Trade = ReturnType<typeof growthOfTrade>;

/** What the limits of trade grow with. */
function growthOfTrade(sources: Sources) {
  const { base, lastObserved, horizon } = sources.years;
  const elasticity = sources.constant("import_limit_elasticity");
  const rise = tradeOf(sources, base).netImports.value - tradeOf(sources, base - trendYears).netImports.value;
  const firstStep = Math.ceil((lastObserved + 1) / 5) * 5;
  return {
    /** Electricity use that grows with GDP after the last observed year, as a factor. */
    growth: (year: number): number => {
      let gdp = 1;
      for (let y = lastObserved + 1; y <= year; y++) gdp *= 1 + projectedGrowth(sources, "gdp_ssp2", y).value;
      return gdp ** elasticity.value;
    },
    elasticity,
    /** Every fifth year after the last observed one, to the horizon. */
    steps: Array.from({ length: (horizon - lastObserved) / 5 }, (_, index) => firstStep + 5 * index),
    /** Yearly rise of net imports to the base year, TWh; corridors that stand are not taken away where they fell. */
    trend: Math.max(0, rise / trendYears),
  };
}

/** What is bought in the market: how much is bound by contracts, the limit of corridors, and what counts at peak. */
function putMarketImports({ sources, electricity }: BaseYear, trade: Trade, put: TableWriter["put"]): void {
  const { growth, elasticity, steps, trend } = trade;
  const { base, lastObserved, horizon } = sources.years;
  const market = electricity.imports.get("import_market") ?? electricity.grossImports;
  put("market_import_limit", base, { ...market, rule: "what was imported" });
  const bound = sources.constant("import_contract_part");
  const before = electricityUse(sources, base);
  for (const year of [base, lastObserved]) {
    const now = electricityUse(sources, year);
    const rule = `${bound.value} of the market imports of ${base}${year === base ? "" : ", grown with electricity use, then held"}`;
    const value = market.value * bound.value * (now.value / before.value);
    put("market_import_contract", year, stated(value, market.unit, [market, bound], rule, [now, before]));
  }
  const use = electricityUse(sources, lastObserved);
  const limit = marketLimit(sources, market, use, before);
  // Corridors are built where growth asks for them: never less than what stands and the growth of electricity use.
  const grown = (year: number): number => limit.value + use.value * Math.max(0, growth(year) - 1);
  const byTrend = (year: number): number => Math.max(0, limit.value + trend * (year - lastObserved));
  const bent = steps.some((year) => grown(year) > byTrend(year));
  const words = bent ? `, or by the growth of electricity use with GDP at an elasticity of ${elasticity.value}` : "";
  const trended = `then up by ${trend.toFixed(1)} TWh a year, the rise of net imports in the ${trendYears} years to ${base}${words}`;
  for (const year of [lastObserved, ...(bent ? steps.filter((y) => y < horizon) : []), horizon]) {
    const most = Math.max(byTrend(year), grown(year));
    const from = [limit, electricity.grossImports];
    put("market_import_limit", year, stated(most, market.unit, from, [limit.rule, trended], [use, elasticity]));
  }
  const hours = sources.constant("import_hours");
  const gross = electricity.grossImports.value;
  for (const year of [base, lastObserved, horizon]) {
    const value = ((year === base ? gross : gross + trend * (year - base)) / hours.value) * 1000;
    const words = `gross imports, growing with their trend, over ${hours.value} h`;
    put("import_credit", year, stated(value, "GW", [hours], words, [electricity.grossImports]));
  }
}

/**
 * Market imports that can be had in the last observed year: what is stated for the region, else the gross imports of
 * the base year grown with electricity use, and a margin.
 */
function marketLimit(sources: Sources, market: Stated, use: Stated, before: Stated): Stated {
  const listed = sources.constantOrNone(`market_import_limit_${sources.id}`);
  if (listed !== undefined) return listed;
  const grown = use.value / before.value;
  const margin = sources.constant("import_margin");
  const rule = `market imports of ${sources.years.base} grown with electricity use (${grown.toFixed(3)}) and ${margin.value * 100} % more that the corridors can carry`;
  return stated(market.value * grown * (1 + margin.value), market.unit, [margin], rule, [market, use, before]);
}

function putExports({ sources, electricity }: BaseYear, trade: Trade, put: TableWriter["put"]): void {
  const { growth, elasticity, steps } = trade;
  const { exports } = electricity;
  const { base, lastObserved } = sources.years;
  // What the nation has too much of nobody takes: its surplus has no corridors.
  if (sources.province !== nation && exports.value > 0) {
    const margin = sources.constant("import_margin");
    put("surplus_export_limit", base, { ...exports, rule: `exports of ${base}` });
    for (const year of [lastObserved, ...steps]) {
      const rule = `exports of ${base} and the margin of imports, growing with GDP at an elasticity of ${elasticity.value}: corridors grow at both ends`;
      const value = exports.value * (1 + margin.value) * growth(year);
      put("surplus_export_limit", year, stated(value, exports.unit, [exports, margin], rule, [elasticity]));
    }
  }
  put("export_plan", base, exports);
}

/** Clean part of the gross imports of the base year, TWh. */
export function cleanImports(sources: Sources, electricity: ElectricityBalance): number {
  const thermal = sources.constant("thermal_factor_of_senders").value;
  const factor = (kind: string): number => kindFactor(sources, kind, sources.years.base).value;
  return total([...electricity.imports].map(([kind, { value }]) => value * cleanShare(factor(kind), thermal)));
}

/** By how much the sending grids' factors fall after the last published year: 1 in that year. */
export type GridDecline = (year: number) => number;

/** The last year whose factors of the sending grids are published. */
export function lastFactor({ years }: Pick<Sources, "years">): number {
  return Math.max(...years.gridFactors);
}

/**
 * The nation's grid factor (`path`, tCO2/MWh by year in its own reference run) relative to the last published year: what
 * the grids that send electricity are taken to follow. Linear between the years, held outside.
 */
export function gridDecline(path: ReadonlyMap<number, number>, last: number): GridDecline {
  return (year) => (year <= last ? 1 : valueAt(path, year) / valueAt(path, last));
}

/** Years at which the path is taken: every year that is observed, then every fifth to the horizon. */
export function gridPathYears({ base, lastObserved, horizon }: Sources["years"]): number[] {
  const years = Array.from({ length: horizon - base + 1 }, (_, index) => base + index);
  return years.filter((year) => year <= lastObserved || year % 5 === 0);
}

/** Value of a path in a year, linear between its years and held outside; 0 where there is none. */
export function valueAt(path: ReadonlyMap<number, number>, year: number): number {
  if (path.size === 0) return 0;
  const years = [...path.keys()].sort((a, b) => a - b);
  const [from, to] = yearsBetween(years, year);
  const [begin, end] = [need(path, from), need(path, to)];
  return to === from ? begin : begin + ((end - begin) * (year - from)) / (to - from);
}
