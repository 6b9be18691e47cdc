import { quote } from "../../../text/quote.ts";
import type { Named, targetSentences } from "../../../text/sentences/targets.ts";
import { guess, listing, standing } from "./pieces.ts";

const named: Readonly<Record<Named, string>> = {
  variable: "变量",
  parameter: "参数",
  check: "检验",
  driver: "驱动因素",
  set: "集合",
};
const subjects: Readonly<Record<string, string>> = { boundary: "边界", sector: "部门", variable: "变量" };

export const targets: typeof targetSentences = {
  target_map: ({ found }) => `此处应为逐年映射，例如 {2030: ">= 25 %"}；现为${standing(found)}`,
  target_keys: ({ keys, peak }) =>
    `同时给出了 ${keys.join(" 和 ")}；${peak ? "一个达峰目标只针对其一" : "一个目标只用一种度量"}`,
  target_key: ({ keys, peakKeys, near }) =>
    `未知的键；目标的键为年份、${keys.join(", ")}，达峰目标为 ${peakKeys.join(", ")}${guess(near)}`,
  why_peak_by: () => "达峰目标须注明最迟年份",
  peak_subject: ({ model, key }) =>
    `模型 ${model} 没有可评判的${subjects[key]}；请改写变量，例如 {variable: emissions, by: 2030}`,
  peak_member: ({ text, key, model, members, near }) =>
    `“${quote(text)}” 不是模型 ${model} 的${subjects[key]}；有 ${listing(members)}${guess(near)}`,
  plateau_years: () => "平台期不写年份；只写 plateau_by",
  target_from: ({ from, year }) => `${from} 年不早于目标年份 ${year}`,
  target_no_year: () => '目标至少要有一个年份，例如 {2030: ">= 25 %"}',
  range_order: ({ text }) => `“${quote(text)}” 不是区间；下限在前`,
  condition_needed: ({ example, found }) => `此处应为条件，例如 ${example}；现为${standing(found)}`,
  condition_quotes: ({ text, example }) => `${quote(text)} 用了弯引号或全角引号；请用直引号，写作 ${example}`,
  condition_form: ({ text, example }) => `“${quote(text)}” 不是条件；请写 >=、<=、>、< 或 = 加数值，例如 ${example}`,
  than_alone: () => "“than” 比较两个降幅；请同时给出 “reduction_from”",
  other_unit: ({ text, unit, other }) => `“${quote(text)}” 的单位为 ${unit}，不能与 ${other} 相比`,
  target_word: ({ found, kind, words, near }) =>
    `${standing(found)} 没有说明${kind === "decline" ? "下降" : "保持"}；请写 ${words.map((word) => `"${word}"`).join(" 或 ")}${guess(near)}`,

  statement_unknown: ({ id, file }) => `“${quote(id)}” 不是 ${file} 中的表述；编号例如 T0259`,
  statement_counts: ({ id }) => `${id} 本来就针对该地区，不写也计入`,
  statement_no_run: ({ id, reason }) => `${id} 无法与计算结果对照：${reason?.zh ?? "无"}`,
  statement_in_sum: () => "地区之和不含规划表述；请写变量和年份",
  plan_kind: ({ kinds }) => `未知的类型；允许的有 ${kinds.join(", ")}`,
  plan_quantity: ({ file, name }) => `${file} 中没有 “${quote(name)}”`,

  indicator_name: ({ name }) => `“${quote(name)}” 不能作指标名；请用小写字母、数字和 _，例如 coal_per_head`,
  name_taken: ({ name, model }) => `模型 ${model} 已有 “${quote(name)}”；请另取名称`,
  formula_needed: ({ found }) => `此处应为公式，例如 "energy / population"；现为${standing(found)}`,

  named_unknown: ({ what, name, near }) => `没有${named[what]} “${quote(name)}”${guess(near)}`,
  named_missing: ({ what }) => `缺少${named[what]}`,
  report_missing: () => "缺少该部分；至少须写出求峰值的变量 `peak`",
  report_peak_missing: () => "缺少按边界求峰值的变量",
  over_one_set: ({ name, sets }) => `“${name}” 应有一个维度，而不是 ${sets} 个`,
  show_missing: ({ found }) => `缺少要显示的变量；现为${standing(found)}`,
  show_unit: ({ text, name, unit }) => `“${quote(text)}” 不符；“${name}” 的单位为 ${unit}`,
  cost_unit: ({ text, total, peak }) => `“${quote(text)}” 不是 ${total} 除以 ${peak} 的单位`,
  emitter_unknown: ({ name }) => `“${quote(name)}” 既不是部门也不是排放者`,
  chain_missing: ({ found }) => `缺少链；现为${standing(found)}`,
  trade_missing: ({ names }) => `缺少变量；贸易须写出 ${names.join(", ")}`,
};
