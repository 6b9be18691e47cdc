import type { Batch, DesignKind, OutcomeColumn } from "../src/batch/batch.ts";
import type { BatchPart } from "../src/batch/batch-part.ts";
import { type BatchInput, inputValue } from "../src/batch/design/batch-input.ts";
import { createUnitSystem } from "../src/engine/language/parse-unit.ts";
import { morrisPoints } from "../src/statistics/points/morris-points.ts";
import { monteCarlo, saltelliPoints } from "../src/statistics/points/points.ts";
import { sobolPoints } from "../src/statistics/points/sobol-points.ts";

const label = (en: string, zh: string) => ({ en, zh });
const parameter = { label: label("GDP growth", "GDP增速") };
const variable = { name: "emissions", unit: { text: "Mt CO2/yr" } };

const inputs = [
  {
    name: "gdp_growth",
    as: "value",
    unit: "%/yr",
    spread: { kind: "uniform", low: 3, high: 7 },
    ...parameter,
    source: "invented for the test",
  },
  {
    name: "offshore_wind",
    as: "strength",
    unit: "1",
    label: label("Offshore wind", "海上风电"),
    spread: { kind: "uniform", low: 0, high: 1 },
  },
  {
    name: "delay",
    as: "delay",
    unit: "yr",
    label: label("Delay", "推迟"),
    spread: { kind: "triangular", low: 0, mode: 2, high: 9 },
  },
] as unknown as BatchInput[];

const boundary = { name: "assessed", label: label("Assessed", "考核口径"), variable, cell: 0 } as never;
const columns = [
  {
    name: "peak_year.assessed",
    kind: "peak_year",
    label: label("Assessed", "考核口径"),
    unit: "yr",
    boundary: "assessed",
  },
  {
    name: "peak_level.assessed",
    kind: "peak_level",
    label: label("Assessed", "考核口径"),
    unit: "Mt CO2/yr",
    boundary: "assessed",
  },
  {
    name: "peak_status.assessed",
    kind: "peak_status",
    label: label("Assessed", "考核口径"),
    unit: "1",
    boundary: "assessed",
  },
  {
    name: "target.1",
    kind: "target",
    label: label("Carbon peak", "碳达峰"),
    unit: "1",
    target: { kind: "peak", by: 2030, variable, cell: 0 },
  },
] as unknown as OutcomeColumn[];

export interface SyntheticOptions {
  readonly fails?: (run: number) => boolean;
}

const failing = new WeakMap<Batch, (run: number) => boolean>();

/** A batch of three inputs u, v, w whose outcomes are known: the peak is in 2025 + floor(12 u), at 500 + 100 v + 20 u. */
export function syntheticBatch(kind: DesignKind, runs: number, options: SyntheticOptions = {}): Batch {
  const morris = morrisPoints(5, inputs.length);
  const batch: Batch = {
    kind,
    model: { units: createUnitSystem([]) },
    runs,
    seed: 5,
    inputs,
    points:
      kind === "sobol"
        ? saltelliPoints(sobolPoints(5, 2 * inputs.length))
        : kind === "morris"
          ? morris
          : kind === "monte_carlo"
            ? monteCarlo(5, inputs.length)
            : sobolPoints(5, inputs.length),
    ...(kind === "morris" ? { stepTo: morris.stepTo } : {}),
    boundaries: [boundary],
    columns,
    fans: [{ ...(boundary as object), name: "emissions.assessed" } as never],
    years: Array.from({ length: 16 }, (_, i) => 2021 + i),
    blockRuns: kind === "sobol" ? inputs.length + 2 : kind === "morris" ? inputs.length + 1 : 1,
    partRuns: 100,
    keptRun: () => true,
    leftOut: [],
    correlated: false,
  };
  failing.set(batch, options.fails ?? (() => false));
  return batch;
}

/** Its parts, of as many runs as asked for. */
export function syntheticParts(batch: Batch, size = batch.partRuns): BatchPart[] {
  const fails = failing.get(batch) as (run: number) => boolean;
  const point = new Float64Array(inputs.length);
  return Array.from({ length: Math.ceil(batch.runs / size) }, (_, i) => {
    const start = i * size;
    const end = Math.min(batch.runs, start + size);
    const values = new Float64Array((end - start) * columns.length).fill(Number.NaN);
    const series = new Float64Array((end - start) * batch.years.length).fill(Number.NaN);
    const failures = [];
    for (let run = start; run < end; run++) {
      if (fails(run)) {
        failures.push({ run, reason: "capacity.coal in 2030 is not finite" });
        continue;
      }
      batch.points.fill(run, point);
      const [u, v] = point;
      const year = 2025 + Math.min(11, Math.floor(12 * u));
      const level = 500 + 100 * v + 20 * u;
      values.set([year, level, year === 2036 ? 1 : 3, year <= 2030 ? 1 : 0], (run - start) * columns.length);
      const from = (run - start) * batch.years.length;
      for (const [t, y] of batch.years.entries()) series[from + t] = level * (1 - 0.01 * Math.abs(y - year));
    }
    return { start, end, values, series, failures };
  });
}

/** The numbers of a run's inputs. */
export function syntheticInputs(batch: Batch, run: number): number[] {
  const point = new Float64Array(inputs.length);
  batch.points.fill(run, point);
  return batch.inputs.map((input, i) => inputValue(input, point[i]));
}
