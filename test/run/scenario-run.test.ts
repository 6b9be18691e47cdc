import { describe, expect, test } from "vitest";
import { compile } from "../../src/engine/program/compile.ts";
import { leverPeaks } from "../../src/questions/levers/lever-peaks.ts";
import { fullSeries, runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import { type Series, valueIn } from "../../src/statistics/series.ts";
import { library, toyModel, toyRun } from "./toy-runs.ts";

const run = toyRun("toyland/policy");

test("the default boundary comes first, one that is not computed has a reason and no peak", () => {
  expect(run.boundaries.map(({ name }) => name)).toEqual(["traded", "inside", "net"]);
  const net = run.boundaries[2];
  expect(net.peak).toBeUndefined();
  expect(net.missing?.en).toBe("No data of the sink");
  // The check that stands for it is no limit of its own.
  expect(run.limits.map(({ check }) => check.name)).toEqual(["clean_buildable"]);
});

test("sectors come in the order of their peaks", () => {
  expect(run.sectors.map(({ name, peak }) => [name, peak?.year])).toEqual([
    ["power", 2024],
    ["industry", 2031],
  ]);
});

test("limits name the years in which they bound", () => {
  const clean = run.program.series(run.memory, "clean_share", 0);
  const [limit] = run.limits;
  expect(limit.years[0]).toBe(2045);
  expect(limit.years.at(-1)).toBe(2060);
  expect(Math.max(...clean)).toBe(80);
});

test("history stands before the projection, its step is held against the uncertainty", () => {
  const [first, inside] = run.boundaries;
  expect(first.history?.series.years).toEqual([2015, 2016, 2017, 2018, 2019, 2020]);
  expect(first.history?.estimated).toEqual(new Set([2020]));
  expect(first.historyPeak).toMatchObject({ year: 2020, status: "rising" });
  // 218 Mt in 2021: 1000 x 0.1 + 1000 x 0.12 x 0.9 + 10, after 211 Mt.
  expect(first.splice?.step).toBeCloseTo(218 / 211 - 1, 12);
  expect(first.splice?.one_series).toBe(true);
  expect(first.splicedPeak?.year).toBe(first.peak?.year);
  expect(inside.history).toBeUndefined();
  expect(inside.splicedPeak).toBeUndefined();
});

test("a step above the uncertainty, or an unknown uncertainty, keeps history and projection apart", () => {
  const model = toyModel();
  const scenario = composeScenario(library, model, "toyland/policy");
  for (const inventoryUncertainty of [0.01, undefined]) {
    const apart = runScenario({ ...scenario, region: { ...scenario.region, inventoryUncertainty } });
    expect(apart.boundaries[0].splice?.one_series).toBe(false);
    expect(apart.boundaries[0].splicedPeak).toBeUndefined();
    expect(apart.boundaries[0].historyPeak).toBeDefined();
  }
});

test("the full series of a sector carries its history", () => {
  const series = fullSeries(run, "co2", 0) as Series;
  expect(series.years[0]).toBe(2020);
  expect(valueIn(series, 2020)).toBe(98);
  expect(valueIn(series, 2021)).toBeCloseTo(100, 12);
});

test("targets are judged over history and projection, and say where their base was estimated", () => {
  expect(run.targets.map(({ target, result, baseEstimated }) => [target.name, result.status, baseEstimated])).toEqual([
    ["peak", "met", false],
    ["clean_share", "met", false],
    ["clean_share", "missed", false],
    ["co2.industry", "met", true],
  ]);
  expect(run.targets[2].result.margin).toBeCloseTo(-10, 12);
});

test("a target on a boundary that is not computed cannot be judged", () => {
  const model = toyModel();
  const scenario = composeScenario(library, model, "toyland/policy");
  const [peak] = scenario.targets;
  const onNet = { ...scenario, targets: [{ ...peak, cell: 2 }] };
  expect(runScenario(onNet).targets[0].result).toMatchObject({
    status: "not_computable",
    reason: "no_series",
  });
});

test("imposed values stand beside the formula's own", () => {
  expect(run.gaps).toHaveLength(2);
  expect(run.gaps[0]).toMatchObject({ year: 2022, observed: 1050 });
  // The formula continues from 1000 with 4 %.
  expect(run.gaps[0].modelled).toBeCloseTo(1040, 9);
});

test("a check of severity error stops the run", () => {
  expect(() => toyRun("toyland/impossible")).toThrow(
    /src\/model\/toy\.yaml:\d+:\d+ {2}activity_positive\.power: .*in 2030/,
  );
});

describe("peaks by lever", () => {
  const found = leverPeaks(run, [2030]);
  const [traded] = found;
  const emissionsOf = (strengths: ReadonlyMap<string, number>) => {
    const inputs = scenarioInputs(run.scenario, strengths);
    const program = compile(run.scenario.model, inputs);
    const memory = program.memory();
    program.run(memory);
    return program.series(memory, "emissions", 1)[9];
  };

  test("with none and with all are what the reference and the report's own run give", () => {
    expect(traded.reference.emissions[2030]).toBe(emissionsOf(new Map()));
    expect(traded.policy.emissions[2030]).toBe(run.boundaries[0].series.values[9]);
  });

  test("each alone is what a run with only that lever gives, whatever ran before it", () => {
    const row = traded.rows.find(({ id }) => id === "efficiency");
    expect(row?.alone.emissions[2030]).toBe(emissionsOf(new Map([["efficiency", 0.5]])));
  });

  test("boundaries that are not computed have none", () => {
    expect(found.map(({ boundary }) => boundary)).toEqual(["traded", "inside"]);
  });
});
