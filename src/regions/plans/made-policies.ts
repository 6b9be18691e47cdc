import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { composeScenario } from "../../scenario/compose.ts";
import { listScenarios, planScenarios } from "../../scenario/head.ts";
import { scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Region } from "../../scenario/region/region.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { layeredLibrary } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import { chinaFiles } from "../china/source-tables.ts";
import { grouped, readCsv } from "../csv.ts";
import type { Workshop } from "../workshop.ts";
import { capacitySettings, newEnergy, type Promised, plannedForest, promisedCapacities } from "./region-levers.ts";
import { LEVEL_ONE, type LeftOut, leverSettings, namedMeasure, type Setting, solveSettings } from "./settings.ts";
import { hasPlan, type PolicyTables, policyMark, policyTables, round } from "./tables.ts";
import { targetLines, targetsCsv, targetTables } from "./targets-table.ts";
import { settingsOfPart } from "./whole-settings.ts";

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
      `of these in force ${mapped.filter(({ kind, version }) => kind !== "early" && version === "in_force").length}`,
      `without a quantity: ${count("reason")}`,
    ],
  };
}

/**
 * The policy scenario of every region with a reference of the regional model, or of those in `only`. A scenario that
 * somebody has made his own is left out, and so is a region whose reference does not run.
 */
export function* madePolicies(
  { library, model, programs }: Workshop,
  only: ReadonlySet<string> = new Set(),
): Generator<{ readonly files: ReadonlyMap<string, string>; readonly report: string }> {
  const tables = policyTables(library);
  const runOf = (id: string, files: ReadonlyMap<string, string> = new Map()): ScenarioRun =>
    runScenario(composeScenario(layeredLibrary(library, files), model, id), programs);
  const parts = new Set(readCsv(chinaFiles(library)("city_names.csv")).map(({ region }) => region));
  // A part follows its whole, which is made before it.
  const scenarios = listScenarios(library);
  const ids = scenarios.map((id) => ({ id, later: Number(parts.has(id.split("/")[0])) }));
  for (const { id } of ids.sort((a, b) => a.later - b.later)) {
    const [region, name] = id.split("/");
    if (name !== "reference" || (only.size > 0 && !only.has(region))) continue;
    if (/^model: (?!regional)/m.test(library.read(`scenarios/${id}.yaml`) ?? "")) continue;
    if (planScenarios.some((plan) => library.read(`scenarios/${region}/${plan}.yaml`)?.includes(policyMark) === false))
      continue;
    let reference: ScenarioRun;
    try {
      reference = runOf(id);
    } catch (error) {
      const [reason] = (error as Error).message.split("\n");
      yield { files: new Map(), report: `${id} does not run and gets no policy: ${reason}` };
      continue;
    }
    const { parent, downscaled } = reference.scenario.region;
    const above = (downscaled === undefined ? [] : planScenarios)
      .map((plan) => `${parent}/${plan}`)
      .find((other) => scenarios.includes(other));
    const whole = above === undefined ? undefined : composeScenario(library, model, above);
    const { files, notes } = policyFiles(reference, tables, runOf, whole);
    yield { files, report: `${region}: ${notes}` };
  }
}

/**
 * The file of what a region's plans come to by path, made from its reference run, and what came of it in a few words:
 * the scenario `policy`, or `national` where no document speaks for the region. `runOf` runs a scenario with files in place
 * of those of the library. A part of a `whole` is set as that scenario is where its own documents say nothing. `mark` says who
 * writes the file.
 */
export function policyFiles(
  reference: ScenarioRun,
  tables: PolicyTables,
  runOf: (id: string, files: ReadonlyMap<string, string>) => ScenarioRun,
  whole?: Scenario,
  mark = policyMark,
): { files: ReadonlyMap<string, string>; notes: string } {
  const { region } = reference.scenario;
  const places = placesOf(region);
  const [policy, national] = planScenarios;
  const name = hasPlan(tables, places) ? policy : national;
  const run = (files: ReadonlyMap<string, string>): ScenarioRun => runOf(`${region.id}/${name}`, files);
  const promised = promisedCapacities(withoutProjects(reference), tables);
  const found = leverSettings(region, places, tables);
  const ofPart = whole && settingsOfPart(found.settings, region, whole, tables);
  const asked = ofPart?.settings ?? found.settings;
  const leftOut = [...found.leftOut, ...(ofPart?.leftOut ?? [])];
  const forest = plannedForest(reference, tables);
  const switches = switchLines(places, tables);
  const { projects } = reference.scenario;
  const filesFor = (settings: readonly Setting[], more: readonly Promised[]): Map<string, string> => {
    const sized = capacitySettings(reference, [...promised, ...more]).concat(forest ?? []);
    const others = settings.filter(({ lever }) => sized.every((own) => own.lever !== lever));
    const left = [...leftOut, ...standing(asked, [...sized, ...others])];
    const parts = { mark, projects, switches, settings: [...sized, ...others], leftOut: left };
    return new Map([[`scenarios/${region.id}/${name}.yaml`, policyScenario(region, name, parts)]]);
  };
  const settings = solveSettings(asked, (tried) => run(filesFor(tried, [])), tables.quantities);
  const more = newEnergy(reference, tables, promised, (tried) => run(filesFor(settings, tried)));
  const solved = asked.filter(({ reach }) => reach !== undefined).length;
  return {
    files: filesFor(settings, more),
    notes: `${settings.length} levers, ${solved} by a number to be reached, ${promised.length} capacities beyond the reference${more.length === 0 ? "" : ", wind and solar for a share"}`,
  };
}

/** The run without the region's projects: they fill what a plan promises in total, so it is sized without them. */
function withoutProjects(run: ScenarioRun): ScenarioRun {
  const { scenario } = run;
  if (scenario.projects.size === 0) return run;
  return runScenario(
    scenario,
    undefined,
    scenarioInputs(scenario, new Map([...scenario.projects.keys()].map((id) => [id, 0]))),
  );
}

/** Levers whose number stands without them. */
function standing(asked: readonly Setting[], settings: readonly Setting[]): LeftOut[] {
  const pulled = new Set(settings.map(({ lever }) => lever));
  return asked.flatMap(({ lever }) => (pulled.has(lever) ? [] : [{ lever, why: "the number stands without it" }]));
}

function titleOf({ en, zh }: Label, name: (typeof planScenarios)[number]): Label {
  return name === "policy"
    ? { en: `${en}, plans carried out`, zh: `${zh}：现行规划情景` }
    : { en: `${en}, national plans`, zh: `${zh}：国家规划情景` };
}

/** The region and, of a part, the whole whose plans speak for it too. */
function placesOf({ id, downscaled, parent }: Region): string[] {
  return [id, ...(downscaled !== undefined && parent !== undefined ? [parent] : [])];
}

/** The YAML of a policy scenario; `switches` are the lines of the accounting rules. */
function policyScenario(
  region: Region,
  name: (typeof planScenarios)[number],
  parts: {
    readonly mark: string;
    readonly projects: Scenario["projects"];
    readonly switches: readonly string[];
    readonly settings: readonly Setting[];
    readonly leftOut: readonly LeftOut[];
  },
): string {
  const { mark, projects, switches, settings, leftOut } = parts;
  const title = titleOf(region.label, name);
  const lines = [
    "# yaml-language-server: $schema=../../dist/schemas/scenario.json",
    `${mark}. Each lever names its statement in dist/targets.csv or its document:`,
    "# own = a number of the region's documents or its province's, national = one of a national plan, counted = named without a",
    "# number, as large as such measures were counted, unsized = named and counted nowhere (level 1). Levers start in 2026.",
    "extends: reference",
    `title: {en: ${JSON.stringify(title.en)}, zh: ${JSON.stringify(title.zh)}}`,
    ...([...projects.values()].some(({ lever }) => lever.project?.status === "planned")
      ? ["project_status: [operating, building, approved, planned]"]
      : []),
    "assume:",
    ...switches,
    "levers:",
    ...settings.map(({ lever, strength, level, knots, start, full, basis, responsible, source }) => {
      const words = {
        level,
        strength: level === undefined ? strength : undefined,
        knots: knots && `{${knotsFor(knots, strength ?? 1)}}`,
        start,
        full: knots === undefined ? full : undefined,
        basis,
        responsible: responsible && JSON.stringify(responsible),
        source: JSON.stringify(source),
      };
      const parts = Object.entries(words).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
      return `  ${lever}: {${parts.join(", ")}}`;
    }),
    ...leftOutLines(leftOut),
  ];
  return `${lines.join("\n")}\n`;
}

/** Characters of a comment's line. */
const LINE = 118;

/** The levers that are left out, by the reason, as a comment. */
function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const lines = [...grouped(leftOut, ({ why }) => why)].flatMap(([why, group]) => {
    const names = group.map(({ lever }, i) => `${lever}${i === group.length - 1 ? "." : ","}`);
    const wrapped: string[] = [];
    for (const word of [`${why}:`, ...names]) {
      const line = `${wrapped.at(-1)} ${word}`;
      if (wrapped.length > 0 && line.length <= LINE) wrapped.splice(-1, 1, line);
      else wrapped.push(`#   ${word}`);
    }
    return wrapped;
  });
  return lines.length === 0 ? [] : [`# Left out (${leftOut.length}):`, ...lines];
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
