import { expect, test } from "vitest";
import type { BatchInput } from "../../../src/batch/design/batch-input.ts";
import { batchStatistics } from "../../../src/batch/statistics/batch-statistics.ts";
import { batchJson } from "../../../src/commands/batch/batch-json.ts";
import { boxLines, limitWords } from "../../../src/commands/batch/batch-words.ts";
import { statisticsFiles } from "../../../src/commands/batch/files.ts";
import { batchLines } from "../../../src/commands/batch/text.ts";
import { fanChart } from "../../../src/report/text/chart.ts";
import { surePercent } from "../../../src/report/text/sure.ts";
import { textWidth } from "../../../src/report/text/text-width.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { jsonText } from "../../../src/text/json.ts";
import { syntheticBatch, syntheticParts } from "../../synthetic-batch.ts";

function linesOf(
  kind: Parameters<typeof syntheticBatch>[0],
  runs: number,
  language: "en" | "zh",
  fails?: () => boolean,
) {
  const batch = syntheticBatch(kind, runs, { fails });
  const statistics = batchStatistics(batch);
  for (const part of syntheticParts(batch)) statistics.add(part);
  return batchLines(statistics.finish(), language === "en" ? en : zh, 100);
}

test.each(["en", "zh"] as const)("the report of a batch (%s)", async (language) => {
  const text = `${linesOf("quasi_monte_carlo", 2048, language).join("\n")}\n`;
  await expect(text).toMatchFileSnapshot(`../snapshots/batch-${language}.txt`);
});

test("Saltelli's and Morris's designs show their own measures", () => {
  const sobol = linesOf("sobol", 5 * 512, "en").join("\n");
  expect(sobol).toMatch(/Input +Alone +With interactions +More of it/);
  expect(sobol).toMatch(/Offshore wind +9\d\.\d % ±\d+\.\d +9\d\.\d % ±\d+\.\d +raises it/);
  expect(sobol).toContain("from 512 blocks");
  const morris = linesOf("morris", 4 * 30, "zh").join("\n");
  expect(morris).toMatch(/海上风电 +100(\.0)? ±0 +0 +越高/);
  expect(morris).toContain("不是概率");
});

/** Everything that a batch of the synthetic runs says, with these words about what they are drawn from. */
function saidOf(change: object, language: "en" | "zh" = "en"): { text: string; all: string } {
  const batch = { ...syntheticBatch("quasi_monte_carlo", 2048), ...change };
  const statistics = batchStatistics(batch);
  for (const part of syntheticParts(syntheticBatch("quasi_monte_carlo", 2048))) statistics.add(part);
  const report = statistics.finish();
  const text = batchLines(report, language === "en" ? en : zh, 100).join("\n");
  return { text, all: [text, jsonText(batchJson(report)), ...[...statisticsFiles(report)].flat()].join("\n") };
}

test("what past errors say is told in whole per cents to 2040, under its condition, without sampling errors", () => {
  const delivered = { ...syntheticBatch("list", 1).inputs[1], as: "factor", levers: [{ lever: {} }] };
  const inputs = [delivered, ...syntheticBatch("list", 1).inputs.slice(1)];
  const layers = { year: 2035 } as never;
  const { text } = saidOf({ layers, inputs, delivery: "as_before" });
  expect(text).toContain("As plans were delivered before: probability that the peak is reached by");
  // The peak is in 2025 to 2036, each as likely: 1, 6 and 11 of twelve.
  expect(text).toMatch(/ 2025 +2030 +2035\n +Assessed +8 % +50 % +92 %/);
  const undecidedTo = new Map([["assessed", 2025]]);
  const seam = saidOf({ layers, inputs, delivery: "as_before", undecidedTo }).text;
  expect(seam).toMatch(/ 2025 +2030 +2035\n +Assessed +undecided +\d+ %/);
  // Neither the years one by one nor their sum say it another way.
  expect(seam).toMatch(/2025 or before +undecided\n/);
  expect(seam).not.toMatch(/^ +2025 +\d/m);
  expect(text).toMatch(/ {4}2030: \d{3} Mt CO2\/yr, 90 %: \d{3}-\d{3}\n {4}2035: /);
  expect(text).toContain("Nothing is said of years after 2040");
  expect(text).toMatch(/2036 +8 %/);
  expect(text).not.toContain("±");
  expect(saidOf({ layers, inputs, delivery: "as_planned" }).text).toContain("If the plan is carried out: probability");
  expect(saidOf({ layers, inputs, delivery: "as_before" }, "zh").text).toContain(
    "按以往规划的落实情况，在下列年份前达峰的概率",
  );
  expect([0.951, 0.95, 0.5049, 0.05, 0.049].map((share) => surePercent(share, en))).toEqual([
    ...["> 95 %", "95 %", "50 %", "5 %", "< 5 %"],
  ]);
});

test("a spread of assumptions is called so, and no probability", () => {
  const inputs = syntheticBatch("list", 1).inputs.map((input) => ({ ...input, as: "within", uncertain: {} }));
  const { text, all } = saidOf({ inputs, uncertain: true });
  expect(text).toContain("Spread of assumptions: share of runs that peak by");
  expect(all).toMatch(/peak_by,runs,runs_peaked,share,/);
  expect(all).not.toMatch(/probabilit/i);
  expect(saidOf({ inputs, uncertain: true }, "zh").text).not.toContain("概率");
});

test("a batch of failures says so", () => {
  const lines = linesOf("monte_carlo", 30, "en", () => true);
  expect(lines.join("\n")).toContain("Failed and left out: 30 (100.00 %)");
  expect(lines.at(-1)).toBe("No run came to a result.");
});

test("the shares say under what they hold", () => {
  const condition = (change: object, kind: "quasi_monte_carlo" | "grid", language: "en" | "zh") => {
    const batch = { ...syntheticBatch(kind, 64), ...change };
    const statistics = batchStatistics(batch);
    for (const part of syntheticParts(syntheticBatch(kind, 64))) statistics.add(part);
    return batchLines(statistics.finish(), language === "en" ? en : zh, 100).find((line) =>
      /scenario has them|按情景/.test(line),
    );
  };
  const inputs = syntheticBatch("grid", 1).inputs.map((input) => ({ ...input, as: "within", uncertain: {} }));
  expect(condition({ inputs }, "quasi_monte_carlo", "en")).toBe(
    "  With all levers carried out as the scenario has them; inputs move independently between their stated low and high, so that many inputs average out.",
  );
  expect(condition({ inputs }, "quasi_monte_carlo", "zh")).toBe(
    "  前提：各项举措均按情景全部落实；各输入在给定的低值与高值之间相互独立变动，输入众多时彼此抵消。",
  );
  const levers = inputs.map((input) => ({ ...input, as: "strength", lever: { lever: { label: input.label } } }));
  expect(condition({ inputs: levers, correlated: true }, "quasi_monte_carlo", "en")).toBe(
    "  With all levers that are no input carried out as the scenario has them; inputs move within their stated spreads, correlated as the design says.",
  );
  expect(condition({ inputs }, "grid", "zh")).toBe("  前提：各项举措均按情景全部落实。");
});

test.each([
  [2030, "met in every run", "全部运行中均达到", "100 % (≥ 99.05 %)"],
  [2024, "missed in every run", "全部运行中均未达到", "0 % (≤ 0.95 %)"],
] as const)(
  "a peak target by %i that is %s has no box, and its share the bound of so many runs",
  (by, english, chinese, share) => {
    const lines = (language: "en" | "zh") => {
      const plain = syntheticBatch("monte_carlo", 400);
      const columns = plain.columns.map((column) =>
        column.target === undefined ? column : { ...column, target: { ...column.target, by } as never },
      );
      const statistics = batchStatistics({ ...plain, columns });
      for (const part of syntheticParts(plain)) {
        // Every run peaks in 2028 or before it.
        for (let at = 0; at < part.values.length; at += 4) {
          part.values[at] = Math.min(2028, part.values[at]);
          part.values[at + 2] = 3;
          part.values[at + 3] = part.values[at] <= by ? 1 : 0;
        }
        statistics.add(part);
      }
      return batchLines(statistics.finish(), language === "en" ? en : zh, 100).join("\n");
    };
    expect(lines("en")).toContain(`"Peak by ${by}: Carbon peak" is ${english}: there is no box of conditions for it.`);
    expect(lines("zh")).toContain(`“不晚于 ${by} 年达峰：碳达峰”在${chinese}，因此没有条件组可列。`);
    // Wilson's bound of 400 runs that all agree: 400 / (400 + 1.96²).
    expect(lines("en")).toContain(share);
  },
);

test("met and missed of a target come to 100 %, also where a half is rounded", () => {
  const batch = { ...syntheticBatch("list", 1), layers: { year: 2035 } as never };
  const statistics = batchStatistics(batch);
  for (const part of syntheticParts(syntheticBatch("list", 1))) statistics.add(part);
  const column = batch.columns.find(({ target }) => target !== undefined);
  if (column === undefined) throw new Error("no target");
  const lines = boxLines(statistics.finish(), { column, runs: 1000, missed: 295, boxes: [] } as never, en);
  expect(surePercent(0.705, en)).toBe("71 %");
  expect(lines.join()).toContain("is missed in 29 % of the runs");
});

test("limits are said as a planner would", () => {
  const input = (as: string, unit: string) =>
    ({
      name: "x",
      as,
      unit,
      label: { en: "Offshore wind", zh: "海上风电" },
      uncertain: { year: 2035 },
    }) as unknown as BatchInput;
  const limit = (low?: number, high?: number) => ({ input: 0, low, high, from: 0, to: 1, quasi_p: 0.001 });
  const english = (as: string, unit: string, low?: number, high?: number) =>
    limitWords(input(as, unit), limit(low, high), en);
  const chinese = (as: string, unit: string, low?: number, high?: number) =>
    limitWords(input(as, unit), limit(low, high), zh);
  expect(english("strength", "1", undefined, 0.6)).toBe("Offshore wind at a strength below 60 %");
  // A name that ends in the word is not given it twice, and the limit of a lever names the lever alone.
  const named = (zhLabel: string, lever?: string) => {
    const label = { en: `${lever ?? "NEVs"}: strength`, zh: zhLabel };
    const of = lever === undefined ? {} : { lever: { lever: { label: { en: lever, zh: "新能源乘用车" } } } };
    return { ...input("strength", "1"), label, ...of } as unknown as BatchInput;
  };
  expect(limitWords(named("新能源车力度"), limit(undefined, 0.6), zh)).toBe("新能源车力度低于 60 %");
  expect(limitWords(named("新能源乘用车：力度", "NEVs"), limit(0.2), zh)).toBe("新能源乘用车的力度高于 20 %");
  expect(limitWords(named("新能源乘用车：力度", "NEVs"), limit(0.2), en)).toBe("NEVs at a strength above 20 %");
  expect(english("value", "GW/yr", 2.345)).toBe("Offshore wind above 2.35 GW/yr");
  expect(english("value", "1/yr", 0.056, 0.07)).toBe("Offshore wind between 5.60 %/yr and 7.00 %/yr");
  expect(english("scale", "1", 1.1)).toBe("Offshore wind above 110 % of the scenario's values");
  expect(english("start", "yr", 2028)).toBe("Offshore wind started after 2028");
  expect(english("delay", "yr", 2.5)).toBe("Offshore wind delayed by more than 2.5 yr");
  expect(english("within", "GW", undefined, 12)).toBe("Offshore wind (in 2035) below 12.0 GW");
  expect(chinese("strength", "1", undefined, 0.6)).toBe("海上风电的力度低于 60 %");
  expect(chinese("start", "yr", 2028)).toBe("海上风电在 2028 年之后启动");
  expect(chinese("delay", "yr", undefined, 3)).toBe("海上风电推迟少于 3.0 年");
  expect(chinese("within", "GW", 3, 12)).toBe("海上风电（2035 年）在 3.00 GW 至 12.0 GW 之间");
  const chance = { ...limit(2), quasi_p: 0.3 };
  expect(limitWords(input("value", "GW"), chance, en)).toBe(
    "Offshore wind above 2.00 GW (this condition may be chance)",
  );
});

test("a fan keeps its bands in order and inside its width, whatever the years", () => {
  for (const count of [1, 5, 40, 300]) {
    const years = Array.from({ length: count }, (_, i) => 2020 + i);
    const rows = years.map((_, i) => [-50 + i, 10 + i, 20 + i, 30 + i, 80 + i] as const);
    const lines = fanChart(years, rows, 80);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(84);
    const plot = lines.slice(0, -2).join("");
    for (const mark of ["█", "▒", "░"]) expect(plot).toContain(mark);
  }
});
