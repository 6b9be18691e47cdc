import type { CertaintyLayout } from "../engine/language/model.ts";
import { exp, log } from "../engine/program/elementary.ts";
import { type EconomyErrors, type ResidualErrors, volatilityScale } from "../run/certainty.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { studentScore } from "../statistics/distributions/student.ts";
import { type ErrorPath, errorPath, spreadOfMean } from "../statistics/persistence.ts";
import { keyOf, normalYears } from "../statistics/points/draws.ts";
import { square, sumBy } from "../statistics/sum.ts";
import type { GrowthResponse, GrowthShifts } from "./growth-shifts.ts";

/** What stands for a layer where one number of it is printed, and the last year up to which or in which it is taken. */
export const layerMeasures = ["growth", "intensity", "residual"] as const;
export type LayerMeasure = (typeof layerMeasures)[number];
const MEASURED_TO = 2035;

/** Streams of draws; a sector has one by its name. */
const Stream = { growth: 0, intensity: 1, residual: 2, project: 3 } as const;
/** The key of what all regions share. */
const EVERYWHERE = 0;

/** What is drawn year by year, beside the dimensions of the points: every number is a function of seed, run and year. */
export interface Layers {
  /** Adds the economy's errors of a run to a parameter's values; whether the parameter has any. */
  readonly addErrors: (parameter: string, run: number, values: Float64Array) => void;
  /** The places of a parameter's values that they change, ascending; none of most parameters. */
  readonly changed: (parameter: string) => Int32Array;
  /** The parameters that they change. */
  readonly parameters: readonly string[];
  /** What the model's error multiplies by in each year of a run, 1 up to the last account or the last year whose fuels are known; the row is used again. */
  readonly residual: (run: number) => Float64Array;
  /** What a value of a variable is in a year with this factor; undefined for one that does not carry the model's error. */
  readonly carrier: (variable: string) => ((value: number, factor: number) => number) | undefined;
  /** A standard normal number of a project in a run. */
  readonly luck: (id: string, run: number) => number;
  /** The number of a run that stands for a layer to a year: a mean of growth, or the logarithm of the model's error. */
  readonly measure: (measure: LayerMeasure, run: number, year: number) => number;
  /** The standard deviation of that number. */
  readonly deviation: (measure: LayerMeasure, year: number) => number;
  /** The last year for which it is taken, and the one behind which a layer begins. */
  readonly year: number;
  readonly knownTo: (measure: LayerMeasure) => number;
}

/** The errors that a layer draws from. */
export interface LayerErrors {
  readonly economy: EconomyErrors;
  readonly residual: ResidualErrors;
}

/**
 * The layers of a scenario, whose model says what they act on. Errors of growth of the economy and of CO2 per economy were
 * measured as two parts of one sum. A model passes only a part of growth on to emissions, and the negative correlation of the two
 * errors holds that already; so activity errs by what the sum has left behind the model's own `response`, and emissions err by the
 * sum itself, for which the factor was found.
 */
export function layersOf(
  scenario: Scenario,
  { residual: carriers, residualFalls, settledBy, common }: CertaintyLayout,
  shifts: GrowthShifts,
  response: GrowthResponse,
  errors: LayerErrors,
  seed: number,
): Layers {
  const { baseYear, lastObserved, horizon, years, region } = scenario;
  const { economy, residual } = errors;
  const own = keyOf(region.id);
  const first = lastObserved + 1;
  const { count } = shifts;
  // Of countries only errors of growth are known.
  const [sharedGrowth, sharedResidual] =
    common === "provinces"
      ? [economy.common_provinces, residual.common_provinces]
      : [economy.common_countries, economy.common_countries];

  const ownRow = new Float64Array(Math.max(count, years));
  const commonRow = new Float64Array(Math.max(count, years));
  /** Normal scores of so many years, with the share of variance that all regions have in common. */
  const scores = (run: number, stream: number, from: number, part: number, row: Float64Array): void => {
    const [alone, together] = [Math.sqrt(1 - part), Math.sqrt(part)];
    const here = normalYears(seed, run, own, stream, from, ownRow.subarray(0, row.length));
    const there = normalYears(seed, run, EVERYWHERE, stream, from, commonRow.subarray(0, row.length));
    for (let i = 0; i < row.length; i++) row[i] = alone * here[i] + together * there[i];
  };
  // A province whose history tells none is as the usual province is, a country as the usual country.
  const usual = common === "provinces" ? residual.volatility : economy.volatility;
  const volatility = volatilityOf(scenario) ?? usual;
  const factor = economy.factor * volatilityScale(volatility, economy.volatility, economy.forecast_volatility_exponent);
  const walkOf = (persistence: number, spread: number, degrees: number): ErrorPath => {
    return errorPath(persistence, factor * spread, studentScore(degrees));
  };
  const growthPath = walkOf(economy.gdp_persistence, economy.gdp_spread, economy.gdp_degrees);
  const { intensity_persistence, intensity_spread, intensity_degrees, sector_share } = economy;
  const intensityPath = walkOf(intensity_persistence, intensity_spread, intensity_degrees);
  const sectorPath = walkOf(intensity_persistence, intensity_spread * Math.sqrt(sector_share), intensity_degrees);

  const growthScores = new Float64Array(count);
  const intensityScores = new Float64Array(count);
  const growthErrors = new Float64Array(count);
  const intensityErrors = new Float64Array(count);
  const activityErrors = new Float64Array(count);
  const { correlation } = economy;
  const rest = Math.sqrt(1 - correlation * correlation);
  let drawn = -1;
  const drawEconomy = (run: number): void => {
    if (run === drawn) return;
    drawn = run;
    scores(run, Stream.growth, first, sharedGrowth, growthScores);
    scores(run, Stream.intensity, first, sharedGrowth, intensityScores);
    for (let i = 0; i < count; i++) intensityScores[i] = correlation * growthScores[i] + rest * intensityScores[i];
    growthPath(growthScores, growthErrors);
    intensityPath(intensityScores, intensityErrors);
    for (let i = 0; i < count; i++)
      activityErrors[i] = (intensityErrors[i] + (1 - response.economy) * growthErrors[i]) / response.activity;
  };

  const sectors = shifts.cells.map((name) => keyOf(`${region.id} ${name}`));
  const isWhole = sector_share === 0 || (sectors.length === 1 && shifts.cells[0] === "");
  const sectorErrors = new Float64Array(count);
  const cellErrors = (run: number) => (cell: number) => {
    if (isWhole) return activityErrors;
    normalYears(seed, run, sectors[cell], Stream.intensity, first, ownRow.subarray(0, count));
    sectorPath(ownRow.subarray(0, count), sectorErrors);
    for (let i = 0; i < count; i++) sectorErrors[i] = activityErrors[i] + sectorErrors[i] / response.activity;
    return sectorErrors;
  };
  const addErrors: Layers["addErrors"] = (parameter, run, values) => {
    drawEconomy(run);
    shifts.add(parameter, values, growthErrors, cellErrors(run));
  };

  const part = region.level === "nation" ? Math.sqrt(residual.nation_share) : 1;
  const spread =
    part * residual.spread * volatilityScale(volatility, residual.volatility, residual.volatility_exponent);
  const score = studentScore(residual.degrees);
  const settled = settledYear(scenario, settledBy);
  const steps = new Float64Array(years - 1);
  const factors = new Float64Array(years).fill(1);
  let known = -1;
  const drawResidual = (run: number): Float64Array => {
    if (run === known) return factors;
    known = run;
    scores(run, Stream.residual, baseYear + 1, sharedResidual, steps);
    let sum = 0;
    for (let i = 0; i < steps.length; i++) {
      if (baseYear + i + 1 <= settled) continue;
      sum += spread * score(steps[i]);
      factors[i + 1] = exp(sum);
    }
    return factors;
  };

  const measuredTo = (year: number): number => Math.max(1, Math.min(count, year - lastObserved));
  const one = new Float64Array(1);
  const keys = new Map<string, number>();
  const projectKey = (id: string): number => {
    const key = keys.get(id) ?? keyOf(`${region.id} ${id}`);
    keys.set(id, key);
    return key;
  };
  return {
    addErrors,
    changed: shifts.changed,
    parameters: shifts.parameters,
    residual: drawResidual,
    carrier: (variable) => {
      // A factor of 1 changes no bit.
      if (residualFalls.has(variable)) return (value, factor) => (factor === 1 ? value : 1 - (1 - value) * factor);
      return carriers.has(variable) ? (value, factor) => (factor === 1 ? value : value * factor) : undefined;
    },
    luck: (id, run) => normalYears(seed, run, projectKey(id), Stream.project, 0, one)[0],
    measure: (measure, run, year) => {
      if (measure === "residual") return log(drawResidual(run)[year - baseYear]);
      drawEconomy(run);
      return meanOf(measure === "growth" ? growthErrors : intensityErrors, measuredTo(year));
    },
    deviation: (measure, year) => {
      if (measure === "residual") return spread * Math.sqrt(Math.max(0, year - settled));
      return measure === "growth"
        ? spreadOfMean(economy.gdp_persistence, factor * economy.gdp_spread, measuredTo(year))
        : spreadOfMean(intensity_persistence, factor * intensity_spread, measuredTo(year));
    },
    year: Math.min(MEASURED_TO, horizon),
    knownTo: (measure) => (measure === "residual" ? settled : lastObserved),
  };
}

/**
 * The last year whose emissions are known but for the model's arithmetic: the base year, or that up to which every cell
 * that is observed of these variables has been year by year.
 */
function settledYear({ baseYear, region }: Scenario, settledBy: ReadonlySet<string>): number {
  const rows = region.observations.filter(({ variable, year }) => settledBy.has(variable) && year > baseYear);
  const cellsIn = (year: number) =>
    new Set(rows.filter((row) => row.year === year).map((row) => `${row.variable} ${row.cell}`));
  const all = new Set(rows.map((row) => `${row.variable} ${row.cell}`)).size;
  let settled = baseYear;
  while (all > 0 && cellsIn(settled + 1).size === all) settled++;
  return settled;
}

function meanOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  return sum / count;
}

/** Yearly changes that a volatility is taken from, as where the errors were fitted, and the fewest that tell one. */
const CHANGES = 10;
const LEAST_CHANGES = 8;
/** A smooth account says little about the future; as where errors were fitted. */
const STEADIEST = 0.01;

/**
 * How much the emissions of a region vary by the year, as the standard deviation of the last ten changes of their logarithm up
 * to the base year; where its history is too short to tell, undefined.
 */
function volatilityOf({ model, region, baseYear }: Scenario): number | undefined {
  const peak = model.report?.peak.name;
  const rows = region.history.filter(({ variable, year }) => variable === peak && year <= baseYear);
  const cells = [...new Set(rows.map(({ cell }) => cell))].sort((a, b) => a - b);
  const changes = cells.map((cell) => {
    const byYear = new Map(rows.filter((row) => row.cell === cell).map((row) => [row.year, row.given.value]));
    return [...byYear.keys()]
      .sort((a, b) => a - b)
      .flatMap((year) => {
        const [before, now] = [byYear.get(year - 1) ?? 0, byYear.get(year) ?? 0];
        return before > 0 && now > 0 ? [log(now / before)] : [];
      })
      .slice(-CHANGES);
  });
  const longest = changes.reduce<number[]>((best, own) => (own.length > best.length ? own : best), []);
  if (longest.length < LEAST_CHANGES) return undefined;
  const mean = meanOf(Float64Array.from(longest), longest.length);
  const squares = sumBy(longest, (change) => square(change - mean));
  return Math.max(STEADIEST, Math.sqrt(squares / (longest.length - 1)));
}
