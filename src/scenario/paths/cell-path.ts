import { monotoneCubic } from "../../statistics/cubic-curves.ts";
import type { Place } from "../../text/problems.ts";

/** One number as a file gives it, and where it comes from. */
export interface Given {
  /** In the unit of its parameter. */
  readonly value: number;
  /** As written, with its unit. */
  readonly text: string;
  readonly at: Place;
  /** Read from a region and its parents, from a scenario and its parents, or from a lever's amount. */
  readonly layer: "region" | "assume" | "lever";
  readonly source?: string;
  /** The rule by which it was estimated; undefined for what was observed or decreed. */
  readonly estimated?: string;
  readonly low?: number;
  readonly high?: number;
  /** A part of a larger region's total that nobody has published for this one. */
  readonly sharedOut?: true;
  /** What stood there before, from a parent or from a less exact path. */
  readonly overrode?: Given;
}

/** `smooth` is a monotone curve through the numbers, without edges; at the last one, which then holds, it is flat. */
export type Between = "linear" | "step" | "smooth";

/** What an assumption says of the years after its last one: its number is held, or the path below goes on. */
export type Afterwards = "held" | "as parent";

/** An end of the range that a source states. */
export type RangeEnd = "low" | "high";

/** What is given for one cell: one number for all years, or numbers at years. */
export interface CellPath {
  readonly constant?: Given;
  /** By year, ascending. */
  readonly years: ReadonlyMap<number, Given>;
  readonly between: Between;
  readonly afterwards?: Afterwards;
  /** From the first year on (a constant: in all) what is given here holds only where the path below has less. */
  readonly atLeast?: boolean;
  /** An assumption that takes the path below at this end of its range. */
  readonly end?: RangeEnd;
  /** What an assumption stands on: it holds before the assumption's first year, or is wholly replaced by its constant. */
  readonly below?: CellPath;
}

/** How a year's value follows from what is given. */
export interface Origin {
  /** `between` interpolates two numbers, `held` keeps the nearest one before the first or after the last. */
  readonly kind: "given" | "between" | "held";
  readonly value: number;
  readonly givens: readonly Given[];
  /** The assumption that let the path below stand in this year, or stood above it as the larger of the two. */
  readonly rule?: { readonly kind: "as_parent" | "at_least"; readonly given: Given };
}

/** The value of a cell in a year, and the given numbers it follows from. */
export function originAt(path: CellPath, year: number): Origin {
  const { below, atLeast } = path;
  if (!atLeast || below === undefined) return ownOrigin(path, year);
  const under = originAt(below, year);
  if (path.constant === undefined && year < firstYear(path)) return under;
  const own = ownOrigin(path, year);
  // After its last year the path may be the one below already.
  if (own.rule !== undefined) return own;
  return { ...(under.value > own.value ? under : own), rule: { kind: "at_least", given: own.givens[0] } };
}

function firstYear({ years }: CellPath): number {
  return Math.min(...years.keys());
}

/** The first year after `year` in which a number is given that then holds. */
function nextGiven(path: CellPath, year: number): number | undefined {
  if (path.constant !== undefined) return undefined;
  const { below, years, afterwards } = path;
  const own = [...years.keys()].filter((given) => given > year);
  const later = own.length === 0 ? undefined : Math.min(...own);
  const beneath = below === undefined ? undefined : nextGiven(below, year);
  if (beneath !== undefined && year < firstYear(path) && beneath < (later ?? 0)) return beneath;
  return later ?? (afterwards === "as parent" ? beneath : undefined);
}

/** After the last given year the path below goes on from its next given year; until then the two are joined. */
function originAsParent(path: CellPath, below: CellPath, last: number, year: number): Origin {
  const given = path.years.get(last) as Given;
  const rule = { kind: "as_parent", given } as const;
  const next = nextGiven(below, last);
  if (next === undefined || year >= next) return { ...originAt(below, year), rule };
  if (path.between === "step") return { kind: "held", value: given.value, givens: [given], rule };
  const to = originAt(below, next);
  const share = (year - last) / (next - last);
  const value = given.value + share * (to.value - given.value);
  return { kind: "between", value, givens: [given, ...to.givens], rule };
}

function ownOrigin(path: CellPath, year: number): Origin {
  if (path.constant !== undefined) return { kind: "given", value: path.constant.value, givens: [path.constant] };
  const exact = path.years.get(year);
  if (exact !== undefined) return { kind: "given", value: exact.value, givens: [exact] };
  let earlier = Number.NEGATIVE_INFINITY;
  let later = Number.POSITIVE_INFINITY;
  for (const given of path.years.keys()) {
    if (given < year && given > earlier) earlier = given;
    if (given > year && given < later) later = given;
  }
  const before = path.years.get(earlier);
  const after = path.years.get(later);
  if (before === undefined) {
    if (path.below !== undefined) return originAt(path.below, year);
    const first = after as Given;
    return { kind: "held", value: first.value, givens: [first] };
  }
  if (after === undefined && path.afterwards === "as parent" && path.below !== undefined)
    return originAsParent(path, path.below, earlier, year);
  if (after === undefined || path.between === "step") return { kind: "held", value: before.value, givens: [before] };
  const share = (year - earlier) / (later - earlier);
  const value =
    path.between === "smooth" ? curveOf(path.years)(year) : before.value + share * (after.value - before.value);
  return { kind: "between", value, givens: [before, after] };
}

const curves = new WeakMap<CellPath["years"], (year: number) => number>();

/** The curve of a smooth path, made once. */
function curveOf(years: CellPath["years"]): (year: number) => number {
  let curve = curves.get(years);
  if (curve === undefined) {
    const points = [...years].map(([year, { value }]) => [year, value] as const);
    const [last, value] = points[points.length - 1];
    curve = monotoneCubic([...points, [last + 1, value]]);
    curves.set(years, curve);
  }
  return curve;
}

/** The path with every number at its low or high, where its source states one. */
export function atEnd(path: CellPath, end: RangeEnd): CellPath {
  const to = (given: Given): Given => {
    const value = given[end];
    return value === undefined ? given : { ...given, value, text: `${end} of ${given.text}` };
  };
  return {
    ...path,
    constant: path.constant === undefined ? undefined : to(path.constant),
    years: new Map([...path.years].map(([year, given]) => [year, to(given)])),
    below: path.below === undefined ? undefined : atEnd(path.below, end),
  };
}

/** Whether a source states this end, or where none is named a low or a high, of some number of the path. */
export function hasRange({ constant, years, atLeast, below }: CellPath, end?: RangeEnd): boolean {
  const states = (given: Given) => (end === undefined ? isRanged(given) : given[end] !== undefined);
  if (constant !== undefined && !atLeast) return states(constant);
  if (constant !== undefined && states(constant)) return true;
  return [...years.values()].some(states) || (below !== undefined && hasRange(below, end));
}

/** Whether a source states a low or a high of the number. */
export function isRanged({ low, high }: Given): boolean {
  return low !== undefined || high !== undefined;
}

/** The values of a cell for `count` years from `first`. */
export function expand(path: CellPath, first: number, count: number): Float64Array {
  const values = new Float64Array(count);
  if (path.constant !== undefined && !path.atLeast) return values.fill(path.constant.value);
  for (let i = 0; i < count; i++) values[i] = originAt(path, first + i).value;
  return values;
}

/** The years in ascending order, as `CellPath.years` keeps them. */
export function byYear(years: ReadonlyMap<number, Given>): Map<number, Given> {
  return new Map([...years].sort(([a], [b]) => a - b));
}
