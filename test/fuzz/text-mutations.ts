import type { Dice } from "./dice.ts";
import { type Mutated, type Mutation, shown } from "./mutation.ts";
import { oddCharacters, oddNumbers, oddUnits, oddYears } from "./odd-words.ts";

const numbers = /(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.])/g;
const years = /(?<![\w.])(?:19|20)\d\d(?![\w.])/g;
/** What stands between a number and the end of its value. */
const units = /(?<=(?<![\w.])-?\d+(?:\.\d+)?[ ,])[A-Za-z%一-龥][^,}\]"\n#]*/g;

function spliced(text: string, from: number, to: number, word: string): string {
  return text.slice(0, from) + word + text.slice(to);
}

/** Before a word in a comment or in prose, where no change means anything. */
const prose = /(?:^|\s)#|\b(?:source|estimated|label|title|potential|doc|en|zh): *[^,}]*$/;

function isProse(text: string, offset: number): boolean {
  return prose.test(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset));
}

function oneOf(text: string, pattern: RegExp, dice: Dice): { from: number; word: string } | undefined {
  const found = [...text.matchAll(pattern)].filter(({ index }) => !isProse(text, index));
  if (found.length === 0) return undefined;
  const { index, 0: word } = dice.pick(found);
  return { from: index, word };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function wordReplaced(pattern: RegExp, words: readonly string[], trait: Mutated["trait"]) {
  return (text: string, dice: Dice): Mutated | undefined => {
    const site = oneOf(text, pattern, dice);
    if (site === undefined) return undefined;
    const word = dice.pick(words);
    if (word === site.word.trim()) return undefined;
    const note = `line ${lineAt(text, site.from)}: ${shown(site.word)} -> ${shown(word)}`;
    return { text: spliced(text, site.from, site.from + site.word.length, word), note, trait };
  };
}

function linesChanged(change: (lines: string[], at: number, dice: Dice) => string) {
  return (text: string, dice: Dice): Mutated | undefined => {
    const lines = text.split("\n");
    if (lines.length < 3) return undefined;
    const at = dice.below(lines.length - 1);
    const before = lines[at];
    const done = change(lines, at, dice);
    const mutated = lines.join("\n");
    return mutated === text ? undefined : { text: mutated, note: `line ${at + 1} ${done}: ${shown(before)}` };
  };
}

/** Any text: lines, spans, characters, numbers, units, indentation, its end. */
export const textMutations: readonly Mutation[] = [
  { name: "number replaced", weight: 10, apply: wordReplaced(numbers, oddNumbers, "number") },
  { name: "year replaced", weight: 5, apply: wordReplaced(years, oddYears, undefined) },
  { name: "unit replaced", weight: 7, apply: wordReplaced(units, oddUnits, "unit") },
  {
    name: "line deleted",
    weight: 3,
    apply: linesChanged((lines, at) => {
      lines.splice(at, 1);
      return "deleted";
    }),
  },
  {
    name: "line doubled",
    weight: 3,
    apply: linesChanged((lines, at) => {
      lines.splice(at, 0, lines[at]);
      return "doubled";
    }),
  },
  {
    name: "lines exchanged",
    weight: 2,
    apply: linesChanged((lines, at, dice) => {
      const other = dice.below(lines.length);
      [lines[at], lines[other]] = [lines[other], lines[at]];
      return `exchanged with ${other + 1}`;
    }),
  },
  {
    name: "indentation",
    weight: 3,
    apply: linesChanged((lines, at, dice) => {
      const indent = dice.pick(["", " ", "   ", "\t", "\u00a0\u00a0", " ".repeat(9)]);
      lines[at] = indent + lines[at].trimStart();
      return `indented ${shown(indent)}`;
    }),
  },
  {
    name: "span deleted",
    weight: 3,
    apply: (text, dice) => {
      if (text.length < 2) return undefined;
      const from = dice.below(text.length - 1);
      const to = Math.min(text.length, from + 1 + dice.below(20));
      const note = `line ${lineAt(text, from)}: deleted ${shown(text.slice(from, to))}`;
      return { text: spliced(text, from, to, ""), note };
    },
  },
  {
    name: "span doubled",
    weight: 2,
    apply: (text, dice) => {
      if (text.length < 2) return undefined;
      const from = dice.below(text.length - 1);
      const to = Math.min(text.length, from + 1 + dice.below(40));
      const span = text.slice(from, to);
      return { text: spliced(text, to, to, span), note: `line ${lineAt(text, from)}: doubled ${shown(span)}` };
    },
  },
  {
    name: "character inserted",
    weight: 6,
    apply: (text, dice) => {
      const at = dice.below(text.length + 1);
      const character = dice.pick(oddCharacters);
      return { text: spliced(text, at, at, character), note: `line ${lineAt(text, at)}: ${shown(character)} inserted` };
    },
  },
  {
    name: "mark replaced",
    weight: 4,
    apply: (text, dice) => {
      const site = oneOf(text, /[,:;{}[\]"'%|.-]/g, dice);
      if (site === undefined) return undefined;
      const character = dice.pick(oddCharacters);
      const note = `line ${lineAt(text, site.from)}: ${shown(site.word)} -> ${shown(character)}`;
      return { text: spliced(text, site.from, site.from + 1, character), note };
    },
  },
  {
    name: "cut off",
    weight: 2,
    apply: (text, dice) => {
      const length = dice.below(text.length + 1);
      return { text: text.slice(0, length), note: `after ${length} characters` };
    },
  },
  {
    name: "line ends",
    weight: 1,
    apply: (text, dice) => {
      const end = dice.pick(["\r\n", "\r", "\n\n", "\u2028", "\u0085"]);
      return { text: text.replaceAll("\n", end), note: shown(end) };
    },
  },
  {
    name: "very long",
    weight: 0.3,
    apply: (text, dice) => {
      const at = dice.below(text.length + 1);
      return {
        text: spliced(text, at, at, dice.pick(["a", "[", "9", " ", "(1+"]).repeat(50_000)),
        note: "50,000 times",
      };
    },
  },
];
