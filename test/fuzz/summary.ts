import type { Outcome } from "./try-input.ts";

/** What came of a campaign, in counts. */
export interface Summary {
  readonly tried: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly mutations: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly causes: readonly Cause[];
  readonly slowest: readonly { readonly index: number; readonly seconds: number; readonly words: string }[];
  /** Accepted after one change of this kind: how many say the same as before, how many something else. */
  readonly accepted: Readonly<Record<string, { same: number; other: number }>>;
  readonly refusedInChinese: { readonly asked: number; readonly english: readonly (readonly [string, number])[] };
}

/** Inputs that failed alike. */
export interface Cause {
  readonly cause: string;
  readonly line: string;
  readonly indexes: readonly number[];
}

const MOST_SLOW = 5;

/** What makes two failures one cause: the oracle, and the line without the words and numbers of the input. */
function causeOf(oracle: string, line: string): string {
  // What kind of message repeats a control character says less than that one does.
  if (oracle.startsWith("control character")) return oracle;
  const rough = line
    .replace(/^.+?:\d+:\d+ {2}(?:[^" ]*: )?/, "")
    .replace(/"[^"]*(?:"|$)/g, '"…"')
    .replace(/\d+(?:\.\d+)?/g, "N");
  return `${oracle}: ${rough.slice(0, 90)}`.replace(/\p{Cc}/gu, "^");
}

export function summarise(outcomes: readonly Outcome[]): Summary {
  const codes: Record<string, number> = {};
  const kinds: Record<string, Record<string, number>> = {};
  const mutations: Record<string, Record<string, number>> = {};
  const accepted: Record<string, { same: number; other: number }> = {};
  const causes = new Map<string, { line: string; indexes: number[] }>();
  const english = new Map<string, number>();
  let asked = 0;
  const count = (table: Record<string, number>, name: string): void => {
    table[name] = (table[name] ?? 0) + 1;
  };
  for (const outcome of outcomes) {
    const code = String(outcome.code ?? "none");
    count(codes, code);
    kinds[outcome.kind] ??= {};
    count(kinds[outcome.kind], code);
    for (const name of outcome.mutations) {
      mutations[name] ??= {};
      count(mutations[name], code);
    }
    if (outcome.accepted !== undefined) {
      const { trait, same } = outcome.accepted;
      accepted[trait] ??= { same: 0, other: 0 };
      accepted[trait][same ? "same" : "other"]++;
    }
    if (outcome.untranslated !== undefined) {
      asked++;
      for (const message of new Set(outcome.untranslated.map((line) => causeOf("", line).slice(2))))
        english.set(message, (english.get(message) ?? 0) + 1);
    }
    for (const { oracle, line } of outcome.faults) {
      const cause = causeOf(oracle, line);
      const known = causes.get(cause);
      if (known === undefined) causes.set(cause, { line, indexes: [outcome.index] });
      else known.indexes.push(outcome.index);
    }
  }
  const sorted = <T>(table: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    tried: outcomes.length,
    codes: sorted(codes),
    kinds: sorted(kinds),
    mutations: sorted(mutations),
    causes: [...causes]
      .map(([cause, { line, indexes }]) => ({ cause, line, indexes: indexes.sort((a, b) => a - b) }))
      .sort((a, b) => b.indexes.length - a.indexes.length || a.indexes[0] - b.indexes[0]),
    slowest: [...outcomes]
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, MOST_SLOW)
      .map(({ index, seconds, words }) => ({ index, seconds, words })),
    accepted: sorted(accepted),
    refusedInChinese: { asked, english: [...english].sort(([, a], [, b]) => b - a) },
  };
}

const MOST_INDEXES = 8;
const MOST_ENGLISH = 30;

/** The summary as a person reads it. */
export function summaryLines(summary: Summary, seed: number): string[] {
  const counts = (table: Readonly<Record<string, number>>) =>
    Object.entries(table)
      .map(([code, n]) => `${code}: ${n}`)
      .join("  ");
  const failed = new Set(summary.causes.flatMap(({ indexes }) => indexes));
  return [
    `${summary.tried} inputs of seed ${seed}; exit codes ${counts(summary.codes)}; ${failed.size} failed`,
    "By kind of input (exit code: inputs)",
    ...Object.entries(summary.kinds).map(([kind, codes]) => `  ${kind.padEnd(16)} ${counts(codes)}`),
    "By mutation",
    ...Object.entries(summary.mutations).map(([name, codes]) => `  ${name.padEnd(24)} ${counts(codes)}`),
    "Accepted after one change",
    ...Object.entries(summary.accepted).map(
      ([trait, { same, other }]) => `  ${trait.padEnd(16)} same output ${same}, other output ${other}`,
    ),
    `Refused and asked for in Chinese: ${summary.refusedInChinese.asked}; messages left in English: ${summary.refusedInChinese.english.length}`,
    ...summary.refusedInChinese.english.slice(0, MOST_ENGLISH).map(([message, n]) => `  ${n} × ${message}`),
    "Slowest (seconds of processor time)",
    ...summary.slowest.map(({ index, seconds, words }) => `  ${seconds.toFixed(2)}  ${index}  ${words.slice(0, 100)}`),
    `Failures by cause: ${summary.causes.length}`,
    ...summary.causes.flatMap(({ cause, line, indexes }) => [
      `  ${indexes.length} × ${cause}`,
      `      ${line.slice(0, 300)}`,
      `      --seed ${seed} --from ${indexes.slice(0, MOST_INDEXES).join(", ")}${indexes.length > MOST_INDEXES ? ", …" : ""}`,
    ]),
  ];
}

/** One input and what came of it. */
export function outcomeLines({ index, sample, mutations, notes, words, code, seconds, faults }: Outcome): string[] {
  return [
    `Input ${index}: ${sample}`,
    ...mutations.map((name, i) => `  ${name}: ${notes[i]}`),
    `  peakpath ${words}`,
    `  exit code ${code}, ${seconds.toFixed(2)} s of processor time`,
    ...faults.map(({ oracle, line }) => `  FAILS ${oracle}: ${line}`),
  ];
}
