import { describe, expect, it } from "vitest";
import { readCsv } from "../../src/regions/csv.ts";
import {
  converter,
  rowsOf,
  type Stated,
  scaled,
  stated,
  statedRow,
  sum,
  tableWriter,
} from "../../src/regions/stated.ts";
import { madeProvinces, readSource, shop } from "./zhejiang.ts";

const fact = (value: number, unit: string, source: string, at: string, rule = ""): Stated => ({
  value,
  unit,
  source,
  rule,
  at,
});
const coal = fact(2, "GW", "gem_coal", "capacity.csv:7");
const gas = fact(3, "GW", "cec_recalled; gem_coal", "published.csv:12", "recalled");

describe("a stated value", () => {
  it("is summed with its sources, rules and rows, and with values of one unit only", () => {
    const both = sum([gas, coal]);
    expect(both).toMatchObject({ value: 5, unit: "GW", source: "cec_recalled; gem_coal", rule: "recalled" });
    expect(rowsOf(both)).toEqual(["capacity.csv:7", "published.csv:12"]);
    expect(() => sum([coal, fact(1, "TWh", "x", "y:1")])).toThrow("1 TWh cannot be added to values in GW");
  });
  it("cites what it is computed from, and rests on the rows of rates as well", () => {
    const rate = fact(4310, "h/yr", "biomass_2021", "constants.csv:56");
    const power = stated(coal.value * rate.value, "GW*h/yr", [coal], "capacity times hours", [rate]);
    expect(power.source).toBe("gem_coal");
    expect(rowsOf(power)).toEqual(["capacity.csv:7", "constants.csv:56"]);
    expect(rowsOf(scaled(power, 2))).toEqual(rowsOf(power));
  });
  it("is converted by the units of the model, range and all, and never to another dimension", () => {
    const to = converter(shop.model.units);
    expect(to({ ...fact(6560.37, "1e4 tce", "a", "b:1"), low: 6000 }, "Mtce/yr")).toMatchObject({
      value: 65.6037,
      low: 60,
    });
    expect(() => to(coal, "TW*h/yr")).toThrow("2 GW is");
  });
  it("is written in the unit of its cell", () => {
    const { rows, put } = tableWriter(shop.model);
    put("base_population", undefined, fact(6540, "1e4 person", "nbs_pik", "activity.csv:3"));
    put("base_capacity.coal", undefined, undefined);
    expect(rows).toMatchObject([{ id: "base_population", members: "", value: 65.4, unit: "1e6 person" }]);
    expect(() => put("base_generation.coal", undefined, coal)).toThrow("base_generation.coal: 2 GW is");
    expect(() => put("base_nothing", undefined, coal)).toThrow('neither a parameter nor a variable "base_nothing"');
  });
  it("knows its line in the table", () => {
    const [, row] = readCsv("# a remark\nid,value,unit,source\na,1,GW,x\nb,2.5,GW,y\n", "some.csv");
    expect(statedRow(row, "some.csv b")).toMatchObject({ value: 2.5, source: "y", at: "some.csv:4" });
  });
});

describe("the origin of a province's number", () => {
  const made = madeProvinces(["zhejiang", "anhui"]);
  const lineOf = (file: string, start: string): string =>
    `${file}:${
      readSource(file)
        .split("\n")
        .findIndex((line) => line.startsWith(start)) + 1
    }`;

  it("is the branch that made it: biomass power of 2020 moved with the nation's", () => {
    for (const [id, { build }] of made) {
      const row = build.tables
        .get("base_year")
        ?.find((cell) => `${cell.id}.${cell.members}` === "base_generation.biomass");
      expect(row?.estimated, id).toContain("value of 2020 moved with the nation's");
      const province = id === "anhui" ? "Anhui" : "Zhejiang";
      expect(rowsOf(row?.stated as Stated), id).toContain(
        lineOf("published.csv", `${province},generation_biomass,2020,`),
      );
    }
  });
  it("names a row of data/china for every number that is not a judgement", () => {
    for (const [id, { build, origins }] of made) {
      const rows = readCsv(origins());
      expect(rows.length, id).toBe([...build.tables.values()].reduce((so, table) => so + table.length, 0));
      const bare = rows.filter((row) => row.rows === "").map((row) => `${row.id}.${row.members}`);
      const judged = [...build.tables.values()].flat().filter(({ source }) => source === "judgement");
      for (const cell of bare)
        expect(
          judged.map((row) => `${row.id}.${row.members}`),
          id,
        ).toContain(cell);
    }
  });
});
