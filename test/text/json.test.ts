import { expect, test } from "vitest";
import { jsonText } from "../../src/text/json.ts";

test("maps keep their order, undefined is null, arrays of numbers are lists", () => {
  const value = {
    b: new Map<unknown, unknown>([
      [2030, 1],
      ["a", undefined],
    ]),
    values: Float64Array.of(1, 2.5),
  };
  expect(jsonText(value)).toBe(`${JSON.stringify({ b: { 2030: 1, a: null }, values: [1, 2.5] }, undefined, 2)}\n`);
});

test("a number that is not finite is refused instead of becoming null", () => {
  expect(() => jsonText({ x: [Number.NaN] })).toThrow("NaN cannot stand in JSON");
});

test("no character that a terminal obeys stands in JSON as it is, and all come back", () => {
  const title = "a\u001b[2J\u007f\u009b\u2028\u202e\u2066b 浙江";
  const text = jsonText({ title });
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e\u2066]/u);
  expect(JSON.parse(text)).toEqual({ title });
});
