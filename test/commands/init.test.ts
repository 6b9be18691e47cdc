import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peakpath, toyProject } from "./toy.ts";

let workingFolder = "";

beforeAll(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "peakpath-init-"));
});

afterAll(() => rmSync(workingFolder, { recursive: true, force: true }));

const here = (words: string, folder = workingFolder) =>
  peakpath(words, { workingFolder: folder, packageFolder: toyProject });

it("begins a folder whose scenario runs, and whose schema lines lead to files that are there", async () => {
  const { code, out } = await here("init plan --region toyland");
  expect(code).toBe(0);
  expect(out).toContain("Next\n  cd plan\n  peakpath check toyland/mine\n");
  const folder = join(workingFolder, "plan");
  const file = join(folder, "scenarios/toyland/mine.yaml");
  const text = readFileSync(file, "utf8");
  const [, schema] = /^# yaml-language-server: \$schema=(.+)\n/.exec(text) ?? [];
  const { definitions } = JSON.parse(readFileSync(join(dirname(file), schema), "utf8"));
  expect(Object.keys(definitions.levers.properties)).toContain("efficiency");
  expect(definitions.region.anyOf[0].enum).toEqual(["toyland"]);
  expect((await here("run toyland/mine", folder)).code).toBe(0);
  // Every comment that shows an entry is one: without its # the file is right too.
  writeFileSync(file, text.replaceAll(/^( *)# ((?: +)?\w+:(?: \{.*\})?)$/gm, "$1$2"));
  expect(readFileSync(file, "utf8")).not.toBe(text);
  expect((await here("check toyland/mine", folder)).err).toBe("");
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toContain("results/");
  const saved = await here("seek toyland/policy --peak-by 2045 --save sought", folder);
  expect(saved.code).toBe(0);
  expect(readFileSync(join(folder, "scenarios/toyland/sought.yaml"), "utf8")).toContain(
    "$schema=../../schemas/scenario.json\n",
  );
});

it("speaks the language asked for in the page and the comments", async () => {
  const { out } = await here("init zh --region toyland --lang zh");
  expect(out).toContain("  peakpath run toyland/mine --lang zh\n");
  expect(readFileSync(join(workingFolder, "zh/README.md"), "utf8")).toContain("供修改的情景");
  expect(readFileSync(join(workingFolder, "zh/scenarios/toyland/mine.yaml"), "utf8")).toContain("# 措施。");
});

it.each([
  ["init kept --region toyland", "kept/README.md stands already; choose another folder, nothing is replaced\n"],
  [
    "init other --region toylnd",
    '--region: there is no region "toylnd" (no file data/regions/toylnd.yaml); peakpath list regions shows all; did you mean "toyland"?\n',
  ],
  ["init other --region ../toyland", '--region: there is no region "../toyland"'],
  ["init taken/below --region toyland", "taken"],
])("%s is refused, and nothing is written", async (words, message) => {
  if (!existsSync(join(workingFolder, "kept"))) await here("init kept --region toyland");
  rmSync(join(workingFolder, "kept/scenarios"), { recursive: true, force: true });
  writeFileSync(join(workingFolder, "taken"), "a file");
  const { code, out, err } = await here(words);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(existsSync(join(workingFolder, "other"))).toBe(false);
  expect(readdirSync(join(workingFolder, "kept")).sort()).toEqual([".gitignore", "README.md", "schemas"]);
});
