import type { ScenarioRun } from "../../run/run.ts";
import type { Words } from "../words/languages.ts";
import { verdictLabel, verdictText } from "./verdict.ts";

/** Which scenario this is, what it comes to, and on what it runs. */
export function headLines(run: ScenarioRun, words: Words): string[] {
  const m = words.run;
  const { scenario, model } = run;
  const { title, region, id, chain, baseYear, lastObserved, horizon, levers } = scenario;
  const parents = chain.slice(0, -1);
  return [
    `${words.say(region.label)} · ${words.say(title)} (${id})`,
    `  ${verdictText(run, words)}`,
    ...(region.downscaled === undefined
      ? []
      : [`  ${m.downscaled}${words.common.colon}${words.say(region.downscaled)}`]),
    `  ${m.header({ model: model.name, base: baseYear, observed: lastObserved, horizon, levers: levers.size })}`,
    ...(parents.length > 0 ? [`  ${m.chain}${words.common.colon}${parents.join(" > ")}`] : []),
  ];
}

/** The same for machines. */
export function headJson(run: ScenarioRun): Record<string, unknown> {
  const { scenario, model } = run;
  return {
    scenario: scenario.id,
    verdict: verdictLabel(run),
    title: scenario.title,
    region: scenario.region.id,
    downscaled: scenario.region.downscaled,
    model: model.name,
    base_year: scenario.baseYear,
    last_observed: scenario.lastObserved,
    horizon: scenario.horizon,
  };
}
