import { expect, test } from "vitest";
import { interpret } from "../../src/engine/program/interpret.ts";
import { composeScenario, type RegionCache } from "../../src/scenario/compose.ts";
import { modelWithIndicators } from "../../src/scenario/indicators.ts";
import type { ScenarioLever } from "../../src/scenario/levers/scenario-levers.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { composed, libraryOf, mistakes, toy } from "./toy.ts";

const wind = 1;

function series(scenario: Scenario, parameter: string, cell = 0, values = scenario.base.values): number[] {
  const numbers = values.get(parameter) as Float64Array;
  const size = toy.parameters.get(parameter)?.size ?? 0;
  return Array.from({ length: numbers.length / size }, (_, i) => numbers[i * size + cell]);
}

test("a region's years go over its parent's, and a year between two is interpolated", () => {
  const growth = series(composed("extends: reference\n"), "gdp_growth");
  expect(growth.slice(0, 4)).toEqual([6, 3, 5, 5 + (4 - 5) / 7]);
  expect(growth[9]).toBe(4);
  expect(growth.at(-1)).toBe(4);
});

test("an exact path wins over a glob, a glob over the bare name, and units are converted", () => {
  const scenario = composed("extends: reference\n");
  expect([0, 1, 2, 3].map((cell) => series(scenario, "full_load_hours", cell)[0])).toEqual([1000, 1000, 1100, 900]);
  expect(series(scenario, "planned_capacity", wind).slice(0, 6)).toEqual([1, 1.5, 2, 2.5, 3, 3]);
});

test("an assumption replaces the region's path from its first year on", () => {
  const scenario = composed("extends: reference\nassume:\n  gdp_growth: {2025-2030: 5 %/yr, 2031-2040: 2.8 %/yr}\n");
  const growth = series(scenario, "gdp_growth");
  expect(growth.slice(0, 3)).toEqual([6, 3, 5]);
  expect(growth.slice(4, 10)).toEqual([5, 5, 5, 5, 5, 5]);
  expect(growth.slice(10)).toEqual(Array(10).fill(2.8));
  expect(scenario.notes).toEqual([]);
});

test("an assumption without years replaces all of them, and says so where they were observed", () => {
  const scenario = composed("extends: reference\nassume:\n  gdp_growth: 5 %/yr\n");
  expect(new Set(series(scenario, "gdp_growth"))).toEqual(new Set([5]));
  expect(scenario.notes.map(({ message }) => message.en)).toEqual([
    "replaces what was observed in 2022-2023 (data/regions/isle/base.csv:5)",
  ]);
});

test("an assumption by steps holds each value until the next", () => {
  const scenario = composed(
    "extends: reference\nassume:\n  population: {2021: 1 Mperson, 2030: 2, 2035: 3, unit: Mperson, between: step}\n",
  );
  expect(series(scenario, "population").slice(8, 16)).toEqual([1, 2, 2, 2, 2, 2, 3, 3]);
});

test("parents apply in order, each once; years merge, null removes", () => {
  const files = {
    "scenarios/isle/a.yaml":
      "extends: reference\nassume:\n  gdp_growth: {2025: 1 %/yr, 2030: 1 %/yr}\n  population: 5 Mperson\n",
    "scenarios/isle/b.yaml":
      "extends: reference\nassume:\n  gdp_growth: {2030: 2 %/yr}\nlevers:\n  more_wind: {strength: 0.5, start: 2030, full: 2032}\n",
  };
  const scenario = composed(
    "extends: [a, b]\nassume:\n  population: null\n  gdp_growth: {2035: 3 %/yr}\nlevers:\n  more_wind: {start: null, full: null, level: 3}\n",
    files,
  );
  expect(scenario.chain).toEqual(["isle/reference", "isle/a", "isle/b", "isle/test"]);
  const growth = series(scenario, "gdp_growth");
  expect([growth[4], growth[9], growth[14]]).toEqual([1, 2, 3]);
  expect(series(scenario, "population")[0]).toBe(1);
  const lever = scenario.levers.get("more_wind");
  expect(lever).toMatchObject({ strength: 0.75, level: 3, start: 2026, full: 2029 });
});

test("a count gives the strength and its year, a child's level stands in its place, and the other way round", () => {
  const more = (sun: string, parent: string, child: string) =>
    composed(`extends: a\nlevers: {more_sun: ${child}}\n`, {
      "scenarios/isle/a.yaml": `extends: reference\nlevers: {more_sun: ${parent}}\n`,
      "data/levers/sun.yaml": `model: toy\nlevers:\n  more_sun: {label: S, family: renewables, source: plan, start: 2026, full: 2035, counted: ${sun}, effects: [{path: planned_capacity.solar_roof, mode: add, amount: 4 GW}]}\n`,
    }).levers.get("more_sun");
  const count = "{value: 0.3, low: 0.1, high: 0.5, full: 2030, source: survey}";
  const counted = "{basis: counted, responsible: {en: Energy bureau, zh: 能源局}}";
  expect(more(count, counted, "{}")).toMatchObject({
    strength: 0.3,
    full: 2030,
    basis: "counted",
    responsible: { zh: "能源局" },
  });
  expect(more(count, counted, "{full: 2032}")).toMatchObject({ strength: 0.3, full: 2032 });
  expect(more(count, counted, "{level: 4}")).toMatchObject({ strength: 1, full: 2030, basis: undefined });
  expect(more(count, "{strength: 0.9, basis: own}", "{basis: counted}")).toMatchObject({
    strength: 0.3,
    basis: "counted",
  });
  expect(more(count, "{strength: 0.9}", "{basis: own}")).toMatchObject({ strength: 0.9, basis: "own" });
});

test("null takes a lever, a target or a whole section out again", () => {
  const files = {
    "scenarios/isle/a.yaml":
      "extends: reference\nassume: {gdp_growth: 1 %/yr}\nlevers: {more_wind: {}, less_coal: {}}\ntargets: {wind_share: {2030: '>= 25 %', 2035: '>= 30 %'}}\n",
  };
  const scenario = composed(
    "extends: a\nassume: null\nlevers: {more_wind: null}\ntargets: {wind_share: {2030: null}}\n",
    files,
  );
  expect([...scenario.levers.keys()]).toEqual(["less_coal"]);
  expect(scenario.targets).toMatchObject([{ year: 2035 }]);
  expect(series(scenario, "gdp_growth")[0]).toBe(6);
});

test("a region changes a lever of the library for itself", () => {
  const scenario = composed("extends: reference\nlevers: {more_wind: {}}\n", {
    "data/regions/nation.yaml": `model: toy
parameters:
  gdp_growth: 5 %/yr
  full_load_hours: 1000 h/yr
levers:
  more_wind:
    effects: [{path: planned_capacity.wind, mode: add, amount: 8 GW}]
  less_coal: null
`,
  });
  expect(scenario.levers.get("more_wind")?.lever).toMatchObject({ family: "renewables", start: 2026 });
  expect(series(scenario, "planned_capacity", wind, scenarioInputs(scenario).values).at(-1)).toBe(3 + 8);
  expect(scenario.region.levers.has("less_coal")).toBe(false);
});

test("observed values and history come in the unit of their variable, with their source", () => {
  const { base, region } = composed("extends: reference\n");
  expect([...(base.observed.get("gdp") as Float64Array).slice(0, 4)]).toEqual([Number.NaN, 103, 108, Number.NaN]);
  expect(region.history).toMatchObject([
    { variable: "emissions", cell: 0, year: 2019, given: { value: 7.5, source: "inventory" } },
    { variable: "emissions", cell: 0, year: 2020, given: { value: 7.8, estimated: "scaled" } },
  ]);
  expect(region.inventoryUncertainty).toBe(0.1);
});

test("targets of all kinds, in the unit of their variable", () => {
  const { targets } = composed(`extends: reference
targets:
  peak: [{boundary: net, by: 2030, below: 9000 ktCO2}, {sector: steel, by: 2028}]
  homes_peak: {variable: sector_energy.homes, by: 2035}
  wind_share: {2030: ">= 25 %", 2035: ["> 0.3 GW/GW", "≤ 40 %"], source: plan}
  emissions.energy: {reduction_from: 2020, 2035-2036: 10 %}
`);
  const short = targets.map(({ variable, cell, at, ...rest }) => ({
    variable: variable.name,
    cell,
    line: at.line,
    ...rest,
  }));
  expect(short).toMatchObject([
    { kind: "peak", name: "peak", variable: "emissions", cell: 1, by: 2030, below: 9, line: 3 },
    { kind: "peak", variable: "sector_energy", cell: 0, by: 2028 },
    { kind: "peak", name: "homes_peak", variable: "sector_energy", cell: 1, by: 2035 },
    { kind: "level", year: 2030, operator: ">=", value: 25, text: ">= 25 %", source: "plan" },
    { kind: "level", year: 2035, operator: ">", value: 30 },
    { kind: "level", year: 2035, operator: "<=", value: 40 },
    { kind: "reduction", from: 2020, year: 2035, operator: ">=", value: 0.1, line: 6 },
    { kind: "reduction", from: 2020, year: 2036, operator: ">=", value: 0.1 },
  ]);
});

test("indicators run with the model, in the unit of their formula or the one asked for", () => {
  const scenario = composed(`extends: reference
indicators:
  income: gdp / population
  income_in_yuan: {formula: gdp / population, unit: CNY/person, label: {en: Income, zh: 收入}}
`);
  const read = interpret(modelWithIndicators(scenario), scenarioInputs(scenario));
  expect(read("income", 0, 0)).toBe(100);
  expect(scenario.indicators[0].unit.text).toBe("GCNY/(Mperson)");
  expect(read("income_in_yuan", 0, 0)).toBe(100_000);
});

test("a target may name an indicator, in the indicator's unit", () => {
  const { targets } = composed(`extends: reference
indicators: {income: {formula: gdp / population, unit: CNY/person}}
targets: {income: {2030: ">= 120000 CNY/person"}}
`);
  expect(targets[0]).toMatchObject({ kind: "level", name: "income", year: 2030, value: 120_000 });
});

test("reference, package and any subset of levers", () => {
  const scenario = composed("extends: reference\nlevers: {more_wind: {strength: 0.5}, less_coal: {}}\n");
  const at = (strengths?: ReadonlyMap<string, number>) => {
    const { values } = scenarioInputs(scenario, strengths);
    return [
      series(scenario, "planned_capacity", 0, values).at(-1),
      series(scenario, "planned_capacity", wind, values).at(-1),
    ];
  };
  expect(at(new Map())).toEqual([10, 3]);
  expect(at()).toEqual([5, 5]);
  expect(at(new Map([["less_coal", 0.2]]))).toEqual([9, 3]);
  expect(new Set(scenario.steps.keys())).toEqual(new Set(["planned_capacity"]));
  expect(() => scenarioInputs(scenario, new Map([["more_wnd", 1]]))).toThrow(
    'no lever "more_wnd"; did you mean "more_wind"?',
  );
  expect(() => scenarioInputs(scenario, new Map([["more_wind", 4]]))).toThrow('the strength of "more_wind" is 4');
});

test("a lever that starts in observed years is moved behind them, with a note", () => {
  const scenario = composed("extends: reference\nlevers: {more_wind: {start: 2022, full: 2027}}\n");
  expect(scenario.levers.get("more_wind")).toMatchObject({ start: 2024, full: 2027 });
  expect(scenario.notes[0]).toMatchObject({
    path: "levers.more_wind",
    message: { en: "would start in 2022, which is observed; it starts in 2024" },
  });
});

test("delay moves a ramp and its knots; beyond the horizon a lever does nothing, with a note", () => {
  const scenario = composed("extends: reference\nlevers: {more_wind: {delay: 20}, all_hours: {delay: 2}}\n");
  const weightsOf = (id: string) => (scenario.levers.get(id) as ScenarioLever).weights;
  expect([...weightsOf("more_wind")]).toEqual(Array(20).fill(0));
  expect(scenario.notes.map(({ message }) => message.en)).toEqual([
    "starts in 2046, beyond the horizon 2040; it does nothing",
  ]);
  const weights = [...weightsOf("all_hours")];
  expect([weights[8], weights[12], weights[14], weights[16], weights[19]]).toEqual([
    0,
    0.4,
    // On the curve, which is flat at the last knot.
    expect.closeTo(0.7625, 12),
    1,
    1,
  ]);
});

test("a lever that pushes a parameter past its bounds is held there, with a note", () => {
  const scenario = composed("extends: reference\nlevers: {long_hours: {}}\n", {
    "data/levers/hours.yaml": `model: toy
levers:
  long_hours:
    label: Hours
    family: renewables
    effects: [{path: full_load_hours.wind, mode: multiply, amount: 12}]
    start: 2030
    shape: step
    source: test
`,
  });
  const hours = series(scenario, "full_load_hours", wind, scenarioInputs(scenario).values);
  expect([hours[8], hours[9]]).toEqual([1000, 8784]);
  expect(scenario.notes.map(({ message }) => message.en)).toEqual([
    "pushes full_load_hours.wind past its bounds from 2030 on; it is held within 0–8784 h/yr",
  ]);
});

test("every file that went in is kept for hashes; scenarios share a region", () => {
  const cache: RegionCache = new Map();
  const library = libraryOf({ "scenarios/isle/test.yaml": "extends: reference\n" });
  const scenario = composeScenario(library, toy, "isle/test", cache);
  const reference = composeScenario(library, toy, "isle/reference", cache);
  expect(reference.region).toBe(scenario.region);
  expect([...scenario.files.keys()].sort()).toEqual([
    "data/levers/power.yaml",
    "data/regions/isle.yaml",
    "data/regions/isle/base.csv",
    "data/regions/isle/history.csv",
    "data/regions/isle/observed.csv",
    "data/regions/nation.yaml",
    "scenarios/isle/reference.yaml",
    "scenarios/isle/test.yaml",
  ]);
});

test("a scenario that does not exist is named with its neighbours", () => {
  expect(mistakes(() => composeScenario(libraryOf(), toy, "isle/refrence"))).toEqual([
    'scenarios/isle/refrence.yaml:1:1  unknown scenario "isle/refrence" (no file scenarios/isle/refrence.yaml); there are isle/reference; did you mean "isle/reference"?',
  ]);
});

test("a file anywhere extends a shipped scenario", () => {
  const library = libraryOf({ "mine/plan.yaml": "extends: isle/reference\nlevers: {less_coal: {level: 2}}\n" });
  const scenario = composeScenario(library, toy, "mine/plan.yaml");
  expect(scenario.chain).toEqual(["isle/reference", "mine/plan.yaml"]);
  expect(scenario.levers.get("less_coal")?.strength).toBe(0.3);
});
