import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { exchangeCells, longText, type Trajectories, wideTable } from "../../../src/report/tables/trajectories.ts";

const text = (co2Name: string) => `
model: tiny
label: {en: Tiny, zh: 小}
units:
  tCO2: {base: true, prefixes: [k, M, G]}
  person: {base: true, prefixes: [k, M]}
  CNY: {base: true}
sets:
  sector:
    label: {en: Sector, zh: 部门}
    members:
      steel: {en: Steel, zh: 钢铁, iamc: Industry|Steel}
      homes: {en: Homes, zh: 居民}
parameters:
  base: {over: [sector], unit: ktCO2, doc: base}
variables:
  co2: {over: [sector], unit: ktCO2, label: {en: CO2, zh: 二氧化碳}, iamc: "${co2Name}", doc: x, formula: "base[sector]"}
  total: {unit: ktCO2, label: {en: CO2, zh: 二氧化碳}, iamc: "Emissions|CO2", doc: x, formula: "sum(base[sector], sector)"}
  people: {unit: kperson, label: {en: People, zh: 人口}, iamc: Population, doc: x, formula: "population"}
  heat: {unit: GW*h, label: {en: Heat, zh: 热}, iamc: Final Energy|Heat, doc: x, formula: "energy"}
  size: {unit: MW, label: {en: Size, zh: 容量}, iamc: Capacity|Electricity, doc: x, formula: "power"}
  income: {unit: CNY/person, label: {en: Income, zh: 收入}, iamc: Income, doc: x, formula: "income_given"}
  built: {unit: MW, label: {en: Built, zh: 新增}, iamc: Capacity Additions|Electricity, first_unknown: true, doc: x, initial: "0", formula: "power"}
  ours: {unit: "1", label: {en: Ours, zh: 我}, doc: x, formula: "1"}
`;
const parameters = `
parameters:
  population: {unit: person, doc: x}
  energy: {unit: GW*h, doc: x}
  power: {unit: GW, doc: x}
  income_given: {unit: CNY/person, doc: x}
`;
const model = (co2Name = "Emissions|CO2|{sector}") =>
  readModel([
    { name: "tiny.yaml", text: text(co2Name) },
    { name: "more.yaml", text: parameters },
  ]);

const values: Record<string, number[][]> = {
  co2: [
    [1000, 2000],
    [0, 0],
  ],
  total: [[1000, 2000]],
  people: [[64000, 65000]],
  heat: [[1000, 0]],
  size: [[1500, 1500]],
  income: [[7, 8]],
};
const run = (scenario: string): Trajectories => ({
  model: model(),
  scenario,
  region: "Zhejiang",
  firstYear: 2021,
  series: (variable, cell) => values[variable]?.[cell],
});

/** The rows of the long form as numbers and text, without their header. */
function longRows(runs: readonly Trajectories[]): (string | number)[][] {
  const [header, ...rows]: string[][] = parse(longText(runs));
  expect(header).toEqual(["model", "scenario", "region", "variable", "unit", "year", "value"]);
  return rows.map((row) => [...row.slice(0, 5), Number(row[5]), Number(row[6])]);
}

test("names, units and numbers are the exchange's; cells without a name or all zero are left out", () => {
  expect(longRows([run("policy")])).toEqual([
    ["tiny", "policy", "Zhejiang", "Emissions|CO2|Industry|Steel", "Mt CO2/yr", 2021, 1],
    ["tiny", "policy", "Zhejiang", "Emissions|CO2|Industry|Steel", "Mt CO2/yr", 2022, 2],
    ["tiny", "policy", "Zhejiang", "Emissions|CO2", "Mt CO2/yr", 2021, 1],
    ["tiny", "policy", "Zhejiang", "Emissions|CO2", "Mt CO2/yr", 2022, 2],
    ["tiny", "policy", "Zhejiang", "Population", "million", 2021, 64],
    ["tiny", "policy", "Zhejiang", "Population", "million", 2022, 65],
    ["tiny", "policy", "Zhejiang", "Final Energy|Heat", "EJ/yr", 2021, 0.0036],
    ["tiny", "policy", "Zhejiang", "Final Energy|Heat", "EJ/yr", 2022, 0],
    ["tiny", "policy", "Zhejiang", "Capacity|Electricity", "GW", 2021, 1.5],
    ["tiny", "policy", "Zhejiang", "Capacity|Electricity", "GW", 2022, 1.5],
    ["tiny", "policy", "Zhejiang", "Income", "CNY/person", 2021, 7],
    ["tiny", "policy", "Zhejiang", "Income", "CNY/person", 2022, 8],
  ]);
});

test("what is not known of the first year is empty there, and left out where the other years are zero", () => {
  const { columns, rows } = wideTable([
    { ...run("policy"), series: (name) => (name === "built" ? [0, 1500] : undefined) },
  ]);
  expect(columns.slice(5)).toEqual(["2021", "2022"]);
  expect(rows).toEqual([["tiny", "policy", "Zhejiang", "Capacity Additions|Electricity", "GW/yr", undefined, 1.5]]);
  const text = longText([{ ...run("policy"), series: (name) => (name === "built" ? [0, 1500] : undefined) }]);
  expect(text).toContain("Capacity Additions|Electricity,GW/yr,2021,\r\n");
  expect(wideTable([{ ...run("policy"), series: (name) => (name === "built" ? [7, 0] : undefined) }]).rows).toEqual([]);
});

test("text that needs quotes has them, rounding noise is zero, and a mark for Excel stands once at the start", () => {
  const noisy = {
    ...run("a, b"),
    region: "=Zhejiang",
    series: (name: string) => (name === "total" ? [5e-17, 1e9] : undefined),
  };
  expect(longText([noisy], { excel: true })).toBe(
    "\uFEFFmodel,scenario,region,variable,unit,year,value\r\n" +
      'tiny,"a, b",\'=Zhejiang,Emissions|CO2,Mt CO2/yr,2021,0\r\n' +
      'tiny,"a, b",\'=Zhejiang,Emissions|CO2,Mt CO2/yr,2022,1000000\r\n',
  );
});

test("the wide form has one column a year over all runs", () => {
  const later = { ...run("late"), firstYear: 2022 };
  const { columns, rows } = wideTable([run("policy"), later]);
  expect(columns).toEqual(["model", "scenario", "region", "variable", "unit", "2021", "2022", "2023"]);
  expect(rows[1].slice(3)).toEqual(["Emissions|CO2", "Mt CO2/yr", 1, 2, undefined]);
  expect(rows[7].slice(3)).toEqual(["Emissions|CO2", "Mt CO2/yr", undefined, 1, 2]);
});

test("no runs, no rows", () => {
  expect(longRows([])).toEqual([]);
  expect(wideTable([]).rows).toEqual([]);
});

test("pyam's rules: no duplicate rows, no reserved or empty columns", () => {
  const rows = longRows([run("policy"), run("reference")]);
  const keys = rows.map((row) => row.slice(0, 6).join("\t"));
  expect(new Set(keys).size).toBe(keys.length);
});

test("two cells of one name are refused where the variable stands", () => {
  expect(() => exchangeCells(model("Emissions|CO2|Sectors"))).toThrow(
    /tiny\.yaml:\d+:\d+ {2}variables\.co2\.iamc: "Emissions\|CO2\|Sectors" names both co2\.steel and co2\.homes/,
  );
});

test("a name that the exchange refuses is an error", () => {
  expect(() => exchangeCells(model("Emissions;CO2|{sector}"))).toThrow("must hold none of");
});
