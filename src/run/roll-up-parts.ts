import { annualSeries, type Series, valueIn } from "../statistics/series.ts";
import { findPeak, type Peak } from "./peak/peak.ts";
import type { RollUpRun } from "./roll-up-run.ts";
import type { PeakResult, ScenarioRun } from "./run.ts";

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

/** What the members of a sum trade in one year, in the units of the model's trade. */
export interface TradeYear {
  readonly year: number;
  readonly imports: number;
  readonly exports: number;
  /** Imports less exports: above zero it is electricity that no member generates. */
  readonly net: number;
  /** What the electricity from outside is counted with; 0 where members export more than they import. */
  readonly carries: number;
}

/**
 * The trade of the members in the base year, every tenth year, the last year, the years in which the sum peaks on its
 * boundaries, and the years in which the gap between imports and exports is widest to either side. Nothing makes the
 * members' trade close, so a reader must see where it does not.
 */
export function tradeYears({ sum, trade }: RollUpRun): TradeYear[] {
  if (trade === undefined) return [];
  const { baseYear, horizon, years } = sum.scenario;
  const all = Array.from({ length: years }, (_, i) => baseYear + i);
  const widest = (sign: number) =>
    all.reduce((best, year) => (sign * trade.net[year - baseYear] > sign * trade.net[best - baseYear] ? year : best));
  const shown = new Set([
    baseYear,
    horizon,
    ...all.filter((year) => year % 10 === 0),
    ...sum.boundaries.flatMap(({ peak }) => (peak === undefined ? [] : [peak.year])),
    widest(1),
    widest(-1),
  ]);
  return all
    .filter((year) => shown.has(year))
    .map((year) => {
      const i = year - baseYear;
      const { imports, exports, net, carries } = trade;
      return { year, imports: imports[i], exports: exports[i], net: net[i], carries: carries[i] };
    });
}

/** The years in which members together import more than they export. */
export function yearsWithoutSender({ sum, trade }: RollUpRun): number[] {
  if (trade === undefined) return [];
  return Array.from(trade.net.keys())
    .filter((i) => trade.net[i] > SHARE_THAT_CLOSES * trade.imports[i])
    .map((i) => sum.scenario.baseYear + i);
}

/** A gap below this share of the imports is rounding. */
const SHARE_THAT_CLOSES = 1e-9;
