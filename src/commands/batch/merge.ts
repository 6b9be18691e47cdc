import { partsOf } from "../../batch/batch.ts";
import { usualBackend } from "../../batch/prepare-batch.ts";
import { batchStatistics } from "../../batch/statistics/batch-statistics.ts";
import { type PartStore, partName, readStore } from "../../batch/store/part-store.ts";
import { storedBatch } from "../../batch/store/stored-batch.ts";
import { loadBatch } from "../../batch/workers/batch-load.ts";
import { UsageError } from "../../text/problems.ts";
import type { Call } from "../shell/terminal.ts";
import { storedParts } from "./batch-command.ts";
import { counted } from "./batch-words.ts";
import { changesText } from "./folder.ts";
import { type ReportOptions, reportBatch } from "./report.ts";

export interface MergeCall {
  readonly folders: readonly { readonly shown: string; readonly folder: string }[];
  readonly shown: string | undefined;
  readonly folder: string | undefined;
  readonly report: ReportOptions;
}

/** Reads the parts of all folders as those of one batch and reports it. */
export async function mergeBatch(call: Call, asked: MergeCall): Promise<void> {
  const { words } = asked.report;
  const text = words.batch;
  const stored = asked.folders.map(({ shown, folder }) => {
    const batch = storedBatch(folder);
    if (batch === undefined) throw new UsageError(text.noBatch(shown));
    return { shown, folder, ...batch };
  });
  const [first, ...others] = stored;
  for (const other of others) {
    const changes = changesText(first.identity, other.identity, words);
    if (changes.length > 0) throw new UsageError(text.unlike(first.shown, other.shown, changes));
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
  if (changes.length > 0) throw new UsageError(text.otherBatch(first.shown, changes));

  const parts = partsOf(loaded.batch);
  const stores = stored.map(({ folder }) => readStore(folder, loaded.identity, parts));
  const store: PartStore = {
    read: (part) => {
      for (const own of stores) {
        const content = own.read(part);
        if (content !== undefined) return content;
      }
      return undefined;
    },
    write: stores[0].write,
  };
  const missing = parts.flatMap((_, part) => (store.read(part) === undefined ? [part] : []));
  if (missing.length > 0) {
    const lost = missing.reduce((sum, part) => sum + parts[part].end - parts[part].start, 0);
    throw new UsageError(
      text.missingParts({ count: missing.length, runs: counted(lost), first: partName(missing[0]) }),
    );
  }
  const statistics = batchStatistics(loaded.batch);
  for (const part of storedParts(store, parts.length)) statistics.add(part);
  await reportBatch(call, loaded, statistics.finish(), asked, () => storedParts(store, parts.length), asked.report);
}
