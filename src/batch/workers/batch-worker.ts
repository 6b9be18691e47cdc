import { parentPort, workerData } from "node:worker_threads";
import { partsOf } from "../batch.ts";
import { contentOf, loadBatch } from "./batch-load.ts";
import type { WorkerAnswer, WorkerTask } from "./batch-threads.ts";

// A thread that computes parts of a batch: it reads the same files as the command line, and says so where they are no
// longer the same.
const { folders, request, id, form } = workerData as WorkerTask;
const port = parentPort as NonNullable<typeof parentPort>;
const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const loaded = loadBatch(folders, request);
if (loaded.id !== id) answer({ kind: "changed" });
else {
  const parts = partsOf(loaded.batch);
  port.on("message", (part: number) => {
    const content = contentOf(loaded, parts[part], form);
    const numbers = "numbers" in content ? [content.numbers] : [content.values, content.series];
    answer(
      { kind: "part", part, content },
      numbers.map(({ buffer }) => buffer as ArrayBuffer),
    );
  });
  answer({ kind: "ready" });
}
