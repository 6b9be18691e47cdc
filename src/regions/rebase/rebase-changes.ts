import { cellIndex } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import type { SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import { need } from "../../text/need.ts";
import type { RebasedRegion } from "./rebase-region.ts";

/** What changed in the base year and at the peaks, see `rebaseChanges`. */
export type RebaseChanges = ReturnType<typeof rebaseChanges>;

/** The peak of a boundary with the years of its band; undefined where it is not computed. */
export type PeakAt = ReturnType<typeof peaksOf>[number];

/** What is compared in the base year: name of the variable with members. */
const compared = [
  ...["emissions.energy", "emissions.territorial", "emissions.assessed", "total_final_energy"],
  ...["coal", "coke", "oil", "gas", "heat"].map((carrier) => `carrier_energy.${carrier}`),
  ...["fuel_supply.coal", "electricity_use", "generation_total", "generation_coal", "net_imports"],
];

/**
 * Runs the old and the new region's scenarios and sets them side by side: numbers of the new base year beside what the run
 * from the old one had for that year, and the peak of each boundary before and after.
 *
 * @throws InputError or RunError where the new region cannot run, so that nothing half-made is written.
 */
export function rebaseChanges(library: Library, model: Model, made: RebasedRegion, programs: SharedPrograms) {
  const regions: RegionCache = new Map();
  const over = layeredLibrary(library, made.files);
  const newRegions: RegionCache = new Map();
  const sides = made.scenarios.map((scenario) => {
    // What is asked of the old run is taken before the new one runs: runs of one structure may share a program.
    const old = runScenario(composeScenario(library, model, `${made.from.id}/${scenario}`, regions), programs);
    const [peaksBefore, before] = [peaksOf(old), numbersOf(old, made.year)];
    const run = runScenario(composeScenario(over, model, `${made.id}/${scenario}`, newRegions), programs);
    const [peaksAfter, after] = [peaksOf(run), numbersOf(run, made.year)];
    return {
      scenario,
      base: before.map((number, i) => ({ ...number, before: number.value, after: after[i].value })),
      peaks: run.boundaries.map(({ name: boundary, label }, i) => ({
        ...{ scenario, boundary, label },
        before: peaksBefore[i],
        after: peaksAfter[i],
      })),
    };
  });
  return {
    base: sides.find(({ scenario }) => scenario === "reference")?.base ?? [],
    peaks: sides.flatMap(({ peaks }) => peaks),
  };
}

function peaksOf({ boundaries }: ScenarioRun) {
  return boundaries.map(({ peak }) => {
    if (peak === undefined) return undefined;
    const { year, band, level, status } = peak;
    return { year, from: band.from, to: band.to, level, status };
  });
}

function numbersOf({ model, scenario, values }: ScenarioRun, year: number) {
  return compared.map((name) => {
    const [variable, ...members] = name.split(".");
    const { over, label, unit } = need(model.variables, variable);
    const value = values(variable, cellIndex(model, over, members) ?? -1)?.[year - scenario.baseYear];
    if (value === undefined) throw new Error(`the model has no ${name}`);
    const set = over.length > 0 ? model.sets.get(need(model.domains, over[0]).parent) : undefined;
    const member = set?.members.find((one) => one.name === members[0])?.label;
    const both = member && { en: `${label.en}: ${member.en}`, zh: `${label.zh}：${member.zh}` };
    return { name, label: (variable === "emissions" ? member : both) ?? label, unit: unit.text, value };
  });
}
