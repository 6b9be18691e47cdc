import { dimensionless } from "../../engine/language/units.ts";
import { labelOfCell } from "../../run/cell-label.ts";
import { variableAddress } from "../../scenario/paths/address.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import { readNamed } from "../../scenario/read-named.ts";
import { factorProblem } from "../../scenario/region/share-amounts.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { correlated, type RankCorrelation } from "../../statistics/distributions/gaussian-copula.ts";
import { mostDimensions } from "../../statistics/points/direction-numbers.ts";
import { gridRuns } from "../../statistics/points/grid-points.ts";
import { monteCarlo } from "../../statistics/points/monte-carlo.ts";
import { MOST_RUNS } from "../../statistics/points/points.ts";
import type { Library } from "../../text/library.ts";
import { hasMoreLines } from "../../text/line-limit.ts";
import { InputError, type Place, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, asText, checkKeys, choice, describe, itemsOf, join, nodeAt, textOf, topOf } from "../../text/reader.ts";
import { readTable, untilTooMany } from "../../text/table.ts";
import { type Located, type LocatedMap, readYaml } from "../../text/yaml.ts";
import { type DesignKind, designKinds, type Fan } from "../batch.ts";
import type { BatchInput } from "./batch-input.ts";
import { readBatchInputs, uncertainBatchInputs } from "./read-batch-inputs.ts";
import { wholeYears } from "./read-spread.ts";

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

export const designKeys = ["kind", "runs", "seed", "inputs", "file", "correlations", "outcomes", "doc"];

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
  const design = node === undefined ? undefined : readMap(library, scenario, node, files, problems);
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
    throw new InputError([
      {
        at: topOf(`scenarios/${scenario.id}.yaml`),
        path: "design",
        message: `nothing that goes into ${scenario.id} carries a low and a high; write a design, such as design: ${EXAMPLE}`,
      },
    ]);
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
    problems.push({
      at: topOf(file),
      path: "",
      message: `there is no such file; a design is a file with design: ${EXAMPLE}`,
    });
    return undefined;
  }
  files.set(file, text);
  const root = readYaml(text, file);
  const map = asMap(root, "", `design: ${EXAMPLE}`, problems);
  if (map === undefined) return undefined;
  checkKeys(map, ["design"], "", problems);
  const node = nodeAt(map, "design");
  if (node === undefined && problems.length === 0)
    problems.push({ at: map.at, path: "design", message: `"design" is missing; write design: ${EXAMPLE}` });
  return node;
}

function readMap(
  library: Library,
  scenario: Scenario,
  node: Located,
  files: Map<string, string>,
  problems: Problem[],
): Design | undefined {
  const map = asMap(node, "design", EXAMPLE, problems);
  if (map === undefined) return undefined;
  checkKeys(map, designKeys, "design", problems);
  if (nodeAt(map, "kind") === undefined)
    problems.push({ at: map.at, path: "design", message: `"kind" is missing; it is one of ${designKinds.join(", ")}` });
  const kind = choice(map, "kind", designKinds, "design", problems);
  if (kind === undefined) return undefined;
  const runs = wholeAt(map, "runs", 1, problems);
  const seed = wholeAt(map, "seed", 0, problems);
  const refuse = (key: string, message: string) => {
    const given = nodeAt(map, key);
    if (given !== undefined) problems.push({ at: given.at, path: join("design", key), message });
  };
  if (counted.has(kind))
    refuse("runs", `a ${kind} has as many runs as it has ${kind === "grid" ? "combinations" : "rows"}; leave runs out`);
  if (kind !== "list") refuse("file", "only a list has a file; give its rows there");
  const inputsNode = nodeAt(map, "inputs");
  if (inputsNode === undefined) {
    problems.push({
      at: map.at,
      path: "design",
      message: '"inputs" is missing; it names what is sampled, or says uncertain',
    });
    return undefined;
  }
  if (counted.has(kind) && inputsNode.kind === "scalar" && inputsNode.value === "uncertain") {
    problems.push({
      at: inputsNode.at,
      path: "design.inputs",
      message: `a ${kind} names its inputs with their values`,
    });
    return undefined;
  }
  const before = problems.length;
  const read = readBatchInputs(inputsNode, kind, scenario, problems);
  const correlations = readCorrelations(map, kind, read, problems, before === problems.length);
  const outcomes = readOutcomes(map, scenario, problems);
  const inputs =
    kind === "list" && before === problems.length ? readList(library, map, read, scenario, files, problems) : read;
  const most = kind === "sobol" ? mostDimensions / 2 : kind === "quasi_monte_carlo" ? mostDimensions : undefined;
  if (most !== undefined && inputs.length > most)
    problems.push({
      at: inputsNode.at,
      path: "design.inputs",
      message: `${kind} takes at most ${most} inputs, and there are ${inputs.length}; latin_hypercube takes any number`,
    });
  const made =
    kind === "grid"
      ? gridRuns(
          inputs.map((input) =>
            "spread" in input && input.spread.kind === "discrete" ? input.spread.values.length : 1,
          ),
        )
      : kind === "list" && inputs[0]?.spread.kind === "discrete"
        ? inputs[0].spread.values.length
        : runs;
  if (kind === "grid" && made !== undefined && made > MOST_RUNS)
    problems.push({
      at: inputsNode.at,
      path: "design.inputs",
      message: `the grid has ${made} combinations, and at most ${MOST_RUNS} runs are allowed; give fewer values`,
    });
  const uncertain = inputsNode.kind === "scalar";
  return { kind, runs: made, seed, inputs, uncertain, correlations, outcomes, files };
}

function wholeAt(map: LocatedMap, key: string, least: number, problems: Problem[]): number | undefined {
  const node = nodeAt(map, key);
  if (node === undefined) return undefined;
  const value = node.kind === "scalar" ? node.value : undefined;
  const most = key === "runs" ? MOST_RUNS : Number.MAX_SAFE_INTEGER;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  problems.push({
    at: node.at,
    path: join("design", key),
    message: `a whole number from ${least} to ${most} is needed here; found ${describe(node)}`,
  });
  return undefined;
}

function readCorrelations(
  map: LocatedMap,
  kind: DesignKind,
  inputs: readonly BatchInput[],
  problems: Problem[],
  sound: boolean,
): RankCorrelation[] {
  const node = nodeAt(map, "correlations");
  if (node === undefined) return [];
  const path = "design.correlations";
  if (!correlatable.has(kind)) {
    const why =
      kind === "sobol" || kind === "morris"
        ? `${kind} tells inputs apart by moving them independently; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo`
        : `a ${kind} takes its values as they stand; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo`;
    problems.push({ at: node.at, path, message: why });
    return [];
  }
  const names = inputs.map(({ name }) => name);
  const found: (RankCorrelation & { readonly at: Place })[] = [];
  for (const [i, item] of itemsOf(node).entries()) {
    const own = `${path}.${i + 1}`;
    const entry = asMap(item, own, "{between: [gdp_growth, population], rank: 0.5}", problems);
    if (entry === undefined) continue;
    checkKeys(entry, ["between", "rank", "source", "doc"], own, problems);
    const between = nodeAt(entry, "between");
    const pair = (between === undefined ? [] : itemsOf(between)).map((name) =>
      asText(name, join(own, "between"), problems),
    );
    if (pair.length !== 2 || pair[0] === pair[1]) {
      problems.push({
        at: between?.at ?? entry.at,
        path: join(own, "between"),
        message: "two different inputs of the design are needed here, such as [gdp_growth, population]",
      });
      continue;
    }
    const places = pair.map((name) => names.indexOf(name ?? ""));
    const unknown = places.indexOf(-1);
    if (unknown >= 0) {
      const name = pair[unknown] ?? "";
      if (sound)
        problems.push({
          at: between?.at ?? entry.at,
          path: join(own, "between"),
          message: `"${quote(name)}" is no input of the design${suggestion(name, names)}`,
        });
      continue;
    }
    const rankNode = nodeAt(entry, "rank");
    const rank = rankNode?.kind === "scalar" ? rankNode.value : undefined;
    if (typeof rank !== "number" || !(rank > -1 && rank < 1)) {
      problems.push({
        at: rankNode?.at ?? entry.at,
        path: join(own, "rank"),
        message: `a rank correlation between -1 and 1 is needed here; found ${rankNode === undefined ? "none" : describe(rankNode)}`,
      });
      continue;
    }
    const [first, second] = places;
    const twin = found.find((other) => places.includes(other.first) && places.includes(other.second));
    if (twin !== undefined)
      problems.push({ at: entry.at, path: own, message: `these two are correlated in line ${twin.at.line} already` });
    else found.push({ first, second, rank, at: entry.at });
  }
  try {
    correlated(monteCarlo(0, names.length), found);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({ at: node.at, path, message: error.message });
  }
  return found.map(({ first, second, rank }) => ({ first, second, rank }));
}

function readOutcomes(map: LocatedMap, { model }: Scenario, problems: Problem[]): Fan[] {
  const node = nodeAt(map, "outcomes");
  const fans: Fan[] = [];
  for (const item of node === undefined ? [] : itemsOf(node)) {
    const path = "design.outcomes";
    const name = asText(item, path, problems);
    if (name === undefined) continue;
    const address = variableAddress(model, name);
    if (typeof address === "string") problems.push({ at: item.at, path, message: address });
    else if (fans.some((fan) => fan.name === name))
      problems.push({ at: item.at, path, message: `"${quote(name)}" stands here twice; name it once` });
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
  map: LocatedMap,
  inputs: readonly BatchInput[],
  { model, baseYear, horizon }: Scenario,
  files: Map<string, string>,
  problems: Problem[],
): readonly BatchInput[] {
  const name = textOf(map, "file", "design", problems);
  if (name === undefined) {
    problems.push({ at: map.at, path: "design", message: '"file" is missing; a list names the CSV table of its rows' });
    return inputs;
  }
  const at = nodeAt(map, "file")?.at ?? map.at;
  const file = name.startsWith("/") ? name : `${at.file.slice(0, at.file.lastIndexOf("/") + 1)}${name}`;
  const read = readNamed(library, file, at, "design.file", problems);
  if (read === undefined) return inputs;
  const { text } = read;
  if (text === undefined) {
    problems.push({ at, path: "design.file", message: `there is no file ${quote(file)}` });
    return inputs;
  }
  files.set(file, text);
  const most = Math.max(MOST_LIST_LINES, Math.floor(MOST_LIST_CELLS / Math.max(inputs.length, 1)));
  if (hasMoreLines(text, most)) {
    const message = `the table has more than the ${most} lines that are read of ${inputs.length} inputs`;
    problems.push({ at: { file, line: most + 1, column: 1 }, path: "", message });
    return inputs;
  }
  const before = problems.length;
  const rows = readTable(text, file, { required: inputs.map((input) => input.name), optional: ["run"] }, problems);
  if (rows.length === 0 && problems.length === before)
    problems.push({ at: topOf(file), path: "", message: "the table has no rows; every row is a run" });
  const columns = inputs.map((input) => {
    const plain = input.as === "scale" || "lever" in input;
    const unit = plain || !("parameter" in input) ? dimensionless : input.parameter.unit;
    const [low, high] =
      input.as === "strength"
        ? [0, 1]
        : input.as === "start"
          ? [baseYear, horizon]
          : input.as === "delay"
            ? [0, horizon - baseYear]
            : input.as === "value"
              ? [input.parameter.min, input.parameter.max]
              : [];
    return { input, unit, low, high, values: [] as number[] };
  });
  for (const row of untilTooMany(rows, problems))
    for (const { input, unit, low, high, values } of columns) {
      const quantity = readQuantity(row.get(input.name), unit, model.units, unit);
      const message = isQuantityProblem(quantity)
        ? quantity.message
        : input.as === "scale" && factorProblem(quantity, unit) !== undefined
          ? factorProblem(quantity, unit)
          : (low !== undefined && quantity.value < low) || (high !== undefined && quantity.value > high)
            ? `${quantity.text} is not allowed; ${low ?? "any"} to ${high ?? "any"} is`
            : (input.as === "start" || input.as === "delay") && !Number.isInteger(quantity.value)
              ? wholeYears(quantity.text)
              : undefined;
      if (message !== undefined) problems.push({ at: row.place(input.name), path: input.name, message });
      values.push(isQuantityProblem(quantity) ? Number.NaN : quantity.value);
    }
  return columns.map(({ input, values }) => {
    return { ...input, spread: { kind: "discrete", values, weights: values.map(() => 1 / values.length) } };
  });
}
