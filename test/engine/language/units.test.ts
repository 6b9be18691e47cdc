import { expect, test } from "vitest";
import { createUnitSystem, parseUnit } from "../../../src/engine/language/parse-unit.ts";
import { convert, describeDimensions, type Unit, yearsOf } from "../../../src/engine/language/units.ts";
import { isFault } from "../../../src/text/problems.ts";
import { problemsOf } from "../tiny-model.ts";

const at = { file: "units.yaml", line: 1, column: 1 };
const system = createUnitSystem([
  { name: "tce", is: "29.3076 GJ", prefixes: ["k", "M"], also: ["吨标准煤"], at },
  { name: "万吨标准煤", is: "1e4 tce", prefixes: [], also: [], at },
  { name: "亿千瓦时", is: "1e8 kWh", prefixes: [], also: [], at },
  { name: "tCO2", prefixes: ["M"], also: [], at },
  { name: "kgce", is: "29.3076 MJ", prefixes: [], also: [], at },
  { name: "元", prefixes: [], also: [], at },
  { name: "千瓦", is: "1 kW", prefixes: [], also: [], at },
]);
const unit = (text: string): Unit => {
  const parsed = parseUnit(system, text);
  if (isFault(parsed)) throw new Error(parsed.message);
  return parsed;
};
const wrong = (text: string, wanted?: Unit): string => {
  const parsed = parseUnit(system, text, wanted);
  return isFault(parsed) ? parsed.message : parsed.text;
};

test("conversions of Chinese energy statistics", () => {
  // 0.1229 kgce/kWh is 3.6 MJ over 29.3076 MJ/kgce (GB/T 2589).
  expect(convert(unit("TW*h"), unit("Mtce"))).toBeCloseTo(0.12283503255, 10);
  expect(convert(unit("亿千瓦时"), unit("TW*h"))).toBe(0.1);
  expect(convert(unit("万吨标准煤"), unit("Mtce"))).toBe(0.01);
  expect(convert(unit("GW*h/yr"), unit("TW*h/yr"))).toBe(0.001);
  expect(convert(unit("%/yr"), unit("1"))).toBe(0.01);
});

test("number words of Chinese stand in front of units, powers included", () => {
  expect(convert(unit("0.2亿千瓦".slice(3)), unit("GW"))).toBe(100);
  expect(convert(unit("万kW"), unit("MW"))).toBe(10);
  expect(convert(unit("万 kW"), unit("MW"))).toBe(10);
  expect(convert(unit("万亿元"), unit("元"))).toBe(1e12);
  expect(convert(unit("百万千瓦"), unit("GW"))).toBe(1);
  expect(convert(unit("吨标准煤/万元"), unit("tce/(10000 元)"))).toBe(1);
  expect(convert(unit("万m^2"), unit("m^2"))).toBe(1e4);
  expect(convert(unit("亿m³"), unit("m^3"))).toBe(1e8);
  expect(convert(unit("kg/万m2"), unit("kg/m^2"))).toBe(1e-4);
});

test("full-width letters and signs are read", () => {
  expect(convert(unit("％／yr"), unit("1/yr"))).toBe(0.01);
  expect(convert(unit("ＧＷ"), unit("MW"))).toBe(1000);
  expect(convert(unit("元／（１００００　千瓦）"), unit("元/(10000 kW)"))).toBe(1);
});

test("years are counted beside the dimensions", () => {
  for (const [text, years] of [
    ["GW", 0],
    ["GW/yr", -1],
    ["GW/年", -1],
    ["t/元/yr", -1],
    ["yr", 1],
    ["yr^2", 2],
    ["GW*yr/yr", 0],
  ] as const)
    expect(yearsOf(unit(text)), text).toBe(years);
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
  // A slip in the capitals is a factor of a billion.
  ["mW", /m is milli, a thousandth; did you mean "MW"\?/],
  ["mWh", /did you mean "MWh"\?/],
  ["pJ", /did you mean "PJ"\?/],
  ["mt", /m is milli, a thousandth; did you mean "Mt"\?/],
  ["ug", /u is micro/],
  ["hW", /unknown unit "hW"$/],
  ["PW", /unknown unit "PW"$/],
  ["T", /unknown unit "T"; did you mean "t"\?/],
  ["barrel", /unknown unit/],
  ["a", /write yr/],
  ["million", /is written 1e6/],
  // Numbers stand in front, and are powers of ten.
  ["GW/0", /a number stands in front/],
  ["tce/10000 元", /in parentheses as in tce\/\(10000 CNY\)/],
  ["GW 3", /a number stands in front/],
  ["000 GW", /is a power of ten/],
  ["0 GW", /is a power of ten/],
  ["12 GW", /is a power of ten/],
  ["1e400 GW", /no size that a number can hold/],
  ["1e-400 GW", /no size that a number can hold/],
  ["10^400 GW", /no size that a number can hold/],
  ["GW^40", /a power of a unit is from 1 to 9/],
  ["GW^0", /a power of a unit is from 1 to 9/],
  ["%%", /% stands once/],
  ["% %", /% stands once/],
  ["%^2", /% stands once/],
  ["% GW", /% stands once/],
  ["1e3 %", /% stands once/],
  ["万%", /% stands once/],
  ["万", /unknown unit "万"$/],
  ["元/万", /unknown unit "万"$/],
  ["万亿亿元", /unknown unit/],
  [`${"(".repeat(30)}GW${")".repeat(30)}`, /more than 8 parentheses in each other/],
  ["(".repeat(20000), /has 20000 characters, more than 100/],
  ["__proto__", /unknown unit "__proto__"$/],
  ["constructor", /unknown unit "constructor"$/],
  ["toString", /unknown unit/],
])("%s is refused", (text, message) => {
  expect(wrong(text)).toMatch(message);
});

test.each([
  // Letter case, or a slip, where it has the dimension wanted and one size.
  ["gw", "GW", "GW"],
  ["GWp", "GW", "GW"],
  ["KWH", "TW*h", "kWh"],
  ["MTCE", "Mtce", "Mtce"],
  ["吨标准媒", "Mtce", "吨标准煤"],
  ["亿吨标准媒", "Mtce", "亿吨标准煤"],
  ["万千互", "GW", "万千瓦"],
])("for %s where %s is wanted, %s is near", (text, wanted, near) => {
  expect(wrong(text, unit(wanted))).toBe(`unknown unit "${text}"; did you mean "${near}"?`);
});

test.each([
  ["kce", "Mtce"],
  ["XW", "GW"],
  ["Mtcee", "GW"],
  ["顿", "Mtce"],
  ["兆千瓦", "GW"],
  ["吨", "1"],
])("for %s where %s is wanted, nothing is guessed", (text, wanted) => {
  expect(wrong(text, unit(wanted))).toBe(`unknown unit "${text}"`);
});

test.each(["__proto__", "constructor", "a b", "5t", "%"])("a unit cannot be called %s", (name) => {
  const made = () => createUnitSystem([{ name, prefixes: [], also: [], at }]);
  expect(problemsOf(made)[0].message).toContain("is no name for a unit");
});

test("a prefix is one of the SI's", () => {
  const made = () => createUnitSystem([{ name: "b", prefixes: ["constructor"], also: [], at }]);
  expect(problemsOf(made)[0].message).toBe('unknown prefix "constructor"; known are m, k, M, G, T, P');
});

test("a unit declared twice is refused at its place", () => {
  const twice = () =>
    createUnitSystem([
      { name: "a", prefixes: [], also: ["b"], at },
      { name: "b", prefixes: [], also: [], at },
    ]);
  expect(problemsOf(twice)).toMatchObject([{ at, path: "units.b", message: '"b" is declared already' }]);
});
