import fc from "fast-check";
import { expect, test } from "vitest";
import type { Inputs, Model } from "../../../src/engine/language/model.ts";
import { compile } from "../../../src/engine/program/compile.ts";
import { interpret } from "../../../src/engine/program/interpret.ts";
import { randomModel } from "../random-model.ts";

/** Every cell that differs between interpreter and compiled code, as text. */
function differences(model: Model, inputs: Inputs, touched: "all" | ReadonlySet<string>): string[] {
  const program = compile(model, inputs, { touched });
  const memory = program.memory();
  program.run(memory);
  const oracle = interpret(model, inputs);
  const found: string[] = [];
  for (const variable of model.variables.values()) {
    for (let cell = 0; cell < variable.size; cell++) {
      const series = program.series(memory, variable.name, cell);
      for (let year = 0; year < inputs.years; year++) {
        const expected = oracle(variable.name, cell, year);
        if (!Object.is(series[year], expected))
          found.push(`${variable.name} ${cell} ${year}: ${series[year]} is not ${expected}`);
      }
    }
  }
  const violated = new Set(program.violations(memory).map(({ check, cell, year }) => `${check} ${cell} ${year}`));
  for (const check of model.checks.values()) {
    for (let cell = 0; cell < check.size; cell++) {
      for (let year = 0; year < inputs.years; year++) {
        const expected = oracle(check.name, cell, year) === 1;
        const key = `${check.name} ${cell} ${inputs.baseYear + year}`;
        if (violated.has(key) !== expected) found.push(key);
      }
    }
  }
  return found;
}

test("interpreter and compiled code agree bit for bit on 200 random models, folded and unfolded", () => {
  fc.assert(
    fc.property(randomModel, ({ model, inputs }) => {
      expect(differences(model, inputs, new Set())).toEqual([]);
      expect(differences(model, inputs, "all")).toEqual([]);
    }),
    { numRuns: 200, seed: 20261121 },
  );
}, 120_000);

test("a program compiled for one outcome gives that outcome the same bits", () => {
  fc.assert(
    fc.property(randomModel, ({ model, inputs }) => {
      const whole = compile(model, inputs);
      const wholeMemory = whole.memory();
      whole.run(wholeMemory);
      const last = [...model.variables.values()].at(-1);
      if (last === undefined) return;
      const part = compile(model, inputs, { outcomes: [last.name] });
      const partMemory = part.memory();
      part.run(partMemory);
      for (let cell = 0; cell < last.size; cell++) {
        expect(part.series(partMemory, last.name, cell)).toEqual(whole.series(wholeMemory, last.name, cell));
      }
    }),
    { numRuns: 100, seed: 7 },
  );
}, 60_000);
