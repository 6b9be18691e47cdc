import type { ScenarioRun } from "../../run/run.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import type { Basis } from "../../scenario/levers/scenario-levers.ts";
import type { Region } from "../../scenario/region/region.ts";
import type { Row } from "../csv.ts";
import {
  basisOf,
  evaluatePlanQuantity,
  FIRST_YEAR,
  formulaOf,
  latestOf,
  lists,
  NATION,
  NEW_ENERGY,
  type PolicyTables,
  placeOf,
  promisesOf,
  round,
} from "./tables.ts";

/** How a policy scenario sets a lever; one that has neither strength nor level takes the lever's count. */
export interface Setting {
  readonly lever: string;
  readonly basis: Basis;
  readonly strength?: number;
  readonly level?: number;
  /** Shares of the strength by year. */
  readonly knots?: string;
  readonly start?: number;
  readonly full?: number;
  /** What the strength has to bring about; its number is found by running the scenario. */
  readonly reach?: Reach;
  /** Document and section, then the arithmetic or that no number is printed. */
  readonly source: string;
  /** The place whose document gives the number or rule, and where that stands. */
  readonly of?: string;
  readonly where?: string;
  /** The department that the document names. */
  readonly responsible?: string;
}

/** A quantity of data/china/plans/quantities.csv that is to come to a number. */
export interface Reach {
  readonly quantity: string;
  readonly asked: number;
  readonly year: number;
  /** Set where the number is a fall since this year. */
  readonly since?: number;
  /** What holds where the number stands already without the lever. */
  readonly otherwise?: Setting;
  /** What would hold without the number, where that is full in a later year: the lever comes to both. */
  readonly later?: Later;
}

/** A strength, or a number to reach, in a year after that of a region's own number. */
interface Later {
  readonly year: number;
  readonly strength?: number;
  readonly reach?: Reach;
}

/** A lever that no policy of the region pulls, and why. */
export interface LeftOut {
  readonly lever: string;
  readonly why: string;
}

/** A lever that is looked for in the documents of a region and of the places that it is a part of. */
interface Asked {
  readonly lever: Lever;
  readonly places: readonly string[];
  readonly tables: PolicyTables;
}

/**
 * The levers of the library that documents ask of a region, in the order of the tables, and those that they do not: a
 * number of the region's own documents (or of the place that it is a part of), then a number of a national plan, then a
 * measure that an own document names without a number.
 */
export function leverSettings(
  region: Region,
  places: readonly string[],
  tables: PolicyTables,
): { settings: Setting[]; leftOut: LeftOut[] } {
  const national = tables.levers.map(({ lever }) => lever);
  const named = tables.measures.filter((row) => places.includes(row.region)).map(({ lever }) => lever);
  const sized = tables.numbers.map(({ lever }) => lever).filter((lever) => lever !== NEW_ENERGY);
  const leftOut: LeftOut[] = [];
  const settings = [...new Set([...national, ...named, ...sized])].flatMap((id) => {
    const lever = region.levers.get(id);
    if (lever === undefined && national.includes(id))
      throw new Error(`policy_levers.csv: ${region.id} has no lever "${id}"`);
    if (lever === undefined) return [];
    const asked = { lever, places, tables };
    const setting = numberOf(asked, measureOf(asked));
    if (setting === undefined || (setting.basis === "counted" && lever.counted?.value === 0)) {
      const why =
        setting === undefined ? "only national plans name it, without a number" : "such measures came to nothing";
      leftOut.push({ lever: id, why });
      return [];
    }
    const responsible = namedMeasure(tables.measures, places, id)?.responsible;
    return { ...setting, ...(responsible ? { responsible } : {}) };
  });
  return { settings, leftOut };
}

/** What holds without a number of the place's own: the national number, or what a measure without one comes to. */
function measureOf({ lever, places, tables }: Asked): Setting | undefined {
  const { id, counted } = lever;
  const row = tables.levers.find((candidate) => candidate.lever === id);
  const rules = places.map((place) => [place, latestOf(promisesOf(tables.statements, place, { lever: id }))] as const);
  const [of, rule] = rules.find(([, found]) => found !== undefined) ?? [];
  const named = namedMeasure(tables.measures, places, id);
  const isNation = places[0] === NATION;
  const where = rule === undefined ? named && `${named.document}, ${named.section}` : placeOf(rule);
  if (row !== undefined && (row.strength !== "" || row.quantity !== "")) {
    const { quantity, asked, full, arithmetic } = row;
    const nation = `${lever.source}. ${arithmetic}`;
    const source = where === undefined ? nation : `${where}; ${nation}`;
    const reach = quantity === "" ? undefined : { quantity, asked: Number(asked), year: Number(full) };
    return { lever: id, basis: isNation ? "own" : "national", ...numbersOf(row), reach, source, of, where };
  }
  const document = where ?? (isNation && row !== undefined ? lever.source : undefined);
  if (document === undefined) return undefined;
  const said = { lever: id, of, where };
  if (counted === undefined)
    return { ...said, basis: "unsized", level: 1, source: `${document}: no number and no count, level 1` };
  const { value, low, high } = counted;
  return { ...said, basis: "counted", source: `${document}: no number; as counted, ${value} (${low} to ${high})` };
}

function numbersOf(row: Row): Partial<Setting> {
  const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
  return {
    strength: number(row.strength),
    knots: row.knots?.replaceAll("|", ", ") || undefined,
    start: number(row.start),
    full: number(row.full),
  };
}

/** A printed number that sizes the lever, by the first row of the table that a promise fits; otherwise what is given. */
function numberOf(asked: Asked, otherwise: Setting | undefined): Setting | undefined {
  const { places, tables } = asked;
  const lever = asked.lever.id;
  for (const row of tables.numbers.filter((candidate) => candidate.lever === lever)) {
    for (const place of places) {
      if (row.region !== "" && !lists(row.region, place)) continue;
      if (row.pace !== "") return paceOf(asked, row, otherwise);
      if (row.quantity !== "") {
        const promise = latestOf(sizedPromises(asked, row, place));
        if (promise === undefined) continue;
        const { quantity } = promise;
        const year = Number(promise.year);
        const later = otherwise && laterThan(year, otherwise, asked.lever);
        const reach = { quantity, asked: Number(promise.asked), year, otherwise, later };
        const basis = basisOf(tables, promise, places[0]);
        return { lever, basis, start: numbersOf(row).start, full: year, reach, source: placeOf(promise), of: place };
      }
      const sized = { lever, ...numbersOf(row), of: place };
      if (row.indicator === "") {
        const basis = row.basis === "own" ? "own" : "national";
        return { ...sized, basis, source: `${otherwise?.where ?? asked.lever.source}; ${row.arithmetic}` };
      }
      const printed = latestOf(
        promisesOf(tables.statements, place).filter(
          ({ indicator, value }) => lists(row.indicator, indicator) && lists(row.value, value),
        ),
      );
      if (printed === undefined) continue;
      const basis = basisOf(tables, printed, places[0]);
      return { ...sized, basis, source: `${placeOf(printed)}: ${row.arithmetic}` };
    }
  }
  return otherwise;
}

/** What the lever would come to without the region's own number, where that is only after its year. */
function laterThan(year: number, { strength, level, full, knots, reach }: Setting, lever: Lever): Later | undefined {
  if (knots !== undefined) return undefined;
  const { counted } = lever;
  const isCount = strength === undefined && level === undefined;
  const end = full ?? (isCount ? counted?.full : undefined) ?? lever.full;
  if (end === undefined || end <= year) return undefined;
  if (reach !== undefined) return { year: end, reach };
  return { year: end, strength: level === undefined ? (strength ?? counted?.value) : LEVEL_ONE };
}

/** The promises of a place that give the row's quantity a number; shares hold for a part of a place as well, amounts are its own. */
function sizedPromises({ places, tables }: Asked, row: Row, place: string): Row[] {
  const isShare = (quantity: string): boolean =>
    tables.quantities.find((candidate) => candidate.quantity === quantity)?.unit === "1";
  return promisesOf(tables.statements, place, { operator: ">=" }).filter(
    ({ quantity, year, asked }) =>
      lists(row.quantity, quantity) &&
      Number(year) >= FIRST_YEAR &&
      asked !== "" &&
      (place === places[0] || isShare(quantity)),
  );
}

/** A fall over five years that a plan prints, the national one where none does, carried on to the year of the row. */
function paceOf({ lever, places, tables }: Asked, row: Row, otherwise: Setting | undefined): Setting {
  const year = Number(row.pace);
  const words = { quantity: row.quantity, kind: "reduction" };
  const falls = [...places, NATION].map((place) => {
    const rows = promisesOf(tables.statements, place, words).filter(({ asked }) => asked !== "");
    return [place, latestOf(rows)] as const;
  });
  const [of, printed] = falls.find(([, found]) => found !== undefined) ?? [];
  if (printed === undefined) throw new Error(`policy_numbers.csv: no document prints a fall of "${row.quantity}"`);
  const { knots, full } = otherwise ?? {};
  const reach = { quantity: row.quantity, asked: Number(printed.asked), year, since: year - 5, otherwise };
  const source = `${placeOf(printed)}, the pace of five years carried on to ${year} and level 1 afterwards`;
  return { lever: lever.id, basis: basisOf(tables, printed, places[0]), knots, full, reach, source, of };
}

/** The first row of the measures that names the lever (or rule), of the nearest of the places. */
export function namedMeasure(measures: readonly Row[], places: readonly string[], lever: string): Row | undefined {
  return places.flatMap((place) => measures.filter((row) => row.region === place && row.lever === lever))[0];
}

/** Level 1 of the library's levers: what a measure without a number is set to. */
export const LEVEL_ONE = 0.25;
/** Strengths are found to this much; a plan's numbers are no finer. */
const STEP = 0.001;

/**
 * The settings with the strength of each lever that has a number to reach: the least that reaches it with all other levers
 * in place, full strength where not even that does, and what holds otherwise where the number stands without the lever.
 * `run` runs the policy scenario with these settings.
 */
export function solveSettings(
  settings: readonly Setting[],
  run: (settings: readonly Setting[]) => ScenarioRun,
  quantities: readonly Row[],
): Setting[] {
  const solved = settings.map(startOf);
  for (const [i, { lever }] of settings.entries()) {
    let tried: Setting | undefined = settings[i];
    while (tried?.reach !== undefined) {
      const setting: Setting = tried;
      const reach: Reach = tried.reach;
      const at = (put: Partial<Setting>, of: Reach) =>
        reachedBy(run(solved.with(i, { ...setting, ...put })), of, quantities);
      const found = reached(setting, reach, (strength) => at({ strength }, reach));
      if (found !== undefined) {
        solved[i] = reach.later === undefined ? found : withLater(found, reach, reach.later, at);
        break;
      }
      tried = reach.otherwise;
      solved[i] = tried === undefined ? { lever, basis: "own", strength: 0, source: "" } : startOf(tried);
    }
  }
  return solved.filter(({ strength, level }) => level !== undefined || strength !== 0);
}

/** The setting that comes to its number in its year and to what would hold without it in a later one, by knots. */
function withLater(
  found: Setting,
  { year }: Reach,
  later: Later,
  at: (put: Partial<Setting>, of: Reach) => number,
): Setting {
  const { strength: first = 0, start = FIRST_YEAR } = found;
  const through = (last: number): Partial<Setting> => {
    const share = (part: number): number => Math.min(1, Math.ceil((1e4 * part) / last - 1e-6) / 1e4);
    const years = new Map([
      [start, share(first / (year - start + 1))],
      [year, share(first)],
      [later.year, 1],
    ]);
    const knots = [...years].map(([at, part]) => `${at}: ${part}`).join(", ");
    return { strength: last, knots, start: undefined, full: undefined };
  };
  const { year: end, reach, strength = 0 } = later;
  const last = reach === undefined ? strength : lastOf(reach, first, (part) => at(through(part), reach));
  const then =
    reach === undefined ? `${round(strength)} of full strength` : `${reach.quantity} of ${round(reach.asked)}`;
  if (last <= first) return { ...found, source: `${found.source}; ${then} in ${end} needs no more` };
  return { ...found, ...through(last), source: `${found.source}; ${then} in ${end} as without that number` };
}

/** The least strength, from `first` on, that reaches the number. */
function lastOf({ asked }: Reach, first: number, at: (strength: number) => number): number {
  const [without, full] = [first, 1].map(at);
  if (without >= asked) return first;
  return full > asked ? leastThatReaches(at, asked, first, without, full) : 1;
}

/** What a lever stands at until its turn comes. */
function startOf(setting: Setting): Setting {
  if (setting.reach === undefined) return setting;
  const { otherwise } = setting.reach;
  return otherwise === undefined || otherwise.reach !== undefined ? { ...setting, strength: 0 } : otherwise;
}

/** The setting that reaches the number, or undefined where the number stands without it; `at` gives the number by strength. */
function reached(setting: Setting, reach: Reach, at: (strength: number) => number): Setting | undefined {
  const set = (strength: number, value: number, end: string): Setting => ({
    ...setting,
    strength,
    source: `${setting.source}: ${text(reach, value)} ${end}`,
  });
  const least = reach.since === undefined ? 0 : LEVEL_ONE;
  const without = at(least);
  if (without >= reach.asked) return reach.since === undefined ? undefined : set(least, without, "at level 1");
  const full = at(1);
  if (!(full > reach.asked)) return set(1, full, "even at full strength");
  return set(leastThatReaches(at, reach.asked, least, without, full), without, "without it");
}

/** Halving and the secant by turns: the quantities rise with the lever and bend little. */
function leastThatReaches(
  at: (strength: number) => number,
  asked: number,
  low: number,
  atLow: number,
  atHigh: number,
): number {
  let [from, to, below, above] = [low, 1, atLow, atHigh];
  for (let step = 0; to - from > STEP; step++) {
    const secant = from + ((to - from) * (asked - below)) / (above - below);
    const nudged = step % 2 === 0 ? secant + STEP / 2 : secant - STEP / 2;
    const middle = step > 5 ? (from + to) / 2 : Math.min(to - STEP / 4, Math.max(from + STEP / 4, nudged));
    const value = at(middle);
    if (value >= asked) [to, above] = [middle, value];
    else [from, below] = [middle, value];
  }
  const up = Math.ceil(to / STEP - 1e-9) * STEP;
  return Number(Math.min(1, up).toFixed(3));
}

function reachedBy(run: ScenarioRun, { quantity, year, since }: Reach, quantities: readonly Row[]): number {
  const formula = formulaOf({ quantities }, quantity);
  if (formula === undefined) throw new Error(`quantities.csv has no "${quantity}"`);
  const value = evaluatePlanQuantity(run, formula, year);
  return since === undefined ? value : 1 - value / evaluatePlanQuantity(run, formula, since);
}

function text({ quantity, asked, year, since }: Reach, value: number): string {
  const what = since === undefined ? `${quantity} in ${year}` : `fall of ${quantity} in ${since}-${year}`;
  return `${what} is ${round(value)} of ${round(asked)}`;
}
