import { likeNamed, type Named } from "../../text/names.ts";
import { isFault, type Label, likely, type Message, message, type Problem } from "../../text/problems.ts";
import { listingOf } from "../../text/reader.ts";
import { readsOf } from "../program/influence.ts";
import { cellCount, domainsOf, ordinalsByName, strides } from "./cells.ts";
import type { Domain, Model, Parameter, VariableCell } from "./model.ts";

/** Cells of one parameter or variable, as a dotted path names them. */
export interface Address {
  readonly name: string;
  readonly cells: readonly number[];
  /** How many dimensions the path leaves open by a glob, a subset or by saying nothing; 0 is one exact cell. */
  readonly open: number;
}

/**
 * The parameter and cells of a path such as `full_load_hours.solar_*`, or what is wrong with it. The bare name
 * of an indexed parameter means all its cells; a set or subset name stands for its members.
 */
export function parameterAddress(
  model: Model,
  path: string,
  problems: readonly Problem[] = [],
): (Address & { readonly parameter: Parameter }) | Message {
  const members = path.trim().split(".");
  const name = members.shift() as string;
  const parameter = model.parameters.get(name);
  if (parameter === undefined) {
    if (model.variables.has(name))
      return message("parameter_computed", { name, parameters: parametersBehind(model, name) });
    const near = likeNamed(name, [...model.parameters.values()].map(named), problems);
    const sought = likely(name, model.parameters.keys(), problems) === undefined ? name : undefined;
    return message("parameter_unknown", { name, model: model.name, near, sought });
  }
  const address = locate(model, parameter, members);
  return isFault(address) ? address : { name, cells: address.cells, open: address.open, parameter };
}

const NAMED = 4;

/** The paths over years that a variable follows from, nearest first; those that carry its name lead. */
function parametersBehind(model: Model, variable: string): string[] {
  const reads = readsOf(model);
  const found = new Set<string>();
  const seen = new Set([variable]);
  for (const name of seen) {
    for (const read of reads.get(name)?.parameters ?? []) if (model.parameters.get(read)?.yearly) found.add(read);
    for (const read of reads.get(name)?.variables ?? []) seen.add(read);
  }
  return [...found].sort((a, b) => Number(b.includes(variable)) - Number(a.includes(variable))).slice(0, NAMED);
}

/** The variable and the one cell of a path such as `capacity.coal`, or what is wrong with it. */
export function variableAddress(model: Model, path: string): VariableCell | Message {
  const [name, ...members] = path.trim().split(".");
  const variable = model.variables.get(name);
  if (variable === undefined) {
    if (model.parameters.has(name)) return message("variable_needed", { name });
    return message("variable_unknown", {
      name,
      model: model.name,
      near: likeNamed(name, [...model.variables.values()].map(named)),
    });
  }
  const address = locate(model, variable, members);
  if (isFault(address)) return address;
  if (address.open > 0)
    return message("one_cell", { path, cells: address.cells.length, write: [name, ...variable.over].join(".") });
  return { variable, cell: address.cells[0] };
}

/** A parameter or variable with what it is called. */
export function named({ name, label }: { readonly name: string; readonly label?: Label }): Named {
  return { id: name, label };
}

function locate(
  model: Model,
  quantity: { name: string; over: readonly string[] },
  members: readonly string[],
): Address | Message {
  const { name, over } = quantity;
  if (members.length === 0) {
    return { name, cells: Array.from({ length: cellCount(model, over) }, (_, cell) => cell), open: over.length };
  }
  if (members.length !== over.length)
    return message("member_count", { path: [name, ...members].join("."), name, over });
  const steps = strides(model, over);
  let cells = [0];
  let open = 0;
  for (const [i, domain] of domainsOf(model, over).entries()) {
    const exact = ordinalsByName(model, domain).get(members[i]);
    if (exact !== undefined) {
      for (const [j, cell] of cells.entries()) cells[j] = cell + exact * steps[i];
      continue;
    }
    const ordinals = select(model, domain, members[i]);
    if (isFault(ordinals)) return ordinals;
    if (ordinals.length !== 1 || members[i].includes("*")) open++;
    cells = cells.flatMap((cell) => ordinals.map((ordinal) => cell + ordinal * steps[i]));
  }
  return { name, cells, open };
}

/** Ordinals in the domain of a glob, a set or a subset. */
function select(model: Model, domain: Domain, text: string): number[] | Message {
  const ordinals = ordinalsByName(model, domain);
  if (text.includes("*")) {
    const parts = text.split("*");
    const found = [...ordinals].filter(([name]) => fits(name, parts)).map(([, ordinal]) => ordinal);
    return found.length > 0
      ? found
      : message("member_glob", { text, set: domain.name, members: listingOf(ordinals.keys()) });
  }
  const subset = model.domains.get(text);
  if (subset !== undefined && subset.parent === domain.parent) {
    const inSubset = subset.positions.map((position) => domain.positions.indexOf(position));
    if (inSubset.some((ordinal) => ordinal >= 0)) return inSubset.filter((ordinal) => ordinal >= 0);
  }
  const members = listingOf(ordinals.keys());
  return message("member_unknown", { text, set: domain.name, members, near: likely(text, ordinals.keys()) });
}

/** Whether a name is made of these parts with anything between them: each is taken where it first comes, so none is tried twice. */
function fits(name: string, [first, ...parts]: readonly string[]): boolean {
  const last = parts.pop() ?? "";
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}
