import { resolve } from "node:path";
import { wordsIn } from "../../report/words/languages.ts";
import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { withLanguage, withPictures } from "../shell/options.ts";
import { mergeBatch } from "./merge.ts";
import { keptTables } from "./report.ts";

/** `peakpath merge`: the shards of a batch as one. */
export const mergeCommand = command(
  (argv) =>
    withPictures(withLanguage(argv))
      .positional("folders", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "The folders of --out, one a shard",
      })
      .option("out", { type: "string", requiresArg: true, describe: "Write CSV and JSON files into this folder" })
      .option("keep", { type: "string", requiresArg: true, describe: "Tables of every run in --out, as in batch" })
      .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" })
      .example("$0 merge s1 s2 --out whole", "the same bytes as one batch in one folder"),
  async (args, call) => {
    const { terminal } = call;
    const { folders } = args;
    // A lone "-" counts as given and is no name to the parser.
    if (folders.length === 0) throw usageError("merge_folders", {});
    await mergeBatch(call, {
      folders: folders.map((shown) => ({ shown, folder: resolve(terminal.workingFolder, shown) })),
      shown: args.out,
      folder: args.out === undefined ? undefined : resolve(terminal.workingFolder, args.out),
      report: {
        words: await wordsIn(args.lang),
        json: args.json,
        keep: keptTables(args.keep),
        excel: args.excel,
        svg: args.svg,
      },
    });
  },
);
