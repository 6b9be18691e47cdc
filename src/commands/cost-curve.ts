import type { CostLayout } from "../engine/language/model.ts";
import type { CostCurve, CostStep } from "../questions/cost-curve.ts";
import { costCurve } from "../questions/cost-curve.ts";
import { madeBy, pictureName, subtitleOf } from "../report/draw/captions.ts";
import { areaColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { type ChartColumns, xyChart } from "../report/draw/xy-chart.ts";
import { labelOfRegion, runColumns } from "../report/tables/run-columns.ts";
import { fixed, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { cutText } from "../report/text/text-width.ts";
import { type Words, wordsIn } from "../report/words/languages.ts";
import { drawnText, drawnUnit, summedUnit } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/run.ts";
import { type Columns, type CsvOptions, csvOf } from "../text/csv.ts";
import { UsageError, usageError } from "../text/problems.ts";
import { aboutRun, boundaryNames, give, runOf, scenarioOf, withScenario } from "./question.ts";
import { command } from "./shell/command.ts";
import { askedBoundary, shareOption, wholeNumber, withLanguage, withOut, withPictures } from "./shell/options.ts";
import { progressOn } from "./shell/progress.ts";

const DEFAULT_BOUND = "2 %";
const DEFAULT_PAIRS = 60;

/** `peakpath cost-curve`: what a tonne less costs, lever by lever. */
export const costCurveCommand = command(
  (argv) =>
    withScenario(withPictures(withOut(withLanguage(argv))))
      .option("boundary", { type: "string", requiresArg: true, describe: "Boundary of the emissions (one)" })
      .option("from", { type: "string", requiresArg: true, describe: "First year; the first that levers reach" })
      .option("to", { type: "string", requiresArg: true, describe: "Last year; the horizon" })
      .option("pairs", {
        type: "string",
        default: String(DEFAULT_PAIRS),
        requiresArg: true,
        describe: "With more than 14 levers: the most pairs of orders to draw",
      })
      .option("seed", { type: "string", default: "1", requiresArg: true, describe: "Seed of the sample" })
      .example("$0 cost-curve zhejiang/policy", "all years from the first that levers reach")
      .example("$0 cost-curve zhejiang/policy --from 2026 --to 2035 --out out", "ten years, with cost_curve.csv"),
  async (args, call) => {
    const words = await wordsIn(args.lang);
    const m = words.costCurve;
    const scenario = scenarioOf(call.terminal, args.scenario);
    const costs = scenario.model.report?.cost;
    if (costs === undefined) throw new UsageError(m.noLayout(scenario.model.name));
    if (scenario.base.values.get(costs.available.name)?.[0] !== 1)
      throw new UsageError(m.noData(words.say(scenario.region.label)));
    const from = wholeNumber("from", args.from) ?? scenario.lastObserved + 1;
    const to = wholeNumber("to", args.to) ?? scenario.horizon;
    if (from < scenario.baseYear || to > scenario.horizon || from > to)
      throw usageError("cost_years", { first: scenario.baseYear, last: scenario.horizon, from, to });
    const run = runOf(scenario);
    const progress = progressOn(call.terminal);
    const curve = costCurve(run, costs, {
      boundary: askedBoundary(args.boundary, boundaryNames(run)),
      from,
      to,
      bound: shareOption("error", DEFAULT_BOUND),
      mostPairs: wholeNumber("pairs", args.pairs, 1) ?? DEFAULT_PAIRS,
      seed: wholeNumber("seed", args.seed, 0) ?? 1,
      progress: progress.runsOf(scenario.id),
    });
    progress.clear();
    await give(
      call,
      args,
      aboutRun(run, words, {
        sections: () => [costCurveLines(run, costs, curve, words)],
        json: () => ({
          units: { emissions: run.layout.peak.unit.text, cost: costs.total.unit.text, unit_cost: costs.unit.text },
          cost_curve: curve,
        }),
        files: (options) => new Map([["cost_curve.csv", costCurveFile(run, costs, curve, options)]]),
        pictures: () => ({ drawn: costCurvePictures(run, costs, curve, words) }),
      }),
    );
  },
);

const LONGEST_NAME = 40;
const NOTHING = 1e-9;

/** The curve as a table: each lever's reduction, cost and cost per tonne, and how far its cost is known. */
export function costCurveLines(run: ScenarioRun, layout: CostLayout, curve: CostCurve, words: Words): string[] {
  const m = words.costCurve;
  if (curve.steps.length === 0) return [m.noLevers];
  const boundary = run.boundaries.find(({ name }) => name === curve.boundary);
  const sumUnit = words.unit(summedUnit(run.layout.peak.unit.text));
  const costUnit = words.unit(summedUnit(layout.total.unit.text));
  const acting = curve.steps.filter(({ reduction }) => Math.abs(reduction) > NOTHING);
  const end = (title: string) => ({ title, align: "end" as const });
  let running = 0;
  const rows = acting.map((step) => {
    running += step.reduction;
    return [
      leverName(run, step.lever, words),
      m.priced[step.priced],
      withError(step.reduction, step.error?.reduction),
      fixed(running, 0),
      withError(step.cost, step.error?.cost),
      unitCostText(step, words),
    ];
  });
  const whole: CostStep["priced"] = acting.every(({ priced }) => priced === "all") ? "all" : "some";
  const sum = curve.unit_cost === undefined ? "-" : perTonne(curve.unit_cost, whole, words);
  rows.push([m.all, "", signed(curve.reduction, 0), "", signed(curve.cost, 0), sum]);
  const columns = [
    { title: words.common.lever },
    { title: m.data },
    end(m.reduction(sumUnit)),
    end(m.running),
    end(m.cost(costUnit)),
    end(m.unitCost(words.unit(layout.unit.text))),
  ];
  const unpriced = [...new Set(acting.flatMap((step) => step.unpriced))].sort();
  const idle = curve.steps.filter((step) => !acting.includes(step));
  const idleCost = `${signed(
    idle.reduce((total, { cost }) => total + cost, 0),
    0,
  )} ${costUnit}`;
  const { sample, runs } = curve;
  return [
    m.title(boundary === undefined ? curve.boundary : words.say(boundary.label), curve.from, curve.to),
    ...textTable(columns, rows),
    `  ${sample === undefined ? words.common.exactRuns(runs) : m.sampled({ orders: 2 * sample.pairs, runs, seed: sample.seed })}`,
    ...(idle.length > 0 ? [`  ${m.idle(idle.length, idleCost)}`] : []),
    ...(acting.some(({ saves }) => saves) ? [`  ${m.savingNote}`] : []),
    `  ${m.partly}`,
    ...(unpriced.length > 0 ? [`  ${m.unpriced(words.commas(unpriced))}`] : []),
    `  ${m.note}`,
  ];
}

function leverName(run: ScenarioRun, id: string, words: Words): string {
  const label = run.scenario.levers.get(id)?.lever.label ?? { en: id, zh: id };
  return cutText(words.say(label), LONGEST_NAME);
}

function perTonne(unitCost: number, priced: CostStep["priced"], words: Words): string {
  const { saves, savesAtMost } = words.costCurve;
  if (unitCost < 0) return priced === "all" ? saves : savesAtMost;
  return `${priced === "all" ? "" : "≥ "}${fixed(unitCost, 0)}`;
}

function unitCostText({ unit_cost, priced, reduction }: CostStep, words: Words): string {
  if (unit_cost !== undefined) return perTonne(unit_cost, priced, words);
  return reduction < -NOTHING ? words.costCurve.raising : "-";
}

function withError(value: number, error: number | undefined): string {
  const text = signed(value, 0);
  return error === undefined ? text : `${text} ±${fixed(error, 0)}`;
}

interface CostRow {
  readonly run: ScenarioRun;
  readonly layout: CostLayout;
  readonly curve: CostCurve;
  /** Without a lever it is the sum of all. */
  readonly step: Pick<CostStep, "reduction" | "cost" | "error"> & Partial<CostStep>;
}

const columns: Columns<CostRow> = {
  ...runColumns(labelOfRegion),
  boundary: ({ curve }) => curve.boundary,
  from: ({ curve }) => curve.from,
  to: ({ curve }) => curve.to,
  lever: ({ step }) => step.lever,
  cost_data: ({ step }) => step.priced,
  unpriced: ({ step }) => step.unpriced?.join("; "),
  reduction: ({ step }) => step.reduction,
  reduction_error: ({ step }) => step.error?.reduction,
  emission_unit: ({ run }) => summedUnit(run.layout.peak.unit.text),
  cost: ({ step }) => step.cost,
  cost_error: ({ step }) => step.error?.cost,
  cost_unit: ({ layout }) => summedUnit(layout.total.unit.text),
  // A saving per tonne is no rank (see the printed note); the cost column holds what is saved.
  unit_cost: ({ step }) => (step.saves ? undefined : step.unit_cost),
  unit_cost_unit: ({ layout }) => layout.unit.text,
};

/** cost_curve.csv: one row a lever in the order of the curve, and one for all of them. */
export function costCurveFile(run: ScenarioRun, layout: CostLayout, curve: CostCurve, options: CsvOptions): string {
  const { steps, reduction, cost } = curve;
  const all = { reduction, cost, error: { reduction: 0, cost: 0 } };
  const rows = [...steps, all].map((step) => ({ run, layout, curve, step }));
  return csvOf(columns, rows, options);
}

/** Columns reach as far as twice the dearest or most saving tonne among the levers that bring this part of the whole. */
const SHOWN_PART = 0.9;
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
  const steps = curve.steps.filter((step): step is Priced => step.unit_cost !== undefined && step.reduction > 0);
  if (steps.length === 0) return new Map();
  const most = highest(steps);
  let running = 0;
  const columns = steps.map(({ lever, unit_cost, saves, priced, reduction }, i): ChartColumns => {
    const at = running + reduction / 2;
    running += reduction;
    const label = run.scenario.levers.get(lever)?.lever.label ?? { en: lever, zh: lever };
    return {
      x: [at],
      from: [0],
      to: [Math.min(most, Math.max(-most, unit_cost))],
      width: reduction,
      colour: areaColour(i),
      label: `${drawnText(words.say(label))} ${saves ? savingText(priced, words) : fixed(unit_cost, 0)}`,
    };
  });
  const boundary = run.boundaries.find(({ name }) => name === curve.boundary)?.label;
  const { from, to } = curve;
  const picture = xyChart({
    title: m.costCurve(drawnText(boundary === undefined ? curve.boundary : words.say(boundary))),
    subtitle: subtitleOf(run, words),
    notes: [m.costCurveNote, madeBy(words, run.scenario.id)],
    x: {
      label: m.reduction({ unit: drawnUnit(summedUnit(run.layout.peak.unit.text), words), from, to }),
      years: false,
    },
    y: { label: drawnUnit(layout.unit.text, words), fromZero: true },
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
