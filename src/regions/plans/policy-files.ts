import type { ScenarioRun } from "../../run/run.ts";
import { regionPath } from "../../scenario/region/region-path.ts";
import type { Library } from "../../text/library.ts";
import { promisedCapacities, regionLevers } from "./capacities.ts";
import { forestLever, plannedForest } from "./forest.ts";
import { type NewEnergy, newEnergy, newEnergyLever } from "./new-energy.ts";
import { policyScenario, switchesOf } from "./scenario.ts";
import { leverSettings, type Setting } from "./settings.ts";
import { solveSettings } from "./solve.ts";
import { NEW_ENERGY, type PolicyTables } from "./tables.ts";

/** Runs the region's policy scenario with these files in place of those of the library. */
export type RunFiles = (files: ReadonlyMap<string, string>) => ScenarioRun;

/** The files of a region's policy scenario by path, made from its reference run, and what came of it in a few words. */
export function policyFiles(
  reference: ScenarioRun,
  tables: PolicyTables,
  mark: string,
  run: RunFiles,
  library: Library,
): { files: ReadonlyMap<string, string>; notes: string } {
  const { region } = reference.scenario;
  const places = [region.id, ...(region.level === "city" || region.level === "district" ? [region.parent ?? ""] : [])];
  const promised = promisedCapacities(reference, tables.capacities, tables);
  const forest = plannedForest(reference, tables.statements);
  const switches = switchesOf(places, tables.switches, tables.measures);
  const filesFor = (settings: readonly Setting[], more: NewEnergy | undefined): Map<string, string> => {
    const files = new Map([
      [
        `scenarios/${region.id}/policy.yaml`,
        policyScenario({ label: region.label, switches, promised, more, forest, settings, mark }),
      ],
    ]);
    const own = regionPath(library, `${region.id}.yaml`);
    const before = library.read(own) ?? "";
    const has = before.includes(`${region.id}/levers`);
    if (!has && promised.length === 0 && more === undefined && forest === undefined) return files;
    files.set(
      `data/regions/${region.id}/levers.yaml`,
      regionLevers(
        promised,
        [...(more === undefined ? [] : newEnergyLever(more)), ...(forest === undefined ? [] : forestLever(forest))],
        mark,
      ),
    );
    if (!has) files.set(own, before.replace(/^extends: \[?([^\]\n]+)\]?$/m, `extends: [$1, ${region.id}/levers]`));
    return files;
  };
  const asked = leverSettings(region, places, tables);
  const settings = solveSettings(asked, (tried) => run(filesFor(tried, undefined)), tables.quantities);
  const more = moreNewEnergy(region.id, tables, (tried) => run(filesFor(settings, tried)));
  const solved = asked.filter(({ reach }) => reach !== undefined).length;
  return {
    files: filesFor(settings, more),
    notes: `${settings.length} levers, ${solved} by a number to be reached, ${promised.length} capacities beyond the reference${more === undefined ? "" : ", wind and solar for a share"}`,
  };
}

function moreNewEnergy(
  region: string,
  tables: PolicyTables,
  run: (more: NewEnergy | undefined) => ScenarioRun,
): NewEnergy | undefined {
  const number = tables.numbers.find(({ lever }) => lever === NEW_ENERGY);
  const capacity = tables.capacities.find(({ quantity }) => quantity === "capacity_wind_solar");
  return number === undefined || capacity === undefined
    ? undefined
    : newEnergy(region, { number, capacity }, tables, run);
}
