import type { LeverChange, LeverEffect, LeverEffects } from "../../questions/levers/lever-effects.ts";
import { percent, signed } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";

export interface LeverLinesOptions {
  readonly words: Words;
  readonly boundary: string;
  readonly years: readonly number[];
  /** How many levers to show, those with the largest effect first; all without. */
  readonly most?: number;
  /** Named where levers are left out. */
  readonly command?: string;
}

/** What each lever does on one boundary, alone and in the package, side by side. */
export function leverLines(run: ScenarioRun, effects: LeverEffects, options: LeverLinesOptions): string[] {
  const { words, boundary, years, most, command } = options;
  const m = words.run;
  const result = run.boundaries.find(({ name }) => name === boundary);
  const total = effects.total.get(boundary);
  if (result === undefined || total === undefined) return [];
  if (run.scenario.levers.size === 0) return [words.common.noLevers];

  const own = effects.effects.filter((effect) => effect.boundary === boundary).sort(bySize);
  const shown = most === undefined ? own : own.slice(0, most);
  const unit = words.unit(run.layout.peak.unit.text);
  const pair = (title: string) => ({ title, align: "end" as const });
  const columns = [
    { title: words.common.lever },
    pair(words.common.strength),
    pair(words.common.peakYear),
    pair(`${m.peakLevel}, ${unit}`),
    ...years.map((year) => pair(`${year}, ${unit}`)),
    pair(`${m.cumulative}, ${words.unit(summedUnit(run.layout.peak.unit.text))}`),
  ];
  const rows = shown.map(({ lever, alone, in_package }) => {
    const pulled = run.scenario.levers.get(lever);
    return [
      cutText(pulled === undefined ? lever : words.say(pulled.lever.label), 40),
      pulled === undefined ? "" : percent(pulled.strength, 0),
      `${yearText(alone)} | ${yearText(in_package)}`,
      `${amount(alone.peak_level)} | ${amount(in_package.peak_level)}`,
      ...years.map((year) => `${amount(alone.emissions.get(year))} | ${amount(in_package.emissions.get(year))}`),
      `${amount(alone.cumulative)} | ${amount(in_package.cumulative)}`,
    ];
  });
  rows.push([
    m.allLevers,
    "",
    yearText(total),
    amount(total.peak_level),
    ...years.map((year) => amount(total.emissions.get(year))),
    amount(total.cumulative),
  ]);
  const left = own.length - shown.length;
  const censored = shown.some(({ alone, in_package }) => alone.censored || in_package.censored) || total.censored;
  return [
    m.levers(words.say(result.label)),
    ...textTable(columns, rows),
    ...(left > 0 ? [`  ${m.moreLevers(left, command ?? "")}`] : []),
    `  ${m.leverNote}`,
    ...(censored ? [`  ${m.censoredNote}`] : []),
  ];
}

/** Larger change of cumulative emissions first, whichever way it is counted. */
function bySize(a: LeverEffect, b: LeverEffect): number {
  const size = ({ alone, in_package }: LeverEffect) =>
    Math.max(Math.abs(alone.cumulative), Math.abs(in_package.cumulative));
  return size(b) - size(a) || a.lever.localeCompare(b.lever, "en");
}

function yearText(change: LeverChange): string {
  return `${change.censored ? "~" : ""}${signed(change.peak_year, 1)}`;
}

function amount(value: number | undefined): string {
  if (value === undefined) return "-";
  return signed(value, Math.abs(value) >= 100 ? 0 : 1);
}
