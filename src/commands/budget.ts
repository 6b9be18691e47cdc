import { resolve } from "node:path";
import type { Argv } from "yargs";
import { plainNumber } from "../text/plain-number.ts";
import { UsageError } from "../text/problems.ts";
import { quote } from "../text/quote.ts";
import { refuseTwice, wholeNumber, withLanguage, withOut } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** `peakpath budget`: cumulative emissions against a budget, and the year of net zero. */
export function budgetCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "budget <scenario>",
    "Cumulative emissions against a budget, and the year of net zero on each boundary",
    (argv) =>
      withOut(withLanguage(argv))
        .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
        .option("budget", { type: "string", requiresArg: true, describe: "What may be emitted, such as 9000Mt or 9Gt" })
        .option("from", { type: "string", requiresArg: true, describe: "First year counted; the base year without it" })
        .example("$0 budget zhejiang/policy --budget 9000Mt --from 2025", "when it is used up, on each boundary")
        .example("$0 budget zhejiang/policy --out out", "cumulative emissions and net zero, with budget.csv"),
    async (args) => {
      refuseTwice(args);
      const { libraryOf, loadRuns } = await import("../run/load.ts");
      const { reportRuns } = await import("../questions/report-runs.ts");
      const { budgetUse } = await import("../questions/carbon-budget.ts");
      const { headLines } = await import("./run/text.ts");
      const { budgetFile, budgetLines } = await import("./budget-text.ts");
      const loaded = loadRuns(libraryOf(terminal), [args.scenario]);
      const [{ run, rollUp }] = reportRuns(loaded, { levers: false });
      const { baseYear, horizon } = run.scenario;
      const from = wholeNumber("from", args.from) ?? baseYear;
      if (from < baseYear || from > horizon)
        throw new UsageError(
          `--from takes a year from ${baseYear} (the base year; what was before is another account) to ${horizon}, not ${from}`,
        );
      const budget = args.budget === undefined ? undefined : await budgetOption(args.budget, run);
      const uses = new Map(
        run.boundaries.map(({ name, peak, series }) => [
          name,
          peak === undefined ? undefined : budgetUse(series, from, budget),
        ]),
      );
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
        const { headJson } = await import("./run/json.ts");
        const unit = run.layout.peak.unit.text.replace(/\/yr$/, "");
        const boundaries = [...uses].map(([boundary, use]) => ({ boundary, ...use }));
        terminal.out(jsonText({ ...headJson(run), unit, budget, from, boundaries }));
      } else {
        const { rollUpHead } = await import("./run/roll-up.ts");
        const head = rollUp === undefined ? headLines(run, args.lang) : rollUpHead(rollUp, args.lang);
        terminal.out(`${[...head, "", ...budgetLines(run, uses, from, args.lang)].join("\n")}\n`);
      }
      if (args.out === undefined) return;
      const { writeFiles } = await import("../files/files.ts");
      const { messages } = await import("../report/words/messages.ts");
      const files = new Map([["budget.csv", budgetFile(run, uses, { excel: args.excel })]]);
      await writeFiles(resolve(terminal.workingFolder, args.out), files);
      terminal.err(`${messages[args.lang].wrote(files.size, args.out)}\n`);
    },
  );
}

/** A budget as `9000Mt`, `9 Gt` or with any unit of the model that fits, in what the yearly emissions add up to. */
async function budgetOption(text: string, run: import("../run/scenario-run.ts").ScenarioRun): Promise<number> {
  const { amountOption } = await import("./shell/amount-option.ts");
  const { unit } = run.layout.peak;
  const example = "an amount with its unit such as 9000Mt";
  if (plainNumber(text) !== undefined) throw new UsageError(`--budget takes ${example}, not "${quote(text)}"`);
  const sum = { ...unit, text: unit.text.replace(/\/yr$/, ""), years: undefined };
  return amountOption({ name: "budget", example }, text, sum, run.model.units);
}
