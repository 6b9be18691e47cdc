import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { cellNames } from "../../../src/engine/language/cells.ts";
import { readModel } from "../../../src/engine/language/read-model.ts";
import { nodeLibrary } from "../../../src/files/library.ts";
import { readCsv } from "../../../src/regions/csv.ts";
import { type RegionNumbers, regionNumbers } from "../../../src/regions/downscale/region-numbers.ts";
import { isExtensive } from "../../../src/regions/downscale/shares.ts";
import { starterRegion } from "../../../src/regions/downscale/starter.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { sharedPrograms } from "../../../src/run/shared-programs.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { modelFiles } from "../../../src/scenario/model-files.ts";
import { readRegion } from "../../../src/scenario/region/region.ts";
import { layeredLibrary } from "../../../src/text/library.ts";
import { InputError, type Problem } from "../../../src/text/problems.ts";
import { readSource } from "../zhejiang.ts";

// Reading thirty regions with their parents takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, "../../..");
const library = nodeLibrary(root, root);
const model = readModel(modelFiles(library, "regional"));
const names = readCsv(readSource("city_names.csv"));
const programs = sharedPrograms();
const wholes = new Map<string, RegionNumbers>();

/** A region of the library with its cells, read once for all tests. */
function whole(id: string): RegionNumbers {
  const known = wholes.get(id);
  if (known !== undefined) return known;
  const problems: Problem[] = [];
  const region = readRegion(library, model, id, { file: "test", line: 1, column: 1 }, problems);
  if (region === undefined || problems.length > 0) throw new InputError(problems);
  const read = regionNumbers(region, model);
  wholes.set(id, read);
  return read;
}

describe("cities and districts", () => {
  it("take no quantity of their parent's size", () => {
    const leaks: string[] = [];
    for (const { region: id } of names) {
      const { region } = whole(id);
      expect(region.downscaled, id).toBeDefined();
      for (const [name, cells] of region.given) {
        const parameter = model.parameters.get(name);
        if (parameter === undefined || !isExtensive(parameter)) continue;
        for (const [cell, path] of cells) {
          for (const { at, value } of path.constant === undefined ? path.years.values() : [path.constant]) {
            if (value !== 0 && !at.file.startsWith(`dist/regions/${id}/`))
              leaks.push(`${id} ${name}.${cellNames(model, parameter.over)[cell].join(".")} from ${at.file}`);
          }
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  it("mark every number of the base year as estimated", () => {
    for (const { region: id } of names) {
      const cells = [...(whole(id).region.given.get("base_final_energy")?.values() ?? [])];
      expect(cells.length, id).toBeGreaterThan(0);
      const bare = cells.filter((path) => path.constant?.estimated === undefined);
      expect(bare, id).toEqual([]);
    }
  });

  it("of Zhejiang sum to the province, but for what CEADs' cities and their province disagree on", () => {
    const province = whole("zhejiang");
    const parts = names.filter(({ parent }) => parent === "zhejiang").map(({ region }) => whole(region));
    expect(parts).toHaveLength(11);
    const ratio = (id: string, members: string[]) =>
      parts.reduce((sum, part) => sum + part.at(id, members), 0) / province.at(id, members);
    expect(ratio("base_population", [])).toBeCloseTo(1, 3);
    expect(Math.abs(ratio("base_gdp", []) - 1)).toBeLessThan(0.02);
    for (const plant of ["nuclear", "coal", "solar_distributed", "wind_offshore"])
      expect(Math.abs(ratio("base_capacity", [plant]) - 1), plant).toBeLessThan(0.02);
    for (const sector of ["urban_homes", "services"])
      expect(Math.abs(ratio("base_final_energy", [sector, "electricity"]) - 1), sector).toBeLessThan(0.02);
    // Industry is moved to CEADs' city shares, whose sum differs from the province's by sector
    expect(Math.abs(ratio("inventory_power", ["coal"]) - 1)).toBeLessThan(0.1);
  });

  it("run with all balances closed, in a city that imports, one that exports and one whose plan gives its fuel", () => {
    for (const id of ["huzhou", "yichang", "yongcheng"]) {
      const scenario = composeScenario(library, model, `${id}/reference`);
      const run = runScenario(scenario, programs);
      const unserved = run.limits.filter(({ check }) => check.name === "unserved_electricity");
      expect(unserved, id).toEqual([]);
    }
  });

  it("meet the coal and gas that Yongcheng's plan gives for 2020", () => {
    // 5.4196 Mt of coal, 0.43e8 m3 of gas: Yongcheng, 永城市“十四五”现代能源体系和碳达峰碳中和规划
    const part = whole("yongcheng");
    const used = (carrier: string) =>
      part.members("sector").reduce((sum, sector) => sum + part.at("base_final_energy", [sector, carrier]), 0) +
      part.members("thermal").reduce((sum, plant) => sum + part.at("base_power_fuel", [plant, carrier]), 0) +
      part.members("heat_source").reduce((sum, source) => sum + part.at("base_heat_fuel", [source, carrier]), 0) +
      part.members("industry").reduce((sum, sector) => sum + part.at("base_feedstock", [sector, carrier]), 0);
    expect(used("coal") / (5.4196 * part.at("coal_calorific"))).toBeCloseTo(1, 6);
    expect(used("gas") / (0.043 * part.at("gas_calorific"))).toBeCloseTo(1, 6);
  });
});

describe("a starter region", () => {
  const order = (text: string) => ({
    id: "somewhere",
    parent: "yunnan",
    label: { en: "Somewhere", zh: "某地" },
    table: { text, file: "somewhere.csv" },
  });

  it("meets its table and runs", () => {
    const { files, part, silent } = starterRegion(
      library,
      model,
      order(
        "variable,value,unit\npopulation,334,万人\ngdp,1633,亿元\nelectricity_use,112,亿千瓦时\ncoal,4.1,Mt\ncapacity_hydro,450,万千瓦\n",
      ),
    );
    expect(part.electricity.use).toBeCloseTo(11.2, 9);
    expect(part.missed).toEqual([]);
    expect(silent).toContain("oil");
    expect(silent).not.toContain("coal");
    const run = runScenario(composeScenario(layeredLibrary(library, files), model, "somewhere/reference"), programs);
    expect(run.boundaries[0].series.values[0]).toBeGreaterThan(0);
  });

  it("names every mistake of its table with its place", () => {
    const text = "variable,value,unit\npopulaton,3,1e6 person\ngdp,x,亿元\ncoal,3,GW\ncoal,3,Mt\n";
    const problems = (): readonly Problem[] => {
      try {
        starterRegion(library, model, order(text));
      } catch (error) {
        if (error instanceof InputError) return error.problems;
        throw error;
      }
      return [];
    };
    expect(problems().map(({ at, path, message }) => `${at.line}:${at.column} ${path}: ${message}`)).toEqual([
      expect.stringMatching(/^2:1 populaton: unknown variable; there are .* did you mean "population"\?$/),
      '3:5 gdp: "x" is not a number of 0 or more',
      '4:8 coal: "GW" does not fit; allowed are Mtce/yr, Mtce, Mt/yr, Mt and what converts to them',
      "5:1 coal: given already in line 4; give it once",
    ]);
  });

  it("says what a table needs at least", () => {
    expect(() => starterRegion(library, model, order("variable,value,unit\ngdp,3,亿元\n"))).toThrow(
      'somewhere.csv:1:1  population: "population" is missing; a starter table gives at least population and gdp',
    );
  });
});
