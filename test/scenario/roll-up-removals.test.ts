import { expect, test } from "vitest";
import { composeRollUp } from "../../src/scenario/roll-up.ts";
import { libraryOf, mistakes, toy } from "./toy.ts";

// Both islands run a policy of their own; only the isle's pulls more wind.
const files = {
  "data/regions/atoll.yaml": "region: atoll\nmodel: toy\nextends: isle\nlabel: Atoll\n",
  "scenarios/atoll/reference.yaml": "model: toy\nregion: atoll\n",
  "scenarios/isle/policy.yaml": "extends: reference\nlevers: {more_wind: {}, less_coal: {}}\n",
  "scenarios/atoll/policy.yaml": "extends: reference\nlevers: {less_coal: {}}\n",
};

const both = (text: string) => () =>
  composeRollUp(
    libraryOf({ ...files, "scenarios/both/policy.yaml": `model: toy\nregions: [isle, atoll]\neach: policy\n${text}` }),
    toy,
    "both/policy",
  );

test("a null of a roll-up removes where one of its regions has the name", () => {
  const { members } = both("levers: {more_wind: null}\n")();
  expect(members.map(({ levers }) => [...levers.keys()])).toEqual([["less_coal"], ["less_coal"]]);
});

test("where none has it, it is one mistake", () => {
  expect(mistakes(both("levers: {more_wnd: null, all_hours: null}\n"))).toEqual([
    'scenarios/both/policy.yaml:4:10  levers.more_wnd: there is nothing to remove: no parent gives the lever "more_wnd"; did you mean "more_wind"?',
    'scenarios/both/policy.yaml:4:26  levers.all_hours: there is nothing to remove: no parent gives the lever "all_hours"; write what it is, or leave it out',
  ]);
});
