import { domainsOf, strides } from "../../engine/language/cells.ts";
import type { Domain, Model, ModelSet, Parameter, Variable } from "../../engine/language/model.ts";
import { readsOf } from "../../engine/program/influence.ts";
import { suggestion } from "../../text/problems.ts";
import { listed, quote } from "../../text/quote.ts";

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
export function parameterAddress(model: Model, path: string): (Address & { readonly parameter: Parameter }) | string {
  const members = path.trim().split(".");
  const name = members.shift() as string;
  const parameter = model.parameters.get(name);
  if (parameter === undefined) {
    if (model.variables.has(name))
      return `"${quote(name)}" is computed by the model; only its parameters can be given${parametersBehind(model, name)}`;
    return `unknown parameter "${quote(name)}" of the model ${model.name}${suggestion(name, model.parameters.keys())}`;
  }
  const address = locate(model, parameter, members);
  return typeof address === "string" ? address : { name, cells: address.cells, open: address.open, parameter };
}

const NAMED = 4;

/** The paths over years that a variable follows from, nearest first; those that carry its name lead. */
function parametersBehind(model: Model, variable: string): string {
  const reads = readsOf(model);
  const found = new Set<string>();
  const seen = new Set([variable]);
  for (const name of seen) {
    for (const read of reads.get(name)?.parameters ?? []) if (model.parameters.get(read)?.yearly) found.add(read);
    for (const read of reads.get(name)?.variables ?? []) seen.add(read);
  }
  const named = [...found].sort((a, b) => Number(b.includes(variable)) - Number(a.includes(variable))).slice(0, NAMED);
  return named.length === 0 ? "" : `, such as ${named.join(", ")}`;
}

/** The variable and the one cell of a path such as `capacity.coal`, or what is wrong with it. */
export function variableAddress(
  model: Model,
  path: string,
): { readonly variable: Variable; readonly cell: number } | string {
  const [name, ...members] = path.trim().split(".");
  const variable = model.variables.get(name);
  if (variable === undefined) {
    if (model.parameters.has(name)) return `"${quote(name)}" is a parameter; a variable of the model is needed`;
    return `unknown variable "${quote(name)}" of the model ${model.name}${suggestion(name, model.variables.keys())}`;
  }
  const address = locate(model, variable, members);
  if (typeof address === "string") return address;
  if (address.open > 0)
    return `"${quote(path)}" names ${address.cells.length} cells; write ${quote([name, ...variable.over].join("."))} with one member each`;
  return { variable, cell: address.cells[0] };
}

function locate(
  model: Model,
  quantity: { name: string; over: readonly string[] },
  members: readonly string[],
): Address | string {
  const { name, over } = quantity;
  if (members.length === 0) {
    const size = domainsOf(model, over).reduce((product, domain) => product * domain.positions.length, 1);
    return { name, cells: Array.from({ length: size }, (_, cell) => cell), open: over.length };
  }
  if (members.length !== over.length) {
    const wanted =
      over.length === 0 ? "takes no members" : `stands over ${over.join(" and ")}: ${[name, ...over].join(".")}`;
    return `"${quote([name, ...members].join("."))}" has ${members.length} member${members.length === 1 ? "" : "s"}; "${quote(name)}" ${wanted}`;
  }
  const { domains, steps } = layoutOf(model, over);
  let cells = [0];
  let open = 0;
  for (const [i, domain] of domains.entries()) {
    const exact = ordinalsByName(model, domain).get(members[i]);
    if (exact !== undefined) {
      for (const [j, cell] of cells.entries()) cells[j] = cell + exact * steps[i];
      continue;
    }
    const ordinals = select(model, domain, members[i]);
    if (typeof ordinals === "string") return ordinals;
    if (ordinals.length !== 1 || members[i].includes("*")) open++;
    cells = cells.flatMap((cell) => ordinals.map((ordinal) => cell + ordinal * steps[i]));
  }
  return { name, cells, open };
}

interface Layout {
  readonly domains: readonly Domain[];
  readonly steps: readonly number[];
}

const layouts = new WeakMap<readonly string[], Layout>();

/** Kept by the list of dimensions itself, since tables name thousands of cells. */
function layoutOf(model: Model, over: readonly string[]): Layout {
  let layout = layouts.get(over);
  if (layout === undefined) {
    layout = { domains: domainsOf(model, over), steps: strides(model, over) };
    layouts.set(over, layout);
  }
  return layout;
}

/** Ordinals in the domain of a glob, a set or a subset. */
function select(model: Model, domain: Domain, text: string): number[] | string {
  const ordinals = ordinalsByName(model, domain);
  if (text.includes("*")) {
    const parts = text.split("*");
    const found = [...ordinals].filter(([name]) => fits(name, parts)).map(([, ordinal]) => ordinal);
    return found.length > 0
      ? found
      : `"${quote(text)}" fits no member of ${domain.name}; members are ${listed(ordinals.keys())}`;
  }
  const subset = model.domains.get(text);
  if (subset !== undefined && subset.parent === domain.parent) {
    const found = subset.positions
      .map((position) => domain.positions.indexOf(position))
      .filter((ordinal) => ordinal >= 0);
    if (found.length > 0) return found;
  }
  return `"${quote(text)}" is no member of ${domain.name}; members are ${listed(ordinals.keys())}${suggestion(text, ordinals.keys())}`;
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

const known = new WeakMap<Domain, ReadonlyMap<string, number>>();

function ordinalsByName(model: Model, domain: Domain): ReadonlyMap<string, number> {
  let ordinals = known.get(domain);
  if (ordinals === undefined) {
    const { members } = model.sets.get(domain.parent) as ModelSet;
    ordinals = new Map(domain.positions.map((position, ordinal) => [members[position].name, ordinal]));
    known.set(domain, ordinals);
  }
  return ordinals;
}
