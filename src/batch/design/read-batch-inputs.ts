import { parameterAddress } from "../../engine/language/address.ts";
import type { Parameter } from "../../engine/language/model.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import { type UncertainInput, uncertainInputs } from "../../run/uncertain-inputs.ts";
import { amountOnGroup } from "../../scenario/paths/amounts.ts";
import { factorProblem, shareProblem } from "../../scenario/paths/bounds.ts";
import { pulledIn } from "../../scenario/paths/inputs.ts";
import { outside, parseYears, type YearRange } from "../../scenario/paths/years.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Distribution } from "../../statistics/distributions/distributions.ts";
import { MOST_RUNS } from "../../statistics/points/points.ts";
import { isFault, type Label, likely, type Message, message } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  entriesAt,
  field,
  labelAt,
  type MapCursor,
  mapAt,
  refuse,
  report,
  scalarAt,
  textAt,
  under,
} from "../../text/reader.ts";
import type { DesignKind } from "../batch.ts";
import type { BatchInput, LeverInput, ParameterInput, WithinInput } from "./batch-input.ts";
import { changeWords, spreadFields } from "./design-schema.ts";
import { plainRules, readDistribution, readSpread, readValues, type SpreadRules, spreadKeys } from "./read-spread.ts";

const leverKeys = ["as", "label", "source", "doc"];
const parameterKeys = ["as", "years", "label", "source", "doc"];
const leverWords = ["strength", "start", "delay"] as const;
const EXAMPLE = "{full_load_hours.solar_*: {as: scale, spread: uniform, low: 0.9, high: 1.1}}";
const INPUT_EXAMPLE = "{as: scale, spread: uniform, low: 0.9, high: 1.1}";
const wordLabels: Readonly<Record<(typeof leverWords)[number], Label>> = {
  strength: { en: "strength", zh: "力度" },
  start: { en: "start", zh: "起始年" },
  delay: { en: "delay", zh: "推迟" },
};

/**
 * The inputs of a design in file order; `uncertain` in place of a map stands for all that carry a low and a high. In a
 * list the numbers come from its table and nothing is said of them here.
 */
export function readBatchInputs(at: Cursor, kind: DesignKind, scenario: Scenario): BatchInput[] {
  if (scalarAt(at) === "uncertain") return uncertainBatchInputs(scenario);
  const map = mapAt(at, EXAMPLE);
  const inputs: BatchInput[] = [];
  let runs = 1;
  for (const [key, entry] of entriesAt(map)) {
    const own = mapAt(entry, INPUT_EXAMPLE);
    if (own === undefined) continue;
    const before = at.problems.length;
    const read = key.startsWith("levers.") ? readLeverInput : readParameterInput;
    const input = read(key, own, kind, scenario);
    if (input === undefined || at.problems.length > before) continue;
    const clashing = inputs.map((other) => clash(other, input)).find((wrong) => wrong !== undefined);
    if (clashing !== undefined) {
      report(entry, clashing, entry.keyAt);
      continue;
    }
    inputs.push(input);
    // Whoever reads the design says so; no further numbers are made for a grid that cannot be run.
    if (kind === "grid" && input.spread.kind === "discrete") runs *= input.spread.values.length;
    if (runs > MOST_RUNS) break;
  }
  if (map?.node.entries.size === 0) refuse(map, "no_inputs", { example: EXAMPLE });
  return inputs;
}

/** All that carries a low and a high in the data, spread as a triangle between them with its top at the value. */
export function uncertainBatchInputs(scenario: Scenario): WithinInput[] {
  return uncertainInputs(scenario).map((uncertain: UncertainInput) => {
    const { name, label, parameter, low, middle, high, widest, given } = uncertain;
    return {
      name,
      label,
      unit: parameter.unit.text,
      as: "within",
      parameter,
      uncertain,
      spread: { kind: "triangular", low: low[widest], mode: middle[widest], high: high[widest] },
      source: given.source,
    };
  });
}

function readLeverInput(key: string, map: MapCursor, kind: DesignKind, scenario: Scenario): LeverInput | undefined {
  const { model, baseYear, horizon } = scenario;
  const levers = pulledIn(scenario);
  const [, id, word = "", ...more] = key.split(".");
  const lever = levers.get(id);
  const as = leverWords.find((candidate) => candidate === word);
  if (levers.size === 0) return refuse(map, "no_lever_at_all", {}, map.keyAt);
  if (lever === undefined)
    return refuse(map, "no_such_lever", { id, near: likely(id, levers.keys(), map.problems) }, map.keyAt);
  if (as === undefined || more.length > 0)
    return refuse(map, "lever_word_needed", { id, near: likely(word, leverWords, map.problems) }, map.keyAt);
  const change = field(map, "as");
  if (change !== undefined) refuse(change, "lever_is_replaced", { word: as });
  const rules = {
    strength: plainRules(model.units, 0, 1),
    start: { ...plainRules(model.units, baseYear, horizon), whole: true },
    delay: { ...plainRules(model.units, 0, horizon - baseYear), whole: true },
  }[as];
  const spread = readNumbers(map, leverKeys, kind, rules);
  if (spread === undefined) return undefined;
  const { label } = lever.lever;
  const words = wordLabels[as];
  const usual = { en: `${label.en}: ${words.en}`, zh: `${label.zh}：${words.zh}` };
  return { ...headOf(key, map, kind, usual), unit: as === "strength" ? "1" : "yr", as, lever, spread };
}

function readParameterInput(
  key: string,
  map: MapCursor,
  kind: DesignKind,
  { model, baseYear, lastObserved, horizon }: Scenario,
): ParameterInput | undefined {
  const address = parameterAddress(model, key);
  if (isFault(address)) return report(map, address, map.keyAt);
  const { parameter, cells } = address;
  const { name, shares, unit, min, max } = parameter;
  if (parameter.structural) return refuse(map, "sampled_structure", { name }, map.keyAt);
  if (shares !== undefined && !shares.atMost)
    return refuse(map, "shares_move_together", { name, over: shares.over }, map.keyAt);
  if (field(map, "as") === undefined) return refuse(map, "change_missing", { changes: changeWords });
  const as = spreadFields.as.read(under(map, "as"));
  if (as === undefined) return undefined;
  const amount = { value: 1, text: `a ${as} in ${unit.text}` };
  const group = as === "scale" ? undefined : amountOnGroup(model, key, address, [amount]);
  if (group !== undefined) return report(map, group, map.keyAt);
  // Of what is at most 1, a shift by a plain number above 1 is one in %.
  const slip = as === "shift" && max !== undefined && max <= 1 ? shareProblem : undefined;
  const rules: SpreadRules =
    as === "scale"
      ? { ...plainRules(model.units), slip: factorProblem }
      : { unit, units: model.units, ...(as === "value" ? { min, max } : {}), slip };
  const years = readYears(map, parameter.yearly, { from: baseYear, to: horizon }, lastObserved);
  const spread = readNumbers(map, parameterKeys, kind, rules);
  if (spread === undefined) return undefined;
  const usual =
    cells.length === 1 ? labelOfCell(model, parameter, cells[0]) : labelOfPath(parameter, key, cells.length);
  const inUnit = as === "scale" ? "1" : unit.text;
  return { ...headOf(key, map, kind, usual), unit: inUnit, as, parameter, cells, years, spread };
}

/** What an input says beside its numbers; `usual` is its label where it has none of its own. */
function headOf(name: string, map: MapCursor, kind: DesignKind, usual: Label) {
  const label = labelAt(field(map, "label")) ?? usual;
  return { name, label, slices: kind === "grid" || kind === "list", source: textAt(field(map, "source")) };
}

/** The parameter's name, with the members as the path writes them where it does not mean all of its cells. */
function labelOfPath({ label, size, name }: Parameter, path: string, cells: number): Label {
  if (label === undefined) return { en: path, zh: path };
  if (cells === size) return label;
  const members = path.slice(name.length + 1);
  return { en: `${label.en}: ${members}`, zh: `${label.zh}：${members}` };
}

/** The distribution of an input; in a grid its values, and in a list nothing yet. */
function readNumbers(
  map: MapCursor,
  keys: readonly string[],
  kind: DesignKind,
  rules: SpreadRules,
): Distribution | undefined {
  if (kind === "list") {
    checkKeysAt(map, keys);
    return { kind: "discrete", values: [], weights: [] };
  }
  return kind === "grid" ? readGrid(map, keys, rules) : readSpread(map, keys, rules);
}

/** The values of an input in a grid, as a list or as steps between a low and a high. */
function readGrid(map: MapCursor, keys: readonly string[], rules: SpreadRules): Distribution | undefined {
  const stepped = field(map, "steps") !== undefined;
  const gridKeys = stepped ? ["low", "high", "steps"] : ["values"];
  const other = spreadKeys.map((key) => (gridKeys.includes(key) ? undefined : field(map, key))).find((at) => at);
  if (other !== undefined) return refuse(other, "grid_keys", {});
  checkKeysAt(map, [...keys, ...gridKeys]);
  const values = stepped ? readSteps(map, rules) : readValues(map, rules);
  if (values === undefined) return undefined;
  const broken = rules.whole ? values.find((value) => !Number.isInteger(value)) : undefined;
  if (broken !== undefined)
    return refuse(map, "whole_year_steps", { text: String(broken) }, under(map, "steps").node.at);
  const { min: low, max: high } = rules;
  const wrong = values.find((value) => value < (low ?? value) || value > (high ?? value));
  if (wrong !== undefined)
    return refuse(map, "not_within", { text: String(wrong), low, high }, under(map, "values").node.at);
  return { kind: "discrete", values, weights: values.map(() => 1 / values.length) };
}

/** `steps` numbers from low to high, both among them. */
function readSteps(map: MapCursor, rules: SpreadRules): number[] | undefined {
  const steps = spreadFields.steps.read(under(map, "steps"));
  if (steps === undefined) return undefined;
  const spread = readDistribution(map, "uniform", rules);
  if (spread?.kind !== "uniform") return undefined;
  const { low, high } = spread;
  return Array.from({ length: steps }, (_, i) => (i === steps - 1 ? high : low + (i / (steps - 1)) * (high - low)));
}

/** The years in which a parameter is sampled: those after the last observed one where nothing is said. */
function readYears(map: MapCursor, yearly: boolean, horizon: YearRange, lastObserved: number): YearRange {
  const usual = { from: Math.min(lastObserved + 1, horizon.to), to: horizon.to };
  const at = field(map, "years");
  if (at !== undefined && !yearly) refuse(at, "no_years_here", {});
  const text = yearly ? textAt(at) : undefined;
  if (at === undefined || text === undefined) return usual;
  const range = parseYears(text);
  const wrong = isFault(range) ? range : outside(range, horizon);
  if (wrong !== undefined) report(at, wrong);
  return isFault(range) ? usual : range;
}

/** Why two inputs cannot stand beside each other, or undefined. */
function clash(first: BatchInput, second: BatchInput): Message | undefined {
  const { name } = first;
  if ("lever" in first && "lever" in second) {
    const years = first.as !== "strength" && second.as !== "strength";
    return first.lever === second.lever && years ? message("years_moved_already", { name }) : undefined;
  }
  if (first.as === "within" || second.as === "within" || "lever" in first || "lever" in second) return undefined;
  if (first.parameter !== second.parameter || (first.as !== "value" && second.as !== "value")) return undefined;
  if (first.years.from > second.years.to || second.years.from > first.years.to) return undefined;
  if (!first.cells.some((cell) => second.cells.includes(cell))) return undefined;
  return message("cells_sampled_already", { name });
}
