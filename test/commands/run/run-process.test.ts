import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundledProgram } from "../bundled.ts";
import { bytesBeneath, start } from "../started.ts";
import { toyProject } from "../toy.ts";

// The program as it is installed, which alone can start threads, over a folder of some regions.

const REGIONS = 6;
const BROKEN = "town_3";
let bundle: Awaited<ReturnType<typeof bundledProgram>>;
let folder: string;

beforeAll(async () => {
  bundle = await bundledProgram();
  folder = mkdtempSync(join(tmpdir(), "peakpath-all-"));
  cpSync(toyProject, folder, { recursive: true });
  const region = readFileSync(join(folder, "data/regions/toyland.yaml"), "utf8");
  for (let i = 0; i < REGIONS; i++) {
    const name = `town_${i}`;
    // The two last are called the same, so that a table over all regions tells them apart by their ids.
    const label = Math.min(i, REGIONS - 2);
    writeFileSync(
      join(folder, `data/regions/${name}.yaml`),
      region
        .replace(/^region: .*$/m, `region: ${name}`)
        .replace(/^label: .*$/m, `label: {en: "Town, ${label}", zh: 镇${label}}`),
    );
    mkdirSync(join(folder, "scenarios", name));
    for (const scenario of ["reference", "policy"]) {
      const text = readFileSync(join(folder, `scenarios/toyland/${scenario}.yaml`), "utf8");
      const wrong = name === BROKEN && scenario === "policy" ? text.replace("levers:", "levres:") : text;
      writeFileSync(join(folder, `scenarios/${name}/${scenario}.yaml`), wrong.replaceAll("toyland", name));
    }
  }
}, 60_000);
afterAll(() => {
  bundle?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const all = (name: string, more: string) => start(bundle.program, `run --all ${more} --out ${name}`, folder);

async function withWorker<T>(text: string, during: () => Promise<T>): Promise<T> {
  const file = join(bundle.folder, "dist", "region-worker.js");
  const kept = `${file}.kept`;
  renameSync(file, kept);
  try {
    writeFileSync(file, text);
    return await during();
  } finally {
    renameSync(kept, file);
  }
}

test("one core and two write the same bytes, with a mistake in one region told in its place", async () => {
  const one = await all("one", "--workers 1").ended;
  expect(one).toMatchObject({ code: 2, err: expect.stringContaining(`${BROKEN}/policy failed: scenarios/${BROKEN}/`) });
  const two = await all("two", "--workers 2").ended;
  expect(two).toEqual({ ...one, err: one.err.replace("in one\n", "in two\n") });
  expect(bytesBeneath(join(folder, "two"))).toEqual(bytesBeneath(join(folder, "one")));
  const peaks = readFileSync(join(folder, "one/peaks.csv"), "utf8");
  expect(peaks).toContain(`"Town, ${REGIONS - 2} (town_${REGIONS - 1})"`);
  expect(peaks).toContain('"Town, 2"');
  expect(peaks).not.toContain(`${BROKEN}/policy`);
}, 60_000);

test("a region whose thread ends is begun again, and told as failed where the next ends too; the others are there", async () => {
  const died = await withWorker(
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ folder }) => {
       if (folder === "town_2") process.exit(7);
     });
     await import("./region-worker.js.kept");\n`.replace("./region-worker.js.kept", "./region-kept.js"),
    async () => {
      cpSync(join(bundle.folder, "dist/region-worker.js.kept"), join(bundle.folder, "dist/region-kept.js"));
      return all("died", "--workers 2").ended;
    },
  );
  expect(died.code).toBe(2);
  const text = "2 threads that began it ended by themselves (exit code 7); if memory is short, use fewer: --workers 1";
  const lines = died.err.split("\n").filter((line) => line.includes("failed"));
  expect(lines.slice(0, 2)).toEqual([`town_2/reference failed: ${text}`, `town_2/policy failed: ${text}`]);
  expect(lines[2]).toContain(`${BROKEN}/policy failed`);
  const scenarios = (name: string) =>
    new Set(readFileSync(join(folder, `${name}/peaks.csv`), "utf8").match(/\w+\/(?:reference|policy)/g));
  const others = [...scenarios("one")].filter((id) => !id.startsWith("town_2/"));
  expect([...scenarios("died")]).toEqual(others);
}, 60_000);

test("a thread that ends before its first region, and one that meets a mistake of our own, end the command", async () => {
  const early = await withWorker("process.exit(3);\n", () => all("early", "--workers 2").ended);
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining("ended before its first region (exit code 3)") });
  const thrown = await withWorker(
    'import { parentPort } from "node:worker_threads";\nparentPort.on("message", () => { throw new Error("slip"); });\nparentPort.postMessage({ kind: "ready" });\n',
    () => all("thrown", "--workers 2").ended,
  );
  expect(thrown).toMatchObject({ code: 1, err: expect.stringMatching(/^internal error: Error: slip/) });
  expect(existsSync(join(folder, "thrown", "peaks.csv"))).toBe(false);
}, 60_000);

test("what cannot be written is named, whichever thread finds it", async () => {
  mkdirSync(join(folder, "blocked"));
  writeFileSync(join(folder, "blocked/town_1"), "");
  const { code, err } = await all("blocked", "--workers 2").ended;
  expect(code).toBe(2);
  expect(err).toMatch(/blocked\/town_1.*cannot be written/);
}, 60_000);

test("Ctrl-C ends what is begun and writes the tables of what is done, and no half file", async () => {
  const stopped = all("stopped", "--workers 2");
  while (!existsSync(join(folder, "stopped/town_0/meta.json"))) await new Promise((resolve) => setTimeout(resolve, 1));
  stopped.child.kill("SIGINT");
  const { code } = await stopped.ended;
  expect(code).toBe(130);
  const whole = bytesBeneath(join(folder, "one"));
  const written = bytesBeneath(join(folder, "stopped"));
  expect(written["/peaks.csv"]).toContain("town_0/policy");
  for (const [name, bytes] of Object.entries(written))
    if (name.lastIndexOf("/") > 0) expect([name, bytes]).toEqual([name, whole[name]]);
}, 60_000);

test("list regions answers from what is kept, until a file changes that a thread has read", async () => {
  const list = () => start(bundle.program, "list regions --json", folder).ended;
  // What has a mistake is worked out every time.
  rmSync(join(folder, `scenarios/${BROKEN}/policy.yaml`));
  const first = await list();
  expect(first.code).toBe(0);
  await withWorker("process.exit(3);\n", async () => {
    expect(await list()).toEqual(first);
    const region = join(folder, "data/regions/town_1.yaml");
    writeFileSync(region, readFileSync(region, "utf8").replace("Town, 1", "City, 1"));
    expect(await list()).toMatchObject({ code: 1, err: expect.stringContaining("exit code 3") });
  });
}, 60_000);
