import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { reportOf } from "../engine/report/read-report.ts";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import type { PeakAt, RebaseChanges } from "../regions/rebase/rebase-changes.ts";
import { rebaseChanges } from "../regions/rebase/rebase-changes.ts";
import type { RebasedRegion } from "../regions/rebase/rebase-region.ts";
import { rebaseRegion } from "../regions/rebase/rebase-region.ts";
import { readable, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { modelOf } from "../scenario/model-files.ts";
import { jsonText } from "../text/json.ts";
import { usageError } from "../text/problems.ts";
import { textOf } from "../text/text-bytes.ts";
import { command } from "./shell/command.ts";
import { checkRegion } from "./shell/known-region.ts";
import { wholeNumber, withLanguage } from "./shell/options.ts";
import { keptPrograms } from "./shell/report-runs.ts";
import { withSchemaLines } from "./shell/schema-lines.ts";
import { refuseStanding } from "./shell/standing-files.ts";

/** The file name of a region, as scenarios name it. */
const idForm = /^[a-z][a-z0-9_]*$/;

/** `peakpath rebase`: the same region from the energy balance of a newer year. */
export const rebaseCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("region", { type: "string", demandOption: true, describe: "Region to start from, such as yunnan" })
      .option("balance", {
        type: "string",
        requiresArg: true,
        demandOption: true,
        describe: "CSV with the yearbook's Chinese headings, in 万吨标准煤 or physical units",
      })
      .option("year", { requiresArg: true, describe: "Year of the balance, where its file names none or several" })
      .option("id", {
        type: "string",
        requiresArg: true,
        describe: "Name of the new region; <region>_<year> without",
      })
      .option("label", { type: "string", requiresArg: true, describe: "Its name in reports" })
      .option("out", { type: "string", requiresArg: true, describe: "Project folder to write into; here without" })
      .option("force", { type: "boolean", default: false, describe: "Replace a region that stands there" })
      .example("$0 rebase yunnan --balance balance_2023.csv", "writes the region yunnan_2023 and its scenarios"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const { region, balance: file, out = "" } = args;
    if (args.id !== undefined && !idForm.test(args.id))
      throw usageError("region_name", { id: args.id, example: "yunnan_2023" });
    if (args.id === region) throw usageError("region_of_itself", { region });
    const year = wholeNumber("year", args.year);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(resolve(terminal.workingFolder, file));
    } catch {
      throw usageError("balance_unreadable", { file });
    }
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
    const made = rebaseRegion(
      library,
      model,
      { region, year, id: args.id, label, balance: { text: textOf(bytes, file), file } },
      programs,
    );
    refuseThere(made.files.keys());
    const changes = rebaseChanges(library, model, made, programs);
    await writeFiles(folder, withSchemaLines(made.files, folder, terminal));
    if (args.json) {
      const { id, from, counts, carried, known, own, derived, left, scenarios } = made;
      terminal.out(
        jsonText({
          id,
          from,
          year: made.year,
          files: [...made.files.keys()],
          scenarios,
          base: changes.base,
          peaks: changes.peaks,
          numbers: counts,
          carried,
          tables_know_year: known,
          tables_know_region: own,
          derived_capacity: Object.fromEntries(derived),
          columns_without_use: left,
        }),
      );
      return;
    }
    const lines = rebaseLines(made, changes, { file, folder: out, unit: reportOf(model).peak.unit.text }, words);
    terminal.out(`${lines.join("\n")}\n`);
  },
);

/** What was written, what changed in the results, and what was guessed or carried over. */
export function rebaseLines(
  made: RebasedRegion,
  changes: RebaseChanges,
  { file, folder, unit }: { readonly file: string; readonly folder: string; readonly unit: string },
  words: Words,
): string[] {
  const m = words.rebase;
  const { from, year } = made;
  const change = (before: number, after: number): string =>
    before === 0 ? (after === 0 ? "0.0 %" : "") : `${signed((100 * (after - before)) / before, 1)} %`;
  const numbers = changes.base.map(({ label, unit: measured, before, after }) => [
    words.say(label),
    measured,
    readable(before),
    readable(after),
    change(before, after),
  ]);
  const peaks = changes.peaks.map(({ scenario, label, before, after }) => [
    scenario,
    words.say(label),
    peakText(before, words.common.notComputed),
    peakText(after, words.common.notComputed),
    before === undefined || after === undefined ? "" : change(before.level, after.level),
  ]);
  const end = "end" as const;
  return [
    m.made(made.id, words.say(from.label), from.baseYear, year, file),
    ...[...made.files.keys()].map(words.common.wroteFile),
    "",
    m.base(year, from.baseYear),
    ...textTable(
      [
        { title: m.quantity },
        { title: words.common.unit },
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
        { title: words.common.scenario },
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

function peakText(peak: PeakAt | undefined, otherwise: string): string {
  return peak === undefined ? otherwise : `${peak.year} (${peak.from}-${peak.to}) ${readable(peak.level)}`;
}
