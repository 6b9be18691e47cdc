import yargs, { type Argv, type Options, type PositionalOptions } from "yargs";
import { DamagedBatch } from "../batch/store/stored-batch.ts";
import { hidePasswords } from "../batch/workers/hidden-passwords.ts";
import { WriteError } from "../files/write-error.ts";
import { withColours } from "../report/text/colours.ts";
import { wrapped } from "../report/text/wrapped.ts";
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
import { asksForCompletion, withCompletion } from "./shell/completion.ts";
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
    about: "What it takes to peak by a year or to meet a target: least strength, fewest levers, latest start",
    load: async () => (await import("./seek/seek.ts")).seekCommand,
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
  "report <scenarios..>": {
    about: "Write runs as one page to read, send and print: verdict, pictures, tables, method and sources",
    load: async () => (await import("./report.ts")).reportCommand,
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
  "method <scenario> [subject]": {
    about: "The method book: all equations by subject with units, and the sources of a scenario's numbers",
    load: async () => (await import("./method.ts")).methodCommand,
  },
  "list <what> [scenario]": {
    about: "List regions, countries, scenarios, levers, projects, parameters, variables or targets",
    load: async () => (await import("./list/list.ts")).listCommand,
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
    load: async () => (await import("./assess/assess.ts")).assessCommand,
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
    about: "Write a region of your own: part of another by a short table, a country, or a form to fill in",
    load: async () => (await import("./new/new.ts")).newCommand,
  },
  "init [folder]": {
    about: "Begin: a folder of your own with a scenario that runs, schemas for editors and a page to read",
    load: async () => (await import("./init.ts")).initCommand,
  },
  "watch <scenarios..>": {
    about: "Check and run scenarios whenever one of their files is saved, until Ctrl-C",
    load: async () => (await import("./watch.ts")).watchCommand,
  },
  "rebase <region>": {
    about: "Move a region's base year to a newer energy balance in the yearbook's form",
    load: async () => (await import("./rebase.ts")).rebaseCommand,
  },
};

const ABOUT = "Regional emission pathways, year by year, to their peak.";

/** A command that is only listed. */
const unread: Command = { options: (argv) => argv, run: async () => undefined };

const DONE = 0;
export const INTERNAL_ERROR = 1;
/** Every run of a batch failed. */
const NO_RESULT = 1;
const WRONG_INPUT = 2;
const TARGET_MISSED = 3;

/**
 * Runs one command line and gives its exit code: 0 done, 1 internal error or no result, 2 wrong input or a file that cannot be
 * written, 3 a target not met under `--strict`. Files are written before the report is printed.
 */
export async function runCommandLine(typed: readonly string[], given: Terminal): Promise<number> {
  const words = inLanguageOf(given, typed);
  const held = heldTerminal(given);
  const coloured = given.coloured === true && !typed.includes(NO_COLOUR);
  /** A report as this terminal shows it; all else is printed as it stands. */
  const laidOut = (text: string, said: Words | undefined): string => {
    if (said === undefined) return text;
    const lines = given.lineWidth === undefined ? text : wrapped(text, given.lineWidth);
    return coloured ? withColours(lines, said) : lines;
  };
  const outcome = { code: DONE };
  let besides: readonly string[] = [];
  const terminal: Terminal = {
    ...held,
    out: (text, words) => held.out(laidOut(shownText(text), words)),
    err: (text) => held.err(shownText(text)),
    get besides() {
      return besides;
    },
  };
  const call: Call = {
    terminal,
    words: typed,
    sayNow: held.release,
    missed: () => {
      outcome.code = TARGET_MISSED;
    },
    failed: () => {
      outcome.code = NO_RESULT;
    },
  };
  const language = languageNamed(words) ?? given.language;
  const said = language === undefined ? undefined : await wordsIn(language);
  // The phrases of a locale stay in yargs from one command line to the next, so that each language has its own.
  const translated = said === undefined ? yargs([]).locale("en") : explained(inLanguage(yargs([]), said), said);
  const parser = translated
    .scriptName("peakpath")
    .usage(`$0 <command>\n\n${said?.help(ABOUT) ?? ABOUT}`)
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
    .option("no-color", { type: "boolean", describe: "No colours" })
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
    parser.command(usage, said?.help(about) ?? about, options, async (args) => {
      refuseTwice(args);
      await run(args as never, call);
    });
  }
  const completes = asksForCompletion(words);
  // What the names are read with is read where a shell asks for them.
  const named = completes ? (await import("./shell/completed-names.ts")).completedNames : {};
  withCompletion(parser, Object.keys(commands), "Print what a shell (bash, zsh) needs to complete words", {
    words,
    terminal,
    named,
  });
  try {
    if (!completes) besides = readableBeside(words, given.workingFolder);
    // With a callback, yargs hands over what it would print (help, version) instead of printing it itself.
    await parser.parseAsync([...words], {}, (_error, _args, output) => {
      if (output !== "") terminal.out(`${output}\n`);
    });
  } catch (error) {
    // Whatever is wrong with the words so far, a prompt is no place to say it.
    if (completes) return DONE;
    const worded = said === undefined ? undefined : (await import("../report/words/wording.ts")).wording(said);
    return report(error, { ...terminal, err: (text) => terminal.err(hidePasswords(text, words)) }, worded);
  } finally {
    held.release();
  }
  return outcome.code;
}

const NO_COLOUR = "--no-color";

/** The words with the language of the terminal where they name a command and no language. */
function inLanguageOf({ language }: Terminal, words: readonly string[]): readonly string[] {
  const named = words.some((word) => word === "--lang" || word.startsWith("--lang="));
  const isCommand = Object.keys(commands).some((usage) => words[0] === usage.split(" ")[0]);
  return language === undefined || named || !isCommand ? words : [words[0], `--lang=${language}`, ...words.slice(1)];
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

/** The parser, which explains the options and examples of every command in a language. */
function explained(argv: Argv, { help }: Words): Argv {
  const { option, positional, example } = argv as unknown as Readonly<Record<string, Chained>>;
  const said = (options: Options | PositionalOptions) =>
    typeof options.describe === "string" ? { ...options, describe: help(options.describe) } : options;
  return Object.assign(argv, {
    option: (name: string, options: Options) => option.call(argv, name, said(options)),
    positional: (name: string, options: PositionalOptions) => positional.call(argv, name, said(options)),
    example: (line: string, about: string) => example.call(argv, line, help(about)),
  });
}

/** A method of yargs that gives yargs back; its types are of every way to call it. */
type Chained = (this: Argv, ...given: readonly unknown[]) => Argv;

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
