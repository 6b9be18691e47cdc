import type { ModelFile } from "../../engine/language/model.ts";
import { installedModules } from "../../files/installed.ts";
import type { KeptAnswers } from "../../files/kept.ts";
import { LEVER_YEARS, type LeverPeaks, leverPeaks } from "../../questions/levers/lever-peaks.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { isSum } from "../../run/load.ts";
import { runRollUp } from "../../run/roll-up-run.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "../../run/shared-programs.ts";
import type { CertaintyFinder } from "../../run/stored-certainty.ts";
import type { RollUp } from "../../scenario/roll-up.ts";
import type { Scenario } from "../../scenario/scenario.ts";

/** Programs to share, with the code that was kept at installation. */
export function keptPrograms(): SharedPrograms {
  return sharedPrograms(installedModules());
}

interface ReportOptions {
  /** Whether to find the peaks under each lever, which takes two runs for each; never for the sum of several regions. */
  readonly levers: boolean;
  readonly progress?: (what: string) => void;
  /** Programs to share with other calls. */
  readonly programs?: SharedPrograms;
  readonly kept?: KeptAnswers;
  /** Finds what is stored of how sure the peaks are; never of the sum of several regions. */
  readonly certainty?: CertaintyFinder;
}

/** Runs what was loaded, in order. */
export function reportRuns(loaded: readonly (Scenario | RollUp)[], options: ReportOptions): ReportedRun[] {
  const { levers, progress, programs: shared = keptPrograms(), kept, certainty } = options;
  return loaded.map((entry, i) => {
    const place = `(${i + 1}/${loaded.length})`;
    if (isSum(entry)) {
      const rollUp = runRollUp(entry, shared, ({ id, region }) => progress?.(`${id} ${region.id} ${place}`));
      return { run: rollUp.sum, peaksByLever: [], rollUp };
    }
    progress?.(`${entry.id} ${place}`);
    const run = runScenario(entry, shared);
    return { run, peaksByLever: levers ? keptLeverPeaks(run, kept) : [], certainty: certainty?.(entry) };
  });
}

/** The peaks under each lever: as they were kept for the very same model, region and scenario, or worked out and kept; `starting` hears how many runs that takes. */
export function keptLeverPeaks(
  run: ScenarioRun,
  kept: KeptAnswers | undefined,
  starting?: (runs: number) => void,
): readonly LeverPeaks[] {
  const { scenario } = run;
  const asked = [
    `peaks and pollutants by lever of ${scenario.id} in ${LEVER_YEARS.join(", ")}`,
    textsOf(scenario),
  ] as const;
  const known = kept?.read(...asked) as readonly LeverPeaks[] | undefined;
  if (known !== undefined) return known;
  const found = leverPeaks(run, LEVER_YEARS, starting);
  if (found.length > 0) kept?.keep(...asked, found);
  return found;
}

/** All texts that a scenario's numbers rest on, by name. */
export function textsOf({ files, model }: Scenario): ModelFile[] {
  const own = [...files].map(([name, text]) => ({ name, text }));
  return [...model.files, ...own].sort((a, b) => (a.name < b.name ? -1 : 1));
}
