import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
    entryPoints: { peakpath: join(root, "src/commands/main.ts"), files: join(root, "src/files/files.ts") },
    outdir: join(folder, "dist"),
    bundle: true,
    external: ["@resvg/resvg-js"],
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
  cpSync(join(toyProject, "src"), join(folder, "src"), { recursive: true });
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// What is started here is set to no language, whatever the machine is.
process.env.LC_ALL = "C";
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

test("watch tells mistakes and the verdict at each save, also by a rename, and Ctrl-C ends it well", async () => {
  const project = join(folder, "watched");
  cpSync(toyProject, project, { recursive: true });
  const file = join(project, "scenarios/toyland/mine.yaml");
  writeFileSync(file, "extends: policy\n");
  const child = spawn(process.execPath, [join(folder, "dist", "peakpath.js"), "watch", "toyland/mine"], {
    cwd: project,
  });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  const until = async (text: string) => {
    await expect.poll(() => said, { timeout: 20_000, interval: 20 }).toContain(text);
    const all = said;
    said = "";
    return all;
  };
  expect(await until("Ctrl-C ends")).toMatch(/^toyland\/mine: .*: peak in \d{4} /);
  writeFileSync(`${file}~`, "extends: policy\nlevers: {efficincy: {strength: 0}}\n");
  renameSync(`${file}~`, file);
  expect(await until("did you mean")).toMatch(
    /^\nSaved: scenarios\/toyland\/mine.yaml\n.*mine.yaml:2:10 {2}levers.efficincy/,
  );
  rmSync(file);
  writeFileSync(file, "extends: policy\nlevers: {efficiency: {strength: 0}}\n");
  expect(await until("before:")).toContain("\ntoyland/mine: ");
  // A parent is watched too.
  writeFileSync(join(project, "scenarios/toyland/policy.yaml"), "extends: reference\ntitle: Less\n");
  expect(await until("policy.yaml\n")).toContain("Saved: ");
  child.kill("SIGINT");
  expect(await ended(child)).toMatchObject({ code: 0 });
  expect(said).toMatch(/\nWatching ended\.\n$/);
}, 60_000);

test("a reader that closes the pipe early is no error", async () => {
  const program = join(folder, "dist", "peakpath.js");
  const command = `"${process.execPath}" "${program}" run toyland/policy | head -n 1`;
  const { stdout, stderr } = await run("bash", ["-o", "pipefail", "-c", command], { cwd: toyProject });
  expect(stdout).toBe("Toyland · Policy (toyland/policy)\n");
  expect(stderr).toBe("");
});

/** The exit code of a shell's command, with what it says on standard error; `$P` is the program. */
async function shell(
  command: string,
  cwd = toyProject,
): Promise<{ code: number | null; text: string; errors: string }> {
  const program = `"${process.execPath}" "${join(folder, "dist", "peakpath.js")}"`;
  return ended(spawn("bash", ["-o", "pipefail", "-c", command.replaceAll("$P", program)], { cwd }));
}

test("a reader that closes the pipe takes no file and no exit code with it", async () => {
  const project = join(folder, "piped");
  cpSync(toyProject, project, { recursive: true });
  const piped = (words: string) => shell(`$P ${words} | true`, project);
  expect(await piped("run toyland/policy --json --out results")).toMatchObject({ code: 0 });
  expect(readdirSync(join(project, "results"))).toContain("trajectories.csv");
  expect(await piped("run toyland/policy --strict")).toMatchObject({ code: 3 });
  expect(await piped("run toyland/policy --strict --out strict")).toMatchObject({ code: 3 });
  expect(existsSync(join(project, "strict/targets.csv"))).toBe(true);
  expect(await piped("levers toyland/policy --svg drawn")).toMatchObject({ code: 0 });
  expect(readdirSync(join(project, "drawn")).length).toBeGreaterThan(0);
  const batch = "batch toyland/policy --design designs/drivers.yaml --runs 16 --workers 1";
  expect(await piped(`${batch} --out many`)).toMatchObject({ code: 0 });
  expect(existsSync(join(project, "many/report.json"))).toBe(true);
  expect(await piped("run toyland/broken")).toMatchObject({ code: 2 });
}, 60_000);

test.runIf(existsSync("/dev/full"))(
  "standard output that cannot be written is said in a line, with exit 1",
  async () => {
    const said = "standard output cannot be written: the disk is full; make room\n";
    const full = await shell(`$P run toyland/policy --strict --out "${join(folder, "kept")}" >/dev/full`);
    expect(full).toMatchObject({ code: 1, errors: `7 files in ${join(folder, "kept")}\n${said}` });
    expect(readdirSync(join(folder, "kept"))).toHaveLength(7);
    expect(await shell("$P --help >/dev/full")).toEqual({ code: 1, text: "", errors: said });
    expect(await shell("$P run toyland/broken 2>/dev/full")).toMatchObject({ code: 2 });
  },
);

test("a file that grows beyond what is allowed is named; the report is printed all the same", async () => {
  const out = join(folder, "limited");
  const limited = await shell(`ulimit -f 8; $P run toyland/policy --out "${out}"`);
  expect(limited.code).toBe(2);
  expect(limited.text).toContain("Peak of each boundary");
  expect(limited.errors).toBe(
    `${join(out, "trajectories.csv")} cannot be written: files may not grow as large here; raise the limit (ulimit -f), or choose another folder\n`,
  );
  expect(readdirSync(out)).toEqual([]);
  const batch = `$P batch toyland/policy --design designs/drivers.yaml --runs 2000 --workers 1 --out "${out}-batch"`;
  const stopped = await shell(`ulimit -f 8; ${batch}`);
  expect(stopped.code).toBe(2);
  expect(stopped.errors).toContain("the same command with --resume goes on in");
  expect(await shell(`${batch} --resume`)).toMatchObject({ code: 0 });
  const names = readdirSync(`${out}-batch`, { recursive: true }) as string[];
  expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
}, 60_000);

test("a folder that can never be made is refused at once, before anything is computed", async () => {
  const refused = await shell("$P run toyland/policy --out /dev/null/x");
  expect(refused).toEqual({
    code: 2,
    text: "",
    errors: "/dev/null cannot be written: a file stands where a folder is needed; choose another folder\n",
  });
  expect(await shell("$P run toyland/policy --svg ''")).toEqual({
    code: 2,
    text: "",
    errors: "--svg is empty; name a folder, such as --svg results\n",
  });
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
