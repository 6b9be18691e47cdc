import { join } from "node:path";
import { LEVER_YEARS } from "../commands/run/text.ts";
import { modelCopies, packageFolder } from "../commands/shell/terminal.ts";
import { keptModules } from "../files/kept.ts";
import type { ReportedRun } from "../report/tables/run-files.ts";
import type { Loaded } from "../run/load.ts";
import { runRollUp } from "../run/roll-up-run.ts";
import { runScenario, scenarioLeverEffects } from "../run/scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "../run/shared-programs.ts";
import type { LeverEffects } from "./levers/lever-effects.ts";

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
