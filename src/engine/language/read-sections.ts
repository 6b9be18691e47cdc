import { type Label, likely, type Problem } from "../../text/problems.ts";
import { type Cursor, cursorAt, entriesAt, mapAt, refuse, textAt } from "../../text/reader.ts";
import { type Located, readYaml } from "../../text/yaml.ts";
import type { Domain, ModelFile } from "./model.ts";
import { bothLanguages } from "./model-fields.ts";

/** A declaration of a model: its name, where it stands, and the subject of its file. */
export interface Entry {
  readonly name: string;
  readonly at: Cursor;
  readonly subject: string;
}

export const sectionNames = ["units", "sets", "parameters", "variables", "checks"] as const;

export interface Sections extends Readonly<Record<(typeof sectionNames)[number], Entry[]>> {
  name: string;
  label: Label;
  report?: Located;
}

/** What the files of a model declare, section by section, as if they were one file. */
export function gatherSections(files: readonly ModelFile[], problems: Problem[]): Sections {
  const label = { en: "", zh: "" };
  const sections: Sections = { name: "", label, units: [], sets: [], parameters: [], variables: [], checks: [] };
  for (const file of files) {
    const root = mapAt(cursorAt(readYaml(file.text, file.name), "", problems), "{model: regional, parameters: {…}}");
    const subject = file.name.replace(/^.*\//, "").replace(/\.yaml$/, "");
    for (const [key, at] of entriesAt(root)) {
      const section = sectionNames.find((name) => name === key);
      if (key === "model") sections.name = textAt(at) ?? "";
      else if (key === "label") sections.label = bothLanguages(at);
      else if (key === "report") sections.report = at.node;
      else if (section !== undefined) gather(sections[section], at, subject);
      else refuse(at, "section_unknown", { sections: sectionNames, near: likely(key, sectionNames) }, at.keyAt);
    }
  }
  return sections;
}

function gather(section: Entry[], at: Cursor, subject: string): void {
  for (const [name, entry] of entriesAt(mapAt(at, "{name: {…}}"))) {
    const twin = section.find((other) => other.name === name)?.at.keyAt;
    if (twin !== undefined) refuse(entry, "declared_at", { file: twin.file, line: twin.line }, entry.keyAt);
    section.push({ name, at: entry, subject });
  }
}

const snakeCase = /^[a-z][a-z0-9_]*$/;

const languageWords = new Set(
  ["year", "base_year", "and", "or", "not", "if", "min", "max", "clip", "abs", "exp", "log", "sqrt"].concat([
    "sum",
    "previous",
    "lag",
    "before",
    "after",
    "shift",
    "else",
  ]),
);

/** Reports a name that formulas could not write. */
export function checkName(name: string, at: Cursor): void {
  if (!snakeCase.test(name)) refuse(at, "name_form", { name }, at.keyAt);
  if (languageWords.has(name)) refuse(at, "name_of_language", { name }, at.keyAt);
}

/** Reports names of sections that stand for two things. */
export function refuseSharedNames(groups: readonly (readonly Entry[])[], domains: ReadonlyMap<string, Domain>): void {
  const seen = new Map<string, Entry>();
  for (const entry of groups.flat()) {
    const at = { ...entry.at, path: entry.name };
    const twin = seen.get(entry.name)?.at.keyAt;
    if (twin !== undefined) refuse(at, "name_stands", { file: twin.file, line: twin.line }, at.keyAt);
    if (domains.has(entry.name)) refuse(at, "name_of_set", {}, at.keyAt);
    seen.set(entry.name, entry);
  }
}
