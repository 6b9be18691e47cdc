import { type Batch, peakStatuses } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import { inputValue } from "../../batch/design/batch-input.ts";
import { type BatchReport, PROBABILITIES } from "../../batch/statistics/batch-statistics.ts";
import { salibProblem } from "../../report/tables/salib-problem.ts";
import type { Estimate } from "../../statistics/block-groups.ts";
import { type CsvCell, type CsvOptions, csvText, numberText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import { targetWords } from "./batch-words.ts";

/** A table that comes part by part, so that a million rows never stand in one text. */
export interface RowWriter<Part> {
  readonly header: () => string;
  /** The rows of a part, each with its line end. */
  readonly rows: (part: Part) => string;
}

const LINE_END = "\r\n";

/** `experiments.csv`: the number of every input in every run. */
export function experimentsWriter(
  { inputs, points }: Batch,
  options: CsvOptions = {},
): RowWriter<Pick<BatchPart, "start" | "end">> {
  const point = new Float64Array(inputs.length);
  return {
    header: () => csvText(["run", ...inputs.map(({ name }) => name)], [], options),
    rows: ({ start, end }) => {
      let text = "";
      for (let run = start; run < end; run++) {
        points.fill(run, point);
        text += run;
        for (const [i, input] of inputs.entries()) text += `,${numberText(inputValue(input, point[i]))}`;
        text += LINE_END;
      }
      return text;
    },
  };
}

/** `outcomes.csv`: what came of every run; a run that failed has empty cells and the reason. */
export function outcomesWriter({ columns }: Batch, options: CsvOptions = {}): RowWriter<BatchPart> {
  const names = ["run", ...columns.map(({ name }) => name), "failure"];
  const failedRow = (run: number, reason: string): string => {
    const row: CsvCell[] = [run, ...columns.map(() => undefined), reason];
    return csvText(names, [row]).slice(csvText(names, []).length);
  };
  return {
    header: () => csvText(names, [], options),
    rows: ({ start, end, values, failures }) => {
      const reasons = new Map(failures.map(({ run, reason }) => [run, reason]));
      let text = "";
      let at = 0;
      for (let run = start; run < end; run++) {
        const reason = reasons.get(run);
        if (reason !== undefined) {
          text += failedRow(run, reason);
          at += columns.length;
          continue;
        }
        text += run;
        for (const { kind } of columns) {
          const value = values[at++];
          if (Number.isNaN(value)) text += ",";
          else text += `,${kind === "peak_status" ? peakStatuses[value] : numberText(value)}`;
        }
        text += `,${LINE_END}`;
      }
      return text;
    },
  };
}

/** The files of a batch's statistics by name; `experiments.csv` and `outcomes.csv` come from their own writers. */
export function statisticsFiles(report: BatchReport, options: CsvOptions = {}): Map<string, string> {
  const table = ([columns, rows]: Table) => csvText(columns, rows, options);
  return new Map([
    ["problem.json", jsonText(salibProblem(report.batch))],
    ["probabilities.csv", table(probabilityTable(report))],
    ["joint.csv", table(jointTable(report))],
    ["quantiles.csv", table(quantileTable(report))],
    ["compliance.csv", table(complianceTable(report))],
    ["indices.csv", table(indexTable(report))],
    ["boxes.csv", table(boxTable(report))],
  ]);
}

type Table = readonly [columns: readonly string[], rows: CsvCell[][]];

const quantileNames = PROBABILITIES.map((p) => `p${String(Math.round(100 * p)).padStart(2, "0")}`);

function probabilityTable({ boundaries }: BatchReport): Table {
  return [
    ["boundary", "peak_by", "runs", "runs_peaked", "probability", "standard_error", "low_95", "high_95"],
    boundaries.flatMap(({ boundary, distribution }) =>
      distribution.by.map(({ year, share }) => [
        boundary.name,
        year,
        share.runs,
        share.holds,
        share.share,
        share.error,
        share.low,
        share.high,
      ]),
    ),
  ];
}

function jointTable({ boundaries }: BatchReport): Table {
  return [
    ["boundary", "unit", "peak_year", "level_from", "level_to", "runs", "share"],
    boundaries.flatMap(({ boundary, distribution }) =>
      distribution.joint.map(({ year, low, high, runs }) => [
        boundary.name,
        boundary.variable.unit.text,
        year,
        low,
        high,
        runs,
        runs / distribution.runs,
      ]),
    ),
  ];
}

/** Variables by year, and the peak level of each boundary, which has no year. */
function quantileTable({ batch, boundaries, fans }: BatchReport): Table {
  const levels = boundaries
    .filter(({ distribution }) => distribution.runs > 0)
    .map(({ boundary, distribution }): CsvCell[] => [
      `peak_level.${boundary.name}`,
      boundary.variable.unit.text,
      undefined,
      distribution.runs,
      ...distribution.levels,
    ]);
  const series = fans.flatMap(({ fan, quantiles, runs }) =>
    runs === 0
      ? []
      : quantiles.map((row, i): CsvCell[] => [fan.name, fan.variable.unit.text, batch.years[i], runs, ...row]),
  );
  return [
    ["variable", "unit", "year", "runs", ...quantileNames],
    [...levels, ...series],
  ];
}

function complianceTable({ targets }: BatchReport): Table {
  return [
    ["outcome", "target", "runs", "met", "not_computable", "probability", "standard_error", "low_95", "high_95"],
    targets.map(({ column, met, notComputable }) => [
      column.name,
      targetWords(column, "en"),
      met.runs,
      met.holds,
      notComputable,
      met.share,
      met.error,
      met.low,
      met.high,
    ]),
  ];
}

function indexTable({ batch, importance }: BatchReport): Table {
  const estimate = (found: Estimate | undefined) => [found?.value, found?.low, found?.high];
  return [
    [
      "outcome",
      "unit",
      "place",
      "input",
      "binned_first_order",
      "binned_noise",
      "rank_correlation",
      ...["S1", "S1_low", "S1_high", "ST", "ST_low", "ST_high"],
      ...["mu_star", "mu_star_low", "mu_star_high", "mu", "sigma"],
    ],
    importance.flatMap(({ column, inputs }) =>
      inputs.map(({ input, binned, noise, rank, first, total, morris }, place) => [
        column.name,
        column.unit,
        place + 1,
        batch.inputs[input].name,
        binned,
        noise,
        rank,
        ...estimate(first),
        ...estimate(total),
        ...estimate(morris?.mu_star),
        morris?.mu,
        morris?.sigma,
      ]),
    ),
  ];
}

function boxTable({ batch, boxes }: BatchReport): Table {
  return [
    [
      ...["outcome", "target", "runs", "missed", "box", "coverage", "density", "mass", "box_runs", "box_missed"],
      ...["input", "as", "unit", "low", "high", "share_from", "share_to", "quasi_p"],
    ],
    boxes.flatMap(({ column, runs, missed, boxes: found }) =>
      found.flatMap((box, i) =>
        box.limits.map((limit) => {
          const { name, as, unit } = batch.inputs[limit.input];
          return [
            ...[column.name, targetWords(column, "en"), runs, missed, i + 1],
            ...[box.coverage, box.density, box.mass, box.runs, box.cases],
            ...[name, as, unit, limit.low, limit.high, limit.from, limit.to, limit.quasi_p],
          ];
        }),
      ),
    ),
  ];
}
