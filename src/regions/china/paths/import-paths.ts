import type { Model } from "../../../engine/language/model.ts";
import { joined, type Stated, stated, type TableRow, type TableWriter, tableWriter } from "../../stated.ts";
import { cleanShare } from "../balance/accounts.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { electricityUse, importKinds, kindFactor, tradeOf } from "../balance/imports.ts";
import { projectedGrowth } from "../gdp.ts";
import { nation } from "../source-tables.ts";
import type { Sources } from "../sources.ts";
import { type GridDecline, gridPathYears, lastFactor, valueAt } from "./grid-path.ts";

/** Years over which the trend of net imports is taken. */
const trendYears = 5;

/** What the paths of trade are made of. */
interface Trade {
  readonly sources: Sources;
  readonly electricity: ElectricityBalance;
  readonly put: TableWriter["put"];
  /** Electricity use that grows with GDP after the last observed year, as a factor. */
  readonly growth: (year: number) => number;
  readonly elasticity: Stated;
  /** Every fifth year after the last observed one, to the horizon. */
  readonly steps: readonly number[];
  /** Yearly rise of net imports to the base year, TWh; corridors that stand are not taken away where they fell. */
  readonly trend: number;
}

/**
 * Clean shares of imports, the base year's transfers, and limits of trade. The senders' factors are published to some
 * year and then follow `decline`; `planned` are the region's own contracted imports, TWh by year.
 */
export function importPaths(
  sources: Sources,
  electricity: ElectricityBalance,
  decline: GridDecline,
  planned: ReadonlyMap<number, number>,
  model: Model,
): TableRow[] {
  const { base, lastObserved, horizon } = sources.years;
  const table = tableWriter(model);
  const { put } = table;
  for (const kind of importKinds)
    putCleanShares(sources, electricity, decline, kind, kind === "import_mixed" ? planned : new Map(), table);
  for (const kind of ["import_clean", "import_mixed"] as const) {
    const lines = sources.importLines.filter((line) => line.kind === kind);
    if (lines.length === 0) continue;
    const carried =
      electricity.imports.get(kind) ??
      stated(
        0,
        "TW*h/yr",
        lines.flatMap(({ transfer }) => transfer ?? []),
      );
    put(`contracted_import.${kind}`, base, { ...carried, rule: "transfer of the line" });
  }
  const elasticity = sources.constant("import_limit_elasticity");
  const rise = tradeOf(sources, base).netImports.value - tradeOf(sources, base - trendYears).netImports.value;
  const trade: Trade = {
    sources,
    electricity,
    put,
    elasticity,
    growth: (year) => {
      let gdp = 1;
      for (let y = lastObserved + 1; y <= year; y++) gdp *= 1 + projectedGrowth(sources, "gdp_ssp2", y).value;
      return gdp ** elasticity.value;
    },
    steps: Array.from(
      { length: (horizon - lastObserved) / 5 },
      (_, index) => Math.ceil((lastObserved + 1) / 5) * 5 + 5 * index,
    ),
    trend: Math.max(0, rise / trendYears),
  };
  putMarketImports(trade);
  putExports(trade);
  return table.rows;
}

/** Non-fossil part of the imports of a kind; what contracts add after the base year comes over new lines. */
function putCleanShares(
  sources: Sources,
  electricity: ElectricityBalance,
  decline: GridDecline,
  kind: (typeof importKinds)[number],
  planned: ReadonlyMap<number, number>,
  { putRanged }: TableWriter,
): void {
  const lines = sources.importLines.filter((line) => line.kind === kind);
  if (lines.length === 0 && planned.size === 0) return;
  const last = lastFactor(sources);
  const senders = [...new Set(lines.map(({ sender }) => sender))].join(" and ");
  const thermal = sources.constant("thermal_factor_of_senders");
  const renewable = sources.constant("new_line_renewable");
  const falling = { value: 0, unit: "1", source: "peakpath_china", rule: "" };
  const carried = electricity.imports.get(kind)?.value ?? 0;
  const years = new Set([...gridPathYears(sources.years), ...planned.keys()]);
  for (const year of [...years].sort((x, y) => x - y)) {
    const published = lines.length === 0 ? undefined : kindFactor(sources, kind, Math.min(year, last));
    const factor = published === undefined ? 0 : published.value * decline(year);
    const added = Math.max(0, valueAt(planned, year) - carried);
    const part = added === 0 ? 0 : added / (added + carried);
    const mixed = (of: number, fresh: number): number => cleanShare(factor, of) * (1 - part) + fresh * part;
    const fall = year > last ? `; after ${last} it falls as the nation's does in the reference of China` : "";
    putRanged(`import_clean_share.${kind}`, year, {
      ...stated(
        mixed(thermal.value, renewable.value),
        "1",
        [
          ...(published === undefined ? [] : year > last ? [published, falling] : [published]),
          ...(part === 0 ? [] : [renewable]),
        ],
        joined([
          published === undefined
            ? ""
            : `one less the factor of the sending grid (${senders}, ${Number(factor.toPrecision(12))} t/MWh) over that of its thermal plants${fall}`,
          part === 0 ? "" : `${renewable.value * 100} % of the ${(part * 100).toFixed(0)} % that new lines carry`,
        ]),
        [thermal],
      ),
      low: mixed(thermal.low ?? thermal.value, renewable.low ?? renewable.value),
      high: mixed(thermal.high ?? thermal.value, renewable.high ?? renewable.value),
    });
  }
}

/** What is bought in the market: how much is bound by contracts, the limit of corridors, and what counts at peak. */
function putMarketImports({ sources, electricity, put, growth, elasticity, steps, trend }: Trade): void {
  const { base, lastObserved, horizon } = sources.years;
  const market = electricity.imports.get("import_market") ?? electricity.grossImports;
  put("market_import_limit", base, { ...market, rule: "what was imported" });
  const bound = sources.constant("import_contract_part");
  const [before, use] = [electricityUse(sources, base), electricityUse(sources, lastObserved)];
  for (const [year, now] of [
    [base, before],
    [lastObserved, use],
  ] as const) {
    const rule = `${bound.value} of the market imports of ${base}${year === base ? "" : ", grown with electricity use, then held"}`;
    const value = market.value * bound.value * (now.value / before.value);
    put("market_import_contract", year, stated(value, market.unit, [market, bound], rule, [now, before]));
  }
  const limit = marketLimit(sources, market, use, before);
  // Corridors are built where growth asks for them: never less than what stands and the growth of electricity use.
  const grown = (year: number): number => limit.value + use.value * Math.max(0, growth(year) - 1);
  const byTrend = (year: number): number => Math.max(0, limit.value + trend * (year - lastObserved));
  const bent = steps.some((year) => grown(year) > byTrend(year));
  const rule = `then up by ${trend.toFixed(1)} TWh a year, the rise of net imports in the ${trendYears} years to ${base}${bent ? `, or by the growth of electricity use with GDP at an elasticity of ${elasticity.value}` : ""}`;
  for (const year of [lastObserved, ...(bent ? steps.filter((y) => y < horizon) : []), horizon])
    put(
      "market_import_limit",
      year,
      stated(
        Math.max(byTrend(year), grown(year)),
        market.unit,
        [limit, electricity.grossImports],
        joined([limit.rule, rule]),
        [use, elasticity],
      ),
    );
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
  const own = sources.constantOrNone(`market_import_limit_${sources.id}`);
  if (own !== undefined) return own;
  const grown = use.value / before.value;
  const margin = sources.constant("import_margin");
  const rule = `market imports of ${sources.years.base} grown with electricity use (${grown.toFixed(3)}) and ${margin.value * 100} % more that the corridors can carry`;
  return stated(market.value * grown * (1 + margin.value), market.unit, [margin], rule, [market, use, before]);
}

function putExports({ sources, electricity, put, growth, elasticity, steps }: Trade): void {
  const { base, lastObserved } = sources.years;
  const { exports } = electricity;
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
  return [...electricity.imports].reduce(
    (so, [kind, { value }]) => so + value * cleanShare(kindFactor(sources, kind, sources.years.base).value, thermal),
    0,
  );
}
