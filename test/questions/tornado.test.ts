import { describe, expect, test } from "vitest";
import { ranked, tornado, width } from "../../src/questions/tornado.ts";
import { packageSettings } from "../../src/run/package-runner.ts";
import { findTop } from "../../src/run/peak/peak.ts";
import { runScenario } from "../../src/run/scenario-run.ts";
import { scenarioInputs } from "../../src/scenario/paths/inputs.ts";
import { shippedRun } from "../shipped-runs.ts";

const run = shippedRun("zhejiang/policy");
const found = tornado(run, ["assessed", "energy"]);
const [assessed, energy] = found.boundaries;
const bar = (name: string) => assessed.bars.find(({ input }) => input.name === name) ?? expect.fail(name);

describe("the tornado of Zhejiang", () => {
  test("has each input once, between its ends, and only those that change something", () => {
    const names = assessed.bars.map(({ input }) => `${input.kind} ${input.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { input, low, high } of assessed.bars) {
      expect(input.low).toBeLessThanOrEqual(input.value);
      expect(input.high).toBeGreaterThanOrEqual(input.value);
      const changes = [low, high].flatMap(({ change }) => [change.peak_year, change.peak_level, change.cumulative]);
      expect(changes.some((change) => Math.abs(change) > 1e-9)).toBe(true);
    }
    // Credits of forests lie outside the assessed boundary.
    expect(names).not.toContain("assumption biomass_expansion");
    expect(assessed.idle).toBeGreaterThan(50);
  });

  test("what an elasticity does at its high is what the scenario does with it there", () => {
    const name = "activity_elasticity.services";
    const { input, high } = bar(name);
    const base = run.scenario.base.values.get("activity_elasticity") ?? expect.fail();
    const size = run.model.parameters.get("activity_elasticity")?.size ?? 0;
    const services = run.model.sets.get("sector")?.members.findIndex((member) => member.name === "services") ?? -1;
    const moved = base.slice();
    for (let i = services; i < moved.length; i += size) moved[i] = input.high;
    const values = new Map(run.scenario.base.values).set("activity_elasticity", moved);
    const own = runScenario({ ...run.scenario, base: { ...run.scenario.base, values } });
    const top = findTop(own.boundaries[0].series);
    expect(high.measures.peak_level).toBe(top.level);
    expect(high.measures.peak_year).toBe(top.year_continuous);
  });

  test("a lever goes to nothing and to what is physically possible", () => {
    const { input, low, high } = bar("offshore_wind");
    const pulled = run.scenario.levers.get("offshore_wind") ?? expect.fail();
    expect([input.low, input.value, input.high]).toEqual([0, pulled.strength, pulled.lever.levels[3]]);
    const strengths = new Map([...packageSettings(run)].map(([id, { strength }]) => [id, strength]));
    strengths.set("offshore_wind", 0);
    const inputs = scenarioInputs(run.scenario, strengths);
    const without = runScenario({ ...run.scenario, base: inputs, levers: new Map(), steps: new Map() });
    expect(low.measures.peak_level).toBe(findTop(without.boundaries[0].series).level);
    expect(low.change.cumulative).toBeGreaterThan(0);
    expect(high.change.cumulative).toBeLessThan(0);
  });

  test("widest first, by each measure", () => {
    for (const measure of ["peak_year", "peak_level", "cumulative"] as const) {
      const widths = ranked(energy.bars, measure).map((own) => width(own, measure));
      expect(widths).toEqual([...widths].sort((a, b) => b - a));
      expect(widths[0]).toBeGreaterThan(0);
    }
  });

  test("an end at which a check of the model fails is refused by name and left out", () => {
    for (const { input, check, reason } of found.refused) {
      expect(check?.severity).toBe("error");
      expect(reason).toContain(check?.name ?? "?");
      expect(assessed.bars.map((own) => own.input.name)).not.toContain(input.name);
    }
    expect(found.refused.map(({ input }) => input.name)).toContain("storage_efficiency.pumped");
  });
});

test("a model without ranges has a tornado of its levers", () => {
  const kaya = shippedRun("kaya/policy");
  const [gross] = tornado(kaya, ["gross"]).boundaries;
  expect(gross.bars.filter(({ input }) => input.kind === "lever").length).toBeGreaterThan(0);
});
