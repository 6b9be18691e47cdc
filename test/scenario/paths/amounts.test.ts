import { expect, test } from "vitest";
import { parseUnit } from "../../../src/engine/language/parse-unit.ts";
import { isAmount } from "../../../src/scenario/paths/amounts.ts";
import { isFault } from "../../../src/text/problems.ts";
import { toy } from "../toy.ts";

test.each([
  ["GW", true],
  ["MW*h/yr", true],
  ["kt/yr", true],
  ["MtCO2/yr", true],
  ["GCNY/yr", true],
  ["Mperson", true],
  ["1e6 m^2", true],
  ["m^3/yr", true],
  ["1", false],
  ["%/yr", false],
  ["h/yr", false],
  ["km/yr", false],
  ["kgCO2/(kW*h)", false],
  ["CNY/t", false],
  ["MJ/km", false],
  ["t/person", false],
  ["m^3/m^2", false],
])("%s adds up: %s", (text, adds) => {
  const unit = parseUnit(toy.units, text);
  expect(isFault(unit) ? unit.message : isAmount(unit)).toBe(adds);
});
