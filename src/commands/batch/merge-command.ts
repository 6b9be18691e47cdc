import { resolve } from "node:path";
import type { Argv } from "yargs";
import { UsageError } from "../../text/problems.ts";
import { refuseTwice, withLanguage, withPictures } from "../shell/options.ts";
import type { Call } from "../shell/terminal.ts";
import { keptTables } from "./batch.ts";

/** `peakpath merge`: the shards of a batch as one. */
export function mergeCommand(parser: Argv, call: Call): void {
  const { terminal } = call;
  parser.command(
    "merge <folders..>",
    "Put the shards of a batch together and report the whole",
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
    async (args) => {
      const { folders, ...options } = args;
      refuseTwice(options);
      // A lone "-" counts as given and is no name to the parser.
      if (folders.length === 0) throw new UsageError("merge takes the folders of a batch's shards, such as s1 s2");
      const { mergeBatch } = await import("./merge.ts");
      await mergeBatch(call, {
        folders: folders.map((shown) => ({ shown, folder: resolve(terminal.workingFolder, shown) })),
        shown: args.out,
        folder: args.out === undefined ? undefined : resolve(terminal.workingFolder, args.out),
        report: { language: args.lang, json: args.json, keep: keptTables(args.keep), excel: args.excel, svg: args.svg },
      });
    },
  );
}
