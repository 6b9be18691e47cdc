import { sumBy } from "../../statistics/sum.ts";
import { need } from "../../text/need.ts";
import type { Grid } from "../china/balance/grid.ts";
import type { TableRow } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import type { BacktestAccount, PastTrends } from "./backtest-accounts.ts";

/** Growth over the year of what drives a projection, one value a year from the year after the base year. */
export interface DriverGrowth {
  readonly gdp: readonly number[];
  readonly population: readonly number[];
  readonly thermal: readonly number[];
}

/** Whether the drivers are what came, or what the years before let expect. */
export type DriverKind = "observed" | "extrapolated";

/** The observed growth of a province's drivers. */
export function observedGrowth({ drivers }: BacktestAccount, from: number, to: number): DriverGrowth {
  const growth = (series: ReadonlyMap<number, number>): number[] =>
    Array.from({ length: to - from }, (_, i) => {
      const [before, now] = [series.get(from + i), series.get(from + i + 1)];
      if (before === undefined || now === undefined) throw new RangeError(`no driver is known of ${from + i + 1}`);
      return now / before - 1;
    });
  return { gdp: growth(drivers.gdp), population: growth(drivers.population), thermal: growth(drivers.thermal) };
}

/**
 * The province's residents grow on as in the window, its GDP per head by a share of its own growth there, since such trends
 * do not last; thermal generation follows GDP, and fuel follows both by the elasticities of the window.
 */
export function extrapolatedGrowth(
  { drivers }: BacktestAccount,
  { since, thermalElasticity }: PastTrends,
  from: number,
  to: number,
  share: number,
): DriverGrowth {
  const mean = (series: ReadonlyMap<number, number>): number =>
    (need(series, from) / need(series, since)) ** (1 / (from - since)) - 1;
  const repeat = (value: number): number[] => Array.from({ length: to - from }, () => value);
  const population = mean(drivers.population);
  const gdp = (1 + population) * ((1 + mean(drivers.gdp)) / (1 + population)) ** share - 1;
  return { gdp: repeat(gdp), population: repeat(population), thermal: repeat(thermalElasticity * gdp) };
}

/** The trends as a forecast carries them on: a share of what is a rate of its own and follows no driver. */
export function extrapolatedTrends(trends: PastTrends, share: number): PastTrends {
  const part = (moved: ReadonlyMap<string, number>) =>
    new Map([...moved].map(([carrier, more]) => [carrier, share * more]));
  return {
    ...trends,
    powerGain: 1 - (1 - trends.powerGain) ** share,
    shareMoved: new Map([...trends.shareMoved].map(([sector, moved]) => [sector, part(moved)])),
  };
}

/** A region made of a past year; its id is that of its scenario, files stand by path as a library holds them. */
export type ReducedRegion = ReturnType<typeof reducedRegion>;

/**
 * A region of the regional model made of what is known of a past year: CO2 by sector and fuel turned into fuel by the
 * national factors (Mt per Mtce), thermal generation, GDP and residents, and the trends of the years before. What the
 * account cannot tell (electricity and heat by sector, capacities, stocks, process CO2) stands neutral in
 * `data/regions/reduced.yaml`.
 */
export function reducedRegion(
  account: BacktestAccount,
  trends: PastTrends,
  factors: ReadonlyMap<string, number>,
  from: number,
  growth: DriverGrowth,
  drivers: DriverKind,
) {
  const grid = account.co2.get(from);
  if (grid === undefined) throw new RangeError(`CEADs has no account of ${account.label.en} in ${from}`);
  const id = `${account.id}_${from}_${drivers}`;
  const last = from + growth.gdp.length;
  const generation = need(account.drivers.thermal, from);
  // A forecast has seen nothing of the years behind its base year: growth that is sampled moves all that follows it.
  const seen = drivers === "observed";
  const rows = [
    ...driverRows(account, from, growth, trends),
    ...(seen
      ? []
      : [
          tableRow(
            "activity_elasticity",
            "data_centres",
            trends.thermalElasticity,
            "1",
            fitted,
            "thermal generation on GDP",
          ),
        ]),
    ...sectorRows(grid, trends, factors),
    ...powerRows(grid.get("power_heat") ?? new Map(), generation, trends, factors),
  ];
  const region = `# Written by \`peakpath backtest\`: ${account.label.en} in ${from}, reduced to what CEADs and published series tell.
region: ${id}
model: regional
label: {en: "${account.label.en} ${from}, reduced", zh: "${account.label.zh}${from}年(简化)"}
extends: reduced
base_year: ${from}
last_observed: ${seen ? last : from}
horizon: ${last + 1}
tables: [${id}/table.csv]
${seen ? `observed: [${id}/thermal.csv]\n` : ""}`;
  const scenario = `# Written by \`peakpath backtest\`.
model: regional
region: ${id}
title: {en: "Backtest from ${from}, ${drivers} drivers", zh: "${from}年回测"}
`;
  return {
    id: `${id}/backtest`,
    files: new Map([
      [`data/regions/${id}.yaml`, region],
      [`data/regions/${id}/table.csv`, tableCsv(rows)],
      ...(seen ? [[`data/regions/${id}/thermal.csv`, tableCsv(thermalRows(generation, from, growth))] as const] : []),
      [`scenarios/${id}/backtest.yaml`, scenario],
    ]),
  };
}

const ceads = "CEADs (Shan et al. 2016, 2018, 2020; Guan et al. 2021)";
const published = "published yearbook series";
const fitted = "all provinces, years before the base year";

/** A row of a region's table. */
export function tableRow(
  ...[id, members, value, unit, source, estimated, year]: [string, string, number, string, string, string, number?]
): TableRow {
  return { id, members, year, value, unit, source, estimated };
}

function driverRows(account: BacktestAccount, from: number, growth: DriverGrowth, trends: PastTrends): TableRow[] {
  const paths: [string, string, readonly number[]][] = [
    ["gdp_growth", "", growth.gdp],
    ["population_growth", "", growth.population],
    ["regional_share_growth", "steel", growth.gdp.map((rate) => (trends.elasticity.get("steel") ?? 0) * rate)],
  ];
  return [
    tableRow("base_gdp", "", need(account.drivers.gdp, from), "1e8 CNY/yr", published, "prices of 2005"),
    tableRow("base_population", "", need(account.drivers.population, from), "1e6 person", published, ""),
    ...paths.flatMap(([id, members, rates]) =>
      // The base year itself and the year behind the last one ask for a value that no result rests on.
      [0, ...rates, 0].map((rate, i) => {
        const rule = id === "regional_share_growth" ? "fitted elasticity to GDP" : "";
        return tableRow(id, members, rate, "1/yr", published, rule, from + i);
      }),
    ),
  ];
}

/** All electricity of a reduced region is thermal generation, so that its path stands under the electricity used. */
function thermalRows(base: number, from: number, growth: DriverGrowth): TableRow[] {
  let generation = base;
  const rule = "thermal generation, whoever uses it";
  return growth.thermal.map((rate, i) => {
    generation *= 1 + rate;
    return tableRow("electricity_use", "", generation, "TW*h/yr", published, rule, from + 1 + i);
  });
}

function sectorRows(grid: Grid, trends: PastTrends, factors: ReadonlyMap<string, number>): TableRow[] {
  const rows: TableRow[] = [];
  for (const [sector, cells] of grid) {
    if (sector === "power_heat") continue;
    for (const [carrier, mt] of cells) {
      const key = `${sector}.${carrier}`;
      rows.push(tableRow("inventory_fuel", key, mt, "MtCO2/yr", ceads, ""));
      const rule = "CO2 over the national factor";
      rows.push(tableRow("base_final_energy", key, mt / factorOf(factors, carrier), "Mtce/yr", ceads, rule));
    }
    for (const [carrier, share] of newShares(cells, trends.shareMoved.get(sector), factors)) {
      const rule = "share of the base year moved on as in the window before";
      rows.push(tableRow("new_share", `${sector}.${carrier}`, share, "1", fitted, rule));
    }
    if (sector === "steel") continue;
    const elasticity = Math.max(-3, Math.min(3, trends.elasticity.get(sector) ?? 0));
    rows.push(tableRow("activity_elasticity", sector, elasticity, "1", fitted, "fuel on driver"));
  }
  return rows;
}

/** Shares of the carriers in the energy of new equipment; they sum to 1, or are none where the sector burns nothing. */
function newShares(
  cells: ReadonlyMap<string, number>,
  moved: ReadonlyMap<string, number> | undefined,
  factors: ReadonlyMap<string, number>,
): [string, number][] {
  const total = sumBy(cells.values(), (mt) => mt);
  if (total <= 0) return [];
  const carriers = new Set([...cells.keys(), ...(moved?.keys() ?? [])]);
  const energy = [...carriers].map((carrier): [string, number] => {
    const share = Math.max(0, (cells.get(carrier) ?? 0) / total + (moved?.get(carrier) ?? 0));
    return [carrier, share / factorOf(factors, carrier)];
  });
  const sum = sumBy(energy, ([, value]) => value);
  return energy.map(([carrier, value]) => [carrier, value / sum]);
}

function powerRows(
  co2: ReadonlyMap<string, number>,
  generation: number,
  { powerGain }: PastTrends,
  factors: ReadonlyMap<string, number>,
): TableRow[] {
  const gain = Math.max(-0.05, Math.min(0.1, powerGain));
  return [
    tableRow("base_generation", "coal", generation, "TW*h/yr", published, "all thermal generation"),
    tableRow("base_final_energy", "data_centres.electricity", generation, "TW*h/yr", published, "whoever uses it"),
    tableRow("base_capacity", "coal", generation, "GW", "neutral", "no limit: 1000 hours"),
    tableRow("heat_rate_gain", "coal", gain, "1/yr", fitted, "CO2 of power and heat per thermal generation"),
    ...[...co2].flatMap(([carrier, mt]) => {
      const fuel = mt / factorOf(factors, carrier);
      return [
        tableRow("inventory_power", carrier, mt, "MtCO2/yr", ceads, "with heat"),
        tableRow("base_power_fuel", `coal.${carrier}`, fuel, "Mtce/yr", ceads, "CO2 over the national factor"),
      ];
    }),
  ];
}

function factorOf(factors: ReadonlyMap<string, number>, carrier: string): number {
  const factor = factors.get(carrier);
  if (factor === undefined) throw new Error(`national_parameters.csv has no emission factor of "${carrier}"`);
  return factor;
}
