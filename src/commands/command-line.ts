import yargs from "yargs";
import { DamagedBatch } from "../batch/store/stored-batch.ts";
import { hidePasswords } from "../batch/workers/hidden-passwords.ts";
import { VERSION } from "../files/version.ts";
import { WriteError } from "../files/write-error.ts";
import { InputError, type Message, problemLines, RunError, short, UsageError } from "../text/problems.ts";
import { backtestCommand } from "./backtest/backtest.ts";
import { batchCommand } from "./batch/batch.ts";
import { mergeCommand } from "./batch/merge-command.ts";
import { workerCommand } from "./batch/worker.ts";
import { budgetCommand } from "./budget.ts";
import { checkCommand } from "./check.ts";
import { compareCommand } from "./compare/compare.ts";
import { costCurveCommand } from "./cost-curve.ts";
import { delayCommand } from "./delay.ts";
import { explainCommand } from "./explain.ts";
import { leversCommand } from "./levers/levers.ts";
import { listCommand } from "./list.ts";
import { newCommand } from "./new.ts";
import { rebaseCommand } from "./rebase.ts";
import { runCommand } from "./run/run.ts";
import { seekCommand } from "./seek.ts";
import { readableBeside } from "./shell/files-from.ts";
import { heldTerminal } from "./shell/held-terminal.ts";
import { checkNamedFolders } from "./shell/named-folders.ts";
import { FILES_FROM } from "./shell/options.ts";
import { shownText } from "./shell/shown-text.ts";
import type { Call, Terminal } from "./shell/terminal.ts";
import { targetsCommand } from "./targets.ts";
import { tornadoCommand } from "./tornado.ts";
import { whyCommand } from "./why.ts";

export const DONE = 0;
export const INTERNAL_ERROR = 1;
/** Every run of a batch failed. */
export const NO_RESULT = 1;
export const WRONG_INPUT = 2;
export const TARGET_MISSED = 3;

/**
 * Runs one command line and gives its exit code: 0 done, 1 internal error or no result, 2 wrong input or a file that cannot be
 * written, 3 a target not met under `--strict`. Files are written before the report is printed.
 */
export async function runCommandLine(words: readonly string[], given: Terminal): Promise<number> {
  const held = heldTerminal(given);
  const outcome = { code: DONE };
  let besides: readonly string[] = [];
  const terminal: Terminal = {
    ...held,
    out: (text) => held.out(shownText(text)),
    err: (text) => held.err(shownText(text)),
    get besides() {
      return besides;
    },
  };
  const call: Call = {
    terminal,
    words,
    missed: () => {
      outcome.code = TARGET_MISSED;
    },
    failed: () => {
      outcome.code = NO_RESULT;
    },
  };
  const parser = yargs([])
    .scriptName("peakpath")
    .usage("$0 <command>\n\nRegional emission pathways, year by year, to their peak.")
    .locale("en")
    // yargs sets the help of every command that it runs; breaking its lines takes a twentieth of a run's time.
    .wrap(asksForHelp(words) ? Math.min(terminal.columns, 100) : null)
    .version(VERSION)
    .help()
    .alias("help", "h")
    .parserConfiguration({ "parse-numbers": false, "boolean-negation": false, "camel-case-expansion": false })
    .strict()
    .option(FILES_FROM, {
      type: "string",
      requiresArg: true,
      describe: "Let files of this folder be read too, beside those of the working folder and the package",
    })
    .middleware((args) => checkNamedFolders(args, terminal.workingFolder))
    .recommendCommands()
    .demandCommand(1, "Say what to do, such as: peakpath run zhejiang/policy")
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    })
    .example("$0 run zhejiang/policy", "when and at what level emissions peak")
    .example("$0 list scenarios", "what can be run");
  for (const command of [
    runCommand,
    leversCommand,
    whyCommand,
    seekCommand,
    delayCommand,
    budgetCommand,
    costCurveCommand,
    tornadoCommand,
    checkCommand,
    compareCommand,
    explainCommand,
    listCommand,
    targetsCommand,
    backtestCommand,
    batchCommand,
    mergeCommand,
    workerCommand,
    newCommand,
    rebaseCommand,
  ]) {
    command(parser, call);
  }
  try {
    besides = readableBeside(words, given.workingFolder);
    // With a callback, yargs hands over what it would print (help, version) instead of printing it itself.
    await parser.parseAsync([...words], {}, (_error, _args, output) => {
      if (output !== "") terminal.out(`${output}\n`);
    });
  } catch (error) {
    const worded = speaksChinese(words) ? (await import("../report/words/wording.ts")).wording("zh") : undefined;
    return report(error, { ...terminal, err: (text) => terminal.err(hidePasswords(text, words)) }, worded);
  } finally {
    held.release();
  }
  return outcome.code;
}

function asksForHelp(words: readonly string[]): boolean {
  return words.length === 0 || words.some((word) => word === "--help" || word === "-h");
}

/** Whether mistakes are to be said in Chinese; where the language itself is in doubt they stay English. */
function speaksChinese(words: readonly string[]): boolean {
  const asked = words.flatMap((word, i) =>
    word.startsWith("--lang=") ? [word.slice("--lang=".length)] : word === "--lang" ? [words[i + 1]] : [],
  );
  return asked.length === 1 && asked[0] === "zh";
}

/** What a user can mend, said in a line of its own. */
const refusals = [RunError, UsageError, WriteError, DamagedBatch];

/** Says what went wrong on standard error: mistakes of the user in a line each, our own with the stack. */
function report(
  error: unknown,
  terminal: Terminal,
  worded: (message: Message) => string = ({ message }) => message,
): number {
  if (error instanceof InputError) {
    terminal.err(`${problemLines(error.problems, worded).join("\n")}\n`);
    return WRONG_INPUT;
  }
  const { code, name, path, message, stack } = error as NodeJS.ErrnoException;
  const { said } = error as Message;
  // yargs throws some mistakes as its own YError without asking `fail`.
  if (refusals.some((kind) => error instanceof kind) || name === "YError") {
    const shortened = error instanceof RunError || error instanceof UsageError;
    terminal.err(`${worded({ message: shortened ? short(message) : message, said })}\n`);
    return WRONG_INPUT;
  }
  if (code === "EMFILE") {
    terminal.err(`${worded({ message: "too many files are open; allow more (ulimit -n 256)" })}\n`);
    return WRONG_INPUT;
  }
  if (typeof code === "string" && path !== undefined) {
    terminal.err(`${path}: ${message}\n`);
    return WRONG_INPUT;
  }
  terminal.err(`internal error: ${stack ?? String(error)}\n`);
  return INTERNAL_ERROR;
}
