import { quote } from "../../../text/quote.ts";
import type { pathSentences } from "../../../text/sentences/paths.ts";
import { guess, listing, search, standing } from "./pieces.ts";

export const paths: typeof pathSentences = {
  parameter_computed: ({ name, parameters }) =>
    `“${quote(name)}” 由模型计算；只能给出参数${parameters.length === 0 ? "" : `，例如 ${parameters.join(", ")}`}`,
  computed_assumed: ({ path, fault }, say) => `${say(fault)}；可让措施按它定力度：reach: {${quote(path)}: {2030: …}}`,
  parameter_unknown: ({ name, model, near, sought }) =>
    `模型 ${model} 没有参数 “${quote(name)}”${search(sought)}${guess(near)}`,
  variable_needed: ({ name }) => `“${quote(name)}” 是参数；此处需要模型的变量`,
  variable_unknown: ({ name, model, near }) => `模型 ${model} 没有变量 “${quote(name)}”${guess(near)}`,
  one_cell: ({ path, cells, write }) => `“${quote(path)}” 含 ${cells} 个单元；请写成 ${quote(write)}，各取一个成员`,
  member_count: ({ path, name, over }) => {
    const wanted = over.length === 0 ? "没有成员" : `的维度为 ${over.join(" 和 ")}：${[name, ...over].join(".")}`;
    return `“${quote(path)}” 有 ${path.split(".").length - 1} 个成员；“${quote(name)}” ${wanted}`;
  },
  member_glob: ({ text, set, members }) => `“${quote(text)}” 与 ${set} 的成员都不符；成员有 ${listing(members)}`,
  member_unknown: ({ text, set, members, near }) =>
    `“${quote(text)}” 不是 ${set} 的成员；成员有 ${listing(members)}${guess(near)}`,
  amount_on_group: ({ text, path, cells, each }) =>
    `${quote(text)} 是总量，而 “${quote(path)}” 含 ${cells} 个单元，每个都会得到全部；请分别写出 ${listing(each)}`,
  structural_assumed: ({ name, free }) => `“${name}” 属于模型结构，不能假设；请在地区中设定(另有 ${free} 个参数可假设)`,

  path_list: ({ unit }) => `此处应为数值或逐年映射，例如 {2025-2030: 5 ${unit}}；现为列表`,
  path_key: ({ keys, near }) => `未知的键；逐年路径的键为年份(2025 或 2025-2030)、${keys.join(", ")}${guess(near)}`,
  path_one_number: () => "这是单个数值，不是逐年路径；请不要写年份",
  path_value_and_years: () => "路径或给各年相同的值，或给年份，不可兼有",
  path_empty: ({ yearly }) =>
    yearly ? '此处没有内容；请写年份，例如 "2025-2030: …"，或写 value' : "此处没有内容；请写 value",
  path_then: () => "各年相同的值没有末年；请去掉 then",
  range_unknown: ({ end, name }) => `此处没有 ${name} 的${end === "low" ? "下限" : "上限"}；请给出数值`,
  path_between: ({ found }) => `此处应为 linear、step 或 smooth；现为${standing(found)}`,
  one_year_key: ({ keys, near }) => `未知的键；单个年份的键为 ${keys.join(", ")}${guess(near)}`,
  quantity_needed: ({ example, found }) => `此处应为带单位的数值，例如 "${example}"；现为${standing(found)}`,
  one_quantity_needed: ({ found }) => `此处应为单个带单位的数值；现为${standing(found)}`,
  value_needed: ({ found }) => `此处应为数值；现为${standing(found)}`,
  low_above_value: () => "low 高于数值",
  high_below_value: () => "high 低于数值",

  year_form: ({ text }) => `“${quote(text)}” 既不是年份(如 2025)也不是区间(如 2025-2030)`,
  years_too_many: ({ range, years, most }) => `区间 ${quote(range)} 有 ${years} 年；至多 ${most} 年`,
  years_backwards: ({ range, from, to }) => `区间 ${quote(range)} 次序颠倒；请写 ${to}-${from}`,
  year_twice: ({ year, line }) => `${year} 已在第 ${line} 行给出；每年只需给一次`,
  year_outside: ({ year, from, to }) => `${year} 不在范围内；允许 ${from} 至 ${to} 年`,

  given_at: ({ file, line }) => `已在 ${file}:${line} 给出；只需给一次`,
  values_too_many: ({ most }) => `文件给出的值超过 ${most} 个(含各成员和年份)；此后内容未读取`,
  shares_sum: ({ set, sum, year, atMost }) =>
    `${year === undefined ? "" : `${year} 年 `}${set} 的份额合计为 ${sum}；${atMost ? "不应超过 1，其余归余项" : "应为 1"}`,
  value_missing: ({ region, cells, unit }) => {
    const what = cells === undefined ? "" : cells === "all" ? "任何成员" : ` ${listing(cells)} `;
    const of = what === "" ? "" : `${what}的`;
    return `地区 ${region} 没有给${of}值，模型也没有缺省值；请在地区的参数或表格中给出 (${unit === "1" ? "纯数" : `单位 ${unit}`})`;
  },

  value_empty: () => "缺少数值",
  year_empty: () => "缺少年份",
  year_not_empty: ({ name }) => `“${name}” 是单个数值，不是逐年路径；请将年份留空`,
  value_between: () => "数值不在 low 与 high 之间",
  not_observed: ({ name, open }) =>
    `“${name}” 不接受观测值；${open.names.length === 0 ? "模型没有可用观测值的变量" : `可用观测值的有 ${listing(open)}`}`,
  year_not_in_tables: ({ year, kind, from, to }) =>
    `${year} 不在 ${kind} 表的年份之内；允许${from === undefined ? `至 ${to} 年` : ` ${from} 至 ${to} 年`}`,
  year_given_at: ({ year, file, line }) => `${year} 已在 ${file}:${line} 给出；只需给一次`,
  table_too_long: ({ most }) => `表格超过可读取的 ${most} 行；请拆分`,
  table_unknown: ({ file, near }) => `没有表格 ${quote(file)}${guess(near)}`,
};
