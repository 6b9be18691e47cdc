import type { Language } from "./messages.ts";

/** What `peakpath rebase` says. */
export interface RebaseMessages {
  readonly made: (id: string, from: string, before: number, year: number, file: string) => string;
  readonly file: (path: string) => string;
  readonly base: (year: number, before: number) => string;
  readonly quantity: string;
  readonly unit: string;
  readonly run: (before: number) => string;
  readonly balance: string;
  readonly change: string;
  readonly peaks: (unit: string) => string;
  readonly scenario: string;
  readonly boundary: string;
  readonly from: (year: number) => string;
  readonly notComputed: string;
  readonly carried: string;
  readonly words: (balance: number, run: number, paths: number) => string;
  readonly fromBalance: string;
  readonly fromRun: (year: number, before: number, words: string) => string;
  readonly fromPaths: string;
  readonly kept: (id: string, year: number) => string;
  readonly history: (year: number) => string;
  readonly notKnown: (year: number, before: number) => string;
  readonly industry: (own: boolean) => string;
  readonly derived: (plant: string, gw: string) => string;
  readonly left: (columns: string) => string;
  readonly next: (folder: string, ids: string) => string;
}

const en: RebaseMessages = {
  made: (id, from, before, year, file) => `${id}: ${from}, base year moved from ${before} to ${year} by ${file}`,
  file: (path) => `  wrote ${path}`,
  base: (year, before) => `Base year ${year}: the balance beside what the run from ${before} has for it`,
  quantity: "Quantity",
  unit: "Unit",
  run: (before) => `run from ${before}`,
  balance: "balance",
  change: "change",
  peaks: (unit) => `Peaks: year, band, level (${unit})`,
  scenario: "Scenario",
  boundary: "Boundary",
  from: (year) => `from ${year}`,
  notComputed: "not computed",
  carried: "Where the numbers come from, and what was guessed or carried over",
  words: (balance, run, paths) =>
    `  ${balance} numbers from the balance, ${run} stocks from the old run, ${paths} numbers of paths moved`,
  fromBalance:
    "  From the balance: energy, inventory, electricity, heat, transformation, by the rules of the data step",
  fromRun: (year, before, words) => `  As ${year} in the run from ${before}, with what was observed: ${words}`,
  fromPaths:
    "  Moved with the balance where they were its rule: hours, new equipment and heat, exports, limit of imports",
  kept: (id, year) =>
    `  Carried over from ${id}: growth, plans, levers, factors, reference years; observed years after ${year}`,
  history: (year) => `  History ends where it did; the years between it and ${year} are not filled`,
  notKnown: (year, before) =>
    `  Not in the balance, so as in the run from ${before}: how ${year}'s wind, solar and imports divide by kind, biomass power, charging of vehicles, data centres`,
  industry: (own) =>
    own
      ? "  Industry by branch: shares of the data step (fuels CEADs of the newest year, electricity and heat recalled)"
      : "  Industry by branch: shares of the old run",
  derived: (plant, gw) =>
    `  Capacity of ${plant}: derived, ${gw} GW; the balance has more generation than what stands in the old run can give`,
  left: (columns) => `  Columns without use in the model: ${columns}`,
  next: (folder, ids) => `Next: ${folder === "" ? "" : `cd ${folder} && `}peakpath run ${ids}`,
};

const zh: RebaseMessages = {
  made: (id, from, before, year, file) => `${id}：${from}，基年由${before}移至${year}，依据 ${file}`,
  file: (path) => `  已写入 ${path}`,
  base: (year, before) => `基年${year}：平衡表与${before}年起算结果对照`,
  quantity: "指标",
  unit: "单位",
  run: (before) => `${before}年起算`,
  balance: "平衡表",
  change: "变化",
  peaks: (unit) => `峰值：年份、区间、水平(${unit})`,
  scenario: "情景",
  boundary: "边界",
  from: (year) => `自${year}年`,
  notComputed: "未计算",
  carried: "数据来源，以及推定和沿用的内容",
  words: (balance, run, paths) => `  平衡表 ${balance} 个数，原情景存量 ${run} 个数，移动路径 ${paths} 个数`,
  fromBalance: "  取自平衡表：能源、清单、电力、热力、加工转换，按数据步骤的规则",
  fromRun: (year, before, words) => `  取自${before}年起算情景的${year}年值(含观测值)：${words}`,
  fromPaths: "  随平衡表移动(原按其规则推定者)：利用小时、新增设备与供热结构、外送电、外来电上限",
  kept: (id, year) => `  沿用 ${id}：增长、规划、措施、系数、对比年；${year}年以后的观测年份`,
  history: (year) => `  历史数据截止年不变；其后至${year}年之间未补齐`,
  notKnown: (year, before) =>
    `  平衡表未给出，取${before}年起算值：${year}年风电、光伏和外来电的构成，生物质发电，车辆充电，数据中心`,
  industry: (own) =>
    own ? "  工业分行业：按数据步骤的份额(燃料用最新CEADs，电力和热力为回忆值)" : "  工业分行业：按原情景份额",
  derived: (plant, gw) => `  ${plant} 装机为推算：${gw} 吉瓦；平衡表发电量超出原情景装机所能`,
  left: (columns) => `  模型未使用的列：${columns}`,
  next: (folder, ids) => `下一步：${folder === "" ? "" : `cd ${folder} && `}peakpath run ${ids}`,
};

export const rebaseMessages: Readonly<Record<Language, RebaseMessages>> = { en, zh };
