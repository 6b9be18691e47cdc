import { describe, expect, test } from "vitest";
import { annualSeries } from "../../src/analysis/series.ts";
import { judgeTarget, type TargetSpec } from "../../src/analysis/targets.ts";

const years = Array.from({ length: 40 }, (_, i) => 2021 + i);
const parabola = annualSeries(
  2021,
  years.map((year) => 400 - 0.5 * (year - 2030) ** 2),
);
const rising = annualSeries(
  2021,
  years.map((year) => 300 + year - 2021),
);

describe("peak targets", () => {
  test("met, with the years to spare", () => {
    expect(judgeTarget({ kind: "peak", by: 2032 }, parabola)).toEqual({
      status: "met",
      actual: 2030,
      required: 2032,
      margin: 2,
      first_year_met: 2030,
      peak_status: "peaked",
      band_to: 2034,
      level: 400,
    });
  });

  test("missed by a year, by its level, and by a peak that is not reached", () => {
    expect(judgeTarget({ kind: "peak", by: 2029 }, parabola)).toMatchObject({ status: "missed", margin: -1 });
    expect(judgeTarget({ kind: "peak", by: 2030, below: 399 }, parabola)).toMatchObject({
      status: "missed",
      margin: 0,
    });
    expect(judgeTarget({ kind: "peak", by: 2030 }, rising)).toMatchObject({
      status: "missed",
      actual: 2060,
      margin: -30,
      peak_status: "not_reached",
    });
  });

  test("a pseudo-peak in time misses it; a maximum just before the end leaves it open", () => {
    const rebound = annualSeries(2021, [390, 400, 370, 360, 380, 395, 380, 370, 360]);
    expect(judgeTarget({ kind: "peak", by: 2030 }, rebound)).toMatchObject({
      status: "missed",
      peak_status: "pseudo_peak",
    });
    const late = annualSeries(2021, [360, 370, 380, 400, 390]);
    expect(judgeTarget({ kind: "peak", by: 2030 }, late)).toMatchObject({
      status: "not_computable",
      reason: "undetermined",
    });
    expect(judgeTarget({ kind: "peak", by: 2023 }, late).status).toBe("missed");
  });
});

describe("level targets", () => {
  const at = (operator: "<=" | ">=" | "<" | ">" | "=", value: number): TargetSpec => ({
    kind: "level",
    year: 2031,
    operator,
    value,
  });

  test.each([
    { target: at(">=", 310), status: "met", margin: 0 },
    { target: at(">", 310), status: "missed", margin: 0 },
    { target: at("<=", 305), status: "missed", margin: -5 },
    { target: at("<", 312), status: "met", margin: 2 },
    { target: at("=", 310), status: "met", margin: -0 },
    { target: at("=", 311), status: "missed", margin: -1 },
  ])("310 $target.operator $target.value is $status", ({ target, status, margin }) => {
    expect(judgeTarget(target, rising)).toMatchObject({ status, actual: 310 });
    expect(judgeTarget(target, rising).margin).toBeCloseTo(margin, 9);
  });

  test("says when the condition first holds", () => {
    expect(judgeTarget(at(">=", 305), rising).first_year_met).toBe(2026);
    expect(judgeTarget(at("<=", 200), rising).first_year_met).toBeUndefined();
  });
});

describe("reductions", () => {
  test("share lost since an earlier year, counted from history", () => {
    const spliced = {
      years: [2005, 2015, ...years],
      values: [1, 0.8, ...years.map((year) => 0.7 - 0.02 * (year - 2021))],
    };
    const result = judgeTarget({ kind: "reduction", from: 2005, year: 2030, operator: ">=", value: 0.45 }, spliced);
    expect(result.status).toBe("met");
    expect(result.actual).toBeCloseTo(1 - 0.52, 12);
    expect(result.margin).toBeCloseTo(0.03, 12);
    expect(result.first_year_met).toBe(2029);
  });

  test("not computable without the first year, or from nothing", () => {
    const target: TargetSpec = { kind: "reduction", from: 2005, year: 2030, operator: ">=", value: 0.65 };
    expect(judgeTarget(target, parabola)).toMatchObject({ status: "not_computable", reason: "base_year_not_covered" });
    const zero = { years: [2005, 2030], values: [0, 5] };
    expect(judgeTarget(target, zero)).toMatchObject({ status: "not_computable", reason: "base_zero" });
  });
});

test("not computable without a series or its year", () => {
  expect(judgeTarget({ kind: "peak", by: 2030 }, undefined)).toEqual({
    status: "not_computable",
    reason: "no_series",
    required: 2030,
  });
  expect(judgeTarget({ kind: "level", year: 2070, operator: ">=", value: 1 }, rising)).toMatchObject({
    status: "not_computable",
    reason: "year_not_covered",
  });
});
