import { parameterAt } from "../../engine/program/interpret.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import type { Row } from "../csv.ts";
import type { Setting } from "./settings.ts";
import {
  amountAt,
  evaluatePlanQuantity,
  FIRST_YEAR,
  formulaOf,
  latestOf,
  lists,
  NEW_ENERGY,
  OWED_BY,
  type PolicyTables,
  placeOf,
  promisesOf,
  round,
  roundUp,
} from "./tables.ts";

/** What promises ask of a lever beyond the reference. */
export interface Promised {
  readonly lever: string;
  /** In the unit of its size, by year; up from nothing in the last year before the plans, and held afterwards. */
  readonly amounts: ReadonlyMap<number, number>;
  /** Statement, document and section, then the arithmetic. */
  readonly source: string;
}

/** The levers that share a gap may stand at nothing in the reference; so much of it counts as standing (GW or TWh). */
const LEAST = 0.05;

/**
 * Capacities and imports that the region's documents promise above what the reference has, shared among the levers that
 * build them. A promise for a year gone by is owed by 2030 unless a later one of the same quantity replaces it; what other
 * promises add already is taken off.
 */
export function promisedCapacities(run: ScenarioRun, tables: PolicyTables): Promised[] {
  const promised: Promised[] = [];
  for (const rule of tables.capacities) {
    const promise = latestPromise(run, rule.quantity, tables);
    if (promise === undefined) continue;
    const { row, asked, owed } = promise;
    const year = owed ? OWED_BY : Number(row.year);
    const reference = evaluatePlanQuantity(run, formulaOf(tables, rule.quantity) ?? rule.quantity, year);
    const others = promised.filter(({ lever }) => lists(rule.counts, lever));
    const gap = asked - reference - others.reduce((sum, { amounts }) => sum + amountAt(amounts, year), 0);
    if (!(gap > 1e-6)) continue;
    const { parts, left } = shared(run, rule, year, gap, promised);
    const level = `${round(asked)} ${rule.unit} in ${year}, reference ${round(reference)}`;
    const beyond = left > 1e-3 ? `, ${round(left)} ${rule.unit} of it beyond the sizes of the region's levers` : "";
    const from = `${placeOf(row)}${owed ? `, promised for ${row.year} and still owed` : ""}. ${level}${beyond}`;
    for (const { lever, amount } of parts)
      promised.push({ lever, amounts: new Map([[year, amount]]), source: `${from}: ${round(amount)} ${rule.unit}` });
  }
  return promised;
}

/** The promise of the latest year for the whole region, with the level that it comes to. */
function latestPromise(run: ScenarioRun, quantity: string, { statements }: PolicyTables) {
  const rows = promisesOf(statements, run.scenario.region.id, { quantity, part: "", operator: ">=" });
  const row = latestOf(rows.filter(({ kind }) => kind === "level" || kind === "increment").reverse());
  if (row === undefined) return undefined;
  const owed = Number(row.year) < FIRST_YEAR;
  if (row.kind === "level") return { row, asked: Number(row.asked), owed };
  // An increment comes to what stood in the year it is counted from and the rise.
  const judged = run.planTargets.find(({ statement }) => statement.id === row.id);
  if (judged?.result.actual === undefined) return undefined;
  const then = evaluatePlanQuantity(run, judged.target.quantity.formula, Number(row.year));
  return { row, asked: then + Number(row.asked) - judged.result.actual, owed };
}

/** The gap shared among the levers of a rule by what stands; what one has no room for goes to the others. */
function shared(run: ScenarioRun, rule: Row, year: number, gap: number, before: readonly Promised[]) {
  const parts = leversOf(run, rule, year).map(({ lever, standing, room }) => {
    const taken = before.filter((other) => other.lever === lever);
    return { lever, standing, room: taken.reduce((so, { amounts }) => so - amountAt(amounts, year), room), amount: 0 };
  });
  let left = gap;
  for (let open = parts.filter(({ room }) => room > 1e-9); open.length > 0 && left > 1e-9; ) {
    const total = open.reduce((sum, { standing }) => sum + standing, 0);
    const more = open.map(({ standing, room, amount }) => Math.min((left * standing) / total, room - amount));
    for (const [i, part] of open.entries()) part.amount += more[i];
    left -= more.reduce((sum, amount) => sum + amount, 0);
    open = open.filter(({ room, amount }) => room - amount > 1e-9);
  }
  return { parts: parts.filter(({ amount }) => amount > 1e-9), left };
}

/** The levers of a rule that the region has, with what stands and what they add at full strength in the year. */
function leversOf(run: ScenarioRun, rule: Row, year: number) {
  return rule.levers.split("|").flatMap((name) => {
    const lever = run.scenario.region.levers.get(name);
    if (lever === undefined) return [];
    return [{ lever: name, standing: Math.max(LEAST, standingOf(run, lever, year)), room: addedBy(run, lever, year) }];
  });
}

/** What the lever acts on, in the year of the run. */
function standingOf(run: ScenarioRun, { effects: [effect] }: Lever, year: number): number {
  const { model, baseYear } = run.scenario;
  return parameterAt(model, run.inputs, effect.parameter.name, effect.cells[0], year - baseYear);
}

/** What the lever adds at full strength if it is full in the year. */
function addedBy(run: ScenarioRun, lever: Lever, year: number): number {
  const [{ mode, amounts }] = lever.effects;
  const size = amounts[year - run.scenario.baseYear];
  return mode === "floor" ? Math.max(0, size - standingOf(run, lever, year)) : size;
}

/** The strengths that bring the amounts about; `run` is the reference. */
export function capacitySettings(run: ScenarioRun, promised: readonly Promised[]): Setting[] {
  return [...new Set(promised.map(({ lever }) => lever))].flatMap((name): Setting[] => {
    const lever = run.scenario.region.levers.get(name);
    const own = promised.filter((other) => other.lever === name);
    const years = [...new Set(own.flatMap(({ amounts }) => [...amounts.keys()]))].sort((a, b) => a - b);
    if (lever === undefined) return [];
    const points = years.map((year) => {
      const amount = own.reduce((sum, { amounts }) => sum + amountAt(amounts, year), 0);
      const full = addedBy(run, lever, year);
      return { year, full, weight: Math.min(1, roundUp(amount / full)) };
    });
    const strength = Math.max(...points.map(({ weight }) => weight));
    const [{ year, full }] = points;
    const [unit] = lever.effects.map(({ parameter }) => parameter.unit.text);
    const source = `${own.map((of) => of.source).join("; ")} of ${round(full)} ${unit} at full strength in ${year}`;
    if (points.length === 1) return [{ lever: name, basis: "own", strength, start: FIRST_YEAR, full: year, source }];
    const knots = points.map((point) => `${point.year}: ${round(point.weight / strength)}`).join(", ");
    return [{ lever: name, basis: "own", strength, knots: `${FIRST_YEAR - 1}: 0, ${knots}`, source }];
  });
}

/**
 * Forest that has to be planted beyond the reference so that cover rises as much as the plan says. Where the documents
 * print the cover of an earlier year too, their rise counts and not their level: what a place counts as forest differs
 * from the survey that the region's data are from.
 */
export function plannedForest(run: ScenarioRun, { statements }: PolicyTables): Setting | undefined {
  const lever = run.scenario.region.levers.get("afforestation");
  const words = { quantity: "forest_cover", kind: "share", part: "" };
  const printed = promisesOf(statements, run.scenario.region.id, words);
  const last = latestOf([...printed].reverse());
  if (lever === undefined || last === undefined || Number(last.year) < FIRST_YEAR) return undefined;
  const year = Number(last.year);
  const cover = (at: number): number => evaluatePlanQuantity(run, "forest_cover", at);
  const land = evaluatePlanQuantity(run, "land_area", year);
  if (!(land > 0 && cover(year) > 0)) return undefined;
  const first = printed.find((row) => Number(row.year) === FIRST_YEAR - 1);
  const from = first === undefined ? cover(FIRST_YEAR - 1) : Number(first.asked);
  const reference = cover(year) - cover(FIRST_YEAR - 1);
  const rise = Number(last.asked) - from - reference;
  const years = year - FIRST_YEAR + 1;
  const area = (rise * land) / years;
  if (!(area > 1e-5)) return undefined;
  const full = addedBy(run, lever, FIRST_YEAR);
  const arithmetic = `(${round(Number(last.asked))} - ${round(from)} - ${round(reference)} of the reference) of ${round(land)} million ha in ${years} years`;
  const end = area > full ? ", more than the lever's size" : "";
  return {
    lever: "afforestation",
    basis: "own",
    strength: Math.min(1, roundUp(area / full)),
    knots: `${FIRST_YEAR}: 1, ${year}: 1, ${year + 1}: 0`,
    source: `${placeOf(last)}. ${arithmetic}: ${round(area)} of ${round(full)} a year${end}`,
  };
}

/** Shares of later years are goals that no plan sizes a measure for. */
const LAST_SHARE = 2035;
/** No more a year than twice what was added in the observed years. */
const PACE = 2;
/** Amounts are found to this part of what there is room for. */
const STEP = 0.005;

/**
 * The least wind and solar beyond all promised capacities that brings the promised shares of energy or electricity about,
 * year by year; none where they stand without. `run` runs the policy scenario with so much more; `reference` has none.
 */
export function newEnergy(
  reference: ScenarioRun,
  tables: PolicyTables,
  promised: readonly Promised[],
  run: (more: readonly Promised[]) => ScenarioRun,
): Promised[] {
  const number = tables.numbers.find(({ lever }) => lever === NEW_ENERGY);
  const capacity = tables.capacities.find(({ quantity }) => quantity === "capacity_wind_solar");
  if (number === undefined || capacity === undefined) return [];
  const shares = promisedShares(reference.scenario.region.id, number, tables);
  const missing = (tried: ScenarioRun, { row, formula }: (typeof shares)[number], year: number): number =>
    Number(row.asked) - evaluatePlanQuantity(tried, formula, year);
  const amounts = new Map<number, number>();
  const notes: string[] = [];
  const more = (year: number, amount: number): Promised[] => {
    const years = [...amounts, [year, amount] as const];
    const parts = new Map<string, Map<number, number>>();
    for (const [at, gap] of years)
      for (const part of shared(reference, capacity, at, gap, promised).parts)
        parts.set(part.lever, new Map([...(parts.get(part.lever) ?? []), [at, part.amount]]));
    return [...parts].map(([lever, of]) => {
      const gw = [...of].map(([at, value]) => `${round(value)} GW in ${at}`).join(", ");
      return { lever, amounts: of, source: `${notes.join("; ")}: ${gw}` };
    });
  };
  let before = 0;
  for (const year of [...new Set(shares.map(({ row }) => Number(row.year)))].sort()) {
    const due = shares.filter(({ row }) => Number(row.year) === year);
    const base = run(before === 0 ? [] : more(year, before));
    const short = due.filter((share) => missing(base, share, year) > 0);
    if (short.length === 0) continue;
    const room = roomFor(base, year);
    const enough = (part: number): boolean => {
      const tried = run(more(year, before + part * room));
      return short.every((share) => missing(tried, share, year) <= 0);
    };
    const reaches = room > 0 && enough(1);
    before += (reaches ? leastOf(enough) : 1) * room;
    amounts.set(year, before);
    for (const { row, formula } of short) {
      const value = evaluatePlanQuantity(base, formula, year);
      const end = reaches ? "" : ", not reached at twice the pace of the observed years or at the levers' sizes";
      notes.push(`${placeOf(row)}. ${round(Number(row.asked))} in ${year}, ${round(value)} without${end}`);
    }
  }
  const last = [...amounts.keys()].at(-1);
  return last === undefined || before < 0.01 ? [] : more(last, before);
}

function promisedShares(region: string, rule: Row, tables: PolicyTables) {
  return promisesOf(tables.statements, region, { part: "" }).flatMap((row) => {
    const year = Number(row.year);
    const isShare = row.kind === "share" || row.kind === "crossing";
    if (!lists(rule.quantity, row.quantity) || !isShare || year < FIRST_YEAR || year > LAST_SHARE) return [];
    const formula = formulaOf(tables, row.quantity);
    return formula === undefined ? [] : [{ row, formula }];
  });
}

/** What can be added (GW) by the year beyond what the run has. */
function roomFor(run: ScenarioRun, year: number): number {
  const { baseYear, lastObserved } = run.scenario;
  const standing = (at: number): number => evaluatePlanQuantity(run, "capacity_wind_solar", at);
  const pace = (standing(lastObserved) - standing(baseYear)) / (lastObserved - baseYear);
  return Math.max(0, standing(lastObserved) + PACE * pace * (year - lastObserved) - standing(year));
}

function leastOf(enough: (part: number) => boolean): number {
  let [from, to] = [0, 1];
  while (to - from > STEP) {
    const middle = (from + to) / 2;
    if (enough(middle)) to = middle;
    else from = middle;
  }
  return to;
}
