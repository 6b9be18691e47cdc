import type { ArgumentsCamelCase, Argv } from "yargs";
import type { Call } from "./terminal.ts";

/** A command: its options, and what it does when it is called with them. */
export interface Command {
  readonly options: (argv: Argv) => Argv;
  readonly run: (args: never, call: Call) => Promise<void>;
}

/** Ties a command's options to the type of what it is called with. */
export function command<Options>(
  options: (argv: Argv) => Argv<Options>,
  run: (args: ArgumentsCamelCase<Options>, call: Call) => Promise<void>,
): Command {
  return { options: options as Command["options"], run };
}
