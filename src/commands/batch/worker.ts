import { wordsIn } from "../../report/words/languages.ts";
import { plainNumber } from "../../text/plain-number.ts";
import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { waitSeconds, withLanguage, withWait } from "../shell/options.ts";
import { runWorker } from "./queue-worker.ts";

const USUAL_LEASE = "60";
const LEAST_LEASE = 1;
const MOST_LEASE = 86_400;

/** `peakpath worker`: computes parts of batches that another machine has put into a queue. */
export const workerCommand = command(
  (argv) =>
    withWait(withLanguage(argv))
      .option("queue", {
        type: "string",
        demandOption: true,
        requiresArg: true,
        describe: "Address of the Redis, such as redis://127.0.0.1:6379; rediss:// for TLS",
      })
      .option("lease", {
        type: "string",
        default: USUAL_LEASE,
        requiresArg: true,
        describe: "Seconds of silence after which a part is given to another worker",
      })
      .example("$0 worker --queue redis://127.0.0.1:6379", "one on every machine; then: $0 batch ... --queue ..."),
  async (args, call) => {
    const words = await wordsIn(args.lang);
    const lease = plainNumber(args.lease);
    if (lease === undefined || lease < LEAST_LEASE || lease > MOST_LEASE)
      throw usageError("lease_seconds", { least: LEAST_LEASE, most: MOST_LEASE, text: args.lease });
    const wait = waitSeconds(args.wait);
    await runWorker(call, { queue: args.queue, words, lease, wait });
  },
);
