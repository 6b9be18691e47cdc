import { resolve } from "node:path";
import { writeFiles } from "../../files/files.ts";
import { looksLikeTable } from "../../files/workbook/workbook.ts";
import { longestHorizon } from "../../questions/backtest/dressed-forecast.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { usageError } from "../../text/problems.ts";
import { give } from "../question.ts";
import { command } from "../shell/command.ts";
import { flag, text, wholeNumber, withLanguage } from "../shell/options.ts";
import { backtestFiles } from "./backtest-files.ts";
import { forecastFiles, forecastLines, forecastReport, horizonsIn, numberSpans } from "./forecasts.ts";
import { countryReport, lastProduct, provinceReport } from "./run.ts";
import { backtestLines } from "./text.ts";

const DEFAULT_FROM = 2010;
const DEFAULT_TO = 2019;
/** Years that `--from` of forecasts may name. */
const YEARS = [1, 9999] as const;

/** `peakpath backtest`: what the model would have said of years that have passed, beside what came, and what it says of others. */
export const backtestCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("subject", {
        type: "string",
        describe: "A province, or a .csv or .xlsx in the columns of Our World in Data",
      })
      .option("from", text(`Base year [default: ${DEFAULT_FROM}]; of --forecasts also 1990,2000-2010 [default: all]`))
      .option("to", text(`Year that is predicted; of countries any year [default: ${DEFAULT_TO}]`))
      .option(
        "forecasts",
        flag("Countries: p05 to p95 and chances of a peak, of every origin and horizon, with scores"),
      )
      .option("horizons", text("Years ahead of --forecasts [default: 1,5,10,15]"))
      .option("all", flag("All provinces in one table"))
      .option("out", text("Write backtest.csv and the reduced regions, or forecasts.csv, chances.csv and scores.csv"))
      .option("excel", flag("Byte-order mark for Excel"))
      .example("$0 backtest zhejiang", "2010 projected to 2019 with observed drivers, by sector and fuel")
      .example("$0 backtest --all", "all provinces, beside persistence and trend")
      .example("$0 backtest data/countries/countries.csv --from 2005", "countries, with the peaks of their histories")
      .example("$0 backtest my.csv --from 2023 --to 2035", "a forecast: no driver behind 2023 is needed")
      .example("$0 backtest my.csv --forecasts --from 1990-2015 --horizons 5,10", "how such forecasts would have done"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const { subject } = args;
    if (args.all === (subject !== undefined)) throw usageError("backtest_subject", {});
    const isTable = looksLikeTable(subject ?? "");
    if (args.forecasts && !isTable) throw usageError("backtest_forecasts_of", {});
    if (args.forecasts && args.to !== undefined) throw usageError("backtest_forecasts_to", {});
    if (!args.forecasts && args.horizons !== undefined) throw usageError("backtest_horizons", {});
    const tell = async (asked: Parameters<typeof forecastReport>[2]): Promise<void> => {
      const report = forecastReport(terminal, subject as string, asked);
      const { left_out_cells } = report;
      await give(
        call,
        { lang: args.lang, json: args.json, excel: args.excel, ...(args.out === undefined ? {} : { out: args.out }) },
        {
          lines: () => forecastLines(report, words),
          json: () => ({
            ...report,
            left_out_cells: {
              count: left_out_cells.count,
              first: left_out_cells.first.map(({ at, path, message }) => ({ at, path, message })),
            },
          }),
          files: (options) => forecastFiles(report, options),
        },
      );
    };
    if (args.forecasts) {
      const from = args.from === undefined ? undefined : numberSpans("from", args.from, ...YEARS);
      return tell({ from, horizons: args.horizons === undefined ? undefined : horizonsIn(args.horizons) });
    }
    const span = {
      from: wholeNumber("from", args.from) ?? DEFAULT_FROM,
      to: wholeNumber("to", args.to) ?? DEFAULT_TO,
    };
    // Behind the last product of the table nobody's drivers are known, so there is a forecast and no hindcast.
    if (isTable && span.to > span.from && span.to > lastProduct(terminal, subject as string)) {
      const last = span.from + longestHorizon;
      if (span.to > last) throw usageError("backtest_to", { first: span.from + 1, last, to: span.to });
      return tell({ from: [span.from], horizons: [span.to - span.from] });
    }
    const report = isTable ? countryReport(terminal, subject as string, span) : provinceReport(terminal, subject, span);
    if (args.out !== undefined) {
      await writeFiles(resolve(terminal.workingFolder, args.out), backtestFiles(report, { excel: args.excel }));
    }
    const { files: _, ...shown } = report;
    const { count, first } = report.left_out_cells;
    await give(
      call,
      { lang: args.lang, json: args.json },
      {
        lines: () => backtestLines(report, words),
        // Keys that are overwritten keep their place.
        json: () => ({
          ...shown,
          left_out: report.left_out.map(({ id, reason: { message } }) => ({ id, reason: message })),
          left_out_cells: { count, first: first.map(({ at, path, message }) => ({ at, path, message })) },
        }),
      },
    );
  },
);
