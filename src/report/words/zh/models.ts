import { quote } from "../../../text/quote.ts";
import {
  type formulaSentences,
  type Hint,
  isShareUnit,
  type Measure,
  type modelSentences,
  type Typed,
  type unitSentences,
} from "../../../text/sentences/models.ts";
import { guess, listing } from "./pieces.ts";

export const models: typeof modelSentences = {
  list_needed: () => "此处应为列表，例如 [a, b]",
  section_unknown: ({ sections, near }) =>
    `未知的部分；模型的部分有 model, label, report, subjects, ${sections.join(", ")}${guess(near)}`,
  subject_unknown: ({ name, near }) => `模型没有名为 “${quote(name)}” 的文件${guess(near)}；主题以文件名为名`,
  declared_at: ({ file, line }) => `已在 ${file}:${line} 声明`,
  name_form: ({ name }) => `“${quote(name)}” 不能作名称；请用小写字母、数字和 _`,
  name_of_language: ({ name }) => `“${quote(name)}” 是公式语言的词`,
  name_stands: ({ file, line }) => `该名称已在 ${file}:${line} 使用`,
  name_of_set: () => "已有同名集合",
  unit_meaning: () => "单位须写 “is”，或写 “base: true” 自成量纲",
  unit_key_missing: () => "缺少 “unit”；纯数请写 1",
  between_not_yearly: () => "between 说的是年份之间，而该参数不是逐年的",
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

const hints: Readonly<Record<Hint, string>> = {
  percent: "请写 0.01 * x，或给参数以单位 %",
  equals: "比较请用 ==",
  question: "请写 if(条件, a, b)",
  and: "请写 and",
  or: "请写 or",
  not: "请写 not",
  text: "公式中不能有文字",
};

function typed(what: Typed): string {
  if (typeof what === "object") return `${what.argument}() 的参数须为纯数，此处为`;
  return { formula: "公式的单位为", base: "幂的底数为", exponent: "指数为", this: "此处为" }[what];
}

function measure({ dimensions, unit }: Measure): string {
  return `${dimensions || "纯数"} (${unit})`;
}

export const formulas: typeof formulaSentences = {
  formula_empty: () => "公式为空",
  formula_parser: ({ parser }) => `公式有误：${parser}`,
  formula_long: ({ count, most }) => `公式有 ${count} 个词和符号；至多 ${most} 个；请将其部分另行命名`,
  formula_nested: ({ most }) => `公式在此嵌套超过 ${most} 层；请将其部分另行命名`,
  formula_signs: ({ count }) => `此处连写 ${count} 个正负号`,
  formula_operator: ({ operator }) => `公式语言没有运算符 “${quote(operator)}”`,
  formula_sign: ({ sign, hint }) => `公式语言没有 “${quote(sign)}”${hint === undefined ? "" : `；${hints[hint]}`}`,
  formula_node: ({ what }) => `公式语言没有 ${what}`,
  formula_side_by_side: ({ text }) => `“${quote(text)}”：两个值相邻；请在其间写运算符`,
  formula_callee: () => "只能调用有名称的函数",
  formula_indexed: () => "只有参数或变量可以带下标",
  formula_chain: () => "比较不能连写；请写 a < b and b < c",
  formula_constant: ({ text }) => `${text} 不是数值`,
  function_unknown: ({ name, known, near }) =>
    `“${quote(name)}” 不是公式语言的函数；函数有 ${known.join(", ")}${guess(near)}`,
  function_arguments: ({ name, least, most, given }) => {
    const wanted = most === undefined ? `至少 ${least}` : least === most ? `${least}` : `${least} 至 ${most}`;
    return `${name}() 须有 ${wanted} 个参数，现有 ${given} 个`;
  },
  name_unknown: ({ name, near }) => `未知的名称 “${quote(name)}”${guess(near)}`,
  set_without_numbers: ({ name }) => `集合 “${quote(name)}” 没有数值；只有数值集合的名称可作数值`,
  set_not_bound: ({ name }) => `集合 “${quote(name)}” 在此没有取定；请对其求和，或让变量以其为维度`,
  set_unknown: ({ name, near }) => `未知的集合 “${quote(name)}”${guess(near)}`,
  index_count: ({ name, over, given }) =>
    `“${quote(name)}” ${over.length === 0 ? "没有下标" : `的维度为 [${over.join(", ")}]`}，此处有 ${given} 个`,
  index_name: () => "下标须为集合、子集或成员的名称",
  index_other_set: ({ index, name, set }) => `“${quote(index)}” 不能作 “${quote(name)}” 的下标，其维度在此为 ${set}`,
  index_lacks: ({ name, set, member }) => `“${quote(name)}” 的维度只为 ${set}，其中没有 “${quote(member)}”`,
  no_member: ({ name, set, near }) => `“${quote(name)}” 不是 ${quote(set)} 的成员${guess(near)}`,
  sum_set: () => "sum(x, 集合) 须写集合或子集的名称",
  bound_set: ({ name }) => `${name}(x, 集合) 须写已取定的集合的名称`,
  bound_set_free: ({ name, set }) => `${name}(x, ${quote(set)})：“${quote(set)}” 在此没有取定`,
  lag_nested: ({ name }) => `${name}() 在 previous() 或 lag() 之内；请合写为一个 lag(x, n, v)`,
  lag_before: ({ name }) => `${name}(x, n) 须有基年之前所用的值：lag(x, n, v)`,
  lag_initial: ({ name }) => `${name}(x) 须有基年的值：请给变量写 “initial”，或写 previous(x, v)`,
  lag_years: ({ years }) => `滞后须为整年数，而不是 ${years}`,
  lag_parameter: () => "滞后须为整数或结构参数",
  condition_for_number: () => "此处需要数值而非条件；请写 if(条件, a, b)",
  number_for_condition: () => "此处需要条件而非数值；请与某数比较",
  power_without_unit: ({ dimensions, power }) => `${dimensions} 的 ${power} 次幂没有单位；请先除以参考值`,
  unit_differs: ({ what, found, needed }) => `${typed(what)} ${measure(found)}，应为 ${measure(needed)}`,
};

const smallPrefixes: Readonly<Record<string, string>> = {
  m: "milli，千分之一",
  u: "micro，百万分之一",
  µ: "micro，百万分之一",
  μ: "micro，百万分之一",
  n: "nano，十亿分之一",
  p: "pico，万亿分之一",
  f: "femto",
  a: "atto",
};

export const units: typeof unitSentences = {
  unit_wrong: ({ fault, wanted, allowed, near }, say) =>
    [
      say(fault),
      ...(wanted === undefined ? [] : [`需要 ${wanted} 之类的单位`]),
      ...(allowed === undefined ? [] : [`允许 ${allowed.join(", ")} 及可换算的单位`]),
    ].join("；") + guess(near),
  unit_unknown: ({ name }) => `未知单位 “${quote(name)}”`,
  unit_short_ton: ({ name }) => `“${name}” 易指短吨；请写 t(吨)`,
  unit_calendar: ({ name }) => `“${name}” 不读取；请写 yr(年)`,
  unit_are: ({ name }) => `“${name}” 不读取；请写 yr(年)`,
  unit_not_annual: ({ name, write }) => `“${name}” 不是年度模型的单位${write === undefined ? "" : `；请写 ${write}`}`,
  unit_written: ({ name, write }) => `“${name}” 写作 ${write}`,
  unit_with_mass: ({ name, write }) => `“${name}” 与质量单位连写，如 ${write}`,
  unit_small_prefix: ({ name, prefix }) => `“${name}” 不能作单位：${prefix} 是极小的词头(${smallPrefixes[prefix]})`,
  unit_too_long: ({ unit, length, most }) => `单位 “${quote(unit)}” 有 ${length} 个字符，多于 ${most} 个`,
  unit_nested: ({ unit, most }) => `单位 “${unit}” 的括号嵌套超过 ${most} 层`,
  unit_missing: () => "缺少单位",
  unit_ends_early: ({ unit }) => `单位 “${unit}” 不完整`,
  unit_not_closed: ({ unit }) => `单位 “${unit}” 的括号没有闭合`,
  unit_number_place: ({ unit }) => `数字写在单位之前，或写在括号内，例如 tce/(10000 CNY)；不可写作 “${unit}”`,
  unit_number_power: ({ unit, number }) =>
    `单位中的数字须为 10 的幂，例如 10000 或 1e4；“${unit}” 中为 ${quote(number)}`,
  unit_sign: ({ unit, sign }) => `“${unit}” 中的 “${quote(sign)}” 不是单位的一部分`,
  unit_unexpected: ({ unit, sign }) => `单位 “${unit}” 中多余 “${quote(sign)}”`,
  unit_share: ({ unit }) => `单位中 % 只出现一次，单独或按年；不可写作 “${unit}”`,
  unit_power_whole: ({ unit }) => `“${unit}” 中单位的幂须为整数`,
  unit_power_size: ({ unit, most }) => `“${unit}” 中单位的幂须为 1 至 ${most}`,
  unit_size: ({ unit }) => `单位 “${unit}” 的大小超出数值范围`,
  unit_name: ({ name }) => `“${quote(name)}” 不能作单位名；只可用字母、数字和 _，以字母开头`,
  unit_declared: ({ name }) => `“${name}” 已声明过`,
  unit_reserved: ({ name }) => `“${name}” 处处含义固定，不能另行声明`,
  unit_prefix: ({ prefix, known }) => `未知的词头 “${prefix}”；词头有 ${known.join(", ")}`,
  unit_more_than: ({ number }) => `一个单位须大于另一单位的 ${number} 倍`,

  quantity_empty: ({ unit }) => `此处没有内容；请写带单位的数值，例如 "5 ${unit}"`,
  quantity_not_number: ({ text, unit }) => `“${quote(text)}” 不是数值；请写带单位的数值，例如 "5 ${unit}"`,
  quantity_without_unit: ({ value, unit }) => `${value} 没有单位；请写出单位，例如 “${value} ${unit}”`,
  quantity_unit: ({ unit, wanted, perYear }) => {
    const fault = perYear ? "是每年的量，此处不是" : "不符";
    if (isShareUnit(wanted)) return `单位 “${quote(unit)}” ${fault}；需要纯数或百分数`;
    return `单位 “${quote(unit)}” ${fault}；需要 ${wanted}${perYear ? "" : " 或可换算的单位"}`;
  },
  quantity_size: ({ text, unit }) => `${quote(text)} 换算为 ${unit} 后超出数值范围`,
  beyond_amounts: ({ text, most }) => `${text} 超出一切可能的数量；最大为 ${most}`,
  below_least: ({ text, bound, near }) => `${text} 低于允许的最小值 ${bound}${guess(near)}`,
  above_most: ({ text, bound, near }) => `${text} 高于允许的最大值 ${bound}${guess(near)}`,
  without_percent: ({ text, percent, near }) =>
    `${text} 未写 %，即 ${percent}；若确为此意请写 ${percent}${guess(near)}`,
};
