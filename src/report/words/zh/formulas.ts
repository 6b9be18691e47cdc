import { quote } from "../../../text/quote.ts";
import type { formulaSentences, Hint, Measure, Typed } from "../../../text/sentences/formulas.ts";
import { guess } from "./pieces.ts";

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
