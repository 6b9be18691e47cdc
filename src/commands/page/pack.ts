import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Folders } from "../../files/installed.ts";
import { installedLibrary, packageFolder } from "../../files/installed.ts";
import { sha256, sha256Hex } from "../../files/sha256.ts";
import { openDesk } from "../../page/desk.ts";
import { pageHtml } from "../../page/html.ts";
import { type Packed, packBytes, packedModel, withComposed } from "../../page/packed.ts";
import { untouched } from "../../page/state.ts";
import { type Language, type Words, wordsIn } from "../../report/words/languages.ts";
import { en } from "../../report/words/page/en.ts";
import { zh } from "../../report/words/page/zh.ts";
import { isSum, loadCache, loadRuns } from "../../run/load.ts";
import { structureOf } from "../../run/shared-programs.ts";
import { certaintyFinder, certaintyTexts } from "../../run/stored-certainty.ts";
import { scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { recording } from "../../text/library.ts";
import { usageError } from "../../text/problems.ts";
import { VERSION } from "../../text/version.ts";

/** Where the built interface and engine of pages stand, beneath the package. */
const builtPages = "dist/page";

/** A page of these scenarios as one HTML text; `served` says where `peakpath serve` listens to it. */
export async function pageOf(
  folders: Folders,
  scenarios: readonly string[],
  language: Language,
  served?: { readonly token: string },
): Promise<string> {
  const packed = packScenarios(folders, scenarios);
  const [first] = packed.scenarios;
  const desk = openDesk(packed);
  const words: Words = await wordsIn(language);
  const facts = desk.facts(first);
  const answer = desk.answer(untouched(first), words);
  const opening = { version: VERSION, language, scenarios: packed.scenarios, served, facts, answer };
  return pageHtml(
    {
      title: (language === "en" ? en : zh).title(language === "en" ? facts.region.en : facts.region.zh),
      language: words.tag,
      style: builtPart("style.css"),
      script: builtPart("ui.js"),
      engine: builtPart("engine.js"),
      workbook: builtPart("workbook.js"),
      opening: JSON.stringify(opening),
      // Level 9 and no time in the head: the same bytes for the same files.
      pack: gzipSync(packBytes(packed), { level: 9 }).toString("base64"),
      connect: served === undefined ? "'none'" : "'self'",
    },
    (text) => sha256(text).toString("base64"),
  );
}

/** A part of pages as the installation has built it. */
export function builtPart(name: "style.css" | "ui.js" | "engine.js" | "workbook.js"): string {
  return readFileSync(join(packageFolder(), builtPages, name), "utf8");
}

/**
 * The scenarios with all that they rest on.
 *
 * @throws InputError with every mistake in them; UsageError for one over several regions.
 */
export function packScenarios(folders: Folders, ids: readonly string[]): Packed {
  const installed = installedLibrary(folders);
  const texts = new Map<string, string>();
  const library = { ...installed, ...pick(recording(installed, texts)) };
  const loaded = loadRuns(library, ids, loadCache());
  const several = loaded.find(isSum);
  if (several !== undefined) throw usageError("page_of_one_region", { id: several.id });
  const own = loaded.filter((entry): entry is Scenario => !isSum(entry));
  // What a page draws from to say how sure a moved peak is.
  if (own.some(({ model }) => model.report?.certainty !== undefined)) certaintyTexts(library);
  const certain = certaintyFinder(installed, sha256Hex);
  const models = new Map(own.map(({ model }) => [model.name, model]));
  const modules = new Map(
    own.flatMap((scenario) => {
      const structure = structureOf(scenario.model, scenarioInputs(scenario));
      const bytes = installed.module(scenario.model, structure);
      const model = scenario.model.name;
      return bytes === undefined ? [] : [[`${model} ${structure}`, { model, structure, bytes }] as const];
    }),
  );
  const packed = {
    scenarios: own.map(({ id }) => id),
    texts: Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1))),
    trees: Object.fromEntries(
      [...texts].flatMap(([path, text]) => {
        const tree = installed.tree(path, text);
        return tree === undefined ? [] : [[path, tree] as const];
      }),
    ),
    models: [...models.values()].map(packedModel),
    modules: [...modules.values()],
    certainty: Object.fromEntries(
      own.flatMap((scenario) => {
        const found = certain(scenario);
        return found === undefined ? [] : [[scenario.id, found] as const];
      }),
    ),
  };
  return withComposed(packed, own[0].model.name);
}

function pick({ read, list }: ReturnType<typeof recording>) {
  return { read, list };
}
