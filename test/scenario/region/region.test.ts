import { expect, test } from "vitest";
import { composed } from "../toy.ts";

const bay = `region: bay
model: toy
label: {en: Bay, zh: 湾}
parent: isle
level: city
plans: [湾市碳达峰实施方案]
downscaled: {en: by population, zh: 按人口}
extends: isle
parameters:
  base_gdp: {value: 10, unit: GCNY, source: yearbook, estimated: by population}
`;

const scenario = "model: toy\nregion: bay\n";

test("a part takes parameters, levers and years of the whole, but not what was observed of it", () => {
  const { region, base } = composed(scenario, { "data/regions/bay.yaml": bay });
  expect(region).toMatchObject({
    label: { en: "Bay", zh: "湾" },
    parent: "isle",
    level: "city",
    plans: ["湾市碳达峰实施方案"],
    downscaled: { en: "by population", zh: "按人口" },
    baseYear: 2021,
    horizon: 2040,
    observations: [],
    history: [],
    inventoryUncertainty: 0.1,
  });
  expect(base.values.get("base_gdp")).toEqual(Float64Array.of(10));
  expect(base.values.get("population")?.[0]).toBe(1);
  expect(region.observed.size).toBe(0);
});

test("a variant of a region, which names no parent of its own in the chain, keeps what was observed", () => {
  const variant = "region: bay\nextends: isle\nparameters: {base_gdp: 90 GCNY}\n";
  const { region } = composed(scenario, { "data/regions/bay.yaml": variant });
  expect(region.observations).toHaveLength(2);
  expect(region.history).toHaveLength(2);
  expect(region).toMatchObject({
    label: { en: "Isle", zh: "岛" },
    parent: undefined,
    plans: [],
    downscaled: undefined,
  });
});

test("a variant of a part leaves the whole's observations out as the part does", () => {
  const variant = "region: bay_b\nextends: bay\n";
  const { region } = composed("model: toy\nregion: bay_b\n", {
    "data/regions/bay.yaml": bay,
    "data/regions/bay_b.yaml": variant,
  });
  expect(region.observations).toEqual([]);
  expect(region).toMatchObject({ label: { en: "Bay", zh: "湾" }, parent: "isle", level: "city" });
});

test("keys in a source are written out from the shared citations, other text stays", () => {
  const { region } = composed("model: toy\nregion: isle\n", {
    "data/regions/citations.csv": 'key,citation\nyearbook,"Statistical yearbook, 2022"\nplan,Five-year plan\n',
    "data/regions/isle/base.csv": `id,members,year,value,unit,source,estimated
planned_capacity,coal,,10,GW,yearbook; plan,
planned_capacity,wind,2021,1000,MW,register; yearbook,
gdp_growth,,2022,3,%/yr,,
`,
  });
  const sourceOf = (name: string, cell: number) => {
    const path = region.given.get(name)?.get(cell);
    return (path?.constant ?? path?.years.values().next().value)?.source;
  };
  expect(sourceOf("planned_capacity", 0)).toBe("Statistical yearbook, 2022; Five-year plan");
  expect(sourceOf("planned_capacity", 1)).toBe("register; Statistical yearbook, 2022");
  expect(region.files.has("data/regions/citations.csv")).toBe(true);
});

const table = "id,members,year,value,unit\nbase_gdp,,,10.5,GCNY\n";
const withTable = (text: string, words = "table,name,en,zh\n") =>
  composed(scenario, {
    "data/regions/bay.yaml": `${bay.slice(0, bay.indexOf("parameters:"))}tables: [bay/t.csv]\n`,
    "data/regions/bay/t.csv": text,
    "data/china/table_words.csv": words,
  });

test.each([
  ["semicolons and decimal commas", table.replaceAll(",", ";").replace(".", ",")],
  ["tabs", table.replaceAll(",", "\t")],
  ["blanks, empty rows and columns", `${table.replaceAll(",", " , ").replaceAll("\n", ",\n")},,,,,\n`],
  ["headings in Chinese", table.replace("id,members,year,value,unit", "参数,成员,年份,数值,单位")],
])("a region's table may have %s", (_, text) => {
  const words =
    "table,name,en,zh\nregion,id,,参数\nregion,members,,成员\nregion,year,,年份\nregion,value,,数值\nregion,unit,,单位\n";
  expect(withTable(text, words).base.values.get("base_gdp")).toEqual(Float64Array.of(10.5));
});

test.each([
  ["   ", "a value is missing"],
  ["0x1F", '"0x1F" is not a number'],
  ["1e999", "1e999 is not a finite number"],
  ["Infinity", "Infinity is not a finite number"],
  ['"1,5"', '"1,5" has a comma in place of the decimal point; write 1.5'],
])("%j is no number of a table", (cell, message) => {
  expect(() => withTable(table.replace("10.5", cell))).toThrow(`t.csv:2:12  base_gdp: ${message}`);
});

test("a table of many wrong rows says so in fifty lines", () => {
  const told = (): string => {
    try {
      withTable(table + "base_gpd,,,1,GCNY\n".repeat(3000));
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  expect(told().split("\n")).toHaveLength(51);
  expect(told()).toContain("t.csv:53:1  50 mistakes and more so far; this row and all below (2950) are not looked at");
});
