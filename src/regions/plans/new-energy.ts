import type { ScenarioRun } from "../../run/run.ts";
import type { Row } from "../csv.ts";
import { pathsOf } from "./capacities.ts";
import { evaluatePlanQuantity } from "./plan-quantity.ts";
import { FIRST_YEAR, lists, placeOf, promisesOf, round, roundUp } from "./tables.ts";

/** Wind and solar that a promised share of energy or electricity asks for beyond all capacities that are promised. */
export interface NewEnergy {
  readonly effects: readonly { readonly path: string; readonly amounts: ReadonlyMap<number, number> }[];
  readonly source: string;
}

/** Runs the policy scenario with so much more wind and solar. */
export type RunNewEnergy = (more: NewEnergy | undefined) => ScenarioRun;

/** Shares of later years are goals that no plan sizes a measure for. */
const LAST_SHARE = 2035;
/** No more a year than twice what was added in the observed years. */
const PACE = 2;
/** Amounts are found to this part of what there is room for. */
const STEP = 0.005;

interface PromisedShare {
  readonly row: Row;
  readonly formula: string;
}

/** The least wind and solar that brings the promised shares about, year by year; none where they stand without. */
export function newEnergy(
  region: string,
  rules: { readonly number: Row; readonly capacity: Row },
  tables: { readonly statements: readonly Row[]; readonly quantities: readonly Row[] },
  run: RunNewEnergy,
): NewEnergy | undefined {
  const shares = promisedShares(region, rules.number, tables);
  const amounts = new Map<number, number>([[FIRST_YEAR - 1, 0]]);
  const notes: string[] = [];
  let paths: readonly { path: string; share: number }[] = [];
  const with_ = (year: number, amount: number): NewEnergy => ({
    effects: paths.map(({ path, share }) => ({
      path,
      amounts: new Map([...amounts, [year, amount]].map(([at, sum]) => [at, roundUp(sum * share)])),
    })),
    source: "",
  });
  let before = 0;
  for (const year of [...new Set(shares.map(({ row }) => Number(row.year)))].sort()) {
    const due = shares.filter(({ row }) => Number(row.year) === year);
    const base = run(before === 0 ? undefined : with_(year, before));
    const short = due.filter((share) => missing(base, share, year) > 0);
    if (short.length === 0) continue;
    paths = paths.length > 0 ? paths : pathsOf(base, rules.capacity, year);
    const room = roomFor(base, year);
    const enough = (part: number): boolean => {
      const tried = run(with_(year, before + part * room));
      return short.every((share) => missing(tried, share, year) <= 0);
    };
    const reaches = room > 0 && enough(1);
    const part = reaches ? leastOf(enough) : 1;
    before += part * room;
    amounts.set(year, before);
    for (const { row, formula } of short) {
      const value = evaluatePlanQuantity(base, formula, year);
      const end = reaches ? "" : ", not reached at twice the pace of the observed years";
      notes.push(`${placeOf(row)}. ${round(Number(row.asked))} in ${year}, ${round(value)} without${end}`);
    }
  }
  if (before < 0.01) return undefined;
  return { effects: with_(FIRST_YEAR - 1, 0).effects, source: notes.join("; ") };
}

function promisedShares(
  region: string,
  rule: Row,
  { statements, quantities }: { readonly statements: readonly Row[]; readonly quantities: readonly Row[] },
): PromisedShare[] {
  return promisesOf(statements, region).flatMap((row) => {
    const year = Number(row.year);
    const isShare = row.kind === "share" || row.kind === "crossing";
    if (!lists(rule.quantity, row.quantity) || row.part !== "" || !isShare) return [];
    if (year < FIRST_YEAR || year > LAST_SHARE) return [];
    const formula = quantities.find(({ quantity }) => quantity === row.quantity)?.formula;
    return formula === undefined ? [] : [{ row, formula }];
  });
}

function missing(run: ScenarioRun, { row, formula }: PromisedShare, year: number): number {
  return Number(row.asked) - evaluatePlanQuantity(run, formula, year);
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

/** The lever's lines in the region's file. */
export function newEnergyLever({ effects, source }: NewEnergy): string[] {
  const last = Math.max(...(effects[0]?.amounts.keys() ?? []));
  const sum = effects.reduce((total, { amounts }) => total + (amounts.get(last) ?? 0), 0);
  return [
    "  plan_new_energy:",
    "    label: {en: Wind and solar for the promised shares, zh: 为实现规划占比新增的风光}",
    "    family: renewables",
    "    effects:",
    ...effects.map(({ path, amounts }) => {
      const years = [...amounts].map(([year, amount]) => `${year}: ${amount} GW`).join(", ");
      return `      - {path: ${path}, mode: add, amount: {${years}, estimated: "least that brings the promised shares about, split by what stands"}}`;
    }),
    `    start: ${FIRST_YEAR}`,
    `    full: ${FIRST_YEAR}`,
    "    shape: step",
    `    potential: {en: "${round(sum)} GW more in ${last}", zh: "${last}年新增${round(sum)} GW"}`,
    "    levels: {1: 0.25, 2: 0.5, 3: 0.75, 4: 1}",
    `    source: ${JSON.stringify(source)}`,
  ];
}
