import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { queuePackages } from "../../../src/batch/workers/queue-connection.ts";
import { bundledProgram } from "../../commands/bundled.ts";
import { bytesBeneath, type Started, start as startProgram } from "../../commands/started.ts";
import { peakpath, toyProject } from "../../commands/toy.ts";

const address = process.env.PEAKPATH_REDIS;
const batch = "batch toyland/policy --design designs/drivers.yaml --runs 6400";

test("without a Redis a batch and a worker say so", async () => {
  expect(Object.keys(await queuePackages())).toContain("Queue");
  for (const words of [batch, "worker"]) {
    const { code, err } = await peakpath(`${words} --queue redis://127.0.0.1:1`);
    expect(code).toBe(2);
    expect(err).toMatch(/^no Redis answers at 127\.0\.0\.1:1 \(.*\); start one, such as: redis-server --port 1\n$/);
  }
  expect((await peakpath("worker --queue redis://127.0.0.1:1 --lease never")).err).toContain("--lease takes a number");
});

describe.skipIf(address === undefined)("with the Redis at PEAKPATH_REDIS", () => {
  const queue = `--queue ${address}/15`;
  let bundle: Awaited<ReturnType<typeof bundledProgram>>;
  let redis: Redis;
  const started: Started[] = [];

  beforeAll(async () => {
    bundle = await bundledProgram();
    redis = new Redis(`${address}/15`);
  }, 60_000);
  afterAll(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await redis?.quit();
    bundle?.remove();
  });

  const start = (words: string, folder: string = toyProject): Started => {
    const own = startProgram(bundle.program, words, folder);
    started.push(own);
    return own;
  };
  const worker = async (folder?: string): Promise<Started> => {
    const own = start(`worker ${queue} --lease 1`, folder);
    while (!own.said().includes("Waiting for parts")) await pause(10);
    return own;
  };
  const folderOf = (name: string) => join(bundle.folder, name);

  test("a killed worker's part and a failed one are finished by another; the bytes are those of a local run", async () => {
    const local = await start(`${batch} --out ${folderOf("local")}`).ended;
    expect(local).toMatchObject({ code: 0 });

    // A worker that lacks the scenario gives its part back, and says why without a word of what stands in its files.
    const empty = folderOf("empty");
    mkdirSync(empty);
    const unfit = await worker(empty);
    const queued = start(`${batch} --out ${folderOf("queued")} ${queue}`);
    while (!unfit.said().includes("unknown scenario") || !queued.said().includes("cannot read the batch"))
      await pause(5);
    expect(queued.said()).toContain("(scenarios/toyland/policy.yaml:1:1)");
    unfit.child.kill("SIGKILL");
    await unfit.ended;

    // A worker that is killed with a part in hand.
    const first = await worker();
    for (;;) {
      first.child.kill("SIGSTOP");
      if ((await redis.llen("peakpath:parts:active")) > 0) break;
      first.child.kill("SIGCONT");
      await pause(3);
    }
    first.child.kill("SIGKILL");
    await first.ended;
    expect(await redis.llen("peakpath:parts:active")).toBeGreaterThan(0);

    const second = await worker();
    const { code, out } = await queued.ended;
    expect({ code, out }).toEqual({ code: 0, out: local.out });
    expect(bytesBeneath(folderOf("queued"))).toEqual(bytesBeneath(folderOf("local")));
    second.child.kill("SIGTERM");
    expect(await second.ended).toMatchObject({ code: 0 });
  }, 90_000);

  test("two batches of the same runs at once both end, though each part's content is taken once", async () => {
    const local = await start(batch).ended;
    const both = [start(`${batch} ${queue}`), start(`${batch} ${queue}`)];
    const third = await worker();
    for (const { ended } of both) expect(await ended).toMatchObject({ code: 0, out: local.out });
    // A content that is gone before it was read, as after a long sleep.
    const late = start(`${batch} ${queue}`);
    let taken = 0;
    while (late.child.exitCode === null) {
      const keys = taken < 5 ? await redis.keys("peakpath:result:*") : [];
      if (keys.length > 0) taken += await redis.del(keys[0]);
      await pause(1);
    }
    expect(taken).toBeGreaterThan(0);
    expect(await late.ended).toMatchObject({ code: 0, out: local.out });
    third.child.kill("SIGTERM");
    await third.ended;
  }, 90_000);

  test("a worker with other files refuses, and the batch says why", async () => {
    const other = folderOf("other");
    for (const name of ["scenarios", "designs", "data"])
      cpSync(join(toyProject, name), join(other, name), { recursive: true });
    const lever = join(other, "data/levers/toy.yaml");
    writeFileSync(lever, readFileSync(lever, "utf8").replace("amount: 60 %", "amount: 61 %"));
    const unlike = await worker(other);
    const { code, err } = await start(`${batch} ${queue}`).ended;
    expect(code).toBe(2);
    expect(err).toContain("no worker that fits listens:");
    expect(err).toContain(`process ${unlike.child.pid}, gives its parts back: these differ`);
    expect(err).toContain("those of the batch: data/levers/toy.yaml; install the same on both");
    expect(err).toMatch(/\nWithout --out nothing is kept\n$/);
    unlike.child.kill("SIGKILL");
    await unlike.ended;
  }, 60_000);
});
