import { annualSeries, type Series, valueIn } from "../statistics/series.ts";
import { findPeak, type Peak } from "./peak/peak.ts";
import type { RollUpRun } from "./roll-up-run.ts";
import type { PeakResult, ScenarioRun } from "./scenario-run.ts";

/** Years before and after the sum's peak over which changes are told. */
const YEARS_BEFORE = 5;
const YEARS_AFTER = 10;

/** What one member adds to the sum on a boundary; the parts add up to it. */
export interface MemberPart {
  /** Undefined for what comes from outside all members. */
  readonly member?: ScenarioRun;
  /** The member's own result on the boundary, which counts its own trade. */
  readonly own?: PeakResult;
  /** Without trade, where the boundary counts it: trade between members cancels. */
  readonly series: Series;
  readonly peak: Peak;
  readonly atPeak: number;
  /** Change up to the sum's peak, and from it on; undefined where there are no such years. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface MemberParts {
  readonly boundary: PeakResult;
  /** The years whose changes are told: before the sum's peak, the peak, after it. */
  readonly from: number;
  readonly peakYear: number;
  readonly to: number;
  /** In the order in which the members themselves peak; what comes from outside is last. */
  readonly parts: readonly MemberPart[];
  /** The same three numbers of the sum. */
  readonly sum: Pick<MemberPart, "atPeak" | "before" | "after">;
}

/** Who holds up the sum on a boundary; undefined where the boundary is not computed. */
export function memberParts(run: RollUpRun, boundary: PeakResult): MemberParts | undefined {
  const { sum, members, trade } = run;
  const { baseYear, horizon } = sum.scenario;
  if (boundary.peak === undefined) return undefined;
  const peakYear = boundary.peak.year;
  const from = Math.max(baseYear, peakYear - YEARS_BEFORE);
  const to = Math.min(horizon, peakYear + YEARS_AFTER);
  const numbers = (series: Series) => {
    const at = (year: number) => valueIn(series, year) ?? 0;
    return {
      atPeak: at(peakYear),
      before: from < peakYear ? at(peakYear) - at(from) : undefined,
      after: to > peakYear ? at(to) - at(peakYear) : undefined,
    };
  };
  const layout = sum.layout.rollUp?.trade;
  const counted = layout?.counting === boundary.variable && layout.countedIn.has(boundary.cell) ? layout : undefined;
  const parts: MemberPart[] = members.map((member) => {
    const whole = member.values(boundary.variable.name, boundary.cell) ?? new Float64Array(0);
    const traded = counted === undefined ? undefined : member.values(counted.netCarries.name, 0);
    const series = annualSeries(
      baseYear,
      whole.map((value, i) => value - (traded?.[i] ?? 0)),
    );
    const own = member.boundaries.find(({ cell }) => cell === boundary.cell);
    return { member, own, series, peak: findPeak(series), ...numbers(series) };
  });
  const peakOf = ({ own, peak }: MemberPart) => own?.peak ?? peak;
  parts.sort((a, b) => peakOf(a).year - peakOf(b).year || peakOf(b).level - peakOf(a).level);
  if (counted !== undefined && trade !== undefined) {
    const series = annualSeries(baseYear, trade.carries);
    parts.push({ series, peak: findPeak(series), ...numbers(series) });
  }
  return { boundary, from, peakYear, to, parts, sum: numbers(boundary.series) };
}

/** The members that still rise after the sum's peak, or drive it up where it never falls; the largest first. */
export function holdersUp({ parts, sum }: MemberParts): MemberPart[] {
  const change = (part: Pick<MemberPart, "before" | "after">) =>
    (sum.after === undefined ? part.before : part.after) ?? 0;
  return parts.filter((part) => change(part) > 0).sort((a, b) => change(b) - change(a));
}
