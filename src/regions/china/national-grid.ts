import { readModel } from "../../engine/language/read-model.ts";
import { nodeLibrary } from "../../files/library.ts";
import { sharedPrograms } from "../../run/shared-programs.ts";
import { modelFiles } from "../../scenario/model-files.ts";
import { writeCsv } from "../csv.ts";
import { runValues } from "../downscale/build.ts";
import type { Span } from "./build-region.ts";
import { gridPathYears } from "./paths/grid-path.ts";

/** A year and the grid factor of the nation in it, tCO2/MWh. */
export type GridYear = readonly [year: number, factor: number];

/** The nation's grid factor in its reference run, from the region files beneath `root`. */
export function nationalGridPath(root: string, id: string, span: Span): GridYear[] {
  const library = nodeLibrary(root, root);
  const model = readModel(modelFiles(library, "regional"));
  const run = runValues(library, model, `${id}/reference`, sharedPrograms());
  if (run === undefined) throw new Error(`scenarios/${id}/reference.yaml is missing`);
  return gridPathYears(span.baseYear, span.lastObserved, span.horizon).map((year) => [
    year,
    run("grid_factor", [], year),
  ]);
}

/** The path as `data/sources/grid_path.csv` holds it. */
export function gridPathCsv(path: readonly GridYear[]): string {
  return writeCsv(
    ["year", "value", "unit", "source", "estimated"],
    path.map(([year, factor]) => [
      String(year),
      String(Number(factor.toPrecision(4))),
      "tCO2/MWh",
      "peakpath_china",
      "written by `npm run build:data`",
    ]),
  );
}
