import { expect, test } from "vitest";
import { parseUnit } from "../../../src/engine/language/parse-unit.ts";
import type { Unit } from "../../../src/engine/language/units.ts";
import { readQuantity } from "../../../src/scenario/paths/quantity.ts";
import { toy } from "../toy.ts";

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

const message = (raw: string | number, wanted: string): string => {
  const read = readQuantity(raw, unit(wanted), toy.units);
  return "message" in read ? read.message : `taken as ${read.value}`;
};

test.each([
  ["12 000 MW", "has blanks between its digits"],
  ["1 200 MW", "has blanks between its digits"],
  ["1\u00a0200 MW", "has blanks between its digits"],
  ["1\u202f200 MW", "has blanks between its digits"],
  ["1\u2009200 MW", "has blanks between its digits"],
  ["1 200,5 MW", "has blanks between its digits"],
  ["3 4 GW", "has blanks between its digits"],
  ["5 10 MW", "has blanks between its digits"],
  ["- 5 GW", "has blanks between its digits"],
  ["0,6 GW", "has a comma in place of the decimal point; write 0.6"],
  ["1'200 MW", "has marks between its thousands"],
  ["1_200 MW", "has marks between its thousands"],
  ["1，200 MW", "has marks between its thousands"],
  ["“5 GW”", "stands in quotation marks of its own"],
  ["0x1F GW", "is not a number"],
  ["5e GW", "unknown unit"],
  ["1e400 GW", "is not a finite number"],
  ["1e308 1e9 GW", "has no size in GW that a number can hold"],
  ["1e-320 1e-9 GW", "has no size in GW that a number can hold"],
  ["½ GW", "is not a number"],
  ["١٢ GW", "is not a number"],
  ["五 GW", "is not a number"],
  ["1/2 GW", '"/" is not part of a unit'],
  ["5 GW/0", "a number stands in front"],
  ["5 0 GW", "has blanks between its digits"],
  ["5 GW GW", "does not fit"],
  ["5 k GW", "unknown unit"],
  ["5-6 GW", "is not part of a unit"],
  ["5±1 GW", "is not part of a unit"],
  ["5 GW 2030", "a number stands in front"],
  ["22000 mW", 'did you mean "MW"?'],
])("%s is no amount in GW", (raw, said) => {
  expect(message(raw, "GW")).toContain(said);
});

test.each([
  ["+5 GW", 5],
  ["－5 GW", -5],
  ["−5 GW", -5],
  ["５ ＧＷ", 5],
  ["1e3 MW", 1],
  ["5MWh/h", 0.005],
  ["0.0133 1e6 kW", 0.0133],
  ["12 1e3 MW", 12],
  ["3万kW", 0.03],
  ["5 (1e3 MW)", 5],
])("%s is an amount in GW", (raw, value) => {
  expect(readQuantity(raw, unit("GW"), toy.units)).toMatchObject({ value });
});

test("an amount per year is no stock, while a yearly amount may leave out the year", () => {
  expect(message("2 GW/yr", "GW")).toBe('the unit "GW/yr" is of an amount per year, and this is none; GW is needed');
  expect(message("5 %/yr", "1")).toBe(
    'the unit "%/yr" is of an amount per year, and this is none; a plain number or a share in % is needed',
  );
  expect(message("1 Mperson/yr", "Mperson")).toContain("is of an amount per year");
  expect(message("5 GW*yr", "GW")).toBe('the unit "GW*yr" does not fit; GW is needed, or a unit that converts to it');
  expect(message("5 yr", "1")).toContain('the unit "yr" does not fit');
  expect(message("30 %", "yr")).toContain('the unit "%" does not fit');
  expect(message("5 GW/yr/yr", "GW/yr")).toContain("does not fit");
  expect(message("2 GW", "GW/yr")).toBe("taken as 2");
  expect(message("400 MtCO2", "MtCO2/yr")).toBe("taken as 400");
  expect(message("5 %", "%/yr")).toBe("taken as 5");
  expect(message("2000 h", "h/yr")).toBe("taken as 2000");
  expect(message("30", "yr")).toBe("taken as 30");
});

test("what is needed comes before what may have been meant", () => {
  expect(message("5 gw", "GW")).toBe('unknown unit "gw"; a unit such as GW is needed; did you mean "GW"?');
});
