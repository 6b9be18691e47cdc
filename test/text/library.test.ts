import { expect, test } from "vitest";
import { listRegions, listScenarios, scenarioHead } from "../../src/scenario/head.ts";
import { modelFiles, modelNames } from "../../src/scenario/model-files.ts";
import { libraryOf, mistakes } from "../scenario/toy.ts";

const library = libraryOf({
  "scenarios/isle/policy.yaml": "extends: reference\n",
  "src/model/toy.yaml": "model: toy\n",
  "src/model/large/model.yaml": "model: large\n",
  "src/model/large/energy.yaml": "variables: {}\n",
});

test("scenarios and regions are listed; files that only serve as parents are no regions", () => {
  expect(listScenarios(library)).toEqual(["isle/policy", "isle/reference"]);
  expect(listRegions(library)).toEqual(["isle"]);
});

test("the head of a scenario says which model and region to read, from itself or a parent", () => {
  expect(scenarioHead(library, "isle/policy")).toEqual({
    id: "isle/policy",
    model: "toy",
    modelAt: { file: "scenarios/isle/reference.yaml", line: 1, column: 8 },
    regions: ["isle"],
    chain: ["isle/reference", "isle/policy"],
  });
  expect(mistakes(() => scenarioHead(library, "isle/polcy"))).toEqual([
    'scenarios/isle/polcy.yaml:1:1  unknown scenario "isle/polcy" (no file scenarios/isle/polcy.yaml); there are isle/policy, isle/reference; did you mean "isle/policy"?',
  ]);
});

test("a model is one file or a folder of files", () => {
  expect(modelNames(library)).toEqual(["large", "toy"]);
  expect(modelFiles(library, "toy").map(({ name }) => name)).toEqual(["src/model/toy.yaml"]);
  expect(modelFiles(library, "large").map(({ name }) => name)).toEqual([
    "src/model/large/energy.yaml",
    "src/model/large/model.yaml",
  ]);
  expect(mistakes(() => modelFiles(library, "larg"))).toEqual([
    'src/model/larg.yaml:1:1  model: unknown model "larg"; there are large, toy; did you mean "large"?',
  ]);
});
