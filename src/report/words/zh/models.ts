import { quote } from "../../../text/quote.ts";
import type { modelSentences } from "../../../text/sentences/models.ts";
import { guess, listing } from "./pieces.ts";

export const models: typeof modelSentences = {
  list_needed: () => "此处应为列表，例如 [a, b]",
  section_unknown: ({ sections, near }) =>
    `未知的部分；模型的部分有 model, label, report, ${sections.join(", ")}${guess(near)}`,
  declared_at: ({ file, line }) => `已在 ${file}:${line} 声明`,
  name_form: ({ name }) => `“${quote(name)}” 不能作名称；请用小写字母、数字和 _`,
  name_of_language: ({ name }) => `“${quote(name)}” 是公式语言的词`,
  name_stands: ({ file, line }) => `该名称已在 ${file}:${line} 使用`,
  name_of_set: () => "已有同名集合",
  unit_meaning: () => "单位须写 “is”，或写 “base: true” 自成量纲",
  unit_key_missing: () => "缺少 “unit”；纯数请写 1",
  yearly_or_structural: () => "参数或为逐年参数，或为结构参数，不可兼为",
  min_above_max: ({ min, max }) => `min ${min} 大于 max ${max}`,
  default_outside: ({ value, min, max }) =>
    `缺省值 ${value} 超出 min 与 max 允许的 ${min ?? "不限"} 至 ${max ?? "不限"}`,
  shares_over: ({ over }) => `应为参数的一个维度：${listing(over)}`,
  formula_missing: () => "变量须有 “formula”",
  severity_missing: () => "应为 “error” 或 “flag”",
  condition_missing: () => "检验须有 “condition”",
  stands_twice: ({ name }) => `“${quote(name)}” 出现两次`,
  cells_together: ({ cells, most }) => `这些集合共 ${cells} 个单元；至多 ${most} 个`,
  cells_of_model: ({ cells, most }) => `至此模型有 ${cells} 个单元；至多 ${most} 个`,
  set_members: () => "集合须有 members，或有 from 和 to",
  set_whole_numbers: () => "数值集合的 from 和 to 须为整数",
  set_too_long: ({ from, to, count, most }) => `${from} 至 ${to} 的集合有 ${count} 个成员；至多 ${most} 个`,
  set_twice: () => "同名集合或子集已声明过",
  set_and_member: ({ name }) => `“${quote(name)}” 既是集合又是成员；请改名其一`,
  branch_single: () => "没有维度的变量只有一个公式，不可为映射",
  branch_map: () => "公式须为文字，或为按子集或成员的映射",
  branch_text: () => "公式须为文字",
  branch_unknown: ({ key, set, near }) => `“${quote(key)}” 不是 ${quote(set)} 的子集或成员${guess(near)}`,
  branch_twice: ({ member, key }) => `“${quote(member)}” 已在 “${quote(key)}” 下有公式`,
  branch_missing: ({ member }) => `“${quote(member)}” 没有公式；请补上，或写 “else”`,
};
