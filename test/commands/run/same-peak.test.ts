import { expect, test } from "vitest";
import { samePeakText } from "../../../src/commands/run/same-peak.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { peakDifference } from "../../../src/run/peak/peak-measures.ts";

const peak = (year: number, level: number) => ({
  year,
  level,
  band: { from: year - 1, to: year + 1, tolerance: 0.02 },
});

/** The sentence on a peak of 2025 at 500 Mt and another. */
function sentence(year: number, level: number, uncertainty: number | undefined, language: "en" | "zh" = "en"): string {
  return samePeakText(
    peakDifference(peak(2025, 500), peak(year, level), uncertainty),
    "A",
    "B",
    language === "en" ? en : zh,
  );
}

test("two peaks are the same only where neither years nor levels can be told apart", () => {
  const said = ([2026, 2030] as const).flatMap((year) =>
    ([475, 400] as const).map((level) => sentence(year, level, 0.1)),
  );
  expect(said).toEqual([
    "A and B: the same peak as far as the data can tell (years in each other's band; levels 5.0 % apart, less than the inventory's own uncertainty of 10 % (which moves both alike))",
    "A and B: peaks that cannot be told apart in time (years in each other's band); levels 20.0 % apart, more than the inventory's own uncertainty of 10 % (which moves both alike)",
    "A and B: peaks at different times (not in each other's band); levels 5.0 % apart, less than the inventory's own uncertainty of 10 % (which moves both alike)",
    "A and B: peaks at different times (not in each other's band); levels 20.0 % apart, more than the inventory's own uncertainty of 10 % (which moves both alike)",
  ]);
});

test("the same in Chinese, and without a stated uncertainty", () => {
  expect(sentence(2030, 475, 0.1, "zh")).toBe(
    "A 与 B：达峰时间不同（达峰年不互在对方区间内）；峰值相差 5.0 %，小于清单自身的不确定性 10 %（该误差使两者同向变动）",
  );
  expect(sentence(2026, 475, undefined)).toBe(
    "A and B: peaks that cannot be told apart in time (years in each other's band); levels 5.0 % apart, no uncertainty of the inventory is stated",
  );
});
