import type { DesignKind } from "../../batch/batch.ts";
import type { Language } from "./messages.ts";

/** What the report of a batch says. */
export interface BatchReportMessages {
  readonly designs: Readonly<Record<DesignKind, string>>;
  readonly head: (batch: { runs: string; design: string; inputs: number; seed: number }) => string;
  readonly failed: (count: string, share: string) => string;
  readonly failure: (run: number, reason: string) => string;
  readonly feedsNothing: (count: number) => string;
  readonly contradicts: (inputs: string) => string;
  readonly noResult: string;
  readonly probability: string;
  readonly frequency: string;
  readonly by: (year: number) => string;
  readonly notBy: (year: number) => string;
  readonly levelColumn: (unit: string) => string;
  readonly errorNotes: Readonly<Record<DesignKind, string>>;
  readonly shareNote: string;
  readonly condition: (condition: ConditionWords) => string;
  readonly joint: (boundary: string, unit: string) => string;
  readonly year: string;
  readonly runsShare: string;
  readonly upTo: string;
  readonly levelRange: string;
  readonly otherYears: (count: number) => string;
  readonly fan: (what: string, unit: string) => string;
  readonly fanMarks: string;
  readonly fanKept: (runs: string) => string;
  readonly fanBinned: string;
  readonly matters: (outcome: string) => string;
  readonly peakYear: (boundary: string) => string;
  readonly peakLevel: (boundary: string) => string;
  readonly targetMet: (target: string) => string;
  readonly input: string;
  readonly first: string;
  readonly total: string;
  readonly effect: string;
  readonly spread: string;
  readonly explained: string;
  readonly direction: string;
  readonly raises: string;
  readonly lowers: string;
  readonly later: string;
  readonly earlier: string;
  readonly helps: string;
  readonly hurts: string;
  readonly bothWays: string;
  readonly givenNote: (runs: string, noise: string) => string;
  readonly sobolNote: (blocks: string) => string;
  readonly morrisNote: (trajectories: string) => string;
  readonly nothingMatters: string;
  readonly targets: string;
  readonly met: string;
  readonly margin: string;
  readonly openRuns: (count: string) => string;
  readonly peakBy: (target: { what: string; year: number; below: string | undefined }) => string;
  readonly inYear: (target: { what: string; year: number; condition: string }) => string;
  readonly boxes: string;
  readonly alwaysMet: string;
  readonly neverMet: string;
  readonly listed: (targets: readonly string[]) => string;
  readonly moreBoxes: (count: number) => string;
  readonly tablesLeftOut: string;
  /** Of a target that no run tells apart. */
  readonly boxNeedsBoth: (target: string, met: boolean) => string;
  readonly noBox: (target: string, share: string) => string;
  readonly box: (box: { target: string; share: string; density: string }) => string;
  readonly boxShares: (box: { mass: string; coverage: string }) => string;
  readonly byChance: string;
  readonly boxNote: (runs: string) => string;
  readonly and: (parts: readonly string[]) => string;
  readonly limit: (limit: LimitWords) => string;
  /** Words in pictures. */
  readonly drawn: {
    readonly fan: (region: string, what: string) => string;
    readonly probability: string;
    readonly probabilityAxis: string;
    readonly range: (low: string, high: string) => string;
    readonly median: string;
    readonly index: string;
    readonly later: string;
    readonly earlier: string;
    readonly raises: string;
    readonly lowers: string;
    readonly missed: (target: string) => string;
    readonly missedNote: (share: string) => string;
    readonly box: (box: { number: number; conditions: string; density: string; coverage: string }) => string;
    readonly note: (batch: { runs: string; design: string }) => string;
  };
}

/** What the shares of a batch hold under. */
export interface ConditionWords {
  /** Whether levers are among the inputs. */
  readonly variesLevers: boolean;
  /** How inputs move; undefined where no distribution is drawn from. */
  readonly inputs: "low_high" | "spread" | "correlated" | undefined;
  readonly several: boolean;
}

/** A limit of a box: its bounds are text with unit where the input has one. */
export interface LimitWords {
  readonly name: string;
  readonly as: "scale" | "shift" | "value" | "strength" | "start" | "delay" | "within";
  readonly low: string | undefined;
  readonly high: string | undefined;
}

function between(low: string | undefined, high: string | undefined, words: Record<"above" | "below" | "from", string>) {
  if (low === undefined) return `${words.below} ${high}`;
  return high === undefined ? `${words.above} ${low}` : `${words.from} ${low} and ${high}`;
}

const usual = { above: "above", below: "below", from: "between" };

function limitEn({ name, as, low, high }: LimitWords): string {
  switch (as) {
    case "strength":
      return `${name} at a strength ${between(low, high, usual)}`;
    case "start":
      return `${name} started ${between(low, high, { above: "after", below: "before", from: "between" })}`;
    case "delay":
      return `${name} delayed by ${between(low, high, { above: "more than", below: "less than", from: "between" })}`;
    case "scale":
      return `${name} ${between(low, high, usual)} of the scenario's values`;
    case "shift":
      return `${name} shifted by ${between(low, high, { above: "more than", below: "less than", from: "between" })}`;
    case "value":
    case "within":
      return `${name} ${between(low, high, usual)}`;
  }
}

function conditionEn({ variesLevers, inputs, several }: ConditionWords): string {
  const levers = variesLevers
    ? "With all levers that are no input carried out as the scenario has them"
    : "With all levers carried out as the scenario has them";
  if (inputs === undefined) return `${levers}.`;
  if (inputs === "correlated")
    return `${levers}; inputs move within their stated spreads, correlated as the design says.`;
  const within = inputs === "low_high" ? "between their stated low and high" : "within their stated spreads";
  return `${levers}; inputs move independently ${within}${several ? ", so that many inputs average out" : ""}.`;
}

function conditionZh({ variesLevers, inputs, several }: ConditionWords): string {
  const levers = variesLevers ? "前提：未列为输入的各项举措均按情景落实" : "前提：各项举措均按情景全部落实";
  if (inputs === undefined) return `${levers}。`;
  if (inputs === "correlated") return `${levers}；各输入在给定分布内变动，相关性按设计给定。`;
  const within = inputs === "low_high" ? "在给定的低值与高值之间" : "在给定分布内";
  return `${levers}；各输入${within}相互独立变动${several ? "，输入众多时彼此抵消" : ""}。`;
}

function rangeZh(low: string | undefined, high: string | undefined): string {
  if (low === undefined) return `低于 ${high}`;
  return high === undefined ? `高于 ${low}` : `在 ${low} 至 ${high} 之间`;
}

function limitZh({ name: said, as, low, high }: LimitWords): string {
  // Chinese needs no space behind Chinese, but one behind Latin letters and figures.
  const name = /[0-9A-Za-z]$/.test(said) ? `${said} ` : said;
  switch (as) {
    case "strength":
      return `${name}的力度${rangeZh(low, high)}`;
    case "start":
      if (low === undefined) return `${name}在 ${high} 年之前启动`;
      return high === undefined ? `${name}在 ${low} 年之后启动` : `${name}在 ${low} 年至 ${high} 年之间启动`;
    case "delay":
      if (low === undefined) return `${name}推迟少于 ${high}`;
      return high === undefined ? `${name}推迟超过 ${low}` : `${name}推迟 ${low} 至 ${high}`;
    case "scale":
      return `${name}${rangeZh(low, high)}（以情景取值为 100 %）`;
    case "shift":
      return `${name}的变动${rangeZh(low, high)}`;
    case "value":
    case "within":
      return `${name}${rangeZh(low, high)}`;
  }
}

const netError =
  "± is the standard error that as many independent runs would have; with these points it is usually smaller.";

const en: BatchReportMessages = {
  designs: {
    grid: "a grid",
    list: "a list",
    monte_carlo: "independent draws (Monte Carlo)",
    latin_hypercube: "a Latin hypercube",
    quasi_monte_carlo: "scrambled Sobol' points",
    sobol: "Saltelli's design over scrambled Sobol' points",
    morris: "Morris trajectories",
  },
  head: ({ runs, design, inputs, seed }) =>
    `${runs} ${runs === "1" ? "run" : "runs"}, ${design} over ${inputs} ${inputs === 1 ? "input" : "inputs"}, seed ${seed}`,
  failed: (count, share) => `Failed and left out: ${count} (${share})`,
  failure: (run, reason) => `run ${run}: ${reason}`,
  feedsNothing: (count) =>
    `Not varied: ${count} more inputs with a range that feed none of the outcomes (such as costs and pollutants)`,
  contradicts: (inputs) => `Not varied, since any other number contradicts the observed base year: ${inputs}`,
  noResult: "No run came to a result.",
  probability: "Probability that the peak is reached by",
  frequency: "Share of runs that peak by",
  by: (year) => String(year),
  notBy: (year) => `not before ${year}`,
  levelColumn: (unit) => `Level, median and 5-95 % (${unit})`,
  errorNotes: {
    grid: "Shares of the runs of this grid, not probabilities.",
    list: "Shares of the runs of this list, not probabilities.",
    monte_carlo: "± is the Monte Carlo standard error.",
    latin_hypercube: netError,
    quasi_monte_carlo: netError,
    sobol: "± is the standard error between the blocks of the design, whose runs share coordinates.",
    morris: "Shares of the runs of this screening on a grid of four levels, not probabilities.",
  },
  condition: conditionEn,
  shareNote: "The peak is the highest year; runs that are highest in the last year have none within the horizon.",
  joint: (boundary, unit) => `When and how high: ${boundary} (${unit})`,
  year: "Year",
  runsShare: "Runs",
  upTo: "Up to it",
  levelRange: "Level, median and 5-95 %",
  otherYears: (count) => `${count} other years with less than 0.5 % each`,
  fan: (what, unit) => `How it may go: ${what} (${unit})`,
  fanMarks: "█ median   ▒ half of the runs (25-75 %)   ░ nine of ten (5-95 %)",
  fanKept: (runs) => `Of ${runs} runs whose years are kept.`,
  fanBinned: "Quantiles are exact to 0.1 % of their value.",
  matters: (outcome) => `What matters most to ${outcome}`,
  peakYear: (boundary) => `the peak year (${boundary})`,
  peakLevel: (boundary) => `the peak level (${boundary})`,
  targetMet: (target) => `whether this is met: ${target}`,
  input: "Input",
  first: "Alone",
  total: "With interactions",
  effect: "Effect of its range (mu*)",
  spread: "Sigma",
  explained: "Part explained",
  direction: "More of it",
  raises: "raises it",
  lowers: "lowers it",
  later: "later",
  earlier: "earlier",
  helps: "more often met",
  hurts: "less often met",
  bothWays: "both ways",
  givenNote: (runs, noise) =>
    `Part explained: variance of the outcome that goes with this input alone, from ${runs} runs in bins (first order, bias of the bins taken off); below ${noise} it cannot be told from none.`,
  sobolNote: (blocks) =>
    `Sobol' indices of first and total order from ${blocks} blocks, with 95 % intervals (bootstrap).`,
  morrisNote: (trajectories) =>
    `Mean size of the change when an input moves over its whole range, from ${trajectories} trajectories, with 95 % intervals; a sigma as large as mu* means that it bends or interacts.`,
  nothingMatters: "It is the same in every run.",
  targets: "Targets: how often they are met",
  met: "Met",
  margin: "95 % interval",
  openRuns: (count) => `cannot be judged in ${count} runs, which count as not met`,
  peakBy: ({ what, year, below }) => `Peak by ${year}${below === undefined ? "" : ` below ${below}`}: ${what}`,
  inYear: ({ what, year, condition }) => `${what} in ${year}: ${condition}`,
  boxes: "When targets are missed",
  alwaysMet: "Met in all runs",
  neverMet: "Missed in all runs",
  listed: (targets) => targets.join("; "),
  moreBoxes: (count) => `${count} more ${count === 1 ? "box stands" : "boxes stand"} in boxes.csv (--out).`,
  tablesLeftOut:
    "experiments.csv and outcomes.csv would hold more than 20 million numbers and are left out; --keep outcomes writes them",
  boxNeedsBoth: (target, met) =>
    `"${target}" is ${met ? "met" : "missed"} in every run: there is no box of conditions for it.`,
  noBox: (target, share) => `"${target}" is missed in ${share} of the runs; no conditions stand out.`,
  box: ({ target, share, density }) => `"${target}" is missed in ${share} of the runs, but in ${density} of those with`,
  boxShares: ({ mass, coverage }) => `These are ${mass} of the runs and hold ${coverage} of all misses.`,
  byChance: "(this condition may be chance)",
  boxNote: (runs) =>
    `Boxes found by PRIM on ${runs} runs; the conditions are read off the same runs, so a plan should not lean on their last digit.`,
  and: (parts) =>
    parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`,
  limit: limitEn,
  drawn: {
    fan: (region, what) => `${region}: how it may go (${what})`,
    probability: "How likely the peak is reached by a year",
    probabilityAxis: "Probability, %",
    range: (low, high) => `${low}–${high} % of the runs`,
    median: "Median",
    index: "Part of the variance, %",
    later: "More of it: later",
    earlier: "More of it: earlier",
    raises: "More of it: higher",
    lowers: "More of it: lower",
    missed: (target) => `When this is missed: ${target}`,
    missedNote: (share) =>
      `Bars: where in its own range (0 to 100 % of its values) an input lies. Missed in ${share} of all runs.`,
    box: ({ number, conditions, density, coverage }) =>
      `${number}. ${conditions}: missed in ${density} of these runs, ${coverage} of all misses.`,
    note: ({ runs, design }) => `${runs} runs, ${design}.`,
  },
};

const netErrorZh = "± 为同样数量的独立运行的标准误差；采用此类点时实际误差通常更小。";

const zh: BatchReportMessages = {
  designs: {
    grid: "网格",
    list: "列表",
    monte_carlo: "独立抽样（蒙特卡洛）",
    latin_hypercube: "拉丁超立方",
    quasi_monte_carlo: "随机化 Sobol' 点",
    sobol: "基于随机化 Sobol' 点的 Saltelli 设计",
    morris: "Morris 轨迹",
  },
  head: ({ runs, design, inputs, seed }) => `${runs} 次运行，${design}，输入 ${inputs} 个，种子 ${seed}`,
  failed: (count, share) => `失败并略去：${count} 次（${share}）`,
  failure: (run, reason) => `运行 ${run}：${reason}`,
  feedsNothing: (count) => `未改变：另有 ${count} 个有取值范围的输入不影响所考察的结果（如成本、污染物）`,
  contradicts: (inputs) => `未改变（换任何数值都与基年观测矛盾）：${inputs}`,
  noResult: "没有一次运行得出结果。",
  probability: "在下列年份前达峰的概率",
  frequency: "在下列年份前达峰的运行占比",
  by: (year) => `${year} 年`,
  notBy: (year) => `${year} 年前未达峰`,
  levelColumn: (unit) => `峰值中位数及 5-95 %（${unit}）`,
  errorNotes: {
    grid: "为该网格各次运行的占比，不是概率。",
    list: "为该列表各次运行的占比，不是概率。",
    monte_carlo: "± 为蒙特卡洛标准误差。",
    latin_hypercube: netErrorZh,
    quasi_monte_carlo: netErrorZh,
    sobol: "± 为设计各区块之间的标准误差（同一区块的运行共用坐标）。",
    morris: "为四水平网格筛选中各次运行的占比，不是概率。",
  },
  condition: conditionZh,
  shareNote: "达峰年为数值最高的年份；最高值在最后一年的运行，视为期内未达峰。",
  joint: (boundary, unit) => `何时、多高：${boundary}（${unit}）`,
  year: "年份",
  runsShare: "运行占比",
  upTo: "累计",
  levelRange: "峰值中位数及 5-95 %",
  otherYears: (count) => `另有 ${count} 个年份，各不足 0.5 %`,
  fan: (what, unit) => `可能的走势：${what}（${unit}）`,
  fanMarks: "█ 中位数   ▒ 半数运行（25-75 %）   ░ 九成运行（5-95 %）",
  fanKept: (runs) => `取自保留逐年结果的 ${runs} 次运行。`,
  fanBinned: "分位数误差不超过其数值的 0.1 %。",
  matters: (outcome) => `对${outcome}影响最大的输入`,
  peakYear: (boundary) => `达峰年（${boundary}）`,
  peakLevel: (boundary) => `峰值（${boundary}）`,
  targetMet: (target) => `是否达到“${target}”`,
  input: "输入",
  first: "单独",
  total: "含交互",
  effect: "全范围效应（mu*）",
  spread: "sigma",
  explained: "解释比例",
  direction: "取值越大",
  raises: "越高",
  lowers: "越低",
  later: "越晚",
  earlier: "越早",
  helps: "越容易达到",
  hurts: "越难达到",
  bothWays: "两个方向",
  givenNote: (runs, noise) =>
    `解释比例：结果的方差中仅由该输入解释的部分，由 ${runs} 次运行分组估计（一阶，已扣除分组偏差）；低于 ${noise} 时与没有影响无法区分。`,
  sobolNote: (blocks) => `一阶与总阶 Sobol' 指数，取自 ${blocks} 个区块，附 95 % 区间（自助法）。`,
  morrisNote: (trajectories) =>
    `输入在全范围内变动时结果变化的平均大小，取自 ${trajectories} 条轨迹，附 95 % 区间；sigma 与 mu* 相近表示非线性或有交互。`,
  nothingMatters: "各次运行结果相同。",
  targets: "目标达到的概率",
  met: "达到",
  margin: "95 % 区间",
  openRuns: (count) => `${count} 次运行无法判定，按未达到计`,
  peakBy: ({ what, year, below }) => `不晚于 ${year} 年达峰${below === undefined ? "" : `且不超过 ${below}`}：${what}`,
  inYear: ({ what, year, condition }) => `${what}（${year} 年）${condition}`,
  boxes: "目标在什么条件下未达到",
  alwaysMet: "全部运行均达到",
  neverMet: "全部运行均未达到",
  listed: (targets) => targets.join("；"),
  moreBoxes: (count) => `另有 ${count} 组条件，见 boxes.csv（--out）。`,
  tablesLeftOut: "experiments.csv 和 outcomes.csv 将超过 2000 万个数，未写出；需要时加 --keep outcomes",
  boxNeedsBoth: (target, met) => `“${target}”在全部运行中均${met ? "" : "未"}达到，因此没有条件组可列。`,
  noBox: (target, share) => `“${target}”在 ${share} 的运行中未达到，没有突出的条件。`,
  box: ({ target, share, density }) => `“${target}”在 ${share} 的运行中未达到；同时符合下列条件时，${density} 未达到：`,
  boxShares: ({ mass, coverage }) => `符合这些条件的运行占 ${mass}，包含全部未达到情形的 ${coverage}。`,
  byChance: "（该条件可能出于偶然）",
  boxNote: (runs) => `由 PRIM 方法在 ${runs} 次运行中找出；条件取自同一批运行，末位数字不宜作为依据。`,
  and: (parts) => parts.join("，且"),
  limit: limitZh,
  drawn: {
    fan: (region, what) => `${region}：可能的走势（${what}）`,
    probability: "各年份前达峰的概率",
    probabilityAxis: "概率，%",
    range: (low, high) => `${low}–${high} % 的运行`,
    median: "中位数",
    index: "占方差的比例，%",
    later: "取值越大：越晚",
    earlier: "取值越大：越早",
    raises: "取值越大：越高",
    lowers: "取值越大：越低",
    missed: (target) => `何时未达到：${target}`,
    missedNote: (share) => `条形：输入位于自身取值范围（0 至 100 %）的何处。全部运行中未达到的占 ${share}。`,
    box: ({ number, conditions, density, coverage }) =>
      `${number}. ${conditions}：其中 ${density} 未达到，占全部未达到的 ${coverage}。`,
    note: ({ runs, design }) => `${runs} 次运行，${design}。`,
  },
};

export const batchReportMessages: Readonly<Record<Language, BatchReportMessages>> = { en, zh };
