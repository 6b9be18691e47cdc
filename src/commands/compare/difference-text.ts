import type { BoundaryDifference, NoDifference, ScenarioDifference } from "../../questions/compare/difference.ts";
import type { DifferencePlayer } from "../../questions/compare/difference-players.ts";
import type { MeasureChange } from "../../questions/levers/lever-attribution.ts";
import { fixed, signed } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import { cutText } from "../../report/text/text-width.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";

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
  return difference.boundaries.flatMap((found, i) => [
    ...(i > 0 ? [""] : []),
    ...boundaryLines(difference, found, words),
  ]);
}

function boundaryLines(difference: ScenarioDifference, found: BoundaryDifference, words: Words): string[] {
  const m = words.compare;
  const l = words.common;
  const { first, second, players, years, runs } = difference;
  const label = first.boundaries.find(({ name }) => name === found.boundary)?.label;
  const unit = first.layout.peak.unit.text;
  const end = (title: string) => ({ title, align: "end" as const });
  const columns = [
    { title: words.common.input },
    end(l.peakYear),
    end(l.peakLevelIn(words.unit(unit))),
    ...years.map((year) => end(`${year}, ${words.unit(unit)}`)),
    end(words.levers.cumulative(words.unit(summedUnit(unit)))),
    end(`${words.levers.alone} | ${words.levers.removed}`),
  ];
  const cells = ({ peak_year, peak_level, emissions, cumulative }: MeasureChange) => [
    signed(peak_year, 2),
    signed(peak_level, 1),
    ...years.map((year) => signed(emissions.get(year) ?? 0, 1)),
    signed(cumulative, 0),
  ];
  const rows = found.shares.map(({ player, share, alone, removed }) => [
    cutText(inputName(first, second, player, words), LONGEST_NAME),
    ...cells(share),
    `${signed(alone.cumulative, 0)} | ${signed(removed.cumulative, 0)}`,
  ]);
  rows.push([m.total, ...cells(found.total), ""]);
  const peak = ({ peak_year, peak_level }: { peak_year: number; peak_level: number }) =>
    `${fixed(peak_year, 1)} (${fixed(peak_level, 1)})`;
  return [
    m.title({
      first: first.scenario.id,
      second: second.scenario.id,
      boundary: label === undefined ? found.boundary : words.say(label),
    }),
    `  ${l.peakYear} ${words.common.fromTo({ before: peak(found.first), after: peak(found.second) })}`,
    ...textTable(columns, rows),
    `  ${m.exact(runs, players.length)}`,
    ...(found.first.censored || found.second.censored ? [`  ${m.censored}`] : []),
  ];
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
  const pulled = first.scenario.levers.get(player.id) ?? second.scenario.levers.get(player.id);
  return pulled === undefined ? player.id : words.say(pulled.lever.label);
}
