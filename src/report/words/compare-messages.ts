import type { NoDifference } from "../../questions/compare/difference.ts";
import type { Language } from "./messages.ts";

/** What `peakpath compare` says. */
export interface CompareMessages {
  readonly indicators: string;
  readonly where: string;
  readonly first: string;
  readonly moreInputs: (count: number) => string;
  readonly byDefault: string;
  readonly through: (lever: string) => string;
  readonly title: (pair: { first: string; second: string; boundary: string }) => string;
  readonly input: string;
  readonly assumption: (name: string) => string;
  readonly rest: (counts: { levers: number; assumptions: number }) => string;
  readonly total: string;
  readonly exact: (runs: number, players: number) => string;
  readonly fromTo: (change: { before: string; after: string }) => string;
  readonly censored: string;
  readonly none: Readonly<Record<NoDifference, string>>;
  readonly notTakenApart: (pair: { first: string; second: string; reason: string }) => string;
}

const en: CompareMessages = {
  indicators: "Key indicators",
  where: "Where it stands",
  first: "First year",
  moreInputs: (count) => `${count} more stand in inputs.csv (--out).`,
  byDefault: "default",
  through: (lever) => `lever ${lever}`,
  title: ({ first, second, boundary }) =>
    `Which inputs explain the difference ${first} → ${second} on "${boundary}": shares that add up (Shapley values)`,
  input: "Input",
  assumption: (name) => `assumption ${name}`,
  rest: ({ levers, assumptions }) => {
    const parts = [
      ...(levers > 0 ? [`${levers} levers`] : []),
      ...(assumptions > 0 ? [`${assumptions} assumptions`] : []),
    ];
    return `The other ${parts.join(" and ")}`;
  },
  total: "All together",
  exact: (runs, players) => `Exact: all mixtures of the ${players} inputs were run (${runs} runs).`,
  fromTo: ({ before, after }) => `from ${before} to ${after}`,
  censored: "One of the two does not peak within the years; its peak counts as the year after them.",
  none: {
    other_region: "they are of different regions, which differ in every number",
    other_years: "they run over different years",
    not_computed: "the boundary is not computed in both",
    same_inputs: "all inputs are the same",
  },
  notTakenApart: ({ first, second, reason }) =>
    `The difference ${first} → ${second} is not taken apart by inputs: ${reason}.`,
};

const zh: CompareMessages = {
  indicators: "主要指标",
  where: "出处",
  first: "起始年",
  moreInputs: (count) => `另有 ${count} 项见 inputs.csv（--out）。`,
  byDefault: "默认值",
  through: (lever) => `措施 ${lever}`,
  title: ({ first, second, boundary }) =>
    `差异来自哪些输入：${first} → ${second}，“${boundary}”，各项之和等于总差异（沙普利值）`,
  input: "输入",
  assumption: (name) => `参数 ${name}`,
  rest: ({ levers, assumptions }) => {
    const parts = [...(levers > 0 ? [`${levers} 项措施`] : []), ...(assumptions > 0 ? [`${assumptions} 个参数`] : [])];
    return `其余 ${parts.join("和 ")}`;
  },
  total: "全部差异",
  exact: (runs, players) => `精确值：${players} 项输入的所有组合均已运行（共 ${runs} 次）。`,
  fromTo: ({ before, after }) => `由 ${before} 到 ${after}`,
  censored: "其中之一在期内未达峰，其达峰年按期末后一年计。",
  none: {
    other_region: "地区不同，所有数据均不相同",
    other_years: "年份区间不同",
    not_computed: "并非两者都计算了该边界",
    same_inputs: "输入完全相同",
  },
  notTakenApart: ({ first, second, reason }) => `未将差异 ${first} → ${second} 分解到各项输入：${reason}。`,
};

export const compareMessages: Readonly<Record<Language, CompareMessages>> = { en, zh };
