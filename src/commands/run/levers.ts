import type { LeverChange, LeverEffect, LeverEffects } from "../../questions/levers/lever-effects.ts";
import { boundaryName, leverName } from "../../report/text/names.ts";
import { percent, signed } from "../../report/text/number-text.ts";
import { type Row, right, textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";

interface LeverLinesOptions {
  readonly boundary: string;
  readonly years: readonly number[];
  /** How many levers to show, those with the largest effect first; all without. */
  readonly most?: number;
  /** Named where levers are left out. */
  readonly command?: string;
}

/** What each lever does on one boundary, alone and in the package, side by side. */
export function leverLines(
  run: ScenarioRun,
  effects: LeverEffects,
  words: Words,
  options: LeverLinesOptions,
): string[] {
  const { boundary, years, most, command = "" } = options;
  const { common, run: m } = words;
  const total = effects.total.get(boundary);
  if (total === undefined) return [];
  if (run.scenario.levers.size === 0) return [common.noLevers];
  const ofBoundary = effects.effects.filter((effect) => effect.boundary === boundary).sort(bySize);
  const shown = ofBoundary.slice(0, most);
  const unit = words.unit(run.layout.peak.unit.text);
  const sumUnit = words.unit(summedUnit(run.layout.peak.unit.text));
  const measures: [title: string, text: (change: LeverChange) => string][] = [
    [common.peakYear, yearText],
    [`${m.peakLevel}, ${unit}`, ({ peak_level }) => amount(peak_level)],
    ...years.map((year): (typeof measures)[number] => [
      `${year}, ${unit}`,
      ({ emissions }) => amount(emissions.get(year)),
    ]),
    [`${m.cumulative}, ${sumUnit}`, ({ cumulative }) => amount(cumulative)],
  ];
  const row = (name: string, strength: string, changes: readonly LeverChange[]): Row => [
    [common.lever, name],
    right(common.strength, strength),
    ...measures.map(([title, text]) => right(title, changes.map(text).join(" | "))),
  ];
  const rows = shown.map(({ lever, alone, in_package }) => {
    const strength = run.scenario.levers.get(lever)?.strength;
    const name = cutText(leverName(run, lever, words), 40);
    return row(name, strength === undefined ? "" : percent(strength, 0), [alone, in_package]);
  });
  const left = ofBoundary.length - shown.length;
  const censored = shown.some(({ alone, in_package }) => alone.censored || in_package.censored) || total.censored;
  return [
    m.levers(boundaryName(run, boundary, words)),
    ...textTable([...rows, row(m.allLevers, "", [total])]),
    ...(left > 0 ? [`  ${m.moreLevers(left, command)}`] : []),
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
