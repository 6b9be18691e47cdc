import type { Model } from "../../engine/language/model.ts";
import { choice, custom, label, objectSchema, place, readFields, text, year } from "../../text/fields.ts";
import type { Label, Place } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  field,
  type MapCursor,
  mapAt,
  refuse,
  requireKey,
  under,
} from "../../text/reader.ts";
import type { YearRange } from "../paths/years.ts";
import { type Effect, effectFields, readEffects } from "./effect.ts";
import { checkRamp, knotsField, type Shape, shapes, shareAt, shareSchema } from "./lever-ramp.ts";

/** A lever of the library. */
export interface Lever {
  readonly id: string;
  readonly label: Label;
  readonly family: string;
  readonly effects: readonly Effect[];
  readonly start?: number;
  readonly full?: number;
  readonly shape: Shape;
  /** Share of full strength by year, where the shape is `knots`. */
  readonly knots?: ReadonlyMap<number, number>;
  /** Strength at the ambition levels 1 to 4; 4 is what is physically possible. */
  readonly levels: readonly [number, number, number, number];
  readonly potential?: Label;
  readonly source: string;
  readonly doc?: Label;
  readonly at: Place;
}

export const families = [
  "demand",
  "efficiency",
  "structure",
  "fuel_switch",
  "electrification",
  "renewables",
  "nuclear",
  "grid_imports",
  "storage",
  "industry_process",
  "transport",
  "buildings",
  "waste_agriculture",
  "ccus",
  "sinks",
  "market",
] as const;

const levelKeys = ["1", "2", "3", "4"];

export const leverFields = {
  label: label("What it is called", "名称"),
  family: choice(families, "The family under which reports sum it", "报告汇总所用的类别"),
  effects: place({ type: "array", minItems: 1, items: objectSchema(effectFields) }, "What it does", "作用"),
  start: year("The first year in which it acts", "开始年份"),
  full: year("The year in which it has come to full strength", "达到全力度的年份"),
  shape: choice(shapes, "How it comes to full strength", "力度变化的形状"),
  knots: knotsField,
  levels: custom(
    {
      type: "object",
      required: levelKeys,
      properties: Object.fromEntries(levelKeys.map((key) => [key, shareSchema])),
      additionalProperties: false,
    },
    readLevels,
    "Strength at the ambition levels 1 to 4; 4 is what is physically possible",
    "力度等级 1 至 4 的力度；4 为物理上限",
  ),
  potential: label("How far it can go", "潜力"),
  source: text("Where it comes from", "来源"),
  doc: label(),
};

/** The lever written in a library file or a region, or undefined after a report. */
export function readLever(id: string, at: Cursor, model: Model, horizon: YearRange): Lever | undefined {
  const before = at.problems.length;
  const map = mapAt(at, "{label: …, family: renewables, effects: [...], start: 2026, full: 2040, source: …}");
  if (map === undefined) return undefined;
  const values = readFields(map, leverFields);
  const { label, family, source, start, full, shape = "linear", levels = evenLevels } = values;
  const effects = readEffects(values.effects, model, horizon);
  requireKey(map, "label", "why_lever_label", {});
  requireKey(map, "family", "one_of", { names: families });
  requireKey(map, "effects", "why_lever_effects", {});
  requireKey(map, "source", "why_lever_source", {});
  if (shape === "knots") requireKey(map, "knots", "why_lever_knots", {});
  else {
    requireKey(map, "start", "why_lever_start", {});
    if (shape !== "step") requireKey(map, "full", "why_lever_full", {});
  }
  checkRamp(map, { shape, start, full });
  if (at.problems.length > before || label === undefined || family === undefined || source === undefined)
    return undefined;
  const { knots, potential, doc } = values;
  return { id, label, family, effects, start, full, shape, knots, levels, potential, source, doc, at: map.node.at };
}

const evenLevels: Lever["levels"] = [0.25, 0.5, 0.75, 1];

function readLevels(at: Cursor): Lever["levels"] | undefined {
  const map = mapAt(at, "{1: 0.25, 2: 0.5, 3: 0.75, 4: 1}");
  if (map === undefined) return undefined;
  checkKeysAt(map, levelKeys);
  const strengths = levelKeys.map((key) => levelAt(map, key));
  const falls = strengths.findIndex((strength, i) => i > 0 && strength < strengths[i - 1]);
  if (falls > 0) refuse(map, "level_falls", { level: falls + 1 });
  return strengths as unknown as Lever["levels"];
}

/** The strength of a level; not a number, which is above and below nothing, where there is none. */
function levelAt(map: MapCursor, key: string): number {
  const at = field(map, key);
  if (at === undefined) refuse(under(map, key), "strength_needed", { found: "none" });
  return (at && shareAt(at, "strength_needed")) ?? Number.NaN;
}
