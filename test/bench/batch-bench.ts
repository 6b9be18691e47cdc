import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { partsOf } from "../../src/batch/batch.ts";
import type { Backend } from "../../src/batch/prepare-batch.ts";
import { loadBatch } from "../../src/batch/workers/batch-load.ts";
import { computeParts } from "../../src/batch/workers/batch-run.ts";
import { startThreads } from "../../src/batch/workers/batch-threads.ts";

const scenario = "zhejiang/policy";
const design = "test/bench/ten-inputs.yaml";
const measuredRuns = { wasm: 40_000, js: 8_000 };
const memoryRuns = 1_000_000;
const lookMilliseconds = 200;

const folders = { packageFolder: process.cwd(), workingFolder: process.cwd() };

/** Runs a second with ten sampled inputs and the peaks kept: the second half of a batch, when all cores are warm. */
async function runsPerSecond(backend: Backend, cores: number): Promise<number> {
  const request = { scenario, design, runs: measuredRuns[backend] * cores, backend };
  const loaded = loadBatch(folders, request);
  const parts = partsOf(loaded.batch);
  const hands = cores === 1 ? undefined : startThreads(cores - 1, { folders, request, id: loaded.id, form: "counts" });
  const half = loaded.batch.runs / 2;
  let from: { runs: number; at: number } | undefined;
  let rate = Number.NaN;
  await computeParts({
    loaded,
    parts,
    asked: parts.map((_, part) => part),
    form: "counts",
    hands,
    here: true,
    ahead: 8,
    take: () => undefined,
    interrupted: () => false,
    progress: (runs) => {
      const at = performance.now();
      if (runs >= half) from ??= { runs, at };
      if (from !== undefined) rate = (runs - from.runs) / ((at - from.at) / 1000);
    },
  });
  await hands?.stop();
  return rate;
}

/** A million runs with their statistics as a process of its own: seconds, and the most memory it ever held. */
async function millionRuns(): Promise<{ seconds: number; megabytes: number | undefined }> {
  const start = performance.now();
  const words = ["dist/peakpath.js", "batch", scenario, "--design", design, "--runs", String(memoryRuns)];
  const child = spawn(process.execPath, words, { stdio: "ignore" });
  let kilobytes: number | undefined;
  const look = setInterval(() => {
    try {
      const found = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      if (found !== null) kilobytes = Number(found[1]);
    } catch {
      // Ended between two looks, or no Linux.
    }
  }, lookMilliseconds);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`a batch of ${memoryRuns} runs ended with ${code}`);
  return {
    seconds: (performance.now() - start) / 1000,
    megabytes: kilobytes === undefined ? undefined : kilobytes / 1000,
  };
}

/** What batches do on this machine. */
export async function batchBench() {
  const cores = availableParallelism();
  const one = { webassembly: await runsPerSecond("wasm", 1), javascript: await runsPerSecond("js", 1) };
  const all = cores === 1 ? one.webassembly : await runsPerSecond("wasm", cores);
  return {
    sampled_inputs: 10,
    runs_per_second: { one_core: one, cores, all_cores: all },
    all_cores_to_one: all / one.webassembly,
    million_runs: await millionRuns(),
  };
}
