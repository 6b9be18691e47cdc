import { expect, test } from "vitest";
import { peakStatuses } from "../../src/batch/batch.ts";
import { inputValue } from "../../src/batch/design/batch-input.ts";
import { partRunner } from "../../src/batch/part-runner.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { toylandBatch, toylandRun } from "./toyland.ts";

const design = (inputs: string, kind = "monte_carlo") => `extends: policy
design:
  kind: ${kind}
  runs: 40
  inputs:
${inputs}
`;

const several = design(`    growth.industry: {as: shift, spread: triangular, low: -1 %/yr, mode: 0 %/yr, high: 2 %/yr}
    intensity.*: {as: scale, spread: normal, mean: 1, deviation: 0.1, years: 2030-2050}
    clean: {as: scale, spread: uniform, low: 0.5, high: 1, years: 2021-2060}
    levers.wind.strength: {spread: beta, a: 2, b: 3, low: 0.2, high: 0.9}
    levers.efficiency.start: {spread: uniform, low: 2024, high: 2035}
    levers.electric_heat.delay: {spread: discrete, values: [0, 3, 8], weights: [2, 1, 1]}
    build_limit: {as: value, spread: truncated_normal, mean: 75 %, deviation: 10 %, low: 50 %, high: 95 %}
`);

test("JavaScript and WebAssembly, and parts however they are cut, give the same bytes", () => {
  const { batch, lanes, run } = toylandBatch(several);
  const js = toylandBatch(several, { backend: "js" });
  expect(lanes.count).toBe(2);
  const whole = partRunner(run.scenario, batch, lanes)(0, 40);
  expect(whole.failures).toEqual([]);
  expect(partRunner(run.scenario, js.batch, js.lanes)(0, 40)).toEqual(whole);
  // Out of order and with an odd number of runs, so that the lanes hold other runs than before.
  const again = partRunner(run.scenario, batch, lanes);
  const [late, early] = [again(7, 40), again(0, 7)];
  expect(Float64Array.from([...early.values, ...late.values])).toEqual(whole.values);
  expect(Float64Array.from([...early.series, ...late.series])).toEqual(whole.series);
  expect(new Set(whole.series).size).toBeGreaterThan(1000);
});

test("every run is the scenario that has its numbers in its files: same emissions, peaks and targets, bit for bit", () => {
  const text = design(`    growth.industry: {as: shift, spread: uniform, low: -1 %/yr, high: 2 %/yr}
    imported: {as: value, spread: uniform, low: 5 MtCO2, high: 30 MtCO2}
    levers.wind.strength: {spread: uniform, low: 0, high: 1}
    levers.efficiency.start: {spread: uniform, low: 2024, high: 2045}
    levers.electric_heat.delay: {spread: uniform, low: 0, high: 9}
`);
  const { batch, lanes, run } = toylandBatch(text);
  const part = partRunner(run.scenario, batch, lanes)(0, 12);
  const point = new Float64Array(5);
  const met = new Set<number>();
  for (let r = 0; r < 12; r++) {
    batch.points.fill(r, point);
    const [growth, imported, strength, start, delay] = batch.inputs.map((input, i) => inputValue(input, point[i]));
    const base = run.scenario.base.values.get("growth") as Float64Array;
    const industry = Array.from({ length: 37 }, (_, i) => `${2024 + i}: ${base[(3 + i) * 2] + growth}`).join(", ");
    const own = toylandRun(`extends: policy
assume:
  growth.industry: {${industry}, unit: "%/yr"}
  imported: {2024-2060: ${imported} MtCO2}
levers:
  wind: {strength: ${strength}}
  efficiency: {start: ${start}, full: ${start + 13}}
  electric_heat: {delay: ${delay}}
`);
    const row = Array.from(part.values.subarray(r * batch.columns.length, (r + 1) * batch.columns.length));
    const peaks = own.boundaries.flatMap(({ peak }) =>
      peak === undefined ? [] : [peak.year, peak.year_continuous, peak.level, peakStatuses.indexOf(peak.status)],
    );
    const judged = own.targets.map(({ result: { status } }) =>
      status === "met" ? 1 : status === "missed" ? 0 : Number.NaN,
    );
    expect(row).toEqual([...peaks, ...judged]);
    for (const value of judged) met.add(value);
    expect(part.series.subarray(r * 40, (r + 1) * 40)).toEqual(own.boundaries[0].series.values);
  }
  expect(met).toEqual(new Set([0, 1]));
});

test("a peak that a run calls undecided is so in a batch of the same scenario", () => {
  const text = `${design("    build_limit: {as: value, spread: uniform, low: 79 %, high: 81 %}")}assume:
  imported: 0 MtCO2
  growth.*: {2022-2023: 4 %/yr, 2024-2060: -5 %/yr}
`;
  const { batch, lanes, run } = toylandBatch(text);
  const { lastObserved, region } = run.scenario;
  const status = (scenario: typeof run.scenario) => {
    const { values } = partRunner(scenario, batch, lanes)(0, 1);
    const own = runScenario(scenario).boundaries[0].peak;
    const place = batch.columns.findIndex(({ kind }) => kind === "peak_status");
    return [own?.year, own?.status, peakStatuses[values[place]]];
  };
  const observations = region.observations.map((row) =>
    row.year === lastObserved ? { ...row, given: { ...row.given, sharedOut: true as const } } : row,
  );
  expect(status(run.scenario)).toEqual([lastObserved, "peaked", "peaked"]);
  expect(status({ ...run.scenario, region: { ...region, observations } })).toEqual([
    lastObserved,
    "undecided",
    "undecided",
  ]);
});

test("a run that cannot be is recorded with its reason, and the others go on", () => {
  const { batch, lanes, run } = toylandBatch(
    design(`    clean: {as: scale, spread: uniform, low: 1, high: 4}
    growth.power: {as: shift, spread: discrete, values: [0 %/yr, -120 %/yr], weights: [3, 1]}
`),
  );
  const { failures, values, series } = partRunner(run.scenario, batch, lanes)(0, 40);
  const js = toylandBatch(
    design(`    clean: {as: scale, spread: uniform, low: 1, high: 4}
    growth.power: {as: shift, spread: discrete, values: [0 %/yr, -120 %/yr], weights: [3, 1]}
`),
    { backend: "js" },
  );
  expect(partRunner(run.scenario, js.batch, js.lanes)(0, 40).failures).toEqual(failures);
  const reasons = new Set(failures.map(({ reason }) => reason.replace(/be [\d.]+/, "be …").replace(/20\d\d/, "….")));
  expect([...reasons].sort()).toEqual([
    "activity_positive.power: Activity is not negative does not hold in ….; Growth below -100 % has no meaning",
    "clean in …. would be … %, above the most allowed, 100",
  ]);
  expect(failures.length).toBeLessThan(40);
  const failed = new Set(failures.map(({ run: number }) => number));
  for (let r = 0; r < 40; r++) {
    expect(Number.isNaN(values[r * batch.columns.length])).toBe(failed.has(r));
    expect(Number.isNaN(series[r * 40])).toBe(failed.has(r));
  }
});

test("everything uncertain is varied but what feeds no outcome or breaks the base year", () => {
  const region = { "data/regions/toyland.yaml": uncertainRegion };
  const { batch } = toylandBatch("extends: policy\n", { files: region });
  expect(batch.kind).toBe("quasi_monte_carlo");
  expect(batch.inputs.map(({ name }) => name)).toEqual(["growth.power", "intensity.industry"]);
  expect(batch.leftOut.map(({ input, why }) => `${input.name} ${why}`)).toEqual([
    "base_population feeds_no_outcome",
    "base_activity.power contradicts_observation",
  ]);
});

const uncertainRegion = `region: toyland
model: toy
base_year: 2021
last_observed: 2023
horizon: 2060
parameters:
  base_population: {value: 10 Mperson, low: 9 Mperson, high: 11 Mperson, source: invented}
  base_activity.industry: {value: 1000 GW*h, source: invented}
  base_activity.power: {value: 1000 GW*h, low: -1 GW*h, high: 1100 GW*h, source: invented}
  growth.industry: {2022: 4 %/yr, 2030: 2 %/yr, 2040: -1 %/yr, 2060: -2 %/yr, source: invented}
  growth.power: {2022: {value: 5 %/yr, low: 4 %/yr, high: 6 %/yr}, 2030: 3 %/yr, 2045: 0 %/yr, source: invented}
  intensity.industry: {2021: 100 ktCO2/(GW*h), 2060: {value: 90 ktCO2/(GW*h), low: 80 ktCO2/(GW*h), high: 90 ktCO2/(GW*h)}, source: invented}
  intensity.power: {value: 120 ktCO2/(GW*h), source: invented}
  clean: {2021: 10 %, 2060: 30 %, source: invented}
  build_limit: {value: 80 %, source: invented}
`;
