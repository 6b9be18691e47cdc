import type { DatedValue } from "../scenario/region/region-tables.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { annualSeries, type Series } from "../statistics/series.ts";

/** What a region knows of a cell before its base year, oldest year first; undefined where it knows nothing. */
export interface History {
  readonly series: Series;
  /** Years whose value was reconstructed by a rule. */
  readonly estimated: ReadonlySet<number>;
  /** What the account that history comes from gives for the base year itself, where it reaches that far. */
  readonly inBaseYear?: number;
}

export function historyOf({ region, baseYear }: Scenario, variable: string, cell: number): History | undefined {
  const known = histories.get(region.history) ?? new Map<string, History | undefined>();
  histories.set(region.history, known);
  const key = `${variable} ${cell} ${baseYear}`;
  if (!known.has(key)) {
    const own = region.history.filter((row) => row.variable === variable && row.cell === cell);
    known.set(key, historyIn(own, baseYear));
  }
  return known.get(key);
}

/** What was found of a region: a run asks for each boundary, sector and target, a page anew at each move of a lever. */
const histories = new WeakMap<readonly DatedValue[], Map<string, History | undefined>>();

function historyIn(own: readonly DatedValue[], baseYear: number): History | undefined {
  const rows = own.filter((row) => row.year < baseYear).sort((a, b) => a.year - b.year);
  if (rows.length === 0) return undefined;
  return {
    series: { years: rows.map((row) => row.year), values: rows.map((row) => row.given.value) },
    estimated: new Set(rows.filter((row) => row.given.estimated !== undefined).map((row) => row.year)),
    inBaseYear: own.find((row) => row.year === baseYear)?.given.value,
  };
}

/** History and projection as one series. */
export function splice(history: History | undefined, baseYear: number, values: ArrayLike<number>): Series {
  const projection = annualSeries(baseYear, values);
  if (history === undefined) return projection;
  return {
    years: [...history.series.years, ...projection.years],
    values: [...Array.from(history.series.values), ...Array.from(values)],
  };
}

/** How far history and projection lie apart where they meet. */
export interface Splice {
  /** Last year of history and first of the projection; the same year where both accounts have the base year. */
  readonly from: number;
  readonly to: number;
  /**
   * Change from the one to the other as a share; between different years what truly changed is in it too. Undefined where
   * history ends at 0 or below, of which there is no share.
   */
  readonly step: number | undefined;
  /** The inventory's relative uncertainty; undefined where the region gives none. */
  readonly uncertainty: number | undefined;
  /** The step is no larger than the uncertainty, so that the two may be read as one series. */
  readonly one_series: boolean;
}

export function spliceStep(history: History, projection: Series, uncertainty: number | undefined): Splice {
  const { years, values } = history.series;
  const last = years.length - 1;
  const to = projection.years[0];
  const before = history.inBaseYear ?? values[last];
  const step = before > 0 ? projection.values[0] / before - 1 : undefined;
  const one_series = uncertainty !== undefined && step !== undefined && Math.abs(step) <= uncertainty;
  return { from: history.inBaseYear === undefined ? years[last] : to, to, step, uncertainty, one_series };
}
