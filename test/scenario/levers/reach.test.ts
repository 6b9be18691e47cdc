import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../../src/engine/program/compile.ts";
import { modelWithIndicators } from "../../../src/scenario/indicators.ts";
import { scenarioInputs } from "../../../src/scenario/paths/inputs.ts";
import type { Scenario } from "../../../src/scenario/scenario.ts";
import { composed, mistakes } from "../toy.ts";

/** A quantity of a scenario in a year, from a program of its own. */
function valueIn(scenario: Scenario, variable: string, cell: number, year: number): number {
  const program = compile(modelWithIndicators(scenario), scenarioInputs(scenario));
  const memory = program.memory();
  program.run(memory);
  return program.value(memory, variable, cell, year - scenario.baseYear);
}

const pulling = (levers: string, more = "") => composed(`extends: reference\nlevers:\n  ${levers}\n${more}`);
const strengths = ({ levers }: Scenario) => Object.fromEntries([...levers].map(([id, { strength }]) => [id, strength]));
const bits = (scenario: Scenario) =>
  [...scenarioInputs(scenario).values].map(([name, values]) => [name, [...new BigUint64Array(values.slice().buffer)]]);
/** Of `generation`. */
const [COAL, WIND] = [0, 1];

test("a scenario that reaches a number is the one with the strength written out, bit for bit", () => {
  for (const asked of ["30 %", "31.7 %", "36 %"]) {
    const found = pulling(`more_wind: {delay: 1, reach: {wind_share: {2031: ${asked}}}}`);
    const { strength } = found.levers.get("more_wind") ?? {};
    const written = pulling(`more_wind: {delay: 1, strength: ${strength}}`);
    expect(bits(found)).toEqual(bits(written));
    expect(found.steps).toEqual(written.steps);
    const share = (of: Scenario) => valueIn(of, "wind_share", 0, 2031);
    const weaker = pulling(`more_wind: {delay: 1, strength: ${((strength ?? 0) - 1e-4).toFixed(4)}}`);
    // The least on the grid: a ten-thousandth less falls short.
    expect(share(found)).toBeGreaterThanOrEqual(Number.parseFloat(asked));
    expect(share(weaker)).toBeLessThan(Number.parseFloat(asked));
    expect(found.notes.at(-1)?.message.en).toContain(`found so that wind_share comes to ${asked}`);
  }
});

test("what the parent's own strength brings about asks for that strength again", () => {
  const drawn = fc.record({ tenths: fc.integer({ min: 1, max: 10_000 }), year: fc.integer({ min: 2026, max: 2040 }) });
  fc.assert(
    fc.property(drawn, fc.constantFrom("more_wind", "less_coal"), ({ tenths, year }, lever) => {
      const parent = pulling(`${lever}: {strength: ${tenths / 10_000}}`);
      const cell = lever === "less_coal" ? COAL : WIND;
      const unit = `generation.${lever === "less_coal" ? "coal" : "wind"}: {${year}: "${valueIn(parent, "generation", cell, year)} TW*h"}`;
      expect(strengths(pulling(`${lever}: {reach: {${unit}}}`))).toEqual({ [lever]: tenths / 10_000 });
    }),
    { numRuns: 10 },
  );
});

test("several years are knots that hold each of them, from the lever's own start on", () => {
  const found = pulling("more_wind: {reach: {generation.wind: {2028: 4 TW*h, 2032: 5 TW*h, 2036: 4.5 TW*h}}}");
  const at = (year: number) => valueIn(found, "generation", WIND, year);
  expect([2028, 2032, 2036, 2040].map((year) => at(year).toFixed(3))).toEqual(["4.000", "5.000", "4.500", "4.500"]);
  expect([2025, 2026].map(at)).toEqual([3, expect.closeTo(3.333, 3)]);
  const { strength, ramp, start, full } = found.levers.get("more_wind") ?? {};
  expect({ strength, start, full }).toEqual({ strength: 0.5, start: 2026, full: 2036 });
  const knots = [...(ramp?.knots ?? [])].map(([year, share]) => `${year}: ${share}`).join(", ");
  expect(bits(pulling(`more_wind: {strength: 0.5, knots: {${knots}}}`))).toEqual(bits(found));
  // A delay moves what stands in its file, not the years that are asked for.
  const late = pulling("more_wind: {delay: 2, reach: {generation.wind: {2030: 4 TW*h, 2032: 5 TW*h}}}");
  expect([2027, 2030, 2032].map((year) => valueIn(late, "generation", WIND, year).toFixed(3))).toEqual([
    "3.000",
    "4.000",
    "5.000",
  ]);
});

test("levers that work on each other's quantities hold together; measures and formulas of one's own are reached too", () => {
  const found = pulling(
    "less_coal: {reach: {wind_share: {2034: 38 %}}}\n  more_wind: {reach: {total: {change_from: 2025, 2034: -9 %}}}",
    'indicators: {total: "generation[coal] + 2 * generation[wind]"}\n',
  );
  const at = (cell: number, year: number) => valueIn(found, "generation", cell, year);
  const total = (year: number) => at(COAL, year) + 2 * at(WIND, year);
  expect(valueIn(found, "wind_share", 0, 2034)).toBeCloseTo(38, 2);
  expect(total(2034) / total(2025) - 1).toBeCloseTo(-0.09, 3);
  const { reach } = found.levers.get("more_wind") ?? {};
  expect(reach).toMatchObject({ name: "total", kind: "change", from: 2025, years: [{ year: 2034, asked: -0.09 }] });
  // The order of the file says which is found first, not what is found.
  const turned = pulling(
    "more_wind: {reach: {total: {change_from: 2025, 2034: -9 %}}}\n  less_coal: {reach: {wind_share: {2034: 38 %}}}",
    'indicators: {total: "generation[coal] + 2 * generation[wind]"}\n',
  );
  for (const [id, strength] of Object.entries(strengths(found))) expect(strengths(turned)[id]).toBeCloseTo(strength, 3);
});

test("what stands without the lever needs none of it", () => {
  const found = pulling("more_wind: {reach: {generation.wind: {2030: 2.5 TW*h}}}");
  expect(strengths(found)).toEqual({ more_wind: 0 });
  expect(found.notes.at(-1)?.message).toEqual({
    en: "strength 0 in 2030: without the lever generation.wind is 3 TW*h, which is at or past the 2.5 TW*h asked for; so the lever is off, in the place of any strength of a parent",
    zh: "2030 年力度为 0：不采用该措施时 generation.wind 为 3 TW*h，已达到或越过所求的 2.5 TW*h；该措施因此不起作用，上级情景给它的力度也不再有效",
  });
});

test("a response that turns back is told, and what never settles is refused", () => {
  const turning = `indicators: {hump: "generation[wind] / generation[coal] * (0.8 - generation[wind] / generation[coal])"}\n`;
  const found = pulling("more_wind: {reach: {hump: {2030: 15.9 %}}}", turning);
  expect(valueIn(found, "hump", 0, 2030)).toBeCloseTo(0.159, 4);
  expect(found.notes.at(-1)?.message.en).toBe(
    "more of the lever does not always bring more: a stronger setting turns back",
  );
  const crossed = [
    "more_wind: {reach: {one: {2034: -2.25 TW*h}}}",
    "  less_coal: {reach: {other: {2034: -3.4 TW*h}}}",
    'indicators: {one: "0.25 * generation[wind] - 0.4 * generation[coal]", other: "-0.2 * generation[coal] - 0.5 * generation[wind]"}',
  ];
  expect(mistakes(() => pulling(crossed.join("\n")))).toEqual([
    "scenarios/isle/test.yaml:3:22  levers.more_wind.reach: no strengths are found that hold together: it and less_coal move what the other is sized for",
    "scenarios/isle/test.yaml:4:22  levers.less_coal.reach: no strengths are found that hold together: it and more_wind move what the other is sized for",
  ]);
});

test("a child's strength, level or reach stands in place of a parent's, and is found with what the child assumes", () => {
  const parent = "extends: reference\nlevers:\n  more_wind: {reach: {generation.wind: {2030: 4 TW*h}}}\n";
  const child = (text: string) => composed(`extends: parent\n${text}`, { "scenarios/isle/parent.yaml": parent });
  const levers = (text: string) => strengths(child(`levers: {more_wind: ${text}}\n`));
  expect(strengths(child(""))).toEqual({ more_wind: 0.25 });
  expect(strengths(child("assume: {planned_capacity.wind: {2025: 2 GW}}\n"))).toEqual({ more_wind: 0.5 });
  expect(levers("{strength: 0.7}")).toEqual({ more_wind: 0.7 });
  expect(levers("{reach: {generation.wind: {2030: 5 TW*h}}}")).toEqual({ more_wind: 0.5 });
  expect(levers("{reach: null, strength: 0.7}")).toEqual({ more_wind: 0.7 });
  expect(levers("null")).toEqual({});
  expect(mistakes(() => levers("{reach: null}"))).toEqual([
    expect.stringContaining("levers.more_wind.reach: nothing stands here"),
  ]);
});
