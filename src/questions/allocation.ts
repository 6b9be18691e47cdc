import { type Series, valueAt } from "../statistics/series.ts";
import { sumBy, sumOf } from "../statistics/sum.ts";

/** What a whole may still emit, to be shared among its members. */
export type Asked =
  /** So much in a year. */
  | { readonly kind: "level"; readonly year: number; readonly amount: number }
  /** So much less in a year than in the year counted from, as a share. */
  | { readonly kind: "fall"; readonly year: number; readonly share: number }
  /** So much less per GDP, as a share. */
  | { readonly kind: "intensity"; readonly year: number; readonly share: number }
  /** So much over all years after the one counted from. */
  | { readonly kind: "budget"; readonly year: number; readonly amount: number };

/** A member by its own scenario: emissions, GDP and residents by year, each in one unit for all. */
export interface Member {
  readonly emissions: Series;
  readonly gdp: Series;
  readonly residents: Series;
}

/**
 * The rules, each as plans and literature use it: `equal_fall` the same fall for all, of emissions or, where intensity is
 * asked, of emissions per GDP; `emissions` by what each has emitted since the first year (grandfathering); `gdp` and
 * `residents` by shares of the year counted from; `convergence` from the share of emissions to that of residents by a
 * stated year (contraction and convergence, Meyer 2000); `capability` what is to be avoided by the cube root of GDP per
 * head (ability to pay, as in van den Berg et al. 2020, Climatic Change 162, 1805-1822, recalled).
 */
export const allocationRules = ["equal_fall", "emissions", "gdp", "residents", "convergence", "capability"] as const;
export type AllocationRule = (typeof allocationRules)[number];

/** A total shared among members by every rule; see `allocate`. */
export type Allocation = ReturnType<typeof allocate>;

/**
 * Shares what is asked of the whole among its members by each rule. Amounts are in the unit of the emissions, summed over
 * years for a budget; those of one rule add up to the total to 1e-9 of it.
 *
 * @throws RangeError where a member has no emissions above 0 in the year counted from, so that no rule has a share for it,
 * or where the year asked for or that of convergence does not follow it.
 */
export function allocate(members: readonly Member[], asked: Asked, from: number, convergesBy = 2050) {
  const { year } = asked;
  for (const later of [year, convergesBy])
    if (!(later > from)) throw new RangeError(`nothing is shared out for ${later}, which is not after ${from}`);
  const at = (pick: (member: Member) => Series, then: number) => members.map((member) => valueAt(pick(member), then));
  const base = at(emissionsOf, from);
  const without = base.findIndex((value) => !(value > 0));
  if (without >= 0) throw new RangeError(`member ${without} emits ${base[without]} in ${from}`);
  const years = asked.kind === "budget" ? yearsTo(from + 1, year) : [year];
  const growth = members.map(({ gdp }) => valueAt(gdp, year) / valueAt(gdp, from));
  const own = members.map(({ emissions }) => sumOver(emissions, years));
  const total = totalOf(asked, base, growth);
  const first = Math.min(...members.map(({ emissions }) => emissions.years[0]));
  const residents = at(({ residents: people }) => people, from);
  const gdp = at(({ gdp: product }) => product, from);
  const shared = (weights: readonly number[]): number[] => {
    const whole = sumOf(weights);
    return weights.map((weight) => (total * weight) / whole);
  };
  const byRule: Record<AllocationRule, readonly number[]> = {
    equal_fall: shared(asked.kind === "intensity" ? base.map((value, i) => value * growth[i]) : base),
    emissions: shared(members.map(({ emissions }) => sumOver(emissions, yearsTo(first, from)))),
    gdp: shared(gdp),
    residents: shared(residents),
    convergence: shared(converging(base, residents, meanWeight(years, from, convergesBy))),
    capability: ableToPay(own, total, gdp, residents),
  };
  return { asked, from, convergesBy, total, base, own, growth, byRule };
}

/** How far a level lies below the year counted from, per GDP; undefined for a budget, which has no year of its own. */
export function intensityFall(found: Allocation, member: number, amount: number): number | undefined {
  if (found.asked.kind === "budget") return undefined;
  return 1 - amount / (found.base[member] * found.growth[member]);
}

function emissionsOf({ emissions }: Member): Series {
  return emissions;
}

function totalOf(asked: Asked, base: readonly number[], growth: readonly number[]): number {
  switch (asked.kind) {
    case "level":
    case "budget":
      return asked.amount;
    case "fall":
      return sumOf(base) * (1 - asked.share);
    case "intensity":
      return wholeGrowth(base, growth) * (1 - asked.share);
  }
}

/** What the whole would emit at the intensity of each member's first year. */
function wholeGrowth(base: readonly number[], growth: readonly number[]): number {
  return sumOf(base.map((value, i) => value * growth[i]));
}

/** Shares that move on a straight line from those of `from` to those of `to`. */
function converging(from: readonly number[], to: readonly number[], weight: number): number[] {
  const [start, end] = [sumOf(from), sumOf(to)];
  return from.map((value, i) => (1 - weight) * (value / start) + weight * (to[i] / end));
}

function meanWeight(years: readonly number[], from: number, by: number): number {
  return sumBy(years, (year) => Math.min(1, (year - from) / (by - from))) / years.length;
}

/**
 * What is to be avoided goes by own emissions and ability, no further than to nothing: what a member cannot avoid goes to
 * the others. Where nothing is to be avoided, all keep the same part of their own.
 */
function ableToPay(
  own: readonly number[],
  total: number,
  gdp: readonly number[],
  residents: readonly number[],
): number[] {
  const whole = sumOf(own);
  const avoided = whole - total;
  if (!(avoided > 0)) return own.map((value) => (total * value) / whole);
  const ability = own.map((value, i) => Math.max(0, value) * Math.cbrt(gdp[i] / residents[i]));
  const amounts = [...own];
  for (let left = avoided, open = [...own.keys()].filter((i) => own[i] > 0); left > 0 && open.length > 0; ) {
    const sum = sumBy(open, (i) => ability[i]);
    const asked = left / sum;
    const emptied = open.filter((i) => asked * ability[i] >= amounts[i]);
    const taken = emptied.length > 0 ? emptied : open;
    for (const i of taken) {
      const avoids = emptied.length > 0 ? amounts[i] : asked * ability[i];
      amounts[i] -= avoids;
      left -= avoids;
    }
    open = emptied.length > 0 ? open.filter((i) => !emptied.includes(i)) : [];
  }
  return amounts;
}

function sumOver(series: Series, years: readonly number[]): number {
  return sumBy(years, (year) => valueAt(series, year));
}

function yearsTo(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
