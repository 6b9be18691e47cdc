import type { BoundaryDifference, NoDifference, ScenarioDifference } from "../../questions/compare/difference.ts";
import type { DifferencePlayer } from "../../questions/compare/difference-players.ts";
import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { boundaryName, leverName } from "../../report/text/names.ts";
import { fixed, signed } from "../../report/text/number-text.ts";
import { sizedLevels } from "../../report/text/sized.ts";
import { paragraphs, type Row, right, textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import type { PeakMeasures } from "../../run/peak/peak-measures.ts";
import { peakOutlook, yearStands } from "../../run/peak/peak-outlook.ts";
import { statusDecider } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { changeCells, changeSizes } from "../levers/change-cells.ts";

const LONGEST_NAME = 44;

/** A pair of scenarios, and which inputs explain what lies between them, or why that cannot be said. */
export interface ComparedPair {
  readonly first: ScenarioRun;
  readonly second: ScenarioRun;
  readonly difference: ScenarioDifference | NoDifference;
}

/** One table a boundary: the share of every differing input. */
export function differenceLines({ first, second, difference }: ComparedPair, words: Words): string[] {
  const m = words.compare;
  const pair = { first: first.scenario.id, second: second.scenario.id };
  if (typeof difference === "string") return [m.notTakenApart({ ...pair, reason: m.none[difference] })];
  return paragraphs(difference.boundaries.map((found) => boundaryLines(difference, found, words)));
}

function boundaryLines(difference: ScenarioDifference, found: BoundaryDifference, words: Words): string[] {
  const { compare: m, common } = words;
  const { first, second, players, years, runs } = difference;
  const sizes = changeSizes(first, [found.total, ...found.shares.map(({ share }) => share)], words);
  const { change: sum } = sizes.sums;
  // A past peak is moved by nothing, and which of several summits is the highest is chance.
  const timed = ![first, second].some((run) => standsStill(run, found.boundary));
  const row = (name: string, change: MeasureChange, beside: string): Row => [
    [common.input, name],
    ...changeCells(sizes, years, words, (pick, { factor, decimals }) =>
      signed((pick(change) ?? 0) * factor, decimals),
    ).slice(timed ? 0 : 1),
    right(`${words.levers.alone} | ${words.levers.removed}`, beside),
  ];
  const rows = found.shares.map(({ player, share, alone, removed }) => {
    const beside = `${sum(alone.cumulative)} | ${sum(removed.cumulative)}`;
    return row(cutText(inputName(first, second, player, words), LONGEST_NAME), share, beside);
  });
  const levels = sizedLevels(first, words, [found.first.peak_level, found.second.peak_level]);
  const peak = ({ peak_year, peak_level }: PeakMeasures) => `${fixed(peak_year, 1)} (${levels.text(peak_level)})`;
  const ids = { first: first.scenario.id, second: second.scenario.id };
  return [
    m.title({ ...ids, boundary: boundaryName(first, found.boundary, words) }),
    `  ${common.peakYear} ${common.fromTo({ before: peak(found.first), after: peak(found.second) })}`,
    ...textTable([...rows, row(m.total, found.total, "")]),
    `  ${m.exact(runs, players.length)}`,
    ...(timed ? [] : [`  ${words.levers.noYears}`]),
    ...(timed && (found.first.censored || found.second.censored) ? [`  ${m.censored}`] : []),
  ];
}

/** Whether the year of a run's peak on a boundary says nothing of what moves emissions. */
function standsStill({ boundaries, scenario }: ScenarioRun, boundary: string): boolean {
  const series = boundaries.find(({ name }) => name === boundary)?.series;
  return series !== undefined && yearStands(peakOutlook(series, scenario.lastObserved, statusDecider(scenario)));
}

/** A lever or family by its label, an assumption by the name that files use too. */
export function inputName(first: ScenarioRun, second: ScenarioRun, player: DifferencePlayer, words: Words): string {
  const m = words.compare;
  if (player.kind === "rest") return m.rest({ levers: player.levers.length, assumptions: player.parameters.length });
  if (player.kind === "family") return words.levers.families[player.id] ?? player.id;
  if (player.kind === "assumption") {
    const label = first.model.parameters.get(player.id)?.label;
    return label === undefined ? m.assumption(player.id) : `${words.say(label)} (${player.id})`;
  }
  return leverName(first.scenario.levers.has(player.id) ? first : second, player.id, words);
}
