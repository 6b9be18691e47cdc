import { comparisons, operations } from "../program/evaluate.ts";

/** Kinds of nodes: on how many others each stands, and its sign in formulas, which is the word of its instruction too. Conditions are kinds of their own. */
const kinds = [
  ["constant", 0],
  ["load", 0],
  ["year", 0],
  // The year lies at least so many years behind the base year.
  ["reached", 0],
  ["true", 0],
  ["false", 0],
  ["negate", 1, "negate"],
  ["abs", 1, "abs"],
  ["sqrt", 1, "sqrt"],
  ["exp", 1, "exp"],
  ["log", 1, "log"],
  ["not", 1, "not"],
  ["add", 2, "+"],
  ["subtract", 2, "-"],
  ["multiply", 2, "*"],
  ["divide", 2, "/"],
  ["min", 2, "min"],
  ["max", 2, "max"],
  ["equal", 2, "=="],
  ["notEqual", 2, "!="],
  ["less", 2, "<"],
  ["lessOrEqual", 2, "<="],
  ["greater", 2, ">"],
  ["greaterOrEqual", 2, ">="],
  ["and", 2, "and"],
  ["or", 2, "or"],
  ["select", 3],
] as const;

type KindRow = (typeof kinds)[number];
type Sign = Extract<KindRow, readonly [string, number, string]>[2];

/** The code of each kind. */
export const Kind = Object.fromEntries(kinds.map(([name], code) => [name, code])) as Record<KindRow[0], number>;
export const operandCounts = Uint8Array.from(kinds, ([, count]) => count);
export const signs = kinds.map(([, , sign]) => sign);
export const kindOfSign = Object.fromEntries(signs.flatMap((sign, code) => (sign ? [[sign, code]] : []))) as Record<
  Sign,
  number
>;

/**
 * Scalar operations of one function, each kept once: equal operations on equal operands are one node. Constants fold
 * with the operations that run later, and only rules that keep every bit are used, signs of zero included.
 */
export type Graph = ReturnType<typeof newGraph>;

export function newGraph(capacity = 4096) {
  return {
    kinds: new Uint8Array(capacity),
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
    c: new Int32Array(capacity),
    /** Never minus zero, so that adding zero changes nothing. */
    unsignedZero: new Uint8Array(capacity),
    values: [] as number[],
    constants: new Map<number, number>(),
    slots: new Int32Array(capacity * 2),
    length: 0,
  };
}

/** Empties the graph for the next function. */
export function clearGraph(graph: Graph): void {
  graph.length = 0;
  graph.values.length = 0;
  graph.constants.clear();
  graph.slots.fill(0);
}

/** A map finds no difference between the two zeros; minus zero is kept under a number that no formula gives. */
const minusZeroKey = Number.NEGATIVE_INFINITY;

export function constant(graph: Graph, value: number): number {
  const key = Object.is(value, -0) ? minusZeroKey : value;
  const known = graph.constants.get(key);
  if (known !== undefined && value !== minusZeroKey) return known;
  graph.values.push(value);
  const at = append(graph, Kind.constant, graph.values.length - 1, 0, 0, Object.is(value, -0) ? 0 : 1);
  if (value !== minusZeroKey) graph.constants.set(key, at);
  return at;
}

/** The number of a constant node, otherwise undefined. */
export function constantValue(graph: Graph, node: number): number | undefined {
  return graph.kinds[node] === Kind.constant ? graph.values[graph.a[node]] : undefined;
}

/** A cell: `space` says which part of memory and how far back, `offset` where in it, in bytes. */
export function load(graph: Graph, space: number, offset: number, lag: number): number {
  return unique(graph, Kind.load, space, offset, lag);
}

/** The calendar year, `lag` years earlier. */
export function yearNode(graph: Graph, lag: number): number {
  return unique(graph, Kind.year, lag, 0, 0, 1);
}

export function reached(graph: Graph, years: number): number {
  return unique(graph, Kind.reached, years);
}

export function truth(graph: Graph, value: boolean): number {
  return unique(graph, value ? Kind.true : Kind.false);
}

export function unary(graph: Graph, kind: number, a: number): number {
  if (kind === Kind.not) {
    if (graph.kinds[a] === Kind.true) return truth(graph, false);
    if (graph.kinds[a] === Kind.false) return truth(graph, true);
    return unique(graph, kind, a);
  }
  const value = constantValue(graph, a);
  if (value !== undefined) return constant(graph, kind === Kind.negate ? -value : operationOf(kind)(value));
  return unique(graph, kind, a, 0, 0, kind === Kind.abs || kind === Kind.exp ? 1 : 0);
}

export function binary(graph: Graph, kind: number, a: number, b: number): number {
  const left = constantValue(graph, a);
  const right = constantValue(graph, b);
  const zero = graph.unsignedZero;
  if (left !== undefined && right !== undefined) return constant(graph, operationOf(kind)(left, right));
  switch (kind) {
    case Kind.add:
      if (Object.is(left, -0) || (left === 0 && zero[b] === 1)) return b;
      if (Object.is(right, -0) || (right === 0 && zero[a] === 1)) return a;
      return unique(graph, kind, a, b, 0, zero[a] | zero[b]);
    case Kind.subtract:
      return Object.is(right, 0) ? a : unique(graph, kind, a, b, 0, zero[a]);
    case Kind.multiply:
      if (left === 1) return b;
      return right === 1 ? a : unique(graph, kind, a, b);
    case Kind.divide:
      return right === 1 ? a : unique(graph, kind, a, b);
    case Kind.max:
      return unique(graph, kind, a, b, 0, isPlus(left) || isPlus(right) ? 1 : zero[a] & zero[b]);
    default:
      return unique(graph, kind, a, b, 0, zero[a] & zero[b]);
  }
}

export function comparison(graph: Graph, kind: number, a: number, b: number): number {
  const left = constantValue(graph, a);
  const right = constantValue(graph, b);
  if (left === undefined || right === undefined) return unique(graph, kind, a, b);
  return truth(graph, comparisons[signs[kind] as keyof typeof comparisons](left, right));
}

export function logic(graph: Graph, kind: number, a: number, b: number): number {
  const absorbing = kind === Kind.and ? Kind.false : Kind.true;
  const neutral = kind === Kind.and ? Kind.true : Kind.false;
  if (graph.kinds[a] === absorbing || graph.kinds[b] === neutral) return a;
  if (graph.kinds[b] === absorbing || graph.kinds[a] === neutral) return b;
  return unique(graph, kind, a, b);
}

export function select(graph: Graph, condition: number, yes: number, no: number): number {
  if (graph.kinds[condition] === Kind.true || yes === no) return yes;
  if (graph.kinds[condition] === Kind.false) return no;
  return unique(graph, Kind.select, condition, yes, no, graph.unsignedZero[yes] & graph.unsignedZero[no]);
}

/** Above zero, or plus zero. */
function isPlus(value: number | undefined): boolean {
  return value !== undefined && value >= 0 && !Object.is(value, -0);
}

function operationOf(kind: number): (...values: number[]) => number {
  return operations[signs[kind] as keyof typeof operations];
}

function unique(graph: Graph, kind: number, a = 0, b = 0, c = 0, unsignedZero = 0): number {
  const { slots } = graph;
  let slot = slotOf(graph, kind, a, b, c);
  if (slots[slot] !== 0) return slots[slot] - 1;
  const at = append(graph, kind, a, b, c, unsignedZero);
  if (graph.slots !== slots) slot = slotOf(graph, kind, a, b, c);
  graph.slots[slot] = at + 1;
  return at;
}

/** Where the node stands among the slots, or the free slot for it. */
function slotOf({ kinds, a, b, c, slots }: Graph, kind: number, x: number, y: number, z: number): number {
  const mask = slots.length - 1;
  let slot = hash(kind, x, y, z) & mask;
  for (let at = slots[slot] - 1; at >= 0; at = slots[slot] - 1) {
    if (a[at] === x && b[at] === y && c[at] === z && kinds[at] === kind) return slot;
    slot = (slot + 1) & mask;
  }
  return slot;
}

function hash(kind: number, a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(kind, 0x27d4eb2f);
  h ^= h >>> 15;
  return h & 0x7fffffff;
}

function append(graph: Graph, kind: number, a: number, b: number, c: number, unsignedZero: number): number {
  if (graph.length === graph.kinds.length) enlarge(graph);
  const at = graph.length++;
  graph.kinds[at] = kind;
  graph.a[at] = a;
  graph.b[at] = b;
  graph.c[at] = c;
  graph.unsignedZero[at] = unsignedZero;
  return at;
}

function enlarge(graph: Graph): void {
  const { kinds, a, b, c, unsignedZero, slots } = newGraph(graph.kinds.length * 2);
  kinds.set(graph.kinds);
  a.set(graph.a);
  b.set(graph.b);
  c.set(graph.c);
  unsignedZero.set(graph.unsignedZero);
  Object.assign(graph, { kinds, a, b, c, unsignedZero, slots });
  for (let at = 0; at < graph.length; at++)
    if (kinds[at] !== Kind.constant) slots[slotOf(graph, kinds[at], a[at], b[at], c[at])] = at + 1;
}
