import { cellIndex } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import type { SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import type { RebasedRegion } from "./rebase-region.ts";

/** A number of the new base year beside what the run from the old one had for that year. */
export interface BaseChange {
  readonly name: string;
  readonly label: Label;
  readonly unit: string;
  readonly before: number;
  readonly after: number;
}

/** The peak of a boundary before and after; undefined where it is not computed. */
export interface PeakChange {
  readonly scenario: string;
  readonly boundary: string;
  readonly label: Label;
  readonly before: PeakAt | undefined;
  readonly after: PeakAt | undefined;
}

export interface PeakAt {
  readonly year: number;
  readonly from: number;
  readonly to: number;
  readonly level: number;
  readonly status: string;
}

export interface RebaseChanges {
  readonly base: readonly BaseChange[];
  readonly peaks: readonly PeakChange[];
}

/** What is compared in the base year: name of the variable with members. */
const compared: readonly (readonly [string, ...string[]])[] = [
  ["emissions", "energy"],
  ["emissions", "territorial"],
  ["emissions", "assessed"],
  ["total_final_energy"],
  ["carrier_energy", "coal"],
  ["carrier_energy", "coke"],
  ["carrier_energy", "oil"],
  ["carrier_energy", "gas"],
  ["carrier_energy", "heat"],
  ["fuel_supply", "coal"],
  ["electricity_use"],
  ["generation_total"],
  ["generation_coal"],
  ["net_imports"],
];

/**
 * Runs the old and the new region's scenarios and sets them side by side.
 *
 * @throws InputError or RunError where the new region cannot run, so that nothing half-made is written.
 */
export function rebaseChanges(
  library: Library,
  model: Model,
  made: RebasedRegion,
  programs: SharedPrograms,
): RebaseChanges {
  const regions: RegionCache = new Map();
  const over = layeredLibrary(library, made.files);
  const newRegions: RegionCache = new Map();
  const peaks: PeakChange[] = [];
  let base: BaseChange[] = [];
  for (const name of made.scenarios) {
    // What is asked of the old run is taken before the new one runs: runs of one structure may share a program.
    const old = runScenario(composeScenario(library, model, `${made.from.id}/${name}`, regions), programs);
    const before = peaksOf(old);
    const numbers = name === "reference" ? numbersOf(old, made.year) : [];
    const run = runScenario(composeScenario(over, model, `${made.id}/${name}`, newRegions), programs);
    const after = peaksOf(run);
    run.boundaries.forEach(({ name: boundary, label }, i) => {
      peaks.push({ scenario: name, boundary, label, before: before[i], after: after[i] });
    });
    if (name === "reference") {
      const now = numbersOf(run, made.year);
      base = numbers.map((number, i) => ({ ...number, before: number.value, after: now[i].value }));
    }
  }
  return { base, peaks };
}

function peaksOf(run: ScenarioRun): (PeakAt | undefined)[] {
  return run.boundaries.map(({ peak }) =>
    peak === undefined
      ? undefined
      : { year: peak.year, from: peak.band.from, to: peak.band.to, level: peak.level, status: peak.status },
  );
}

function numbersOf(run: ScenarioRun, year: number): { name: string; label: Label; unit: string; value: number }[] {
  const { model, scenario } = run;
  return compared.map(([variable, ...members]) => {
    const found = model.variables.get(variable);
    const cell = found === undefined ? undefined : cellIndex(model, found.over, members);
    const value = cell === undefined ? undefined : run.values(variable, cell)?.[year - scenario.baseYear];
    if (found === undefined || value === undefined)
      throw new Error(`the model has no ${[variable, ...members].join(".")}`);
    const set = found.over.length > 0 ? model.sets.get(model.domains.get(found.over[0])?.parent ?? "") : undefined;
    const member = set?.members.find(({ name }) => name === members[0])?.label;
    return {
      name: [variable, ...members].join("."),
      label:
        member === undefined
          ? found.label
          : variable === "emissions"
            ? member
            : { en: `${found.label.en}: ${member.en}`, zh: `${found.label.zh}：${member.zh}` },
      unit: found.unit.text,
      value,
    };
  });
}
