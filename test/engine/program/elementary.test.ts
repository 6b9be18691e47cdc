import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exp, log } from "../../../src/engine/program/elementary.ts";

/** The distance in units in the last place of the expected value. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected)) return 0;
  const spacing = 2 ** (Math.floor(Math.log2(Math.abs(expected))) - 52);
  return Math.abs(actual - expected) / spacing;
}

// Math.exp and Math.log are within one unit of the true value in V8 (fdlibm), so two and three are allowed here.
test("exp is within two units in the last place of Math.exp", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
    }),
    { numRuns: 5000, seed: 1 },
  );
});

test("log is within three units in the last place of Math.log", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      if (Math.abs(x - 1) < 1e-3) return;
      expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(3);
    }),
    { numRuns: 5000, seed: 2 },
  );
  for (const x of [0.999, 0.9999999, 1.0000001, 1.001]) expect(log(x)).toBeCloseTo(Math.log(x), 15);
});

test("the ends of the range behave as IEEE asks", () => {
  expect(exp(0)).toBe(1);
  expect(exp(1000)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(exp(Number.NaN)).toBeNaN();
  expect(exp(-740)).toBeGreaterThan(0);
  expect(log(1)).toBe(0);
  expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(log(-1)).toBeNaN();
  expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(log(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
});

// What is drawn, counted or computed twice must be the same to the bit on every machine: ECMAScript leaves these to the
// implementation, where + - * /, sqrt, min, max, floor and their like are exact.
const implementationDefined =
  /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot|a?sinh?|a?cosh?|a?tanh?|atan2)\b|\*\*=?(?![*/])/;
const src = join(import.meta.dirname, "../../../src");
const rooms = ["statistics", "batch", "engine/program", "engine/lanes"];
const sources = rooms.flatMap((room) =>
  readdirSync(join(src, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(room, name)),
);

test.each(sources)("%s computes with functions that give the same bits everywhere", (file) => {
  const code = readFileSync(join(src, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  expect(code.match(implementationDefined)?.[0]).toBeUndefined();
  // Its `gammaln`, `probit` and their like compute with Math.log and Math.exp; what is used of it is exact.
  const imported = /import \{([^}]*)\} from "simple-statistics"/.exec(code)?.[1].split(",") ?? [];
  expect(imported.map((name) => name.trim()).filter((name) => name !== "median")).toEqual([]);
});
