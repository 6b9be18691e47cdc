import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import type { PeakMeasures } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Columns, CsvCell } from "../../text/csv.ts";
import type { RegionNames } from "./region-names.ts";

/** What every table says first: whose run the row is of. */
export function runColumns(names: RegionNames): Columns<{ readonly run: ScenarioRun }> {
  return {
    model: ({ run }) => run.model.name,
    scenario: ({ run }) => run.scenario.id,
    region: ({ run }) => names(run),
  };
}

/** The same for a table of one run alone, with the region by its own label. */
export function columnsOf(run: ScenarioRun): Columns<unknown> {
  return constant({ model: run.model.name, scenario: run.scenario.id, region: run.scenario.region.label.en });
}

/** Columns that say the same in every row. */
export function constant(cells: Readonly<Record<string, CsvCell>>): Columns<unknown> {
  return Object.fromEntries(Object.entries(cells).map(([title, cell]) => [title, () => cell]));
}

/** The columns of a change of the peak's year and level, of the emissions of some years, and of their sum. */
export function changeColumns(years: readonly number[]): Columns<{ readonly change: MeasureChange }> {
  return {
    peak_year: ({ change }) => change.peak_year,
    peak_level: ({ change }) => change.peak_level,
    ...emissionColumns(years, ({ change }: { readonly change: MeasureChange }, year) => change.emissions.get(year)),
    cumulative: ({ change }) => change.cumulative,
  };
}

/** The columns of a level and a sum, and by how much year, level and sum of the peak differ from those of the run itself. */
export function differenceColumns(): Columns<{
  readonly measures: Omit<PeakMeasures, "emissions">;
  readonly change: Omit<PeakMeasures, "emissions">;
}> {
  return {
    peak_level: ({ measures }) => measures.peak_level,
    cumulative: ({ measures }) => measures.cumulative,
    peak_year_change: ({ change }) => change.peak_year,
    peak_level_change: ({ change }) => change.peak_level,
    cumulative_change: ({ change }) => change.cumulative,
    censored: ({ change }) => change.censored,
  };
}

/** A column a year of the emissions that `of` finds in a row. */
export function emissionColumns<Row>(
  years: readonly number[],
  of: (row: Row, year: number) => number | undefined,
): Columns<Row> {
  return Object.fromEntries(years.map((year) => [`emissions_${year}`, (row: Row) => of(row, year)]));
}
