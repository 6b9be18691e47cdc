import type { Argv } from "yargs";
import { UsageError } from "../../text/problems.ts";
import { refuseTwice, wholeNumber, withLanguage } from "../shell/options.ts";
import type { Call } from "../shell/terminal.ts";

const DEFAULT_FROM = 2010;
const DEFAULT_TO = 2019;

/** `peakpath backtest`: what the model would have said of years that have passed, beside what came. */
export function backtestCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "backtest [subject]",
    "Project past years from an earlier one and compare with what was observed",
    (argv) =>
      withLanguage(argv)
        .positional("subject", {
          type: "string",
          describe: "A province, or a .csv in the columns of Our World in Data",
        })
        .option("from", { type: "string", requiresArg: true, describe: `Base year [default: ${DEFAULT_FROM}]` })
        .option("to", {
          type: "string",
          requiresArg: true,
          describe: `Year that is predicted [default: ${DEFAULT_TO}]`,
        })
        .option("all", { type: "boolean", default: false, describe: "All provinces in one table" })
        .option("out", { type: "string", requiresArg: true, describe: "Write backtest.csv and the reduced regions" })
        .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" })
        .example("$0 backtest zhejiang", "2010 projected to 2019 with observed drivers, by sector and fuel")
        .example("$0 backtest --all", "all provinces, beside persistence and trend")
        .example("$0 backtest data/observed/countries.csv --from 2005", "countries, with the peaks of their histories"),
    async (args) => {
      refuseTwice(args);
      const { subject } = args;
      if (args.all === (subject !== undefined))
        throw new UsageError("say one province, a .csv file, or --all, such as: peakpath backtest zhejiang");
      const span = {
        from: wholeNumber("from", args.from) ?? DEFAULT_FROM,
        to: wholeNumber("to", args.to) ?? DEFAULT_TO,
      };
      const { countryReport, provinceReport } = await import("./run.ts");
      const report = /\.(?:csv|tsv|txt)$/i.test(subject ?? "")
        ? countryReport(terminal, subject as string, span)
        : provinceReport(terminal, subject, span);
      if (args.out !== undefined) {
        const { resolve } = await import("node:path");
        const { writeFiles } = await import("../../files/files.ts");
        const { backtestFiles } = await import("./backtest-files.ts");
        await writeFiles(resolve(terminal.workingFolder, args.out), backtestFiles(report, { excel: args.excel }));
      }
      if (args.json) {
        const { jsonText } = await import("../../text/json.ts");
        const { files: _, ...rest } = report;
        terminal.out(jsonText(rest));
        return;
      }
      const { backtestLines } = await import("./text.ts");
      terminal.out(`${backtestLines(report, args.lang).join("\n")}\n`);
    },
  );
}
