import { oddBytes } from "./byte-mutations.ts";
import { diceOf } from "./dice.ts";
import type { Mutation, Trait } from "./mutation.ts";
import { HERE, type Sample } from "./samples.ts";
import { tableMutations } from "./table-mutations.ts";
import { textMutations } from "./text-mutations.ts";
import { treeMutations } from "./tree-mutations.ts";

/** One input of a campaign, made of its seed and index alone. */
export interface FuzzInput {
  readonly index: number;
  readonly sample: Sample;
  readonly bytes: Uint8Array;
  readonly words: readonly string[];
  /** What was done to the sample, in order. */
  readonly mutations: readonly string[];
  readonly notes: readonly string[];
  /** What one single mutation touched. */
  readonly trait?: Trait;
  /** Whether `check` is asked beside `run`; beside `check`, `run` always is. */
  readonly alsoCheck: boolean;
  /** Whether a refusal is asked for in Chinese, too. */
  readonly alsoChinese: boolean;
}

const SEVERAL = 0.25;
const OTHER_BYTES = 0.05;
const TREE = 0.6;
const CHECK = 0.4;
const CHINESE = 0.15;
const MOST_TRIES = 20;

/** The input of this seed and index. */
export function inputOf(samples: readonly Sample[], seed: number, index: number): FuzzInput {
  const dice = diceOf(seed, index);
  const sample = dice.weighted(samples);
  const command = dice.weighted(sample.commands).words;
  const times = dice.chance(SEVERAL) ? 2 + dice.below(2) : 1;
  const mutations: string[] = [];
  const notes: string[] = [];
  let text = sample.text;
  let trait: Trait | undefined;
  const odd = sample.form !== "word" && dice.chance(OTHER_BYTES);
  for (let tries = 0; !odd && mutations.length < times && tries < MOST_TRIES; tries++) {
    const mutation = dice.weighted(mutationsOf(sample, dice.chance(TREE)));
    const mutated = mutation.apply(text, dice);
    if (mutated === undefined || mutated.text === text) continue;
    text = mutated.text;
    trait = mutated.trait;
    mutations.push(mutation.name);
    notes.push(mutated.note);
  }
  const other = odd ? oddBytes(text, dice) : undefined;
  const word = sample.form === "word" ? argument(text) : "";
  return {
    index,
    sample,
    bytes: other?.bytes ?? Buffer.from(text),
    words: sample.form === "word" ? command.map((part) => (part === HERE ? word : part)) : command,
    mutations: other === undefined ? mutations : ["other bytes"],
    notes: other === undefined ? notes : [other.note],
    trait: mutations.length === 1 ? trait : undefined,
    alsoCheck: dice.chance(CHECK),
    alsoChinese: dice.chance(CHINESE),
  };
}

function mutationsOf({ form }: Sample, tree: boolean): readonly Mutation[] {
  if (form === "word" || !tree) return textMutations;
  return form === "yaml" ? treeMutations : tableMutations;
}

/** What a shell can hand over: no NUL, and nothing so long that a system refuses it. */
function argument(text: string): string {
  return text.replaceAll("\u0000", "").slice(0, 100_000);
}
