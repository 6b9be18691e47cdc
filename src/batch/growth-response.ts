import type { LaneProgram } from "../engine/lanes/lane-program.ts";
import { log } from "../engine/program/elementary.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { sumOf } from "../statistics/sum.ts";
import type { GrowthResponse, GrowthShifts } from "./growth-shifts.ts";
import { sampleWriter } from "./sample-writer.ts";

/** As errors of countries were measured: growth of CO2 is that of the economy and that of CO2 per economy. */
const oneToOne: GrowthResponse = { economy: 1, activity: 1 };

/** Growth is moved by so much either way, 1/yr. */
const SHIFT = 0.005;
/** Years ahead of which the mean is taken: those by which the factor on errors of growth is found. */
const SPANS = [5, 10];
/** Emissions that follow activity by less than this would ask for errors of it that no region has made. */
const LEAST = 0.5;

/**
 * How a scenario's emissions respond to growth, from runs of its program with a little more and a little less of it; one to
 * one where they cannot tell, because a run has no result or the emissions are not above 0.
 */
export function growthResponse(
  scenario: Scenario,
  shifts: GrowthShifts,
  lanes: LaneProgram,
  emissions: { readonly variable: string; readonly cell: number },
): GrowthResponse {
  const { count, parameters, changed, add } = shifts;
  const ahead = SPANS.map((years) => Math.min(years, count));
  const behind = scenario.lastObserved - scenario.baseYear;
  const logsOf = (economy: number, activity: number): readonly number[] => {
    const [more, beside] = [economy, activity].map((by) => new Float64Array(count).fill(by));
    const moved = sampleWriter(scenario, [], lanes, {
      parameters,
      changed,
      addErrors: (parameter, _, values) => add(parameter, values, more, () => beside),
      luck: () => 0,
    });
    const none = new Float64Array(0);
    for (let lane = 0; lane < lanes.count; lane++) moved.take(none, lane);
    moved.write();
    const [error] = lanes.run();
    if (error !== undefined || lanes.broken(0) !== undefined) return [];
    const series = lanes.series(0, emissions.variable, emissions.cell);
    return ahead.map((years) => log(series[behind + years]));
  };
  const response = (economy: number, activity: number): number => {
    const [low, high] = [logsOf(-economy, -activity), logsOf(economy, activity)];
    if (low.length === 0 || high.length === 0) return Number.NaN;
    return sumOf(ahead.map((years, i) => (high[i] - low[i]) / (2 * SHIFT * years))) / ahead.length;
  };
  if (count === 0) return oneToOne;
  const found = { economy: response(SHIFT, 0), activity: response(0, SHIFT) };
  if (!Number.isFinite(found.economy) || !Number.isFinite(found.activity)) return oneToOne;
  return { ...found, activity: Math.max(LEAST, found.activity) };
}
