import { cellIndex } from "../../engine/language/cells.ts";
import { type Folders, installedLibrary } from "../../files/installed.ts";
import type { ExplainedInput, Explanation, ParameterNode, VariableNode } from "../../questions/explanation.ts";
import { explain, givensOf } from "../../questions/explanation.ts";
import type { Origin, SourceRow } from "../../regions/origins.ts";
import { compactRows, sortedRows } from "../../regions/stated.ts";
import { leverName, projectKind } from "../../report/text/names.ts";
import { percent, readable, spanText } from "../../report/text/number-text.ts";
import { type Words, wordsIn } from "../../report/words/languages.ts";
import { behind } from "../../report/words/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";

import type { Project } from "../../scenario/levers/lever.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import type { Given } from "../../scenario/paths/cell-path.ts";
import { packageStrengths, pulledIn } from "../../scenario/paths/inputs.ts";
import { regionLabel } from "../../scenario/region/region-label.ts";
import { traceInput } from "../../scenario/trace.ts";
import { readingOnce } from "../../text/library.ts";
import type { Place } from "../../text/problems.ts";
import { give, runOf, scenarioOf } from "../question.ts";
import { command } from "../shell/command.ts";
import { text, wholeNumber, withLanguage, withScenario } from "../shell/options.ts";
import { leverJson, leverLines, leverNamed, leverView } from "./lever.ts";

/** `peakpath explain`: how a number came about, two levels deep, down to the lines of the files. */
export const explainCommand = command(
  (argv) =>
    withScenario(withLanguage(argv))
      .positional("name", {
        type: "string",
        demandOption: true,
        describe:
          "A variable, parameter, lever or project, such as emissions.assessed, capacity.wind_offshore or nev_sales",
      })
      .option("year", text("Calendar year; without it the year of the peak, of a lever the one in which it is full"))
      .example("$0 explain zhejiang/policy emissions.assessed --year 2030", "a variable")
      .example("$0 explain zhejiang/policy gdp_growth --year 2030", "a parameter")
      .example(
        "$0 explain zhejiang/policy nev_sales",
        "a lever; levers.capture_rate where a parameter is called so too",
      )
      .example("$0 explain yongcheng/policy yongcheng_chinacoal --year 2030", "a project"),
  async (args, call) => {
    const words = await wordsIn(args.lang, args.units);
    const asked = wholeNumber("year", args.year);
    const scenario = scenarioOf(call.terminal, args.scenario);
    const lever = leverNamed(scenario, args.name);
    if (lever !== undefined) {
      const view = leverView(scenario, lever, asked);
      await give(call, args, { lines: () => leverLines(scenario, view, words), json: () => leverJson(view) });
      return;
    }
    const run = runOf(scenario);
    const year = asked ?? run.boundaries[0].peak?.year ?? run.scenario.horizon;
    const pull = pulledIn(run.scenario).get(args.name);
    if (pull?.lever.project !== undefined) {
      const effects = projectEffects(run, pull, year);
      const { lever, strength, basis } = pull;
      const json = () => ({ ...lever.project, ...lever.label, basis, source: lever.source, strength, year, effects });
      const library = installedLibrary(call.terminal);
      const nature = projectKind(
        pull.lever.project,
        { model: run.model, regionLabel: (id) => regionLabel(library, id) },
        words,
      );
      await give(call, args, { lines: () => projectLines(pull, { nature, effects, year }, words), json });
      return;
    }
    const explanation = explain(run, args.name, year);
    const origins = await originsOf(explanation, call.terminal);
    await give(call, args, {
      lines: () => explainLines(run, explanation, words, origins),
      json: () => explanationJson(explanation, origins),
    });
  },
);

/** What a project does in a year to the parameters that it fills, or would do at full strength where it is switched off. */
function projectEffects({ scenario }: ScenarioRun, { lever, strength }: ScenarioLever, year: number) {
  const strengths = packageStrengths(scenario);
  if (strength === 0) strengths.set(lever.id, 1);
  return lever.effects.map(({ path, parameter, cells }) => {
    const { steps } = traceInput(scenario, parameter.name, cells[0], year, strengths);
    const step = steps.find((one) => one.lever === lever.id && one.path === path);
    const label = labelOfCell(scenario.model, parameter, cells[0]);
    return { path, label, unit: parameter.unit.text, weight: step?.weight ?? 0, from: step?.from, to: step?.to };
  });
}

interface ProjectView {
  /** What it is, in words. */
  readonly nature: string;
  readonly effects: ReturnType<typeof projectEffects>;
  readonly year: number;
}

/** All that is known of a project, and what it does. */
function projectLines(
  { lever, strength, start, full, basis, at }: ScenarioLever,
  { nature, effects, year }: ProjectView,
  words: Words,
): string[] {
  const { common: c, projects: m } = words;
  const { size, hours, clean, first, last, status, probability, responsible } = lever.project as Project;
  const facts = [
    `${m.size}${c.colon}${size.text}`,
    ...(hours === undefined ? [] : [m.hours(hours.text)]),
    ...(clean === undefined ? [] : [m.clean(percent(clean, 0))]),
    `${m.years}${c.colon}${spanText({ from: first, to: last })}`,
    `${m.status}${c.colon}${m.statuses[status]}`,
    ...(basis === undefined ? [] : [`${c.basis}${c.colon}${c.bases[basis]}`]),
    ...(probability === undefined ? [] : [`${m.probability}${c.colon}${percent(probability, 0)}`]),
    ...(responsible === undefined ? [] : [`${m.responsible}${c.colon}${responsible}`]),
  ];
  const estimated = [size, hours].flatMap((given) => given?.estimated ?? []);
  const acting =
    strength === 0 ? m.off : `${m.acts(percent(strength, 0))}${c.colon}${spanText({ from: start, to: full })}`;
  return [
    `${lever.id}${c.colon}${words.say(lever.label)} (${nature})   ${placeText(at)}`,
    `  ${words.commas(facts)}`,
    ...estimated.map((rule) => `  ${words.explain.estimated}${c.colon}${rule}`),
    `  ${c.source}${c.colon}${lever.source}`,
    ...(lever.doc === undefined ? [] : [`  ${words.say(lever.doc)}`]),
    `  ${effects.length === 0 ? m.stands : acting}`,
    ...effects.map(({ path, label, unit, weight, from, to }) => {
      const change =
        from === undefined || to === undefined ? "0" : `${readable(from, DIGITS)} → ${readable(to, DIGITS)}`;
      const does = `${words.explain.modes.fill} ${size.text} × ${percent(weight, 0)}`;
      return `    ${words.say(label)} (${path}) ${year}${c.colon}${change}${behind(unit, words)} (${does})`;
    }),
  ];
}

const DIGITS = 6;
const SHOWN_OTHERS = 12;
/** More source rows than these are named in one line without their numbers. */
const SHOWN_ROWS = 6;

/** Where the numbers of made tables come from, by the place of each. */
type Origins = ReadonlyMap<string, Origin>;

/**
 * The origins of all numbers of an explanation that stand in tables which the installation makes. It makes them of the
 * package's own sources, whatever the user keeps beside them; a number of another table of that name has none.
 */
async function originsOf({ node }: Explanation, { packageFolder }: Folders): Promise<Origins> {
  const given = new Map(givensOf(node).map((each) => [placeText(each.at), each]));
  if (![...given.keys()].some((place) => place.startsWith("dist/"))) return new Map();
  const { originsIn } = await import("../../regions/origins.ts");
  const originAt = originsIn(readingOnce(installedLibrary({ packageFolder, workingFolder: packageFolder })));
  return new Map(
    [...given].flatMap(([place, { at, value }]) => {
      const origin = originAt(at.file, at.line, value);
      return origin === undefined ? [] : [[place, origin]];
    }),
  );
}

/** What lines are written with. */
interface Telling {
  readonly words: Words;
  readonly origins: Origins;
  /** What a lever is called. */
  readonly leverName: (id: string) => string;
}

/** A number's origin as lines: the formula, the numbers in it, and where each of them stands, two levels deep. */
function explainLines(run: ScenarioRun, { node, others }: Explanation, words: Words, origins: Origins): string[] {
  const m = words.explain;
  const telling = { words, origins, leverName: (id: string) => leverName(run, id, words) };
  const lines = node.of === "variable" ? variableLines(run, node, telling) : parameterLines(run, node, telling);
  if (others.length > 0) {
    const shown = others.slice(0, SHOWN_OTHERS).map(({ path, value }) => `${path} ${readable(value, DIGITS)}`);
    const left = others.length - shown.length;
    lines.push("", `  + ${shown.join(", ")}${left > 0 ? `, … (${left})` : ""}`);
  }
  return [...lines, "", m.precedence];
}

function variableLines(run: ScenarioRun, node: VariableNode, telling: Telling): string[] {
  const { words } = telling;
  const { common: c, explain: m } = words;
  const variable = run.model.variables.get(node.trace.name);
  const cell = variable === undefined ? undefined : cellIndex(run.model, variable.over, node.trace.members);
  const label =
    variable === undefined || cell === undefined ? node.path : words.say(labelOfCell(run.model, variable, cell));
  return [
    `${node.path} ${node.trace.year} = ${valueText(node.trace.value, node.trace.unit, words)}`,
    `  ${label}`,
    ...(variable?.doc ? [`  ${variable.doc}`] : []),
    ...(node.imposed === undefined ? [] : [`  (${c.observed})`, ...givenLines(node.imposed, telling, "  ")]),
    `  ${m.formula}${c.colon}${oneLine(node.trace.formula)}   ${placeText(node.at)}`,
    `  ${m.withNumbers}${c.colon}${oneLine(withoutNumberless(node.trace.filled, c.verdicts.not_computable))}`,
    `  ${m.inputs}`,
    ...node.inputs.flatMap((input) => inputLines(input, telling, 4)),
  ];
}

function inputLines({ input, path, at, node }: ExplainedInput, telling: Telling, indent: number): string[] {
  const { words } = telling;
  const space = " ".repeat(indent);
  const first = `${space}${path} ${input.year} = ${valueText(input.value, input.unit, words)}`;
  if (node === undefined) return [`${first}   ${placeText(at)}`];
  if (node.of === "parameter") return [`${first}   ${placeText(node.at)}`, ...originLines(node, telling, indent + 2)];
  return [
    first,
    `${space}  ${words.explain.formula}${words.common.colon}${oneLine(node.trace.formula)}   ${placeText(node.at)}${node.imposed === undefined ? "" : ` (${words.common.observed})`}`,
    ...(node.imposed === undefined ? [] : givenLines(node.imposed, telling, `${space}  `)),
    ...node.inputs.flatMap((inner) => inputLines(inner, telling, indent + 4)),
  ];
}

function parameterLines(run: ScenarioRun, node: ParameterNode, telling: Telling): string[] {
  const parameter = run.model.parameters.get(node.path.split(".")[0]);
  return [
    `${node.path} ${node.year} = ${valueText(node.value, node.unit, telling.words)}   ${placeText(node.at)}`,
    ...(parameter === undefined ? [] : [`  ${parameter.doc}`]),
    ...originLines(node, telling, 2),
  ];
}

/** The given numbers behind a parameter, what they stand in place of, and each lever in the order of composition. */
function originLines({ trace, unit }: ParameterNode, telling: Telling, indent: number): string[] {
  const { common: c, explain: m, say } = telling.words;
  const space = " ".repeat(indent);
  const lines = trace.givens.flatMap((given) => givenLines(given, telling, space));
  if (trace.kind === "default") lines.push(`${space}${valueText(trace.base, unit, telling.words)} (${m.byDefault})`);
  if (trace.kind === "between") lines.push(`${space}= ${valueText(trace.base, unit, telling.words)}`);
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
      `${space}${telling.leverName(step.lever)}${c.colon}${m.modes[step.mode]} ${shortened(step.text)} × ${weight} %${c.colon}${readable(step.from, DIGITS)} → ${readable(step.to, DIGITS)}   ${placeText(step.at)}, ${placeText(step.effectAt)}`,
    );
    const { basis, responsible, source } = step.said;
    const said = [
      ...(basis === undefined ? [] : [c.bases[basis]]),
      ...(responsible === undefined ? [] : [`${c.responsible}${c.colon}${say(responsible)}`]),
      ...(source === undefined ? [] : [`${c.source}${c.colon}${source}`]),
    ];
    if (said.length > 0) lines.push(`${space}  ${said.join("; ")}`);
  }
  return lines;
}

function givenLines(given: Given, telling: Telling, space: string): string[] {
  const { common: c, explain: m } = telling.words;
  const source = given.source === undefined ? "" : `; ${c.source}${c.colon}${given.source}`;
  const estimated = given.estimated === undefined ? "" : `; ${m.estimated}${c.colon}${given.estimated}`;
  const lines = [
    `${space}${shortened(given.text)}   ${placeText(given.at)}${source}${estimated}`,
    ...sourceLines(given, telling, `${space}  `),
  ];
  for (let older = given.overrode; older !== undefined; older = older.overrode) {
    lines.push(
      `${space}  ${m.overrides} ${shortened(older.text)}   ${placeText(older.at)}`,
      ...sourceLines(older, telling, `${space}    `),
    );
  }
  return lines;
}

/** The number before its conversion, and the rows of the sources that it was made of. */
function sourceLines({ at, text }: Given, { words, origins }: Telling, space: string): string[] {
  const origin = origins.get(placeText(at));
  if (origin === undefined) return [];
  const m = words.explain;
  const { value, unit, rows } = origin;
  const same = unit === "1" || text.endsWith(` ${unit}`);
  const converted = same ? [] : [`${space}${m.converted(`${readable(value, DIGITS)} ${unit}`)}`];
  if (rows.length > SHOWN_ROWS) {
    const places = sortedRows(rows.flatMap((row) => row.at));
    return [...converted, `${space}${m.fromRows(places.length, compactRows(places))}`];
  }
  const row = ({ at: places, value: taken, unit: of }: SourceRow): string =>
    `${compactRows(places)}${taken === undefined ? "" : ` = ${readable(taken, DIGITS)} ${of === "1" ? "" : of}`.trimEnd()}`;
  return [...converted, ...rows.map((each) => `${space}${m.fromRow(row(each))}`)];
}

/** A number with more digits than anybody reads, such as 5.055999999999999, to the digits of this report. */
function shortened(text: string): string {
  return text.replace(/\d+\.\d{7,}/g, (number) => String(Number(Number(number).toPrecision(DIGITS))));
}

/** A number with its unit; a user's formula may divide by 0. */
function valueText(value: number, unit: string, words: Words): string {
  const number = Number.isFinite(value) ? readable(value, DIGITS) : words.common.verdicts.not_computable;
  return `${number}${behind(unit, words)}`;
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** An explanation for machines; the value of a user's formula that divides by 0 is null, with the reason. */
function explanationJson({ node, others }: Explanation, origins: Origins): unknown {
  const sources = Object.fromEntries(origins);
  if (node.of !== "variable" || Number.isFinite(node.trace.value)) return { node, others, sources };
  const { trace } = node;
  const filled = withoutNumberless(trace.filled, "null");
  return { node: { ...node, trace: { ...trace, value: null, reason: "not_finite", filled } }, others, sources };
}

/** A formula filled with numbers, in which what is no number stands as `word`. */
function withoutNumberless(filled: string, word: string): string {
  return filled.replace(/NaN|-?Infinity/g, word);
}
