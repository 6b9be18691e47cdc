import type { Language } from "./messages.ts";

/** What `peakpath delay` says. */
export interface DelayMessages {
  readonly title: (boundary: string) => string;
  readonly allTitle: string;
  readonly leversTitle: (unit: string) => string;
  readonly later: string;
  readonly asIs: string;
  readonly yearsLater: (years: number) => string;
  readonly peak: string;
  readonly band: string;
  readonly toldApart: (years: number) => string;
  readonly neverToldApart: string;
  readonly rest: (count: number) => string;
  readonly yearChange: string;
  readonly level: (unit: string) => string;
  readonly levelChange: string;
  readonly cumulative: (unit: string) => string;
  readonly lever: string;
  readonly peakOf: (years: number) => string;
  readonly cumulativeOf: (years: number) => string;
  readonly idle: (count: number) => string;
  readonly bound: string;
  readonly note: (first: number) => string;
  readonly none: string;
}

const en: DelayMessages = {
  title: (boundary) => `What waiting costs on "${boundary}"`,
  allTitle: "All levers later by",
  leversTitle: (unit) => `One lever later, the others as they stand (peak level and cumulative in ${unit})`,
  later: "Later by",
  asIs: "as it stands",
  yearsLater: (years) => (years === 1 ? "1 year" : `${years} years`),
  peak: "Peak",
  band: "Band",
  toldApart: (years) =>
    years === 1
      ? "One year is enough to tell the peaks apart in time."
      : `The peaks can be told apart in time from ${years} years on, not before.`,
  neverToldApart: "None of these peaks can be told apart in time from the one as it stands (each in the other's band).",
  rest: (count) => `${count} more levers, each with less, stand in delay.csv (--out).`,
  yearChange: "Peak later by, years",
  level: (unit) => `Peak level, ${unit}`,
  levelChange: "more",
  cumulative: (unit) => `Cumulative more, ${unit}`,
  lever: "Lever",
  peakOf: (years) => `Peak year and level, ${years} years later`,
  cumulativeOf: (years) => `Cumulative, ${years}`,
  idle: (count) =>
    `${count === 1 ? "One more lever changes" : `${count} more levers change`} nothing here by being late.`,
  bound:
    "≥ no peak by the horizon, whose year counts as the year after it; ≤ highest in the first year, so that the peak lies there or before.",
  note: (first) =>
    `A delay moves the whole ramp of a lever; none starts before ${first}, the first year that is not observed. Cumulative: from the base year to the horizon.`,
  none: "No levers: there is nothing to delay.",
};

const zh: DelayMessages = {
  title: (boundary) => `推迟的代价：“${boundary}”`,
  allTitle: "全部措施推迟",
  leversTitle: (unit) => `单项措施推迟，其余措施不变（峰值与累计单位：${unit}）`,
  later: "推迟",
  asIs: "现状",
  yearsLater: (years) => `${years} 年`,
  peak: "达峰年",
  band: "峰值区间",
  toldApart: (years) => `推迟 ${years} 年起，达峰时间才可区分。`,
  neverToldApart: "这些峰值在时间上都无法与现状区分（达峰年互在对方区间内）。",
  rest: (count) => `另有 ${count} 项影响较小的措施见 delay.csv（--out）。`,
  yearChange: "达峰推迟，年",
  level: (unit) => `峰值，${unit}`,
  levelChange: "增加",
  cumulative: (unit) => `累计增加，${unit}`,
  lever: "措施",
  peakOf: (years) => `推迟 ${years} 年：达峰年与峰值`,
  cumulativeOf: (years) => `累计，${years} 年`,
  idle: (count) => `另有 ${count} 项措施推迟后没有影响。`,
  bound: "≥ 期末仍未达峰，达峰年按期末后一年计；≤ 首年最高，峰值在该年或更早。",
  note: (first) => `推迟使措施的整个进程后移；任何措施不早于 ${first} 年（首个无观测值的年份）开始。累计自基年至期末。`,
  none: "没有措施，无从推迟。",
};

export const delayMessages: Readonly<Record<Language, DelayMessages>> = { en, zh };
