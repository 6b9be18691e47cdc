import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { findPeak } from "../../src/analysis/peak.ts";
import { annualSeries } from "../../src/analysis/series.ts";
import { cellIndex } from "../../src/engine/cells.ts";
import { compile } from "../../src/engine/compile.ts";
import { readModel } from "../../src/engine/read-model.ts";
import { nodeLibrary } from "../../src/io/library.ts";
import { composeScenario, type RegionCache } from "../../src/scenario/compose.ts";
import { scenarioInputs, touchedParameters } from "../../src/scenario/inputs.ts";
import { modelFiles } from "../../src/scenario/model-files.ts";

const library = nodeLibrary(".", ".");
const model = readModel(modelFiles(library, "regional"));
const regions: RegionCache = new Map();
const [reference, policy, enhanced] = ["reference", "policy", "enhanced"].map((name) =>
  composeScenario(library, model, `zhejiang/${name}`, regions),
);

const boundaries = ["assessed", "net"].map((member) => {
  const variable = model.variables.get("emissions");
  return cellIndex(model, variable?.over ?? [], [member]) ?? Number.NaN;
});

function peaks(scenario: typeof reference) {
  const inputs = scenarioInputs(scenario);
  const program = compile(model, inputs, { outcomes: ["emissions"] });
  const memory = program.memory();
  program.load(memory, inputs);
  program.run(memory);
  return boundaries.map((cell) => findPeak(annualSeries(scenario.baseYear, program.series(memory, "emissions", cell))));
}

test("enhanced peaks no later and no higher than policy, and policy than reference, on assessed and net", () => {
  const [first, second, third] = [reference, policy, enhanced].map(peaks);
  boundaries.forEach((_, i) => {
    expect(second[i].year).toBeLessThanOrEqual(first[i].year);
    expect(second[i].level).toBeLessThanOrEqual(first[i].level);
    expect(third[i].year).toBeLessThanOrEqual(second[i].year);
    expect(third[i].level).toBeLessThanOrEqual(second[i].level);
  });
});

describe("every lever of policy names its document", () => {
  const text = library.read("scenarios/zhejiang/policy.yaml") ?? "";
  const { levers } = parse(text) as { levers: Record<string, { source?: string }> };
  test.each(Object.entries(levers))("%s", (_, { source }) => {
    expect(source).toMatch(/\p{Script=Han}|plan|Opinions|contribution|amendment|market/u);
  });
});

describe("a lever that a scenario pulls changes something, and nothing before it starts", () => {
  const cases = [policy, enhanced].flatMap((scenario) =>
    [...scenario.levers.keys()].map((id) => [`${scenario.id} ${id}`, scenario, id] as const),
  );
  const programs = new Map(
    [policy, enhanced].map((scenario) => {
      const inputs = scenarioInputs(scenario, new Map());
      const program = compile(model, inputs, { touched: touchedParameters(scenario) });
      const run = (strengths: Map<string, number>) => {
        const memory = program.memory();
        program.load(memory, scenarioInputs(scenario, strengths));
        program.run(memory);
        return memory;
      };
      return [scenario.id, { program, run, without: run(new Map()) }] as const;
    }),
  );
  test.each(cases)("%s", (_, scenario, id) => {
    const { program, run, without } = programs.get(scenario.id) as NonNullable<ReturnType<typeof programs.get>>;
    const lever = scenario.levers.get(id);
    // Switches that only matter where another lever acts are pulled on top of the whole package instead.
    const package_ = new Map([...scenario.levers].map(([name, { strength }]) => [name, strength]));
    const less = new Map(package_);
    less.delete(id);
    const [a, b] = [run(new Map([[id, lever?.strength ?? 1]])), run(package_)];
    const c = run(less);
    let changed = false;
    let early = false;
    for (const [name, variable] of model.variables) {
      const size = variable.over.reduce((n, over) => n * (model.domains.get(over)?.positions.length ?? 1), 1);
      for (let cell = 0; cell < size; cell++) {
        const pairs = [
          [program.series(a, name, cell), program.series(without, name, cell)],
          [program.series(b, name, cell), program.series(c, name, cell)],
        ];
        for (const [x, y] of pairs) {
          for (let year = 0; year < x.length; year++) {
            if (x[year] === y[year]) continue;
            changed = true;
            if (scenario.baseYear + year < (lever?.start ?? 0)) early = true;
          }
        }
      }
    }
    expect(changed).toBe(true);
    expect(early).toBe(false);
  });
});
