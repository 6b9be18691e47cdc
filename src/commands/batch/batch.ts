import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { usualBackend } from "../../batch/prepare-batch.ts";
import { readShard } from "../../batch/store/batch-shard.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import { waitSeconds, wholeNumber, withLanguage, withPictures, withWait } from "../shell/options.ts";
import { runBatch } from "./batch-command.ts";
import { keepable, keptTables } from "./report.ts";

/** More cores than one machine has. */
const MOST_WORKERS = 1024;

/** `peakpath batch`: many runs of a scenario with other inputs, and how sure its peak is. */
export const batchCommand = command(
  (argv) =>
    withWait(withPictures(withLanguage(argv)))
      .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
      .option("design", {
        type: "string",
        requiresArg: true,
        describe: "YAML file with the design; without it that of the scenario, or all that carries a low and a high",
      })
      .option("runs", { type: "string", requiresArg: true, describe: "How many runs (10000)" })
      .option("seed", { type: "string", requiresArg: true, describe: "Seed of the draws (1)" })
      .option("workers", { type: "string", requiresArg: true, describe: "Cores to use (all)" })
      .option("out", {
        type: "string",
        requiresArg: true,
        describe: "Keep parts and write CSV and JSON files in this folder",
      })
      .option("keep", {
        type: "string",
        requiresArg: true,
        describe: `Tables of every run in --out: ${keepable.join(", ")}, with commas`,
      })
      .option("resume", { type: "boolean", default: false, describe: "Go on with the batch in --out" })
      .option("shard", {
        type: "string",
        requiresArg: true,
        describe: "Only a share of the runs, such as 3/8; auto under SLURM or Kubernetes",
      })
      .option("queue", {
        type: "string",
        requiresArg: true,
        describe: "Let workers on other machines compute it (peakpath worker), through this Redis",
      })
      .option("dry-run", { type: "boolean", default: false, describe: "Say how many runs, how long, how much disk" })
      .option("backend", {
        choices: ["wasm", "js"] as const,
        requiresArg: true,
        describe: "WebAssembly (where the machine has it) or JavaScript; the numbers are the same",
      })
      .option("excel", { type: "boolean", default: false, describe: "Byte-order mark for Excel" })
      .example("$0 batch zhejiang/policy --runs 10000", "how sure the peak is, and what that depends on")
      .example("$0 batch zhejiang/policy --runs 1000000 --out big", "keeps what is done; --resume goes on")
      .example("$0 batch zhejiang/policy --runs 1000000 --out s1 --shard 1/2", "half of it; then: $0 merge s1 s2"),
  async (args, call) => {
    const { terminal } = call;
    const words = await wordsIn(args.lang);
    const keep = keptTables(args.keep);
    for (const [name, given] of [
      ["keep", args.keep],
      ["resume", args.resume || undefined],
      ["shard", args.shard],
    ] as const) {
      if (given !== undefined && args.out === undefined) throw usageError("batch_needs_out", { option: name });
    }
    if (args.shard !== undefined && (keep.length > 0 || args.svg !== undefined))
      throw usageError("batch_shard_whole", {});
    const workers = wholeNumber("workers", args.workers, 1) ?? availableParallelism();
    if (workers > MOST_WORKERS) throw usageError("batch_workers", { most: MOST_WORKERS, workers });
    await runBatch(call, {
      request: {
        scenario: args.scenario,
        design: args.design,
        runs: wholeNumber("runs", args.runs),
        seed: wholeNumber("seed", args.seed),
        backend: args.backend ?? usualBackend(),
      },
      workers,
      queue: args.queue,
      wait: waitSeconds(args.wait),
      given: args.workers !== undefined,
      shown: args.out,
      folder: args.out === undefined ? undefined : resolve(terminal.workingFolder, args.out),
      resume: args.resume,
      shard: readShard(args.shard, process.env),
      dryRun: args["dry-run"] === true,
      report: { words, json: args.json, keep, excel: args.excel, svg: args.svg },
    });
  },
);
