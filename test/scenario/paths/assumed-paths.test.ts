import { expect, test } from "vitest";
import { traceInput } from "../../../src/scenario/trace.ts";
import { composed, mistakes, toy } from "../toy.ts";

// The isle plans 10 GW of coal throughout, and 1 GW of wind in 2021, 3 GW from 2025 on.
const wind = 1;

/** Wind by year, as a scenario of this text has it. */
function windOf(text: string, files: Readonly<Record<string, string>> = {}): (year: number) => number {
  const { base } = composed(text, files);
  const { size } = toy.parameters.get("planned_capacity") ?? { size: 0 };
  return (year) => (base.values.get("planned_capacity") as Float64Array)[(year - 2021) * size + wind];
}

const assume = (path: string) => `extends: reference\nassume: {planned_capacity.wind: ${path}}\n`;

test("an assumption that ends before its parent's path does says so where it ends", () => {
  const { notes } = composed(assume("{2023: 2 GW}"));
  expect(notes.map(({ at, path, message }) => `${at.line}:${at.column} ${path}: ${message.en}`)).toEqual([
    "2:40 assume.planned_capacity.wind: held at 2 GW from 2023 on; isle/reference reaches 3 GW in 2040",
  ]);
  expect(notes[0].message.zh).toBe("自 2023 年起保持 2 GW；isle/reference 在 2040 年达到 3 GW");
});

test("no word where the parent does not move any more, or where the file says what holds", () => {
  for (const path of [
    "{2025: 2 GW}",
    "{2023: 2 GW, then: held}",
    "{2023: 2 GW, then: as parent}",
    "{2023: 4 GW, hold: at least}",
  ])
    expect(composed(assume(path)).notes, path).toEqual([]);
});

test("between: smooth is a curve without edges through the numbers, flat at the last one", () => {
  const of = windOf(assume("{2023: 1 GW, 2027: 5 GW, 2035: 9 GW, between: smooth}"));
  expect([2023, 2027, 2035, 2040].map(of)).toEqual([1, 5, 9, 9]);
  const rises = Array.from({ length: 12 }, (_, i) => of(2024 + i) - of(2023 + i));
  expect(Math.min(...rises)).toBeGreaterThan(0);
  expect(rises[11]).toBeLessThan(0.1);
  // A line would turn by 0.5 GW a year in 2027.
  expect(Math.abs(rises[4] - rises[3])).toBeLessThan(0.25);
});

test("low and high are refused where nobody states a range", () => {
  expect(mistakes(() => composed(assume("low")))).toEqual([
    expect.stringContaining("nobody states a low of planned_capacity here"),
  ]);
  const oneEnd = {
    "data/regions/isle/base.csv":
      "id,members,year,value,unit,low\nplanned_capacity,coal,,10,GW,\nplanned_capacity,wind,,3,GW,2\n",
  };
  expect(windOf(assume("low"), oneEnd)(2030)).toBe(2);
  expect(mistakes(() => composed(assume("high"), oneEnd))).toEqual([
    expect.stringContaining("nobody states a high of planned_capacity here"),
  ]);
});

test("then: as parent joins the parent's path at its next given year", () => {
  const of = windOf(assume("{2023: 5 GW, then: as parent}"));
  expect([2021, 2022, 2023, 2024, 2025, 2040].map(of)).toEqual([1, 1.5, 5, 4, 3, 3]);
  const step = windOf(assume("{2023: 5 GW, between: step, then: as parent}"));
  expect([2023, 2024, 2025].map(step)).toEqual([5, 5, 3]);
  // After the parent's last given year there is nothing to join: it holds from the year after.
  const late = windOf(assume("{2030: 5 GW, then: as parent}"));
  expect([2029, 2030, 2031, 2040].map(late)).toEqual([3, 5, 3, 3]);
});

test("hold: at least is the larger of both, from its first year on", () => {
  const of = windOf(assume("{2023: 2.5 GW, 2031: 8.5 GW, hold: at least}"));
  expect([2022, 2023, 2025, 2027, 2031, 2040].map(of)).toEqual([1.5, 2.5, 4, 5.5, 8.5, 8.5]);
  expect([2021, 2023, 2025].map(windOf(assume("{value: 2.5 GW, hold: at least}")))).toEqual([2.5, 2.5, 3]);
});

test("a child's years stand on a parent's rule, and the rule on the parent's own years", () => {
  const files = { "scenarios/isle/middle.yaml": assume("{2023: 5 GW, then: as parent}") };
  const child = windOf("extends: middle\nassume: {planned_capacity.wind: {2030: 9 GW}}\n", files);
  expect([2023, 2024, 2029, 2030, 2040].map(child)).toEqual([5, 4, 3, 9, 9]);
  const dated = { "scenarios/isle/middle.yaml": assume("{2023: 5 GW, 2033: 15 GW}") };
  const joined = windOf("extends: middle\nassume: {planned_capacity.wind: {2028: 1 GW, then: as parent}}\n", dated);
  expect([2023, 2027, 2028, 2033, 2040].map(joined)).toEqual([5, 9, 1, 15, 15]);
});

test("the default of the model is a parent too", () => {
  const { base } = composed(
    "extends: reference\nassume: {planned_capacity.solar_roof: {2030: 2 GW, then: as parent}}\n",
  );
  const values = base.values.get("planned_capacity") as Float64Array;
  expect([2029, 2030, 2031].map((year) => values[(year - 2021) * 4 + 3])).toEqual([0, 2, 0]);
});

test("a trace names the rule and the number behind it", () => {
  const scenario = composed(assume("{2023: 5 GW, then: as parent}"));
  const after = traceInput(scenario, "planned_capacity", wind, 2030);
  expect(after).toMatchObject({ value: 3, rule: { kind: "as_parent", given: { text: "5 GW" } }, replaced: undefined });
  const floor = composed(assume("{2023: 2.5 GW, hold: at least}"));
  expect(traceInput(floor, "planned_capacity", wind, 2025)).toMatchObject({
    value: 3,
    givens: [{ text: "3 GW", layer: "region" }],
    rule: { kind: "at_least", given: { text: "2.5 GW" } },
  });
});

test("null removes what a parent assumes, in the last file as in one before it, and nothing else", () => {
  const parent = { "scenarios/isle/middle.yaml": assume("{2023: 5 GW, 2030: 7 GW}") };
  expect(windOf("extends: middle\nassume: {planned_capacity.wind: {2030: null}}\n", parent)(2040)).toBe(5);
  expect(windOf("extends: middle\nassume: {planned_capacity.wind: null}\n", parent)(2040)).toBe(3);
  const twice = {
    ...parent,
    "scenarios/isle/less.yaml": "extends: middle\nassume: {planned_capacity.wind: null}\n",
    "scenarios/isle/none.yaml": "extends: middle\nassume: {planned_capacity.*: null}\n",
  };
  expect(windOf("extends: [less, none]\n", twice)(2040)).toBe(3);
  const wrong = mistakes(() => composed("extends: middle\nassume: {planned_capacity.wind: {2031: null}}\n", parent));
  expect(wrong).toEqual([
    "scenarios/isle/test.yaml:2:34  assume.planned_capacity.wind.2031: there is nothing to remove: no parent gives a number for 2031; write one, or leave the year out",
  ]);
});

test("a target from a year of which nothing is known, and one without an operator, are noted", () => {
  const { notes } = composed(
    'extends: reference\ntargets:\n  emissions.energy: {reduction_from: 1990, 2030: ">= 5 %"}\n  generation.wind: {2030: 6 TW*h/yr}\n',
  );
  expect(notes.map(({ path, message }) => `${path}: ${message.en}`)).toEqual([
    "targets.emissions.energy: measured from 1990, of which the region knows nothing; it cannot be computed",
    'targets.generation.wind.2030: asks for exactly 6 TW*h/yr, to a millionth; a bound is written ">= 6 TW*h/yr" or "<= 6 TW*h/yr"',
  ]);
});
