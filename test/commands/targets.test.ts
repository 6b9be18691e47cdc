import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { readCsv } from "../../src/regions/csv.ts";
import { percent } from "../../src/report/text/number-text.ts";
import { changeText, demandText } from "../../src/report/text/target-text.ts";
import { en } from "../../src/report/words/en.ts";
import { targetStatuses } from "../../src/run/targets/target-status.ts";
import { peakpath } from "./toy.ts";

const shipped = { workingFolder: process.cwd(), packageFolder: process.cwd(), columns: 400 };
const rows = readCsv(readFileSync("dist/targets.csv", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "peakpath-targets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every printed promise can be followed to its document, section and number", async () => {
  const { code, out } = await peakpath("targets jilin/policy", shipped);
  expect(code).toBe(0);
  const lines = out.split("\n");
  const own = rows.filter(({ region, kind }) => region === "jilin" && kind !== "");
  expect(own.length).toBeGreaterThan(30);
  for (const { id, document, section, year } of own) {
    const at = lines.findIndex((line) => line.trimStart().startsWith(id));
    expect([id, at]).not.toEqual([id, -1]);
    expect(lines[at]).toContain(section);
    expect(lines[at]).toContain(` ${year} `);
    // The document is the nearest line above that stands at the margin.
    expect(
      lines
        .slice(0, at)
        .findLast((line) => /^\S/.test(line))
        ?.startsWith(`${document} (20`),
    ).toBe(true);
  }
  // 60 GW of wind and solar in 2030, as printed, and what the run has.
  expect(out).toMatch(/T0340 +三\(一\)1\.新能源 +Wind and solar capacity +2030 +≥ 60\.00 GW +60\.\d+ GW .* met/);
});

test("a promise that a lever is sized by is marked and counted apart, in both languages", async () => {
  const { out } = await peakpath("targets jilin/policy", shipped);
  expect(out).toMatch(/25 promises in force: \d+ met, .*\d+ undecided, .*\(of those met 4 sized by a lever\)/);
  const marked = out
    .split("\n")
    .flatMap((line) => (line.includes("sized by this statement") ? [line.trim().slice(0, 5)] : []));
  expect(marked.filter((id) => ["T0340", "T0341", "T0347"].includes(id))).toHaveLength(3);
  // Met in any case: no lever is sized by it.
  expect(marked).not.toContain("T0331");
  const chinese = await peakpath("targets jilin/policy --lang zh", shipped);
  // In the units and signs that a planner counts in, as `assess` has them.
  expect(chinese.out).toMatch(/T0340 .* ≥ 6000 万千瓦 +60\d\d 万千瓦 /);
  expect(chinese.out).toContain("措施按本条定量：集中式光伏、分布式与建筑光伏、陆上风电");
});

test("what the model does not compute stands with its reason, and each formula in words", async () => {
  const { out } = await peakpath("targets jilin/policy --all --formulas --lang zh", shipped);
  const outside = rows.filter(({ region, kind }) => region === "jilin" && kind === "");
  for (const { id } of outside) expect(out).toContain(id);
  expect(out).toContain(`模型不计算的表述（${outside.length} 条）`);
  expect(out).toContain("规则，由规划情景的措施体现");
  expect(out).toContain("年末装机，含分布式光伏");
  // In words, none in ids: whatever the compilation calls its indicators and parts has Chinese.
  const words = readCsv(readFileSync("data/china/plans/words.csv", "utf8"));
  const known = (table: string) => new Set(words.filter((row) => row.table === table).map(({ text }) => text));
  const [indicators, parts] = [known("plan_indicator"), known("plan_part")];
  const unmapped = rows.filter(({ kind }) => kind === "");
  expect(unmapped.filter(({ indicator }) => !indicators.has(indicator))).toEqual([]);
  expect(unmapped.filter(({ part }) => part !== "" && !parts.has(part))).toEqual([]);
  for (const { indicator } of outside) expect(out).not.toMatch(new RegExp(` ${indicator} `));
});

test("JSON and CSV hold the printed number beside the model's, and --strict fails on a missed promise", async () => {
  const { code, out } = await peakpath(`targets guizhou/policy --json --strict --out ${folder}`, shipped);
  expect(code).toBe(3);
  const [{ counts, targets }] = JSON.parse(out);
  const all = targetStatuses.reduce((so, status) => so + counts[status], 0);
  expect(all).toBe(counts.promises);
  const solar = targets.find(({ id }: { id: string }) => id === "T1054");
  expect(solar).toMatchObject({
    value: 60,
    year: 2030,
    kind: "level",
    status: "met",
    counts: true,
    sized_by: ["utility_solar", "distributed_solar"],
  });
  const table: Record<string, string>[] = parse(readFileSync(join(folder, "targets.csv"), "utf8"), { columns: true });
  for (const row of table.filter(({ target }) => /^T\d{4}$/.test(target))) {
    const printed = rows.find(({ id }) => id === row.target);
    expect([row.target, row.printed_value, row.printed_unit]).toEqual([row.target, printed?.value, printed?.unit]);
  }
});

test("a peak without a year, a slip, a draft and a promise said twice are told as what they are", async () => {
  const { out } = await peakpath("targets guyuan/policy tianjin/policy", shipped);
  expect(out).toMatch(/T0812 .* a peak, without a year +20\d\d +- +- +- +no year printed; the run's peak is 20\d\d/);
  expect(out).not.toContain("Infinity");
  expect(out).toMatch(/T2255 .* - {2}.*a copyist's slip, kept as printed/);
  expect(out).toContain("宁夏回族自治区碳达峰实施方案 (2022-07-04, draft for comment)");
  // A promise of a draft is in force nowhere: it stands in brackets and is counted apart.
  expect(out).toMatch(/promises in force: .*; 3 more of drafts for comment/);
  expect(out).toMatch(/T1887 .*also T1945/);
  expect(out).toMatch(/T1945 .*counted as T1887/);
});

test("a fall below nothing is a rise, and a course has its sign", () => {
  const said = (kind: string, value: number) => {
    const show = (share: number) => percent(share);
    return changeText(kind, value, show(value), show, en);
  };
  expect(said("reduction", -0.37)).toBe("rises 37.0 %");
  expect(said("reduction", 0.37)).toBe("37.0 %");
  expect(said("reduction", -0.0001)).toBe("0.0 %");
  expect(said("decline", 0.37)).toBe("+37.0 %");
  expect(said("falling", 0.011)).toBe("+1.1 % at most a year");
  expect(said("level", -0.37)).toBe("-37.0 %");
  expect(demandText({ kind: "rise", year: 2025, from: 2020, operator: ">=", amount: "5.0 %", high: "" }, en)).toBe(
    "above 2020 ≤ 5.0 %",
  );
});

test("a region that no plan names says so", async () => {
  const { code, out } = await peakpath("targets gansu/national", shipped);
  expect(code).toBe(0);
  expect(out).toContain("The plans state nothing about Gansu.");
});
