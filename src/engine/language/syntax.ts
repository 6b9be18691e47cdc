import type { MathNode } from "mathjs";
import { quote } from "../../text/quote.ts";
import { mathjs } from "./mathjs.ts";
import { type Token, tokenize } from "./tokens.ts";

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

export interface SyntaxProblem {
  readonly at: number;
  readonly message: string;
}

const binary = new Set(["+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or"]);
const unary = new Set(["-", "+", "not"]);

/**
 * The formula's syntax tree. mathjs parses; its tree is accepted only where every node is on the allow-list
 * below, and its leaves are zipped with the tokens for their places, since mathjs nodes carry none.
 */
export function parseFormula(formula: string): Syntax | SyntaxProblem {
  const tokens = tokenize(formula);
  if (!Array.isArray(tokens)) return tokens;
  if (tokens.length === 0) return { at: 0, message: "the formula is empty" };
  const beyond = beyondBounds(tokens);
  if (beyond !== undefined) return beyond;
  let tree: MathNode;
  try {
    tree = mathjs().parse(formula);
  } catch (error) {
    const { char, message } = error as { char?: number; message: string };
    return { at: Math.min((char ?? 1) - 1, formula.length - 1), message: message.replace(/\s*\(char \d+\)/, "") };
  }
  const leaves = tokens.filter(
    (token) => token.kind === "number" || (token.kind === "name" && !["and", "or", "not"].includes(token.text)),
  );
  try {
    return accept(tree, { leaves, next: 0 });
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
  if (beyond !== undefined) {
    const message = `the formula has ${tokens.length} words and signs; at most ${MOST_TOKENS} are allowed; give parts of it a name of their own`;
    return { at: beyond.at, message };
  }
  let brackets = 0;
  let powers = 0;
  for (const { text, at } of tokens) {
    if (text === "(" || text === "[") brackets++;
    else if (text === ")" || text === "]") brackets--;
    else if (text === "^" || text === "not") powers++;
    if (brackets + powers > MOST_NESTED)
      return {
        at,
        message: `the formula is nested more than ${MOST_NESTED} deep here; give parts of it a name of their own`,
      };
  }
  let signs = 0;
  for (const { text, at } of tokens) {
    signs = text === "-" || text === "+" ? signs + 1 : 0;
    if (signs > MOST_NESTED) return { at, message: `${signs} signs stand in a row` };
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

type AnyNode = MathNode & {
  type: string;
  value?: unknown;
  name?: string;
  op?: string;
  implicit?: boolean;
  content?: AnyNode;
  args?: AnyNode[];
  fn?: AnyNode;
  object?: AnyNode;
  index?: AnyNode;
  dimensions?: AnyNode[];
};

function accept(given: MathNode, cursor: Cursor): Syntax {
  const node = given as AnyNode;
  const here = cursor.leaves[Math.min(cursor.next, cursor.leaves.length - 1)]?.at ?? 0;
  const refuse = (message: string): never => {
    throw { at: here, message } satisfies SyntaxProblem;
  };
  switch (node.type) {
    case "ConstantNode":
      if (typeof node.value !== "number") return refuse(`${String(node.value)} is not a number`);
      cursor.next++;
      return { kind: "number", at: here, value: node.value };
    case "SymbolNode":
      cursor.next++;
      return { kind: "name", at: here, name: node.name as string };
    case "ParenthesisNode":
      return accept(node.content as AnyNode, cursor);
    case "OperatorNode": {
      const operator = node.op as string;
      const operands = node.args as AnyNode[];
      const allowed = operands.length === 1 ? unary : binary;
      if (!allowed.has(operator) || node.implicit)
        return refuse(`the operator "${quote(operator)}" is not part of the formula language`);
      return { kind: "operator", at: here, operator, arguments: operands.map((operand) => accept(operand, cursor)) };
    }
    case "FunctionNode": {
      const callee = node.fn as AnyNode;
      if (callee.type !== "SymbolNode") return refuse("only named functions can be called");
      cursor.next++;
      return {
        kind: "call",
        at: here,
        name: callee.name as string,
        arguments: (node.args as AnyNode[]).map((argument) => accept(argument, cursor)),
      };
    }
    case "AccessorNode": {
      const object = node.object as AnyNode;
      if (object.type !== "SymbolNode") return refuse("only a parameter or variable can be indexed");
      cursor.next++;
      const indices = ((node.index as AnyNode).dimensions as AnyNode[]).map((index) => accept(index, cursor));
      return { kind: "element", at: here, name: object.name as string, indices };
    }
    case "RelationalNode":
      return refuse("comparisons do not chain; write a < b and b < c");
    default:
      return refuse(`${node.type.replace(/Node$/, "").toLowerCase()} is not part of the formula language`);
  }
}
