import { describe, expect, test, vi } from "vitest";
import { costCurveFile, costCurveLines } from "../../src/commands/cost-curve.ts";
import { costCurve, pricedOf } from "../../src/questions/cost-curve.ts";
import { en } from "../../src/report/words/en.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import { layeredLibrary } from "../../src/text/library.ts";
import { toyModel } from "../run/toy-runs.ts";
import { shippedLibrary, shippedRun } from "../shipped-runs.ts";

// All packages of six levers are run on the full model.
vi.setConfig({ testTimeout: 60_000 });

const { model, layout } = shippedRun("zhejiang/reference");
const costs = layout.cost ?? expect.fail();
const file = `extends: reference
title: {en: Six levers, zh: 六项措施}
levers:
  offshore_wind: {strength: 0.5}
  nuclear_power: {strength: 0.5}
  industrial_efficiency: {strength: 0.5}
  services_share: {strength: 0.3}
  nev_sales: {strength: 0.5}
  afforestation: {strength: 0.5}
`;
const library = layeredLibrary(shippedLibrary, new Map([["scenarios/zhejiang/six.yaml", file]]));
const run = runScenario(composeScenario(library, model, "zhejiang/six"));
const options = { boundary: "assessed", from: 2025, to: 2060, bound: 0.02, mostPairs: 10, seed: 1 };
const curve = costCurve(run, costs, options);
const policy = costCurve(shippedRun("zhejiang/policy"), costs, { ...options, mostPairs: 2 });
const step = (lever: string) => curve.steps.find((own) => own.lever === lever) ?? expect.fail(lever);
const cost = (own: typeof run, year: number) =>
  own.values("total_cost", 0)?.[year - own.scenario.baseYear] ?? Number.NaN;

describe("the cost curve of six levers", () => {
  test("adds up to what the package does to emissions and costs of the window", () => {
    const reference = shippedRun("zhejiang/reference");
    let reduction = 0;
    let more = 0;
    for (let year = 2025; year <= 2060; year++) {
      const i = year - 2021;
      reduction += reference.boundaries[0].series.values[i] - run.boundaries[0].series.values[i];
      more += cost(run, year) - cost(reference, year);
    }
    const sum = (pick: (own: (typeof curve.steps)[number]) => number) =>
      curve.steps.reduce((total, own) => total + pick(own), 0);
    expect(curve.reduction).toBeCloseTo(reduction, 6);
    expect(curve.cost).toBeCloseTo(more, 6);
    expect(sum((own) => own.reduction)).toBeCloseTo(reduction, 6);
    expect(sum((own) => own.cost)).toBeCloseTo(more, 6);
  });

  test("goes from the cheapest tonne up, in CNY a tonne", () => {
    const priced = policy.steps.flatMap(({ unit_cost, saves }) => (saves ? [] : (unit_cost ?? [])));
    expect(priced.length).toBeGreaterThan(4);
    expect(priced).toEqual([...priced].sort((a, b) => a - b));
    const { cost: own, reduction, unit_cost } = step("offshore_wind");
    // 1e8 CNY over 1e6 t.
    expect(unit_cost).toBeCloseTo((own * 1e8) / (reduction * 1e6), 6);
  });

  test("levers that save money stand first, by what they save and not by their saving per tonne", () => {
    const saving = policy.steps.filter(({ saves }) => saves);
    expect(saving.length).toBeGreaterThan(2);
    expect(policy.steps.slice(0, saving.length)).toEqual(saving);
    expect(saving.every(({ cost, unit_cost }) => cost < 0 && (unit_cost ?? 0) < 0)).toBe(true);
    const sums = saving.map((own) => own.cost);
    expect(sums).toEqual([...sums].sort((a, b) => a - b));
    const perTonne = saving.map(({ unit_cost }) => unit_cost);
    expect(perTonne).not.toEqual([...perTonne].sort((a, b) => (a ?? 0) - (b ?? 0)));
    const lines = costCurveLines(shippedRun("zhejiang/policy"), costs, policy, en);
    // Of a lever that saves, nothing per tonne is printed; of one with prices in part, the saving is a bound.
    for (const { lever, priced } of saving) {
      const label = shippedRun("zhejiang/policy").scenario.levers.get(lever)?.lever.label.en ?? expect.fail(lever);
      const line = lines.find((own) => own.startsWith(`  ${label} `)) ?? expect.fail(label);
      expect(line.endsWith(priced === "all" ? "saves money" : "saves at most")).toBe(true);
    }
    expect(lines.join("\n")).toContain("Levers that save money stand first by their total saving");
    const rows = costCurveFile(shippedRun("zhejiang/policy"), costs, policy, {}).split("\n");
    expect(rows[1]).toContain(",1e8 CNY,,CNY/tCO2");
  });

  test("gives no cost per tonne to what has no price or takes nothing off the boundary", () => {
    expect(step("services_share")).toMatchObject({ priced: "none", unit_cost: undefined });
    // Forests are no part of the assessed boundary, though planting them costs.
    expect(step("afforestation").reduction).toBeCloseTo(0, 9);
    expect(step("afforestation").cost).toBeGreaterThan(0);
    expect(step("afforestation").unit_cost).toBeUndefined();
  });

  test("a window of years counts those years only", () => {
    const early = costCurve(run, costs, { ...options, to: 2030 });
    expect(early.reduction).toBeLessThan(curve.reduction);
    expect(early.to).toBe(2030);
  });
});

test("a lever is priced as far as its effects are, by data that the region gives", () => {
  const lever = run.scenario.levers.get("offshore_wind")?.lever ?? expect.fail();
  expect(pricedOf(run.scenario, lever, costs)).toEqual({ priced: "all", unpriced: [] });
  const given = new Map([...run.scenario.given].filter(([name]) => name !== "capital_cost"));
  expect(pricedOf({ given }, lever, costs)).toEqual({ priced: "none", unpriced: ["planned_capacity"] });
  const both = { effects: [...lever.effects, ...(run.scenario.levers.get("services_share")?.lever.effects ?? [])] };
  expect(pricedOf(run.scenario, both, costs).priced).toBe("some");
});

describe("the cost section of a model", () => {
  const withSection = (text: string) => toyModel((own) => own.replace(/^report:\n/m, `report:\n  ${text}\n`));

  test("may be missing", () => {
    expect(toyModel().report?.cost).toBeUndefined();
  });

  test("mistakes are named with their place", () => {
    const read = () => withSection("cost: {total: costs, available: gdp, unit: CNY/t, priced: {wnd: gdp}}");
    expect(read).toThrow(/report\.cost\.total: unknown variable "costs"/);
    expect(read).toThrow(/report\.cost\.priced: unknown parameter "wnd"/);
  });
});
