import type { MathNode } from "mathjs";
import { type Message, message } from "../../text/problems.ts";
import type { Code, ValuesOf } from "../../text/sentences/english.ts";
import type { Hint } from "../../text/sentences/models.ts";
import { mathjs } from "./mathjs.ts";

/** A formula as read, before its names mean anything; `at` is the character it starts at. */
export type Syntax =
  | { readonly kind: "number"; readonly at: number; readonly value: number }
  | { readonly kind: "name"; readonly at: number; readonly name: string }
  | { readonly kind: "element"; readonly at: number; readonly name: string; readonly indices: readonly Syntax[] }
  | { readonly kind: "call"; readonly at: number; readonly name: string; readonly arguments: readonly Syntax[] }
  | {
      readonly kind: "operator";
      readonly at: number;
      readonly operator: string;
      readonly arguments: readonly Syntax[];
    };

const binary = new Set(["+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or"]);
const unary = new Set(["-", "+", "not"]);

/**
 * The formula's syntax tree. mathjs parses; its tree is accepted only where every node is on the allow-list
 * below, and its leaves are zipped with the tokens for their places, since mathjs nodes carry none.
 */
export function parseFormula(formula: string): Syntax | SyntaxProblem {
  const tokens = tokenize(formula);
  if (!Array.isArray(tokens)) return tokens;
  if (tokens.length === 0) return { at: 0, ...message("formula_empty", {}) };
  const beyond = beyondBounds(tokens);
  if (beyond !== undefined) return beyond;
  let tree: MathNode;
  try {
    tree = mathjs().parse(formula);
  } catch (error) {
    const { char, message: text } = error as { char?: number; message: string };
    const parser = text.replace(/\s*\(char \d+\)/, "");
    return { at: Math.min((char ?? 1) - 1, formula.length - 1), ...message("formula_parser", { parser }) };
  }
  const leaves = tokens.filter(
    (token) => token.kind === "number" || (token.kind === "name" && !["and", "or", "not"].includes(token.text)),
  );
  try {
    return accept(tree as unknown as AnyNode, { leaves, next: 0 });
  } catch (problem) {
    if (isProblem(problem)) return problem;
    throw problem;
  }
}

const MOST_TOKENS = 1000;
const MOST_NESTED = 50;

/**
 * Where a formula becomes too long or too deep for the stack on which it is parsed, checked and compiled. Powers and
 * signs in front of signs nest as brackets do.
 */
function beyondBounds(tokens: readonly Token[]): SyntaxProblem | undefined {
  const beyond = tokens[MOST_TOKENS];
  if (beyond !== undefined)
    return { at: beyond.at, ...message("formula_long", { count: tokens.length, most: MOST_TOKENS }) };
  let brackets = 0;
  let powers = 0;
  for (const { text, at } of tokens) {
    if (text === "(" || text === "[") brackets++;
    else if (text === ")" || text === "]") brackets--;
    else if (text === "^" || text === "not") powers++;
    if (brackets + powers > MOST_NESTED) return { at, ...message("formula_nested", { most: MOST_NESTED }) };
  }
  let signs = 0;
  for (const { text, at } of tokens) {
    signs = text === "-" || text === "+" ? signs + 1 : 0;
    if (signs > MOST_NESTED) return { at, ...message("formula_signs", { count: signs }) };
  }
  return undefined;
}

export function isProblem(value: unknown): value is SyntaxProblem {
  return typeof value === "object" && value !== null && "message" in value && "at" in value && !("kind" in value);
}

interface Cursor {
  readonly leaves: readonly Token[];
  next: number;
}

/** What is read of mathjs' nodes, which differ by `type`. */
interface AnyNode {
  readonly type: string;
  readonly value: unknown;
  readonly name: string;
  readonly op: string;
  readonly implicit?: boolean;
  readonly content: AnyNode;
  readonly args: readonly AnyNode[];
  readonly fn: AnyNode;
  readonly object: AnyNode;
  readonly index: AnyNode;
  readonly dimensions: readonly AnyNode[];
}

function accept(node: AnyNode, cursor: Cursor): Syntax {
  const at = cursor.leaves[Math.min(cursor.next, cursor.leaves.length - 1)]?.at ?? 0;
  const refuse = <C extends Code>(code: C, values: ValuesOf<C>): never => {
    throw { at, ...message(code, values) } satisfies SyntaxProblem;
  };
  const acceptAll = (nodes: readonly AnyNode[]) => nodes.map((inner) => accept(inner, cursor));
  switch (node.type) {
    case "ConstantNode":
      if (typeof node.value !== "number") return refuse("formula_constant", { text: String(node.value) });
      cursor.next++;
      return { kind: "number", at, value: node.value };
    case "SymbolNode":
      cursor.next++;
      return { kind: "name", at, name: node.name };
    case "ParenthesisNode":
      return accept(node.content, cursor);
    case "OperatorNode": {
      const { op: operator, args, implicit } = node;
      const allowed = args.length === 1 ? unary : binary;
      if (!allowed.has(operator) || implicit) return refuse("formula_operator", { operator });
      return { kind: "operator", at, operator, arguments: acceptAll(args) };
    }
    case "FunctionNode":
      if (node.fn.type !== "SymbolNode") return refuse("formula_callee", {});
      cursor.next++;
      return { kind: "call", at, name: node.fn.name, arguments: acceptAll(node.args) };
    case "AccessorNode":
      if (node.object.type !== "SymbolNode") return refuse("formula_indexed", {});
      cursor.next++;
      return { kind: "element", at, name: node.object.name, indices: acceptAll(node.index.dimensions) };
    case "RelationalNode":
      return refuse("formula_chain", {});
    default:
      return refuse("formula_node", { what: node.type.replace(/Node$/, "").toLowerCase() });
  }
}

/** One token of a formula and the character it starts at. */
interface Token {
  readonly text: string;
  readonly at: number;
  readonly kind: "number" | "name" | "sign";
}

/** What is wrong with a formula, and at which of its characters. */
export interface SyntaxProblem extends Message {
  readonly at: number;
}

const pattern =
  /(?<space>\s+)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<sign><=|>=|==|!=|[+\-*/^()[\],<>])/y;

const hints: Readonly<Record<string, Hint>> = {
  "%": "percent",
  "=": "equals",
  "?": "question",
  "&": "and",
  "|": "or",
  "!": "not",
  '"': "text",
  "'": "text",
};

/** Words that are operators to mathjs and no part of this language. */
const refusedWords = new Set("mod to in xor true false null undefined NaN Infinity i end".split(" "));

/**
 * The tokens of a formula in source order, or the first character that the language does not know. Two
 * values side by side (implicit multiplication) are refused here, where their place is known.
 */
function tokenize(formula: string): Token[] | SyntaxProblem {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(formula);
    if (match === null) {
      const character = String.fromCodePoint(formula.codePointAt(at) as number);
      return { at, ...message("formula_sign", { sign: character, hint: hints[character] }) };
    }
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.space === undefined) {
      const kind = groups.number !== undefined ? "number" : groups.name !== undefined ? "name" : "sign";
      const token: Token = { text: match[0], at, kind };
      const misplaced = sideBySide(tokens.at(-1), token);
      if (misplaced !== undefined) return { at, ...misplaced };
      if (kind === "name" && refusedWords.has(token.text))
        return { at, ...message("formula_sign", { sign: token.text }) };
      tokens.push(token);
    }
    at += match[0].length;
  }
  return tokens;
}

const words = new Set(["and", "or", "not"]);

function sideBySide(before: Token | undefined, token: Token): Message | undefined {
  if (before === undefined) return undefined;
  const isValue = ({ kind, text }: Token) => kind === "number" || (kind === "name" && !words.has(text));
  const endsValue = isValue(before) || before.text === ")" || before.text === "]";
  const opens = token.text === "(" && before.kind !== "name";
  if (!endsValue || !(isValue(token) || opens)) return undefined;
  return message("formula_side_by_side", { text: `${before.text} ${token.text}` });
}
