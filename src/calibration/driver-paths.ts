import { gdpGrowth, growthFact, projectedGrowth } from "./gdp.ts";
import type { Sources } from "./sources.ts";
import type { TableRow } from "./table-row.ts";

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
  ): void => {
    rows.push({ id, members, year, value, unit, source, estimated });
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
        "growth of the provincial SSP2 projection in the five-year window",
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
        "growth of the provincial SSP2 projection in the five-year window",
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
    add("urban_share", "", year, fact.value, "1", fact.source, fact.estimated);
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
