import { describe, expect, it } from "vitest";
import { parseUnit } from "../../src/engine/language/parse-unit.ts";
import { convert, type Unit } from "../../src/engine/language/units.ts";
import { shippedModel, shippedRun } from "../shipped-runs.ts";

const factor = (model: string) => {
  const { units } = shippedModel(model);
  return (from: string, to: string): number | undefined => {
    const [a, b] = [parseUnit(units, from), parseUnit(units, to)];
    if (typeof a === "string" || typeof b === "string") throw new Error(`${a} ${b}`);
    return convert(a as Unit, b as Unit);
  };
};

describe("units of plans and statistics", () => {
  const regional = factor("regional");
  it.each([
    ["亿千瓦", "GW", 100],
    ["万千瓦", "MW", 10],
    ["百万千瓦", "GW", 1],
    ["兆瓦", "MW", 1],
    ["吉瓦", "GW", 1],
    ["万元", "CNY", 1e4],
    ["万亿元", "1e8 CNY", 1e4],
    ["亿吨标准煤", "Mtce", 100],
    ["万吨标准煤", "Mtce", 0.01],
    ["万吨标煤", "Mtce", 0.01],
    ["吨标准煤/万元", "tce/(10000 CNY)", 1],
    ["千克标准煤/万元", "tce/(10000 CNY)", 0.001],
    ["克标准煤/千瓦时", "gce/(kW*h)", 1],
    ["吨二氧化碳/万元", "tCO2/(10000 CNY)", 1],
    ["万亿千瓦时", "TW*h", 1000],
    ["亿千瓦时", "TW*h", 0.1],
    ["亿kWh", "TW*h", 0.1],
    ["亿度", "TW*h", 0.1],
    ["亿立方米", "m^3", 1e8],
    ["亿m³", "m^3", 1e8],
    ["万人", "person", 1e4],
    ["亿人", "person", 1e8],
    ["万辆", "vehicle", 1e4],
    ["万吨", "Mt", 0.01],
    ["亿吨", "Mt", 100],
    ["千吨", "kt", 1],
    ["亿吨二氧化碳", "MtCO2", 100],
    ["万吨CO2", "MtCO2", 0.01],
    ["MtCO2e", "MtCO2", 1],
    ["亿吨公里", "tkm", 1e8],
    ["万公顷", "1e6 ha", 0.01],
    ["万亩", "ha", 1e4 / 15],
    ["亿平方米", "m^2", 1e8],
    ["平方公里", "ha", 100],
    ["Mtoe", "Mtce", 41.868 / 29.3076],
    ["ktoe", "toe", 1000],
    ["Gtce", "Mtce", 1000],
    ["kt", "Mt", 0.001],
    ["Tg", "Mt", 1],
    ["拍焦", "PJ", 1],
    ["万tce/年", "tce/yr", 1e4],
  ])("1 %s is so many %s", (from, to, times) => {
    expect(regional(from, to)).toBeCloseTo(times, 9);
  });

  const kaya = factor("kaya");
  it.each([
    ["亿元", "money", 1e8],
    ["亿人", "Mperson", 100],
    ["亿吨二氧化碳", "MtCO2", 100],
    ["亿吨标准煤", "EJ", 2.93076],
    ["Mtoe", "EJ", 0.041868],
    ["万亿千瓦时", "EJ", 3.6],
    ["万公顷", "ha", 1e4],
  ])("1 %s is so many %s in the Kaya model", (from, to, times) => {
    expect(kaya(from, to)).toBeCloseTo(times, 9);
  });
});

it("what the model says that a variable can be at least and at most holds in runs", () => {
  const outside: string[] = [];
  let seen = 0;
  for (const id of ["zhejiang/policy", "yunnan/policy"]) {
    const run = shippedRun(id);
    for (const { name, size, min, max } of run.model.variables.values()) {
      if (min === undefined && max === undefined) continue;
      seen++;
      for (let cell = 0; cell < size; cell++) {
        // But for the last digits of a sum of shares.
        const wrong = run.values(name, cell)?.find((x) => x < (min ?? x) - 1e-9 || x > (max ?? x) + 1e-9);
        if (wrong !== undefined) outside.push(`${id} ${name} ${cell}: ${wrong}`);
      }
    }
  }
  expect(outside).toEqual([]);
  expect(seen).toBeGreaterThan(20);
}, 60_000);
