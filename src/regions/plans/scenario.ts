import type { Label } from "../../text/problems.ts";
import type { Row } from "../csv.ts";
import type { RegionLever } from "./capacities.ts";
import type { PlannedForest } from "./forest.ts";
import type { NewEnergy } from "./new-energy.ts";
import type { Setting } from "./settings.ts";
import { round } from "./tables.ts";

/** An accounting rule that is switched on, with the document that asks for it. */
export interface Switch {
  readonly parameter: string;
  readonly year: number;
  readonly source: string;
}

/** What a policy scenario is written from. */
export interface PolicyParts {
  readonly label: Label;
  readonly switches: readonly Switch[];
  readonly promised: readonly RegionLever[];
  readonly more: NewEnergy | undefined;
  readonly forest: PlannedForest | undefined;
  readonly settings: readonly Setting[];
  readonly mark: string;
}

/** The YAML of a policy scenario. */
export function policyScenario({ label, switches, promised, more, forest, settings, mark }: PolicyParts): string {
  const lines = [
    "# yaml-language-server: $schema=../../dist/schemas/scenario.json",
    `${mark}. Each lever names its statement in dist/targets.csv or its document:`,
    "# a number of the region's own plans first, then measures that they name (level 1), then national plans. Levers start in 2026.",
    "extends: reference",
    `title: {en: ${JSON.stringify(`${label.en}, plans carried out`)}, zh: "${label.zh}：现行规划情景"}`,
    "assume:",
  ];
  for (const { parameter, year, source } of switches) {
    lines.push(`  ${parameter}: {${year - 1}: 0, ${year}: 1, between: step, source: ${JSON.stringify(source)}}`);
  }
  lines.push("levers:");
  for (const { lever, rule, source, year, asked, reference } of promised) {
    const sum = `${round(asked)} ${rule.unit} in ${year}, reference ${round(reference)}`;
    lines.push(`  ${lever}: {strength: 1, source: ${JSON.stringify(`${source}. ${sum}`)}}`);
  }
  if (more !== undefined) lines.push(`  plan_new_energy: {strength: 1, source: ${JSON.stringify(more.source)}}`);
  if (forest !== undefined) {
    const source = JSON.stringify(`${forest.source}. ${forest.arithmetic}`);
    lines.push(`  plan_forest: {strength: 1, source: ${source}}`);
  }
  for (const { lever, strength, level, knots, start, full, source } of settings) {
    const parts = [
      level !== undefined ? `level: ${level}` : `strength: ${strength}`,
      ...(knots === undefined ? [] : [`knots: {${knotsFor(knots, strength ?? 1)}}`]),
      ...(start === undefined ? [] : [`start: ${start}`]),
      ...(full === undefined || knots !== undefined ? [] : [`full: ${full}`]),
      `source: ${JSON.stringify(source)}`,
    ];
    lines.push(`  ${lever}: {${parts.join(", ")}}`);
  }
  return `${lines.join("\n")}\n`;
}

const LEVEL_ONE = 0.25;

/** Knots are shares of the strength; `later` is what brings the lever to level 1. */
function knotsFor(knots: string, strength: number): string {
  return knots.replaceAll("later", String(round(Math.min(1, LEVEL_ONE / Math.max(strength, 1e-9)))));
}

/** The accounting rules of the region's plans, by the rows of the table of switches. */
export function switchesOf(places: readonly string[], rows: readonly Row[], measures: readonly Row[]): Switch[] {
  return rows.flatMap(({ parameter, year, source, everywhere }) => {
    const own = places.flatMap((place) =>
      measures.filter(({ region, lever }) => region === place && lever === parameter),
    )[0];
    if (own === undefined && everywhere !== "1") return [];
    const where = own === undefined ? source : `${own.document}, ${own.section}; ${source}`;
    return [{ parameter, year: Number(year), source: where }];
  });
}
