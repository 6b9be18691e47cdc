import { objectSchema, readFields, required, text } from "../../text/fields.ts";
import type { Library } from "../../text/library.ts";
import { type Cursor, entriesAt, isMap, type MapCursor, refuse, under } from "../../text/reader.ts";
import { planTargetsPath } from "../region/region-path.ts";
import { type PlanStatement, readPlanReasons, readPlanStatement } from "./plan-targets.ts";

const statementFields = {
  statement: required(text("The id of a statement of a plan, such as T0259", "规划表述的编号，例如 T0259")),
};

export const statementSchema = {
  ...objectSchema(statementFields),
  description: "What a plan asks, of this region, whichever it was written for\n某规划的要求，用于本地区",
};

/** The targets of a scenario that name a statement of a plan. */
function statementsIn(map: MapCursor): MapCursor[] {
  return entriesAt(map).flatMap(([, at]) => (isMap(at) && at.node.entries.has("statement") ? [at] : []));
}

/**
 * Targets such as `{statement: T0259}`: what the statement of a plan asks, of this scenario's region, whichever region it
 * was written for. So a number is inherited from a level above.
 */
export function readNamedStatements(
  map: MapCursor,
  library: Library,
  region: string,
  about: readonly PlanStatement[],
): PlanStatement[] {
  return statementsIn(map).flatMap((at) => {
    const { statement: id } = readFields(at, statementFields);
    const named = id === undefined ? undefined : namedStatement(id, under(at, "statement"), library, about);
    if (named?.target === undefined) return [];
    const target = { ...named.target, version: "in_force" as const, supersededBy: undefined, inheritedFrom: id };
    return [{ ...named, region, role: "target" as const, target }];
  });
}

function namedStatement(
  id: string,
  at: Cursor,
  library: Library,
  about: readonly PlanStatement[],
): PlanStatement | undefined {
  const statement = /^[\w-]+$/.test(id) ? readPlanStatement(library, id, at.problems) : undefined;
  if (statement === undefined) return refuse(at, "statement_unknown", { id, file: planTargetsPath(library) });
  if (about.some((known) => known.id === id)) return refuse(at, "statement_counts", { id });
  if (statement.target !== undefined) return statement;
  return refuse(at, "statement_no_run", { id, reason: readPlanReasons(library).get(statement.reason ?? "") });
}

/** Refuses statements where no single region runs. */
export function refuseStatements(map: MapCursor): void {
  for (const at of statementsIn(map)) refuse(under(at, "statement"), "statement_in_sum", {});
}
