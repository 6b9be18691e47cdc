import { toNumber } from "../../csv.ts";
import { type Stated, stated, statedRow, type TableWriter } from "../../stated.ts";
import { gdpGrowth, projectedGrowth } from "../gdp.ts";
import type { SourceTables } from "../source-tables.ts";
import type { Sources } from "../sources.ts";

/** The branches of a province with their parts in GDP and the elasticities of their value added to GDP; else the nation's. */
function readBranches(tables: SourceTables, province: string) {
  const listed = tables.of("branches.csv", province);
  return (listed.length > 0 ? listed : tables.of("branches.csv", "China")).map((row) => ({
    sector: row.sector,
    share: statedRow(row, `branches.csv ${row.sector}`, row.share, "1"),
    elasticity: toNumber(row.elasticity, `branches.csv ${row.sector}, elasticity`),
  }));
}

/**
 * Growth of population and GDP, urbanisation and value-added shares to the horizon. Observed years as published,
 * later years by the SSP2 growth of the five-year window; value-added shares follow each branch's elasticity.
 */
export function putDrivers(sources: Sources, tables: SourceTables, { put, putRanged }: TableWriter): void {
  const { base, lastObserved, horizon } = sources.years;
  const growth = (year: number): Stated =>
    year <= lastObserved ? gdpGrowth(sources, year) : projected(sources, "gdp", year);
  for (let year = base + 1; year <= horizon; year++) {
    (year > lastObserved ? putRanged : put)("gdp_growth", year, growth(year));
    const [now, before] = [year, year - 1].map((y) => sources.activity("population", y));
    if (now === undefined || before === undefined)
      putRanged("population_growth", year, projected(sources, "population", year));
    else put("population_growth", year, stated(now.value / before.value - 1, "1/yr", [now, before]));
  }
  for (const year of sources.publishedYears("urbanisation"))
    put("urban_share", year, sources.published("urbanisation", year));
  for (const year of sources.constantYears("urban_share"))
    if (year > lastObserved) put("urban_share", year, urbanShare(sources, year));
  const branches = readBranches(tables, sources.province).map((branch) => ({ ...branch, now: branch.share.value }));
  for (let year = base; year <= horizon; year++) {
    const gdp = year > base ? growth(year) : undefined;
    for (const branch of branches) {
      const { sector, share, elasticity } = branch;
      if (gdp !== undefined) branch.now = (branch.now * (1 + elasticity * gdp.value)) / (1 + gdp.value);
      if (year !== base && year % 5 !== 0 && year > lastObserved) continue;
      const rule = [share.rule, `elasticity ${elasticity} to GDP`, "services are the remainder"];
      put(`value_added_path.${sector}`, year, stated(branch.now, "1", [share], rule, [gdp]));
    }
  }
}

/** Growth of the year in the middle one of five projections, with the lowest and highest of them. */
function projected(sources: Sources, variable: string, year: number): Stated {
  const all = [1, 2, 3, 4, 5].map((pathway) => projectedGrowth(sources, `${variable}_ssp${pathway}`, year));
  const growths = all.map(({ value }) => value);
  const rule = `${all[1].rule}; range of SSP1 to SSP5`;
  const range = { low: Math.min(...growths), high: Math.max(...growths) };
  return { ...stated(growths[1], "1/yr", [all[1]], rule, all), ...range };
}

/** A later urban share: the rural share falls as it does in the region that the constants are stated of. */
function urbanShare(sources: Sources, year: number): Stated {
  const last = sources.publishedYears("urbanisation").at(-1);
  const published = last === undefined ? undefined : sources.published("urbanisation", last);
  if (published === undefined) throw new Error(`published.csv has no urbanisation of ${sources.province}`);
  const now = sources.to(published, "1");
  const [then, later] = [sources.years.lastObserved, year].map((y) => sources.constant("urban_share", y));
  const rest = (1 - now.value) / (1 - then.value);
  const rule = `rural share ${rest.toFixed(3)} times that of a region with ${later.value} (${later.rule}), as in the last observed year`;
  return stated(1 - (1 - later.value) * rest, "1", [later], rule, [now, then]);
}
