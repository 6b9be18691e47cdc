import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Called, call } from "./call.ts";
import type { FuzzInput } from "./input.ts";
import type { Trait } from "./mutation.ts";
import type { Fault } from "./output-faults.ts";
import { untranslated } from "./refusal-faults.ts";
import { type Sample, sampleName } from "./samples.ts";
import type { Scratch } from "./scratch.ts";
import { callFaults, disagreement, type Judged } from "./verdict.ts";

/** What came of one input. */
export interface Outcome {
  readonly index: number;
  readonly kind: string;
  readonly sample: string;
  readonly words: string;
  readonly mutations: readonly string[];
  readonly notes: readonly string[];
  readonly code: number | undefined;
  readonly seconds: number;
  readonly faults: readonly Fault[];
  /** Where one mutation touched a key, a name, a unit or a number and the input was accepted all the same. */
  readonly accepted?: { readonly trait: Trait; readonly same: boolean };
  /** Messages that were English where Chinese was asked for; undefined where it was not asked. */
  readonly untranslated?: readonly string[];
}

export interface Tried {
  readonly outcome: Outcome;
  readonly calls: readonly Called[];
}

const plain = new Map<string, string>();

/** Puts an input into a working folder, runs its command (and `run` beside `check`, `check` beside `run`) and judges. */
export async function tryInput(scratch: Scratch, input: FuzzInput): Promise<Tried> {
  const { sample, words } = input;
  const given = givenFiles(sample, input.bytes);
  const ask = (asked: readonly string[]): Promise<Called> => call(scratch, asked, sample.project, given);
  const judged = judgedBy(sample, input.bytes, words);
  const first = await ask(words);
  const calls = [first];
  const faults = [...callFaults(first, judged)];
  const { scenario } = sample;
  if (scenario !== undefined && (words[0] === "check" || (words[0] === "run" && input.alsoCheck))) {
    const second = await ask(words[0] === "check" ? ["run", scenario] : ["check", scenario]);
    calls.push(second);
    const [checked, run] = words[0] === "check" ? [first, second] : [second, first];
    faults.push(...callFaults(second, judged), ...disagreement(checked, run));
  }
  let english: string[] | undefined;
  if (first.code === 2 && input.alsoChinese && !words.includes("--lang")) {
    const chinese = await ask([...words, "--lang", "zh"]);
    calls.push(chinese);
    english = untranslated(chinese);
  }
  const outcome: Outcome = {
    index: input.index,
    kind: sample.kind,
    sample: sampleName(sample),
    words: words.join(" "),
    mutations: input.mutations,
    notes: input.notes,
    code: first.code,
    seconds: Math.max(...calls.map(({ seconds }) => seconds)),
    faults: unlike(faults),
    accepted: await acceptance(scratch, input, calls),
    untranslated: english,
  };
  return { outcome, calls };
}

/** One fault of each kind. */
function unlike(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [fault.oracle, fault])).values()];
}

export function givenFiles(sample: Sample, bytes: Uint8Array): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>(sample.beside);
  if (sample.form !== "word") files.set(sample.file, bytes);
  return files;
}

function judgedBy(sample: Sample, bytes: Uint8Array, words: readonly string[]): Judged {
  const text = textOfBytes(bytes);
  return {
    given: `${text}\n${words.join(" ")}`,
    aboutWords: sample.form === "word",
    holdsUnreadable: sample.form !== "word" && Buffer.from(bytes).includes("\ufffd"),
    textOf: (name) => {
      if (name === sample.file) return text;
      const place = join(sample.project, name);
      return sample.beside.get(name) ?? (existsSync(place) ? readFileSync(place, "utf8") : undefined);
    },
  };
}

/** As an editor would show it, so that lines of a refusal can be counted. */
function textOfBytes(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** Whether what was accepted says the same as the sample without the mutation. */
async function acceptance(scratch: Scratch, input: FuzzInput, calls: readonly Called[]): Promise<Outcome["accepted"]> {
  const { trait, sample } = input;
  const told = calls.find(({ words }) => words[0] !== "check") ?? calls[0];
  if (trait === undefined || calls.some(({ code }) => code !== 0)) return undefined;
  const key = `${sample.project} ${sample.file} ${told.words.join(" ")}`;
  let usual = plain.get(key);
  if (usual === undefined) {
    const unchanged = givenFiles(sample, Buffer.from(sample.text));
    usual = said(await call(scratch, told.words, sample.project, unchanged));
    plain.set(key, usual);
  }
  return { trait, same: said(told) === usual };
}

/** All that it said; hashes and places of a file that changed do not count. */
function said({ out, files }: Called): string {
  const all = [out, ...[...files].map(([name, text]) => `${name}\n${text}`)].join("\n");
  return all.replace(/\b[0-9a-f]{16,}\b/g, "").replace(/(\.(?:yaml|csv)):\d+(?::\d+)?/g, "$1");
}
