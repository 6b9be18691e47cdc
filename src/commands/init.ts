import { lstatSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { designSchema } from "../batch/design/design-schema.ts";
import { cellNames } from "../engine/language/cells.ts";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import { yamlLabel } from "../regions/downscale/files.ts";
import { percent, spanText } from "../report/text/number-text.ts";
import { labelOf } from "../report/words/labels.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { loadScenarios } from "../run/load.ts";
import { listScenarios, planScenarios } from "../scenario/head.ts";
import type { Family, Lever } from "../scenario/levers/lever.ts";
import { modelNames, modelOf } from "../scenario/model-files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { fileSchemas } from "../scenario/schemas.ts";
import { jsonText } from "../text/json.ts";
import { usageError } from "../text/problems.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { textOr, withLanguage } from "./shell/options.ts";
import { checkRegion } from "./shell/region-files.ts";
import { ownSchemas } from "./shell/schema-lines.ts";

/** The scenario that a new folder begins with. */
const NAME = "mine";
/** One lever of each of these stands in it, the first to be changed and the others as comments. */
const shownFamilies: readonly Family[] = [
  "transport",
  "renewables",
  "electrification",
  "buildings",
  "efficiency",
  "fuel_switch",
];

/** `peakpath init`: a folder to work in, with a scenario that runs. */
export const initCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("folder", { type: "string", default: ".", describe: "Where to begin; the working folder without" })
      .option("region", textOr("zhejiang", "Region of the first scenario; peakpath list regions shows all"))
      .example("$0 init my-plan --region huzhou", "a folder with a scenario of Huzhou that is yours to change")
      .example("$0 init 湖州 --region huzhou --lang zh", "the same with a Chinese page and comments"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    if (args.folder.trim() === "" || args.folder.includes("\0")) throw usageError("init_folder", { text: args.folder });
    const folder = resolve(terminal.workingFolder, args.folder);
    const library = installedLibrary({ ...terminal, workingFolder: folder });
    checkRegion(library, args.region, "--region");
    const ids = listScenarios(library);
    const parent = [...planScenarios, "reference"].find((name) => ids.includes(`${args.region}/${name}`));
    if (parent === undefined) throw usageError("init_no_scenario", { region: args.region });
    const [scenario] = loadScenarios(library, [`${args.region}/${parent}`]);
    const id = `${args.region}/${NAME}`;
    const models = modelNames(library).map((name) => modelOf(library, name));
    const schemas = [...fileSchemas(library, models, designSchema)].filter(([kind]) => kind !== "model");
    const m = words.init;
    const files = new Map<string, string>([
      [`scenarios/${id}.yaml`, scenarioText(scenario, parent, id, words)],
      ["README.md", `${m.readme({ id, parent: scenario.id, region: args.region }).join("\n")}\n`],
      [".gitignore", "# What peakpath writes anew at any time\nresults/\npictures/\ndist/\nnode_modules/\n"],
      ...schemas.map(([kind, schema]) => [`${ownSchemas}/${kind}.json`, jsonText(schema)] as const),
    ]);
    checkFolder(folder);
    for (const file of files.keys())
      if (lstatSync(join(folder, file), { throwIfNoEntry: false }) !== undefined)
        throw usageError("init_stands", { path: join(args.folder, file) });
    await writeFiles(folder, files);
    const to = relative(terminal.workingFolder, folder);
    const program = join(terminal.packageFolder, "dist", "peakpath.js");
    const inLanguage = args.lang === "en" ? "" : ` --lang ${args.lang}`;
    await give(call, args, {
      lines: () => [
        m.made(args.folder),
        ...[...files.keys()].map(words.common.wroteFile),
        m.next,
        ...(to === "" ? [] : [`  cd ${quoted(to)}`]),
        ...["check", "run", "watch"].map((name) => `  peakpath ${name} ${id}${inLanguage}`),
        m.notFound(`alias peakpath='node ${quoted(program)}'`),
      ],
      json: () => ({ folder: args.folder, scenario: id, files: [...files.keys()] }),
    });
  },
);

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"${path.replace(/["$`\\]/g, "\\$&")}"`;
}

/** A scenario with all that one may write in it, of which what stands in comments is only shown. */
function scenarioText(scenario: Scenario, parent: string, id: string, words: Words): string {
  const { region, model, base, baseYear, horizon, lastObserved } = scenario;
  const m = words.init;
  const title = labelOf((own) => own.init.title(own.say(region.label)));
  const levers = shownLevers(scenario);
  const entries = levers.flatMap((lever, i) => {
    const comment = `  # ${leverText(lever, scenario, words)}`;
    return [comment, i === 0 ? `  ${lever.id}: {strength: 80 %}` : `  # ${lever.id}: {strength: 50 %}`];
  });
  const growth = ["gdp_growth", "income_growth"].find((name) => model.parameters.has(name));
  const from = lastObserved + 1;
  const here = Number((100 * (base.values.get(growth ?? "")?.[from - baseYear] ?? 0)).toPrecision(2));
  const boundaries = cellNames(model, model.report?.peak?.over ?? []).map(([name]) => name);
  const boundary = model.report?.defaultBoundary ?? boundaries[0];
  return `${[
    `# yaml-language-server: $schema=../../${ownSchemas}/scenario.json`,
    ...m.head({ id, parent: scenario.id }).map((line) => `# ${line}`),
    `extends: ${parent}`,
    `title: ${yamlLabel(title)}`,
    "",
    ...m.levers(scenario.id, levers[0]?.id ?? "").map((line) => `# ${line}`),
    ...(levers.length === 0 ? ["# levers:"] : ["levers:"]),
    ...entries,
    "",
    ...m.assume(scenario.id, region.id).map((line) => `# ${line}`),
    ...(growth === undefined
      ? []
      : ["# assume:", `#   ${growth}: {${from}-${Math.min(from + 4, horizon)}: ${here} %/yr}`]),
    "",
    ...m.targets(boundaries).map((line) => `# ${line}`),
    "targets:",
    `  peak: {boundary: ${boundary}, by: ${Math.min(2030, horizon)}}`,
  ].join("\n")}\n`;
}

/** One lever of each of some families, one that the scenario pulls already before one that it does not. */
function shownLevers({ region, levers }: Scenario): Lever[] {
  const all = [...region.levers.values()];
  return shownFamilies.flatMap((family) => {
    const own = all.filter((lever) => lever.family === family);
    return own.find(({ id }) => levers.has(id)) ?? own[0] ?? [];
  });
}

/** What a lever is called, what it is at full strength, and how the parent pulls it. */
function leverText({ id, label, potential }: Lever, { id: scenario, levers }: Scenario, words: Words): string {
  const pulled = levers.get(id);
  const here = pulled && `${percent(pulled.strength, 0)} ${spanText({ from: pulled.start, to: pulled.full })}`;
  const full = potential === undefined ? undefined : words.say(potential);
  // Whatever a region's file says, a comment ends with its line.
  return words.init.lever({ label: words.say(label), full, here, scenario }).replace(/\s+/g, " ");
}
