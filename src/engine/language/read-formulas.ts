import { type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import type { Located, LocatedScalar } from "../../text/yaml.ts";
import type { Branch, Domain, ModelSet } from "./model.ts";
import { type BoundIndex, type Names, resolveFormula } from "./resolve.ts";
import { isProblem, parseFormula } from "./syntax.ts";
import type { Unit } from "./units.ts";

export interface FormulaContext {
  readonly path: string;
  readonly over: readonly string[];
  readonly unit: Unit | "condition";
  readonly hasInitial: boolean;
  readonly names: Names;
}

/** One formula for all cells, or a map by subset or member of the first domain, with `else`. */
export function readBranches(node: Located, context: FormulaContext, problems: Problem[]): Branch[] {
  const { names, over, path } = context;
  const scope = over.map((name): BoundIndex => {
    const { parent, positions } = names.domains.get(name) as Domain;
    return { name, parent, positions };
  });
  if (node.kind === "scalar") {
    const branch = readFormula(node, path, scope, context, problems);
    return branch === undefined ? [] : [branch];
  }
  if (node.kind === "list" || over.length === 0) {
    problems.push({
      at: node.at,
      path,
      message:
        over.length === 0
          ? "a variable without sets has one formula, not a map"
          : "a formula is text, or a map by subset or member",
    });
    return [];
  }
  const first = scope[0];
  const { members } = names.sets.get(first.parent) as ModelSet;
  const served = new Map<number, string>();
  const branches: Branch[] = [];
  for (const [key, { keyAt, value }] of node.entries) {
    const keyPath = `${path}.${key}`;
    const positions =
      key === "else" ? first.positions.filter((position) => !served.has(position)) : branchPositions(key, first, names);
    if (positions === undefined) {
      const known = [...names.domains.keys(), ...members.map((member) => member.name), "else"];
      problems.push({
        at: keyAt,
        path: keyPath,
        message: `"${quote(key)}" is no subset or member of ${quote(over[0])}${suggestion(key, known)}`,
      });
      continue;
    }
    for (const position of positions) {
      if (served.has(position))
        problems.push({
          at: keyAt,
          path: keyPath,
          message: `"${quote(members[position].name)}" has a formula already, under "${quote(served.get(position) ?? "")}"`,
        });
      served.set(position, key);
    }
    if (value.kind !== "scalar") {
      problems.push({ at: value.at, path: keyPath, message: "a formula is text" });
      continue;
    }
    if (positions.length === 0) continue;
    const narrowed: BoundIndex[] = [{ ...first, positions }, ...scope.slice(1)];
    if (names.domains.has(key) && key !== first.name) narrowed.unshift({ name: key, parent: first.parent, positions });
    const branch = readFormula(value, keyPath, narrowed, context, problems);
    if (branch !== undefined)
      branches.push({ ...branch, key, ordinals: positions.map((position) => first.positions.indexOf(position)) });
  }
  const missing = first.positions.find((position) => !served.has(position));
  if (missing !== undefined)
    problems.push({
      at: node.at,
      path,
      message: `no formula for "${quote(members[missing].name)}"; add it, or "else"`,
    });
  return branches;
}

function branchPositions(key: string, first: BoundIndex, names: Names): readonly number[] | undefined {
  const domain = names.domains.get(key);
  if (domain !== undefined)
    return domain.parent === first.parent
      ? domain.positions.filter((position) => first.positions.includes(position))
      : undefined;
  const { members } = names.sets.get(first.parent) as ModelSet;
  const position = members.findIndex((member) => member.name === key);
  return position >= 0 && first.positions.includes(position) ? [position] : undefined;
}

function readFormula(
  node: LocatedScalar,
  path: string,
  scope: readonly BoundIndex[],
  context: FormulaContext,
  problems: Problem[],
): Branch | undefined {
  const text = formulaText(node.source);
  const fail = (at: number, message: string): undefined => {
    problems.push({ at: node.place(at), path, message });
    return undefined;
  };
  const syntax = parseFormula(text);
  if (isProblem(syntax)) return fail(syntax.at, syntax.message);
  const expression = resolveFormula(syntax, context.unit, {
    names: context.names,
    scope,
    hasInitial: context.hasInitial,
  });
  if (isProblem(expression)) return fail(expression.at, expression.message);
  return { expression, text: text.replace(/\s+/g, " ").trim(), at: node.place(0) };
}

/** Comments and line breaks become blanks, so that every character keeps its place. */
export function formulaText(source: string): string {
  return source.replace(/#[^\n]*/g, (comment) => " ".repeat(comment.length)).replace(/[\r\n]/g, " ");
}
