import { cellIndex } from "../../engine/language/cells.ts";
import { differingInputs, type InputDifference, placeOfInput } from "../../questions/compare/comparison.ts";
import { type IndicatorValue, planValues } from "../../report/tables/plan.ts";
import type { ReportedRun } from "../../report/tables/run-files.ts";
import { headJson } from "../../report/text/head.ts";
import { leverName } from "../../report/text/names.ts";
import { percent, readable, spanText } from "../../report/text/number-text.ts";
import { sureLine } from "../../report/text/sure.ts";
import { targetLabel } from "../../report/text/target-text.ts";
import { type Cell, right, textTable } from "../../report/text/text-table.ts";
import { differenceText, verdictText } from "../../report/text/verdict.ts";
import type { Words } from "../../report/words/languages.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import { valueIn } from "../../statistics/series.ts";
import type { Label } from "../../text/problems.ts";
import { peakJson } from "../run/json.ts";
import { planCells } from "../run/plan-text.ts";
import { summaryLines } from "../run/summary.ts";
import { type ComparedPair, differenceLines } from "./difference-text.ts";

/** Two regions differ in more than anybody reads; all inputs stand in the file. */
const MOST_INPUTS = 200;

/** Everything that a comparison shows. */
export interface Comparison {
  readonly reported: readonly ReportedRun[];
  readonly years: readonly number[];
  readonly indicators: readonly ComparedIndicator[];
  /** Undefined for sums of several regions, whose members have inputs of their own. */
  readonly inputs: readonly InputDifference[] | undefined;
  readonly pairs: readonly ComparedPair[];
}

/** One key indicator in all scenarios. */
export interface ComparedIndicator {
  readonly name: string;
  readonly label: Label;
  readonly unit: string;
  /** The model's own unit of it. */
  readonly own: string;
  readonly of: readonly {
    readonly run: ScenarioRun;
    readonly values: readonly IndicatorValue[];
  }[];
}

/** Emissions of every boundary that is asked for, then the key indicators of the model's plan table. */
export function comparedIndicators(
  runs: readonly ScenarioRun[],
  boundaries: readonly string[],
  years: readonly number[],
): ComparedIndicator[] {
  const [first] = runs;
  const emissions = boundaries.flatMap((name) => {
    const label = first.boundaries.find((boundary) => boundary.name === name)?.label;
    if (label === undefined) return [];
    const of = runs.map((run) => {
      const series = run.boundaries.find((boundary) => boundary.name === name && boundary.peak !== undefined)?.series;
      const inYear = (year: number) => (series === undefined ? undefined : valueIn(series, year));
      return { run, values: years.map((year) => ({ year, value: inYear(year), estimated: false })) };
    });
    const { name: variable, unit } = first.layout.peak;
    return [{ name: `${variable}.${name}`, label, unit: unit.text, own: unit.text, of }];
  });
  const rows = runs.map((run) => planValues(run, years));
  const plan = first.layout.plan.map(({ variable, cell }, i) => {
    const { label, unit, own } = rows[0][i];
    const name = variable.size > 1 ? `${variable.name}.${cell}` : variable.name;
    return { name, label, unit, own, of: runs.map((run, k) => ({ run, values: rows[k][i].values })) };
  });
  return [...emissions, ...plan];
}

/** The inputs in which runs of one model differ, shown in the first year in which they do and in `years`. */
export function differences(runs: readonly ScenarioRun[], years: readonly number[]): InputDifference[] {
  const [{ model }] = runs;
  return differingInputs(
    model,
    runs.map(({ inputs }) => inputs),
    years,
  );
}

/** Peaks side by side, what explains the difference, key indicators, targets, levers, and the inputs that differ. */
export function compareLines(comparison: Comparison, words: Words): string[] {
  const { reported, pairs, indicators, inputs, years } = comparison;
  const runs = reported.map(({ run }) => run);
  return [
    ...verdictLines(runs, words),
    "",
    ...summaryLines(reported, words),
    ...certaintyLines(reported, words),
    ...pairs.flatMap((pair) => ["", ...differenceLines(pair, words)]),
    "",
    ...indicatorLines(indicators, words),
    ...targetSection(runs, words),
    ...leverSection(runs, words),
    "",
    ...(inputs === undefined ? memberInputLines(reported, years, words) : inputLines(runs, inputs, years, words)),
  ];
}

/** How sure the peak of each is, as far as that is stored of its files. */
function certaintyLines(reported: readonly ReportedRun[], words: Words): string[] {
  const lines = reported.flatMap(({ run, certainty }) =>
    certainty === undefined ? [] : [`  ${run.scenario.id}${words.common.colon}${sureLine(run, certainty, words)}`],
  );
  return lines.length === 0 ? [] : ["", words.sure.title(words.say(reported[0].run.boundaries[0].label)), ...lines];
}

/** What each scenario comes to, and the others against the first. */
export function verdictLines(runs: readonly ScenarioRun[], words: Words): string[] {
  const [first, ...others] = runs;
  return [
    ...runs.flatMap((run) => [run.scenario.id, `  ${verdictText(run, words)}`]),
    ...others.flatMap((run) => differenceText(first, run, words) ?? []),
  ];
}

export function compareJson({ reported, indicators, inputs, pairs }: Comparison): unknown {
  const runs = reported.map(({ run }) => run);
  return {
    scenarios: reported.map(({ run, certainty }) => ({
      ...headJson(run),
      boundaries: run.boundaries.map(peakJson),
      certainty,
    })),
    indicators: indicators.map(({ of, own: _, ...indicator }) => ({
      ...indicator,
      scenarios: of.map(({ run, values }) => ({ scenario: run.scenario.id, values })),
    })),
    differing_inputs: inputs?.map((input) => ({
      ...input,
      places: runs.map(({ scenario }) => ({ scenario: scenario.id, ...placeOfInput(scenario, input) })),
    })),
    explained: pairs.map(({ first, second, difference }) => ({
      first: first.scenario.id,
      second: second.scenario.id,
      ...(typeof difference === "string"
        ? { not_taken_apart: difference }
        : { players: difference.players, boundaries: difference.boundaries, runs: difference.runs }),
    })),
  };
}

function indicatorLines(indicators: readonly ComparedIndicator[], words: Words): string[] {
  const m = words.common;
  const rows = indicators.flatMap(({ label, unit, own, of }) => {
    const all = of.flatMap(({ values }) => values);
    return of.map(({ run, values }, i): Cell[] => {
      const [named, ...cells] = planCells(run, { plan: unit, own }, values, words, all);
      return [
        [m.indicator, i === 0 ? words.say(label) : ""],
        i === 0 ? named : [m.unit, ""],
        [m.scenario, run.scenario.id],
        ...cells,
      ];
    });
  });
  const marked = indicators.some(({ of }) => of.some(({ values }) => values.some(({ estimated }) => estimated)));
  return [m.keyIndicators, ...textTable(rows), ...(marked ? [`  ${m.reconstructed}`] : [])];
}

function targetSection(runs: readonly ScenarioRun[], words: Words): string[] {
  const m = words.common;
  const keys = new Map<string, string[]>();
  runs.forEach((run, i) => {
    for (const judged of run.targets) {
      const { target, status } = judged;
      const year = target.kind === "peak" ? target.by : target.year;
      const label = words.say(targetLabel(run, judged));
      const asked = target.kind === "peak" ? m.peakBy(target.by) : target.text;
      const key = `${label} ${year}${words.bracketed(asked)}`;
      const cells = keys.get(key) ?? runs.map(() => "-");
      cells[i] = m.verdicts[status];
      keys.set(key, cells);
    }
  });
  const rows = [...keys].map(([key, cells]) => scenarioRow([m.target, key], runs, cells));
  return rows.length === 0 ? [] : ["", m.targets, ...textTable(rows)];
}

function leverSection(runs: readonly ScenarioRun[], words: Words): string[] {
  const ids = [...new Set(runs.flatMap((run) => [...run.scenario.levers.keys()]))];
  const rows = ids.flatMap((id) => {
    const pulled = runs.map((run) => run.scenario.levers.get(id));
    const cells = pulled.map((lever) =>
      lever === undefined ? "-" : `${percent(lever.strength, 0)} ${spanText({ from: lever.start, to: lever.full })}`,
    );
    // Where strength and years are the same, the way between them may still differ.
    const ways = pulled.map((lever) => (lever === undefined ? "" : wayOf(lever)));
    if (cells.every((cell) => cell === cells[0])) {
      if (ways.every((way) => way === ways[0])) return [];
      for (const [i, way] of ways.entries()) cells[i] = `${cells[i]} ${way}`;
    }
    const label = pulled.find((lever) => lever !== undefined)?.lever.label;
    return [scenarioRow([words.common.lever, label === undefined ? id : words.say(label)], runs, cells)];
  });
  return rows.length === 0 ? [] : ["", ...textTable(rows)];
}

/** What is said of each scenario, side by side. */
function scenarioRow(name: Cell, runs: readonly ScenarioRun[], texts: readonly string[]): Cell[] {
  return [name, ...runs.map(({ scenario }, i): Cell => [scenario.id, texts[i]])];
}

/** How a lever comes to its strength: its shape, or its knots. */
function wayOf({ shape, ramp }: ScenarioLever): string {
  const knots = [...(ramp.knots ?? [])].map(([year, share]) => `${year}: ${percent(share, 0)}`);
  return knots.length === 0 ? shape : `(${knots.join(", ")})`;
}

/** How many inputs differ in each region of the sums, and how to see which. */
function memberInputLines(reported: readonly ReportedRun[], years: readonly number[], words: Words): string[] {
  const m = words.rollUp;
  const colon = words.common.colon;
  const regions = reported.map(({ rollUp }) => rollUp?.members.map(({ scenario }) => scenario.region.id) ?? []);
  const [first, ...others] = regions;
  if (others.some((names) => names.join() !== first.join())) return [m.otherMembers];
  return [
    `${m.inputs}${colon}`,
    ...first.map((id, i) => {
      const found = differences(
        reported.flatMap(({ rollUp }) => rollUp?.members[i] ?? []),
        years,
      );
      const each = reported.map(({ rollUp }) => `${id}/${rollUp?.rollUp.each[i]}`);
      return `  ${id}${colon}${found.length}   peakpath compare ${[...new Set(each)].join(" ")}`;
    }),
  ];
}

/** Every input with its numbers in each scenario, one line each, and the file, line and column they come from. */
function inputLines(
  runs: readonly ScenarioRun[],
  inputs: readonly InputDifference[],
  years: readonly number[],
  words: Words,
): string[] {
  const { compare: m, common } = words;
  if (inputs.length === 0) return [m.noDifferences];
  const shown = (value: number | undefined) => (value === undefined ? "-" : readable(value));
  const rows = inputs.slice(0, MOST_INPUTS).flatMap((input) => {
    const { parameter, samples, from } = input;
    const unit = runs[0].model.parameters.get(parameter)?.unit.text ?? "";
    const since = from === undefined ? m.allYears : String(from);
    return runs.map(({ scenario }, i): Cell[] => {
      const [first, ...later] = samples;
      const sampled = new Map(later.map(({ year, values }) => [year, values[i]]));
      return [
        [common.input, i === 0 ? inputName(runs[0], input, words) : ""],
        [common.unit, i === 0 && unit !== "1" ? words.unit(unit) : ""],
        [common.scenario, scenario.id],
        right(m.first, i === 0 ? since : ""),
        right("", shown(first.values[i])),
        ...years.map((year) => right(year, sampled.has(year) ? shown(sampled.get(year)) : "")),
        [m.where, placeText(runs[i], input, words)],
      ];
    });
  });
  const left = inputs.length - MOST_INPUTS;
  return [`${m.differences} (${inputs.length})`, ...textTable(rows), ...(left > 0 ? [`  ${m.moreInputs(left)}`] : [])];
}

/** The label of an input with the path by which `explain` knows it. */
function inputName({ model }: ScenarioRun, { parameter, members }: InputDifference, words: Words): string {
  const path = [parameter, ...members].join(".");
  const found = model.parameters.get(parameter);
  const cell = found?.label === undefined ? undefined : cellIndex(model, found.over, members);
  return found === undefined || cell === undefined ? path : `${words.say(labelOfCell(model, found, cell))} (${path})`;
}

function placeText(run: ScenarioRun, input: InputDifference, words: Words): string {
  const { scenario } = run;
  const place = placeOfInput(scenario, input);
  if (place === undefined) return "-";
  const { file, line, column } = place.at;
  const where = `${file}:${line}:${column}`;
  if (place.lever !== undefined) return `${where} (${words.compare.through(leverName(run, place.lever, words))})`;
  return scenario.model.files.some(({ name }) => name === file) ? `${where} (${words.compare.byDefault})` : where;
}
