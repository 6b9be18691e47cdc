import { availableParallelism } from "node:os";
import { type Batch, partsOf } from "../../batch/batch.ts";
import type { PartForm } from "../../batch/batch-part.ts";
import { usualBackend } from "../../batch/prepare-batch.ts";
import { batchStatistics } from "../../batch/statistics/batch-statistics.ts";
import { partsOfShard, readShard, type Shard } from "../../batch/store/batch-shard.ts";
import { partsBytes } from "../../batch/store/part-size.ts";
import { openStore, type PartStore } from "../../batch/store/part-store.ts";
import { storedBatch } from "../../batch/store/stored-batch.ts";
import { type LoadedBatch, loadBatch } from "../../batch/workers/batch-load.ts";
import { computeParts, type Hands, Interrupted } from "../../batch/workers/batch-run.ts";
import { hasThreads, startThreads } from "../../batch/workers/batch-threads.ts";
import type { QueueEvent } from "../../batch/workers/queue-event.ts";
import { WriteError } from "../../files/write-error.ts";
import { bytesText, durationText } from "../../report/text/size-text.ts";
import { UsageError, usageError } from "../../text/problems.ts";
import { command } from "../shell/command.ts";
import * as option from "../shell/options.ts";
import { type Call, progressOn } from "../shell/terminal.ts";
import { changesText, counted } from "./batch-words.ts";
import {
  type BatchOutput,
  batchOutput,
  keepable,
  keptForm,
  reportBatch,
  storedParts,
  tableFormat,
  tableFormats,
  writesAllRuns,
} from "./report.ts";

/** Runs below which another thread is not worth its start. */
const WORTH_A_THREAD = 20_000;
/** Parts that may be done while an earlier one is computed: by the cores of this machine, at least, and by many machines. */
const AHEAD = 8;
const AHEAD_IN_QUEUE = 64;
/** Exit codes of a program that Ctrl-C or a scheduler ends. */
const EXIT_OF = { SIGINT: 130, SIGTERM: 143 };
const signals = ["SIGINT", "SIGTERM"] as const;

/** `peakpath batch`: many runs of a scenario with other inputs, and how sure its peak is. */
export const batchCommand = command(
  (argv) =>
    option
      .withWait(option.withPictures(option.withBrief(option.withLanguage(argv))))
      .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
      .option(
        "design",
        option.text("YAML file with the design; without it that of the scenario, or what past errors say"),
      )
      .option("runs", option.text("How many runs (10000)"))
      .option("seed", option.text("Seed of the draws (1)"))
      .option("workers", option.text("Cores to use (all)"))
      .option("out", option.text("Keep parts and write CSV and JSON files in this folder"))
      .option("keep", option.text(`Tables of every run in --out: ${keepable.join(", ")}, with commas`))
      .option("format", {
        choices: tableFormats,
        requiresArg: true,
        describe: "Tables of every run as CSV or Parquet (CSV up to 100,000 runs or 6 million numbers)",
      })
      .option("resume", option.flag("Go on with the batch in --out"))
      .option("shard", option.text("Only a share of the runs, such as 3/8; auto under SLURM or Kubernetes"))
      .option("queue", option.text("Let workers on other machines compute it (peakpath worker), through this Redis"))
      .option("dry-run", option.flag("Say how many runs, how long, how much disk"))
      .option("backend", {
        choices: ["wasm", "js"] as const,
        requiresArg: true,
        describe: "WebAssembly (where the machine has it) or JavaScript; the numbers are the same",
      })
      .option("excel", option.flag("Byte-order mark for Excel"))
      .example("$0 batch zhejiang/policy --runs 10000", "how sure the peak is, and what that depends on")
      .example("$0 batch zhejiang/policy --runs 1000000 --out big", "keeps what is done; --resume goes on")
      .example(
        "$0 batch zhejiang/policy --runs 1000000 --out s1 --shard 1/2",
        "half of it; then: peakpath merge s1 s2",
      ),
  async (args, call) => {
    const output = await batchOutput(call, args);
    const needOut = {
      keep: args.keep !== undefined,
      format: args.format !== undefined,
      resume: args.resume,
      shard: args.shard !== undefined,
    };
    for (const [name, used] of Object.entries(needOut))
      if (used && args.out === undefined) throw usageError("batch_needs_out", { option: name });
    if (args.shard !== undefined && option.isDrawn(args)) throw usageError("batch_shard_whole", {});
    const workers = option.askedWorkers(args.workers) ?? availableParallelism();
    const request = {
      scenario: args.scenario,
      design: args.design,
      runs: option.wholeNumber("runs", args.runs),
      seed: option.wholeNumber("seed", args.seed),
      backend: args.backend ?? usualBackend(),
    };
    const wait = option.waitSeconds(args.wait);
    const shard = readShard(args.shard, process.env);
    const loaded = loadBatch(call.terminal, request);
    const parts = partsOf(loaded.batch);
    const asked = partsOfShard(parts.length, shard);
    const runs = asked.reduce((sum, part) => sum + parts[part].end - parts[part].start, 0);
    if (args["dry-run"]) {
      const seconds = (secondsPerRun(loaded) * runs) / workers;
      const lines = dryRunLines(loaded.batch, output, shard, { runs, parts: asked.length, seconds, workers });
      call.terminal.out(`${lines.join("\n")}\n`);
      return;
    }
    const form = keptForm(loaded.batch, output);
    const task: Task = { call, loaded, output, parts, asked, runs, shard, form };
    // A queue that cannot be reached leaves no folder behind.
    const queue = args.queue === undefined ? undefined : await queueFor(task, args.queue, wait);
    let store: PartStore | undefined;
    try {
      store = output.folder === undefined ? undefined : storeFor(task, output.folder, args.resume);
    } catch (error) {
      await queue?.stop();
      throw error;
    }
    const hands = queue ?? threadsFor(task, workers, args.workers !== undefined);
    const most = queue === undefined ? Math.max(AHEAD, 2 * workers) : AHEAD_IN_QUEUE;
    await runBatch(task, store, hands, queue !== undefined, most);
  },
);

/** A batch on its way: what is computed, for whom, and where what comes of it goes. */
interface Task {
  readonly call: Call;
  readonly loaded: LoadedBatch;
  readonly output: BatchOutput;
  readonly parts: ReturnType<typeof partsOf>;
  /** The numbers of the parts that are computed here, and their runs. */
  readonly asked: readonly number[];
  readonly runs: number;
  readonly shard: Shard | undefined;
  readonly form: PartForm;
}

/** Runs a batch, or its shard, and reports it. */
async function runBatch(
  task: Task,
  store: PartStore | undefined,
  hands: Hands | undefined,
  queued: boolean,
  ahead: number,
) {
  const { call, loaded, output, parts, asked, runs, shard, form } = task;
  const { terminal } = call;
  const { words, shown } = output;
  const m = words.batch;
  const progress = progressOn(terminal);
  const statistics = shard === undefined ? batchStatistics(loaded.batch) : undefined;
  let interrupted: keyof typeof EXIT_OF | undefined;
  const note = (signal: keyof typeof EXIT_OF) => {
    interrupted = signal;
  };
  for (const signal of signals) process.on(signal, note);
  const start = performance.now();
  let done = 0;
  try {
    await computeParts({
      loaded,
      parts,
      asked,
      store,
      form,
      hands,
      here: !queued,
      ahead,
      take: (part) => statistics?.add(part),
      interrupted: () => interrupted !== undefined,
      progress: (count, fresh) => {
        done = count;
        const rate = fresh / ((performance.now() - start) / 1000);
        const left = durationText(rate > 0 ? (runs - count) / rate : 0, words);
        progress.show(m.progress({ runs: counted(count), of: counted(runs), rate: counted(Math.round(rate)), left }));
      },
    });
  } catch (error) {
    progress.clear();
    if (error instanceof Interrupted) {
      terminal.err(`${m.stopped({ runs: counted(done), of: counted(runs), folder: shown })}\n`);
      await hands?.stop();
      process.exit(EXIT_OF[interrupted ?? "SIGINT"]);
    }
    throw await withResume(error, output);
  } finally {
    for (const signal of signals) process.off(signal, note);
    await hands?.stop();
  }
  progress.clear();
  if (statistics === undefined) {
    const { number, of } = shard as Shard;
    terminal.err(`${m.shardDone({ shard: number, of, runs: counted(runs), folder: shown as string })}\n`);
    return;
  }
  try {
    await reportBatch(call, loaded, statistics.finish(), () => storedParts(store as PartStore, parts.length), output);
  } catch (error) {
    throw await withResume(error, output);
  }
}

/** The error of a file that cannot be written, with what becomes of the batch; any other as it is. */
async function withResume(error: unknown, { shown, words }: BatchOutput): Promise<unknown> {
  if (!(error instanceof WriteError) || shown === undefined) return error;
  const { wording } = await import("../../report/words/wording.ts");
  const message = wording(words)(error);
  return new UsageError(words.batch.cannotWrite({ message, folder: shown }));
}

/**
 * The store of a batch in a folder.
 *
 * @throws UsageError where the folder holds a batch and nothing is said of resuming it, or where it is another one.
 */
function storeFor({ loaded, output: { words, shown = "" }, parts }: Task, folder: string, resume: boolean): PartStore {
  const { identity, request } = loaded;
  const stored = storedBatch(folder);
  if (stored !== undefined) {
    const changes = changesText(stored.identity, identity, words);
    if (changes.length > 0 && resume) throw new UsageError(words.batch.otherBatch(shown, changes));
    if (!resume) throw new UsageError(words.batch.holdsBatch(shown));
  }
  return openStore(folder, { identity, design: request.design }, parts);
}

async function queueFor(task: Task, address: string, wait: number): Promise<Hands> {
  const { call, loaded, output, form } = task;
  const [{ queueHands }, { queueVoice }] = await Promise.all([
    import("../../batch/workers/batch-queue.ts"),
    import("./queue-voice.ts"),
  ]);
  const voice = queueVoice(address, wait, output.words);
  const progress = progressOn(call.terminal);
  const tell = (event: QueueEvent) => {
    progress.clear();
    call.terminal.err(`${voice.line(event)}\n`);
  };
  try {
    const hands = await queueHands(loaded, { address, wait, form, tell });
    const kept = output.words.queue.kept(output.shown);
    return { ...hands, failure: () => voice.failure(hands.failure(), kept) as Error | undefined };
  } catch (error) {
    throw voice.failure(error);
  }
}

/** Threads beside this one; `given` where their number was asked for. */
function threadsFor({ call, loaded, runs, form }: Task, workers: number, given: boolean): Hands | undefined {
  if (workers === 1 || (!given && runs < WORTH_A_THREAD)) return undefined;
  if (!hasThreads()) {
    if (!given) return undefined;
    throw usageError("batch_no_worker", {});
  }
  const { packageFolder, workingFolder, besides } = call.terminal;
  const { id, request } = loaded;
  return startThreads(workers - 1, { folders: { packageFolder, workingFolder, besides }, request, id, form });
}

const MEASURED_RUNS = 200;
const MEASURED_SECONDS = 1;

/**
 * A measurement of the machine: processor time, which what else runs there moves least, of the fastest of many pieces, since
 * the code is optimised while it runs.
 */
function secondsPerRun({ batch, compute }: LoadedBatch): number {
  const runs = Math.min(MEASURED_RUNS, batch.runs);
  let [fastest, all] = [Number.POSITIVE_INFINITY, 0];
  while (all < MEASURED_SECONDS * 1e6) {
    const from = process.cpuUsage();
    compute(0, runs);
    const { user, system } = process.cpuUsage(from);
    fastest = Math.min(fastest, user + system);
    // A clock that stands still ends it too.
    all += Math.max(1000, user + system);
  }
  return fastest / 1e6 / runs;
}

/** A double. */
const NUMBER = 8;
/** What a number takes in a table of all runs, on average of outcomes and inputs: with its mark, or as it is. */
const TABLE_NUMBER = { csv: 12, parquet: NUMBER } as const;

function dryRunLines(
  batch: Batch,
  output: BatchOutput,
  shard: Shard | undefined,
  size: { readonly runs: number; readonly parts: number; readonly seconds: number; readonly workers: number },
): readonly string[] {
  const { words, keep, format } = output;
  const { inputs, columns, kind } = batch;
  const { runs, parts, seconds, workers } = size;
  const form = keptForm(batch, { keep, folder: "" });
  const tables = writesAllRuns(batch, keep) ? "written" : "asked";
  return words.batch.dryRun({
    runs: counted(runs),
    inputs: counted(inputs.length),
    kind: words.batch.kinds[kind],
    parts: counted(parts),
    time: durationText(seconds, words),
    workers,
    disk: bytesText(partsBytes(batch, form, { runs, parts })),
    tables: shard === undefined ? tables : "none",
    csv: bytesText(TABLE_NUMBER[tableFormat(batch, format)] * runs * (columns.length + inputs.length + 2)),
  });
}
