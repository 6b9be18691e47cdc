import fc from "fast-check";
import { expect, test } from "vitest";
import { leverMemory } from "../../src/analysis/lever-memory.ts";
import { compile } from "../../src/engine/compile.ts";
import { scenarioInputs, touchedParameters } from "../../src/scenario/inputs.ts";
import { toyRun } from "./toy-runs.ts";

const { scenario } = toyRun("toyland/policy");
const touched = touchedParameters(scenario);
const ids = [...scenario.levers.keys()];

test("after any sequence of packages the memory is the one that the package's own inputs give, bit for bit", () => {
  const program = compile(scenario.model, scenario.base, { touched });
  const own = program.memory();
  fc.assert(
    fc.property(fc.array(fc.subarray(ids), { minLength: 1, maxLength: 8 }), (packages) => {
      const memory = program.memory();
      const pull = leverMemory(scenario, program, memory);
      for (const active of packages) {
        pull(active);
        program.run(memory);
        const strengths = new Map(active.map((id) => [id, scenario.levers.get(id)?.strength ?? 0]));
        program.load(own, scenarioInputs(scenario, strengths));
        program.run(own);
        expect(memory).toEqual(own);
      }
    }),
    { numRuns: 50 },
  );
});
