import fc from "fast-check";
import { expect, test } from "vitest";
import { type LaneProgram, laneModule, runOnLanes, singleLane } from "../../../src/engine/lanes/lane-program.ts";
import { hasLanes } from "../../../src/engine/lanes/wasm-host.ts";
import type { Inputs, Model } from "../../../src/engine/language/model.ts";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { compile, type Program } from "../../../src/engine/program/compile.ts";
import { exp, log } from "../../../src/engine/program/elementary.ts";
import { interpret } from "../../../src/engine/program/interpret.ts";
import { RunError } from "../../../src/text/problems.ts";
import { randomModel } from "../random-model.ts";
import { scalar, tinyInputs, tinyModel } from "../tiny-model.ts";

/** Every cell, imposed or modelled, and every check in which two memories of a program differ, as text. */
function differences(model: Model, program: Program, a: Float64Array, b: Float64Array): string[] {
  const found: string[] = [];
  for (const { name, size } of model.variables.values()) {
    for (let cell = 0; cell < size; cell++) {
      const [x, y] = [program.series(a, name, cell), program.series(b, name, cell)];
      const [own, other] = [program.modelled(a, name, cell), program.modelled(b, name, cell)];
      const same = x.every((value, year) => Object.is(value, y[year]));
      if (!same) found.push(`${name} ${cell}: ${x} is not ${y}`);
      if (!(own ?? x).every((value, year) => Object.is(value, (other ?? y)[year])))
        found.push(`${name} ${cell} modelled`);
    }
  }
  expect(program.violations(b)).toEqual(program.violations(a));
  return found;
}

/** The inputs with every touched number moved by up to a tenth. */
function moved(model: Model, inputs: Inputs, seed: number): Inputs {
  let state = seed;
  const values = new Map(
    [...inputs.values].map(([name, own]) => {
      if (model.parameters.get(name)?.structural) return [name, own];
      return [
        name,
        own.map((value) => {
          state = (Math.imul(state, 1103515245) + 12345) >>> 0;
          return value * (0.9 + (0.2 * state) / 2 ** 32);
        }),
      ];
    }),
  );
  return { ...inputs, values };
}

function pull(program: Program, lanes: LaneProgram, memory: Float64Array, lane: number): void {
  for (const name of program.task.model.parameters.keys()) {
    const from = program.parameterCells(name);
    const to = lanes.parameterCells(name);
    if (from === undefined || to === undefined) continue;
    for (let year = 0; year < (from.stride === 0 ? 1 : program.layout.years); year++) {
      for (let cell = 0; cell < from.size; cell++)
        lanes.memory[(to.offset + year * to.stride + cell) * lanes.count + lane] =
          memory[from.offset + year * from.stride + cell];
    }
  }
}

test("this machine runs two lanes, or the tests below would test nothing", () => {
  expect(hasLanes).toBe(true);
});

test("both lanes agree bit for bit with JavaScript on 200 random models, each with its own numbers", () => {
  fc.assert(
    fc.property(randomModel, fc.integer({ min: 1, max: 2 ** 31 }), ({ model, inputs }, seed) => {
      const program = compile(model, inputs, { touched: "all" });
      const lanes = laneModule(program).open();
      const memories = [inputs, moved(model, inputs, seed)].map((given) => {
        const memory = program.memory();
        program.load(memory, given);
        return memory;
      });
      lanes.load(memories[0]);
      pull(program, lanes, memories[1], 1);
      const errors = lanes.run();
      for (const [lane, memory] of memories.entries()) {
        const result = memory.slice();
        let failure: unknown;
        try {
          program.run(memory);
        } catch (error) {
          failure = error;
        }
        if (failure !== undefined) {
          expect(String(errors[lane])).toBe(String(failure));
          continue;
        }
        expect(errors[lane]).toBeUndefined();
        lanes.copyTo(result, lane);
        expect(differences(model, program, memory, result)).toEqual([]);
        const broken = program.violations(memory).filter(({ check }) => model.checks.get(check)?.severity === "error");
        expect(lanes.broken(lane)).toEqual(broken[0]);
        for (const { name, size } of model.variables.values()) {
          const last = inputs.years - 1;
          expect(lanes.value(lane, name, size - 1, last)).toBe(program.series(memory, name, size - 1)[last]);
        }
      }
    }),
    { numRuns: 200, seed: 20261121 },
  );
}, 120_000);

/** Numbers at which instructions part ways. */
const odd = [Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1, -1, 3, -50];

/** Every cell in which a lane is not what the interpreter makes of the same inputs, as text. */
function unlikeInterpreter(model: Model, inputs: Inputs, lanes: LaneProgram, lane: number): string[] {
  const oracle = interpret(model, inputs);
  return [...model.variables.values()].flatMap(({ name, size }) =>
    Array.from({ length: size }, (_, cell) => cell).flatMap((cell) =>
      [...lanes.series(lane, name, cell)].flatMap((value, year) =>
        Object.is(value, oracle(name, cell, year)) ? [] : [`${name} ${cell} ${year}: ${value}`],
      ),
    ),
  );
}

test("NaN, minus zero and infinities go through random models as the interpreter has them", () => {
  fc.assert(
    fc.property(randomModel, fc.infiniteStream(fc.constantFrom(...odd, 0.5, 2)), ({ model, inputs }, stream) => {
      const draw = (own: Float64Array) => own.map(() => stream.next().value as number);
      const isFixed = (name: string) => model.parameters.get(name)?.structural;
      const values = new Map([...inputs.values].map(([name, own]) => [name, isFixed(name) ? own : draw(own)]));
      const program = compile(model, inputs, { touched: "all" });
      const lanes = laneModule(program).open();
      const memory = program.memory();
      program.load(memory, { ...inputs, values });
      lanes.load(memory);
      lanes.run();
      expect(unlikeInterpreter(model, { ...inputs, values }, lanes, 1)).toEqual([]);
    }),
    { numRuns: 40, seed: 20261130 },
  );
}, 120_000);

test("min and max of every two odd numbers, of variables and of constants on either side", () => {
  const limits = ["0", "-0", "3", "-50"];
  const pairs = ["a, b", "b, a", ...limits.flatMap((x) => [`a, ${x}`, `${x}, a`])];
  const formulas = ["min", "max"].flatMap((name) => pairs.map((pair) => `${name}(${pair})`));
  formulas.push("min(max(a, 0), max(0, -max(b, 0)))");
  const text = `model: odd
label: {en: Odd, zh: 奇}
units: {}
sets: {}
parameters:
  a: {unit: 1, doc: a}
  b: {unit: 1, doc: b}
variables:
${formulas.map((formula, i) => scalar(`v${i}`, formula)).join("\n")}
`;
  const model = readModel([{ name: "odd.yaml", text }]);
  const inputs = (a: number, b: number): Inputs => ({
    baseYear: 2021,
    years: 2,
    values: new Map([
      ["a", Float64Array.of(a)],
      ["b", Float64Array.of(b)],
    ]),
    observed: new Map(),
  });
  const program = compile(model, inputs(1, 2), { touched: "all" });
  const lanes = laneModule(program).open();
  const [at, beside] = ["a", "b"].map((name) => lanes.parameterCells(name)?.offset ?? Number.NaN);
  for (const a of odd) {
    for (const b of odd) {
      lanes.memory[at * lanes.count] = a;
      lanes.memory[beside * lanes.count] = b;
      lanes.run();
      expect(unlikeInterpreter(model, inputs(a, b), lanes, 0)).toEqual([]);
    }
  }
});

test("folded for chosen inputs, with one parameter touched, the bits stay the same", () => {
  fc.assert(
    fc.property(randomModel, fc.nat(), ({ model, inputs }, pick) => {
      const open = [...model.parameters.values()].filter(({ structural }) => !structural);
      const touched = new Set(open.length === 0 ? [] : [open[pick % open.length].name]);
      const program = compile(model, inputs, { touched });
      const memory = program.memory();
      const result = memory.slice();
      const onLanes = runOnLanes(program, laneModule(program).open());
      program.run(memory);
      onLanes.run(result);
      expect(differences(model, program, memory, result)).toEqual([]);
    }),
    { numRuns: 100, seed: 20261121 },
  );
}, 120_000);

test("exp and log have the same bits in both lanes, at the ends of their range too", () => {
  const model = tinyModel(
    [scalar("e", "exp(growth / growth * growth)", "1"), scalar("l", "log(growth)", "1")]
      .join("\n")
      .replaceAll("%/yr", "1"),
  );
  const inputs = tinyInputs();
  const program = compile(model, inputs, { touched: "all", outcomes: ["e", "l"] });
  const lanes = laneModule(program).open();
  const cells = lanes.parameterCells("growth");
  if (cells === undefined) throw new Error("growth feeds both");
  const scale = program.task.model.parameters.get("growth")?.unit.text === "%/yr" ? 0.01 : 1;
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: 1e-310, max: 600 }),
      fc.oneof(
        fc.constantFrom(1e-300, 5e-324, 69000, 1, Math.SQRT2, 1e-5),
        fc.double({ noNaN: true, min: 1e-5, max: 60000 }),
      ),
      (a, b) => {
        lanes.memory[cells.offset * lanes.count] = a / scale;
        lanes.memory[cells.offset * lanes.count + 1] = b / scale;
        lanes.run();
        for (const [lane, x] of [a, b].entries()) {
          const own = (x / scale) * scale;
          expect(Object.is(lanes.series(lane, "l", 0)[1], log(own))).toBe(true);
          expect(Object.is(lanes.series(lane, "e", 0)[1], exp((own / own) * own))).toBe(true);
        }
      },
    ),
    { numRuns: 500, seed: 20261121 },
  );
});

test("a lane that fails says which cell and year, and the other lane goes on", () => {
  const model = tinyModel(scalar("ratio", "load / (growth / growth - 1 + growth)", "TW*h/yr"));
  const inputs = tinyInputs();
  const program = compile(model, inputs, { touched: "all" });
  const lanes = laneModule(program).open();
  const cells = lanes.parameterCells("growth");
  if (cells === undefined) throw new Error("growth feeds the ratio");
  lanes.memory[cells.offset * lanes.count + 1] = 0;
  const [first, second] = lanes.run();
  expect(first).toBeUndefined();
  expect(second).toBeInstanceOf(RunError);
  expect(second?.message).toContain("ratio is not finite in 2021");
});

test("an open program's module serves other regions' numbers, imposed values included", () => {
  fc.assert(
    fc.property(randomModel, fc.integer({ min: 1, max: 2 ** 31 }), ({ model, inputs }, seed) => {
      const program = compile(model, inputs, { touched: "all" });
      const onLanes = runOnLanes(program, laneModule(program).open());
      const other = moved(model, inputs, seed);
      const observed = new Map([...inputs.observed].map(([name, own]) => [name, own.map((value) => value * 1.5)]));
      const memory = program.memory();
      program.load(memory, { ...other, observed });
      const result = memory.slice();
      let failed = false;
      try {
        program.run(memory);
      } catch {
        failed = true;
        expect(() => onLanes.run(result)).toThrow(RunError);
      }
      if (failed) return;
      onLanes.run(result);
      expect(differences(model, program, memory, result)).toEqual([]);
    }),
    { numRuns: 100, seed: 20261121 },
  );
}, 120_000);

test("JavaScript with the face of lanes gives the same", () => {
  const model = tinyModel(scalar("stock", "previous(stock) * (1 + growth)", "TW*h/yr", 'initial: "load", '));
  const program = compile(model, tinyInputs(), { touched: "all" });
  const [single, double] = [singleLane(program), laneModule(program).open()];
  expect([single.run(), double.run()]).toEqual([[undefined], [undefined, undefined]]);
  expect(single.series(0, "stock", 0)).toEqual(double.series(1, "stock", 0));
});
