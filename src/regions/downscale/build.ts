import { cellIndex } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import { loadedProgram, type SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Library } from "../../text/library.ts";
import type { TableRow } from "../table-row.ts";
import { type RunValue, runYears, written } from "./dispatch.ts";
import type { Whole } from "./whole.ts";

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
export function exportPlan(whole: Whole, run: RunValue): TableRow[] {
  const path = runYears(whole, "export_plan")
    .filter((year) => year > whole.region.baseYear)
    .map((year) => {
      const offered = whole.members("plant").reduce((sum, plant) => sum + run("offered", [plant], year), 0);
      return {
        id: "export_plan",
        members: "",
        year,
        value: Number(Math.max(0, offered - run("domestic_load", [], year)).toPrecision(9)),
        unit: "TW*h/yr",
        source: `region ${whole.region.id}`,
        estimated: "what local plants, running with the parent's grid, give beyond the load of the reference run",
      };
    });
  return written(whole, path);
}

/** The library with these files laid over it. */
export function withFiles(library: Library, files: ReadonlyMap<string, string>): Library {
  return {
    read: (path) => files.get(path) ?? library.read(path),
    list: (folder) => {
      const own = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
      return [...new Set([...library.list(folder), ...own.map((path) => path.slice(folder.length + 1))])].sort();
    },
  };
}
