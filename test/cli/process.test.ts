import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toyProject } from "./toy.ts";

const root = join(import.meta.dirname, "..", "..");
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "peakpath-process-"));
  await build({
    entryPoints: { peakpath: join(root, "src/cli/main.ts"), files: join(root, "src/io/files.ts") },
    outdir: join(folder, "dist"),
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    logLevel: "error",
    banner: {
      js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
    },
  });
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  // The program looks for its models in the first folder above it that has them.
  symlinkSync(join(toyProject, "src"), join(folder, "src"));
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = promisify(execFile);

test("the program itself: report on standard output, mistakes on standard error with exit 2", async () => {
  const program = join(folder, "dist", "peakpath.js");
  const { stdout, stderr } = await run(process.execPath, [program, "run", "toyland/policy"], { cwd: toyProject });
  expect(stdout).toContain("Peak of each boundary");
  expect(stderr).toBe("");
  const failed = await ended(spawn(process.execPath, [program, "run", "toyland/broken"], { cwd: toyProject }));
  expect(failed).toMatchObject({ code: 2, text: "" });
  expect(failed.errors).toContain("scenarios/toyland/broken.yaml:3:3");
});

test("a reader that closes the pipe early is no error", async () => {
  const program = join(folder, "dist", "peakpath.js");
  const command = `"${process.execPath}" "${program}" run toyland/policy | head -n 1`;
  const { stdout, stderr } = await run("bash", ["-o", "pipefail", "-c", command], { cwd: toyProject });
  expect(stdout).toBe("Toyland · Policy (toyland/policy)\n");
  expect(stderr).toBe("");
});

test("an interrupt during the write waits for it: all files or none, nothing half", async () => {
  const script = join(folder, "dist", "interrupted.mjs");
  writeFileSync(
    script,
    `import { writeFiles } from "./files.js";
     class Interrupting extends Map {
       *[Symbol.iterator]() {
         for (const entry of super.entries()) {
           process.kill(process.pid, "SIGINT");
           yield entry;
         }
       }
     }
     await writeFiles(process.argv[2], new Interrupting([["a.csv", "a".repeat(1e6)], ["b.csv", "b"]]));
     console.log("went on");`,
  );
  const out = join(folder, "out");
  const child = spawn(process.execPath, [script, out]);
  const { code, text } = await ended(child);
  expect(code).toBe(130);
  expect(text).toBe("");
  expect(readdirSync(out).sort()).toEqual(["a.csv", "b.csv"]);
  expect(readFileSync(join(out, "a.csv")).length).toBe(1e6);
});

function ended(child: ChildProcess): Promise<{ code: number | null; text: string; errors: string }> {
  let text = "";
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, text, errors }));
  });
}
