/**
 * Timings of the engine on the full Zhejiang model, as JSON on standard output. Seeded, so that data and order are
 * the same in every process; machines differ, so compare ratios between two runs on one machine.
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { lanePlan } from "../../src/engine/lanes/encode-lanes.ts";
import { numberBytes } from "../../src/engine/lanes/lane-layout.ts";
import { type LaneProgram, laneModule, singleLane } from "../../src/engine/lanes/lane-program.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { compile, type Program } from "../../src/engine/program/compile.ts";
import { interpret } from "../../src/engine/program/interpret.ts";
import { nodeLibrary } from "../../src/files/library.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import { batchBench } from "./batch-bench.ts";
import { nativeProgram } from "./native.ts";

const scenarioId = "zhejiang/policy";
/** `--quick` says in a quarter of a minute how kernel and start compare with C and with bare node; the rest takes minutes. */
const quick = process.argv.includes("--quick");
const parameterSets = quick ? 2_000 : 10_000;
/** Sets that are timed together; the median over the batches leaves out what other users of the machine do. */
const batch = 250;
const sampledCells = 10;
const warmUpNanoseconds = quick ? 5e8 : 2e9;

/** xorshift32 (Marsaglia 2003): enough to spread benchmark inputs, never used for results. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

function seconds(call: () => void): number {
  const start = process.hrtime.bigint();
  call();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Seconds of processor time of this process, in which what others do to the machine counts least. */
function processorSeconds(call: () => void): number {
  const start = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Median seconds of whole processes, after one that warms the file cache. */
function processSeconds(args: readonly string[]): number {
  const once = () => spawnSync(process.execPath, [...args], { stdio: "ignore" });
  once();
  return median(Array.from({ length: quick ? 3 : 5 }, () => seconds(once)));
}

const library = nodeLibrary(process.cwd(), process.cwd());
const readSeconds = seconds(() => readModel(modelFiles(library, "regional")));
const model = readModel(modelFiles(library, "regional"));
const scenario = composeScenario(library, model, scenarioId);
const inputs = scenarioInputs(scenario);
const touched = new Set(scenario.steps.keys());

interface PerRun {
  readonly median: number;
  readonly fastest: number;
}

/**
 * Microseconds per run over distinct parameter sets: ten cells that levers touch are scaled by 0.9 to 1.1 in each. Every
 * lane gets its own set, so two lanes take half as many steps.
 */
function microsecondsPerRun(lanes: LaneProgram): PerRun {
  const random = randomNumbers(20261121);
  const places = [...touched].flatMap((name) => lanes.parameterCells(name) ?? []).filter((place) => place.stride > 0);
  const original = lanes.memory.slice();
  const step = () => {
    for (let lane = 0; lane < lanes.count; lane++) {
      for (let i = 0; i < sampledCells; i++) {
        const { offset, size, stride } = places[Math.floor(random() * places.length)];
        const cell = offset + Math.floor(random() * inputs.years) * stride + Math.floor(random() * size);
        const at = cell * lanes.count + lane;
        lanes.memory[at] = original[at] * (0.9 + 0.2 * random());
      }
    }
    for (const error of lanes.run()) if (error !== undefined) throw error;
  };
  // V8 optimises WebAssembly beside the program: it gets the time for it.
  const start = process.hrtime.bigint();
  while (Number(process.hrtime.bigint() - start) < warmUpNanoseconds) step();
  const steps = batch / lanes.count;
  const batches = Array.from({ length: parameterSets / batch }, () =>
    processorSeconds(() => {
      for (let i = 0; i < steps; i++) step();
    }),
  );
  const perRun = (time: number) => (time / batch) * 1e6;
  return { median: perRun(median(batches)), fastest: perRun(Math.min(...batches)) };
}

const whole = compile(model, inputs, { touched });
const peaksOnly = compile(model, inputs, { touched, outcomes: ["emissions"] });
const compileSeconds = seconds(() => {
  const program = compile(model, inputs, { touched });
  program.run(program.memory());
});
const encodeSeconds = seconds(() => laneModule(peaksOnly));
const backends = {
  webassembly: (program: Program) => laneModule(program).open(),
  javascript: singleLane,
};
type Backend = keyof typeof backends;
/** The kernel in rounds beside vectors of two and of eight lanes, so that all of them see the same machine. */
function besideNative(program: Program) {
  const lanes = laneModule(program).open();
  lanes.run();
  const { lanes: places, map } = lanePlan(program);
  const at = (map.laneRows + (inputs.years - 1) * map.laneRow) / numberBytes;
  const row = Float64Array.from({ length: places.row }, (_, cell) => lanes.memory[at + cell * lanes.count]);
  const native = [lanes.count, 8].flatMap((count) => {
    const compiled = nativeProgram(program, { runs: parameterSets, batch, lanes: count }, row);
    return compiled === undefined ? [] : [{ lanes: count, ...compiled }];
  });
  const rounds = Array.from({ length: 3 }, () => ({
    webassembly: microsecondsPerRun(lanes).median,
    native: native.map(({ measure }) => measure()),
  }));
  for (const { remove } of native) remove();
  const webassembly = median(rounds.map((round) => round.webassembly));
  return {
    webassembly,
    native: native.map(({ lanes: count, compiler }, i) => {
      const time = median(rounds.map((round) => round.native[i].median));
      const sameBits = rounds.every((round) => round.native[i].sameBits);
      return {
        lanes: count,
        compiler,
        microseconds: time,
        same_bits: sameBits,
        webassembly_to_native: webassembly / time,
      };
    }),
  };
}
const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version };
if (quick) {
  const start = {
    node_start: processSeconds(["-e", "0"]),
    run_policy: processSeconds(["dist/peakpath.js", "run", scenarioId]),
  };
  const kernel = { cells_per_year: peaksOnly.cells, microseconds_per_run: besideNative(peaksOnly) };
  const ratio = start.run_policy / start.node_start;
  process.stdout.write(`${JSON.stringify({ machine, kernel, seconds: start, run_to_node: ratio }, null, 2)}\n`);
  process.exit();
}
const measured = (backend: Backend) => ({
  all_outputs: microsecondsPerRun(backends[backend](whole)),
  peaks_only: microsecondsPerRun(backends[backend](peaksOnly)),
});
const perRun = { webassembly: measured("webassembly"), javascript: measured("javascript") };
const perCell = (backend: Backend) => ({
  all_outputs: (perRun[backend].all_outputs.median * 1000) / (whole.cells * inputs.years),
  peaks_only: (perRun[backend].peaks_only.median * 1000) / (peaksOnly.cells * inputs.years),
});
const nativeRuns = { all_outputs: besideNative(whole), peaks_only: besideNative(peaksOnly) };
const interpreter = seconds(() => {
  const value = interpret(model, inputs);
  value("emissions", 0, inputs.years - 1);
});

const result = {
  machine,
  scenario: scenarioId,
  years: inputs.years,
  cells_per_year: { all_outputs: whole.cells, peaks_only: peaksOnly.cells },
  parameter_sets: parameterSets,
  microseconds_per_run: { ...perRun, beside_native: nativeRuns, interpreter: interpreter * 1e6 },
  nanoseconds_per_cell_and_year: { webassembly: perCell("webassembly"), javascript: perCell("javascript") },
  interpreter_runs_per_second: 1 / interpreter,
  batch: await batchBench(),
  ratios: {
    interpreter_to_javascript: (interpreter * 1e6) / perRun.javascript.all_outputs.median,
    javascript_to_webassembly: perRun.javascript.all_outputs.median / perRun.webassembly.all_outputs.median,
    javascript_to_webassembly_peaks_only: perRun.javascript.peaks_only.median / perRun.webassembly.peaks_only.median,
  },
  seconds: {
    read_model: readSeconds,
    compile: compileSeconds,
    encode_peaks_only: encodeSeconds,
    node_start: processSeconds(["-e", "0"]),
    run_policy: processSeconds(["dist/peakpath.js", "run", scenarioId]),
  },
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
