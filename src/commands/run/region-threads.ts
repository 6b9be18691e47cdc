import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Folders } from "../../files/installed.ts";
import type { Language, Words } from "../../report/words/languages.ts";
import type { RunParts } from "./all.ts";
import type { PartOptions, RegionPart } from "./region-part.ts";

/** What a thread is started with. */
export interface RegionTask {
  readonly folders: Folders;
  readonly options: Omit<PartOptions, "words" | "kept">;
  readonly language: Language;
  readonly units: Words["units"];
  /** Whether answers are kept from one start to the next. */
  readonly kept: boolean;
}

/** A thread takes as long to start as some regions take to run. */
const LEAST_GROUPS = 8;
/** Regions that a thread has in hand, so that it need not wait for the next. */
const IN_HAND = 2;

/** The file that threads run: beside the program or, where that stands in a chunk, one folder up; none in the sources. */
export function regionWorkerFile(): string | undefined {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return [join(folder, "region-worker.js"), join(folder, "..", "region-worker.js")].find((file) => existsSync(file));
}

/** Regions in so many threads; of the threads nothing but their parts comes back, in the order of the groups. */
export function partsInThreads(file: string, count: number, task: RegionTask): RunParts {
  return async function* (groups, came) {
    const parts = new Map<number, RegionPart>();
    let next = 0;
    let open = 0;
    let failure: Error | undefined;
    let wake = () => {};
    const feed = (worker: Worker): void => {
      if (failure !== undefined || came() || next >= groups.length) return;
      worker.postMessage({ index: next, group: groups[next] });
      next++;
      open++;
    };
    const workers = Array.from({ length: Math.min(count, groups.length) }, () => {
      const worker = new Worker(file, { workerData: task });
      worker.on("message", ({ index, part }: { index: number; part: RegionPart }) => {
        parts.set(index, part);
        open--;
        feed(worker);
        wake();
      });
      const fail = (error: Error): void => {
        failure ??= error;
        wake();
      };
      worker.on("error", fail);
      worker.on("exit", (code) => fail(new Error(`a thread ended by itself (exit code ${code})`)));
      return worker;
    });
    try {
      for (let i = 0; i < IN_HAND; i++) for (const worker of workers) feed(worker);
      for (let i = 0; i < groups.length; i++) {
        // What was begun when Ctrl-C came is awaited, since its files are being written.
        while (!parts.has(i) && failure === undefined && open > 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (failure !== undefined) throw failure;
        const part = parts.get(i);
        if (part === undefined) return;
        parts.delete(i);
        yield part;
      }
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  };
}

/** As many threads as help with so many cores and groups; none where one thread is as fast. */
export function threadsFor(cores: number, groups: number): number {
  return groups < LEAST_GROUPS || cores < 2 ? 0 : cores;
}
