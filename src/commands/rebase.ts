import { resolve } from "node:path";
import { reportOf } from "../engine/report/read-report.ts";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import { type PeakAt, type RebaseChanges, rebaseChanges } from "../regions/rebase/rebase-changes.ts";
import { type RebasedRegion, rebaseRegion } from "../regions/rebase/rebase-region.ts";
import { readable, signed, spanText } from "../report/text/number-text.ts";
import { type Row, right, textTable } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { modelOf } from "../scenario/model-files.ts";
import { usageError } from "../text/problems.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { flag, needed, text, wholeNumber, withLanguage } from "./shell/options.ts";
import { checkRegion, checkRegionName, refuseStanding, tableFile } from "./shell/region-files.ts";
import { keptPrograms } from "./shell/report-runs.ts";
import { withSchemaLines } from "./shell/schema-lines.ts";

/** `peakpath rebase`: the same region from the energy balance of a newer year. */
export const rebaseCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("region", { type: "string", demandOption: true, describe: "Region to start from, such as yunnan" })
      .option("balance", needed("CSV or .xlsx with the yearbook's Chinese headings, in 万吨标准煤 or physical units"))
      .option("year", { requiresArg: true, describe: "Year of the balance, where its file names none or several" })
      .option("id", text("Name of the new region; <region>_<year> without"))
      .option("label", text("Its name in reports"))
      .option("out", text("Project folder to write into; here without"))
      .option("force", flag("Replace a region that stands there"))
      .example("$0 rebase yunnan --balance balance_2023.csv", "writes the region yunnan_2023 and its scenarios"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const { region, balance: file, out = "" } = args;
    if (args.id !== undefined) checkRegionName(args.id, "yunnan_2023");
    if (args.id === region) throw usageError("region_of_itself", { region });
    const year = wholeNumber("year", args.year as string | undefined);
    const balance = tableFile(terminal, file, "balance_unreadable");
    const library = installedLibrary(terminal);
    checkRegion(library, region, "<region>");
    const folder = resolve(terminal.workingFolder, out);
    const refuseThere = (paths: Iterable<string>): void => {
      if (!args.force) refuseStanding(library, folder, paths, "id");
    };
    checkFolder(folder);
    if (args.id !== undefined) refuseThere([`data/regions/${args.id}.yaml`]);
    const model = modelOf(library, "regional");
    const programs = keptPrograms();
    const label = args.label === undefined ? undefined : { en: args.label, zh: args.label };
    const made = rebaseRegion(library, model, { region, year, id: args.id, label, balance }, programs);
    refuseThere(made.files.keys());
    const changes = rebaseChanges(library, model, made, programs);
    await writeFiles(folder, withSchemaLines(made.files, folder, terminal));
    const { unit } = reportOf(model).peak;
    const { lang, json } = args;
    await give(
      call,
      { lang, json },
      {
        lines: () => rebaseLines(made, changes, { file, folder: out, unit: unit.text }, words),
        json: () => ({
          id: made.id,
          from: made.from,
          year: made.year,
          files: [...made.files.keys()],
          scenarios: made.scenarios,
          ...changes,
          numbers: made.counts,
          carried: made.carried,
          tables_know_year: made.known,
          tables_know_region: made.own,
          derived_capacity: made.derived,
          columns_without_use: made.left,
        }),
      },
    );
  },
);

/** What was written, what changed in the results, and what was guessed or carried over. */
function rebaseLines(
  made: RebasedRegion,
  changes: RebaseChanges,
  { file, folder, unit }: { readonly file: string; readonly folder: string; readonly unit: string },
  words: Words,
): string[] {
  const m = words.rebase;
  const { from, year } = made;
  const change = (before: number, after: number): string =>
    before === 0 ? (after === 0 ? "0.0 %" : "") : `${signed((100 * (after - before)) / before, 1)} %`;
  const numbers = changes.base.map(
    ({ label, unit: measured, before, after }): Row => [
      [m.quantity, words.say(label)],
      [words.common.unit, measured],
      right(m.run(from.baseYear), readable(before)),
      right(m.balance, readable(after)),
      right(m.change, change(before, after)),
    ],
  );
  const peakText = (peak: PeakAt | undefined) =>
    peak === undefined ? words.common.notComputed : `${peak.year} (${spanText(peak)}) ${readable(peak.level)}`;
  const peaks = changes.peaks.map(
    ({ scenario, label, before, after }): Row => [
      [words.common.scenario, scenario],
      [m.boundary, words.say(label)],
      [m.from(from.baseYear), peakText(before)],
      [m.from(year), peakText(after)],
      right(m.change, before === undefined || after === undefined ? "" : change(before.level, after.level)),
    ],
  );
  return [
    m.made(made.id, words.say(from.label), from.baseYear, year, file),
    ...[...made.files.keys()].map(words.common.wroteFile),
    "",
    m.base(year, from.baseYear),
    ...textTable(numbers),
    "",
    m.peaks(unit),
    ...textTable(peaks),
    "",
    m.carried,
    m.words(made.counts.balance, made.counts.run, made.counts.paths),
    m.fromBalance,
    ...(made.counts.run === 0
      ? []
      : [m.fromRun(year, from.baseYear, words.commas(made.carried.map((own) => words.say(own.words))))]),
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
