import type { QueueEvent } from "../../batch/workers/queue-event.ts";
import { serveQueue } from "../../batch/workers/queue-serve.ts";
import type { Words } from "../../report/words/languages.ts";
import { progressOn } from "../shell/progress.ts";
import type { Call } from "../shell/terminal.ts";
import { queueVoice } from "./queue-voice.ts";

const LINGER_SECONDS = 1;
/** They end the process until the queue is reached, and from then on after the part in hand. */
const signals = ["SIGINT", "SIGTERM"] as const;

export interface WorkerOptions {
  readonly queue: string;
  readonly words: Words;
  /** Seconds of silence after which a part is given to another worker. */
  readonly lease: number;
  /** Seconds to wait for a Redis that has gone. */
  readonly wait: number;
}

/** Computes parts of whatever batches come through the queue, until Ctrl-C or a scheduler ends it. */
export async function runWorker({ terminal }: Call, { queue, words, lease, wait }: WorkerOptions): Promise<void> {
  const voice = queueVoice(queue, wait, words);
  const progress = progressOn(terminal);
  const ending = new AbortController();
  const end = () => ending.abort();
  let served = false;
  const tell = (event: QueueEvent): void => {
    if (event.kind === "ready") {
      served = true;
      for (const signal of signals) process.once(signal, end);
    }
    if (event.kind === "served") progress.show(voice.line(event));
    else {
      progress.clear();
      terminal.err(`${voice.line(event)}\n`);
    }
  };
  try {
    await serveQueue({ queue, folders: terminal, lease, wait, tell, ended: ending.signal });
  } catch (error) {
    throw voice.failure(error);
  } finally {
    progress.clear();
    for (const signal of signals) process.off(signal, end);
    // Timers of the queue's package may stand for some seconds more, and nothing waits for them.
    if (served) setTimeout(() => process.exit(), LINGER_SECONDS * 1000).unref();
  }
}
