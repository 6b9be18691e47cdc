import { cellIndex } from "../engine/language/cells.ts";
import type { ExplainedInput, Explanation, ParameterNode, VariableNode } from "../questions/explanation.ts";
import { explain } from "../questions/explanation.ts";
import { readable } from "../report/text/number-text.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { labelOfCell } from "../run/cell-label.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { Given } from "../scenario/paths/cell-path.ts";
import type { Place } from "../text/problems.ts";
import { give, runOf, scenarioOf } from "./question.ts";
import { command } from "./shell/command.ts";
import { wholeNumber, withLanguage } from "./shell/options.ts";

/** `peakpath explain`: how a number came about, two levels deep, down to the lines of the files. */
export const explainCommand = command(
  (argv) =>
    withLanguage(argv)
      .positional("scenario", { type: "string", demandOption: true, describe: "Such as zhejiang/policy" })
      .positional("name", {
        type: "string",
        demandOption: true,
        describe: "Such as emissions.assessed or capacity.wind_offshore",
      })
      .option("year", { type: "string", requiresArg: true, describe: "Calendar year; the year of the peak without" })
      .example("$0 explain zhejiang/policy emissions.assessed --year 2030", "a variable")
      .example("$0 explain zhejiang/policy gdp_growth --year 2030", "a parameter"),
  async (args, call) => {
    const words = await wordsIn(args.lang);
    const asked = wholeNumber("year", args.year);
    const run = runOf(scenarioOf(call.terminal, args.scenario));
    const year = asked ?? run.boundaries[0].peak?.year ?? run.scenario.horizon;
    const explanation = explain(run, args.name, year);
    await give(call, args, {
      lines: () => explainLines(run, explanation, words),
      json: () => explanationJson(explanation),
    });
  },
);

const DIGITS = 6;
const SHOWN_OTHERS = 12;

/** A number's origin as lines: the formula, the numbers in it, and where each of them stands, two levels deep. */
export function explainLines(run: ScenarioRun, { node, others }: Explanation, words: Words): string[] {
  const m = words.explain;
  const lines = node.of === "variable" ? variableLines(run, node, words) : parameterLines(run, node, words);
  if (others.length > 0) {
    const shown = others.slice(0, SHOWN_OTHERS).map(({ path, value }) => `${path} ${readable(value, DIGITS)}`);
    const left = others.length - shown.length;
    lines.push("", `  + ${shown.join(", ")}${left > 0 ? `, … (${left})` : ""}`);
  }
  return [...lines, "", m.precedence];
}

function variableLines(run: ScenarioRun, node: VariableNode, words: Words): string[] {
  const { common: c, explain: m } = words;
  const variable = run.model.variables.get(node.trace.name);
  const cell = variable === undefined ? undefined : cellIndex(run.model, variable.over, node.trace.members);
  const label =
    variable === undefined || cell === undefined ? node.path : words.say(labelOfCell(run.model, variable, cell));
  return [
    `${node.path} ${node.trace.year} = ${valueText(node.trace.value, words)} ${node.trace.unit}`,
    `  ${label}`,
    ...(variable?.doc ? [`  ${variable.doc}`] : []),
    ...(node.imposed ? [`  (${c.observed})`] : []),
    `  ${m.formula}${c.colon}${oneLine(node.trace.formula)}   ${placeText(node.at)}`,
    `  ${m.withNumbers}${c.colon}${oneLine(withoutNumberless(node.trace.filled, c.verdicts.not_computable))}`,
    `  ${m.inputs}`,
    ...node.inputs.flatMap((input) => inputLines(input, words, 4)),
  ];
}

function inputLines({ input, path, at, node }: ExplainedInput, words: Words, indent: number): string[] {
  const space = " ".repeat(indent);
  const first = `${space}${path} ${input.year} = ${readable(input.value, DIGITS)} ${input.unit}`;
  if (node === undefined) return [`${first}   ${placeText(at)}`];
  if (node.of === "parameter") return [`${first}   ${placeText(node.at)}`, ...originLines(node, words, indent + 2)];
  return [
    first,
    `${space}  ${words.explain.formula}${words.common.colon}${oneLine(node.trace.formula)}   ${placeText(node.at)}${node.imposed ? ` (${words.common.observed})` : ""}`,
    ...node.inputs.flatMap((inner) => inputLines(inner, words, indent + 4)),
  ];
}

function parameterLines(run: ScenarioRun, node: ParameterNode, words: Words): string[] {
  const parameter = run.model.parameters.get(node.path.split(".")[0]);
  return [
    `${node.path} ${node.year} = ${readable(node.value, DIGITS)} ${node.unit}   ${placeText(node.at)}`,
    ...(parameter === undefined ? [] : [`  ${parameter.doc}`]),
    ...originLines(node, words, 2),
  ];
}

/** The given numbers behind a parameter, what they stand in place of, and each lever in the order of composition. */
function originLines({ trace, unit }: ParameterNode, words: Words, indent: number): string[] {
  const m = words.explain;
  const space = " ".repeat(indent);
  const lines = trace.givens.flatMap((given) => givenLines(given, words, space));
  if (trace.kind === "default") lines.push(`${space}${readable(trace.base, DIGITS)} ${unit} (${m.byDefault})`);
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

function givenLines(given: Given, words: Words, space: string): string[] {
  const { common: c, explain: m } = words;
  const source = given.source === undefined ? "" : `; ${c.source}${c.colon}${given.source}`;
  const estimated = given.estimated === undefined ? "" : `; ${m.estimated}${c.colon}${given.estimated}`;
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
function valueText(value: number, words: Words): string {
  return Number.isFinite(value) ? readable(value, DIGITS) : words.common.verdicts.not_computable;
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** An explanation for machines; the value of a user's formula that divides by 0 is null, with the reason. */
export function explanationJson({ node, others }: Explanation): unknown {
  if (node.of !== "variable" || Number.isFinite(node.trace.value)) return { node, others };
  const { trace } = node;
  const filled = withoutNumberless(trace.filled, "null");
  return { node: { ...node, trace: { ...trace, value: null, reason: "not_finite", filled } }, others };
}

/** A formula filled with numbers, in which what is no number stands as `word`. */
export function withoutNumberless(filled: string, word: string): string {
  return filled.replace(/NaN|-?Infinity/g, word);
}
