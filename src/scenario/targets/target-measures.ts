import type { Model, Variable } from "../../engine/language/model.ts";
import { sameDimensions } from "../../engine/language/units.ts";
import type { Problem } from "../../text/problems.ts";
import { suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { describe, join, nodeAt, textOf, yearOf } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { variableAddress } from "../paths/address.ts";
import { outside, type YearRange } from "../paths/years.ts";
import type { Other } from "./targets.ts";

/** Keys that say from or by which year a target measures; a target has one of them at most. */
export const measureKeys = [
  "reduction_from",
  "increment_from",
  "growth_from",
  "decline_from",
  "hold_from",
  "plateau_by",
];

/** How a target measures its variable. */
export type Measured =
  | { readonly kind: "level" }
  | { readonly kind: "reduction" | "increment" | "growth" | "decline" | "hold"; readonly from: number }
  | { readonly kind: "plateau"; readonly by: number }
  | { readonly kind: "relative"; readonly from: number; readonly than: Other }
  | { readonly kind: "crossing"; readonly over: Other };

/** How the target measures, from the keys beside its years; undefined where they do not fit together. */
export function readMeasured(
  map: LocatedMap,
  model: Model,
  variable: Variable,
  horizon: YearRange,
  path: string,
  problems: Problem[],
): Measured | undefined {
  const keys = [...measureKeys, "over"].filter((key) => nodeAt(map, key) !== undefined);
  if (keys.length > 1) {
    problems.push({ at: map.at, path, message: `${keys.join(" and ")} are given; a target measures in one way` });
    return undefined;
  }
  const [key] = keys;
  const than = nodeAt(map, "than");
  if (than !== undefined && key !== "reduction_from") {
    const message = '"than" compares two reductions; give "reduction_from" with it';
    problems.push({ at: than.at, path: join(path, "than"), message });
    return undefined;
  }
  if (key === undefined) return { kind: "level" };
  if (key === "over") {
    const over = otherVariable(map, "over", model, variable, path, problems);
    return over === undefined ? undefined : { kind: "crossing", over };
  }
  const year = yearOf(map, key, path, problems);
  if (year === undefined) return undefined;
  if (key === "plateau_by") {
    const late = outside({ from: year, to: year }, horizon);
    if (late === undefined) return { kind: "plateau", by: year };
    problems.push({ at: (nodeAt(map, key) as Located).at, path: join(path, key), message: late });
    return undefined;
  }
  const kind = key.slice(0, -"_from".length) as "reduction" | "increment" | "growth" | "decline" | "hold";
  if (than === undefined) return { kind, from: year };
  const other = otherVariable(map, "than", model, undefined, path, problems);
  return other === undefined ? undefined : { kind: "relative", from: year, than: other };
}

/** The variable under the key; with `like` it must have the same dimension. */
function otherVariable(
  map: LocatedMap,
  key: string,
  model: Model,
  like: Variable | undefined,
  path: string,
  problems: Problem[],
): Other | undefined {
  const text = textOf(map, key, path, problems);
  if (text === undefined) return undefined;
  const at = (nodeAt(map, key) as Located).at;
  const found = variableAddress(model, text);
  if (typeof found === "string") {
    problems.push({ at, path: join(path, key), message: found });
    return undefined;
  }
  if (like === undefined || sameDimensions(found.variable.unit, like.unit)) return found;
  const message = `"${quote(text)}" is in ${found.variable.unit.text} and cannot be set against ${like.unit.text}`;
  problems.push({ at, path: join(path, key), message });
  return undefined;
}

const words = { decline: ["lower"], hold: ["not above", "not below"] } as const;

/** What a decline or a hold asks of a year, in a word. */
export function wordOf(node: Located, kind: "decline" | "hold", path: string, problems: Problem[]): string | undefined {
  const allowed: readonly string[] = words[kind];
  if (node.kind === "scalar" && allowed.includes(String(node.value))) return String(node.value);
  const found = node.kind === "scalar" ? `"${quote(String(node.value))}"` : describe(node);
  const near = node.kind === "scalar" ? suggestion(String(node.value), allowed) : "";
  const message = `${found} says nothing of a ${kind}; write ${allowed.map((word) => `"${word}"`).join(" or ")}${near}`;
  problems.push({ at: node.at, path, message });
  return undefined;
}
