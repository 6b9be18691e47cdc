import { type BatchIdentity, differences } from "../io/batch-identity.ts";
import { openStore, type PartRanges, type PartStore } from "../io/part-store.ts";
import { type StoredBatch, storedBatch } from "../io/stored-batch.ts";
import { batchMessages } from "./batch-messages.ts";
import type { Language } from "./messages.ts";
import { UsageError } from "./options.ts";

/** The changes between two batches in words. */
export function changesText(before: BatchIdentity, now: BatchIdentity, language: Language): string[] {
  return differences(before, now).map(({ what, before: was, now: is }) =>
    batchMessages[language].changed(what, was, is),
  );
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
  language: Language,
): PartStore {
  const text = batchMessages[language];
  const stored = storedBatch(folder);
  if (stored !== undefined) {
    const changes = changesText(stored.identity, batch.identity, language);
    if (changes.length > 0 && resume) throw new UsageError(text.otherBatch(shown, changes));
    if (!resume) throw new UsageError(text.holdsBatch(shown));
  }
  return openStore(folder, batch, ranges);
}
