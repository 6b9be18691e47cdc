import { parentPort, workerData } from "node:worker_threads";
import { partsOf } from "../batch.ts";
import { loadBatch } from "./batch-load.ts";
import type { WorkerAnswer, WorkerTask } from "./batch-threads.ts";

// A thread that computes parts of a batch: it reads the same files as the command line, and says so where they are no
// longer the same.
const { folders, request, id } = workerData as WorkerTask;
const port = parentPort as NonNullable<typeof parentPort>;
const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const loaded = loadBatch(folders, request);
if (loaded.id !== id) answer({ kind: "changed" });
else {
  const parts = partsOf(loaded.batch);
  port.on("message", (part: number) => {
    const content = loaded.compute(parts[part].start, parts[part].end);
    answer({ kind: "part", part, content }, [
      content.values.buffer as ArrayBuffer,
      content.series.buffer as ArrayBuffer,
    ]);
  });
  answer({ kind: "ready" });
}
