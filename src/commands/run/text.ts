import { LEVER_YEARS, type LeverPeaks } from "../../questions/levers/lever-peaks.ts";
import type { Nowcast } from "../../questions/nowcast.ts";
import { headLines } from "../../report/text/head.ts";
import { yearSpans } from "../../report/text/number-text.ts";
import { planSummaryLines } from "../../report/text/plan-target-text.ts";
import { sureLines } from "../../report/text/sure.ts";
import { accountStepLines, targetLines } from "../../report/text/target-text.ts";
import { paragraphs } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { shownUnit } from "../../report/words/units.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { StoredCertainty } from "../../run/stored-certainty.ts";
import { yearsWithoutValue } from "../../scenario/indicator-values.ts";
import { flagLines, nowcastLines } from "./flags.ts";
import { leverLines } from "./levers.ts";
import { boundaryLines, chartLines, pollutantLines, sectorLines } from "./peaks.ts";

const LEVERS_IN_A_RUN = 12;

/** The report of one run, as `peakpath run` prints it. */
export function runLines(
  run: ScenarioRun,
  peaksByLever: readonly LeverPeaks[],
  words: Words,
  {
    width,
    nowcast,
    certainty,
  }: { readonly width: number; readonly nowcast: readonly Nowcast[]; readonly certainty?: StoredCertainty },
): string[] {
  return paragraphs([
    headLines(run, words),
    boundaryLines(run, words),
    certainty === undefined ? [] : sureLines(run, certainty, words),
    chartLines(run, words, width),
    sectorLines(run, words),
    pollutantLines(run, words),
    targetLines(run, words),
    planSummaryLines(run, words),
    accountStepLines(run, words),
    ...peaksByLever
      .filter(({ boundary }) => boundary === run.boundaries[0].name)
      .map((peaks) => leverLines(run, peaks, words, { most: LEVERS_IN_A_RUN })),
    indicatorLines(run, words),
    flagLines(run, words),
    nowcastLines(run.model.units, nowcast, words),
  ]);
}

function indicatorLines(run: ScenarioRun, words: Words): string[] {
  const { indicators, baseYear, horizon } = run.scenario;
  if (indicators.length === 0) return [];
  const m = words.common;
  const years = [baseYear, ...LEVER_YEARS.filter((year) => year > baseYear && year <= horizon)];
  return [
    `${m.indicator} (${years.join(", ")})`,
    ...indicators.flatMap((indicator) => {
      const values = run.values(indicator.name, 0) ?? new Float64Array(0);
      const without = yearsWithoutValue(values, baseYear);
      const { name, factor } = shownUnit(run.model.units, indicator.unit.text, words);
      const shown = years.map((year) => {
        const value = values[year - baseYear];
        return Number.isFinite(value) ? String(Number((value * factor).toPrecision(4)) + 0) : "-";
      });
      const { file, line, column } = indicator.formula[0].at;
      return [
        `  ${[words.say(indicator.label), name].filter(Boolean).join(", ")}${m.colon}${shown.join(", ")}`,
        ...(without.length === 0
          ? []
          : [`    ${words.run.indicatorWithout({ years: yearSpans(without), at: `${file}:${line}:${column}` })}`]),
      ];
    }),
  ];
}
