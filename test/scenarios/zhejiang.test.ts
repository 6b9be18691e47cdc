import { describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { laneModule, runOnLanes } from "../../src/engine/lanes/lane-program.ts";
import { cellIndex } from "../../src/engine/language/cells.ts";
import { compile, type Program } from "../../src/engine/program/compile.ts";
import { interpret } from "../../src/engine/program/interpret.ts";
import { exchangeCells } from "../../src/report/tables/trajectories.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { shippedPrograms } from "../shipped-runs.ts";
import { library, randomNumbers, shipped } from "./shipped.ts";

// Each compares whole runs of a large model, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const reference = shipped("zhejiang/reference");
const policy = shipped("zhejiang/policy");
const enhanced = shipped("zhejiang/enhanced");
const programs = shippedPrograms;
const runs = [reference, policy, enhanced].map((scenario) => runScenario(scenario, programs));

/** Sums of about a thousand rounded numbers: the bound that the issue of the first region asks for. */
const tolerance = 1e-9;

function close(a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(scale, 1e-6);
}

function reader(scenario: Scenario, program: Program, memory: Float64Array) {
  return (name: string, ...members: string[]): Float64Array => {
    const variable = scenario.model.variables.get(name);
    const cell = variable === undefined ? undefined : cellIndex(scenario.model, variable.over, members);
    if (cell === undefined) throw new RangeError(`no cell ${[name, ...members].join(".")}`);
    return program.series(memory, name, cell);
  };
}

/** All computed cells of a run, for comparisons to the bit. */
function computed(program: Program, memory: Float64Array): Float64Array {
  const { constants, row, years, settledFrom, computedFrom } = program.layout;
  const parts = [memory.subarray(settledFrom.fixed, constants)];
  for (let year = 0; year < years; year++) {
    parts.push(memory.subarray(constants + year * row + computedFrom.fixed, constants + (year + 1) * row));
  }
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

describe("the three scenarios", () => {
  test.each(["assessed", "net"])(
    "on %s, enhanced peaks no later and no higher than policy, policy than reference",
    (name) => {
      const peaks = runs.map(({ boundaries }) => {
        const boundary = boundaries.find((candidate) => candidate.name === name);
        if (boundary?.peak === undefined) throw new Error(`no peak for ${name}`);
        return boundary.peak;
      });
      expect(peaks[1].year).toBeLessThanOrEqual(peaks[0].year);
      expect(peaks[2].year).toBeLessThanOrEqual(peaks[1].year);
      expect(peaks[1].level).toBeLessThanOrEqual(peaks[0].level);
      expect(peaks[2].level).toBeLessThanOrEqual(peaks[1].level);
    },
  );

  test.each([
    ["zhejiang/reference", reference],
    ["zhejiang/policy", policy],
    ["zhejiang/enhanced", enhanced],
    ["kaya/reference", shipped("kaya/reference")],
    ["kaya/policy", shipped("kaya/policy")],
  ])("%s: interpreter and compiled code agree bit for bit", (_id, scenario) => {
    const inputs = scenarioInputs(scenario);
    const program = compile(scenario.model, inputs, { touched: new Set(scenario.steps.keys()) });
    const memory = program.memory();
    program.run(memory);
    const oracle = interpret(scenario.model, inputs);
    const differing: string[] = [];
    for (const { name, size } of scenario.model.variables.values()) {
      for (let cell = 0; cell < size; cell++) {
        const series = program.series(memory, name, cell);
        for (let year = 0; year < inputs.years; year++) {
          if (!Object.is(series[year], oracle(name, cell, year)))
            differing.push(`${name} ${cell} ${inputs.baseYear + year}`);
        }
      }
    }
    expect(differing).toEqual([]);
  });

  test("in the exported rows parts sum to their totals", () => {
    const program = compile(policy.model, scenarioInputs(policy));
    const memory = program.memory();
    program.run(memory);
    const rows = new Map(
      exchangeCells(policy.model).map(({ name, variable, cell, factor }) => [
        name,
        program.series(memory, variable, cell).map((value) => value * factor),
      ]),
    );
    const sectors = [
      "Emissions|CO2|Energy|Demand|Agriculture",
      "Emissions|CO2|Energy|Demand|Industry",
      "Emissions|CO2|Energy|Demand|Transportation",
      "Emissions|CO2|Energy|Demand|Commercial",
      "Emissions|CO2|Energy|Demand|Residential",
    ];
    const sums: [string, readonly string[]][] = [
      ["Emissions|CO2", ["Emissions|CO2|Energy", "Emissions|CO2|Industrial Processes"]],
      ["Emissions|CO2|Energy", ["Emissions|CO2|Energy|Demand", "Emissions|CO2|Energy|Supply"]],
      ["Emissions|CO2|Energy", [...sectors, "Emissions|CO2|Energy|Supply"]],
      [
        "Secondary Energy|Electricity|Wind",
        ["Secondary Energy|Electricity|Wind|Onshore", "Secondary Energy|Electricity|Wind|Offshore"],
      ],
    ];
    for (const pollutant of ["Sulfur", "NOx", "PM2.5", "VOC"]) {
      const whole = `Emissions|${pollutant}`;
      const demand = `${whole}|Energy|Demand`;
      const bySector = [...rows.keys()].filter((name) => name.startsWith(`${demand}|`));
      expect(bySector).toHaveLength(16);
      sums.push([demand, bySector], [whole, [demand, `${whole}|Energy|Supply`, `${whole}|Industrial Processes`]]);
    }
    for (const [total, parts] of sums) {
      const whole = rows.get(total);
      if (whole === undefined) throw new Error(`no row ${total}`);
      for (const [year, value] of whole.entries()) {
        const sum = parts.reduce((all, part) => all + (rows.get(part)?.[year] ?? Number.NaN), 0);
        expect(close(sum, value), `${total} in ${2021 + year}: ${sum} is not ${value}`).toBe(true);
      }
    }
    const energy = (pattern: RegExp) => [...rows].filter(([name]) => pattern.test(name)).map(([, values]) => values);
    const read = reader(policy, program, memory);
    const total = rows.get("Final Energy") as Float64Array;
    const feedstock = read("feedstock_total");
    const bySector = ["Agriculture", "Industry", "Transportation", "Commercial", "Residential"].map(
      (name) => rows.get(`Final Energy|${name}`) as Float64Array,
    );
    for (const [year, value] of total.entries()) {
      const toExchange = 29.3076e-3;
      const sum = bySector.reduce((all, values) => all + values[year], feedstock[year] * toExchange);
      expect(close(sum, value), `final energy by sector in ${2021 + year}`).toBe(true);
    }
    expect(energy(/^Final Energy\|/).length).toBeGreaterThan(50);
  });
});

describe("laws of the lever packages", () => {
  const { model } = enhanced;
  const touched = new Set(enhanced.steps.keys());
  const compiled = compile(model, enhanced.base, { touched });
  // WebAssembly gives the bits of the JavaScript, which test/engine holds, in a fraction of the time.
  const program = runOnLanes(compiled, laneModule(compiled).open());
  const memory = program.memory();
  const ids = [...enhanced.levers.keys()];
  const run = (strengths: ReadonlyMap<string, number>) => {
    program.load(memory, scenarioInputs(enhanced, strengths));
    program.run(memory);
  };

  test("energy and carbon balance in every year for 1,000 random packages", () => {
    const random = randomNumbers(20261121);
    const read = reader(enhanced, program, memory);
    const technologies = model.sets.get("technology")?.members.map(({ name }) => name) ?? [];
    const stocks = ["capacity", "forest_area", "vehicles"] as const;
    const broken: string[] = [];
    for (let i = 0; i < 1000; i++) {
      const strengths = new Map(ids.map((id) => [id, random() < 0.3 ? 0 : random()]));
      run(strengths);
      const errors = program.violations(memory).filter(({ check }) => model.checks.get(check)?.severity === "error");
      for (const { check, year } of errors) broken.push(`package ${i}: ${check} in ${year}`);
      const load = read("electricity_load");
      const unserved = read("unserved");
      const served = technologies.map((name) => read("dispatched", name));
      const carbon = ["carbon_in", "co2_total", "captured_kept", "captured_away", "feedstock_stored"].map((name) =>
        read(name),
      );
      for (let year = 0; year < enhanced.years; year++) {
        const supply = served.reduce((sum, series) => sum + series[year], unserved[year]);
        if (!close(supply, load[year])) broken.push(`package ${i}: electricity in ${2021 + year}`);
        const out = carbon.slice(1).reduce((sum, series) => sum + series[year], 0);
        if (!close(out, carbon[0][year])) broken.push(`package ${i}: carbon in ${2021 + year}`);
      }
      for (const name of stocks) {
        const variable = model.variables.get(name);
        for (let cell = 0; cell < (variable?.size ?? 0); cell++) {
          if (program.series(memory, name, cell).some((value) => value < 0))
            broken.push(`package ${i}: ${name} ${cell} below 0`);
        }
      }
    }
    expect(technologies).toContain("coal");
    expect(broken.slice(0, 10)).toEqual([]);
  }, 120_000);

  test("all levers at strength 0 equal the reference bit for bit", () => {
    run(new Map(ids.map((id) => [id, 0])));
    const zero = computed(program, memory);
    const parent = compile(reference.model, scenarioInputs(reference), { touched });
    const parentMemory = parent.memory();
    parent.run(parentMemory);
    const before = computed(parent, parentMemory);
    expect(zero.length).toBe(before.length);
    expect(zero.findIndex((value, i) => !Object.is(value, before[i]))).toBe(-1);
  });

  /** The years in which two memories differ. */
  const differences = (a: Float64Array, b: Float64Array): number[] => {
    const { constants, row, computedFrom } = program.layout;
    const years: number[] = [];
    for (let year = 0; year < enhanced.years; year++) {
      const from = constants + year * row + computedFrom.fixed;
      const to = constants + (year + 1) * row;
      for (let i = from; i < to; i++) {
        if (Object.is(a[i], b[i])) continue;
        years.push(enhanced.baseYear + year);
        break;
      }
    }
    return years;
  };

  test("every lever changes something, alone or beside the others, and nothing before it starts", () => {
    run(new Map());
    const without = memory.slice();
    const all = new Map(ids.map((id) => [id, 1]));
    run(all);
    const together = memory.slice();
    const early: string[] = [];
    const idle: string[] = [];
    for (const id of ids) {
      const start = enhanced.levers.get(id)?.start ?? 0;
      run(new Map([[id, 1]]));
      const alone = differences(memory, without);
      run(new Map([...all].filter(([other]) => other !== id)));
      const removed = differences(memory, together);
      if (alone.length + removed.length === 0) idle.push(id);
      for (const year of [...alone, ...removed]) if (year < start) early.push(`${id} in ${year}`);
    }
    expect([...new Set(early)]).toEqual([]);
    expect(idle).toEqual([]);
  }, 60_000);

  const { levers: pulled } = parse(library.read("scenarios/zhejiang/policy.yaml") ?? "") as {
    levers: Record<string, { source?: string }>;
  };
  test.each(Object.entries(pulled))("policy names the document of %s", (_id, { source }) => {
    expect(source).toMatch(/\p{Script=Han}|plan|Opinions|contribution|amendment|market/u);
  });
});
