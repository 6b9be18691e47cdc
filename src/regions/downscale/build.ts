import { cellIndex } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import { loadedProgram, type SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Library } from "../../text/library.ts";
import type { TableRow } from "../stated.ts";
import { type RunValue, runYears, written } from "./dispatch.ts";
import { type RegionNumbers, subregionTable } from "./region-numbers.ts";

/** The values of a scenario's run; undefined where there is no such scenario. */
export function runValues(
  library: Library,
  model: Model,
  scenario: string,
  programs: SharedPrograms,
): RunValue | undefined {
  if (library.read(`scenarios/${scenario}.yaml`) === undefined) return undefined;
  const regions: RegionCache = new Map();
  const composed = composeScenario(library, model, scenario, regions);
  const { program, memory } = loadedProgram(model, scenarioInputs(composed), programs);
  program.run(memory);
  return (variable, members, year) => {
    const over = model.variables.get(variable)?.over;
    const cell = over === undefined ? undefined : cellIndex(model, over, members);
    if (cell === undefined) throw new Error(`the model has no variable ${[variable, ...members].join(".")}`);
    return program.series(memory, variable, cell)[year - composed.baseYear];
  };
}

/**
 * Exports of a part in its own reference run: what its plants offer beyond the load, so that plants run with the
 * parent's grid although the load changes.
 */
export function exportPlan(parent: RegionNumbers, run: RunValue): TableRow[] {
  const { rows, put } = subregionTable(parent);
  const rule = "what local plants, running with the parent's grid, give beyond the load of the reference run";
  for (const year of runYears(parent, "export_plan")) {
    if (year <= parent.region.baseYear) continue;
    const offered = parent.members("plant").reduce((sum, plant) => sum + run("offered", [plant], year), 0);
    put("export_plan", [], Math.max(0, offered - run("domestic_load", [], year)), rule, year);
  }
  return written(parent, rows);
}
