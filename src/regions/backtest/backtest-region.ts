import type { Grid } from "../china/balance/grid.ts";
import type { TableRow } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import type { BacktestAccount } from "./backtest-accounts.ts";
import type { PastTrends } from "./backtest-trends.ts";

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

/** The mean growth of the province's own GDP and residents in the window goes on; thermal generation follows GDP. */
export function extrapolatedGrowth(
  account: BacktestAccount,
  trends: PastTrends,
  from: number,
  to: number,
): DriverGrowth {
  const mean = (series: ReadonlyMap<number, number>): number =>
    ((series.get(from) as number) / (series.get(trends.since) as number)) ** (1 / (from - trends.since)) - 1;
  const repeat = (value: number): number[] => Array.from({ length: to - from }, () => value);
  const gdp = mean(account.drivers.gdp);
  return {
    gdp: repeat(gdp),
    population: repeat(mean(account.drivers.population)),
    thermal: repeat(trends.thermalElasticity * gdp),
  };
}

export interface ReducedRegion {
  /** Also the id of its scenario. */
  readonly id: string;
  /** Files by path as a library holds them. */
  readonly files: ReadonlyMap<string, string>;
}

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
): ReducedRegion {
  const grid = account.co2.get(from);
  if (grid === undefined) throw new RangeError(`CEADs has no account of ${account.label.en} in ${from}`);
  const id = `${account.id}_${from}_${drivers}`;
  const last = from + growth.gdp.length;
  const rows = [
    ...driverRows(account, from, growth, trends),
    ...sectorRows(grid, trends, factors),
    ...powerRows(grid, account, from, trends, factors),
  ];
  const region = `# Written by \`peakpath backtest\`: ${account.label.en} in ${from}, reduced to what CEADs and published series tell.
region: ${id}
model: regional
label: {en: "${account.label.en} ${from}, reduced", zh: "${account.label.zh}${from}年(简化)"}
extends: reduced
base_year: ${from}
last_observed: ${last}
horizon: ${last + 1}
tables: [${id}/table.csv]
observed: [${id}/thermal.csv]
`;
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
      [`data/regions/${id}/thermal.csv`, tableCsv(thermalRows(account, from, growth))],
      [`scenarios/${id}/backtest.yaml`, scenario],
    ]),
  };
}

const ceads = "CEADs (Shan et al. 2016, 2018, 2020; Guan et al. 2021)";
const published = "published yearbook series";
const fitted = "all provinces, years before the base year";

function row(id: string, members: string, value: number, unit: string, source: string, estimated: string): TableRow {
  return { id, members, year: undefined, value, unit, source, estimated };
}

function driverRows(account: BacktestAccount, from: number, growth: DriverGrowth, trends: PastTrends): TableRow[] {
  const paths: [string, string, readonly number[]][] = [
    ["gdp_growth", "", growth.gdp],
    ["population_growth", "", growth.population],
    ["regional_share_growth", "steel", growth.gdp.map((rate) => (trends.elasticity.get("steel") ?? 0) * rate)],
  ];
  return [
    row("base_gdp", "", account.drivers.gdp.get(from) as number, "1e8 CNY/yr", published, "prices of 2005"),
    row("base_population", "", account.drivers.population.get(from) as number, "1e6 person", published, ""),
    ...paths.flatMap(([id, members, rates]) =>
      // The base year itself and the year behind the last one ask for a value that no result rests on.
      [0, ...rates, 0].map((rate, i) => ({
        ...row(id, members, rate, "1/yr", published, id === "regional_share_growth" ? "fitted elasticity to GDP" : ""),
        year: from + i,
      })),
    ),
  ];
}

/** All electricity of a reduced region is thermal generation, so that its path stands under the electricity used. */
function thermalRows(account: BacktestAccount, from: number, growth: DriverGrowth): TableRow[] {
  let generation = account.drivers.thermal.get(from) as number;
  return growth.thermal.map((rate, i) => {
    generation *= 1 + rate;
    const rule = "thermal generation, whoever uses it";
    return { ...row("electricity_use", "", generation, "TW*h/yr", published, rule), year: from + 1 + i };
  });
}

function sectorRows(grid: Grid, trends: PastTrends, factors: ReadonlyMap<string, number>): TableRow[] {
  const rows: TableRow[] = [];
  for (const [sector, cells] of grid) {
    if (sector === "power_heat") continue;
    for (const [carrier, mt] of cells) {
      const key = `${sector}.${carrier}`;
      rows.push(row("inventory_fuel", key, mt, "MtCO2/yr", ceads, ""));
      const rule = "CO2 over the national factor";
      rows.push(row("base_final_energy", key, mt / factorOf(factors, carrier), "Mtce/yr", ceads, rule));
    }
    for (const [carrier, share] of newShares(cells, trends.shareMoved.get(sector), factors)) {
      const rule = "share of the base year moved on as in the window before";
      rows.push(row("new_share", `${sector}.${carrier}`, share, "1", fitted, rule));
    }
    const elasticity = trends.elasticity.get(sector) ?? 0;
    if (sector !== "steel")
      rows.push(
        row("activity_elasticity", sector, Math.max(-3, Math.min(3, elasticity)), "1", fitted, "fuel on driver"),
      );
  }
  return rows;
}

/** Shares of the carriers in the energy of new equipment; they sum to 1, or are none where the sector burns nothing. */
function newShares(
  cells: ReadonlyMap<string, number>,
  moved: ReadonlyMap<string, number> | undefined,
  factors: ReadonlyMap<string, number>,
): [string, number][] {
  const total = [...cells.values()].reduce((a, b) => a + b, 0);
  if (total <= 0) return [];
  const carriers = new Set([...cells.keys(), ...(moved?.keys() ?? [])]);
  const energy = [...carriers].map((carrier): [string, number] => {
    const share = Math.max(0, (cells.get(carrier) ?? 0) / total + (moved?.get(carrier) ?? 0));
    return [carrier, share / factorOf(factors, carrier)];
  });
  const sum = energy.reduce((a, [, value]) => a + value, 0);
  return energy.map(([carrier, value]) => [carrier, value / sum]);
}

function powerRows(
  grid: Grid,
  account: BacktestAccount,
  from: number,
  trends: PastTrends,
  factors: ReadonlyMap<string, number>,
): TableRow[] {
  const generation = account.drivers.thermal.get(from) as number;
  const rows = [
    row("base_generation", "coal", generation, "TW*h/yr", published, "all thermal generation"),
    row("base_final_energy", "data_centres.electricity", generation, "TW*h/yr", published, "whoever uses it"),
    row("base_capacity", "coal", generation, "GW", "neutral", "no limit: 1000 hours"),
    row(
      "heat_rate_gain",
      "coal",
      Math.max(-0.05, Math.min(0.1, trends.powerGain)),
      "1/yr",
      fitted,
      "CO2 of power and heat per thermal generation",
    ),
  ];
  for (const [carrier, mt] of grid.get("power_heat") ?? []) {
    rows.push(row("inventory_power", carrier, mt, "MtCO2/yr", ceads, "with heat"));
    const fuel = mt / factorOf(factors, carrier);
    rows.push(row("base_power_fuel", `coal.${carrier}`, fuel, "Mtce/yr", ceads, "CO2 over the national factor"));
  }
  return rows;
}

function factorOf(factors: ReadonlyMap<string, number>, carrier: string): number {
  const factor = factors.get(carrier);
  if (factor === undefined) throw new Error(`national_parameters.csv has no emission factor of "${carrier}"`);
  return factor;
}
