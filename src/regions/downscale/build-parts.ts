import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Model } from "../../engine/language/model.ts";
import { readModel } from "../../engine/language/read-model.ts";
import { nodeLibrary } from "../../files/library.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { modelFiles } from "../../scenario/model-files.ts";
import { type Level, readRegion } from "../../scenario/region/region.ts";
import type { Library } from "../../text/library.ts";
import { InputError, type Problem } from "../../text/problems.ts";
import { readProvinces, readSources } from "../china/sources.ts";
import { readCsv } from "../csv.ts";
import { runValues } from "./build.ts";
import { readCityFacts } from "./city-facts.ts";
import { cityReport, cityTotals } from "./city-report.ts";
import { partFiles } from "./files.ts";
import { type CityName, cityOrder } from "./order.ts";
import { readCityRules } from "./rules.ts";
import { type Whole, wholeOf } from "./whole.ts";

const written = "Written by `npm run build:data` from data/sources/cities.csv and the parent's tables.";

/**
 * Writes the files of the cities and districts of `city_names.csv` whose parent stands in data/regions, beneath
 * `root`, and returns what the build prints.
 */
export function buildCities(
  root: string,
  read: (file: string) => string,
  keep: (parent: string) => boolean = () => true,
): string {
  const library = nodeLibrary(root, root);
  const model = readModel(modelFiles(library, "regional"));
  const facts = readCityFacts(read("cities.csv"));
  const ruleOf = readCityRules(read("city_rules.csv"), model);
  const citations = new Map(readCsv(read("city_references.csv")).map(({ key, citation }) => [key, citation]));
  const cite = (keys: string): string => citations.get(keys) ?? keys;
  const names: CityName[] = readCsv(read("city_names.csv")).map(({ region, parent, level, en, zh }) => ({
    id: region,
    parent,
    level: level as Level,
    label: { en, zh },
  }));
  const provinceOf = new Map(readProvinces(read).map(({ id, province }) => [id, province]));
  const programs = sharedPrograms();
  const lines: string[] = [];
  for (const parent of new Set(names.map((name) => name.parent).filter(keep))) {
    const province = provinceOf.get(parent);
    if (province === undefined || !existsSync(join(root, `data/regions/${parent}.yaml`))) {
      lines.push(`${parent}: no such region; its parts are left out`);
      continue;
    }
    const whole = readWhole(library, model, parent);
    const run = runValues(library, model, `${parent}/reference`, programs);
    const siblings = names.filter((name) => name.parent === parent);
    const parts = siblings.map((name) => {
      const order = cityOrder(whole, readSources(read, province), facts, name, siblings, written);
      const { files, part } = partFiles(library, whole, ruleOf, order, run, programs, cite);
      for (const [path, text] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        if (path.startsWith("scenarios/") && !isWritten(join(root, path))) continue;
        writeFileSync(join(root, path), text);
      }
      return { name, order, part };
    });
    lines.push(...cityReport(parts), ...cityTotals(whole, parts));
  }
  return lines.join("\n");
}

/** A scenario that somebody has made his own is left as it is. */
function isWritten(path: string): boolean {
  return !existsSync(path) || readFileSync(path, "utf8").includes(written);
}

function readWhole(library: Library, model: Model, id: string): Whole {
  const problems: Problem[] = [];
  const region = readRegion(library, model, id, { file: `data/regions/${id}.yaml`, line: 1, column: 1 }, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  return wholeOf(region, model);
}
