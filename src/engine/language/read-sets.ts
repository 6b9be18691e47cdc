import { readFields } from "../../text/fields.ts";
import { likely } from "../../text/problems.ts";
import { entriesAt, field, type MapCursor, mapAt, refuse, textAt, textListAt, under } from "../../text/reader.ts";
import type { Domain, Member, ModelSet } from "./model.ts";
import { bothLanguages, labelIn, setFields } from "./model-fields.ts";
import { checkName, type Entry } from "./read-sections.ts";

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
    return [{ name, label: bothLanguages(member, ["iamc"]), iamc: textAt(field(member, "iamc")) }];
  });
}
