import { resolve } from "node:path";
import { writeFiles } from "../../files/files.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { usageError } from "../../text/problems.ts";
import { give } from "../question.ts";
import { command } from "../shell/command.ts";
import { flag, text, wholeNumber, withLanguage } from "../shell/options.ts";
import { backtestFiles } from "./backtest-files.ts";
import { countryReport, provinceReport } from "./run.ts";
import { backtestLines } from "./text.ts";

const DEFAULT_FROM = 2010;
const DEFAULT_TO = 2019;

/** `peakpath backtest`: what the model would have said of years that have passed, beside what came. */
export const backtestCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("subject", { type: "string", describe: "A province, or a .csv in the columns of Our World in Data" })
      .option("from", text(`Base year [default: ${DEFAULT_FROM}]`))
      .option("to", text(`Year that is predicted [default: ${DEFAULT_TO}]`))
      .option("all", flag("All provinces in one table"))
      .option("out", text("Write backtest.csv and the reduced regions"))
      .option("excel", flag("Byte-order mark for Excel"))
      .example("$0 backtest zhejiang", "2010 projected to 2019 with observed drivers, by sector and fuel")
      .example("$0 backtest --all", "all provinces, beside persistence and trend")
      .example("$0 backtest data/countries/countries.csv --from 2005", "countries, with the peaks of their histories"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const { subject } = args;
    if (args.all === (subject !== undefined)) throw usageError("backtest_subject", {});
    const span = {
      from: wholeNumber("from", args.from) ?? DEFAULT_FROM,
      to: wholeNumber("to", args.to) ?? DEFAULT_TO,
    };
    const report = /\.(?:csv|tsv|txt)$/i.test(subject ?? "")
      ? countryReport(terminal, subject as string, span)
      : provinceReport(terminal, subject, span);
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
