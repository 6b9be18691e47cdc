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
import { nativeRun } from "./native.ts";

const scenarioId = "zhejiang/policy";
const parameterSets = 10_000;
/** Sets that are timed together; the median over the batches leaves out what other users of the machine do. */
const batch = 250;
const sampledCells = 10;
const warmUpNanoseconds = 2e9;

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

/** Median seconds of whole processes, after one that warms the file cache. */
function processSeconds(args: readonly string[]): number {
  const once = () => spawnSync(process.execPath, [...args], { stdio: "ignore" });
  once();
  return median(Array.from({ length: 5 }, () => seconds(once)));
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
    seconds(() => {
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
const measured = (backend: Backend) => ({
  all_outputs: microsecondsPerRun(backends[backend](whole)),
  peaks_only: microsecondsPerRun(backends[backend](peaksOnly)),
});
const perRun = { webassembly: measured("webassembly"), javascript: measured("javascript") };
const perCell = (backend: Backend) => ({
  all_outputs: (perRun[backend].all_outputs.median * 1000) / (whole.cells * inputs.years),
  peaks_only: (perRun[backend].peaks_only.median * 1000) / (peaksOnly.cells * inputs.years),
});
const native = (program: Program) => {
  const lanes = laneModule(program).open();
  lanes.run();
  const { lanes: places, map } = lanePlan(program);
  const at = (map.laneRows + (inputs.years - 1) * map.laneRow) / numberBytes;
  const row = Float64Array.from({ length: places.row }, (_, cell) => lanes.memory[at + cell * lanes.count]);
  return nativeRun(program, parameterSets, batch, row);
};
const nativeRuns = { all_outputs: native(whole), peaks_only: native(peaksOnly) };
const interpreter = seconds(() => {
  const value = interpret(model, inputs);
  value("emissions", 0, inputs.years - 1);
});

const result = {
  machine: { processor: cpus()[0].model, cores: cpus().length, node: process.version },
  scenario: scenarioId,
  years: inputs.years,
  cells_per_year: { all_outputs: whole.cells, peaks_only: peaksOnly.cells },
  parameter_sets: parameterSets,
  microseconds_per_run: { ...perRun, native_one_lane: nativeRuns, interpreter: interpreter * 1e6 },
  nanoseconds_per_cell_and_year: { webassembly: perCell("webassembly"), javascript: perCell("javascript") },
  interpreter_runs_per_second: 1 / interpreter,
  batch: await batchBench(),
  ratios: {
    interpreter_to_javascript: (interpreter * 1e6) / perRun.javascript.all_outputs.median,
    javascript_to_webassembly: perRun.javascript.all_outputs.median / perRun.webassembly.all_outputs.median,
    javascript_to_webassembly_peaks_only: perRun.javascript.peaks_only.median / perRun.webassembly.peaks_only.median,
    native_to_webassembly: (nativeRuns.all_outputs?.median ?? Number.NaN) / perRun.webassembly.all_outputs.median,
    native_to_webassembly_peaks_only:
      (nativeRuns.peaks_only?.median ?? Number.NaN) / perRun.webassembly.peaks_only.median,
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
