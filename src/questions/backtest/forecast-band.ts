import { quantileSorted } from "simple-statistics";
import { exp } from "../../engine/program/elementary.ts";
import { volatilityScale } from "../../run/certainty.ts";
import { normalQuantile } from "../../statistics/distributions/normal.ts";
import { studentScore } from "../../statistics/distributions/student.ts";
import { randomNumbers } from "../../statistics/random.ts";
import { sumBy } from "../../statistics/sum.ts";
import type { FuelPath } from "./backtest-projection.ts";
import type { ResidualWalk } from "./residual.ts";

/** How far growth of the economy and of CO2 per economy missed what was projected; names as in economy.csv. */
export interface GrowthErrors {
  readonly gdp_persistence: number;
  readonly gdp_spread: number;
  readonly gdp_degrees: number;
  readonly intensity_persistence: number;
  readonly intensity_spread: number;
  readonly intensity_degrees: number;
  readonly correlation: number;
  readonly sector_share: number;
  readonly factor: number;
  /** Median of the regions that they were measured on, and the power of a region's own over it that they grow by. */
  readonly volatility: number;
  readonly forecast_volatility_exponent: number;
}

/** What CO2 of a year is expected to lie below with these probabilities, Mt. */
export interface Band {
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

const RUNS = 2000;

/**
 * Draws bands around forecasts, one a year from the base year on. Errors of growth of the economy and of CO2 per economy
 * add up to errors of growth of CO2: they are multiplied onto the forecast as they were measured, one to one. A batch runs
 * its model with them, and so that they arrive there as they do here, what the model makes of growth is taken off those of
 * CO2 per economy. Errors are as much larger as the region is more volatile than those that they
 * were measured on, by the power that was chosen for forecasts of countries. `volatility` is that of the region's own account, `seed` the region's own.
 */
export function forecastBands(economy: GrowthErrors, residual: ResidualWalk) {
  const { correlation, sector_share: share } = economy;
  const scores = [economy.gdp_degrees, economy.intensity_degrees, residual.degrees].map(studentScore);
  const [gdpScore, intensityScore, stepScore] = scores;

  return (forecast: readonly FuelPath[], volatility: number, seed: number): Band[] => {
    const random = randomNumbers(seed);
    // Never 0, which no normal score belongs to.
    const score = (): number => normalQuantile(random() + 2 ** -33);
    const scale =
      economy.factor * volatilityScale(volatility, economy.volatility, economy.forecast_volatility_exponent);
    const gdpError = () => persistent(economy.gdp_persistence, scale * economy.gdp_spread);
    const intensityError = () => persistent(economy.intensity_persistence, scale * economy.intensity_spread);
    const size = residual.spread * volatilityScale(volatility, residual.volatility, residual.volatility_exponent);
    // All fuels of a sector err alike.
    const sectors = [...new Set(forecast.map(({ sector }) => sector))].map((sector) => {
      const paths = forecast.filter((path) => path.sector === sector);
      return forecast[0].values.map((_, year) => sumBy(paths, ({ values }) => values[year]));
    });
    const drawn = Array.from(forecast[0].values, () => new Float64Array(RUNS));
    for (let run = 0; run < RUNS; run++) {
      const [gdp, intensity] = [gdpError(), intensityError()];
      const own = sectors.map(intensityError);
      const apart = new Float64Array(sectors.length);
      let together = 0;
      for (const [year, totals] of drawn.entries()) {
        if (year > 0) {
          const z = score();
          together += gdp(gdpScore(z));
          together += intensity(intensityScore(correlation * z + Math.sqrt(1 - correlation ** 2) * score()));
          together += size * stepScore(score());
          for (const [i, error] of own.entries()) apart[i] += Math.sqrt(share) * error(intensityScore(score()));
        }
        let total = 0;
        for (let i = 0; i < sectors.length; i++) total += sectors[i][year] * exp(together + apart[i]);
        totals[run] = total;
      }
    }
    return drawn.map((totals) => {
      const sorted = [...totals.sort()];
      const [p05, p25, p50, p75, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantileSorted(sorted, p));
      return { p05, p25, p50, p75, p95 };
    });
  };
}

/** An autoregression that starts from the spread that it keeps. */
function persistent(persistence: number, spread: number): (step: number) => number {
  let state: number | undefined;
  return (step) => {
    state = state === undefined ? step : persistence * state + Math.sqrt(1 - persistence ** 2) * step;
    return spread * state;
  };
}
