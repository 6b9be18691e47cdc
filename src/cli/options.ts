import type { Argv } from "yargs";
import type { Language } from "./messages.ts";

/** A usage mistake: wrong input, exit 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** `--lang` and `--json`, which every command takes. */
export function withLanguage<T>(argv: Argv<T>) {
  return argv
    .option("lang", {
      choices: ["en", "zh"] as const,
      default: "en" as Language,
      requiresArg: true,
      describe: "Language of the report",
    })
    .option("json", { type: "boolean", default: false, describe: "Print JSON for machines" });
}

/** `--out` and what shapes the files. */
export function withFiles<T>(argv: Argv<T>) {
  return argv
    .option("out", { type: "string", requiresArg: true, describe: "Write CSV and JSON files into this folder" })
    .option("wide", { type: "boolean", default: false, describe: "One column a year in trajectories.csv" })
    .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" });
}

/** A whole number given to an option; yargs itself takes "abc" for a number without a word. */
export function wholeNumber(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (String(value).trim() === "" || !Number.isInteger(number)) {
    throw new UsageError(`--${name} takes a whole number, not "${value}"`);
  }
  return number;
}

/** Refuses an option that is given twice, where the last would silently win. */
export function refuseTwice(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (name === "_" || name === "scenarios" || !Array.isArray(value)) continue;
    throw new UsageError(`--${name} is given ${value.length} times; give it once`);
  }
}
