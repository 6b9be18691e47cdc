import { need } from "../../../text/need.ts";
import {
  everyYear,
  rangeOf,
  ruled,
  type Stated,
  stated,
  type TableRow,
  type TableWriter,
  yearsBetween,
} from "../../stated.ts";
import { cleanShare } from "../balance/accounts.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { total } from "../balance/grid.ts";
import { electricityUse, importKinds, kindFactor, tradeOf } from "../balance/imports.ts";
import type { BaseYear } from "../balance/inventory.ts";
import { type PowerYear, tradeAfter } from "../observed-power.ts";
import { nation } from "../source-tables.ts";
import type { Sources } from "../sources.ts";
import type { Growth } from "./driver-paths.ts";

/** Years over which the trend of net imports is taken. */
const trendYears = 5;

/**
 * Clean shares of imports, the base year's transfers, and limits of trade. The senders' factors are published to some
 * year and then follow `decline`; `contracts` are the region's own contracted imports, TWh by year, and `lines` what
 * planned lines add to the exports of the last observed year.
 */
export function putImportPaths(
  of: BaseYear,
  power: readonly PowerYear[],
  after: Growth,
  decline: GridDecline,
  { contracts: planned, lines }: { readonly contracts: Planned; readonly lines: readonly ExportLines[] },
  { put, putRanged }: TableWriter,
): void {
  const { sources, electricity } = of;
  for (const kind of importKinds) {
    const shares = cleanShares(of, decline, kind, kind === "import_mixed" ? planned(kind) : new Map());
    for (const [year, share] of shares) putRanged(`import_clean_share.${kind}`, year, share);
  }
  const trade = growthOfTrade(sources, after);
  const observed = power.map((now) => {
    const { bought, sent } = tradeAfter(electricity, power[0], now);
    const contracts = contractsOf(electricity, planned, now.year);
    const wanted = total(contracts.values());
    // Lines under contract carry a part of all that is bought, and never more.
    const part = wanted === 0 ? 0 : Math.min(1, bought.value / wanted);
    for (const [kind, twh] of contracts) {
      const rule = `transfer of the lines under contract${part < 1 ? ", cut to what was bought in all" : ""}`;
      put(`contracted_import.${kind}`, now.year, stated(twh * part, bought.unit, [bought], rule));
    }
    return { year: now.year, bought: { ...bought, value: bought.value - wanted * part }, sent };
  });
  putMarketImports(of, observed, trade, put);
  putExports(sources, observed, trade, lines, { put, putRanged });
}

/** A row of exports with planned lines, TWh, and how much of it comes after the last observed year. */
type ExportLines = TableRow & { readonly year: number; readonly added: number };

/** What lines under contract carry in a year by kind, TWh: as in the base year, or as is stated of the line. */
function contractsOf({ imports }: ElectricityBalance, planned: Planned, year: number): Map<string, number> {
  return new Map(
    ["import_clean", "import_mixed"].flatMap((kind): [string, number][] => {
      const [carried, contracts] = [imports.get(kind)?.value ?? 0, planned(kind)];
      if (contracts.size === 0) return carried === 0 ? [] : [[kind, carried]];
      const until = Math.min(...contracts.keys()) > year ? carried : 0;
      return [[kind, Math.max(until, valueAt(contracts, year))]];
    }),
  );
}

/** A region's own contracted imports of a kind, TWh by year. */
type Planned = (kind: string) => ReadonlyMap<number, number>;

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
function growthOfTrade(sources: Sources, after: Growth) {
  const { base, lastObserved, horizon } = sources.years;
  const elasticity = sources.constant("import_limit_elasticity");
  const rise = tradeOf(sources, base).netImports.value - tradeOf(sources, base - trendYears).netImports.value;
  return {
    /** Electricity use that grows with GDP after the last observed year, as a factor. */
    growth: (year: number): number => {
      let gdp = 1;
      for (let y = lastObserved + 1; y <= year; y++) gdp *= 1 + after.gdp(y).value;
      return gdp ** elasticity.value;
    },
    elasticity,
    /** The years after the last observed one, to the horizon. */
    steps: everyYear(lastObserved + 1, horizon),
    /** Yearly rise of net imports to the base year, TWh; corridors that stand are not taken away where they fell. */
    trend: Math.max(0, rise / trendYears),
  };
}

/** Gross trade of an observed year. */
type ObservedTrade = { readonly year: number } & ReturnType<typeof tradeAfter>;

/** What is bought in the market: what was observed, how much is bound by contracts, the limit of corridors, and what counts at peak. */
function putMarketImports(
  { sources, electricity }: BaseYear,
  observed: readonly ObservedTrade[],
  { growth, elasticity, steps, trend }: Trade,
  put: TableWriter["put"],
): void {
  const { base, lastObserved, horizon } = sources.years;
  // What was bought in observed years was bought whatever the merit order says, and goes on.
  for (const { year, bought } of observed) {
    put("market_import_limit", year, bought);
    put("market_import_contract", year, year === lastObserved ? ruled(bought, "then held") : bought);
  }
  const last = observed[observed.length - 1].bought;
  const use = electricityUse(sources, lastObserved);
  const limit = marketLimit(sources, last);
  // Corridors are built where growth asks for them: never less than what stands and the growth of electricity use.
  const grown = (year: number): number => limit.value + use.value * Math.max(0, growth(year) - 1);
  const byTrend = (year: number): number => Math.max(0, limit.value + trend * (year - lastObserved));
  const bent = steps.some((year) => grown(year) > byTrend(year));
  const words = bent ? `, or by the growth of electricity use with GDP at an elasticity of ${elasticity.value}` : "";
  const trended = `then up by ${trend.toFixed(1)} TWh a year, the rise of net imports in the ${trendYears} years to ${base}${words}`;
  for (const year of bent ? steps : [lastObserved + 1, horizon]) {
    const most = Math.max(byTrend(year), grown(year));
    put("market_import_limit", year, stated(most, last.unit, [limit], [limit.rule, trended], [use, elasticity]));
  }
  const hours = sources.constant("import_hours");
  const gross = electricity.grossImports.value;
  for (const year of [base, lastObserved, horizon]) {
    const value = ((year === base ? gross : gross + trend * (year - base)) / hours.value) * 1000;
    const words = `gross imports, growing with their trend, over ${hours.value} h`;
    put("import_credit", year, stated(value, "GW", [hours], words, [electricity.grossImports]));
  }
}

/** Market imports that can be had after the last observed year: what is stated for the region, else what was bought, and a margin. */
function marketLimit(sources: Sources, last: Stated): Stated {
  const listed = sources.constantOrNone(`market_import_limit_${sources.id}`);
  const margin = sources.constant("import_margin");
  const rule = `market imports of ${sources.years.lastObserved} and ${margin.value * 100} % more that the corridors can carry`;
  const most = stated(last.value * (1 + margin.value), last.unit, [last], rule, [margin]);
  return listed !== undefined && listed.value > most.value ? listed : most;
}

function putExports(
  sources: Sources,
  observed: readonly ObservedTrade[],
  { growth, elasticity, steps }: Trade,
  lines: readonly ExportLines[],
  { put, putRanged }: Pick<TableWriter, "put" | "putRanged">,
): void {
  const { lastObserved } = sources.years;
  for (const { year, sent } of observed)
    put("export_plan", year, year === lastObserved ? ruled(sent, "then held") : sent);
  const last = observed[observed.length - 1].sent;
  for (const line of lines) {
    const moved = (twh: number): number => last.value + line.added + twh - line.value;
    const rule = `exports of ${lastObserved} and what planned lines add: ${line.estimated}`;
    const value = stated(moved(line.value), last.unit, [last, line.stated], rule);
    putRanged("export_plan", line.year, { ...value, ...rangeOf({ ...line, rule }, moved) });
  }
  // What the nation has too much of nobody takes: its surplus has no corridors.
  if (sources.province === nation || last.value === 0) return;
  const margin = sources.constant("import_margin");
  for (const { year, sent } of observed) put("surplus_export_limit", year, ruled(sent, `exports of ${year}`));
  for (const year of steps) {
    const rule = `exports of ${lastObserved} and the margin of imports, growing with GDP at an elasticity of ${elasticity.value}: corridors grow at both ends`;
    const value = last.value * (1 + margin.value) * growth(year);
    put("surplus_export_limit", year, stated(value, last.unit, [last, margin], rule, [elasticity]));
  }
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

/** Years at which the path is taken: all, since a run has them all. */
export function gridPathYears({ base, horizon }: Sources["years"]): number[] {
  return everyYear(base, horizon);
}

/** Value of a path in a year, linear between its years and held outside; 0 where there is none. */
export function valueAt(path: ReadonlyMap<number, number>, year: number): number {
  if (path.size === 0) return 0;
  const years = [...path.keys()].sort((a, b) => a - b);
  const [from, to] = yearsBetween(years, year);
  const [begin, end] = [need(path, from), need(path, to)];
  return to === from ? begin : begin + ((end - begin) * (year - from)) / (to - from);
}
