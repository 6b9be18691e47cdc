import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, test, vi } from "vitest";
import { cellIndex } from "../../../src/engine/language/cells.ts";
import { cellOf, type StatedGrid } from "../../../src/regions/china/balance/grid.ts";
import { type RebasedRegion, rebaseRegion } from "../../../src/regions/rebase/rebase-region.ts";
import { readRebaseRules } from "../../../src/regions/rebase/rebase-stocks.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { layeredLibrary } from "../../../src/text/library.ts";
import { formatProblem, InputError } from "../../../src/text/problems.ts";
import { shippedLibrary, shippedModel, shippedPrograms, shippedRun } from "../../shipped-runs.ts";
import { printedBalance, readSource, zhejiang } from "../zhejiang.ts";
import { yearbookText } from "./yearbook-text.ts";

// Every base year compiles a program of its own, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const folder = join(import.meta.dirname, "../../fixtures/balances");
const model = shippedModel();
const programs = shippedPrograms;

const made = (region: string, text: string, file = "balance.csv"): RebasedRegion =>
  rebaseRegion(shippedLibrary, model, { region, balance: { text, file } }, programs);
const fixture = (name: string): string => readFileSync(join(folder, name), "utf8");
const run = (id: string, files?: ReadonlyMap<string, string>): ScenarioRun =>
  files === undefined
    ? shippedRun(id)
    : runScenario(composeScenario(layeredLibrary(shippedLibrary, files), model, id), programs);
const at = (of: ScenarioRun, year: number, variable: string, ...members: string[]): number => {
  const cell = cellIndex(model, model.variables.get(variable)?.over ?? [], members);
  return of.values(variable, cell ?? -1)?.[year - of.scenario.baseYear] ?? Number.NaN;
};
/** Largest relative difference of two grids, over the cells of both. */
const apart = (a: StatedGrid, b: StatedGrid): number => {
  let most = 0;
  for (const grid of [a, b])
    for (const [row, cells] of grid)
      for (const column of cells.keys()) {
        const [x, y] = [cellOf(a, row, column), cellOf(b, row, column)];
        if (x !== y) most = Math.max(most, Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y)));
      }
  return most;
};

describe("the region's own balance of its base year", () => {
  const { build } = zhejiang();
  const plain = made("zhejiang", yearbookText(printedBalance(), "浙江 2021", false));
  const physical = made("zhejiang", yearbookText(printedBalance(), "浙江 2021", true));

  it("gives its inventory again to 1e-9, printed in coal equivalent or in physical units", () => {
    for (const { inventory, electricity } of [plain, physical]) {
      for (const part of [
        "energy",
        "co2",
        "feedstock",
        "heatFuel",
        "transformationInput",
        "transformationOutput",
      ] as const)
        expect(apart(inventory[part], build.inventory[part]), part).toBeLessThan(1e-9);
      expect(inventory.heatLoss.value).toBeCloseTo(build.inventory.heatLoss.value, 9);
      expect(electricity.totalUse.value / build.electricity.totalUse.value).toBeCloseTo(1, 9);
    }
  });
  it("moves no stock and no path, and gives the same results", () => {
    expect(plain.counts.run).toBe(0);
    expect(plain.counts.paths).toBe(0);
    const [before, after] = [run("zhejiang/policy"), run("zhejiang_2021/policy", plain.files)];
    before.boundaries.forEach(({ peak, series }, i) => {
      expect(after.boundaries[i].peak?.year).toBe(peak?.year);
      Array.from(series.values).forEach((value, year) => {
        expect(Math.abs(after.boundaries[i].series.values[year] / value - 1)).toBeLessThan(1e-9);
      });
    });
  });
});

// Both balances are made from the shipped ones of 2021 by the rule in their first line; none of their numbers is published.
describe.each([
  { region: "zhejiang", year: 2022, file: "zhejiang_2022_made.csv" },
  { region: "yunnan", year: 2023, file: "yunnan_2023_made.csv" },
])("a made balance of $region in $year", ({ region, year, file }) => {
  let moved: RebasedRegion;
  let before: ScenarioRun;
  let after: ScenarioRun;
  beforeAll(() => {
    moved = made(region, fixture(file), file);
    before = run(`${region}/reference`);
    after = run(`${moved.id}/reference`, moved.files);
  });

  it("is the base year of a region that runs, with the old region's levers, targets and observed years", () => {
    const { scenario } = after;
    expect(scenario.baseYear).toBe(year);
    expect(scenario.lastObserved).toBe(before.scenario.lastObserved);
    expect([...scenario.region.levers.keys()]).toEqual([...before.scenario.region.levers.keys()]);
    expect(after.planTargets.length).toBe(before.planTargets.length);
    expect(after.planTargets.length).toBeGreaterThan(0);
    const later = before.scenario.region.observations.filter((observation) => observation.year > year);
    expect(later.length).toBeGreaterThan(0);
    expect(scenario.region.observations).toEqual(later);
    expect(run(`${moved.id}/policy`, moved.files).scenario.levers.size).toBe(
      run(`${region}/policy`).scenario.levers.size,
    );
  });
  it("reproduces its own inventory to 1e-9", () => {
    let cells = 0;
    for (const [sector, row] of moved.inventory.co2)
      for (const [carrier, { value: mt }] of row) {
        expect(Math.abs(at(after, year, "fuel_co2", sector, carrier) - mt)).toBeLessThanOrEqual(1e-9 * mt);
        cells++;
      }
    expect(cells).toBeGreaterThan(30);
    for (const [sector, row] of moved.inventory.energy)
      for (const [carrier, { value: mtce }] of row)
        expect(Math.abs(at(after, year, "final_energy", sector, carrier) - mtce)).toBeLessThanOrEqual(
          1e-9 * Math.max(mtce, 0.01),
        );
    expect(at(after, year, "electricity_use") / moved.electricity.totalUse.value).toBeCloseTo(1, 9);
    expect(at(after, year, "exports")).toBeCloseTo(moved.electricity.exports.value, 9);
  });
  it("starts from the stocks that the old run has in that year, and retires plants when it does", () => {
    for (const [variable, ...members] of [
      ["population"],
      ["gdp"],
      ["capacity", "coal"],
      ["capacity", "wind_onshore"],
      ["storage_capacity", "pumped"],
      ["vehicles", "car", "electric"],
      ["vehicles_sold", "car", "electric"],
      ["output", "clinker"],
      ["forest_stock"],
      ["floor_per_head", "urban_homes"],
    ]) {
      const then = at(before, year, variable, ...members);
      expect(Math.abs(at(after, year, variable, ...members) - then), variable).toBeLessThanOrEqual(1e-6 * then);
    }
    // Beyond the overdue ones, which go evenly over ten years from either base year.
    for (const later of [2035, 2045])
      expect(at(after, later, "capacity", "coal") / at(before, later, "capacity", "coal")).toBeCloseTo(1, 1);
    expect(at(after, 2024, "capacity", "wind_onshore")).toBeCloseTo(at(before, 2024, "capacity", "wind_onshore"), 9);
  });
  it("says where every number of its tables comes from", () => {
    const tables = [...moved.files].filter(([name]) => name.endsWith(".csv"));
    for (const [name, text] of tables)
      for (const line of text.trim().split("\n").slice(1))
        expect(line, name).toMatch(new RegExp(`balance of ${year}|run of |judgement|national|;|recalled|_`));
    expect(moved.files.get(`data/regions/${moved.id}.yaml`)).toContain(`extends: ${region}`);
  });
});

test("a rebased region can be rebased again, to the same numbers", () => {
  const text = fixture("yunnan_2023_made.csv");
  const once = made("yunnan", text);
  const again = rebaseRegion(
    layeredLibrary(shippedLibrary, once.files),
    model,
    { region: once.id, balance: { text, file: "balance.csv" } },
    programs,
  );
  expect(again.id).toBe("yunnan_2023_2023");
  expect(apart(again.inventory.energy, once.inventory.energy)).toBeLessThan(1e-9);
  expect(apart(again.inventory.co2, once.inventory.co2)).toBeLessThan(1e-9);
});

test("a city takes industry's branches from its own run", () => {
  const part = new Map(
    [...printedBalance()].map(([material, cells]) => [
      material,
      new Map([...cells].map(([process, mtce]) => [process, mtce * 0.15])),
    ]),
  );
  const moved = made("hangzhou", yearbookText(part, "杭州 2022", true));
  expect(moved).toMatchObject({ known: false, own: false });
  const after = run("hangzhou_2022/reference", moved.files);
  const coal = (of: ScenarioRun, sector: string) => at(of, 2022, "final_energy", sector, "coal");
  const before = run("hangzhou/reference");
  expect(coal(after, "chemicals") / coal(after, "minerals")).toBeCloseTo(
    coal(before, "chemicals") / coal(before, "minerals"),
    6,
  );
  expect(after.scenario.region.downscaled?.en).toContain("energy of 2022 from its own balance");
});

describe("what cannot be a base year is refused with its place", () => {
  const messagesOf = (work: () => unknown): string[] => {
    try {
      work();
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(formatProblem);
      throw error;
    }
    return [];
  };
  it.each([
    [
      "too-early.csv",
      "too-early.csv:1:1  the balance is of 2019; a base year from 2021 (the region's own) to 2030 is allowed",
    ],
    [
      "too-late.csv",
      "too-late.csv:1:1  the balance is of 2040; a base year from 2021 (the region's own) to 2030 is allowed",
    ],
    [
      "heat.csv",
      "heat.csv:1:1  the balance cannot be the base year: heat does not balance: 0.8 Mtce supplied, 0 used, 0 lost",
    ],
  ])("%s", (file, message) => {
    expect(messagesOf(() => made("yunnan", fixture(`refused/${file}`), file))).toEqual([message]);
  });
  it("an unknown region, one of another model, and one without a reference scenario", () => {
    const text = fixture("small.csv");
    expect(messagesOf(() => made("yunnam", text))[0]).toMatch(/unknown region "yunnam".*did you mean "yunnan"\?$/);
    expect(messagesOf(() => made("france", text))[0]).toContain(
      "the region france has data for the model kaya; the scenario runs regional",
    );
    const alone = layeredLibrary(
      shippedLibrary,
      new Map([["data/regions/alone.yaml", "region: alone\nextends: yunnan\n"]]),
    );
    expect(
      messagesOf(() => rebaseRegion(alone, model, { region: "alone", balance: { text, file: "b.csv" } }, programs)),
    ).toEqual([
      "b.csv:1:1  alone/reference: there is no scenario alone/reference to run from 2021 to 2023; write scenarios/alone/reference.yaml first",
    ]);
  });
});

test("every parameter that is one number has its rule, and rules name parameters and variables of the model", () => {
  const rules = readRebaseRules(readSource("rebase_rules.csv"));
  const open = [...model.parameters.values()].filter(({ name, yearly }) => !yearly && !rules.has(name));
  expect(open.map(({ name }) => name)).toEqual([]);
  for (const [id, { rule, variable }] of rules) {
    expect(model.parameters.has(id), id).toBe(true);
    if (rule === "run") expect(model.variables.has(variable), `${id}: ${variable}`).toBe(true);
  }
});
