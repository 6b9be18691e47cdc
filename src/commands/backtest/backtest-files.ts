import { type Backtest, methods, relativeError } from "../../questions/backtest/backtest.ts";
import { type CsvCell, type CsvOptions, csvText } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import type { BacktestReport } from "./run.ts";

const columns = ["region", "from", "to", "what", "sector", "carrier", "unit", "base", "observed", "predicted", "error"];
const yearColumns = ["region", "year", "unit", "observed", "observed_drivers", "extrapolated_drivers"];
const unit = "Mt CO2/yr";

/**
 * The files of `--out`: every prediction and the errors of the model with observed drivers by sector and fuel, the years
 * of the window, the medians, and the reduced regions with scenarios that `peakpath run` takes (driven by GDP; what
 * follows the published energy total is moved on top of them).
 */
export function backtestFiles(report: BacktestReport, options: CsvOptions): Map<string, string> {
  return new Map([
    ["backtest.csv", csvText(columns, report.tests.flatMap(errorRows), options)],
    ["backtest_years.csv", csvText(yearColumns, report.tests.flatMap(yearRows), options)],
    ["backtest_summary.json", jsonText({ from: report.from, to: report.to, methods: report.summary })],
    ...report.files,
  ]);
}

function errorRows(test: Backtest): CsvCell[][] {
  const { id, from, to, base, observed } = test;
  return [
    ...methods.map((method): CsvCell[] => {
      const prediction = test.predictions[method];
      return [id, from, to, method, "", "", unit, base, observed, prediction.value, prediction.error];
    }),
    ...[...test.sectors, ...test.carriers, ...test.cells].map((cell): CsvCell[] => [
      id,
      from,
      to,
      "observed_drivers",
      cell.sector ?? "",
      cell.carrier ?? "",
      unit,
      cell.base,
      cell.observed,
      cell.predicted,
      relativeError(cell.predicted, cell.observed),
    ]),
  ];
}

function yearRows(test: Backtest): CsvCell[][] {
  return test.years.map(({ year, observed, observed_drivers, extrapolated_drivers }) => [
    test.id,
    year,
    unit,
    observed,
    observed_drivers,
    extrapolated_drivers,
  ]);
}
