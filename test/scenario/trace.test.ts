import { expect, test } from "vitest";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import { traceInput } from "../../src/scenario/trace.ts";
import { composed, toy } from "./toy.ts";

const scenario = composed(`extends: reference
assume:
  gdp_growth: {2025-2030: 5 %/yr, source: plan}
levers:
  more_wind: {strength: 0.5}
  all_hours: {}
`);

test("a number knows its file, line, column, source and what it overrode", () => {
  const roof = traceInput(scenario, "full_load_hours", 3, 2025);
  expect(roof).toMatchObject({ base: 900, kind: "given", steps: [] });
  const chain = [];
  for (let given = roof.givens[0]; given !== undefined; given = given.overrode as typeof given) chain.push(given);
  expect(chain.map(({ text, at, source }) => `${text} ${at.file}:${at.line}:${at.column} ${source}`)).toEqual([
    "900 h/yr data/regions/isle.yaml:14:31 undefined",
    "1100 h/yr data/regions/nation.yaml:5:28 undefined",
    "1000 h/yr data/regions/nation.yaml:4:28 handbook",
  ]);
});

test("a year between two names both, and what was estimated", () => {
  const wind = traceInput(scenario, "planned_capacity", 1, 2023);
  expect(wind).toMatchObject({ value: 2, kind: "between" });
  expect(wind.givens.map(({ text, estimated }) => [text, estimated])).toEqual([
    ["1000 MW", undefined],
    ["3 GW", "trend"],
  ]);
});

test("an assumption names what the region gave", () => {
  expect(traceInput(scenario, "gdp_growth", 0, 2027)).toMatchObject({
    value: 5,
    givens: [{ layer: "assume", source: "plan", at: { file: "scenarios/isle/test.yaml", line: 3 } }],
    replaced: { kind: "between", givens: [{ text: "5 %/yr" }, { text: "4 %/yr", estimated: "assumed" }] },
  });
  expect(traceInput(scenario, "gdp_growth", 0, 2023)).toMatchObject({
    value: 5,
    replaced: undefined,
    givens: [{ layer: "region" }],
  });
  expect(traceInput(scenario, "emission_factor", 1, 2023)).toMatchObject({ value: 0, kind: "default", givens: [] });
});

test("each lever is a step with its amount, its weight and its places", () => {
  const { base, value, steps } = traceInput(scenario, "planned_capacity", 1, 2027);
  expect([base, value]).toEqual([3, 4]);
  expect(steps).toMatchObject([
    {
      lever: "more_wind",
      mode: "add",
      text: "4 GW",
      amount: 4,
      weight: 0.25,
      from: 3,
      to: 4,
      at: { line: 5 },
      effectAt: { file: "data/levers/power.yaml", line: 6 },
    },
  ]);
});

test("the trace's value is the one that runs, for every cell and year", () => {
  const { values } = scenarioInputs(scenario);
  for (const { name, size, yearly } of toy.parameters.values()) {
    for (let cell = 0; cell < size; cell++) {
      for (let year = scenario.baseYear; year <= scenario.horizon; year++) {
        const i = (yearly ? (year - scenario.baseYear) * size : 0) + cell;
        expect(traceInput(scenario, name, cell, year).value).toBe(values.get(name)?.[i]);
      }
    }
  }
});
