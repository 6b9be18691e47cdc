import { expect, test } from "vitest";
import { fixed, percent, readable, signed, spans, yearSpans } from "../../../src/report/text/number-text.ts";

test.each([
  [0, "0"],
  [0.012345, "0.01235"],
  [452.123, "452.1"],
  [-3.4567, "-3.457"],
  [9999.6, "10000"],
  [12345.6, "12,346"],
  [1234567, "1,234,567"],
  [1e-9, "1.000e-9"],
  [-1e-7, "-1.000e-7"],
])("%d reads %s", (value, text) => {
  expect(readable(value)).toBe(text);
});

test("signs, and none for nothing", () => {
  expect(signed(1.25, 1)).toBe("+1.3");
  expect(signed(-1.25, 1)).toBe("-1.3");
  expect(signed(0.01, 1)).toBe("0.0");
  expect(signed(-0.01, 1)).toBe("0.0");
  expect(fixed(-0, 2)).toBe("0.00");
  expect(percent(0.123)).toBe("12.3 %");
});

test("runs of years", () => {
  expect(spans([2021, 2022, 2024])).toEqual([
    [2021, 2022],
    [2024, 2024],
  ]);
  expect(yearSpans([2021, 2023, 2024, 2025])).toBe("2021, 2023-2025");
  expect(yearSpans([])).toBe("");
});
