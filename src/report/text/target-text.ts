import type { UnitSystem } from "../../engine/language/units.ts";
import { labelOfCell, memberLabels } from "../../run/cell-label.ts";
import type { JudgedTarget, ScenarioRun } from "../../run/run.ts";
import type { TargetResult } from "../../run/targets/targets.ts";
import type { Operator, Other, Target } from "../../scenario/targets/targets.ts";
import { traceInput } from "../../scenario/trace.ts";
import type { Label } from "../../text/problems.ts";
import { labelOf } from "../words/labels.ts";
import type { Words } from "../words/languages.ts";
import { shownUnit } from "../words/units.ts";
import { percent, readable, signed, signedPercent, spanText } from "./number-text.ts";
import { type Cell, right, textTable } from "./text-table.ts";
import { digitsApart, digitsForVerdict } from "./verdict-digits.ts";

/** The targets with what was asked, what the run has, and by how much; nothing where the scenario has none. */
export function targetLines(run: ScenarioRun, words: Words): string[] {
  const rows = targetRows(run, words);
  return rows.length === 0 ? [] : [words.common.targets, ...textTable(rows)];
}

/** The scenario's own targets as rows of a table. */
export function targetRows(run: ScenarioRun, words: Words): Cell[][] {
  return run.targets.map((judged) => targetRow(run, judged, words));
}

/** By how much the base year's account, in which reference years are counted, differs from the published one. */
export function accountStepLines({ layout, scenario }: ScenarioRun, words: Words): string[] {
  const rows = layout.accountSteps.flatMap((parameter) => {
    const { base } = traceInput(scenario, parameter.name, 0, scenario.baseYear);
    const label = parameter.label === undefined ? parameter.name : words.say(parameter.label);
    return base === 0 ? [] : [`  ${label}${words.common.colon}${signedPercent(base - 1)}`];
  });
  return rows.length === 0 ? [] : [words.targets.accountSteps, ...rows];
}

/** What a run's targets are told with. */
type Targeted = Pick<ScenarioRun, "model" | "boundaries" | "sectors">;

/** What a line says of a target, whether a scenario or a plan has it. */
export interface TargetLine {
  readonly label: string;
  readonly year: number | undefined;
  readonly asked: string;
  readonly result: TargetResult;
  readonly format: TargetFormat;
  readonly verdict: string;
  /** Whether the first year that meets it is told. */
  readonly judged: boolean;
  readonly remarks: readonly string[];
}

/** The cells of a target: what it is about, its year, what was asked and found, the verdict and remarks. */
export function targetCells({ result, format, ...line }: TargetLine, words: Words): Cell[] {
  const { common: m, targets: t } = words;
  const first = line.judged ? result.first_year_met : undefined;
  return [
    [m.target, line.label],
    right(m.year, line.year === undefined ? "-" : String(line.year)),
    [m.asked, line.asked],
    right(t.found, result.actual === undefined ? "-" : format.show(result.actual)),
    right(t.margin, result.margin === undefined ? "-" : format.difference(result.margin)),
    ["", line.verdict],
    right(t.firstMet, first === undefined ? "-" : String(first)),
    ["", words.semicolons(line.remarks)],
  ];
}

/** How a target's numbers, and distances between them, are written. */
export interface TargetFormat {
  readonly show: (value: number) => string;
  readonly difference: (value: number) => string;
}

/** What a target's numbers are written in: parts of `whole` in per cent, or a unit, `factor` of which are one of the model's. */
export interface NumberTerms {
  readonly unit: string;
  readonly factor: number;
  readonly whole: 1 | 100 | undefined;
}

/** Numbers of a unit as people count them, whoever asks for them; of 1 where they are shares. */
export function numberTerms(units: UnitSystem, text: string, isShare: boolean, words: Words): NumberTerms {
  const { name, factor } = shownUnit(units, text, words);
  const whole = isShare ? 1 : text === "%" ? 100 : undefined;
  return { unit: name, factor, whole };
}

/** A sign of comparison in the letters of print. */
export function printedSign(operator: string): string {
  return operator.replace("<=", "≤").replace(">=", "≥");
}

/** Numbers that are years. */
export function yearFormat(words: Words): TargetFormat {
  return { show: String, difference: (value) => `${signed(value, 0)} ${words.targets.yearsUnit}` };
}

/**
 * Numbers with their unit, or in per cent where they are shares (of `whole` 1, or counted in per cent, 100), in as many
 * digits as the verdict needs.
 */
export function numberFormat(
  result: TargetResult,
  operator: Operator | undefined,
  { unit, factor, whole }: NumberTerms,
  kind: string,
  words: Words,
): TargetFormat {
  const show = (value: number, more: number): string => {
    if (whole !== undefined) return percent(value / whole, 1 + more);
    return `${readable(value * factor, 4 + more)} ${unit}`.trimEnd();
  };
  const difference = (value: number, more: number): string => {
    if (whole !== undefined) return `${signed((100 / whole) * value, 1 + more)} ${words.targets.points}`;
    return `${value > 0 ? "+" : ""}${show(value, more)}`;
  };
  const more = digitsForVerdict(result, operator, show, difference);
  return {
    show: (value) => changeText(kind, value, show(value, more), (size) => show(size, more), words),
    difference: (value) => difference(value, more),
  };
}

/** What a number says of a change: a fall below 0 is a rise, and a course has its sign. `text` is the number as it stands. */
export function changeText(
  kind: string,
  value: number,
  text: string,
  show: (value: number) => string,
  words: Words,
): string {
  const t = words.targets;
  if (kind === "reduction") return Number.parseFloat(text) < 0 ? t.rise(show(-value)) : text;
  if (kind !== "change" && kind !== "decline" && kind !== "falling" && kind !== "hold") return text;
  const change = Number.parseFloat(text) > 0 ? `+${text}` : text;
  return kind === "falling" ? t.largestChange(change) : change;
}

/** What a target asks, as far as its words need it; `amount` and `high` are numbers in words. */
export interface Demand {
  readonly kind: string;
  readonly year: number;
  readonly from: number;
  readonly operator: string;
  readonly amount: string;
  readonly high: string;
}

/** A fall by less than nothing is a rise by at most so much. */
export function askedKind(kind: string, asked: number | undefined): string {
  return kind === "reduction" && asked !== undefined && asked < 0 ? "rise" : kind;
}

/** What is asked, in words. */
export function demandText({ kind, year, from, operator: sign, amount, high }: Demand, words: Words): string {
  const t = words.targets;
  const operator = printedSign(sign);
  switch (kind) {
    case "peak":
      return words.common.peakBy(year);
    case "plateau":
      return t.plateau(year);
    case "decline":
      return t.decline(from);
    case "falling":
      return t.falling(from);
    case "hold":
      return sign === "<=" ? t.holdBelow(from) : t.holdAbove(from);
    case "range":
      return t.ranges(amount, high);
    case "reduction":
      return `${t.reductionFrom(from)} ${operator} ${amount}`;
    case "rise":
      return `${t.riseFrom(from)} ${operator === "≥" ? "≤" : operator === "≤" ? "≥" : operator} ${amount}`;
    case "change":
      return `${t.changeFrom(from)} ${operator} ${amount}`;
    case "increment":
      return `${t.increment(from)} ${operator} ${amount}`;
    case "growth":
      return `${t.growth(from)} ${operator} ${amount}`;
    default:
      return `${operator} ${amount}`;
  }
}

/** What is to be known of a peak that was to come in time: years beyond the target in its band, or that it is none. */
export function peakRemarks({ status, band_to, peak_status }: TargetResult, year: number, words: Words): string[] {
  const late = status === "met" && band_to !== undefined && band_to > year;
  const isPeak = peak_status === undefined || peak_status === "peaked" || peak_status === "plateau";
  return [
    ...(late ? [words.targets.bandPastTarget(band_to)] : []),
    ...(status === "missed" && !isPeak ? [words.common.statuses[peak_status]] : []),
  ];
}

/** By how much what is uncertain may turn the verdict, where it may. */
export function errorRemark(
  { result, status, error }: Pick<JudgedTarget, "result" | "status" | "error">,
  { difference }: TargetFormat,
  words: Words,
): string[] {
  // A peak's is its band, which stands beside its year.
  const said = result.terms !== "years" && (status === "met_within_error" || status === "missed_within_error");
  return said ? [words.targets.error(difference(error).replace("+", "±"))] : [];
}

/** The target's own label, or that of what it is about. */
export function targetLabel({ model }: Pick<ScenarioRun, "model">, { target }: JudgedTarget): Label {
  if (target.label !== undefined) return target.label;
  const own = labelOfCell(model, target.variable, target.cell);
  if (target.kind !== "peak") return own;
  const [member = own] = memberLabels(model, target.variable.over, target.cell).slice(-1);
  return labelOf((words) => `${words.targets.peakOf}${words.common.colon}${words.say(member)}`);
}

/** The years that cannot be told from the peak a target asks for, in brackets. */
function bandText({ boundaries, sectors }: Targeted, { variable, cell }: Target): string {
  const result = [...boundaries, ...sectors].find((one) => one.variable === variable && one.cell === cell);
  return result?.peak === undefined ? "" : ` (${spanText(result.peak.band)})`;
}

/** One target with its remarks, as a row of the table. */
export function targetRow(run: Targeted, judged: JudgedTarget, words: Words): Cell[] {
  const { common: m, targets: t } = words;
  const { target, result, status, baseEstimated } = judged;
  const year = "by" in target ? target.by : target.year;
  const remarks = [
    ...(result.reason === undefined ? [] : [t.reasons[result.reason]]),
    ...(baseEstimated ? [t.baseEstimated] : []),
    ...peakRemarks(result, year, words),
  ];
  const line = {
    label: words.say(targetLabel(run, judged)),
    year,
    result,
    verdict: m.verdicts[status],
    judged: true,
    remarks,
  };
  if (target.kind !== "peak") {
    const format = formatOf(run, judged, words);
    remarks.push(...errorRemark(judged, format, words));
    return targetCells({ ...line, format, asked: askedText(run, target, format, words) }, words);
  }
  const { below } = target;
  const { level } = result;
  const { unit, factor } = numberTerms(run.model.units, target.variable.unit.text, false, words);
  const tooHigh = level !== undefined && below !== undefined && level > below;
  const digits = tooHigh ? digitsApart(level * factor, below * factor) : undefined;
  const amount = (value: number): string => `${readable(value * factor, digits)} ${unit}`.trimEnd();
  if (tooHigh) remarks.push(t.levelAbove(amount(level)));
  const asked = `${m.peakBy(year)}${below === undefined ? "" : `${m.comma}≤ ${amount(below)}`}`;
  const format = { ...yearFormat(words), show: (value: number) => `${value}${bandText(run, target)}` };
  return targetCells({ ...line, format, asked }, words);
}

function formatOf({ model }: Targeted, { target, result }: JudgedTarget, words: Words): TargetFormat {
  if (target.kind === "plateau") return yearFormat(words);
  const unit = target.variable.unit.text;
  // A plain number whose target was written in per cent is shown so, as are reductions.
  const isShare = result.terms === "share" || (unit === "1" && target.text.includes("%"));
  const operator = "operator" in target ? target.operator : undefined;
  const terms = numberTerms(model.units, unit, isShare, words);
  return numberFormat(result, target.kind === "decline" ? "<" : operator, terms, target.kind, words);
}

/** What is asked, in words; of kinds other than a peak. */
function askedText(
  run: Targeted,
  target: Exclude<Target, { kind: "peak" }>,
  { show }: TargetFormat,
  words: Words,
): string {
  const t = words.targets;
  const nameOf = ({ variable, cell }: Other) => words.say(labelOfCell(run.model, variable, cell));
  const operator = "operator" in target ? printedSign(target.operator) : "";
  const amount = "value" in target ? show(target.value) : "";
  switch (target.kind) {
    case "relative":
      return `${t.fasterThan(nameOf(target.than), target.from)} ${operator} ${amount}`;
    case "crossing":
      return `${t.over(nameOf(target.over))} ${operator} ${amount}`;
    case "range":
      return t.ranges(show(target.low), show(target.high));
    default: {
      const year = "by" in target ? target.by : target.year;
      const from = "from" in target ? target.from : year;
      const kind = askedKind(target.kind, "value" in target ? target.value : undefined);
      const asked = kind === "rise" && "value" in target ? show(-target.value) : amount;
      return demandText({ kind, year, from, operator, amount: asked, high: "" }, words);
    }
  }
}

/** A verdict for machines, with the same keys whatever it is: what cannot be told is null, and `reason` says why. */
export function resultJson({ result, status, error }: Pick<JudgedTarget, "result" | "status" | "error">) {
  const { reason, terms, actual, required, margin, first_year_met, peak_status, band_from, band_to, level } = result;
  const uncertain = error > 0 ? error : undefined;
  const found = { actual, required, margin, error: uncertain, first_year_met, peak_status, band_from, band_to, level };
  return { status, reason, terms, ...found };
}
