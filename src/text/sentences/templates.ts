import { quote } from "../quote.ts";

/** A message as a code and what its sentence needs; data only, so that it crosses to other threads and processes. */
export interface SaidAs<Code extends string> {
  readonly code: Code;
  readonly values: unknown;
}

/** Words a message that stands within another one, in the same language. */
export type Say = (said: SaidAs<string>) => string;

/** What stands at a place of a file. */
export type Standing =
  | "map"
  | "list"
  | "empty list"
  | "nothing"
  | "none"
  | { readonly number: string }
  | { readonly text: string };

/** What stands there, in words. */
export function standing(what: Standing): string {
  if (what === "map" || what === "list") return `a ${what}`;
  if (what === "empty list") return "an empty list";
  if (typeof what === "string") return what;
  return "number" in what ? `the number ${quote(what.number)}` : `"${quote(what.text)}"`;
}

/** What was probably meant, at the end of a sentence. */
export function guess(near: string | undefined): string {
  return near === undefined ? "" : `; did you mean "${quote(near)}"?`;
}

/** A name of which the model has nothing, to be looked for where it is not spelt like any other. */
export interface Unnamed {
  readonly name: string;
  readonly model: string;
  readonly near?: string;
  readonly sought?: string;
}

/** Where names that no word of a file is spelt like can be looked for. */
export function search(name: string | undefined): string {
  return name === undefined ? "" : `; see "peakpath find ${quote(name)}"`;
}

/** The names that a message shows, and how many it does not. */
export interface Listing {
  readonly names: readonly string[];
  readonly rest: number;
}

/** Names that a message lists, those beyond the first only counted. */
export function listing({ names, rest }: Listing): string {
  const shown = names.map(quote).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** How a value is shown behind the colon of its place in a sentence, as in `unknown unit "{name:quote}"`. */
const forms = {
  quote,
  standing,
  guess,
  listing,
  say: (said: SaidAs<string>, say: Say) => say(said),
  list: (names: readonly (string | number)[]) => names.join(", "),
  commas: (names: readonly string[]) => names.join(","),
  and: (names: readonly (string | number)[]) => names.join(" and "),
  or: (names: readonly string[]) => names.join(" or "),
};

type Forms = typeof forms;

/** The value of one place: `{name}` takes a text or a number as it is, `{near:guess}` may have none. */
type Place<P extends string> = P extends `${string}{${infer Within}`
  ? Place<Within>
  : P extends `${infer Name}:${infer Form}`
    ? Form extends "guess"
      ? { readonly [N in Name]?: string }
      : Form extends keyof Forms
        ? { readonly [N in Name]: Parameters<Forms[Form]>[0] }
        : unknown
    : P extends `${string} ${string}`
      ? unknown
      : { readonly [N in P]: string | number };

/** What the places of a sentence need. */
type Values<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? Place<P> & Values<Rest> : unknown;

type Sentence = string | ((values: never, say: Say) => string);

type Sentences<T> = {
  readonly [C in keyof T]: T[C] extends string
    ? (values: unknown extends Values<T[C]> ? Record<never, never> : Values<T[C]>, say: Say) => string
    : T[C];
};

const places = /\{(\w+)(?::(\w+))?\}/g;

/** The sentences as functions of what they need: one with places in braces, or a function where words hang on the values. */
export function sentencesOf<const T extends Readonly<Record<string, Sentence>>>(table: T): Sentences<T> {
  const said = Object.entries(table).map(([code, sentence]) => [
    code,
    typeof sentence !== "string"
      ? sentence
      : (values: Readonly<Record<string, unknown>>, say: Say) =>
          sentence.replace(places, (_, name: string, form?: keyof Forms) =>
            form === undefined
              ? String(values[name])
              : (forms[form] as (value: unknown, say: Say) => string)(values[name], say),
          ),
  ]);
  return Object.fromEntries(said);
}
