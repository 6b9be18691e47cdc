import { expect, test } from "vitest";
import { composed } from "./toy.ts";

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
