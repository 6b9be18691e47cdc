import { monotoneCubic } from "../../../statistics/cubic-curves.ts";
import { toNumber } from "../../csv.ts";
import { everyYear, joined, judged, ruled, type Stated, stated, statedRow, type TableWriter } from "../../stated.ts";
import { gdpGrowth } from "../gdp.ts";
import { residentsOf } from "../observed-table.ts";
import type { SourceTables } from "../source-tables.ts";
import type { Sources } from "../sources.ts";
import { type GrowthPath, growthPath } from "./growth-path.ts";

/** The branches of a province with their parts in GDP and the elasticities of their value added to GDP; else the nation's. */
function readBranches(tables: SourceTables, province: string) {
  const listed = tables.of("branches.csv", province);
  return (listed.length > 0 ? listed : tables.of("branches.csv", "China")).map((row) => ({
    sector: row.sector,
    share: statedRow(row, `branches.csv ${row.sector}`, row.share, "1"),
    elasticity: toNumber(row.elasticity, `branches.csv ${row.sector}, elasticity`),
  }));
}

/** Growth of GDP and of residents after the last observed year. */
export interface Growth {
  readonly gdp: GrowthPath;
  readonly population: GrowthPath;
}

/** Growth of a region: from the target of the first year and from the residents' last growth over to the projections. */
export function growthAfter(sources: Sources): Growth {
  const { lastObserved } = sources.years;
  return {
    gdp: growthPath(sources, "gdp", firstGrowth(sources)),
    population: growthPath(sources, "population", residentsGrowth(sources, lastObserved)),
  };
}

/** Growth of GDP in the first year after the observed ones: the region's own target, else the nation's change on its last growth. */
function firstGrowth(sources: Sources): Stated {
  const first = sources.years.lastObserved + 1;
  const target = sources.published("gdp_target", first);
  if (target !== undefined) {
    const rule = joined(["target of the work report", target.rule]);
    return { ...sources.to(target, "1/yr"), rule };
  }
  const [nations, then] = [sources.national("gdp_target", first), sources.national("gdp_growth", first - 1)];
  const last = gdpGrowth(sources, first - 1);
  if (nations === undefined || then === undefined)
    return ruled(last, `growth of ${first - 1} goes on: nobody has a target`);
  const change = sources.to(nations, "1/yr").value - sources.to(then, "1/yr").value;
  return stated(last.value + change, "1/yr", [last, nations], "own growth moved as the nation's target", [then]);
}

/** Growth of the residents over a year. */
function residentsGrowth(sources: Sources, year: number): Stated {
  const [now, before] = [year, year - 1].map((y) => residentsOf(sources, y));
  if (now === undefined || before === undefined)
    throw new Error(`activity.csv has no population of ${sources.province} in ${year}`);
  return stated(now.value / before.value - 1, "1/yr", [now, before]);
}

/**
 * Growth of population and GDP, urbanisation and value-added shares to the horizon. Observed years as published, later
 * years on a path without edges to the SSP2 projections; value-added shares follow each branch's elasticity.
 */
export function putDrivers(
  sources: Sources,
  tables: SourceTables,
  after: Growth,
  { put, putRanged }: TableWriter,
): void {
  const { base, lastObserved, horizon } = sources.years;
  const growth = (year: number): Stated => (year <= lastObserved ? gdpGrowth(sources, year) : after.gdp(year));
  for (let year = base + 1; year <= horizon; year++) {
    (year > lastObserved ? putRanged : put)("gdp_growth", year, growth(year));
    if (year > lastObserved) putRanged("population_growth", year, after.population(year));
    else put("population_growth", year, residentsGrowth(sources, year));
  }
  for (const year of sources.publishedYears("urbanisation"))
    put("urban_share", year, sources.published("urbanisation", year));
  for (let year = lastObserved + 1; year <= horizon; year++) put("urban_share", year, urbanShare(sources, year));
  const branches = readBranches(tables, sources.province).map((branch) => ({ ...branch, now: branch.share.value }));
  for (let year = base; year <= horizon; year++) {
    const gdp = year > base ? growth(year) : undefined;
    for (const branch of branches) {
      const { sector, share, elasticity } = branch;
      if (gdp !== undefined) branch.now = (branch.now * (1 + elasticity * gdp.value)) / (1 + gdp.value);
      const rule = [share.rule, `elasticity ${elasticity} to GDP`, "services are the remainder"];
      put(`value_added_path.${sector}`, year, stated(branch.now, "1", [share], rule, [gdp]));
    }
  }
}

/**
 * Extraction of coal: observed years as published; then the mines of a province follow the coal supply of the nation in
 * its reference run (`coalGrowth`), those of the nation its own supply in each run.
 */
export function putExtraction(
  sources: Sources,
  coalGrowth: ((year: number) => number) | undefined,
  { put }: TableWriter,
): void {
  const { base, lastObserved, horizon } = sources.years;
  if (sources.balance("Coal Raw", "Indigenous Production").value === 0) return;
  const output = (year: number): Stated | undefined => sources.published("coal_output", year);
  for (let year = base + 1; year <= lastObserved; year++) {
    const [now, before] = [output(year), output(year - 1)];
    const isKnown = now !== undefined && before !== undefined && before.value > 0;
    const growth = isKnown
      ? stated(now.value / before.value - 1, "1/yr", [now], "growth of raw coal output", [before])
      : judged(0, "1/yr", "no output of larger mines is published: held");
    put("production_growth.coal", year, growth);
  }
  const rule = "mines follow the nation's coal supply in its reference run";
  const after = lastObserved + 1;
  if (coalGrowth !== undefined) {
    for (const year of everyYear(after, horizon))
      put("production_growth.coal", year, judged(coalGrowth(year), "1/yr", rule));
    return;
  }
  put("production_growth.coal", after, judged(0, "1/yr", rule));
  put("production_follows.coal", lastObserved, judged(0, "1", "output is published"));
  put("production_follows.coal", after, judged(1, "1", "mines follow coal supply"));
}

/** A later urban share: the rural share falls as it does in the region that the constants are stated of, on a smooth curve. */
function urbanShare(sources: Sources, year: number): Stated {
  const last = sources.publishedYears("urbanisation").at(-1);
  const published = last === undefined ? undefined : sources.published("urbanisation", last);
  if (last === undefined || published === undefined)
    throw new Error(`published.csv has no urbanisation of ${sources.province}`);
  const constants = sources.constantYears("urban_share").map((y) => [y, sources.constant("urban_share", y)] as const);
  const path = monotoneCubic(constants.map(([y, { value }]) => [y, value] as const));
  const rest = (1 - sources.to(published, "1").value) / (1 - path(last));
  const rule = `rural share ${rest.toFixed(3)} times that of a region with ${path(year).toFixed(3)} (judgement: saturating as in rich regions), as in ${last}`;
  const by = constants.map(([, constant]) => constant);
  return stated(1 - (1 - path(year)) * rest, "1", by, rule, [published]);
}
