import type { CostCurve, CostStep } from "../questions/cost-curve.ts";
import { areaColour } from "../report/draw/palette.ts";
import type { Picture } from "../report/draw/picture.ts";
import { type ChartColumns, xyChart } from "../report/draw/xy-chart.ts";
import { fixed } from "../report/text/number-text.ts";
import { costCurveMessages } from "../report/words/cost-curve-messages.ts";
import { type Language, say } from "../report/words/messages.ts";
import { pictureMessages } from "../report/words/picture-messages.ts";
import { drawnText, drawnUnit, summedUnit } from "../report/words/units.ts";
import type { ScenarioRun } from "../run/scenario-run.ts";
import type { CostLayout } from "../scenario/report/cost-layout.ts";
import { madeBy, subtitleOf } from "./run/pictures.ts";
import { pictureName } from "./shell/picture-files.ts";

/** Columns reach as far as twice the dearest or most saving tonne among the levers that bring this part of the whole. */
const SHOWN_PART = 0.9;
const ROOM = 2;

type Priced = CostStep & { readonly unit_cost: number };

/** The cost curve: a column a lever, as wide as what it takes off and as high as what a tonne costs; what saves money first. */
export function costCurvePictures(
  run: ScenarioRun,
  layout: CostLayout,
  curve: CostCurve,
  language: Language,
): Map<string, Picture> {
  const m = pictureMessages[language];
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
      label: `${drawnText(say(label, language))} ${saves ? savingText(priced, language) : fixed(unit_cost, 0)}`,
    };
  });
  const boundary = run.boundaries.find(({ name }) => name === curve.boundary)?.label;
  const { from, to } = curve;
  const picture = xyChart({
    title: m.costCurve(drawnText(boundary === undefined ? curve.boundary : say(boundary, language))),
    subtitle: subtitleOf(run, language),
    notes: [m.costCurveNote, madeBy(language, run.scenario.id)],
    x: {
      label: m.reduction({ unit: drawnUnit(summedUnit(run.layout.peak.unit.text), language), from, to }),
      years: false,
    },
    y: { label: drawnUnit(layout.unit.text, language), fromZero: true },
    columns,
  });
  return new Map([[pictureName(run.scenario.id, "cost-curve"), picture]]);
}

function savingText(priced: CostStep["priced"], language: Language): string {
  const { saves, savesAtMost } = costCurveMessages[language];
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
