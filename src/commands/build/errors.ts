import {
  baseRates,
  commonShare,
  type EconomyMember,
  type Fitted,
  fitDressing,
  fitEconomy,
  fitFactor,
} from "../../questions/backtest/fit-economy.ts";
import { backtestAccounts, totalOf } from "../../regions/backtest/backtest-accounts.ts";
import { csvOf, named } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { residualWalk, shippedPool, sourceText } from "../backtest/run.ts";

/** economy.csv and base_rates.csv of data/certainty, from the countries that are fitted and layer C as it stands. */
export function certaintyTables(library: Library): ReadonlyMap<string, string> {
  const read = (file: string): string => sourceText(library, file);
  const pool: EconomyMember[] = shippedPool(library).filter(({ role }) => role === "fitted");
  const { settings, n } = fitDressing(pool);
  const economy = fitEconomy(pool, settings);
  const values = new Map(economy.map(({ name, value }) => [name, value]));
  const source = "npm run build:errors";
  const fitted = fitFactor(pool, settings, values, residualWalk(read("data/certainty/residual.csv")));
  const rows: Fitted[] = [
    ...economy.filter(({ name }) => name !== "common_countries"),
    {
      name: "sector_share",
      value: 0.5,
      low: 0.25,
      high: 1,
      unit: "1",
      source: "assumed: variance of a sector's own path over that of the common one",
    },
    commonToProvinces((file) => read(`data/china/${file}`)),
    ...economy.filter(({ name }) => name === "common_countries"),
    {
      name: "factor",
      value: rounded(fitted.factor, 3),
      unit: "1",
      n: fitted.n,
      window: economy[0].window,
      source: `${source}: layers A and C together hold 90 % of the errors of CO2 at 5 and 10 years`,
    },
    ...(["trend_share", "volatility_exponent"] as const).map(
      (name): Fitted => ({
        name: `forecast_${name}`,
        value: name === "trend_share" ? settings.trendShare : settings.volatilityExponent,
        unit: "1",
        n,
        window: "1990-2023",
        source: `${source}: least CRPS over that of a random walk at 5 and 10 years`,
      }),
    ),
  ];
  const table = csvOf<Fitted>(
    {
      ...named("name"),
      value: (row) => rounded(row.value),
      low: (row) => rounded(row.low),
      high: (row) => rounded(row.high),
      unit: (row) => row.unit,
      n: (row) => row.n,
      window: (row) => row.window,
      source: (row) => row.source,
    },
    rows,
    { plain: true },
  );
  const rates = csvOf(
    {
      ...named("condition", "by", "share", "came", "n", "regions", "window"),
      source: () => source,
    },
    baseRates(pool).map((row) => ({ ...row, share: rounded(row.share) as number })),
    { plain: true },
  );
  return new Map([
    ["data/certainty/economy.csv", table],
    ["data/certainty/base_rates.csv", rates],
  ]);
}

/** How much of the variance of persistence's five-year errors of the provinces is common to all of an origin. */
function commonToProvinces(read: (file: string) => string): Fitted {
  const SPAN = 5;
  const accounts = backtestAccounts(read);
  const errors = accounts.flatMap((account) =>
    [...account.co2.keys()].flatMap((origin): [number, number][] => {
      const [now, then] = [totalOf(account, origin), totalOf(account, origin + SPAN)];
      return now > 0 && then > 0 ? [[origin, Math.log(then / now)]] : [];
    }),
  );
  const origins = errors.map(([origin]) => origin);
  return {
    name: "common_provinces",
    value: commonShare(errors),
    unit: "1",
    n: errors.length,
    window: `${Math.min(...origins)}-${Math.max(...origins) + SPAN}`,
    source: "npm run build:errors: the same of 30 provinces' five-year changes of CO2",
  };
}

function rounded(value: number, digits?: number): number;
function rounded(value: number | undefined, digits?: number): number | undefined;
function rounded(value: number | undefined, digits = 4): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(digits));
}
