import { naturalCubic } from "../../../statistics/cubic-curves.ts";
import { type Stated, stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";

const pathways = [1, 2, 3, 4, 5] as const;

/** What a projection is of. */
type Projected = "gdp" | "population";

/** Growth of the levels that a pathway projects every fifth year, as a curve without edges through their logarithms. */
function pathwayGrowth(sources: Sources, variable: Projected, pathway: number): (year: number) => Stated {
  const series = `${variable}_ssp${pathway}`;
  const levels = sources.activityYears(series).map((year) => [year, sources.activity(series, year) as Stated] as const);
  if (levels.length < 2) throw new Error(`activity.csv has no ${series} of ${sources.province}`);
  const curve = naturalCubic(levels.map(([year, { value }]) => [year, Math.log(value)] as const));
  const cited = levels.map(([, level]) => level);
  return (year) => stated(Math.exp(curve(year) - curve(year - 1)) - 1, "1/yr", cited);
}

/** Growth after the last observed year, with the range of what may be. */
export type GrowthPath = (year: number) => Stated;

/**
 * Growth that starts at `start`, what is known of the first year after the last observed one, and goes over to the
 * middle one of the five projections (`growth_projected_from` of base_year.yaml): smoothly, so that no year has an edge that nobody has planned.
 */
export function growthPath(sources: Sources, variable: Projected, start: Stated): GrowthPath {
  const { lastObserved, projections } = sources.years;
  const first = lastObserved + 1;
  const of = pathways.map((pathway) => pathwayGrowth(sources, variable, pathway));
  return (year) => {
    const all = of.map((growth) => growth(year));
    const growths = all.map(({ value }) => value);
    const at = Math.min(1, Math.max(0, (year - first) / (projections - first)));
    const weight = at * at * (3 - 2 * at);
    const mixed = (from: number, to: number): number => from * (1 - weight) + to * weight;
    const rule =
      weight === 0
        ? start.rule
        : `${weight === 1 ? "" : `from the growth of ${first} over to `}growth of the provincial SSP2 projection, smooth between its years; range of SSP1 to SSP5`;
    return {
      ...stated(mixed(start.value, growths[1]), "1/yr", weight === 1 ? [all[1]] : [start, all[1]], rule, all),
      low: mixed(start.low ?? start.value, Math.min(...growths)),
      high: mixed(start.high ?? start.value, Math.max(...growths)),
    };
  };
}
