import type { LaneProgram } from "../engine/lanes/lane-program.ts";
import { cellNames } from "../engine/language/cells.ts";
import type { Violation } from "../engine/program/compile.ts";
import { newQuickPeak, quickPeak } from "../run/peak/peak.ts";
import { statusDecider } from "../run/peak/peak-status.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { need } from "../text/need.ts";
import { MOST_AMOUNT } from "../text/plain-number.ts";
import { type Batch, type Fan, keptBetween, peakStatuses, valuesWriter } from "./batch.ts";
import type { BatchPart, Failure } from "./batch-part.ts";
import { targetJudge } from "./batch-targets.ts";
import { runReader } from "./run-reader.ts";
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
  const writer = sampleWriter(scenario, inputs, lanes, layers);
  const valuesOf = valuesWriter(batch);
  const values = new Float64Array(inputs.length);
  const reader = runReader(lanes, years.length, layers);
  const peaked = batch.boundaries.map(({ variable, cell }) => reader.series(variable.name, cell));
  const judged = columns.flatMap(({ target }) => {
    if (target === undefined) return [];
    const { variable, cell } = target;
    const isIt = (fan: Fan) => fan.variable.name === variable.name && fan.cell === cell;
    const boundary = batch.boundaries.findIndex(isIt);
    const missing = boundary < 0 && variable === batch.boundaries[0].variable;
    const judge = missing ? () => Number.NaN : targetJudge(scenario, target, reader, layers !== undefined);
    return [{ judge, boundary }];
  });
  const levels = columns.flatMap(({ of }) =>
    of === undefined ? [] : [reader.value(of.fan.variable.name, of.fan.cell, of.year - baseYear)],
  );
  // Of most runs of a large batch these are not kept.
  const fanReader = runReader(lanes, years.length, layers);
  const fanned = fans.map(({ variable, cell }) => fanReader.series(variable.name, cell));

  const failureOf = (lane: number, error: Error | undefined): string | undefined => {
    if (error !== undefined) return error.message;
    const broken = lanes.broken(lane);
    return broken && brokenText(scenario, broken);
  };
  const decide = statusDecider(scenario);
  const peaks = peaked.map(newQuickPeak);
  const judge = (lane: number, row: Float64Array, at: number): void => {
    let to = at;
    for (let i = 0; i < peaked.length; i++) {
      const peak = quickPeak(peaked[i](lane), baseYear, peaks[i]);
      row[to++] = peak.year;
      row[to++] = peak.year_continuous;
      row[to++] = peak.level;
      row[to++] = peakStatuses.indexOf(decide(peak));
    }
    for (let i = 0; i < judged.length; i++) row[to++] = judged[i].judge(lane, peaks[judged[i].boundary]);
    for (let i = 0; i < levels.length; i++) row[to++] = levels[i](lane);
  };

  const beyond = (row: Float64Array, at: number): string | undefined => {
    for (let i = 0; i < columns.length; i++)
      if (Math.abs(row[at + i]) > MOST_AMOUNT)
        return `${columns[i].name} is beyond ${MOST_AMOUNT}: not finite for all that is computed of it`;
    return undefined;
  };

  return (start, end) => {
    const outcomes = new Float64Array((end - start) * columns.length).fill(Number.NaN);
    const width = fans.length * years.length;
    const series = new Float64Array(keptBetween(batch, start, end) * width).fill(Number.NaN);
    const failures: Failure[] = [];
    const wrong: (string | undefined)[] = [];
    let kept = 0;
    for (let from = start; from < end; from += lanes.count) {
      const together = Math.min(lanes.count, end - from);
      let possible = 0;
      for (let lane = 0; lane < together; lane++) {
        valuesOf(from + lane, values);
        wrong[lane] = writer.take(values, lane, from + lane);
        if (wrong[lane] === undefined) possible++;
      }
      writer.write();
      const errors = possible === 0 ? [] : lanes.run();
      if (possible > 0) reader.read(from);
      let fansRead = false;
      for (let lane = 0; lane < together; lane++) {
        const run = from + lane;
        const at = (run - start) * columns.length;
        let reason = wrong[lane] ?? failureOf(lane, errors[lane]);
        if (reason === undefined) {
          judge(lane, outcomes, at);
          reason = beyond(outcomes, at);
          if (reason !== undefined) outcomes.fill(Number.NaN, at, at + columns.length);
        }
        if (reason !== undefined) failures.push({ run, reason });
        if (!batch.keptRun(run)) continue;
        if (reason === undefined) {
          if (!fansRead) fanReader.read(from);
          fansRead = true;
          for (let i = 0; i < fanned.length; i++) series.set(fanned[i](lane), kept * width + i * years.length);
        }
        kept++;
      }
    }
    return { start, end, values: outcomes, series, failures };
  };
}
