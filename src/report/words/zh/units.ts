import { quote } from "../../../text/quote.ts";
import { isShareUnit, type unitSentences } from "../../../text/sentences/units.ts";
import { guess } from "./pieces.ts";

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
