import { halfWidthOf, plainNumber, withoutYearWord } from "./plain-number.ts";
import { type Label, likely, type Message, message, type Place, type Problem, saidOf } from "./problems.ts";
import { quote } from "./quote.ts";
import type { Code, ValuesOf } from "./sentences/english.ts";
import type { Listing, Standing } from "./sentences/templates.ts";
import type { Located, LocatedMap } from "./yaml.ts";

/** A place in a file that is being read: what stands there, by which path messages name it, and where mistakes go. */
export interface Cursor {
  readonly node: Located;
  readonly path: string;
  readonly problems: Problem[];
  /** Where the key stands that leads to it; of an item of a list, where the item does. */
  readonly keyAt: Place;
}

/** A place at which a map stands. */
export interface MapCursor extends Cursor {
  readonly node: LocatedMap;
}

export function cursorAt(node: Located, path: string, problems: Problem[], keyAt: Place = node.at): Cursor {
  return { node, path, problems, keyAt };
}

/** A place at which nothing stands, for what is said of a file as a whole or of a command line. */
export function topAt(at: Place, path: string, problems: Problem[]): Cursor {
  return cursorAt({ kind: "list", at, items: [] }, path, problems);
}

/** The place under `key`, or undefined where the key is missing or has nothing behind it. */
export function field(map: MapCursor, key: string): Cursor | undefined {
  const entry = map.node.entries.get(key);
  return entry === undefined || isNothing(entry.value) ? undefined : childAt(map, key, entry.value, entry.keyAt);
}

/** The place under `key`; where nothing stands there, the place of the map under the path of the key. */
export function under(map: MapCursor, key: string): Cursor {
  return field(map, key) ?? childAt(map, key, map.node, map.node.at);
}

/** All places of a map by their keys, in file order, also those behind which nothing stands. */
export function entriesAt(map: MapCursor | undefined): [string, Cursor][] {
  if (map === undefined) return [];
  return [...map.node.entries].map(([key, { keyAt, value }]) => [key, childAt(map, key, value, keyAt)]);
}

/** The places of a list's items under the path of the list; what is no list is one item. */
export function itemsAt(cursor: Cursor | undefined): Cursor[] {
  if (cursor === undefined) return [];
  return itemsOf(cursor.node).map((node) => ({ ...cursor, node, keyAt: node.at }));
}

function childAt({ path, problems }: Cursor, key: string, node: Located, keyAt: Place): Cursor {
  return { node, path: join(path, key), problems, keyAt };
}

/** Reports what is wrong at the place, or at another one under its path. */
export function report({ path, problems, node }: Cursor, wrong: Message, at: Place = node.at): undefined {
  const { message: text, said } = at === node.at ? withHalfWidth(node, wrong) : wrong;
  problems.push({ at, path, message: text, said });
  return undefined;
}

/** Sentences that say themselves how to write what stands there. */
const complete: readonly (string | undefined)[] = ["condition_quotes", "number_in_quotes", "number_comma"];

/** What is wrong with a value, and how it is written in half width where full-width signs stand in it. */
function withHalfWidth(node: Located, wrong: Message): Message {
  if (node.kind !== "scalar" || typeof node.value !== "string" || complete.includes(wrong.said?.code)) return wrong;
  const half = halfWidthOf(node.value);
  return half === undefined ? wrong : message("with_full_width", { fault: saidOf(wrong), write: quote(half) });
}

/** Reports a mistake by its code. */
export function refuse<C extends Code>(cursor: Cursor, code: C, values: ValuesOf<C>, at?: Place): undefined {
  return report(cursor, message(code, values), at);
}

/** Whether the map has the key; where it has not, reports it with the reason that `code` words. */
export function requireKey<C extends Code>(
  map: MapCursor,
  key: string,
  code: C,
  values: ValuesOf<C>,
  at: Place = map.node.at,
): boolean {
  if (field(map, key) !== undefined) return true;
  refuse({ ...map, path: map.path || key }, "key_missing", { key, why: { code, values } }, at);
  return false;
}

/** The place as one of a map, or a report that shows the wanted form in `example`. */
export function mapAt(cursor: Cursor | undefined, example: string): MapCursor | undefined {
  if (cursor === undefined || isMap(cursor)) return cursor;
  return refuse(cursor, "map_needed", { example, found: standingAt(cursor.node) });
}

export function isMap(cursor: Cursor): cursor is MapCursor {
  return cursor.node.kind === "map";
}

/** Words a key that is not allowed, with the one that was probably meant. */
type UnknownKey = (near: string | undefined) => Message;

/** Reports each key that is not among `allowed`, and each that is and has nothing behind it. */
export function checkKeysAt(map: MapCursor, allowed: readonly string[], unknown?: UnknownKey): void {
  for (const [key, at] of entriesAt(map)) checkKeyAt(key, at, allowed, unknown);
}

/** The same of one key; the one that was meant is sought among `candidates`. */
export function checkKeyAt(
  key: string,
  at: Cursor,
  allowed: readonly string[],
  unknown: UnknownKey = (near) => message("unknown_key", { allowed, near }),
  candidates = allowed,
): void {
  if (!allowed.includes(key)) report(at, unknown(likely(key, candidates, at.problems)), at.keyAt);
  else if (isNothing(at.node)) refuse(at, "nothing_stands", {}, at.keyAt);
}

/** The text at the place, where there is one; numbers and words such as `true` as they are written. */
export function textAt(cursor: Cursor | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const { node } = cursor;
  if (node.kind === "scalar" && node.value !== null)
    return typeof node.value === "string" ? node.value.trim() : node.source;
  return refuseFound(cursor, "text_needed");
}

/** The texts of a list, or the one text that stands in place of a list. */
export function textsAt(cursor: Cursor | undefined): string[] {
  return itemsAt(cursor).flatMap((item) => textAt(item) ?? []);
}

/** The texts of a list; one text is no list. */
export function textListAt(cursor: Cursor): string[] {
  if (cursor.node.kind === "list") return textsAt(cursor);
  refuse(cursor, "list_needed", {});
  return [];
}

/** The plain number at the place, where there is one. */
export function numberAt(cursor: Cursor | undefined): number | undefined {
  const isNumber = (value: unknown): value is number => Number.isFinite(value);
  return cursor && wantedAt(cursor, isNumber, "number_needed");
}

/** The calendar year at the place, where there is one. */
export function yearAt(cursor: Cursor | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const written = scalarAt(cursor);
  // `2030年` and full-width digits are text to YAML.
  const year =
    typeof written === "string" && !/^[\d.]+$/.test(written) ? plainNumber(withoutYearWord(written)) : written;
  return wholeNumber(1000, 9999)(year) ? year : refuseFound(cursor, "year_needed");
}

export function flagAt(cursor: Cursor | undefined): boolean | undefined {
  return cursor && wantedAt(cursor, (value) => typeof value === "boolean", "flag_needed");
}

/** Whether a value is a whole number between the two. */
export function wholeNumber(least: number, most: number): (value: unknown) => value is number {
  return (value): value is number => Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** Codes of sentences that need to know no more than what stands at the place. */
type FoundCode = { [C in Code]: { readonly found: Standing } extends ValuesOf<C> ? C : never }[Code];

/** The single value at the place where it is one that is wanted; otherwise reports by `code` what stands there. */
export function wantedAt<T>(at: Cursor, isWanted: (value: unknown) => value is T, code: FoundCode): T | undefined {
  const value: unknown = scalarAt(at);
  return isWanted(value) ? value : refuseFound(at, code);
}

/** Reports what stands at the place in place of what is needed. */
export function refuseFound(at: Cursor, code: FoundCode): undefined {
  return report(at, message(code, { found: standingAt(at.node) } as ValuesOf<FoundCode>));
}

/** The one of the `allowed` words that stands at the place, where there is one. */
export function choiceAt<T extends string>(cursor: Cursor | undefined, allowed: readonly T[]): T | undefined {
  const text = textAt(cursor);
  if (cursor === undefined || text === undefined) return undefined;
  const word = allowed.find((candidate) => candidate === text);
  return word ?? refuse(cursor, "none_of", { text, allowed, near: likely(text, allowed, cursor.problems) });
}

/** The name in both languages at the place, where there is one; a plain text serves for both. */
export function labelAt(cursor: Cursor | undefined): Label | undefined {
  if (cursor === undefined) return undefined;
  if (cursor.node.kind === "scalar") {
    const text = textAt(cursor);
    return text === undefined ? undefined : { en: text, zh: text };
  }
  const map = mapAt(cursor, "{en: Wind, zh: 风电}");
  if (map === undefined) return undefined;
  checkKeysAt(map, ["en", "zh"]);
  const [en, zh] = ["en", "zh"].map((language) => textAt(field(map, language)));
  if (en === undefined && zh === undefined) return refuse(map, "label_missing", {});
  return { en: en ?? (zh as string), zh: zh ?? (en as string) };
}

/** The single value at the place; undefined for maps and lists. */
export function scalarAt({ node }: Cursor): string | number | boolean | null | undefined {
  return node.kind === "scalar" ? node.value : undefined;
}

/** The first `most` of the names, for a message that lists them. */
export function listingOf(all: Iterable<string>, most = 30): Listing {
  const names = [...all];
  return { names: names.slice(0, most), rest: Math.max(0, names.length - most) };
}

/** What stands there, for a message. */
export function standingAt(node: Located | undefined): Standing {
  if (node === undefined) return "none";
  if (node.kind !== "scalar") return node.kind;
  if (node.value === null) return "nothing";
  return typeof node.value === "number" ? { number: node.source } : { text: String(node.value) };
}

/** Whether nothing stands there (`key:` or `key: null`). */
export function isNothing(node: Located): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** The value under `key`, or undefined where the key is missing or empty. */
export function nodeAt(map: LocatedMap, key: string): Located | undefined {
  const value = map.entries.get(key)?.value;
  return value === undefined || isNothing(value) ? undefined : value;
}

/** The entries of a list, or the one thing that stands there as a list of one. */
function itemsOf(node: Located): readonly Located[] {
  return node.kind === "list" ? node.items : [node];
}

/** The path of a key as messages show it. */
export function join(path: string, key: string): string {
  const shown = quote(key);
  return path === "" ? shown : `${path}.${shown}`;
}

/** The place of a file's first character, for what concerns the file as a whole. */
export function topOf(file: string): Place {
  return { file, line: 1, column: 1 };
}
