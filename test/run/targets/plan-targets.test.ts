import { expect, test } from "vitest";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../../src/files/library.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { modelFiles } from "../../../src/scenario/model-files.ts";

const library = nodeLibrary(".", ".");
const model = readModel(modelFiles(library, "regional"));
const scenario = composeScenario(library, model, "zhejiang/policy");
const run = runScenario(scenario);
const judged = (id: string) => run.planTargets.find(({ statement }) => statement.id === id);
const value = (name: string, cell: number, year: number): number =>
  run.program.series(run.memory, name, cell)[year - run.scenario.baseYear];

test("a run holds every mapped statement about its region, and none about another", () => {
  const regions = new Set(scenario.planStatements.map(({ region }) => region));
  expect(regions).toEqual(new Set(["zhejiang"]));
  expect(run.planTargets.length).toBe(scenario.planStatements.filter(({ target }) => target !== undefined).length);
  expect(run.planTargets.length).toBeGreaterThan(30);
});

test("a formula gives what the model's own variables give", () => {
  expect(judged("T0261")?.result.actual).toBe(value("capacity_wind_solar", 0, 2030));
  expect(judged("T0260")?.result.actual).toBe(value("nonfossil_share", 0, 2030));
  const reduction = value("carbon_intensity_reduction", 0, 2030);
  expect(judged("T0259")?.result.actual).toBeCloseTo(reduction, 12);
  expect(judged("T0259")).toMatchObject({ baseEstimated: true, counts: true });
});

test("an increment reaches back to the history of the year before the plan", () => {
  const before = scenario.region.history.find(
    ({ variable, cell, year }) => variable === "storage_capacity" && cell === 0 && year === 2020,
  );
  expect(judged("T0033")?.result.actual).toBeCloseTo(
    value("storage_capacity", 0, 2025) - (before?.given.value ?? 0),
    12,
  );
});

test("a reduction from a year next to the base year is measured from the base year and says so", () => {
  const target = judged("T0271");
  expect(target).toMatchObject({ measuredFrom: 2021, baseEstimated: true });
  expect(target?.result.actual).toBeCloseTo(1 - value("grid_factor", 0, 2025) / value("grid_factor", 0, 2021), 12);
});

test("stated facts and older versions are shown and do not count", () => {
  expect(judged("T0030")).toMatchObject({ counts: false, statement: { role: "history" } });
  expect(judged("T0264")).toMatchObject({ counts: false, target: { version: "repeated", supersededBy: "T0269" } });
});

test("a quantity that the region has no data for is not computable, whatever its zero says", () => {
  const statements = scenario.planStatements.map((statement) =>
    statement.target === undefined || statement.id !== "T0258"
      ? statement
      : {
          ...statement,
          target: {
            ...statement.target,
            quantity: { ...statement.target.quantity, known: "base_forest_stock - base_forest_stock" },
          },
        },
  );
  const without = runScenario({ ...scenario, planStatements: statements });
  const found = without.planTargets.find(({ statement }) => statement.id === "T0258");
  expect(found?.result).toMatchObject({ status: "not_computable", reason: "no_data" });
});
