import type { Place, Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import type { Domain } from "./model.ts";
import type { Entry } from "./read-sections.ts";

const snakeCase = /^[a-z][a-z0-9_]*$/;

const languageWords = new Set([
  "year",
  "base_year",
  "and",
  "or",
  "not",
  "if",
  "min",
  "max",
  "clip",
  "abs",
  "exp",
  "log",
  "sqrt",
  "sum",
  "previous",
  "lag",
  "before",
  "after",
  "shift",
  "else",
]);

export function checkName(name: string, at: Place, path: string, problems: Problem[]): void {
  if (!snakeCase.test(name))
    problems.push({ at, path, message: `"${quote(name)}" is not a name; use small letters, digits and _` });
  if (languageWords.has(name)) problems.push({ at, path, message: `"${quote(name)}" is a word of the language` });
}

export function refuseSharedNames(
  groups: readonly (readonly Entry[])[],
  domains: ReadonlyMap<string, Domain>,
  problems: Problem[],
): void {
  const seen = new Map<string, Entry>();
  for (const entry of groups.flat()) {
    const twin = seen.get(entry.name);
    if (twin !== undefined && twin !== entry)
      problems.push({
        at: entry.at,
        path: entry.name,
        message: `this name stands already at ${twin.at.file}:${twin.at.line}`,
      });
    if (domains.has(entry.name))
      problems.push({ at: entry.at, path: entry.name, message: "this is the name of a set already" });
    seen.set(entry.name, entry);
  }
}
