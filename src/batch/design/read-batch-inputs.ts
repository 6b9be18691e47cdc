import type { Parameter } from "../../engine/language/model.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import { type UncertainInput, uncertainInputs } from "../../run/uncertain-inputs.ts";
import { parameterAddress } from "../../scenario/paths/address.ts";
import { amountOnGroup } from "../../scenario/paths/amounts.ts";
import { outside, parseYears, type YearRange } from "../../scenario/paths/years.ts";
import { factorProblem, shareProblem } from "../../scenario/region/share-amounts.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Distribution } from "../../statistics/distributions/distributions.ts";
import { MOST_RUNS } from "../../statistics/points/points.ts";
import { type Label, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, checkKeys, choice, describe, join, labelOf, nodeAt, textOf } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import type { DesignKind } from "../batch.ts";
import type { BatchInput, LeverInput, ParameterInput, WithinInput } from "./batch-input.ts";
import { plainRules, readSpread, readValues, type SpreadRules, spreadKeys, wholeYears } from "./read-spread.ts";

const headKeys = ["as", "years", "label", "source", "doc"];
const leverWords = ["strength", "start", "delay"] as const;
const changeWords = ["scale", "shift", "value"] as const;
const EXAMPLE = "{full_load_hours.solar_*: {as: scale, spread: uniform, low: 0.9, high: 1.1}}";

/**
 * The inputs of a design in file order; `uncertain` in place of a map stands for all that carry a low and a high. In a
 * list the numbers come from its table and nothing is said of them here.
 */
export function readBatchInputs(
  node: Located,
  kind: DesignKind,
  scenario: Scenario,
  problems: Problem[],
): BatchInput[] {
  if (node.kind === "scalar" && node.value === "uncertain") return uncertainBatchInputs(scenario);
  const map = asMap(node, "design.inputs", EXAMPLE, problems);
  if (map === undefined) return [];
  const inputs: BatchInput[] = [];
  let runs = 1;
  for (const [key, { keyAt, value }] of map.entries) {
    const path = join("design.inputs", key);
    const own = asMap(value, path, "{as: scale, spread: uniform, low: 0.9, high: 1.1}", problems);
    if (own === undefined) continue;
    const before = problems.length;
    const input = key.startsWith("levers.")
      ? readLeverInput(key, own, kind, scenario, { at: keyAt, path }, problems)
      : readParameterInput(key, own, kind, scenario, { at: keyAt, path }, problems);
    if (input === undefined || problems.length > before) continue;
    const wrong = inputs.map((other) => clash(other, input)).find((found) => found !== undefined);
    if (wrong !== undefined) {
      problems.push({ at: keyAt, path, message: wrong });
      continue;
    }
    inputs.push(input);
    // Whoever reads the design says so; no further numbers are made for a grid that cannot be run.
    if (kind === "grid" && "spread" in input && input.spread.kind === "discrete") runs *= input.spread.values.length;
    if (runs > MOST_RUNS) break;
  }
  if (map.entries.size === 0)
    problems.push({
      at: map.at,
      path: "design.inputs",
      message: `there are no inputs; write at least one, such as ${EXAMPLE}`,
    });
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

interface Spot {
  readonly at: Problem["at"];
  readonly path: string;
}

function readLeverInput(
  key: string,
  map: LocatedMap,
  kind: DesignKind,
  { levers, model, baseYear, horizon }: Scenario,
  { at, path }: Spot,
  problems: Problem[],
): LeverInput | undefined {
  const parts = key.split(".");
  const [, id, word] = parts;
  const lever = levers.get(id);
  const as = leverWords.find((candidate) => candidate === word);
  if (lever === undefined) {
    const message =
      levers.size === 0
        ? "the scenario has no lever"
        : `the scenario has no lever "${quote(id)}"; a design samples the levers that the scenario pulls${suggestion(id, levers.keys())}`;
    problems.push({ at, path, message });
    return undefined;
  }
  if (as === undefined || parts.length !== 3) {
    problems.push({
      at,
      path,
      message: `levers.${quote(id)}.strength, levers.${quote(id)}.start or levers.${quote(id)}.delay is needed here${suggestion(word ?? "", leverWords)}`,
    });
    return undefined;
  }
  const asNode = nodeAt(map, "as");
  if (asNode !== undefined)
    problems.push({
      at: asNode.at,
      path: join(path, "as"),
      message: `a lever's ${as} is replaced; "as" is for parameters`,
    });
  const rules =
    as === "strength"
      ? plainRules(model.units, 0, 1)
      : as === "start"
        ? { ...plainRules(model.units, baseYear, horizon), whole: true }
        : { ...plainRules(model.units, 0, horizon - baseYear), whole: true };
  const spread = readNumbers(map, ["as", "label", "source", "doc"], kind, rules, path, problems);
  if (spread === undefined) return undefined;
  const own = lever.lever.label;
  const words = {
    strength: { en: "strength", zh: "力度" },
    start: { en: "start", zh: "起始年" },
    delay: { en: "delay", zh: "推迟" },
  }[as];
  const label = labelOf(map, "label", path, problems) ?? {
    en: `${own.en}: ${words.en}`,
    zh: `${own.zh}：${words.zh}`,
  };
  const unit = as === "strength" ? "1" : "yr";
  const slices = kind === "grid" || kind === "list";
  return { name: key, label, unit, as, lever, ...spread, slices, source: textOf(map, "source", path, problems) };
}

function readParameterInput(
  key: string,
  map: LocatedMap,
  kind: DesignKind,
  { model, baseYear, lastObserved, horizon }: Scenario,
  { at, path }: Spot,
  problems: Problem[],
): ParameterInput | undefined {
  const address = parameterAddress(model, key);
  if (typeof address === "string") {
    problems.push({ at, path, message: address });
    return undefined;
  }
  const { parameter, cells } = address;
  if (parameter.structural) {
    problems.push({
      at,
      path,
      message: `"${parameter.name}" is part of the model's structure; no sample may change it`,
    });
    return undefined;
  }
  if (parameter.shares !== undefined && !parameter.shares.atMost) {
    problems.push({
      at,
      path,
      message: `the values of "${parameter.name}" over ${parameter.shares.over} sum to 1, so that one cannot move alone`,
    });
    return undefined;
  }
  if (nodeAt(map, "as") === undefined) {
    problems.push({
      at: map.at,
      path,
      message: `"as" is missing; a parameter is sampled as ${changeWords.join(", ")}`,
    });
    return undefined;
  }
  const as = choice(map, "as", changeWords, path, problems);
  if (as === undefined) return undefined;
  const amount = { value: 1, text: `a ${as} in ${parameter.unit.text}` };
  const group = as === "scale" ? undefined : amountOnGroup(model, key, address, [amount]);
  if (group !== undefined) {
    problems.push({ at, path, message: group });
    return undefined;
  }
  const { unit, min, max } = parameter;
  const rules: SpreadRules =
    as === "scale"
      ? { ...plainRules(model.units), slip: factorProblem }
      : { unit, units: model.units, ...(as === "value" ? { min, max } : {}), slip: slipOf(parameter, as) };
  const years = readYears(map, parameter.yearly, { from: baseYear, to: horizon }, lastObserved, path, problems);
  const spread = readNumbers(map, headKeys, kind, rules, path, problems);
  if (spread === undefined) return undefined;
  const label =
    labelOf(map, "label", path, problems) ??
    (cells.length === 1 ? labelOfCell(model, parameter, cells[0]) : labelOfPath(parameter, key, cells.length));
  const source = textOf(map, "source", path, problems);
  const slices = kind === "grid" || kind === "list";
  return {
    name: key,
    label,
    unit: as === "scale" ? "1" : unit.text,
    as,
    parameter,
    cells,
    years,
    ...spread,
    slices,
    source,
  };
}

/** Of what is at most 1, a shift by a plain number above 1 is one in %. */
function slipOf({ max = Number.POSITIVE_INFINITY }: Parameter, as: (typeof changeWords)[number]): SpreadRules["slip"] {
  return as === "shift" && max <= 1 ? shareProblem : undefined;
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
  map: LocatedMap,
  own: readonly string[],
  kind: DesignKind,
  rules: SpreadRules,
  path: string,
  problems: Problem[],
): { spread: Distribution } | undefined {
  if (kind === "list") {
    checkKeys(map, own, path, problems);
    return { spread: { kind: "discrete", values: [], weights: [] } };
  }
  if (kind !== "grid") {
    const spread = readSpread(map, own, rules, path, problems);
    return spread === undefined ? undefined : { spread };
  }
  const between = nodeAt(map, "steps") !== undefined;
  const keys = between ? ["low", "high", "steps"] : ["values"];
  const other = spreadKeys.find((key) => !keys.includes(key) && nodeAt(map, key) !== undefined);
  if (other !== undefined) {
    problems.push({
      at: nodeAt(map, other)?.at ?? map.at,
      path: join(path, other),
      message: "a grid takes values: [...], or low, high and steps",
    });
    return undefined;
  }
  checkKeys(map, [...own, ...keys], path, problems);
  const values = between ? readSteps(map, rules, path, problems) : readValues(map, rules, path, problems);
  if (values === undefined) return undefined;
  const part = rules.whole ? values.find((value) => !Number.isInteger(value)) : undefined;
  if (part !== undefined) {
    const message = `${wholeYears(String(part))}; give steps that fall on whole years`;
    problems.push({ at: nodeAt(map, "steps")?.at ?? map.at, path, message });
    return undefined;
  }
  const wrong = values.find((value) => value < (rules.min ?? value) || value > (rules.max ?? value));
  if (wrong !== undefined) {
    problems.push({
      at: nodeAt(map, "values")?.at ?? map.at,
      path,
      message: `${wrong} is not allowed; ${[rules.min ?? "any", rules.max ?? "any"].join(" to ")} is`,
    });
    return undefined;
  }
  return { spread: { kind: "discrete", values, weights: values.map(() => 1 / values.length) } };
}

/** The steps are kept as numbers; who wants them finer samples. */
const MOST_STEPS = 100_000;

/** `steps` numbers from low to high, both among them. */
function readSteps(map: LocatedMap, rules: SpreadRules, path: string, problems: Problem[]): number[] | undefined {
  const node = nodeAt(map, "steps");
  const steps = node?.kind === "scalar" ? node.value : undefined;
  if (
    node?.kind !== "scalar" ||
    typeof steps !== "number" ||
    !Number.isInteger(steps) ||
    steps < 2 ||
    steps > MOST_STEPS
  ) {
    problems.push({
      at: node?.at ?? map.at,
      path: join(path, "steps"),
      message: `a whole number from 2 to ${MOST_STEPS} is needed here; found ${node === undefined ? "none" : describe(node)}`,
    });
    return undefined;
  }
  const entries = new Map([...map.entries].filter(([key]) => key === "low" || key === "high"));
  entries.set("spread", { keyAt: node.at, value: { ...node, value: "uniform", source: "uniform" } });
  const spreadMap: LocatedMap = { ...map, entries };
  const spread = readSpread(spreadMap, [], rules, path, problems);
  if (spread?.kind !== "uniform") return undefined;
  const { low, high } = spread;
  return Array.from({ length: steps }, (_, i) => (i === steps - 1 ? high : low + (i / (steps - 1)) * (high - low)));
}

/** The years in which a parameter is sampled: those after the last observed one where nothing is said. */
function readYears(
  map: LocatedMap,
  yearly: boolean,
  horizon: YearRange,
  lastObserved: number,
  path: string,
  problems: Problem[],
): YearRange {
  const usual = { from: Math.min(lastObserved + 1, horizon.to), to: horizon.to };
  const node = nodeAt(map, "years");
  if (node === undefined) return usual;
  const yearsPath = join(path, "years");
  if (!yearly) {
    problems.push({
      at: node.at,
      path: yearsPath,
      message: "this is one number, not a path over years; leave years out",
    });
    return usual;
  }
  const text = textOf(map, "years", path, problems);
  const range = text === undefined ? usual : parseYears(text);
  const wrong = typeof range === "string" ? range : outside(range, horizon);
  if (wrong !== undefined) problems.push({ at: node.at, path: yearsPath, message: wrong });
  return typeof range === "string" ? usual : range;
}

/** Why two inputs cannot stand beside each other, or undefined. */
function clash(first: BatchInput, second: BatchInput): string | undefined {
  if ("lever" in first && "lever" in second) {
    const years = first.as !== "strength" && second.as !== "strength";
    if (first.lever !== second.lever || !years) return undefined;
    return `${first.name} moves the years of this lever already; start and delay say the same thing`;
  }
  if (first.as === "within" || second.as === "within" || "lever" in first || "lever" in second) return undefined;
  if (first.parameter !== second.parameter || (first.as !== "value" && second.as !== "value")) return undefined;
  if (first.years.from > second.years.to || second.years.from > first.years.to) return undefined;
  if (!first.cells.some((cell) => second.cells.includes(cell))) return undefined;
  return `${first.name} acts on the same cells, and a value leaves nothing of another; sample each cell once, or scale and shift it`;
}
