import { Worker } from "node:worker_threads";
import type { Folders } from "../../files/installed.ts";
import { threadFile } from "../../files/thread-file.ts";
import type { PartContent, PartForm } from "../batch-part.ts";
import type { BatchRequest } from "./batch-load.ts";
import type { Hands } from "./batch-run.ts";

/** What a thread is started with. */
export interface WorkerTask {
  readonly folders: Folders;
  readonly request: BatchRequest;
  readonly id: string;
  readonly form: PartForm;
}

export type WorkerAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "changed" }
  | { readonly kind: "part"; readonly part: number; readonly content: PartContent };

/** Parts that a thread has in hand, so that it need not wait for the next. */
const IN_HAND = 2;

const workerFile = () => threadFile("batch-worker.js");

/** Whether this program can start threads: run from its sources it cannot. */
export function hasThreads(): boolean {
  return workerFile() !== undefined;
}

/** Starts so many threads. */
export function startThreads(count: number, task: WorkerTask): Hands {
  const file = workerFile();
  if (file === undefined) throw new Error("batch-worker.js is missing beside the program; install the package again");
  let failure: Error | undefined;
  let next: () => number | undefined = () => undefined;
  let done: (part: number, content: PartContent) => void = () => undefined;
  const hands = new Map<Worker, { ready: boolean; count: number }>();
  const feed = (worker: Worker): void => {
    const hand = hands.get(worker);
    if (hand === undefined || !hand.ready) return;
    while (hand.count < IN_HAND) {
      const part = next();
      if (part === undefined) return;
      hand.count++;
      worker.postMessage(part);
    }
  };
  let stopping = false;
  for (let i = 0; i < count; i++) {
    const worker = new Worker(file, { workerData: task });
    const hand = { ready: false, count: 0 };
    hands.set(worker, hand);
    worker.on("message", (message: WorkerAnswer) => {
      if (message.kind === "changed") {
        failure = new Error("a file of the batch was changed while it ran; start it again");
        return;
      }
      if (message.kind === "ready") hand.ready = true;
      else {
        hand.count--;
        done(message.part, message.content);
      }
      feed(worker);
    });
    worker.on("error", (error) => {
      failure = error as Error;
    });
    worker.on("exit", (code) => {
      if (!stopping) failure ??= new Error(`a thread of the batch ended by itself (exit code ${code})`);
    });
  }
  return {
    start: (take, give) => {
      next = take;
      done = give;
      for (const worker of hands.keys()) feed(worker);
    },
    wake: () => {
      for (const worker of hands.keys()) feed(worker);
    },
    stop: async () => {
      stopping = true;
      await Promise.all([...hands.keys()].map((worker) => worker.terminate()));
    },
    failure: () => failure,
  };
}
