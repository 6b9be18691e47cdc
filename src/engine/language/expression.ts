/** Where an index of a reference points: the member bound by a set in scope, or one member. */
export type Index =
  | { readonly kind: "bound"; readonly domain: string }
  | { readonly kind: "member"; readonly position: number; readonly name: string };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type Arithmetic = "+" | "-" | "*" | "/";
export type FunctionName = "min" | "max" | "abs" | "exp" | "log" | "sqrt";

/**
 * A checked formula: names resolved, units converted. All that runs, compiled or interpreted, is read off this.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "year" }
  | { readonly kind: "base_year" }
  /** The member's number in a numeric set that is bound. */
  | { readonly kind: "member_value"; readonly domain: string }
  | Reference
  | { readonly kind: "negate"; readonly body: Expression }
  | { readonly kind: "not"; readonly body: Expression }
  | { readonly kind: "square"; readonly body: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "compare"; readonly operator: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "logic"; readonly operator: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly consequent: Expression;
      readonly alternate: Expression;
    }
  /** Over all members of a domain, those in front of the bound one, or those behind it; starts at 0, in set order. */
  | {
      readonly kind: "sum";
      readonly range: "all" | "before" | "after";
      readonly domain: string;
      readonly body: Expression;
    }
  /** The body at the member in front of the bound one, 0 at the first. */
  | { readonly kind: "shift"; readonly domain: string; readonly body: Expression }
  /** The body `years` earlier; `initial` where that lies before the base year. */
  | {
      readonly kind: "lag";
      readonly years: number | Reference;
      readonly initial?: Expression;
      readonly body: Expression;
    };

export interface Reference {
  readonly kind: "reference";
  readonly of: "parameter" | "variable";
  readonly name: string;
  readonly indices: readonly Index[];
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
      const inside: Expression[] = [expression.body];
      if (typeof expression.years !== "number") inside.push(expression.years);
      if (expression.initial !== undefined) inside.push(expression.initial);
      return inside;
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
    case "reference":
      return unparseReference(expression);
    case "negate":
      return `-${wrap(expression.body)}`;
    case "not":
      return `not ${wrap(expression.body)}`;
    case "square":
      return `${wrap(expression.body)}^2`;
    case "arithmetic":
    case "compare":
    case "logic":
      return `${wrap(expression.left)} ${expression.operator} ${wrap(expression.right)}`;
    case "call":
      return `${expression.name}(${expression.arguments.map(unparse).join(", ")})`;
    case "if":
      return `if(${unparse(expression.condition)}, ${unparse(expression.consequent)}, ${unparse(expression.alternate)})`;
    case "sum":
      return `${expression.range === "all" ? "sum" : expression.range}(${unparse(expression.body)}, ${expression.domain})`;
    case "shift":
      return `shift(${unparse(expression.body)}, ${expression.domain})`;
    case "lag": {
      const initial = expression.initial === undefined ? "" : `, ${unparse(expression.initial)}`;
      if (expression.years === 1) return `previous(${unparse(expression.body)}${initial})`;
      const years = typeof expression.years === "number" ? String(expression.years) : unparse(expression.years);
      return `lag(${unparse(expression.body)}, ${years}${initial})`;
    }
  }
}

function unparseReference({ name, indices }: Reference): string {
  if (indices.length === 0) return name;
  return `${name}[${indices.map((index) => (index.kind === "bound" ? index.domain : index.name)).join(", ")}]`;
}

function wrap(expression: Expression): string {
  const text = unparse(expression);
  const compound = ["arithmetic", "compare", "logic", "not", "negate"].includes(expression.kind);
  return compound ? `(${text})` : text;
}
