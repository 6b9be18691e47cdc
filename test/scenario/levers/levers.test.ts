import fc from "fast-check";
import { expect, test } from "vitest";
import { changedParameters, sampleWriter } from "../../../src/batch/sample-writer.ts";
import { singleLane } from "../../../src/engine/lanes/lane-program.ts";
import { compile } from "../../../src/engine/program/compile.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { type Mode, modes } from "../../../src/scenario/levers/effect.ts";
import { knotShare, ramp, shapes } from "../../../src/scenario/levers/lever-ramp.ts";
import { pullLevers } from "../../../src/scenario/levers/lever-steps.ts";
import { scenarioInputs } from "../../../src/scenario/paths/inputs.ts";
import { traceInput } from "../../../src/scenario/trace.ts";
import { mistakesIn } from "../broken-fixture.ts";
import { composed, libraryOf, sound, toy } from "../toy.ts";

interface Drawn {
  readonly mode: Mode;
  readonly path: string;
  readonly amount: number;
  readonly start: number;
  readonly length: number;
  readonly shape: (typeof shapes)[number];
  readonly strength: number;
  readonly delay: number;
}

const paths = ["wind", "coal", "solar_*", "vre", "*"].map((member) => `full_load_hours.${member}`);

const drawn: fc.Arbitrary<Drawn> = fc.record({
  // Two levers may not set one path, so what sets is drawn by its own test.
  mode: fc.constantFrom<Mode>("add", "fill", "multiply", "floor", "ceiling"),
  path: fc.constantFrom(...paths),
  amount: fc.double({ min: 0.1, max: 3, noNaN: true }),
  start: fc.integer({ min: 2021, max: 2038 }),
  length: fc.integer({ min: 0, max: 2 }),
  shape: fc.constantFrom(...shapes),
  strength: fc.constantFrom(0, 0.25, 0.8, 1),
  delay: fc.integer({ min: 0, max: 3 }),
});

const packages = fc.array(drawn, { minLength: 1, maxLength: 6 });

function library(levers: readonly Drawn[]): string {
  const entries = levers.map(({ mode, path, amount, start, length, shape }, i) => {
    const ramp =
      shape === "knots"
        ? `knots: {${start}: 0.3, ${start + length + 1}: 1}`
        : `start: ${start}, full: ${start + length}`;
    const given = mode === "multiply" ? String(amount) : `${500 * amount} h/yr`;
    return `  lever_${i}: {label: L, family: market, source: drawn, shape: ${shape}, ${ramp}, effects: [{path: ${path}, mode: ${mode}, amount: "${given}"}]}`;
  });
  return `model: toy\nlevers:\n${entries.join("\n")}\n`;
}

function scenarioOf(levers: readonly Drawn[], order: readonly number[] = levers.map((_, i) => i)) {
  const pulled = order.map((i) => `  lever_${i}: {strength: ${levers[i].strength}, delay: ${levers[i].delay}}`);
  return composed(`extends: reference\nlevers:\n${pulled.join("\n")}\n`, { "data/levers/drawn.yaml": library(levers) });
}

const spread = { kind: "uniform", low: 0, high: 1 } as const;
const bits = (values: Float64Array) => [...new BigUint64Array(values.slice().buffer)];
const hours = (values: ReadonlyMap<string, Float64Array>) => values.get("full_load_hours") as Float64Array;
const capacity = (values: ReadonlyMap<string, Float64Array>) => values.get("planned_capacity") as Float64Array;
const size = toy.parameters.get("full_load_hours")?.size as number;

test("at strength 0 every parameter is the parent's, bit for bit", () => {
  fc.assert(
    fc.property(packages, (levers) => {
      const scenario = scenarioOf(levers);
      const none = scenarioInputs(scenario, new Map(levers.map((_, i) => [`lever_${i}`, 0])));
      for (const [name, values] of none.values)
        expect(bits(values)).toEqual(bits(scenario.base.values.get(name) as Float64Array));
    }),
    { numRuns: 50 },
  );
});

test("nothing changes before a lever's start, nor in observed years", () => {
  fc.assert(
    fc.property(packages, (levers) => {
      const scenario = scenarioOf(levers);
      const first = Math.min(...[...scenario.levers.values()].map(({ start }) => start));
      expect(first).toBeGreaterThan(scenario.lastObserved);
      const kept = Math.max(0, Math.min(scenario.years, first - scenario.baseYear)) * size;
      const before = bits(hours(scenario.base.values)).slice(0, kept);
      expect(bits(hours(scenarioInputs(scenario).values)).slice(0, kept)).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

test("the order in which a file lists its levers does not matter, bit for bit", () => {
  const shuffled = packages.chain((levers) =>
    fc.record({
      levers: fc.constant(levers),
      order: fc.shuffledSubarray(
        levers.map((_, i) => i),
        { minLength: levers.length },
      ),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ levers, order }) => {
      const one = hours(scenarioInputs(scenarioOf(levers)).values);
      const other = hours(scenarioInputs(scenarioOf(levers, order)).values);
      expect(bits(other)).toEqual(bits(one));
    }),
    { numRuns: 50 },
  );
});

test("a lever left out of a subset does as much as one that is not in the file", () => {
  fc.assert(
    fc.property(packages, fc.nat(), (levers, draw) => {
      const left = draw % levers.length;
      const scenario = scenarioOf(levers);
      const strengths = new Map(
        levers.flatMap(({ strength }, i) => (i === left ? [] : [[`lever_${i}`, strength] as const])),
      );
      const rest = levers.map((_, i) => i).filter((i) => i !== left);
      const without = rest.length === 0 ? scenario.base : scenarioInputs(scenarioOf(levers, rest));
      expect(bits(hours(scenarioInputs(scenario, strengths).values))).toEqual(bits(hours(without.values)));
    }),
    { numRuns: 30 },
  );
});

test("the scenario's own numbers are never written to", () => {
  fc.assert(
    fc.property(packages, (levers) => {
      const scenario = scenarioOf(levers);
      const before = bits(hours(scenario.base.values));
      scenarioInputs(scenario);
      expect(bits(hours(scenario.base.values))).toEqual(before);
    }),
    { numRuns: 20 },
  );
});

test("full strength gives the mode's own value; between, a straight line to it", () => {
  // What fills has the 1 GW that the path gains after 2023 already; half a fill is half its size.
  const full: Readonly<Record<Mode, number>> = {
    set: 4,
    add: 3 + 4,
    fill: 3 + 3,
    multiply: 3 * 4,
    floor: 4,
    ceiling: 3,
  };
  for (const mode of modes) {
    const unit = mode === "multiply" ? "" : " GW";
    const files = {
      "data/levers/one.yaml": `model: toy\nlevers: {one: {label: L, family: market, source: drawn, start: 2030, shape: step, effects: [{path: planned_capacity.wind, mode: ${mode}, amount: "4${unit}"}]}}\n`,
    };
    const at = (strength: number) => {
      const scenario = composed(`extends: reference\nlevers: {one: {strength: ${strength}}}\n`, files);
      return capacity(scenarioInputs(scenario).values)[(2030 - 2021) * size + 1];
    };
    expect(at(1)).toBe(full[mode]);
    expect(at(0.5)).toBe(mode === "fill" ? 3 + 0.5 * 4 - 1 : 3 + 0.5 * (full[mode] - 3));
  }
});

test("modes compose as set, add, multiply, floor, ceiling, whatever the names", () => {
  const effect = (mode: Mode, amount: string) =>
    `effects: [{path: planned_capacity.wind, mode: ${mode}, amount: ${amount}}]`;
  const head = "label: L, family: market, source: drawn, start: 2030, shape: step";
  const files = {
    "data/levers/all.yaml": `model: toy
levers:
  a_ceiling: {${head}, ${effect("ceiling", "20 GW")}}
  b_floor: {${head}, ${effect("floor", "15 GW")}}
  c_multiply: {${head}, ${effect("multiply", "2")}}
  d_add: {${head}, ${effect("add", "1 GW")}}
  e_set: {${head}, ${effect("set", "6 GW")}}
`,
  };
  const at = (levers: readonly string[]) => {
    const scenario = composed(`extends: reference\nlevers: {${levers.map((id) => `${id}: {}`).join(", ")}}\n`, files);
    return capacity(scenarioInputs(scenario).values)[(2030 - 2021) * size + 1];
  };
  expect(at(["e_set", "d_add", "c_multiply"])).toBe((6 + 1) * 2);
  expect(at(["c_multiply", "b_floor", "d_add", "e_set"])).toBe(15);
  expect(at(["a_ceiling", "c_multiply", "b_floor", "d_add"])).toBe(15);
  expect(at(["c_multiply", "d_add"])).toBe((3 + 1) * 2);
});

test("scenario, batch and explanation apply one law: the same bits for every cell and year", () => {
  fc.assert(
    fc.property(packages, fc.constantFrom(0, 0.4, 1), fc.integer({ min: 0, max: 2 }), (levers, strength, delay) => {
      const drawn = scenarioOf(levers.map((lever, i) => (i === 0 ? { ...lever, strength, delay } : lever)));
      const run = hours(scenarioInputs(drawn).values);
      // The batch starts from the scenario whose first lever stands otherwise, and samples that one's strength and delay.
      const scenario = scenarioOf(levers);
      const lever = scenario.levers.get("lever_0") ?? expect.fail();
      const head = { name: "lever_0", label: { en: "", zh: "" }, unit: "1", lever, spread } as const;
      const inputs = [{ ...head, as: "strength" } as const, { ...head, as: "delay" } as const];
      const lanes = singleLane(compile(toy, scenario.base, { touched: new Set(["full_load_hours"]) }));
      const writer = sampleWriter(scenario, inputs, lanes);
      expect(writer.take(Float64Array.of(strength, delay), 0)).toBeUndefined();
      writer.write();
      const { offset, stride } = lanes.parameterCells("full_load_hours") ?? expect.fail();
      const touched = changedParameters(scenario, inputs).has("full_load_hours");
      for (let i = 0; touched && i < run.length; i++) {
        const [year, cell] = [Math.floor(i / size), i % size];
        if (!lever.lever.effects.some(({ cells }) => cells.includes(cell))) continue;
        expect(lanes.memory[offset + year * stride + cell]).toBe(run[i]);
      }
      for (let i = 0; i < run.length; i++) {
        const year = drawn.baseYear + Math.floor(i / size);
        expect(traceInput(drawn, "full_load_hours", i % size, year).value).toBe(run[i]);
      }
    }),
    { numRuns: 30 },
  );
});

test("two multiplications are the product of their factors", () => {
  const head = "label: L, family: market, source: drawn, start: 2030, shape: step";
  const files = {
    "data/levers/two.yaml": `model: toy
levers:
  one: {${head}, effects: [{path: planned_capacity.coal, mode: multiply, amount: 0.8}]}
  two: {${head}, effects: [{path: planned_capacity.coal, mode: multiply, amount: 50 %}]}
`,
  };
  const scenario = composed("extends: reference\nlevers: {one: {}, two: {strength: 0.5}}\n", files);
  expect(capacity(scenarioInputs(scenario).values).at(-size)).toBe(10 * 0.8 * 0.75);
});

const smooth = ["linear", "s_curve", "exponential", "step"] as const;

test("a linear ramp first acts in its start and is full in its full year", () => {
  expect([2025, 2026, 2027, 2029, 2030, 2031].map((year) => ramp("linear", year, 2026, 2030))).toEqual([
    0, 0.2, 0.4, 0.8, 1, 1,
  ]);
});

test("the s-curve is 3u^2 - 2u^3", () => {
  expect(ramp("s_curve", 2027, 2026, 2029)).toBe(0.5);
  expect(ramp("s_curve", 2026, 2026, 2029)).toBeCloseTo(3 / 16 - 2 / 64, 15);
});

test("the exponential starts slowly, the step is full at once", () => {
  expect(ramp("exponential", 2027, 2026, 2029)).toBeCloseTo((Math.exp(1.5) - 1) / (Math.exp(3) - 1), 14);
  expect(ramp("step", 2026, 2026, 2030)).toBe(1);
  expect(ramp("step", 2025, 2026, 2030)).toBe(0);
});

test("every ramp is 0 before its start, 1 from its full year on, and never falls", () => {
  const years = fc.record({
    shape: fc.constantFrom(...smooth),
    start: fc.integer({ min: 2022, max: 2050 }),
    length: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(years, ({ shape, start, length }) => {
      const full = start + length;
      const values = Array.from({ length: 80 }, (_, i) => ramp(shape, 2015 + i, start, full));
      values.forEach((value, i) => {
        const year = 2015 + i;
        if (year < start) expect(value).toBe(0);
        else expect(value).toBeGreaterThan(0);
        if (year >= full) expect(value).toBe(1);
        if (i > 0) expect(value).toBeGreaterThanOrEqual(values[i - 1]);
        expect(value).toBeLessThanOrEqual(1);
      });
    }),
  );
});

test("between knots the share is on a curve without edges; before the first it is 0", () => {
  const knots = new Map([
    [2026, 0.2],
    [2030, 0.4],
    [2040, 1],
  ]);
  const at = (year: number) => knotShare(knots, year);
  expect([2025, 2026, 2030, 2040, 2060].map(at)).toEqual([0, 0.2, 0.4, 1, 1]);
  // It rises where the knots do, turns nowhere by more than its knots' mean, and is flat at the last one.
  const rises = Array.from({ length: 14 }, (_, i) => at(2027 + i) - at(2026 + i));
  expect(Math.min(...rises)).toBeGreaterThan(0);
  expect(rises[13]).toBeLessThan(0.02);
  expect(Math.max(...rises.slice(1).map((rise, i) => Math.abs(rise - rises[i])))).toBeLessThan(0.025);
});

interface DrawnProject {
  readonly size: number;
  readonly first: number;
  readonly length: number;
  readonly strength: number;
  readonly adds?: boolean;
}

const projects = fc.array(
  fc.record({
    size: fc.double({ min: 0.01, max: 5, noNaN: true }),
    first: fc.integer({ min: 2020, max: 2036 }),
    length: fc.integer({ min: 0, max: 3 }),
    strength: fc.constantFrom(0, 0.5, 1),
    adds: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

function projectLines(drawn: readonly DrawnProject[], order = [...drawn.keys()]): string {
  const lines = order.map((i) => {
    const { size, first, length, adds = false } = drawn[i];
    return `  unit_${i}: {label: U, kind: technology, of: wind, size: ${size} GW, first: ${first}, last: ${first + length}, adds: ${adds}, status: building, source: drawn}`;
  });
  return `projects:\n${lines.join("\n")}\n`;
}

/** Wind at 1 GW in 2021 and 3 GW from 2025 on, of which 2 GW stand in 2023, the last observed year. */
const windIn = (values: ReadonlyMap<string, Float64Array>, year: number) => capacity(values)[(year - 2021) * size + 1];

test("projects fill what the plan gains, only what exceeds it or stands beside it is added, in any order, bit for bit", () => {
  fc.assert(
    fc.property(projects, (drawn) => {
      const levers = drawn.map(({ strength }, i) => `  unit_${i}: {strength: ${strength}}`).join("\n");
      const scenario = composed(`extends: reference\nlevers:\n${levers}\n${projectLines(drawn)}`);
      const { values } = scenarioInputs(scenario);
      for (const year of [2023, 2024, 2030, 2036, 2040]) {
        const standing = drawn.map(({ size: of, first, length, strength }) => {
          const begins = Math.max(first, 2024);
          const part =
            year < begins ? 0 : Math.min(1, (year - begins + 1) / (Math.max(first + length, begins) - begins + 1));
          return of * strength * part;
        });
        const plan = windIn(scenario.base.values, year);
        const sum = (beside: boolean) =>
          standing.reduce((all, of, i) => (drawn[i].adds === beside ? all + of : all), 0);
        const beyond = Math.max(0, sum(false) - (plan - 2)) + sum(true);
        expect(windIn(values, year)).toBeCloseTo(year < 2024 ? plan : plan + beyond, 9);
        expect(traceInput(scenario, "planned_capacity", 1, year).value).toBe(windIn(values, year));
      }
      const turned = composed(
        `extends: reference\nlevers:\n${levers}\n${projectLines(drawn, [...drawn.keys()].reverse())}`,
      );
      expect(bits(capacity(scenarioInputs(turned).values))).toEqual(bits(capacity(values)));
      const off = scenarioInputs(scenario, new Map(drawn.map((_, i) => [`unit_${i}`, 0])));
      expect(bits(capacity(off.values))).toEqual(bits(capacity(scenario.base.values)));
    }),
    { numRuns: 30 },
  );
});

test("a lever for the same total is filled too, and without levers a scenario is the reference with its projects", () => {
  const unit = projectLines([{ size: 3, first: 2030, length: 0, strength: 1 }]);
  const reference = composed(`extends: reference\n${unit}`);
  const scenario = composed(`extends: reference\nlevers: {more_wind: {}}\n${unit}`);
  // 2 GW in 2023, 3 GW in the plan, 4 GW by the lever, 3 GW by the project, which all the others hold already.
  expect(windIn(scenarioInputs(reference).values, 2030)).toBe(5);
  expect(windIn(scenarioInputs(scenario).values, 2030)).toBe(7);
  // What stands beside the plan leaves its room to others, and where a path falls nothing is made up for.
  const beside = unit.replace("adds: false", "adds: true");
  const second = unit.split("\n")[1].replace("unit_0", "b");
  const both = composed(`extends: reference\nlevers: {more_wind: {}}\n${beside}${second}\n`);
  expect(windIn(scenarioInputs(both).values, 2030)).toBe(10);
  const falling = composed(`extends: reference\nassume: {planned_capacity.wind: {2023: 2 GW, 2030: 1 GW}}\n${unit}`);
  expect(windIn(scenarioInputs(falling).values, 2030)).toBe(4);
  expect(traceInput(falling, "planned_capacity", 1, 2030).value).toBe(4);
  const none = scenarioInputs(scenario, new Map());
  expect(bits(capacity(none.values))).toEqual(bits(capacity(scenarioInputs(reference).values)));
});

test("a planned project that is pulled is none of the region's levers, of which some are left out", () => {
  const unit = projectLines([{ size: 3, first: 2030, length: 0, strength: 1 }]).replace("building", "planned");
  const { notes, region } = composed(
    `extends: reference\nlevers: {more_wind: {strength: 0.5, basis: own}, unit_0: {}}\n${unit}`,
  );
  expect(region.levers.size).toBe(5);
  const said = notes.find(({ path }) => path === "levers.basis")?.message;
  expect(said?.en).toContain("; 4 of the region's are left out");
  expect(said?.zh).toContain("其余 4 项措施未采用");
});

test("what is decided stands in every scenario, what is planned where it is asked for, what operates in none", () => {
  const of = (status: string, head = "") => {
    const unit = projectLines([{ size: 3, first: 2022, length: 0, strength: 1 }]).replace("building", status);
    const scenario = composed(`extends: reference\n${head}${unit}`);
    const where = scenario.levers.has("unit_0") ? "lever" : scenario.projects.get("unit_0")?.strength;
    return [where, windIn(scenarioInputs(scenario).values, 2030)];
  };
  expect(of("building")).toEqual([1, 5]);
  expect(of("approved")).toEqual([1, 5]);
  expect(of("approved", "project_status: [building]\n")).toEqual([0, 3]);
  expect(of("planned")).toEqual([0, 3]);
  expect(of("planned", "project_status: [building, planned]\n")).toEqual(["lever", 5]);
  expect(of("planned", "levers: {unit_0: {strength: 0.5}}\n")).toEqual(["lever", 3.5]);
  // In service since 2022: part of what was observed in 2023.
  expect(of("operating")).toEqual([1, 3]);
});

test.each([
  [
    "{label: U, kind: technology, of: wind, size: 3 GW, status: building, source: s}",
    '3:9  projects.unit: "first" is missing; a project says the year in which it comes into service',
  ],
  [
    "{label: U, kind: technology, of: wind, first: 2026, status: building, source: s}",
    '3:9  projects.unit: "size" is missing; a project says how much it adds, such as size: 2 GW',
  ],
  [
    "{label: U, kind: technology, of: wind, size: 3 GW, first: 2026, status: building}",
    '3:9  projects.unit: "document" is missing; every lever says where it comes from',
  ],
  [
    "{label: U, kind: technology, size: 3 GW, first: 2026, status: building, source: s}",
    '3:9  projects.unit: "of" is missing; a project says what it is, one of what planned_capacity is given for',
  ],
  [
    "{label: U, kind: technology, of: wind, size: 3 GW, first: 2026, last: 2025, status: building, source: s}",
    "3:79  projects.unit.last: a project cannot be whole in 2025, before it begins in 2026; last is 2026 or later",
  ],
  [
    "{label: U, kind: technology, of: vre, size: 3 GW, first: 2026, status: building, source: s}",
    '3:42  projects.unit.of: 3 GW is an amount, and "planned_capacity.vre" names 3 cells that would each get all of it; write one line for each of planned_capacity.wind, planned_capacity.solar_field, planned_capacity.solar_roof',
  ],
  [
    "{label: U, kind: storage, of: pumped, size: 3 GW, first: 2026, status: building, source: s}",
    '3:26  projects.unit.kind: the model toy knows no project of the kind "storage"',
  ],
  [
    "{label: U, kind: technology, of: wind, size: 3 TW*h/yr, first: 2026, status: begun, source: s}",
    '3:56  projects.unit.size: the unit "TW*h/yr" does not fit; GW is needed, or a unit that converts to it',
  ],
  [
    "{label: U, kind: technology, of: wind, size: 3 GW, first: 2026, last: 2028, knots: {2026: 0.5, 2027: 1}, status: building, source: s}",
    "3:79  projects.unit.last: knots and last both say when it comes into service; keep one (last: null or knots: null takes out a parent's)",
  ],
  [
    "{label: U, kind: technology, of: wind, clean: 80 %, size: 3 GW, first: 2026, status: building, source: s}",
    '3:55  projects.unit.clean: only a line says something by "clean"',
  ],
  [
    "{label: U, kind: technology, of: [wind], size: 3 GW, first: 2026, status: building, source: s}",
    "3:42  projects.unit.of: text is needed here; found a list",
  ],
])("%s", (unit, wrong) => {
  const found = mistakesIn("scenario-project", `extends: reference\nprojects:\n  unit: ${unit}\n`);
  expect(found[0]).toBe(`scenarios/isle/test.yaml:${wrong}`);
  if (unit.includes("[wind]")) expect(found).toHaveLength(1);
});

test("a project's name is its own, and what removes one finds it", () => {
  const twin = projectLines([{ size: 3, first: 2030, length: 0, strength: 1 }]).replace("unit_0", "more_wind");
  expect(mistakesIn("scenario-project", `extends: reference\n${twin}`)).toEqual([
    "scenarios/isle/test.yaml:3:3  projects.more_wind: a lever of this name stands in data/levers/power.yaml already; a project is called otherwise",
  ]);
  expect(mistakesIn("scenario-project", "extends: reference\nprojects: {unit: null}\n")).toHaveLength(1);
  // Of two files of a chain that take out one project the second finds it gone, as it does with levers.
  const chain = (text: string) =>
    composed("extends: reference\n", {
      "data/regions/nation.yaml": sound["data/regions/nation.yaml"] + text,
      "data/regions/middle.yaml": "model: toy\nextends: nation\nprojects: {unit_0: null}\n",
      "data/regions/isle.yaml": `${sound["data/regions/isle.yaml"].replace("nation", "middle")}projects: {unit_0: null}\n`,
    });
  expect(chain(projectLines([{ size: 3, first: 2030, length: 0, strength: 1 }])).projects.size).toBe(0);
  expect(() => chain("")).toThrow('no parent gives the project "unit_0"');
  const region = `${sound["data/regions/isle.yaml"]}projects: 5\n`;
  expect(mistakesIn("region-projects", region)[0]).toContain("such as {coal_plant: {kind: technology, of: coal, ");
});

test("a lever takes its amount from the region's sizes: one number or a path, with the region's years and words", () => {
  const sized = (size: string) =>
    composed("extends: reference\nlevers: {more_roofs: {strength: 0.5}}\n", {
      "data/regions/isle.yaml": `${sound["data/regions/isle.yaml"]}sizes:\n  more_roofs: ${size}\n`,
    });
  const plain = sized("6 GW");
  const { lever } = plain.levers.get("more_roofs") ?? expect.fail();
  expect(lever).toMatchObject({ start: 2026, full: 2030, source: "plan" });
  expect(lever.effects.map(({ amounts, text }) => [amounts[5], text])).toEqual([
    [6, "6 GW"],
    [-3, "-0.5 * (6 GW)"],
  ]);
  const path = sized(
    "{2025: 2 GW, 2035: 12 GW, full: 2028, potential: {en: All roofs, zh: 全部}, source: survey, estimated: by the rule}",
  );
  const here = path.levers.get("more_roofs")?.lever ?? expect.fail();
  expect(here).toMatchObject({ start: 2026, full: 2028, potential: { en: "All roofs" }, source: "survey" });
  expect(here.effects[0].amounts[2030 - 2021]).toBe(7);
  expect(here.effects[0].at.file).toBe("data/regions/isle.yaml");
  // At half strength half of the way to the floor, from the year in which it is full.
  const roofs = (scenario: typeof path, year: number) => {
    const cell = (year - 2021) * 4 + 3;
    return [scenario.base.values, scenarioInputs(scenario).values].map((values) => capacity(values)[cell]);
  };
  const [before, after] = roofs(path, 2030);
  expect(after).toBe(before + 0.5 * (7 - before));
  const [observed, same] = roofs(path, 2025);
  expect(same).toBe(observed);
});

test("a region without the size has no such lever, and a part has none of its whole's", () => {
  const { region } = composed("extends: reference\n");
  expect(region.levers.has("more_roofs")).toBe(false);
  expect([...region.unsized]).toEqual([["more_roofs", "GW"]]);
  const part = {
    "data/regions/isle.yaml": `${sound["data/regions/isle.yaml"]}sizes:\n  more_roofs: 6 GW\n`,
    "data/regions/cove.yaml": "region: cove\nmodel: toy\nparent: isle\nextends: isle\n",
    "scenarios/cove/test.yaml": "model: toy\nregion: cove\ntitle: {en: Cove, zh: 湾}\n",
  };
  expect(composeScenario(libraryOf(part), toy, "cove/test").region.unsized.has("more_roofs")).toBe(true);
});

test("above strength 1 an effect goes on in proportion, within the bounds; shares end at 1", () => {
  const effect = (mode: Mode, amount: number) =>
    ({ mode, amounts: Float64Array.of(amount), cells: [0], since: 0 }) as never;
  const pulledTo = (mode: Mode, amount: number, strength: number, bounds: object) => {
    const values = Float64Array.of(10);
    const step = { id: "a", effect: effect(mode, amount), at: Int32Array.of(0) };
    const full = { ...step, ramp: Float64Array.of(1), amount: Float64Array.of(amount) };
    pullLevers(values, [full], new Map([["a", strength]]), { size: 1, ...bounds } as never);
    return values[0];
  };
  expect(pulledTo("add", 4, 1.5, {})).toBe(16);
  expect(pulledTo("multiply", 0.5, 1.5, {})).toBe(2.5);
  expect(pulledTo("set", 20, 1.5, {})).toBe(25);
  expect(pulledTo("floor", 8, 1.5, {})).toBe(10);
  expect(pulledTo("fill", 4, 1.5, {})).toBe(16);
  expect(pulledTo("multiply", 0.5, 2.5, { min: 0 })).toBe(0);
  expect(pulledTo("set", 20, 2, { max: 22 })).toBe(22);
  expect(pulledTo("set", 20, 2, { shares: { over: "drive", atMost: true } })).toBe(20);
  expect(pulledTo("add", 4, 9, {})).toBe(22);
});
