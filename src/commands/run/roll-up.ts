import { regionNames } from "../../report/tables/region-names.ts";
import { exchangeCells } from "../../report/tables/trajectories.ts";
import { readable, signed, yearSpans } from "../../report/text/number-text.ts";
import { textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { summedUnit } from "../../report/words/units.ts";
import {
  holdersUp,
  type MemberPart,
  memberParts,
  type RollUpRun,
  tradeYears,
  yearsWithoutSender,
} from "../../run/roll-up-run.ts";
import { boundaryLines, chartLines, sectorLines } from "./peaks.ts";
import { targetLines } from "./targets.ts";

/** The report of several regions and their sum, as `peakpath run` prints it. */
export function rollUpLines(run: RollUpRun, words: Words, width: number): string[] {
  const { sum } = run;
  const sections = [
    rollUpHead(run, words),
    boundaryLines(sum, words),
    chartLines(sum, words, width),
    partLines(run, words),
    tradeLines(run, words),
    sectorLines(sum, words),
    targetLines(sum, words),
    limitLines(run, words),
  ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, i) => (i === 0 ? section : ["", ...section]));
}

/** Which scenario over several regions this is. */
export function rollUpHead({ rollUp, sum, members }: RollUpRun, words: Words): string[] {
  const { id, title, region, model, chain, each } = rollUp;
  const { baseYear, horizon } = sum.scenario;
  const parents = chain.slice(0, -1);
  const labels = members.map(regionNames(members, words));
  return [
    `${region} · ${words.say(title)} (${id})`,
    `  ${words.rollUp.header({ model: model.name, base: baseYear, horizon, count: members.length, each })}`,
    `  ${words.commas(labels)}`,
    ...(parents.length > 0 ? [`  ${words.run.chain}${words.common.colon}${parents.join(" > ")}`] : []),
  ];
}

/** The members in the order in which they peak, what they add to the sum, and who holds it up. */
function partLines(run: RollUpRun, words: Words): string[] {
  const m = words.rollUp;
  const common = words.common;
  const [boundary] = run.sum.boundaries;
  const found = memberParts(run, boundary);
  if (found === undefined) return [];
  const { from, peakYear, to, parts, sum } = found;
  const end = "end" as const;
  const columns = [
    { title: common.region },
    { title: m.ownPeak, align: end },
    { title: common.band },
    { title: common.level, align: end },
    { title: m.partIn(peakYear), align: end },
    ...(sum.before === undefined ? [] : [{ title: m.change(from, peakYear), align: end }]),
    ...(sum.after === undefined ? [] : [{ title: m.change(peakYear, to), align: end }]),
  ];
  const names = regionNames(run.members, words);
  const nameOf = ({ member }: MemberPart) => (member === undefined ? m.outside : names(member));
  const numbers = ({ atPeak, before, after }: Pick<MemberPart, "atPeak" | "before" | "after">) => [
    readable(atPeak),
    ...(sum.before === undefined ? [] : [changeText(before)]),
    ...(sum.after === undefined ? [] : [changeText(after)]),
  ];
  const rows = parts.map((part) => {
    const peak = part.own?.peak;
    const own =
      peak === undefined
        ? ["", "", ""]
        : [`${peak.at_horizon ? ">" : ""}${peak.year}`, `${peak.band.from}-${peak.band.to}`, readable(peak.level)];
    return [nameOf(part), ...own, ...numbers(part)];
  });
  rows.push([m.sum, "", "", "", ...numbers(sum)]);
  const holders = holdersUp(found)
    .map((part) => ({ part, change: changeText(sum.after === undefined ? part.before : part.after) }))
    .filter(({ change }) => Number(change) !== 0)
    .map(({ part, change }) => `${nameOf(part)} (${change})`);
  const lead = sum.after === undefined ? m.drivers : m.stillRising(peakYear);
  return [
    m.parts(words.say(boundary.label), words.unit(boundary.variable.unit.text)),
    ...textTable(columns, rows),
    `  ${lead}${common.colon}${words.commas(holders) || words.common.none}`,
    `  ${m.partsNote}`,
  ];
}

function changeText(value: number | undefined): string {
  return value === undefined ? "-" : signed(value, 1);
}

/** What members trade over the years, what nobody generates, and that nobody knows the flows between them. */
function tradeLines(run: RollUpRun, words: Words): string[] {
  const { sum, trade } = run;
  const layout = sum.layout.rollUp?.trade;
  if (trade === undefined || layout === undefined) return [];
  const m = words.rollUp;
  const end = "end" as const;
  const unit = words.unit(layout.net.unit.text);
  const columns = [
    { title: words.common.year },
    { title: m.imports, align: end },
    { title: m.exports, align: end },
    { title: m.gap, align: end },
    { title: m.counted(summedUnit(layout.netCarries.unit.text)), align: end },
  ];
  const rows = tradeYears(run).map(({ year, imports, exports, net, carries }) => [
    String(year),
    readable(imports),
    readable(exports),
    signed(net, 1),
    readable(carries),
  ]);
  return [m.trade(unit), ...textTable(columns, rows), ...gapLines(run, unit, words), `  ${m.flows}`];
}

/** That the trade of the members does not close: imports without a sender, and exports that nobody takes. */
function gapLines(run: RollUpRun, unit: string, words: Words): string[] {
  const m = words.rollUp;
  const without = yearsWithoutSender(run);
  const net = run.trade?.net ?? [];
  const most = readable(Math.max(...net));
  const imports = without.length === 0 ? [] : [`  ${m.noSender({ years: yearSpans(without), most, unit })}`];
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
