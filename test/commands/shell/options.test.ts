import { describe, expect, it } from "vitest";
import { amountOption } from "../../../src/commands/shell/amount-option.ts";
import { shareOption, wholeNumber, yearList } from "../../../src/commands/shell/options.ts";
import { languageOf, wantsColour } from "../../../src/commands/shell/terminal.ts";
import { parseUnit } from "../../../src/engine/language/parse-unit.ts";
import type { Unit } from "../../../src/engine/language/units.ts";
import { UsageError } from "../../../src/text/problems.ts";
import { shippedModel } from "../../shipped-runs.ts";

it("a whole number is written in decimal digits, with an exponent too", () => {
  expect(wholeNumber("runs", undefined)).toBeUndefined();
  expect(wholeNumber("runs", "250")).toBe(250);
  expect(wholeNumber("runs", "2e3")).toBe(2000);
  expect(wholeNumber("runs", "２５")).toBe(25);
  for (const text of ["0x10", "", " ", "1.5", "1,000", "1 000", "1e400", "1e20", "ten", "Infinity"])
    expect(() => wholeNumber("runs", text), text).toThrow(`--runs takes a whole number, not "${text}"`);
  expect(() => wholeNumber("pairs", "0", 1)).toThrow("--pairs takes 1 or more, not 0");
});

it("a year may have its Chinese word behind it", () => {
  expect(wholeNumber("year", "2030年")).toBe(2030);
  expect(yearList("years", "2030年，２０３５", 2021, 2060)).toEqual([2030, 2035]);
});

it("colours are for terminals, and as NO_COLOR and FORCE_COLOR say", () => {
  expect(wantsColour({}, true)).toBe(true);
  expect(wantsColour({}, false)).toBe(false);
  expect(wantsColour({ NO_COLOR: "1" }, true)).toBe(false);
  expect(wantsColour({ TERM: "dumb" }, true)).toBe(false);
  expect(wantsColour({ FORCE_COLOR: "1", NO_COLOR: "1" }, false)).toBe(true);
  expect(wantsColour({ FORCE_COLOR: "0" }, true)).toBe(false);
});

it("the machine's language is the first that is set of LC_ALL, LC_MESSAGES and LANG", () => {
  expect(languageOf({ LANG: "zh_CN.UTF-8" })).toBe("zh");
  expect(languageOf({ LC_ALL: "C", LANG: "zh_CN.UTF-8" })).toBeUndefined();
  expect(languageOf({ LC_ALL: "", LC_MESSAGES: "zh_TW", LANG: "en_US.UTF-8" })).toBe("zh");
  expect(languageOf({ LANG: "de_DE.UTF-8" })).toBeUndefined();
  expect(languageOf({})).toBeUndefined();
});

it("a share is at most 1, in % too", () => {
  expect(shareOption("error", "3 %")).toBe(0.03);
  expect(shareOption("error", "0.03")).toBe(0.03);
  expect(() => shareOption("error", "3")).toThrow('did you mean "3 %"?');
  for (const text of ["3", "0", "3 %%", "0,03", "-3 %", "300 %", "0x1 %", "%"])
    expect(() => shareOption("error", text), text).toThrow(UsageError);
});

describe("an amount of emissions", () => {
  const { units } = shippedModel();
  const yearly = parseUnit(units, "MtCO2/yr") as Unit;
  const stock = parseUnit(units, "MtCO2") as Unit;
  const amount = (text: string, wanted: Unit) =>
    amountOption({ name: "x", code: "option_level", example: "9Mt" }, text, wanted, units);

  it.each([
    ["540Mt", 540],
    ["540 MtCO2/yr", 540],
    ["0.54 Gt", 540],
    ["54000万吨", 540],
    ["5.4 亿吨/年", 540],
    ["5.4e8 t", 540],
  ])("%s is read", (text, value) => {
    expect(amount(text, yearly)).toBeCloseTo(value, 9);
  });

  it.each(["540mt", "1 540 Mt", "0,5 Gt", "-5 Mt", "0 Mt", "tall", "", "5 GW", "1e999 Mt"])("%s is refused", (text) => {
    expect(() => amount(text, yearly)).toThrow(UsageError);
  });

  it("a budget is no amount per year", () => {
    expect(amount("9 Gt", stock)).toBe(9000);
    expect(() => amount("9 Gt/yr", stock)).toThrow("is of an amount per year");
  });
});
