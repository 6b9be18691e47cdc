import { estimatedShares } from "../run/estimated-share.ts";
import type { ScenarioRun } from "../run/run.ts";
import { countPromises } from "../run/targets/plan-targets.ts";

/** What is known of one region and what its plans come to: a row of the table of all regions. */
export type Coverage = ReturnType<typeof coverageOf>;

/** The row of a region out of its runs by scenario name; plans are held against `policy` where there is one. */
export function coverageOf(runs: ReadonlyMap<string, ScenarioRun>) {
  const judged = runs.get("policy") ?? [...runs.values()].at(-1);
  if (judged === undefined) throw new RangeError("a region needs at least one run");
  const { scenario, layout, boundaries, planTargets } = judged;
  const { region, baseYear, planStatements } = scenario;
  const titles = new Set([...region.plans, ...planStatements.map(({ document }) => document)]);
  return {
    region: region.id,
    label: region.label,
    level: region.level ?? "",
    parent: region.parent ?? "",
    baseYear,
    /** CO2 of the base year on each boundary, by its name; undefined where it is not computed. */
    co2: new Map(boundaries.map(({ name, peak, series }) => [name, peak === undefined ? undefined : series.values[0]])),
    /** Part of the base year's numbers that were estimated by a rule, 0 to 1; undefined where the model has no such table. */
    estimated: layout.estimatedShare && estimatedShares(scenario, layout.estimatedShare).whole,
    /** Everything was taken from a larger region by a rule. */
    downscaled: region.downscaled !== undefined,
    /** Titles of the plan documents that speak for it. */
    plans: [...titles].filter((title) => title !== ""),
    /** What these say in numbers, how much of it the model has a quantity for, and the promises in force by their outcome. */
    statements: planStatements.length,
    mapped: planStatements.filter(({ target }) => target !== undefined).length,
    ...countPromises(planTargets),
    /** On the default boundary, by the scenarios' own names. */
    peaks: new Map([...runs].map(([name, run]) => [name, run.boundaries[0].peak])),
  };
}

const ranks = ["nation", "province", "city", "district", "country", ""];

/** The rows as a tree: a region is followed by its parts, the larger before the smaller, otherwise by name. */
export function inOrder(coverage: readonly Coverage[]): Coverage[] {
  const known = new Set(coverage.map(({ region }) => region));
  const rank = ({ level }: Coverage) => ranks.indexOf(level);
  const sorted = [...coverage].sort((a, b) => rank(a) - rank(b) || (a.region < b.region ? -1 : 1));
  const beneath = (parent: string): Coverage[] =>
    sorted.filter((row) => row.parent === parent).flatMap((row) => [row, ...beneath(row.region)]);
  return sorted.filter(({ parent }) => !known.has(parent)).flatMap((row) => [row, ...beneath(row.region)]);
}
