import { sha256Hex } from "../../files/sha256.ts";

/** What a batch follows from; the same identity gives the same parts, byte for byte. */
export interface BatchIdentity {
  readonly peakpath: string;
  readonly scenario: string;
  readonly kind: string;
  readonly runs: number;
  readonly seed: number;
  /** Hash of every file of model, region and scenario by name, and of a design of its own by what it is. */
  readonly files: Readonly<Record<string, string>>;
}

/** The identity of a batch of these files (name to text). */
export function batchIdentity(head: Omit<BatchIdentity, "files">, files: ReadonlyMap<string, string>): BatchIdentity {
  const names = [...files.keys()].sort();
  return {
    ...head,
    files: Object.fromEntries(names.map((name) => [name, sha256Hex(files.get(name) as string)])),
  };
}

/** The hash that parts carry. */
export function batchId(identity: BatchIdentity): string {
  return sha256Hex(JSON.stringify(identity));
}

/** In what two identities differ: names of settings, and of files that changed, came or went. */
export function differences(
  before: BatchIdentity,
  now: BatchIdentity,
): { what: string; before?: string | number; now?: string | number }[] {
  const found: { what: string; before?: string | number; now?: string | number }[] = [];
  for (const key of ["peakpath", "scenario", "kind", "runs", "seed"] as const)
    if (before[key] !== now[key]) found.push({ what: key, before: before[key], now: now[key] });
  for (const name of new Set([...Object.keys(before.files), ...Object.keys(now.files)]))
    if (before.files[name] !== now.files[name]) found.push({ what: name });
  return found;
}
