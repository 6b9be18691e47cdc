import { cellNames, domainsOf } from "../engine/language/cells.ts";
import type { Model } from "../engine/language/model.ts";
import type { Label } from "../text/problems.ts";

/** A cell's name for people: the quantity's, and its members' behind it. */
export function labelOfCell(
  model: Model,
  quantity: { readonly over: readonly string[]; readonly label?: Label; readonly name: string },
  cell: number,
): Label {
  const own = quantity.label ?? { en: quantity.name, zh: quantity.name };
  const members = memberLabels(model, quantity.over, cell);
  if (members.length === 0) return own;
  return {
    en: `${own.en}: ${members.map((label) => label.en).join(", ")}`,
    zh: `${own.zh}：${members.map((label) => label.zh).join("、")}`,
  };
}

/** The labels of a cell's members, in order. */
export function memberLabels(model: Model, over: readonly string[], cell: number): Label[] {
  const names = cellNames(model, over)[cell];
  return domainsOf(model, over).map((domain, i) => {
    const member = model.sets.get(domain.parent)?.members.find((candidate) => candidate.name === names[i]);
    return member?.label ?? { en: names[i], zh: names[i] };
  });
}
