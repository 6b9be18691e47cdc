import { parameterAddress } from "../../engine/language/address.ts";
import type { Model } from "../../engine/language/model.ts";
import { isFault } from "../../text/problems.ts";
import { entriesAt, type MapCursor, refuse, report } from "../../text/reader.ts";
import { amountOnGroup } from "./amounts.ts";
import type { Given } from "./cell-path.ts";
import type { Assignment } from "./layers.ts";
import { givensOf, readPath } from "./read-path.ts";
import type { YearRange } from "./years.ts";

/** The entries of a map of parameter paths: a region's `parameters` or a scenario's `assume`. */
export function readAssignments(
  map: MapCursor,
  model: Model,
  layer: Given["layer"],
  horizon: YearRange | undefined,
): Assignment[] {
  const assignments: Assignment[] = [];
  for (const [key, at] of entriesAt(map)) {
    const address = parameterAddress(model, key, map.problems);
    if (isFault(address)) {
      report(at, address, at.keyAt);
      continue;
    }
    const { parameter, cells, open } = address;
    const { unit, min, max, yearly, name, structural } = parameter;
    if (layer === "assume" && structural) {
      const free = [...model.parameters.values()].filter((other) => !other.structural).length;
      refuse(at, "structural_assumed", { name, free }, at.keyAt);
      continue;
    }
    const value = readPath(at, { unit, units: model.units, min, max, yearly, horizon, layer });
    if (value === undefined) continue;
    const wrong = amountOnGroup(model, key, address, givensOf(value));
    if (wrong === undefined) assignments.push({ parameter, cells, open, value, at });
    else report(at, wrong, at.keyAt);
  }
  return assignments;
}
