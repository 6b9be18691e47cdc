import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { batchStatistics } from "../../../src/batch/statistics/batch-statistics.ts";
import { batchJson } from "../../../src/commands/batch/batch-json.ts";
import { experimentsWriter, outcomesWriter, statisticsFiles } from "../../../src/commands/batch/files.ts";
import { salibProblem } from "../../../src/report/tables/salib-problem.ts";
import { type CsvCell, csvText } from "../../../src/text/csv.ts";
import { syntheticBatch, syntheticInputs, syntheticParts } from "../../synthetic-batch.ts";

function reportOf(batch: ReturnType<typeof syntheticBatch>) {
  const statistics = batchStatistics(batch);
  for (const part of syntheticParts(batch)) statistics.add(part);
  return statistics.finish();
}

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

test("experiments.csv has the inputs of every run, byte for byte as the CSV writer has them", () => {
  const batch = syntheticBatch("sobol", 250);
  const writer = experimentsWriter(batch);
  const text = writer.header() + syntheticParts(batch, 90).map(writer.rows).join("");
  const rows = Array.from({ length: 250 }, (_, run) => [run, ...syntheticInputs(batch, run)]);
  expect(text).toBe(csvText(["run", "gdp_growth", "offshore_wind", "delay"], rows));
});

test("outcomes.csv has what came of every run, with words for the status and the reason of a failure", () => {
  const batch = syntheticBatch("monte_carlo", 120, { fails: (run) => run === 105 });
  const parts = syntheticParts(batch);
  const writer = outcomesWriter(batch);
  const text = writer.header() + parts.map(writer.rows).join("");
  const expected = Array.from({ length: 120 }, (_, run): CsvCell[] => {
    const { values, start } = parts[Math.floor(run / 100)];
    const [year, level, status, target] = values.subarray((run - start) * 4, (run - start + 1) * 4);
    if (run === 105) return [run, undefined, undefined, undefined, undefined, "capacity.coal in 2030 is not finite"];
    return [run, year, level, status === 1 ? "not_reached" : "peaked", target, undefined];
  });
  const columns = ["run", "peak_year.assessed", "peak_level.assessed", "peak_status.assessed", "target.1", "failure"];
  expect(text).toBe(csvText(columns, expected));
  expect(outcomesWriter(batch, { excel: true }).header()).toMatch(/^\uFEFFrun,/);
});

test("the statistics' files hold what the report says", () => {
  const report = reportOf(syntheticBatch("sobol", 5 * 256));
  const files = statisticsFiles(report);
  expect([...files.keys()]).toEqual([
    "problem.json",
    "probabilities.csv",
    "joint.csv",
    "quantiles.csv",
    "compliance.csv",
    "indices.csv",
    "boxes.csv",
  ]);
  const table = (name: string) => rowsOf(files.get(name) as string);
  const by2030 = table("probabilities.csv").find(({ peak_by }) => peak_by === "2030");
  expect(by2030).toMatchObject({ boundary: "assessed", runs: "1280" });
  expect(Math.abs(Number(by2030?.probability) - 0.5)).toBeLessThan(0.01);
  const joint = table("joint.csv");
  expect(joint.reduce((sum, { share }) => sum + Number(share), 0)).toBeCloseTo(1, 10);
  const quantiles = table("quantiles.csv");
  expect(quantiles.map(({ variable }) => variable)).toEqual([
    "peak_level.assessed",
    ...Array(16).fill("emissions.assessed"),
  ]);
  for (const { p05, p50, p95 } of quantiles) {
    expect(Number(p05)).toBeLessThanOrEqual(Number(p50));
    expect(Number(p50)).toBeLessThanOrEqual(Number(p95));
  }
  const [first] = table("indices.csv").filter(({ outcome }) => outcome === "peak_level.assessed");
  expect(first).toMatchObject({ place: "1", input: "offshore_wind", unit: "Mt CO2/yr" });
  expect(Number(first.ST_low)).toBeLessThan(Number(first.ST));
  expect(Number(first.S1)).toBeGreaterThan(0.9);
  const [box] = table("boxes.csv");
  expect(box).toMatchObject({ outcome: "target.1", box: "1", input: "gdp_growth", high: "", share_to: "1" });
  expect(Number(box.low)).toBeCloseTo(5, 1);
});

test("the JSON says the same, with the boxes in words", () => {
  const report = reportOf(syntheticBatch("quasi_monte_carlo", 1024));
  const json = JSON.parse(JSON.stringify(batchJson(report)));
  expect(json).toMatchObject({ design: "quasi_monte_carlo", runs: 1024, seed: 5, failed: 0, kept_runs: 1024 });
  expect(json.boundaries[0].peak_by).toHaveLength(15);
  expect(json.boundaries[0].level["0.5"]).toBeCloseTo(560, 0);
  expect(json.importance[1]).toMatchObject({
    outcome: "peak_level.assessed",
    inputs: [{ input: "offshore_wind" }, {}, {}],
  });
  expect(json.boxes[0].boxes[0].words.en).toMatch(/^GDP growth above (5\.0|4\.99)\d* %\/yr$/);
  expect(json.boxes[0].boxes[0].words.zh).toMatch(/^GDP增速高于 (5\.0|4\.99)\d* %\/年$/);
});

test("problem.json names inputs and distributions as SALib does", () => {
  const batch = syntheticBatch("sobol", 50);
  const problem = salibProblem(batch);
  expect(problem).toMatchObject({
    num_vars: 3,
    names: ["gdp_growth", "offshore_wind", "delay"],
    dists: ["unif", "unif", "triang"],
    bounds: [
      [3, 7],
      [0, 1],
      [0, 9, 2 / 9],
    ],
  });
  // SALib knows no beta distribution: then only the ends are given, and no distributions.
  const [first, ...rest] = batch.inputs;
  const beta = { ...first, spread: { kind: "beta", a: 2, b: 5, low: 1, high: 4 } } as typeof first;
  const other = salibProblem({ ...batch, inputs: [beta, ...rest] });
  expect(other).not.toHaveProperty("dists");
  expect(other.bounds).toEqual([
    [1, 4],
    [0, 1],
    [0, 9],
  ]);
});
