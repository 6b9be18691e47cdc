import { expect, test } from "vitest";
import { scenarioHead } from "../../src/scenario/head.ts";
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

test("without model or region nothing more can be said", () => {
  expect(() => scenarioHead(library({ "scenarios/a.yaml": "model: m\n" }), "a")).toThrow(InputError);
});
