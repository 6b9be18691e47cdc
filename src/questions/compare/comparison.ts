import { cellNames } from "../../engine/language/cells.ts";
import type { Inputs, Model } from "../../engine/language/model.ts";
import type { PeakResult, ScenarioRun } from "../../run/run.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { traceInput } from "../../scenario/trace.ts";
import type { Place } from "../../text/problems.ts";
import type { LeverPeaks } from "../levers/lever-peaks.ts";

/** One number of the input that is not the same in all scenarios. */
export interface InputDifference {
  readonly parameter: string;
  readonly members: readonly string[];
  readonly cell: number;
  /** First year in which the scenarios differ; undefined for a parameter without years. */
  readonly from: number | undefined;
  /** The values, one per scenario, in `from` and in the years asked for after it; one entry without years. */
  readonly samples: readonly { readonly year: number | undefined; readonly values: readonly (number | undefined)[] }[];
}

/**
 * Where scenarios of one model differ in what they run on: assumptions and levers together, in the order of the model.
 * A scenario without the year, or without the parameter, has undefined there.
 */
export function differingInputs(
  model: Model,
  scenarios: readonly Inputs[],
  years: readonly number[],
): InputDifference[] {
  const first = Math.min(...scenarios.map((inputs) => inputs.baseYear));
  const last = Math.max(...scenarios.map((inputs) => inputs.baseYear + inputs.years - 1));
  return [...model.parameters.values()].flatMap(({ name: parameter, over, yearly, size }) =>
    scenarios.every(({ values }) => !values.has(parameter))
      ? []
      : cellNames(model, over).flatMap((members, cell): InputDifference[] => {
          const named = { parameter, members, cell };
          if (!yearly) {
            const values = scenarios.map((inputs) => inputs.values.get(parameter)?.[cell]);
            return allEqual(values) ? [] : [{ ...named, from: undefined, samples: [{ year: undefined, values }] }];
          }
          const inYear = (year: number) =>
            scenarios.map((inputs) => {
              const position = year - inputs.baseYear;
              if (position < 0 || position >= inputs.years) return undefined;
              return inputs.values.get(parameter)?.[position * size + cell];
            });
          let from = first;
          while (from <= last && allEqual(inYear(from))) from++;
          if (from > last) return [];
          const shown = [from, ...years.filter((year) => year > from && year <= last)];
          return [{ ...named, from, samples: shown.map((year) => ({ year, values: inYear(year) })) }];
        }),
  );
}

function allEqual(values: readonly (number | undefined)[]): boolean {
  return values.every((value) => value === values[0]);
}

/**
 * Where the number stands that a scenario has in the first year of a difference: the lever that acts on it last, or the
 * number given in a file, or the model's default. Undefined where the scenario does not have the parameter or the year.
 */
export function placeOfInput(
  scenario: Scenario,
  { parameter, cell, from }: Pick<InputDifference, "parameter" | "cell" | "from">,
): { readonly at: Place; readonly lever?: string } | undefined {
  const year = from ?? scenario.baseYear;
  const declared = scenario.model.parameters.get(parameter);
  if (declared === undefined || scenario.base.values.get(parameter) === undefined) return undefined;
  if (year < scenario.baseYear || year > scenario.horizon) return undefined;
  const { givens, steps } = traceInput(scenario, parameter, cell, year);
  const last = steps.at(-1);
  if (last !== undefined) return { at: last.at, lever: last.lever };
  return { at: givens[0]?.at ?? declared.at };
}

const SAME_LEVEL = 1e-9;

/**
 * Every pair of runs of one region that another boundary puts in another order than the default boundary does: `higher`
 * peaks later or higher there than `lower`, though neither on the default boundary, with the levers of `higher` that raise
 * or delay its peak on that boundary, the largest first.
 */
export function orderReversals(
  runs: readonly { readonly run: ScenarioRun; readonly peaksByLever: readonly LeverPeaks[] }[],
) {
  const pairs = runs.flatMap((lower) => runs.map((higher) => ({ lower: lower.run, higher })));
  return pairs.flatMap(({ lower, higher: { run: higher, peaksByLever } }) => {
    if (lower === higher || lower.scenario.region.id !== higher.scenario.region.id) return [];
    const [first, ...others] = higher.boundaries;
    const [reference] = lower.boundaries;
    // Only where `higher` is the better run on the default boundary can it be the worse one elsewhere.
    if (!isWorse(reference, first) || isWorse(first, reference)) return [];
    return others.flatMap((boundary) => {
      const counterpart = lower.boundaries.find(({ name }) => name === boundary.name);
      if (counterpart === undefined || !isWorse(boundary, counterpart)) return [];
      return [{ boundary, higher, lower, levers: responsible(peaksByLever, boundary.name) }];
    });
  });
}

/** Peaks later or higher. */
function isWorse(a: PeakResult, b: PeakResult): boolean {
  if (a.peak === undefined || b.peak === undefined) return false;
  const higher = a.peak.level - b.peak.level > SAME_LEVEL * Math.abs(b.peak.level);
  return a.peak.year > b.peak.year || higher;
}

function responsible(peaksByLever: readonly LeverPeaks[], boundary: string): string[] {
  const own = peaksByLever.find((peaks) => peaks.boundary === boundary);
  if (own === undefined) return [];
  const { policy } = own;
  return own.rows
    .filter(({ kind }) => kind === "lever")
    .map(({ id, without }) => {
      const later = policy.year === undefined || without.year === undefined ? 0 : policy.year - without.year;
      return { id, higher: policy.level - without.level, later };
    })
    .filter(({ higher, later }) => higher > SAME_LEVEL * Math.abs(policy.level) || later > 0)
    .sort((a, b) => b.higher - a.higher || b.later - a.later)
    .slice(0, 5)
    .map(({ id }) => id);
}
