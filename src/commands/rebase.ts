import type { Argv } from "yargs";
import { UsageError } from "../text/problems.ts";
import { refuseTwice, wholeNumber, withLanguage } from "./shell/options.ts";
import type { Call } from "./shell/terminal.ts";

/** The file name of a region, as scenarios name it. */
const idForm = /^[a-z][a-z0-9_]*$/;

/** `peakpath rebase`: the same region from the energy balance of a newer year. */
export function rebaseCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "rebase <region>",
    "Move a region's base year to a newer energy balance in the yearbook's form",
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
    async (args) => {
      refuseTwice(args);
      const { region, balance: file, out = "" } = args;
      if (args.id !== undefined && !idForm.test(args.id))
        throw new UsageError(
          `"${args.id}" is no name for a region; small letters, digits and _ are allowed, such as yunnan_2023`,
        );
      if (args.id === region)
        throw new UsageError(`--id ${region}: the new region extends ${region}; give it a name of its own`);
      const year = wholeNumber("year", args.year);
      const { readFileSync } = await import("node:fs");
      const { join, resolve } = await import("node:path");
      const { libraryOf } = await import("../run/load.ts");
      const { checkRegion } = await import("./shell/known-region.ts");
      const { loadModel } = await import("../files/kept.ts");
      const { modelFiles } = await import("../scenario/model-files.ts");
      const { modelCopies, packageFolder } = await import("./shell/terminal.ts");
      const { readReportLayout } = await import("../scenario/report/report-layout.ts");
      const { keptPrograms } = await import("../questions/report-runs.ts");
      const { checkFolder } = await import("../files/folders.ts");
      const { refuseStanding } = await import("./shell/standing-files.ts");
      const { rebaseRegion } = await import("../regions/rebase/rebase-region.ts");
      const { rebaseChanges } = await import("../regions/rebase/rebase-changes.ts");
      const { rebaseLines } = await import("./rebase-text.ts");
      const { textOf } = await import("../text/text-bytes.ts");
      let bytes: Uint8Array;
      try {
        bytes = readFileSync(resolve(terminal.workingFolder, file));
      } catch {
        throw new UsageError(`the balance ${file} cannot be read`);
      }
      const library = libraryOf(terminal);
      checkRegion(library, region, "<region>");
      const folder = resolve(terminal.workingFolder, out);
      const refuseThere = (paths: Iterable<string>): void => {
        if (!args.force) refuseStanding(library, folder, paths, "choose another name with --id or say --force");
      };
      checkFolder(folder);
      if (args.id !== undefined) refuseThere([`data/regions/${args.id}.yaml`]);
      const model = loadModel(join(packageFolder(), modelCopies), "regional", modelFiles(library, "regional"));
      const layout = readReportLayout(model);
      const programs = keptPrograms();
      const label = args.label === undefined ? undefined : { en: args.label, zh: args.label };
      const made = rebaseRegion(
        library,
        model,
        { region, year, id: args.id, label, balance: { text: textOf(bytes, file), file } },
        programs,
      );
      refuseThere(made.files.keys());
      const changes = rebaseChanges(library, model, layout, made, programs);
      const { writeFiles } = await import("../files/files.ts");
      await writeFiles(folder, made.files);
      if (args.json) {
        const { jsonText } = await import("../text/json.ts");
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
      const lines = rebaseLines(made, changes, { file, folder: out, unit: layout.peak.unit.text }, args.lang);
      terminal.out(`${lines.join("\n")}\n`);
    },
  );
}
