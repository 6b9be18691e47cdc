import { type Message, message } from "../../text/problems.ts";
import type { Hint } from "../../text/sentences/formulas.ts";

/** One token of a formula and the character it starts at. */
export interface Token {
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
const refusedWords = new Set([
  "mod",
  "to",
  "in",
  "xor",
  "true",
  "false",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "i",
  "end",
]);

/**
 * The tokens of a formula in source order, or the first character that the language does not know. Two
 * values side by side (implicit multiplication) are refused here, where their place is known.
 */
export function tokenize(formula: string): Token[] | SyntaxProblem {
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
  const endsValue =
    before.kind === "number" ||
    (before.kind === "name" && !words.has(before.text)) ||
    before.text === ")" ||
    before.text === "]";
  if (!endsValue) return undefined;
  const startsValue = token.kind === "number" || (token.kind === "name" && !words.has(token.text));
  const opens = token.text === "(" && before.kind !== "name";
  if (!startsValue && !opens) return undefined;
  return message("formula_side_by_side", { text: `${before.text} ${token.text}` });
}
