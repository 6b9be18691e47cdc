import type { Model, Parameter } from "../../engine/language/model.ts";
import type { Problem } from "../../text/problems.ts";
import { join } from "../../text/reader.ts";
import type { LocatedMap } from "../../text/yaml.ts";
import { parameterAddress } from "./address.ts";
import { amountOnGroup } from "./amounts.ts";
import type { Given } from "./cell-path.ts";
import type { Assignment } from "./layers.ts";
import { givensOf, readPath } from "./read-path.ts";
import type { YearRange } from "./years.ts";

/** The entries of a map of parameter paths, such as a region's `parameters` or a scenario's `assume`. */
export function readAssignments(
  map: LocatedMap,
  section: "parameters" | "assume",
  model: Model,
  layer: Given["layer"],
  horizon: YearRange | undefined,
  problems: Problem[],
): Assignment[] {
  const assignments: Assignment[] = [];
  for (const [key, { keyAt, value }] of map.entries) {
    const path = join(section, key);
    const address = parameterAddress(model, key);
    if (typeof address === "string") {
      problems.push({ at: keyAt, path, message: address });
      continue;
    }
    const { parameter, cells, open } = address;
    if (section === "assume" && parameter.structural) {
      const free = [...model.parameters.values()].filter((other) => !other.structural).length;
      problems.push({
        at: keyAt,
        path,
        message: `"${parameter.name}" is part of the model's structure and cannot be assumed; set it in the region (${free} other parameters can be assumed)`,
      });
      continue;
    }
    const rules = rulesOf(model, parameter, layer, horizon);
    const read = readPath(value, rules, path, problems);
    if (read === undefined) continue;
    const wrong = amountOnGroup(model, key, address, givensOf(read));
    if (wrong === undefined) assignments.push({ parameter, cells, open, value: read, at: keyAt, path });
    else problems.push({ at: keyAt, path, message: wrong });
  }
  return assignments;
}

function rulesOf(model: Model, parameter: Parameter, layer: Given["layer"], horizon: YearRange | undefined) {
  const { unit, min, max, yearly } = parameter;
  return { unit, units: model.units, min, max, yearly, horizon, layer };
}
