import { parse } from "csv-parse/sync";
import type { Called } from "./call.ts";

/** What a verdict holds against a call: which oracle, and the line that shows it. */
export interface Fault {
  readonly oracle: string;
  readonly line: string;
}

const nonsense = /(?<![\p{L}\p{N}_"])(?:NaN|[-+]?Infinity|undefined)(?![\p{L}\p{N}_])|\[object \w+\]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u;
const controls = new RegExp(control, "gu");
/** A number as tables write it, and what only looks like one. */
const numeric = /^[-+]?(?:\d[\d.]*(?:[eE][-+]?\d+)?|NaN|Infinity|∞)$/;

/** The line of `text` around an offset, cut for a report. */
function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset) + 1;
  const from = Math.max(start, offset - 80);
  const end = text.indexOf("\n", offset);
  return text.slice(from, Math.min(end < 0 ? text.length : end, from + 200)).trim();
}

/** What an accepted input must not print or write: no number that is none, no broken JSON or CSV, no control character. */
export function outputFaults(called: Called, given: string): Fault[] {
  const { words, out, files } = called;
  const json = words.includes("--json");
  const faults = textFaults("output", out, given);
  if (json) faults.push(...jsonFaults("output", out));
  else faults.push(...controlFaults("the output", out));
  for (const [name, text] of files) {
    faults.push(...textFaults(name, text, given));
    if (name.endsWith(".json")) faults.push(...jsonFaults(name, text));
    if (name.endsWith(".csv")) faults.push(...csvFaults(name, text, given));
    if (name.endsWith(".tmp")) faults.push({ oracle: "left a temporary file", line: name });
  }
  return faults;
}

/** A character that steers a terminal instead of being shown; the line with it, made visible. */
export function controlFaults(where: string, text: string): Fault[] {
  const at = text.search(control);
  if (at < 0) return [];
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at);
  const visible = text
    .slice(start, end < 0 ? undefined : end)
    .replace(controls, (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);
  return [{ oracle: `control character in ${where}`, line: visible.slice(0, 400) }];
}

/** Words that stand for a broken number; those that the input itself holds may be repeated. */
function textFaults(name: string, text: string, given: string): Fault[] {
  for (const { 0: word, index } of text.matchAll(nonsense)) {
    if (given.includes(word.replace(/^[-+]/, ""))) continue;
    return [{ oracle: `${word} in ${kindOf(name)}`, line: `${name}: ${lineAround(text, index)}` }];
  }
  return [];
}

function jsonFaults(name: string, text: string): Fault[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [{ oracle: `${kindOf(name)} is no JSON`, line: `${name}: ${(error as Error).message}` }];
  }
}

function csvFaults(name: string, text: string, given: string): Fault[] {
  let rows: string[][];
  try {
    rows = parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    return [{ oracle: "a table is no CSV", line: `${name}: ${(error as Error).message}` }];
  }
  for (const [i, row] of rows.entries()) {
    const cell = row.find((text) => numeric.test(text) && !Number.isFinite(Number(text)) && !given.includes(text));
    if (cell !== undefined && i > 0)
      return [{ oracle: "a number in a table is not finite", line: `${name}:${i + 1}: ${cell}` }];
  }
  return [];
}

function kindOf(name: string): string {
  return name === "output" ? "the output" : `a .${name.split(".").at(-1)} file`;
}
