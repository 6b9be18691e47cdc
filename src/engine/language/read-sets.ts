import { type Place, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, optionalText, readFields, readLabel, textList } from "../../text/read-fields.ts";
import type { Located } from "../../text/yaml.ts";
import type { Domain, Member, ModelSet } from "./model.ts";
import { checkName } from "./read-names.ts";
import type { Entry } from "./read-sections.ts";

export function readSets(
  entries: readonly Entry[],
  problems: Problem[],
): { sets: Map<string, ModelSet>; domains: Map<string, Domain> } {
  const sets = new Map<string, ModelSet>();
  const domains = new Map<string, Domain>();
  for (const { name, at, value } of entries) {
    const path = `sets.${name}`;
    checkName(name, at, path, problems);
    const fields = readFields(value, path, ["label", "members", "subsets", "from", "to", "doc"], problems);
    const label = readLabel(fields.get("label"), `${path}.label`, problems, at);
    const numeric = fields.has("from");
    const members = numeric
      ? numericMembers(fields, path, at, problems)
      : namedMembers(fields.get("members"), path, at, problems);
    sets.set(name, { name, label, members, numeric, at });
    domains.set(name, { name, parent: name, positions: members.map((_, i) => i) });
    const subsets = fields.get("subsets");
    if (subsets === undefined) continue;
    for (const [subset, { keyAt, value: list }] of asMap(subsets, `${path}.subsets`, problems)?.entries ?? []) {
      const subsetPath = `${path}.subsets.${subset}`;
      checkName(subset, keyAt, subsetPath, problems);
      if (domains.has(subset))
        problems.push({ at: keyAt, path: subsetPath, message: "a set or subset of this name is declared already" });
      const positions: number[] = [];
      for (const member of textList(list, subsetPath, problems)) {
        const position = members.findIndex((candidate) => candidate.name === member);
        if (position < 0) {
          problems.push({
            at: list.at,
            path: subsetPath,
            message: `"${quote(member)}" is no member of ${quote(name)}${suggestion(
              member,
              members.map((m) => m.name),
            )}`,
          });
        } else positions.push(position);
      }
      domains.set(subset, { name: subset, parent: name, positions: positions.sort((a, b) => a - b) });
    }
  }
  for (const set of sets.values()) {
    for (const member of set.members) {
      if (domains.has(member.name))
        problems.push({
          at: set.at,
          path: `sets.${set.name}`,
          message: `"${quote(member.name)}" is both a set and a member; rename one`,
        });
    }
  }
  return { sets, domains };
}

/** The longest set of the shipped models has some sixty. */
const MOST_MEMBERS = 2000;

function numericMembers(fields: ReadonlyMap<string, Located>, path: string, at: Place, problems: Problem[]): Member[] {
  const bounds = ["from", "to"].map((key) => {
    const node = fields.get(key);
    if (node?.kind === "scalar" && Number.isInteger(node.value)) return node.value as number;
    problems.push({
      at: node?.at ?? at,
      path: `${path}.${key}`,
      message: "a numeric set has whole numbers from and to",
    });
    return 0;
  });
  const count = bounds[1] - bounds[0] + 1;
  if (count > MOST_MEMBERS) {
    const message = `a set from ${bounds[0]} to ${bounds[1]} has ${count} members; at most ${MOST_MEMBERS} are allowed`;
    problems.push({ at: fields.get("to")?.at ?? at, path, message });
    return [];
  }
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const text = String(bounds[0] + i);
    return { name: text, label: { en: text, zh: text }, iamc: text, value: bounds[0] + i };
  });
}

function namedMembers(node: Located | undefined, path: string, at: Place, problems: Problem[]): Member[] {
  if (node === undefined) {
    problems.push({ at, path, message: "a set has members, or from and to" });
    return [];
  }
  const members: Member[] = [];
  for (const [name, { keyAt, value }] of asMap(node, `${path}.members`, problems)?.entries ?? []) {
    const memberPath = `${path}.members.${name}`;
    checkName(name, keyAt, memberPath, problems);
    const iamc = asMap(value, memberPath, problems)?.entries.get("iamc")?.value;
    members.push({
      name,
      label: readLabel(value, memberPath, problems, keyAt, ["iamc"]),
      iamc: optionalText(iamc, `${memberPath}.iamc`, problems),
    });
  }
  return members;
}
