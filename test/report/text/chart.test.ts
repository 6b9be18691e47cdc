import { expect, test } from "vitest";
import { chart } from "../../../src/report/text/chart.ts";
import { textWidth } from "../../../src/report/text/text-width.ts";
import { findPeak } from "../../../src/run/peak/peak.ts";
import { annualSeries } from "../../../src/statistics/series.ts";

const words = { peak: "Peak", band: "Band", history: "history" };
const series = annualSeries(
  2021,
  Array.from({ length: 40 }, (_, i) => 400 - 0.5 * (i - 9) ** 2),
);
const peak = findPeak(series);

test("shows the peak, its band and the years", () => {
  expect(chart(series, peak, { width: 60, unit: "MtCO2", words }).join("\n")).toMatchInlineSnapshot(`
    "      MtCO2
                     ▲ 2030
      400 ┤  ⣀⠤⠤⠒⠒⠉⠉⠉⠉⠉⠉⠉⠒⠒⠤⠤⣀
          │ ⠉                 ⠉⠉⠒⠤⣀
          │                        ⠉⠤⣀
          │                           ⠒⠤
      175 ┤                             ⠉⠒⣀
          │                                ⠒⣀
          │                                  ⠒⣀
          │                                    ⠒
          │                                     ⠉⠤
    -50.0 ┤                                       ⠉⣀
          └──────━━━━━━━━━──────────────────────────
                     2030      2040      2050      2060
            ▲ Peak   ━ Band 2026-2034"
  `);
});

test.each([20, 40, 80, 200])("fits %d columns", (width) => {
  const lines = chart(series, peak, { width, unit: "万吨", words });
  for (const line of lines.slice(1, -1)) expect(textWidth(line)).toBeLessThanOrEqual(Math.max(width, 20) + 4);
});

test("the mark stands over the highest point", () => {
  const lines = chart(series, peak, { width: 100, unit: "MtCO2", words });
  const mark = lines[1].indexOf("▲");
  expect(lines[2][mark]).toBe("⠉");
});

test("history is drawn with its own mark, gaps stay empty", () => {
  const spliced = { years: [2015, 2019, ...series.years], values: [300, 320, ...Array.from(series.values)] };
  const lines = chart(spliced, peak, { width: 100, unit: "MtCO2", words, projectionFrom: 2021 });
  expect(lines.join("\n").match(/[⡀⠄⠂⠁]/g)).toHaveLength(3);
  expect(lines.at(-1)).toContain("⠂ history");
});

test("negative values: the axis reaches below zero", () => {
  const falling = annualSeries(2021, [50, 20, -10, -40]);
  const lines = chart(falling, findPeak(falling), { width: 60, unit: "MtCO2", words });
  expect(lines.some((line) => line.startsWith("-40"))).toBe(true);
});

test("all zero is drawn without dividing by zero", () => {
  const nothing = annualSeries(2021, [0, 0, 0]);
  expect(chart(nothing, findPeak(nothing), { width: 40, unit: "x", words }).join("")).not.toContain("NaN");
});
