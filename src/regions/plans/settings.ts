import type { ScenarioRun } from "../../run/run.ts";
import type { Region } from "../../scenario/region/region.ts";
import type { Row } from "../csv.ts";
import {
  evaluatePlanQuantity,
  FIRST_YEAR,
  formulaOf,
  latestOf,
  lists,
  NEW_ENERGY,
  type PolicyTables,
  placeOf,
  promisesOf,
  round,
} from "./tables.ts";

/** How a policy scenario sets a lever. */
export interface Setting {
  readonly lever: string;
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
}

/** A quantity of data/china/plans/quantities.csv that is to come to a number. */
export interface Reach {
  readonly quantity: string;
  readonly asked: number;
  readonly year: number;
  /** Set where the number is a fall since this year. */
  readonly since?: number;
  /** What holds where the number stands already without the lever: a measure without a number, or nothing. */
  readonly otherwise?: Setting;
}

/** A lever that is looked for in the documents of a region and of the places that it is a part of. */
interface Asked {
  readonly lever: string;
  readonly places: readonly string[];
  readonly tables: PolicyTables;
}

/**
 * The levers of the library that documents ask of a region, in the order of the tables: a printed number before a measure
 * without one, the region's own documents before those of the places it is a part of, and national ones last.
 */
export function leverSettings(region: Region, places: readonly string[], tables: PolicyTables): Setting[] {
  const national = tables.levers.map(({ lever }) => lever);
  const named = tables.measures.filter((row) => places.includes(row.region)).map(({ lever }) => lever);
  const sized = tables.numbers.map(({ lever }) => lever).filter((lever) => lever !== NEW_ENERGY);
  return [...new Set([...national, ...named, ...sized])].flatMap((lever) => {
    const known = region.levers.get(lever);
    if (known === undefined && national.includes(lever))
      throw new Error(`policy_levers.csv: ${region.id} has no lever "${lever}"`);
    if (known === undefined) return [];
    const asked = { lever, places, tables };
    return numberOf(asked, measureOf(asked, known.source ?? "")) ?? [];
  });
}

/** What holds without a number of the place's own: the national number, or level 1 where a document names the measure. */
function measureOf({ lever, places, tables }: Asked, cited: string): Setting | undefined {
  const row = tables.levers.find((candidate) => candidate.lever === lever);
  const rules = places.map((place) => promisesOf(tables.statements, place, { lever }));
  const rule = latestOf(rules.find(({ length }) => length > 0) ?? []);
  const named = namedMeasure(tables.measures, places, lever);
  if (row === undefined && named === undefined && rule === undefined) return undefined;
  const where = rule === undefined ? named && `${named.document}, ${named.section}` : placeOf(rule);
  const unsized = `${where}: ${rule === undefined ? "no number" : "a rule for what is new"}, level 1`;
  if (row === undefined) return { lever, level: 1, source: unsized };
  const nation = `${cited}. ${row.arithmetic}`;
  const isNumber = row.strength !== "" || row.quantity !== "";
  const source = where === undefined ? nation : isNumber ? `${where}; ${nation}` : unsized;
  const reach =
    row.quantity === "" ? undefined : { quantity: row.quantity, asked: Number(row.asked), year: Number(row.full) };
  return { lever, ...numbersOf(row), reach, source };
}

function numbersOf(row: Row): Partial<Setting> {
  const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
  return {
    strength: number(row.strength),
    level: number(row.level),
    knots: row.knots?.replaceAll("|", ", ") || undefined,
    start: number(row.start),
    full: number(row.full),
  };
}

/** A printed number that sizes the lever, by the first row of the table that a promise fits; otherwise what is given. */
function numberOf(asked: Asked, otherwise: Setting | undefined): Setting | undefined {
  const { lever, places, tables } = asked;
  for (const row of tables.numbers.filter((candidate) => candidate.lever === lever)) {
    for (const place of places) {
      if (row.region !== "" && !lists(row.region, place)) continue;
      if (row.pace !== "") return paceOf(asked, row, otherwise);
      if (row.quantity !== "") {
        const promise = latestOf(sizedPromises(asked, row, place));
        if (promise === undefined) continue;
        const { quantity } = promise;
        const reach = { quantity, asked: Number(promise.asked), year: Number(promise.year), otherwise };
        return { lever, start: numbersOf(row).start, full: reach.year, reach, source: placeOf(promise) };
      }
      const sized = { lever, ...numbersOf({ ...row, level: "" }) };
      if (row.indicator === "") return { ...sized, source: sourceOf(otherwise, row) };
      const printed = latestOf(
        promisesOf(tables.statements, place).filter(
          ({ indicator, value }) => lists(row.indicator, indicator) && lists(row.value, value),
        ),
      );
      if (printed !== undefined) return { ...sized, source: `${placeOf(printed)}: ${row.arithmetic}` };
    }
  }
  return otherwise;
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
  const falls = [...places, "china"].map((place) =>
    promisesOf(tables.statements, place, words).filter(({ asked }) => asked !== ""),
  );
  const printed = latestOf(falls.find(({ length }) => length > 0) ?? []);
  if (printed === undefined) throw new Error(`policy_numbers.csv: no document prints a fall of "${row.quantity}"`);
  const { knots, full } = otherwise ?? {};
  const reach = { quantity: row.quantity, asked: Number(printed.asked), year, since: year - 5, otherwise };
  const source = `${placeOf(printed)}, the pace of five years carried on to ${year} and level 1 afterwards`;
  return { lever, knots, full, reach, source };
}

function sourceOf(otherwise: Setting | undefined, row: Row): string {
  const where = otherwise?.source.replace(/: (?:no number|a rule for what is new), level 1$/, "");
  return where === undefined ? row.arithmetic : `${where}; ${row.arithmetic}`;
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
      const found = reached(setting, reach, (strength) =>
        reachedBy(run(solved.with(i, { ...setting, strength })), reach, quantities),
      );
      if (found !== undefined) {
        solved[i] = found;
        break;
      }
      tried = reach.otherwise;
      solved[i] = tried === undefined ? { lever, strength: 0, source: "" } : startOf(tried);
    }
  }
  return solved.filter(({ strength, level }) => level !== undefined || (strength ?? 0) > 0);
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
