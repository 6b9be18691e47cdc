import { type Batch, isBeyond, isNearCertain, isTold, undecidedTo } from "../../batch/batch.ts";
import {
  type BatchReport,
  type BoundaryReport,
  type FanReport,
  type OutcomeImportance,
  PROBABILITIES,
} from "../../batch/statistics/batch-statistics.ts";
import { type Importance, importanceOf } from "../../batch/statistics/input-importance.ts";
import { type FanRow, fanChart } from "../../report/text/chart.ts";
import { percent, readable } from "../../report/text/number-text.ts";
import { CHANGE_DIGITS, type Sized, sized } from "../../report/text/sized.ts";
import { surePercent } from "../../report/text/sure.ts";
import { type Cell, paragraphs, type Row, right, textTable } from "../../report/text/text-table.ts";
import type { ConditionWords } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import { shownUnit } from "../../report/words/units.ts";
import { LAST_SURE, LEVEL_YEARS, SURE_YEARS } from "../../run/certainty.ts";
import type { Estimate } from "../../statistics/block-groups.ts";
import type { Share } from "../../statistics/block-shares.ts";
import {
  boxLines,
  counted,
  deliveryWords,
  inputWords,
  outcomeWords,
  sharePercent,
  shareWords,
  targetWords,
  wholePercent,
} from "./batch-words.ts";

/** Inputs in a list of what matters; the files have all. */
const MOST_INPUTS = 5;
/** Years with a smaller share of the runs are counted together. */
const LEAST_SHARE = 0.005;
const MOST_YEARS = 4;
const MOST_FAILURES = 5;
const BAR = 24;
/** The largest share that two digits of a per cent tell from all. */
const LARGEST_SHOWN = 0.99995;
/** Years that the table of probabilities has where no target names one. */
const USUAL_STEP = 5;

/** The report of a batch, as `peakpath batch` prints it below the scenario's name. */
export function batchLines(report: BatchReport, words: Words, width: number): string[] {
  if (report.failed === report.batch.runs) return [...headLines(report, words), "", words.batchReport.noResult];
  return paragraphs([
    headLines(report, words),
    probabilityLines(report, words),
    ...report.boundaries.slice(0, 1).map((boundary) => jointLines(boundary, report.batch, words)),
    ...report.fans.map((fan) => fanLines(fan, report.batch, words, width)),
    ...importanceSections(report, words),
    targetLines(report, words),
    missedLines(report, words),
  ]);
}

/** How many runs there were, and how likely the peak comes in time. */
export function batchBrief(report: BatchReport, words: Words): string[] {
  const told = report.failed === report.batch.runs ? [words.batchReport.noResult] : probabilityLines(report, words);
  return [headLines(report, words)[0], ...told.slice(0, MOST_BRIEF)];
}

const MOST_BRIEF = 3;

function headLines({ batch, failed, failures }: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const { runs, kind, inputs, seed, leftOut, layers } = batch;
  const dimensions = inputs.filter(({ as }) => as !== "layer").length;
  const yearly = layers === undefined ? "" : m.drawnYearly;
  const lines = [m.head({ runs: counted(runs), design: m.designs[kind], inputs: dimensions, yearly, seed })];
  const idle = leftOut.filter(({ why }) => why === "feeds_no_outcome").length;
  if (idle > 0) lines.push(`  ${m.feedsNothing(idle)}`);
  const fixed = leftOut
    .filter(({ why }) => why === "contradicts_observation")
    .map(({ input }) => words.say(input.label));
  if (fixed.length > 0) lines.push(`  ${m.contradicts(words.semicolons(fixed))}`);
  if (failed === 0) return lines;
  lines.push(`  ${m.failed(counted(failed), percent(failed / runs, 2))}`);
  for (const { run, reason } of failures.slice(0, MOST_FAILURES)) lines.push(`    ${m.failure(run, reason)}`);
  return lines;
}

/** The years of a peak target first, then round ones in which something happens. */
function shownYears({ batch, boundaries, targets }: BatchReport): number[] {
  if (batch.layers !== undefined) return SURE_YEARS.filter((year) => batch.years.includes(year));
  const asked = targets.flatMap(({ column: { target } }) => (target?.kind === "peak" ? [target.by] : []));
  const by = boundaries[0].distribution.by;
  const moving = by.filter(({ year, share: { share = 0 } }) => year % USUAL_STEP === 0 && share > 0 && share < 1);
  const years = [...new Set([...asked, ...moving.map(({ year }) => year)])];
  return years
    .filter((year) => by.some((entry) => entry.year === year))
    .slice(0, MOST_YEARS)
    .sort((a, b) => a - b);
}

function probabilityLines(report: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const { batch, boundaries } = report;
  if (boundaries.length === 0) return [];
  const years = shownYears(report);
  const drawn = batch.kind !== "grid" && batch.kind !== "list" && batch.kind !== "morris";
  const { unit } = boundaries[0].boundary.variable;
  const sizes = sized(
    batch,
    unit.text,
    boundaries.map(({ distribution }) => Math.max(0, ...distribution.levels)),
    words,
    CHANGE_DIGITS,
  );
  const last = batch.years[batch.years.length - 1];
  const sure = batch.layers !== undefined;
  const rows = boundaries.map(
    ({ boundary, distribution: { by, notReached, levels } }): Row => [
      [words.common.boundary, words.say(boundary.label)],
      ...years.map((year) => {
        const share = by.find((entry) => entry.year === year)?.share;
        if (sure && year <= undecidedTo(batch, boundary)) return right(m.by(year), words.sure.undecided);
        if (sure) return right(m.by(year), share?.share === undefined ? "-" : surePercent(share.share, words));
        return right(m.by(year), share === undefined ? "-" : shareText(share, drawn));
      }),
      ...(sure ? [] : [right(m.notBy(last), notReached === undefined ? "-" : sharePercent(notReached))]),
      ...(sure ? [] : [right(m.levelColumn(sizes.name), levelText(levels, sizes))]),
    ],
  );
  if (sure) {
    const condition = deliveryWords(batch, words);
    const how = condition === undefined ? "calibratedTrend" : "calibrated";
    const from = batch.delivery === "as_planned" ? "calibratedPlan" : how;
    return [
      condition === undefined ? m.probability : m.probabilityIf(condition),
      ...textTable(rows),
      ...levelLines(report, words),
      `  ${m[from]}`,
      `  ${words.sentences([m.highest, m.untilLastSure(LAST_SURE)])}`,
    ];
  }
  return [
    batch.uncertain ? m.spreadOfAssumptions : drawn ? m.probability : m.frequency,
    ...textTable(rows),
    ...(batch.uncertain ? [`  ${m.spreadNote}`] : []),
    `  ${m.condition(conditionOf(batch, drawn))}`,
    `  ${m.errorNotes[batch.kind]}`,
    `  ${m.shareNote}`,
  ];
}

/** The levels of two years on the default boundary, with the ends between which they lie with 90 %. */
function levelLines({ batch, boundaries, fans }: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const [{ boundary }] = boundaries;
  const fan = fans.find(({ fan: { variable, cell } }) => variable === boundary.variable && cell === boundary.cell);
  const [low, middle, high] = ([0.05, 0.5, 0.95] as const).map((p) => PROBABILITIES.indexOf(p));
  const lines = LEVEL_YEARS.flatMap((year) => {
    const row = fan?.quantiles[year - batch.years[0]] ?? [];
    if (row.length === 0) return [];
    const { name: unit, text } = sized(batch, boundary.variable.unit.text, [row[middle]], words, CHANGE_DIGITS);
    const [level, from, to] = [row[middle], row[low], row[high]].map(text);
    return [`    ${m.level({ year, level, low: from, high: to, unit })}`];
  });
  return lines.length === 0 ? [] : [`  ${m.levels(words.say(boundary.label))}`, ...lines];
}

function conditionOf({ inputs, correlated }: Batch, drawn: boolean): ConditionWords {
  const lowHigh = inputs.every(({ as }) => as === "within");
  return {
    variesLevers: inputs.some((input) => "lever" in input || "levers" in input),
    inputs: drawn ? (correlated ? "correlated" : lowHigh ? "low_high" : "spread") : undefined,
    several: inputs.length > 1,
  };
}

/** Shares of 0 and 1 with the bound that so many runs allow, where that shows in two digits. */
function shareText({ share, error, low, high }: Share, withError: boolean): string {
  if (share === undefined) return "-";
  if (withError && share === 1 && low !== undefined && low < LARGEST_SHOWN) return `100 % (≥ ${percent(low, 2)})`;
  if (withError && share === 0 && high !== undefined && high > 1 - LARGEST_SHOWN) return `0 % (≤ ${percent(high, 2)})`;
  if (!withError || error === undefined || error === 0) return sharePercent(share);
  return `${sharePercent(share)} ±${(100 * error).toFixed(2)}`;
}

function levelText(levels: readonly number[], { text }: Sized): string {
  if (levels.length === 0) return "-";
  const [low, middle, high] = [0.05, 0.5, 0.95].map((p) => levels[PROBABILITIES.indexOf(p as 0.5)]);
  return `${text(middle)} (${text(low)}-${text(high)})`;
}

function jointLines({ boundary, distribution }: BoundaryReport, batch: Batch, words: Words): string[] {
  const m = words.batchReport;
  const { by, runs } = distribution;
  const said = shareWords(batch, words);
  const years = distribution.years.filter(({ year }) => batch.layers === undefined || year <= LAST_SURE);
  const later = runs - years.reduce((sum, { runs: inYear }) => sum + inYear, 0);
  const last = undecidedTo(batch, boundary);
  const told = years.filter(({ year }) => year > last);
  const shown = told.filter(({ runs: inYear }) => inYear / runs >= LEAST_SHARE);
  const most = Math.max(...shown.map(({ runs: inYear }) => inYear));
  const { unit } = boundary.variable;
  const sizes = sized(
    batch,
    unit.text,
    shown.map(({ levels }) => Math.max(0, ...levels)),
    words,
    CHANGE_DIGITS,
  );
  const part = (share: number): string => (batch.layers === undefined ? sharePercent(share) : percent(share, 0));
  const empty = (year: string, share: string): Row => [
    [words.common.year, year],
    right(m.runsShare, share),
    right(m.upTo, ""),
    right(m.levelRange, ""),
    ["", ""],
  ];
  const seam = told.length < years.length ? [empty(words.sure.orBefore(last), words.sure.undecided)] : [];
  const rows = shown.map(({ year, runs: inYear, levels }): Row => {
    const upTo = by.find((entry) => entry.year === year)?.share.share;
    return [
      [words.common.year, String(year)],
      right(m.runsShare, part(inYear / runs)),
      right(m.upTo, upTo === undefined ? "" : said(upTo)),
      right(m.levelRange, levelText(levels, sizes)),
      barCell(inYear / most),
    ];
  });
  if (later > 0) rows.push(empty(m.after(LAST_SURE), part(later / runs)));
  const rest = told.length - shown.length;
  return [
    m.joint(words.say(boundary.label), sizes.name),
    ...textTable([...seam, ...rows]),
    ...(rest > 0 ? [`  ${m.otherYears(rest)}`] : []),
  ];
}

/** A bar for a part of the largest number. */
function barCell(part: number): Cell {
  return ["", "█".repeat(Math.max(1, Math.round(BAR * part)))];
}

function fanLines(
  { fan, quantiles, runs, exact }: FanReport,
  { years: all, model }: Batch,
  words: Words,
  width: number,
): string[] {
  const m = words.batchReport;
  if (runs === 0) return [];
  const years = all.slice(0, quantiles.length);
  const places = ([0.05, 0.25, 0.5, 0.75, 0.95] as const).map((p) => PROBABILITIES.indexOf(p));
  const { name: unit, factor } = shownUnit(model.units, fan.variable.unit.text, words);
  const rows = quantiles.map((row) => places.map((place) => row[place] * factor) as unknown as FanRow);
  return [
    m.fan(words.say(fan.label), unit),
    ...fanChart(years, rows, width - 2).map((line) => `  ${line}`),
    `  ${m.fanMarks}`,
    `  ${words.sentences([m.fanKept(counted(runs)), ...(exact ? [] : [m.fanBinned])])}`,
  ];
}

/** What matters most to when and how high the default boundary peaks, to levels of years, and in short to targets. */
function importanceSections(report: BatchReport, words: Words): string[][] {
  const sections = report.importance
    .filter(({ column }) => isTold(report.batch, column))
    .map((outcome) => outcomeLines(report, outcome, words));
  // What is the note of the next section too stands there.
  const short = sections.map((lines, i) => (lines.at(-1) === sections[i + 1]?.at(-1) ? lines.slice(0, -1) : lines));
  return [...short, targetDriverLines(report, words)];
}

/** Inputs that are named of a target. */
const MOST_DRIVERS = 3;

/** What matters most to whether targets are met that some runs meet and some do not. */
function targetDriverLines(report: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const { batch, importance, targets } = report;
  const open = importance.filter(({ column }) => {
    const share = targets.find((target) => target.column === column)?.met.share ?? 0;
    const told = batch.layers === undefined || !(isBeyond(batch, column) || isNearCertain(share));
    return column.kind === "target" && told && share > 0 && share < 1;
  });
  const lines = open.flatMap((outcome) => {
    const drivers = mattering(outcome, MOST_DRIVERS).map((entry) => {
      const size = entry.morris === undefined ? ` ${percent(importanceOf(entry), 0)}` : "";
      const way = directionWords(entry, "target", m);
      return `${inputWords(batch.inputs[entry.input], words)}${size}${words.bracketed(m.more(way))}`;
    });
    if (drivers.length === 0) return [];
    return [`  ${targetWords(outcome.column, words)}${words.common.colon}${words.semicolons(drivers)}`];
  });
  return lines.length === 0 ? [] : [m.mattersToTargets, ...lines];
}

/** The inputs that are shown: the first ones whose measure can be told from none. */
export function mattering({ inputs }: OutcomeImportance, most: number): Importance[] {
  return inputs
    .filter((entry) => {
      if (entry.total !== undefined || entry.morris !== undefined) return importanceOf(entry) > 0;
      return entry.binned !== undefined && entry.noise !== undefined && entry.binned > entry.noise;
    })
    .slice(0, most);
}

function outcomeLines(report: BatchReport, outcome: OutcomeImportance, words: Words): string[] {
  const m = words.batchReport;
  const shown = mattering(outcome, MOST_INPUTS);
  const title = m.matters(outcomeWords(outcome.column, words, report.batch.model.units));
  if (shown.length === 0) return [title, `  ${m.nothingMatters}`];
  const most = Math.max(...shown.map(importanceOf));
  const { cells, note } = measures(report, outcome, words);
  const rows = shown.map(
    (entry): Row => [
      [words.common.input, inputWords(report.batch.inputs[entry.input], words)],
      ...cells(entry),
      [m.direction, directionWords(entry, outcome.column.kind, m)],
      barCell(importanceOf(entry) / most),
    ],
  );
  const { delivery, inputs } = report.batch;
  const together = delivery !== undefined && shown.some(({ input }) => "levers" in inputs[input]);
  const jointly = jointlyLines(outcome, report.batch, words);
  return [title, ...textTable(rows), ...jointly, ...(together ? [`  ${m.deliveriesNote}`] : []), `  ${note}`];
}

/** What is explained by all inputs that can be told apart, and what is not. */
function jointlyLines({ explained }: OutcomeImportance, { layers }: Batch, words: Words): string[] {
  if (explained === undefined) return [];
  const share = wholePercent(explained);
  const rest = share < 1 ? percent(1 - share, 0) : undefined;
  const said = { share: percent(Math.min(1, share), 0), rest, yearly: layers !== undefined };
  return [`  ${words.batchReport.jointly(said)}`];
}

/** The numbers beside an input's name, by what the design allows. */
function measures(
  { batch, blocks, keptRuns }: BatchReport,
  { column, inputs }: OutcomeImportance,
  words: Words,
): { cells: (entry: Importance) => Cell[]; note: string } {
  const m = words.batchReport;
  if (batch.kind === "sobol") {
    return {
      cells: ({ first, total }) => [
        right(m.first, intervalText(first, percent)),
        right(m.total, intervalText(total, percent)),
      ],
      note: m.sobolNote(counted(blocks ?? 0)),
    };
  }
  if (batch.kind === "morris") {
    const { name, factor } = shownUnit(batch.model.units, column.unit, words);
    return {
      cells: ({ morris }) => [
        right(
          `${m.effect}${name === "" ? "" : `, ${name}`}`,
          intervalText(morris?.mu_star, (x) => readable(x * factor, 3)),
        ),
        right(m.spread, morris === undefined ? "-" : readable(morris.sigma * factor, 3)),
      ],
      note: m.morrisNote(counted(blocks ?? 0)),
    };
  }
  const noise = Math.max(0, ...inputs.map((entry) => entry.noise ?? 0));
  return {
    cells: ({ binned }) => [right(m.explained, binned === undefined ? "-" : percent(binned))],
    note: m.givenNote(counted(keptRuns), percent(noise, 2)),
  };
}

function intervalText(estimate: Estimate | undefined, text: (value: number) => string): string {
  if (estimate === undefined) return "-";
  const { value, low, high } = estimate;
  if (low === undefined || high === undefined) return text(value);
  return `${text(value)} ±${text((high - low) / 2).replace(" %", "")}`;
}

/** Which way an input pulls; where it pulls both ways its rank correlation is small beside what it explains. */
function directionWords(entry: Importance, kind: OutcomeImportance["column"]["kind"], m: Words["batchReport"]): string {
  const sign = directionOf(entry);
  if (sign === 0) return m.bothWays;
  if (kind === "peak_year") return sign > 0 ? m.later : m.earlier;
  if (kind === "target") return sign > 0 ? m.helps : m.hurts;
  return sign > 0 ? m.raises : m.lowers;
}

/** Whether more of an input moves the outcome up (1), down (-1), or both ways (0). */
export function directionOf({ rank, binned, first, morris }: Importance): -1 | 0 | 1 {
  if (morris !== undefined) {
    if (Math.abs(morris.mu) < morris.mu_star.value / 2) return 0;
    return morris.mu > 0 ? 1 : -1;
  }
  if (rank === undefined) return 0;
  // A monotone effect has a squared correlation about as large as the part it explains.
  if (rank * rank < 0.25 * (first?.value ?? binned ?? 0)) return 0;
  return rank > 0 ? 1 : -1;
}

/** Targets where past errors are drawn: whole per cents, those near certain in a line, those too far ahead named. */
function sureTargetLines({ batch, targets }: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const { units } = batch.model;
  const told = targets.filter(({ column }) => !isBeyond(batch, column));
  const beyond = targets.filter(({ column }) => isBeyond(batch, column));
  const named = (list: typeof targets) => m.listed(list.map(({ column }) => targetWords(column, words, units)));
  const where = (holds: (share: number) => boolean) =>
    told.filter(({ met: { share } }) => share !== undefined && holds(share));
  const rows = where((share) => share >= 0.05 && share <= 0.95).map(
    ({ column, met: { share = 0 }, notComputable }): Row => [
      [words.common.target, targetWords(column, words, units)],
      right(words.common.met, surePercent(share, words)),
      ["", notComputable > 0 ? m.openRuns(counted(notComputable)) : ""],
    ],
  );
  const list = (title: string, found: typeof targets) =>
    found.length === 0 ? [] : [`  ${title}${words.common.colon}${named(found)}`];
  return [
    m.targets,
    ...textTable(rows),
    ...list(
      m.mostlyMet,
      where((share) => share > 0.95),
    ),
    ...list(
      m.hardlyMet,
      where((share) => share < 0.05),
    ),
    ...(beyond.length === 0 ? [] : [`  ${m.beyond(LAST_SURE, named(beyond))}`]),
  ];
}

function targetLines(report: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const { batch, targets } = report;
  if (targets.length === 0) return [];
  if (batch.layers !== undefined) return sureTargetLines(report, words);
  const { units } = batch.model;
  const certain = (share: number) =>
    targets.filter(({ met }) => met.share === share).map(({ column }) => targetWords(column, words, units));
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`  ${title}${words.common.colon}${m.listed(names)}`];
  const open = targets.filter(({ met: { share } }) => share !== undefined && share > 0 && share < 1);
  const rows = open.map(
    ({ column, met: { share = 0, low, high }, notComputable }): Row => [
      [words.common.target, targetWords(column, words, units)],
      right(words.common.met, sharePercent(share)),
      right(m.margin, low === undefined || high === undefined ? "-" : `${percent(low)} - ${percent(high)}`),
      ["", notComputable > 0 ? m.openRuns(counted(notComputable)) : ""],
    ],
  );
  const title = batch.uncertain ? m.targetsSpread : m.targets;
  return [title, ...textTable(rows), ...list(m.alwaysMet, certain(1)), ...list(m.neverMet, certain(0))];
}

function missedLines(report: BatchReport, words: Words): string[] {
  const m = words.batchReport;
  const { units } = report.batch.model;
  const certain = report.targets
    .filter(
      ({ column, met: { share }, notComputable }) =>
        report.batch.layers === undefined &&
        column.target?.kind === "peak" &&
        (share === 1 || (share === 0 && notComputable === 0)),
    )
    .map(({ column, met }) => m.boxNeedsBoth(targetWords(column, words, units), met.share === 1));
  const boxes = report.boxes.flatMap((found) => boxLines(report, found, words));
  const lines = [...certain, ...boxes].map((line) => `  ${line}`);
  if (lines.length === 0) return [];
  const found = report.boxes.find(({ boxes }) => boxes.length > 0);
  return [m.boxes, ...lines, ...(found === undefined ? [] : [`  ${m.boxNote(counted(found.runs))}`])];
}
