import { variableAddress } from "../../engine/language/address.ts";
import type { Variable } from "../../engine/language/model.ts";
import { dimensionless } from "../../engine/language/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import { type Certainty, LAST_SURE, readCertainty } from "../../run/certainty.ts";
import { readNamed } from "../../scenario/chain.ts";
import { STRONGEST } from "../../scenario/levers/lever-steps.ts";
import { factorProblem } from "../../scenario/paths/bounds.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { correlated, type RankCorrelation } from "../../statistics/distributions/gaussian-copula.ts";
import { gridRuns, MOST_RUNS, monteCarlo } from "../../statistics/points/points.ts";
import { mostDimensions } from "../../statistics/points/sobol-points.ts";
import { readFields } from "../../text/fields.ts";
import type { Library } from "../../text/library.ts";
import { hasMoreLines } from "../../text/line-limit.ts";
import { plainNumber } from "../../text/plain-number.ts";
import {
  InputError,
  isFault,
  likely,
  type Message,
  message,
  type Place,
  type Problem,
  problem,
} from "../../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  cursorAt,
  field,
  itemsAt,
  type MapCursor,
  mapAt,
  nodeAt,
  refuse,
  report,
  scalarAt,
  standingAt,
  textAt,
  topOf,
  under,
} from "../../text/reader.ts";
import { readTable, untilTooMany } from "../../text/table.ts";
import { type Located, readYamlOn } from "../../text/yaml.ts";
import { type DeliveryKind, type DesignKind, designKinds, type Fan } from "../batch.ts";
import type { BatchInput } from "./batch-input.ts";
import { correlationFields, designFields } from "./design-schema.ts";
import {
  deliveryInputs,
  manyInputsAt,
  type OwnDelivery,
  readBatchInputs,
  readDelivery,
  uncertainBatchInputs,
} from "./read-batch-inputs.ts";

/** What is to be run: which inputs, how spread, how often. */
export interface Design {
  readonly kind: DesignKind;
  /** Undefined where neither the design nor its kind says it. */
  readonly runs?: number;
  readonly seed?: number;
  readonly inputs: readonly BatchInput[];
  /** All that carries a low and a high is among the inputs, and nobody has named it. */
  readonly uncertain: boolean;
  /** What errors of past projections say, where the design draws from them, and how plans are delivered. */
  readonly calibrated?: { readonly certainty: Certainty; readonly delivery: DeliveryKind };
  readonly correlations: readonly RankCorrelation[];
  /** Variables whose series are kept beside the default boundary's emissions. */
  readonly outcomes: readonly Fan[];
  /** Years of which it is told what matters to these, beside the usual ones. */
  readonly years?: readonly AskedYear[];
  /** The files it was read from beside the scenario's, with their texts, for hashes. */
  readonly files: ReadonlyMap<string, string>;
}

const EXAMPLE = "{kind: monte_carlo, runs: 10000, inputs: {…}}";

/** Kinds whose runs are counted by what they are made of. */
const counted: ReadonlySet<DesignKind> = new Set(["grid", "list"]);

/** Kinds that can hold correlations: the others need inputs that are independent, or take them as they stand. */
const correlatable: ReadonlySet<DesignKind> = new Set(["monte_carlo", "latin_hypercube", "quasi_monte_carlo"]);

/**
 * The design of a scenario: that of `file` where one is named, otherwise the nearest in the scenario and its parents,
 * otherwise what errors of past projections say where its model tells what they act on, else scrambled Sobol' points over
 * everything that carries a low and a high. Tables of past errors are read from `data`, where the design's own files may
 * come from elsewhere.
 *
 * @throws InputError with every mistake in it.
 */
export function readDesign(library: Library, scenario: Scenario, file?: string, data: Library = library): Design {
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  const node = file === undefined ? scenario.design : designIn(library, file, files, problems);
  if (node === undefined && problems.length === 0) return defaultDesign(data, scenario);
  const design = node && readMap({ library, data }, scenario, cursorAt(node, "design", problems), files);
  if (problems.length > 0 || design === undefined) throw new InputError(problems);
  return design;
}

/** What is wrong with the design that a scenario or its parents write; nothing where they write none. */
export function designProblems(library: Library, scenario: Scenario): readonly Problem[] {
  if (scenario.design === undefined) return [];
  try {
    readDesign(library, scenario);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

const usual = { kind: "quasi_monte_carlo", correlations: [], outcomes: [], files: new Map() } as const;

function defaultDesign(data: Library, scenario: Scenario): Design {
  if (scenario.model.report?.certainty !== undefined) return calibratedDesign(data, scenario, "as before");
  const inputs = uncertainBatchInputs(scenario);
  if (inputs.length === 0) {
    const at = topOf(`scenarios/${scenario.id}.yaml`);
    throw new InputError([problem(at, "design", "nothing_uncertain", { scenario: scenario.id, example: EXAMPLE })]);
  }
  return { ...usual, inputs, uncertain: true };
}

/**
 * The design that draws what errors of past projections say, whatever design the scenario writes.
 *
 * @throws InputError with every mistake in the tables of past errors.
 */
export function calibratedDesign(data: Library, scenario: Scenario, own: "as before" | "as planned"): Design {
  const { inputs, correlations, ...calibrated } = calibratedParts(data, scenario, own);
  return { ...usual, inputs, uncertain: false, correlations, calibrated };
}

/** What a calibrated design draws in dimensions of its own: how the families' measures are delivered. */
function calibratedParts(
  data: Library,
  scenario: Scenario,
  own: OwnDelivery | "as before" | "as planned" = "as before",
) {
  const certainty = readCertainty(data);
  const said: OwnDelivery = typeof own === "string" ? new Map() : own;
  const inputs = own === "as planned" ? [] : deliveryInputs(scenario, certainty, said);
  const delivery: DeliveryKind = own === "as before" ? "as_before" : own === "as planned" ? "as_planned" : "own";
  return { certainty, delivery, inputs, correlations: oneFactor(inputs, certainty.delivery.correlation) };
}

/** Every two of them correlated by one factor: whoever delivers more is late less. */
function oneFactor(inputs: readonly BatchInput[], correlation: number): RankCorrelation[] {
  if (correlation === 0) return [];
  // The rank correlation of normal scores with this correlation (Pearson 1907).
  const rank = (6 / Math.PI) * arcsine(correlation / 2);
  const sign = ({ as }: BatchInput) => (as === "late" ? -1 : 1);
  return inputs.flatMap((one, first) =>
    inputs.slice(0, first).map((other, second) => ({ first, second, rank: sign(one) * sign(other) * rank })),
  );
}

/** arcsin x for |x| <= 1/2, by its series. */
function arcsine(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 40; k++) {
    term *= (x * x * (2 * k - 1)) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return sum;
}

function designIn(
  library: Library,
  file: string,
  files: Map<string, string>,
  problems: Problem[],
): Located | undefined {
  const text = library.read(file);
  if (text === undefined) {
    problems.push(problem(topOf(file), "", "no_design_file", { example: EXAMPLE }));
    return undefined;
  }
  files.set(file, text);
  const read = readYamlOn(text, file, problems);
  const map = mapAt(read && cursorAt(read, "", problems), `design: ${EXAMPLE}`);
  if (map === undefined) return undefined;
  checkKeysAt(map, ["design"]);
  const node = nodeAt(map.node, "design");
  if (node === undefined && problems.length === 0)
    refuse({ ...map, path: "design" }, "design_missing", { example: EXAMPLE });
  return node;
}

function readMap(
  { library, data }: { readonly library: Library; readonly data: Library },
  scenario: Scenario,
  at: Cursor,
  files: Map<string, string>,
): Design | undefined {
  const map = mapAt(at, EXAMPLE);
  if (map === undefined) return undefined;
  const { kind: written, runs, seed, inputs: inputsAt, file, ...more } = readFields(map, designFields);
  const [runsAt, fileAt, deliveryAt] = ["runs", "file", "delivery"].map((key) => field(map, key));
  // What is varied without being named is drawn as it is without any design.
  const isNamed = inputsAt === undefined || manyInputsAt(inputsAt) === undefined;
  const kind = field(map, "kind") === undefined && !isNamed ? usual.kind : written;
  if (field(map, "kind") === undefined && isNamed) refuse(map, "design_kind_missing", { kinds: designKinds });
  if (kind === undefined) return undefined;
  if (counted.has(kind) && runsAt !== undefined) refuse(runsAt, "runs_are_counted", { kind });
  if (kind !== "list" && fileAt !== undefined) refuse(fileAt, "only_lists_have_files", {});
  if (inputsAt === undefined) return refuse(map, "inputs_missing", {});
  const many = manyInputsAt(inputsAt);
  if (counted.has(kind) && many !== undefined) return refuse(inputsAt, "inputs_unnamed", { kind });
  const isCalibrated = many === "calibrated";
  if (deliveryAt !== undefined && !isCalibrated) refuse(deliveryAt, "delivery_of_calibrated", {});
  if (isCalibrated && !correlatable.has(kind)) return refuse(inputsAt, "calibrated_kind", { kind });
  if (isCalibrated && scenario.model.report?.certainty === undefined)
    return refuse(inputsAt, "calibrated_model", { model: scenario.model.name });
  const before = at.problems.length;
  const own = readBatchInputs(inputsAt, kind, scenario);
  const delivery = isCalibrated && deliveryAt !== undefined ? readDelivery(deliveryAt, scenario) : "as before";
  const parts = isCalibrated && delivery !== undefined ? calibratedParts(data, scenario, delivery) : undefined;
  const named = parts === undefined ? own : [...parts.inputs, ...own];
  const sound = at.problems.length === before;
  const correlations = readCorrelations(more.correlations, kind, named, sound, parts?.correlations);
  // Further ahead past errors say nothing.
  const last = isCalibrated ? Math.min(LAST_SURE, scenario.horizon) : scenario.horizon;
  const { outcomes, years } = readOutcomes(more.outcomes, scenario, last);
  const isList = kind === "list" && at.problems.length === before;
  if (isList && fileAt === undefined) refuse(map, "list_file_missing", {});
  const inputs = isList && fileAt && file ? readList(library, fileAt, file, named, scenario, files) : named;
  const most = mostInputs[kind];
  if (most !== undefined && inputs.length > most)
    refuse(inputsAt, "too_many_inputs", { kind, most, count: inputs.length });
  const made = counted.has(kind) ? countedRuns(kind, inputs) : runs;
  if (kind === "grid" && made !== undefined && made > MOST_RUNS)
    refuse(inputsAt, "too_many_combinations", { count: made, most: MOST_RUNS });
  const calibrated = parts && { certainty: parts.certainty, delivery: parts.delivery };
  return {
    kind,
    runs: made,
    seed,
    inputs,
    uncertain: many === "uncertain",
    calibrated,
    correlations,
    outcomes,
    years,
    files,
  };
}

const mostInputs: Readonly<Partial<Record<DesignKind, number>>> = {
  sobol: mostDimensions / 2,
  quasi_monte_carlo: mostDimensions,
};

/** The combinations of a grid, or the rows of a list. */
function countedRuns(kind: DesignKind, inputs: readonly BatchInput[]): number | undefined {
  const counts = inputs.map(({ spread }) => (spread.kind === "discrete" ? spread.values.length : 1));
  return kind === "grid" ? gridRuns(counts) : counts[0];
}

function readCorrelations(
  at: Cursor | undefined,
  kind: DesignKind,
  inputs: readonly BatchInput[],
  sound: boolean,
  usual: readonly RankCorrelation[] = [],
): readonly RankCorrelation[] {
  if (at === undefined) return usual;
  if (!correlatable.has(kind)) {
    refuse(at, kind === "sobol" || kind === "morris" ? "moved_independently" : "taken_as_they_stand", { kind });
    return [];
  }
  const names = inputs.map(({ name }) => name);
  const pairs: (RankCorrelation & { readonly at: Place })[] = [];
  for (const [i, item] of itemsAt(at).entries()) {
    const entry = mapAt({ ...item, path: `${at.path}.${i + 1}` }, "{between: [gdp_growth, population], rank: 0.5}");
    const pair = entry && readCorrelation(entry, names, sound);
    if (entry === undefined || pair === undefined) continue;
    const twin = pairs.find(({ first, second }) => [first, second].every((place) => pair.between.includes(place)));
    const [first, second] = pair.between;
    if (twin === undefined) pairs.push({ first, second, rank: pair.rank, at: entry.node.at });
    else refuse(entry, "correlated_already", { line: twin.at.line });
  }
  const isSaid = ({ first, second }: RankCorrelation) =>
    pairs.some((pair) => [first, second].every((place) => place === pair.first || place === pair.second));
  const all = [...usual.filter((pair) => !isSaid(pair)), ...pairs];
  try {
    correlated(monteCarlo(0, names.length), all);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse(at, "correlations_clash", {});
  }
  return all.map(({ first, second, rank }) => ({ first, second, rank }));
}

/** The places of two inputs, and their rank correlation. */
function readCorrelation(
  entry: MapCursor,
  names: readonly string[],
  sound: boolean,
): { between: readonly number[]; rank: number } | undefined {
  const { between: pair = [], rank: rankAt } = readFields(entry, correlationFields);
  const at = under(entry, "between");
  if (pair.length !== 2 || pair[0] === pair[1]) return refuse(at, "two_inputs_needed", {});
  const between = pair.map((name) => names.indexOf(name));
  const name = pair.find((_, i) => between[i] < 0);
  if (name !== undefined)
    return sound ? refuse(at, "no_such_input", { name, near: likely(name, names, entry.problems) }) : undefined;
  const rank = rankAt && scalarAt(rankAt);
  if (typeof rank !== "number" || !(rank > -1 && rank < 1))
    return refuse(under(entry, "rank"), "rank_needed", { found: standingAt(rankAt?.node) });
  return { between, rank };
}

/** A year of a series of which a design asks what matters to it: `clean_share@2035`. */
export interface AskedYear {
  readonly variable: Variable;
  readonly cell: number;
  readonly year: number;
}

function readOutcomes(at: Cursor | undefined, { model, baseYear }: Scenario, last: number) {
  const fans: Fan[] = [];
  const years: AskedYear[] = [];
  const named = new Set<string>();
  for (const item of itemsAt(at)) {
    const text = textAt(item);
    if (text === undefined) continue;
    const [, name = text, yearText] = /^(.*?)\s*@\s*(.*)$/.exec(text) ?? [];
    const year = yearText === undefined ? undefined : plainNumber(yearText);
    const address = variableAddress(model, name);
    if (isFault(address)) report(item, address);
    else if (named.has(text)) refuse(item, "named_twice", { name: text });
    else if (yearText !== undefined && !isYearIn(year, baseYear, last))
      refuse(item, "outcome_year", { from: baseYear, to: last, text: yearText });
    else {
      if (!fans.some((fan) => fan.name === name))
        fans.push({ name, ...address, label: labelOfCell(model, address.variable, address.cell) });
      if (year !== undefined) years.push({ ...address, year });
    }
    named.add(text);
  }
  return { outcomes: fans, years };
}

function isYearIn(year: number | undefined, from: number, to: number): year is number {
  return year !== undefined && Number.isInteger(year) && year >= from && year <= to;
}

/** Each number of a list is read with its unit and kept; longer lists are grids or samples. */
const MOST_LIST_CELLS = 1_000_000;
const MOST_LIST_LINES = 10_000;

/** The inputs with the numbers of a table's columns, row after row. */
function readList(
  library: Library,
  at: Cursor,
  name: string,
  inputs: readonly BatchInput[],
  scenario: Scenario,
  files: Map<string, string>,
): readonly BatchInput[] {
  const { problems } = at;
  const folder = at.node.at.file.slice(0, at.node.at.file.lastIndexOf("/") + 1);
  const file = name.startsWith("/") ? name : `${folder}${name}`;
  const read = readNamed(library, file, at);
  const text = read?.text;
  if (text === undefined) {
    if (read !== undefined) refuse(at, "no_file", { file });
    return inputs;
  }
  files.set(file, text);
  const most = Math.max(MOST_LIST_LINES, Math.floor(MOST_LIST_CELLS / Math.max(inputs.length, 1)));
  if (hasMoreLines(text, most)) {
    const line = { file, line: most + 1, column: 1 };
    problems.push(problem(line, "", "list_too_long", { most, inputs: inputs.length }));
    return inputs;
  }
  const before = problems.length;
  const rows = readTable(text, file, { required: inputs.map((input) => input.name), optional: ["run"] }, problems);
  if (rows.length === 0 && problems.length === before) problems.push(problem(topOf(file), "", "list_without_rows", {}));
  const columns = inputs.map((input) => ({ input, read: listReader(input, scenario), values: [] as number[] }));
  for (const row of untilTooMany(rows, problems))
    for (const { input, read, values } of columns) {
      const number = read(row.get(input.name));
      if (isFault(number)) {
        const { message, said } = number;
        problems.push({ at: row.place(input.name), path: input.name, message, said });
      }
      values.push(isFault(number) ? Number.NaN : number);
    }
  return columns.map(({ input, values }) => {
    return { ...input, spread: { kind: "discrete", values, weights: values.map(() => 1 / values.length) } };
  });
}

/** Reads the numbers of an input in a list: what comes back is one of its unit, or what is wrong with it. */
function listReader(input: BatchInput, { model, baseYear, horizon }: Scenario): (text: string) => number | Message {
  const plain = input.as === "scale" || !("parameter" in input);
  const unit = plain || !("parameter" in input) ? dimensionless : input.parameter.unit;
  const bounds: Partial<Record<BatchInput["as"], readonly (number | undefined)[]>> = {
    strength: [0, STRONGEST],
    factor: [0, STRONGEST],
    late: [0, horizon - baseYear],
    start: [baseYear, horizon],
    delay: [0, horizon - baseYear],
    value: input.as === "value" ? [input.parameter.min, input.parameter.max] : [],
  };
  const [low, high] = bounds[input.as] ?? [];
  const years = input.as === "start" || input.as === "delay" || input.as === "late";
  return (cell) => {
    const quantity = readQuantity(cell, unit, model.units, unit);
    if (isQuantityProblem(quantity)) return quantity;
    const { value, text } = quantity;
    const slip = input.as === "scale" ? factorProblem(quantity, unit) : undefined;
    if (slip !== undefined) return slip;
    if (value < (low ?? value) || value > (high ?? value)) return message("not_within", { text, low, high });
    return years && !Number.isInteger(value) ? message("whole_years", { text }) : value;
  };
}
