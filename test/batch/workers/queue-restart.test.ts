import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundledProgram } from "../../commands/bundled.ts";
import { bytesBeneath, type Started, start as startProgram } from "../../commands/started.ts";
import { toyProject } from "../../commands/toy.ts";
import { freePort, type OwnRedis, startRedis, withoutRedis } from "./own-redis.ts";

const reason = withoutRedis();
const batch = "batch toyland/policy --design designs/drivers.yaml --runs 12800";
const inMemory = ["--save", "", "--appendonly", "no"];

describe.skipIf(reason !== undefined)(
  `a Redis of its own that is restarted${reason === undefined ? "" : ` (not: ${reason})`}`,
  () => {
    let bundle: Awaited<ReturnType<typeof bundledProgram>>;
    let folder: string;
    let port: number;
    let undisturbed: Record<string, string>;
    let server: OwnRedis;
    const started: Started[] = [];
    const workers: Started[] = [];

    const start = (words: string): Started => {
      const own = startProgram(bundle.program, words, toyProject);
      started.push(own);
      return own;
    };
    const serve = async (name: string, options: readonly string[]): Promise<void> => {
      const own = join(folder, name);
      mkdirSync(own, { recursive: true });
      server = await startRedis(port, own, options);
    };
    const outOf = (name: string) => join(folder, `out-${name}`);
    const queued = (name: string) => start(`${batch} --queue redis://127.0.0.1:${port} --out ${outOf(name)}`);
    const partsIn = (name: string): number => {
      const parts = join(outOf(name), "parts");
      return existsSync(parts) ? readdirSync(parts).filter((part) => part.endsWith(".bin")).length : 0;
    };
    /** Waits until some parts have come back and most have not. */
    const inTheMiddle = async (name: string): Promise<void> => {
      while (partsIn(name) < 3) await pause(2);
      expect(partsIn(name)).toBeLessThan(60);
    };

    beforeAll(async () => {
      bundle = await bundledProgram();
      folder = mkdtempSync(join(tmpdir(), "peakpath-restart-"));
      port = await freePort();
      expect(await start(`${batch} --out ${outOf("local")}`).ended).toMatchObject({ code: 0 });
      undisturbed = bytesBeneath(outOf("local"));
      await serve("first", inMemory);
      for (let i = 0; i < 2; i++) workers.push(start(`worker --queue redis://127.0.0.1:${port} --lease 2`));
      for (const { said } of workers) while (!said().includes("Waiting for parts")) await pause(10);
    }, 60_000);
    afterAll(async () => {
      for (const { child } of started) child.kill("SIGKILL");
      await server?.kill();
      bundle?.remove();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    });

    const saving = ["--save", "3600 1", "--appendonly", "no"];
    const logging = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
    test.each<{ name: string; options: readonly string[]; end: () => Promise<void>; next?: string }>([
      { name: "killed without a copy", options: inMemory, end: () => server.kill() },
      { name: "killed with a log of all that was written", options: logging, end: () => server.kill() },
      { name: "shut down without saving", options: saving, end: () => server.shutdown("nosave") },
      { name: "shut down with its data saved", options: saving, end: () => server.shutdown("save") },
    ])(
      "$name in the middle of a batch: the bytes of a batch that nothing disturbed",
      async ({ name, options, end }) => {
        const place = name.replaceAll(" ", "-");
        // The workers have stood idle since the last restart, and outlive this one too.
        await server.shutdown("nosave");
        await serve(place, options);
        const own = queued(place);
        await inTheMiddle(place);
        await end();
        const kept = partsIn(place);
        await pause(300);
        await serve(place, options);
        const { code, err } = await own.ended;
        expect({ code, err }).toMatchObject({ code: 0 });
        expect(kept).toBeLessThan(64);
        expect(err).toContain(`The Redis at redis://127.0.0.1:${port} answers again`);
        expect(bytesBeneath(outOf(place))).toEqual(undisturbed);
        for (const { child } of workers) expect(child.exitCode).toBeNull();
      },
      60_000,
    );

    test("one that stands still is waited for, with a word; and workers end at once while it does", async () => {
      const own = queued("frozen");
      await inTheMiddle("frozen");
      server.child.kill("SIGSTOP");
      while (!own.said().includes("nothing there answers within 10 s. Waiting up to 30 min for it (--wait)"))
        await pause(20);
      const [first, ...others] = workers;
      first.child.kill("SIGTERM");
      const { code, err } = await first.ended;
      expect(code).toBe(0);
      expect(err).not.toMatch(/\n\s+at /);
      server.child.kill("SIGCONT");
      expect(await own.ended).toMatchObject({ code: 0 });
      expect(bytesBeneath(outOf("frozen"))).toEqual(undisturbed);
      for (const { child } of others) expect(child.exitCode).toBeNull();
    }, 60_000);

    test("one that stays away ends the batch, which says how to go on; and a worker ends though nothing answers it", async () => {
      const own = start(`${batch} --queue redis://127.0.0.1:${port} --out ${outOf("away")} --wait 0.1`);
      await inTheMiddle("away");
      await server.kill();
      const { code, err } = await own.ended;
      expect(code).toBe(2);
      expect(err).toMatch(
        new RegExp(
          `nothing came back for 6 s \\(--wait\\): no Redis answers at 127\\.0\\.0\\.1:${port} .*\\nWhat had come back is kept in .*out-away, and the same command with --resume goes on from there\\n$`,
        ),
      );
      expect(err).not.toMatch(/\n\s+at /);
      const last = workers[1];
      last.child.kill("SIGTERM");
      const end = await last.ended;
      expect(end.code).toBe(0);
      expect(end.err).not.toMatch(/\n\s+at /);
      expect(await start(`${batch} --out ${outOf("away")} --resume`).ended).toMatchObject({ code: 0 });
      expect(bytesBeneath(outOf("away"))).toEqual(undisturbed);
    }, 60_000);
  },
);
