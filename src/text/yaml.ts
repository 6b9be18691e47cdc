import {
  CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLParseError,
} from "yaml";
import { plainNumber } from "./plain-number.ts";
import { InputError, type Message, message, type Place, type Problem, problem, short } from "./problems.ts";
import { quote } from "./quote.ts";
import type { Code, ValuesOf } from "./sentences/english.ts";
import { hidesSlip, type Mended, mendYaml } from "./yaml-slips.ts";

/** A YAML value that knows where it stands. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: "map";
  readonly at: Place;
  /** In file order. */
  readonly entries: ReadonlyMap<string, LocatedEntry>;
  /** Names that a child took out of its parent's map: another child may take them out too. */
  readonly removed?: ReadonlySet<string>;
}

export interface LocatedEntry {
  readonly keyAt: Place;
  readonly value: Located;
}

export interface LocatedList {
  readonly kind: "list";
  readonly at: Place;
  readonly items: readonly Located[];
}

export interface LocatedScalar {
  readonly kind: "scalar";
  readonly at: Place;
  readonly value: string | number | boolean | null;
  /**
   * The text as it stands in the file, without quotes or block header, line breaks kept. One character of
   * it stands at one character of the file, so `place(i)` locates a character for messages.
   */
  readonly source: string;
  /** Where character `index` of `source` stands in the file. */
  readonly place: (index: number) => Place;
}

/** One slip may give hundreds of errors behind it; those that lead to it come first. */
const MOST_SYNTAX_ERRORS = 10;

/** A tree by offsets into its text: what a located tree is made of, and what can be kept as JSON. */
export type YamlTree =
  | { readonly kind: "map"; readonly at: number; readonly entries: readonly (readonly [string, number, YamlTree])[] }
  | { readonly kind: "list"; readonly at: number; readonly items: readonly YamlTree[] }
  | {
      readonly kind: "scalar";
      readonly at: number;
      readonly value: string | number | boolean | null;
      /** Where its text begins and ends. */
      readonly from: number;
      readonly to: number;
    };

/**
 * The YAML text as a located tree, made of `tree` where it was parsed before.
 *
 * @throws InputError with every syntax error, duplicate key and tab, each at its place. Aliases and merge
 * keys are refused: what a file says must stand where it is read.
 */
export function readYaml(text: string, file: string, tree: YamlTree = parseTree(text, file)): Located {
  return locate(tree, text, placesIn(text, file));
}

/**
 * The same, but mistakes go to `problems`, and what would stand there without them is given, so that those further down
 * are found in one pass; undefined where that cannot be told. Nothing may be run where there are problems.
 */
export function readYamlOn(text: string, file: string, problems: Problem[], tree?: YamlTree): Located | undefined {
  if (tree !== undefined) return readYaml(text, file, tree);
  const { root, read, original, problems: found } = parse(text, file);
  problems.push(...found);
  const placeAt = placesIn(text, file);
  return root && locate(root, read, (offset) => placeAt(original(offset)));
}

/**
 * The YAML text as a tree by offsets.
 *
 * @throws InputError as `readYaml` does.
 */
export function parseTree(text: string, file: string): YamlTree {
  const { root, problems } = parse(text, file);
  if (problems.length > 0 || root === undefined) throw new InputError(problems);
  return root;
}

/** A text that was read, with what is wrong with it: the tree is that of `read`, which is the text without its slips. */
interface Parsed {
  readonly root?: YamlTree;
  readonly read: string;
  /** Where a character of `read` stands in the text. */
  readonly original: (offset: number) => number;
  readonly problems: readonly Problem[];
}

function parse(text: string, file: string): Parsed {
  const placeAt = placesIn(text, file);
  const problems: Problem[] = [];
  const asItStands = { read: text, original: (offset: number) => offset, problems };
  const beyond = beyondBounds(text);
  if (beyond !== undefined) {
    problems.push({ at: placeAt(beyond.offset), path: "", ...beyond.wrong });
    return asItStands;
  }
  const { errors, contents } = documentOf(text);
  const found: Problem[] = [];
  const refuse: Refuse = (offset, code, values) => found.push(problem(placeAt(offset), "", code, values));
  const root = errors.length > 0 ? undefined : treeOf(contents, 0, text, refuse);
  if (root !== undefined && !hides(root, text)) {
    problems.push(...found);
    return { ...asItStands, root };
  }
  const mended = mendYaml(text, root === undefined);
  if (mended.slips.length === 0) {
    problems.push(...(root === undefined ? syntaxProblems(errors, placeAt) : found));
    return { ...asItStands, root };
  }
  return afterSlips(mended, placeAt);
}

/** What is wrong beside the slips of a text, and the tree without them. */
function afterSlips({ text: read, slips, original }: Mended, placeIn: Places): Parsed {
  const problems: Problem[] = slips.map(({ offset, wrong }) => ({ at: placeIn(offset), path: "", ...wrong }));
  const placeAt: Places = (offset) => placeIn(original(offset));
  if (beyondBounds(read) !== undefined) return { read, original, problems };
  const { errors, contents } = documentOf(read);
  const lines = new Set(problems.map(({ at }) => at.line));
  problems.push(...syntaxProblems(errors, placeAt).filter(({ at }) => !lines.has(at.line)));
  const refuse: Refuse = (offset, code, values) => problems.push(problem(placeAt(offset), "", code, values));
  const root = errors.length > 0 ? undefined : treeOf(contents, 0, read, refuse);
  return { root, read, original, problems };
}

function documentOf(text: string) {
  // Its own check of keys takes time by the square of their number, and takes 2030 and "2030" for two.
  const { errors, contents } = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  return { errors, contents: contents as ParsedNode | null };
}

function syntaxProblems(errors: readonly YAMLParseError[], placeAt: Places): Problem[] {
  const problems: Problem[] = errors.slice(0, MOST_SYNTAX_ERRORS).map((error) => ({
    at: placeAt(error.pos[0]),
    path: "",
    ...explainYamlError(error.code, error.message),
  }));
  const rest = errors[MOST_SYNTAX_ERRORS];
  return rest === undefined ? problems : [...problems, problem(placeAt(rest.pos[0]), "", "yaml_more", {})];
}

/** Whether a key or a plain value of a text that can be parsed is longer than meant. */
function hides(tree: YamlTree, text: string): boolean {
  switch (tree.kind) {
    case "map":
      return tree.entries.some(([key, at, value]) => {
        const unquoted = text[at] !== '"' && text[at] !== "'";
        return (unquoted && hidesSlip(key, "")) || hides(value, text);
      });
    case "list":
      return tree.items.some((item) => hides(item, text));
    case "scalar":
      return tree.at === tree.from && typeof tree.value === "string" && hidesSlip("", tree.value);
  }
}

type Refuse = <C extends Code>(offset: number, code: C, values: ValuesOf<C>) => void;

function treeOf(node: ParsedNode | null, fallback: number, text: string, refuse: Refuse): YamlTree {
  if (node === null) return { kind: "scalar", at: fallback, value: null, from: fallback, to: fallback };
  const at = node.range[0];
  const refuseMany = (count: number, what: "keys" | "items"): void => {
    if (count > MOST_ENTRIES) refuse(at, "yaml_too_many", { count, what, most: MOST_ENTRIES });
  };
  if (isMap(node)) {
    const entries: [string, number, YamlTree][] = [];
    refuseMany(node.items.length, "keys");
    for (const [i, pair] of node.items.entries()) {
      const key = pair.key as ParsedNode;
      if (!isScalar(key)) {
        refuse(key.range[0], "yaml_key_not_plain", {});
        continue;
      }
      const name = keyText(key as Scalar, text);
      const whole = pair.value === null && joined(node.items[i - 1]?.value as ParsedNode | null, key, text, refuse);
      const last = entries.at(-1);
      if (whole && last !== undefined) {
        last[2] = { kind: "scalar", at: last[2].at, value: whole, from: last[2].at, to: key.range[1] };
        continue;
      }
      if (isAlias(pair.value)) refuse((pair.value as ParsedNode).range[0], "yaml_alias", { name: pair.value.source });
      else entries.push([name, key.range[0], treeOf(pair.value as ParsedNode | null, key.range[1], text, refuse)]);
    }
    const twins = new Set(duplicateKeys(entries.map(([key]) => key)));
    for (const twin of twins) refuse(entries[twin][1], "yaml_key_twice", {});
    return { kind: "map", at, entries: twins.size === 0 ? entries : entries.filter((_, i) => !twins.has(i)) };
  }
  if (isSeq(node)) {
    refuseMany(node.items.length, "items");
    return { kind: "list", at, items: node.items.map((item) => treeOf(item as ParsedNode | null, at, text, refuse)) };
  }
  if (isAlias(node)) {
    refuse(at, "yaml_alias", { name: node.source });
    return { kind: "scalar", at, value: null, from: at, to: at };
  }
  const length = node.range[1] - at;
  if (length > MOST_CHARACTERS) refuse(at, "yaml_too_long", { count: length, most: MOST_CHARACTERS });
  return scalarTree(node as Scalar.Parsed, text);
}

/** Keys are taken as written, so that `2025` and `2.5` stay what the author typed. */
function keyText(key: Scalar, text: string): string {
  const range = key.range as [number, number, number];
  return key.type === "PLAIN" ? text.slice(range[0], range[1]) : String(key.value);
}

/**
 * The number of which the key is the second half, where it has a decimal comma: `{a: 0,6}` is the number 0 and the key 6.
 * It is reported and read on as it was meant.
 */
function joined(
  before: ParsedNode | null | undefined,
  key: ParsedNode,
  text: string,
  refuse: Refuse,
): string | number | undefined {
  if (!isScalar(before) || before.range === undefined || text.slice(before.range[1], key.range[0]) !== ",")
    return undefined;
  const [whole, rest] = [text.slice(before.range[0], before.range[1]), text.slice(key.range[0], key.range[1]).trim()];
  if (!/\d$/.test(whole) || !/^\d/.test(rest)) return undefined;
  const written = quote(`${whole},${rest}`);
  const thousands = /^\d{3}(?!\d)/.test(rest);
  if (thousands) refuse(key.range[0] - 1, "comma_inside", { text: written });
  else refuse(key.range[0] - 1, "comma_for_point", { text: written, write: quote(`${whole}.${rest}`) });
  const meant = `${whole}${thousands ? "" : "."}${rest}`;
  return plainNumber(meant) ?? meant;
}

function scalarTree(node: Scalar.Parsed, text: string): YamlTree {
  const [start, end] = node.range;
  const { value } = node;
  let [from, to] = [start, end];
  if (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL") from = text.indexOf("\n", start) + 1;
  if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") [from, to] = [start + 1, end - 1];
  let plain = typeof value === "bigint" ? Number(value) : (value as string | number | boolean | null);
  // YAML takes 0x1F, 0o17 and .inf for numbers too; here they are text, which whoever wants a number refuses.
  if (typeof plain === "number") plain = plainNumber(text.slice(from, to)) ?? text.slice(from, to);
  return { kind: "scalar", at: start, value: plain, from, to };
}

type Places = (offset: number) => Place;

/** Line and column of an offset into the text. */
function placesIn(text: string, file: string): Places {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return (given) => {
    const offset = Math.min(given, text.length);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - starts[low] + 1 };
  };
}

function locate(tree: YamlTree, text: string, placeAt: Places): Located {
  const at = placeAt(tree.at);
  switch (tree.kind) {
    case "map": {
      const entries = new Map<string, LocatedEntry>();
      for (const [key, keyAt, value] of tree.entries) {
        entries.set(key, { keyAt: placeAt(keyAt), value: locate(value, text, placeAt) });
      }
      return { kind: "map", at, entries };
    }
    case "list":
      return { kind: "list", at, items: tree.items.map((item) => locate(item, text, placeAt)) };
    case "scalar": {
      const { value, from, to } = tree;
      return { kind: "scalar", at, value, source: text.slice(from, to), place: (index) => placeAt(from + index) };
    }
  }
}

const yamlErrors = {
  TAB_AS_INDENT: "yaml_tab",
  BAD_INDENT: "yaml_indent",
  MULTIPLE_DOCS: "yaml_two_documents",
  BAD_SCALAR_START: "yaml_text_start",
  MULTILINE_IMPLICIT_KEY: "yaml_no_key",
  BLOCK_IN_FLOW: "yaml_line_in_brackets",
  BAD_DQ_ESCAPE: "yaml_backslash",
  UNEXPECTED_TOKEN: "yaml_unexpected",
} as const;

function explainYamlError(code: string, parser: string): Message {
  if (Object.hasOwn(yamlErrors, code)) return message(yamlErrors[code as keyof typeof yamlErrors], {});
  if (code === "BLOCK_AS_IMPLICIT_KEY") return message("yaml_second_colon", {});
  if (code === "MISSING_CHAR") {
    // What is missing stands in the parser's own words alone.
    if (/closing ["'](?:quote)?/.test(parser))
      return message("yaml_quote_open", { sign: parser.includes("'") ? "'" : '"' });
    if (/followed by map values/.test(parser)) return message("yaml_no_key", {});
    return message("yaml_missing_sign", { parser: short(parser) });
  }
  const plain = parser.replace(/\s+at line \d+.*$/s, "").replace(/"(.*)"/s, (_, source) => `"${quote(source)}"`);
  return message("yaml_other", { parser: plain });
}

/**
 * The positions of keys that say again what an earlier key of the same map says: the same text without its quotes, or
 * the same number written in another way (`2030`, `"2030"`, `2030.0`, `2_030`). In linear time, since maps may be long.
 */
export function duplicateKeys(keys: readonly string[]): number[] {
  const seen = new Set<string>();
  return keys.flatMap((key, i) => {
    const identity = identityOf(key);
    if (seen.has(identity)) return [i];
    seen.add(identity);
    return [];
  });
}

function identityOf(key: string): string {
  const text = key.trim();
  const number = plainNumber(/^\d[\d_]*$/.test(text) ? text.replaceAll("_", "") : text);
  return number === undefined ? text : String(number);
}

/** The deepest of the shipped files has 7 levels, the fullest 1,711 values, the longest map 75 keys. */
const MOST_LEVELS = 100;
const MOST_TOKENS = 300_000;
const MOST_ENTRIES = 10_000;
export const MOST_CHARACTERS = 20_000;

/** No text so short has too many levels. */
const HARMLESS = MOST_LEVELS;

/** Where a text leaves the bounds of what is parsed, and how; undefined where it does not. */
export interface BeyondBounds {
  readonly offset: number;
  readonly wrong: Message;
}

/**
 * Whether a YAML text can be parsed without harm: not nested so deep that the parser runs out of stack, which ends the
 * process, and not so full that it runs out of memory. By its tokens alone, and levels are counted generously: every
 * line and every mark of a list or a key within it may begin one.
 */
export function beyondBounds(text: string): BeyondBounds | undefined {
  if (text.length < HARMLESS) return undefined;
  let [offset, lineStart, tokens, flow] = [0, 0, 0, 0];
  let first = true;
  let block = false;
  let keys = 0;
  /** Columns at which a level has begun that is still open. */
  const open: number[] = [];
  for (const token of new Lexer().lex(text)) {
    const kind = CST.tokenType(token);
    // Marks of the lexer's own that stand for no character.
    if (kind === "scalar" || kind === "doc-mode" || kind === "flow-error-end") continue;
    if (kind === "newline") {
      lineStart = offset + token.length;
      first = true;
      keys = 0;
    } else if (kind !== "space" && kind !== "comment") {
      tokens++;
      const column = offset - lineStart;
      // The text of a block stands where it likes, and so does what stands in brackets.
      if (first && flow === 0 && !(block && kind === null)) {
        while (open.length > 0 && open[open.length - 1] >= column) open.pop();
        open.push(column);
        first = false;
      }
      block = kind === "block-scalar-header";
      if (kind === "seq-item-ind" || kind === "explicit-key-ind") open.push(column + 1);
      if (kind === "map-value-ind" && flow === 0 && ++keys > 1) open.push(column + 1);
      if (kind === "flow-seq-start" || kind === "flow-map-start") flow++;
      if ((kind === "flow-seq-end" || kind === "flow-map-end") && flow > 0) flow--;
      if (open.length + flow > MOST_LEVELS) return { offset, wrong: message("yaml_too_deep", { most: MOST_LEVELS }) };
      if (tokens > MOST_TOKENS) return { offset, wrong: message("yaml_too_full", { most: MOST_TOKENS }) };
    }
    offset += token.length;
    const lastBreak = token.lastIndexOf("\n");
    if (kind !== "newline" && lastBreak >= 0) {
      lineStart = offset - (token.length - lastBreak - 1);
      first = lastBreak === token.length - 1;
      keys = 0;
    }
  }
  return undefined;
}
