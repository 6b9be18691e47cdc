import type { Priced } from "../../questions/cost-curve.ts";
import type { Language } from "./messages.ts";

/** What `peakpath cost-curve` says. */
export interface CostCurveMessages {
  readonly title: (boundary: string, from: number, to: number) => string;
  readonly lever: string;
  readonly data: string;
  readonly priced: Readonly<Record<Priced, string>>;
  readonly reduction: (unit: string) => string;
  readonly running: string;
  readonly cost: (unit: string) => string;
  readonly unitCost: (unit: string) => string;
  readonly all: string;
  readonly partly: string;
  readonly unpriced: (names: string) => string;
  readonly idle: (count: number, cost: string) => string;
  readonly raising: string;
  /** In place of a cost per tonne below 0; of a lever priced in part the saving is the most it can be. */
  readonly saves: string;
  readonly savesAtMost: string;
  readonly savingNote: string;
  readonly sampled: (sample: { orders: number; runs: number; seed: number }) => string;
  readonly exact: (runs: number) => string;
  readonly note: string;
  readonly noLayout: (model: string) => string;
  readonly noData: (region: string) => string;
  readonly noLevers: string;
}

const en: CostCurveMessages = {
  title: (boundary, from, to) =>
    `What a tonne less costs on "${boundary}", ${from}-${to}, levers that save money first, then the cheapest (Shapley shares of cost over shares of emissions)`,
  lever: "Lever",
  data: "Cost data",
  priced: { all: "yes", some: "in part", none: "none" },
  reduction: (unit) => `Less, ${unit}`,
  running: "so far",
  cost: (unit) => `Cost, ${unit}`,
  unitCost: (unit) => `${unit}`,
  all: "All levers",
  partly:
    "In part (≥): some of what the lever changes has no price, so that its cost is a lower bound and its saving at most what stands there; none: only the fuel and electricity that it saves would count, so no cost per tonne is given.",
  unpriced: (names) => `Without a price: ${names}`,
  idle: (count, cost) => `${count} levers change nothing on this boundary; they cost ${cost}.`,
  raising: "adds emissions",
  saves: "saves money",
  savesAtMost: "saves at most",
  savingNote:
    "Levers that save money stand first by their total saving (column of costs), without a number per tonne: the fewer tonnes a saving is divided by, the better it would look.",
  sampled: ({ orders, runs, seed }) =>
    `Sampled: ${orders} orders, ${runs} runs, seed ${seed}; ± is the standard error. Both columns add up exactly.`,
  exact: (runs) => `Exact: all ${runs} packages were run.`,
  note: "Yearly costs (annuities of what is built, running costs, fuel, imports, priced measures) at 2020 prices, summed without discounting; national cost data, most of them estimated. No transfers such as a carbon price.",
  noLayout: (model) => `the model ${model} does not say what its levers cost (report.cost)`,
  noLevers: "No levers: there is nothing whose cost could be told.",
  noData: (region) => `there are no cost data for ${region} (cost_available is 0)`,
};

const zh: CostCurveMessages = {
  title: (boundary, from, to) =>
    `“${boundary}”每减一吨的成本，${from}-${to} 年，先列节省资金的措施，再由低到高（成本与排放的沙普利份额之比）`,
  lever: "措施",
  data: "成本数据",
  priced: { all: "有", some: "部分", none: "无" },
  reduction: (unit) => `减排，${unit}`,
  running: "累计",
  cost: (unit) => `成本，${unit}`,
  unitCost: (unit) => `${unit}`,
  all: "全部措施",
  partly:
    "部分（≥）：措施的部分作用没有价格，成本为下限（节省额为上限）；无：只剩节省的燃料与电力，因此不给出单位成本。",
  unpriced: (names) => `没有价格的参数：${names}`,
  idle: (count, cost) => `另有 ${count} 项措施对本边界没有作用，成本共 ${cost}。`,
  raising: "增加排放",
  saves: "节省资金",
  savesAtMost: "至多节省",
  savingNote:
    "节省资金的措施按节省总额（成本列）排在前面，不给出每吨数值：同样的节省额除以越少的吨数，看上去反而越好。",
  sampled: ({ orders, runs, seed }) =>
    `抽样值：${orders} 个次序，共 ${runs} 次运行，随机种子 ${seed}；± 为标准误。两列合计均精确。`,
  exact: (runs) => `精确值：已运行全部 ${runs} 种组合。`,
  note: "各年成本（新建设施年金、运维、燃料、外购电、有价格的措施），2020 年价格，累加时不贴现；采用全国成本数据，多为估计值。不含碳价等转移支付。",
  noLayout: (model) => `模型 ${model} 没有说明措施的成本（report.cost）`,
  noLevers: "没有措施，无成本可言。",
  noData: (region) => `${region} 没有成本数据（cost_available 为 0）`,
};

export const costCurveMessages: Readonly<Record<Language, CostCurveMessages>> = { en, zh };
