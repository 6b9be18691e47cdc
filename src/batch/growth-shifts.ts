import { cellNames } from "../engine/language/cells.ts";
import type { CertaintyLayout } from "../engine/language/model.ts";
import { parseUnit } from "../engine/language/parse-unit.ts";
import { convert } from "../engine/language/units.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { isFault } from "../text/problems.ts";

/** What is added to growth by the year, from the first year behind the last observed one on. */
export interface GrowthShifts {
  /** So many years. */
  readonly count: number;
  /** The parameters that it is added to. */
  readonly parameters: readonly string[];
  /** The places of a parameter's values that it changes, ascending; none of most parameters. */
  readonly changed: (parameter: string) => Int32Array;
  /** Names of the cells of activity, by their place. */
  readonly cells: readonly string[];
  /**
   * Adds growth of the economy and, cell by cell, of activity beside it to a parameter's values, in 1/yr and within its
   * bounds; what is no parameter of the two stays as it is.
   */
  readonly add: (
    parameter: string,
    values: Float64Array,
    economy: Float64Array,
    activity: (cell: number) => Float64Array,
  ) => void;
}

/** By how many per cent a scenario's emissions rise where growth has summed up to one per cent more. */
export interface GrowthResponse {
  /** To growth of the economy. */
  readonly economy: number;
  /** To growth of all activity beside it. */
  readonly activity: number;
}

/** Where a scenario's model has growth. */
export function growthShifts(scenario: Scenario, { growth, intensity, falls }: CertaintyLayout): GrowthShifts {
  const { model, baseYear, lastObserved, horizon } = scenario;
  const count = Math.max(0, horizon - lastObserved);
  const from = lastObserved + 1 - baseYear;
  const perYear = parseUnit(model.units, "1/yr");
  const inUnit = (unit: typeof growth.unit): number => (isFault(perYear) ? 1 : (convert(perYear, unit) ?? 1));
  const [economyUnit, activityUnit] = [inUnit(growth.unit), falls ? -inUnit(intensity.unit) : inUnit(intensity.unit)];
  const { size } = intensity;
  const shift = (
    values: Float64Array,
    at: number,
    more: number,
    { min = -Infinity, max = Infinity }: typeof growth,
  ): void => {
    // What nothing moves stays as it is, bit for bit, wherever it lies.
    if (more !== 0) values[at] = Math.min(max, Math.max(min, values[at] + more));
  };
  return {
    count,
    parameters: count === 0 ? [] : [growth.name, intensity.name],
    changed: (parameter) => {
      const cells = parameter === growth.name ? 1 : parameter === intensity.name ? size : 0;
      return Int32Array.from({ length: cells * count }, (_, i) => from * cells + i);
    },
    cells: cellNames(model, intensity.over).map((names) => names.join(" ")),
    add: (parameter, values, economy, activity) => {
      if (parameter === growth.name)
        for (let i = 0; i < count; i++) shift(values, from + i, economyUnit * economy[i], growth);
      if (parameter !== intensity.name) return;
      for (let cell = 0; cell < size; cell++) {
        const own = activity(cell);
        for (let i = 0; i < count; i++) shift(values, (from + i) * size + cell, activityUnit * own[i], intensity);
      }
    },
  };
}
