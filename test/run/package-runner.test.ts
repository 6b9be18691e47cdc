import { describe, expect, test, vi } from "vitest";
import { type LeverSetting, packageRunner, packageSettings } from "../../src/run/package-runner.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { type UncertainInput, uncertainInputs } from "../../src/run/uncertain-inputs.ts";
import { randomNumbers } from "../../src/statistics/random.ts";
import { shippedRun } from "../shipped-runs.ts";

// The full model is encoded twice.
vi.setConfig({ testTimeout: 60_000 });

const run = shippedRun("zhejiang/policy");
const { scenario } = run;
const inputs = uncertainInputs(scenario);
const random = randomNumbers(5);

function randomPackage(): Map<string, LeverSetting> {
  const pulled = [...packageSettings(run)].filter(() => random() < 0.6);
  const late = () => (random() < 0.3 ? Math.floor(8 * random()) : 0);
  return new Map(pulled.map(([id, own]) => [id, { strength: own.strength * random(), delay: late() }]));
}

const packages = Array.from({ length: 9 }, randomPackage);
const positions = packages.map(
  (_, i) =>
    new Map<UncertainInput, number>(
      i % 3 === 0 ? [] : inputs.filter(() => random() < 0.01).map((input) => [input, 2 * random() - 1]),
    ),
);

describe("packages run on the lanes of the run, and on a program of their own for the peaks alone", () => {
  const open = packageRunner(run, { inputs }).runAll(packages, positions);

  test("give the same numbers to the bit", () => {
    expect(packageRunner(run, { inputs, runs: 1e6 }).runAll(packages, positions)).toEqual(open);
  });

  test("do not depend on what ran before", () => {
    const again = packageRunner(run, { inputs });
    const backwards = packages.map((_, i) => packages.length - 1 - i);
    const found = again.runAll(
      backwards.map((i) => packages[i]),
      backwards.map((i) => positions[i]),
    );
    expect(found.reverse()).toEqual(open);
    const [own] = again.runAll([packageSettings(run)]);
    for (const { name, series, peak } of run.boundaries)
      if (peak !== undefined) expect(own.get(name)?.values).toEqual(series.values);
  });
});

test("an input moved to its high is what the region would give with the high in its table", () => {
  const moved = inputs.find(({ name }) => name === "activity_elasticity.homes") as UncertainInput;
  const { parameter, at, high } = moved;
  const values = new Map(scenario.base.values);
  const own = (values.get(parameter.name) as Float64Array).slice();
  for (const [i, place] of at.entries()) own[place] = high[i];
  values.set(parameter.name, own);
  const given = runScenario({ ...scenario, base: { ...scenario.base, values } });
  const found = packageRunner(run, { inputs }).run(packageSettings(run), new Map([[moved, 1]]));
  for (const { name, series, peak } of given.boundaries)
    if (peak !== undefined) expect(found.get(name)?.values).toEqual(series.values);
  expect(found.get("assessed")?.values).not.toEqual(run.boundaries[0].series.values);
});
