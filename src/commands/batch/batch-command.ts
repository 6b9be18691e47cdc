import { type Batch, keptBetween, partsOf } from "../../batch/batch.ts";
import { batchStatistics } from "../../batch/statistics/batch-statistics.ts";
import { partsOfShard, type Shard } from "../../batch/store/batch-shard.ts";
import type { PartStore } from "../../batch/store/part-store.ts";
import { type BatchRequest, type LoadedBatch, loadBatch } from "../../batch/workers/batch-load.ts";
import { computeParts, type Hands, Interrupted } from "../../batch/workers/batch-run.ts";
import { hasThreads, startThreads } from "../../batch/workers/batch-threads.ts";
import type { QueueEvent } from "../../batch/workers/queue-event.ts";
import { WriteError } from "../../files/write-error.ts";
import { bytesText, durationText } from "../../report/text/size-text.ts";
import { UsageError, usageError } from "../../text/problems.ts";
import { type Progress, progressOn } from "../shell/progress.ts";
import type { Call, Terminal } from "../shell/terminal.ts";
import { counted } from "./batch-words.ts";
import { batchStore } from "./folder.ts";
import { type ReportOptions, reportBatch, writesAllRuns } from "./report.ts";

export interface BatchCall {
  readonly request: BatchRequest;
  readonly workers: number;
  /** The Redis whose workers compute the parts, in place of this machine. */
  readonly queue: string | undefined;
  /** Seconds to wait while nothing comes back through it. */
  readonly wait: number;
  /** Whether the number of workers was asked for. */
  readonly given: boolean;
  /** The folder as typed and in full. */
  readonly shown: string | undefined;
  readonly folder: string | undefined;
  readonly resume: boolean;
  readonly shard: Shard | undefined;
  readonly dryRun: boolean;
  readonly report: ReportOptions;
}

/** Exit codes of a program that Ctrl-C or a scheduler ends. */
const EXIT_OF = { SIGINT: 130, SIGTERM: 143 } as const;
const signals = ["SIGINT", "SIGTERM"] as const;

/** Runs below which another thread is not worth its start. */
const WORTH_A_THREAD = 20_000;

/** Parts that memory may hold while an earlier one is computed: by the cores of this machine, and by many machines. */
const AHEAD = 8;
const AHEAD_IN_QUEUE = 64;

/** Runs a batch, or its shard, and reports it. */
export async function runBatch(call: Call, asked: BatchCall): Promise<void> {
  const { terminal } = call;
  const { words } = asked.report;
  const loaded = loadBatch(terminal, asked.request);
  const { batch, identity, request } = loaded;
  const parts = partsOf(batch);
  const own = partsOfShard(parts.length, asked.shard);
  const ownRuns = own.reduce((sum, part) => sum + parts[part].end - parts[part].start, 0);
  if (asked.dryRun) {
    const seconds = secondsPerRun(loaded) * ownRuns;
    terminal.out(`${dryRunLines(asked, batch, own.length, ownRuns, seconds).join("\n")}\n`);
    return;
  }
  const progress = progressOn(terminal);
  // A queue that cannot be reached leaves no folder behind.
  const queue = asked.queue === undefined ? undefined : await queueFor(asked.queue, terminal, asked, loaded, progress);
  let store: PartStore | undefined;
  try {
    store =
      asked.folder === undefined
        ? undefined
        : batchStore(
            asked.folder,
            asked.shown as string,
            { identity, design: request.design },
            parts,
            asked.resume,
            words,
          );
  } catch (error) {
    await queue?.stop();
    throw error;
  }
  const statistics = asked.shard === undefined ? batchStatistics(batch) : undefined;
  const hands = queue ?? threadsFor(terminal, asked, loaded, ownRuns);
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
      asked: own,
      store,
      hands,
      here: asked.queue === undefined,
      ahead: asked.queue === undefined ? AHEAD : AHEAD_IN_QUEUE,
      take: (part) => statistics?.add(part),
      interrupted: () => interrupted !== undefined,
      progress: (runs, fresh) => {
        done = runs;
        const rate = fresh / ((performance.now() - start) / 1000);
        const left = rate > 0 ? (ownRuns - runs) / rate : 0;
        const now = { runs: counted(runs), of: counted(ownRuns), rate: counted(Math.round(rate)) };
        progress.show(words.batch.progress({ ...now, left: durationText(left, words) }));
      },
    });
  } catch (error) {
    progress.clear();
    const text = words.batch;
    if (error instanceof Interrupted) {
      terminal.err(`${text.stopped({ runs: counted(done), of: counted(ownRuns), folder: asked.shown })}\n`);
      await hands?.stop();
      process.exit(EXIT_OF[interrupted ?? "SIGINT"]);
    }
    throw await withResume(error, asked);
  } finally {
    for (const signal of signals) process.off(signal, note);
    await hands?.stop();
  }
  progress.clear();
  if (statistics === undefined) {
    const { number, of } = asked.shard as Shard;
    const folder = asked.shown as string;
    terminal.err(`${words.batch.shardDone({ shard: number, of, runs: counted(ownRuns), folder })}\n`);
    return;
  }
  const again = (): Iterable<import("../../batch/batch-part.ts").BatchPart> =>
    storedParts(store as PartStore, parts.length);
  try {
    await reportBatch(call, loaded, statistics.finish(), asked, again, asked.report);
  } catch (error) {
    throw await withResume(error, asked);
  }
}

/** The error of a file that cannot be written, with what becomes of the batch; any other as it is. */
async function withResume(error: unknown, { shown, report: { words } }: BatchCall): Promise<unknown> {
  if (!(error instanceof WriteError) || shown === undefined) return error;
  const { wording } = await import("../../report/words/wording.ts");
  const message = wording(words)(error);
  return new UsageError(words.batch.cannotWrite({ message, folder: shown }));
}

/** The parts of a store, one after the other. */
export function* storedParts(store: PartStore, count: number) {
  for (let part = 0; part < count; part++) {
    const content = store.read(part);
    if (content === undefined) throw new Error(`part ${part} has gone while it was read`);
    yield content;
  }
}

async function queueFor(
  address: string,
  terminal: Terminal,
  { wait, shown, report: { words } }: BatchCall,
  loaded: LoadedBatch,
  progress: Progress,
): Promise<Hands> {
  const [{ queueHands }, { queueVoice }] = await Promise.all([
    import("../../batch/workers/batch-queue.ts"),
    import("./queue-voice.ts"),
  ]);
  const voice = queueVoice(address, wait, words);
  const tell = (event: QueueEvent) => {
    progress.clear();
    terminal.err(`${voice.line(event)}\n`);
  };
  try {
    const hands = await queueHands(loaded, { address, wait, tell });
    const kept = words.queue.kept(shown);
    return { ...hands, failure: () => voice.failure(hands.failure(), kept) as Error | undefined };
  } catch (error) {
    throw voice.failure(error);
  }
}

function threadsFor(
  terminal: Terminal,
  { workers, given }: BatchCall,
  { id, request }: LoadedBatch,
  runs: number,
): Hands | undefined {
  if (workers === 1 || (!given && runs < WORTH_A_THREAD)) return undefined;
  if (!hasThreads()) {
    if (!given) return undefined;
    throw usageError("batch_no_worker", {});
  }
  const { packageFolder, workingFolder, besides } = terminal;
  return startThreads(workers - 1, { folders: { packageFolder, workingFolder, besides }, request, id });
}

const MEASURED_RUNS = 200;
const MEASURED_SECONDS = 1;

/** A measurement of the machine: the fastest of many pieces, since the code is optimised while it runs. */
function secondsPerRun({ batch, compute }: LoadedBatch): number {
  const runs = Math.min(MEASURED_RUNS, batch.runs);
  const start = performance.now();
  let fastest = Number.POSITIVE_INFINITY;
  while (performance.now() - start < MEASURED_SECONDS * 1000) {
    const from = performance.now();
    compute(0, runs);
    fastest = Math.min(fastest, performance.now() - from);
  }
  return fastest / 1000 / runs;
}

const NUMBER = 8;
/** What a number and a mark take in a table, on average of outcomes and inputs. */
const TABLE_NUMBER = 12;

function dryRunLines(
  { report: { words, keep }, workers, shard }: BatchCall,
  batch: Batch,
  parts: number,
  runs: number,
  seconds: number,
): string[] {
  const { inputs, columns, fans, years, kind } = batch;
  const kept = keptBetween(batch, 0, batch.runs) * (runs / batch.runs);
  const text = words.batch;
  const lines = text.dryRun({
    runs: counted(runs),
    inputs: counted(inputs.length),
    kind: text.kinds[kind],
    parts: counted(parts),
    time: durationText(seconds / workers, words),
    workers,
    disk: bytesText(NUMBER * (runs * columns.length + kept * fans.length * years.length)),
    tables: shard !== undefined ? "none" : writesAllRuns(batch, keep) ? "written" : "asked",
    csv: bytesText(TABLE_NUMBER * runs * (columns.length + inputs.length + 2)),
  });
  return [...lines];
}
