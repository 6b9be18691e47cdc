import { expect, test } from "vitest";
import { en } from "../../../src/report/words/en.ts";
import { wordsIn } from "../../../src/report/words/languages.ts";
import { drawnText, drawnUnit, shownPlanUnit, shownUnit, summedUnit } from "../../../src/report/words/units.ts";
import { zh } from "../../../src/report/words/zh.ts";
import { shippedRun } from "../../shipped-runs.ts";

test.each([
  ["MtCO2/yr", "MtCO2/年", "MtCO2/yr"],
  ["1e6 vehicle", "百万辆", "million vehicle"],
  ["1e6 m^3", "百万立方米", "million m^3"],
  ["1e8 CNY/yr", "亿元/年", "100 million CNY/yr"],
  ["tce/(10000 CNY)", "tce/万元", "tce/10,000 CNY"],
  ["kW*h/person/yr", "kWh/人/年", "kWh/person/yr"],
  ["kW*h/m^2", "kWh/平方米", "kWh/m^2"],
  ["%/yr", "%/年", "%/yr"],
  ["GW", "GW", "GW"],
  ["万吨二氧化碳", "万吨二氧化碳", "万吨二氧化碳"],
])("%s is %s in a Chinese report in SI and %s in an English one", (unit, chinese, english) => {
  expect(zh.unit(unit)).toBe(chinese);
  expect(en.unit(unit)).toBe(english);
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

test("official units are those of plans, with the factor that the model's units give; SI is the model's", async () => {
  const official = await wordsIn("en", "official");
  const si = await wordsIn("zh", "si");
  for (const id of ["zhejiang/reference", "kaya/policy"]) {
    const { units, variables } = shippedRun(id).model;
    const named = (text: string, words: typeof zh) => {
      const { name, factor } = shownUnit(units, text, words);
      return [name, factor];
    };
    expect(named("MtCO2/yr", zh)).toEqual(["万吨二氧化碳", 100]);
    expect(named("MtCO2", official)).toEqual(["10,000 tCO2", 100]);
    expect(named("MtCO2/yr", si)).toEqual(["MtCO2/年", 1]);
    // A unit that is said to have an official one has it in the model's units too.
    for (const { unit } of variables.values())
      for (const words of [zh, official])
        if (words.officialUnit(unit.text) !== unit.text)
          expect(shownUnit(units, unit.text, words).unit).toBe(words.officialUnit(unit.text));
  }
  const { units } = shippedRun("zhejiang/reference").model;
  expect(shownUnit(units, "TW*h/yr", zh)).toMatchObject({ name: "亿千瓦时", factor: 10 });
  expect(shownUnit(units, "kt/yr", zh)).toMatchObject({ name: "吨", factor: 1000 });
  expect(shownPlanUnit(units, { own: "1e6 person", plan: "万人" }, en)).toMatchObject({
    name: "million person",
    factor: 0.01,
  });
  expect(shownPlanUnit(units, { own: "1e6 person", plan: "万人" }, zh)).toMatchObject({ name: "万人", factor: 1 });
});
