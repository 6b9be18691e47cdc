import { packageRunner, packageSettings } from "../../run/package-runner.ts";
import { findTop } from "../../run/peak/peak.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { type Series, valueIn } from "../../statistics/series.ts";
import { need } from "../../text/need.ts";

/** Years of which the tables of levers show the emissions. */
export const LEVER_YEARS: readonly number[] = [2030, 2035, 2060];

/** Emissions by boundary with exactly the levers of each package on, in order, the rest of the scenario unchanged. */
export type RunLevers = (packages: readonly (readonly string[])[]) => readonly ReadonlyMap<string, Series>[];

/** What a lever, or all of them, changes; every number is "with" less "without". */
export interface LeverChange {
  /** Years by which the peak moves, between tops of parabolas; a peak not reached counts as the year after the horizon. */
  readonly peak_year: number;
  /** The peak of one of the two runs lies beyond the horizon or before the first year, so `peak_year` is a bound. */
  readonly censored: boolean;
  readonly peak_level: number;
  /** Change of emissions in each of the years asked for that the series has. */
  readonly emissions: ReadonlyMap<number, number>;
  /** Change of the sum over all years of the series. */
  readonly cumulative: number;
}

export interface LeverEffect {
  readonly lever: string;
  readonly boundary: string;
  /** The lever alone against no lever at all. */
  readonly alone: LeverChange;
  /** The whole package against the package without the lever. */
  readonly in_package: LeverChange;
}

export interface LeverEffects {
  /** In the order of `levers`, and within a lever in the order of the boundaries. */
  readonly effects: readonly LeverEffect[];
  /** All levers together against none, by boundary. The parts do not add up to it: levers overlap and reinforce. */
  readonly total: ReadonlyMap<string, LeverChange>;
}

/**
 * What each lever of the scenario does on each boundary that is computed; the reference has the scenario's
 * assumptions and no lever.
 *
 * @throws RunError naming the levers in play where a run fails on its numbers.
 */
export function scenarioLeverEffects(run: ScenarioRun, years: readonly number[]): LeverEffects {
  const pulled = packageSettings(run);
  const { runAll } = packageRunner(run);
  return leverEffects([...run.scenario.levers.keys()], years, (packages) =>
    runAll(packages.map((active) => new Map(active.map((id) => [id, need(pulled, id)])))),
  );
}

/**
 * What every lever does, on each boundary: alone from the reference, and removed from the package. Both stand side by
 * side because they differ: alone counts overlaps twice, removal loses what two levers would each do without the other.
 * Takes 2n + 2 runs for n levers.
 */
export function leverEffects(levers: readonly string[], years: readonly number[], run: RunLevers): LeverEffects {
  // First one kind of run, then the other: neighbouring runs then differ by two levers only.
  const packages = [
    ...levers.map((lever) => [lever]),
    [],
    levers,
    ...levers.map((lever) => levers.filter((other) => other !== lever)),
  ];
  const found = run(packages).map(outcomes);
  const [only, [none, all], without] = [
    found.slice(0, levers.length),
    found.slice(levers.length, levers.length + 2),
    found.slice(levers.length + 2),
  ];
  const effects: LeverEffect[] = levers.flatMap((lever, i) =>
    [...none.keys()].map((boundary) => ({
      lever,
      boundary,
      alone: change(only[i], none, boundary, years),
      in_package: change(all, without[i], boundary, years),
    })),
  );
  const total = new Map([...none.keys()].map((boundary) => [boundary, change(all, none, boundary, years)]));
  return { effects, total };
}

interface Outcome {
  readonly series: Series;
  readonly year: number;
  readonly censored: boolean;
  readonly level: number;
  readonly sum: number;
}

function outcomes(boundaries: ReadonlyMap<string, Series>): Map<string, Outcome> {
  const found = new Map<string, Outcome>();
  for (const [boundary, series] of boundaries) {
    const peak = findTop(series);
    found.set(boundary, {
      series,
      year: peak.at_horizon ? peak.year + 1 : peak.year_continuous,
      censored: peak.at_horizon || peak.at_start,
      level: peak.level,
      sum: Array.from(series.values).reduce((sum, value) => sum + value, 0),
    });
  }
  return found;
}

function change(
  withLever: ReadonlyMap<string, Outcome>,
  without: ReadonlyMap<string, Outcome>,
  boundary: string,
  years: readonly number[],
): LeverChange {
  const a = withLever.get(boundary);
  const b = without.get(boundary);
  if (a === undefined || b === undefined) throw new RangeError(`a run has no boundary "${boundary}"`);
  const emissions = new Map<number, number>();
  for (const year of years) {
    const here = valueIn(a.series, year);
    const there = valueIn(b.series, year);
    if (here !== undefined && there !== undefined) emissions.set(year, here - there);
  }
  return {
    peak_year: a.year - b.year,
    censored: a.censored || b.censored,
    peak_level: a.level - b.level,
    emissions,
    cumulative: a.sum - b.sum,
  };
}
