import { expect, test } from "vitest";
import { orderReversals } from "../../../src/questions/compare/comparison.ts";
import type { LeverPeak, LeverPeaks } from "../../../src/questions/levers/lever-peaks.ts";
import type { Peak } from "../../../src/run/peak/peak.ts";
import type { ScenarioRun } from "../../../src/run/run.ts";

/** A run as far as the comparison reads it: year and level of the peak by boundary, the default first. */
function run(id: string, peaks: Record<string, [number, number]>, region = "toyland"): ScenarioRun {
  const boundaries = Object.entries(peaks).map(([name, [year, level]]) => ({ name, peak: { year, level } as Peak }));
  return { scenario: { id, region: { id: region } }, boundaries } as unknown as ScenarioRun;
}

const peak = (year: number, level: number) => ({ year, level }) as LeverPeak;
const row = (id: string, year: number, level: number) =>
  ({ id, kind: "lever", family: "", alone: peak(0, 0), without: peak(year, level) }) as const;
const none: readonly LeverPeaks[] = [];

test("names the levers that raise or delay the peak where the order turns round", () => {
  const policy = run("policy", { assessed: [2029, 450], energy: [2028, 400] });
  const enhanced = run("enhanced", { assessed: [2026, 440], energy: [2028, 410] });
  const peaksByLever = [
    {
      boundary: "energy",
      reference: peak(2035, 500),
      policy: peak(2028, 410),
      rows: [
        row("electric_heat", 2027, 402),
        row("wind", 2029, 430),
        row("green_exports", 2028, 398),
        { ...row("renewables", 2020, 300), kind: "family" } as const,
      ],
    },
    {
      boundary: "assessed",
      reference: peak(2035, 500),
      policy: peak(2026, 440),
      rows: [row("electric_heat", 2026, 400)],
    },
  ];
  const found = orderReversals([
    { run: policy, peaksByLever: none },
    { run: enhanced, peaksByLever },
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
        { run: policy, peaksByLever: none },
        { run: other, peaksByLever: none },
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
      { run: policy, peaksByLever: none },
      { run: unknown, peaksByLever: none },
    ]),
  ).toEqual([]);
});
