import type { ScenarioRun } from "../../run/run.ts";
import type { Label } from "../../text/problems.ts";
import type { Row } from "../csv.ts";
import {
  evaluatePlanQuantity,
  FIRST_YEAR,
  formulaOf,
  latestOf,
  lists,
  NEW_ENERGY,
  OWED_BY,
  type PolicyTables,
  placeOf,
  policyMark,
  promisesOf,
  round,
  roundUp,
} from "./tables.ts";

/** A lever of a region in absolute amounts: what its plan promises beyond the reference. */
export interface RegionLever {
  readonly name: string;
  /** Its lines in the region's file. */
  readonly lines: readonly string[];
  /** What the scenario says of its strength: statement, document and section, then the arithmetic. */
  readonly source: string;
}

/** The paths that share a gap may stand at nothing in the reference; so much of it counts as standing (GW or TWh). */
const LEAST = 0.05;

/**
 * Capacities and imports that the region's documents promise above what the reference has. A promise for a year gone by
 * is owed by 2030 unless a later one of the same quantity replaces it; what other promises add already is taken off.
 */
export function promisedCapacities(run: ScenarioRun, tables: PolicyTables): RegionLever[] {
  const promised: (RegionLever & { readonly amounts: ReturnType<typeof amountsOf> })[] = [];
  for (const rule of tables.capacities) {
    const promise = latestPromise(run, rule.quantity, tables);
    if (promise === undefined) continue;
    const { row, asked, owed } = promise;
    const year = owed ? OWED_BY : Number(row.year);
    const reference = evaluatePlanQuantity(run, formulaOf(tables, rule.quantity) ?? rule.quantity, year);
    const others = promised.flatMap(({ amounts }) => amounts.filter(({ path }) => counts(rule, path)));
    const gap = asked - reference - others.reduce((sum, { amount }) => sum + amount, 0);
    if (!(gap > 1e-6)) continue;
    const amounts = amountsOf(run, rule, year, gap);
    const name = promised.some((other) => other.name === rule.lever) ? `${rule.lever}_2` : rule.lever;
    const level = `${round(asked)} ${rule.unit}`;
    const sum = `${level} in ${year}, reference ${round(reference)}`;
    const estimated = `${sum} ${rule.unit}${amounts.length === 1 ? "" : "; split by what stands in the reference"}`;
    const source = `${placeOf(row)}${owed ? `, promised for ${row.year} and still owed` : ""}`;
    const lever = regionLever(name, `${source}. ${sum}`, {
      label: { en: JSON.stringify(rule.label_en), zh: rule.label_zh },
      family: rule.family,
      effects: amounts.map(({ path, amount }) => effectLine(path, `value: ${amount} ${rule.unit}`, estimated)),
      full: year,
      potential: { en: `${level} in ${year}`, zh: `${year}年${level}` },
      source,
    });
    promised.push({ ...lever, amounts });
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

function counts(rule: Row, path: string): boolean {
  return rule.counts.split("|").some((pattern) => {
    const [start, end] = pattern.split("*");
    return end === undefined ? pattern === path : path.startsWith(start);
  });
}

/** The gap shared among the paths; what is beyond the potential of one goes to the others. */
function amountsOf(run: ScenarioRun, rule: Row, year: number, gap: number) {
  const paths = pathsOf(run, rule, year).map((path) => ({ ...path, amount: 0 }));
  let open = paths;
  for (let left = gap; open.length > 0 && left > 1e-9; ) {
    const total = open.reduce((sum, { share }) => sum + share, 0);
    const parts = open.map(({ share, room, amount }) => Math.min((left * share) / total, room - amount));
    for (const [i, path] of open.entries()) path.amount += parts[i];
    left -= parts.reduce((sum, part) => sum + part, 0);
    open = open.filter(({ room, amount }) => room - amount > 1e-9);
  }
  return paths.map(({ path, amount }) => ({ path, amount: roundUp(amount) }));
}

/** The paths that have room in the region, with their shares by what the reference has in the year. */
function pathsOf(run: ScenarioRun, rule: Row, year: number) {
  const all = rule.paths.split("|");
  const open = all.filter((path) => potentialOf(run, path, run.scenario.horizon) > LEAST);
  const paths = open.length > 0 ? open : all.slice(0, 1);
  const standing = paths.map((path) =>
    Math.max(LEAST, evaluatePlanQuantity(run, path.replace(/\.(\w+)$/, "[$1]"), year)),
  );
  const total = standing.reduce((sum, value) => sum + value, 0);
  return paths.map((path, i) => ({
    path,
    share: standing[i] / total,
    room: Math.max(0, potentialOf(run, path, year) - standing[i]),
  }));
}

/** Capacity that can stand at most; without bound for storage and imports, whose limits the run itself tells. */
function potentialOf(run: ScenarioRun, path: string, year: number): number {
  const [parameter, member] = path.split(".");
  if (parameter !== "planned_capacity") return Number.POSITIVE_INFINITY;
  return evaluatePlanQuantity(run, `capacity_potential[${member}]`, year);
}

/** The YAML of a region's levers; without any, of a file that says so. */
export function leversYaml(levers: readonly RegionLever[]): string {
  const lines = [
    "# yaml-language-server: $schema=../../../dist/schemas/region.json",
    `${policyMark}: what the plans promise beyond the reference.`,
    levers.length > 0 ? "levers:" : "levers: {}",
    ...levers.flatMap((lever) => lever.lines),
  ];
  return `${lines.join("\n")}\n`;
}

/** What the lines of a lever say in the region's file; one without `full` is full from its first year on, its amounts tell the years. */
interface LeverText {
  readonly label: Label;
  readonly family: string;
  readonly effects: readonly string[];
  readonly full?: number;
  readonly potential: Label;
  readonly source: string;
}

function regionLever(name: string, words: string, text: LeverText): RegionLever {
  const { label, family, effects, full, potential, source } = text;
  const lines = [
    `  ${name}:`,
    `    label: {en: ${label.en}, zh: ${label.zh}}`,
    `    family: ${family}`,
    "    effects:",
    ...effects,
    `    start: ${FIRST_YEAR}`,
    `    full: ${full ?? FIRST_YEAR}`,
    ...(full === undefined ? ["    shape: step"] : []),
    `    potential: {en: "${potential.en}", zh: "${potential.zh}"}`,
    "    levels: {1: 0.25, 2: 0.5, 3: 0.75, 4: 1}",
    `    source: ${JSON.stringify(source)}`,
  ];
  return { name, lines, source: words };
}

function amountText(amounts: string, estimated: string): string {
  return `{${amounts}, estimated: ${JSON.stringify(estimated)}}`;
}

function effectLine(path: string, amounts: string, estimated: string): string {
  return `      - {path: ${path}, mode: add, amount: ${amountText(amounts, estimated)}}`;
}

/**
 * Forest that has to be planted beyond the reference so that cover rises as much as the plan says. Where the documents
 * print the cover of an earlier year too, their rise counts and not their level: what a place counts as forest differs
 * from the survey that the region's data are from.
 */
export function plannedForest(run: ScenarioRun, { statements }: PolicyTables): RegionLever | undefined {
  const words = { quantity: "forest_cover", kind: "share", part: "" };
  const printed = promisesOf(statements, run.scenario.region.id, words);
  const last = latestOf([...printed].reverse());
  if (last === undefined || Number(last.year) < FIRST_YEAR) return undefined;
  const year = Number(last.year);
  const cover = (at: number): number => evaluatePlanQuantity(run, "forest_cover", at);
  const land = evaluatePlanQuantity(run, "land_area", year);
  if (!(land > 0 && cover(year) > 0)) return undefined;
  const first = printed.find((row) => Number(row.year) === FIRST_YEAR - 1);
  const from = first === undefined ? cover(FIRST_YEAR - 1) : Number(first.asked);
  const reference = cover(year) - cover(FIRST_YEAR - 1);
  const rise = Number(last.asked) - from - reference;
  const years = year - FIRST_YEAR + 1;
  const exact = (rise * land) / years;
  if (!(exact > 1e-5)) return undefined;
  const area = Math.ceil(exact * 1e6) / 1e6;
  const arithmetic = `(${round(Number(last.asked))} - ${round(from)} - ${round(reference)} of the reference) of ${round(land)} million ha in ${years} years`;
  const amounts = `${FIRST_YEAR}-${year}: ${area} 1e6 ha/yr, ${year + 1}-2060: 0 ha/yr`;
  const planted = round(area * years);
  return regionLever("plan_forest", `${placeOf(last)}. ${arithmetic}`, {
    label: { en: "Forest of the plan", zh: "规划新增森林" },
    family: "sinks",
    effects: ["      - path: afforestation", "        mode: add", `        amount: ${amountText(amounts, arithmetic)}`],
    potential: { en: `${planted} million ha by ${year}`, zh: `至${year}年${planted}百万公顷` },
    source: placeOf(last),
  });
}

/** Shares of later years are goals that no plan sizes a measure for. */
const LAST_SHARE = 2035;
/** No more a year than twice what was added in the observed years. */
const PACE = 2;
/** Amounts are found to this part of what there is room for. */
const STEP = 0.005;

/**
 * The least wind and solar beyond all promised capacities that brings the promised shares of energy or electricity about,
 * year by year; none where they stand without. `run` runs the policy scenario with so much more.
 */
export function newEnergy(
  region: string,
  tables: PolicyTables,
  run: (more: RegionLever | undefined) => ScenarioRun,
): RegionLever | undefined {
  const number = tables.numbers.find(({ lever }) => lever === NEW_ENERGY);
  const capacity = tables.capacities.find(({ quantity }) => quantity === "capacity_wind_solar");
  if (number === undefined || capacity === undefined) return undefined;
  const shares = promisedShares(region, number, tables);
  const missing = (tried: ScenarioRun, { row, formula }: (typeof shares)[number], year: number): number =>
    Number(row.asked) - evaluatePlanQuantity(tried, formula, year);
  const amounts = new Map<number, number>([[FIRST_YEAR - 1, 0]]);
  const notes: string[] = [];
  let paths: ReturnType<typeof pathsOf> = [];
  const leverWith = (year: number, amount: number): RegionLever =>
    newEnergyLever(paths, new Map([...amounts, [year, amount]]), "");
  let before = 0;
  for (const year of [...new Set(shares.map(({ row }) => Number(row.year)))].sort()) {
    const due = shares.filter(({ row }) => Number(row.year) === year);
    const base = run(before === 0 ? undefined : leverWith(year, before));
    const short = due.filter((share) => missing(base, share, year) > 0);
    if (short.length === 0) continue;
    paths = paths.length > 0 ? paths : pathsOf(base, capacity, year);
    const room = roomFor(base, year);
    const enough = (part: number): boolean => {
      const tried = run(leverWith(year, before + part * room));
      return short.every((share) => missing(tried, share, year) <= 0);
    };
    const reaches = room > 0 && enough(1);
    before += (reaches ? leastOf(enough) : 1) * room;
    amounts.set(year, before);
    for (const { row, formula } of short) {
      const value = evaluatePlanQuantity(base, formula, year);
      const end = reaches ? "" : ", not reached at twice the pace of the observed years";
      notes.push(`${placeOf(row)}. ${round(Number(row.asked))} in ${year}, ${round(value)} without${end}`);
    }
  }
  return before < 0.01 ? undefined : newEnergyLever(paths, amounts, notes.join("; "));
}

/** The lever of so much wind and solar (GW by year), shared among the paths. */
function newEnergyLever(
  paths: ReturnType<typeof pathsOf>,
  amounts: ReadonlyMap<number, number>,
  source: string,
): RegionLever {
  const last = Math.max(...amounts.keys());
  const of = (share: number, year: number): number => roundUp((amounts.get(year) ?? 0) * share);
  const sum = round(paths.reduce((total, { share }) => total + of(share, last), 0));
  return regionLever(NEW_ENERGY, source, {
    label: { en: "Wind and solar for the promised shares", zh: "为实现规划占比新增的风光" },
    family: "renewables",
    effects: paths.map(({ path, share }) => {
      const years = [...amounts.keys()].map((year) => `${year}: ${of(share, year)} GW`).join(", ");
      return effectLine(path, years, "least that brings the promised shares about, split by what stands");
    }),
    potential: { en: `${sum} GW more in ${last}`, zh: `${last}年新增${sum} GW` },
    source,
  });
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
