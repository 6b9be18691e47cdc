import { expect, test } from "vitest";
import { lightOf } from "../../../src/questions/assessment/lights.ts";
import { onPath } from "../../../src/questions/assessment/paths.ts";

test("a path goes through its base, its milestones and its promise, straight between them", () => {
  const path = [
    { year: 2020, value: 20 },
    { year: 2025, value: 24 },
    { year: 2030, value: 30 },
  ];
  expect([2019, 2020, 2022, 2025, 2026, 2030, 2031].map((year) => onPath(path, year))).toEqual([
    ...[undefined, 20, 21.6, 24, 25.2, 30, undefined],
  ]);
  expect(onPath([{ year: 2030, value: 30 }], 2025)).toBeUndefined();
});

const situation = { margin: -1, error: 0, isTold: true, isBegun: true, isProjected: false, last: false } as const;

test.each([
  [{ status: "met", margin: 1, outlook: "met" }, "green", "on_the_way"],
  [{ status: "met", margin: 0, outlook: "missed" }, "yellow", "course_misses"],
  [{ status: "met", margin: 1, error: 2, outlook: "met" }, "yellow", "within_error"],
  [{ status: "missed", error: 2, outlook: "missed" }, "yellow", "within_error"],
  [{ status: "missed", outlook: "met" }, "yellow", "recoverable"],
  [{ status: "missed", outlook: "met_within_error" }, "yellow", "recoverable"],
  [{ status: "missed", outlook: "missed_within_error" }, "yellow", "course_within_error"],
  [{ status: "missed", outlook: "missed" }, "red", "behind_and_missed"],
  [{ status: "missed", outlook: "missed", last: true }, "red", "missed_in_year"],
  [{ status: "missed", outlook: "missed", last: true, isProjected: true }, "red", "missed_as_projected"],
  [{ status: "missed", outlook: "not_planned" }, "grey", "not_planned"],
  [{ status: "missed", outlook: "not_planned", last: true, isProjected: true }, "grey", "not_planned"],
  [{ status: "missed", outlook: "not_planned", last: true }, "red", "missed_in_year"],
  [{ status: "met", margin: 1, error: 2, outlook: "not_planned" }, "grey", "not_planned"],
  [{ status: "met", margin: 3, error: 2, outlook: "not_planned" }, "green", "on_the_way"],
  [{ status: "missed", outlook: "not_computable" }, "grey", "no_projection"],
  [{ status: undefined, margin: undefined, outlook: "met" }, "grey", "no_value"],
  [{ status: "met", isTold: false, outlook: "met" }, "grey", "no_baseline"],
  [{ status: "met", isBegun: false, outlook: "met" }, "grey", "not_begun"],
] as const)("%j is %s: %s", (given, light, reason) => {
  expect(lightOf({ ...situation, ...given })).toEqual({ light, reason });
});
