import { expect, it } from "vitest";
import { plainNumber } from "../../src/engine/plain-number.ts";

it("reads decimal numbers and nothing else", () => {
  for (const [text, number] of [
    ["0", 0],
    ["-1.5", -1.5],
    ["+.5", 0.5],
    [" 12 ", 12],
    ["3.", 3],
    ["1e-3", 0.001],
  ] as const)
    expect(plainNumber(text)).toBe(number);
  for (const text of ["", " ", "0x1F", "1 000", "1,000", "1_000", "Infinity", "NaN", "1e999", "5 %", "--1", "1e", "１"])
    expect(plainNumber(text), text).toBeUndefined();
});
