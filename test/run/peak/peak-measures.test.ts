import { expect, test } from "vitest";
import { peakDifference } from "../../../src/run/peak/peak-measures.ts";

const peak = (year: number, level: number, from: number, to: number) => ({
  year,
  level,
  band: { from, to, tolerance: 0.02 },
});

test("two peaks in each other's band and within the inventory's uncertainty are the same", () => {
  const found = peakDifference(peak(2025, 544, 2024, 2027), peak(2027, 530, 2025, 2028), 0.1);
  expect(found).toMatchObject({ same_years: true, same_level: true });
  expect(found.level_difference).toBeCloseTo(14 / 544, 12);
});

test("a year inside a wide band is not the same where its own band is narrow", () => {
  expect(peakDifference(peak(2040, 500, 2026, 2056), peak(2027, 500, 2026, 2029), 0.1).same_years).toBe(false);
  expect(peakDifference(peak(2040, 500, 2026, 2056), peak(2027, 500, 2026, 2045), 0.1).same_years).toBe(true);
});

test("levels are held against the stated uncertainty, of the higher one, to the very edge", () => {
  const levels = (other: number, uncertainty: number | undefined) =>
    peakDifference(peak(2025, 500, 2024, 2026), peak(2025, other, 2024, 2026), uncertainty).same_level;
  expect([levels(450, 0.1), levels(449, 0.1), levels(555, 0.1), levels(556, 0.1)]).toEqual([true, false, true, false]);
  expect(levels(500, undefined)).toBeUndefined();
});

test("which one comes first does not matter", () => {
  const [a, b] = [peak(2025, 500, 2024, 2026), peak(2026, 560, 2025, 2030)];
  expect(peakDifference(a, b, 0.1)).toEqual(peakDifference(b, a, 0.1));
});
