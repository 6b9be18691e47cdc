import { type PeakDifference, peakDifference } from "../analysis/peak-difference.ts";
import type { ScenarioRun } from "../analysis/scenario-run.ts";
import type { Language } from "./messages.ts";
import { percent } from "./number-text.ts";

interface SamePeakMessages {
  readonly same: (names: string, levels: string) => string;
  readonly sameYears: (names: string, levels: string) => string;
  readonly sameLevel: (names: string, levels: string) => string;
  readonly different: (names: string, levels: string) => string;
  readonly levels: (difference: string, uncertainty: string | undefined) => string;
  readonly and: (a: string, b: string) => string;
}

const en: SamePeakMessages = {
  same: (names, levels) =>
    `${names}: the same peak as far as the data can tell (years in each other's band; ${levels})`,
  sameYears: (names, levels) =>
    `${names}: peaks that cannot be told apart in time (years in each other's band); ${levels}`,
  sameLevel: (names, levels) =>
    `${names}: peaks at different times (not in each other's band), not to be told apart in level (${levels})`,
  different: (names, levels) => `${names}: peaks at different times (not in each other's band); ${levels}`,
  levels: (difference, uncertainty) =>
    uncertainty === undefined
      ? `levels ${difference} apart, no uncertainty of the inventory is stated`
      : `levels ${difference} apart, the inventory is uncertain by ${uncertainty}`,
  and: (a, b) => `${a} and ${b}`,
};

const zh: SamePeakMessages = {
  same: (names, levels) => `${names}：就数据而言属同一峰值（达峰年互在对方区间内；${levels}）`,
  sameYears: (names, levels) => `${names}：达峰时间无法区分（达峰年互在对方区间内）；${levels}`,
  sameLevel: (names, levels) => `${names}：达峰时间不同（达峰年不互在对方区间内），峰值高低无法区分（${levels}）`,
  different: (names, levels) => `${names}：达峰时间不同（达峰年不互在对方区间内）；${levels}`,
  levels: (difference, uncertainty) =>
    uncertainty === undefined
      ? `峰值相差 ${difference}，未给出清单的不确定性`
      : `峰值相差 ${difference}，清单不确定性为 ${uncertainty}`,
  and: (a, b) => `${a} 与 ${b}`,
};

const messages: Readonly<Record<Language, SamePeakMessages>> = { en, zh };

/** In one sentence, whether the data can tell two peaks apart. */
export function samePeakText(difference: PeakDifference, a: string, b: string, language: Language): string {
  const m = messages[language];
  const { same_years, same_level, level_difference, uncertainty } = difference;
  const levels = m.levels(percent(level_difference), uncertainty === undefined ? undefined : percent(uncertainty, 0));
  const names = m.and(a, b);
  if (same_years) return same_level ? m.same(names, levels) : m.sameYears(names, levels);
  return same_level ? m.sameLevel(names, levels) : m.different(names, levels);
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
