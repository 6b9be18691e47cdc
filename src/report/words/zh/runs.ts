import { quote } from "../../../text/quote.ts";
import type { runSentences } from "../../../text/sentences/runs.ts";
import { guess } from "./pieces.ts";

export const runs: typeof runSentences = {
  as_it_is: ({ text }) => text,
  circle: ({ names }) => `在同一年内依赖自身：${names.join(" -> ")}；请用 previous() 断开`,
  names_both: ({ name, owner, here }) => `“${quote(name)}” 同时指 ${owner} 和 ${here}`,
  name_signs: ({ name }) => `“${quote(name)}” 不可含 ; : " \``,
  several: ({ faults }, say) => faults.map(say).join("\n"),
  not_finite: ({ name, year, file, line }) =>
    `${name} 在 ${year} 年不是有限数：所用数值除以 0 或大得无界；其公式见 ${file}:${line}`,
  check_fails: ({ check, year }) => `模型的检验 ${check} 在 ${year} 年不成立`,
  checks_fail: ({ checks }) =>
    checks
      .map(
        ({ place, cell, label, year, more, doc }) =>
          `${place}  ${cell}：${label.zh}在 ${year} 年${more > 0 ? `及另外 ${more} 年` : ""}不成立；${doc}`,
      )
      .join("\n"),
  levers_fail: ({ levers, moved, fault }, say) =>
    `措施为 ${levers.join(", ") || "全无"}${moved.map((name) => `，${name} 改变`).join("")}时：${say(fault)}`,
  mixture_fails: ({ scenario, taken, other, fault }, say) =>
    `${scenario} 取 ${other} 的 ${taken.join(", ") || "空"}时：${say(fault)}`,
  member_fails: ({ scenario, region, fault }, say) => `${scenario}，${region}：${say(fault)}`,
  no_roll_up: ({ model }) => `模型 ${model} 没有在 report.roll_up 中写明哪些量可按地区相加`,
  answer_differs: ({ id }) => `按 ${id} 运行所得结果与求得的答案不符；请报告此问题`,

  no_year_of_run: ({ year, from, to }) => `${year} 年不在运行之内；允许 ${from} 至 ${to} 年`,
  nothing_named: ({ name, model, near }) => `模型 ${model} 没有变量或参数 “${quote(name)}”${guess(near)}`,
  no_such_cell: ({ cells, count, near }) =>
    `没有该单元；有 ${cells.join(", ")}${count > cells.length ? `, … (${count})` : ""}${guess(near)}`,
  pulls_no_lever: ({ scenario, lever, near }) => `情景 ${scenario} 没有采用措施 “${lever}”${guess(near)}`,
  least_of_one: () => "最小力度须针对一项措施；没有写出措施",
  boundary_not_peaking: ({ name, near }) => `没有边界 “${name}”${guess(near)}`,
  runs_of_kind: ({ kind, runs }) => `${kind} 的运行次数由其内容决定(${runs})；请去掉运行次数`,
  runs_from_1: ({ most, runs }) => `批量运行应有 1 至 ${most} 次运行，而不是 ${runs} 次`,
};
