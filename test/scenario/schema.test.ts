import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { indicatorKeys } from "../../src/scenario/indicators.ts";
import { effectKeys } from "../../src/scenario/levers/effect.ts";
import { leverKeys } from "../../src/scenario/levers/lever.ts";
import { scenarioLeverKeys } from "../../src/scenario/levers/scenario-levers.ts";
import { regionKeys } from "../../src/scenario/region/region.ts";
import { scenarioKeys } from "../../src/scenario/scenario-chain.ts";
import {
  effectSchema,
  indicatorSchema,
  jsonSchemaText,
  leverFileSchema,
  leverSchema,
  peakTargetSchema,
  regionSchema,
  scenarioLeverSchema,
  scenarioSchema,
  valueTargetSchema,
} from "../../src/scenario/schema.ts";
import { peakKeys, valueKeys } from "../../src/scenario/targets/targets.ts";

const root = new URL("../../", import.meta.url);

// `npx vitest run test/scenario/schema.test.ts -u` writes the files anew.
test("the schema files are what the code says", async () => {
  await expect(jsonSchemaText(scenarioSchema)).toMatchFileSnapshot("../../scenarios/schema.json");
  await expect(jsonSchemaText(leverFileSchema)).toMatchFileSnapshot("../../src/scenario/levers.schema.json");
  await expect(jsonSchemaText(regionSchema)).toMatchFileSnapshot("../../src/scenario/region.schema.json");
});

test("schema and reader know the same keys", () => {
  expect(Object.keys(scenarioSchema.shape)).toEqual(scenarioKeys);
  expect(Object.keys(scenarioLeverSchema.shape)).toEqual(scenarioLeverKeys);
  expect(Object.keys(peakTargetSchema.shape)).toEqual(peakKeys);
  expect(Object.keys(valueTargetSchema.shape)).toEqual(valueKeys);
  expect(Object.keys(indicatorSchema.shape)).toEqual(indicatorKeys);
  expect(Object.keys(leverSchema.shape)).toEqual(leverKeys);
  expect(Object.keys(effectSchema.shape)).toEqual(effectKeys);
  expect(Object.keys(regionSchema.shape)).toEqual(regionKeys);
});

test("what the reader takes, the schema takes, and what is mistyped it refuses", () => {
  const text = `
extends: [reference, policy]
title: {en: Test, zh: 测试}
assume:
  gdp_growth: {2025-2030: 5 %/yr, 2031: {value: 4, unit: "%/yr", estimated: guess}, between: step}
  full_load_hours.solar_*: 1100 h/yr
  population: null
levers: {more_wind: {strength: 80 %, delay: 2}, less_coal: {level: 3}, all_hours: {knots: {2026: 0, 2030: 1}}, other: null}
targets:
  peak: [{boundary: net, by: 2030, below: 400 MtCO2}]
  wind_share: {2030: ">= 25 %", 2035: [">= 30 %", "<= 40 %"]}
indicators: {income: gdp / population}
`;
  expect(scenarioSchema.safeParse(parse(text)).success).toBe(true);
  expect(scenarioSchema.safeParse(parse("assumme: {}")).success).toBe(false);
  expect(scenarioSchema.safeParse(parse("levers: {more_wind: {strength: 1.2}}")).success).toBe(false);
});

test("every shipped scenario names its schema in the first line and fits it", () => {
  const folder = new URL("scenarios/", root);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  for (const name of files) {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(text.split("\n")[0], name).toBe("# yaml-language-server: $schema=../schema.json");
    expect(scenarioSchema.safeParse(parse(text)).error?.issues ?? [], name).toEqual([]);
  }
});

test.each([
  ["data/levers/", leverFileSchema],
  ["data/regions/", regionSchema],
])("every shipped file in %s fits its schema", (path, schema) => {
  const folder = new URL(path, root);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  for (const name of files) {
    const issues = schema.safeParse(parse(readFileSync(new URL(name, folder), "utf8"))).error?.issues ?? [];
    expect(issues, name).toEqual([]);
  }
});
