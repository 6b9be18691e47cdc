import { percent } from "../../report/text/number-text.ts";
import type { Words } from "../../report/words/languages.ts";
import { type PeakDifference, peakDifference } from "../../run/peak/peak-measures.ts";
import type { ScenarioRun } from "../../run/run.ts";

/**
 * In one sentence, whether the data can tell the peaks of two runs of one region apart. They are the same only where
 * neither year nor level can be told apart; levels alone say nothing of two peaks at different times.
 */
export function samePeakText(difference: PeakDifference, a: string, b: string, words: Words): string {
  const m = words.samePeak;
  const { same_years, same_level } = difference;
  const names = m.and(a, b);
  const levels = levelsText(difference, m);
  if (!same_years) return m.different(names, levels);
  return same_level ? m.same(names, levels) : m.sameYears(names, levels);
}

function levelsText({ same_level, level_difference, uncertainty }: PeakDifference, m: Words["samePeak"]): string {
  const apart = percent(level_difference);
  if (uncertainty === undefined) return m.apart(apart);
  return same_level ? m.less(apart, percent(uncertainty, 0)) : m.more(apart, percent(uncertainty, 0));
}

/** The first run's peak against each other's of the same region, on its default boundary. */
export function samePeakLines(runs: readonly ScenarioRun[], words: Words): string[] {
  const [first, ...others] = runs;
  const [own] = first.boundaries;
  return others.flatMap((other) => {
    if (other.scenario.region.id !== first.scenario.region.id) return [];
    const theirs = other.boundaries.find(({ name }) => name === own.name);
    if (own.peak === undefined || theirs?.peak === undefined) return [];
    const found = peakDifference(own.peak, theirs.peak, first.scenario.region.inventoryUncertainty);
    return [samePeakText(found, first.scenario.id, other.scenario.id, words)];
  });
}
