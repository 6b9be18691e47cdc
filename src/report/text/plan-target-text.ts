import { isPeakStatus } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { countPromises, type JudgedPlanTarget } from "../../run/targets/plan-targets.ts";
import type { TargetResult } from "../../run/targets/targets.ts";
import type { PlanStatement } from "../../scenario/targets/plan-targets.ts";
import type { Label } from "../../text/problems.ts";
import type { PlanCounts } from "../words/en.ts";
import type { Words } from "../words/languages.ts";
import {
  askedKind,
  demandText,
  errorRemark,
  type NumberTerms,
  numberFormat,
  numberTerms,
  peakRemarks,
  printedSign,
  type TargetFormat,
  targetCells,
  yearFormat,
} from "./target-text.ts";
import { type Cell, right, textTable } from "./text-table.ts";

/** How many missed promises a run prints. */
const MISSED_IN_A_RUN = 8;

/** What the plans of the run's region say: how many statements, how many of them computed, met and missed. */
export function planCounts({ scenario, planTargets }: ScenarioRun): PlanCounts {
  return {
    statements: scenario.planStatements.length,
    mapped: planTargets.length,
    promises: planTargets.filter(({ counts }) => counts).length,
    ...countPromises(planTargets),
  };
}

/** The section that `run` prints: counts, the promises that are missed, and where to see the rest. */
export function planSummaryLines(run: ScenarioRun, words: Words): string[] {
  if (run.scenario.planStatements.length === 0) return [];
  const t = words.targets;
  const missed = run.planTargets.filter(
    ({ counts, status }) => counts && (status === "missed" || status === "missed_within_error"),
  );
  const shown = missed.slice(0, MISSED_IN_A_RUN).map((judged) => planTargetCells(judged, run, words));
  const rest = missed.length - shown.length;
  return [
    t.counts(planCounts(run)),
    ...(shown.length === 0 ? [] : [`  ${t.missedOfPlans}`, ...textTable(shown, 4)]),
    `  ${rest > 0 ? `+${rest}; ` : ""}${t.more(`peakpath targets ${run.scenario.id}`)}`,
  ];
}

/** The promises in force as rows of a table, in the order of their documents. */
export function promiseRows(run: ScenarioRun, words: Words): Cell[][] {
  return run.planTargets.filter(({ counts }) => counts).map((judged) => planTargetCells(judged, run, words));
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
  return [
    t.counts(planCounts(run)),
    ...documents.flatMap((document) => {
      const judged = planTargets.filter(({ statement }) => statement.document === document);
      const cells = judged.map((one) => planTargetCells(one, run, words));
      return ["", headOf(judged[0], words), ...textTable(cells)];
    }),
    ...(options.formulas ? ["", t.formulas, ...formulaLines(planTargets, words)] : []),
    ...(options.all ? ["", ...unmappedLines(run, words, options.reasons)] : []),
  ];
}

/** The document with what is known of when it was issued. */
function headOf({ statement: { document, issued, isDraft } }: JudgedPlanTarget, words: Words): string {
  const known = [issued, isDraft ? words.targets.draft : ""].filter((text) => text !== "");
  return known.length === 0 ? document : `${document}${words.bracketed(words.commas(known))}`;
}

/** The cells of one line: what was promised and where, what the run has, and what to know of it. */
export function planTargetCells(judged: JudgedPlanTarget, run: ScenarioRun, words: Words): Cell[] {
  const t = words.targets;
  const { statement, target, result, status, counts } = judged;
  const format = formatOf(judged, run, words);
  // A stated fact is set beside the run's number and not judged; an older version is judged in brackets.
  const isPromise = statement.role === "target";
  const word = words.common.verdicts[status];
  const isJudged = isPromise && target.kind !== "early";
  const verdict = counts || status === "not_computable" ? word : `(${word})`;
  return [
    [t.id, statement.id],
    [t.section, words.say(statement.named.section)],
    ...targetCells(
      {
        label: planTargetLabel(judged, words),
        year: statement.year,
        asked: askedText(judged, format, words),
        result,
        format,
        verdict: isJudged ? verdict : "-",
        judged: isPromise,
        remarks: [...(isPromise ? errorRemark(judged, format, words) : []), ...remarks(judged, run, words)],
      },
      words,
    ),
  ];
}

/** The quantity's name; of peaks that it is the peak of that. */
export function planTargetLabel({ target }: JudgedPlanTarget, words: Words): string {
  const label = words.say(target.quantity.label);
  return target.kind === "peak" || target.kind === "early"
    ? `${words.targets.peakOf}${words.common.colon}${label}`
    : label;
}

/** What is asked, as `peakpath targets` prints it. */
function askedText(
  { target, statement, measuredFrom }: JudgedPlanTarget,
  { show, difference }: TargetFormat,
  words: Words,
): string {
  const { kind, year, asked, askedHigh } = target;
  if (kind === "relative")
    return `${words.targets.relative}${asked ? ` ${printedSign(target.operator)} ${difference(asked)}` : ""}`;
  if (kind === "early") return words.targets.early;
  const from = measuredFrom ?? target.base;
  const named = askedKind(kind === "reduction" && from === undefined ? "level" : kind, asked);
  const demand = {
    year,
    from: from ?? year,
    operator: statement.role === "target" || kind === "hold" ? target.operator : "=",
    amount: asked === undefined ? "" : show(named === "rise" ? -asked : asked),
    high: askedHigh === undefined ? "" : show(askedHigh),
  };
  return demandText({ ...demand, kind: named }, words);
}

/** What the numbers of a promise are written in. */
export function planTerms({ target, result }: JudgedPlanTarget, { model }: ScenarioRun, words: Words): NumberTerms {
  const { quantity, kind } = target;
  const isShare = quantity.unit === "1" || kind === "reduction" || result.terms === "share";
  return numberTerms(model.units, quantity.unit, isShare, words);
}

function formatOf(judged: JudgedPlanTarget, run: ScenarioRun, words: Words): TargetFormat {
  const { kind, operator } = judged.target;
  if (kind === "peak" || kind === "early" || kind === "plateau") return yearFormat(words);
  const sign = kind === "decline" || kind === "falling" ? "<" : operator;
  return numberFormat(judged.result, sign, planTerms(judged, run, words), kind, words);
}

/** Where else the same is said: those that are counted as this one. */
function otherPlaces({ statement, counts }: JudgedPlanTarget, all: readonly JudgedPlanTarget[]): string[] {
  if (!counts) return [];
  const same = all.filter(({ target }) => target.version === "repeated" && target.supersededBy === statement.id);
  return same.map((judged) => judged.statement.id);
}

/** Of which year a change is taken to be measured from, where the document prints none and no note says so. */
function baseTaken({ statement, target }: JudgedPlanTarget, words: Words): number | undefined {
  const isChange = target.kind === "reduction" || target.kind === "growth" || target.kind === "relative";
  const isSaid = statement.baseYear !== undefined || target.inheritedFrom !== undefined;
  return isChange && !isSaid && words.say(statement.note) === "" ? target.base : undefined;
}

/** What is said where no year is printed: when the run peaks, or that it does not. */
function earlyText({ actual, peak_status }: TargetResult, words: Words): string {
  const t = words.targets;
  if (actual === undefined || peak_status === undefined) return t.reasons.no_year;
  return isPeakStatus(peak_status)
    ? t.earlyPeak(actual)
    : `${t.reasons.no_year}; ${words.common.statuses[peak_status]}`;
}

function remarks(judged: JudgedPlanTarget, run: ScenarioRun, words: Words): string[] {
  const { statement, target, result, baseEstimated, measuredFrom, published, beside, sizedBy } = judged;
  const t = words.targets;
  const { show } = formatOf(judged, run, words);
  const places = otherPlaces(judged, run.planTargets);
  const base = baseTaken(judged, words);
  const reason = result.reason && (result.reason === "no_year" ? earlyText(result, words) : t.reasons[result.reason]);
  const said = [
    statement.role === "slip" ? t.slip : statement.role !== "target" && t.stated,
    sizedBy.length > 0 && t.sizedBy(words.commas(sizedBy.map(({ label }) => words.say(label)))),
    target.version === "superseded" && target.supersededBy !== undefined && t.superseded(target.supersededBy),
    target.version === "repeated" &&
      (target.supersededBy === undefined ? t.repeated : t.countedAs(target.supersededBy)),
    target.version === "beside" && target.supersededBy !== undefined && t.beside(target.supersededBy),
    places.length > 0 && t.also(words.commas(places)),
    target.inheritedFrom !== undefined && t.inherited(target.inheritedFrom),
    reason !== undefined && reason,
    base !== undefined && t.baseTaken(base),
    published === undefined
      ? baseEstimated && t.baseEstimated
      : t.published(published.year, show(published.value), show(published.run), published.year === target.year),
    measuredFrom !== undefined && t.measuredFrom(measuredFrom),
    target.printedBase !== undefined && t.printedBase(show(target.printedBase.value), target.printedBase.source),
    statement.year === undefined && target.kind !== "early" && t.standingRule(target.year),
    beside !== undefined && besideText(beside, judged, run, words),
    ...peakRemarks(result, target.year, words),
    atOddsText(statement, words),
    words.say(statement.note),
  ];
  return said.filter((remark): remark is string => remark !== false && remark !== "");
}

/** The numbers of a document that contradict one another, side by side; empty where none do. */
function atOddsText({ atOdds, document }: PlanStatement, words: Words): string {
  if (atOdds.length === 0) return "";
  const numbers = atOdds.map(({ id, named, year, value, valueHigh }) => {
    const number = printedNumber(value, valueHigh);
    const [section, unit] = [words.say(named.section), words.say(named.unit)];
    return words.targets.printedIn({ id, section, year: year === undefined ? "-" : String(year), number, unit });
  });
  return words.targets.atOdds(atOdds[0].document === document ? undefined : atOdds[0].document, numbers);
}

/** A number, or the two ends of a range; empty where none is printed. */
function printedNumber(...ends: readonly (number | undefined)[]): string {
  return ends.filter((end) => end !== undefined).join("-");
}

/** The verdict in the other account of the sector. */
function besideText(
  { label, result }: NonNullable<JudgedPlanTarget["beside"]>,
  judged: JudgedPlanTarget,
  run: ScenarioRun,
  words: Words,
): string {
  const { show } = formatOf(judged, run, words);
  const verdict = judged.target.kind === "early" ? "" : words.common.verdicts[result.status];
  return words.targets.otherAccount(words.say(label), result.actual === undefined ? "" : show(result.actual), verdict);
}

function formulaLines(judged: readonly JudgedPlanTarget[], words: Words): string[] {
  const quantities = new Map(
    judged.flatMap(({ target: { quantity } }) =>
      [quantity, quantity.beside].flatMap((one) => (one === undefined ? [] : [[one.name, one] as const])),
    ),
  );
  return textTable(
    [...quantities.values()].map((quantity) => [
      ["", words.say(quantity.label)],
      ["", words.say(quantity.words)],
    ]),
  );
}

/** A qualifier as it is printed; a range says itself by its two ends. */
function qualifierText(qualifier: string, words: Words): string {
  if (qualifier === "range") return "";
  return qualifier === "~" ? words.targets.about : printedSign(qualifier);
}

function unmappedLines(run: ScenarioRun, words: Words, reasons: ReadonlyMap<string, Label>): string[] {
  const { common: m, targets: t } = words;
  const rows = run.scenario.planStatements
    .filter(({ target }) => target === undefined)
    .map((statement): Cell[] => {
      const { id, named, qualifier, year, value, valueHigh, reason = "", document } = statement;
      const [indicator, part, unit, section] = [named.indicator, named.part, named.unit, named.section].map(words.say);
      const label = reasons.get(reason);
      const number = printedNumber(value, valueHigh);
      return [
        [t.id, id],
        [m.indicator, words.commas([indicator, part].filter((text) => text !== ""))],
        right(m.year, year === undefined ? "-" : String(year)),
        [m.asked, [number === "" ? "" : qualifierText(qualifier, words), number, unit].filter(Boolean).join(" ")],
        [
          "",
          words.semicolons(
            [label === undefined ? reason : words.say(label), atOddsText(statement, words)].filter(Boolean),
          ),
        ],
        [m.source, `${document}${words.common.comma}${section}`],
      ];
    });
  return [t.unmapped(rows.length), ...textTable(rows)];
}
