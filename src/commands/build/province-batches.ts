import { quantileSorted } from "simple-statistics";
import { partsOf } from "../../batch/batch.ts";
import { calibratedDesign, type Design } from "../../batch/design/read-design.ts";
import { partRunner } from "../../batch/part-runner.ts";
import { openBatch, usualBackend } from "../../batch/prepare-batch.ts";
import { fitResidual, type ResidualWalk, type WindowError } from "../../questions/backtest/residual.ts";
import {
  type BacktestAccount,
  lastAccountYear,
  type PastTrends,
  pastTrends,
  totalOf,
} from "../../regions/backtest/backtest-accounts.ts";
import { extrapolatedGrowth, extrapolatedTrends, reducedRegion } from "../../regions/backtest/backtest-region.ts";
import { loadScenarios } from "../../run/load.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import { need } from "../../text/need.ts";
import { topOf } from "../../text/reader.ts";
import { type PastErrors, pastErrors, provinceData } from "../backtest/run.ts";

/** The year that is forecast from, and runs of each batch. */
const FROM = 2010;
const RUNS = 2048;
/** How many of 30 provinces the band of the last year may hold. */
const HELD = { least: 24, most: 29 };

/** What one province's batch said of a year, beside what came. */
interface Told {
  readonly year: number;
  readonly observed: number;
  /** Of the scenario itself. */
  readonly path: number;
  /** At 5, 25, 75 and 95 %. */
  readonly quantiles: readonly number[];
}

/**
 * Coverage of provinces by what `peakpath batch` computes: every province of 2010 reduced to what its account tells, its
 * scenario and its history in a calibrated batch. The model's own error is that of the other provinces and of windows
 * that share no year with the one judged.
 */
export function batchSection(library: Library, errors: readonly WindowError[]): string[] {
  const past = pastErrors(library);
  const { accounts, factors } = provinceData(library);
  const trends = pastTrends(accounts, FROM);
  const apart = errors.filter(({ origin, horizon }) => origin >= lastAccountYear || origin + horizon <= FROM);
  const programs = sharedPrograms();
  const told = accounts.flatMap((account) => {
    const others = apart.filter(({ province }) => province !== account.id);
    const residual = fitResidual(others, past.residual.volatility_exponent);
    const scenario = reducedScenario(library, account, trends, factors, past);
    const design = withResidual(calibratedDesign(library, scenario, "as before"), residual);
    return batchTells(scenario, account, design, programs);
  });
  const lines = [FROM + 5, lastAccountYear].map((year) => {
    const judged = told.filter((one) => one.year === year);
    const within = (low: number, high: number): number =>
      judged.filter(({ observed, quantiles }) => observed >= quantiles[low] && observed <= quantiles[high]).length;
    const held = within(0, 3);
    const below = judged.filter(({ observed, quantiles }) => observed < quantiles[0]).length;
    const widths = judged.map(({ quantiles }) => Math.log(quantiles[3] / quantiles[0]) / 2).sort((a, b) => a - b);
    const errorsOf = judged.map(({ path, observed }) => Math.log(path / observed)).sort((a, b) => a - b);
    const limits = `${HELD.least}-${HELD.most}: ${held >= HELD.least && held <= HELD.most ? "pass" : "MISS"}`;
    const asked = year === lastAccountYear ? ` (${limits})` : "";
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    return `  ${FROM}-${year}: 90 % holds ${held} of ${judged.length}${asked}, ${below} lie below; 50 % ${within(1, 2)}; half-width ${percent(quantileSorted(widths, 0.5))}; median error ${percent(quantileSorted(errorsOf, 0.5))}`;
  });
  return [
    `3 PROVINCES, the same forecasts by the calibrated batch itself: ${RUNS} runs of the reduced region of ${FROM} each, growth run through the model`,
    ...lines,
  ];
}

/** The scenario of a province of a past year, with the history that tells how much its emissions vary. */
function reducedScenario(
  library: Library,
  account: BacktestAccount,
  trends: PastTrends,
  factors: ReadonlyMap<string, number>,
  { trendShare }: PastErrors,
): Scenario {
  const growth = extrapolatedGrowth(account, trends, FROM, lastAccountYear, trendShare);
  const carried = extrapolatedTrends(trends, trendShare);
  const { id, files } = reducedRegion(account, carried, factors, FROM, growth, "extrapolated");
  const [scenario] = loadScenarios(layeredLibrary(library, files), [id]);
  const variable = scenario.model.report?.peak.name ?? "";
  const history = [...account.co2.keys()]
    .filter((year) => year <= FROM && totalOf(account, year) > 0)
    .map((year) => {
      const value = totalOf(account, year);
      return {
        variable,
        cell: 0,
        year,
        given: { value, text: String(value), at: topOf(id), layer: "region" as const },
      };
    });
  return { ...scenario, region: { ...scenario.region, history } };
}

/** A design with another walk of the model's own error. */
function withResidual(design: Design, { common, ...walk }: ResidualWalk): Design {
  const { calibrated } = design;
  if (calibrated === undefined) throw new Error("a calibrated design has tables of past errors");
  const residual = { ...calibrated.certainty.residual, ...walk, common_provinces: common };
  return { ...design, calibrated: { ...calibrated, certainty: { ...calibrated.certainty, residual } } };
}

function batchTells(
  scenario: Scenario,
  account: BacktestAccount,
  design: Design,
  programs: ReturnType<typeof sharedPrograms>,
): Told[] {
  const run = runScenario(scenario, programs);
  const [boundary] = run.boundaries;
  const { batch, lanes } = openBatch({ ...run, boundaries: [boundary] }, design, { runs: RUNS }, usualBackend());
  const compute = partRunner(scenario, batch, lanes);
  const rows = partsOf(batch).flatMap(({ start, end }) => {
    const { series } = compute(start, end);
    return Array.from({ length: end - start }, (_, row) => series.subarray(row * batch.years.length));
  });
  const { years, values: levels } = boundary.series;
  const path = new Map(years.map((year, i) => [year, levels[i]]));
  return [FROM + 5, lastAccountYear].map((year) => {
    const values = rows.map((row) => row[year - FROM]).sort((a, b) => a - b);
    return {
      year,
      observed: totalOf(account, year),
      path: need(path, year),
      quantiles: [0.05, 0.25, 0.75, 0.95].map((p) => quantileSorted(values, p)),
    };
  });
}
