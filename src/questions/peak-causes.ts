import {
  type BoundaryDrivers,
  driverBalances,
  historicBalances,
  peakKind,
  pointsMissing,
} from "../run/driver-balance.ts";
import type { PeakResult, ScenarioRun } from "../run/run.ts";
import { historyOf } from "../run/spliced.ts";

type CausedRun = Pick<ScenarioRun, "scenario" | "layout" | "boundaries" | "values">;

/** Why the boundaries of a run peak, see `peakCauses`. */
export type PeakCauses = NonNullable<ReturnType<typeof peakCauses>>;
export type PeakCause = PeakCauses["boundaries"][number];

/**
 * Why each boundary of a run that is computed peaks when it does, or does not; undefined where the model does not declare
 * what moves its emissions.
 */
export function peakCauses(run: CausedRun) {
  const { layout, scenario } = run;
  const drivers = layout.why?.drivers;
  const computed = run.boundaries.filter(({ peak }) => peak !== undefined);
  const balances = driverBalances(layout, computed, run.values);
  if (drivers === undefined || balances === undefined) return undefined;
  const active = new Set(drivers.filter((driver) => driver.active).map(({ id }) => id));
  return {
    drivers,
    boundaries: computed.map((boundary, i) => {
      const { peak } = boundary;
      return {
        boundary,
        balance: balances[i],
        /** Of the years before the base year, with the drivers that history tells apart; undefined where it tells none. */
        history: pastBalance(run, boundary),
        /** Where it peaks inside the years and five years follow. */
        kind: peak === undefined || peak.at_horizon ? undefined : peakKind(balances[i], peak, (id) => active.has(id)),
        /** Where it does not peak: in which year it comes nearest, and by how many points a year it still grows. */
        missing: peak?.at_horizon ? pointsMissing(balances[i], scenario.lastObserved + 1) : undefined,
      };
    }),
  };
}

function pastBalance({ layout, scenario }: CausedRun, { name, history }: PeakResult): BoundaryDrivers | undefined {
  if (history === undefined || history.series.years.length < 2) return undefined;
  const { series } = history;
  return historicBalances(layout, [{ name, series }], (variable, cell) => {
    const known = historyOf(scenario, variable, cell)?.series;
    const found = series.years.flatMap((year) => known?.values[known.years.indexOf(year)] ?? []);
    return found.length < series.years.length ? undefined : found;
  })[0];
}
