import { percent } from "../../report/text/number-text.ts";
import type { Language } from "../../report/words/messages.ts";
import { type PeakDifference, peakDifference } from "../../run/peak/peak-difference.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";

interface SamePeakMessages {
  readonly same: (names: string, levels: string) => string;
  readonly sameYears: (names: string, levels: string) => string;
  readonly different: (names: string, levels: string) => string;
  readonly apart: (difference: string) => string;
  readonly less: (difference: string, uncertainty: string) => string;
  readonly more: (difference: string, uncertainty: string) => string;
  readonly and: (a: string, b: string) => string;
}

const en: SamePeakMessages = {
  same: (names, levels) =>
    `${names}: the same peak as far as the data can tell (years in each other's band; ${levels})`,
  sameYears: (names, levels) =>
    `${names}: peaks that cannot be told apart in time (years in each other's band); ${levels}`,
  different: (names, levels) => `${names}: peaks at different times (not in each other's band); ${levels}`,
  apart: (difference) => `levels ${difference} apart, no uncertainty of the inventory is stated`,
  less: (difference, uncertainty) =>
    `levels ${difference} apart, less than the inventory's own uncertainty of ${uncertainty} (which moves both alike)`,
  more: (difference, uncertainty) =>
    `levels ${difference} apart, more than the inventory's own uncertainty of ${uncertainty} (which moves both alike)`,
  and: (a, b) => `${a} and ${b}`,
};

const zh: SamePeakMessages = {
  same: (names, levels) => `${names}：就数据而言属同一峰值（达峰年互在对方区间内；${levels}）`,
  sameYears: (names, levels) => `${names}：达峰时间无法区分（达峰年互在对方区间内）；${levels}`,
  different: (names, levels) => `${names}：达峰时间不同（达峰年不互在对方区间内）；${levels}`,
  apart: (difference) => `峰值相差 ${difference}，未给出清单的不确定性`,
  less: (difference, uncertainty) =>
    `峰值相差 ${difference}，小于清单自身的不确定性 ${uncertainty}（该误差使两者同向变动）`,
  more: (difference, uncertainty) =>
    `峰值相差 ${difference}，大于清单自身的不确定性 ${uncertainty}（该误差使两者同向变动）`,
  and: (a, b) => `${a} 与 ${b}`,
};

const messages: Readonly<Record<Language, SamePeakMessages>> = { en, zh };

/**
 * In one sentence, whether the data can tell the peaks of two runs of one region apart. They are the same only where
 * neither year nor level can be told apart; levels alone say nothing of two peaks at different times.
 */
export function samePeakText(difference: PeakDifference, a: string, b: string, language: Language): string {
  const m = messages[language];
  const { same_years, same_level } = difference;
  const names = m.and(a, b);
  const levels = levelsText(difference, m);
  if (!same_years) return m.different(names, levels);
  return same_level ? m.same(names, levels) : m.sameYears(names, levels);
}

function levelsText({ same_level, level_difference, uncertainty }: PeakDifference, m: SamePeakMessages): string {
  const apart = percent(level_difference);
  if (uncertainty === undefined) return m.apart(apart);
  return same_level ? m.less(apart, percent(uncertainty, 0)) : m.more(apart, percent(uncertainty, 0));
}

/** The first run's peak against each other's of the same region, on its default boundary. */
export function samePeakLines(runs: readonly ScenarioRun[], language: Language): string[] {
  const [first, ...others] = runs;
  const [own] = first.boundaries;
  return others.flatMap((other) => {
    if (other.scenario.region.id !== first.scenario.region.id) return [];
    const theirs = other.boundaries.find(({ name }) => name === own.name);
    if (own.peak === undefined || theirs?.peak === undefined) return [];
    const found = peakDifference(own.peak, theirs.peak, first.scenario.region.inventoryUncertainty);
    return [samePeakText(found, first.scenario.id, other.scenario.id, language)];
  });
}
