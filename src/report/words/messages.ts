import type { PeakStatus } from "../../run/peak/peak-status.ts";
import type { NotComputable, TargetResult } from "../../run/targets/targets.ts";
import type { Label } from "../../text/problems.ts";

export type Language = "en" | "zh";

/** Everything that reports say in words, in both languages; a missing translation does not compile. */
export interface Messages {
  readonly colon: string;
  readonly header: (run: { model: string; base: number; observed: number; horizon: number; levers: number }) => string;
  readonly chain: string;
  readonly downscaled: string;
  readonly boundary: string;
  readonly sector: string;
  readonly peak: string;
  readonly band: string;
  readonly level: string;
  readonly status: string;
  readonly after10: string;
  readonly trend: string;
  readonly peaks: (unit: string) => string;
  readonly sectors: (unit: string) => string;
  readonly statuses: Readonly<Record<PeakStatus, string>>;
  readonly kinds: Readonly<Record<"active" | "passive", string>>;
  readonly notComputed: string;
  readonly bandNote: string;
  readonly localPeaks: string;
  readonly historyPeak: (history: {
    from: number;
    to: number;
    year: number;
    band: string;
    level: string;
    status: string;
  }) => string;
  readonly stepFromNothing: (splice: { from: number; to: number }) => string;
  readonly spliceStep: (splice: {
    from: number;
    to: number;
    step: string;
    uncertainty: string | undefined;
    one: boolean;
  }) => string;
  readonly splicedPeak: (year: number, level: string) => string;
  readonly history: string;
  readonly targets: string;
  readonly target: string;
  readonly asked: string;
  readonly found: string;
  readonly margin: string;
  readonly firstMet: string;
  readonly verdicts: Readonly<Record<TargetResult["status"], string>>;
  readonly reasons: Readonly<Record<NotComputable, string>>;
  readonly peakOf: string;
  readonly peakBy: (year: number) => string;
  readonly reductionFrom: (year: number) => string;
  readonly yearsUnit: string;
  readonly baseEstimated: string;
  readonly bandPastTarget: (year: number) => string;
  readonly indicatorWithout: (found: { years: string; at: string }) => string;
  readonly levelAbove: (level: string) => string;
  readonly points: string;
  readonly levers: (boundary: string) => string;
  readonly lever: string;
  readonly strength: string;
  readonly peakYear: string;
  readonly peakLevel: string;
  readonly cumulative: string;
  readonly allLevers: string;
  readonly leverNote: string;
  readonly censoredNote: string;
  readonly moreLevers: (count: number, command: string) => string;
  readonly noLevers: string;
  readonly flags: string;
  readonly noFlags: string;
  readonly notes: string;
  readonly inYears: string;
  readonly gaps: (count: number) => string;
  readonly observed: string;
  readonly modelled: string;
  readonly estimatedShare: string;
  readonly plan: string;
  readonly indicator: string;
  readonly unit: string;
  readonly reconstructed: string;
  readonly scenario: string;
  readonly summary: (unit: string) => string;
  readonly reversed: (reversal: { boundary: string; higher: string; lower: string; levers: string }) => string;
  readonly failed: string;
  readonly sumOf: (count: number) => string;
  readonly failedCount: (count: number) => string;
  readonly wrote: (count: number, folder: string) => string;
  readonly checked: (id: string, detail: string) => string;
  readonly counts: (counts: { levers: number; assumptions: number; targets: number; files: number }) => string;
  readonly differences: string;
  readonly noDifferences: string;
  readonly input: string;
  readonly year: string;
  readonly allYears: string;
  readonly region: string;
  readonly title: string;
  readonly family: string;
  readonly label: string;
  readonly name: string;
  readonly over: string;
  readonly formula: string;
  readonly withNumbers: string;
  readonly inputs: string;
  readonly source: string;
  readonly estimated: string;
  readonly overrides: string;
  /** How an assumption stands to its parent's path, with the number that it gives. */
  readonly rules: Readonly<Record<"as_parent" | "at_least", (text: string) => string>>;
  readonly precedence: string;
  readonly regions: string;
  readonly baseYear: string;
}

const en: Messages = {
  colon: ": ",
  header: ({ model, base, observed, horizon, levers }) =>
    `Model ${model}, base year ${base}, observed to ${observed}, horizon ${horizon}, ${levers} levers`,
  chain: "Builds on",
  downscaled: "Downscaled: every number of this region is estimated from a larger one",
  boundary: "Boundary",
  sector: "Sector",
  peak: "Peak",
  band: "Band",
  level: "Level",
  status: "Status",
  after10: "10 years on",
  trend: "Trend after, per year",
  peaks: (unit) => `Peak of each boundary (${unit})`,
  sectors: (unit) => `Order in which sectors peak (${unit})`,
  statuses: {
    rising: "rising",
    not_reached: "not reached",
    plateau: "plateau",
    peaked: "peaked",
    pseudo_peak: "pseudo-peak",
    before_base: "at or before start",
    undetermined: "undetermined",
  },
  kinds: { active: "peaked, active", passive: "peaked, passive" },
  notComputed: "not computed",
  bandNote: "Band: years within 2 % of the peak, which the numbers cannot tell from it.",
  localPeaks: "Other summits",
  historyPeak: ({ from, to, year, band, level, status }) =>
    `History ${from}-${to}: highest ${year} (${band}) at ${level} (${status})`,
  stepFromNothing: ({ from, to }) =>
    `History (${from}) is 0 or negative: its step to ${to} is not computable as a share, and nothing is claimed across it`,
  spliceStep: ({ from, to, step, uncertainty, one }) =>
    `Step between history (${from}) and ${from === to ? "this account" : "base year"} (${to}): ${step}; ${
      uncertainty === undefined
        ? "the inventory's uncertainty is not known, so nothing is claimed across it"
        : one
          ? `within the inventory's uncertainty of ${uncertainty}, read as one series`
          : `above the inventory's uncertainty of ${uncertainty}, so nothing is claimed across it`
    }`,
  splicedPeak: (year, level) => `Highest of history and projection together: ${year} at ${level}`,
  history: "history",
  targets: "Targets",
  target: "Target",
  asked: "Asked",
  found: "Found",
  margin: "Margin",
  firstMet: "First met",
  verdicts: { met: "met", missed: "MISSED", not_computable: "not computable" },
  reasons: {
    no_series: "not computed for this region",
    no_data: "the region has no data of it",
    year_not_covered: "the year is not covered",
    base_year_not_covered: "nothing is known of the year it is measured from",
    base_zero: "measured from a year in which it is 0; no share of that can be told",
    base_negative: "measured from a year in which it is negative; no share of that can be told",
    other_base_not_positive: "what it is compared with is 0 or negative in the year that both are measured from",
    crosses_zero: "falls below 0, and no yearly rate leads there",
    over_zero: "set over 0",
    over_negative: "set over a negative amount",
    not_finite: "its formula divides by 0 or has no value in a year that it takes",
    undetermined: "too few years follow the maximum",
  },
  peakOf: "Peak",
  peakBy: (year) => `by ${year}`,
  reductionFrom: (year) => `below ${year}`,
  yearsUnit: "yr",
  baseEstimated: "base year estimated",
  bandPastTarget: (year) => `band to ${year}`,
  indicatorWithout: ({ years, at }) =>
    `not computable in ${years}: the formula divides by 0 or has no finite value there (${at})`,
  levelAbove: (level) => `peaks too high, at ${level}`,
  points: "points",
  levers: (boundary) => `What each lever does on "${boundary}": alone from the reference | as part of the package`,
  lever: "Lever",
  strength: "Strength",
  peakYear: "Peak year",
  peakLevel: "Peak level",
  cumulative: "Cumulative",
  allLevers: "All levers together",
  leverNote:
    "Alone counts what levers share more than once, and in the package only what no other lever would do; neither column adds up to the whole.",
  censoredNote:
    "~ a peak lies at an end of the years (beyond the horizon it counts as the year after it), so the change of its year is a bound.",
  moreLevers: (count, command) => `${count} more with smaller effect${command === "" ? "" : `: ${command}`}`,
  noLevers: "No levers: this is a reference.",
  flags: "Flags",
  noFlags: "none",
  notes: "About the input",
  inYears: "in",
  gaps: (count) => `Model against observation: ${count} imposed values, largest differences`,
  observed: "observed",
  modelled: "formula",
  estimatedShare: "Estimated share of the base year",
  plan: "Key indicators",
  indicator: "Indicator",
  unit: "Unit",
  reconstructed: "* reconstructed by a rule, not observed",
  scenario: "Scenario",
  summary: (unit) => `Peaks side by side: year, band, level (${unit})`,
  reversed: ({ boundary, higher, lower, levers }) =>
    `On "${boundary}" the order turns round: ${higher} peaks later or higher than ${lower}. Levers that raise or delay it there: ${levers}`,
  failed: "failed",
  sumOf: (count) => `sum of ${count} regions`,
  failedCount: (count) => `${count} scenarios failed and are left out; see above`,
  wrote: (count, folder) => `${count} files in ${folder}`,
  checked: (id, detail) => `${id}: no mistakes (${detail})`,
  counts: ({ levers, assumptions, targets, files }) =>
    `${levers} levers, ${assumptions} given parameters, ${targets} targets, ${files} files`,
  differences: "Differing inputs",
  noDifferences: "The inputs are the same.",
  input: "Input",
  year: "Year",
  allYears: "all",
  region: "Region",
  title: "Title",
  family: "Family",
  label: "Label",
  name: "Name",
  over: "Over",
  formula: "Formula",
  withNumbers: "With numbers",
  inputs: "Inputs",
  source: "source",
  estimated: "estimated",
  overrides: "in place of",
  rules: {
    as_parent: (text) => `then as parent, after ${text}`,
    at_least: (text) => `the larger of its parent's and at least ${text}`,
  },
  precedence:
    "Precedence: region's parents, region, scenario's parents, scenario (assume); then levers in the order set, add, multiply, floor, ceiling; then the parameter's own limits.",
  regions: "Regions",
  baseYear: "Base year",
};

const zh: Messages = {
  colon: "：",
  header: ({ model, base, observed, horizon, levers }) =>
    `模型 ${model}，基年 ${base}，观测至 ${observed}，期末 ${horizon}，措施 ${levers} 项`,
  chain: "继承自",
  downscaled: "降尺度：本地区的数据均由上级地区估算",
  boundary: "核算边界",
  sector: "部门",
  peak: "达峰年",
  band: "平台期",
  level: "峰值",
  status: "状态",
  after10: "十年后",
  trend: "峰后年均变化",
  peaks: (unit) => `各核算边界的碳达峰（${unit}）`,
  sectors: (unit) => `各部门达峰次序（${unit}）`,
  statuses: {
    rising: "上升",
    not_reached: "期内未达峰",
    plateau: "平台",
    peaked: "已达峰",
    pseudo_peak: "伪达峰",
    before_base: "期初或更早",
    undetermined: "无法判定",
  },
  kinds: { active: "主动达峰", passive: "被动达峰" },
  notComputed: "未计算",
  bandNote: "平台期：与峰值相差不超过 2 % 的连续年份，在数值上无法与峰值区分。",
  localPeaks: "其他局部高点",
  historyPeak: ({ from, to, year, band, level, status }) =>
    `历史 ${from}-${to}：最高为 ${year} 年（${band}）${level}（${status}）`,
  stepFromNothing: ({ from, to }) => `历史（${from}）为零或负值，与 ${to} 年的衔接差无法按比例计算，不跨越衔接点作判断`,
  spliceStep: ({ from, to, step, uncertainty, one }) =>
    `历史（${from}）与${from === to ? "本清单" : "基年"}（${to}）的衔接差：${step}；${
      uncertainty === undefined
        ? "清单不确定性未知，不跨越衔接点作判断"
        : one
          ? `在清单不确定性 ${uncertainty} 以内，视为同一序列`
          : `超过清单不确定性 ${uncertainty}，不跨越衔接点作判断`
    }`,
  splicedPeak: (year, level) => `历史与预测合并后的最高值：${year} 年 ${level}`,
  history: "历史",
  targets: "目标",
  target: "目标",
  asked: "要求",
  found: "结果",
  margin: "余量",
  firstMet: "首次达到",
  verdicts: { met: "达到", missed: "未达到", not_computable: "无法计算" },
  reasons: {
    no_series: "本地区未计算该量",
    no_data: "本地区没有该数据",
    year_not_covered: "不含该年份",
    base_year_not_covered: "缺少对比年份的数据",
    base_zero: "对比年份为零，无法计算比例",
    base_negative: "对比年份为负值，无法计算比例",
    other_base_not_positive: "对比对象在对比年份为零或负值",
    crosses_zero: "由正转负，无法计算年均增速",
    over_zero: "除数为零",
    over_negative: "除数为负值",
    not_finite: "所涉年份公式除以零或无值",
    undetermined: "最高值之后年份过少",
  },
  peakOf: "达峰",
  peakBy: (year) => `不晚于 ${year} 年`,
  reductionFrom: (year) => `较 ${year} 年下降`,
  yearsUnit: "年",
  baseEstimated: "对比年份为估算",
  bandPastTarget: (year) => `平台期至 ${year} 年`,
  indicatorWithout: ({ years, at }) => `${years} 年无法计算：公式除以零或无有限值（${at}）`,
  levelAbove: (level) => `峰值过高，为 ${level}`,
  points: "个百分点",
  levers: (boundary) => `各项措施对“${boundary}”的作用：单独实施（相对参考）| 在整套措施中`,
  lever: "措施",
  strength: "力度",
  peakYear: "达峰年",
  peakLevel: "峰值",
  cumulative: "累计",
  allLevers: "全部措施合计",
  leverNote: "“单独实施”会重复计算措施间的重叠，“在整套措施中”只计其他措施无法替代的部分；两列均不等于总和。",
  censoredNote: "~ 表示峰值位于年份区间的端点（期末仍未达峰的按期末后一年计），达峰年的变化只是界限。",
  moreLevers: (count, command) => `另有 ${count} 项作用较小${command === "" ? "" : `：${command}`}`,
  noLevers: "没有措施：本情景为参考情景。",
  flags: "提示",
  noFlags: "无",
  notes: "关于输入",
  inYears: "年份",
  gaps: (count) => `模型与观测对比：共 ${count} 个观测值，差异最大者`,
  observed: "观测",
  modelled: "公式",
  estimatedShare: "基年中估算数据的占比",
  plan: "主要指标",
  indicator: "指标",
  unit: "单位",
  reconstructed: "* 按规则重建，非观测值",
  scenario: "情景",
  summary: (unit) => `各情景达峰对比：年份、平台期、峰值（${unit}）`,
  reversed: ({ boundary, higher, lower, levers }) =>
    `在“${boundary}”边界上次序相反：${higher} 的峰值晚于或高于 ${lower}。在此边界上抬高或推迟峰值的措施：${levers}`,
  failed: "失败",
  sumOf: (count) => `${count} 个地区合计`,
  failedCount: (count) => `${count} 个情景失败，已略去，见上`,
  wrote: (count, folder) => `已在 ${folder} 写入 ${count} 个文件`,
  checked: (id, detail) => `${id}：没有错误（${detail}）`,
  counts: ({ levers, assumptions, targets, files }) =>
    `措施 ${levers} 项，给定参数 ${assumptions} 个，目标 ${targets} 个，文件 ${files} 个`,
  differences: "输入差异",
  noDifferences: "输入完全相同。",
  input: "输入",
  year: "年份",
  allYears: "全部",
  region: "地区",
  title: "标题",
  family: "类别",
  label: "名称",
  name: "标识",
  over: "维度",
  formula: "公式",
  withNumbers: "代入数值",
  inputs: "输入",
  source: "来源",
  estimated: "估算",
  overrides: "替代",
  rules: {
    as_parent: (text) => `此后与上级相同（then: as parent），之前为 ${text}`,
    at_least: (text) => `取上级数值与下限 ${text} 中较大者（hold: at least）`,
  },
  precedence:
    "优先级：地区的上级、地区、情景的上级、情景（assume）；然后措施依次按 set、add、multiply、floor、ceiling 作用；最后受参数自身上下限约束。",
  regions: "地区",
  baseYear: "基年",
};

export const messages: Readonly<Record<Language, Messages>> = { en, zh };

/** A label in the language of the report. */
export function say(label: Label, language: Language): string {
  return label[language];
}
