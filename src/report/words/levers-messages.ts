import type { Language } from "./messages.ts";

/** What `peakpath levers --method shapley` says. */
export interface LeversMessages {
  readonly title: (boundary: string) => string;
  readonly byFamily: string;
  readonly player: string;
  readonly strength: string;
  readonly peakYear: string;
  readonly peakLevel: (unit: string) => string;
  readonly cumulative: (unit: string) => string;
  readonly alone: string;
  readonly removed: string;
  readonly rest: (count: number) => string;
  readonly count: (count: number) => string;
  readonly total: string;
  readonly without: string;
  readonly withAll: string;
  readonly fromTo: (change: { before: string; after: string }) => string;
  readonly sumAlone: string;
  readonly sumRemoved: string;
  readonly exact: (runs: number) => string;
  readonly sampled: (sample: { orders: number; runs: number; seed: number; bound: string }) => string;
  readonly unsettled: string;
  readonly idle: (count: number) => string;
  readonly censored: (share: string) => string;
  readonly raising: (names: string) => string;
  readonly delaying: (names: string) => string;
  readonly pairs: (unit: string) => string;
  readonly overlap: string;
  readonly reinforce: string;
  readonly noLevers: string;
  readonly families: Readonly<Record<string, string>>;
}

const en: LeversMessages = {
  title: (boundary) => `What each lever does on "${boundary}": shares that add up to the whole (Shapley values)`,
  byFamily: "By family",
  player: "Lever",
  strength: "Strength",
  peakYear: "Peak year",
  peakLevel: (unit) => `Peak level, ${unit}`,
  cumulative: (unit) => `Cumulative, ${unit}`,
  alone: "alone",
  removed: "removed",
  rest: (count) => `The other ${count} levers`,
  count: (count) => `${count} levers`,
  total: "All together",
  without: "Without the levers",
  withAll: "with all of them",
  fromTo: ({ before, after }) => `from ${before} to ${after}`,
  sumAlone: "Sum of each alone (misses by)",
  sumRemoved: "Sum of each removed (misses by)",
  exact: (runs) => `Exact: all ${runs} packages were run.`,
  sampled: ({ orders, runs, seed, bound }) =>
    `Sampled: ${orders} orders in which families come together (Owen values), ${runs} runs, seed ${seed}; ± is the standard error, asked to be below ${bound} of the whole. The sum is exact whatever the sample.`,
  idle: (count) => `${count === 1 ? "One lever changes" : `${count} levers change`} nothing on this boundary (0 each).`,
  unsettled: "Some errors are still larger than asked; --pairs allows more orders.",
  censored: (share) =>
    `In ${share} of the runs the maximum lies at an end of the years (beyond the horizon it counts as the year after it): shares of the peak year are bounds.`,
  raising: (names) => `Raise cumulative emissions: ${names}`,
  delaying: (names) => `Delay the peak: ${names}`,
  pairs: (unit) => `Pairs that overlap or strengthen each other most (cumulative, ${unit})`,
  overlap: "overlap",
  reinforce: "strengthen each other",
  noLevers: "No levers: this is a reference.",
  families: {
    demand: "Demand",
    efficiency: "Efficiency",
    structure: "Industrial structure",
    fuel_switch: "Fuel switch",
    electrification: "Electrification",
    renewables: "Renewables",
    nuclear: "Nuclear power",
    grid_imports: "Grid and imports",
    storage: "Storage and flexibility",
    industry_process: "Industrial processes",
    transport: "Transport",
    buildings: "Buildings",
    waste_agriculture: "Waste and agriculture",
    ccus: "Carbon capture",
    sinks: "Sinks",
    market: "Market",
    rest: "The others",
  },
};

const zh: LeversMessages = {
  title: (boundary) => `各项措施对“${boundary}”的贡献：各项之和等于总量（沙普利值）`,
  byFamily: "按类别",
  player: "措施",
  strength: "力度",
  peakYear: "达峰年",
  peakLevel: (unit) => `峰值，${unit}`,
  cumulative: (unit) => `累计，${unit}`,
  alone: "单独实施",
  removed: "单独去除",
  rest: (count) => `其余 ${count} 项措施`,
  count: (count) => `${count} 项措施`,
  total: "全部措施",
  without: "不采取措施",
  withAll: "采取全部措施",
  fromTo: ({ before, after }) => `由 ${before} 到 ${after}`,
  sumAlone: "逐项单独实施之和（偏差）",
  sumRemoved: "逐项单独去除之和（偏差）",
  exact: (runs) => `精确值：已运行全部 ${runs} 种组合。`,
  sampled: ({ orders, runs, seed, bound }) =>
    `抽样值：${orders} 个同类相连的次序（欧文值），共 ${runs} 次运行，随机种子 ${seed}；± 为标准误，要求低于总量的 ${bound}。无论如何抽样，合计都是精确的。`,
  idle: (count) => `另有 ${count} 项措施对本边界没有作用（均为 0）。`,
  unsettled: "部分标准误仍大于要求；可用 --pairs 增加次序数。",
  censored: (share) =>
    `在 ${share} 的运行中最高值位于年份区间的端点（期末仍未达峰的按期末后一年计）：达峰年的贡献只是界限。`,
  raising: (names) => `抬高累计排放的措施：${names}`,
  delaying: (names) => `推迟达峰的措施：${names}`,
  pairs: (unit) => `重叠或增强最显著的两两组合（累计，${unit}）`,
  overlap: "重叠",
  reinforce: "相互增强",
  noLevers: "没有措施：本情景为参考情景。",
  families: {
    demand: "需求",
    efficiency: "能效",
    structure: "产业结构",
    fuel_switch: "燃料替代",
    electrification: "电气化",
    renewables: "可再生能源",
    nuclear: "核电",
    grid_imports: "电网与外来电",
    storage: "储能与灵活性",
    industry_process: "工业过程",
    transport: "交通",
    buildings: "建筑",
    waste_agriculture: "废弃物与农业",
    ccus: "碳捕集利用与封存",
    sinks: "碳汇",
    market: "市场",
    rest: "其他",
  },
};

export const leversMessages: Readonly<Record<Language, LeversMessages>> = { en, zh };
