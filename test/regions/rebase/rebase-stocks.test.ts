import { expect, it, vi } from "vitest";
import { cellNames } from "../../../src/engine/language/cells.ts";
import { runValues } from "../../../src/regions/downscale/dispatch.ts";
import { regionNumbers } from "../../../src/regions/downscale/region-numbers.ts";
import { readRebaseRules, stockRows } from "../../../src/regions/rebase/rebase-stocks.ts";
import type { TableRow } from "../../../src/regions/stated.ts";
import { tableCsv } from "../../../src/regions/table-row.ts";
import { runScenario } from "../../../src/run/scenario-run.ts";
import { composeScenario } from "../../../src/scenario/compose.ts";
import { readRegion } from "../../../src/scenario/region/region.ts";
import { layeredLibrary } from "../../../src/text/library.ts";
import { shippedLibrary, shippedModel, shippedPrograms, shippedRun } from "../../shipped-runs.ts";
import { readSource } from "../zhejiang.ts";

vi.setConfig({ testTimeout: 30_000 });

const year = 2022;
const model = shippedModel();

/** What the old run says of the quantities that a balance gives, by parameter. */
const balanceOf: Readonly<Record<string, string | ((run: Run, members: readonly string[]) => number)>> = {
  base_final_energy: "final_energy",
  inventory_fuel: "fuel_co2",
  base_heat: "heat_supply",
  base_heat_fuel: "heat_fuel_use",
  base_heat_loss: (run) => run("heat_supplied", []) - run("heat_demand", []),
  base_transformation_input: "transformation_input",
  base_transformation_output: "transformation_output",
  inventory_transformation: "co2_transformation",
  base_feedstock: (run, [sector, fuel]) => run("feedstock_use", [fuel, sector]),
  base_generation: (run, members) =>
    run(members[0].startsWith("import") ? "electricity_imports" : "generation", members),
  base_storage_output: "storage_output",
  base_exports: "exports",
  base_grid_loss: "grid_loss",
  base_power_fuel: "power_fuel",
  base_production: "fuel_production",
  inventory_power: (run, [fuel]) =>
    cellNames(model, ["fossil_plant"]).reduce((sum, [plant]) => sum + run("power_fuel", [plant, fuel]), 0) *
    run("carbon_factor", [fuel]) *
    run("power_calibration", [fuel]),
  inventory_heat: (run, [fuel]) =>
    cellNames(model, ["heat_source"]).reduce((sum, [source]) => sum + run("heat_fuel_use", [source, fuel]), 0) *
    run("carbon_factor", [fuel]) *
    run("heat_calibration", [fuel]),
};

type Run = (variable: string, members: readonly string[]) => number;

// Ages of vehicles and stands are regrouped, and what was corrected in electricity becomes intensity: hence no equality.
it("a base year moved to what the old run itself has leaves the pathway within half a per cent", () => {
  const programs = shippedPrograms;
  const region = readRegion(shippedLibrary, model, "zhejiang", { file: "test", line: 1, column: 1 }, []);
  const ran = runValues(shippedLibrary, model, "zhejiang/reference", programs);
  if (region === undefined || ran === undefined) throw new Error("zhejiang is not there");
  const run: Run = (variable, members) => ran(variable, members, year);
  const old = { numbers: regionNumbers(region, model), run: ran, year };
  const rows: TableRow[] = stockRows(old, readRebaseRules(readSource("rebase_rules.csv")));
  for (const [id, from] of Object.entries(balanceOf)) {
    const parameter = model.parameters.get(id);
    for (const members of cellNames(model, parameter?.over ?? [])) {
      const value = typeof from === "string" ? run(from, members) : from(run, members);
      rows.push({
        id,
        members: members.join("."),
        year: undefined,
        value: Math.max(0, value),
        unit: parameter?.unit.text ?? "",
        source: "test",
        estimated: "",
      });
    }
  }
  const yaml = `region: moved\nmodel: regional\nextends: zhejiang\nbase_year: ${year}\ntables: [moved/base_year.csv]\n`;
  const library = layeredLibrary(
    shippedLibrary,
    new Map([
      ["data/regions/moved.yaml", yaml],
      ["data/regions/moved/base_year.csv", tableCsv(rows)],
      ["scenarios/moved/reference.yaml", "extends: zhejiang/reference\nregion: moved\n"],
    ]),
  );
  const before = shippedRun("zhejiang/reference");
  const after = runScenario(composeScenario(library, model, "moved/reference"), shippedPrograms);
  before.boundaries.forEach(({ name, series }, i) => {
    for (let at = year; at <= 2060; at++) {
      const then = series.values[at - series.years[0]];
      const now = after.boundaries[i].series.values[at - year];
      expect(Math.abs(now / then - 1), `${name} ${at}`).toBeLessThan(0.005);
    }
    expect(after.boundaries[i].series.values[0] / series.values[year - 2021], name).toBeCloseTo(1, 3);
  });
});
