import type { QueueEvent } from "../../batch/workers/queue-event.ts";
import { serveQueue } from "../../batch/workers/queue-serve.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { plainNumber } from "../../text/plain-number.ts";
import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { needed, textOr, waitSeconds, withLanguage, withWait } from "../shell/options.ts";
import { progressOn } from "../shell/terminal.ts";
import { queueVoice } from "./queue-voice.ts";

const LEAST_LEASE = 1;
const MOST_LEASE = 86_400;
const LINGER_SECONDS = 1;
/** They end the process until the queue is reached, and from then on after the part in hand. */
const signals = ["SIGINT", "SIGTERM"] as const;

/** `peakpath worker`: computes parts of whatever batches come through a queue, until Ctrl-C or a scheduler ends it. */
export const workerCommand = command(
  (argv) =>
    withWait(withLanguage(argv))
      .option("queue", needed("Address of the Redis, such as redis://127.0.0.1:6379; rediss:// for TLS"))
      .option("lease", textOr(60, "Seconds of silence after which a part is given to another worker"))
      .example(
        "$0 worker --queue redis://127.0.0.1:6379",
        "one on every machine; then: peakpath batch ... --queue ...",
      ),
  async ({ lang, lease: text, wait: waited, queue }, { terminal }) => {
    const lease = plainNumber(text);
    if (lease === undefined || lease < LEAST_LEASE || lease > MOST_LEASE)
      throw usageError("lease_seconds", { least: LEAST_LEASE, most: MOST_LEASE, text });
    const wait = waitSeconds(waited);
    const voice = queueVoice(queue, wait, await wordsIn(lang));
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
  },
);
