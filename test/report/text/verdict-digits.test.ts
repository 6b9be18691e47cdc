import { expect, test } from "vitest";
import { percent, signed } from "../../../src/report/text/number-text.ts";
import { digitsApart, digitsForVerdict } from "../../../src/report/text/verdict-digits.ts";
import type { TargetResult } from "../../../src/run/targets/targets.ts";

const show = (value: number, more: number): string => percent(value, 1 + more);
const difference = (value: number, more: number): string => `${signed(100 * value, 1 + more)} points`;
const judged = (status: "met" | "missed", actual: number, required: number, margin: number): TargetResult => ({
  status,
  terms: "share",
  actual,
  required,
  margin,
});

test("59.994 % is not printed as the 60 % that it misses", () => {
  const more = digitsForVerdict(judged("missed", 0.59994, 0.6, -0.00006), ">=", show, difference);
  expect(show(0.59994, more)).toBe("59.99 %");
  expect(difference(-0.00006, more)).toBe("-0.01 points");
});

test("a strict bound that is kept is seen to be kept, and a bound that is met needs no digits", () => {
  expect(digitsForVerdict(judged("met", 0.60001, 0.6, 0.00001), ">", show, difference)).toBe(2);
  expect(digitsForVerdict(judged("met", 0.60001, 0.6, 0.00001), ">=", show, difference)).toBe(0);
  expect(digitsForVerdict(judged("missed", 0.6, 0.6, 0), ">", show, difference)).toBe(0);
});

test("what misses an equal, or a bound of a range, by little shows it", () => {
  expect(digitsForVerdict(judged("missed", 0.60001, 0.6, -0.00001), "=", show, difference)).toBe(2);
  expect(digitsForVerdict(judged("missed", 0.28004, 0.25, -0.00004), undefined, show, difference)).toBe(2);
});

test("two levels get the digits that tell them apart", () => {
  expect(digitsApart(455.36, 455.24)).toBe(4);
  expect(digitsApart(455.31, 455.29)).toBe(5);
});
