import type { Language } from "./messages.ts";

/** Titles, axes and notes of the pictures. */
export interface PictureMessages {
  readonly year: string;
  readonly trajectory: (region: string) => string;
  readonly history: (from: number, to: number) => string;
  readonly peakNote: string;
  readonly bandOf: (span: { from: number; to: number }) => string;
  readonly inYears: (span: { from: number; to: number }) => string;
  readonly sectors: (region: string) => string;
  readonly sectorNote: (unit: string) => string;
  readonly stack: (region: string, what: string) => string;
  readonly inYear: (year: number, text: string) => string;
  readonly stackNote: (year: number) => string;
  readonly other: string;
  readonly wedges: (boundary: string) => string;
  readonly without: string;
  readonly withAll: string;
  readonly raising: string;
  readonly wedgeNote: string;
  readonly sampledNote: string;
  readonly shares: (boundary: string) => string;
  readonly yearsEarlier: string;
  readonly peakLevel: (unit: string) => string;
  readonly cumulative: (span: { unit: string; from: number; to: number }) => string;
  readonly otherLevers: (count: number) => string;
  readonly whisker: string;
  readonly lowers: string;
  readonly raises: string;
  readonly drivers: (boundary: string) => string;
  readonly points: string;
  readonly sum: string;
  readonly peakAt: (year: number) => string;
  readonly driverNote: string;
  readonly compared: (boundary: string) => string;
  readonly difference: (ids: { first: string; second: string }) => string;
  readonly tornado: (boundary: string) => string;
  readonly tornadoNote: string;
  readonly atLow: string;
  readonly atHigh: string;
  readonly delay: (boundary: string) => string;
  readonly delayOfOne: (found: { boundary: string; years: number }) => string;
  readonly delayNote: string;
  readonly peakYear: string;
  readonly later: (years: number) => string;
  readonly costCurve: (boundary: string) => string;
  readonly costCurveNote: string;
  readonly reduction: (span: { unit: string; from: number; to: number }) => string;
  readonly made: (version: string, id: string) => string;
  readonly nothing: string;
  readonly nothingOf: (what: string) => string;
  readonly wrote: (count: number, folder: string) => string;
}

const en: PictureMessages = {
  year: "Year",
  trajectory: (region) => `${region}: emissions and their peaks`,
  history: (from, to) => `Grey: history ${from}–${to}, which is another account.`,
  peakNote: "Dot: highest year. Broad line: years within 2 % of it, which the numbers cannot tell from it.",
  bandOf: ({ from, to }) => (from === to ? `Peak ${from}` : `Peak, band ${from}–${to}`),
  inYears: ({ from, to }) => (from === to ? String(from) : `${from}–${to}`),
  sectors: (region) => `${region}: the order in which sectors peak`,
  sectorNote: (unit) => `Dot: highest year. Bar: years within 2 % of it. Behind it: the level at the peak, ${unit}.`,
  stack: (region, what) => `${region}: ${what[0].toLowerCase()}${what.slice(1)}`,
  inYear: (year, text) => `${text} in ${year}`,
  stackNote: (year) => `Behind the names: values in ${year}.`,
  other: "Other",
  wedges: (boundary) => `What takes emissions down: ${boundary}`,
  without: "Without levers",
  withAll: "With all levers",
  raising: "Raised again by levers that need energy",
  wedgeNote:
    "Shares that add up to the difference in every year (Shapley values). Below the lower line: what levers take off that others add again.",
  sampledNote: "Sampled within families (Owen values).",
  shares: (boundary) => `What each lever does: ${boundary}`,
  yearsEarlier: "Peak year, change in years",
  peakLevel: (unit) => `Peak level, change in ${unit}`,
  cumulative: ({ unit, from, to }) => `Cumulative ${from}–${to}, ${unit}`,
  otherLevers: (count) => `The other ${count} levers`,
  whisker: "Thin line: two standard errors of the sample to either side.",
  lowers: "lowers or advances",
  raises: "raises or delays",
  drivers: (boundary) => `What moves emissions: ${boundary}`,
  points: "Percentage points a year",
  sum: "Sum",
  peakAt: (year) => `Peak ${year}`,
  driverNote: "Each column is the change against the year before; emissions peak where the sum crosses zero.",
  compared: (boundary) => `Scenarios side by side: ${boundary}`,
  difference: ({ first, second }) => `Which inputs explain the difference: ${first} → ${second}`,
  tornado: (boundary) => `What the peak hangs on: ${boundary}`,
  tornadoNote: "One input at a time; behind each name: low | as it stands | high.",
  atLow: "input at its low",
  atHigh: "input at its high",
  delay: (boundary) => `What waiting costs, all levers later: ${boundary}`,
  delayOfOne: ({ boundary, years }) =>
    `What waiting costs, one lever ${years === 1 ? "1 year" : `${years} years`} later: ${boundary}`,
  delayNote: "Dot: highest year; bar: years within 2 % of it; behind it: the level at the peak.",
  peakYear: "Year of the peak",
  later: (years) => (years === 1 ? "1 year later" : `${years} years later`),
  costCurve: (boundary) => `What a tonne less costs: ${boundary}`,
  costCurveNote:
    "What saves money first, by its total saving (the area), then the cheapest; behind each name: cost per tonne. Columns that reach further are cut; levers without cost data are left out.",
  reduction: ({ unit, from, to }) => `Less emissions ${from}–${to}, ${unit}`,
  made: (version, id) => `peakpath ${version}, ${id}`,
  nothing: "there is nothing to draw",
  nothingOf: (what) => `there is nothing to draw of: ${what} (0 in every year)`,
  wrote: (count, folder) => `${count} pictures in ${folder}`,
};

const zh: PictureMessages = {
  year: "年份",
  trajectory: (region) => `${region}：碳排放及其峰值`,
  history: (from, to) => `灰线：历史 ${from}–${to}，属另一套核算。`,
  peakNote: "圆点：最高年份。粗线：与峰值相差不超过 2 % 的年份，在数值上无法与峰值区分。",
  bandOf: ({ from, to }) => (from === to ? `峰值 ${from}` : `峰值，平台期 ${from}–${to}`),
  inYears: ({ from, to }) => (from === to ? String(from) : `${from}–${to}`),
  sectors: (region) => `${region}：各部门达峰次序`,
  sectorNote: (unit) => `圆点：最高年份。横条：与峰值相差不超过 2 % 的年份。其后数值：峰值，${unit}。`,
  stack: (region, what) => `${region}：${what}`,
  inYear: (year, text) => `${year} 年 ${text}`,
  stackNote: (year) => `名称后的数值为 ${year} 年。`,
  other: "其他",
  wedges: (boundary) => `减排来自何处：${boundary}`,
  without: "无措施",
  withAll: "全部措施",
  raising: "被增加用能的措施抵消",
  wedgeNote: "各项贡献逐年之和等于两线之差（沙普利值）。下线以下：部分措施减去、又被另一些措施增加的部分。",
  sampledNote: "按类别内抽样（欧文值）。",
  shares: (boundary) => `各项措施的贡献：${boundary}`,
  yearsEarlier: "达峰年变化，年",
  peakLevel: (unit) => `峰值变化，${unit}`,
  cumulative: ({ unit, from, to }) => `累计 ${from}–${to}，${unit}`,
  otherLevers: (count) => `其余 ${count} 项措施`,
  whisker: "细线：抽样标准误的两倍。",
  lowers: "降低或提前",
  raises: "抬高或推迟",
  drivers: (boundary) => `排放的驱动因素：${boundary}`,
  points: "百分点/年",
  sum: "合计",
  peakAt: (year) => `${year} 年达峰`,
  driverNote: "每根柱为较上年的变化；合计由正转负处即为峰值。",
  compared: (boundary) => `情景对比：${boundary}`,
  difference: ({ first, second }) => `差异来自哪些输入：${first} → ${second}`,
  tornado: (boundary) => `峰值取决于什么：${boundary}`,
  tornadoNote: "每次只变动一项输入；名称后依次为低值、现值、高值。",
  atLow: "取低值",
  atHigh: "取高值",
  delay: (boundary) => `推迟的代价，全部措施推迟：${boundary}`,
  delayOfOne: ({ boundary, years }) => `推迟的代价，单项措施推迟 ${years} 年：${boundary}`,
  delayNote: "圆点：最高年份；横条：与峰值相差不超过 2 % 的年份；其后数值：峰值。",
  peakYear: "达峰年",
  later: (years) => `推迟 ${years} 年`,
  costCurve: (boundary) => `每减排一吨的成本：${boundary}`,
  costCurveNote:
    "先列节省资金的措施（按节省总额，即面积），再由低到高排列；名称后为每吨成本。超出范围的柱被截断；没有成本数据的措施未列出。",
  reduction: ({ unit, from, to }) => `减排量 ${from}–${to}，${unit}`,
  made: (version, id) => `peakpath ${version}，${id}`,
  nothing: "没有可绘制的内容",
  nothingOf: (what) => `没有可绘制的内容：${what}（各年均为零）`,
  wrote: (count, folder) => `已在 ${folder} 写入 ${count} 幅图`,
};

export const pictureMessages: Readonly<Record<Language, PictureMessages>> = { en, zh };
