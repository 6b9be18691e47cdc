import type { Model, Parameter } from "../../engine/language/model.ts";
import { amountText } from "../../report/text/amount-text.ts";
import { quantityLabel } from "../../report/text/names.ts";
import { percent, readable, spanText } from "../../report/text/number-text.ts";
import { right, textTable } from "../../report/text/text-table.ts";
import type { Words } from "../../report/words/languages.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import type { Mode } from "../../scenario/levers/effect.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import { leverSteps } from "../../scenario/levers/lever-steps.ts";
import { reachedText, reachJson } from "../../scenario/levers/reach.ts";
import { pulledAsWritten, type ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
import { packageStrengths } from "../../scenario/paths/inputs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { traceInput } from "../../scenario/trace.ts";
import { InputError, type Label, message } from "../../text/problems.ts";

/** How a lever is named where a parameter or variable has its name. */
const PREFIX = "levers.";

/**
 * The lever that is asked about, as its file has it; undefined where the name is that of something else.
 *
 * @throws InputError for a lever that needs a size of the region and has none.
 */
export function leverNamed({ id: scenario, region, model }: Scenario, name: string): Lever | undefined {
  const asked = name.trim();
  const id = asked.startsWith(PREFIX) ? asked.slice(PREFIX.length) : asked;
  if (id === asked && (model.parameters.has(id) || model.variables.has(id))) return undefined;
  const unit = region.unsized.get(id);
  if (unit === undefined) return region.levers.get(id);
  const at = { file: `scenarios/${scenario}.yaml`, line: 1, column: 1 };
  const wrong = message("lever_without_size", { name: id, region: region.id, unit });
  throw new InputError([{ at, path: asked, ...wrong }]);
}

/** By what name `explain` and `find` ask for a lever of this id. */
export function askedAs({ parameters, variables }: Model, id: string): string {
  return parameters.has(id) || variables.has(id) ? `${PREFIX}${id}` : id;
}

/** What one effect does in a year: to the cell that it moves most, and how many more it moves. */
interface EffectView {
  readonly path: string;
  readonly label: Label;
  readonly others: number;
  readonly parameter: Parameter;
  readonly mode: Mode;
  readonly amount: number;
  /** The parameter with all other levers as the scenario has them: without this one, at strength 1, and as it is here. */
  readonly without: number;
  readonly full: number;
  readonly here: number;
}

interface LeverView {
  readonly lever: Lever;
  /** Undefined where the scenario does not pull it. */
  readonly pulled: ScenarioLever | undefined;
  readonly year: number;
  readonly effects: readonly EffectView[];
}

/** What a lever does in a year, without one in that in which it has come to full strength. */
export function leverView(scenario: Scenario, lever: Lever, asked: number | undefined): LeverView {
  const { baseYear, horizon, lastObserved, levers, projects } = scenario;
  if (asked !== undefined && (asked < baseYear || asked > horizon)) {
    const at = { file: `scenarios/${scenario.id}.yaml`, line: 1, column: 1 };
    const wrong = message("no_year_of_run", { year: asked, from: baseYear, to: horizon });
    throw new InputError([{ at, path: lever.id, ...wrong }]);
  }
  const pulled = levers.get(lever.id);
  const acting =
    pulled ?? pulledAsWritten({ ...lever, ...yearsOf(lever) }, 0, { from: baseYear, to: horizon, lastObserved });
  const year = asked ?? Math.min(acting.full, horizon);
  const all = new Map([...levers, [lever.id, acting]]);
  const tried: Scenario = { ...scenario, levers: all, steps: leverSteps(all, projects) };
  const at = (strength: number) => new Map([...packageStrengths(tried), [lever.id, strength]]);
  const [without, full, here] = [at(0), at(1), at(acting.strength)];
  const effects = lever.effects.map(({ path, parameter, cells, mode, adds, amounts }): EffectView => {
    const moved = cells.map((cell) => {
      const value = (strengths: ReadonlyMap<string, number>) =>
        traceInput(tried, parameter.name, cell, year, strengths).value;
      return { cell, without: value(without), full: value(full), here: value(here) };
    });
    const most = moved.reduce((a, b) => (Math.abs(b.full - b.without) > Math.abs(a.full - a.without) ? b : a));
    const { cell, ...values } = most;
    const label = labelOfCell(scenario.model, { ...parameter, label: quantityLabel(parameter) }, cell);
    const amount = amounts[year - baseYear];
    const others = cells.length - 1;
    return { path, label, others, parameter, mode: adds ? "add" : mode, amount, ...values };
  });
  return { lever, pulled, year, effects };
}

/** All that is said of a lever, and what it does. */
export function leverLines(scenario: Scenario, { lever, pulled, year, effects }: LeverView, words: Words): string[] {
  const { common: c, explain: m, say } = words;
  const { label, family, potential, source, doc, at } = lever;
  const units = scenario.model.units;
  const rows = effects.map(({ path, label: of, others, parameter, mode, amount, without, full, here }) => {
    const told = (value: number) => amountText(value, parameter, units, words);
    const size = mode === "multiply" ? readable(amount) : told(amount);
    return [
      [m.effect, `${say(of)}${others > 0 ? m.moreCells(others) : ""}`],
      [m.path, path],
      [m.atFull, `${m.modes[mode]} ${size}`],
      right(m.without, told(without)),
      right(m.strengthOf(percent(1, 0)), told(full)),
      ...(pulled === undefined ? [] : [right(m.strengthOf(percent(pulled.strength, 0)), told(here))]),
    ] as const;
  });
  const said = pulled === undefined ? [] : restsOn(pulled, words);
  return [
    `${lever.id}${c.colon}${say(label)} (${words.levers.families[family] ?? family})   ${at.file}:${at.line}`,
    ...(potential === undefined ? [] : [`  ${m.strengthOf(percent(1, 0))}${c.colon}${say(potential)}`]),
    `  ${m.years}${c.colon}${leverYears(lever)} (${m.shapes[lever.shape]})`,
    ...(doc === undefined ? [] : [`  ${say(doc)}`]),
    `  ${c.source}${c.colon}${source}`,
    ...(lever.counted === undefined
      ? []
      : [`  ${m.counted(percent(lever.counted.value))}${c.colon}${lever.counted.source}`]),
    pulled === undefined
      ? `  ${m.notPulled(scenario.id)}`
      : `  ${m.pulls(scenario.id, percent(pulled.strength))}${c.colon}${spanText({ from: pulled.start, to: pulled.full })} (${m.shapes[pulled.shape]})   ${pulled.at.file}:${pulled.at.line}`,
    ...said.map((line) => `    ${line}`),
    "",
    m.does(year),
    ...textTable(rows),
    "",
    m.leverPeak(`peakpath levers ${scenario.id}`),
  ];
}

/** What the strength was found for, what it rests on, its document and who answers for it. */
function restsOn({ basis, source, responsible, reach }: ScenarioLever, { common: c, say }: Words): string[] {
  return [
    ...(reach === undefined ? [] : reach.years.map((_, k) => say(reachedText(reach, k)))),
    ...(basis === undefined ? [] : [`${c.basis}${c.colon}${c.bases[basis]}`]),
    ...(source === undefined ? [] : [`${c.source}${c.colon}${source}`]),
    ...(responsible === undefined ? [] : [`${c.responsible}${c.colon}${say(responsible)}`]),
  ];
}

/** The first year in which a lever acts and that of its full strength, as its file has them. */
function yearsOf({ start, full, knots }: Lever): { readonly start?: number; readonly full?: number } {
  const years = [...(knots?.keys() ?? [])];
  return { start: years[0] ?? start, full: years.at(-1) ?? full ?? start };
}

/** The same in a cell of a table. */
export function leverYears(lever: Lever): string {
  const { start, full } = yearsOf(lever);
  return start === undefined || full === undefined ? "" : spanText({ from: start, to: full });
}

export function leverJson({ lever, pulled, year, effects }: LeverView): object {
  const { id, label, family, potential, start, full, shape, knots, levels, counted, source } = lever;
  return {
    ...{ lever: id, label, family, potential, start, full, shape, levels, counted, source, year },
    ...(knots === undefined ? {} : { knots: Object.fromEntries(knots) }),
    scenario: pulled && {
      ...{ strength: pulled.strength, level: pulled.level, start: pulled.start, full: pulled.full },
      ...{ shape: pulled.shape, basis: pulled.basis, source: pulled.source, responsible: pulled.responsible },
      ...reachJson(pulled.reach),
    },
    effects: effects.map(({ path, label, parameter, mode, amount, without, full, here }) => ({
      ...{ path, label, unit: parameter.unit.text, mode, amount, without, at_full_strength: full },
      ...(pulled === undefined ? {} : { in_scenario: here }),
    })),
  };
}
