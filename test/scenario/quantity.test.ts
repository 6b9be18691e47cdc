import { expect, test } from "vitest";
import { parseUnit, type Unit } from "../../src/engine/units.ts";
import { readQuantity } from "../../src/scenario/quantity.ts";
import { toy } from "./toy.ts";

const unit = (text: string) => parseUnit(toy.units, text) as Unit;

test("the text after a number is its unit, converted to the one wanted", () => {
  const read = (raw: string | number, wanted: string) => readQuantity(raw, unit(wanted), toy.units);
  expect(read("5 %/yr", "%/yr")).toEqual({ value: 5, text: "5 %/yr" });
  expect(read("0.05", "%/yr")).toMatchObject({ message: expect.stringContaining("0.05 has no unit") });
  expect(read("5%", "1")).toMatchObject({ value: 0.05 });
  expect(read("2.6e3 h/yr", "h/yr")).toMatchObject({ value: 2600 });
  expect(read("-1.5 MW", "GW")).toMatchObject({ value: -0.0015 });
  expect(read("12 1e3 GW", "GW")).toMatchObject({ value: 12_000 });
  expect(read(".5", "1")).toMatchObject({ value: 0.5 });
  expect(read(0, "GW")).toMatchObject({ value: 0 });
  expect(read(30, "yr")).toMatchObject({ value: 30 });
  expect(read("2025-2030", "1")).toMatchObject({ message: expect.any(String) });
  expect(read("1.2.3 GW", "GW")).toMatchObject({
    message: '"1.2.3 GW" is not a number; write a number with its unit, such as "5 GW"',
  });
});

test("a problem points at the unit's first character", () => {
  expect(readQuantity("  2600   GW", unit("h/yr"), toy.units)).toMatchObject({ index: 9 });
  expect(readQuantity("5 GW  ", unit("h/yr"), toy.units)).toMatchObject({ index: 2 });
});
