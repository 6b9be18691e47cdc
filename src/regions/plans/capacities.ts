import type { ScenarioRun } from "../../run/run.ts";
import type { Row } from "../csv.ts";
import { evaluatePlanQuantity } from "./plan-quantity.ts";
import { FIRST_YEAR, OWED_BY, placeOf, promisesOf, round, roundUp } from "./tables.ts";

/** A lever of a region in absolute amounts: what its plan promises beyond the reference. */
export interface RegionLever {
  readonly lever: string;
  readonly rule: Row;
  readonly effects: readonly { readonly path: string; readonly amount: number }[];
  /** The year in which it is full. */
  readonly year: number;
  readonly asked: number;
  readonly reference: number;
  /** Statement, document and section, and whether the number is of a year gone by. */
  readonly source: string;
}

/** The paths that share a gap may stand at nothing in the reference; so much of it counts as standing (GW or TWh). */
const LEAST = 0.05;

/**
 * Capacities and imports that the region's documents promise above what the reference has. A promise for a year gone by
 * is owed by 2030 unless a later one of the same quantity replaces it; what other promises add already is taken off.
 */
export function promisedCapacities(run: ScenarioRun, rules: readonly Row[], tables: Tables): RegionLever[] {
  const found: RegionLever[] = [];
  for (const rule of rules) {
    const promise = latestPromise(run, rule.quantity, tables);
    if (promise === undefined) continue;
    const { row, asked, owed } = promise;
    const year = owed ? OWED_BY : Number(row.year);
    const formula = tables.quantities.find(({ quantity }) => quantity === rule.quantity)?.formula ?? rule.quantity;
    const reference = evaluatePlanQuantity(run, formula, year);
    const others = found.flatMap(({ effects }) => effects.filter(({ path }) => counts(rule, path)));
    const gap = asked - reference - others.reduce((sum, { amount }) => sum + amount, 0);
    if (!(gap > 1e-6)) continue;
    const amounts = amountsOf(run, rule, year, gap);
    const before = owed ? `, promised for ${row.year} and still owed` : "";
    found.push({
      lever: found.some(({ lever }) => lever === rule.lever) ? `${rule.lever}_2` : rule.lever,
      rule,
      effects: [...amounts].map(([path, amount]) => ({ path, amount: roundUp(amount) })),
      year,
      asked,
      reference,
      source: `${placeOf(row)}${before}`,
    });
  }
  return found;
}

interface Tables {
  readonly statements: readonly Row[];
  readonly quantities: readonly Row[];
}

/** The promise of the latest year for the whole region, with the level that it comes to. */
function latestPromise(
  run: ScenarioRun,
  quantity: string,
  { statements }: Tables,
): { row: Row; asked: number; owed: boolean } | undefined {
  const rows = promisesOf(statements, run.scenario.region.id).filter(
    (row) =>
      row.quantity === quantity &&
      row.part === "" &&
      row.operator === ">=" &&
      (row.kind === "level" || row.kind === "increment"),
  );
  const row = rows.reduce<Row | undefined>(
    (best, next) => (best === undefined || Number(next.year) > Number(best.year) ? next : best),
    undefined,
  );
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
function amountsOf(run: ScenarioRun, rule: Row, year: number, gap: number): ReadonlyMap<string, number> {
  const paths = pathsOf(run, rule, year);
  const amounts = new Map(paths.map(({ path }) => [path, 0]));
  let open = paths;
  for (let left = gap; open.length > 0 && left > 1e-9; ) {
    const total = open.reduce((sum, { share }) => sum + share, 0);
    const given = open.map(({ path, share, room }) => {
      const before = amounts.get(path) ?? 0;
      return { path, amount: Math.min((left * share) / total, room - before) };
    });
    for (const { path, amount } of given) amounts.set(path, (amounts.get(path) ?? 0) + amount);
    left -= given.reduce((sum, { amount }) => sum + amount, 0);
    open = open.filter(({ path, room }) => room - (amounts.get(path) ?? 0) > 1e-9);
  }
  return amounts;
}

/** The paths that have room in the region, with their shares by what the reference has in the year. */
export function pathsOf(run: ScenarioRun, rule: Row, year: number): { path: string; share: number; room: number }[] {
  const all = rule.paths.split("|");
  const open = all.filter((path) => hasRoom(run, path));
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

/** Whether anything of the kind can stand in the region. */
function hasRoom(run: ScenarioRun, path: string): boolean {
  return potentialOf(run, path, run.scenario.horizon) > LEAST;
}

/** The YAML of a region's levers; without any, of a file that says so. */
export function regionLevers(levers: readonly RegionLever[], more: readonly string[], mark: string): string {
  const lines = [
    "# yaml-language-server: $schema=../../../dist/schemas/region.json",
    `${mark}: what the plans promise beyond the reference.`,
    levers.length + more.length > 0 ? "levers:" : "levers: {}",
  ];
  for (const { lever, rule, effects, year, asked, reference, source } of levers) {
    const sum = `${round(asked)} ${rule.unit} in ${year}, reference ${round(reference)} ${rule.unit}`;
    const split = effects.length === 1 ? "" : "; split by what stands in the reference";
    lines.push(
      `  ${lever}:`,
      `    label: {en: ${JSON.stringify(rule.label_en)}, zh: ${rule.label_zh}}`,
      `    family: ${rule.family}`,
      "    effects:",
      ...effects.map(
        ({ path, amount }) =>
          `      - {path: ${path}, mode: add, amount: {value: ${amount} ${rule.unit}, estimated: ${JSON.stringify(sum + split)}}}`,
      ),
      `    start: ${FIRST_YEAR}`,
      `    full: ${year}`,
      `    potential: {en: "${round(asked)} ${rule.unit} in ${year}", zh: "${year}年${round(asked)} ${rule.unit}"}`,
      "    levels: {1: 0.25, 2: 0.5, 3: 0.75, 4: 1}",
      `    source: ${JSON.stringify(source)}`,
    );
  }
  return `${[...lines, ...more].join("\n")}\n`;
}
