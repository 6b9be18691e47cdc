import { UsageError } from "./options.ts";

/** Names in Redis begin with this. */
export const QUEUE_PREFIX = "peakpath";

/** The queue of all batches; a worker serves whichever comes. */
export const QUEUE_NAME = "parts";

/** Where a Redis is. */
export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  readonly tls?: object;
  /** BullMQ asks for it: a worker waits as long as it takes. */
  readonly maxRetriesPerRequest: null;
}

const USUAL_PORT = 6379;

/**
 * The place that an address such as `redis://:password@host:6379/0` names.
 *
 * @throws UsageError for what is no such address.
 */
export function redisPlace(address: string): RedisPlace {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new UsageError(`--queue takes an address such as redis://127.0.0.1:6379, not "${address}"`);
  }
  if (url.protocol !== "redis:" && url.protocol !== "rediss:")
    throw new UsageError(`--queue takes an address that begins with redis:// or rediss://, not "${address}"`);
  const db = url.pathname.replace(/^\//, "");
  return {
    host: url.hostname,
    port: url.port === "" ? USUAL_PORT : Number(url.port),
    username: url.username === "" ? undefined : decodeURIComponent(url.username),
    password: url.password === "" ? undefined : decodeURIComponent(url.password),
    db: /^\d+$/.test(db) ? Number(db) : undefined,
    tls: url.protocol === "rediss:" ? {} : undefined,
    maxRetriesPerRequest: null,
  };
}

/**
 * The two packages of the queue, which nothing else needs.
 *
 * @throws UsageError where they are not installed.
 */
export async function queuePackages() {
  try {
    const [{ Queue, QueueEvents, UnrecoverableError, Worker }, { Redis }] = await Promise.all([
      import("bullmq"),
      import("ioredis"),
    ]);
    return { Queue, QueueEvents, UnrecoverableError, Worker, Redis };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError("a queue needs two more packages: npm install bullmq ioredis");
  }
}

type Packages = Awaited<ReturnType<typeof queuePackages>>;

/**
 * A connection that has answered.
 *
 * @throws UsageError where nobody answers there.
 */
export async function openRedis({ Redis }: Packages, place: RedisPlace) {
  const redis = new Redis({ ...place, lazyConnect: true, retryStrategy: () => null });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new UsageError(
      `no Redis answers at ${place.host}:${place.port} (${(error as Error).message}); start one, such as: redis-server --port ${place.port}`,
    );
  }
  return redis;
}

/** Where the content of a part waits for the batch that asked for it. */
export function resultKey(batch: string, part: number): string {
  return `${QUEUE_PREFIX}:result:${batch}:${part}`;
}
