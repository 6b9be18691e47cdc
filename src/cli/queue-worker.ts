import { partsOf } from "../batch/batch.ts";
import { partBytes } from "../io/part-file.ts";
import { type LoadedBatch, loadBatch } from "./batch-load.ts";
import type { PartJob } from "./batch-queue.ts";
import type { Language } from "./messages.ts";
import { progressOn } from "./progress.ts";
import { openRedis, QUEUE_NAME, QUEUE_PREFIX, queuePackages, redisPlace, resultKey } from "./queue-connection.ts";
import { queueMessages } from "./queue-messages.ts";
import type { Call } from "./terminal.ts";

/** How long a result waits for the batch that asked for it; one that comes twice goes by itself. */
const RESULT_SECONDS = 3600;
/** How often the part of a worker that went silent is given to another. */
const MOST_SILENCES = 10;

export interface WorkerCall {
  readonly queue: string;
  readonly language: Language;
  /** Seconds of silence after which a part is given to another worker. */
  readonly lease: number;
}

/** Computes parts of whatever batches come through the queue, until it is ended. */
export async function serveQueue(call: Call, { queue, language, lease }: WorkerCall): Promise<void> {
  const { terminal } = call;
  const place = redisPlace(queue);
  const packages = await queuePackages();
  const redis = await openRedis(packages, place);
  const text = queueMessages[language];
  const progress = progressOn(terminal);
  let known: LoadedBatch | undefined;
  let parts = 0;
  const compute = async ({ data: { request, id, part } }: { data: PartJob }): Promise<void> => {
    if (known?.id !== id) known = loadBatch(terminal, request);
    if (known.id !== id) {
      known = undefined;
      throw new packages.UnrecoverableError(text.otherFiles(request.scenario));
    }
    const { start, end } = partsOf(known.batch)[part];
    await redis.set(resultKey(id, part), partBytes(id, known.compute(start, end)), "EX", RESULT_SECONDS);
    progress.show(text.served(++parts));
  };
  const worker = new packages.Worker<PartJob>(QUEUE_NAME, compute, {
    connection: place,
    prefix: QUEUE_PREFIX,
    lockDuration: lease * 1000,
    stalledInterval: lease * 1000,
    maxStalledCount: MOST_SILENCES,
  });
  worker.on("error", (error) => terminal.err(`${error.message}\n`));
  worker.on("failed", (_job, error) => terminal.err(`${error.message}\n`));
  await worker.waitUntilReady();
  terminal.err(`${text.ready(queue)}\n`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  progress.clear();
  // The part in hand is finished first.
  await worker.close();
  await redis.quit();
}
