import type { Model } from "../../engine/language/model.ts";
import { choice, custom, label, objectSchema, place, readFields, required, text, year } from "../../text/fields.ts";
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
import type { Given } from "../paths/cell-path.ts";
import type { LeverSpan } from "../paths/years.ts";
import { type Effect, effectFields, readEffects } from "./effect.ts";
import { checkRamp, knotsField, type Shape, shapes, shareAt, shareSchema } from "./lever-ramp.ts";
import { type LeverSize, sizeFields } from "./lever-size.ts";

export const projectKinds = ["technology", "product", "line", "storage"] as const;
export const projectStatuses = ["operating", "building", "approved", "planned"] as const;
/** A plan of the region's, or public lists and plans of others. */
export const projectBases = ["own", "listed"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** What a document says of a project. */
export interface Project {
  readonly kind: (typeof projectKinds)[number];
  /** The plant, product or storage that it is; a line has two ends in place of it. */
  readonly of?: string;
  readonly from?: string;
  readonly to?: string;
  readonly size: Given;
  readonly hours?: Given;
  readonly clean?: number;
  readonly first: number;
  readonly last: number;
  readonly status: ProjectStatus;
  readonly basis: (typeof projectBases)[number];
  readonly probability?: number;
  readonly document?: string;
  readonly section?: string;
  readonly responsible?: string;
}

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
  /** The size that measures of this kind had where they were counted. */
  readonly counted?: Counted;
  readonly source: string;
  readonly doc?: Label;
  /** What is said of it where it is a project and no lever of the library. */
  readonly project?: Project;
  readonly at: Place;
}

/** Strengths that a measure came to where somebody counted it, in the year `full` where the count is of a year. */
export interface Counted {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly full?: number;
  readonly source: string;
}

/** The families of levers, as reports name them. */
export const familyLabels = {
  demand: { en: "Demand", zh: "需求" },
  efficiency: { en: "Efficiency", zh: "能效" },
  structure: { en: "Industrial structure", zh: "产业结构" },
  fuel_switch: { en: "Fuel switch", zh: "燃料替代" },
  electrification: { en: "Electrification", zh: "电气化" },
  renewables: { en: "Renewables", zh: "可再生能源" },
  nuclear: { en: "Nuclear power", zh: "核电" },
  grid_imports: { en: "Grid and imports", zh: "电网与外来电" },
  storage: { en: "Storage and flexibility", zh: "储能与灵活性" },
  industry_process: { en: "Industrial processes", zh: "工业过程" },
  transport: { en: "Transport", zh: "交通" },
  buildings: { en: "Buildings", zh: "建筑" },
  waste_agriculture: { en: "Waste and agriculture", zh: "废弃物与农业" },
  ccus: { en: "Carbon capture", zh: "碳捕集利用与封存" },
  sinks: { en: "Sinks", zh: "碳汇" },
  market: { en: "Market", zh: "市场" },
  projects: { en: "Projects", zh: "项目" },
} as const satisfies Readonly<Record<string, Label>>;

export type Family = keyof typeof familyLabels;
export const families = Object.keys(familyLabels) as Family[];

const countedFields = {
  value: required(custom(shareSchema, (at) => shareAt(at, "strength_needed"), "Strength", "力度")),
  low: required(custom(shareSchema, (at) => shareAt(at, "strength_needed"), "The least of the counts", "统计所得下限")),
  high: required(custom(shareSchema, (at) => shareAt(at, "strength_needed"), "The most of the counts", "统计所得上限")),
  full: year("The year that the count is of", "统计所指年份"),
  source: required(text("Who counted, and the arithmetic", "统计出处与算法")),
};

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
  counted: custom(
    objectSchema(countedFields),
    readCounted,
    "What such measures came to where they were counted: the size of one that is named without a number",
    "同类措施经统计的实际规模：用于文件提到而未给数字的措施",
  ),
  source: text("Where it comes from", "来源"),
  doc: label(),
};

/** The lever written in a library file or a region, or undefined after a report; `size` is the region's. */
export function readLever(id: string, at: Cursor, model: Model, span: LeverSpan, size?: LeverSize): Lever | undefined {
  const before = at.problems.length;
  const map = mapAt(at, "{label: …, family: renewables, effects: [...], start: 2026, full: 2040, source: …}");
  if (map === undefined) return undefined;
  const values = readFields(map, leverFields);
  const { label, family, shape = "linear", levels = evenLevels } = values;
  const here = size?.more === undefined ? undefined : readFields(size.more, sizeFields);
  const { start = values.start, full = values.full, potential = values.potential } = here ?? {};
  const source = size?.source ?? values.source;
  const effects = readEffects(values.effects, model, span, size);
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
  const { knots, counted, doc } = values;
  const ramp = { start, full, shape, knots, levels };
  return { id, label, family, effects, ...ramp, potential, counted, source, doc, at: map.node.at };
}

function readCounted(at: Cursor): Counted | undefined {
  const map = mapAt(at, "{value: 0.3, low: 0.1, high: 0.6, source: …}");
  if (map === undefined) return undefined;
  const { value, low, high, full, source } = readFields(map, countedFields);
  const wanted = ["value", "low", "high", "source"].map((key) => requireKey(map, key, "why_counted", {}));
  if (wanted.includes(false) || value === undefined || low === undefined || high === undefined) return undefined;
  if (low > value || value > high) refuse(map, "counted_order", { low, value, high });
  return source === undefined ? undefined : { value, low, high, full, source };
}

export const evenLevels: Lever["levels"] = [0.25, 0.5, 0.75, 1];

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
