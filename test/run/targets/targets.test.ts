import { describe, expect, test } from "vitest";
import {
  countStatuses,
  errorOf,
  inventoryError,
  targetStatus,
  targetStatuses,
} from "../../../src/run/targets/target-status.ts";
import { judgeCrossing, judgeTarget } from "../../../src/run/targets/targets.ts";
import type { TargetSpec } from "../../../src/scenario/targets/targets.ts";
import { annualSeries } from "../../../src/statistics/series.ts";
import { toyModel, toyRun } from "../toy-runs.ts";

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
      terms: "years",
      actual: 2030,
      required: 2032,
      margin: 2,
      first_year_met: 2030,
      peak_status: "peaked",
      band_from: 2026,
      band_to: 2034,
      level: 400,
    });
  });

  test("missed by a year, by its level, and by a peak that is not reached", () => {
    expect(judgeTarget({ kind: "peak", by: 2029 }, parabola)).toMatchObject({ status: "missed", margin: -1 });
    const tooHigh = judgeTarget({ kind: "peak", by: 2030, below: 399 }, parabola);
    expect([tooHigh.status, tooHigh.margin]).toEqual(["missed", undefined]);
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
    // No number of years says by how much.
    expect(judgeTarget({ kind: "peak", by: 2030 }, rebound).margin).toBeUndefined();
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
    const fixed = { ...rising, values: years.map(() => 305) };
    expect(judgeTarget(at(">=", 300), fixed)).toMatchObject({ status: "met", first_year_met: undefined });
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
    terms: "years",
    required: 2030,
  });
  expect(judgeTarget({ kind: "level", year: 2070, operator: ">=", value: 1 }, rising)).toMatchObject({
    status: "not_computable",
    reason: "year_not_covered",
  });
});

describe("changes since a year", () => {
  const at = (kind: "increment" | "growth", operator: ">=" | "<=", value: number): TargetSpec => ({
    kind,
    from: 2025,
    year: 2030,
    operator,
    value,
  });

  test("an increment counts what was added since the year, in the series' unit", () => {
    expect(judgeTarget(at("increment", ">=", 4), rising)).toMatchObject({ status: "met", actual: 5, margin: 1 });
    expect(judgeTarget(at("increment", ">=", 4), rising).first_year_met).toBe(2029);
    expect(judgeTarget(at("increment", ">=", 6), rising)).toMatchObject({ status: "missed", margin: -1 });
  });

  test("growth is the mean yearly rate", () => {
    const doubling = annualSeries(
      2021,
      years.map((year) => 2 ** ((year - 2021) / 10)),
    );
    const result = judgeTarget(at("growth", ">=", 0.07), doubling);
    expect(result).toMatchObject({ status: "met" });
    expect(result.actual).toBeCloseTo(2 ** 0.1 - 1, 12);
    expect(judgeTarget(at("growth", "<=", 0), doubling).status).toBe("missed");
  });

  test("falling is asked of every single year, and the largest rise of a year is what is found", () => {
    const falling = (from: number, year: number): TargetSpec => ({ kind: "falling", from, year });
    // Below the first year throughout, and still not falling each year.
    const bump = annualSeries(2025, [100, 90, 91, 80, 70, 60]);
    expect(judgeTarget({ kind: "decline", from: 2025, year: 2030 }, bump).status).toBe("met");
    const found = judgeTarget(falling(2025, 2030), bump);
    expect(found).toMatchObject({ status: "missed", terms: "share", first_year_met: 2026 });
    expect(found.actual).toBeCloseTo(1 / 90, 12);
    expect(judgeTarget(falling(2027, 2030), bump)).toMatchObject({ status: "met" });
    expect(judgeTarget(falling(2025, 2027), annualSeries(2025, [5, 5, 5])).status).toBe("missed");
    expect(judgeTarget(falling(2020, 2030), bump)).toMatchObject({ reason: "base_year_not_covered" });
  });

  test("a decline is missed by a lower value with a year above the first between", () => {
    const hump = annualSeries(2025, [100, 101, 99, 98, 97, 96]);
    expect(judgeTarget({ kind: "decline", from: 2025, year: 2030 }, hump).status).toBe("missed");
    expect(judgeTarget({ kind: "decline", from: 2026, year: 2030 }, hump)).toMatchObject({ status: "met" });
    expect(judgeTarget({ kind: "decline", from: 2026, year: 2030 }, hump).margin).toBeCloseTo(5 / 101, 12);
    expect(
      judgeTarget({ kind: "decline", from: 2025, year: 2030 }, annualSeries(2025, [5, 5, 5, 5, 5, 5])).status,
    ).toBe("missed");
  });

  test("what is held may move by two per cent on the wrong side, and as far as it likes on the other", () => {
    const hold = (operator: "<=" | ">=", values: number[]) =>
      judgeTarget({ kind: "hold", from: 2025, year: 2027, operator }, annualSeries(2025, values)).status;
    expect(hold("<=", [100, 101.9, 50])).toBe("met");
    expect(hold("<=", [100, 102.1, 50])).toBe("missed");
    expect(hold(">=", [100, 98.1, 200])).toBe("met");
    expect(hold(">=", [100, 97.9, 200])).toBe("missed");
  });

  test("from a year that is not known, or from zero, nothing is said", () => {
    const spec: TargetSpec = { kind: "hold", from: 2019, year: 2027, operator: "<=" };
    expect(judgeTarget(spec, rising)).toMatchObject({ status: "not_computable", reason: "base_year_not_covered" });
    const zero = annualSeries(2021, [0, 1, 2]);
    const growth: TargetSpec = { kind: "growth", from: 2021, year: 2022, operator: ">=", value: 0 };
    expect(judgeTarget(growth, zero)).toMatchObject({ status: "not_computable", reason: "base_zero" });
  });
});

test("a plateau begins with the first year within two per cent of the highest", () => {
  const flat = annualSeries(2021, [90, 97, 98.1, 99, 100, 100, 100]);
  expect(judgeTarget({ kind: "plateau", by: 2023 }, flat)).toMatchObject({ status: "met", actual: 2023, margin: 0 });
  expect(judgeTarget({ kind: "plateau", by: 2022 }, flat)).toMatchObject({ status: "missed", margin: -1 });
});

test("a range is met within its ends, by the distance to the nearer one", () => {
  const range: TargetSpec = { kind: "range", year: 2031, low: 305, high: 312 };
  expect(judgeTarget(range, rising)).toMatchObject({ status: "met", actual: 310, margin: 2, first_year_met: 2026 });
  expect(judgeTarget({ ...range, high: 308 }, rising)).toMatchObject({ status: "missed", margin: -2 });
});

test("a relative target compares two falls since one year", () => {
  const industry = annualSeries(2021, [100, 90, 70]);
  const economy = annualSeries(2021, [10, 9.5, 8]);
  const faster: TargetSpec = { kind: "relative", from: 2021, year: 2023, operator: ">=", value: 0 };
  expect(judgeTarget(faster, industry, economy)).toMatchObject({ status: "met", first_year_met: 2022 });
  expect(judgeTarget(faster, industry, economy).margin).toBeCloseTo(0.1, 12);
  expect(judgeTarget(faster, economy, industry).status).toBe("missed");
  expect(judgeTarget(faster, industry)).toMatchObject({ status: "not_computable", reason: "no_series" });
});

describe("zero and negative amounts", () => {
  const exports = annualSeries(2025, [-80, -90, -100]);
  const imports = annualSeries(2025, [-100, -90, -80]);
  const sinking = annualSeries(2025, [50, 0, -25]);
  const decline: TargetSpec = { kind: "decline", from: 2025, year: 2027 };
  const notAbove: TargetSpec = { kind: "hold", from: 2025, year: 2027, operator: "<=" };
  const notBelow: TargetSpec = { ...notAbove, operator: ">=" };
  const reduction: TargetSpec = { kind: "reduction", from: 2025, year: 2027, operator: ">=", value: 1 };
  const growth: TargetSpec = { kind: "growth", from: 2025, year: 2027, operator: "<=", value: 0.02 };

  test("lower, not above and not below are judged by value, and told in the series' unit", () => {
    expect(judgeTarget(decline, exports)).toMatchObject({ status: "met", terms: "unit", actual: -20, margin: 20 });
    expect(judgeTarget(decline, imports)).toMatchObject({ status: "missed", actual: 20, margin: -20 });
    expect(judgeTarget(notAbove, exports)).toMatchObject({ status: "met", terms: "unit", required: 0.02 * 80 });
    expect(judgeTarget(notAbove, imports)).toMatchObject({ status: "missed", required: 2, actual: 20, margin: -18 });
    expect(judgeTarget(notBelow, exports)).toMatchObject({ status: "missed", actual: -20 });
    expect(judgeTarget(notBelow, imports).status).toBe("met");
  });

  test("from zero nothing may rise, and what falls below it is lower", () => {
    const fromZero = annualSeries(2025, [0, 0, 3]);
    expect(judgeTarget(notAbove, fromZero)).toMatchObject({ status: "missed", terms: "unit", actual: 3, margin: -3 });
    expect(judgeTarget(notAbove, annualSeries(2025, [0, 0, 0])).status).toBe("met");
    expect(judgeTarget(decline, annualSeries(2025, [0, 0, 0])).status).toBe("missed");
    expect(judgeTarget(decline, annualSeries(2025, [0, -1, -2])).status).toBe("met");
  });

  test("shares and rates of a negative year are not computable; 150 per cent less than a positive one are", () => {
    for (const spec of [reduction, growth])
      expect(judgeTarget(spec, exports)).toMatchObject({ status: "not_computable", reason: "base_negative" });
    expect(judgeTarget(reduction, sinking)).toMatchObject({ status: "met", actual: 1.5, first_year_met: 2026 });
  });

  test("no yearly rate leads below zero, and one to zero is -100 %", () => {
    expect(judgeTarget(growth, sinking)).toMatchObject({ status: "not_computable", reason: "crosses_zero" });
    expect(judgeTarget(growth, sinking).actual).toBeUndefined();
    expect(judgeTarget({ ...growth, year: 2026 } as TargetSpec, sinking)).toMatchObject({ status: "met", actual: -1 });
  });

  test("a relative target says which of the two cannot be measured", () => {
    const relative: TargetSpec = { kind: "relative", from: 2025, year: 2027, operator: ">=", value: 0 };
    expect(judgeTarget(relative, exports, sinking)).toMatchObject({ reason: "base_negative" });
    expect(judgeTarget(relative, sinking, exports)).toMatchObject({ reason: "other_base_not_positive" });
  });

  test("a plateau below zero begins within two per cent of its highest", () => {
    const flat = annualSeries(2025, [-130, -101, -100, -102]);
    expect(judgeTarget({ kind: "plateau", by: 2026 }, flat)).toMatchObject({
      status: "met",
      actual: 2026,
      level: -100,
    });
    expect(judgeTarget({ kind: "plateau", by: 2025 }, annualSeries(2025, [0, 0, 0]))).toMatchObject({ actual: 2025 });
  });

  test("a crossing over nothing lies above or below every ratio, and over a negative amount has none", () => {
    const gone = annualSeries(2025, [10, 0, 0]);
    const asked = { year: 2026, operator: ">=", value: 1 } as const;
    expect(judgeCrossing(asked, annualSeries(2025, [5, 6, 7]), gone, 1)).toEqual({
      status: "met",
      reason: "over_zero",
      terms: "share",
      required: 1,
      first_year_met: 2026,
    });
    expect(judgeCrossing({ ...asked, operator: "<=" }, annualSeries(2025, [5, 6, 7]), gone, 1).status).toBe("missed");
    expect(judgeCrossing(asked, gone, gone, 1)).toMatchObject({ status: "not_computable", reason: "over_zero" });
    expect(judgeCrossing(asked, gone, exports, 1)).toMatchObject({ status: "not_computable", reason: "over_negative" });
    expect(judgeCrossing({ ...asked, year: 2025 }, annualSeries(2025, [5]), gone, 0.5)).toMatchObject({ actual: 1 });
  });

  test("what has no number in the year is not computable, in no kind of target", () => {
    const holes = annualSeries(2025, [1, Number.NaN, Number.POSITIVE_INFINITY]);
    const specs: TargetSpec[] = [
      { kind: "level", year: 2026, operator: ">=", value: 0 },
      { kind: "level", year: 2027, operator: ">=", value: 0 },
      { kind: "range", year: 2027, low: 0, high: 1 },
      { kind: "increment", from: 2025, year: 2027, operator: ">=", value: 0 },
      { kind: "plateau", by: 2026 },
      { kind: "peak", by: 2026 },
      decline,
      notAbove,
      reduction,
      growth,
    ];
    for (const spec of specs)
      expect(judgeTarget(spec, holes)).toMatchObject({ status: "not_computable", reason: "not_finite" });
  });

  test("rounding beside the series' own size decides nothing", () => {
    const rounded = annualSeries(2025, [100, 1e-14, -1e-14]);
    const level = (year: number, operator: "<=" | ">" | "<" | "="): TargetSpec => ({
      kind: "level",
      year,
      operator,
      value: 0,
    });
    expect(judgeTarget(level(2026, "<="), rounded).status).toBe("met");
    expect(judgeTarget(level(2026, "="), rounded).status).toBe("met");
    expect(judgeTarget(level(2026, ">"), rounded).status).toBe("missed");
    expect(judgeTarget(level(2027, "<"), rounded).status).toBe("missed");
  });
});

describe("what may be said of a target", () => {
  const sure = { unobserved: false, unplanned: false, error: 0 };
  const level = (value: number) =>
    judgeTarget({ kind: "level", year: 2030, operator: ">=", value: 20 }, annualSeries(2030, [value]));

  test("a margin that what is uncertain can turn is met or missed within error, on either side of what was asked", () => {
    const said = (value: number, error: number) => targetStatus(level(value), { ...sure, error });
    expect([25, 22, 20, 18, 15].map((value) => said(value, 3))).toEqual([
      "met",
      "met_within_error",
      "met_within_error",
      "missed_within_error",
      "missed",
    ]);
    expect([20, 19.9].map((value) => said(value, 0))).toEqual(["met", "missed"]);
  });

  test("the error is what moves the margin to the other verdict, independent inputs in quadrature", () => {
    // Met by 5: one input takes 3 away at its low, the other 4 at its high; what they add on the other side is no doubt.
    const [low, high] = [
      [level(22), level(40)],
      [level(60), level(21)],
    ];
    expect(errorOf(level(25), [low, high])).toBeCloseTo(5, 12);
    expect(errorOf(level(25), [])).toBe(0);
    expect(errorOf(level(18), [[level(16), level(19)]])).toBeCloseTo(1, 12);
  });

  test("of a peak it is the band: one that reaches past the year asked for is met within error, one that begins by it missed so", () => {
    const said = (by: number) => {
      const result = judgeTarget({ kind: "peak", by }, parabola);
      return targetStatus(result, { ...sure, error: errorOf(result, []) });
    };
    expect([2025, 2026, 2029, 2030, 2033, 2034].map(said)).toEqual([
      "missed",
      "missed_within_error",
      "missed_within_error",
      "met_within_error",
      "met_within_error",
      "met",
    ]);
    // Too high, or no peak at all, is no matter of years.
    const high = judgeTarget({ kind: "peak", by: 2032, below: 300 }, parabola);
    expect(targetStatus(high, { ...sure, error: errorOf(high, []) })).toBe("missed");
  });

  test("a past year that nobody observed decides nothing, and what no measure is sized for is no miss of a plan", () => {
    for (const value of [15, 25])
      expect(targetStatus(level(value), { ...sure, unobserved: true, error: 100 })).toBe("undecided");
    expect(targetStatus(level(15), { ...sure, unplanned: true })).toBe("not_planned");
    expect(targetStatus(level(25), { ...sure, unplanned: true })).toBe("met");
    const open = judgeTarget({ kind: "level", year: 2050, operator: ">=", value: 20 }, annualSeries(2030, [1]));
    expect(targetStatus(open, { ...sure, unobserved: true })).toBe("not_computable");
  });

  test("an inventory that is wrong is so in whatever unit the model's emissions are", () => {
    const { region } = toyRun("toyland/policy").scenario;
    expect(region.inventoryUncertainty).toBe(0.1);
    const carbon = toyModel((text) => text.replaceAll("tCO2", "tC"));
    expect(["ktC", "GW*h"].map((unit) => inventoryError(region, carbon, unit))).toEqual([0.1, 0]);
  });

  test("every status is counted once", () => {
    const counts = countStatuses([...targetStatuses, "met" as const].map((status) => ({ status })));
    expect(Object.values(counts).reduce((so, count) => so + count)).toBe(targetStatuses.length + 1);
    expect(counts.met).toBe(2);
  });
});
