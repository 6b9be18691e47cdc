import type { LaneProgram } from "../engine/lanes/lane-program.ts";
import { cellNames } from "../engine/language/cells.ts";
import type { Violation } from "../engine/program/compile.ts";
import { type QuickPeak, quickPeak } from "../run/peak/peak.ts";
import { statusDecider } from "../run/peak/peak-status.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { need } from "../text/need.ts";
import { MOST_AMOUNT } from "../text/plain-number.ts";
import { type Batch, keptBetween, peakStatuses, valuesWriter } from "./batch.ts";
import type { BatchPart, Failure } from "./batch-part.ts";
import { type JudgedRun, targetJudge } from "./batch-targets.ts";
import { sampleWriter } from "./sample-writer.ts";

/** The runs from `start` to before `end`: a pure function of the batch, whatever ran before. */
export type PartRunner = (start: number, end: number) => BatchPart;

/** What does not hold in a run, in words. */
export function brokenText({ model }: Scenario, { check, cell, year }: Violation): string {
  const { label, doc, over } = need(model.checks, check);
  const path = [check, ...cellNames(model, over)[cell]].join(".");
  return `${path}: ${label.en} does not hold in ${year}; ${doc}`;
}

/** Computes parts of a batch on these lanes, as many runs at a time as there are. */
export function partRunner(scenario: Scenario, batch: Batch, lanes: LaneProgram): PartRunner {
  const { inputs, columns, fans, years, layers } = batch;
  const { baseYear } = scenario;
  const write = sampleWriter(scenario, inputs, lanes, layers);
  const valuesOf = valuesWriter(batch);
  const values = new Float64Array(inputs.length);
  const peaked = batch.boundaries.map(({ name, variable, cell }) => ({ name, variable: variable.name, cell }));
  const judged = columns.flatMap(({ target }) => {
    if (target === undefined) return [];
    const { variable, cell } = target;
    const boundary = peaked.findIndex((candidate) => candidate.variable === variable.name && candidate.cell === cell);
    const missing = boundary < 0 && variable === batch.boundaries[0].variable;
    return [{ judge: missing ? () => Number.NaN : targetJudge(scenario, target, layers !== undefined), boundary }];
  });

  const levels = columns.flatMap(({ of }) =>
    of === undefined ? [] : [{ variable: of.fan.variable.name, cell: of.fan.cell, year: of.year - baseYear }],
  );

  const sample = (run: number, lane: number): string | undefined => {
    valuesOf(run, values);
    return write(values, lane, run);
  };
  const failureOf = (lane: number, error: Error | undefined): string | undefined => {
    if (error !== undefined) return error.message;
    const broken = lanes.broken(lane);
    return broken && brokenText(scenario, broken);
  };
  const decide = statusDecider(scenario);
  const peaks: QuickPeak[] = [];
  const oneSeries = new Float64Array(years.length);
  /** A variable's values of a run, with the model's error where it carries that. */
  const seriesOf = (lane: number, run: number, variable: string, cell: number, into?: Float64Array): Float64Array => {
    const series = lanes.series(lane, variable, cell, into);
    if (layers === undefined || !layers.carries(variable)) return series;
    const factors = layers.residual(run);
    for (let year = 0; year < series.length; year++)
      series[year] = layers.carried(variable, series[year], factors[year]);
    return series;
  };
  const valueIn = (lane: number, run: number, variable: string, cell: number, year: number): number => {
    const value = lanes.value(lane, variable, cell, year);
    if (layers === undefined || !layers.carries(variable)) return value;
    return layers.carried(variable, value, layers.residual(run)[year]);
  };
  const read = (lane: number, run: number, row: Float64Array, at: number): void => {
    let to = at;
    for (const [i, { variable, cell }] of peaked.entries()) {
      peaks[i] = quickPeak(seriesOf(lane, run, variable, cell, oneSeries), baseYear);
      row[to++] = peaks[i].year;
      row[to++] = peaks[i].year_continuous;
      row[to++] = peaks[i].level;
      row[to++] = peakStatuses.indexOf(decide(peaks[i]));
    }
    const judgedRun: JudgedRun = {
      series: (variable, cell) => seriesOf(lane, run, variable, cell),
      value: (variable, cell, year) => valueIn(lane, run, variable, cell, year),
    };
    for (const { judge, boundary } of judged) row[to++] = judge(judgedRun, boundary < 0 ? undefined : peaks[boundary]);
    for (const { variable, cell, year } of levels) row[to++] = valueIn(lane, run, variable, cell, year);
  };

  const beyond = (row: Float64Array, at: number): string | undefined => {
    const column = columns.find((_, i) => Math.abs(row[at + i]) > MOST_AMOUNT);
    return column && `${column.name} is beyond ${MOST_AMOUNT}: not finite for all that is computed of it`;
  };

  return (start, end) => {
    const outcomes = new Float64Array((end - start) * columns.length).fill(Number.NaN);
    const width = fans.length * years.length;
    const series = new Float64Array(keptBetween(batch, start, end) * width).fill(Number.NaN);
    const failures: Failure[] = [];
    let kept = 0;
    for (let from = start; from < end; from += lanes.count) {
      const together = Math.min(lanes.count, end - from);
      const wrong = Array.from({ length: together }, (_, lane) => sample(from + lane, lane));
      const errors = wrong.every((reason) => reason !== undefined) ? [] : lanes.run();
      for (let lane = 0; lane < together; lane++) {
        const run = from + lane;
        const at = (run - start) * columns.length;
        let reason = wrong[lane] ?? failureOf(lane, errors[lane]);
        if (reason === undefined) {
          read(lane, run, outcomes, at);
          reason = beyond(outcomes, at);
          if (reason !== undefined) outcomes.fill(Number.NaN, at, at + columns.length);
        }
        if (reason !== undefined) failures.push({ run, reason });
        if (!batch.keptRun(run)) continue;
        if (reason === undefined)
          for (const [i, { variable, cell }] of fans.entries())
            series.set(seriesOf(lane, run, variable.name, cell, oneSeries), kept * width + i * years.length);
        kept++;
      }
    }
    return { start, end, values: outcomes, series, failures };
  };
}
