import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Job, Worker } from "bullmq";
import type { Folders } from "../../files/installed.ts";
import { VERSION } from "../../text/version.ts";
import { hideAddress, redisPlace } from "./queue-address.ts";
import {
  type Desk,
  firstDesk,
  type MakeEnd,
  openDesk,
  QUEUE_NAME,
  queuePackages,
  reopenSession,
  resultKey,
  unfitKey,
} from "./queue-connection.ts";
import { type QueueEvent, QueueFailure, troubleTeller } from "./queue-event.ts";
import { readPartJob } from "./queue-job.ts";
import { partComputer, type Refused } from "./queue-part.ts";
import type { Refusal } from "./queue-refusal.ts";
import { isAnswer, isLasting, RedisError, troubleOf } from "./queue-trouble.ts";

/** How long a result waits for the batch that asked for it; one that comes twice goes by itself. */
const RESULT_SECONDS = 3600;
/** How long a batch hears of a worker that does not fit it. */
const UNFIT_SECONDS = 60;
/** How often the part of a worker that went silent is given to another. */
const MOST_SILENCES = 10;
/** An idle worker waits in Redis this long, or for ten seconds where a part is to come later. */
const IDLE_SECONDS = 5;
const FETCH_SECONDS = 25;
/** How long a worker stands back after a part that it cannot compute, so that one that fits takes it: at first, at most. */
const REST_SECONDS = { first: 0.25, most: 4 };
const BACK_MILLISECONDS = 100;
/** How long a Redis that refuses something is left alone. */
const REFUSED_SECONDS = 1;
/** How long the part in hand may take to be handed in once the worker is to end. */
const END_SECONDS = 2;

export interface WorkerCall {
  readonly queue: string;
  readonly folders: Folders;
  /** Seconds of silence after which a part is given to another worker. */
  readonly lease: number;
  /** Seconds to wait for a Redis that has gone. */
  readonly wait: number;
  readonly tell: (event: QueueEvent) => void;
  /** Ends the worker: the part in hand is finished first, and handed in where that can be done soon. */
  readonly ended: AbortSignal;
}

/**
 * Computes parts of whatever batches come through the queue, until it is ended.
 *
 * @throws QueueFailure where the queue cannot be had, or is gone for longer than is waited.
 */
export async function serveQueue({ queue, folders, lease, wait, tell, ended }: WorkerCall): Promise<void> {
  const place = redisPlace(queue);
  hideAddress(place);
  const packages = await queuePackages();
  const name = `${hostname().replace(/[^\w.-]/g, "_")}-${process.pid}-${randomBytes(3).toString("hex")}`;
  const makeWorker: MakeEnd<Worker<unknown>> = (options) => {
    const worker = new packages.Worker<unknown>(QUEUE_NAME, null, {
      ...options,
      name,
      autorun: false,
      lockDuration: lease * 1000,
      stalledInterval: lease * 1000,
      maxStalledCount: MOST_SILENCES,
      drainDelay: IDLE_SECONDS,
    });
    // What breaks shows in what is asked of it.
    worker.on("error", () => undefined);
    const ready = async () => {
      await worker.waitUntilReady();
      await worker.startStalledCheckTimer();
    };
    return { end: worker, ready, close: () => worker.close(true) };
  };
  let bench = await firstDesk(packages, place, makeWorker);
  const whenEnded = new Promise<undefined>((resolve) => {
    ended.addEventListener("abort", () => {
      resolve(undefined);
      setTimeout(() => bench.close(), END_SECONDS * 1000).unref();
    });
  });
  const troubles = troubleTeller(tell);
  let alive = Date.now();
  const limit = () => alive + wait * 1000;
  const rested = (seconds: number) => pause(seconds * 1000, undefined, { signal: ended }).catch(() => undefined);

  /** A result that has not been handed in yet: it outlives the connection. */
  let unsent: { readonly key: string; readonly bytes: Buffer } | undefined;
  const handIn = async ({ ask, redis }: Desk<unknown>): Promise<void> => {
    while (unsent !== undefined) {
      try {
        await ask(redis.set(unsent.key, unsent.bytes, "EX", RESULT_SECONDS));
        unsent = undefined;
      } catch (error) {
        // A Redis that is full has room again when the batch has taken what lies there.
        if (!isAnswer(error) || isLasting(error) || ended.aborted || Date.now() > limit()) throw error;
        troubles.tell(error);
        await rested(REFUSED_SECONDS);
      }
    }
  };
  /** A job that has gone meanwhile, or is another worker's by now, needs nothing more. */
  const settle = async ({ ask }: Desk<unknown>, done: Promise<unknown>): Promise<void> => {
    try {
      await ask(done);
    } catch (error) {
      if (error instanceof RedisError) throw error;
    }
  };
  let rest = REST_SECONDS.first;
  const giveBack = async (at: Desk<unknown>, job: Job, token: string, id: string, why: Refused): Promise<void> => {
    const refusal: Refusal = { host: hostname(), pid: process.pid, version: VERSION, ...why };
    await at.ask(at.redis.hset(unfitKey(id), name, JSON.stringify(refusal)));
    await at.ask(at.redis.expire(unfitKey(id), UNFIT_SECONDS));
    // At the end of the queue: other batches come first.
    await settle(at, job.moveToDelayed(Date.now() + BACK_MILLISECONDS, token));
    await rested(rest);
    rest = Math.min(2 * rest, REST_SECONDS.most);
  };
  const computed = partComputer(folders, tell);
  let parts = 0;
  const handle = async (at: Desk<unknown>, job: Job, token: string): Promise<void> => {
    const asked = readPartJob(job.data);
    const made = typeof asked === "string" ? asked : computed(asked);
    if (typeof asked === "string" || typeof made === "string") {
      tell({ kind: "wrong_job", what: String(made) });
      await settle(at, job.moveToFailed(bareError(`malformed: ${made}`), token));
    } else if (Buffer.isBuffer(made)) {
      rest = REST_SECONDS.first;
      unsent = { key: resultKey(asked.id, asked.part, asked.form), bytes: made };
      await handIn(at);
      await settle(at, job.moveToCompleted(null, token, false));
      tell({ kind: "served", parts: ++parts });
    } else await giveBack(at, job, token, asked.id, made);
  };
  let turn = 0;
  const serve = async (at: Desk<Worker<unknown>>): Promise<void> => {
    await handIn(at);
    while (!ended.aborted) {
      const token = `${name}:${turn++}`;
      const job = await Promise.race([at.ask(at.end.getNextJob(token), FETCH_SECONDS), whenEnded]);
      alive = Date.now();
      if (job !== undefined && !ended.aborted) await handle(at, job, token);
      alive = Date.now();
    }
  };
  const replaced = async (): Promise<Desk<Worker<unknown>> | undefined> => {
    for (;;) {
      const session = await reopenSession(packages, place, limit(), ended);
      if (session === undefined) return undefined;
      try {
        return await openDesk(session, makeWorker);
      } catch (error) {
        if (Date.now() > limit()) throw error;
        await rested(REFUSED_SECONDS);
      }
    }
  };
  const failure = (event: QueueEvent) => new QueueFailure(event, { running: false });

  tell({ kind: "ready" });
  try {
    while (!ended.aborted) {
      try {
        await serve(bench);
      } catch (error) {
        bench.close();
        if (ended.aborted) break;
        if (isLasting(error)) throw failure({ kind: "trouble", trouble: troubleOf(error) });
        troubles.tell(error);
        const next = await replaced();
        if (next === undefined) break;
        bench = next;
        alive = Date.now();
        troubles.over();
        tell({ kind: "back" });
      }
    }
  } catch (error) {
    if (error instanceof QueueFailure) throw error;
    throw failure({ kind: "gave_up", why: { kind: "trouble", trouble: troubleOf(error) } });
  } finally {
    bench.close();
  }
}

/** An error without the place in this program, which would go into the queue. */
function bareError(message: string): Error {
  const error = new Error(message);
  error.name = "UnrecoverableError";
  error.stack = message;
  return error;
}
