import { partsOf } from "../batch/batch.ts";
import type { BatchPart } from "../batch/batch-part.ts";
import { partOf } from "../io/part-file.ts";
import type { BatchRequest, LoadedBatch } from "./batch-load.ts";
import type { Hands } from "./batch-run.ts";
import { UsageError } from "./options.ts";
import { openRedis, QUEUE_NAME, QUEUE_PREFIX, queuePackages, redisPlace, resultKey } from "./queue-connection.ts";

/** What a worker is asked: the batch by what it is made of and its hash, and one of its parts. */
export interface PartJob {
  readonly request: BatchRequest;
  readonly id: string;
  readonly part: number;
}

/** Parts that wait or are computed at a time. */
const IN_QUEUE = 32;
const ATTEMPTS = 3;
const BACKOFF_MILLISECONDS = 500;
const LOOK_MILLISECONDS = 50;
const LOST_MILLISECONDS = 2000;

/**
 * Hands behind a queue in Redis: every part is a job that is tried three times, its content comes back through Redis. A
 * part is a pure function of the batch, so that one computed twice, or by a worker that came back, does no harm.
 */
export async function queueHands(address: string, loaded: LoadedBatch): Promise<Hands> {
  const { id, request } = loaded;
  const ranges = partsOf(loaded.batch);
  const place = redisPlace(address);
  const packages = await queuePackages();
  const redis = await openRedis(packages, place);
  const queue = new packages.Queue<PartJob>(QUEUE_NAME, { connection: place, prefix: QUEUE_PREFIX });
  const events = new packages.QueueEvents(QUEUE_NAME, { connection: place, prefix: QUEUE_PREFIX });
  const jobId = (part: number) => `${id}-${part}`;
  const waiting = new Set<number>();
  let failure: Error | undefined;
  let next: () => number | undefined = () => undefined;
  let done: (part: number, content: BatchPart) => void = () => undefined;
  const fail = (error: unknown) => {
    failure ??= error as Error;
  };
  events.on("error", fail);
  queue.on("error", fail);
  events.on("failed", ({ jobId: failed, failedReason }) => {
    if ([...waiting].some((part) => jobId(part) === failed)) fail(new UsageError(failedReason));
  });
  await events.waitUntilReady();

  const add = async (part: number): Promise<void> => {
    await queue.add(
      "part",
      { request, id, part },
      {
        jobId: jobId(part),
        attempts: ATTEMPTS,
        backoff: { type: "exponential", delay: BACKOFF_MILLISECONDS },
        removeOnComplete: true,
        removeOnFail: true,
      },
    );
  };
  const feed = (): void => {
    while (waiting.size < IN_QUEUE && failure === undefined) {
      const part = next();
      if (part === undefined) return;
      waiting.add(part);
      add(part).catch(fail);
    }
  };
  /** Takes what has come back, in whatever order. */
  const collect = async (): Promise<void> => {
    for (const part of [...waiting]) {
      const bytes = await redis.getBuffer(resultKey(id, part));
      if (bytes === null) continue;
      const content = partOf(id, ranges[part], bytes);
      await redis.del(resultKey(id, part));
      waiting.delete(part);
      if (content === undefined) fail(new Error(`part ${part} came back damaged`));
      else done(part, content);
    }
    feed();
  };
  /**
   * Asks again for parts whose job has gone and whose content is not there: another batch like this one took it, or it
   * expired while this program stood still.
   */
  const askAgain = async (): Promise<void> => {
    for (const part of [...waiting]) {
      // A job goes only when its content is there: looked for in this order, none is missed between the two.
      if ((await queue.getJob(jobId(part))) !== undefined) continue;
      if ((await redis.exists(resultKey(id, part))) === 0) await add(part);
    }
  };
  let looking = false;
  let asked = Date.now();
  const look = async (): Promise<void> => {
    await collect();
    if (Date.now() - asked < LOST_MILLISECONDS) return;
    await askAgain();
    asked = Date.now();
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch(fail)
      .finally(() => {
        looking = false;
      });
  }, LOOK_MILLISECONDS);
  return {
    start: (take, give) => {
      next = take;
      done = give;
      feed();
    },
    wake: feed,
    stop: async () => {
      clearInterval(timer);
      await Promise.allSettled([...waiting].map((part) => queue.remove(jobId(part))));
      await Promise.allSettled([events.close(), queue.close(), redis.quit()]);
    },
    failure: () => failure,
  };
}
