import { type Batch, peakStatuses, valuesWriter } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import { type BatchReport, PROBABILITIES } from "../../batch/statistics/batch-statistics.ts";
import { salibProblem } from "../../report/tables/salib-problem.ts";
import { en } from "../../report/words/en.ts";
import type { Estimate } from "../../statistics/block-groups.ts";
import { type Columns, type CsvCell, type CsvOptions, csvOf, csvText, numberText } from "../../text/csv.ts";
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
export function experimentsWriter(batch: Batch, options: CsvOptions = {}): RowWriter<Pick<BatchPart, "start" | "end">> {
  const { inputs } = batch;
  const values = new Float64Array(inputs.length);
  const write = valuesWriter(batch);
  return {
    header: () => csvText(["run", ...inputs.map(({ name }) => name)], [], options),
    rows: ({ start, end }) => {
      let text = "";
      for (let run = start; run < end; run++) {
        write(run, values);
        text += run;
        for (const value of values) text += `,${numberText(value)}`;
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
  return new Map([
    ["problem.json", jsonText(salibProblem(report.batch))],
    report.batch.uncertain
      ? ["shares.csv", csvOf(asShares(probabilityColumns), probabilityRows(report), options)]
      : ["probabilities.csv", csvOf(probabilityColumns, probabilityRows(report), options)],
    ["joint.csv", csvOf(jointColumns, jointRows(report), options)],
    ["quantiles.csv", csvOf(quantileColumns, quantileRows(report), options)],
    [
      "compliance.csv",
      csvOf(report.batch.uncertain ? asShares(complianceColumns) : complianceColumns, report.targets, options),
    ],
    ["indices.csv", csvOf(indexColumns, indexRows(report), options)],
    ["boxes.csv", csvOf(boxColumns, boxRows(report), options)],
  ]);
}

type BoundaryReport = BatchReport["boundaries"][number];
type RowOf<Rows extends (report: BatchReport) => readonly unknown[]> = ReturnType<Rows>[number];

function probabilityRows({ boundaries }: BatchReport) {
  return boundaries.flatMap(({ boundary, distribution }) => distribution.by.map((by) => ({ boundary, ...by })));
}

const probabilityColumns: Columns<RowOf<typeof probabilityRows>> = {
  boundary: ({ boundary }) => boundary.name,
  peak_by: ({ year }) => year,
  runs: ({ share }) => share.runs,
  runs_peaked: ({ share }) => share.holds,
  probability: ({ share }) => share.share,
  standard_error: ({ share }) => share.error,
  low_95: ({ share }) => share.low,
  high_95: ({ share }) => share.high,
};

/** The columns of a spread of assumptions, in which nothing is called a probability. */
function asShares<Row>(columns: Columns<Row>): Columns<Row> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, of]) => [name === "probability" ? "share" : name, of]),
  ) as Columns<Row>;
}

function jointRows({ boundaries }: BatchReport) {
  return boundaries.flatMap(({ boundary, distribution }) =>
    distribution.joint.map((cell) => ({ boundary, distribution, ...cell })),
  );
}

const jointColumns: Columns<RowOf<typeof jointRows>> = {
  boundary: ({ boundary }) => boundary.name,
  unit: ({ boundary }) => boundary.variable.unit.text,
  peak_year: ({ year }) => year,
  level_from: ({ low }) => low,
  level_to: ({ high }) => high,
  runs: ({ runs }) => runs,
  share: ({ runs, distribution }) => runs / distribution.runs,
};

interface QuantileRow {
  readonly name: string;
  readonly unit: string;
  /** A level of the peak has none. */
  readonly year?: number;
  readonly runs: number;
  readonly quantiles: ArrayLike<number>;
}

const quantileColumns: Columns<QuantileRow> = {
  variable: ({ name }) => name,
  unit: ({ unit }) => unit,
  year: ({ year }) => year,
  runs: ({ runs }) => runs,
  ...Object.fromEntries(
    PROBABILITIES.map((p, i) => [
      `p${String(Math.round(100 * p)).padStart(2, "0")}`,
      ({ quantiles }: QuantileRow) => quantiles[i],
    ]),
  ),
};

/** Variables by year, and the peak level of each boundary, which has no year. */
function quantileRows({ batch, boundaries, fans }: BatchReport): QuantileRow[] {
  const levelOf = ({ boundary, distribution: { runs, levels } }: BoundaryReport): QuantileRow => {
    return { name: `peak_level.${boundary.name}`, unit: boundary.variable.unit.text, runs, quantiles: levels };
  };
  const levels = boundaries.filter(({ distribution }) => distribution.runs > 0).map(levelOf);
  const series = fans
    .filter(({ runs }) => runs > 0)
    .flatMap(({ fan: { name, variable }, quantiles, runs }) =>
      quantiles.map((row, i) => ({ name, unit: variable.unit.text, year: batch.years[i], runs, quantiles: row })),
    );
  return [...levels, ...series];
}

const complianceColumns: Columns<BatchReport["targets"][number]> = {
  outcome: ({ column }) => column.name,
  target: ({ column }) => targetWords(column, en),
  runs: ({ met }) => met.runs,
  met: ({ met }) => met.holds,
  not_computable: ({ notComputable }) => notComputable,
  probability: ({ met }) => met.share,
  standard_error: ({ met }) => met.error,
  low_95: ({ met }) => met.low,
  high_95: ({ met }) => met.high,
};

function indexRows({ batch, importance }: BatchReport) {
  return importance.flatMap(({ column, inputs }) =>
    inputs.map((index, i) => ({ column, index, place: i + 1, input: batch.inputs[index.input] })),
  );
}

type IndexRow = RowOf<typeof indexRows>;

/** Three columns of an estimate: its value and the ends of its interval. */
function estimateColumns(name: string, of: (row: IndexRow) => Estimate | undefined): Columns<IndexRow> {
  return {
    [name]: (row) => of(row)?.value,
    [`${name}_low`]: (row) => of(row)?.low,
    [`${name}_high`]: (row) => of(row)?.high,
  };
}

const indexColumns: Columns<IndexRow> = {
  outcome: ({ column }) => column.name,
  unit: ({ column }) => column.unit,
  place: ({ place }) => place,
  input: ({ input }) => input.name,
  binned_first_order: ({ index }) => index.binned,
  binned_noise: ({ index }) => index.noise,
  rank_correlation: ({ index }) => index.rank,
  ...estimateColumns("S1", ({ index }) => index.first),
  ...estimateColumns("ST", ({ index }) => index.total),
  ...estimateColumns("mu_star", ({ index }) => index.morris?.mu_star),
  mu: ({ index }) => index.morris?.mu,
  sigma: ({ index }) => index.morris?.sigma,
};

function boxRows({ batch, boxes }: BatchReport) {
  return boxes.flatMap((found) =>
    found.boxes.flatMap((box, i) =>
      box.limits.map((limit) => ({ found, box, place: i + 1, limit, input: batch.inputs[limit.input] })),
    ),
  );
}

const boxColumns: Columns<RowOf<typeof boxRows>> = {
  outcome: ({ found }) => found.column.name,
  target: ({ found }) => targetWords(found.column, en),
  runs: ({ found }) => found.runs,
  missed: ({ found }) => found.missed,
  box: ({ place }) => place,
  coverage: ({ box }) => box.coverage,
  density: ({ box }) => box.density,
  mass: ({ box }) => box.mass,
  box_runs: ({ box }) => box.runs,
  box_missed: ({ box }) => box.cases,
  input: ({ input }) => input.name,
  as: ({ input }) => input.as,
  unit: ({ input }) => input.unit,
  low: ({ limit }) => limit.low,
  high: ({ limit }) => limit.high,
  share_from: ({ limit }) => limit.from,
  share_to: ({ limit }) => limit.to,
  quasi_p: ({ limit }) => limit.quasi_p,
};
