import type { Argv, FallbackCompletionFunction } from "yargs";
import { installedLibrary } from "../../files/installed.ts";
import type { Names } from "./completed-names.ts";
import type { Terminal } from "./terminal.ts";

/** The word by which the shell asks yargs for completions; the words that were typed follow. */
const ASKED = "--get-yargs-completions";

/** Whether a shell asks what may stand at the cursor; then nothing but that is said, whatever the words are. */
export function asksForCompletion(words: readonly string[]): boolean {
  return words[0] === ASKED;
}

interface Completed {
  readonly words: readonly string[];
  readonly terminal: Terminal;
  /** What stands behind an option, or in the place of an argument of this name. */
  readonly named: Readonly<Record<string, Names>>;
}

/**
 * Lets yargs complete words for shells: beside commands and options also the names of scenarios, regions and levers, each
 * where the command takes one. `usages` are the commands with the names of their arguments.
 */
export function withCompletion(
  parser: Argv,
  usages: readonly string[],
  about: string,
  { words, terminal, named }: Completed,
): Argv {
  return parser.completion("completion", about, ((current, argv: Typed, others, done) => {
    const names = current.startsWith("-") ? undefined : namesAt(named, words.slice(1, -1), current, argv, usages);
    if (names === undefined) others();
    else done(names(installedLibrary(terminal)).filter((name) => name.startsWith(current)));
  }) satisfies FallbackCompletionFunction);
}

/** The words as yargs reads them: options by name, what is none in order. */
interface Typed {
  readonly _: readonly (string | number)[];
  readonly [option: string]: unknown;
}

/** What is named behind these words: by the option before the cursor, else by the place among the command's arguments. */
function namesAt(
  named: Completed["named"],
  typed: readonly string[],
  current: string,
  argv: Typed,
  usages: readonly string[],
): Names | undefined {
  const last = typed.at(-1) ?? "";
  if (last.startsWith("--") && typeof argv[last.slice(2)] !== "boolean") return named[last.slice(2)];
  const usage = usages.find((one) => argv._.includes(one.split(" ")[0]));
  if (usage === undefined) return undefined;
  const [command, ...places] = usage.split(" ");
  const given = argv._.slice(argv._.indexOf(command) + 1);
  const before = given.length - (given.at(-1) === current ? 1 : 0);
  const place = places[before] ?? places.find((one) => one.includes(".."));
  return place === undefined ? undefined : named[place.replace(/[^a-z]/g, "")];
}
