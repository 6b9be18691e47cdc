import type { CostLayout } from "../engine/language/model.ts";
import { answerOfTexts } from "../files/kept-reads.ts";
import { type CostCurve, type CostStep, costCurve } from "../questions/cost-curve.ts";
import { captions, pictureName } from "../report/draw/captions.ts";
import { areaColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { type ChartColumns, xyChart } from "../report/draw/xy-chart.ts";
import { columnsOf, constant } from "../report/tables/run-columns.ts";
import { boundaryName, leverName } from "../report/text/names.ts";
import { fixed } from "../report/text/number-text.ts";
import { CHANGE_DIGITS, type Sized, sized, sizedSums } from "../report/text/sized.ts";
import { type Row, right, textTable } from "../report/text/text-table.ts";
import { cutText } from "../report/text/text-width.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { drawnText, shownUnit, summedUnit } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type CsvOptions, csvOf } from "../text/csv.ts";
import { UsageError, usageError } from "../text/problems.ts";
import { boundaryNames, giveAbout, runOf, scenarioOf } from "./question.ts";
import { command } from "./shell/command.ts";
import * as option from "./shell/options.ts";
import { textsOf } from "./shell/report-runs.ts";
import { progressOn } from "./shell/terminal.ts";

/** Standard error that a sample is to reach, of the whole. */
const ERROR_BOUND = 0.02;

/** `peakpath cost-curve`: what a tonne less costs, lever by lever. */
export const costCurveCommand = command(
  (argv) =>
    option
      .withScenario(option.withPictures(option.withOut(option.withBrief(option.withLanguage(argv)))))
      .option("boundary", option.text("Boundary of the emissions (one)"))
      .option("from", option.text("First year; the first that levers reach"))
      .option("to", option.text("Last year; the horizon"))
      .option("pairs", option.textOr(60, "With more than 14 levers: the most pairs of orders to draw"))
      .option("seed", option.textOr(1, "Seed of the sample"))
      .example("$0 cost-curve zhejiang/policy", "all years from the first that levers reach")
      .example("$0 cost-curve zhejiang/policy --from 2026 --to 2035 --out out", "ten years, with cost_curve.csv"),
  async (args, call) => {
    const words = await wordsIn(args.lang, args.units);
    const m = words.costCurve;
    const scenario = scenarioOf(call.terminal, args.scenario);
    const costs = scenario.model.report?.cost;
    if (costs === undefined) throw new UsageError(m.noLayout(scenario.model.name));
    if (scenario.base.values.get(costs.available.name)?.[0] !== 1)
      throw new UsageError(m.noData(words.say(scenario.region.label)));
    const from = option.wholeNumber("from", args.from) ?? scenario.lastObserved + 1;
    const to = option.wholeNumber("to", args.to) ?? scenario.horizon;
    if (from < scenario.baseYear || to > scenario.horizon || from > to)
      throw usageError("cost_years", { first: scenario.baseYear, last: scenario.horizon, from, to });
    const run = runOf(scenario);
    const progress = progressOn(call.terminal);
    const options = {
      boundary: option.askedBoundary(args.boundary, boundaryNames(run)),
      from,
      to,
      bound: ERROR_BOUND,
      mostPairs: option.wholeNumber("pairs", args.pairs, 1),
      seed: option.wholeNumber("seed", args.seed, 0),
    };
    const question = `cost curve of ${scenario.id} ${JSON.stringify(options)}`;
    const curve = answerOfTexts(call.terminal.kept, question, textsOf(scenario), () =>
      costCurve(run, costs, { ...options, progress: progress.runsOf(scenario.id) }),
    );
    progress.clear();
    await giveAbout(call, args, run, () => ({
      sections: () => [costCurveLines(run, costs, curve, words)],
      json: () => ({
        units: { emissions: run.layout.peak.unit.text, cost: costs.total.unit.text, unit_cost: costs.unit.text },
        cost_curve: curve,
      }),
      files: (options) => new Map([["cost_curve.csv", costCurveFile(run, costs, curve, options)]]),
      pictures: () => ({ drawn: costCurvePictures(run, costs, curve, words) }),
    }));
  },
);

const LONGEST_NAME = 40;
const NOTHING = 1e-9;

/** The curve as a table: each lever's reduction, cost and cost per tonne, and how far its cost is known. */
export function costCurveLines(run: ScenarioRun, layout: CostLayout, curve: CostCurve, words: Words): string[] {
  const m = words.costCurve;
  if (curve.steps.length === 0) return [m.noLevers];
  const acting = curve.steps.filter(({ reduction }) => Math.abs(reduction) > NOTHING);
  const less = sizedSums(run, words, [curve.reduction, ...acting.map(({ reduction }) => reduction)]);
  const paid = [curve.cost, ...acting.map(({ cost }) => cost)];
  const money = sized(run, summedUnit(layout.total.unit.text), paid, words, CHANGE_DIGITS);
  let running = 0;
  const rows = acting.map((step): Row => {
    running += step.reduction;
    return [
      [words.common.lever, cutText(leverName(run, step.lever, words), LONGEST_NAME)],
      [m.data, m.priced[step.priced]],
      right(m.reduction(less.name), withError(less, step.reduction, step.error?.reduction)),
      right(m.running, less.text(running)),
      right(m.cost(money.name), withError(money, step.cost, step.error?.cost)),
      right(m.unitCost(shownUnit(run.model.units, layout.unit.text, words).name), unitCostText(step, words)),
    ];
  });
  const whole: CostStep["priced"] = acting.every(({ priced }) => priced === "all") ? "all" : "some";
  const sum = curve.unit_cost === undefined ? "-" : perTonne(curve.unit_cost, whole, words);
  const all = [m.all, "", less.change(curve.reduction), "", money.change(curve.cost), sum];
  const unpriced = [...new Set(acting.flatMap((step) => step.unpriced))].sort();
  const parameterName = (name: string) => words.say(run.model.parameters.get(name)?.label ?? { en: name, zh: name });
  const idle = curve.steps.filter((step) => !acting.includes(step));
  const idleCost = `${money.change(idle.reduce((total, { cost }) => total + cost, 0))} ${money.name}`;
  const { sample, runs } = curve;
  return [
    m.title(boundaryName(run, curve.boundary, words), curve.from, curve.to),
    ...textTable(rows.length === 0 ? [] : [...rows, all]),
    `  ${sample === undefined ? words.common.exactRuns(runs) : m.sampled({ orders: 2 * sample.pairs, runs, seed: sample.seed })}`,
    ...(idle.length > 0 ? [`  ${m.idle(idle.length, idleCost)}`] : []),
    ...(acting.some(({ saves }) => saves) ? [`  ${m.savingNote}`] : []),
    `  ${m.partly}`,
    ...(unpriced.length > 0 ? [`  ${m.unpriced(words.commas(unpriced.map(parameterName)))}`] : []),
    `  ${m.note}`,
  ];
}

function perTonne(unitCost: number, priced: CostStep["priced"], words: Words): string {
  if (unitCost < 0) return savingText(priced, words);
  return `${priced === "all" ? "" : "≥ "}${fixed(unitCost, 0)}`;
}

function unitCostText({ unit_cost, priced, reduction }: CostStep, words: Words): string {
  if (unit_cost !== undefined) return perTonne(unit_cost, priced, words);
  return reduction < -NOTHING ? words.costCurve.raising : "-";
}

function withError({ change, text }: Sized, value: number, error: number | undefined): string {
  return error === undefined ? change(value) : `${change(value)} ±${text(error)}`;
}

/** cost_curve.csv: one row a lever in the order of the curve, and one for all of them. */
export function costCurveFile(run: ScenarioRun, layout: CostLayout, curve: CostCurve, options: CsvOptions): string {
  const { boundary, from, to, steps, reduction, cost } = curve;
  const all: Partial<CostStep> = { reduction, cost, error: { reduction: 0, cost: 0 } };
  return csvOf<Partial<CostStep>>(
    {
      ...columnsOf(run),
      ...constant({ boundary, from, to }),
      lever: ({ lever }) => lever,
      cost_data: ({ priced }) => priced,
      unpriced: ({ unpriced }) => unpriced?.join("; "),
      reduction: ({ reduction }) => reduction,
      reduction_error: ({ error }) => error?.reduction,
      ...constant({ emission_unit: summedUnit(run.layout.peak.unit.text) }),
      cost: ({ cost }) => cost,
      cost_error: ({ error }) => error?.cost,
      ...constant({ cost_unit: summedUnit(layout.total.unit.text) }),
      // A saving per tonne is no rank (see the printed note); the cost column holds what is saved.
      unit_cost: ({ saves, unit_cost }) => (saves ? undefined : unit_cost),
      unit_cost_unit: () => layout.unit.text,
    },
    [...steps, all],
    options,
  );
}

/** Columns reach as far as twice the dearest or most saving tonne among the levers that bring this part of the whole. */
const SHOWN_PART = 0.9;
const MOST_COLUMNS = 18;
const ROOM = 2;

type Priced = CostStep & { readonly unit_cost: number };

/** The cost curve: a column a lever, as wide as what it takes off and as high as what a tonne costs; what saves money first. */
export function costCurvePictures(
  run: ScenarioRun,
  layout: CostLayout,
  curve: CostCurve,
  words: Words,
): Map<string, Picture> {
  const m = words.picture;
  const priced = curve.steps.filter((step): step is Priced => step.unit_cost !== undefined && step.reduction > 0);
  if (priced.length === 0) return new Map();
  // There are no more colours than so many; what brings least is hardly a line wide.
  const least = [...priced].sort((a, b) => b.reduction - a.reduction)[MOST_COLUMNS]?.reduction ?? 0;
  const steps = priced.filter(({ reduction }) => reduction > least);
  const left = priced.length - steps.length;
  const most = highest(steps);
  const { factor, drawn: unit } = sizedSums(run, words, []);
  let running = 0;
  const columns = steps.map((step, i): ChartColumns => {
    const { lever, unit_cost, saves } = step;
    const reduction = step.reduction * factor;
    const at = running + reduction / 2;
    running += reduction;
    const price = Math.min(most, Math.max(-most, unit_cost));
    // What lies below zero is seen to save; how much a tonne saves is no rank.
    const partly = step.priced === "all" ? "" : "*";
    const priceText = saves ? partly : `${partly} ${fixed(unit_cost, 0)}`;
    return {
      x: [at],
      lower: [Math.min(0, price)],
      upper: [Math.max(0, price)],
      width: reduction,
      colour: areaColour(i),
      label: `${drawnText(leverName(run, lever, words))}${priceText}`,
    };
  });
  const { from, to } = curve;
  const title = m.costCurve(drawnText(boundaryName(run, curve.boundary, words)));
  const picture = xyChart({
    ...captions(run, words, title, [m.costCurveNote, ...(left > 0 ? [m.costCurveLeft(left)] : [])]),
    x: { label: m.reduction({ unit, from, to }), years: false },
    y: shownUnit(run.model.units, layout.unit.text, words).drawn,
    columns,
  });
  return new Map([[pictureName(run.scenario.id, "cost-curve"), picture]]);
}

function savingText(priced: CostStep["priced"], words: Words): string {
  const { saves, savesAtMost } = words.costCurve;
  return priced === "all" ? saves : savesAtMost;
}

/** How far the axis reaches, so that a lever that saves or costs very much per tonne but brings little does not set it. */
function highest(steps: readonly Priced[]): number {
  const whole = steps.reduce((sum, { reduction }) => sum + reduction, 0);
  let running = 0;
  let found = 0;
  for (const { reduction, unit_cost } of [...steps].sort((a, b) => b.reduction - a.reduction)) {
    found = Math.max(found, Math.abs(unit_cost));
    running += reduction;
    if (running >= SHOWN_PART * whole) break;
  }
  return ROOM * found;
}
