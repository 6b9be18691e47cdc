import { evaluatePlanQuantity } from "../analysis/plan-quantity.ts";
import type { ScenarioRun } from "../analysis/scenario-run.ts";

type Row = Record<string, string>;

/** A capacity that a plan promises above what the reference has. */
export interface PromisedCapacity {
  readonly rule: Row;
  readonly id: string;
  readonly source: string;
  readonly year: number;
  readonly asked: number;
  readonly reference: number;
}

/** Promises in force after the first year that levers act in, by lever the last year's; met ones are left out. */
export function promisedCapacities(run: ScenarioRun, rules: readonly Row[]): PromisedCapacity[] {
  const found = new Map<string, PromisedCapacity>();
  for (const rule of rules) {
    for (const { statement, target, result, counts } of run.planTargets) {
      if (!counts || target.quantity.name !== rule.quantity || target.year <= run.scenario.lastObserved + 1) continue;
      const isLevel = target.kind === "level" && target.operator === ">=" && target.asked !== undefined;
      if (!isLevel || result.status !== "missed" || result.actual === undefined || statement.part !== "") continue;
      const covered = rule.lever === "plan_wind_solar" && (found.has("plan_solar") || found.has("plan_wind"));
      const before = found.get(rule.lever);
      if (covered || (before !== undefined && before.year >= target.year)) continue;
      const source = `${statement.id}: ${statement.document}, ${statement.section}`;
      const asked = target.asked as number;
      found.set(rule.lever, { rule, id: statement.id, source, year: target.year, asked, reference: result.actual });
    }
  }
  return [...found.values()];
}

/** The YAML of a region's levers: each as large as its plan asks beyond the reference. */
export function regionLevers(run: ScenarioRun, promised: readonly PromisedCapacity[], mark: string): string {
  const lines = [
    "# yaml-language-server: $schema=../../../src/scenario/region.schema.json",
    `${mark}: what the plans promise beyond the reference.`,
    "levers:",
  ];
  for (const { rule, year, asked, reference, source } of promised) {
    const gap = round(asked - reference);
    const paths = rule.paths.split("|").filter((path) => hasRoom(run, path));
    const share = round(gap / Math.max(1, paths.length));
    lines.push(
      `  ${rule.lever}:`,
      `    label: {en: ${JSON.stringify(rule.label_en)}, zh: ${rule.label_zh}}`,
      `    family: ${rule.family}`,
      "    effects:",
      ...(paths.length > 0 ? paths : rule.paths.split("|").slice(0, 1)).map(
        (path) =>
          `      - {path: ${path}, mode: add, amount: {value: ${share} ${rule.unit}, estimated: "(${round(asked)} - ${round(reference)}) / ${Math.max(1, paths.length)} ${rule.unit}: asked in ${year} less the reference, in equal parts"}}`,
      ),
      "    start: 2026",
      `    full: ${year}`,
      `    potential: {en: "${round(asked)} ${rule.unit} in ${year}", zh: "${year}年${round(asked)} ${rule.unit}"}`,
      "    levels: {1: 0.25, 2: 0.5, 3: 0.75, 4: 1}",
      `    source: ${JSON.stringify(source)}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Whether anything of the kind can stand in the region. */
function hasRoom(run: ScenarioRun, path: string): boolean {
  const [parameter, member] = path.split(".");
  if (parameter !== "planned_capacity") return true;
  return evaluatePlanQuantity(run, `capacity_potential[${member}]`, run.scenario.horizon) > 0.05;
}

/** The YAML of a policy scenario: the region's own numbers, and national plans where it has none. */
export function policyScenario(
  run: ScenarioRun,
  promised: readonly PromisedCapacity[],
  national: readonly Row[],
  mark: string,
): string {
  const { label, id } = run.scenario.region;
  const lines = [
    "# yaml-language-server: $schema=../schema.json",
    `${mark}. Numbers of the region's plan first (data/targets.csv), each with`,
    "# its document; where it has none, national plans (data/targets/policy_levers.csv). Levers start in 2026.",
    "extends: reference",
    `title: {en: ${JSON.stringify(`${label.en}, plans carried out`)}, zh: "${label.zh}：现行规划情景"}`,
    "assume:",
    "  # Non-fossil energy stays outside the control of energy: State Council, 2024-2025 action plan for energy saving.",
    "  exclude_new_renewables: {2025: 0, 2026: 1, between: step}",
    "levers:",
  ];
  for (const { rule, source, year, asked, reference } of promised) {
    const sum = `${round(asked)} ${rule.unit} in ${year}, reference ${round(reference)}`;
    lines.push(`  ${rule.lever}: {strength: 1, full: ${year}, source: ${JSON.stringify(`${source}. ${sum}`)}}`);
  }
  for (const row of national) {
    const lever = run.scenario.region.levers.get(row.lever);
    if (lever === undefined) throw new Error(`policy_levers.csv: ${id} has no lever "${row.lever}"`);
    const setting = settingOf(run, row);
    if (setting === undefined) continue;
    const years = [row.start && `start: ${row.start}`, row.full && `full: ${row.full}`].filter((text) => text !== "");
    const source = JSON.stringify(`${lever.source}. ${setting.arithmetic}`);
    lines.push(`  ${row.lever}: {${[setting.text, ...years, `source: ${source}`].join(", ")}}`);
  }
  return `${lines.join("\n")}\n`;
}

function settingOf(run: ScenarioRun, row: Row): { text: string; arithmetic: string } | undefined {
  if (row.level !== "") return { text: `level: ${row.level}`, arithmetic: row.arithmetic };
  if (row.strength !== "") return { text: `strength: ${row.strength}`, arithmetic: row.arithmetic };
  // The region's own promise for the same quantity comes before the nation's.
  const year = Number(row.full);
  const own = run.planTargets.findLast(
    ({ counts, target }) =>
      counts && target.quantity.name === row.quantity && target.year > run.scenario.lastObserved + 1,
  );
  const asked = own?.target.asked ?? Number(row.asked);
  const formula = own?.target.quantity.formula ?? quantityFormulas[row.quantity];
  const reference = evaluatePlanQuantity(run, formula, own?.target.year ?? year);
  if (!(asked > reference)) return undefined;
  const strength = round((asked - reference) / (1 - reference));
  const where =
    own === undefined ? row.arithmetic : `${own.statement.id}: ${own.statement.document}, ${own.statement.section}`;
  return {
    text: `strength: ${strength}`,
    arithmetic: `${where}. (${round(asked)} - ${round(reference)}) / (1 - ${round(reference)})`,
  };
}

const quantityFormulas: Readonly<Record<string, string>> = {
  new_energy_cars_sold: "new_energy_share[car]",
  new_energy_trucks_sold: "new_energy_share[truck]",
};

function round(value: number): number {
  return Number(value.toPrecision(4));
}
