import type { LeverEffects } from "../../questions/levers/lever-effects.ts";
import { yearSpans } from "../../report/text/number-text.ts";
import { type Language, messages, say } from "../../report/words/messages.ts";
import { unitText } from "../../report/words/units.ts";
import { yearsWithoutValue } from "../../run/indicator-values.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";
import { flagLines } from "./flags.ts";
import { leverLines } from "./levers.ts";
import { boundaryLines, chartLines, sectorLines } from "./peaks.ts";
import { planSummaryLines } from "./plan-targets.ts";
import { targetLines } from "./targets.ts";

/** Years whose emissions the lever tables show. */
export const LEVER_YEARS = [2030, 2035, 2060] as const;

const LEVERS_IN_A_RUN = 12;

/** The report of one run, as `peakpath run` prints it. */
export function runLines(
  run: ScenarioRun,
  effects: LeverEffects | undefined,
  language: Language,
  width: number,
): string[] {
  const sections = [
    headLines(run, language),
    boundaryLines(run, language),
    chartLines(run, language, width),
    sectorLines(run, language),
    targetLines(run, language),
    planSummaryLines(run, language),
    effects === undefined ? [] : runLeverLines(run, effects, language),
    indicatorLines(run, language),
    flagLines(run, language),
  ];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, i) => (i === 0 ? section : ["", ...section]));
}

/** Which scenario this is, and on what it runs. */
export function headLines(run: ScenarioRun, language: Language): string[] {
  const m = messages[language];
  const { scenario, model } = run;
  const { title, region, id, chain, baseYear, lastObserved, horizon, levers } = scenario;
  const parents = chain.slice(0, -1);
  return [
    `${say(region.label, language)} · ${say(title, language)} (${id})`,
    ...(region.downscaled === undefined ? [] : [`  ${m.downscaled}${m.colon}${say(region.downscaled, language)}`]),
    `  ${m.header({ model: model.name, base: baseYear, observed: lastObserved, horizon, levers: levers.size })}`,
    ...(parents.length > 0 ? [`  ${m.chain}${m.colon}${parents.join(" > ")}`] : []),
  ];
}

function runLeverLines(run: ScenarioRun, effects: LeverEffects, language: Language): string[] {
  return leverLines(run, effects, {
    language,
    boundary: run.boundaries[0].name,
    years: LEVER_YEARS.filter((year) => year <= run.scenario.horizon),
    most: LEVERS_IN_A_RUN,
    command: `peakpath levers ${run.scenario.id}`,
  });
}

function indicatorLines(run: ScenarioRun, language: Language): string[] {
  const { indicators, baseYear, horizon } = run.scenario;
  if (indicators.length === 0) return [];
  const m = messages[language];
  const years = [baseYear, ...LEVER_YEARS.filter((year) => year > baseYear && year <= horizon)];
  return [
    `${m.indicator} (${years.join(", ")})`,
    ...indicators.flatMap((indicator) => {
      const values = run.values(indicator.name, 0) ?? new Float64Array(0);
      const without = yearsWithoutValue(values, baseYear);
      const shown = years.map((year) => {
        const value = values[year - baseYear];
        return Number.isFinite(value) ? String(Number(value.toPrecision(4)) + 0) : "-";
      });
      const { file, line, column } = indicator.formula[0].at;
      return [
        `  ${say(indicator.label, language)}, ${unitText(indicator.unit.text, language)}${m.colon}${shown.join(", ")}`,
        ...(without.length === 0
          ? []
          : [`    ${m.indicatorWithout({ years: yearSpans(without), at: `${file}:${line}:${column}` })}`]),
      ];
    }),
  ];
}
