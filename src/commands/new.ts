import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeFiles } from "../files/files.ts";
import { checkFolder } from "../files/folders.ts";
import { installedLibrary } from "../files/installed.ts";
import { isDoubtful, starterRegion } from "../regions/downscale/starter.ts";
import { wordsIn } from "../report/words/languages.ts";
import { modelOf } from "../scenario/model-files.ts";
import { jsonText } from "../text/json.ts";
import { usageError } from "../text/problems.ts";
import { textOf } from "../text/text-bytes.ts";
import { command } from "./shell/command.ts";
import { checkRegion } from "./shell/known-region.ts";
import { withLanguage } from "./shell/options.ts";
import { withSchemaLines } from "./shell/schema-lines.ts";
import { refuseStanding } from "./shell/standing-files.ts";

/** The file name of a region, as scenarios name it. */
const idForm = /^[a-z][a-z0-9_]*$/;

/** `peakpath new`: a starter region from a parent and a short table. */
export const newCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("id", { type: "string", demandOption: true, describe: "Name of the new region, such as dali" })
      .option("parent", { type: "string", requiresArg: true, demandOption: true, describe: "Region it is a part of" })
      .option("from", {
        type: "string",
        requiresArg: true,
        demandOption: true,
        describe: "CSV with variable,value,unit: population, gdp, electricity_use, coal, oil, gas, …",
      })
      .option("label", { type: "string", requiresArg: true, describe: "Its name in reports; the id without" })
      .option("force", {
        type: "boolean",
        default: false,
        describe: "Replace a region that stands there; go on where its energy is far from the parent's",
      })
      .example("$0 new dali --parent yunnan --from dali.csv", "files beneath data/regions and scenarios"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const { id, parent } = args;
    if (!idForm.test(id)) throw usageError("region_name", { id, example: "dali" });
    const library = installedLibrary(terminal);
    checkRegion(library, parent, "--parent");
    const refuseThere = (paths: Iterable<string>): void => {
      if (!args.force) refuseStanding(library, terminal.workingFolder, paths);
    };
    refuseThere([`data/regions/${id}.yaml`]);
    for (const folder of ["data/regions", `scenarios/${id}`]) checkFolder(join(terminal.workingFolder, folder));
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(resolve(terminal.workingFolder, args.from));
    } catch {
      throw usageError("table_unreadable", { file: args.from });
    }
    const model = modelOf(library, "regional");
    const label = args.label ?? id;
    const { files, part, silent, withRun } = starterRegion(library, model, {
      id,
      parent,
      label: { en: label, zh: label },
      table: { text: textOf(bytes, args.from), file: args.from },
      force: args.force,
    });
    refuseThere(files.keys());
    await writeFiles(terminal.workingFolder, withSchemaLines(files, terminal.workingFolder, terminal));
    const m = words.new;
    if (args.json) {
      const { electricity, co2, moved, missed } = part;
      terminal.out(
        jsonText({
          id,
          parent,
          files: [...files.keys()],
          co2,
          electricity,
          moved: Object.fromEntries(moved),
          doubtful: [...moved].flatMap(([anchor, factor]) => (isDoubtful(factor) ? [anchor] : [])),
          missed,
          guessed: silent,
        }),
      );
      return;
    }
    const { electricity, co2 } = part;
    const short = (value: number): string => String(Number(value.toPrecision(4)));
    const lines = [
      m.made(id, parent),
      ...[...files.keys()].map(words.common.wroteFile),
      m.co2(short(co2.energy), short(co2.process)),
      m.electricity(short(electricity.use), short(electricity.imports), short(electricity.exports)),
    ];
    if (part.moved.size > 0) lines.push(m.moved);
    for (const [anchor, factor] of part.moved) lines.push(m.anchor(anchor, short(factor), isDoubtful(factor)));
    for (const { anchor, asked, reached } of part.missed) lines.push(m.missed(anchor, short(asked), short(reached)));
    lines.push(m.guessed, ...silent.map((name) => `  ${m.guesses[name]}`));
    if (!withRun) lines.push(`  ${m.noRun(parent)}`);
    terminal.out(`${[...lines, m.next(id)].join("\n")}\n`);
  },
);
