import { expect, test } from "vitest";
import { partsOf, peakStatuses, valuesWriter } from "../../src/batch/batch.ts";
import { actsBy, type BatchInput, inputValue } from "../../src/batch/design/batch-input.ts";
import { growthShifts } from "../../src/batch/growth-shifts.ts";
import { type Layers, layersOf } from "../../src/batch/layers.ts";
import { partRunner } from "../../src/batch/part-runner.ts";
import { batchStatistics } from "../../src/batch/statistics/batch-statistics.ts";
import type { CertaintyLayout } from "../../src/engine/language/model.ts";
import { readCertainty } from "../../src/run/certainty.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import type { DatedValue } from "../../src/scenario/region/region-tables.ts";
import { spreadOfMean } from "../../src/statistics/persistence.ts";

import {
  certainBatch,
  certainModelPassing,
  certaintyTables,
  toylandBatch,
  toylandRun,
  toylandWith,
} from "./toyland.ts";

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
    const { values } = own.boundaries[0].series;
    expect(row).toEqual([...peaks, ...judged, values[2030 - 2021], values[2035 - 2021]]);
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

const noEconomy = { "economy.factor": "factor,0,1,none" };
const noResidual = { "residual.spread": "spread,0,1,none" };
const asPlanned = "inputs: calibrated, delivery: as planned";
const layersIn = (rows = {}, options = {}): Layers => {
  const { layers } = certainBatch(rows, { runs: 1, ...options }).batch;
  if (layers === undefined) throw new Error("the batch has no layers");
  return layers;
};
/** Layers whose errors arrive as the tables have them, whatever part of growth the model passes on. */
const layersAsMeasured = (rows = {}): Layers => {
  const { scenario } = certainBatch(rows, { runs: 1 }).run;
  const layout = scenario.model.report?.certainty as CertaintyLayout;
  const errors = readCertainty(toylandWith(certaintyTables(rows)));
  return layersOf(scenario, layout, growthShifts(scenario, layout), { economy: 1, activity: 1 }, errors, 1);
};
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviationOf = (values: readonly number[]) => Math.sqrt(meanOf(values.map((x) => (x - meanOf(values)) ** 2)));
const correlationOf = (a: readonly number[], b: readonly number[]) =>
  meanOf(a.map((x, i) => (x - meanOf(a)) * (b[i] - meanOf(b)))) / deviationOf(a) / deviationOf(b);
const RUNS = 3000;
const times = <T>(make: (run: number) => T) => Array.from({ length: RUNS }, (_, run) => make(run));

test("without any spread every run of a calibrated batch is the scenario, bit for bit", () => {
  const rows = {
    ...noEconomy,
    ...noResidual,
    ...Object.fromEntries(
      ["efficiency", "electrification", "renewables"].map((family) => [
        `delivery.${family}`,
        `${family},triangular,1,1,1,,,,1,0,0,0,0,0,,none`,
      ]),
    ),
  };
  const { batch, lanes, run } = certainBatch(rows, { runs: 6 });
  expect(batch.inputs.map(({ name }) => name)).toEqual([
    ...["efficiency", "electrification", "renewables"].flatMap((f) => [
      `delivery.${f}.strength`,
      `delivery.${f}.delay`,
    ]),
    ...["errors.growth", "errors.intensity", "errors.residual"],
    ...["errors.growth@2030", "errors.intensity@2030", "errors.residual@2030"],
  ]);
  const { series, values, failures } = partRunner(run.scenario, batch, lanes)(0, 6);
  expect(failures).toEqual([]);
  const own = run.boundaries[0].series.values as Float64Array;
  for (let r = 0; r < 6; r++) {
    expect(series.subarray(r * 40, (r + 1) * 40)).toEqual(own);
    expect(values[r * batch.columns.length + 2]).toBe(run.boundaries[0].peak?.level);
  }
});

test("errors of growth have the spread, persistence and correlation that the tables state", () => {
  // Shares of variance of Student's t are found in 3,000 runs to a few per cent.
  const rows = {
    "economy.factor": "factor,1,1,none",
    "economy.sector_share": "sector_share,0,1,none",
  };
  const layers = layersAsMeasured(rows);
  const years = 37;
  const pathOf = (name: string, cells: number) => (run: number) => {
    const values = new Float64Array(40 * cells);
    layers.addErrors(name, run, values);
    return Array.from({ length: years }, (_, i) => values[(3 + i) * cells] / 100);
  };
  const growth = times(pathOf("drift", 1));
  const activity = times(pathOf("growth", 2));
  for (const year of [0, 5, 20]) {
    expect(deviationOf(growth.map((path) => path[year])) / 0.02).toBeCloseTo(1, 1);
    expect(deviationOf(activity.map((path) => path[year])) / 0.015).toBeCloseTo(1, 1);
  }
  const at = (year: number) => growth.map((path) => path[year]);
  expect(correlationOf(at(4), at(5))).toBeCloseTo(0.9, 1);
  expect(Math.abs(correlationOf(at(4), at(8)) - 0.9 ** 4)).toBeLessThan(0.05);
  expect(
    Math.abs(
      correlationOf(
        at(5),
        activity.map((path) => path[5]),
      ) + 0.3,
    ),
  ).toBeLessThan(0.06);
  const means = growth.map((path) => meanOf(path.slice(0, 12)));
  expect(deviationOf(means) / spreadOfMean(0.9, 0.02, 12)).toBeCloseTo(1, 1);
  expect(times((run) => layers.measure("growth", run, 2035))).toEqual(means.map((mean) => expect.closeTo(mean, 12)));
  // Ten years of a path with persistence 0.9 by hand: 0.02 sqrt(10 + 2 sum (10 - k) 0.9^k) / 10.
  expect(spreadOfMean(0.9, 0.02, 10)).toBeCloseTo(0.01706, 4);
  // Fitted on regions a quarter as volatile as this one, by the root of it.
  const wider = layersIn({ ...rows, "economy.volatility": "volatility,0.0125,1,none" });
  expect(wider.deviation("growth", 2035) / layers.deviation("growth", 2035)).toBeCloseTo(2, 9);
  // Of a normal variable it is 3, of Student's t with six degrees 6.
  const kurtosis = meanOf(at(0).map((x) => x ** 4)) / deviationOf(at(0)) ** 4;
  expect(kurtosis).toBeGreaterThan(3.5);
});

test("emissions err by the errors of growth and of CO2 per economy together, whatever part of growth the model passes on", () => {
  const rows = { ...noResidual, "economy.factor": "factor,1,1,none", "economy.sector_share": "sector_share,0,1,none" };
  for (const part of [0.3, 1]) {
    const { batch, lanes, run } = certainBatch(rows, {
      design: asPlanned,
      model: certainModelPassing(part),
      runs: 400,
    });
    const { series, failures } = partRunner(run.scenario, batch, lanes)(0, 400);
    expect(failures).toEqual([]);
    const of = batch.layers as Layers;
    const at = of.year - run.scenario.baseYear;
    const years = of.year - run.scenario.lastObserved;
    const own = (run.boundaries[0].series.values as Float64Array)[at];
    const runs = Array.from({ length: 400 }, (_, r) => r);
    const errors = runs.map((r) => years * (of.measure("growth", r, of.year) + of.measure("intensity", r, of.year)));
    const emissions = runs.map((r) => Math.log(series[r * 40 + at] / own));
    expect(correlationOf(errors, emissions)).toBeGreaterThan(0.95);
    // One to one but for what steps of Toyland's plan make of large errors.
    expect(Math.abs(deviationOf(emissions) / deviationOf(errors) - 1)).toBeLessThan(0.1);
  }
});

test("the model's error grows with the root of time from the year after the account, and regions share a part of it", () => {
  const layers = layersIn();
  const { spread } = { spread: layers.deviation("residual", 2035) / Math.sqrt(14) };
  const other = layersIn({}, { region: "isle" });
  expect(spread).toBeCloseTo(0.05, 12);
  const rows = times((run) => Array.from(layers.residual(run), Math.log));
  const theirs = times((run) => Array.from(other.residual(run), Math.log));
  expect(rows.every((row) => row[0] === 0)).toBe(true);
  for (const ahead of [1, 5, 10])
    expect(deviationOf(rows.map((row) => row[ahead])) / (spread * Math.sqrt(ahead))).toBeCloseTo(1, 1);
  const tenYears = (all: number[][]) => all.map((row) => row[10]);
  expect(Math.abs(correlationOf(tenYears(rows), tenYears(theirs)) - 0.2)).toBeLessThan(0.06);
  expect(
    Math.abs(
      correlationOf(
        tenYears(rows),
        times((run) => layers.measure("growth", run, 2035)),
      ),
    ),
  ).toBeLessThan(0.06);
});

test("the model adds no error of its own up to the last year whose fuels are all observed", () => {
  const { scenario } = certainBatch({}, { runs: 1 }).run;
  const layout = scenario.model.report?.certainty as CertaintyLayout;
  const errors = readCertainty(toylandWith(certaintyTables()));
  const { baseYear: base } = scenario;
  const residual = (...rows: readonly (readonly [cell: number, year: number])[]) => {
    const observations = rows.map(([cell, year]) => ({ variable: "fuel", cell, year: base + year }) as DatedValue);
    const region = { ...scenario.region, observations };
    const observed = { ...scenario, region };
    const known = { ...layout, settledBy: new Set(["fuel"]) };
    const layers = layersOf(observed, known, growthShifts(observed, known), { economy: 1, activity: 1 }, errors, 1);
    return { factors: Array.from(layers.residual(3)).slice(0, 5), deviation: layers.deviation("residual", 2035) };
  };
  const { factors, deviation } = residual();
  const settled = residual([0, 1], [1, 1], [0, 2], [1, 2], [0, 3]);
  expect(settled.factors.slice(0, 3)).toEqual([1, 1, 1]);
  // What is drawn of a year does not depend on where the walk begins.
  expect(settled.factors[3]).toBeCloseTo(factors[3] / factors[2], 12);
  expect(settled.deviation / deviation).toBeCloseTo(Math.sqrt(12 / 14), 12);
  // A year between that is not observed ends it.
  expect(residual([0, 2], [1, 2]).factors).toEqual(factors);
});

test("deliveries have the mean, spread and years late of their table, and go together", () => {
  const { batch } = certainBatch({}, { runs: RUNS });
  const write = valuesWriter(batch);
  const drawn = times((run) => {
    const values = new Float64Array(batch.inputs.length);
    write(run, values);
    return values;
  });
  const of = (name: string) => {
    const at = batch.inputs.findIndex((input) => input.name === `delivery.${name}`);
    return drawn.map((values) => values[at]);
  };
  const efficiency = of("efficiency.strength");
  expect(meanOf(efficiency)).toBeCloseTo(0.8, 2);
  expect(deviationOf(efficiency)).toBeCloseTo(0.25, 2);
  expect(Math.max(...efficiency)).toBeLessThanOrEqual(1.2);
  const renewables = of("renewables.strength").sort((a, b) => a - b);
  expect(renewables[RUNS / 2]).toBeCloseTo(1.4, 1);
  expect(renewables[0.05 * RUNS]).toBeCloseTo(1.4 * 0.61, 1);
  const late = of("renewables.delay");
  for (const [years, share] of [0.4, 0.25, 0.15, 0.12, 0.08, 0].entries())
    expect(late.filter((delay) => delay === years).length / RUNS).toBeCloseTo(share, 2);
  // Ranks of scores with the correlation 0.5 correlate by 0.48; the years late against them.
  expect(Math.abs(correlationOf(efficiency, of("electrification.strength")) - 0.49)).toBeLessThan(0.05);
  expect(correlationOf(efficiency, late)).toBeLessThan(-0.35);
});

test("a calibrated batch gives the same bytes in JavaScript, in WebAssembly and however it is cut", () => {
  const design =
    "inputs: {calibrated: all, imported: {as: scale, spread: uniform, low: 0.5, high: 1.5}}, outcomes: [clean_share]";
  const { batch, lanes, run } = certainBatch({}, { runs: 40, design });
  const whole = partRunner(run.scenario, batch, lanes)(0, 40);
  expect(whole.failures).toEqual([]);
  const js = certainBatch({}, { runs: 40, design, backend: "js" });
  expect(partRunner(run.scenario, js.batch, js.lanes)(0, 40)).toEqual(whole);
  const again = partRunner(run.scenario, batch, lanes);
  const [late, early] = [again(7, 40), again(0, 7)];
  expect(Float64Array.from([...early.series, ...late.series])).toEqual(whole.series);
  // Without the model's error its factors are missing from the emissions, and all else stays.
  const without = certainBatch(noResidual, { runs: 40, design });
  const plain = partRunner(run.scenario, without.batch, without.lanes)(0, 40);
  for (let r = 0; r < 40; r++) {
    const row = (all: Float64Array, fan: number) =>
      Array.from(all.subarray((2 * r + fan) * 40, (2 * r + fan + 1) * 40));
    const factors = Array.from(batch.layers?.residual(r) ?? []);
    expect(row(whole.series, 0)).toEqual(row(plain.series, 0).map((value, year) => value * factors[year]));
    expect(row(whole.series, 1)).toEqual(row(plain.series, 1));
  }
  expect(whole.series).not.toEqual(plain.series);
});

test("an outcome of a year counts what can have acted by then alone, and errors as they are in that year", () => {
  const { batch, lanes, run } = certainBatch({}, { runs: 60, design: "inputs: calibrated, outcomes: [clean_share]" });
  const statistics = batchStatistics(batch);
  for (const { start, end } of partsOf(batch)) statistics.add(partRunner(run.scenario, batch, lanes)(start, end));
  const { importance } = statistics.finish();
  const countedOf = (outcome: string) => {
    const found = importance.find(({ column }) => column.name.startsWith(outcome));
    return new Set(found?.inputs.map(({ input }) => batch.inputs[input].name));
  };
  const early = countedOf(`${batch.fans[0].name}@2030`);
  for (const name of ["growth", "intensity", "residual"]) {
    expect([early.has(`errors.${name}@2030`), early.has(`errors.${name}`)]).toEqual([true, false]);
    for (const outcome of [`${batch.fans[0].name}@2035`, "peak_year."]) {
      const counted = countedOf(outcome);
      expect([counted.has(`errors.${name}@2030`), counted.has(`errors.${name}`)]).toEqual([false, true]);
    }
  }
  const lever = [...run.scenario.levers.values()][0];
  const begins = lever.ramp.begins;
  const spread = { kind: "uniform", low: 0, high: 1 } as const;
  const input = (as: "strength" | "start"): BatchInput => {
    return { name: as, label: lever.lever.label, unit: "1", spread, as, lever };
  };
  const strength = input("strength");
  expect([begins - 1, begins, undefined].map((year) => actsBy(strength, year, [strength]))).toEqual([
    false,
    true,
    true,
  ]);
  // Whose start is drawn may come before the year of its file.
  expect(actsBy(strength, begins - 1, [strength, input("start")])).toBe(true);
});

test("one draw for many levers is a factor of each one's strength and years more than its own", () => {
  const design = (inputs: string) => `inputs: {${inputs}}`;
  const many = design(
    "levers.*.strength: {spread: discrete, values: [1.6]}, levers.renewables.delay: {spread: discrete, values: [3]}",
  );
  const each = design(
    "levers.wind.strength: {spread: discrete, values: [1.6]}, levers.efficiency.strength: {spread: discrete, values: [0.8]}, levers.electric_heat.strength: {spread: discrete, values: [0.8]}, levers.wind.delay: {spread: discrete, values: [3]}",
  );
  const series = [many, each].map((text) => {
    const { batch, lanes, run } = certainBatch({}, { runs: 1, design: text });
    return partRunner(run.scenario, batch, lanes)(0, 1).series;
  });
  expect(series[0]).toEqual(series[1]);
  const planned = certainBatch({ ...noEconomy, ...noResidual }, { runs: 1, design: asPlanned });
  expect(planned.batch).toMatchObject({ delivery: "as_planned", points: { dimensions: 0 } });
  const { series: own } = partRunner(planned.run.scenario, planned.batch, planned.lanes)(0, 1);
  expect(own).toEqual(planned.run.boundaries[0].series.values);
  expect(own).not.toEqual(series[0]);
});

test("what is uncertain is varied beside what a design names, with correlations", () => {
  const region = { "data/regions/toyland.yaml": uncertainRegion };
  const { batch } = toylandBatch(
    `extends: policy
design:
  kind: quasi_monte_carlo
  runs: 8
  inputs: {levers.*.strength: {spread: uniform, low: 0.5, high: 1.2}, uncertain: all}
  correlations: [{between: [growth.power, levers.*.strength], rank: -0.5}]
`,
    { files: region },
  );
  expect(batch.inputs.map(({ name }) => name)).toEqual(["growth.power", "intensity.industry", "levers.*.strength"]);
  expect(batch).toMatchObject({ uncertain: true, correlated: true });
});
