import type { RollUpRun } from "./roll-up-run.ts";

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
