/**
 * The same cells as a C program, for comparison only: compiled with -O3 -march=native -ffp-contract=off where a compiler
 * is present. One lane; `min` and `max` are the processor's own, which differ from ours only where a number is NaN.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lanePlan, type UnrolledFunction, unroll } from "../../src/engine/lanes/encode-lanes.ts";
import { Space } from "../../src/engine/lanes/lane-layout.ts";
import { type Graph, Kind } from "../../src/engine/lanes/wasm-nodes.ts";
import type { Program } from "../../src/engine/program/compile.ts";

const prelude = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <time.h>
#include <stdint.h>
static inline double min2(double a, double b) { return a < b ? a : b; }
static inline double max2(double a, double b) { return a > b ? a : b; }
static inline double power(double n) { union { uint64_t u; double d; } v; v.u = (uint64_t)((int64_t)n + 1023) << 52; return v.d; }
static double exponential(double x) {
  double k, r, z, even, odd, half;
  if (x != x) return x;
  x = max2(min2(x, 710.0), -746.0);
  k = x * 1.4426950408889634 + 6755399441055744.0 - 6755399441055744.0;
  r = x - k * 0.6931471803691238 - k * 1.9082149292705877e-10;
  z = r * r;
  even = 1.0 / 479001600; odd = 1.0 / 6227020800.0;
  even = even * z + 1.0 / 3628800; odd = odd * z + 1.0 / 39916800;
  even = even * z + 1.0 / 40320; odd = odd * z + 1.0 / 362880;
  even = even * z + 1.0 / 720; odd = odd * z + 1.0 / 5040;
  even = even * z + 1.0 / 24; odd = odd * z + 1.0 / 120;
  even = even * z + 0.5; odd = odd * z + 1.0 / 6;
  half = k * 0.5 + 6755399441055744.0 - 6755399441055744.0;
  return (1 + (r + (z * even + r * (z * odd)))) * power(half) * power(k - half);
}
static double logarithm(double x) {
  union { double d; int64_t i; } v; int tiny, raised; int64_t e; double m, s, z, w, even, odd, n;
  if (!(x > 0)) return x == 0 ? -INFINITY : NAN;
  if (!(x < INFINITY)) return x;
  tiny = x < 2.2250738585072014e-308;
  v.d = tiny ? x * 18014398509481984.0 : x;
  raised = ((v.i >> 32) & 0xfffff) > 0x6a09e;
  e = (v.i >> 52) - 1023 + raised;
  m = e > 1000 ? v.d * power(-1000) * power(1000 - e) : v.d * power(-e);
  n = (double)(e - (tiny ? 54 : 0));
  s = (m - 1) / (m + 1); z = s * s; w = z * z;
  even = 2.0 / 19; odd = 2.0 / 21;
  even = even * w + 2.0 / 15; odd = odd * w + 2.0 / 17;
  even = even * w + 2.0 / 11; odd = odd * w + 2.0 / 13;
  even = even * w + 2.0 / 7; odd = odd * w + 2.0 / 9;
  even = even * w + 2.0 / 3; odd = odd * w + 2.0 / 5;
  return n * 0.6931471803691238 + (2 * s + (s * (z * even + w * odd) + n * 1.9082149292705877e-10));
}
`;

const binary: Partial<Record<number, string>> = {
  [Kind.add]: "+",
  [Kind.subtract]: "-",
  [Kind.multiply]: "*",
  [Kind.divide]: "/",
  [Kind.equal]: "==",
  [Kind.notEqual]: "!=",
  [Kind.less]: "<",
  [Kind.lessOrEqual]: "<=",
  [Kind.greater]: ">",
  [Kind.greaterOrEqual]: ">=",
  [Kind.and]: "&",
  [Kind.or]: "|",
};
const calls: Partial<Record<number, string>> = {
  [Kind.min]: "min2",
  [Kind.max]: "max2",
  [Kind.negate]: "-",
  [Kind.abs]: "fabs",
  [Kind.sqrt]: "sqrt",
  [Kind.exp]: "exponential",
  [Kind.log]: "logarithm",
  [Kind.not]: "!",
};
/** What gives truth, not a number. */
const conditions = new Set<number>([
  Kind.equal,
  Kind.notEqual,
  Kind.less,
  Kind.lessOrEqual,
  Kind.greater,
  Kind.greaterOrEqual,
  Kind.and,
  Kind.or,
  Kind.not,
]);

export interface NativeRun {
  /** Microseconds per run, median over the batches. */
  readonly median: number;
  readonly compiler: string;
  /** Whether the last year's row has the bits of the given one. */
  readonly sameBits: boolean;
}

/** Times the program as C, or undefined where no compiler is found. `expected` is a lane's last row. */
export function nativeRun(
  program: Program,
  runs: number,
  batch: number,
  expected: Float64Array,
): NativeRun | undefined {
  const compiler = ["gcc", "clang", "cc"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (compiler === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "peakpath-bench-"));
  try {
    writeFileSync(join(folder, "model.c"), source(program, runs, batch));
    writeFileSync(join(folder, "memory.bin"), memoryOf(program));
    const flags = ["-O3", "-march=native", "-ffp-contract=off"];
    const compiled = spawnSync(compiler, [...flags, "-o", "model", "model.c", "-lm"], { cwd: folder });
    if (compiled.status !== 0) throw new Error(`${compiler}: ${compiled.stderr}`);
    const { stdout } = spawnSync("./model", { cwd: folder });
    const bytes = readFileSync(join(folder, "row.bin"));
    const row = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const sameBits = expected.every((value, i) => Object.is(value, row[i]) || value === row[i]);
    return { median: Number(stdout), compiler, sameBits };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The image, then the lane's constants and rows, one number a cell. */
function memoryOf(program: Program): Uint8Array {
  const { layout, task } = program;
  const { lanes } = lanePlan(program);
  const image = program.memory();
  const memory = new Float64Array(image.length + lanes.constants + layout.years * lanes.row);
  memory.set(image);
  for (const [name, place] of lanes.parameters) {
    const from = program.parameterCells(name);
    const size = task.model.parameters.get(name)?.size ?? 0;
    if (from === undefined) continue;
    for (let year = 0; year < (place.yearly ? layout.years : 1); year++) {
      const to = image.length + (place.yearly ? lanes.constants + year * lanes.row : 0) + place.offset;
      for (let cell = 0; cell < size; cell++) memory[to + cell] = image[from.offset + year * from.stride + cell];
    }
  }
  return new Uint8Array(memory.buffer);
}

function source(program: Program, runs: number, batch: number): string {
  const { layout } = program;
  const { lanes } = lanePlan(program);
  const imageLength = layout.constants + layout.years * layout.row;
  const parts: string[] = [prelude, `#define LANE_ROW ${lanes.row}\n#define IMAGE_ROW ${layout.row}`];
  let count = 0;
  const names = unroll(program, (unrolled) => {
    const name = `f${count++}`;
    parts.push(cFunction(name, unrolled, layout.baseYear));
    return name;
  });
  const total = imageLength + lanes.constants + layout.years * lanes.row;
  const call = (list: readonly string[]) => list.map((name) => `${name}(c, r, p, q, o, i, y);`).join(" ");
  parts.push(`
static double memory[${total}];
static int compare(const void *a, const void *b) { double d = *(const double *)a - *(const double *)b; return d < 0 ? -1 : d > 0; }
static double run(void) {
  double sum = 0; int y = 0;
  double *c = memory + ${imageLength}, *o = c + ${lanes.constants}, *i = memory + ${layout.constants};
  double *r = o, *p = o, *q = i;
  ${call(names.base)}
  for (y = 1; y < ${layout.years}; y++) {
    r = o + (long)y * ${lanes.row}; p = r - ${lanes.row}; q = i + (long)y * ${layout.row};
    ${call(names.later)}
    for (int k = ${lanes.computedFrom}; k < ${lanes.originsTo}; k++) sum += r[k];
  }
  return sum;
}
int main(void) {
  FILE *f = fopen("memory.bin", "rb");
  if (fread(memory, 8, ${total}, f) != ${total}) return 1;
  fclose(f);
  double keep = 0; int n = ${runs / batch}; double *times = malloc(n * sizeof(double));
  for (int k = 0; k < 200; k++) keep += run();
  for (int b = 0; b < n; b++) {
    struct timespec s, e; clock_gettime(CLOCK_MONOTONIC, &s);
    for (int k = 0; k < ${batch}; k++) keep += run();
    clock_gettime(CLOCK_MONOTONIC, &e);
    times[b] = ((e.tv_sec - s.tv_sec) * 1e9 + (e.tv_nsec - s.tv_nsec)) / ${batch} / 1e3;
  }
  qsort(times, n, sizeof(double), compare);
  f = fopen("row.bin", "wb");
  fwrite(memory + ${imageLength + lanes.constants + (layout.years - 1) * lanes.row}, 8, ${lanes.row}, f);
  fclose(f);
  if (keep != keep) return 2;
  printf("%.6f", times[n / 2]);
  return 0;
}
`);
  return parts.join("\n");
}

/** c and o: the lane's constants and its first row; r and p: this row and the last; i and q: the image's first and this row. */
function cFunction(name: string, { graph, stores }: UnrolledFunction, baseYear: number): string {
  const lines: string[] = [];
  const named = new Set<number>();
  const visit = (node: number): string => {
    const kind = graph.kinds[node];
    if (kind === Kind.constant || kind === Kind.load) return leaf(graph, node);
    if (kind === Kind.year) return `(double)(y + ${baseYear - graph.a[node]})`;
    if (kind === Kind.reached) return `(y >= ${graph.a[node]})`;
    if (kind === Kind.true || kind === Kind.false) return kind === Kind.true ? "1" : "0";
    if (named.has(node)) return `t${node}`;
    const condition = conditions.has(kind);
    const text = operation(graph, node, visit);
    lines.push(`${condition ? "int" : "double"} t${node} = ${text};`);
    named.add(node);
    return `t${node}`;
  };
  for (const { node, cell, settled } of stores) {
    const value = visit(node);
    lines.push(`${settled ? "c" : "r"}[${cell}] = ${value};`);
  }
  const signature =
    "double *restrict c, double *restrict r, const double *p, const double *q, const double *o, const double *i, int y";
  return `static void ${name}(${signature}) {\n(void)o; (void)i; (void)p; (void)q; (void)y; (void)c;\n${lines.join("\n")}\n}`;
}

function leaf(graph: Graph, node: number): string {
  if (graph.kinds[node] === Kind.constant) {
    const value = graph.values[graph.a[node]];
    if (Number.isNaN(value)) return "NAN";
    if (!Number.isFinite(value)) return value > 0 ? "INFINITY" : "(-INFINITY)";
    return Object.is(value, -0)
      ? "(-0.0)"
      : `(${Number.isInteger(value) ? `${value}.0`.replace(/(e.*)\.0$/, "$1") : value})`;
  }
  const [space, at, lag] = [graph.a[node], graph.b[node], graph.c[node]];
  if (space === Space.laneConstants) return `c[${at}]`;
  if (space === Space.imageConstants) throw new Error("constants of the image are folded");
  if (space === Space.laneRow) {
    if (lag < 2) return `${lag === 0 ? "r" : "p"}[${at}]`;
    return `(y >= ${lag} ? r - (long)${lag} * LANE_ROW : o)[${at}]`;
  }
  return lag === 0 ? `q[${at}]` : `(y >= ${lag} ? q - (long)${lag} * IMAGE_ROW : i)[${at}]`;
}

function operation(graph: Graph, node: number, visit: (node: number) => string): string {
  const { kinds, a, b, c } = graph;
  const kind = kinds[node];
  if (kind === Kind.select) {
    const [condition, yes, no] = [visit(a[node]), visit(b[node]), visit(c[node])];
    return `${condition} ? ${yes} : ${no}`;
  }
  const operator = binary[kind];
  const first = visit(a[node]);
  if (operator !== undefined) return `${first} ${operator} ${visit(b[node])}`;
  const call = calls[kind] as string;
  return kind === Kind.min || kind === Kind.max ? `${call}(${first}, ${visit(b[node])})` : `${call}(${first})`;
}
