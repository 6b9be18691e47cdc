import { betaQuantile } from "../../statistics/distributions/beta.ts";
import { normalQuantile } from "../../statistics/distributions/normal.ts";
import { sumBy } from "../../statistics/sum.ts";
import { type CsvCell, csvText } from "../../text/csv.ts";
import { grouped, readCsv, toNumber } from "../csv.ts";

/** Longest delay that is told apart, in years. */
const LONGEST = 5;
/** A plan's span in years: a lever that is d years late has done d / 5 less by the plan's end. */
const SPAN = 5;
/** What a promise delivered counts from nothing to three times: what went backwards was not delivered, and beyond lies the potential. */
const [LOWEST, HIGHEST] = [0, 3];
/** Built faster than promised ever since 2006: its facts say nothing of other families. */
const APART = "renewables";
/** Facts that rest on several families, or that no lever does. */
const NOT_ONE = ["all", "none"];
/** Of facts that who had promised them reported, or that were counted in another way at the end, no distribution is made. */
const COUNTED = ["register", "balance"];
/** Fewer provinces than these have no order that could be compared. */
const FEWEST = 8;

/** A promise of a plan and what came of it. */
export interface Delivered {
  readonly plan: string;
  readonly region: string;
  readonly promise: string;
  readonly family: string;
  /** Delivered change over promised change. */
  readonly ratio: number;
  /** Years until the promise was reached; undefined where it was not, or nobody knows yet. */
  readonly late?: number;
  /** How the outcome was found: of a register or a balance, or else not counted. */
  readonly basis: string;
}

/** Strength and years late as moments; `n` promises, the provinces of one promise being one. */
export interface Delivery {
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
  /** Shares of 0, 1 ... 5 years late. */
  readonly delays: readonly number[];
}

/** The deliveries of all families, what stands in for a family without facts, and the weight of it in promises. */
export interface Deliveries {
  readonly families: ReadonlyMap<string, Delivery>;
  readonly pooled: Delivery;
  readonly shrinkage: number;
}

/** The facts of `data/certainty/delivered.csv`. Throws where a ratio is not that of its row's numbers. */
export function readDelivered(text: string, file: string): Delivered[] {
  return readCsv(text, file).map((row) => {
    const of = (column: string): number => toNumber(row[column], `${row.at} (${column})`);
    const ratio = (of("reached") - of("start")) / (of("promised") - of("start"));
    // Three digits are printed, and of the others six.
    if (!(Math.abs(ratio - of("ratio")) <= 0.0011 * Math.max(1, Math.abs(ratio))))
      throw new Error(`${row.at}: the ratio of ${row.start}, ${row.promised} and ${row.reached} is not ${row.ratio}`);
    const { plan, region, promise, family, basis } = row;
    return { plan, region, promise, family, basis, ratio, ...(row.late !== "" && { late: of("late") }) };
  });
}

/**
 * The distribution of each family from the facts. A promise that was reached late was whole and so many years late; any
 * other counts by its ratio, in time. Promises weigh the same, whether of one region or of thirty. Mean and variance are
 * moments, drawn towards the pooled ones of all families but wind and solar by as many promises as empirical Bayes asks
 * for (variance within families over variance between their means); the variance holds that of the mean. Wind and solar
 * stand for themselves.
 */
export function deliveries(facts: readonly Delivered[]): Deliveries {
  const counted = facts.filter(ofOneFamily);
  const raw = new Map(
    [...grouped(counted, ({ family }) => family)].map(([family, own]) => [family, moments(own)] as const),
  );
  const others = [...raw].filter(([family]) => family !== APART).map(([, one]) => one);
  const all = moments(counted.filter(({ family }) => family !== APART));
  const known = others.filter(({ n }) => n > 1);
  const within = sumBy(known, ({ n, variance }) => (n - 1) * variance) / sumBy(known, ({ n }) => n - 1);
  const centre = sumBy(others, ({ mean }) => mean) / others.length;
  const between =
    sumBy(others, ({ mean }) => (mean - centre) ** 2) / (others.length - 1) -
    sumBy(others, ({ n }) => within / n) / others.length;
  // Where families differ no more than by chance their own facts still count, as much as all facts together.
  const shrinkage = Math.min(between > 0 ? within / between : all.n, all.n);
  const families = new Map(
    [...raw].map(([family, { n, mean, variance, delays, timed }]) => {
      const drawn = family === APART ? 0 : shrinkage;
      const own = (n * mean + drawn * all.mean) / (n + drawn);
      const spread = ((n - 1) * variance + drawn * within) / (n - 1 + drawn);
      const late = delays.map((share, i) => (timed * share + drawn * all.delays[i]) / (timed + drawn));
      return [family, { n, mean: own, deviation: Math.sqrt(spread * (1 + 1 / (n + drawn))), delays: late }];
    }),
  );
  const pooled = { n: all.n, mean: all.mean, deviation: Math.sqrt(all.variance), delays: all.delays };
  return { families, pooled, shrinkage };
}

/** Whether a distribution rests on it. */
function ofOneFamily({ family, basis }: Delivered): boolean {
  return !NOT_ONE.includes(family) && COUNTED.includes(basis);
}

/** Weighted moments: each promise of a plan weighs 1, shared by the regions that gave it. */
function moments(facts: readonly Delivered[]) {
  const weighed = weigh(facts);
  const n = Math.round(total(weighed));
  const strength = ({ ratio, late }: Delivered): number =>
    late !== undefined && late > 0 ? 1 : Math.min(Math.max(ratio, LOWEST), HIGHEST);
  const mean = sumBy(weighed, ({ fact, weight }) => weight * strength(fact)) / n;
  const square = sumBy(weighed, ({ fact, weight }) => weight * (strength(fact) - mean) ** 2) / n;
  const late = weighed.filter(({ fact }) => fact.late !== undefined);
  const timed = sumBy(late, ({ weight }) => weight);
  const delays = Array.from({ length: LONGEST + 1 }, (_, years) => {
    const of = late.filter(({ fact }) => fact.late === years);
    return timed > 0 ? sumBy(of, ({ weight }) => weight) / timed : 0;
  });
  return { n, mean, variance: n > 1 ? (square * n) / (n - 1) : 0, delays, timed };
}

interface Weighed {
  readonly fact: Delivered;
  readonly weight: number;
}

function weigh(facts: readonly Delivered[]): Weighed[] {
  const promises = [...grouped(facts, ({ plan, promise }) => `${plan} ${promise}`).values()];
  return promises.flatMap((own) => own.map((fact) => ({ fact, weight: 1 / own.length })));
}

function total(weighed: readonly Weighed[]): number {
  return sumBy(weighed, ({ weight }) => weight);
}

/**
 * The value of the strength below which it stays with probability `p`: a beta variable from 0 to 3.
 *
 * @throws RangeError where no beta variable has that mean and deviation.
 */
export function strengthQuantile({ mean, deviation }: Pick<Delivery, "mean" | "deviation">, p: number): number {
  const x = (mean - LOWEST) / (HIGHEST - LOWEST);
  const v = (deviation / (HIGHEST - LOWEST)) ** 2;
  const sum = (x * (1 - x)) / v - 1;
  if (!(sum > 0)) throw new RangeError(`no beta variable from 0 to 3 has mean ${mean} and deviation ${deviation}`);
  return LOWEST + (HIGHEST - LOWEST) * betaQuantile(p, x * sum, (1 - x) * sum);
}

/**
 * The text of `data/certainty/delivery.csv`: rows of families are made of the facts, rows written by hand and the lines
 * above the heading stay as they are.
 */
export function deliveryCsv(facts: readonly Delivered[], written: string): string {
  const { families, pooled, shrinkage } = deliveries(facts);
  const rows = readCsv(written);
  const columns = Object.keys(rows[0]);
  const told = rows.map((row): readonly CsvCell[] => {
    const { family } = row;
    if (/^(no_number|project_\w+)$/.test(family)) return columns.map((column) => row[column]);
    const own = families.get(family);
    const { n, mean, deviation, delays } = own ?? pooled;
    const [m, d] = [rounded(mean, 2), rounded(deviation, 2)];
    const median = rounded(strengthQuantile({ mean: m, deviation: d }, 0.5), 2);
    const late = delays.slice(1).map((share) => rounded(share, 2));
    const drawn = family === APART ? "alone" : `drawn to all but ${APART} by ${rounded(shrinkage, 1)} promises`;
    const source =
      own === undefined ? `no counted facts: all ${pooled.n} promises but ${APART}` : `delivered.csv, ${drawn}`;
    const inTime = rounded(1 - sumBy(late, (share) => share), 2);
    return [family, "beta", LOWEST, "", HIGHEST, m, d, median, inTime, ...late, own === undefined ? 0 : n, source];
  });
  const above = written.split("\n").filter((line) => line.startsWith("#"));
  return `${above.join("\n")}\n${csvText(columns, told, { plain: true })}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/**
 * The text of `data/certainty/delivery_rules.csv`: what is measured is made of the facts, the correlation that is used
 * stays as it is written.
 */
export function deliveryRulesCsv(facts: readonly Delivered[], written: string): string {
  const { withinRegion, pairs, acrossFamilies, familyPairs, common, promises } = keptTogether(facts);
  const measured: Readonly<Record<string, readonly [number, number]>> = {
    correlation_measured: [withinRegion, pairs],
    correlation_of_families: [acrossFamilies, familyPairs],
    common_provinces: [common, promises],
  };
  const rows = readCsv(written);
  const columns = Object.keys(rows[0]);
  const told = rows.map((row) => {
    const [value, n] = measured[row.name] ?? [row.value, row.n];
    const shown = { ...row, value: typeof value === "number" ? rounded(value, 2) : value, n };
    return columns.map((column): CsvCell => shown[column as keyof typeof shown]);
  });
  const above = written.split("\n").filter((line) => line.startsWith("#"));
  return `${above.join("\n")}\n${csvText(columns, told, { plain: true })}`;
}

/**
 * The tables of README.md's section: what came of the promises of each family at the plan's end (all rows, and of those
 * counted the median and the shares that came to 0.6, 0.8 and 1 of the promise), and each plan left out.
 */
export function deliveryReport(facts: readonly Delivered[]): string[] {
  const families = [...grouped(facts, ({ family }) => family)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([family, own]) => {
      const promises = new Set(own.map(({ plan, promise }) => `${plan} ${promise}`)).size;
      const counted = own.filter(({ basis }) => COUNTED.includes(basis));
      const weighed = weigh(counted);
      const least = (ratio: number): string =>
        counted.length === 0
          ? ""
          : percent(sumBy(weighed, (one) => (one.fact.ratio >= ratio ? one.weight : 0)) / total(weighed));
      const middle =
        counted.length === 0
          ? ""
          : valueAt(
              weighed.map(({ fact, weight }) => ({ ratio: fact.ratio, weight })),
              0.5,
            ).toFixed(2);
      return [family, own.length, promises, counted.length, middle, least(0.6), least(0.8), least(1)];
    });
  const plans = plansLeftOut(facts).map(({ plan, rows, promises, inside50, inside90, below, above }) => [
    `${plan}th`,
    rows,
    promises,
    ...[inside50, inside90, below, above].map(percent),
  ]);
  return [...families, ...plans].map((cells) => `| ${cells.join(" | ")} |`);
}

function percent(share: number): string {
  return `${Math.round(100 * share)}`;
}

/** How the facts of one plan lay in what the other plans let expect. */
export interface PlanLeftOut {
  readonly plan: string;
  /** Rows, and promises (the provinces of one being one). */
  readonly rows: number;
  readonly promises: number;
  /** Shares of the promises inside the intervals of 50 and 90 %, and below and above that of 90 %. */
  readonly inside50: number;
  readonly inside90: number;
  readonly below: number;
  readonly above: number;
}

/** Each plan against the distributions of the others: the ratio at the plan's end is strength times what delay leaves. */
export function plansLeftOut(facts: readonly Delivered[]): PlanLeftOut[] {
  const told = facts.filter(ofOneFamily);
  return [...grouped(told, ({ plan }) => plan)].map(([plan, own]) => {
    const { families, pooled } = deliveries(told.filter((fact) => fact.plan !== plan));
    const ends = new Map<string, readonly number[]>();
    const promises = grouped(own, ({ promise }) => promise);
    const share = (is: (ratio: number, ends: readonly number[]) => boolean): number =>
      sumBy(own, (fact) => {
        const interval = ends.get(fact.family) ?? expectedRatios(families.get(fact.family) ?? pooled);
        ends.set(fact.family, interval);
        const ratio = Math.min(Math.max(fact.ratio, LOWEST), HIGHEST);
        return is(ratio, interval) ? 1 / (promises.get(fact.promise)?.length ?? 1) : 0;
      }) / promises.size;
    return {
      plan,
      rows: own.length,
      promises: promises.size,
      inside50: share((ratio, [, low, high]) => ratio >= low && ratio <= high),
      inside90: share((ratio, [low, , , high]) => ratio >= low && ratio <= high),
      below: share((ratio, [low]) => ratio < low),
      above: share((ratio, [, , , high]) => ratio > high),
    };
  });
}

/** The 5, 25, 75 and 95 % values of the ratio at a plan's end, each strength with each delay. */
function expectedRatios(delivery: Delivery): number[] {
  const steps = 200;
  const cases = Array.from({ length: steps }, (_, i) => strengthQuantile(delivery, (i + 0.5) / steps)).flatMap(
    (strength) =>
      delivery.delays.map((share, years) => ({ ratio: strength * (1 - years / SPAN), weight: share / steps })),
  );
  return [0.05, 0.25, 0.75, 0.95].map((p) => valueAt(cases, p));
}

/** The least ratio up to which at least the part `p` of the weights lies; of all where rounding leaves none. */
function valueAt(cases: readonly { readonly ratio: number; readonly weight: number }[], p: number): number {
  const asked = p * sumBy(cases, ({ weight }) => weight) - 1e-12;
  let sum = 0;
  const sorted = cases.toSorted((a, b) => a.ratio - b.ratio);
  for (const { ratio, weight } of sorted) {
    sum += weight;
    if (sum >= asked) return ratio;
  }
  return sorted[sorted.length - 1].ratio;
}

/** What the facts say of promises that are kept or missed together. */
export interface Together {
  /** Mean product of the normal scores of two promises of one region and plan (a score stands in its promise's provinces). */
  readonly withinRegion: number;
  readonly pairs: number;
  /** The same for promises of two families alone. */
  readonly acrossFamilies: number;
  readonly familyPairs: number;
  /** Part of the variance of provinces' ratios that lies between the promises of a family: common to all provinces. */
  readonly common: number;
  readonly promises: number;
}

/** Correlation within a region and the part that is common to all provinces; for promises of at least eight provinces. */
export function keptTogether(facts: readonly Delivered[]): Together {
  const wide = [...grouped(facts, ({ plan, promise }) => `${plan} ${promise}`).values()].filter(
    (own) => own.length >= FEWEST,
  );
  const scored = wide.flatMap((own) => {
    const order = own.toSorted((a, b) => a.ratio - b.ratio);
    return order.map((fact, i) => ({ ...fact, score: normalQuantile((i + 0.5) / own.length) }));
  });
  const pairs = [...grouped(scored, ({ plan, region }) => `${plan} ${region}`).values()].flatMap((own) =>
    own.flatMap((a, i) => own.slice(i + 1).map((b) => ({ a, b }))),
  );
  const across = pairs.filter(({ a, b }) => a.family !== b.family && ofOneFamily(a) && ofOneFamily(b));
  const product = (of: typeof pairs): number =>
    of.length === 0 ? 0 : sumBy(of, ({ a, b }) => a.score * b.score) / of.length;
  const parts = [...grouped(wide, ([{ family }]) => family).values()]
    .filter((own) => own.length > 1)
    .map((own) => parted(own.map((one) => one.map(({ ratio }) => Math.min(Math.max(ratio, LOWEST), HIGHEST)))));
  const [between, within] = [sumBy(parts, (part) => part.between), sumBy(parts, (part) => part.within)];
  return {
    withinRegion: product(pairs),
    pairs: pairs.length,
    acrossFamilies: product(across),
    familyPairs: across.length,
    common: between / (between + within),
    promises: sumBy(parts, ({ n }) => n),
  };
}

/** Variance between the means of groups, less what chance gives them, and within the groups; each times the groups. */
function parted(groups: readonly (readonly number[])[]): { between: number; within: number; n: number } {
  const told = groups.map((group) => {
    const mean = sumBy(group, (value) => value) / group.length;
    const variance = sumBy(group, (value) => (value - mean) ** 2) / (group.length - 1);
    return { mean, variance, chance: variance / group.length };
  });
  const n = told.length;
  const centre = sumBy(told, ({ mean }) => mean) / n;
  const spread = sumBy(told, ({ mean }) => (mean - centre) ** 2) / (n - 1) - sumBy(told, ({ chance }) => chance) / n;
  return { between: n * Math.max(0, spread), within: sumBy(told, ({ variance }) => variance), n };
}
