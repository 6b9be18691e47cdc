import type { Library } from "../../text/library.ts";
import type { Place, Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asText, checkKeys, join } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { type PlanStatement, planTargetsFile, readPlanReasons, readPlanStatement } from "./plan-targets.ts";

/**
 * Targets such as `{statement: T0259}`: what the statement of a plan asks, of this scenario's region, whichever region it
 * was written for. So a number is inherited from a level above.
 */
export function readNamedStatements(
  map: LocatedMap,
  library: Library,
  region: string,
  own: readonly PlanStatement[],
  problems: Problem[],
): PlanStatement[] {
  const found: PlanStatement[] = [];
  for (const [name, { value }] of map.entries) {
    const node = value.kind === "map" ? value.entries.get("statement")?.value : undefined;
    if (node === undefined || value.kind !== "map") continue;
    const path = join(`targets.${name}`, "statement");
    checkKeys(value, ["statement"], `targets.${name}`, problems);
    const id = asText(node, path, problems);
    if (id === undefined) continue;
    const statement = namedStatement(id, node.at, path, library, own, problems);
    if (statement?.target === undefined) continue;
    const target = { ...statement.target, version: "in_force" as const, supersededBy: undefined, inheritedFrom: id };
    found.push({ ...statement, region, role: "target", target });
  }
  return found;
}

function namedStatement(
  id: string,
  at: Place,
  path: string,
  library: Library,
  own: readonly PlanStatement[],
  problems: Problem[],
): PlanStatement | undefined {
  const refuse = (message: string): undefined => {
    problems.push({ at, path, message });
    return undefined;
  };
  const statement = /^[\w-]+$/.test(id) ? readPlanStatement(library, id, problems) : undefined;
  if (statement === undefined)
    return refuse(`"${quote(id)}" is no statement of ${planTargetsFile}; ids are such as T0259`);
  if (own.some((known) => known.id === id)) return refuse(`${id} is about this region already and counts without it`);
  if (statement.target !== undefined) return statement;
  const reason = readPlanReasons(library).get(statement.reason ?? "")?.en ?? "nothing";
  return refuse(`${id} cannot be held against a run: ${reason}`);
}

/** Refuses statements where no single region runs. */
export function refuseStatements(map: LocatedMap, problems: Problem[]): void {
  for (const [name, { value }] of map.entries) {
    const node: Located | undefined = value.kind === "map" ? value.entries.get("statement")?.value : undefined;
    if (node === undefined) continue;
    const message = "a sum of regions holds no statements of plans; name a variable and a year";
    problems.push({ at: node.at, path: `targets.${name}.statement`, message });
  }
}
