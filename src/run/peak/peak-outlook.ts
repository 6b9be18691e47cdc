import type { Series } from "../../statistics/series.ts";
import { type Band, quickPeak } from "./peak.ts";
import type { PeakStatus, statusDecider } from "./peak-status.ts";

/** A peak in short, with what still moves where its year does not. */
export interface PeakOutlook {
  /** Undefined where several summits stand within the band: which of them is the highest is chance then. */
  readonly year?: number;
  readonly level: number;
  readonly status: PeakStatus;
  /** Years that cannot be told from the peak; from the first to the last of them where there are several summits. */
  readonly band: Band;
  /** The tops that lie within the band's tolerance, in time order, with a dip of more than a thousandth between them. */
  readonly summits: readonly number[];
  /** All of them lie in observed years, where no lever moves them. */
  readonly past: boolean;
  /** First year from which on the values stay 5 % below the level, and 10 %; undefined where they do not. */
  readonly below_5?: number;
  readonly below_10?: number;
}

/** Of the level: a shallower dip is part of one flat top. */
const LEAST_DIP = 0.001;

/** The peak of annual values with what follows it, by the rules of `findPeak`; `decide` says its status. */
export function peakOutlook(
  { years, values: given }: Series,
  lastObserved: number,
  decide: ReturnType<typeof statusDecider>,
): PeakOutlook {
  const values = Float64Array.from(given);
  const [first] = years;
  const { year, level, status, band } = quickPeak(values, first);
  const below = (share: number) => level - share * Math.abs(level);
  const places = summitsAbove(values, below(band.tolerance), LEAST_DIP * Math.abs(level));
  const summits = places.map((place) => first + place);
  const afterLastAbove = (floor: number): number | undefined => {
    const place = values.findLastIndex((value) => value > floor) + 1;
    return place > 0 && place < values.length ? first + place : undefined;
  };
  const near = (value: number) => value >= below(band.tolerance);
  const several = summits.length > 1;
  const ends = { from: first + values.findIndex(near), to: first + values.findLastIndex(near) };
  return {
    ...(several ? {} : { year }),
    level,
    status: decide({ year, status }),
    band: several ? { ...band, ...ends } : band,
    summits,
    past: summits[summits.length - 1] <= lastObserved,
    ...stated("below_5", afterLastAbove(below(0.05))),
    ...stated("below_10", afterLastAbove(below(0.1))),
  };
}

/** A year under its name; without one nothing, as in what is kept as JSON. */
function stated<Name extends string>(name: Name, year: number | undefined) {
  return (year === undefined ? {} : { [name]: year }) as { readonly [N in Name]?: number };
}

/** The places of the tops that lie no lower than `floor`, each apart from the next by a dip of more than `dip`; ends count. */
function summitsAbove(values: Float64Array, floor: number, dip: number): number[] {
  const tops: number[] = [];
  let rising = true;
  let at = 0;
  for (let i = 1; i < values.length; i++) {
    if (rising ? values[i] > values[at] : values[i] < values[at]) at = i;
    else if (Math.abs(values[i] - values[at]) > dip) {
      if (rising) tops.push(at);
      rising = !rising;
      at = i;
    }
  }
  if (rising) tops.push(at);
  return tops.filter((place) => values[place] >= floor);
}

/** Whether the year of a peak says nothing of what moves emissions: it is past, or one of several summits. */
export function yearStands({ past, summits }: Pick<PeakOutlook, "past" | "summits">): boolean {
  return past || summits.length > 1;
}
