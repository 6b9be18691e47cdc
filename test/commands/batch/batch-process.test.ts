import { existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundledProgram } from "../bundled.ts";
import { bytesBeneath, start as startProgram } from "../started.ts";
import { peakpath, toyProject } from "../toy.ts";

let bundle: Awaited<ReturnType<typeof bundledProgram>>;

beforeAll(async () => {
  bundle = await bundledProgram();
}, 60_000);
afterAll(() => bundle?.remove());

const queued = "batch toyland/policy --design designs/drivers.yaml --runs 640";

/** Something on loopback that is no Redis: what it does with a connection. */
async function listening(answer: (write: (text: string) => void) => void): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    answer((text) => (text === "" ? socket.destroy() : socket.write(text)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as { port: number }).port, server };
}

/** What is said of what takes a connection and is no Redis. That takes ten seconds, in which the tests below run. */
let said: Promise<{ ports: readonly number[]; answers: readonly { code: number; err: string }[] }>;
beforeAll(async () => {
  const silent = await listening(() => undefined);
  const closing = await listening((write) => write(""));
  const web = await listening((write) => write("<html>\r\n"));
  const ask = async (port: number, words: string) => {
    const { code, err } = await peakpath(`${words} --queue redis://127.0.0.1:${port}`);
    return { code, err };
  };
  const asked = Promise.all([
    ask(silent.port, queued),
    ask(silent.port, "worker"),
    ask(closing.port, queued),
    ask(web.port, queued),
    ask(silent.port, `${queued} --lang zh`),
  ]);
  said = asked.then((answers) => {
    for (const { server } of [silent, closing, web]) server.close();
    return { ports: [silent.port, closing.port, web.port], answers };
  });
});

const start = (words: string) => startProgram(bundle.program, words, toyProject);
const folderOf = (name: string) => join(bundle.folder, name);
const bytesIn = (name: string) => bytesBeneath(folderOf(name));
const batch = (name: string) =>
  `batch toyland/policy --design designs/drivers.yaml --runs 12800 --out ${folderOf(name)}`;

function partsIn(name: string): string[] {
  const folder = join(folderOf(name), "parts");
  return existsSync(folder) ? readdirSync(folder).filter((part) => part.endsWith(".bin")) : [];
}

async function untilParts(name: string, count: number): Promise<void> {
  while (partsIn(name).length < count) await pause(2);
}

test("one core and two, and a batch that was killed and resumed, end with the same bytes", async () => {
  const one = await start(`${batch("one")} --workers 1`).ended;
  expect(one).toMatchObject({ code: 0 });
  expect(partsIn("one")).toHaveLength(64);
  const two = await start(`${batch("two")} --workers 2`).ended;
  expect(two).toMatchObject({ code: 0, out: one.out });
  expect(bytesIn("two")).toEqual(bytesIn("one"));

  const killed = start(`${batch("killed")} --workers 2`);
  await untilParts("killed", 3);
  killed.child.kill("SIGKILL");
  await killed.ended;
  const kept = partsIn("killed").length;
  expect(kept).toBeLessThan(64);
  const interrupted = start(`${batch("killed")} --workers 1 --resume`);
  await untilParts("killed", Math.min(kept + 3, 60));
  interrupted.child.kill("SIGINT");
  const { code, err } = await interrupted.ended;
  expect(code).toBe(130);
  expect(err).toMatch(/^Stopped after [\d,]+ of 12,800 runs; they are kept in .*--resume goes on from there\n$/);
  const resumed = await start(`${batch("killed")} --workers 2 --resume`).ended;
  expect(resumed).toMatchObject({ code: 0, out: one.out });
  expect(bytesIn("killed")).toEqual(bytesIn("one"));
}, 120_000);

test("a thread that ends by itself ends the batch, which says so", async () => {
  const file = join(bundle.folder, "dist", "batch-worker.js");
  const kept = `${file}.kept`;
  renameSync(file, kept);
  try {
    // It takes a part and goes, as on a machine that is out of memory.
    writeFileSync(
      file,
      'import { parentPort } from "node:worker_threads";\nparentPort.on("message", () => process.exit(7));\nparentPort.postMessage({ kind: "ready" });\n',
    );
    const { code, err } = await start(`${batch("gone")} --workers 2`).ended;
    expect(code).toBe(1);
    expect(err).toContain("a thread of the batch ended by itself (exit code 7)");
  } finally {
    renameSync(kept, file);
  }
  expect(await start(`${batch("gone")} --workers 2 --resume`).ended).toMatchObject({ code: 0 });
}, 60_000);

test("a batch that a scheduler ends says 143", async () => {
  const ended = start(`${batch("ended")} --workers 1`);
  await untilParts("ended", 2);
  ended.child.kill("SIGTERM");
  expect((await ended.ended).code).toBe(143);
}, 60_000);

test("what takes a connection and is no Redis is named: silent, closing, or of another kind", async () => {
  const {
    ports: [silent, closing, web],
    answers: [first, worker, second, third, chinese],
  } = await said;
  const place = `127.0.0.1:${silent}`;
  expect(first).toEqual({ code: 2, err: `${place} is connected, but nothing there answers within 10 s\n` });
  expect(worker).toEqual(first);
  expect(chinese).toEqual({ code: 2, err: `已连上 ${place}，但 10 秒内没有任何应答\n` });
  expect(second).toEqual({
    code: 2,
    err: `127.0.0.1:${closing} closes the connection; if it speaks TLS, write rediss:// in place of redis://\n`,
  });
  expect(third).toEqual({ code: 2, err: `what answers at 127.0.0.1:${web} is no Redis\n` });
}, 60_000);
