import { expect, test } from "vitest";
import { batchStatistics } from "../../../src/batch/statistics/batch-statistics.ts";
import { batchPictures } from "../../../src/commands/batch/pictures.ts";
import { svgText } from "../../../src/report/draw/svg.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { syntheticBatch, syntheticParts } from "../../synthetic-batch.ts";

const run = {
  scenario: {
    id: "zhejiang/policy",
    lastObserved: 2025,
    title: { en: "Plans carried out", zh: "现行规划" },
    region: { label: { en: "Zhejiang", zh: "浙江" } },
  },
} as unknown as ScenarioRun;

function picturesOf(kind: Parameters<typeof syntheticBatch>[0], runs: number, language: "en" | "zh", fails = false) {
  const batch = syntheticBatch(kind, runs, { fails: () => fails });
  const statistics = batchStatistics(batch);
  for (const part of syntheticParts(batch)) statistics.add(part);
  const pictures = batchPictures(statistics.finish(), run, language === "en" ? en : zh);
  return new Map([...pictures].map(([name, picture]) => [name, svgText(picture, language)]));
}

test("a batch is drawn as fan, probability by year, what matters and where targets are missed", () => {
  const pictures = picturesOf("quasi_monte_carlo", 1024, "en");
  expect([...pictures.keys()]).toEqual([
    "zhejiang-policy-batch-fan-emissions.assessed.svg",
    "zhejiang-policy-batch-peak-by.svg",
    "zhejiang-policy-batch-year.svg",
    "zhejiang-policy-batch-level.svg",
    "zhejiang-policy-batch-missed-1.svg",
  ]);
  const text = (chart: string) => pictures.get(`zhejiang-policy-batch-${chart}.svg`) as string;
  for (const words of ["5–95 % of the runs", "25–75 % of the runs", "Median", "Mt CO₂/yr"])
    expect(text("fan-emissions.assessed")).toContain(words);
  expect(text("level")).toContain("Offshore wind");
  expect(text("level")).toMatch(/9\d\.\d %/);
  expect(text("missed-1")).toMatch(/1\. GDP growth above (5\.0|4\.99)\d* %\/yr: missed in 100 % of these runs/);
  expect(text("peak-by")).toContain("1,024 runs");
});

test("in Chinese too, with intervals where the design gives them, and nothing where all runs failed", () => {
  const sobol = picturesOf("sobol", 5 * 256, "zh");
  expect(sobol.get("zhejiang-policy-batch-level.svg")).toContain("海上风电");
  expect(sobol.get("zhejiang-policy-batch-peak-by.svg")).toContain("各年份前达峰的概率");
  expect(picturesOf("morris", 4 * 20, "zh").has("zhejiang-policy-batch-level.svg")).toBe(true);
  expect(picturesOf("monte_carlo", 20, "zh", true).size).toBe(0);
});
