import type { Nowcast } from "../../questions/nowcast.ts";
import { regionNames } from "../../report/tables/region-names.ts";
import { exchangeCells } from "../../report/tables/trajectories.ts";
import { peakYearText, signed, spanText, yearSpans } from "../../report/text/number-text.ts";
import { CHANGE_DIGITS, type Sized, sized } from "../../report/text/sized.ts";
import { targetLines } from "../../report/text/target-text.ts";
import { paragraphs, type Row, right, textTable } from "../../report/text/text-table.ts";
import { verdictText } from "../../report/text/verdict.ts";
import type { Words } from "../../report/words/languages.ts";
import type { Peak } from "../../run/peak/peak.ts";
import {
  holdersUp,
  type MemberPart,
  memberParts,
  type RollUpRun,
  statisticalDifference,
  tradeYears,
  yearsWithoutSender,
} from "../../run/roll-up-run.ts";
import { nowcastLines } from "./flags.ts";
import { boundaryLines, chartLines, pollutantLines, sectorLines } from "./peaks.ts";

/** The report of several regions and their sum, as `peakpath run` prints it. */
export function rollUpLines(
  run: RollUpRun,
  words: Words,
  { width, nowcast }: { readonly width: number; readonly nowcast: readonly Nowcast[] },
): string[] {
  const { sum } = run;
  return paragraphs([
    rollUpHead(run, words),
    boundaryLines(sum, words),
    differenceLines(run, words),
    chartLines(sum, words, width),
    partLines(run, words),
    tradeLines(run, words),
    sectorLines(sum, words),
    pollutantLines(sum, words),
    targetLines(sum, words),
    limitLines(run, words),
    nowcast.length === 0 ? [] : [...nowcastLines(sum.model.units, nowcast, words), `  ${words.rollUp.nowcast}`],
  ]);
}

/** Which scenario over several regions this is. */
export function rollUpHead({ rollUp, sum, members }: RollUpRun, words: Words): string[] {
  const { id, title, region, model, chain, each } = rollUp;
  const { baseYear, horizon } = sum.scenario;
  const parents = chain.slice(0, -1);
  const labels = members.map(regionNames(members, words));
  return [
    `${region} · ${words.say(title)} (${id})`,
    `  ${verdictText(sum, words)}`,
    `  ${words.rollUp.header({ model: model.name, base: baseYear, horizon, count: members.length, each: [...new Set(each)].join(" / ") })}`,
    `  ${words.commas(labels)}`,
    ...(parents.length > 0 ? [`  ${words.run.chain}${words.common.colon}${parents.join(" > ")}`] : []),
  ];
}

/** What the members together differ by from the region that they make up: an error of the account, spread over nobody. */
function differenceLines(run: RollUpRun, words: Words): string[] {
  const differences = statisticalDifference(run);
  if (run.whole === undefined || differences === undefined || differences.length === 0) return [];
  const m = words.rollUp;
  const boundaries = new Map(run.sum.boundaries.map((boundary) => [boundary.cell, boundary.label]));
  const [{ variable }] = differences;
  const gaps = differences.flatMap(({ years }) => years.map(({ sum, whole }) => sum - whole));
  const amounts = sized(run.sum, variable.unit.text, gaps, words, CHANGE_DIGITS);
  const rows = differences.map(
    ({ cell, years }): Row => [
      [words.common.boundary, words.say(boundaries.get(cell) ?? { en: "", zh: "" })],
      ...years.map(({ year, sum, whole }) => {
        const percent = whole === 0 ? "-" : `${signed((sum / whole - 1) * 100, 1)} %`;
        return right(String(year), `${amounts.change(sum - whole)} (${percent})`);
      }),
    ],
  );
  const name = words.say(run.whole.scenario.region.label);
  return [m.difference(name, amounts.name), ...textTable(rows), `  ${m.differenceNote}`];
}

/** The members in the order in which they peak, what they add to the sum, and who holds it up. */
function partLines(run: RollUpRun, words: Words): string[] {
  const m = words.rollUp;
  const common = words.common;
  const [boundary] = run.sum.boundaries;
  const found = memberParts(run, boundary);
  if (found === undefined) return [];
  const { from, peakYear, to, parts, sum } = found;
  const names = regionNames(run.members, words);
  const nameOf = ({ member }: MemberPart) => (member === undefined ? m.outside : names(member));
  const levels = sized(run.sum, boundary.variable.unit.text, [sum.atPeak], words);
  const changeText = (value: number | undefined) => (value === undefined ? "-" : levels.change(value));
  const row = (name: string, peak: Peak | undefined, { atPeak, before, after }: typeof sum): Row => [
    [common.region, name],
    right(m.ownPeak, peak === undefined ? "" : peakYearText(peak)),
    [common.band, peak === undefined ? "" : spanText(peak.band)],
    right(common.level, peak === undefined ? "" : levels.text(peak.level)),
    right(m.partIn(peakYear), levels.text(atPeak)),
    ...(sum.before === undefined ? [] : [right(m.change(from, peakYear), changeText(before))]),
    ...(sum.after === undefined ? [] : [right(m.change(peakYear, to), changeText(after))]),
  ];
  const rows = [...parts.map((part) => row(nameOf(part), part.own?.peak, part)), row(m.sum, undefined, sum)];
  const holders = holdersUp(found)
    .map((part) => ({ part, change: changeText(sum.after === undefined ? part.before : part.after) }))
    .filter(({ change }) => Number(change) !== 0)
    .map(({ part, change }) => `${nameOf(part)} (${change})`);
  const lead = sum.after === undefined ? m.drivers : m.stillRising(peakYear);
  return [
    m.parts(words.say(boundary.label), levels.name),
    ...textTable(rows),
    `  ${lead}${common.colon}${words.commas(holders) || words.common.none}`,
    `  ${m.partsNote}`,
  ];
}

/** What members trade over the years, what nobody generates, and that nobody knows the flows between them. */
function tradeLines(run: RollUpRun, words: Words): string[] {
  const { sum, trade } = run;
  const layout = sum.layout.rollUp?.trade;
  if (trade === undefined || layout === undefined) return [];
  const m = words.rollUp;
  const shown = tradeYears(run);
  const amounts = sized(
    sum,
    layout.net.unit.text,
    shown.flatMap(({ imports, exports }) => [imports, exports]),
    words,
  );
  const carried = sized(
    sum,
    layout.netCarries.unit.text,
    shown.map(({ carries }) => carries),
    words,
  );
  const rows = shown.map(
    ({ year, imports, exports, net, carries }): Row => [
      [words.common.year, String(year)],
      right(m.imports, amounts.text(imports)),
      right(m.exports, amounts.text(exports)),
      right(m.gap, amounts.change(net)),
      right(m.counted(carried.name), carried.text(carries)),
    ],
  );
  return [m.trade(amounts.name), ...textTable(rows), ...gapLines(run, amounts, words), `  ${m.flows}`];
}

/** That the trade of the members does not close: imports without a sender, and exports that nobody takes. */
function gapLines(run: RollUpRun, { name: unit, text }: Sized, words: Words): string[] {
  const m = words.rollUp;
  const without = yearsWithoutSender(run);
  const net = run.trade?.net ?? [];
  const most = text(Math.max(...net));
  if (run.whole !== undefined) return [`  ${m.tradeOfWhole(words.say(run.whole.scenario.region.label))}`];
  const imports = without.length === 0 ? [] : [`  ${m.noSender({ years: yearSpans(without), most, unit })}`];
  const left = {
    years: yearSpans(run.openTrade.map(({ year }) => year)),
    most: text(Math.max(...run.openTrade.map(({ gap }) => gap))),
    unit,
  };
  const open = run.openTrade.length === 0 ? [] : [`  ${m.openTrade(left)}`];
  if (run.rollUp.tradeCloses) return [...imports, `  ${m.closed(run.sum.scenario.lastObserved)}`, ...open];
  return [...imports, ...(net.some((value) => value < 0) ? [`  ${m.surplus}`] : [])];
}

/** Limits that bound in members, each with the members, and what the sum leaves out. */
function limitLines({ limits, sum, members }: RollUpRun, words: Words): string[] {
  const names = regionNames(members, words);
  const m = words.rollUp;
  const common = words.common;
  const lines = [...limits.values()].map((found) => {
    const [{ limit }] = found;
    const labels = new Set(found.map(({ member }) => names(member)));
    return `  ${words.say(limit.check.label)}${common.colon}${words.commas([...labels])}`;
  });
  const exported = exchangeCells(sum.model);
  const variables = new Set(exported.map(({ variable }) => variable));
  const left = [...variables].filter((name) => sum.values(name, 0) === undefined);
  return [
    `${m.limits}${lines.length === 0 ? `${common.colon}${common.none}` : ""}`,
    ...lines,
    ...(left.length === 0 ? [] : [m.leftOut(left.length)]),
  ];
}
