import type { Label } from "../../text/problems.ts";
import { readCsv } from "../csv.ts";

/** Where a number of the base year comes from when the base year is moved. */
export interface RebaseRule {
  /** From the balance, from a variable of the old run, from a rule of its own, kept, or cleared (0). */
  readonly rule: "balance" | "run" | "own" | "keep" | "clear";
  readonly variable: string;
  readonly words: Label;
}

/** The rules of `rebase_rules.csv` by parameter of the model; a parameter without one is kept (a test asks for all). */
export function readRebaseRules(text: string): Map<string, RebaseRule> {
  return new Map(
    readCsv(text).map(({ id, rule, variable, words, words_zh: zh }) => [
      id,
      { rule: rule as RebaseRule["rule"], variable, words: { en: words, zh } },
    ]),
  );
}
