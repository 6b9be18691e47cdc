import { isNothing } from "../text/reader.ts";
import type { Located, LocatedEntry } from "../text/yaml.ts";

/**
 * The child over its parent: maps merge key by key, lists and single values replace, null removes. A null that finds
 * nothing to remove stays where it stands, so that whoever reads the map reports the name.
 */
export function merge(parent: Located | undefined, child: Located): Located | undefined {
  if (isNothing(child)) return parent === undefined || isNothing(parent) ? child : undefined;
  if (child.kind !== "map") return child;
  const inherited = parent?.kind === "map" ? parent : undefined;
  const entries = new Map<string, LocatedEntry>(inherited?.entries);
  const removed = new Set(inherited?.removed);
  for (const [key, entry] of child.entries) {
    const before = entries.get(key)?.value;
    if (before === undefined && isNothing(entry.value) && removed.has(key)) continue;
    const value = merge(before, entry.value);
    if (value !== undefined) {
      entries.set(key, { keyAt: entry.keyAt, value });
      continue;
    }
    entries.delete(key);
    removed.add(key);
  }
  return { kind: "map", at: child.at, entries, ...(removed.size > 0 ? { removed } : {}) };
}
