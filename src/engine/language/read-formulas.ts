import { likely } from "../../text/problems.ts";
import { type Cursor, entriesAt, isMap, refuse, report } from "../../text/reader.ts";
import type { Branch, Domain, ModelSet } from "./model.ts";
import { type BoundIndex, type Names, resolveFormula } from "./resolve.ts";
import { isProblem, parseFormula } from "./syntax.ts";
import type { Unit } from "./units.ts";

export interface FormulaContext {
  readonly over: readonly string[];
  readonly unit: Unit | "condition";
  readonly hasInitial: boolean;
  readonly names: Names;
}

/** One formula for all cells, or a map by subset or member of the first domain, with `else`. */
export function readBranches(at: Cursor, context: FormulaContext): Branch[] {
  const { names, over } = context;
  const scope = over.map((name): BoundIndex => {
    const { parent, positions } = names.domains.get(name) as Domain;
    return { name, parent, positions };
  });
  const single = readFormula(at, scope, context);
  if (single !== undefined) return single;
  if (!isMap(at) || over.length === 0) {
    refuse(at, over.length === 0 ? "branch_single" : "branch_map", {});
    return [];
  }
  const first = scope[0];
  const { members } = names.sets.get(first.parent) as ModelSet;
  const served = new Map<number, string>();
  const branches: Branch[] = [];
  for (const [key, keyed] of entriesAt(at)) {
    const positions =
      key === "else" ? first.positions.filter((position) => !served.has(position)) : branchPositions(key, first, names);
    if (positions === undefined) {
      const known = [...names.domains.keys(), ...members.map((member) => member.name), "else"];
      refuse(keyed, "branch_unknown", { key, set: over[0], near: likely(key, known) }, keyed.keyAt);
      continue;
    }
    for (const position of positions) {
      const twin = served.get(position);
      if (twin !== undefined) refuse(keyed, "branch_twice", { member: members[position].name, key: twin }, keyed.keyAt);
      served.set(position, key);
    }
    if (keyed.node.kind !== "scalar") {
      refuse(keyed, "branch_text", {});
      continue;
    }
    if (positions.length === 0) continue;
    const narrowed: BoundIndex[] = [{ ...first, positions }, ...scope.slice(1)];
    if (names.domains.has(key) && key !== first.name) narrowed.unshift({ name: key, parent: first.parent, positions });
    const ordinals = positions.map((position) => first.positions.indexOf(position));
    for (const branch of readFormula(keyed, narrowed, context) ?? []) branches.push({ ...branch, key, ordinals });
  }
  const missing = first.positions.find((position) => !served.has(position));
  if (missing !== undefined) refuse(at, "branch_missing", { member: members[missing].name });
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

/** One formula as the only branch, none where it is wrong; undefined where no text stands. */
function readFormula(
  at: Cursor,
  scope: readonly BoundIndex[],
  { names, unit, hasInitial }: FormulaContext,
): Branch[] | undefined {
  const { node } = at;
  if (node.kind !== "scalar") return undefined;
  const text = formulaText(node.source);
  const syntax = parseFormula(text);
  const expression = isProblem(syntax) ? syntax : resolveFormula(syntax, unit, { names, scope, hasInitial });
  if (!isProblem(expression)) return [{ expression, text: text.replace(/\s+/g, " ").trim(), at: node.place(0) }];
  report(at, expression, node.place(expression.at));
  return [];
}

/** Comments and line breaks become blanks, so that every character keeps its place. */
export function formulaText(source: string): string {
  return source.replace(/#[^\n]*/g, (comment) => " ".repeat(comment.length)).replace(/[\r\n]/g, " ");
}
