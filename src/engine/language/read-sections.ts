import { readFields } from "../../text/fields.ts";
import { type Label, likely, type Problem } from "../../text/problems.ts";
import {
  type Cursor,
  cursorAt,
  entriesAt,
  field,
  type MapCursor,
  mapAt,
  refuse,
  textAt,
  textListAt,
  under,
} from "../../text/reader.ts";
import { readYamlOn } from "../../text/yaml.ts";
import type { Domain, Member, ModelFile, ModelSet, Subject } from "./model.ts";
import { bothLanguages, labelIn, setFields } from "./model-fields.ts";

/** A declaration of a model: its name, where it stands, and the subject of its file. */
export interface Entry {
  readonly name: string;
  readonly at: Cursor;
  readonly subject: string;
}

const sectionNames = ["units", "sets", "parameters", "variables", "checks"] as const;

export interface Sections extends Readonly<Record<(typeof sectionNames)[number], Entry[]>> {
  name: string;
  label: Label;
  readonly subjects: Map<string, Subject>;
  report?: Cursor;
}

/** What the files of a model declare, section by section, as if they were one file. */
export function gatherSections(files: readonly ModelFile[], problems: Problem[]): Sections {
  const label = { en: "", zh: "" };
  const declared = { units: [], sets: [], parameters: [], variables: [], checks: [] };
  const sections: Sections = { name: "", label, subjects: new Map(), ...declared };
  const names = files.map(({ name }) => subjectOf(name));
  for (const file of files) {
    const read = readYamlOn(file.text, file.name, problems);
    const root = mapAt(read && cursorAt(read, "", problems), "{model: regional, parameters: {…}}");
    const subject = subjectOf(file.name);
    for (const [key, at] of entriesAt(root)) {
      const section = sectionNames.find((name) => name === key);
      if (key === "model") sections.name = textAt(at) ?? "";
      else if (key === "label") sections.label = bothLanguages(at);
      else if (key === "report") sections.report = at;
      else if (key === "subjects") readSubjects(at, names, sections.subjects);
      else if (section !== undefined) gather(sections[section], at, subject);
      else refuse(at, "section_unknown", { sections: sectionNames, near: likely(key, sectionNames) }, at.keyAt);
    }
  }
  return sections;
}

function subjectOf(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.yaml$/, "");
}

/** The subjects that a model names, each the name of one of its files. */
function readSubjects(section: Cursor, files: readonly string[], subjects: Map<string, Subject>): void {
  for (const [name, at] of entriesAt(mapAt(section, "{emissions: {en: Emissions, zh: 排放}}"))) {
    if (!files.includes(name)) refuse(at, "subject_unknown", { name, near: likely(name, files) }, at.keyAt);
    const map = mapAt(at, "{en: Emissions, zh: 排放}");
    if (map === undefined) continue;
    const doc = field(map, "doc");
    subjects.set(name, {
      name,
      label: bothLanguages(map, ["doc"]),
      ...(doc === undefined ? {} : { doc: bothLanguages(doc) }),
    });
  }
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

/** The sets of a model, and every set and subset as a domain. */
export function readSets(entries: readonly Entry[]): { sets: Map<string, ModelSet>; domains: Map<string, Domain> } {
  const sets = new Map<string, ModelSet>();
  const domains = new Map<string, Domain>();
  for (const { name, at } of entries) {
    checkName(name, at);
    const map = mapAt(at, "{label: {…}, members: {…}}");
    if (map === undefined) continue;
    const values = readFields(map, setFields);
    const label = labelIn(map);
    const numeric = values.from !== undefined || map.node.entries.has("from");
    const members = numeric ? numericMembers(map) : namedMembers(map);
    sets.set(name, { name, label, members, numeric, at: at.keyAt });
    domains.set(name, { name, parent: name, positions: members.map((_, i) => i) });
    readSubsets(name, map, members, domains);
  }
  for (const { name, members, at } of sets.values())
    for (const member of members)
      if (domains.has(member.name))
        refuse({ ...entries[0].at, path: `sets.${name}` }, "set_and_member", { name: member.name }, at);
  return { sets, domains };
}

function readSubsets(name: string, map: MapCursor, members: readonly Member[], domains: Map<string, Domain>): void {
  const names = members.map((member) => member.name);
  for (const [subset, at] of entriesAt(mapAt(field(map, "subsets"), "{fossil: [coal, gas]}"))) {
    checkName(subset, at);
    if (domains.has(subset)) refuse(at, "set_twice", {}, at.keyAt);
    const positions = textListAt(at).map((member) => {
      const position = names.indexOf(member);
      if (position < 0) refuse(at, "no_member", { name: member, set: name, near: likely(member, names) });
      return position;
    });
    const known = positions.filter((position) => position >= 0).sort((a, b) => a - b);
    domains.set(subset, { name: subset, parent: name, positions: known });
  }
}

/** The longest set of the shipped models has some sixty. */
const MOST_MEMBERS = 2000;

function numericMembers(map: MapCursor): Member[] {
  const [from, to] = ["from", "to"].map((key) => {
    const at = field(map, key);
    const value = at?.node.kind === "scalar" ? at.node.value : undefined;
    if (typeof value === "number" && Number.isInteger(value)) return value;
    refuse(under(map, key), "set_whole_numbers", {}, at?.node.at ?? map.keyAt);
    return 0;
  });
  const count = to - from + 1;
  if (count > MOST_MEMBERS) {
    refuse(map, "set_too_long", { from, to, count, most: MOST_MEMBERS }, under(map, "to").node.at);
    return [];
  }
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const text = String(from + i);
    return { name: text, label: { en: text, zh: text }, iamc: text, value: from + i };
  });
}

function namedMembers(map: MapCursor): Member[] {
  const at = field(map, "members");
  if (at === undefined) refuse(map, "set_members", {}, map.keyAt);
  return entriesAt(mapAt(at, "{wind: {en: Wind, zh: 风电}}")).flatMap(([name, memberAt]) => {
    checkName(name, memberAt);
    const member = mapAt(memberAt, "{en: Wind, zh: 风电}");
    if (member === undefined) return [];
    const doc = field(member, "doc");
    const said = doc === undefined ? {} : { doc: bothLanguages(doc) };
    return [{ name, label: bothLanguages(member, ["iamc", "doc"]), iamc: textAt(field(member, "iamc")), ...said }];
  });
}
