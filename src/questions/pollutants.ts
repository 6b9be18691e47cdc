import { cellNames } from "../engine/language/cells.ts";
import { memberLabels } from "../run/cell-label.ts";
import { type Outcome, packageRunner } from "../run/package-runner.ts";
import type { ScenarioRun } from "../run/run.ts";
import { need } from "../text/need.ts";
import type { Label } from "../text/problems.ts";

/** One air pollutant of a model as an outcome of runs, whose name no boundary has. */
export interface Pollutant extends Outcome {
  /** Its name among the pollutants. */
  readonly member: string;
  readonly label: Label;
  readonly unit: string;
}

/** What a run emits of one pollutant in each year from the base year. */
export interface PollutantPath {
  readonly name: string;
  readonly label: Label;
  readonly unit: string;
  readonly first_year: number;
  readonly values: readonly number[];
  /** The same without any lever; left out where the scenario has none. */
  readonly without_levers?: readonly number[];
  /** The official total of the base year in the same scope, where the region has one. */
  readonly published?: number;
}

/** The pollutants that the run has, in the model's order; none where the region has no factors of them. */
export function pollutantsOf({ layout, model, values }: ScenarioRun): Pollutant[] {
  const amounts = layout.pollutants?.amounts;
  if (amounts === undefined) return [];
  return cellNames(model, amounts.over).flatMap(([member], cell) => {
    if (!values(amounts.name, cell)?.some((value) => value !== 0)) return [];
    const [label] = memberLabels(model, amounts.over, cell);
    const name = `${amounts.name}.${member}`;
    return [{ name, member, label, unit: amounts.unit.text, variable: amounts.name, cell }];
  });
}

/**
 * The paths of the pollutants, beside those of the same assumptions without levers, for which the scenario runs once more.
 *
 * @throws RunError where that run fails on its numbers.
 */
export function pollutantPaths(run: ScenarioRun): PollutantPath[] {
  const { scenario, layout } = run;
  const pollutants = pollutantsOf(run);
  const published = layout.pollutants?.published?.name ?? "";
  const none =
    scenario.levers.size === 0 || pollutants.length === 0
      ? undefined
      : packageRunner(run, { boundaries: [], more: pollutants }).run(new Map());
  return pollutants.map(({ name, member, label, unit, variable, cell }) => ({
    name: member,
    label,
    unit,
    first_year: scenario.baseYear,
    values: Array.from(run.values(variable, cell) ?? []),
    without_levers: none && Array.from(need(none, name).values),
    published: scenario.base.values.get(published)?.[cell] || undefined,
  }));
}
