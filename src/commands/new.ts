import { join } from "node:path";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import { isDoubtful, starterRegion } from "../regions/downscale/starter.ts";
import { wordsIn } from "../report/words/languages.ts";
import { modelOf } from "../scenario/model-files.ts";
import { give } from "./question.ts";
import { command } from "./shell/command.ts";
import { flag, needed, text, withLanguage } from "./shell/options.ts";
import { checkRegion, checkRegionName, refuseStanding, tableFile } from "./shell/region-files.ts";
import { withSchemaLines } from "./shell/schema-lines.ts";

/** `peakpath new`: a starter region from a parent and a short table. */
export const newCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("id", { type: "string", demandOption: true, describe: "Name of the new region, such as dali" })
      .option("parent", needed("Region it is a part of"))
      .option(
        "from",
        needed("CSV or .xlsx with variable,value,unit: population, gdp, electricity_use, coal, oil, gas, …"),
      )
      .option("label", text("Its name in reports; the id without"))
      .option("force", flag("Replace a region that stands there; go on where its energy is far from the parent's"))
      .example("$0 new dali --parent yunnan --from dali.csv", "files beneath data/regions and scenarios")
      .example("$0 new dali --parent yunnan --from dali.xlsx#Sheet1", "from a sheet of a workbook"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const { id, parent } = args;
    checkRegionName(id, "dali");
    const library = installedLibrary(terminal);
    checkRegion(library, parent, "--parent");
    const refuseThere = (paths: Iterable<string>): void => {
      if (!args.force) refuseStanding(library, terminal.workingFolder, paths);
    };
    refuseThere([`data/regions/${id}.yaml`]);
    for (const folder of ["data/regions", `scenarios/${id}`]) checkFolder(join(terminal.workingFolder, folder));
    const table = tableFile(terminal, args.from, "table_unreadable");
    const model = modelOf(library, "regional");
    const label = args.label ?? id;
    const { files, part, silent, withRun } = starterRegion(library, model, {
      id,
      parent,
      label: { en: label, zh: label },
      table,
      force: args.force,
    });
    refuseThere(files.keys());
    await writeFiles(terminal.workingFolder, withSchemaLines(files, terminal.workingFolder, terminal));
    const m = words.new;
    const { electricity, co2, moved, missed } = part;
    const short = (value: number): string => String(Number(value.toPrecision(4)));
    const lines = () => [
      m.made(id, parent),
      ...[...files.keys()].map(words.common.wroteFile),
      m.co2(short(co2.energy), short(co2.process)),
      m.electricity(short(electricity.use), short(electricity.imports), short(electricity.exports)),
      ...(moved.size > 0 ? [m.moved] : []),
      ...[...moved].map(([anchor, factor]) => m.anchor(anchor, short(factor), isDoubtful(factor))),
      ...missed.map(({ anchor, asked, reached }) => m.missed(anchor, short(asked), short(reached))),
      m.guessed,
      ...silent.map((name) => `  ${m.guesses[name]}`),
      ...(withRun ? [] : [`  ${m.noRun(parent)}`]),
      m.next(id),
    ];
    const doubtful = [...moved].flatMap(([anchor, factor]) => (isDoubtful(factor) ? [anchor] : []));
    const json = () => ({
      id,
      parent,
      files: [...files.keys()],
      co2,
      electricity,
      moved,
      doubtful,
      missed,
      guessed: silent,
    });
    await give(call, { lang: args.lang, json: args.json }, { lines, json });
  },
);
