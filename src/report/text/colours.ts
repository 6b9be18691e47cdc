import type { Words } from "../words/languages.ts";

const codes = { good: 32, doubtful: 33, bad: 31 };

type Colour = keyof typeof codes;

/** What statuses and verdicts are good, bad or neither. */
function meanings({ common, run, assess }: Words): readonly (readonly [string, Colour])[] {
  const { statuses, verdicts } = common;
  const { lights } = assess;
  return [
    ...[
      verdicts.met,
      verdicts.met_within_error,
      statuses.peaked,
      run.kinds.active,
      run.kinds.passive,
      lights.green,
    ].map((word) => [word, "good"] as const),
    ...[verdicts.missed_within_error, verdicts.undecided, statuses.plateau, statuses.undetermined, lights.yellow].map(
      (word) => [word, "doubtful"] as const,
    ),
    ...[verdicts.missed, statuses.rising, statuses.not_reached, statuses.pseudo_peak, lights.red].map(
      (word) => [word, "bad"] as const,
    ),
  ];
}

/** The report with its verdicts in colours, each where it is a cell of its own; it is laid out already, so that columns stay. */
export function withColours(text: string, words: Words): string {
  const colours = new Map(meanings(words));
  const either = [...colours.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[()[\]]/g, "\\$&"));
  const cell = new RegExp(`(?<=^|  |\\[)(?:${either.join("|")})(?=  |\\]|$)`, "gm");
  return text.replace(cell, (word) => `\u001b[${codes[colours.get(word) as Colour]}m${word}\u001b[0m`);
}
