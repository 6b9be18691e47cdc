import type { TableRow } from "../../table-row.ts";
import { gdpGrowth, growthFact, projectedGrowth } from "../gdp.ts";
import type { Sources } from "../sources.ts";

/** Branches of secondary industry with their part in its value added and the elasticity of their value added to GDP. */
export interface Branch {
  readonly sector: string;
  readonly share: number;
  readonly elasticity: number;
  readonly source: string;
  readonly estimated: string;
}

/**
 * Growth of population and GDP, urbanisation and value-added shares to the horizon. Observed years as published,
 * later years by the SSP2 growth of the five-year window; value-added shares follow each branch's elasticity.
 */
export function driverPaths(
  sources: Sources,
  branches: readonly Branch[],
  baseYear: number,
  lastObserved: number,
  horizon: number,
): TableRow[] {
  const rows: TableRow[] = [];
  const add = (
    id: string,
    members: string,
    year: number,
    value: number,
    unit: string,
    source: string,
    estimated: string,
    range: { readonly low?: number; readonly high?: number } = {},
  ): void => {
    rows.push({ id, members, year, value, unit, ...range, source, estimated });
  };
  const growth = (year: number): number =>
    year <= lastObserved ? gdpGrowth(sources, year) : projectedGrowth(sources, "gdp_ssp2", year);
  for (let year = baseYear + 1; year <= horizon; year++) {
    const known = year <= lastObserved ? growthFact(sources, year) : undefined;
    if (known !== undefined) add("gdp_growth", "", year, known.value, "1/yr", known.source, known.estimated);
    else
      add(
        "gdp_growth",
        "",
        year,
        growth(year),
        "1/yr",
        "pik_ssp",
        `${projection}; range of SSP1 to SSP5`,
        projectedRange(sources, "gdp", year),
      );
    const now = sources.activity("population", year);
    const before = sources.activity("population", year - 1);
    if (now !== undefined && before !== undefined)
      add("population_growth", "", year, now / before - 1, "1/yr", "nbs_pik", "");
    else
      add(
        "population_growth",
        "",
        year,
        projectedGrowth(sources, "population_ssp2", year),
        "1/yr",
        "pik_ssp",
        `${projection}; range of SSP1 to SSP5`,
        projectedRange(sources, "population", year),
      );
  }
  for (const year of sources.publishedYears("urbanisation")) {
    const fact = sources.published("urbanisation", year);
    if (fact !== undefined) add("urban_share", "", year, fact.value / 100, "1", fact.source, fact.estimated);
  }
  for (const [id, year] of [
    ["urban_share_2035", 2035],
    ["urban_share_2060", 2060],
  ] as const) {
    const fact = sources.constantFact(id);
    const rest = (1 - lastUrban(sources)) / (1 - sources.constant("urban_share_2024"));
    const value = 1 - (1 - fact.value) * rest;
    const rule = `rural share ${rest.toFixed(3)} times that of a region with ${fact.value} (${fact.estimated}), as in the last observed year`;
    add("urban_share", "", year, value, "1", fact.source, rule);
  }
  const shares = new Map(branches.map((branch) => [branch.sector, branch.share]));
  for (let year = baseYear; year <= horizon; year++) {
    for (const branch of branches) {
      if (year > baseYear) {
        const g = growth(year);
        shares.set(branch.sector, ((shares.get(branch.sector) ?? 0) * (1 + branch.elasticity * g)) / (1 + g));
      }
      if (year === baseYear || year % 5 === 0 || year <= lastObserved) {
        add(
          "value_added_path",
          branch.sector,
          year,
          shares.get(branch.sector) ?? 0,
          "1",
          branch.source,
          `${branch.estimated}; elasticity ${branch.elasticity} to GDP; services are the remainder`,
        );
      }
    }
  }
  return rows;
}

const projection = "growth of the provincial SSP2 projection in the five-year window";

/** Lowest and highest growth of the five projections in the window of the year. */
function projectedRange(sources: Sources, variable: string, year: number): { low: number; high: number } {
  const all = [1, 2, 3, 4, 5].map((pathway) => projectedGrowth(sources, `${variable}_ssp${pathway}`, year));
  return { low: Math.min(...all), high: Math.max(...all) };
}

/** Urban share of the last year that it is published of. */
function lastUrban(sources: Sources): number {
  const last = sources.publishedYears("urbanisation").at(-1);
  if (last === undefined) throw new Error(`published.csv has no urbanisation of ${sources.province}`);
  return (sources.published("urbanisation", last)?.value ?? Number.NaN) / 100;
}
