import { need } from "../../text/need.ts";
import type { Expression, Index } from "./expression.ts";
import type { Domain, Model } from "./model.ts";

/** A cell is one number of a parameter or variable in one year; cells count with the last domain fastest. */
type Shaped = Pick<Model, "sets" | "domains">;

/** The position in its parent set at which each bound index stands. */
export type Positions = ReadonlyMap<string, number>;

type Shape = ReturnType<typeof measure>;

/** The same few lists of domains are asked for at every reference of every formula. */
const shapes = new WeakMap<ReadonlyMap<string, Domain>, WeakMap<readonly string[], Shape>>();

function shapeOf(model: Shaped, over: readonly string[]): Shape {
  const ofModel = shapes.get(model.domains) ?? new WeakMap<readonly string[], Shape>();
  shapes.set(model.domains, ofModel);
  const shape = ofModel.get(over) ?? measure(model, over);
  ofModel.set(over, shape);
  return shape;
}

function measure(model: Shaped, over: readonly string[]) {
  const domains = over.map((name) => need(model.domains, name));
  const lengths = domains.map((domain) => domain.positions.length);
  const strides = lengths.map((_, i) => lengths.slice(i + 1).reduce((product, length) => product * length, 1));
  return { domains, strides };
}

export function domainsOf(model: Shaped, over: readonly string[]): readonly Domain[] {
  return shapeOf(model, over).domains;
}

/** The distance in cells between neighbours along each domain. */
export function strides(model: Shaped, over: readonly string[]): readonly number[] {
  return shapeOf(model, over).strides;
}

/** How many cells something over these domains has. */
export function cellCount(model: Shaped, over: readonly string[]): number {
  return domainsOf(model, over).reduce((count, domain) => count * domain.positions.length, 1);
}

/** The ordinal along each domain of a cell. */
export function ordinalsOf(model: Shaped, over: readonly string[], cell: number): number[] {
  const { domains, strides } = shapeOf(model, over);
  return domains.map((domain, i) => Math.floor(cell / strides[i]) % domain.positions.length);
}

/** The cell at these ordinals along the domains. */
export function cellAt(model: Shaped, over: readonly string[], ordinals: readonly number[]): number {
  const { strides } = shapeOf(model, over);
  return ordinals.reduce((cell, ordinal, i) => cell + ordinal * strides[i], 0);
}

const ordinalsOfDomains = new WeakMap<Domain, ReadonlyMap<string, number>>();

/** The ordinals of a domain by the names of its members, in order. */
export function ordinalsByName({ sets }: Pick<Model, "sets">, domain: Domain): ReadonlyMap<string, number> {
  let ordinals = ordinalsOfDomains.get(domain);
  if (ordinals === undefined) {
    const { members } = need(sets, domain.parent);
    ordinals = new Map(domain.positions.map((position, ordinal) => [members[position].name, ordinal]));
    ordinalsOfDomains.set(domain, ordinals);
  }
  return ordinals;
}

/** The member names of every cell, in order; one empty list for a scalar. */
export function cellNames(model: Shaped, over: readonly string[]): string[][] {
  const members = domainsOf(model, over).map((domain) => [...ordinalsByName(model, domain).keys()]);
  return Array.from({ length: cellCount(model, over) }, (_, cell) =>
    ordinalsOf(model, over, cell).map((ordinal, i) => members[i][ordinal]),
  );
}

/** The cell with these members, or undefined where there is none. */
export function cellIndex(model: Shaped, over: readonly string[], members: readonly string[]): number | undefined {
  if (members.length !== over.length) return undefined;
  const { domains, strides } = shapeOf(model, over);
  let cell = 0;
  for (const [i, domain] of domains.entries()) {
    const ordinal = ordinalsByName(model, domain).get(members[i]);
    if (ordinal === undefined) return undefined;
    cell += ordinal * strides[i];
  }
  return cell;
}

/** The cell that the indices of a reference point at. */
export function referencedCell(
  model: Shaped,
  over: readonly string[],
  indices: readonly Index[],
  at: Positions,
): number {
  const { domains, strides } = shapeOf(model, over);
  let cell = 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    const position = index.kind === "member" ? index.position : (at.get(index.domain) as number);
    const { positions } = domains[i];
    cell += (positions[position] === position ? position : positions.indexOf(position)) * strides[i];
  }
  return cell;
}

/** The positions at which the body of a sum is added up, or at which that of a shift is taken: one, or none. */
export function bodyPositions(
  { domains }: Pick<Model, "domains">,
  e: Expression & { kind: "sum" | "shift" },
  at: Positions,
): readonly number[] {
  const { positions } = need(domains, e.domain);
  const range = e.kind === "shift" ? "shift" : e.range;
  if (range === "all") return positions;
  const here = positions.indexOf(need(at, e.domain));
  if (range === "after") return positions.slice(here + 1);
  const before = Math.max(0, here);
  return positions.slice(range === "shift" ? Math.max(0, before - 1) : 0, before);
}
