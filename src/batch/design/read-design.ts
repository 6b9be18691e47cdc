import { variableAddress } from "../../engine/language/address.ts";
import { dimensionless } from "../../engine/language/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import { readNamed } from "../../scenario/chain.ts";
import { factorProblem } from "../../scenario/paths/bounds.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { correlated, type RankCorrelation } from "../../statistics/distributions/gaussian-copula.ts";
import { gridRuns, MOST_RUNS, monteCarlo } from "../../statistics/points/points.ts";
import { mostDimensions } from "../../statistics/points/sobol-points.ts";
import { readFields } from "../../text/fields.ts";
import type { Library } from "../../text/library.ts";
import { hasMoreLines } from "../../text/line-limit.ts";
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
import { type Located, readYaml } from "../../text/yaml.ts";
import { type DesignKind, designKinds, type Fan } from "../batch.ts";
import type { BatchInput } from "./batch-input.ts";
import { correlationFields, designFields } from "./design-schema.ts";
import { readBatchInputs, uncertainBatchInputs } from "./read-batch-inputs.ts";

/** What is to be run: which inputs, how spread, how often. */
export interface Design {
  readonly kind: DesignKind;
  /** Undefined where neither the design nor its kind says it. */
  readonly runs?: number;
  readonly seed?: number;
  readonly inputs: readonly BatchInput[];
  /** The inputs are all that carries a low and a high, and nobody has named them. */
  readonly uncertain: boolean;
  readonly correlations: readonly RankCorrelation[];
  /** Variables whose series are kept beside the default boundary's emissions. */
  readonly outcomes: readonly Fan[];
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
 * otherwise scrambled Sobol' points over everything that carries a low and a high.
 *
 * @throws InputError with every mistake in it.
 */
export function readDesign(library: Library, scenario: Scenario, file?: string): Design {
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  const node = file === undefined ? scenario.design : designIn(library, file, files, problems);
  if (node === undefined && problems.length === 0) return defaultDesign(scenario);
  const design = node && readMap(library, scenario, cursorAt(node, "design", problems), files);
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

function defaultDesign(scenario: Scenario): Design {
  const inputs = uncertainBatchInputs(scenario);
  if (inputs.length === 0) {
    const at = topOf(`scenarios/${scenario.id}.yaml`);
    throw new InputError([problem(at, "design", "nothing_uncertain", { scenario: scenario.id, example: EXAMPLE })]);
  }
  return { kind: "quasi_monte_carlo", inputs, uncertain: true, correlations: [], outcomes: [], files: new Map() };
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
  const map = mapAt(cursorAt(readYaml(text, file), "", problems), `design: ${EXAMPLE}`);
  if (map === undefined) return undefined;
  checkKeysAt(map, ["design"]);
  const node = nodeAt(map.node, "design");
  if (node === undefined && problems.length === 0)
    refuse({ ...map, path: "design" }, "design_missing", { example: EXAMPLE });
  return node;
}

function readMap(library: Library, scenario: Scenario, at: Cursor, files: Map<string, string>): Design | undefined {
  const map = mapAt(at, EXAMPLE);
  if (map === undefined) return undefined;
  const { kind, runs, seed, inputs: inputsAt, file, ...more } = readFields(map, designFields);
  const [runsAt, fileAt] = ["runs", "file"].map((key) => field(map, key));
  if (field(map, "kind") === undefined) refuse(map, "design_kind_missing", { kinds: designKinds });
  if (kind === undefined) return undefined;
  if (counted.has(kind) && runsAt !== undefined) refuse(runsAt, "runs_are_counted", { kind });
  if (kind !== "list" && fileAt !== undefined) refuse(fileAt, "only_lists_have_files", {});
  if (inputsAt === undefined) return refuse(map, "inputs_missing", {});
  if (counted.has(kind) && scalarAt(inputsAt) === "uncertain") return refuse(inputsAt, "inputs_unnamed", { kind });
  const before = at.problems.length;
  const named = readBatchInputs(inputsAt, kind, scenario);
  const sound = at.problems.length === before;
  const correlations = readCorrelations(more.correlations, kind, named, sound);
  const outcomes = readOutcomes(more.outcomes, scenario);
  const isList = kind === "list" && at.problems.length === before;
  if (isList && fileAt === undefined) refuse(map, "list_file_missing", {});
  const inputs = isList && fileAt && file ? readList(library, fileAt, file, named, scenario, files) : named;
  const most = mostInputs[kind];
  if (most !== undefined && inputs.length > most)
    refuse(inputsAt, "too_many_inputs", { kind, most, count: inputs.length });
  const made = counted.has(kind) ? countedRuns(kind, inputs) : runs;
  if (kind === "grid" && made !== undefined && made > MOST_RUNS)
    refuse(inputsAt, "too_many_combinations", { count: made, most: MOST_RUNS });
  const uncertain = inputsAt.node.kind === "scalar";
  return { kind, runs: made, seed, inputs, uncertain, correlations, outcomes, files };
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
): RankCorrelation[] {
  if (at === undefined) return [];
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
  try {
    correlated(monteCarlo(0, names.length), pairs);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse(at, "correlations_clash", {});
  }
  return pairs.map(({ first, second, rank }) => ({ first, second, rank }));
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

function readOutcomes(at: Cursor | undefined, { model }: Scenario): Fan[] {
  const fans: Fan[] = [];
  for (const item of itemsAt(at)) {
    const name = textAt(item);
    if (name === undefined) continue;
    const address = variableAddress(model, name);
    if (isFault(address)) report(item, address);
    else if (fans.some((fan) => fan.name === name)) refuse(item, "named_twice", { name });
    else fans.push({ name, ...address, label: labelOfCell(model, address.variable, address.cell) });
  }
  return fans;
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
  const plain = input.as === "scale" || "lever" in input;
  const unit = plain || !("parameter" in input) ? dimensionless : input.parameter.unit;
  const bounds: Partial<Record<BatchInput["as"], readonly (number | undefined)[]>> = {
    strength: [0, 1],
    start: [baseYear, horizon],
    delay: [0, horizon - baseYear],
    value: input.as === "value" ? [input.parameter.min, input.parameter.max] : [],
  };
  const [low, high] = bounds[input.as] ?? [];
  const years = input.as === "start" || input.as === "delay";
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
