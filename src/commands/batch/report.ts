import { type Batch, partsOf } from "../../batch/batch.ts";
import type { BatchPart } from "../../batch/batch-part.ts";
import type { BatchReport } from "../../batch/statistics/batch-statistics.ts";
import type { LoadedBatch } from "../../batch/workers/batch-load.ts";
import { type FileContent, writeFiles } from "../../files/files.ts";
import { headLines } from "../../report/text/head.ts";
import type { Words } from "../../report/words/languages.ts";
import { jsonText } from "../../text/json.ts";
import { nearest, usageError } from "../../text/problems.ts";
import { writePictures } from "../shell/picture-files.ts";
import type { Call, Terminal } from "../shell/terminal.ts";
import type { RowWriter } from "./files.ts";

/** What may be kept of every run, beside the statistics. */
export const keepable = ["outcomes", "trajectories"] as const;

export type Kept = (typeof keepable)[number];

/** The tables that `--keep` names. */
export function keptTables(text: string | undefined): Kept[] {
  return (text ?? "").split(",").flatMap((part) => {
    const name = part.trim();
    if (name === "") return [];
    const found = keepable.find((table) => table === name);
    if (found === undefined) throw usageError("batch_keep", { tables: keepable, name, near: nearest(name, keepable) });
    return [found];
  });
}

/** How a batch is reported. */
export interface ReportOptions {
  readonly words: Words;
  readonly json: boolean;
  readonly keep: readonly Kept[];
  readonly excel: boolean;
  readonly svg: string | undefined;
}

/** Where the files go: the folder as typed, and in full. */
export interface ReportPlace {
  readonly shown: string | undefined;
  readonly folder: string | undefined;
}

/** Numbers in the tables of all runs that are written without being asked for. */
const USUAL_NUMBERS = 20_000_000;

/**
 * Prints the report and writes its files: with a folder the statistics and, where they are asked for or not too large, the
 * tables of all runs. `parts` gives the parts once more, for those tables.
 */
export async function reportBatch(
  call: Call,
  loaded: LoadedBatch,
  report: BatchReport,
  { shown, folder }: ReportPlace,
  parts: () => Iterable<BatchPart>,
  { words, json, keep, excel, svg }: ReportOptions,
): Promise<void> {
  const { terminal } = call;
  const { run } = loaded;
  const { batchJson } = await import("./batch-json.ts");
  const machine = jsonText({ scenario: run.scenario.id, ...batchJson(report) });
  if (json) terminal.out(machine);
  else {
    const { batchLines } = await import("./text.ts");
    const lines = [...headLines(run, words), "", ...batchLines(report, words, terminal.columns)];
    terminal.out(`${lines.join("\n")}\n`);
  }
  if (folder !== undefined) {
    const files = await reportFiles(terminal, report, parts, { words, keep, excel });
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
  if (svg !== undefined) {
    const { batchPictures } = await import("./pictures.ts");
    await writePictures(terminal, svg, batchPictures(report, run, words), words);
  }
}

async function reportFiles(
  terminal: Terminal,
  report: BatchReport,
  parts: () => Iterable<BatchPart>,
  { words, keep, excel }: Pick<ReportOptions, "words" | "keep" | "excel">,
): Promise<Map<string, FileContent>> {
  const { experimentsWriter, outcomesWriter, statisticsFiles } = await import("./files.ts");
  const { batch } = report;
  const files = new Map<string, FileContent>(statisticsFiles(report, { excel }));
  if (writesAllRuns(batch, keep)) {
    files.set("experiments.csv", table(experimentsWriter(batch, { excel }), partsOf(batch)));
    files.set("outcomes.csv", table(outcomesWriter(batch, { excel }), parts()));
  } else terminal.err(`${words.batchReport.tablesLeftOut}\n`);
  if (keep.includes("trajectories")) {
    const { trajectoryPieces } = await import("../../report/tables/parquet.ts");
    files.set("trajectories.parquet", await trajectoryPieces(batch, parts));
  }
  return files;
}

/** Whether the tables of all runs are written: asked for, or small enough that nobody minds. */
export function writesAllRuns({ runs, inputs, columns }: Batch, keep: readonly Kept[]): boolean {
  return keep.includes("outcomes") || runs * (inputs.length + columns.length) <= USUAL_NUMBERS;
}

function* table<Part>({ header, rows }: RowWriter<Part>, parts: Iterable<Part>): Generator<string> {
  yield header();
  for (const part of parts) yield rows(part);
}
