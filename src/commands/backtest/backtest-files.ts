import {
  type Backtest,
  bandsHold,
  type CellError,
  hindcasts,
  type Method,
  methodsOf,
  relativeError,
} from "../../questions/backtest/backtest.ts";
import type { Band } from "../../questions/backtest/forecast-band.ts";
import { constant } from "../../report/tables/run-columns.ts";
import { type CsvOptions, csvOf, named, namedIn } from "../../text/csv.ts";
import { jsonText } from "../../text/json.ts";
import type { BacktestReport } from "./run.ts";

const unit = "Mt CO2/yr";

/**
 * The files of `--out`: every prediction with the band of the forecast, the errors of the hindcast by sector and fuel, the
 * years of the window, the medians, and the reduced regions with scenarios that `peakpath run` takes (driven by GDP; what
 * follows the published energy total is moved on top of them).
 */
export function backtestFiles({ tests, from, to, summary, files }: BacktestReport, options: CsvOptions) {
  const years = tests.flatMap(({ id, years }) => years.map((year) => ({ ...year, region: id })));
  const yearly = csvOf(
    {
      ...named("region", "year"),
      ...constant({ unit }),
      ...named("observed", "observed_drivers", "extrapolated_drivers"),
      ...namedIn((year: Partial<Band>) => ({ ...noBand, ...year }), "p05", "p25", "p50", "p75", "p95"),
    },
    years,
    options,
  );
  const itself = (row: Prediction) => row;
  const predicted = csvOf(
    {
      region: ({ test }) => test.id,
      from: ({ test }) => test.from,
      to: ({ test }) => test.to,
      what: ({ what }) => what,
      is: ({ what }) => (hindcasts.includes(what) ? "hindcast" : "forecast"),
      ...namedIn(itself, "sector", "carrier"),
      ...constant({ unit }),
      ...namedIn(itself, "base", "observed", "predicted", "error"),
      ...namedIn(({ band }: Prediction) => band ?? noBand, "p05", "p25", "p50", "p75", "p95", "in_band"),
    },
    tests.flatMap(predictions),
    options,
  );
  return new Map([
    ["backtest.csv", predicted],
    ["backtest_years.csv", yearly],
    ["backtest_summary.json", jsonText({ from, to, methods: summary, band: bandsHold(tests) })],
    ...files,
  ]);
}

/** A sum of emissions, or a part of it, as a method predicts it. */
interface Prediction extends CellError {
  readonly test: Backtest;
  readonly what: Method;
  readonly error: number | undefined;
  readonly band?: Backtest["band"];
}

const noBand = { p05: undefined, p25: undefined, p50: undefined, p75: undefined, p95: undefined, in_band: undefined };

function predictions(test: Backtest): Prediction[] {
  const { base, observed } = test;
  return [
    ...methodsOf(test).flatMap((what) => {
      const prediction = test.predictions[what];
      if (prediction === undefined) return [];
      const band = what === "extrapolated_drivers" ? test.band : undefined;
      return [{ test, what, base, observed, predicted: prediction.value, error: prediction.error, band }];
    }),
    ...[...test.sectors, ...test.carriers, ...test.cells].map((cell) => {
      const error = relativeError(cell.predicted, cell.observed);
      return { ...cell, test, what: "observed_drivers" as const, error };
    }),
  ];
}
