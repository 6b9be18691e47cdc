import { exp, log } from "../program/elementary.ts";
import { compare } from "../program/evaluate.ts";

/** What a node of the graph computes. Values and conditions are kept apart by their kinds. */
export const Kind = {
  constant: 0,
  load: 1,
  year: 2,
  add: 3,
  subtract: 4,
  multiply: 5,
  divide: 6,
  min: 7,
  max: 8,
  negate: 9,
  abs: 10,
  sqrt: 11,
  exp: 12,
  log: 13,
  select: 14,
  equal: 15,
  notEqual: 16,
  less: 17,
  lessOrEqual: 18,
  greater: 19,
  greaterOrEqual: 20,
  and: 21,
  or: 22,
  not: 23,
  /** The year lies at least so many years behind the base year. */
  reached: 24,
  true: 25,
  false: 26,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

const operators = { 15: "==", 16: "!=", 17: "<", 18: "<=", 19: ">", 20: ">=" } as const;

/**
 * Scalar operations of one function, each kept once: equal operations on equal operands are one node. Constants fold
 * with the operations that run later, and only rules that keep every bit are used, signs of zero included.
 */
export interface Graph {
  kinds: Uint8Array;
  a: Int32Array;
  b: Int32Array;
  c: Int32Array;
  /** Never minus zero, so that adding zero changes nothing. */
  unsignedZero: Uint8Array;
  readonly values: number[];
  readonly constants: Map<number, number>;
  slots: Int32Array;
  length: number;
}

export function newGraph(capacity = 4096): Graph {
  return {
    kinds: new Uint8Array(capacity),
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
    c: new Int32Array(capacity),
    unsignedZero: new Uint8Array(capacity),
    values: [],
    constants: new Map(),
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
  return unique(graph, Kind.load, space, offset, lag, 0);
}

/** The calendar year, `lag` years earlier. */
export function yearNode(graph: Graph, lag: number): number {
  return unique(graph, Kind.year, lag, 0, 0, 1);
}

export function reached(graph: Graph, years: number): number {
  return unique(graph, Kind.reached, years, 0, 0, 0);
}

export function truth(graph: Graph, value: boolean): number {
  return unique(graph, value ? Kind.true : Kind.false, 0, 0, 0, 0);
}

export function unary(graph: Graph, kind: Kind, a: number): number {
  if (kind === Kind.not) {
    if (graph.kinds[a] === Kind.true) return truth(graph, false);
    if (graph.kinds[a] === Kind.false) return truth(graph, true);
    return unique(graph, kind, a, 0, 0, 0);
  }
  const value = constantValue(graph, a);
  if (value !== undefined) return constant(graph, fold(kind, value));
  return unique(graph, kind, a, 0, 0, kind === Kind.abs || kind === Kind.exp ? 1 : 0);
}

export function binary(graph: Graph, kind: Kind, a: number, b: number): number {
  const left = constantValue(graph, a);
  const right = constantValue(graph, b);
  const zero = graph.unsignedZero;
  if (left !== undefined && right !== undefined) return constant(graph, calculate(kind, left, right));
  switch (kind) {
    case Kind.add:
      if (Object.is(left, -0) || (left === 0 && zero[b] === 1)) return b;
      if (Object.is(right, -0) || (right === 0 && zero[a] === 1)) return a;
      return unique(graph, kind, a, b, 0, zero[a] | zero[b]);
    case Kind.subtract:
      return Object.is(right, 0) ? a : unique(graph, kind, a, b, 0, zero[a]);
    case Kind.multiply:
      if (left === 1) return b;
      return right === 1 ? a : unique(graph, kind, a, b, 0, 0);
    case Kind.divide:
      return right === 1 ? a : unique(graph, kind, a, b, 0, 0);
    case Kind.max:
      return unique(graph, kind, a, b, 0, isPlus(left) || isPlus(right) ? 1 : zero[a] & zero[b]);
    default:
      return unique(graph, kind, a, b, 0, zero[a] & zero[b]);
  }
}

export function comparison(graph: Graph, kind: Kind, a: number, b: number): number {
  const left = constantValue(graph, a);
  const right = constantValue(graph, b);
  if (left === undefined || right === undefined) return unique(graph, kind, a, b, 0, 0);
  return truth(graph, compare(operators[kind as keyof typeof operators], left, right));
}

export function logic(graph: Graph, kind: Kind, a: number, b: number): number {
  const absorbing = kind === Kind.and ? Kind.false : Kind.true;
  const neutral = kind === Kind.and ? Kind.true : Kind.false;
  if (graph.kinds[a] === absorbing || graph.kinds[b] === neutral) return a;
  if (graph.kinds[b] === absorbing || graph.kinds[a] === neutral) return b;
  return unique(graph, kind, a, b, 0, 0);
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

function fold(kind: Kind, value: number): number {
  switch (kind) {
    case Kind.negate:
      return -value;
    case Kind.abs:
      return Math.abs(value);
    case Kind.sqrt:
      return Math.sqrt(value);
    case Kind.exp:
      return exp(value);
    default:
      return log(value);
  }
}

function calculate(kind: Kind, a: number, b: number): number {
  switch (kind) {
    case Kind.add:
      return a + b;
    case Kind.subtract:
      return a - b;
    case Kind.multiply:
      return a * b;
    case Kind.divide:
      return a / b;
    case Kind.min:
      return Math.min(a, b);
    default:
      return Math.max(a, b);
  }
}

function unique(graph: Graph, kind: Kind, a: number, b: number, c: number, unsignedZero: number): number {
  let { slots } = graph;
  let mask = slots.length - 1;
  let slot = hash(kind, a, b, c) & mask;
  for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const at = slots[slot] - 1;
    if (graph.a[at] === a && graph.b[at] === b && graph.c[at] === c && graph.kinds[at] === kind) return at;
  }
  const at = append(graph, kind, a, b, c, unsignedZero);
  if (graph.slots !== slots) {
    ({ slots } = graph);
    mask = slots.length - 1;
    slot = hash(kind, a, b, c) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
  }
  slots[slot] = at + 1;
  return at;
}

function hash(kind: number, a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(kind, 0x27d4eb2f);
  h ^= h >>> 15;
  return h & 0x7fffffff;
}

function append(graph: Graph, kind: Kind, a: number, b: number, c: number, unsignedZero: number): number {
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
  const capacity = graph.kinds.length * 2;
  const widen = <T extends Uint8Array | Int32Array>(old: T, fresh: T): T => {
    fresh.set(old);
    return fresh;
  };
  graph.kinds = widen(graph.kinds, new Uint8Array(capacity));
  graph.unsignedZero = widen(graph.unsignedZero, new Uint8Array(capacity));
  graph.a = widen(graph.a, new Int32Array(capacity));
  graph.b = widen(graph.b, new Int32Array(capacity));
  graph.c = widen(graph.c, new Int32Array(capacity));
  const slots = new Int32Array(capacity * 2);
  const mask = slots.length - 1;
  for (let at = 0; at < graph.length; at++) {
    const kind = graph.kinds[at];
    if (kind === Kind.constant) continue;
    let slot = hash(kind, graph.a[at], graph.b[at], graph.c[at]) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = at + 1;
  }
  graph.slots = slots;
}
