/**
 * The same cells as a program of vectors, for comparison only: C++, since in C vectors have no `?:`, compiled with -O1
 * -march=native -ffp-contract=off where a compiler is present. `min` and `max` are the processor's own, which differ from
 * ours only where a number is NaN or zeros of two signs meet.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lanePlan, type UnrolledFunction, unroll } from "../../src/engine/lanes/encode-lanes.ts";
import { Space } from "../../src/engine/lanes/lane-layout.ts";
import { type Graph, Kind } from "../../src/engine/lanes/wasm-nodes.ts";
import type { Program } from "../../src/engine/program/compile.ts";

const prelude = (lanes: number): string => `
#include <cstdio>
#include <cstdlib>
#include <cmath>
#include <ctime>
#include <cstdint>
#define LANES ${lanes}
typedef double vd __attribute__((vector_size(8 * LANES)));
typedef int64_t vi __attribute__((vector_size(8 * LANES)));
static inline vd V(double x) { return x - (vd){}; }
static inline vi M(bool b) { return (vi){} - (int64_t)b; }
static inline vd min2(vd a, vd b) { return a < b ? a : b; }
static inline vd max2(vd a, vd b) { return a > b ? a : b; }
static inline vd power(vi n) { return (vd)((n + 1023) << 52); }
static inline vi whole(vd n) { return __builtin_convertvector(n, vi); }
static inline vd fabs2(vd a) { return (vd)((vi)a & INT64_MAX); }
static inline vd sqrt2(vd a) { vd r; for (int i = 0; i < LANES; i++) r[i] = sqrt(a[i]); return r; }
static vd exponential(vd given) {
  vd x = max2(min2(given, V(710.0)), V(-746.0));
  vd k = x * 1.4426950408889634 + 6755399441055744.0 - 6755399441055744.0;
  vd r = x - k * 0.6931471803691238 - k * 1.9082149292705877e-10, z = r * r;
  vd even = V(1.0 / 479001600), odd = V(1.0 / 6227020800.0);
  even = even * z + 1.0 / 3628800; odd = odd * z + 1.0 / 39916800;
  even = even * z + 1.0 / 40320; odd = odd * z + 1.0 / 362880;
  even = even * z + 1.0 / 720; odd = odd * z + 1.0 / 5040;
  even = even * z + 1.0 / 24; odd = odd * z + 1.0 / 120;
  even = even * z + 0.5; odd = odd * z + 1.0 / 6;
  vd half = k * 0.5 + 6755399441055744.0 - 6755399441055744.0;
  vd found = (1 + (r + (z * even + r * (z * odd)))) * power(whole(half)) * power(whole(k - half));
  return given == given ? found : given;
}
static vd logarithm(vd x) {
  vi tiny = x < V(2.2250738585072014e-308);
  vd normal = tiny ? x * 18014398509481984.0 : x;
  vi raised = (((vi)normal >> 32) & 0xfffff) > 0x6a09e;
  vi e = ((vi)normal >> 52) - 1023 - raised;
  vd m = e > 1000 ? normal * power(M(0) - 1000) * power(1000 - e) : normal * power(-e);
  vd n = __builtin_convertvector(e, vd) - (tiny ? V(54) : V(0));
  vd s = (m - 1) / (m + 1), z = s * s, w = z * z;
  vd even = V(2.0 / 19), odd = V(2.0 / 21);
  even = even * w + 2.0 / 15; odd = odd * w + 2.0 / 17;
  even = even * w + 2.0 / 11; odd = odd * w + 2.0 / 13;
  even = even * w + 2.0 / 7; odd = odd * w + 2.0 / 9;
  even = even * w + 2.0 / 3; odd = odd * w + 2.0 / 5;
  vd found = n * 0.6931471803691238 + (2 * s + (s * (z * even + w * odd) + n * 1.9082149292705877e-10));
  return x > V(0) ? (x < V(INFINITY) ? found : x) : (x == V(0) ? V(-INFINITY) : V(NAN));
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
  [Kind.abs]: "fabs2",
  [Kind.sqrt]: "sqrt2",
  [Kind.exp]: "exponential",
  [Kind.log]: "logarithm",
  [Kind.not]: "~",
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

export interface NativeProgram {
  readonly compiler: string;
  /** Microseconds of processor time per run, median over the batches, and whether the last year's row has the bits of the given one. */
  readonly measure: () => { readonly median: number; readonly sameBits: boolean };
  readonly remove: () => void;
}

/** Compiles the program, or gives undefined where no compiler is found. `expected` is a lane's last row. */
export function nativeProgram(
  program: Program,
  size: { readonly runs: number; readonly batch: number; readonly lanes: number },
  expected: Float64Array,
): NativeProgram | undefined {
  const compiler = ["g++", "clang++", "c++"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (compiler === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "peakpath-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  writeFileSync(join(folder, "model.cc"), source(program, size));
  writeFileSync(join(folder, "memory.bin"), memoryOf(program));
  const flags = ["-O1", "-march=native", "-mprefer-vector-width=512", "-ffp-contract=off", "-fno-math-errno", "-w"];
  const compiled = spawnSync(compiler, [...flags, "-o", "model", "model.cc", "-lm"], { cwd: folder });
  if (compiled.status !== 0) {
    remove();
    throw new Error(`${compiler}: ${compiled.stderr}`);
  }
  const measure = () => {
    const { stdout } = spawnSync("./model", { cwd: folder });
    const bytes = readFileSync(join(folder, "row.bin"));
    const row = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const sameBits = expected.every((value, i) => Object.is(value, row[i]) || value === row[i]);
    return { median: Number(stdout), sameBits };
  };
  return { compiler, measure, remove };
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

function source(
  program: Program,
  { runs, batch, lanes: count }: { runs: number; batch: number; lanes: number },
): string {
  const { layout } = program;
  const { lanes } = lanePlan(program);
  const imageLength = layout.constants + layout.years * layout.row;
  const parts: string[] = [prelude(count), `#define LANE_ROW ${lanes.row}\n#define IMAGE_ROW ${layout.row}`];
  let functions = 0;
  const names = unroll(program, (unrolled) => {
    const name = `f${functions++}`;
    parts.push(cFunction(name, unrolled, layout.baseYear));
    return name;
  });
  const ownLength = lanes.constants + layout.years * lanes.row;
  const total = imageLength + ownLength;
  const call = (list: readonly string[]) => list.map((name) => `${name}(c, r, p, q, o, i, y);`).join(" ");
  parts.push(`
static double memory[${total}];
static vd own[${ownLength}];
static int compare(const void *a, const void *b) { double d = *(const double *)a - *(const double *)b; return d < 0 ? -1 : d > 0; }
static double run(void) {
  vd sum = V(0); int y = 0;
  vd *c = own, *o = c + ${lanes.constants}, *r = o, *p = o;
  double *i = memory + ${layout.constants}, *q = i;
  ${call(names.base)}
  for (y = 1; y < ${layout.years}; y++) {
    r = o + (long)y * ${lanes.row}; p = r - ${lanes.row}; q = i + (long)y * ${layout.row};
    ${call(names.later)}
    for (int k = ${lanes.computedFrom}; k < ${lanes.originsTo}; k++) sum += r[k];
  }
  double whole = 0;
  for (int l = 0; l < LANES; l++) whole += sum[l];
  return whole;
}
int main(void) {
  FILE *f = fopen("memory.bin", "rb");
  if (fread(memory, 8, ${total}, f) != ${total}) return 1;
  fclose(f);
  for (int k = 0; k < ${ownLength}; k++) own[k] = V(memory[${imageLength} + k]);
  double keep = 0; int n = ${runs / batch}; double *times = (double *)malloc(n * sizeof(double));
  for (int k = 0; k < 50; k++) keep += run();
  for (int b = 0; b < n; b++) {
    struct timespec s, e; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &s);
    for (int k = 0; k < ${Math.ceil(batch / count)}; k++) keep += run();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &e);
    times[b] = ((e.tv_sec - s.tv_sec) * 1e9 + (e.tv_nsec - s.tv_nsec)) / ${Math.ceil(batch / count) * count} / 1e3;
  }
  qsort(times, n, sizeof(double), compare);
  double row[${lanes.row}];
  for (int k = 0; k < ${lanes.row}; k++) row[k] = own[${lanes.constants + (layout.years - 1) * lanes.row} + k][0];
  f = fopen("row.bin", "wb");
  fwrite(row, 8, ${lanes.row}, f);
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
    if (kind === Kind.year) return `V((double)(y + ${baseYear - graph.a[node]}))`;
    if (kind === Kind.reached) return `M(y >= ${graph.a[node]})`;
    if (kind === Kind.true || kind === Kind.false) return kind === Kind.true ? "M(1)" : "M(0)";
    if (named.has(node)) return `t${node}`;
    const condition = conditions.has(kind);
    const text = operation(graph, node, visit);
    lines.push(`${condition ? "vi" : "vd"} t${node} = ${text};`);
    named.add(node);
    return `t${node}`;
  };
  for (const { node, cell, settled } of stores) {
    const value = visit(node);
    lines.push(`${settled ? "c" : "r"}[${cell}] = ${value};`);
  }
  const signature =
    "vd *__restrict c, vd *__restrict r, const vd *p, const double *q, const vd *o, const double *i, int y";
  return `static void ${name}(${signature}) {\n(void)o; (void)i; (void)p; (void)q; (void)y; (void)c;\n${lines.join("\n")}\n}`;
}

function leaf(graph: Graph, node: number): string {
  if (graph.kinds[node] === Kind.constant) {
    const value = graph.values[graph.a[node]];
    if (Number.isNaN(value)) return "V(NAN)";
    if (!Number.isFinite(value)) return value > 0 ? "V(INFINITY)" : "V(-INFINITY)";
    return Object.is(value, -0) ? "V(-0.0)" : `V((double)${value})`;
  }
  const [space, at, lag] = [graph.a[node], graph.b[node], graph.c[node]];
  if (space === Space.laneConstants) return `c[${at}]`;
  if (space === Space.imageConstants) throw new Error("constants of the image are folded");
  if (space === Space.laneRow) {
    if (lag < 2) return `${lag === 0 ? "r" : "p"}[${at}]`;
    return `(y >= ${lag} ? r - (long)${lag} * LANE_ROW : o)[${at}]`;
  }
  return lag === 0 ? `V(q[${at}])` : `V((y >= ${lag} ? q - (long)${lag} * IMAGE_ROW : i)[${at}])`;
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
