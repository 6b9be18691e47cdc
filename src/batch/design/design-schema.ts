import { distributionKinds } from "../../statistics/distributions/distributions.ts";
import { MOST_RUNS } from "../../statistics/points/points.ts";
import {
  choice,
  custom,
  type Fields,
  label,
  number,
  objectSchema,
  place,
  ref,
  required,
  type Schema,
  text,
} from "../../text/fields.ts";
import { type Cursor, refuse, scalarAt, standingAt, textsAt, wholeNumber } from "../../text/reader.ts";
import { designKinds } from "../batch.ts";

const whole = (least: number, most: number, en: string, zh: string) =>
  custom({ type: "integer", minimum: least }, (at) => wholeAt(at, least, most), en, zh);
/** The steps of a grid are kept as numbers; who wants them finer samples. */
const MOST_STEPS = 100_000;

const quantity = (en: string, zh: string) => place(ref("quantity"), en, zh);

/** What a number may do to a parameter. */
export const changeWords = ["scale", "shift", "value"] as const;

/** What is said of one input that a batch varies. */
export const spreadFields = {
  as: choice(changeWords, "What the number does to the parameter; not for levers", "数值对参数的作用；不用于措施"),
  spread: choice(
    distributionKinds,
    "The distribution; a grid takes values, or low, high and steps",
    "分布；grid 用 values，或 low、high 和 steps",
  ),
  low: quantity("The least", "最小值"),
  high: quantity("The most", "最大值"),
  mode: quantity("The likeliest", "众数"),
  mean: quantity("The mean", "均值"),
  median: quantity("The median", "中位数"),
  deviation: quantity(
    "The standard deviation; of the logarithm where the spread is lognormal",
    "标准差；lognormal 为对数的标准差",
  ),
  a: number("First shape of a beta distribution", "beta 分布的第一形状参数"),
  b: number("Second shape of a beta distribution", "beta 分布的第二形状参数"),
  values: place({ type: "array", items: ref("quantity") }, "The values of a discrete spread", "离散取值"),
  weights: place({ type: "array", items: { type: "number" } }, "How often each value is drawn", "各取值的权重"),
  steps: whole(2, MOST_STEPS, "How many values a grid has from low to high", "grid 自 low 至 high 的取值个数"),
  years: place(
    { type: ["number", "string"] },
    "Such as 2026-2060; after the last observed year without it",
    "例如 2026-2060；不写则为最后观测年之后",
  ),
  label: label(),
  source: text(),
  doc: text(),
} satisfies Fields;

export const correlationFields = {
  between: required(
    custom({ type: "array", minItems: 2, maxItems: 2, items: { type: "string" } }, textsAt, "Two inputs", "两个输入"),
  ),
  rank: required(place({ type: "number", minimum: -1, maximum: 1 }, "The rank correlation", "秩相关系数")),
  source: text(),
  doc: text(),
} satisfies Fields;

/** The keys of a design. */
export const designFields = {
  kind: required(choice(designKinds, "How runs are made", "运行的产生方式")),
  runs: whole(1, MOST_RUNS, "How many runs", "运行次数"),
  seed: whole(0, Number.MAX_SAFE_INTEGER, "What the draws follow from", "随机数种子"),
  inputs: place(
    {
      anyOf: [
        { enum: ["calibrated", "uncertain"] },
        {
          type: "object",
          properties: { calibrated: { enum: ["all"] }, uncertain: { enum: ["all"] } },
          additionalProperties: objectSchema(spreadFields),
        },
      ],
    },
    "levers.<lever>.strength, .start or .delay, levers.<family>.strength or .delay (levers.* for all: one draw, a factor or years more), or a parameter's path; calibrated: what errors of past projections say; uncertain: all with a low and a high",
    "levers.<措施>.strength、.start 或 .delay，levers.<类别>.strength 或 .delay（levers.* 指全部：同一抽样值，为倍数或再推迟的年数），或参数路径；calibrated 指历史预测误差；uncertain 指所有有 low 和 high 的参数",
  ),
  delivery: place(
    {
      anyOf: [
        { enum: ["as before", "as planned"] },
        {
          type: "object",
          additionalProperties: {
            type: "object",
            properties: { strength: objectSchema(spreadFields), delay: objectSchema(spreadFields) },
            additionalProperties: false,
          },
        },
      ],
    },
    "Of calibrated: how plans are delivered; as before without it. By family: strength, a factor, and delay, years",
    "用于 calibrated：规划的落实情况；不写即为 as before。按类别给出 strength（倍数）和 delay（年）",
  ),
  file: text(
    "The CSV table of a list, beside this file: a column for each input",
    "list 的 CSV 表，与本文件同处：每个输入一列",
  ),
  correlations: place(
    { type: "array", items: objectSchema(correlationFields) },
    "Rank correlations between inputs",
    "输入之间的秩相关",
  ),
  outcomes: place({ type: "array", items: { type: "string" } }, "Variables whose paths are kept", "保留路径的变量"),
  doc: text(),
} satisfies Fields;

function wholeAt(at: Cursor, least: number, most: number): number | undefined {
  const value: unknown = scalarAt(at);
  if (wholeNumber(least, most)(value)) return value;
  return refuse(at, "whole_number_needed", { least, most, found: standingAt(at.node) });
}

/** The JSON schema of what a batch varies. */
export const designSchema: Schema = {
  ...objectSchema(designFields),
  description: "What peakpath batch varies\npeakpath batch 所改变的量",
};
