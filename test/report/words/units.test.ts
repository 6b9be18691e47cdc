import { expect, test } from "vitest";
import { en } from "../../../src/report/words/en.ts";
import { drawnText, drawnUnit, summedUnit } from "../../../src/report/words/units.ts";
import { zh } from "../../../src/report/words/zh.ts";

test.each([
  ["MtCO2/yr", "MtCO2/年"],
  ["1e6 vehicle", "百万辆"],
  ["1e6 m^3", "百万立方米"],
  ["1e8 CNY/yr", "亿元/年"],
  ["tce/(10000 CNY)", "tce/万元"],
  ["kW*h/person/yr", "kW·h/人/年"],
  ["kW*h/m^2", "kW·h/平方米"],
  ["%/yr", "%/年"],
  ["GW", "GW"],
  ["万吨二氧化碳", "万吨二氧化碳"],
])("%s is %s in a Chinese report and as it stands in an English one", (unit, chinese) => {
  expect(zh.unit(unit)).toBe(chinese);
  expect(en.unit(unit)).toBe(unit);
});

test.each([
  ["MtCO2/yr", "Mt CO₂/yr", "Mt CO₂/年"],
  ["TW*h/yr", "TWh/yr", "TWh/年"],
  ["1e6 m^3", "million m³", "百万立方米"],
  ["tCO2/person/yr", "t CO₂/person/yr", "t CO₂/人/年"],
])("%s is drawn as %s and %s", (unit, english, chinese) => {
  expect([drawnUnit(unit, en), drawnUnit(unit, zh)]).toEqual([english, chinese]);
});

test("the sum of amounts a year has no year in its unit", () => {
  expect(summedUnit("MtCO2/yr")).toBe("MtCO2");
  expect(drawnText("Energy and process CO2, CH4, N2O")).toBe("Energy and process CO₂, CH₄, N₂O");
});
