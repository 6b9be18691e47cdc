import type { Model } from "../../engine/language/model.ts";
import type { Library } from "../../text/library.ts";
import { InputError, type Problem } from "../../text/problems.ts";
import { asMap, asText, checkKeys, nodeAt, topOf } from "../../text/reader.ts";
import { type Located, readYaml } from "../../text/yaml.ts";
import { readNamed } from "../read-named.ts";

export const leverFolder = "data/levers";

/** Files of levers that have been read, so that their levers are the same objects for all regions. */
const read = new Map<string, { readonly text: string; readonly root: Located }>();

/** The levers that the library's files give for this model, by id, not yet read. */
export function leverEntries(library: Library, model: Model, problems: Problem[]): Map<string, Located> {
  const entries = new Map<string, Located>();
  const stands = new Map<string, string>();
  for (const name of library.list(leverFolder)) {
    if (!name.endsWith(".yaml")) continue;
    const file = `${leverFolder}/${name}`;
    const text = readNamed(library, file, topOf(file), "", problems)?.text;
    if (text === undefined) continue;
    // Another model's levers are recognised without reading the whole file.
    const declared = /^model:[ \t]*([\w-]+)[ \t]*$/m.exec(text)?.[1];
    if (declared !== undefined && declared !== model.name) continue;
    const root = readRoot(text, file, problems);
    const map = root === undefined ? undefined : asMap(root, "", "{model: regional, levers: {...}}", problems);
    if (map === undefined) continue;
    const modelNode = map.entries.get("model")?.value;
    if (modelNode === undefined) {
      problems.push({
        at: topOf(file),
        path: "model",
        message: `"model" is missing; a file of levers says which model they act on, such as model: ${model.name}`,
      });
      continue;
    }
    if (asText(modelNode, "model", problems) !== model.name) continue;
    checkKeys(map, ["model", "levers", "doc"], "", problems);
    const levers = nodeAt(map, "levers");
    if (levers === undefined) continue;
    for (const [id, { keyAt, value }] of asMap(levers, "levers", "{offshore_wind: {...}}", problems)?.entries ?? []) {
      const twin = stands.get(id);
      if (twin !== undefined)
        problems.push({
          at: keyAt,
          path: `levers.${id}`,
          message: `a lever of this name stands in ${twin} already; names are given once`,
        });
      stands.set(id, file);
      entries.set(id, value);
    }
  }
  return entries;
}

function readRoot(text: string, file: string, problems: Problem[]): Located | undefined {
  try {
    const before = read.get(file);
    if (before?.text === text) return before.root;
    const root = readYaml(text, file);
    read.set(file, { text, root });
    return root;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
