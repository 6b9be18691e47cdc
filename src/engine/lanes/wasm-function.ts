import { cellBytes, type MemoryMap, numberBytes, Space } from "./lane-layout.ts";
import { access, assemble, type Bytes, functionBody, i32, newBytes, put } from "./wasm-code.ts";
import { constantValue, type Graph, Kind, operandCounts, signs } from "./wasm-nodes.ts";

/** A cell to be stored: its node and its place among the lanes' cells, in the year or in front of all years. */
export interface Store {
  readonly node: number;
  readonly cell: number;
  readonly settled: boolean;
}

/** Numbers that formulas load, each kept once. */
export interface Literals {
  readonly values: number[];
  readonly places: Map<string, number>;
}

/** The parameters of every year function: where the lanes' and the image's rows of this year and the last begin, and the year. */
const locals = ["lane", "lanePrevious", "image", "imagePrevious", "year"];
const parameter = { lane: 0, image: 2 };

export const functionIndex = { exp: 0, log: 1, sum: 2, firstYear: 3 };

/**
 * One function that computes and stores these cells in order. A node that several cells use is computed once and kept
 * in a local; loads are repeated, which costs less than keeping them.
 */
export function yearFunction(
  graph: Graph,
  stores: readonly Store[],
  map: MemoryMap,
  literals: Literals,
  baseYear: number,
): Bytes {
  const { kinds, a, b, c } = graph;
  const uses = countUses(graph, stores);
  const lags = new Map<number, { lane: number; image: number }>();
  for (let node = 0; node < graph.length; node++) {
    if (kinds[node] !== Kind.load || c[node] < 2 || uses[node] === 0 || lags.has(c[node])) continue;
    const at = locals.length + lags.size * 2;
    lags.set(c[node], { lane: at, image: at + 1 });
  }
  const firstVector = locals.length + lags.size * 2;
  let vectors = 0;
  const kept = new Int32Array(graph.length).fill(-1);
  const code = newBytes(graph.length * 6);
  // The row `lag` years back, or that of the base year where the lag reaches further: nothing before it is ever used.
  for (const [lag, rows] of lags) {
    const numbers = { lag, lanesBack: lag * map.laneRow, imageBack: lag * map.imageRow, ...map };
    assemble(code, "lane #lanesBack i32- #laneRows year #lag i32>= select", locals, numbers);
    put(code, "set", rows.lane);
    assemble(code, "image #imageBack i32- #imageRows year #lag i32>= select", locals, numbers);
    put(code, "set", rows.image);
  }

  const emitLoad = (node: number): void => {
    const space = a[node];
    const lag = c[node];
    const laned = space === Space.laneConstants || space === Space.laneRow;
    if (space === Space.laneConstants || space === Space.imageConstants) i32(code, laned ? map.lanes : map.image);
    else if (lag < 2) {
      const current = laned ? parameter.lane : parameter.image;
      put(code, "get", current + lag);
    } else {
      const rows = lags.get(lag) as { lane: number; image: number };
      put(code, "get", laned ? rows.lane : rows.image);
    }
    if (laned) access(code, "load", b[node] * cellBytes);
    else access(code, "load_in_both", b[node] * numberBytes);
  };

  const emit = (node: number): void => {
    if (kept[node] >= 0) {
      put(code, "get", kept[node]);
      return;
    }
    const kind = kinds[node];
    switch (kind) {
      case Kind.constant:
        i32(code, map.literals + literalPlace(literals, graph.values[a[node]]) * numberBytes);
        access(code, "load_in_both", 0);
        return;
      case Kind.load:
        emitLoad(node);
        return;
      case Kind.year:
        assemble(code, "year #base i32+ f64_of_i32 f64_in_both", locals, { base: baseYear - a[node] });
        break;
      case Kind.reached:
        assemble(code, "#0 year #years i32>= i32- i64_of_i32 i64_in_both", locals, { years: a[node] });
        break;
      case Kind.exp:
      case Kind.log:
        emit(a[node]);
        put(code, "call", kind === Kind.exp ? functionIndex.exp : functionIndex.log);
        break;
      case Kind.true:
      case Kind.false:
        assemble(code, `#0 #${kind === Kind.true ? 1 : 0} i32- i64_of_i32 i64_in_both`, locals);
        break;
      case Kind.select:
        for (const operand of [b, c, a]) emit(operand[node]);
        put(code, "?");
        break;
      case Kind.min:
      case Kind.max:
        emitExtreme(node);
        break;
      default:
        emit(a[node]);
        if (operandCounts[kind] > 1) emit(b[node]);
        put(code, signs[kind] as string);
    }
    if (uses[node] > 1) {
      kept[node] = firstVector + vectors++;
      put(code, "tee", kept[node]);
    }
  };

  /**
   * What `min` and `max` give, NaN and the signs of zero included, from `pmin` and `pmax`: those are one instruction each
   * where the others are seven or eight, and give their first operand where either is NaN or both are zero.
   */
  const emitExtreme = (node: number): void => {
    const isMin = kinds[node] === Kind.min;
    const quick = isMin ? "pmin" : "pmax";
    const limit = limitOf(graph, node);
    if (limit !== undefined) {
      emit(limit.of);
      emit(limit.constant);
      put(code, quick);
      // The limit 0 may have lost to minus zero, and that plus zero is 0.
      if (limit.value === 0 && !isMin && graph.unsignedZero[limit.of] === 0) assemble(code, "0 +", locals);
    } else if (isMin) {
      // In both orders: bit by bit they differ only where one is NaN, which the bits of the other leave NaN, or minus zero.
      for (const [first, second] of [
        [a, b],
        [b, a],
      ]) {
        emit(first[node]);
        emit(second[node]);
        put(code, "pmin");
      }
      put(code, "or");
    } else {
      emit(a[node]);
      emit(b[node]);
      put(code, "max");
    }
  };

  for (const { node, cell, settled } of stores) {
    if (settled) i32(code, map.lanes);
    else put(code, "get", parameter.lane);
    emit(node);
    access(code, "store", cell * cellBytes);
  }
  return functionBody(lags.size * 2, vectors, code);
}

function countUses(graph: Graph, stores: readonly Store[]): Int32Array {
  const { kinds, a, b, c, length } = graph;
  const uses = new Int32Array(length);
  const visit = (node: number): void => {
    if (uses[node]++ > 0) return;
    const operands = operandCounts[kinds[node]];
    if (operands > 0) visit(a[node]);
    if (operands > 1) visit(b[node]);
    if (operands > 2) visit(c[node]);
    // Both operands of such a minimum are read in two orders.
    if (kinds[node] === Kind.min && limitOf(graph, node) === undefined)
      for (const operand of [a, b]) uses[operand[node]]++;
  };
  for (const { node } of stores) visit(node);
  return uses;
}

/**
 * The constant that limits the other operand of a `min` or `max`, where it has one that `pmin` and `pmax` do right by: no
 * NaN, which the other would win over, and no minus zero.
 */
function limitOf(graph: Graph, node: number): { of: number; constant: number; value: number } | undefined {
  const [a, b] = [graph.a[node], graph.b[node]];
  const [first, second] = [constantValue(graph, a), constantValue(graph, b)];
  if (isLimit(first)) return { of: b, constant: a, value: first };
  return isLimit(second) ? { of: a, constant: b, value: second } : undefined;
}

function isLimit(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value) && !Object.is(value, -0);
}

function literalPlace(literals: Literals, value: number): number {
  const key = Object.is(value, -0) ? "-0" : String(value);
  const known = literals.places.get(key);
  if (known !== undefined) return known;
  const place = literals.values.length;
  literals.values.push(value);
  literals.places.set(key, place);
  return place;
}
