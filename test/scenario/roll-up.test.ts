import { expect, test } from "vitest";
import { composeRollUp } from "../../src/scenario/roll-up.ts";
import { libraryOf, mistakes, toy } from "./toy.ts";

const refusals = (text: string) =>
  mistakes(() =>
    composeRollUp(
      libraryOf({
        "data/regions/islet.yaml": "model: toy\nextends: isle\nparent: isle\n",
        "data/regions/shore.yaml": "model: toy\nextends: isle\n",
        "scenarios/coast/sum.yaml": `model: toy\n${text}`,
      }),
      toy,
      "coast/sum",
    ),
  );

test("a region beside its own part is no sum", () => {
  expect(refusals("regions: [isle, shore]\n")).toEqual([]);
  expect(refusals("regions: [isle, islet]\n")).toEqual([
    "scenarios/coast/sum.yaml:2:17  regions: islet is a part of isle, which is named too and would count it twice; name one of the two",
  ]);
});

test("an amount for each region and a design are refused, a rate for each is not", () => {
  expect(refusals("regions: [isle, shore]\nassume: {gdp_growth: 2 %/yr}\n")).toEqual([]);
  expect(
    refusals("regions: [isle, shore]\nassume: {planned_capacity.wind: 5 GW}\ndesign: {kind: sobol, runs: 8}\n"),
  ).toEqual([
    "scenarios/coast/sum.yaml:3:33  assume.planned_capacity.wind: 5 GW is an amount, and each of the 2 regions would get all of it; write it in the scenarios of the regions",
    "scenarios/coast/sum.yaml:4:1  design: a batch samples one region, and this scenario runs several; write the design for one of them",
  ]);
});

test("a lever is sized in each region for a share, and for no amount", () => {
  const reach = (numbers: string) => `regions: [isle, shore]\nlevers: {more_wind: {reach: {${numbers}}}}\n`;
  expect(refusals(reach("wind_share: {2030: 30 %}"))).toEqual([]);
  expect(refusals(reach("generation.wind: {2030: 4 TW*h}"))).toEqual([
    "scenarios/coast/sum.yaml:3:48  levers.more_wind.reach: 4 TW*h is an amount, and each of the 2 regions would get all of it; write it in the scenarios of the regions",
  ]);
});

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

test("each region runs the first of the scenarios that it has", () => {
  const { "scenarios/atoll/policy.yaml": _, ...others } = files;
  const rolled = (each: string) =>
    composeRollUp(
      libraryOf({
        ...others,
        "scenarios/isle/national.yaml": "extends: reference\nlevers: {all_hours: {}}\n",

        "scenarios/atoll/national.yaml": "extends: reference\nlevers: {less_coal: {}}\n",
        "scenarios/both/policy.yaml": `model: toy\nregions: [isle, atoll]\neach: ${each}\n`,
      }),
      toy,
      "both/policy",
    );
  const { each, members } = rolled("[policy, national]");
  expect(each).toEqual(["policy", "national"]);
  expect(members.map(({ levers }) => [...levers.keys()])).toEqual([["more_wind", "less_coal"], ["less_coal"]]);
  expect(mistakes(() => rolled("[policy, plan]"))[0]).toMatch(/^scenarios\/both\/policy\.yaml:3:8 .*atoll\/policy/);
});

test("where none has it, it is one mistake", () => {
  expect(mistakes(both("levers: {more_wnd: null, all_hours: null}\n"))).toEqual([
    'scenarios/both/policy.yaml:4:10  levers.more_wnd: there is nothing to remove: no parent gives the lever "more_wnd"; did you mean "more_wind"?',
    'scenarios/both/policy.yaml:4:26  levers.all_hours: there is nothing to remove: no parent gives the lever "all_hours"; write what it is, or leave it out',
  ]);
});
