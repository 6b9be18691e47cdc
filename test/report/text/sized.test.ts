import { expect, test } from "vitest";
import { decimalsFor, sized } from "../../../src/report/text/sized.ts";
import { en } from "../../../src/report/words/en.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { shippedRun } from "../../shipped-runs.ts";

test.each([
  [[452.123, 0.0153], 4, 1],
  [[28.65, -0.168], 4, 2],
  [[7.02, 0.168, undefined], 3, 2],
  [[12_345.6, 3], 4, 0],
  [[9.9996], 4, 2],
  [[0.00012], 3, 6],
  [[0, Number.NaN, undefined], 4, 0],
  [[], 4, 0],
] as const)("the decimals of %j with %d digits are %d", (values, digits, decimals) => {
  expect(decimalsFor(values, digits)).toBe(decimals);
});

test("a city's numbers of a tenth of a megatonne are told apart, whatever the unit", () => {
  const run = shippedRun("kaya/policy");
  const changes = [-7.02, 0.168, -0.267, 0];
  const texts = (words: typeof zh) => changes.map(sized(run, "MtCO2", changes, words, 3).change);
  expect(texts(en)).toEqual(["-7.02", "+0.17", "-0.27", "0.00"]);
  expect(texts(zh)).toEqual(["-702", "+17", "-27", "0"]);
});
