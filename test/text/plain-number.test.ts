import { expect, it } from "vitest";
import { notANumber, plainNumber, plainShare } from "../../src/text/plain-number.ts";

it("reads decimal numbers and nothing else", () => {
  for (const [text, number] of [
    ["0", 0],
    ["-1.5", -1.5],
    ["+.5", 0.5],
    [" 12 ", 12],
    ["3.", 3],
    ["1e-3", 0.001],
    ["-0", 0],
    ["0e-400", 0],
    ["６０．５", 60.5],
    ["－5", -5],
    ["−5", -5],
  ] as const)
    expect(plainNumber(text), text).toBe(number);
  for (const text of [
    "",
    " ",
    "0x1F",
    "0b1",
    "1 000",
    "1\u00a0000",
    "1\u202f000",
    "1\u2009000",
    "1,000",
    "1_000",
    "0,6",
  ])
    expect(plainNumber(text), text).toBeUndefined();
  for (const text of ["Infinity", "NaN", ".inf", "1e999", "1e-400", "5 %", "--1", "+ 1", "1e", "e5", "½", "١٢", "一"])
    expect(plainNumber(text), text).toBeUndefined();
});

it("reads a part of 1 in % too", () => {
  for (const [text, share] of [
    ["80 %", 0.8],
    ["55%", 0.55],
    ["６０％", 0.6],
    ["0.25", 0.25],
  ] as const)
    expect(plainShare(text), text).toBe(share);
  for (const text of ["%", "5 %%", "5 ‰", "1 000 %", "0,5 %", ""]) expect(plainShare(text), text).toBeUndefined();
});

it.each([
  ["12 000", '"12 000" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4'],
  [
    "1\u202f200,5",
    '"1\u202f200,5" has blanks between its digits; write the digits alone, and a power of ten in a unit as 1e4',
  ],
  ["1,200", '"1,200" has marks between its thousands; write the digits alone'],
  ["1.200.000", '"1.200.000" has marks between its thousands; write the digits alone'],
  ["1.200,5", '"1.200,5" has marks between its thousands; write the digits alone'],
  ["1'200", '"1\'200" has marks between its thousands; write the digits alone'],
  ["0,6", '"0,6" has a comma in place of the decimal point; write 0.6'],
  ["0,125", '"0,125" has a comma in place of the decimal point; write 0.125'],
  ["“5", "“5 stands in quotation marks of its own; write the number without them"],
  ["1e400", "1e400 is not a finite number"],
  ["1e-400", "1e-400 is too small a number to be told from 0"],
  ["0x1F", '"0x1F" is not a number'],
  ["1,2\u001b[31m", '"1,2 [31m" has a comma in place of the decimal point; write 1.2'],
])("says what is wrong with %s", (text, message) => {
  expect(notANumber(text).message).toBe(message);
});

it("ends with a long row of digits at once, number or not", () => {
  expect(plainNumber(`${"9".repeat(100_000)} values`)).toBeUndefined();
});
