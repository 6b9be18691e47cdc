import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../../src/files/library.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { policyFiles } from "../../../src/regions/plans/made-policies.ts";
import { leverSettings, type Setting, solveSettings } from "../../../src/regions/plans/settings.ts";
import { policyMark, policyTables } from "../../../src/regions/plans/tables.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { sharedPrograms } from "../../../src/run/shared-programs.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { modelFiles } from "../../../src/scenario/model-files.ts";
import { regionPath } from "../../../src/scenario/region/region-path.ts";
import type { Library } from "../../../src/text/library.ts";
import { parseTree, type YamlTree } from "../../../src/text/yaml.ts";

// The generator runs a scenario some twenty times, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// The generator reads the same files some twenty times a region; each text is parsed once.
const trees = new Map<string, YamlTree>();
const library: Library = {
  ...nodeLibrary(".", "."),
  tree: (file, text) => {
    const tree = trees.get(text) ?? parseTree(text, file);
    trees.set(text, tree);
    return tree;
  },
};
const model = readModel(modelFiles(library, "regional"));
const programs = sharedPrograms();
const tables = policyTables(library);
const run = (id: string, changed: ReadonlyMap<string, string> = new Map()): ScenarioRun => {
  const over = { ...library, read: (path: string) => changed.get(path) ?? library.read(path) };
  return runScenario(composeScenario(over, model, id), programs);
};
const regions = readdirSync("scenarios").filter((region) => {
  const text = library.read(`scenarios/${region}/policy.yaml`);
  return text?.includes(policyMark);
});
const titles = readCsv(readFileSync("data/china/plans/documents.csv", "utf8")).map(({ document }) => document);

// One of each kind: a province with levers of its own, a nation, and a city whose wind and solar are solved for a share.
test.each([
  ["jilin", ["scenarios/jilin/policy.yaml", "data/regions/jilin/levers.yaml"]],
  ["china", ["scenarios/china/policy.yaml", "data/regions/china/levers.yaml"]],
  ["huzhou", ["scenarios/huzhou/policy.yaml", "data/regions/huzhou/levers.yaml"]],
])("the shipped policy of %s is what the generator makes, to the byte", (region, paths) => {
  const { files } = policyFiles(
    run(`${region}/reference`),
    tables,
    (changed) => run(`${region}/policy`, changed),
    library,
  );
  expect([...files.keys()]).toEqual(paths);
  for (const [path, text] of files) expect(text).toBe(library.read(path));
});

test("every lever of every generated policy names a statement, a document or the library's own source", () => {
  const ids = new Map(tables.statements.map(({ id, document }) => [id, document]));
  const national = composeScenario(library, model, "china/policy").region.levers;
  expect(regions.length).toBeGreaterThanOrEqual(59);
  const orphans = regions.flatMap((region) => {
    const { levers } = parse(library.read(`scenarios/${region}/policy.yaml`) ?? "") as {
      levers: Record<string, { source: string }>;
    };
    return Object.entries(levers).flatMap(([lever, { source }]) => {
      const id = /^(T\d{4}): /.exec(source)?.[1];
      if (id !== undefined && source.includes(ids.get(id) ?? "?")) return [];
      if (titles.some((title) => source.startsWith(`${title}, `))) return [];
      const own = national.get(lever)?.source;
      return own !== undefined && source.startsWith(own) ? [] : [`${region}: ${lever}: ${source}`];
    });
  });
  expect(orphans).toEqual([]);
});

test("the tables name regions, levers, quantities, documents and switches that there are, each once", () => {
  const { region } = composeScenario(library, model, "china/policy");
  const known = (lever: string) =>
    region.levers.has(lever) || model.parameters.has(lever) || lever === "plan_new_energy";
  const measures = tables.measures.map((row) => `${row.region} ${row.lever}`);
  expect(new Set(measures).size).toBe(measures.length);
  const unknown = [
    ...tables.measures.filter((row) => !known(row.lever) || !titles.includes(row.document)),
    ...tables.measures.filter((row) => library.read(regionPath(library, `${row.region}.yaml`)) === undefined),
    ...[...tables.levers, ...tables.numbers].filter(({ lever }) => !known(lever)),
    ...tables.switches.filter(({ parameter }) => !model.parameters.has(parameter)),
  ];
  expect(unknown).toEqual([]);
  const quantities = new Set(tables.quantities.map(({ quantity }) => quantity));
  const asked = [...tables.levers, ...tables.numbers].flatMap(({ quantity }) => quantity.split("|"));
  expect(
    [...asked, ...tables.capacities.map(({ quantity }) => quantity)].filter((it) => it !== "" && !quantities.has(it)),
  ).toEqual([]);
});

test("a lever with a statement of another place is a part's that follows its whole", () => {
  const regionOf = new Map(tables.statements.map(({ id, region }) => [id, region]));
  for (const region of regions) {
    const text = library.read(`scenarios/${region}/policy.yaml`) ?? "";
    const parent = /^parent: (\w+)$/m.exec(library.read(regionPath(library, `${region}.yaml`)) ?? "")?.[1];
    const found = [...text.matchAll(/source: "(T\d{4}): /g)].map(([, id]) => regionOf.get(id));
    // The national pace of industry stands in where no document of the place prints one.
    for (const place of found) expect([region, parent, "china"]).toContain(place);
  }
});

test("nothing acts before its start", () => {
  for (const region of ["guizhou", "hangzhou"]) {
    const [policy, reference] = [run(`${region}/policy`), run(`${region}/reference`)];
    const last = 2025 - policy.scenario.baseYear;
    for (const name of ["emissions", "capacity", "final_energy", "electricity_use"]) {
      const size = model.variables.get(name)?.size ?? 0;
      for (let cell = 0; cell < size; cell++) {
        const before = (it: ScenarioRun) => it.values(name, cell)?.slice(0, last + 1);
        expect([region, name, cell, before(policy)]).toEqual([region, name, cell, before(reference)]);
      }
    }
  }
});

test("a part has none of the levers that hold the gigawatts of its whole", () => {
  const { levers } = composeScenario(library, model, "hangzhou/policy").region;
  expect(composeScenario(library, model, "zhejiang/policy").region.levers.has("offshore_wind")).toBe(true);
  expect(["offshore_wind", "nuclear_power", "fourth_uhv_line", "afforestation"].filter((id) => levers.has(id))).toEqual(
    [],
  );
});

test("a promised capacity stands in its year unless the growth cap holds it back", () => {
  const jilin = run("jilin/policy");
  const judged = (id: string) => jilin.planTargets.find(({ statement }) => statement.id === id)?.result;
  expect(judged("T0340")).toMatchObject({ status: "met" });
  expect(judged("T0341")).toMatchObject({ status: "met" });
  // 12.1 GW of pumped storage from 1.4 GW in five years is beyond half as much again every year.
  expect(judged("T0347")).toMatchObject({ status: "missed" });
});

test("of a region's numbers and measures the printed number comes first, then its own document, then the nation's", () => {
  const { region } = run("jilin/reference").scenario;
  const settings = leverSettings(region, ["jilin"], tables);
  const of = (lever: string) => settings.find((setting) => setting.lever === lever);
  expect(of("demand_response")).toMatchObject({ reach: { quantity: "demand_response", asked: 0.05, year: 2030 } });
  expect(of("demand_response")?.source).toMatch(/^T0348: /);
  expect(of("coal_reserve")).toMatchObject({ level: 1 });
  expect(of("coal_reserve")?.source).toMatch(/^吉林省碳达峰实施方案, .*: no number, level 1$/);
  expect(of("sender_decarbonisation")).toMatchObject({ strength: 0.8 });
  expect(of("sender_decarbonisation")?.source).toMatch(/^CPC and State Council/);
  expect(new Set(settings.map(({ lever }) => lever)).size).toBe(settings.length);
});

test("the least strength that reaches a number is found, or full strength and a word that it does not", () => {
  const base = run("jilin/policy");
  const quantities = [{ quantity: "share", formula: "nonfossil_share" }];
  const share = base.values("nonfossil_share", 0)?.[2030 - base.scenario.baseYear] ?? Number.NaN;
  // A run of the lever at strength s is a run whose share is 0.1 + 0.2 s.
  const runs: number[] = [];
  const solve = (asked: number) => {
    const setting: Setting = { lever: "x", reach: { quantity: "share", asked, year: 2030 }, source: "Plan" };
    return solveSettings(
      [setting],
      ([{ strength = 0 }]) => {
        runs.push(strength);
        const values = (name: string, cell: number) =>
          name === "nonfossil_share"
            ? Float64Array.from(base.values(name, cell) ?? [], (value) => value - share + 0.1 + 0.2 * strength)
            : base.values(name, cell);
        return { ...base, values };
      },
      quantities,
    );
  };
  const [half] = solve(0.2);
  expect(half.strength).toBeGreaterThanOrEqual(0.5);
  expect(half.strength).toBeLessThanOrEqual(0.502);
  expect([half]).toMatchObject([{ source: "Plan: share in 2030 is 0.1 of 0.2 without it" }]);
  expect(runs.length).toBeLessThan(12);
  expect(solve(0.4)).toMatchObject([
    { strength: 1, source: "Plan: share in 2030 is 0.3 of 0.4 even at full strength" },
  ]);
  expect(solve(0.05)).toEqual([]);
});
