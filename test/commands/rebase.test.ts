import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { peakpath } from "./toy.ts";

// Two base years mean two programs to compile, which takes long on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const packageFolder = join(import.meta.dirname, "../..");
const balance = join(packageFolder, "test/fixtures/balances/yunnan_2023_made.csv");
let workingFolder = "";

beforeAll(() => {
  workingFolder = mkdtempSync(join(tmpdir(), "peakpath-rebase-"));
});

afterAll(() => rmSync(workingFolder, { recursive: true, force: true }));

const here = (words: string) => peakpath(words, { workingFolder, packageFolder });

it("writes a region that runs, says what changed and what was carried over, and replaces none unasked", async () => {
  const made = await here(`rebase yunnan --balance ${balance} --out project`);
  expect(made.err).toBe("");
  expect(made.code).toBe(0);
  expect(made.out).toContain("yunnan_2023: Yunnan, base year moved from 2021 to 2023");
  expect(made.out).toMatch(/Electricity use +TW\*h\/yr +252\.1 +25\d\.\d +\+?\d\.\d %/);
  expect(made.out).toMatch(/policy +Energy and net imported electricity, as assessed +20\d\d \(/);
  expect(made.out).toContain("residents, GDP at 2020 prices, physical output");
  expect(made.out).toContain("Carried over from yunnan: growth, plans, levers");
  expect(made.out.trimEnd().split("\n").at(-1)).toBe(
    "Next: cd project && peakpath run yunnan_2023/reference yunnan_2023/policy",
  );
  const project = join(workingFolder, "project");
  expect(readFileSync(join(project, "data/regions/yunnan_2023.yaml"), "utf8")).toContain("base_year: 2023\n");
  const run = await peakpath("run yunnan_2023/policy", { workingFolder: project, packageFolder });
  expect(run.code).toBe(0);
  expect(run.out).toContain("base year 2023, observed to 2025");
  const again = await here(`rebase yunnan --balance ${balance} --out project --id yunnan_2023`);
  expect(again.code).toBe(2);
  expect(again.err).toBe(
    "data/regions/yunnan_2023.yaml stands already; choose another name with --id or say --force\n",
  );
});

it("reads what Chinese Excel saves, and writes nothing beside a mistake", async () => {
  // 项目 and 原煤 in GB 18030, without a unit, so that the text must have been read to say so.
  const bytes = Buffer.from([0xcf, 0xee, 0xc4, 0xbf, 0x2c, 0xd4, 0xad, 0xc3, 0xba, 0x0a]);
  writeFileSync(join(workingFolder, "excel.csv"), bytes);
  const { code, out, err } = await here("rebase yunnan --balance excel.csv");
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain("excel.csv:1:4  原煤: no unit is given");
  expect(existsSync(join(workingFolder, "data"))).toBe(false);
});

it.each([
  ["rebase yunnan --balance none.csv", "the balance none.csv cannot be read\n"],
  [
    "rebase yunnan --balance none.csv --id Yunnan",
    '"Yunnan" is no name for a region; small letters, digits and _ are allowed, such as yunnan_2023\n',
  ],
  [
    "rebase yunnan --balance none.csv --id yunnan",
    "--id yunnan: the new region extends yunnan; give it a name of its own\n",
  ],
  ["rebase yunnan --balance none.csv --year soon", '--year takes a whole number, not "soon"\n'],
])("%s is wrong input", async (words, message) => {
  expect(await here(words)).toEqual({ code: 2, out: "", err: message });
});
