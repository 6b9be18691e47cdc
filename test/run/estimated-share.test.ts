import { expect, test } from "vitest";
import type { Parameter } from "../../src/engine/language/model.ts";
import { estimatedShares } from "../../src/run/estimated-share.ts";
import { toyRun } from "./toy-runs.ts";

const { scenario, model } = toyRun("toyland/reference");

test("share of the base year that a rule estimated, by the first set and of the whole", () => {
  const { shares, whole } = estimatedShares(scenario, model.parameters.get("base_activity") as Parameter);
  // Industry is given, power is estimated to be as large.
  expect([...shares]).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(whole).toBe(0.5);
});

test("nothing where nothing stands", () => {
  const { shares, whole } = estimatedShares(scenario, model.parameters.get("sink") as Parameter);
  expect(shares.size).toBe(0);
  expect(whole).toBe(0);
});
