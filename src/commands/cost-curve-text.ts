import type { CostCurve, CostStep } from "../questions/cost-curve.ts";
import { fixed, signed } from "../report/text/number-text.ts";
import { textTable } from "../report/text/text-table.ts";
import { cutText } from "../report/text/text-width.ts";
import { costCurveMessages } from "../report/words/cost-curve-messages.ts";
import { type Language, say } from "../report/words/messages.ts";
import { summedUnit, unitText } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import type { CostLayout } from "../scenario/report/cost-layout.ts";
import { type CsvCell, type CsvOptions, csvText } from "../text/csv.ts";

const LONGEST_NAME = 40;
const NOTHING = 1e-9;

/** The curve as a table: each lever's reduction, cost and cost per tonne, and how far its cost is known. */
export function costCurveLines(run: ScenarioRun, layout: CostLayout, curve: CostCurve, language: Language): string[] {
  const m = costCurveMessages[language];
  if (curve.steps.length === 0) return [m.noLevers];
  const boundary = run.boundaries.find(({ name }) => name === curve.boundary);
  const sumUnit = unitText(summedUnit(run.layout.peak.unit.text), language);
  const costUnit = unitText(summedUnit(layout.total.unit.text), language);
  const acting = curve.steps.filter(({ reduction }) => Math.abs(reduction) > NOTHING);
  const end = (title: string) => ({ title, align: "end" as const });
  let running = 0;
  const rows = acting.map((step) => {
    running += step.reduction;
    return [
      leverName(run, step.lever, language),
      m.priced[step.priced],
      withError(step.reduction, step.error?.reduction),
      fixed(running, 0),
      withError(step.cost, step.error?.cost),
      unitCostText(step, language),
    ];
  });
  const whole: CostStep["priced"] = acting.every(({ priced }) => priced === "all") ? "all" : "some";
  const sum = curve.unit_cost === undefined ? "-" : perTonne(curve.unit_cost, whole, language);
  rows.push([m.all, "", signed(curve.reduction, 0), "", signed(curve.cost, 0), sum]);
  const columns = [
    { title: m.lever },
    { title: m.data },
    end(m.reduction(sumUnit)),
    end(m.running),
    end(m.cost(costUnit)),
    end(m.unitCost(unitText(layout.unit.text, language))),
  ];
  const unpriced = [...new Set(acting.flatMap((step) => step.unpriced))].sort();
  const idle = curve.steps.filter((step) => !acting.includes(step));
  const idleCost = `${signed(
    idle.reduce((total, { cost }) => total + cost, 0),
    0,
  )} ${costUnit}`;
  const { sample, runs } = curve;
  return [
    m.title(boundary === undefined ? curve.boundary : say(boundary.label, language), curve.from, curve.to),
    ...textTable(columns, rows),
    `  ${sample === undefined ? m.exact(runs) : m.sampled({ orders: 2 * sample.pairs, runs, seed: sample.seed })}`,
    ...(idle.length > 0 ? [`  ${m.idle(idle.length, idleCost)}`] : []),
    ...(acting.some(({ saves }) => saves) ? [`  ${m.savingNote}`] : []),
    `  ${m.partly}`,
    ...(unpriced.length > 0 ? [`  ${m.unpriced(unpriced.join(language === "zh" ? "、" : ", "))}`] : []),
    `  ${m.note}`,
  ];
}

function leverName(run: ScenarioRun, id: string, language: Language): string {
  const label = run.scenario.levers.get(id)?.lever.label ?? { en: id, zh: id };
  return cutText(say(label, language), LONGEST_NAME);
}

function perTonne(unitCost: number, priced: CostStep["priced"], language: Language): string {
  const { saves, savesAtMost } = costCurveMessages[language];
  if (unitCost < 0) return priced === "all" ? saves : savesAtMost;
  return `${priced === "all" ? "" : "≥ "}${fixed(unitCost, 0)}`;
}

function unitCostText({ unit_cost, priced, reduction }: CostStep, language: Language): string {
  if (unit_cost !== undefined) return perTonne(unit_cost, priced, language);
  return reduction < -NOTHING ? costCurveMessages[language].raising : "-";
}

function withError(value: number, error: number | undefined): string {
  const text = signed(value, 0);
  return error === undefined ? text : `${text} ±${fixed(error, 0)}`;
}

/** cost_curve.csv: one row a lever in the order of the curve, and one for all of them. */
export function costCurveFile(run: ScenarioRun, layout: CostLayout, curve: CostCurve, options: CsvOptions): string {
  const head = [
    ...["model", "scenario", "region", "boundary", "from", "to", "lever", "cost_data", "unpriced"],
    ...[
      "reduction",
      "reduction_error",
      "emission_unit",
      "cost",
      "cost_error",
      "cost_unit",
      "unit_cost",
      "unit_cost_unit",
    ],
  ];
  const start = [run.model.name, run.scenario.id, run.scenario.region.label.en, curve.boundary, curve.from, curve.to];
  const emissionUnit = summedUnit(run.layout.peak.unit.text);
  const costUnit = summedUnit(layout.total.unit.text);
  const rows = curve.steps.map((step): CsvCell[] => [
    ...[...start, step.lever, step.priced, step.unpriced.join("; ")],
    ...[step.reduction, step.error?.reduction, emissionUnit, step.cost, step.error?.cost, costUnit],
    // A saving per tonne is no rank (see the printed note); the cost column holds what is saved.
    ...[step.saves ? undefined : step.unit_cost, layout.unit.text],
  ]);
  rows.push([
    ...start,
    "",
    "",
    "",
    curve.reduction,
    0,
    emissionUnit,
    curve.cost,
    0,
    costUnit,
    undefined,
    layout.unit.text,
  ]);
  return csvText(head, rows, options);
}
