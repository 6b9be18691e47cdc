import type { PeakAt, RebaseChanges } from "../regions/rebase/rebase-changes.ts";
import type { RebasedRegion } from "../regions/rebase/rebase-region.ts";
import { readable, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { type Language, say } from "../report/words/messages.ts";
import { rebaseMessages } from "../report/words/rebase-messages.ts";

/** What was written, what changed in the results, and what was guessed or carried over. */
export function rebaseLines(
  made: RebasedRegion,
  changes: RebaseChanges,
  { file, folder, unit }: { readonly file: string; readonly folder: string; readonly unit: string },
  language: Language,
): string[] {
  const m = rebaseMessages[language];
  const { from, year } = made;
  const change = (before: number, after: number): string =>
    before === 0 ? (after === 0 ? "0.0 %" : "") : `${signed((100 * (after - before)) / before, 1)} %`;
  const numbers = changes.base.map(({ label, unit: measured, before, after }) => [
    say(label, language),
    measured,
    readable(before),
    readable(after),
    change(before, after),
  ]);
  const peaks = changes.peaks.map(({ scenario, label, before, after }) => [
    scenario,
    say(label, language),
    peakText(before, m.notComputed),
    peakText(after, m.notComputed),
    before === undefined || after === undefined ? "" : change(before.level, after.level),
  ]);
  const end = "end" as const;
  return [
    m.made(made.id, say(from.label, language), from.baseYear, year, file),
    ...[...made.files.keys()].map(m.file),
    "",
    m.base(year, from.baseYear),
    ...textTable(
      [
        { title: m.quantity },
        { title: m.unit },
        { title: m.run(from.baseYear), align: end },
        { title: m.balance, align: end },
        { title: m.change, align: end },
      ],
      numbers,
    ),
    "",
    m.peaks(unit),
    ...textTable(
      [
        { title: m.scenario },
        { title: m.boundary },
        { title: m.from(from.baseYear) },
        { title: m.from(year) },
        { title: m.change, align: end },
      ],
      peaks,
    ),
    "",
    m.carried,
    m.words(made.counts.balance, made.counts.run, made.counts.paths),
    m.fromBalance,
    ...(made.counts.run === 0
      ? []
      : [
          m.fromRun(
            year,
            from.baseYear,
            made.carried.map(({ words }) => say(words, language)).join(language === "zh" ? "、" : ", "),
          ),
        ]),
    ...(made.known ? [] : [m.notKnown(year, from.baseYear)]),
    m.industry(made.own),
    m.fromPaths,
    m.kept(from.id, year),
    m.history(year),
    ...[...made.derived].map(([plant, gw]) => m.derived(plant, readable(gw))),
    ...(made.left.length === 0 ? [] : [m.left(made.left.join(", "))]),
    "",
    m.next(folder, made.scenarios.map((name) => `${made.id}/${name}`).join(" ")),
  ];
}

function peakText(peak: PeakAt | undefined, otherwise: string): string {
  return peak === undefined ? otherwise : `${peak.year} (${peak.from}-${peak.to}) ${readable(peak.level)}`;
}
