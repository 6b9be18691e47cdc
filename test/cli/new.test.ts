import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { peakpath } from "./toy.ts";

const packageFolder = join(import.meta.dirname, "../..");
let workingFolder = "";

beforeAll(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "peakpath-new-"));
  writeFileSync(join(workingFolder, "dali.csv"), "variable,value,unit\npopulation,334,万人\ngdp,1633,亿元\n");
});

afterAll(() => rmSync(workingFolder, { recursive: true, force: true }));

const here = (words: string) => peakpath(words, { workingFolder, packageFolder });

it("writes a region that runs, says what it guessed, and replaces none unasked", async () => {
  const made = await here("new dali --parent yunnan --from dali.csv");
  expect(made.err).toBe("");
  expect(made.code).toBe(0);
  expect(made.out).toContain("oil: vehicles by residents and GDP, industry by value added");
  expect(readFileSync(join(workingFolder, "data/regions/dali.yaml"), "utf8")).toContain("extends: yunnan");
  const run = await here("run dali/reference");
  expect(run.code).toBe(0);
  expect(run.out).toContain("Downscaled: ");
  const again = await here("new dali --parent yunnan --from dali.csv");
  expect(again.code).toBe(2);
  expect(again.err).toBe("data/regions/dali.yaml stands already; choose another name or say --force\n");
});

it.each([
  ["new Dali --parent yunnan --from dali.csv", '"Dali" is no name for a region'],
  ["new erhai --parent yunnan --from none.csv", "the table none.csv cannot be read"],
  [
    "new erhai --parent yunan --from dali.csv",
    '--parent: there is no region "yunan" (no file data/regions/yunan.yaml); peakpath list regions shows all; did you mean',
  ],
])("%s is wrong input", async (words, message) => {
  const { code, out, err } = await here(words);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(message);
});
