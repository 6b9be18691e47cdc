import type { Method } from "../../questions/backtest/backtest.ts";
import type { Language } from "./messages.ts";

/** What `backtest` says in words, in both languages. */
export interface BacktestMessages {
  readonly title: (name: string, from: number, to: number) => string;
  readonly all: (count: number, kind: "provinces" | "countries") => string;
  readonly basis: Readonly<Record<"provinces" | "countries", string>>;
  readonly window: (since: number, from: number) => string;
  readonly methods: Readonly<Record<Method, string>>;
  readonly shortMethods: Readonly<Record<Method, string>>;
  readonly method: string;
  readonly observed: string;
  readonly model: string;
  readonly error: string;
  readonly bySector: string;
  readonly byFuel: string;
  readonly bySectorPooled: string;
  readonly byFuelPooled: string;
  readonly sector: string;
  readonly fuel: string;
  readonly powerHeat: string;
  readonly misses: string;
  readonly region: string;
  readonly total: string;
  readonly median: string;
  readonly mean: string;
  readonly largest: string;
  readonly modelNearer: string;
  readonly worse: (count: number) => string;
  readonly largestMisses: string;
  readonly peaks: string;
  readonly history: string;
  readonly projected: (from: number) => string;
  readonly published: string;
  readonly publishedYear: (year: number, year5: number) => string;
  readonly notPeaked: string;
  readonly agreement: (counts: { same: number; of: number; year: number; peaked: number; pseudo: number }) => string;
  readonly rebound: string;
  readonly leftOut: string;
  readonly cells: (count: number, first: string) => string;
  readonly more: (count: number) => string;
}

export const backtestMessages: Readonly<Record<Language, BacktestMessages>> = {
  en: {
    title: (name, from, to) => `${name} · backtest ${from}-${to}`,
    all: (count, kind) => `${count} ${kind}`,
    basis: {
      provinces:
        "CO2 of fuel burnt inside the province (CEADs, without process and double-counted furnace gas), MtCO2/yr. The model knows the account up to the base year only.",
      countries:
        "Fossil CO2 with cement and flaring (Global Carbon Project through Our World in Data), MtCO2/yr, by the kaya model. Energy follows from the CO2 by fuel and electricity without CO2.",
    },
    window: (since, from) => `Trends are taken from ${since}-${from}.`,
    methods: {
      observed_drivers: "Model, observed drivers",
      extrapolated_drivers: "Model, extrapolated drivers",
      persistence: "Persistence: nothing changes",
      trend: "Straight line through the years before",
      gdp_intensity: "Observed GDP, past trend of CO2 per GDP",
    },
    shortMethods: {
      observed_drivers: "Model",
      extrapolated_drivers: "Extrapolated",
      persistence: "Persistence",
      trend: "Trend",
      gdp_intensity: "GDP, intensity",
    },
    method: "Method",
    observed: "Observed",
    model: "Model",
    error: "Error",
    bySector: "By sector (model with observed drivers)",
    byFuel: "By fuel (model with observed drivers)",
    bySectorPooled: "All together by sector (model with observed drivers)",
    byFuelPooled: "All together by fuel (model with observed drivers)",
    sector: "Sector",
    fuel: "Fuel",
    powerHeat: "Power and heat",
    misses: "Largest misses",
    region: "Region",
    total: "Total",
    median: "Median |error|",
    mean: "Mean |error|",
    largest: "Largest",
    modelNearer: "Model nearer in",
    worse: (count) => `Where persistence was nearer than the model (${count}), and what the model got wrong there`,
    largestMisses: "predicted less observed",
    peaks: "Peaks of the histories",
    history: "History",
    projected: (from) => `Model from ${from}`,
    published: "Published",
    publishedYear: (year, year5) => (year === year5 ? `peaked ${year}` : `peaked ${year} (mean of 5 years: ${year5})`),
    notPeaked: "not peaked",
    agreement: ({ same, of, year, peaked, pseudo }) =>
      `Of ${peaked} that peaked as published, ${year} have their year within the band here. The verdict is the same in ${same} of ${of}; ${pseudo} that peaked as published are pseudo-peaks here, because they later rose again by more than 5 % of the peak (column Rebound).`,
    rebound: "Rebound",
    leftOut: "Left out",
    cells: (count, first) => `${count} ${count === 1 ? "cell" : "cells"} of the table, such as ${first}`,
    more: (count) => `and ${count} more`,
  },
  zh: {
    title: (name, from, to) => `${name} · ${from}-${to}年回测`,
    all: (count, kind) => (kind === "provinces" ? `${count}个省级地区` : `${count}个国家`),
    basis: {
      provinces:
        "辖区内燃料燃烧的二氧化碳(CEADs,不含工业过程与重复计算的高炉煤气),MtCO2/yr。模型只知道基年及以前的清单。",
      countries:
        "化石燃料二氧化碳(含水泥与放空燃烧,全球碳计划,经Our World in Data),MtCO2/yr,用kaya模型。能源由分燃料二氧化碳与零碳电力推算。",
    },
    window: (since, from) => `趋势取自${since}-${from}年。`,
    methods: {
      observed_drivers: "模型(实际驱动因素)",
      extrapolated_drivers: "模型(外推驱动因素)",
      persistence: "不变预测",
      trend: "此前各年的直线趋势",
      gdp_intensity: "实际GDP与过去的排放强度趋势",
    },
    shortMethods: {
      observed_drivers: "模型",
      extrapolated_drivers: "外推",
      persistence: "不变",
      trend: "趋势",
      gdp_intensity: "GDP强度",
    },
    method: "方法",
    observed: "实际",
    model: "模型",
    error: "误差",
    bySector: "分部门(模型,实际驱动因素)",
    byFuel: "分燃料(模型,实际驱动因素)",
    bySectorPooled: "合计分部门(模型,实际驱动因素)",
    byFuelPooled: "合计分燃料(模型,实际驱动因素)",
    sector: "部门",
    fuel: "燃料",
    powerHeat: "电力与热力",
    misses: "最大偏差",
    region: "地区",
    total: "合计",
    median: "绝对误差中位数",
    mean: "绝对误差平均值",
    largest: "最大",
    modelNearer: "模型更准",
    worse: (count) => `不变预测优于模型的地区(${count}个)及模型的偏差所在`,
    largestMisses: "预测减实际",
    peaks: "历史峰值",
    history: "历史",
    projected: (from) => `${from}年起的模型`,
    published: "已发表",
    publishedYear: (year, year5) => (year === year5 ? `${year}年达峰` : `${year}年达峰(五年均值${year5}年)`),
    notPeaked: "未达峰",
    agreement: ({ same, of, year, peaked, pseudo }) =>
      `已发表为达峰的${peaked}个中,${year}个的年份在本结果的平台期内。${of}个中${same}个判断一致;${pseudo}个已发表为达峰者在此为伪达峰,因其后回升超过峰值的5 %(见反弹一栏)。`,
    rebound: "反弹",
    leftOut: "未计算",
    cells: (count, first) => `表中${count}个单元格，例如 ${first}`,
    more: (count) => `另有${count}个`,
  },
};
