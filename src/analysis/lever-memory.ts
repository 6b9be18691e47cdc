import type { Program } from "../engine/compile.ts";
import type { Parameter } from "../engine/model.ts";
import { applySteps } from "../scenario/lever-steps.ts";
import type { Scenario } from "../scenario/scenario.ts";

/**
 * A function that puts the parameters into `memory` as they are with exactly these levers pulled, each at the strength
 * that the scenario gives it. The memory must hold the scenario without levers at first, and nobody else may write to
 * its parameters: only those whose levers changed since the last call are worked out and written again.
 */
export function leverMemory(
  scenario: Scenario,
  program: Program,
  memory: Float64Array,
): (active: readonly string[]) => void {
  const written = new Map<string, string>();
  return (active) => {
    const strengths = new Map(active.map((id) => [id, scenario.levers.get(id)?.strength ?? 0]));
    for (const [name, steps] of scenario.steps) {
      const acting = steps.filter(({ id }) => strengths.has(id)).map(({ id }) => id);
      const key = acting.join(" ");
      if ((written.get(name) ?? "") === key) continue;
      written.set(name, key);
      const parameter = scenario.model.parameters.get(name) as Parameter;
      const base = scenario.base.values.get(name) as Float64Array;
      writeParameter(program, memory, name, applySteps(parameter, base, steps, strengths));
    }
  };
}

function writeParameter(program: Program, memory: Float64Array, name: string, values: Float64Array): void {
  const cells = program.parameterCells(name);
  if (cells === undefined) return;
  const { offset, size, stride } = cells;
  for (let year = 0; year * size < values.length; year++) {
    memory.set(values.subarray(year * size, (year + 1) * size), offset + year * stride);
  }
}
