import { expect, test } from "vitest";
import type { Inputs, Model } from "../../../src/engine/language/model.ts";
import { differingInputs, placeOfInput } from "../../../src/questions/compare/comparison.ts";
import { toyRun } from "../../run/toy-runs.ts";

// Only what the comparison reads of a model.
const at = { file: "test.yaml", line: 1, column: 1 };
const label = { en: "x", zh: "x" };
const members = [
  { name: "coal", label },
  { name: "wind", label },
];
const model = {
  sets: new Map([["fuel", { name: "fuel", label, members, numeric: false, at }]]),
  domains: new Map([["fuel", { name: "fuel", parent: "fuel", positions: [0, 1] }]]),
  parameters: new Map([
    ["hours", { name: "hours", over: ["fuel"], yearly: true, size: 2 }],
    ["lifetime", { name: "lifetime", over: [], yearly: false, size: 1 }],
    ["unused", { name: "unused", over: [], yearly: false, size: 1 }],
  ]),
} as unknown as Model;

const inputs = (hours: number[], lifetime: number, baseYear = 2021): Inputs => ({
  baseYear,
  years: hours.length / 2,
  values: new Map([
    ["hours", Float64Array.from(hours)],
    ["lifetime", Float64Array.of(lifetime)],
  ]),
  observed: new Map(),
});

test("finds the cell, the first year and the values of each scenario", () => {
  const a = inputs([1, 10, 1, 10, 1, 10], 30);
  const b = inputs([1, 10, 1, 12, 1, 14], 25);
  expect(differingInputs(model, [a, b], [2023, 2040])).toEqual([
    {
      parameter: "hours",
      members: ["wind"],
      cell: 1,
      from: 2022,
      samples: [
        { year: 2022, values: [10, 12] },
        { year: 2023, values: [10, 14] },
      ],
    },
    { parameter: "lifetime", members: [], cell: 0, from: undefined, samples: [{ year: undefined, values: [30, 25] }] },
  ]);
});

test("finds nothing between a scenario and itself", () => {
  const a = inputs([1, 10, 1, 10], 30);
  expect(differingInputs(model, [a, a, a], [2022])).toEqual([]);
});

test("aligns by calendar year; a missing year is undefined", () => {
  const a = inputs([1, 10, 1, 10], 30);
  const later = inputs([1, 10, 1, 10], 30, 2022);
  expect(differingInputs(model, [a, later], [])[0]).toMatchObject({
    members: ["coal"],
    from: 2021,
    samples: [{ year: 2021, values: [1, undefined] }],
  });
});

test.each([
  ["toyland/reference", "growth", 0, 2030, "data/regions/toyland.yaml:14", undefined],
  ["toyland/policy", "growth", 1, 2026, "scenarios/toyland/policy.yaml:4", undefined],
  ["toyland/policy", "growth", 0, 2030, "scenarios/toyland/policy.yaml:7", "efficiency"],
  ["toyland/policy", "clean", 0, 2030, "scenarios/toyland/policy.yaml:6", "wind"],
  ["toyland/policy", "imported", 0, 2030, "data/regions/toyland.yaml:19", undefined],
])("%s has %s[%d] of %d from %s", (id, parameter, cell, from, place, lever) => {
  const found = placeOfInput(toyRun(id).scenario, { parameter, cell, from });
  expect([`${found?.at.file}:${found?.at.line}`, found?.lever]).toEqual([place, lever]);
  expect(found?.at.column).toBeGreaterThan(0);
});

test("a year or parameter that a scenario does not have has no place", () => {
  const { scenario } = toyRun("toyland/reference");
  expect(placeOfInput(scenario, { parameter: "growth", cell: 0, from: 1990 })).toBeUndefined();
  expect(placeOfInput(scenario, { parameter: "nothing", cell: 0, from: 2030 })).toBeUndefined();
});
