import { resolve } from "node:path";
import { partsOf } from "../../batch/batch.ts";
import { formOf } from "../../batch/batch-part.ts";
import { usualBackend } from "../../batch/prepare-batch.ts";
import { batchStatistics } from "../../batch/statistics/batch-statistics.ts";
import { partName, readStores } from "../../batch/store/part-store.ts";
import { storedBatch } from "../../batch/store/stored-batch.ts";
import { loadBatch } from "../../batch/workers/batch-load.ts";
import { UsageError, usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { flag, text, withBrief, withLanguage, withPictures } from "../shell/options.ts";
import { changesText, counted as grouped } from "./batch-words.ts";
import { batchOutput, keptForm, reportBatch, storedParts, tableFormats } from "./report.ts";

/** `peakpath merge`: the shards of a batch as one, from the parts in all folders. */
export const mergeCommand = command(
  (argv) =>
    withPictures(withBrief(withLanguage(argv)))
      .positional("folders", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "The folders of --out, one a shard",
      })
      .option("out", text("Write CSV and JSON files into this folder"))
      .option("keep", text("Tables of every run in --out, as in batch"))
      .option("format", {
        choices: tableFormats,
        requiresArg: true,
        describe: "Tables of every run as CSV or Parquet (CSV up to 100,000 runs or 6 million numbers)",
      })
      .option("excel", flag("Byte-order mark for Excel"))
      .example("$0 merge s1 s2 --out whole", "the same bytes as one batch in one folder"),
  async (args, call) => {
    // A lone "-" counts as given and is no name to the parser.
    if (args.folders.length === 0) throw usageError("merge_folders", {});
    const output = await batchOutput(call, args);
    const { words } = output;
    const m = words.batch;
    const stored = args.folders.map((shown) => {
      const folder = resolve(call.terminal.workingFolder, shown);
      const batch = storedBatch(folder);
      if (batch === undefined) throw new UsageError(m.noBatch(shown));
      return { shown, folder, ...batch };
    });
    const [first, ...others] = stored;
    for (const other of others) {
      const changes = changesText(first.identity, other.identity, words);
      if (changes.length > 0) throw new UsageError(m.unlike(first.shown, other.shown, changes));
    }
    const { scenario, runs, seed, kind } = first.identity;
    const counts = kind !== "grid" && kind !== "list";
    const loaded = loadBatch(call.terminal, {
      scenario,
      design: first.design,
      runs: counts ? runs : undefined,
      seed,
      backend: usualBackend(),
    });
    const changes = changesText(first.identity, loaded.identity, words);
    if (changes.length > 0) throw new UsageError(m.otherBatch(first.shown, changes));

    const parts = partsOf(loaded.batch);
    const folders = stored.map(({ folder }) => folder);
    const store = readStores(folders, loaded.identity, parts);
    const statistics = batchStatistics(loaded.batch);
    const missing: number[] = [];
    const counted: number[] = [];
    for (const part of parts.keys()) {
      const content = store.read(part, "counts");
      if (content === undefined) missing.push(part);
      else if (missing.length === 0) {
        statistics.add(content);
        if (formOf(content) === "counts") counted.push(part);
      }
    }
    if (missing.length > 0) {
      const lost = missing.reduce((sum, part) => sum + parts[part].end - parts[part].start, 0);
      throw new UsageError(m.missingParts({ count: missing.length, runs: grouped(lost), first: partName(missing[0]) }));
    }
    // Its runs may stand in another folder.
    const isLost = (part: number) => store.read(part, "outcomes") === undefined;
    if (keptForm(loaded.batch, output) === "outcomes" && counted.some(isLost)) throw usageError("merge_counts", {});
    await reportBatch(call, loaded, statistics.finish(), () => storedParts(store, parts.length), output);
  },
);
