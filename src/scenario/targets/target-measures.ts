import { variableAddress } from "../../engine/language/address.ts";
import type { Model, Variable } from "../../engine/language/model.ts";
import { sameDimensions } from "../../engine/language/units.ts";
import { label, place, ref, required, text, year } from "../../text/fields.ts";
import { isFault, likely } from "../../text/problems.ts";
import {
  type Cursor,
  field,
  type MapCursor,
  refuse,
  report,
  scalarAt,
  standingAt,
  textAt,
  yearAt,
} from "../../text/reader.ts";
import { outside, type YearRange } from "../paths/years.ts";
import type { MoveKind, Other } from "./targets.ts";

/** Keys that say from or by which year a target measures; a target has one of them at most. */
const measureFields = {
  reduction_from: year("Makes it a reduction against this year", "相对该年的降幅"),
  change_from: year('Makes it a change since this year as a share, "<= -8 %"', '相对该年的变化率，例如 "<= -8 %"'),
  increment_from: year("Makes it a rise since this year, in the variable's unit", "自该年起的增量，用变量的单位"),
  growth_from: year("Makes it a mean yearly growth since this year", "自该年起的年均增速"),
  decline_from: year('Each year asks for "lower" than in this year', "各年要求低于(lower)该年"),
  hold_from: year(
    'Each year asks for "not above" or "not below" this year',
    "各年要求不高于(not above)或不低于(not below)该年",
  ),
  plateau_by: year(
    "The year by which the variable rises no more; without conditions",
    "最迟自该年起不再上升；不写条件",
  ),
};

/** The keys of what a lever is sized for, beside its years. */
export const moveFields = {
  reduction_from: measureFields.reduction_from,
  change_from: measureFields.change_from,
  increment_from: measureFields.increment_from,
  growth_from: measureFields.growth_from,
} satisfies Record<`${MoveKind}_from`, unknown>;

const about = { label: label("What it is called", "名称"), source: text("Where the target stands", "目标的出处") };

/** The keys of a target beside its years. */
export const valueFields = {
  variable: text("The variable meant, where the target has a name of its own", "所指变量，目标另有名称时写"),
  ...measureFields,
  than: text(
    "With reduction_from: falls by more than this variable, by at least so much",
    "与 reduction_from 同用：降幅比该变量至少大这么多",
  ),
  over: text("The ratio to this variable is meant, 1 where the two cross", "指与该变量之比，两者相交时为 1"),
  ...about,
};

export const peakFields = {
  boundary: place(ref("boundary"), "The boundary whose peak is meant", "所指峰值的边界"),
  sector: place(ref("sector"), "The sector whose peak is meant", "所指峰值的部门"),
  variable: place({ type: "string" }, "Any variable, such as capacity.coal", "任一变量，例如 capacity.coal"),
  by: required(year("The latest year of the peak", "最迟达峰年份")),
  below: place(ref("quantity"), "The highest level it may have", "峰值的上限"),
  ...about,
};

/** How a target measures its variable. */
export type Measured =
  | { readonly kind: "level" }
  | { readonly kind: MoveKind; readonly from: number }
  | { readonly kind: "decline"; readonly from: number }
  | { readonly kind: "hold"; readonly from: number }
  | { readonly kind: "plateau"; readonly by: number }
  | { readonly kind: "relative"; readonly from: number; readonly than: Other }
  | { readonly kind: "crossing"; readonly over: Other };

/** How the target measures, from the keys beside its years; undefined where they do not fit together. */
export function readMeasured(
  map: MapCursor,
  model: Model,
  variable: Variable,
  horizon: YearRange,
): Measured | undefined {
  const keys = [...Object.keys(measureFields), "over"].filter((key) => field(map, key) !== undefined);
  if (keys.length > 1) return refuse(map, "target_keys", { keys, peak: false });
  const [key] = keys;
  const than = field(map, "than");
  if (than !== undefined && key !== "reduction_from") return refuse(than, "than_alone", {});
  if (key === undefined) return { kind: "level" };
  const at = field(map, key) as Cursor;
  if (key === "over") {
    const over = otherVariable(at, model, variable);
    return over === undefined ? undefined : { kind: "crossing", over };
  }
  const year = yearAt(at);
  if (year === undefined) return undefined;
  if (key === "plateau_by") {
    const late = outside({ from: year, to: year }, horizon);
    return late === undefined ? { kind: "plateau", by: year } : report(at, late);
  }
  const kind = key.slice(0, -"_from".length) as MoveKind | "decline" | "hold";
  if (than === undefined) return { kind, from: year };
  const other = otherVariable(than, model);
  return other === undefined ? undefined : { kind: "relative", from: year, than: other };
}

/** The variable that is named at the place; with `like` it must have the same dimension. */
function otherVariable(at: Cursor, model: Model, like?: Variable): Other | undefined {
  const text = textAt(at);
  if (text === undefined) return undefined;
  const other = variableAddress(model, text);
  if (isFault(other)) return report(at, other);
  if (like === undefined || sameDimensions(other.variable.unit, like.unit)) return other;
  return refuse(at, "other_unit", { text, unit: other.variable.unit.text, other: like.unit.text });
}

const words = { decline: ["lower"], hold: ["not above", "not below"] } as const;

/** What a decline or a hold asks of a year, in a word. */
export function wordAt(at: Cursor, kind: "decline" | "hold"): string | undefined {
  const allowed: readonly string[] = words[kind];
  const value = scalarAt(at);
  if (value === undefined) return refuse(at, "target_word", { found: standingAt(at.node), kind, words: allowed });
  const text = String(value);
  if (allowed.includes(text)) return text;
  return refuse(at, "target_word", { found: { text }, kind, words: allowed, near: likely(text, allowed) });
}
