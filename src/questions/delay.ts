import { type LeverSetting, packageRunner, packageSettings } from "../run/package-runner.ts";
import { findPeak } from "../run/peak/peak.ts";
import { type PeakMeasures, peakMeasures } from "../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../run/run.ts";
import { leverSteps } from "../scenario/levers/lever-steps.ts";
import { delayed } from "../scenario/levers/scenario-levers.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { need } from "../text/need.ts";

/** A change of the peak and of the sum of emissions: with less without. */
export interface PeakChange {
  /** In years, by the top of the parabola; from or to the year after the horizon where no peak is reached. */
  readonly peak_year: number;
  readonly peak_level: number;
  /** Over all years from the base year to the horizon. */
  readonly cumulative: number;
  /** One of the two peaks lies at an end of the years, so that the change of its year is a bound. */
  readonly censored: boolean;
}

/** What waiting costs, see `delayCosts`. */
export type DelayCosts = ReturnType<typeof delayCosts>;

/** The cost of waiting on one boundary. */
export type DelayedBoundary = DelayCosts["boundaries"][number];

/**
 * The cost of delay: every lever, and all of them together, from one to `years` years later than the scenario has them.
 * A delay moves the whole ramp of a lever; it never starts before the first year that is not observed.
 *
 * @throws RunError naming the levers in play where a run fails on its numbers.
 */
export function delayCosts(run: ScenarioRun, boundaries: readonly string[], years: number) {
  const pulled = packageSettings(run);
  const ids = [...pulled.keys()];
  const delays = Array.from({ length: years }, (_, i) => i + 1);
  const later = (delay: number, isLate: (id: string) => boolean) =>
    new Map<string, LeverSetting>([...pulled].map(([id, own]) => [id, isLate(id) ? { ...own, delay } : own]));
  const packages = [
    pulled,
    ...delays.map((delay) => later(delay, () => true)),
    ...ids.flatMap((lever) => delays.map((delay) => later(delay, (id) => id === lever))),
  ];
  const found = packageRunner(run, { boundaries, runs: packages.length }).runAll(packages);
  return {
    /** The most years of delay. */
    years,
    runs: packages.length,
    boundaries: boundaries.map((boundary) => {
      const measured = found.map((all) => {
        const series = need(all, boundary);
        const { year, band } = findPeak(series);
        return { measures: peakMeasures(series, []), year, band };
      });
      const [now] = measured;
      const stepsFrom = (first: number) =>
        delays.map((delay, i) => {
          const step = measured[first + i];
          return { delay, ...step, change: changeOf(step.measures, now.measures) };
        });
      return {
        boundary,
        /** As the scenario stands: its measures, the year of the highest value and the years that cannot be told from it. */
        now: now.measures,
        year: now.year,
        band: now.band,
        /** Every lever later by the same years, a step for each of 1, 2 and so on. */
        all: stepsFrom(1),
        /** One lever later and the others as they stand, in file order. */
        levers: ids.map((lever, i) => ({ lever, steps: stepsFrom(1 + years * (i + 1)) })),
      };
    }),
  };
}

/** The scenario with every lever so many years later. */
export function allLater(scenario: Scenario, years: number): Scenario {
  const { baseYear: from, horizon: to, lastObserved } = scenario;
  const span = { from, to, lastObserved };
  const levers = new Map([...scenario.levers].map(([id, own]) => [id, delayed(own, years, span)]));
  return { ...scenario, levers, steps: leverSteps(levers, scenario.projects) };
}

/** What `a` has more than `b`. */
export function changeOf(a: PeakMeasures, b: PeakMeasures): PeakChange {
  return {
    peak_year: a.peak_year - b.peak_year,
    peak_level: a.peak_level - b.peak_level,
    cumulative: a.cumulative - b.cumulative,
    censored: a.censored || b.censored,
  };
}
