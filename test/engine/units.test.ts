import { expect, test } from "vitest";
import { convert, createUnitSystem, describeDimensions, parseUnit, type Unit } from "../../src/engine/units.ts";
import { problemsOf } from "./tiny-model.ts";

const at = { file: "units.yaml", line: 1, column: 1 };
const system = createUnitSystem([
  { name: "tce", is: "29.3076 GJ", prefixes: ["k", "M"], also: ["吨标准煤"], at },
  { name: "万吨标准煤", is: "1e4 tce", prefixes: [], also: [], at },
  { name: "亿千瓦时", is: "1e8 kWh", prefixes: [], also: [], at },
  { name: "tCO2", prefixes: ["M"], also: [], at },
]);
const unit = (text: string): Unit => {
  const parsed = parseUnit(system, text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
};

test("conversions of Chinese energy statistics", () => {
  // 0.1229 kgce/kWh is 3.6 MJ over 29.3076 MJ/kgce (GB/T 2589).
  expect(convert(unit("TW*h"), unit("Mtce"))).toBeCloseTo(0.12283503255, 10);
  expect(convert(unit("亿千瓦时"), unit("TW*h"))).toBe(0.1);
  expect(convert(unit("万吨标准煤"), unit("Mtce"))).toBe(0.01);
  expect(convert(unit("GW*h/yr"), unit("TW*h/yr"))).toBe(0.001);
  expect(convert(unit("%/yr"), unit("1"))).toBe(0.01);
});

test("round trips change nothing beyond the last digits", () => {
  for (const [a, b] of [
    ["Mtce", "PJ"],
    ["PJ", "TW*h"],
    ["TW*h", "Mtce"],
    ["万吨标准煤", "EJ"],
  ]) {
    const there = convert(unit(a), unit(b)) as number;
    const back = convert(unit(b), unit(a)) as number;
    expect(there * back).toBeCloseTo(1, 13);
  }
});

test("dimensions keep apart what must not be added", () => {
  expect(convert(unit("GW"), unit("GW*h/yr"))).toBeUndefined();
  expect(convert(unit("Mt"), unit("MtCO2"))).toBeUndefined();
  expect(describeDimensions(unit("MtCO2/PJ"))).toBe("tCO2*TIME^2/MASS/LENGTH^2");
});

test.each([
  ["ton", /short ton/],
  ["year", /write yr/],
  ["Mtcee", /unknown unit "Mtcee"; did you mean "Mtce"\?/],
  ["GW*", /ends too early/],
  ["", /missing/],
  ["(GW", /parenthesis/],
  ["GW$", /"\$" is not part/],
])("%s is refused", (text, message) => {
  expect(parseUnit(system, text)).toMatch(message);
});

test("a unit declared twice is refused at its place", () => {
  const twice = () =>
    createUnitSystem([
      { name: "a", prefixes: [], also: ["b"], at },
      { name: "b", prefixes: [], also: [], at },
    ]);
  expect(problemsOf(twice)).toEqual([{ at, path: "units.b", message: '"b" is declared already' }]);
});
