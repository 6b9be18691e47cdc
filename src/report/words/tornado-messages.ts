import type { TornadoMeasure } from "../../questions/tornado.ts";
import type { Language } from "./messages.ts";

/** What `peakpath tornado` says. */
export interface TornadoMessages {
  readonly title: (boundary: string, measure: string) => string;
  readonly now: (peak: { year: string; band: string; level: string; unit: string }) => string;
  readonly measures: Readonly<Record<TornadoMeasure, string>>;
  readonly input: string;
  readonly range: string;
  readonly peakYear: string;
  readonly level: (unit: string) => string;
  readonly cumulative: (unit: string) => string;
  readonly lever: string;
  readonly rest: (count: number) => string;
  readonly idle: (count: number) => string;
  readonly refused: (count: number) => string;
  readonly note: string;
  readonly leftOut: string;
  readonly bound: string;
  readonly same: string;
  readonly nothing: string;
}

const en: TornadoMessages = {
  title: (boundary, measure) => `What "${boundary}" hangs on, one input at a time, widest first (${measure})`,
  now: ({ year, band, level, unit }) => `As it stands: peak ${year} (${band}) at ${level} ${unit}`,
  measures: { peak_year: "peak year", peak_level: "peak level", cumulative: "cumulative emissions" },
  input: "Assumption or lever",
  range: "Low | as it stands | high",
  peakYear: "Peak year: low | high",
  level: (unit) => `Peak level, ${unit}: low | high`,
  cumulative: (unit) => `Cumulative, ${unit}: low | high`,
  lever: "lever",
  rest: (count) => `${count} narrower ones stand in tornado.csv (--out).`,
  idle: (count) =>
    `${count === 1 ? "One input with a range changes" : `${count} inputs with a range change`} nothing on this boundary.`,
  refused: (count) =>
    `${count === 1 ? "One input cannot" : `${count} inputs cannot`} go to an end alone, since a check of the model fails there:`,
  note: "Assumptions move within the low and high that their source states, paths over years as a whole; levers between strength 0 and level 4, what is physically possible.",
  leftOut: "Not moved: structural parameters, shares that have to sum to 1, and assumptions without a stated range.",
  same: "≈ in the band of the peak as it stands: not to be told from it in time.",
  bound:
    "≥ no peak by the horizon, whose year counts as the year after it; ≤ highest in the first year, so that the peak lies there or before.",
  nothing: "No input with a range changes this boundary.",
};

const zh: TornadoMessages = {
  title: (boundary, measure) => `“${boundary}”取决于什么：逐项变动，影响最大者在前（${measure}）`,
  now: ({ year, band, level, unit }) => `现状：${year} 年达峰（${band}），峰值 ${level} ${unit}`,
  measures: { peak_year: "达峰年", peak_level: "峰值", cumulative: "累计排放" },
  input: "假设或措施",
  range: "低值 | 现状 | 高值",
  peakYear: "达峰年：低 | 高",
  level: (unit) => `峰值，${unit}：低 | 高`,
  cumulative: (unit) => `累计，${unit}：低 | 高`,
  lever: "措施",
  rest: (count) => `另有 ${count} 项影响较小，见 tornado.csv（--out）。`,
  idle: (count) => `${count} 项有区间的输入对本边界没有影响。`,
  refused: (count) => `${count} 项输入不能单独取到端值，因为模型的校验不再成立：`,
  note: "假设在其来源给出的低值与高值之间变动，逐年路径整体移动；措施在力度 0 与第 4 级（物理上可行的上限）之间变动。",
  leftOut: "不变动：结构参数、总和须为 1 的份额、来源没有给出区间的假设。",
  same: "≈ 仍在现状的峰值区间之内：时间上无法区分。",
  bound: "≥ 期末仍未达峰，达峰年按期末后一年计；≤ 首年最高，峰值在该年或更早。",
  nothing: "没有影响本边界的有区间输入。",
};

export const tornadoMessages: Readonly<Record<Language, TornadoMessages>> = { en, zh };
