import type { Domain, Model, ModelSet } from "./model.ts";

/** A cell is one number of a parameter or variable in one year; cells count with the last domain fastest. */
type Shaped = Pick<Model, "sets" | "domains">;

export function domainsOf(model: Shaped, over: readonly string[]): readonly Domain[] {
  return shapeOf(model, over).domains;
}

interface Shape {
  readonly domains: readonly Domain[];
  readonly strides: readonly number[];
}

/** The same few lists of domains are asked for at every reference of every formula. */
const shapes = new WeakMap<ReadonlyMap<string, Domain>, WeakMap<readonly string[], Shape>>();

function shapeOf(model: Shaped, over: readonly string[]): Shape {
  const known = shapes.get(model.domains) ?? new WeakMap<readonly string[], Shape>();
  shapes.set(model.domains, known);
  const shape = known.get(over) ?? measure(model, over);
  known.set(over, shape);
  return shape;
}

function measure(model: Shaped, over: readonly string[]): Shape {
  const domains = over.map((name) => model.domains.get(name) as Domain);
  const lengths = domains.map((domain) => domain.positions.length);
  return {
    domains,
    strides: lengths.map((_, i) => lengths.slice(i + 1).reduce((product, length) => product * length, 1)),
  };
}

/** How many cells something over these domains has. */
export function cellCount(model: Shaped, over: readonly string[]): number {
  return domainsOf(model, over).reduce((count, domain) => count * domain.positions.length, 1);
}

/** The distance in cells between neighbours along each domain. */
export function strides(model: Shaped, over: readonly string[]): readonly number[] {
  return shapeOf(model, over).strides;
}

/** The ordinal along each domain of a cell. */
export function ordinalsOf(model: Shaped, over: readonly string[], cell: number): number[] {
  const domains = domainsOf(model, over);
  const steps = strides(model, over);
  return domains.map((domain, i) => Math.floor(cell / steps[i]) % domain.positions.length);
}

/** The member names of every cell, in order; one empty list for a scalar. */
export function cellNames(model: Shaped, over: readonly string[]): string[][] {
  const domains = domainsOf(model, over);
  const members = domains.map((domain) => {
    const set = model.sets.get(domain.parent) as ModelSet;
    return domain.positions.map((position) => set.members[position].name);
  });
  return Array.from({ length: cellCount(model, over) }, (_, cell) =>
    ordinalsOf(model, over, cell).map((ordinal, i) => members[i][ordinal]),
  );
}

/** The cell with these members, or undefined where there is none. */
export function cellIndex(model: Shaped, over: readonly string[], members: readonly string[]): number | undefined {
  if (members.length !== over.length) return undefined;
  const steps = strides(model, over);
  let cell = 0;
  for (const [i, domain] of domainsOf(model, over).entries()) {
    const set = model.sets.get(domain.parent) as ModelSet;
    const ordinal = domain.positions.findIndex((position) => set.members[position].name === members[i]);
    if (ordinal < 0) return undefined;
    cell += ordinal * steps[i];
  }
  return cell;
}
