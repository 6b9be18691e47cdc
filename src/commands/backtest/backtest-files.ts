import { type Backtest, methods, relativeError } from "../../questions/backtest/backtest.ts";
import { type Columns, type CsvOptions, csvOf } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import type { BacktestReport } from "./run.ts";

const unit = "Mt CO2/yr";

/**
 * The files of `--out`: every prediction and the errors of the model with observed drivers by sector and fuel, the years
 * of the window, the medians, and the reduced regions with scenarios that `peakpath run` takes (driven by GDP; what
 * follows the published energy total is moved on top of them).
 */
export function backtestFiles(report: BacktestReport, options: CsvOptions): Map<string, string> {
  const years = report.tests.flatMap(({ id, years }) => years.map((year) => ({ ...year, region: id })));
  return new Map([
    ["backtest.csv", csvOf(columns, report.tests.flatMap(predictions), options)],
    ["backtest_years.csv", csvOf(yearColumns, years, options)],
    ["backtest_summary.json", jsonText({ from: report.from, to: report.to, methods: report.summary })],
    ...report.files,
  ]);
}

interface Prediction {
  readonly test: Backtest;
  readonly what: string;
  readonly sector?: string;
  readonly carrier?: string;
  readonly base: number;
  readonly observed: number;
  readonly predicted: number;
  readonly error: number | undefined;
}

const columns: Columns<Prediction> = {
  region: ({ test }) => test.id,
  from: ({ test }) => test.from,
  to: ({ test }) => test.to,
  what: ({ what }) => what,
  sector: ({ sector }) => sector,
  carrier: ({ carrier }) => carrier,
  unit: () => unit,
  base: ({ base }) => base,
  observed: ({ observed }) => observed,
  predicted: ({ predicted }) => predicted,
  error: ({ error }) => error,
};

function predictions(test: Backtest): Prediction[] {
  const { base, observed } = test;
  return [
    ...methods.map((what) => {
      const { value: predicted, error } = test.predictions[what];
      return { test, what, base, observed, predicted, error };
    }),
    ...[...test.sectors, ...test.carriers, ...test.cells].map((cell) => {
      return { ...cell, test, what: "observed_drivers", error: relativeError(cell.predicted, cell.observed) };
    }),
  ];
}

type YearOfTest = Backtest["years"][number] & { readonly region: string };

const yearColumns: Columns<YearOfTest> = {
  region: ({ region }) => region,
  year: ({ year }) => year,
  unit: () => unit,
  observed: ({ observed }) => observed,
  observed_drivers: ({ observed_drivers }) => observed_drivers,
  extrapolated_drivers: ({ extrapolated_drivers }) => extrapolated_drivers,
};
