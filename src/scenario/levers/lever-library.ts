import type { Model } from "../../engine/language/model.ts";
import { objectSchema, place, readFields, ref, required, text } from "../../text/fields.ts";
import type { Library } from "../../text/library.ts";
import type { Problem } from "../../text/problems.ts";
import {
  type Cursor,
  cursorAt,
  entriesAt,
  field,
  mapAt,
  refuse,
  requireKey,
  textAt,
  topAt,
  topOf,
} from "../../text/reader.ts";
import type { Located } from "../../text/yaml.ts";
import { readNamed, readYamlAt } from "../chain.ts";

const leverFolder = "data/levers";

/** Files of levers that have been read, so that their levers are the same objects for all regions. */
const read = new Map<string, { readonly text: string; readonly root: Located }>();

const fileFields = {
  model: required(text("The model that they act on", "所作用的模型")),
  levers: required(place({ type: "object", additionalProperties: ref("lever") })),
  doc: text(),
};

export const leverFileSchema = { ...objectSchema(fileFields), description: "Levers of peakpath\npeakpath 的措施" };

/** The levers that the library's files give for this model, by id, not yet read. */
export function leverEntries(library: Library, model: Pick<Model, "name">, problems: Problem[]): Map<string, Cursor> {
  const entries = new Map<string, Cursor>();
  for (const name of library.list(leverFolder)) {
    if (!name.endsWith(".yaml")) continue;
    const file = `${leverFolder}/${name}`;
    const text = readNamed(library, file, topAt(topOf(file), "", problems))?.text;
    if (text === undefined) continue;
    // Another model's levers are recognised without reading the whole file.
    const declared = /^model:[ \t]*([\w-]+)[ \t]*$/m.exec(text)?.[1];
    if (declared !== undefined && declared !== model.name) continue;
    const map = mapAt(readOnce(library, text, file, problems), "{model: regional, levers: {...}}");
    if (map === undefined) continue;
    if (map.node.entries.has("model") && textAt(field(map, "model")) !== model.name) continue;
    const { levers } = readFields(map, fileFields);
    if (!requireKey(map, "model", "why_levers_model", { model: model.name }, topOf(file))) continue;
    for (const [id, at] of entriesAt(mapAt(levers, "{offshore_wind: {...}}"))) {
      const twin = entries.get(id)?.keyAt.file;
      if (twin !== undefined) refuse(at, "lever_twice", { file: twin }, at.keyAt);
      entries.set(id, at);
    }
  }
  return entries;
}

function readOnce(library: Library, text: string, file: string, problems: Problem[]): Cursor | undefined {
  const before = read.get(file);
  if (before?.text === text) return cursorAt(before.root, "", problems);
  const begun = problems.length;
  const root = readYamlAt(library, text, file, problems);
  // A file with mistakes has a tree too, and its mistakes are to be told by every reading.
  if (root !== undefined && problems.length === begun) read.set(file, { text, root: root.node });
  return root;
}
