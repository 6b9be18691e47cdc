import { composeScenario } from "../../src/scenario/compose.ts";
import { formatProblem, InputError, type Problem } from "../../src/text/problems.ts";
import { libraryOf, toy } from "./toy.ts";

/** Where a fixture stands in the library, by the first word of its name. */
const roles: Readonly<Record<string, string>> = {
  scenario: "scenarios/isle/test.yaml",
  region: "data/regions/isle.yaml",
  levers: "data/levers/sun.yaml",
  table: "data/regions/isle/base.csv",
  observed: "data/regions/isle/observed.csv",
  history: "data/regions/isle/history.csv",
};

/** What is wrong when the fixture of this name stands in place of a sound file. */
export function mistakesIn(name: string, text: string): string[] {
  return problemsIn(name, text).map(formatProblem);
}

export function problemsIn(name: string, text: string): readonly Problem[] {
  const role = name.slice(0, name.indexOf("-"));
  const library = libraryOf({
    "scenarios/isle/test.yaml": "extends: reference\n",
    "scenarios/isle/loop.yaml": "extends: test\n",
    "data/regions/islet.yaml": "model: toy\nextends: isle\n",
    [roles[role]]: text,
  });
  try {
    composeScenario(library, toy, "isle/test");
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}
