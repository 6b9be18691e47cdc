import { cellIndex } from "../engine/language/cells.ts";
import type { ExplainedInput, Explanation, ParameterNode, VariableNode } from "../questions/explanation.ts";
import { readable } from "../report/text/number-text.ts";
import { type Language, type Messages, messages, say } from "../report/words/messages.ts";
import { labelOfCell } from "../run/cell-label.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import type { Given } from "../scenario/paths/cell-path.ts";
import type { Place } from "../text/problems.ts";
import { withoutNumberless } from "./explain-json.ts";

const DIGITS = 6;
const SHOWN_OTHERS = 12;

/** A number's origin as lines: the formula, the numbers in it, and where each of them stands, two levels deep. */
export function explainLines(run: ScenarioRun, { node, others }: Explanation, language: Language): string[] {
  const m = messages[language];
  const lines = node.of === "variable" ? variableLines(run, node, language) : parameterLines(run, node, language);
  if (others.length > 0) {
    const shown = others.slice(0, SHOWN_OTHERS).map(({ path, value }) => `${path} ${readable(value, DIGITS)}`);
    const left = others.length - shown.length;
    lines.push("", `  + ${shown.join(", ")}${left > 0 ? `, … (${left})` : ""}`);
  }
  return [...lines, "", m.precedence];
}

function variableLines(run: ScenarioRun, node: VariableNode, language: Language): string[] {
  const m = messages[language];
  const variable = run.model.variables.get(node.trace.name);
  const cell = variable === undefined ? undefined : cellIndex(run.model, variable.over, node.trace.members);
  const label =
    variable === undefined || cell === undefined ? node.path : say(labelOfCell(run.model, variable, cell), language);
  return [
    `${node.path} ${node.trace.year} = ${valueText(node.trace.value, m)} ${node.trace.unit}`,
    `  ${label}`,
    ...(variable?.doc ? [`  ${variable.doc}`] : []),
    ...(node.imposed ? [`  (${m.observed})`] : []),
    `  ${m.formula}${m.colon}${oneLine(node.trace.formula)}   ${placeText(node.at)}`,
    `  ${m.withNumbers}${m.colon}${oneLine(withoutNumberless(node.trace.filled, m.verdicts.not_computable))}`,
    `  ${m.inputs}`,
    ...node.inputs.flatMap((input) => inputLines(input, m, 4)),
  ];
}

function inputLines({ input, path, at, node }: ExplainedInput, m: Messages, indent: number): string[] {
  const space = " ".repeat(indent);
  const first = `${space}${path} ${input.year} = ${readable(input.value, DIGITS)} ${input.unit}`;
  if (node === undefined) return [`${first}   ${placeText(at)}`];
  if (node.of === "parameter") return [`${first}   ${placeText(node.at)}`, ...originLines(node, m, indent + 2)];
  return [
    first,
    `${space}  ${m.formula}${m.colon}${oneLine(node.trace.formula)}   ${placeText(node.at)}${node.imposed ? ` (${m.observed})` : ""}`,
    ...node.inputs.flatMap((inner) => inputLines(inner, m, indent + 4)),
  ];
}

function parameterLines(run: ScenarioRun, node: ParameterNode, language: Language): string[] {
  const m = messages[language];
  const parameter = run.model.parameters.get(node.path.split(".")[0]);
  return [
    `${node.path} ${node.year} = ${readable(node.value, DIGITS)} ${node.unit}   ${placeText(node.at)}`,
    ...(parameter === undefined ? [] : [`  ${parameter.doc}`]),
    ...originLines(node, m, 2),
  ];
}

/** The given numbers behind a parameter, what they stand in place of, and each lever in the order of composition. */
function originLines({ trace, unit }: ParameterNode, m: Messages, indent: number): string[] {
  const space = " ".repeat(indent);
  const lines = trace.givens.flatMap((given) => givenLines(given, m, space));
  if (trace.kind === "default") lines.push(`${space}${readable(trace.base, DIGITS)} ${unit} (default)`);
  if (trace.kind === "between") lines.push(`${space}= ${readable(trace.base, DIGITS)} ${unit}`);
  if (trace.rule !== undefined) {
    const { kind, given } = trace.rule;
    lines.push(`${space}${m.rules[kind](shortened(given.text))}   ${placeText(given.at)}`);
  }
  if (trace.replaced !== undefined) {
    for (const given of trace.replaced.givens)
      lines.push(`${space}${m.overrides} ${shortened(given.text)}   ${placeText(given.at)}`);
  }
  for (const step of trace.steps) {
    const weight = Number((100 * step.weight).toPrecision(4));
    lines.push(
      `${space}${step.lever}: ${step.mode} ${shortened(step.text)} × ${weight} %: ${readable(step.from, DIGITS)} → ${readable(step.to, DIGITS)}   ${placeText(step.at)}, ${placeText(step.effectAt)}`,
    );
  }
  return lines;
}

function givenLines(given: Given, m: Messages, space: string): string[] {
  const source = given.source === undefined ? "" : `; ${m.source}${m.colon}${given.source}`;
  const estimated = given.estimated === undefined ? "" : `; ${m.estimated}${m.colon}${given.estimated}`;
  const lines = [`${space}${shortened(given.text)}   ${placeText(given.at)}${source}${estimated}`];
  for (let older = given.overrode; older !== undefined; older = older.overrode) {
    lines.push(`${space}  ${m.overrides} ${shortened(older.text)}   ${placeText(older.at)}`);
  }
  return lines;
}

/** A number with more digits than anybody reads, such as 5.055999999999999, to the digits of this report. */
function shortened(text: string): string {
  return text.replace(/\d+\.\d{7,}/g, (number) => String(Number(Number(number).toPrecision(DIGITS))));
}

/** A user's formula may divide by 0. */
function valueText(value: number, m: Messages): string {
  return Number.isFinite(value) ? readable(value, DIGITS) : m.verdicts.not_computable;
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
