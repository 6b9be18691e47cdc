import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batchId } from "../../../src/batch/store/batch-identity.ts";
import { loadBatch } from "../../../src/batch/workers/batch-load.ts";
import { resultKey, unfitKey } from "../../../src/batch/workers/queue-connection.ts";
import { bundledProgram } from "../../commands/bundled.ts";
import { type Started, start as startProgram } from "../../commands/started.ts";
import { peakpath, toyProject } from "../../commands/toy.ts";
import { freePort, type OwnRedis, startRedis, withoutRedis } from "./own-redis.ts";

const batch = "batch toyland/policy --design designs/drivers.yaml --runs 640";

const reason = withoutRedis();

describe.skipIf(reason !== undefined)(`a Redis of its own${reason === undefined ? "" : ` (not: ${reason})`}`, () => {
  let bundle: Awaited<ReturnType<typeof bundledProgram>>;
  let folder: string;
  let port: number;
  let server: OwnRedis;
  let redis: Redis;
  const started: Started[] = [];
  const start = (words: string, where: string = toyProject, environment: Record<string, string> = {}): Started => {
    const own = startProgram(bundle.program, words, where, environment);
    started.push(own);
    return own;
  };
  const address = (login = ":hush@", more = "") => `redis://${login}127.0.0.1:${port}${more}`;
  const worker = async (words: string, where?: string, environment?: Record<string, string>): Promise<Started> => {
    const own = start(`worker --lease 1 --queue ${words}`, where, environment);
    while (!own.said().includes("Waiting for parts")) {
      if (own.child.exitCode !== null) throw new Error(own.said());
      await pause(10);
    }
    return own;
  };
  const ends = async ({ child, ended }: Started): Promise<void> => {
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  };

  beforeAll(async () => {
    bundle = await bundledProgram();
    folder = mkdtempSync(join(tmpdir(), "peakpath-redis-"));
    port = await freePort();
    server = await startRedis(port, folder, ["--save", "", "--requirepass", "hush"]);
    redis = new Redis(port, "127.0.0.1", { password: "hush" });
    await redis.call("ACL", "SETUSER", "amy", "on", ">a b%c", "~peakpath:*", "+@all");
    await redis.call("ACL", "SETUSER", "eve", "on", ">e", "~other:*", "+@all");
  }, 60_000);
  afterAll(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    redis?.disconnect();
    await server?.kill();
    bundle?.remove();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test("a password that is missing or wrong, a database that is not there and rights that lack are said", async () => {
    const said = async (queue: string) => {
      const { code, err } = await peakpath(`${batch} --queue ${queue}`);
      expect(err).not.toContain("hush");
      return { code, err: err.trimEnd() };
    };
    const place = `127.0.0.1:${port}`;
    expect(await said(address(""))).toEqual({
      code: 2,
      err: `the Redis at ${place} asks for a password; write it into the address: redis://:PASSWORD@${place}`,
    });
    const wrong = { code: 2, err: `the Redis at ${place} refuses this name or password` };
    expect(await said(address(":no@"))).toEqual(wrong);
    expect(await said(address("zoe:hush@"))).toEqual(wrong);
    expect(await said(address(":hush@", "/99"))).toEqual({
      code: 2,
      err: `the Redis at ${place} has no database 99; usually there are 0 to 15`,
    });
    expect((await said(address("eve:e@"))).err).toMatch(
      /^the user of the Redis at \S+ may not do what a queue needs \(NOPERM/,
    );
  }, 60_000);

  test("without a worker that is said, and one that comes later takes the parts; no password shows anywhere", async () => {
    const own = start(`${batch} --queue ${address("amy:a%20b%25c@", "/3")}`);
    while (!own.said().includes("no worker listens yet")) await pause(20);
    expect(own.said()).toBe(
      `no worker listens yet; start one with: peakpath worker --queue redis://127.0.0.1:${port}/3\n`,
    );
    // One that serves another database is none.
    const elsewhere = await worker(address(":hush@", "/4"));
    const here = await worker(address(":hush@", "/3"));
    expect(await own.ended).toMatchObject({ code: 0 });
    expect(here.said()).toBe(
      `Waiting for parts of batches at redis://127.0.0.1:${port}/3; Ctrl-C ends it after the part in hand\n`,
    );
    if (process.platform === "linux")
      expect(readFileSync(`/proc/${here.child.pid}/cmdline`, "utf8")).not.toContain("hush");
    await ends(elsewhere);
    await ends(here);
  }, 60_000);

  test("waiting has the limit that was asked for", async () => {
    const { code, err } = await start(`${batch} --queue ${address()} --wait 0.1 --out ${join(folder, "late")}`).ended;
    expect(code).toBe(2);
    expect(err).toContain("nothing came back for 6 s (--wait): no worker listens yet; start one with");
    expect(err).toContain("late, and the same command with --resume goes on from there\n");
  }, 60_000);

  test("a worker with other files gives its parts back to one that fits", async () => {
    const other = join(folder, "other");
    for (const name of ["scenarios", "designs", "data"])
      cpSync(join(toyProject, name), join(other, name), { recursive: true });
    const lever = join(other, "data/levers/toy.yaml");
    writeFileSync(lever, readFileSync(lever, "utf8").replace("amount: 60 %", "amount: 61 %"));
    const unlike = await worker(address(), other);
    const own = start(`${batch} --queue ${address()}`);
    while (!own.said().includes(`process ${unlike.child.pid}, gives its parts back`)) await pause(10);
    const fit = await worker(address());
    expect(await own.ended).toMatchObject({ code: 0 });
    expect(unlike.said()).toContain("a part of toyland/policy is given back: data/levers/toy.yaml");
    await ends(unlike);
    await ends(fit);
  }, 60_000);

  test("jobs of others get nothing out of a worker, which goes on serving", async () => {
    const own = await worker(address(), toyProject, { PRIVATE_WORD: "swordfish" });
    const queue = new Queue("parts", { connection: redis, prefix: "peakpath" });
    const { request, identity, id } = loadBatch(
      { packageFolder: toyProject, workingFolder: toyProject },
      { scenario: "toyland/policy", design: "designs/drivers.yaml", runs: 640, backend: "js" },
    );
    const text = "design: {kind: list, file: /proc/self/environ, inputs: {growth.power: {as: shift}}}";
    const reading = { ...request, design: { file: "d", texts: { d: text } } };
    const named = { ...identity, files: { ...identity.files, design: id } };
    const jobs = [
      { request: reading, id: "x", part: 0 },
      { request: reading, identity: named, id: batchId(named), part: 0, form: "counts" },
      { request: { ...request, scenario: "../../../../etc/hostname" }, identity, id, part: 0, form: "counts" },
      { request, identity, id, part: 4_000_000, form: "counts" },
      "parts",
    ];
    const added = [];
    for (const data of jobs) added.push(await queue.add("part", data as object, { attempts: 1 }));
    const reasons: (string | undefined)[] = [];
    for (const [i, { id: jobId }] of added.entries()) {
      // A batch that this worker cannot read is given back; all else is thrown away.
      const isBack = i === 1;
      const key = queue.toKey(jobId as string);
      while (isBack ? (await redis.hlen(unfitKey(batchId(named)))) === 0 : !(await redis.hexists(key, "failedReason")))
        await pause(20);
      // In the hands of the worker it cannot be removed.
      while (isBack && (await redis.exists(key)) > 0) {
        await queue.remove(jobId as string).catch(() => undefined);
        await pause(20);
      }
      if (!isBack) reasons.push((await redis.hget(key, "failedReason")) ?? undefined);
    }
    expect(reasons).toEqual(["malformed: job", "malformed: request", "malformed: part", "malformed: job"]);
    const [answer] = Object.values(await redis.hgetall(unfitKey(batchId(named))));
    expect(JSON.parse(answer)).toMatchObject({ code: "place", names: ["d:1:28"], count: 1 });
    const everything = await Promise.all((await redis.keys("peakpath:*")).map((key) => redis.dumpBuffer(key)));
    expect(everything.some((bytes) => bytes?.includes("PRIVATE_WORD"))).toBe(false);
    expect(await redis.exists(resultKey(id, 0, "counts"))).toBe(0);
    // One whose data are no JSON at all.
    await redis.hset(queue.toKey("damaged"), { name: "part", data: "{swordfish", opts: "{}", timestamp: "1" });
    await redis.lpush(queue.toKey("wait"), "damaged");
    await redis.zadd(queue.toKey("marker"), 0, "0");
    while (!own.said().includes("a job that cannot be read")) await pause(20);
    expect(own.said()).not.toContain("swordfish");
    await queue.obliterate({ force: true });
    expect(await start(`${batch} --queue ${address()}`).ended).toMatchObject({ code: 0 });
    await ends(own);
  }, 60_000);

  test("TLS with a certificate of one's own, on IPv4 and IPv6; what does not fit is said", async () => {
    const tls = join(folder, "tls");
    mkdirSync(tls);
    const [key, certificate] = [join(tls, "key.pem"), join(tls, "certificate.pem")];
    const words =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=queue -addext subjectAltName=IP:127.0.0.1,IP:::1";
    try {
      execFileSync("openssl", [...words.split(" "), "-keyout", key, "-out", certificate], { stdio: "ignore" });
    } catch {
      console.log("not tested: there is no openssl");
      return;
    }
    const own = await freePort();
    const secure = await freePort();
    const options = `--save|||--tls-port|${secure}|--tls-cert-file|${certificate}|--tls-key-file|${key}|--tls-ca-cert-file|${certificate}|--tls-auth-clients|no`;
    const other = await startRedis(own, tls, options.replace("|||", "||").split("|")).catch(() => undefined);
    if (other === undefined) {
      console.log("not tested: this redis-server has no TLS");
      return;
    }
    try {
      const trusted = { NODE_EXTRA_CA_CERTS: certificate };
      const here = await worker(`rediss://127.0.0.1:${secure}`, toyProject, trusted);
      const one = start(`${batch} --queue rediss://127.0.0.1:${secure}`, toyProject, trusted);
      expect(await one.ended).toMatchObject({ code: 0 });
      await ends(here);
      const said = async (queue: string, environment = {}) =>
        (await start(`${batch} --queue ${queue}`, toyProject, environment).ended).err.trimEnd();
      const [untrusted, plain, misnamed] = await Promise.all([
        said(`rediss://127.0.0.1:${secure}`),
        said(`redis://127.0.0.1:${secure}`),
        said(`rediss://localhost:${secure}`, trusted),
      ]);
      expect(untrusted).toBe(
        `the certificate of 127.0.0.1:${secure} is signed by nobody whom this machine trusts; name the file of its authority in NODE_EXTRA_CA_CERTS`,
      );
      expect(plain).toContain("closes the connection; if it speaks TLS, write rediss:// in place of redis://");
      expect(misnamed).toMatch(/^the certificate of localhost:\d+ does not hold \(/);
    } finally {
      await other.kill();
    }
  }, 60_000);

  test("IPv6, and a socket of this machine", async () => {
    const own = await freePort();
    const socket = join(folder, "r.sock");
    const six = await startRedis(own, folder, ["--save", "", "--bind", "127.0.0.1", "-::1", "--unixsocket", socket]);
    try {
      const ipv6 = new Redis({ host: "::1", port: own, lazyConnect: true, retryStrategy: () => null });
      ipv6.on("error", () => undefined);
      const has = await ipv6.connect().then(
        () => true,
        () => false,
      );
      ipv6.disconnect();
      const queue = has ? `redis://[::1]:${own}` : `unix://${socket}`;
      if (!has) console.log("not tested: this machine has no IPv6");
      const here = await worker(`unix://${socket}`);
      expect(await start(`${batch} --queue ${queue}`).ended).toMatchObject({ code: 0 });
      await ends(here);
    } finally {
      await six.kill();
    }
  }, 60_000);
});
