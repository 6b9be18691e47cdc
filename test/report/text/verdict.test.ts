import { expect, test } from "vitest";
import { withColours } from "../../../src/report/text/colours.ts";
import { textWidth } from "../../../src/report/text/text-width.ts";
import { differenceText, verdictText } from "../../../src/report/text/verdict.ts";
import { wrapped } from "../../../src/report/text/wrapped.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { findPeak } from "../../../src/run/peak/peak.ts";
import { statusDecider } from "../../../src/run/peak/peak-status.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { shippedRun } from "../../shipped-runs.ts";

const huzhou = shippedRun("huzhou/reference");

/** A run of Huzhou with these emissions on its first boundary from 2021 on, and no targets. */
function runOf(emissions: (year: number) => number, sharedOut = false): ScenarioRun {
  const { scenario, boundaries } = huzhou;
  const years = Array.from({ length: 40 }, (_, i) => 2021 + i);
  const series = { years, values: years.map(emissions) };
  const found = findPeak(series);
  const own = { ...scenario, region: sharedOut ? scenario.region : { ...scenario.region, observations: [] } };
  const peak = { ...found, status: statusDecider(own)(found) };
  return { ...huzhou, scenario: own, boundaries: [{ ...boundaries[0], series, peak }], planTargets: [], targets: [] };
}

const tent = (top: number, fall: number) => (year: number) => 30 - (year < top ? top - year : fall * (year - top));

test.each<[string, ScenarioRun, string, string]>([
  [
    "ahead",
    runOf(tent(2030, 0.4)),
    "peak in 2030 (2030-2031) at 30.00 MtCO2; 7 % below it by 2035.",
    "2030年达峰（2030-2031年），3000万吨；2035年较峰值降7%。",
  ],
  [
    "past",
    runOf(tent(2024, 0.4)),
    "peak in 2024 (2024-2025) at 30.00 MtCO2; 8 % below it by 2030, 15 % by 2035; 274 MtCO2 in all of 2026-2035.",
    "2024年达峰（2024-2025年），3000万吨；2030年较峰值降8%，2035年降15%；2026-2035年累计2.74亿吨。",
  ],
  [
    "on the seam",
    runOf(tent(2025, 0.4)),
    "peak in 2025 (2025-2026) at 30.00 MtCO2; the peak lies in the last observed year, 2025; 7 % below it by 2030, 13 % by 2035; 278 MtCO2 in all of 2026-2035.",
    "2025年达峰（2025-2026年），3000万吨；峰值在最后一个观测年2025年；2030年较峰值降7%，2035年降13%；2026-2035年累计2.78亿吨。",
  ],
  [
    "on the seam of numbers that were shared out",
    runOf(tent(2025, 0.4), true),
    "highest in 2025 at 30.00 MtCO2, at the end of what is observed; whether that is the peak is undecided; 7 % below it by 2030, 13 % by 2035; 278 MtCO2 in all of 2026-2035.",
    "2025年最高，3000万吨，处于观测期末，是否达峰未定；2030年较峰值降7%，2035年降13%；2026-2035年累计2.78亿吨。",
  ],
  [
    "two summits",
    runOf((year) => (year === 2030 || year === 2040 ? 30 : year > 2040 ? 30 - 0.4 * (year - 2040) : 29)),
    "tops of up to 30.00 MtCO2 in 2030 and 2040 that cannot be told apart; 3 % below it by 2035.",
    "2030年和2040年两度接近最高（3000万吨），无法区分；2035年较峰值降3%。",
  ],
  [
    "none to the horizon",
    runOf((year) => 10 + (year - 2021)),
    "no peak by 2060, when emissions are 49.00 MtCO2.",
    "到2060年未达峰，当年4900万吨。",
  ],
  [
    "before the base year",
    runOf((year) => 10 * 0.98 ** (year - 2021)),
    "highest in 2021 or before, 10.00 MtCO2; 17 % below it by 2030, 25 % by 2035; 82.7 MtCO2 in all of 2026-2035.",
    "2021年或更早最高，1000万吨；2030年较峰值降17%，2035年降25%；2026-2035年累计8268万吨。",
  ],
])("a run whose peak is %s", (_, run, english, chinese) => {
  expect(verdictText(run, en)).toBe(`Huzhou, energy and net imported electricity, as assessed: ${english}`);
  expect(verdictText(run, zh)).toBe(`湖州考核口径${chinese}`);
});

test("promises are counted, and one run is set against another", () => {
  expect(verdictText(huzhou, zh)).toMatch(/规划目标\d+项达到\d+项/);
  const other = runOf(tent(2030, 0.4));
  const difference = differenceText(runOf(tent(2030, 0.2)), { ...other }, zh);
  expect(difference).toContain("2030年0万吨（0%）、2035年-100万吨（-3%）");
});

test("lines keep to a width: prose below itself, a long last cell below its beginning, wide tables as they are", () => {
  const prose = "  Of regions at their record elsewhere 16 % peaked within 6 years (n 664 in 45 countries)";
  expect(wrapped(prose, 50)).toBe(
    "  Of regions at their record elsewhere 16 % peaked\n    within 6 years (n 664 in 45 countries)",
  );
  const chinese = wrapped(`  ${"未定：部分数据由全国数分摊，无法与上一年区分。".repeat(4)}`, 40);
  for (const line of chinese.split("\n")) {
    expect(textWidth(line)).toBeLessThanOrEqual(42);
    expect(line.trim()).not.toMatch(/^[，。：]/);
  }
  expect(wrapped(`  a  b  ${"word ".repeat(20)}`, 50)).toMatch(/^ {2}a {2}b {2}word[^\n]*\n {8}word/);
  const table = `  ${"12.3  ".repeat(20)}`;
  expect(wrapped(table, 50)).toBe(table);
});

test("verdicts have colours where they are cells, and no column moves", () => {
  const line = "  Forest cover  61.4 %  MISSED  -  met by others";
  const coloured = withColours(line, en);
  expect(coloured).toContain("\u001b[31mMISSED\u001b[0m");
  const parts = coloured.split("\u001b[");
  expect(parts).toHaveLength(3);
  expect(parts.map((part, i) => (i === 0 ? part : part.slice(part.indexOf("m") + 1))).join("")).toBe(line);
});
