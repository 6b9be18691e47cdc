/**
 * Timings of the engine on the full Zhejiang model, as JSON on standard output. Seeded, so that data and order are
 * the same in every process; machines differ, so compare ratios between two runs on one machine.
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { compile, type Program } from "../../src/engine/compile.ts";
import { interpret } from "../../src/engine/interpret.ts";
import { readModel } from "../../src/engine/read-model.ts";
import { nodeLibrary } from "../../src/io/library.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { scenarioInputs, touchedParameters } from "../../src/scenario/inputs.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";

const scenarioId = "zhejiang/policy";
const parameterSets = 10_000;
/** Sets that are timed together; the median over the batches leaves out what other users of the machine do. */
const batch = 250;
const sampledCells = 10;

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
const touched = touchedParameters(scenario);

/** Microseconds per run over distinct parameter sets: ten cells that levers touch are scaled by 0.9 to 1.1 in each. */
function microsecondsPerRun(program: Program): { median: number; fastest: number } {
  const random = randomNumbers(20261121);
  const memory = program.memory();
  const places = [...touched].flatMap((name) => program.parameterCells(name) ?? []).filter((place) => place.stride > 0);
  const original = memory.slice();
  const step = () => {
    for (let i = 0; i < sampledCells; i++) {
      const { offset, size, stride } = places[Math.floor(random() * places.length)];
      const at = offset + Math.floor(random() * inputs.years) * stride + Math.floor(random() * size);
      memory[at] = original[at] * (0.9 + 0.2 * random());
    }
    program.run(memory);
  };
  for (let i = 0; i < 500; i++) step();
  const batches = Array.from({ length: parameterSets / batch }, () =>
    seconds(() => {
      for (let i = 0; i < batch; i++) step();
    }),
  );
  const perRun = (time: number) => (time / batch) * 1e6;
  return { median: perRun(median(batches)), fastest: perRun(Math.min(...batches)) };
}

const whole = compile(model, inputs, { touched });
const peaksOnly = compile(model, inputs, { touched, outcomes: ["emissions"] });
const compileSeconds = seconds(() => compile(model, inputs, { touched }));
const allOutputs = microsecondsPerRun(whole);
const peaks = microsecondsPerRun(peaksOnly);
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
  microseconds_per_run: {
    all_outputs: allOutputs,
    peaks_only: peaks,
    interpreter: interpreter * 1e6,
  },
  nanoseconds_per_cell_and_year: {
    all_outputs: (allOutputs.median * 1000) / (whole.cells * inputs.years),
    peaks_only: (peaks.median * 1000) / (peaksOnly.cells * inputs.years),
  },
  ratios: {
    interpreter_to_all_outputs: (interpreter * 1e6) / allOutputs.median,
    all_outputs_to_peaks_only: allOutputs.median / peaks.median,
  },
  seconds: {
    read_model: readSeconds,
    compile: compileSeconds,
    node_start: processSeconds(["-e", "0"]),
    run_policy: processSeconds(["dist/peakpath.js", "run", scenarioId]),
  },
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
