import { Worker } from "node:worker_threads";
import type { Folders } from "../../files/installed.ts";
import type { Reads } from "../../files/kept-reads.ts";
import { threadFile } from "../../files/thread-file.ts";
import { WriteError } from "../../files/write-error.ts";
import { type Message, message } from "../../text/problems.ts";
import type { RegionAnswer, RegionOptions, RegionTask } from "./region-answer.ts";

/** What a thread is started with. */
export interface RegionThreadData {
  readonly folders: Folders;
  readonly options: RegionOptions;
  /** Whether answers are kept from one start to the next. */
  readonly kept: boolean;
}

export type RegionMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly answer: RegionAnswer; readonly reads: Reads }
  | { readonly kind: "unwritten"; readonly worded: Message; readonly code: string };

interface RegionThreads extends RegionThreadData {
  readonly threads: number;
  readonly tasks: readonly RegionTask[];
  /** Whether no more regions are to be begun. */
  readonly stopped: () => boolean;
  readonly started: (task: RegionTask) => void;
  readonly alsoRead: (reads: Reads) => void;
}

/** Threads that a region may end before it is given up. */
const MOST_ENDS = 2;

/** Whether this program can start threads: run from its sources it cannot. */
export function hasRegionThreads(): boolean {
  return threadFile("region-worker.js") !== undefined;
}

/**
 * The answers of all regions in their order, each computed on one of so many threads. A region whose thread ends by itself is
 * begun again on a new one, and told as failed where that ends too. What is begun is waited for when no more is to be.
 *
 * @throws WriteError where a region's files cannot be written; whatever else a thread throws.
 */
export async function* answersOfThreads(given: RegionThreads): AsyncGenerator<RegionAnswer> {
  const { threads, tasks, stopped, started, alsoRead, ...data } = given;
  const file = threadFile("region-worker.js");
  if (file === undefined) throw new Error("region-worker.js is missing beside the program; install the package again");
  const waiting = tasks.map((_, i) => i);
  const answers = new Map<number, RegionAnswer>();
  const ends = new Map<number, number>();
  /** The region that each thread has in hand. */
  const hands = new Map<Worker, number | undefined>();
  let failure: Error | undefined;
  let over = false;
  let wake = () => {};

  const feed = (worker: Worker): void => {
    const next = stopped() ? undefined : waiting.shift();
    hands.set(worker, next);
    if (next === undefined) return;
    started(tasks[next]);
    worker.postMessage(tasks[next]);
  };
  const lost = (worker: Worker, exitCode: number): void => {
    const i = hands.get(worker);
    hands.delete(worker);
    if (over || failure !== undefined) return;
    // Nothing was asked of it yet, so that another one would go the same way.
    if (i === undefined) {
      failure = new Error(`a thread ended before its first region (exit code ${exitCode})`);
      return;
    }
    const count = (ends.get(i) ?? 0) + 1;
    ends.set(i, count);
    if (count < MOST_ENDS) waiting.unshift(i);
    else answers.set(i, unanswered(tasks[i], exitCode));
    startOne();
  };
  const startOne = (): void => {
    const worker = new Worker(file, { workerData: data satisfies RegionThreadData });
    hands.set(worker, undefined);
    worker.on("message", (said: RegionMessage) => {
      const i = hands.get(worker);
      if (said.kind === "unwritten") failure = new WriteError(said.worded, said.code);
      else if (said.kind === "answer" && i !== undefined) {
        answers.set(i, said.answer);
        alsoRead(said.reads);
      }
      feed(worker);
      wake();
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== OUT_OF_MEMORY) failure ??= error;
    });
    worker.on("exit", (code) => {
      lost(worker, code);
      wake();
    });
  };

  for (let i = 0; i < Math.min(threads, tasks.length); i++) startOne();
  try {
    for (let i = 0; i < tasks.length; i++) {
      while (!answers.has(i)) {
        if (failure !== undefined) throw failure;
        const begun = [...hands.values()].some((inHand) => inHand !== undefined && inHand <= i);
        if (stopped() && !begun) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      yield answers.get(i) as RegionAnswer;
      answers.delete(i);
    }
  } finally {
    over = true;
    await Promise.all([...hands.keys()].map((worker) => worker.terminate()));
  }
}

/** The code of a thread that has used up its memory. */
const OUT_OF_MEMORY = "ERR_WORKER_OUT_OF_MEMORY";

function unanswered({ ids }: RegionTask, exitCode: number): RegionAnswer {
  const { message: text } = message("thread_ended", { ends: MOST_ENDS, code: exitCode });
  return { failures: ids.map((id) => ({ id, message: text })), regions: [], parts: [], files: 0, missed: false };
}
