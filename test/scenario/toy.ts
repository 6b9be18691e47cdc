import { readFileSync } from "node:fs";
import { readModel } from "../../src/engine/language/read-model.ts";
import { composeScenario } from "../../src/scenario/compose.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import type { Library } from "../../src/text/library.ts";
import { formatProblem, InputError } from "../../src/text/problems.ts";

const modelFile = new URL("../fixtures/models/toy.yaml", import.meta.url);

/** The model of the scenario tests; see its file. */
export const toy = readModel([{ name: "src/model/toy.yaml", text: readFileSync(modelFile, "utf8") }]);

/** A region, levers and a scenario on the toy model that have no mistake. */
export const sound: Readonly<Record<string, string>> = {
  "data/regions/nation.yaml": `model: toy
parameters:
  gdp_growth: {2021: 6 %/yr, 2030: 4 %/yr, source: outlook, estimated: assumed}
  full_load_hours: {value: 1000, unit: h/yr, source: handbook}
  full_load_hours.solar_*: 1100 h/yr
  emission_factor.coal: {value: 0.8, unit: kgCO2/(kW*h), source: handbook}
`,
  "data/regions/isle.yaml": `region: isle
model: toy
label: {en: Isle, zh: 岛}
extends: nation
base_year: 2021
last_observed: 2023
horizon: 2040
tables: [isle/base.csv]
observed: [isle/observed.csv]
history: [isle/history.csv]
parameters:
  base_gdp: {value: 100, unit: GCNY, source: yearbook}
  population: {2021: 1 Mperson, 2040: 1.19 Mperson, source: census}
  full_load_hours.solar_roof: 900 h/yr
  sector_share.steel: 40 %
  sector_share.homes: 60 %
inventory_uncertainty: {value: 10 %, source: inventory}
`,
  "data/regions/isle/base.csv": `id,members,year,value,unit,source,estimated
planned_capacity,coal,,10,GW,register,
planned_capacity,wind,2021,1000,MW,register,
planned_capacity,wind,2025,3,GW,plan,trend
gdp_growth,,2022,3,%/yr,yearbook,
gdp_growth,,2023,5,%/yr,yearbook,
`,
  "data/regions/isle/observed.csv": `id,members,year,value,unit,source,estimated
gdp,,2022,103,GCNY,yearbook,
gdp,,2023,108,GCNY,yearbook,
`,
  "data/regions/isle/history.csv": `id,members,year,value,unit,source,estimated
emissions,energy,2019,7.5,MtCO2/yr,inventory,
emissions,energy,2020,7800,ktCO2/yr,inventory,scaled
`,
  "data/levers/power.yaml": `model: toy
levers:
  more_wind:
    label: {en: More wind, zh: 多建风电}
    family: renewables
    effects: [{path: planned_capacity.wind, mode: add, amount: 4 GW}]
    start: 2026
    full: 2029
    source: plan
  less_coal:
    label: {en: Less coal, zh: 减煤}
    family: structure
    effects: [{path: planned_capacity.coal, mode: multiply, amount: 0.5}]
    start: 2025
    full: 2034
    shape: s_curve
    levels: {1: 0.1, 2: 0.3, 3: 0.6, 4: 1}
    source: plan
  fixed_wind:
    label: {en: Fixed wind, zh: 定额风电}
    family: renewables
    effects: [{path: planned_capacity.wind, mode: set, amount: {2026: 5 GW, 2036: 15 GW}}]
    start: 2026
    shape: step
    source: plan
  all_hours:
    label: {en: Hours, zh: 利用小时}
    family: renewables
    effects: [{path: full_load_hours.vre, mode: floor, amount: 2000 h/yr}]
    shape: knots
    knots: {2027: 0, 2031: 0.4, 2035: 1}
    source: plan
  fixed_vre:
    label: {en: Fixed renewables, zh: 定额新能源}
    family: renewables
    effects: [{path: planned_capacity.vre, mode: set, amount: 0 GW}]
    start: 2035
    shape: step
    source: plan
  more_roofs:
    label: {en: More roofs, zh: 屋顶光伏}
    family: renewables
    effects:
      - {path: planned_capacity.solar_roof, mode: floor, amount: {size: GW}}
      - {path: planned_capacity.coal, mode: add, amount: {size: GW, scale: -0.5}}
    start: 2026
    full: 2030
    source: plan
`,
  "scenarios/isle/reference.yaml": `model: toy
region: isle
title: {en: Reference, zh: 参考}
`,
};

/** A library of texts, laid over the sound one. */
export function libraryOf(files: Readonly<Record<string, string>> = {}): Library {
  const all: Readonly<Record<string, string>> = { ...sound, ...files };
  return {
    read: (path) => (Object.hasOwn(all, path) ? all[path] : undefined),
    list: (folder) =>
      Object.keys(all)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1))
        .sort(),
  };
}

/** The scenario of this text on the isle. */
export function composed(text: string, files: Readonly<Record<string, string>> = {}): Scenario {
  return composeScenario(libraryOf({ "scenarios/isle/test.yaml": text, ...files }), toy, "isle/test");
}

/** What is wrong with a scenario, line by line. */
export function mistakes(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(formatProblem);
    throw error;
  }
  return [];
}
