import type { Located, LocatedEntry } from "../io/yaml.ts";
import { isNothing } from "./located.ts";

/** The child over its parent: maps merge key by key, lists and single values replace, null removes. */
export function merge(parent: Located | undefined, child: Located): Located | undefined {
  if (isNothing(child)) return undefined;
  if (child.kind !== "map") return child;
  const entries = new Map<string, LocatedEntry>(parent?.kind === "map" ? parent.entries : []);
  for (const [key, entry] of child.entries) {
    const value = merge(entries.get(key)?.value, entry.value);
    if (value === undefined) entries.delete(key);
    else entries.set(key, { keyAt: entry.keyAt, value });
  }
  return { kind: "map", at: child.at, entries };
}
