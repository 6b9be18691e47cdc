import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Job, Worker } from "bullmq";
import { bareAddress, hideAddress, redisPlace } from "../../batch/workers/queue-address.ts";
import {
  openSession,
  QUEUE_NAME,
  QUEUE_PREFIX,
  queuePackages,
  reopenSession,
  resultKey,
  type Session,
  unfitKey,
} from "../../batch/workers/queue-connection.ts";
import { readPartJob } from "../../batch/workers/queue-job.ts";
import { partComputer, type Refused } from "../../batch/workers/queue-part.ts";
import type { Refusal } from "../../batch/workers/queue-refusal.ts";
import { isAnswer, isLasting, RedisError, troubleOf } from "../../batch/workers/queue-trouble.ts";
import { VERSION } from "../../files/version.ts";
import { waitText } from "../../report/text/size-text.ts";
import type { Language } from "../../report/words/messages.ts";
import { queueMessages } from "../../report/words/queue-messages.ts";
import { UsageError } from "../../text/problems.ts";
import { progressOn } from "../shell/progress.ts";
import type { Call } from "../shell/terminal.ts";

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
const LINGER_SECONDS = 1;

export interface WorkerCall {
  readonly queue: string;
  readonly language: Language;
  /** Seconds of silence after which a part is given to another worker. */
  readonly lease: number;
  /** Seconds to wait for a Redis that has gone. */
  readonly wait: number;
}

/** A session with the worker of the queue's package on it. */
interface Bench extends Session {
  readonly worker: Worker<unknown>;
}

/** Computes parts of whatever batches come through the queue, until it is ended. */
export async function serveQueue(call: Call, { queue, language, lease, wait }: WorkerCall): Promise<void> {
  const { terminal } = call;
  const text = queueMessages[language];
  const place = redisPlace(queue);
  hideAddress(place);
  const packages = await queuePackages();
  const name = `${hostname().replace(/[^\w.-]/g, "_")}-${process.pid}-${randomBytes(3).toString("hex")}`;
  const openBench = async (session: Session, first: boolean): Promise<Bench> => {
    const worker = new packages.Worker<unknown>(QUEUE_NAME, null, {
      connection: session.redis,
      prefix: QUEUE_PREFIX,
      name,
      autorun: false,
      lockDuration: lease * 1000,
      stalledInterval: lease * 1000,
      maxStalledCount: MOST_SILENCES,
      drainDelay: IDLE_SECONDS,
      skipVersionCheck: !first,
    });
    // What breaks shows in what is asked of it.
    worker.on("error", () => undefined);
    const close = () => {
      worker.close(true).catch(() => undefined);
      session.close();
    };
    try {
      await session.ask(worker.waitUntilReady());
      await session.ask(worker.startStalledCheckTimer());
    } catch (error) {
      close();
      throw error;
    }
    return { ...session, worker, close };
  };

  let bench: Bench;
  try {
    bench = await openBench(await openSession(packages, place), true);
  } catch (error) {
    throw new UsageError(text.trouble(troubleOf(error), place));
  }
  const progress = progressOn(terminal);
  const say = (line: string): void => {
    progress.clear();
    terminal.err(`${line}\n`);
  };
  const ending = new AbortController();
  const ended = ending.signal;
  const whenEnded = new Promise<undefined>((resolve) => {
    ended.addEventListener("abort", () => resolve(undefined));
  });
  // The part in hand is finished first, and handed in where that can be done soon.
  const end = (): void => {
    ending.abort();
    setTimeout(() => bench.close(), END_SECONDS * 1000).unref();
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);

  let lastTrouble = "";
  const troubled = (error: unknown): void => {
    const now = text.waiting(text.trouble(troubleOf(error), place), waitText(wait, language));
    if (now !== lastTrouble) say(now);
    lastTrouble = now;
  };
  let alive = Date.now();
  const rested = (seconds: number) => pause(seconds * 1000, undefined, { signal: ended }).catch(() => undefined);

  /** A result that has not been handed in yet: it outlives the connection. */
  let unsent: { readonly key: string; readonly bytes: Buffer } | undefined;
  const handIn = async ({ ask, redis }: Bench): Promise<void> => {
    while (unsent !== undefined) {
      try {
        await ask(redis.set(unsent.key, unsent.bytes, "EX", RESULT_SECONDS));
        unsent = undefined;
      } catch (error) {
        // A Redis that is full has room again when the batch has taken what lies there.
        if (!isAnswer(error) || isLasting(error) || ended.aborted || Date.now() > alive + wait * 1000) throw error;
        troubled(error);
        await rested(REFUSED_SECONDS);
      }
    }
  };
  /** A job that has gone meanwhile, or is another worker's by now, needs nothing more. */
  const settle = async ({ ask }: Bench, done: Promise<unknown>): Promise<void> => {
    try {
      await ask(done);
    } catch (error) {
      if (error instanceof RedisError) throw error;
    }
  };
  let rest = REST_SECONDS.first;
  const giveBack = async (own: Bench, job: Job, token: string, id: string, why: Refused): Promise<void> => {
    const refusal: Refusal = { host: hostname(), pid: process.pid, version: VERSION, ...why };
    await own.ask(own.redis.hset(unfitKey(id), name, JSON.stringify(refusal)));
    await own.ask(own.redis.expire(unfitKey(id), UNFIT_SECONDS));
    // At the end of the queue: other batches come first.
    await settle(own, job.moveToDelayed(Date.now() + BACK_MILLISECONDS, token));
    await rested(rest);
    rest = Math.min(2 * rest, REST_SECONDS.most);
  };
  const computed = partComputer(terminal, language, say);
  let parts = 0;
  const handle = async (own: Bench, job: Job, token: string): Promise<void> => {
    const asked = readPartJob(job.data);
    const made = typeof asked === "string" ? asked : computed(asked);
    if (typeof asked === "string" || typeof made === "string") {
      say(text.wrongJob(String(made)));
      await settle(own, job.moveToFailed(bareError(`malformed: ${made}`), token));
    } else if (Buffer.isBuffer(made)) {
      rest = REST_SECONDS.first;
      unsent = { key: resultKey(asked.id, asked.part), bytes: made };
      await handIn(own);
      await settle(own, job.moveToCompleted(null, token, false));
      progress.show(text.served(++parts));
    } else await giveBack(own, job, token, asked.id, made);
  };
  let turn = 0;
  const serve = async (own: Bench): Promise<void> => {
    await handIn(own);
    while (!ended.aborted) {
      const token = `${name}:${turn++}`;
      const job = await Promise.race([own.ask(own.worker.getNextJob(token), FETCH_SECONDS), whenEnded]);
      alive = Date.now();
      if (job !== undefined && !ended.aborted) await handle(own, job, token);
      alive = Date.now();
    }
  };
  const replaced = async (): Promise<Bench | undefined> => {
    for (;;) {
      const session = await reopenSession(packages, place, alive + wait * 1000, ended);
      if (session === undefined) return undefined;
      try {
        return await openBench(session, false);
      } catch (error) {
        if (Date.now() > alive + wait * 1000) throw error;
        await rested(REFUSED_SECONDS);
      }
    }
  };

  say(text.ready(bareAddress(place)));
  try {
    while (!ended.aborted) {
      try {
        await serve(bench);
      } catch (error) {
        bench.close();
        if (ended.aborted) break;
        if (isLasting(error)) throw new UsageError(text.trouble(troubleOf(error), place));
        troubled(error);
        const next = await replaced();
        if (next === undefined) break;
        bench = next;
        alive = Date.now();
        lastTrouble = "";
        say(text.back(bareAddress(place)));
      }
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(text.gaveUp(waitText(wait, language), text.trouble(troubleOf(error), place)));
  } finally {
    progress.clear();
    bench.close();
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
    // Timers of the queue's package may stand for some seconds more, and nothing waits for them.
    setTimeout(() => process.exit(), LINGER_SECONDS * 1000).unref();
  }
}

/** An error without the place in this program, which would go into the queue. */
function bareError(message: string): Error {
  const error = new Error(message);
  error.name = "UnrecoverableError";
  error.stack = message;
  return error;
}
