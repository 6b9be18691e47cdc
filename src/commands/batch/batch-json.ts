import { type BatchReport, PROBABILITIES } from "../../batch/statistics/batch-statistics.ts";
import { en } from "../../report/words/en.ts";
import { labelOf } from "../../report/words/labels.ts";
import type { Share } from "../../statistics/block-shares.ts";
import { conditionWords, targetWords } from "./batch-words.ts";

/** The report of a batch for machines; keys as in the files, shares between 0 and 1. */
export function batchJson(report: BatchReport): Record<string, unknown> {
  const { batch } = report;
  const quantiles = (values: readonly number[]) =>
    values.length === 0 ? undefined : Object.fromEntries(PROBABILITIES.map((p, i) => [String(p), values[i]]));
  const shareJson = ({ runs, holds, share, error, low, high }: Share): Record<string, unknown> => {
    const key = batch.uncertain ? "share" : "probability";
    return { runs, holds, [key]: share, standard_error: error, low_95: low, high_95: high };
  };
  const nameOf = (input: number) => batch.inputs[input].name;
  return {
    design: batch.kind,
    delivery: batch.delivery,
    runs: batch.runs,
    seed: batch.seed,
    failed: report.failed,
    failures: report.failures,
    inputs: batch.inputs.map(({ name, label, unit, as, spread, source }) => {
      return { name, label, unit, as, spread, source };
    }),
    left_out: batch.leftOut.map(({ input: { name, label }, why, reason }) => ({ name, label, why, reason })),
    boundaries: report.boundaries.map(({ boundary, distribution }) => ({
      boundary: boundary.name,
      label: boundary.label,
      unit: boundary.variable.unit.text,
      runs: distribution.runs,
      peak_by: distribution.by.map(({ year, share }) => ({ year, ...shareJson(share) })),
      not_reached: distribution.notReached,
      level: quantiles(distribution.levels),
      years: distribution.years.map(({ year, runs, levels }) => ({ year, runs, level: quantiles(levels) })),
      joint: distribution.joint,
    })),
    targets: report.targets.map(({ column, met, notComputable }) => ({
      outcome: column.name,
      target: targetWords(column, en),
      ...shareJson(met),
      not_computable: notComputable,
    })),
    fans: report.fans.map(({ fan, runs, exact, quantiles: rows }) => ({
      variable: fan.name,
      label: fan.label,
      unit: fan.variable.unit.text,
      runs,
      exact,
      years: rows.map((row, i) => ({ year: batch.years[i], quantiles: quantiles(row) })),
    })),
    kept_runs: report.keptRuns,
    blocks: report.blocks,
    importance: report.importance.map(({ column, inputs, explained }) => ({
      outcome: column.name,
      explained_together: explained,
      inputs: inputs.map(({ input, ...measures }) => ({ input: nameOf(input), ...measures })),
    })),
    boxes: report.boxes.map(({ column, runs, missed, boxes }) => ({
      outcome: column.name,
      target: targetWords(column, en),
      runs,
      missed,
      boxes: boxes.map(({ limits, ...box }) => ({
        ...box,
        limits: limits.map(({ input, ...limit }) => ({ input: nameOf(input), ...limit })),
        words: labelOf((words) => conditionWords(batch.inputs, { limits, ...box }, words)),
      })),
    })),
  };
}
