import type { ReportLayout } from "../../engine/language/model.ts";
import type { Series } from "../../statistics/series.ts";
import { type CellValues, type DriverBalance, driverBalances, peakKind } from "../driver-balance.ts";
import type { Peak } from "./peak.ts";

interface Peaked {
  readonly name: string;
  readonly series: Series;
  readonly peak: Peak | undefined;
}

/**
 * The boundaries and sectors with the kind of their peaks, active or passive, where the model declares what moves its
 * emissions and the years after the peak say it (see `peakKind`).
 */
export function withPeakKinds<B extends Peaked, S extends Peaked>(
  layout: ReportLayout,
  boundaries: readonly B[],
  sectors: readonly S[],
  values: CellValues,
): { boundaries: readonly B[]; sectors: readonly S[] } {
  const balances = driverBalances(layout, boundaries, values);
  if (balances === undefined) return { boundaries, sectors };
  const active = new Set(layout.why?.drivers.flatMap(({ id, active }) => (active ? [id] : [])));
  const withKind = <T extends Peaked>(result: T, balance: DriverBalance | undefined): T => {
    if (result.peak === undefined || balance === undefined) return result;
    const judged = peakKind(balance, result.peak, (driver) => active.has(driver));
    if (judged === undefined) return result;
    return { ...result, peak: { ...result.peak, kind: judged.kind, active_share: judged.share } };
  };
  const balanceOf = ({ name, series }: S) =>
    balances.map(({ emitters }) => emitters.get(name)).find((balance) => isOf(balance, series));
  return {
    boundaries: boundaries.map((result, i) => withKind(result, balances[i])),
    sectors: sectors.map((result) => withKind(result, balanceOf(result))),
  };
}

/** Whether a balance is of this series: a boundary may count only a part of what a sector emits. */
function isOf(balance: DriverBalance | undefined, { values }: Series): boolean {
  if (balance === undefined) return false;
  const size = Math.max(...Array.from(values, Math.abs));
  return balance.before.every((value, i) => Math.abs(value - values[i]) <= 1e-9 * Math.max(1, size));
}
