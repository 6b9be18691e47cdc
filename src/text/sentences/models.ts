import { quote } from "../quote.ts";
import { guess, type Listing, listing } from "./reading.ts";

type None = Record<never, never>;

/** A line of a file that a message points to. */
export interface Line {
  readonly file: string;
  readonly line: number;
}

/** Refusals of what a file of a model declares. */
export const modelSentences = {
  list_needed: (_: None) => "a list is needed here, such as [a, b]",
  section_unknown: ({ sections, near }: { sections: readonly string[]; near?: string }) =>
    `unknown section${guess(near)}; a model has model, label, report, ${sections.join(", ")}`,
  declared_at: ({ file, line }: Line) => `declared already at ${file}:${line}`,
  name_form: ({ name }: { name: string }) => `"${quote(name)}" is not a name; use small letters, digits and _`,
  name_of_language: ({ name }: { name: string }) => `"${quote(name)}" is a word of the language`,
  name_stands: ({ file, line }: Line) => `this name stands already at ${file}:${line}`,
  name_of_set: (_: None) => "this is the name of a set already",
  unit_meaning: (_: None) => 'a unit says what it "is", or "base: true" for a dimension of its own',
  unit_key_missing: (_: None) => 'a "unit" is missing; write 1 for a plain number',
  yearly_or_structural: (_: None) => "a parameter is yearly or structural, not both",
  min_above_max: ({ min, max }: { min: number; max: number }) => `min ${min} is above max ${max}`,
  default_outside: ({ value, min, max }: { value: number; min?: number; max?: number }) =>
    `the default ${value} lies outside ${min ?? "any"} to ${max ?? "any"}, which min and max allow`,
  shares_over: ({ over }: { over: Listing }) => `names one of the sets the parameter stands over: ${listing(over)}`,
  formula_missing: (_: None) => 'a variable needs a "formula"',
  severity_missing: (_: None) => 'is "error" or "flag"',
  condition_missing: (_: None) => 'a check needs a "condition"',
  stands_twice: ({ name }: { name: string }) => `"${quote(name)}" stands twice`,
  cells_together: ({ cells, most }: { cells: number; most: number }) =>
    `these sets have ${cells} cells together; at most ${most} are allowed`,
  cells_of_model: ({ cells, most }: { cells: number; most: number }) =>
    `with this the model has ${cells} cells; at most ${most} are allowed`,
  set_members: (_: None) => "a set has members, or from and to",
  set_whole_numbers: (_: None) => "a numeric set has whole numbers from and to",
  set_too_long: ({ from, to, count, most }: { from: number; to: number; count: number; most: number }) =>
    `a set from ${from} to ${to} has ${count} members; at most ${most} are allowed`,
  set_twice: (_: None) => "a set or subset of this name is declared already",
  set_and_member: ({ name }: { name: string }) => `"${quote(name)}" is both a set and a member; rename one`,
  branch_single: (_: None) => "a variable without sets has one formula, not a map",
  branch_map: (_: None) => "a formula is text, or a map by subset or member",
  branch_text: (_: None) => "a formula is text",
  branch_unknown: ({ key, set, near }: { key: string; set: string; near?: string }) =>
    `"${quote(key)}" is no subset or member of ${quote(set)}${guess(near)}`,
  branch_twice: ({ member, key }: { member: string; key: string }) =>
    `"${quote(member)}" has a formula already, under "${quote(key)}"`,
  branch_missing: ({ member }: { member: string }) => `no formula for "${quote(member)}"; add it, or "else"`,
};
