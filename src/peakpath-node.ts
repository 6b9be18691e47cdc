import { availableParallelism } from "node:os";
import { partsOf } from "./batch/batch.ts";
import { usualBackend } from "./batch/prepare-batch.ts";
import { batchStatistics } from "./batch/statistics/batch-statistics.ts";
import { loadBatch } from "./batch/workers/batch-load.ts";
import { computeParts } from "./batch/workers/batch-run.ts";
import { hasThreads, startThreads } from "./batch/workers/batch-threads.ts";
import { type Folders, installedLibrary, packageFolder } from "./files/installed.ts";
import { type BatchResult, type Library, plainBatch } from "./peakpath.ts";

// What the library can do in Node besides, and the list of all that it exports: files and threads.

/**
 * The models, regions, levers and scenarios that come with the package. Files of a folder of your own, laid out alike
 * (`scenarios/`, `data/`), add to them and may replace them.
 *
 * @example
 * import { scenarioNames } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * console.log(scenarioNames(shippedLibrary()).includes("zhejiang/policy")); // true
 */
export function shippedLibrary(folder?: string): Library {
  return installedLibrary(foldersOf(folder));
}

function foldersOf(folder = packageFolder()): Folders {
  return { packageFolder: packageFolder(), workingFolder: folder };
}

export interface ThreadedBatch {
  /** The scenario, such as `zhejiang/policy`. */
  readonly scenario: string;
  /** The folder of your own scenarios and data, as in `shippedLibrary`. */
  readonly folder?: string;
  /** The path of a design, from that folder; otherwise the scenario's own, or all that carries a low and a high. */
  readonly design?: string;
  readonly runs?: number;
  readonly seed?: number;
  /** Threads that compute, this one counted; as many as the machine has cores without it. */
  readonly threads?: number;
}

/**
 * Runs a batch on several threads; the same numbers as with `runBatch`, to the bit.
 *
 * @throws InputError for mistakes in the files; UsageError for a number of runs or a seed that is not allowed.
 * @example
 * import { runThreadedBatch } from "peakpath/node";
 *
 * const { boundaries, failed } = await runThreadedBatch({ scenario: "zhejiang/policy", runs: 128, threads: 2 });
 * console.log(failed, boundaries[0].levels.length > 0); // 0 true
 */
export async function runThreadedBatch(options: ThreadedBatch): Promise<BatchResult> {
  const { scenario, folder, design, runs, seed, threads = availableParallelism() } = options;
  const folders = foldersOf(folder);
  const loaded = loadBatch(folders, { scenario, design, runs, seed, backend: usualBackend() });
  const { batch, request, id } = loaded;
  const parts = partsOf(batch);
  const others = hasThreads() ? Math.min(threads, parts.length) - 1 : 0;
  const hands = others < 1 ? undefined : startThreads(others, { folders, request, id, form: "counts" });
  const statistics = batchStatistics(batch);
  try {
    await computeParts({
      loaded,
      parts,
      asked: parts.map((_, part) => part),
      form: "counts",
      hands,
      here: true,
      ahead: 2 * (others + 1),
      take: statistics.add,
      progress: () => undefined,
      interrupted: () => false,
    });
  } finally {
    await hands?.stop();
  }
  return plainBatch(statistics.finish());
}
