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
