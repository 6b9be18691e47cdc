/** Where an index of a reference points: the member bound by a set in scope, or one member. */
export type Index =
  | { readonly kind: "bound"; readonly domain: string }
  | { readonly kind: "member"; readonly position: number; readonly name: string };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type Arithmetic = "+" | "-" | "*" | "/";
export type FunctionName = "min" | "max" | "abs" | "exp" | "log" | "sqrt";

interface Pair<Kind extends string, Operator> {
  readonly kind: Kind;
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Reference {
  readonly kind: "reference";
  readonly of: "parameter" | "variable";
  readonly name: string;
  readonly indices: readonly Index[];
}

/**
 * A checked formula: names resolved, units converted. All that runs, compiled or interpreted, is read off this.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "year" | "base_year" }
  /** The member's number in a numeric set that is bound. */
  | { readonly kind: "member_value"; readonly domain: string }
  | Reference
  | { readonly kind: "negate" | "not" | "square"; readonly body: Expression }
  | Pair<"arithmetic", Arithmetic>
  | Pair<"compare", Comparison>
  | Pair<"logic", "and" | "or">
  | { readonly kind: "call"; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | IfExpression
  /** Over all members of a domain, those in front of the bound one, or those behind it; starts at 0, in set order. */
  | SumExpression
  /** The body at the member in front of the bound one, 0 at the first. */
  | { readonly kind: "shift"; readonly domain: string; readonly body: Expression }
  /** The body `years` earlier; `initial` where that lies before the base year. */
  | LagExpression;

interface IfExpression {
  readonly kind: "if";
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

interface SumExpression {
  readonly kind: "sum";
  readonly range: "all" | "before" | "after";
  readonly domain: string;
  readonly body: Expression;
}

interface LagExpression {
  readonly kind: "lag";
  readonly years: number | Reference;
  readonly initial?: Expression;
  readonly body: Expression;
}

/** The expressions directly inside, in source order. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "negate":
    case "not":
    case "square":
    case "sum":
    case "shift":
      return [expression.body];
    case "arithmetic":
    case "compare":
    case "logic":
      return [expression.left, expression.right];
    case "call":
      return expression.arguments;
    case "if":
      return [expression.condition, expression.consequent, expression.alternate];
    case "lag": {
      const { body, years, initial } = expression;
      return [body, typeof years === "number" ? undefined : years, initial].filter((inside) => inside !== undefined);
    }
    default:
      return [];
  }
}

/** The expression as text again, from the checked tree and nothing else. */
export function unparse(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "year":
    case "base_year":
      return expression.kind;
    case "member_value":
      return expression.domain;
    case "reference": {
      const indices = expression.indices.map((index) => (index.kind === "bound" ? index.domain : index.name));
      return indices.length === 0 ? expression.name : `${expression.name}[${indices.join(", ")}]`;
    }
    case "negate":
      return `-${inBrackets(expression.body)}`;
    case "not":
      return `not ${inBrackets(expression.body)}`;
    case "square":
      return `${inBrackets(expression.body)}^2`;
    case "arithmetic":
    case "compare":
    case "logic":
      return `${inBrackets(expression.left)} ${expression.operator} ${inBrackets(expression.right)}`;
    case "call":
      return `${expression.name}(${expression.arguments.map(unparse).join(", ")})`;
    case "if":
      return `if(${children(expression).map(unparse).join(", ")})`;
    case "sum":
      return `${expression.range === "all" ? "sum" : expression.range}(${unparse(expression.body)}, ${expression.domain})`;
    case "shift":
      return `shift(${unparse(expression.body)}, ${expression.domain})`;
    case "lag": {
      const name = expression.years === 1 ? "previous" : "lag";
      const years = typeof expression.years === "number" ? String(expression.years) : unparse(expression.years);
      const initial = expression.initial === undefined ? [] : [unparse(expression.initial)];
      return `${name}(${[unparse(expression.body), ...(expression.years === 1 ? [] : [years]), ...initial].join(", ")})`;
    }
  }
}

function inBrackets(expression: Expression): string {
  const text = unparse(expression);
  const compound = ["arithmetic", "compare", "logic", "not", "negate"].includes(expression.kind);
  return compound ? `(${text})` : text;
}
