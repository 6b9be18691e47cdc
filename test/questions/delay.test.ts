import { expect, test } from "vitest";
import { delayCosts } from "../../src/questions/delay.ts";
import { findTop } from "../../src/run/peak/peak.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { layeredLibrary } from "../../src/text/library.ts";
import { toyRun } from "../run/toy-runs.ts";
import { shippedLibrary, shippedRun } from "../shipped-runs.ts";

const run = shippedRun("kaya/policy");
const costs = delayCosts(run, ["gross", "net"], 12);

test("a delayed package is what its file says with every lever delayed", () => {
  const levers = [...run.scenario.levers.keys()];
  for (const delay of [1, 5, 12]) {
    const file = `extends: policy\ntitle: {en: Late, zh: 晚}\nlevers: {${levers.map((id) => `${id}: {delay: ${delay}}`).join(", ")}}\n`;
    const library = layeredLibrary(shippedLibrary, new Map([["scenarios/kaya/late.yaml", file]]));
    const late = runScenario(composeScenario(library, run.scenario.model, "kaya/late"));
    for (const { boundary, all } of costs.boundaries) {
      const series = late.boundaries.find(({ name }) => name === boundary)?.series ?? expect.fail(boundary);
      const { measures, band } = all[delay - 1];
      expect(measures.peak_level).toBe(findTop(series).level);
      expect(measures.cumulative).toBe(Array.from(series.values).reduce((sum, value) => sum + value, 0));
      expect(band).toEqual(late.boundaries.find(({ name }) => name === boundary)?.peak?.band);
    }
  }
});

test("one lever late, the others as they stand; changes are against the scenario as it stands", () => {
  const [gross] = costs.boundaries;
  expect(gross.levers.map(({ lever }) => lever)).toEqual([...run.scenario.levers.keys()]);
  for (const { steps } of [{ steps: gross.all }, ...gross.levers]) {
    expect(steps.map(({ delay }) => delay)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    for (const { measures, change } of steps) {
      expect(change.cumulative).toBeCloseTo(measures.cumulative - gross.now.cumulative, 9);
      expect(change.peak_level).toBeCloseTo(measures.peak_level - gross.now.peak_level, 9);
    }
  }
  // Levers that only lower emissions cost more the longer they wait.
  const sums = gross.all.map(({ change }) => change.cumulative);
  expect(sums[0]).toBeGreaterThan(0);
  expect(sums).toEqual([...sums].sort((a, b) => a - b));
});

test("a peak that waiting pushes to the end of the years is marked as censored", () => {
  const most = run.scenario.horizon - run.scenario.lastObserved;
  const late = delayCosts(run, ["gross"], most).boundaries[0].all;
  const last = late[most - 1];
  expect(last.measures.peak_year).toBeGreaterThan(late[0].measures.peak_year);
  for (const { measures, change } of late) expect(change.censored || !measures.censored).toBe(true);
});

test("without levers there is nothing to delay", () => {
  const reference = toyRun("toyland/reference");
  const [{ name }] = reference.boundaries;
  const [found] = delayCosts(reference, [name], 3).boundaries;
  expect(found.levers).toEqual([]);
  for (const { change } of found.all)
    expect([change.peak_year, change.peak_level, change.cumulative]).toEqual([0, 0, 0]);
});
