import type { Language } from "./messages.ts";

/** What `peakpath why` says. */
export interface WhyMessages {
  readonly title: (boundary: string) => string;
  readonly around: (year: number) => string;
  readonly driver: string;
  readonly sum: string;
  readonly unexplained: string;
  readonly history: (from: number, to: number) => string;
  readonly noHistory: string;
  readonly crosses: (year: number) => string;
  readonly active: (span: { from: number; to: number; share: string }) => string;
  readonly passive: (span: { from: number; to: number; share: string }) => string;
  readonly withinBand: (span: { from: number; to: number; band: string }) => string;
  readonly belowZero: string;
  readonly nothing: string;
  readonly missing: (found: { points: string; year: number }) => string;
  readonly atStart: string;
  readonly sectors: (span: { from: number; to: number; unit: string }) => string;
  readonly emitter: string;
  readonly notDeclared: (model: string) => string;
}

const en: WhyMessages = {
  title: (boundary) => `What moves "${boundary}": percentage points a year (mean of the years in each span)`,
  around: (year) => `Year by year around the peak of ${year}, percentage points`,
  driver: "Driver",
  sum: "Sum",
  unexplained: "Not explained",
  history: (from, to) =>
    `History ${from}-${to} is another account: it knows GDP, energy and totals. Only the drivers with numbers there can be told apart, and intensity holds structure.`,
  noHistory: "History cannot be split for this boundary: its energy or totals are not known.",
  crosses: (year) => `The sum crosses zero between ${year} and ${year + 1}: that is the peak.`,
  active: ({ from, to, share }) =>
    `Active peak: efficiency, mix and grid bring ${share} of the fall from ${from} to ${to}.`,
  passive: ({ from, to, share }) =>
    `Passive peak: efficiency, mix and grid bring only ${share} of the fall from ${from} to ${to}; the rest is weaker activity or structure.`,
  withinBand: ({ from, to, band }) =>
    `Emissions stay within ${band} of the peak from ${from} to ${to}: there is no fall to take parts of.`,
  belowZero: "Where emissions are negative the year before, points are of their size; - where they are 0.",
  nothing: "Emissions are 0 throughout: nothing moves them.",
  missing: ({ points, year }) =>
    `Does not peak: nearest to it around ${year}, where emissions still grow by ${points} points a year; so much is missing.`,
  atStart: "Highest in the first year: what led to it lies before these years.",
  sectors: ({ from, to, unit }) => `By emitting sector, ${from} to ${to}, ${unit}`,
  emitter: "Sector",
  notDeclared: (model) => `the model ${model} does not declare what moves its emissions (report.why)`,
};

const zh: WhyMessages = {
  title: (boundary) => `“${boundary}”的驱动因素：百分点/年（各时段逐年均值）`,
  around: (year) => `${year} 年峰值前后逐年变化，百分点`,
  driver: "驱动因素",
  sum: "合计",
  unexplained: "未解释",
  history: (from, to) =>
    `历史 ${from}-${to} 属另一套核算：仅有生产总值、能源消费和排放总量，只能区分表中有数值的因素，其中能源强度包含结构变化。`,
  noHistory: "该边界的历史无法分解：缺少能源消费或排放总量。",
  crosses: (year) => `合计在 ${year} 与 ${year + 1} 年之间由正转负，即为峰值。`,
  active: ({ from, to, share }) => `主动达峰：${from}-${to} 年的下降中，能效、能源结构与电网贡献了 ${share}。`,
  passive: ({ from, to, share }) =>
    `被动达峰：${from}-${to} 年的下降中，能效、能源结构与电网只贡献了 ${share}，其余来自活动水平或结构走弱。`,
  withinBand: ({ from, to, band }) => `${from}-${to} 年排放均在峰值的 ${band} 以内，没有可分解的下降。`,
  belowZero: "上一年排放为负时，百分点按其绝对值计；为零时记作 -。",
  nothing: "排放始终为零，没有驱动因素。",
  missing: ({ points, year }) => `未达峰：${year} 年前后最接近，此时排放仍以每年 ${points} 个百分点增长，即为缺口。`,
  atStart: "期初即为最高：其原因在这些年份之前。",
  sectors: ({ from, to, unit }) => `分排放部门，${from} 至 ${to} 年，${unit}`,
  emitter: "部门",
  notDeclared: (model) => `模型 ${model} 未声明排放的驱动因素（report.why）`,
};

export const whyMessages: Readonly<Record<Language, WhyMessages>> = { en, zh };
