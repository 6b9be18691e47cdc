import { join } from "node:path";
import type { LeverEffects } from "../analysis/lever-effects.ts";
import { runRollUp } from "../analysis/roll-up-run.ts";
import { runScenario, scenarioLeverEffects } from "../analysis/scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "../analysis/shared-programs.ts";
import { keptModules } from "../io/model-cache.ts";
import type { Loaded } from "./load.ts";
import type { ReportedRun } from "./output-files.ts";
import { LEVER_YEARS } from "./run-text.ts";
import { modelCopies, packageFolder } from "./terminal.ts";

/** Programs to share, with the code that was kept at installation. */
export function keptPrograms(): SharedPrograms {
  return sharedPrograms(keptModules(join(packageFolder(), modelCopies)));
}

const noEffects: LeverEffects = { effects: [], total: new Map() };

export interface ReportOptions {
  /** Whether to find what each lever does, which takes two runs for each; never for the sum of several regions. */
  readonly levers: boolean;
  readonly progress?: (what: string) => void;
  /** Programs to share with other calls. */
  readonly programs?: SharedPrograms;
}

/** Runs what was loaded, in order. */
export function reportRuns(loaded: readonly Loaded[], { levers, progress, programs }: ReportOptions): ReportedRun[] {
  const shared = programs ?? keptPrograms();
  return loaded.map((entry, i) => {
    const place = `(${i + 1}/${loaded.length})`;
    if ("rollUp" in entry) {
      const rollUp = runRollUp(entry.rollUp, entry.layout, shared, ({ id, region }) =>
        progress?.(`${id} ${region.id} ${place}`),
      );
      return { run: rollUp.sum, effects: noEffects, rollUp };
    }
    progress?.(`${entry.scenario.id} ${place}`);
    const run = runScenario(entry.scenario, entry.layout, shared);
    return { run, effects: levers ? scenarioLeverEffects(run, LEVER_YEARS) : noEffects };
  });
}
