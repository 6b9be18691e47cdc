import type { Language } from "./messages.ts";

/** What `peakpath budget` says. */
export interface BudgetMessages {
  readonly title: (years: { from: number; to: number; budget: string | undefined; unit: string }) => string;
  readonly boundary: string;
  readonly emitted: (unit: string) => string;
  readonly until: (year: number) => string;
  readonly exhausted: string;
  readonly lasts: string;
  readonly restored: (year: number) => string;
  readonly left: (unit: string) => string;
  readonly zero: string;
  readonly never: string;
  readonly last: (year: number, unit: string) => string;
  readonly notComputed: string;
  readonly note: string;
  readonly netNote: (net: string) => string;
}

const en: BudgetMessages = {
  title: ({ from, to, budget, unit }) =>
    budget === undefined
      ? `Cumulative emissions ${from}-${to} (${unit}) and the year of net zero`
      : `Cumulative emissions ${from}-${to} against a budget of ${budget} (${unit}), and the year of net zero`,
  boundary: "Boundary",
  emitted: (unit) => `Emitted, ${unit}`,
  until: (year) => `until ${year}`,
  exhausted: "Budget used up",
  lasts: "lasts",
  restored: (year) => `, within it again at the end of ${year}`,
  left: (unit) => `Left, ${unit}`,
  zero: "At or below zero from",
  never: "not reached",
  last: (year, unit) => `${year}, ${unit}`,
  notComputed: "not computed",
  note: "A year counts with its whole emissions, spread evenly: 2031.3 is after three tenths of 2031.",
  netNote: (net) => `"${net}" at zero is carbon neutrality.`,
};

const zh: BudgetMessages = {
  title: ({ from, to, budget, unit }) =>
    budget === undefined
      ? `${from}-${to} 年累计排放（${unit}）与净零年份`
      : `${from}-${to} 年累计排放与预算 ${budget} 的比较（${unit}），以及净零年份`,
  boundary: "边界",
  emitted: (unit) => `累计排放，${unit}`,
  until: (year) => `至 ${year} 年`,
  exhausted: "预算用尽",
  lasts: "未用尽",
  restored: (year) => `，${year} 年末重回预算之内`,
  left: (unit) => `剩余，${unit}`,
  zero: "降至零并保持",
  never: "未达到",
  last: (year, unit) => `${year} 年，${unit}`,
  notComputed: "未计算",
  note: "每年按全年排放均匀计入：2031.3 表示 2031 年过去十分之三时。",
  netNote: (net) => `“${net}”降至零即为碳中和。`,
};

export const budgetMessages: Readonly<Record<Language, BudgetMessages>> = { en, zh };
