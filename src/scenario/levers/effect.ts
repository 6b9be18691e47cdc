import { parameterAddress } from "../../engine/language/address.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import { dimensionless } from "../../engine/language/units.ts";
import { choice, label, place, readFields, ref, required, text } from "../../text/fields.ts";
import { isFault, type Place } from "../../text/problems.ts";
import {
  type Cursor,
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
import { givensOf, readPath } from "../paths/read-path.ts";
import type { YearRange } from "../paths/years.ts";

/** Modes in the order in which they compose, whatever the order of the levers in a file. */
export const modes = ["set", "add", "multiply", "floor", "ceiling"] as const;
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
  readonly text: string;
  readonly at: Place;
}

export const effectFields = {
  path: required(place(ref("parameter"), "The parameter it acts on", "所作用的参数")),
  mode: required(choice(modes, "What the amount does to the parameter", "对参数的作用方式")),
  amount: required(
    place(ref("path"), "At full strength; a factor where the mode is multiply", "全力度时的量；multiply 时为倍数"),
  ),
  source: text("Where the number comes from", "数值来源"),
  doc: label(),
};

/** The effects of a lever; no two of them may set one cell. */
export function readEffects(at: Cursor | undefined, model: Model, horizon: YearRange): Effect[] {
  if (at === undefined) return [];
  const { node } = at;
  if (node.kind !== "list" || node.items.length === 0) {
    refuse(at, "effects_needed", { found: node.kind === "list" ? "empty list" : standingAt(node) });
    return [];
  }
  const effects = itemsAt(at).flatMap(
    (item, i) => readEffect({ ...item, path: `${at.path}.${i + 1}` }, model, horizon) ?? [],
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

function readEffect(at: Cursor, model: Model, horizon: YearRange): Effect | undefined {
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
  const amount = readPath(amountAt, {
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
  const amounts = expand(cell, horizon.from, horizon.to - horizon.from + 1);
  return { parameter, path: target, cells, mode, amounts, text: written, at: map.node.at };
}
