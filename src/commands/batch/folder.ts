import { type BatchIdentity, differences } from "../../batch/store/batch-identity.ts";
import { openStore, type PartRanges, type PartStore } from "../../batch/store/part-store.ts";
import { type StoredBatch, storedBatch } from "../../batch/store/stored-batch.ts";
import type { Words } from "../../report/words/languages.ts";
import { UsageError } from "../../text/problems.ts";

/** The changes between two batches in words. */
export function changesText(before: BatchIdentity, now: BatchIdentity, words: Words): string[] {
  return differences(before, now).map(({ what, before: was, now: is }) => words.batch.changed(what, was, is));
}

/**
 * The store of a batch in a folder.
 *
 * @throws UsageError where the folder holds a batch and nothing is said of resuming it, or where it is another one.
 */
export function batchStore(
  folder: string,
  shown: string,
  batch: StoredBatch,
  ranges: PartRanges,
  resume: boolean,
  words: Words,
): PartStore {
  const text = words.batch;
  const stored = storedBatch(folder);
  if (stored !== undefined) {
    const changes = changesText(stored.identity, batch.identity, words);
    if (changes.length > 0 && resume) throw new UsageError(text.otherBatch(shown, changes));
    if (!resume) throw new UsageError(text.holdsBatch(shown));
  }
  return openStore(folder, batch, ranges);
}
