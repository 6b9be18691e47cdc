import { likely, type Problem } from "../text/problems.ts";
import { type Cursor, isNothing, type MapCursor, refuse } from "../text/reader.ts";
import type { Removed } from "../text/sentences/scenario.ts";

/** Reports a null that finds nothing of a parent under its name: nothing is removed by a name that nothing has. */
export function refuseRemoval(at: Cursor, what: Removed, near?: string, advise = false): undefined {
  return refuse(at, "nothing_to_remove", { what, near, advise }, at.keyAt);
}

/** The same for a name of a merged map, with the nearest name that a parent does give. */
export function refuseNameRemoval(
  map: MapCursor,
  name: string,
  at: Cursor,
  kind: "lever" | "target" | "indicator",
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
