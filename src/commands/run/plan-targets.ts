import { percent, readable, signed } from "../../report/text/number-text.ts";
import { type Column, textTable } from "../../report/text/text-table.ts";
import { digitsForVerdict } from "../../report/text/verdict-digits.ts";
import type { PlanCounts } from "../../report/words/en.ts";
import type { Words } from "../../report/words/languages.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import type { Label } from "../../text/problems.ts";
import { targetTitles } from "./targets.ts";

/** How many missed promises a run prints. */
const MISSED_IN_A_RUN = 8;

/** What the plans of the run's region say: how many statements, how many of them computed, met and missed. */
export function planCounts({ scenario, planTargets }: ScenarioRun): PlanCounts {
  const counted = planTargets.filter(({ counts }) => counts);
  const having = (status: string): number => counted.filter(({ result }) => result.status === status).length;
  return {
    statements: scenario.planStatements.length,
    mapped: planTargets.length,
    promises: counted.length,
    met: having("met"),
    met_sized: counted.filter(({ result, sizedBy }) => result.status === "met" && sizedBy.length > 0).length,
    missed: having("missed"),
    open: having("not_computable"),
  };
}

/** The section that `run` prints: counts, the promises that are missed, and where to see the rest. */
export function planSummaryLines(run: ScenarioRun, words: Words): string[] {
  if (run.scenario.planStatements.length === 0) return [];
  const t = words.targets;
  const missed = run.planTargets.filter(({ counts, result }) => counts && result.status === "missed");
  const shown = missed.slice(0, MISSED_IN_A_RUN).map((judged) => planTargetCells(judged, words));
  const rest = missed.length - shown.length;
  return [
    t.counts(planCounts(run)),
    ...(shown.length === 0 ? [] : [`  ${t.missedOfPlans}`, ...textTable(titles(words), shown, 4)]),
    `  ${rest > 0 ? `+${rest}; ` : ""}${t.more(`peakpath targets ${run.scenario.id}`)}`,
  ];
}

/** Every mapped statement under its document, and with `all` the others with the reason. */
export function planTargetLines(
  run: ScenarioRun,
  words: Words,
  options: { readonly all: boolean; readonly formulas: boolean; readonly reasons: ReadonlyMap<string, Label> },
): string[] {
  const t = words.targets;
  const { scenario, planTargets } = run;
  if (scenario.planStatements.length === 0) return [t.none(words.say(scenario.region.label))];
  const documents = [...new Set(planTargets.map(({ statement }) => statement.document))];
  const lines = [t.counts(planCounts(run))];
  for (const document of documents) {
    const own = planTargets.filter(({ statement }) => statement.document === document);
    lines.push(
      "",
      document,
      ...textTable(
        titles(words),
        own.map((judged) => planTargetCells(judged, words)),
      ),
    );
  }
  if (options.formulas) lines.push("", t.formulas, ...formulaLines(planTargets, words));
  if (options.all) lines.push("", ...unmappedLines(run, words, options.reasons));
  return lines;
}

function titles(words: Words): Column[] {
  const t = words.targets;
  return [{ title: t.id }, { title: t.section }, ...targetTitles(words)];
}

/** The cells of one line: what was promised and where, what the run has, and what to know of it. */
export function planTargetCells(judged: JudgedPlanTarget, words: Words): string[] {
  const m = words.common;
  const { statement, target, result, counts } = judged;
  const { show, difference } = formats(judged, words);
  // A stated fact is set beside the run's number and not judged; an older version is judged in brackets.
  const isPromise = statement.role === "target";
  const word = m.verdicts[result.status];
  const verdict = !isPromise ? "-" : counts || result.status === "not_computable" ? word : `(${word})`;
  return [
    statement.id,
    statement.section,
    planTargetLabel(judged, words),
    String(target.year),
    askedText(judged, words),
    result.actual === undefined ? "-" : show(result.actual),
    result.margin === undefined ? "-" : difference(result.margin),
    verdict,
    result.first_year_met === undefined || !isPromise ? "-" : String(result.first_year_met),
    remarks(judged, words).join("; "),
  ];
}

/** The quantity's name, with the branch or place that the statement is about where it is not in the name. */
export function planTargetLabel({ target }: JudgedPlanTarget, words: Words): string {
  const label = words.say(target.quantity.label);
  return target.kind === "peak" ? `${words.targets.peakOf}${words.common.colon}${label}` : label;
}

/** What is asked, as `peakpath targets` prints it. */
export function askedText(judged: JudgedPlanTarget, words: Words): string {
  const m = words.common;
  const t = words.targets;
  const { target } = judged;
  const { show } = formats(judged, words);
  const asked = target.asked === undefined ? "" : show(target.asked);
  const from = judged.measuredFrom ?? target.base;
  const operator = judged.statement.role === "target" ? target.operator : "=";
  switch (target.kind) {
    case "peak":
      return m.peakBy(target.year);
    case "plateau":
      return t.plateau(target.year);
    case "decline":
      return t.decline(from ?? target.year);
    case "hold":
      return target.operator === "<=" ? t.holdBelow(from ?? target.year) : t.holdAbove(from ?? target.year);
    case "range":
      return t.ranges(asked, target.askedHigh === undefined ? "" : show(target.askedHigh));
    case "reduction":
      return `${from === undefined ? "" : `${words.targets.reductionFrom(from)} `}${operator} ${asked}`;
    case "increment":
      return `${t.increment(from ?? target.year)} ${operator} ${asked}`;
    case "growth":
      return `${t.growth(from ?? target.year)} ${operator} ${asked}`;
    case "relative":
      return t.relative;
    default:
      return `${operator} ${asked}`;
  }
}

function formats({ target, result }: JudgedPlanTarget, words: Words) {
  const m = words.targets;
  const { unit } = target.quantity;
  if (target.kind === "peak" || target.kind === "plateau") {
    return { show: String, difference: (value: number) => `${signed(value, 0)} ${m.yearsUnit}` };
  }
  const isShare = unit === "1" || target.kind === "reduction" || result.terms === "share";
  const show = (value: number, more: number): string =>
    isShare ? percent(value, 1 + more) : `${readable(value, 4 + more)} ${unit}`;
  const difference = (value: number, more: number): string =>
    isShare ? `${signed(100 * value, 1 + more)} ${m.points}` : `${value > 0 ? "+" : ""}${show(value, more)}`;
  const operator = target.kind === "decline" ? "<" : target.operator;
  const more = digitsForVerdict(result, operator, show, difference);
  return { show: (value: number) => show(value, more), difference: (value: number) => difference(value, more) };
}

function remarks(judged: JudgedPlanTarget, words: Words): string[] {
  const { statement, target, result, baseEstimated, measuredFrom, sizedBy } = judged;
  const m = words.targets;
  const t = words.targets;
  const found: string[] = [];
  if (statement.role !== "target") found.push(t.stated);
  if (sizedBy.length > 0) found.push(t.sizedBy(sizedBy.map(({ label }) => words.say(label)).join(", ")));
  if (target.version === "superseded" && target.supersededBy !== undefined)
    found.push(t.superseded(target.supersededBy));
  if (target.version === "repeated") found.push(t.repeated);
  if (target.inheritedFrom !== undefined) found.push(t.inherited(target.inheritedFrom));
  if (result.reason !== undefined) found.push(m.reasons[result.reason]);
  if (baseEstimated) found.push(m.baseEstimated);
  if (measuredFrom !== undefined) found.push(t.measuredFrom(measuredFrom));
  const late = result.band_to !== undefined && result.band_to > target.year && result.status === "met";
  if (late) found.push(m.bandPastTarget(result.band_to as number));
  const isPeak = result.peak_status === "peaked" || result.peak_status === "plateau";
  if (result.status === "missed" && result.peak_status !== undefined && !isPeak)
    found.push(words.common.statuses[result.peak_status]);
  const note = words.say(statement.note);
  if (note !== "") found.push(note);
  return found;
}

function formulaLines(judged: readonly JudgedPlanTarget[], words: Words): string[] {
  const quantities = new Map(judged.map(({ target }) => [target.quantity.name, target.quantity]));
  return textTable(
    [{ title: "" }, { title: "" }],
    [...quantities.values()].map((quantity) => [words.say(quantity.label), words.say(quantity.words)]),
  );
}

function unmappedLines(run: ScenarioRun, words: Words, reasons: ReadonlyMap<string, Label>): string[] {
  const t = words.targets;
  const m = words.common;
  const rows = run.scenario.planStatements
    .filter(({ target }) => target === undefined)
    .map(({ id, section, part, indicator, qualifier, year, value, valueHigh, unit, reason, document }) => {
      const label = reasons.get(reason ?? "");
      const number = value === undefined ? "" : valueHigh === undefined ? String(value) : `${value}-${valueHigh}`;
      return [
        id,
        [indicator, part].filter((text) => text !== "").join(", "),
        year === undefined ? "-" : String(year),
        `${qualifier} ${number} ${unit}`.trim(),
        label === undefined ? (reason ?? "") : words.say(label),
        `${document}, ${section}`,
      ];
    });
  const columns = [
    { title: t.id },
    { title: m.indicator },
    { title: m.year, align: "end" as const },
    { title: m.asked },
    { title: "" },
    { title: m.source },
  ];
  return [t.unmapped(rows.length), ...textTable(columns, rows)];
}
