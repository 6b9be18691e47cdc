import { numberProblem, plainNumber, plainShare } from "../../text/plain-number.ts";
import type { Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { choice, describe, join, nodeAt } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { isYearKey, parseYears, standAlone, type YearKeys } from "../paths/years.ts";
import { type Shape, shapes } from "./shape.ts";

/** Reports a ramp that is full before it starts, and knots beside another shape. */
export function checkRamp(
  ramp: { shape: Shape; start?: number; full?: number; map: LocatedMap; path: string },
  problems: Problem[],
): void {
  const { shape, start, full, map, path } = ramp;
  if (start !== undefined && full !== undefined && full < start) {
    const at = (nodeAt(map, "full") ?? nodeAt(map, "start") ?? map).at;
    problems.push({
      at,
      path: join(path, "full"),
      message: `a lever cannot be full in ${full}, before it starts in ${start}; full is ${start} or later`,
    });
  }
  const knots = nodeAt(map, "knots");
  if (knots !== undefined && shape !== "knots") {
    problems.push({
      at: knots.at,
      path: join(path, "knots"),
      message: `knots stand only where the shape is knots; here it is ${shape}`,
    });
  }
  for (const key of ["start", "full"]) {
    const node = nodeAt(map, key);
    if (node !== undefined && shape === "knots") {
      problems.push({
        at: node.at,
        path: join(path, key),
        message: `a lever with knots takes its years from them; move them with "delay"`,
      });
    }
  }
}

/** Shares of full strength by year, such as `{2026: 0, 2030: 0.4, 2040: 1}`. */
export function readKnots(node: Located, path: string, problems: Problem[]): ReadonlyMap<number, number> | undefined {
  if (node.kind !== "map") {
    problems.push({
      at: node.at,
      path,
      message: `a path over years is needed here, such as {2026: 0, 2030: 0.4, 2040: 1}; found ${describe(node)}`,
    });
    return undefined;
  }
  const knots = new Map<number, number>();
  const stands: YearKeys = [];
  for (const [key, { keyAt, value }] of node.entries) {
    const years = isYearKey(key) ? parseYears(key) : `"${quote(key)}" is not a year; knots are shares by year`;
    if (typeof years === "string") {
      problems.push({ at: keyAt, path: join(path, key), message: years });
      continue;
    }
    const share = shareOf(value);
    if (share === undefined) {
      problems.push({
        at: value.at,
        path: join(path, key),
        message: noShare("a share of full strength", value),
      });
      continue;
    }
    if (!standAlone(years, stands, keyAt, join(path, key), problems)) continue;
    for (let year = years.from; year <= years.to; year++) knots.set(year, share);
  }
  if (node.entries.size === 0)
    problems.push({ at: node.at, path, message: "there are no knots; write some, such as {2026: 0, 2040: 1}" });
  return new Map([...knots].sort(([a], [b]) => a - b));
}

/** A number from 0 to 1, also written `80 %`. */
export function shareOf(node: Located): number | undefined {
  if (node.kind !== "scalar" || (typeof node.value !== "number" && typeof node.value !== "string")) return undefined;
  const share = plainShare(String(node.value));
  return share !== undefined && share >= 0 && share <= 1 ? share : undefined;
}

/** What is said of a node in which `shareOf` finds no share; `60` is likely to have been meant as 60 %. */
export function noShare(what: string, node: Located): string {
  const text = node.kind === "scalar" && typeof node.value !== "boolean" ? String(node.value ?? "") : "";
  const problem = numberProblem(text);
  if (problem !== undefined) return problem;
  const number = plainNumber(text);
  const near = number !== undefined && number >= 2 && number <= 100 ? `; did you mean "${text.trim()} %"?` : "";
  return `${what} from 0 to 1 is needed here; found ${describe(node)}${near}`;
}

/** The shape under `key`, where there is one. */
export function shapeOf(map: LocatedMap, path: string, problems: Problem[]): Shape | undefined {
  return choice(map, "shape", shapes, path, problems);
}
