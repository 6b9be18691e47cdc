import { join } from "node:path";
import { writeFiles } from "../../files/files.ts";
import { checkFolder } from "../../files/folders.ts";
import { installedLibrary } from "../../files/installed.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { usageError } from "../../text/problems.ts";
import { give } from "../question.ts";
import { command } from "../shell/command.ts";
import { flag, text, withLanguage } from "../shell/options.ts";
import { checkRegion, checkRegionName, refuseStanding, tableFile } from "../shell/region-files.ts";
import { withSchemaLines } from "../shell/schema-lines.ts";
import { askedCountry, countryLines } from "./country.ts";
import { askedPart, partLines } from "./part.ts";
import { askedForm, askedTemplate, formRegionLines, templateKinds, templateLines } from "./template.ts";

/** `peakpath new`: a region of one's own, from a parent and a short table, from a country's history or from a whole form. */
export const newCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("id", { type: "string", demandOption: true, describe: "Name of the new region, such as dali" })
      .option("parent", text("Region it is a part of, from which comes what its table does not say"))
      .option("country", text("A country by its ISO code, such as MAR, for the model kaya; a wrong one lists all"))
      .option("template", {
        choices: templateKinds,
        requiresArg: true,
        describe:
          "Write an empty form to fill in: part (for --from), or regional (every number of a region of its own)",
      })
      .option(
        "from",
        text("CSV or .xlsx: a form that was filled in, or with --country a table in the columns of Our World in Data"),
      )
      .option("label", text("Its name in reports; the id, or the country's name, without"))
      .option("force", flag("Replace a region that stands there; go on where its energy is far from the parent's"))
      .example("$0 new dali --parent yunnan --from dali.csv", "a county or city: region, reference and plan")
      .example("$0 new morocco --country MAR", "a country: region and reference, which run at once")
      .example("$0 new dali --template part", "dali.csv with every number that can be given, and where to find it")
      .example("$0 new ireland --template regional", "ireland.csv: every number of a region that has no parent here")
      .example("$0 new ireland --from ireland.csv", "its region from the form: what is missing, or what runs"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang, args.units);
    const { id, parent, country, template, from, label, force } = args;
    checkRegionName(id, "dali");
    const ways = Object.entries({ parent, country, template }).filter(([, value]) => value !== undefined);
    if (ways.length > 1 || (ways.length === 0 && from === undefined))
      throw usageError("new_way", { ways: ways.map(([name]) => `--${name}`) });
    if (parent !== undefined && from === undefined) throw usageError("new_from", { id });
    if (template !== undefined && from !== undefined) throw usageError("new_no_from", {});
    const library = installedLibrary(terminal);
    if (parent !== undefined) checkRegion(library, parent, "--parent");
    const refuseThere = (paths: Iterable<string>): void => {
      if (!force) refuseStanding(library, terminal.workingFolder, paths);
    };
    if (template === undefined) {
      refuseThere([`data/regions/${id}.yaml`]);
      for (const folder of ["data/regions", `scenarios/${id}`]) checkFolder(join(terminal.workingFolder, folder));
    }
    const table = from === undefined ? undefined : tableFile(terminal, from, "table_unreadable");
    const made = () => {
      if (parent !== undefined && table !== undefined) {
        const part = askedPart(library, { id, parent, label: label ?? id, table, force });
        return { files: part.files, lines: () => partLines(part, { id, parent }, words), json: part.json };
      }
      if (country !== undefined) {
        const found = askedCountry(library, { id, country, label, table });
        const { files, base, observed, now, carried } = found;
        return {
          files,
          lines: () => countryLines(found, words),
          json: { base_year: base, observed, now, trends: carried },
        };
      }
      if (template === undefined && table !== undefined) {
        const region = askedForm(library, { id, label: label ?? id, table });
        const { files, co2, published, losses } = region;
        return { files, lines: () => formRegionLines(region, id, words), json: { co2, published, losses } };
      }
      const form = askedTemplate(library, { id, kind: template ?? "part", words });
      return { files: form.files, lines: () => templateLines(form, id, words), json: { missing: form.missing } };
    };
    const { files, lines, json } = made();
    refuseThere(files.keys());
    await writeFiles(terminal.workingFolder, withSchemaLines(files, terminal.workingFolder, terminal));
    await give(
      call,
      { lang: args.lang, json: args.json },
      {
        lines: () => [
          words.new.made(id, parent ?? country),
          ...[...files.keys()].map(words.common.wroteFile),
          ...lines(),
        ],
        json: () => ({ id, parent, files: [...files.keys()], ...json }),
      },
    );
  },
);
