import { parameterAddress } from "../../engine/language/address.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import { dimensionless } from "../../engine/language/units.ts";
import { choice, label, objectSchema, place, readFields, ref, required, text } from "../../text/fields.ts";
import { isFault, type Place } from "../../text/problems.ts";
import {
  type Cursor,
  field,
  isMap,
  itemsAt,
  mapAt,
  refuse,
  refuseFound,
  report,
  requireKey,
  scalarAt,
  standingAt,
  textAt,
} from "../../text/reader.ts";
import { amountOnGroup } from "../paths/amounts.ts";
import { byYear, type CellPath, expand, type Given } from "../paths/cell-path.ts";
import { unitFor } from "../paths/quantity.ts";
import { givensOf, readPath } from "../paths/read-path.ts";
import type { LeverSpan } from "../paths/years.ts";
import { type LeverSize, sizedFields } from "./lever-size.ts";

/** Modes in the order in which they compose, whatever the order of the levers in a file. */
export const modes = ["set", "add", "fill", "multiply", "floor", "ceiling"] as const;
export type Mode = (typeof modes)[number];

/** What a lever does to some cells of one yearly parameter. */
export interface Effect {
  readonly parameter: Parameter;
  /** As written, such as `planned_capacity.wind_offshore`. */
  readonly path: string;
  readonly cells: readonly number[];
  readonly mode: Mode;
  /** At full strength, for each year of the horizon, in the parameter's unit; a factor where the mode is multiply. */
  readonly amounts: Float64Array;
  /** The last observed year as an offset from the base year: what a path has gained since may be filled. */
  readonly since: number;
  /** Of `fill`: what the path is raised to counts from here, and not from what it has in the last observed year. */
  readonly level?: number;
  /** Of `fill`: it leaves the room to others and adds all of its amount. */
  readonly adds?: boolean;
  readonly text: string;
  readonly at: Place;
}

export const effectFields = {
  path: required(place(ref("parameter"), "The parameter it acts on", "所作用的参数")),
  mode: required(choice(modes, "What the amount does to the parameter", "对参数的作用方式")),
  amount: required(
    place(
      { anyOf: [ref("path"), objectSchema(sizedFields)] },
      "At full strength; a factor where the mode is multiply",
      "全力度时的量；multiply 时为倍数",
    ),
  ),
  source: text("Where the number comes from", "数值来源"),
  doc: label(),
};

/** The effects of a lever, with the region's size of it where it takes one; no two of them may set one cell. */
export function readEffects(
  at: Cursor | undefined,
  model: Model,
  span: LeverSpan,
  size: LeverSize | undefined,
): Effect[] {
  if (at === undefined) return [];
  const { node } = at;
  if (node.kind !== "list" || node.items.length === 0) {
    refuse(at, "effects_needed", { found: node.kind === "list" ? "empty list" : standingAt(node) });
    return [];
  }
  const effects = itemsAt(at).flatMap(
    (item, i) => readEffect({ ...item, path: `${at.path}.${i + 1}` }, model, span, size) ?? [],
  );
  for (const [i, effect] of effects.entries()) {
    const twin = effects.slice(0, i).find((other) => setsSame(effect, other));
    if (twin !== undefined)
      refuse(at, "effect_set_twice", { path: effect.path, other: twin.path, line: twin.at.line }, effect.at);
  }
  return effects;
}

function setsSame(one: Effect, other: Effect): boolean {
  if (one.mode !== "set" || other.mode !== "set" || one.parameter !== other.parameter) return false;
  return other.cells.some((cell) => one.cells.includes(cell));
}

function readEffect(at: Cursor, model: Model, span: LeverSpan, size: LeverSize | undefined): Effect | undefined {
  const { from, to, lastObserved } = span;
  const map = mapAt(at, '{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}');
  if (map === undefined) return undefined;
  const { path: pathAt, mode, amount: amountAt } = readFields(map, effectFields);
  for (const key of ["path", "mode", "amount"]) requireKey(map, key, "why_effect", {});
  if (pathAt !== undefined && typeof scalarAt(pathAt) === "number") return refuseFound(pathAt, "effect_path");
  const target = textAt(pathAt);
  if (target === undefined || pathAt === undefined || mode === undefined || amountAt === undefined) return undefined;
  const address = parameterAddress(model, target);
  if (isFault(address)) return report(pathAt, address);
  const { parameter, cells } = address;
  const { name, structural } = parameter;
  if (!parameter.yearly) return refuse(pathAt, "effect_not_yearly", { name, structural });
  const level = mode === "set" || mode === "floor" || mode === "ceiling";
  const scale = scaleOf(amountAt, parameter, model);
  if (scale === undefined) return undefined;
  const given = scale === "own" ? amountAt : size?.amount;
  if (given === undefined) return undefined;
  const amount = readPath(given, {
    unit: mode === "multiply" ? dimensionless : parameter.unit,
    units: model.units,
    min: mode === "multiply" ? 0 : level ? parameter.min : undefined,
    max: level ? parameter.max : undefined,
    factor: mode === "multiply",
    yearly: true,
    layer: "lever",
  });
  if (amount === undefined || amount.removed) return undefined;
  const wrong = mode === "multiply" ? undefined : amountOnGroup(model, target, address, givensOf(amount));
  if (wrong !== undefined) return report(pathAt, wrong);
  const cell: CellPath = {
    constant: amount.constant,
    years: byYear(new Map([...amount.years].filter((entry): entry is [number, Given] => entry[1] !== null))),
    between: amount.between ?? "linear",
  };
  const written =
    amount.constant === undefined
      ? [...cell.years].map(([year, { text }]) => `${year}: ${text}`).join(", ")
      : amount.constant.text;
  const amounts = expand(cell, from, to - from + 1);
  const effect = { parameter, path: target, cells, mode, amounts, since: lastObserved - from };
  if (scale === "own") return { ...effect, text: written, at: map.node.at };
  const text = scale === 1 ? written : `${scale} * (${written})`;
  return { ...effect, amounts: amounts.map((value) => value * scale), text, at: givensOf(amount)[0].at };
}

/** What the region's size is multiplied by; `own` where the amount stands in the lever's file itself. */
function scaleOf(at: Cursor, { unit }: Parameter, { units }: Model): number | "own" | undefined {
  if (!isMap(at) || !at.node.entries.has("size")) return "own";
  const before = at.problems.length;
  const { size, scale = 1 } = readFields(at, sizedFields);
  const asked = size === undefined ? undefined : unitFor(units, size, unit);
  if (asked !== undefined && isFault(asked)) report(field(at, "size") ?? at, asked);
  return at.problems.length > before ? undefined : scale;
}
