import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { designSchema } from "../../src/batch/design/design-schema.ts";
import { readModel } from "../../src/engine/language/read-model.ts";
import { modelFiles, modelNames } from "../../src/scenario/model-files.ts";
import { fileSchemas } from "../../src/scenario/schemas.ts";
import type { Schema } from "../../src/text/fields.ts";
import { mistakesBySchema } from "../json-schema.ts";
import { library } from "../scenarios/shipped.ts";

const root = new URL("../../", import.meta.url);
const models = modelNames(library).map((name) => readModel(modelFiles(library, name)));
const schemas = fileSchemas(library, models, designSchema);
const mistakes = (kind: string, text: string) => mistakesBySchema(schemas.get(kind) as Schema, parse(text));

test.each([
  ["scenarios", "scenario"],
  ["data/regions", "region"],
  ["data/levers", "levers"],
  ["src/model", "model"],
])("every file in %s names the schema of its kind in the first line and fits it", (folder, kind) => {
  const files = readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" });
  for (const name of files.filter((file) => file.endsWith(".yaml"))) {
    const file = `${folder}/${name}`;
    const text = readFileSync(new URL(file, root), "utf8");
    const up = "../".repeat(file.split("/").length - 1);
    expect(text.split("\n")[0], name).toBe(`# yaml-language-server: $schema=${up}dist/schemas/${kind}.json`);
    expect(mistakes(kind, text), name).toEqual([]);
  }
});

test("what the reader takes, the schema takes", () => {
  const text = `
extends: [reference, policy]
title: {en: Test, zh: 测试}
assume:
  gdp_growth: {2025-2030: 5 %/yr, 2031: {value: 4, unit: "%/yr", estimated: guess}, between: step, then: as parent}
  full_load_hours.solar_*: 1100 h/yr
  population: null
levers: {more_wind: {strength: 80 %, delay: 2}, less_coal: {level: 3}, all_hours: {knots: {2026: 0, 2030: 1}}, other: null}
targets:
  peak: [{boundary: net, by: 2030, below: 400 MtCO2}]
  wind_share: {2030: ">= 25 %", 2035: [">= 30 %", "<= 40 %"]}
  carbon: {statement: T0259}
indicators: {income: gdp / population}
design: {kind: monte_carlo, runs: 10, inputs: uncertain}
`;
  expect(mistakes("scenario", text)).toEqual([]);
  expect(
    mistakes("design", "design: {kind: sobol, inputs: {gdp_growth: {as: scale, spread: uniform, low: 1, high: 2}}}"),
  ).toEqual([]);
});

test.each([
  ["scenario", "assumme: {}"],
  ["scenario", "levers: {more_wind: {strength: 1.2}}"],
  ["scenario", "levers: {more_wind: {strenght: 1}}"],
  ["scenario", "targets: {peak: {boundary: net}}"],
  ["scenario", "assume: {gdp_growth: {betwen: step}}"],
  ["scenario", "regions: [zhejiang]"],
  ["scenario", "design: {runs: 10}"],
  ["region", "level: town"],
  ["region", "base_year: now"],
  ["levers", "model: regional"],
  ["levers", "model: regional\nlevers: {a: {effects: [{path: b, mode: plus, amount: 1}]}}"],
  ["model", "variables: {a: {label: {en: A, zh: A}, formula: '1'}}"],
  ["model", "sets: {a: {label: {en: A}}}"],
])("a %s such as %s is refused", (kind, text) => {
  expect(mistakes(kind, text)).not.toEqual([]);
});

test("editors are offered the names of levers, parameters, regions and boundaries, in both languages", () => {
  const { definitions } = schemas.get("scenario") as { definitions: Record<string, Record<string, never>> };
  expect(definitions.levers.properties).toHaveProperty("offshore_wind.description");
  expect(definitions.assume.properties).toHaveProperty("full_load_hours");
  expect(definitions.region.anyOf).toContainEqual({ enum: expect.arrayContaining(["zhejiang", "china"]) });
  expect(definitions.boundary.anyOf).toContainEqual({ enum: expect.arrayContaining(["assessed"]) });
  expect((definitions.scenarioLever.properties as { strength: Schema }).strength.description).toMatch(
    /^From 0.*\n从 0/,
  );
});
