import yargs, { type Argv } from "yargs";
import { DamagedBatch } from "../batch/store/stored-batch.ts";
import { hidePasswords } from "../batch/workers/hidden-passwords.ts";
import { WriteError } from "../files/write-error.ts";
import { type Language, languages, type Words, wordsIn } from "../report/words/languages.ts";
import {
  InputError,
  type Message,
  problemLines,
  RunError,
  message as sentenceOf,
  short,
  UsageError,
} from "../text/problems.ts";
import { english, sentence } from "../text/sentences/english.ts";
import { VERSION } from "../text/version.ts";
import type { Command } from "./shell/command.ts";
import { checkNamedFolders, readableBeside } from "./shell/files-from.ts";
import { FILES_FROM, refuseTwice } from "./shell/options.ts";
import { type Call, heldTerminal, shownText, type Terminal } from "./shell/terminal.ts";

interface Entry {
  readonly about: string;
  readonly load: () => Promise<Command>;
}

/** The commands in the order of the help, with the file that each stands in. */
const commands: Readonly<Record<string, Entry>> = {
  "run [scenarios..]": {
    about: "Run scenarios: when and at what level emissions peak",
    load: async () => (await import("./run/run.ts")).runCommand,
  },
  "levers <scenario>": {
    about: "The peak under each lever and family and without each project, or shares that add up (Shapley values)",
    load: async () => (await import("./levers/levers.ts")).leversCommand,
  },
  "why <scenario>": {
    about: "Why emissions peak when they do: what moves them from year to year",
    load: async () => (await import("./why.ts")).whyCommand,
  },
  "seek <scenario>": {
    about: "What it takes to peak by a year: least strength, fewest levers, latest start",
    load: async () => (await import("./seek.ts")).seekCommand,
  },
  "delay <scenario>": {
    about: "What waiting costs: each lever and all of them some years later",
    load: async () => (await import("./delay.ts")).delayCommand,
  },
  "budget <scenario>": {
    about: "Cumulative emissions against a budget, and the year of net zero on each boundary",
    load: async () => (await import("./budget.ts")).budgetCommand,
  },
  "allocate <scenario>": {
    about: "Share a total, an intensity or a budget out among cities or provinces, by several rules",
    load: async () => (await import("./allocate.ts")).allocateCommand,
  },
  "cost-curve <scenario>": {
    about: "What a tonne less costs, lever by lever, where cost data exist",
    load: async () => (await import("./cost-curve.ts")).costCurveCommand,
  },
  "tornado <scenario>": {
    about: "What the peak hangs on: every assumption and lever between its low and high",
    load: async () => (await import("./tornado.ts")).tornadoCommand,
  },
  "check [scenarios..]": {
    about: "Validate scenarios and all that they rest on; what run refuses, check refuses",
    load: async () => (await import("./check.ts")).checkCommand,
  },
  "compare <scenarios..>": {
    about:
      "Compare scenarios: their results, the inputs in which they differ, and which of these explain the difference",
    load: async () => (await import("./compare/compare.ts")).compareCommand,
  },
  "explain <scenario> <name>": {
    about: "How a variable, parameter, lever or project came about: formula, numbers, files and lines",
    load: async () => (await import("./explain/explain.ts")).explainCommand,
  },
  "list <what> [scenario]": {
    about: "List regions, scenarios, levers, projects, parameters, variables or targets",
    load: async () => (await import("./list.ts")).listCommand,
  },
  "page <scenarios..>": {
    about: "One HTML file in which levers are moved and the peak follows, without a network",
    load: async () => (await import("./page/page.ts")).pageCommand,
  },
  serve: {
    about: "Pages of all scenarios in a browser of this machine, with saving of what is moved",
    load: async () => (await import("./serve/serve.ts")).serveCommand,
  },
  "find <words..>": {
    about: "Find levers, parameters, variables, quantities, regions and scenarios by a word in either language",
    load: async () => (await import("./find.ts")).findCommand,
  },
  "targets <scenarios..>": {
    about: "Hold scenarios against what the plans promise, document by document",
    load: async () => (await import("./targets.ts")).targetsCommand,
  },
  "assess <region>": {
    about: "Are we on the way? A light for each promise in force, what is short and what would close it",
    load: async () => (await import("./assess.ts")).assessCommand,
  },
  "backtest [subject]": {
    about: "Project past years from an earlier one and compare with what was observed",
    load: async () => (await import("./backtest/backtest.ts")).backtestCommand,
  },
  "batch <scenario>": {
    about: "Thousands of runs: how likely the peak comes in time, what it depends on, when it fails",
    load: async () => (await import("./batch/batch.ts")).batchCommand,
  },
  "merge <folders..>": {
    about: "Put the shards of a batch together and report the whole",
    load: async () => (await import("./batch/merge.ts")).mergeCommand,
  },
  worker: {
    about: "Compute parts of batches that wait in a queue (Redis)",
    load: async () => (await import("./batch/worker.ts")).workerCommand,
  },
  "new <id>": {
    about: "Write a starter region from a parent and a short table",
    load: async () => (await import("./new.ts")).newCommand,
  },
  "rebase <region>": {
    about: "Move a region's base year to a newer energy balance in the yearbook's form",
    load: async () => (await import("./rebase.ts")).rebaseCommand,
  },
};

/** A command that is only listed. */
const unread: Command = { options: (argv) => argv, run: async () => undefined };

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
  const language = languageNamed(words);
  const said = language === undefined ? undefined : await wordsIn(language);
  // The phrases of a locale stay in yargs from one command line to the next, so that each language has its own.
  const translated = said === undefined ? yargs([]).locale("en") : inLanguage(yargs([]), said);
  const parser = translated
    .scriptName("peakpath")
    .usage("$0 <command>\n\nRegional emission pathways, year by year, to their peak.")
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
    .demandCommand(1, sentence(said?.refusals ?? english, { code: "say_what_to_do", values: {} }))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    })
    .example("$0 run zhejiang/policy", "when and at what level emissions peak")
    .example("$0 list scenarios", "what can be run");
  for (const [usage, { about, load }] of Object.entries(commands)) {
    // Only what the command line names is read; of the others the help needs no more than the line.
    const named = words.includes(usage.split(" ")[0]);
    const { options, run } = named ? await load() : unread;
    parser.command(usage, about, options, async (args) => {
      refuseTwice(args);
      await run(args as never, call);
    });
  }
  try {
    besides = readableBeside(words, given.workingFolder);
    // With a callback, yargs hands over what it would print (help, version) instead of printing it itself.
    await parser.parseAsync([...words], {}, (_error, _args, output) => {
      if (output !== "") terminal.out(`${output}\n`);
    });
  } catch (error) {
    const worded = said === undefined ? undefined : (await import("../report/words/wording.ts")).wording(said);
    return report(error, { ...terminal, err: (text) => terminal.err(hidePasswords(text, words)) }, worded);
  } finally {
    held.release();
  }
  return outcome.code;
}

function asksForHelp(words: readonly string[]): boolean {
  return words.length === 0 || words.some((word) => word === "--help" || word === "-h");
}

/** The language in which mistakes are said too; undefined where it is not named or in doubt, so that they stay English. */
function languageNamed(words: readonly string[]): Language | undefined {
  const asked = words.flatMap((word, i) =>
    word.startsWith("--lang=") ? [word.slice("--lang=".length)] : word === "--lang" ? [words[i + 1]] : [],
  );
  return asked.length === 1 && Object.hasOwn(languages, asked[0]) ? (asked[0] as Language) : undefined;
}

/** The parser with what it says itself in a language. */
function inLanguage(parser: Argv, { tag, parser: phrases }: Words): Argv {
  // The types know no phrase that counts.
  return parser.locale(tag).updateStrings(phrases as unknown as Record<string, string>);
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
    const text = worded({ message, said });
    terminal.err(`${shortened ? short(text) : text}\n`);
    return WRONG_INPUT;
  }
  if (code === "EMFILE") {
    terminal.err(`${worded(sentenceOf("too_many_open", {}))}\n`);
    return WRONG_INPUT;
  }
  if (typeof code === "string" && path !== undefined) {
    terminal.err(`${path}: ${message}\n`);
    return WRONG_INPUT;
  }
  terminal.err(`internal error: ${stack ?? String(error)}\n`);
  return INTERNAL_ERROR;
}
