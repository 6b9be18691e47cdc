import { packageRunner, packageSettings } from "../../run/package-runner.ts";
import { type PeakMeasures, peakMeasures } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Series } from "../../statistics/series.ts";
import { need } from "../../text/need.ts";

/** Years of which the tables of levers show the emissions. */
export const LEVER_YEARS: readonly number[] = [2030, 2035, 2060];

/** Emissions by boundary with exactly the levers of each package on, in order, the rest of the scenario unchanged. */
export type RunLevers = (packages: readonly (readonly string[])[]) => readonly ReadonlyMap<string, Series>[];

/** What a lever, or all of them, changes: "with" less "without". The year is a bound where one of the two peaks is censored. */
export type LeverChange = PeakMeasures;

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
  const measured = (series: Series) => peakMeasures(series, years);
  const found = run(packages).map((all) => new Map([...all].map(([name, series]) => [name, measured(series)])));
  const count = levers.length;
  const [none, all] = found.slice(count, count + 2);
  const boundaries = [...none.keys()];
  const effects = levers.flatMap((lever, i) =>
    boundaries.map((boundary) => ({
      lever,
      boundary,
      alone: change(need(found[i], boundary), need(none, boundary)),
      in_package: change(need(all, boundary), need(found[count + 2 + i], boundary)),
    })),
  );
  const totals = boundaries.map((boundary) => [boundary, change(need(all, boundary), need(none, boundary))] as const);
  return { effects, total: new Map(totals) };
}

function change(a: PeakMeasures, b: PeakMeasures): LeverChange {
  const emissions = [...a.emissions].flatMap(([year, amount]) => {
    const without = b.emissions.get(year);
    return without === undefined ? [] : [[year, amount - without] as const];
  });
  return {
    peak_year: a.peak_year - b.peak_year,
    censored: a.censored || b.censored,
    peak_level: a.peak_level - b.peak_level,
    emissions: new Map(emissions),
    cumulative: a.cumulative - b.cumulative,
  };
}
