import { likely, type Problem } from "../text/problems.ts";
import { type Cursor, isNothing, type MapCursor, refuse } from "../text/reader.ts";
import type { Removed } from "../text/sentences/scenario.ts";
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

/** Reports a null that finds nothing of a parent under its name: nothing is removed by a name that nothing has. */
export function refuseRemoval(at: Cursor, what: Removed, near?: string, advise = false): undefined {
  return refuse(at, "nothing_to_remove", { what, near, advise }, at.keyAt);
}

/** The same for a name of a merged map, with the nearest name that a parent does give. */
export function refuseNameRemoval(
  map: MapCursor,
  name: string,
  at: Cursor,
  kind: "lever" | "project" | "target" | "indicator",
  like?: string,
): undefined {
  const given = [...map.node.entries].filter(([, { value }]) => !isNothing(value)).map(([key]) => key);
  const near = likely(name, given, at.problems) ?? like;
  return refuseRemoval(at, { kind, name }, near, near === undefined);
}

/** Whether the problem is about a null that removes nothing: over several regions, one that has the name is enough. */
export function isRemoval({ said }: Problem): boolean {
  return said?.code === "nothing_to_remove";
}
