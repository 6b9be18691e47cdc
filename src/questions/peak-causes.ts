import type { Driver } from "../engine/language/model.ts";
import {
  type BoundaryDrivers,
  driverBalances,
  historicBalances,
  peakKind,
  pointsMissing,
} from "../run/driver-balance.ts";
import type { PeakResult, ScenarioRun } from "../run/run.ts";
import { historyOf } from "../run/spliced.ts";

/** Why one boundary peaks when it does, or does not. */
export interface PeakCause {
  readonly boundary: PeakResult;
  readonly balance: BoundaryDrivers;
  /** Of the years before the base year, with the drivers that history tells apart; undefined where it tells none. */
  readonly history: BoundaryDrivers | undefined;
  /** Where it peaks inside the years and five years follow. */
  readonly kind: { readonly kind: "active" | "passive"; readonly share: number } | undefined;
  /** Where it does not peak: in which year it comes nearest, and by how many points a year it still grows. */
  readonly missing: { readonly year: number; readonly points: number } | undefined;
}

export interface PeakCauses {
  readonly drivers: readonly Driver[];
  /** In the order of the run's boundaries; those that are not computed are left out. */
  readonly boundaries: readonly PeakCause[];
}

/** Why each boundary of a run peaks; undefined where the model does not declare what moves its emissions. */
export function peakCauses(run: ScenarioRun): PeakCauses | undefined {
  const { layout, scenario } = run;
  const drivers = layout.why?.drivers;
  const computed = run.boundaries.filter(({ peak }) => peak !== undefined);
  const balances = driverBalances(layout, computed, (variable, cell) => run.program.series(run.memory, variable, cell));
  if (drivers === undefined || balances === undefined) return undefined;
  const active = new Set(drivers.filter((driver) => driver.active).map(({ id }) => id));
  return {
    drivers,
    boundaries: computed.map((boundary, i) => {
      const { peak, history } = boundary;
      const years = history?.series.years ?? [];
      const past =
        history === undefined || years.length < 2
          ? undefined
          : historicBalances(layout, [{ name: boundary.name, series: history.series }], (variable, cell) => {
              const known = historyOf(scenario, variable, cell)?.series;
              const found = years.map((year) => known?.values[known.years.indexOf(year)]);
              return found.some((value) => value === undefined) ? undefined : (found as number[]);
            })[0];
      return {
        boundary,
        balance: balances[i],
        history: past,
        kind: peak === undefined || peak.at_horizon ? undefined : peakKind(balances[i], peak, (id) => active.has(id)),
        missing: peak?.at_horizon ? pointsMissing(balances[i], scenario.lastObserved + 1) : undefined,
      };
    }),
  };
}
