import type { Language } from "./messages.ts";

/** What `peakpath new` says. */
export interface NewMessages {
  readonly made: (id: string, parent: string) => string;
  readonly file: (path: string) => string;
  readonly co2: (energy: string, process: string) => string;
  readonly electricity: (use: string, imports: string, exports: string) => string;
  readonly moved: string;
  readonly anchor: (anchor: string, factor: string, doubtful: boolean) => string;
  readonly missed: (anchor: string, asked: string, reached: string) => string;
  readonly guessed: string;
  readonly guesses: Readonly<Record<string, string>>;
  readonly noRun: (parent: string) => string;
  readonly next: (id: string) => string;
}

const byParent = "by the parent's mean";

const en: NewMessages = {
  made: (id, parent) => `${id}, made of ${parent}`,
  file: (path) => `  wrote ${path}`,
  co2: (energy, process) => `  Base year: energy CO2 ${energy} Mt, process CO2 ${process} Mt`,
  electricity: (use, imports, exports) =>
    `  Electricity: use ${use} TWh, from the parent's grid ${imports}, to it ${exports}`,
  moved: "Moved to what the table gives (factor on industry's share)",
  anchor: (anchor, factor, doubtful) =>
    `  ${anchor}: times ${factor}${doubtful ? " (!) far from the parent's mean: check the number, its unit and the plants" : ""}`,
  missed: (anchor, asked, reached) => `  ${anchor}: the table asks for ${asked}, ${reached} could be reached`,
  guessed: "Guessed, because the table does not say it",
  guesses: {
    electricity_use: "electricity: homes by residents, services and industry by value added",
    coal: "coal: industry by value added of secondary industry, power by its plants",
    coke: "coke: as steel, the rest by value added of secondary industry",
    oil: "oil: vehicles by residents and GDP, industry by value added",
    gas: "gas: homes by urban residents, industry by value added",
    primary_share: `value added of agriculture: ${byParent}`,
    secondary_share: `value added of secondary industry: ${byParent}`,
    urban_share: `urban share: ${byParent}`,
    land: "land: as rural residents",
    forest_cover: "forest: as land",
    forest_stock: "forest stock: as forest area",
    crude_steel: "steel: by value added of secondary industry",
    aluminium: "aluminium: by value added of secondary industry",
    refinery: "refineries: by value added of secondary industry",
    capacity_coal: "coal plants: by value added of secondary industry",
    capacity_gas: "gas plants: by value added of secondary industry",
    capacity_nuclear: "nuclear plants: none",
    capacity_hydro: "hydro: as land",
    capacity_pumped: "pumped storage: as land",
    capacity_wind_onshore: "onshore wind: as land",
    capacity_wind_offshore: "offshore wind: none",
    capacity_solar: "solar: as land (utility) and value added of secondary industry (roofs)",
    capacity_biomass: "biomass and waste power: by residents",
  },
  noRun: (parent) => `hours of plants and grid factor: the base year's, since ${parent}/reference is not there to run`,
  next: (id) => `Next: peakpath run ${id}/reference`,
};

const zh: NewMessages = {
  made: (id, parent) => `${id}，由${parent}生成`,
  file: (path) => `  已写入 ${path}`,
  co2: (energy, process) => `  基年：能源活动二氧化碳 ${energy} 百万吨，工业过程 ${process} 百万吨`,
  electricity: (use, imports, exports) => `  电力：用电 ${use} 太瓦时，由上级电网受入 ${imports}，送出 ${exports}`,
  moved: "按表中数据调整(工业份额的倍数)",
  anchor: (anchor, factor, doubtful) =>
    `  ${anchor}：乘以 ${factor}${doubtful ? " (!) 与上级平均水平相差很大：请核对数值、单位和电厂" : ""}`,
  missed: (anchor, asked, reached) => `  ${anchor}：表中为 ${asked}，只能达到 ${reached}`,
  guessed: "表中未给出而推定的内容",
  guesses: {
    electricity_use: "用电量：居民按人口，服务业和工业按增加值",
    coal: "煤炭：工业按第二产业增加值，发电按电厂",
    coke: "焦炭：随钢铁，其余按第二产业增加值",
    oil: "油品：车辆按人口和生产总值，工业按增加值",
    gas: "天然气：居民按城镇人口，工业按增加值",
    primary_share: "第一产业增加值：按上级平均",
    secondary_share: "第二产业增加值：按上级平均",
    urban_share: "城镇化率：按上级平均",
    land: "土地：按农村人口",
    forest_cover: "森林：按土地",
    forest_stock: "森林蓄积：按森林面积",
    crude_steel: "钢铁：按第二产业增加值",
    aluminium: "电解铝：按第二产业增加值",
    refinery: "炼油：按第二产业增加值",
    capacity_coal: "煤电：按第二产业增加值",
    capacity_gas: "气电：按第二产业增加值",
    capacity_nuclear: "核电：无",
    capacity_hydro: "水电：按土地",
    capacity_pumped: "抽水蓄能：按土地",
    capacity_wind_onshore: "陆上风电：按土地",
    capacity_wind_offshore: "海上风电：无",
    capacity_solar: "光伏：集中式按土地，分布式按第二产业增加值",
    capacity_biomass: "生物质与垃圾发电：按人口",
  },
  noRun: (parent) => `机组利用小时和电网排放因子：取基年值(没有 ${parent}/reference 可运行)`,
  next: (id) => `下一步：peakpath run ${id}/reference`,
};

export const newMessages: Readonly<Record<Language, NewMessages>> = { en, zh };
