import type { ScenarioRun } from "../../run/run.ts";
import type { Columns } from "../../text/csv.ts";
import type { RegionNames } from "./region-names.ts";

/** What every table says first: whose run the row is of. */
export function runColumns(names: RegionNames): Columns<{ readonly run: ScenarioRun }> {
  return {
    model: ({ run }) => run.model.name,
    scenario: ({ run }) => run.scenario.id,
    region: ({ run }) => names(run),
  };
}

/** The region's own label, for tables of one run alone. */
export const labelOfRegion: RegionNames = ({ scenario }) => scenario.region.label.en;

/** A truth as its word; nothing where it is not known. */
export function truth(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
