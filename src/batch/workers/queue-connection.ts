import { setTimeout as pause } from "node:timers/promises";
import { usageError } from "../../text/problems.ts";
import type { PartForm } from "../batch-part.ts";
import type { RedisPlace } from "./queue-address.ts";
import { QueueFailure } from "./queue-event.ts";
import { RedisError, troubleOf } from "./queue-trouble.ts";

/** Names in Redis begin with this. */
export const QUEUE_PREFIX = "peakpath";

/** The queue of all batches; a worker serves whichever comes. */
export const QUEUE_NAME = "parts";

/** How long a Redis may take to answer. */
export const ANSWER_SECONDS = 10;
/** How often an idle connection is asked whether it still stands. */
const PING_MILLISECONDS = 5000;
const LOADING_MILLISECONDS = 200;
const REOPEN_MILLISECONDS = 250;
/** What this program needs to read an answer that came while it computed. */
const READING_MILLISECONDS = 200;

/**
 * The two packages of the queue, which nothing else needs.
 *
 * @throws UsageError where they are not installed.
 */
export async function queuePackages() {
  try {
    const [{ Queue, Worker }, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { Queue, Worker, Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw usageError("queue_packages", { install: "npm install bullmq ioredis" });
  }
}

export type Packages = Awaited<ReturnType<typeof queuePackages>>;

/** A connection that has answered, until it breaks; a broken one is replaced, never mended. */
export interface Session {
  readonly redis: InstanceType<Packages["Redis"]>;
  /** What comes back, or the error of a connection that breaks or falls silent meanwhile. */
  readonly ask: <T>(answer: Promise<T>, seconds?: number) => Promise<T>;
  readonly close: () => void;
}

/**
 * A connection that has answered, to the database that was asked for.
 *
 * @throws RedisError where none can be had within ten seconds, or before `ended`.
 */
export async function openSession({ Redis }: Packages, place: RedisPlace, ended?: AbortSignal): Promise<Session> {
  // It reconnects by no rule of its own: what it had sent would come again, in a database that may have been lost.
  const redis = new Redis({
    ...place,
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: null,
    retryStrategy: () => null,
    connectTimeout: ANSWER_SECONDS * 1000,
  });
  let first: Error | undefined;
  redis.on("error", (error) => {
    first ??= error;
  });
  const giveUp = () => redis.disconnect();
  ended?.addEventListener("abort", giveUp);
  try {
    await within(ANSWER_SECONDS, greet(redis, place.db));
  } catch (error) {
    redis.disconnect();
    // An open connection that is ended for want of an answer says that it is closed.
    throw new RedisError(error instanceof RedisError ? error.trouble : troubleOf(first ?? error));
  } finally {
    ended?.removeEventListener("abort", giveUp);
  }
  let broke: (error: unknown) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => {
    broke = reject;
  });
  broken.catch(() => undefined);
  redis.on("close", () => broke(new RedisError({ kind: "lost", detail: "" })));
  const pinging = setInterval(() => {
    within(ANSWER_SECONDS, redis.ping()).catch((error) => {
      if (error instanceof RedisError) broke(error);
    });
  }, PING_MILLISECONDS);
  return {
    redis,
    ask: (answer, seconds = ANSWER_SECONDS) => Promise.race([within(seconds, answer), broken]),
    close: () => {
      clearInterval(pinging);
      // A Redis that stands still would keep what was asked of it waiting until its socket is given up.
      broke(new RedisError({ kind: "lost", detail: "" }));
      redis.disconnect();
    },
  };
}

async function greet(redis: Session["redis"], db: number | undefined): Promise<void> {
  await redis.connect();
  // The greeting of ioredis goes on in database 0 where there is none of this number.
  if (db !== undefined && db > 0) await redis.select(db);
  for (;;) {
    try {
      await redis.ping();
      return;
    } catch (error) {
      if (troubleOf(error).kind !== "loading") throw error;
      await pause(LOADING_MILLISECONDS);
    }
  }
}

/** One end of the queue on a session: where parts are put in, or taken out. */
export interface QueueEnd<T> {
  readonly end: T;
  readonly ready: () => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

export type MakeEnd<T> = (options: ReturnType<typeof endOptions>) => QueueEnd<T>;

/** A session with an end of the queue; both are closed together. */
export interface Desk<T> extends Session {
  readonly end: T;
}

/** The version of Redis is looked at once. */
function endOptions({ redis }: Session, first: boolean) {
  return { connection: redis, prefix: QUEUE_PREFIX, skipVersionCheck: !first };
}

/**
 * The end of the queue on this session, once it is ready.
 *
 * @throws what a session throws; it is closed then.
 */
export async function openDesk<T>(session: Session, make: MakeEnd<T>, first = false): Promise<Desk<T>> {
  const { end, ready, close } = make(endOptions(session, first));
  const closeBoth = () => {
    close().catch(() => undefined);
    session.close();
  };
  try {
    await session.ask(ready());
  } catch (error) {
    closeBoth();
    throw error;
  }
  return { ...session, end, close: closeBoth };
}

/** @throws QueueFailure where the queue cannot be had at all. */
export async function firstDesk<T>(packages: Packages, place: RedisPlace, make: MakeEnd<T>): Promise<Desk<T>> {
  try {
    return await openDesk(await openSession(packages, place), make, true);
  } catch (error) {
    throw new QueueFailure({ kind: "trouble", trouble: troubleOf(error) }, { running: false });
  }
}

/**
 * Another connection in place of a broken one, as soon as there is one; undefined where it was ended before.
 *
 * @throws RedisError of the last attempt where there is none until `until` (milliseconds of `Date.now()`).
 */
export async function reopenSession(
  packages: Packages,
  place: RedisPlace,
  until: number,
  ended: AbortSignal,
): Promise<Session | undefined> {
  while (!ended.aborted) {
    try {
      return await openSession(packages, place, ended);
    } catch (error) {
      if (Date.now() >= until && !ended.aborted) throw error;
    }
    await pause(REOPEN_MILLISECONDS, undefined, { signal: ended }).catch(() => undefined);
  }
  return undefined;
}

/** What comes within so many seconds. @throws RedisError where nothing comes. */
async function within<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timer = setTimeout(() => reject(new RedisError({ kind: "silent", detail: "" })), READING_MILLISECONDS);
    }, seconds * 1000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Where the content of a part waits for the batch that asked for it. */
export function resultKey(batch: string, part: number, form: PartForm): string {
  return `${QUEUE_PREFIX}:result:${batch}:${form}:${part}`;
}

/** Where workers that do not fit a batch say so, each under its name. */
export function unfitKey(batch: string): string {
  return `${QUEUE_PREFIX}:unfit:${batch}`;
}
