import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { listScenarios } from "../../scenario/head.ts";
import { regionPath } from "../../scenario/region/region-path.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import { grouped } from "../csv.ts";
import type { Workshop } from "../workshop.ts";
import { leversYaml, newEnergy, plannedForest, promisedCapacities, type RegionLever } from "./region-levers.ts";
import { LEVEL_ONE, leverSettings, namedMeasure, type Setting, solveSettings } from "./settings.ts";
import { type PolicyTables, policyMark, policyTables, round } from "./tables.ts";
import { targetLines, targetsCsv, targetTables } from "./targets-table.ts";

/** The table of the plans' statements, each with the quantity that it speaks of, and how many of them the model computes. */
export function madeTargets({ library }: Pick<Workshop, "library">) {
  const lines = targetLines(targetTables(library));
  const count = (key: "kind" | "reason"): string =>
    [...grouped(lines, (line) => line[key])]
      .filter(([name]) => name !== "")
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([name, of]) => `${name} ${of.length}`)
      .join(", ");
  const mapped = lines.filter(({ kind }) => kind !== "");
  return {
    files: new Map([["data/targets.csv", targetsCsv(lines)]]),
    report: [
      `${lines.length} statements, ${mapped.length} mapped: ${count("kind")}`,
      `of these in force ${mapped.filter(({ version }) => version === "in_force").length}`,
      `without a quantity: ${count("reason")}`,
    ],
  };
}

/**
 * The policy scenario of every region with a reference of the regional model, or of those in `only`, and the levers that
 * its plans size. A scenario that somebody has made his own is left out, and so is a region whose reference does not run.
 */
export function* madePolicies(
  { library, model, programs }: Workshop,
  only: ReadonlySet<string> = new Set(),
): Generator<{ readonly files: ReadonlyMap<string, string>; readonly report: string }> {
  const tables = policyTables(library);
  const runOf = (id: string, files: ReadonlyMap<string, string> = new Map()): ScenarioRun =>
    runScenario(composeScenario(layeredLibrary(library, files), model, id), programs);
  for (const id of listScenarios(library)) {
    const [region, name] = id.split("/");
    if (name !== "reference" || (only.size > 0 && !only.has(region))) continue;
    if (/^model: (?!regional)/m.test(library.read(`scenarios/${id}.yaml`) ?? "")) continue;
    if (!(library.read(`scenarios/${region}/policy.yaml`) ?? policyMark).includes(policyMark)) continue;
    let reference: ScenarioRun;
    try {
      reference = runOf(id);
    } catch (error) {
      const [reason] = (error as Error).message.split("\n");
      yield { files: new Map(), report: `${id} does not run and gets no policy: ${reason}` };
      continue;
    }
    const run = (files: ReadonlyMap<string, string>): ScenarioRun => runOf(`${region}/policy`, files);
    const { files, notes } = policyFiles(reference, tables, run, library);
    yield { files, report: `${region}: ${notes}` };
  }
}

/**
 * The files of a region's policy scenario by path, made from its reference run, and what came of it in a few words; `run`
 * runs the policy scenario with files in place of those of the library.
 */
export function policyFiles(
  reference: ScenarioRun,
  tables: PolicyTables,
  run: (files: ReadonlyMap<string, string>) => ScenarioRun,
  library: Library,
): { files: ReadonlyMap<string, string>; notes: string } {
  const { region } = reference.scenario;
  const places = [region.id, ...(region.level === "city" || region.level === "district" ? [region.parent ?? ""] : [])];
  const promised = promisedCapacities(reference, tables);
  const forest = plannedForest(reference, tables);
  const switches = switchLines(places, tables);
  const file = regionPath(library, `${region.id}.yaml`);
  const before = library.read(file) ?? "";
  const has = before.includes(`${region.id}/levers`);
  const filesFor = (settings: readonly Setting[], more: RegionLever | undefined): Map<string, string> => {
    const levers = [...promised, more, forest].filter((lever) => lever !== undefined);
    const scenario = policyScenario(region.label, switches, levers, settings);
    const files = new Map([[`scenarios/${region.id}/policy.yaml`, scenario]]);
    if (!has && levers.length === 0) return files;
    files.set(`data/regions/${region.id}/levers.yaml`, leversYaml(levers));
    if (!has) files.set(file, before.replace(/^extends: \[?([^\]\n]+)\]?$/m, `extends: [$1, ${region.id}/levers]`));
    return files;
  };
  const asked = leverSettings(region, places, tables);
  const settings = solveSettings(asked, (tried) => run(filesFor(tried, undefined)), tables.quantities);
  const more = newEnergy(region.id, tables, (tried) => run(filesFor(settings, tried)));
  const solved = asked.filter(({ reach }) => reach !== undefined).length;
  return {
    files: filesFor(settings, more),
    notes: `${settings.length} levers, ${solved} by a number to be reached, ${promised.length} capacities beyond the reference${more === undefined ? "" : ", wind and solar for a share"}`,
  };
}

/** The YAML of a policy scenario; `switches` are the lines of the accounting rules. */
function policyScenario(
  label: Label,
  switches: readonly string[],
  levers: readonly RegionLever[],
  settings: readonly Setting[],
): string {
  const lines = [
    "# yaml-language-server: $schema=../../dist/schemas/scenario.json",
    `${policyMark}. Each lever names its statement in dist/targets.csv or its document:`,
    "# a number of the region's own plans first, then measures that they name (level 1), then national plans. Levers start in 2026.",
    "extends: reference",
    `title: {en: ${JSON.stringify(`${label.en}, plans carried out`)}, zh: "${label.zh}：现行规划情景"}`,
    "assume:",
    ...switches,
    "levers:",
    ...levers.map(({ name, source }) => `  ${name}: {strength: 1, source: ${JSON.stringify(source)}}`),
    ...settings.map(({ lever, strength, level, knots, start, full, source }) => {
      const words = {
        level,
        strength: level === undefined ? strength : undefined,
        knots: knots && `{${knotsFor(knots, strength ?? 1)}}`,
        start,
        full: knots === undefined ? full : undefined,
        source: JSON.stringify(source),
      };
      const parts = Object.entries(words).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
      return `  ${lever}: {${parts.join(", ")}}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** Knots are shares of the strength; `later` is what brings the lever to level 1. */
function knotsFor(knots: string, strength: number): string {
  return knots.replaceAll("later", String(round(Math.min(1, LEVEL_ONE / Math.max(strength, 1e-9)))));
}

/** The accounting rules of the region's plans that are switched on, each with the document that asks for it. */
function switchLines(places: readonly string[], { switches, measures }: PolicyTables): string[] {
  return switches.flatMap(({ parameter, year, source, everywhere }) => {
    const named = namedMeasure(measures, places, parameter);
    if (named === undefined && everywhere !== "1") return [];
    const where = named === undefined ? source : `${named.document}, ${named.section}; ${source}`;
    return [`  ${parameter}: {${Number(year) - 1}: 0, ${year}: 1, between: step, source: ${JSON.stringify(where)}}`];
  });
}
