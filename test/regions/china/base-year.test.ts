import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cellIndex } from "../../../src/engine/language/cells.ts";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { compile } from "../../../src/engine/program/compile.ts";
import { nodeLibrary } from "../../../src/files/library.ts";
import { sumOf, total } from "../../../src/regions/china/balance/grid.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { modelFiles } from "../../../src/scenario/model-files.ts";
import { scenarioInputs } from "../../../src/scenario/paths/inputs.ts";
import { zhejiang } from "../zhejiang.ts";

const root = join(import.meta.dirname, "../../..");
const library = nodeLibrary(root, root);
const model = readModel(modelFiles(library, "regional"));
const inputs = scenarioInputs(composeScenario(library, model, "zhejiang/reference"));
const program = compile(model, inputs);
const memory = program.memory();
program.load(memory, inputs);
program.run(memory);

const value = (name: string, members: readonly string[], year: number): number => {
  const variable = model.variables.get(name);
  const cell = variable && cellIndex(model, variable.over, members);
  if (cell === undefined) throw new Error(`no cell ${name}.${members.join(".")}`);
  return program.series(memory, name, cell)[year - 2021];
};
const sum = total;

// A consistency test: the model must give back what it was calibrated to, to rounding.
describe("the model's base year", () => {
  const { build, sources } = zhejiang();
  const { inventory, electricity } = build;

  it("is the inventory to 1e-9", () => {
    const waste = sources.parameter("fossil_waste_factor").value * (electricity.generation.get("biomass")?.value ?? 0);
    const fuel =
      sumOf(inventory.co2) +
      sum(inventory.powerCo2.values()) +
      sum(inventory.heatCo2.values()) +
      sum(inventory.transformationCo2.values());
    expect(Math.abs(value("emissions", ["energy"], 2021) / (fuel + waste) - 1)).toBeLessThan(1e-9);
  });
  it("has the balance's electricity and imposes generation", () => {
    expect(Math.abs(value("electricity_use", [], 2021) / electricity.totalUse.value - 1)).toBeLessThan(1e-9);
    for (const [technology, twh] of electricity.generation)
      expect(Math.abs(value("generation", [technology], 2021) / twh.value - 1), technology).toBeLessThan(1e-9);
    expect(value("unserved", [], 2021)).toBe(0);
  });
  it("takes the observed electricity, population and GDP of 2024", () => {
    expect(value("electricity_use", [], 2024)).toBeCloseTo(678, 9);
    expect(value("population", [], 2024)).toBeCloseTo(66.7, 9);
  });
  it("meets the observed peak load of 2024 (above 123 GW), which no input gives, within 2 %", () => {
    expect(Math.abs(value("peak_load", [], 2024) / 123 - 1)).toBeLessThan(0.02);
  });
  it("violates no check that is an error", () => {
    const errors = program
      .violations(memory)
      .filter((violation) => model.checks.get(violation.check)?.severity === "error");
    expect(errors).toEqual([]);
  });
});
