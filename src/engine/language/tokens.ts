import { quote } from "../../text/quote.ts";
/** One token of a formula and the character it starts at. */
export interface Token {
  readonly text: string;
  readonly at: number;
  readonly kind: "number" | "name" | "sign";
}

export interface LexicalError {
  readonly at: number;
  readonly message: string;
}

const pattern =
  /(?<space>\s+)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<sign><=|>=|==|!=|[+\-*/^()[\],<>])/y;

const hints: Readonly<Record<string, string>> = {
  "%": "write 0.01 * x, or give the parameter the unit %",
  "=": "compare with ==",
  "?": "write if(condition, a, b)",
  "&": "write and",
  "|": "write or",
  "!": "write not",
  '"': "text has no place in a formula",
  "'": "text has no place in a formula",
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
export function tokenize(formula: string): Token[] | LexicalError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(formula);
    if (match === null) {
      const character = String.fromCodePoint(formula.codePointAt(at) as number);
      const hint = hints[character] === undefined ? "" : `; ${hints[character]}`;
      return { at, message: `"${quote(character)}" is not part of the formula language${hint}` };
    }
    const groups = match.groups as Record<string, string | undefined>;
    if (groups.space === undefined) {
      const kind = groups.number !== undefined ? "number" : groups.name !== undefined ? "name" : "sign";
      const token: Token = { text: match[0], at, kind };
      const misplaced = sideBySide(tokens.at(-1), token);
      if (misplaced !== undefined) return { at, message: misplaced };
      if (kind === "name" && refusedWords.has(token.text)) {
        return { at, message: `"${quote(token.text)}" is not part of the formula language` };
      }
      tokens.push(token);
    }
    at += match[0].length;
  }
  return tokens;
}

const words = new Set(["and", "or", "not"]);

function sideBySide(before: Token | undefined, token: Token): string | undefined {
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
  return `"${quote(`${before.text} ${token.text}`)}": two values stand side by side; write the operator between them`;
}
