import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";

/** Why the tests that start a Redis of their own are left out, or undefined where they run. */
export function withoutRedis(): string | undefined {
  if (process.env.PEAKPATH_REDIS === undefined) return "PEAKPATH_REDIS is not set";
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return undefined;
  } catch {
    return "there is no redis-server";
  }
}

/** A port of this machine that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export interface OwnRedis {
  readonly child: ChildProcess;
  /** Asks it to end by itself; with `save` it writes its data first. */
  readonly shutdown: (how: "save" | "nosave") => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** Of five seconds, on an idle machine; a busy one takes longer over each. */
const MOST_TRIES = 200;

/** A Redis of the test's own on loopback, once it answers. */
export async function startRedis(port: number, folder: string, options: readonly string[] = []): Promise<OwnRedis> {
  const words = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--maxmemory-policy", "noeviction"];
  const child = spawn("redis-server", [...words, ...options], { stdio: "ignore" });
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const asked = async (command: (redis: Redis) => Promise<unknown>): Promise<void> => {
    const redis = new Redis(port, "127.0.0.1", {
      lazyConnect: true,
      retryStrategy: () => null,
      password: passwordIn(options),
    });
    redis.on("error", () => undefined);
    try {
      await redis.connect();
      await command(redis);
    } finally {
      redis.disconnect();
    }
  };
  for (let tries = 0; ; tries++) {
    try {
      await asked((redis) => redis.ping());
      break;
    } catch (error) {
      if (tries >= MOST_TRIES || child.exitCode !== null) throw error;
      await pause(25);
    }
  }
  return {
    child,
    shutdown: async (how) => {
      await asked((redis) => redis.call("SHUTDOWN", how)).catch(() => undefined);
      await gone;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function passwordIn(options: readonly string[]): string | undefined {
  const at = options.indexOf("--requirepass");
  return at < 0 ? undefined : options[at + 1];
}
