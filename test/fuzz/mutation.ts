import type { Dice } from "./dice.ts";

/** What a mutation touched, where an accepted file with the same result is suspect. */
export type Trait = "key" | "name" | "unit" | "number";

export interface Mutated {
  readonly text: string;
  /** What was done, for the report. */
  readonly note: string;
  readonly trait?: Trait;
}

export interface Mutation {
  readonly name: string;
  readonly weight: number;
  /** The text with one thing changed, or undefined where it has no such thing. */
  readonly apply: (text: string, dice: Dice) => Mutated | undefined;
}

/** Cut for a report. */
export function shown(text: string): string {
  const plain = JSON.stringify(text);
  return plain.length > 60 ? `${plain.slice(0, 57)}…"` : plain;
}

/** The word with a letter dropped, doubled, exchanged or of another case. */
export function misspelt(word: string, dice: Dice): string {
  const letters = [...word];
  if (letters.length < 2) return `${word}x`;
  const i = dice.below(letters.length - 1);
  switch (dice.below(5)) {
    case 0:
      return letters.filter((_, at) => at !== i).join("");
    case 1:
      return [...letters.slice(0, i), letters[i], ...letters.slice(i)].join("");
    case 2:
      return [...letters.slice(0, i), letters[i + 1], letters[i], ...letters.slice(i + 2)].join("");
    case 3:
      return word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase();
    default:
      return dice.chance(0.5) ? `${word}s` : word.replaceAll("_", dice.chance(0.5) ? "-" : " ");
  }
}
