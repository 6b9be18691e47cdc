import type { Model, Variable } from "../../engine/language/model.ts";
import { InputError, type Label, type Problem, suggestion } from "../../text/problems.ts";
import { asMap, checkKeys, describe, itemsOf, labelOf, nodeAt, textOf } from "../../text/reader.ts";

/** A quantity whose members are drawn on top of each other, as the model's `report.stacks` names it. */
export interface Stack {
  readonly variable: Variable;
  readonly label: Label;
}

const known = new WeakMap<Model, readonly Stack[]>();

/**
 * The stacks of the model, such as capacity by plant; none where it declares none.
 *
 * @throws InputError where the declaration names what the model does not have.
 */
export function modelStacks(model: Model): readonly Stack[] {
  const stacks = known.get(model) ?? readStacks(model);
  known.set(model, stacks);
  return stacks;
}

function readStacks(model: Model): Stack[] {
  const node = model.report?.kind === "map" ? nodeAt(model.report, "stacks") : undefined;
  if (node === undefined) return [];
  const problems: Problem[] = [];
  const path = "report.stacks";
  const stacks = itemsOf(node).flatMap((item) => {
    const map = asMap(item, path, "{show: capacity, label: {en: Capacity, zh: 装机}}", problems);
    if (map === undefined) return [];
    checkKeys(map, ["show", "label"], path, problems);
    const show = textOf(map, "show", path, problems);
    const variable = show === undefined ? undefined : model.variables.get(show);
    if (variable === undefined || variable.over.length !== 1) {
      const message =
        show === undefined
          ? `the variable to show is missing; found ${describe(map)}`
          : variable === undefined
            ? `unknown variable "${show}"${suggestion(show, model.variables.keys())}`
            : `"${show}" must stand over one set, not over ${variable.over.length}`;
      problems.push({ at: nodeAt(map, "show")?.at ?? map.at, path: `${path}.show`, message });
      return [];
    }
    const label = labelOf(map, "label", path, problems) ?? variable.label ?? { en: variable.name, zh: variable.name };
    return [{ variable, label }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return stacks;
}
