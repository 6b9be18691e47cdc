import { cellBytes, type MemoryMap, numberBytes, Space } from "./lane-layout.ts";
import { access, type Bytes, functionBody, i32, local, newBytes, op, scalar, vector, vectorOp } from "./wasm-code.ts";
import { type Graph, Kind } from "./wasm-nodes.ts";

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
const parameter = { lane: 0, lanePrevious: 1, image: 2, imagePrevious: 3, year: 4 };
const parameters = 5;

export const functionIndex = { exp: 0, log: 1, sum: 2, firstYear: 3 };

const binaryOps: Partial<Record<number, number>> = {
  [Kind.add]: vector.add,
  [Kind.subtract]: vector.subtract,
  [Kind.multiply]: vector.multiply,
  [Kind.divide]: vector.divide,
  [Kind.min]: vector.min,
  [Kind.max]: vector.max,
  [Kind.equal]: vector.equal,
  [Kind.notEqual]: vector.notEqual,
  [Kind.less]: vector.less,
  [Kind.lessOrEqual]: vector.lessOrEqual,
  [Kind.greater]: vector.greater,
  [Kind.greaterOrEqual]: vector.greaterOrEqual,
  [Kind.and]: vector.and,
  [Kind.or]: vector.or,
};

const unaryOps: Partial<Record<number, number>> = {
  [Kind.negate]: vector.negate,
  [Kind.abs]: vector.abs,
  [Kind.sqrt]: vector.sqrt,
  [Kind.not]: vector.not,
};

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
    const at = parameters + lags.size * 2;
    lags.set(c[node], { lane: at, image: at + 1 });
  }
  const firstVector = parameters + lags.size * 2;
  let vectors = 0;
  const kept = new Int32Array(graph.length).fill(-1);
  const code = newBytes(graph.length * 6);
  for (const [lag, { lane, image }] of lags) {
    rowOf(code, lag, parameter.lane, map.laneRow, map.laneRows, lane);
    rowOf(code, lag, parameter.image, map.imageRow, map.imageRows, image);
  }

  const emitLoad = (node: number): void => {
    const space = a[node];
    const lag = c[node];
    const laned = space === Space.laneConstants || space === Space.laneRow;
    if (space === Space.laneConstants || space === Space.imageConstants) i32(code, laned ? map.lanes : map.image);
    else if (lag < 2) {
      const current = laned ? parameter.lane : parameter.image;
      local(code, scalar.localGet, current + lag);
    } else {
      const rows = lags.get(lag) as { lane: number; image: number };
      local(code, scalar.localGet, laned ? rows.lane : rows.image);
    }
    if (laned) access(code, vector.load, b[node] * cellBytes);
    else access(code, vector.loadSplat64, b[node] * numberBytes);
  };

  const emit = (node: number): void => {
    if (kept[node] >= 0) {
      local(code, scalar.localGet, kept[node]);
      return;
    }
    const kind = kinds[node];
    switch (kind) {
      case Kind.constant:
        i32(code, map.literals + literalPlace(literals, graph.values[a[node]]) * numberBytes);
        access(code, vector.loadSplat64, 0);
        return;
      case Kind.load:
        emitLoad(node);
        return;
      case Kind.year:
        local(code, scalar.localGet, parameter.year);
        i32(code, baseYear - a[node]);
        op(code, scalar.i32Add);
        op(code, scalar.f64ConvertI32);
        vectorOp(code, vector.splatF64);
        break;
      case Kind.reached:
        i32(code, 0);
        local(code, scalar.localGet, parameter.year);
        i32(code, a[node]);
        op(code, scalar.i32GreaterOrEqual);
        op(code, scalar.i32Sub);
        op(code, scalar.i64ExtendI32);
        vectorOp(code, vector.splatI64);
        break;
      case Kind.exp:
      case Kind.log:
        emit(a[node]);
        local(code, scalar.call, kind === Kind.exp ? functionIndex.exp : functionIndex.log);
        break;
      case Kind.select:
        emit(b[node]);
        emit(c[node]);
        emit(a[node]);
        vectorOp(code, vector.bitselect);
        break;
      case Kind.true:
      case Kind.false:
        i32(code, 0);
        i32(code, kind === Kind.true ? 1 : 0);
        op(code, scalar.i32Sub);
        op(code, scalar.i64ExtendI32);
        vectorOp(code, vector.splatI64);
        break;
      default: {
        emit(a[node]);
        const single = unaryOps[kind];
        if (single !== undefined) vectorOp(code, single);
        else {
          emit(b[node]);
          vectorOp(code, binaryOps[kind] as number);
        }
      }
    }
    if (uses[node] > 1) {
      kept[node] = firstVector + vectors++;
      local(code, scalar.localTee, kept[node]);
    }
  };

  for (const { node, cell, settled } of stores) {
    if (settled) i32(code, map.lanes);
    else local(code, scalar.localGet, parameter.lane);
    emit(node);
    access(code, vector.store, cell * cellBytes);
  }
  return functionBody(lags.size * 2, vectors, code);
}

/** The row `lag` years back, or that of the base year where the lag reaches further: nothing before it is ever used. */
function rowOf(code: Bytes, lag: number, current: number, rowBytes: number, firstRow: number, target: number): void {
  local(code, scalar.localGet, current);
  i32(code, lag * rowBytes);
  op(code, scalar.i32Sub);
  i32(code, firstRow);
  local(code, scalar.localGet, parameter.year);
  i32(code, lag);
  op(code, scalar.i32GreaterOrEqual);
  op(code, scalar.select);
  local(code, scalar.localSet, target);
}

function countUses({ kinds, a, b, c, length }: Graph, stores: readonly Store[]): Int32Array {
  const uses = new Int32Array(length);
  const visit = (node: number): void => {
    if (uses[node]++ > 0) return;
    const kind = kinds[node];
    if (kind === Kind.constant || kind === Kind.load || kind === Kind.year || kind === Kind.reached) return;
    if (kind === Kind.true || kind === Kind.false) return;
    visit(a[node]);
    if (binaryOps[kind] !== undefined || kind === Kind.select) visit(b[node]);
    if (kind === Kind.select) visit(c[node]);
  };
  for (const { node } of stores) visit(node);
  return uses;
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
