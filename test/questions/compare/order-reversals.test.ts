import { expect, test } from "vitest";
import { orderReversals } from "../../../src/questions/compare/comparison.ts";
import type { LeverEffects } from "../../../src/questions/levers/lever-effects.ts";
import type { Peak } from "../../../src/run/peak/peak.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";

/** A run as far as the comparison reads it: year and level of the peak by boundary, the default first. */
function run(id: string, peaks: Record<string, [number, number]>, region = "toyland"): ScenarioRun {
  const boundaries = Object.entries(peaks).map(([name, [year, level]]) => ({ name, peak: { year, level } as Peak }));
  return { scenario: { id, region: { id: region } }, boundaries } as unknown as ScenarioRun;
}

const change = (peak_year: number, peak_level: number) => ({
  peak_year,
  peak_level,
  censored: false,
  emissions: new Map(),
  cumulative: 0,
});
const effect = (lever: string, boundary: string, peak_year: number, peak_level: number) => ({
  lever,
  boundary,
  alone: change(0, 0),
  in_package: change(peak_year, peak_level),
});
const none: LeverEffects = { effects: [], total: new Map() };

test("names the levers that raise or delay the peak where the order turns round", () => {
  const policy = run("policy", { assessed: [2029, 450], energy: [2028, 400] });
  const enhanced = run("enhanced", { assessed: [2026, 440], energy: [2028, 410] });
  const effects: LeverEffects = {
    effects: [
      effect("electric_heat", "energy", 0.5, 8),
      effect("wind", "energy", -1, -20),
      effect("green_exports", "energy", 0.1, 12),
      effect("electric_heat", "assessed", 0.5, 30),
    ],
    total: new Map(),
  };
  const found = orderReversals([
    { run: policy, effects: none },
    { run: enhanced, effects },
  ]);
  expect(found).toHaveLength(1);
  expect(found[0].boundary.name).toBe("energy");
  expect(found[0].higher.scenario.id).toBe("enhanced");
  expect(found[0].lower.scenario.id).toBe("policy");
  expect(found[0].levers).toEqual(["green_exports", "electric_heat"]);
});

test("says nothing where the order holds, where runs are equal, or between regions", () => {
  const policy = run("policy", { assessed: [2029, 450], energy: [2028, 400] });
  const better = run("better", { assessed: [2026, 440], energy: [2026, 390] });
  const elsewhere = run("elsewhere", { assessed: [2026, 440], energy: [2040, 900] }, "otherland");
  for (const other of [better, policy, elsewhere]) {
    expect(
      orderReversals([
        { run: policy, effects: none },
        { run: other, effects: none },
      ]),
    ).toEqual([]);
  }
});

test("a boundary that one run does not compute has no order", () => {
  const policy = run("policy", { assessed: [2029, 450], net: [2028, 400] });
  const enhanced = run("enhanced", { assessed: [2026, 440], net: [2030, 500] });
  const unknown = {
    ...enhanced,
    boundaries: enhanced.boundaries.map((b) => (b.name === "net" ? { ...b, peak: undefined } : b)),
  };
  expect(
    orderReversals([
      { run: policy, effects: none },
      { run: unknown, effects: none },
    ]),
  ).toEqual([]);
});
