import { resolve } from "node:path";
import { type Batch, partsOf } from "../../batch/batch.ts";
import type { BatchPart, PartForm } from "../../batch/batch-part.ts";
import type { BatchReport } from "../../batch/statistics/batch-statistics.ts";
import type { PartStore } from "../../batch/store/part-store.ts";
import type { LoadedBatch } from "../../batch/workers/batch-load.ts";
import { type FileContent, writeFiles } from "../../files/files.ts";
import { headLines } from "../../report/text/head.ts";
import { wordsIn } from "../../report/words/languages.ts";
import { jsonText } from "../../text/json.ts";
import { nearest, usageError } from "../../text/problems.ts";
import { type AnswerOptions, checkPictures, writePictures } from "../question.ts";
import { isDrawn } from "../shell/options.ts";
import type { Call } from "../shell/terminal.ts";
import type { RowWriter } from "./files.ts";

/** What may be kept of every run, beside the statistics. */
export const keepable = ["outcomes", "trajectories"] as const;

type Kept = (typeof keepable)[number];

/** How the tables of all runs are written. */
export const tableFormats = ["csv", "parquet"] as const;
export type TableFormat = (typeof tableFormats)[number];

/** Beyond these runs or numbers a table is no longer looked at in a spreadsheet, and its text takes longer than the runs. */
const CSV_RUNS = 100_000;
const CSV_NUMBERS = 6_000_000;

/** The format that is asked for, else CSV for what a spreadsheet may open and Parquet for more. */
export function tableFormat(batch: Batch, asked: TableFormat | undefined): TableFormat {
  return asked ?? (batch.runs <= CSV_RUNS && tableNumbers(batch) <= CSV_NUMBERS ? "csv" : "parquet");
}

function tableNumbers({ runs, inputs, columns }: Batch): number {
  return runs * (inputs.length + columns.length);
}

/** The tables that `--keep` names. */
function keptTables(text = ""): Kept[] {
  return text.split(",").flatMap((part) => {
    const name = part.trim();
    if (name === "") return [];
    const table = keepable.find((known) => known === name);
    if (table === undefined) throw usageError("batch_keep", { tables: keepable, name, near: nearest(name, keepable) });
    return [table];
  });
}

export type BatchOutput = Awaited<ReturnType<typeof batchOutput>>;

/** How a batch is reported and where its files go: the folder as typed, and in full. */
export async function batchOutput(
  { terminal }: Call,
  args: AnswerOptions & { readonly keep?: string; readonly format?: TableFormat },
) {
  const { json, brief = false, excel = false, svg, png, size, out: shown, format } = args;
  const folder = shown === undefined ? undefined : resolve(terminal.workingFolder, shown);
  await checkPictures(args);
  return {
    words: await wordsIn(args.lang, args.units),
    json,
    brief,
    keep: keptTables(args.keep),
    format,
    excel,
    pictures: { svg, png, size },
    shown,
    folder,
  };
}

/** The parts of a store, one after the other. */
export function* storedParts(store: PartStore, count: number): Generator<BatchPart> {
  for (let part = 0; part < count; part++) {
    const content = store.read(part, "outcomes");
    if (content === undefined || "numbers" in content) throw new Error(`part ${part} has gone while it was read`);
    yield content;
  }
}

/** Numbers in the tables of all runs that are written without being asked for. */
const USUAL_NUMBERS = 20_000_000;

/**
 * Prints the report and writes its files: with a folder the statistics and, where they are asked for or not too large, the
 * tables of all runs. `parts` gives the parts once more, for those tables.
 */
export async function reportBatch(
  call: Call,
  { run }: LoadedBatch,
  report: BatchReport,
  parts: () => Iterable<BatchPart>,
  output: BatchOutput,
): Promise<void> {
  const { terminal } = call;
  const { words, json, brief, shown, folder, pictures } = output;
  const { batchJson } = await import("./batch-json.ts");
  const machine = jsonText({ scenario: run.scenario.id, ...batchJson(report) });
  if (json) terminal.out(machine);
  else {
    const { batchBrief, batchLines } = await import("./text.ts");
    const lines = brief
      ? [...headLines(run, words).slice(0, 2), ...batchBrief(report, words)]
      : [...headLines(run, words), "", ...batchLines(report, words, terminal.columns)];
    terminal.out(`${lines.join("\n")}\n`, words);
  }
  if (folder !== undefined) {
    const files = await reportFiles(report, parts, output);
    if (!writesAllRuns(report.batch, output.keep)) terminal.err(`${words.batchReport.tablesLeftOut}\n`);
    files.set("report.json", machine);
    await writeFiles(folder, files);
    terminal.err(`${words.common.wrote(files.size, shown ?? folder)}\n`);
  }
  const [first] = report.failures;
  if (report.failed === report.batch.runs && first !== undefined) {
    const m = words.batchReport;
    terminal.err(`${m.noResult} ${m.failure(first.run, first.reason)}\n`);
    call.failed();
  }
  if (isDrawn(pictures)) {
    const { batchPictures } = await import("./pictures.ts");
    await writePictures(terminal, pictures, batchPictures(report, run, words), words);
  }
}

async function reportFiles(
  report: BatchReport,
  parts: () => Iterable<BatchPart>,
  { keep, excel, format }: BatchOutput,
): Promise<Map<string, FileContent>> {
  const { experimentsWriter, outcomesWriter, statisticsFiles } = await import("./files.ts");
  const { batch } = report;
  const files = new Map<string, FileContent>(statisticsFiles(report, { excel }));
  if (writesAllRuns(batch, keep) && tableFormat(batch, format) === "parquet") {
    const { experimentPieces, outcomePieces } = await import("../../report/tables/run-parquet.ts");
    files.set("experiments.parquet", await experimentPieces(batch, () => partsOf(batch)));
    files.set("outcomes.parquet", await outcomePieces(batch, parts));
  } else if (writesAllRuns(batch, keep)) {
    files.set("experiments.csv", table(experimentsWriter(batch, { excel }), partsOf(batch)));
    files.set("outcomes.csv", table(outcomesWriter(batch, { excel }), parts()));
  }
  if (keep.includes("trajectories")) {
    const { trajectoryPieces } = await import("../../report/tables/parquet.ts");
    files.set("trajectories.parquet", await trajectoryPieces(batch, parts));
  }
  return files;
}

/** Whether the tables of all runs are written: asked for, or small enough that nobody minds. */
export function writesAllRuns(batch: Batch, keep: readonly Kept[]): boolean {
  return keep.includes("outcomes") || tableNumbers(batch) <= USUAL_NUMBERS;
}

/** What of every part is kept: its runs where tables of them are written, else what is counted of them. */
export function keptForm(batch: Batch, { keep, folder }: Pick<BatchOutput, "keep" | "folder">): PartForm {
  return folder !== undefined && (keep.length > 0 || writesAllRuns(batch, keep)) ? "outcomes" : "counts";
}

function* table<Part>({ header, rows }: RowWriter<Part>, parts: Iterable<Part>): Generator<string> {
  yield header();
  for (const part of parts) yield rows(part);
}
