import { expect, test } from "vitest";
import { scenarioHead, scenarioOfParts } from "../../src/scenario/head.ts";
import { InputError } from "../../src/text/problems.ts";

const library = (files: Record<string, string>) => ({
  read: (path: string) => files[path],
  list: () => Object.keys(files).map((path) => path.replace("scenarios/", "")),
});

test("a misspelt key does not hide the other mistakes: the head is read all the same", () => {
  const files = {
    "scenarios/a/parent.yaml": "model: m\nregion: r\n",
    "scenarios/a/child.yaml": "extends: parent\nasume: {}\n",
  };
  expect(scenarioHead(library(files), "a/child")).toEqual({
    id: "a/child",
    model: "m",
    modelAt: { file: "scenarios/a/parent.yaml", line: 1, column: 8 },
    regions: ["r"],
    chain: ["a/parent", "a/child"],
  });
});

test("the parts of a region are found, also where what they extend says what they are a part of", () => {
  const files: Record<string, string> = {
    "data/regions/a.yaml": "region: a\nparent: whole\n",
    "data/regions/b.yaml": "region: b\nextends: [a, b_before]\n",
    "data/regions/b_before.yaml": "extends: b_first\n",
    "data/regions/b_first.yaml": "region: b_first\nparent: whole\n",
    "data/regions/c.yaml": "region: c\nextends: [b_first, c]\nparent: other\n",
    "data/regions/d.yaml": "region: d\nextends: d\n",
    "scenarios/whole/policy.yaml": "model: m\nregion: whole\n",
    "scenarios/parts/policy.yaml": "model: m\nregions: [a, b]\n",
    "scenarios/others/policy.yaml": "model: m\nregions: [a, b, c]\n",
    "scenarios/more/policy.yaml": "model: m\nregions: [a, b, d]\n",
  };
  expect(scenarioOfParts(library(files), "whole/policy")).toBe("parts/policy");
});

test("without model or region nothing more can be said", () => {
  expect(() => scenarioHead(library({ "scenarios/a.yaml": "model: m\n" }), "a")).toThrow(InputError);
});
