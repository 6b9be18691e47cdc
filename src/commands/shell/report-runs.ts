import { installedModules } from "../../files/installed.ts";
import { LEVER_YEARS, type LeverEffects, scenarioLeverEffects } from "../../questions/levers/lever-effects.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { isSum } from "../../run/load.ts";
import { runRollUp } from "../../run/roll-up-run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "../../run/shared-programs.ts";
import type { RollUp } from "../../scenario/roll-up.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** Programs to share, with the code that was kept at installation. */
export function keptPrograms(): SharedPrograms {
  return sharedPrograms(installedModules());
}

const noEffects: LeverEffects = { effects: [], total: new Map() };

interface ReportOptions {
  /** Whether to find what each lever does, which takes two runs for each; never for the sum of several regions. */
  readonly levers: boolean;
  readonly progress?: (what: string) => void;
  /** Programs to share with other calls. */
  readonly programs?: SharedPrograms;
}

/** Runs what was loaded, in order. */
export function reportRuns(loaded: readonly (Scenario | RollUp)[], options: ReportOptions): ReportedRun[] {
  const { levers, progress, programs: shared = keptPrograms() } = options;
  return loaded.map((entry, i) => {
    const place = `(${i + 1}/${loaded.length})`;
    if (isSum(entry)) {
      const rollUp = runRollUp(entry, shared, ({ id, region }) => progress?.(`${id} ${region.id} ${place}`));
      return { run: rollUp.sum, effects: noEffects, rollUp };
    }
    progress?.(`${entry.id} ${place}`);
    const run = runScenario(entry, shared);
    return { run, effects: levers ? scenarioLeverEffects(run, LEVER_YEARS) : noEffects };
  });
}
