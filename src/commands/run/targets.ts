import { percent, readable, signed } from "../../report/text/number-text.ts";
import { type Column, textTable } from "../../report/text/text-table.ts";
import { digitsApart, digitsForVerdict } from "../../report/text/verdict-digits.ts";
import { labelOf } from "../../report/words/labels.ts";
import type { Words } from "../../report/words/languages.ts";
import { labelOfCell, memberLabels } from "../../run/cell-label.ts";
import type { JudgedTarget, ScenarioRun } from "../../run/run.ts";
import type { Operator, Other, Target } from "../../scenario/targets/targets.ts";
import type { Label } from "../../text/problems.ts";

/** The targets with what was asked, what the run has, and by how much; nothing where the scenario has none. */
export function targetLines(run: ScenarioRun, words: Words): string[] {
  if (run.targets.length === 0) return [];
  const m = words.common;
  const rows = run.targets.map((judged) => targetRow(run, judged, words));
  return [m.targets, ...textTable(targetTitles(words), rows)];
}

/** Heads of the columns of a target: what it is about, its year, what was asked and found, the verdict and remarks. */
export function targetTitles(words: Words): Column[] {
  const m = words.common;
  return [
    { title: m.target },
    { title: m.year, align: "end" },
    { title: m.asked },
    { title: words.targets.found, align: "end" },
    { title: words.targets.margin, align: "end" },
    { title: "" },
    { title: words.targets.firstMet, align: "end" },
    { title: "" },
  ];
}

/** The target's own label, or that of what it is about. */
export function targetLabel(run: ScenarioRun, { target }: JudgedTarget): Label {
  if (target.label !== undefined) return target.label;
  const own = labelOfCell(run.model, target.variable, target.cell);
  if (target.kind !== "peak") return own;
  const [member = own] = memberLabels(run.model, target.variable.over, target.cell).slice(-1);
  return labelOf((words) => `${words.targets.peakOf}${words.common.colon}${words.say(member)}`);
}

/** The years that cannot be told from the peak a target asks for, in brackets. */
function bandText({ boundaries, sectors }: ScenarioRun, { variable, cell }: Target): string {
  const found = [...boundaries, ...sectors].find((own) => own.variable === variable && own.cell === cell);
  const band = found?.peak?.band;
  return band === undefined ? "" : ` (${band.from}-${band.to})`;
}

/** What is asked, in words; of kinds other than a peak. */
function askedOf(
  run: ScenarioRun,
  target: Exclude<Target, { kind: "peak" }>,
  show: (value: number) => string,
  words: Words,
): string {
  const m = words.targets;
  const t = words.targets;
  switch (target.kind) {
    case "range":
      return t.ranges(show(target.low), show(target.high));
    case "plateau":
      return t.plateau(target.by);
    case "decline":
      return t.decline(target.from);
    case "hold":
      return target.operator === "<=" ? t.holdBelow(target.from) : t.holdAbove(target.from);
    case "relative":
      return `${t.fasterThan(labelOther(run, target.than, words), target.from)} ${target.operator} ${show(target.value)}`;
    case "crossing":
      return `${t.over(labelOther(run, target.over, words))} ${target.operator} ${show(target.value)}`;
    case "reduction":
      return `${m.reductionFrom(target.from)} ${target.operator} ${show(target.value)}`;
    case "increment":
      return `${t.increment(target.from)} ${target.operator} ${show(target.value)}`;
    case "growth":
      return `${t.growth(target.from)} ${target.operator} ${show(target.value)}`;
    default:
      return `${target.operator} ${show(target.value)}`;
  }
}

function labelOther(run: ScenarioRun, { variable, cell }: Other, words: Words): string {
  return words.say(labelOfCell(run.model, variable, cell));
}

/** What a target's numbers are compared by; a range has none. */
function operatorOf(target: Target): Operator | undefined {
  return target.kind === "decline" ? "<" : "operator" in target ? target.operator : undefined;
}

function targetRow(run: ScenarioRun, judged: JudgedTarget, words: Words): string[] {
  const m = words.targets;
  const { target, result, baseEstimated } = judged;
  const label = words.say(targetLabel(run, judged));
  const verdict = words.common.verdicts[result.status];
  const first = result.first_year_met === undefined ? "-" : String(result.first_year_met);
  const remarks: string[] = [];
  if (result.reason !== undefined) remarks.push(m.reasons[result.reason]);
  if (baseEstimated) remarks.push(m.baseEstimated);
  if (target.kind === "peak") {
    const late = result.band_to !== undefined && result.band_to > target.by && result.status === "met";
    if (late) remarks.push(m.bandPastTarget(result.band_to as number));
    const isPeak = result.peak_status === "peaked" || result.peak_status === "plateau";
    if (result.status === "missed" && result.peak_status !== undefined && !isPeak)
      remarks.push(words.common.statuses[result.peak_status]);
    const { below } = target;
    const { level } = result;
    const tooHigh = level !== undefined && below !== undefined && level > below;
    const digits = tooHigh ? digitsApart(level, below) : undefined;
    if (tooHigh) remarks.push(m.levelAbove(readable(level, digits)));
    const margin = result.margin === undefined ? "-" : `${signed(result.margin, 0)} ${m.yearsUnit}`;
    const asked =
      below === undefined
        ? words.common.peakBy(target.by)
        : `${words.common.peakBy(target.by)}, <= ${readable(below, digits)}`;
    return [
      label,
      String(target.by),
      asked,
      result.actual === undefined ? "-" : `${result.actual}${bandText(run, target)}`,
      margin,
      verdict,
      first,
      remarks.join("; "),
    ];
  }
  const unit = target.variable.unit.text;
  // A plain number whose target was written in per cent is shown so, as are reductions.
  const isShare = result.terms === "share" || (unit === "1" && target.text.includes("%"));
  const showWith = (value: number, more: number): string => {
    if (isShare) return percent(value, 1 + more);
    if (unit === "%") return percent(value / 100, 1 + more);
    const text = readable(value, 4 + more);
    return unit === "1" ? text : `${text} ${words.unit(unit)}`;
  };
  const differenceWith = (value: number, more: number): string => {
    if (isShare) return `${signed(100 * value, 1 + more)} ${m.points}`;
    if (unit === "%") return `${signed(value, 1 + more)} ${m.points}`;
    return `${value > 0 ? "+" : ""}${showWith(value, more)}`;
  };
  const more = digitsForVerdict(result, operatorOf(target), showWith, differenceWith);
  const show = (value: number): string => showWith(value, more);
  const difference = (value: number): string => differenceWith(value, more);
  const years = (value: number) => `${signed(value, 0)} ${m.yearsUnit}`;
  const asked = askedOf(run, target, show, words);
  return [
    label,
    String(target.year),
    asked,
    result.actual === undefined ? "-" : target.kind === "plateau" ? String(result.actual) : show(result.actual),
    result.margin === undefined ? "-" : target.kind === "plateau" ? years(result.margin) : difference(result.margin),
    verdict,
    first,
    remarks.join("; "),
  ];
}
