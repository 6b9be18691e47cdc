import { quantileSorted } from "simple-statistics";
import type { Band } from "../../questions/backtest/forecast-band.ts";
import {
  fitResidual,
  judgeResidual,
  type ResidualWalk,
  volatilitySlope,
  type WindowError,
} from "../../questions/backtest/residual.ts";
import {
  accountVolatility,
  firstDriverYear,
  lastAccountYear,
  pastTrends,
} from "../../regions/backtest/backtest-accounts.ts";
import { grouped, readCsv } from "../../regions/csv.ts";
import { randomNumbers } from "../../statistics/random.ts";
import { sumBy } from "../../statistics/sum.ts";
import { csvOf, named } from "../../text/csv.ts";
import type { Library } from "../../text/library.ts";
import { leastWindow, type PastErrors, pastErrors, provinceData, provinceTests } from "../backtest/run.ts";

const errorFile = "data/certainty/province_errors.csv";
const residualFile = "data/certainty/residual.csv";

const firstOrigin = firstDriverYear + leastWindow;

/** The misses of every window that begins in `origin`, of all provinces or of some. */
export function provinceErrors(
  library: Library,
  { accounts, factors }: ReturnType<typeof provinceData>,
  origin: number,
  only?: ReadonlySet<string>,
): WindowError[] {
  const asked = accounts.filter(({ id }) => only === undefined || only.has(id));
  const span = { from: origin, to: lastAccountYear };
  const { tests } = provinceTests(library, asked, pastTrends(accounts, origin), factors, span, pastErrors(library));
  return tests.flatMap(({ id, years }, i) =>
    years.flatMap(({ year, observed, observed_drivers, extrapolated_drivers }) =>
      year === origin || observed === undefined
        ? []
        : [
            {
              province: id,
              origin,
              horizon: year - origin,
              volatility: rounded(accountVolatility(asked[i], origin)),
              given_drivers: rounded(Math.log(observed_drivers / observed)),
              forecast: rounded(Math.log(extrapolated_drivers / observed)),
            },
          ],
    ),
  );
}

/** More digits than an account has would only move from one machine to the next. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4 + 0;

/** The misses of every window of every province, and the walk that they make of the model's own error, as tables. */
export function provinceErrorFiles(library: Library): Map<string, string> {
  const origins = Array.from({ length: lastAccountYear - firstOrigin }, (_, i) => firstOrigin + i);
  const data = provinceData(library);
  const errors = origins.flatMap((origin) => provinceErrors(library, data, origin));
  const columns = named("origin", "horizon", "province", "volatility", "given_drivers", "forecast");
  return new Map([
    [errorFile, csvOf(columns, errors, { plain: true })],
    [residualFile, residualTable(errors)],
  ]);
}

/** The errors as the table of the package has them. */
export function storedErrors(library: Library): WindowError[] {
  return readCsv(library.read(errorFile) ?? "").map(({ province, ...numbers }) => ({
    province,
    ...(Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)])) as Omit<
      WindowError,
      "province"
    >),
  }));
}

/** How often provinces are drawn anew for the lows and highs of the table. */
const DRAWS = 200;

/** Table of the walk that is fitted to the errors; lows and highs draw whole provinces, with 5 to 95 % of the results. */
function residualTable(errors: readonly WindowError[]): string {
  const provinces = [...grouped(errors, ({ province }) => province).values()];
  const random = randomNumbers(1);
  const drawn = Array.from({ length: DRAWS }, () =>
    provinces.flatMap((_, i) => {
      const chosen = provinces[Math.floor(random() * provinces.length)];
      // A province that is drawn twice is two provinces.
      return chosen.map((error) => ({ ...error, province: String(i) }));
    }),
  );
  const between = (values: number[]): readonly [number, number] => {
    values.sort((a, b) => a - b);
    return [quantileSorted(values, 0.05), quantileSorted(values, 0.95)];
  };
  const slope = volatilitySlope(errors);
  const slopes = between(drawn.map(volatilitySlope));
  // What the errors do not tell from 0 is not used.
  const exponent = slopes[0] <= 0 ? 0 : slope;
  const walk = fitResidual(errors, exponent);
  const walks = drawn.map((some) => fitResidual(some, exponent));
  const fitted = "fitted to province_errors.csv";
  const row = (name: string, value: number, [low, high]: readonly [number, number], unit: string, source: string) => ({
    name,
    value: rounded(value),
    low: rounded(low),
    high: rounded(high),
    unit,
    n: errors.length,
    window: `${firstOrigin}-${lastAccountYear}`,
    source,
  });
  const own = (name: keyof ResidualWalk, unit: string, how: string) =>
    row(
      name === "common" ? "common_provinces" : name,
      walk[name],
      between(walks.map((drawnWalk) => drawnWalk[name])),
      unit,
      `${fitted}, ${how}`,
    );
  const used = exponent === 0 ? `, ${slope.toFixed(2)} is not told from 0 and not used` : "";
  const rows = [
    own("degrees", "1", "kurtosis of yearly steps"),
    own("spread", "1/yr^0.5", "root mean square over the root of years"),
    own("volatility", "1", "median of the log changes' standard deviation"),
    row("volatility_exponent", exponent, slopes, "1", `${fitted}, size of errors on volatility${used}`),
    own("common", "1", "means of windows over provinces"),
    row(
      "nation_share",
      shareOfSum(walk),
      between(walks.map(shareOfSum)),
      "1",
      `${fitted}, variance of the mean of ${PROVINCES} provinces over that of one`,
    ),
  ];
  const columns = named("name", "value", "low", "high", "unit", "n", "window", "source");
  return csvOf(columns, rows, { plain: true });
}

/** So many provinces have an account. */
const PROVINCES = 30;

/** The variance of the mean of all provinces, alike in size, over that of one: what is common, and what is left of the rest. */
function shareOfSum({ common }: ResidualWalk): number {
  return common + (1 - common) / PROVINCES;
}

/** Too narrow or too wide by no more than this, given the drivers; and how many of 30 the band of 2010 to 2019 may hold. */
const MOST_FACTOR = 1.2;
const HELD = { least: 24, most: 29 };

/** How the bands of the provinces did, a section of `npm run judge`: the model's own error, and both together. */
export function provinceSection(library: Library): string[] {
  const errors = storedErrors(library);
  const past = pastErrors(library);
  const data = provinceData(library);
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const verdict = (passes: boolean): string => (passes ? "pass" : "MISS");
  const given = [[1], [3], [5], [9, 10]].map((horizons) => {
    const judged = judgeResidual(errors, horizons, past.residual.volatility_exponent);
    const { n, in_50, in_90, factor, half_width } = judged;
    const passes = verdict(factor <= MOST_FACTOR && factor >= 1 / MOST_FACTOR);
    const asked = horizons[0] >= 5 ? ` (${(1 / MOST_FACTOR).toFixed(2)}-${MOST_FACTOR.toFixed(2)}: ${passes})` : "";
    return `  ${horizons.join(" and ")} years, n ${n}: 90 % holds ${percent(in_90)}, 50 % ${percent(in_50)}, half-width ${percent(half_width)}, too narrow by ${factor.toFixed(3)}${asked}`;
  });
  const origins = Array.from({ length: 8 }, (_, i) => firstOrigin + i);
  const windows = origins.flatMap((from) => heldFrom(library, data, from, past, errors));
  const pooled = [[5], [9, 10]].map((horizons) => {
    const some = windows.filter(({ years }) => horizons.includes(years));
    const sum = (of: (window: (typeof windows)[number]) => number): number => sumBy(some, of);
    const of = sum(({ count }) => count);
    return `  all origins, ${horizons.join(" and ")} years, n ${of}: 90 % holds ${percent(sum(({ held }) => held) / of)}, 50 % ${percent(sum(({ half }) => half) / of)}`;
  });
  const each = windows.map(({ from, years, count, held, half, below, half_width, mean }) => {
    const to = from + years;
    const passes = verdict(held >= HELD.least && held <= HELD.most);
    const asked = from === 2010 && to === lastAccountYear ? ` (${HELD.least}-${HELD.most}: ${passes})` : "";
    return `  ${from}-${to}: 90 % holds ${held} of ${count}${asked}, ${below} lie below; 50 % ${half}; half-width ${percent(half_width)}; mean error ${percent(mean)}`;
  });
  return [
    "3 PROVINCES, drivers given: band of the model's own error, fitted without the province and without windows that overlap",
    ...given,
    `3 PROVINCES, forecasts with ${past.trendShare} of past growth per head: band of errors of growth (countries) and the model's own`,
    ...pooled,
    ...each,
  ];
}

/**
 * How many provinces the bands of forecasts from `from` on hold, 5 and 10 years ahead or in the last year of the account. The
 * model's own error is that of the other provinces and of windows that share no year with the longest one judged.
 */
function heldFrom(
  library: Library,
  { accounts, factors }: ReturnType<typeof provinceData>,
  from: number,
  past: PastErrors,
  errors: readonly WindowError[],
) {
  const longest = Math.min(10, lastAccountYear - from);
  const span = { from, to: from + longest };
  const apart = errors.filter(({ origin, horizon }) => origin >= span.to || origin + horizon <= from);
  const residualOf = (id: string) =>
    fitResidual(
      apart.filter(({ province }) => province !== id),
      past.residual.volatility_exponent,
    );
  const { tests } = provinceTests(library, accounts, pastTrends(accounts, from), factors, span, past, residualOf);
  const horizons = [...new Set([5, longest])];
  return horizons.map((years) => {
    const judged = tests.flatMap(({ years: all }) => {
      const { observed, extrapolated_drivers: forecast, ...band } = all[years];
      return observed === undefined ? [] : [{ observed, forecast, ...(band as Band) }];
    });
    const count = (of: (one: (typeof judged)[number]) => boolean): number => judged.filter(of).length;
    const widths = judged.map(({ p05, p95 }) => Math.log(p95 / p05) / 2).sort((a, b) => a - b);
    return {
      from,
      years,
      count: judged.length,
      held: count(({ observed, p05, p95 }) => observed >= p05 && observed <= p95),
      half: count(({ observed, p25, p75 }) => observed >= p25 && observed <= p75),
      below: count(({ observed, p05 }) => observed < p05),
      half_width: quantileSorted(widths, 0.5),
      mean: sumBy(judged, ({ observed, forecast }) => Math.log(forecast / observed)) / judged.length,
    };
  });
}
