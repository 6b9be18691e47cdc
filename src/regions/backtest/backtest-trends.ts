import { type BacktestAccount, firstDriverYear, totalOf } from "./backtest-accounts.ts";

/** What the years before `from` say, over all provinces together, so that the noise of one province says little. */
export interface PastTrends {
  /** First year of the window; its last is `from`. */
  readonly since: number;
  /** Change of a sector's fuel CO2 relative to that of its driver, gains of efficiency included. */
  readonly elasticity: ReadonlyMap<string, number>;
  /** Change of thermal generation relative to that of GDP. */
  readonly thermalElasticity: number;
  /** Yearly fall of the CO2 of power and heat per thermal generation. */
  readonly powerGain: number;
  /** By how much each carrier's share in a sector's fuel CO2 moved over the window. */
  readonly shareMoved: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Longest window, in years. */
const longestWindow = 10;

/** Sectors whose activity the model drives by income per head, and those by residents and income. */
const byIncome = new Set(["road_passenger"]);
const byResidentsAndIncome = new Set(["urban_homes", "rural_homes"]);

/** Trends of the window that ends in `from`; nothing later than `from` is looked at. */
export function pastTrends(accounts: readonly BacktestAccount[], from: number): PastTrends {
  const since = Math.max(firstDriverYear, from - longestWindow);
  const both = accounts.filter(({ co2 }) => co2.has(since) && co2.has(from));
  if (since >= from || both.length === 0)
    throw new RangeError(`no trend can be taken before ${from}: drivers are known from ${firstDriverYear} on`);
  const sum = (of: (account: BacktestAccount) => number): number => both.reduce((total, a) => total + of(a), 0);
  const growth = (of: (account: BacktestAccount, year: number) => number): number =>
    Math.log(sum((a) => of(a, from)) / sum((a) => of(a, since)));

  const gdp = growth((a, year) => a.drivers.gdp.get(year) as number);
  const residents = growth((a, year) => a.drivers.population.get(year) as number);
  const thermal = growth((a, year) => a.drivers.thermal.get(year) as number);

  const sectors = new Set(both.flatMap(({ co2 }) => [...(co2.get(from)?.keys() ?? [])]));
  const elasticity = new Map<string, number>();
  const shareMoved = new Map<string, Map<string, number>>();
  for (const sector of sectors) {
    if (sum((a) => totalOf(a, since, sector)) <= 0 || sum((a) => totalOf(a, from, sector)) <= 0) continue;
    const fuel = growth((a, year) => totalOf(a, year, sector));
    const income = gdp - residents;
    elasticity.set(
      sector,
      byIncome.has(sector)
        ? fuel / income
        : byResidentsAndIncome.has(sector)
          ? (fuel - residents) / income
          : fuel / gdp,
    );
    shareMoved.set(sector, movedShares(both, sector, since, from));
  }
  const power = growth((a, year) => totalOf(a, year, "power_heat"));
  return {
    since,
    elasticity,
    thermalElasticity: thermal / gdp,
    powerGain: 1 - Math.exp((power - thermal) / (from - since)),
    shareMoved,
  };
}

function movedShares(
  accounts: readonly BacktestAccount[],
  sector: string,
  since: number,
  from: number,
): Map<string, number> {
  const sharesIn = (year: number): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const { co2 } of accounts)
      for (const [carrier, mt] of co2.get(year)?.get(sector) ?? []) sums.set(carrier, (sums.get(carrier) ?? 0) + mt);
    const total = [...sums.values()].reduce((a, b) => a + b, 0);
    return new Map([...sums].map(([carrier, mt]) => [carrier, mt / total]));
  };
  const before = sharesIn(since);
  const now = sharesIn(from);
  const carriers = new Set([...before.keys(), ...now.keys()]);
  return new Map([...carriers].map((carrier) => [carrier, (now.get(carrier) ?? 0) - (before.get(carrier) ?? 0)]));
}
