import { expect, test } from "vitest";
import { inputValue } from "../../../src/batch/design/batch-input.ts";
import { designProblems, readDesign } from "../../../src/batch/design/read-design.ts";
import { nodeLibrary } from "../../../src/files/library.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { readCertainty } from "../../../src/run/certainty.ts";
import { gridRuns } from "../../../src/statistics/points/points.ts";
import { fixturesIn } from "../../fixtures/fixtures.ts";
import { mistakes } from "../../scenario/toy.ts";
import { certainBatch, certainModel, certaintyTables, toylandBatch, toylandRun, toylandWith } from "../toyland.ts";

const fixtures = fixturesIn("broken-design");
const run = toylandRun("extends: policy\n");

function mistakesIn(name: string): string[] {
  const texts = { [`designs/${name}`]: read(name), "designs/rows.csv": read("rows.csv") };
  return mistakes(() => readDesign(toylandWith(texts), run.scenario, `designs/${name}`));
}

function read(name: string): string {
  return fixtures.get(name) ?? "";
}

/** Every fixture with the whole of what is said about it. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "as.yaml": ['designs/as.yaml:4:20  design.inputs.imported.as: "factor" is none of scale, shift, value'],
  "beta-shape.yaml": [
    "designs/beta-shape.yaml:4:44  design.inputs.imported.a: a shape from 0.001 to 1000000 is needed here; found 0",
  ],
  "beyond-bounds.yaml": [
    "designs/beyond-bounds.yaml:4:12  design.inputs.clean: reaches from 50 to 120, and from 0 % to 100 % is allowed",
  ],
  "computed.yaml": [
    'designs/computed.yaml:4:5  design.inputs.co2.power: "co2" is computed by the model; only its parameters can be given, such as intensity, growth, clean',
  ],
  "correlation-rank.yaml": [
    "designs/correlation-rank.yaml:6:53  design.correlations.1.rank: a rank correlation between -1 and 1 is needed here; found the number 1.5",
  ],
  "correlation-twice.yaml": [
    "designs/correlation-twice.yaml:8:7  design.correlations.2: these two are correlated in line 7 already",
  ],
  "correlation-unknown.yaml": [
    'designs/correlation-unknown.yaml:6:28  design.correlations.1.between: "claen" is no input of the design; did you mean "clean"?',
    "designs/correlation-unknown.yaml:6:69  design.correlations.2.between: two different inputs of the design are needed here, such as [gdp_growth, population]",
  ],
  "correlations-grid.yaml": [
    "designs/correlations-grid.yaml:6:17  design.correlations: a grid takes its values as they stand; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo",
  ],
  "correlations-impossible.yaml": [
    "designs/correlations-impossible.yaml:8:5  design.correlations: these rank correlations cannot hold together: their matrix is not positive definite",
  ],
  "correlations-sobol.yaml": [
    "designs/correlations-sobol.yaml:6:17  design.correlations: sobol tells inputs apart by moving them independently; correlations belong to monte_carlo, latin_hypercube or quasi_monte_carlo",
  ],
  "deviation-huge.yaml": [
    "designs/deviation-huge.yaml:4:68  design.inputs.imported.deviation: with deviation 2026 this reaches beyond all numbers; give a smaller one",
  ],
  "deviation.yaml": [
    "designs/deviation.yaml:4:63  design.inputs.imported.deviation: a deviation above 0 is needed here; found 0",
  ],
  "empty-inputs.yaml": [
    "designs/empty-inputs.yaml:3:11  design.inputs: there are no inputs; write at least one, such as {full_load_hours.solar_*: {as: scale, spread: uniform, low: 0.9, high: 1.1}}",
  ],
  "file-elsewhere.yaml": ["designs/file-elsewhere.yaml:3:9  design.file: only a list has a file; give its rows there"],
  "grid-beyond.yaml": [
    "designs/grid-beyond.yaml:4:36  design.inputs.levers.wind.strength: 4 is not allowed; 0 to 3 is",
  ],
  "grid-no-values.yaml": [
    "designs/grid-no-values.yaml:4:15  design.inputs.imported.values: a list of numbers is needed here, such as [1, 2]; found none",
  ],
  "grid-runs.yaml": [
    "designs/grid-runs.yaml:3:9  design.runs: a grid has as many runs as it has combinations; leave runs out",
  ],
  "grid-spread.yaml": [
    "designs/grid-spread.yaml:4:35  design.inputs.imported.spread: a grid takes values: [...], or low, high and steps",
  ],
  "grid-steps.yaml": [
    "designs/grid-steps.yaml:4:51  design.inputs.imported.steps: a whole number from 2 to 100000 is needed here; found the number 1",
  ],
  "grid-too-large.yaml": [
    "designs/grid-too-large.yaml:4:5  design.inputs: the grid has 10000000000 combinations, and at most 4294967296 runs are allowed; give fewer values",
  ],
  "grid-uncertain.yaml": ["designs/grid-uncertain.yaml:3:11  design.inputs: a grid names its inputs with their values"],
  "high-below-low.yaml": [
    "designs/high-below-low.yaml:4:58  design.inputs.imported.high: high is 1 and not above low, 2",
  ],
  "inputs-are-list.yaml": [
    "designs/inputs-are-list.yaml:3:11  design.inputs: a map is needed here, such as {full_load_hours.solar_*: {as: scale, spread: uniform, low: 0.9, high: 1.1}}; found a list",
  ],
  "kind.yaml": [
    'designs/kind.yaml:2:9  design.kind: "montecarlo" is none of grid, list, monte_carlo, latin_hypercube, quasi_monte_carlo, sobol, morris; did you mean "monte_carlo"?',
  ],
  "lever-as.yaml": [
    'designs/lever-as.yaml:4:32  design.inputs.levers.wind.strength.as: a lever\'s strength is replaced; "as" is for parameters',
  ],
  "lever-beyond.yaml": [
    "designs/lever-beyond.yaml:4:27  design.inputs.levers.wind.strength: reaches from 0 to 3.5, and from 0 to 3 is allowed",
    "designs/lever-beyond.yaml:5:30  design.inputs.levers.efficiency.start: reaches from 2000 to 2030, and from 2021 to 2060 is allowed",
  ],
  "lever-start-and-delay.yaml": [
    "designs/lever-start-and-delay.yaml:5:5  design.inputs.levers.wind.delay: levers.wind.start moves the years of this lever already; start and delay say the same thing",
  ],
  "lever-unbounded.yaml": [
    "designs/lever-unbounded.yaml:4:27  design.inputs.levers.wind.strength: reaches without bound, and from 0 to 3 is allowed; truncated_normal has bounds",
  ],
  "lever-word.yaml": [
    'designs/lever-word.yaml:4:5  design.inputs.levers.wind.strenght: levers.wind.strength, levers.wind.start or levers.wind.delay is needed here; did you mean "strength"?',
  ],
  "list-cell.yaml": [
    'designs/rows.csv:4:1  imported: the unit "GW*h" does not fit; a plain number or a share in % is needed',
    "designs/rows.csv:4:8  levers.wind.strength: 3.5 is not allowed; 0 to 3 is",
  ],
  "list-column-missing.yaml": [
    "designs/rows.csv:1:1  imported: unknown column; allowed are clean, run",
    "designs/rows.csv:1:10  levers.wind.strength: unknown column; allowed are clean, run",
    'designs/rows.csv:1:1  the column "clean" is missing; a table has clean,run',
  ],
  "list-file-missing.yaml": ["designs/list-file-missing.yaml:3:9  design.file: there is no file designs/gone.csv"],
  "list-no-file.yaml": [
    'designs/list-no-file.yaml:2:3  design: "file" is missing; a list names the CSV table of its rows',
  ],
  "list-spread.yaml": [
    "designs/list-spread.yaml:5:27  design.inputs.imported.spread: unknown key; allowed are as, years, label, source, doc",
  ],
  "median.yaml": ["designs/median.yaml:4:54  design.inputs.imported.median: a median above 0 is needed here; found 0"],
  "mode-outside.yaml": [
    "designs/mode-outside.yaml:4:61  design.inputs.imported.mode: mode is 3 and not between low and high, 1 and 2",
  ],
  "no-as.yaml": [
    'designs/no-as.yaml:4:15  design.inputs.imported: "as" is missing; a parameter is sampled as scale, shift, value',
  ],
  "no-design.yaml": ['designs/no-design.yaml:1:1  desing: unknown key; allowed are design; did you mean "design"?'],
  "no-inputs.yaml": [
    'designs/no-inputs.yaml:2:3  design: "inputs" is missing; it names what is sampled, or says calibrated or uncertain',
  ],
  "no-kind.yaml": [
    'designs/no-kind.yaml:2:3  design: "kind" is missing; it is one of grid, list, monte_carlo, latin_hypercube, quasi_monte_carlo, sobol, morris',
  ],
  "no-spread.yaml": [
    'designs/no-spread.yaml:4:15  design.inputs.imported: "spread" is missing; it is one of uniform, normal, truncated_normal, lognormal, triangular, beta, discrete, such as {spread: triangular, low: …, mode: …, high: …}',
  ],
  "no-values.yaml": [
    "designs/no-values.yaml:4:53  design.inputs.imported.values: a list of numbers is needed here, such as [1, 2]; found the number 3",
  ],
  "not-a-map.yaml": [
    'designs/not-a-map.yaml:1:9  design: a map is needed here, such as {kind: monte_carlo, runs: 10000, inputs: {…}}; found "monte_carlo"',
  ],
  "number-form.yaml": [
    'designs/number-form.yaml:3:9  design.runs: a whole number from 1 to 4294967296 is needed here; found "0x10"',
    'designs/number-form.yaml:5:50  design.inputs.imported.low: "0,9" has a comma in place of the decimal point; write 0.9',
    'designs/number-form.yaml:5:62  design.inputs.imported.high: 110 without % is 11000 %; write 11000 % where that is meant; did you mean "110 %"?',
    'designs/number-form.yaml:6:60  design.inputs.levers.wind.strength.values: "0x1" is not a number; write a number with its unit, such as "5 %"',
    'designs/number-form.yaml:6:65  design.inputs.levers.wind.strength.values: "1 000 %" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
  ],
  "number-missing.yaml": [
    'designs/number-missing.yaml:4:15  design.inputs.imported: "mode" is missing; triangular takes low, mode, high',
  ],
  "number-too-many.yaml": [
    "designs/number-too-many.yaml:4:61  design.inputs.imported.mode: unknown key; allowed are as, years, label, source, doc, spread, low, high",
  ],
  "number-unit.yaml": [
    'designs/number-unit.yaml:4:52  design.inputs.imported.low: the unit "GW*h" does not fit; MtCO2 is needed, or a unit that converts to it',
  ],
  "number-without-unit.yaml": [
    'designs/number-without-unit.yaml:4:49  design.inputs.imported.low: 1 has no unit; write it with one, such as "1 MtCO2"',
    'designs/number-without-unit.yaml:4:58  design.inputs.imported.high: 2 has no unit; write it with one, such as "2 MtCO2"',
  ],
  "outcome.yaml": [
    'designs/outcome.yaml:5:27  design.outcomes: "co2" names 2 cells; write co2.sector with one member each',
    'designs/outcome.yaml:5:32  design.outcomes: unknown variable "clen_share" of the model toy; did you mean "clean_share"?',
    'designs/outcome.yaml:5:44  design.outcomes: "clean_share" stands here twice; name it once',
  ],
  "runs.yaml": [
    'designs/runs.yaml:3:9  design.runs: a whole number from 1 to 4294967296 is needed here; found "many"',
    "designs/runs.yaml:4:9  design.seed: a whole number from 0 to 9007199254740991 is needed here; found the number -1",
  ],
  "span-huge.yaml": [
    "designs/span-huge.yaml:4:63  design.inputs.imported.high: with high 1e+308 this reaches beyond all numbers; give a smaller one",
  ],
  "spread.yaml": [
    'designs/spread.yaml:4:35  design.inputs.imported.spread: "triangle" is none of uniform, normal, truncated_normal, lognormal, triangular, beta, discrete',
  ],
  "unknown-key.yaml": [
    'designs/unknown-key.yaml:3:3  design.run: unknown key; allowed are kind, runs, seed, inputs, delivery, file, correlations, outcomes, doc; did you mean "runs"?',
  ],
  "unknown-lever.yaml": [
    'designs/unknown-lever.yaml:4:5  design.inputs.levers.wnd.strength: the scenario has no lever "wnd"; a design samples the levers that the scenario pulls; did you mean "wind"?',
  ],
  "unknown-member.yaml": [
    'designs/unknown-member.yaml:4:5  design.inputs.growth.pwer: "pwer" is no member of sector; members are industry, power; did you mean "power"?',
  ],
  "unknown-parameter.yaml": [
    'designs/unknown-parameter.yaml:4:5  design.inputs.grwth.power: unknown parameter "grwth" of the model toy; did you mean "growth"?',
  ],
  "value-over-scale.yaml": [
    "designs/value-over-scale.yaml:5:5  design.inputs.growth.power: growth.* acts on the same cells, and a value leaves nothing of another; sample each cell once, or scale and shift it",
  ],
  "value-twice.yaml": [
    "designs/value-twice.yaml:4:60  design.inputs.imported.values: 1 stands here twice; give it once",
  ],
  "weights.yaml": [
    "designs/weights.yaml:4:70  design.inputs.imported.weights: as many numbers above 0 as there are values (2) are needed here, such as [1, 2]",
  ],
  "years-of-constant.yaml": [
    "designs/years-of-constant.yaml:4:73  design.inputs.build_limit.years: this is one number, not a path over years; leave years out",
  ],
  "years.yaml": [
    "designs/years.yaml:4:68  design.inputs.imported.years: 2010 lies outside the horizon; years from 2021 to 2060 are allowed",
  ],
};

const names = [...fixtures.keys()].filter((name) => name.endsWith(".yaml"));

test("every broken design has its messages", () => {
  expect(names).toEqual(Object.keys(expected));
});

test.each(names)("%s", (name) => {
  expect(mistakesIn(name)).toEqual(expected[name]);
});

test("Saltelli's design has inputs for half the dimensions of a Sobol' sequence, and says so", () => {
  const ids = Array.from({ length: 513 }, (_, i) => `wind_${i}`);
  const lever = "{label: {en: Wind, zh: 风}, family: renewables, effects: [{path: clean, mode: add, amount: 0.1 %}]";
  const levers = `model: toy\nlevers:\n${ids.map((id) => `  ${id}: ${lever}, start: 2025, shape: step, source: invented}\n`).join("")}`;
  const pulled = `extends: reference\nlevers:\n${ids.map((id) => `  ${id}: {strength: 1}\n`).join("")}`;
  const inputs = ids.map((id) => `    levers.${id}.strength: {spread: uniform, low: 0, high: 1}\n`);
  const files = {
    "data/levers/many.yaml": levers,
    "designs/many.yaml": `design:\n  kind: sobol\n  inputs:\n${inputs.join("")}`,
    "designs/half.yaml": `design:\n  kind: sobol\n  inputs:\n${inputs.slice(1).join("")}`,
  };
  const library = toylandWith(files);
  const { scenario } = toylandRun(pulled, files);
  expect(mistakes(() => readDesign(library, scenario, "designs/many.yaml"))).toEqual([
    "designs/many.yaml:4:5  design.inputs: sobol takes at most 512 inputs, and there are 513; latin_hypercube takes any number",
  ]);
  expect(readDesign(library, scenario, "designs/half.yaml").inputs).toHaveLength(512);
});

test("what is varied without a name needs no kind, and outcomes may name a year", () => {
  const files = {
    "designs/all.yaml":
      "design: {inputs: {uncertain: all}, outcomes: [clean_share@2032, clean_share, clean_share@2040]}\n",
    "designs/year.yaml": "design: {inputs: uncertain, outcomes: [clean_share@1900, clean_share@next]}\n",
  };
  const library = toylandWith(files);
  const { scenario } = toylandRun("extends: policy\n", files);
  const { kind, outcomes, years } = readDesign(library, scenario, "designs/all.yaml");
  expect([kind, outcomes.map(({ name }) => name)]).toEqual(["quasi_monte_carlo", ["clean_share"]]);
  expect(years?.map(({ variable, year }) => [variable.name, year])).toEqual([
    ["clean_share", 2032],
    ["clean_share", 2040],
  ]);
  expect(mistakes(() => readDesign(library, scenario, "designs/year.yaml"))).toEqual([
    "designs/year.yaml:1:40  design.outcomes: a year from 2021 to 2060 stands behind the @, not 1900",
    "designs/year.yaml:1:58  design.outcomes: a year from 2021 to 2060 stands behind the @, not next",
  ]);
});

test("check finds the mistakes of a scenario's own design, or of its parent's", () => {
  const broken = "extends: policy\ndesign: {kind: grid, runs: 3, inputs: {imported: {as: scale, values: [1, 2]}}}\n";
  const files = { "scenarios/toyland/parent.yaml": broken, "scenarios/toyland/test.yaml": "extends: parent\n" };
  const child = toylandRun("extends: parent\n", files).scenario;
  expect(designProblems(toylandWith(files), child)).toMatchObject([
    { at: { file: "scenarios/toyland/parent.yaml", line: 2, column: 28 }, path: "design.runs" },
  ]);
  expect(designProblems(toylandWith({}), run.scenario)).toEqual([]);
});

test("a grid has every combination, the last input varying fastest", () => {
  const { batch } = toylandBatch(`extends: policy
design:
  kind: grid
  inputs:
    levers.wind.strength: {values: [0, 50 %, 1]}
    imported: {as: scale, low: 1, high: 2, steps: 3}
    levers.wind.delay: {values: [0, 4]}
`);
  expect(batch.runs).toBe(gridRuns([3, 3, 2]));
  const point = new Float64Array(3);
  const rows = Array.from({ length: batch.runs }, (_, number) => {
    batch.points.fill(number, point);
    return batch.inputs.map((input, i) => inputValue(input, point[i]));
  });
  const all = [0, 0.5, 1].flatMap((a) => [1, 1.5, 2].flatMap((b) => [0, 4].map((c) => [a, b, c])));
  expect(rows).toEqual(all);
});

test("a list has the rows of its table, in their units", () => {
  const files = {
    "scenarios/toyland/rows.csv": "run,imported,levers.wind.start\n0,-1000 ktCO2,2030\n1,2,2031\n2,3,2040\n",
  };
  const { batch } = toylandBatch(
    "extends: policy\ndesign: {kind: list, file: rows.csv, inputs: {levers.wind.start: {}, imported: {as: shift}}}\n",
    { files },
  );
  const point = new Float64Array(2);
  const rows = [0, 1, 2].map((number) => {
    batch.points.fill(number, point);
    return batch.inputs.map((input, i) => inputValue(input, point[i]));
  });
  expect(batch.runs).toBe(3);
  expect(rows).toEqual([
    [2030, -1],
    [2031, 2],
    [2040, 3],
  ]);
});

test("a design of a parent holds until a child writes its own; runs of blocks are rounded up", () => {
  const parent = `extends: policy
design: {kind: morris, runs: 10, seed: 7, inputs: {imported: {as: scale, spread: uniform, low: 1, high: 2}}}
`;
  const files = { "scenarios/toyland/parent.yaml": parent };
  expect(toylandBatch("extends: parent\n", { files }).batch).toMatchObject({ kind: "morris", runs: 10, seed: 7 });
  expect(toylandBatch("extends: parent\n", { files, runs: 11, seed: 8 }).batch).toMatchObject({ runs: 12, seed: 8 });
  const own = `extends: parent
design:
  kind: sobol
  runs: 100
  inputs: {imported: {as: scale, spread: uniform, low: 1, high: 2}, clean: {as: scale, spread: uniform, low: 0.5, high: 1}}
`;
  expect(toylandBatch(own, { files }).batch).toMatchObject({ kind: "sobol", runs: 100, blockRuns: 4, seed: 1 });
  expect(() => toylandBatch("extends: policy\n")).toThrow(
    "scenarios/toyland/test.yaml:1:1  design: nothing that goes into toyland/test carries a low and a high; write a design, such as design: {kind: monte_carlo, runs: 10000, inputs: {…}}",
  );
});

test("correlated inputs keep their own spread and have the rank correlation", () => {
  const { batch } = toylandBatch(`extends: policy
design:
  kind: monte_carlo
  runs: 4000
  inputs:
    imported: {as: scale, spread: lognormal, median: 1, deviation: 0.2}
    clean: {as: scale, spread: uniform, low: 0.5, high: 1}
  correlations: [{between: [imported, clean], rank: -0.6}]
`);
  const point = new Float64Array(2);
  const rows = Array.from({ length: batch.runs }, (_, number) => {
    batch.points.fill(number, point);
    return batch.inputs.map((input, i) => inputValue(input, point[i]));
  });
  const ranks = [0, 1].map((i) => {
    const sorted = rows.map((row) => row[i]).sort((a, b) => a - b);
    return rows.map((row) => sorted.indexOf(row[i]));
  });
  const mean = (rows.length - 1) / 2;
  const covariance = ranks[0].reduce((sum, rank, r) => sum + (rank - mean) * (ranks[1][r] - mean), 0);
  const variance = ranks[0].reduce((sum, rank) => sum + (rank - mean) ** 2, 0);
  // The standard error of a rank correlation of 4,000 pairs is below 0.016.
  expect(covariance / variance).toBeGreaterThan(-0.65);
  expect(covariance / variance).toBeLessThan(-0.55);
  expect(rows.filter(([, clean]) => clean < 0.75).length / rows.length).toBeCloseTo(0.5, 1);
});

test("no numbers are made for a grid that cannot be run", () => {
  const grid = (steps: string) => `extends: policy
design:
  kind: grid
  inputs:
    imported: {as: scale, low: 1, high: 2, steps: ${steps}}
    clean: {as: scale, low: 0.9, high: 1, steps: 100000}
    levers.wind.strength: {low: 0, high: 1, steps: 100000}
`;
  expect(() => toylandBatch(grid("5000000000"))).toThrow(
    "steps: a whole number from 2 to 100000 is needed here; found the number 5000000000",
  );
  expect(() => toylandBatch(grid("100000"))).toThrow("and at most 4294967296 runs are allowed; give fewer values");
});

test("mistakes in tables of past errors are told at their places, all in one pass", () => {
  const rows = {
    "economy.gdp_spread": "gdp_spred,0.02,1,invented",
    "economy.correlation": "correlation,-1.2,1,invented",
    "residual.degrees": "degrees,two,1,invented",
    "delivery.efficiency": "efficiency,beta,0,,1.2,0.8,2,,0.4,0.25,0.15,0.12,0.08,0,,invented",
    "delivery.storage": "storrage,uniform,0,,2,,,,,,,,,,,invented",
    "delivery.nuclear": "nuclear,normal,0,,1.2,0.8,0.25,,0.4,0.25,0.15,0.12,0.08,0.1,,invented",
    "delivery_rules.correlation": "",
  };
  const tables = "data/certainty/";
  const range = "a number from";
  expect(mistakes(() => certainBatch(rows))).toEqual([
    `${tables}economy.csv:1:1  name: rows are missing: gdp_spread`,
    `${tables}economy.csv:8:13  value: ${range} -1 to 1 is needed here; found "-1.2"`,
    `${tables}residual.csv:2:9  value: ${range} 2.1 to 1000 is needed here; found "two"`,
    `${tables}delivery_rules.csv:1:1  name: rows are missing: correlation`,
    expect.stringMatching(
      /^data.certainty.delivery\.csv:9:1 {2}storrage: no row of this table .*; did you mean "storage"\?$/,
    ),
    `${tables}delivery.csv:1:1  family: rows are missing: storage`,
    `${tables}delivery.csv:3:28  deviation: there is no beta distribution of these numbers`,
    `${tables}delivery.csv:7:33  nuclear: the parts that were so many years late sum to 1.1, not to 1`,
    `${tables}delivery.csv:7:9  nuclear: the spread here is one of uniform, triangular, beta, lognormal`,
  ]);
  const library = toylandWith({});
  // The shipped ones have none.
  expect(() => readCertainty(nodeLibrary(".", "."))).not.toThrow();
  expect(mistakes(() => readDesign(library, { ...run.scenario, model: certainModel }))[0]).toBe(
    `${tables}economy.csv:1:1  this table of past errors is missing; what is calibrated is drawn from it`,
  );
});

test.each([
  ["{kind: sobol, runs: 8, inputs: calibrated}", "inputs: what is calibrated is drawn year by year; it belongs to"],
  ["{kind: grid, inputs: {calibrated: all}}", "inputs: a grid names its inputs with their values"],
  ["{kind: monte_carlo, inputs: uncertain, delivery: as planned}", "delivery: how plans are delivered belongs to"],
  ["{kind: monte_carlo, inputs: {calibrated: all, uncertain: all}}", "calibrated: past errors hold what is uncertain"],
  ["{kind: monte_carlo, inputs: {calibrated: some}}", 'calibrated: all is needed here; found "some"'],
  ["{kind: monte_carlo, inputs: calibrated, delivery: late}", "delivery: as before, as planned, or families"],
  [
    "{kind: monte_carlo, inputs: calibrated, delivery: {renewable: {}}}",
    'delivery.renewable: "renewable" is no family of levers; the scenario has renewables, efficiency, electrification; did you mean "renewables"?',
  ],
  ["{kind: monte_carlo, inputs: {levers.nuclear.strength: {}}}", 'no lever of the scenario is of the family "nuclear"'],
  ["{kind: monte_carlo, inputs: {levers.*.start: {}}}", "levers.*.strength or levers.*.delay is needed here"],
])("%s is refused", (design, message) => {
  const texts = { "designs/own.yaml": `design: ${design}\n`, ...certaintyTables() };
  const scenario = { ...run.scenario, model: certainModel };
  expect(mistakes(() => readDesign(toylandWith(texts), scenario, "designs/own.yaml"))[0]).toContain(message);
});

test("a design says by family how plans are delivered, the others come as before", () => {
  const own = "{renewables: {strength: {spread: uniform, low: 0.9, high: 1}, delay: {spread: discrete, values: [1]}}}";
  const { batch } = certainBatch({}, { runs: 4, design: `inputs: calibrated, delivery: ${own}` });
  const spreads = new Map(batch.inputs.map(({ name, spread }) => [name, spread]));
  expect(batch.delivery).toBe("own");
  expect(spreads.get("delivery.renewables.strength")).toEqual({ kind: "uniform", low: 0.9, high: 1 });
  expect(spreads.get("delivery.renewables.delay")).toMatchObject({ kind: "discrete", values: [1] });
  expect(spreads.get("delivery.efficiency.strength")).toMatchObject({ kind: "beta", low: 0, high: 1.2 });
  const scenario = { ...run.scenario, model: certainModel };
  expect(readDesign(toylandWith(certaintyTables()), scenario).calibrated?.delivery).toBe("as_before");
});

test("levers that are not there are told in Chinese too, with what was probably meant", () => {
  expect(zh.refusals.no_such_lever?.({ id: "wnd", near: "wind" } as never, zh as never)).toBe(
    "该情景没有措施 “wnd”；抽样只用于情景已采用的措施；是否指 “wind”？",
  );
  expect(zh.refusals.family_unknown?.({ name: "x", names: ["sinks"], near: "sinks" } as never, zh as never)).toMatch(
    /是否指 “sinks”？$/,
  );
});
