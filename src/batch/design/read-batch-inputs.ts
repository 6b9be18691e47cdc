import { parameterAddress } from "../../engine/language/address.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import { labelOfCell, memberLabels } from "../../run/cell-label.ts";
import type { Certainty } from "../../run/certainty.ts";
import { type UncertainInput, uncertainInputs } from "../../run/uncertain-inputs.ts";
import { type Family, familyLabels } from "../../scenario/levers/lever.ts";
import { STRONGEST } from "../../scenario/levers/lever-steps.ts";
import type { ScenarioLever } from "../../scenario/levers/scenario-levers.ts";
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
  standingAt,
  textAt,
  under,
} from "../../text/reader.ts";
import type { DesignKind } from "../batch.ts";
import { type LayerMeasure, type Layers, layerMeasures } from "../layers.ts";
import {
  type BatchInput,
  type LayerInput,
  type LeverInput,
  type LeversInput,
  type ParameterInput,
  quantileTable,
  type WithinInput,
} from "./batch-input.ts";
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

/** Words that stand for many inputs: all that carry a low and a high, and what past errors say. */
export const manyInputs = ["uncertain", "calibrated"] as const;
export type ManyInputs = (typeof manyInputs)[number];

/** Which of them the design says, in place of a map or in it as `uncertain: all`. */
export function manyInputsAt(at: Cursor | undefined): ManyInputs | undefined {
  if (at === undefined) return undefined;
  const word = scalarAt(at);
  if (word !== undefined) return manyInputs.find((known) => known === word);
  const map = at.node.kind === "map" ? mapAt(at, EXAMPLE) : undefined;
  return manyInputs.find((known) => map !== undefined && field(map, known) !== undefined);
}

/**
 * The inputs of a design in file order, after all that carry a low and a high where it says `uncertain`. In a list the
 * numbers come from its table and nothing is said of them here.
 */
export function readBatchInputs(at: Cursor, kind: DesignKind, scenario: Scenario): BatchInput[] {
  const many = manyInputsAt(at);
  const inputs: BatchInput[] = many === "uncertain" ? uncertainBatchInputs(scenario) : [];
  if (many !== undefined && scalarAt(at) !== undefined) return inputs;
  const map = mapAt(at, EXAMPLE);
  let runs = 1;
  for (const [key, entry] of entriesAt(map)) {
    if (manyInputs.some((known) => known === key)) {
      if (scalarAt(entry) !== "all") refuse(entry, "all_needed", { found: standingAt(entry.node) });
      if (key !== many) refuse(entry, "calibrated_with_uncertain", {}, entry.keyAt);
      continue;
    }
    const own = mapAt(entry, INPUT_EXAMPLE);
    if (own === undefined) continue;
    const before = at.problems.length;
    const read = !key.startsWith("levers.")
      ? readParameterInput
      : namesMany(key, scenario)
        ? readLeversInput
        : readLeverInput;
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

/** Whether a key is about all levers or a family of them: a lever of that name goes first. */
function namesMany(key: string, scenario: Scenario): boolean {
  const [, id] = key.split(".");
  return id === "*" || (Object.hasOwn(familyLabels, id) && !pulledIn(scenario).has(id));
}

/** What is still to come of the levers and projects that a scenario pulls. */
function leversToCome(scenario: Scenario): ScenarioLever[] {
  return [...pulledIn(scenario).values()].filter(({ lever: { project } }) => project?.status !== "operating");
}

const leversWords = ["strength", "delay"] as const;
const allLevers: Label = { en: "All levers", zh: "全部措施" };
const partDelivered: Label = { en: "part delivered", zh: "落实程度" };
const yearsLate: Label = { en: "years late", zh: "推迟年数" };

/** One draw for all levers or a family of them: a factor of their strengths, or years that they come later. */
function readLeversInput(key: string, map: MapCursor, kind: DesignKind, scenario: Scenario): LeversInput | undefined {
  const { model, baseYear, horizon } = scenario;
  const [, id, word = "", ...more] = key.split(".");
  const all = leversToCome(scenario);
  const levers = all.filter(({ lever }) => id === "*" || lever.family === id);
  if (all.length === 0) return refuse(map, "no_lever_at_all", {}, map.keyAt);
  if (levers.length === 0) {
    const names = [...new Set(all.map(({ lever }) => lever.family))];
    return refuse(map, "no_such_levers", { id, names, near: likely(id, names, map.problems) }, map.keyAt);
  }
  const as = leversWords.find((candidate) => candidate === word);
  if (as === undefined || more.length > 0)
    return refuse(map, "levers_word_needed", { id, near: likely(word, leversWords, map.problems) }, map.keyAt);
  const change = field(map, "as");
  if (change !== undefined && (as === "delay" || scalarAt(change) !== "scale"))
    refuse(change, "lever_is_replaced", { word: as });
  const rules = {
    strength: plainRules(model.units, 0, STRONGEST),
    delay: { ...plainRules(model.units, 0, horizon - baseYear), whole: true },
  }[as];
  const spread = readNumbers(map, leverKeys, kind, rules);
  if (spread === undefined) return undefined;
  const whose = id === "*" ? allLevers : familyLabels[id as Family];
  const usual = inputLabel(whose, as === "strength" ? partDelivered : yearsLate);
  const own = as === "strength" ? ({ unit: "1", as: "factor" } as const) : ({ unit: "yr", as: "late" } as const);
  return { ...headOf(key, map, kind, usual), ...own, levers, spread };
}

function inputLabel(of: Label, what: Label): Label {
  return { en: `${of.en}: ${what.en}`, zh: `${of.zh}：${what.zh}` };
}

const withoutNumber: Label = { en: "measures without a number", zh: "无数字的措施" };
const sizedByCounts: Label = { en: "measures sized by counts", zh: "按统计定规模的措施" };
const howManyBuilt: Label = { en: "how many are built", zh: "建成多少" };

const statusLabels: Readonly<Record<string, Label>> = {
  project_building: { en: "Projects under construction", zh: "在建项目" },
  project_approved: { en: "Approved projects", zh: "已核准项目" },
  project_planned: { en: "Planned projects", zh: "拟建项目" },
};

function deliveredLabel(family: string): Label {
  return statusLabels[family] ?? familyLabels[family as Family];
}

/** The deliveries that a design says itself, by family. */
export type OwnDelivery = ReadonlyMap<string, { readonly strength?: Distribution; readonly delay?: Distribution }>;

/**
 * How the scenario's measures are delivered, family by family, as earlier plans were: one draw for the strengths of those
 * that a document sizes, one for those that none does, one for those sized by counts (within each one's low and high), and
 * one for the years that all of the family are late. Projects are built or not, each by itself.
 */
export function deliveryInputs(scenario: Scenario, { delivery }: Certainty, own: OwnDelivery): LeversInput[] {
  const all = leversToCome(scenario);
  const tables = new Map<string, Float64Array>();
  const tabulated = (spread: Distribution) => {
    if (spread.kind !== "beta") return {};
    const known = tables.get(JSON.stringify(spread)) ?? quantileTable(spread);
    tables.set(JSON.stringify(spread), known);
    return { quantiles: known };
  };
  return [...delivery.families].flatMap(
    ([family, { strength: usual, chance = 1, delay: usualDelay }]): LeversInput[] => {
      const levers = all.filter(({ lever: { family: own, project } }) => {
        return family === (project === undefined ? own : `project_${project.status}`);
      });
      if (levers.length === 0) return [];
      const said = own.get(family);
      const strength = said?.strength ?? usual;
      const label = (what: Label) => inputLabel(deliveredLabel(family), what);
      const name = (what: string) => `delivery.${family}.${what}`;
      const of = (wanted: ScenarioLever["basis"]) => levers.filter(({ basis }) => basis === wanted);
      const [counted, unsized] = [of("counted"), of("unsized")];
      const sized = levers.filter((lever) => !counted.includes(lever) && !unsized.includes(lever));
      const chances = new Map(
        levers.flatMap(({ lever: { id, project } }) => {
          return project === undefined ? [] : [[id, project.probability ?? chance] as const];
        }),
      );
      const inputs: (LeversInput | false)[] = [
        strength !== undefined &&
          sized.length > 0 && {
            ...{ name: name("strength"), label: label(partDelivered), unit: "1", as: "factor", levers: sized },
            ...{ spread: strength, ...tabulated(strength) },
          },
        strength === undefined && {
          ...{ name: name("built"), label: label(howManyBuilt), unit: "1", as: "built", levers, chances },
          ...{ spread: { kind: "uniform", low: 0, high: 1 }, correlation: delivery.correlation },
        },
        unsized.length > 0 && {
          ...{ name: name("unsized"), label: label(withoutNumber), unit: "1", as: "factor", levers: unsized },
          ...{ spread: delivery.unsized, ...tabulated(delivery.unsized) },
        },
        counted.length > 0 && {
          ...{ name: name("counted"), label: label(sizedByCounts), unit: "1", as: "counted", levers: counted },
          spread: { kind: "triangular", low: -1, mode: 0, high: 1 },
        },
        {
          ...{ name: name("delay"), label: label(yearsLate), unit: "yr", as: "late", levers },
          spread: said?.delay ?? usualDelay,
        },
      ];
      return inputs.filter((input) => input !== false);
    },
  );
}

const layerWords = {
  growth: { en: "GDP growth against the projection, mean", zh: "GDP增速与预测之差，均值" },
  intensity: { en: "CO2 per GDP against the projection, growth, mean", zh: "单位GDP二氧化碳排放增速与预测之差，均值" },
  residual: { en: "The model's own error", zh: "模型自身误差" },
} as const;

/**
 * What stands for the layers that are drawn year by year, behind the inputs that have dimensions: the numbers of the last
 * year, and those of years that outcomes are told of, as an error of later years moves nothing of theirs.
 */
export function layerInputs({ year: last, knownTo, deviation }: Layers, asked: readonly number[]): LayerInput[] {
  const earlier = [...new Set(asked)].filter((year) => year < last).sort((a, b) => a - b);
  const input = (measure: LayerMeasure, year: number): LayerInput => ({
    name: year === last ? `errors.${measure}` : `errors.${measure}@${year}`,
    label: inputInYears(layerWords[measure], year, measure === "residual"),
    unit: measure === "residual" ? "1" : "1/yr",
    spread: { kind: "normal", mean: 0, deviation: deviation(measure, year) },
    as: "layer",
    measure,
    year,
  });
  return [
    ...layerMeasures.map((measure) => input(measure, last)),
    ...earlier.flatMap((year) =>
      layerMeasures.flatMap((measure) => (year > knownTo(measure) ? [input(measure, year)] : [])),
    ),
  ];
}

function inputInYears({ en, zh }: Label, year: number, only: boolean): Label {
  return only
    ? { en: `${en} in ${year}`, zh: `${year} 年${zh}` }
    : { en: `${en} to ${year}`, zh: `至 ${year} 年${zh}` };
}

const deliverySides = ["strength", "delay"] as const;

/** The deliveries that the design gives itself, or the word that it says; undefined after a report. */
export function readDelivery(at: Cursor, scenario: Scenario): OwnDelivery | "as before" | "as planned" | undefined {
  const word = scalarAt(at);
  if (word === "as before" || word === "as planned") return word;
  const map = at.node.kind === "map" ? mapAt(at, DELIVERY_EXAMPLE) : undefined;
  if (map === undefined) return refuse(at, "delivery_needed", { found: standingAt(at.node) });
  const names = [...new Set(leversToCome(scenario).map(({ lever }) => lever.family))].filter((f) => f !== "projects");
  const found = new Map<string, { strength?: Distribution; delay?: Distribution }>();
  const { units } = scenario.model;
  const rules = {
    strength: plainRules(units, 0, STRONGEST),
    delay: { ...plainRules(units, 0, scenario.horizon - scenario.baseYear), whole: true },
  };
  for (const [family, entry] of entriesAt(map)) {
    if (!names.includes(family)) {
      refuse(entry, "family_unknown", { name: family, names, near: likely(family, names, at.problems) }, entry.keyAt);
      continue;
    }
    const own = mapAt(entry, "{strength: {spread: uniform, low: 0.5, high: 1}}");
    if (own === undefined) continue;
    checkKeysAt(own, deliverySides);
    const sides = deliverySides.map((side) => {
      const map = field(own, side) === undefined ? undefined : mapAt(field(own, side), INPUT_EXAMPLE);
      return map === undefined ? undefined : readSpread(map, ["source", "doc"], rules[side]);
    });
    found.set(family, { strength: sides[0], delay: sides[1] });
  }
  return found;
}

const DELIVERY_EXAMPLE = "{nuclear: {strength: {spread: uniform, low: 0.5, high: 1}}}";

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
    strength: plainRules(model.units, 0, STRONGEST),
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
    cells.length === 1 ? labelOfCell(model, parameter, cells[0]) : labelOfPath(model, parameter, key, cells);
  const inUnit = as === "scale" ? "1" : unit.text;
  return { ...headOf(key, map, kind, usual), unit: inUnit, as, parameter, cells, years, spread };
}

/** What an input says beside its numbers; `usual` is its label where it has none of its own. */
function headOf(name: string, map: MapCursor, kind: DesignKind, usual: Label) {
  const label = labelAt(field(map, "label")) ?? usual;
  return { name, label, slices: kind === "grid" || kind === "list", source: textAt(field(map, "source")) };
}

/** Members that a name lists; of more it says how many. */
const MOST_MEMBERS = 3;

/** The parameter's name, with the members that a path means where these are not all of its cells. */
function labelOfPath(model: Model, { label, size, over }: Parameter, path: string, cells: readonly number[]): Label {
  if (label === undefined) return { en: path, zh: path };
  if (cells.length === size) return label;
  const members = cells.slice(0, MOST_MEMBERS).map((cell) => memberLabels(model, over, cell));
  const named = (language: keyof Label) => members.map((labels) => labels.map((one) => one[language]).join(" / "));
  const more = cells.length - members.length;
  return {
    en: `${label.en}: ${named("en").join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    zh: `${label.zh}：${named("zh").join("、")}${more > 0 ? `等 ${cells.length} 项` : ""}`,
  };
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
  if (!("cells" in first) || !("cells" in second)) return undefined;
  if (first.parameter !== second.parameter || (first.as !== "value" && second.as !== "value")) return undefined;
  if (first.years.from > second.years.to || second.years.from > first.years.to) return undefined;
  if (!first.cells.some((cell) => second.cells.includes(cell))) return undefined;
  return message("cells_sampled_already", { name });
}
