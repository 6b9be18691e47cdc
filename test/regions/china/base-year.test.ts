import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cellIndex } from "../../../src/engine/language/cells.ts";
import { compile } from "../../../src/engine/program/compile.ts";
import { sumOf, total } from "../../../src/regions/china/balance/grid.ts";
import { runValues } from "../../../src/regions/downscale/dispatch.ts";
import { scenarioInputs } from "../../../src/scenario/paths/inputs.ts";
import { layeredLibrary } from "../../../src/text/library.ts";
import { shippedLibrary, shippedModel, shippedPrograms, shippedScenario } from "../../shipped-runs.ts";
import { shop, zhejiang } from "../zhejiang.ts";

const root = join(import.meta.dirname, "../../..");
const library = shippedLibrary;
const model = shippedModel();
const inputs = scenarioInputs(shippedScenario("zhejiang/reference"));
const program = compile(model, inputs);
const memory = program.memory();
program.load(memory, inputs);
program.run(memory);

const value = (name: string, members: readonly string[], year: number): number => {
  const variable = model.variables.get(name);
  const cell = variable && cellIndex(model, variable.over, members);
  if (cell === undefined) throw new Error(`no cell ${name}.${members.join(".")}`);
  return program.series(memory, name, cell)[year - 2021];
};
const sum = total;

// A consistency test: the model must give back what it was calibrated to, to rounding.
describe("the model's base year", () => {
  const { build, sources } = zhejiang();
  const { inventory, electricity } = build;

  it("is the inventory to 1e-9", () => {
    const waste = sources.parameter("fossil_waste_factor").value * (electricity.generation.get("biomass")?.value ?? 0);
    const fuel =
      sumOf(inventory.co2) +
      sum(inventory.powerCo2.values()) +
      sum(inventory.heatCo2.values()) +
      sum(inventory.transformationCo2.values());
    expect(Math.abs(value("emissions", ["energy"], 2021) / (fuel + waste) - 1)).toBeLessThan(1e-9);
  });
  it("has the balance's electricity and imposes generation", () => {
    expect(Math.abs(value("electricity_use", [], 2021) / electricity.totalUse.value - 1)).toBeLessThan(1e-9);
    for (const [technology, twh] of electricity.generation)
      expect(Math.abs(value("generation", [technology], 2021) / twh.value - 1), technology).toBeLessThan(1e-9);
    expect(value("unserved", [], 2021)).toBe(0);
  });
  it("takes the observed electricity, population and GDP of 2024", () => {
    // The published series, 551.4 TWh in 2021 and 678 in 2024, moves the balance's use.
    const grown = value("electricity_use", [], 2024) / value("electricity_use", [], 2021);
    expect(Math.abs(grown / (678 / 551.4) - 1)).toBeLessThan(0.005);
    expect(value("population", [], 2024)).toBeCloseTo(66.7, 9);
  });
  it("meets the observed peak load of 2024 (above 123 GW), which no input gives, within 2 %", () => {
    expect(Math.abs(value("peak_load", [], 2024) / 123 - 1)).toBeLessThan(0.02);
  });
  it("violates no check that is an error", () => {
    const errors = program
      .violations(memory)
      .filter((violation) => model.checks.get(violation.check)?.severity === "error");
    expect(errors).toEqual([]);
  });
});

// Two runs of the nation's reference: with what activity and generation explain, and with fuel as published.
describe("the nation's observed years", () => {
  const years = [2021, 2022, 2023, 2024, 2025];
  const observed = "dist/regions/china/observed.csv";
  const text = library.read(observed) ?? "";
  const programs = shippedPrograms;
  const runWith = (table: string) => {
    const layered = layeredLibrary(library, new Map([[observed, table]]));
    const run = runValues(layered, model, "china/reference", programs);
    if (run === undefined) throw new Error("scenarios/china/reference.yaml is missing");
    return run;
  };
  const without = (rows: RegExp): string =>
    text
      .split("\n")
      .filter((row) => !rows.test(row))
      .join("\n");
  const driven = runWith(without(/^fuel_final,/));
  const corrected = runWith(text);
  type Run = typeof driven;
  const territorial = (run: Run, year: number): number => run("emissions", ["territorial"], year);
  const index = (of: (year: number) => number, year: number): number => (of(year) / of(2021)) * 100;
  /** Published growth of the years after 2021 to `year`, as a factor. */
  const published = (variable: string, year: number): number =>
    shop.tables
      .of("observed.csv", "China")
      .filter((row) => row.variable === variable && Number(row.year) > 2021 && Number(row.year) <= year)
      .reduce((so, row) => so * (1 + Number(row.value) / 100), 1);

  it("meet the published use of coal, oil and gas to 0.1 %, each as growth on the balance's level", () => {
    for (const fuel of ["coal", "oil", "gas"]) {
      const use = (year: number): number => corrected("primary_equivalent", [fuel], year);
      for (const year of years)
        expect(Math.abs(use(year) / use(2021) / published(`${fuel}_energy_growth`, year) - 1)).toBeLessThan(0.001);
    }
  });
  it("print apart what the correction adds, and nothing of power or activity moves with it", () => {
    for (const year of years) {
      for (const fuel of ["coal", "coke", "oil", "gas"]) {
        const added = corrected("fuel_final", [fuel], year) - driven("fuel_final", [fuel], year);
        expect(corrected("correction_energy", [fuel], year)).toBeCloseTo(added, 6);
      }
      expect(corrected("generation", ["coal"], year)).toBeCloseTo(driven("generation", ["coal"], year), 6);
      // What coke ovens lose beyond it is below a thousandth of all CO2.
      const co2 = sum(["coal", "coke", "oil", "gas"].map((fuel) => corrected("correction_co2", [fuel], year)));
      const more = territorial(corrected, year) - territorial(driven, year);
      expect(Math.abs(more - co2) / territorial(driven, year)).toBeLessThan(0.001);
    }
  });

  // CREA and Our World in Data judge and are never an input: energy and process CO2, 2021 = 100 (data/README.md).
  it("keep CO2 within 3 points of 103.8 in 2023; 2022 is off by the published growth of coal alone", () => {
    expect(Math.abs(index((year) => territorial(corrected, year), 2023) - 103.8)).toBeLessThan(3);
    expect(index((year) => territorial(corrected, year), 2022) - 98.3).toBeLessThan(3.5);
    // The national account of china_history.csv has coal up by 0.34 % where the communiqué has 3.45 %.
    const less = corrected("primary_equivalent", ["coal"], 2021) * (0.0345 - 0.0034);
    const coal = corrected("fuel_final", ["coal"], 2022) - less;
    const other = runWith(text.replace(/^(fuel_final,coal,2022,)[^,]+/m, `$1${coal}`));
    expect(Math.abs(index((year) => territorial(other, year), 2022) - 98.3)).toBeLessThan(3);
  });
  it("sell the cars that were registered, and no later year steps further than the years observed", () => {
    // Vehicles registered, 2022-2025 (Ministry of Public Security), times the part of cars in makers' sales; none of them is an input.
    const registered = [23.23, 24.56, 26.9, 26.19].map((vehicles) => vehicles * 0.873);
    const sales = Array.from({ length: 40 }, (_, i) => corrected("vehicle_sales", ["car"], 2021 + i));
    for (const [i, cars] of registered.entries()) expect(Math.abs(sales[i + 1] / cars - 1)).toBeLessThan(0.005);
    const steps = sales.slice(1).map((now, i) => now / sales[i] - 1);
    for (const step of steps.slice(4))
      expect(Math.abs(step)).toBeLessThan(Math.max(...steps.slice(0, 4).map(Math.abs)));
    expect(Math.abs(steps[4])).toBeLessThan(0.03);
  });
  it("follow energy per GDP as published within half a point", () => {
    const intensity = (year: number): number => corrected("energy_intensity", [], year);
    for (const year of years) {
      const official = 100 * published("energy_per_gdp_growth_old_definition", year);
      expect(Math.abs(index(intensity, year) - official)).toBeLessThan(0.5);
    }
  });
  it("are as data/README.md prints them", () => {
    const readme = readFileSync(join(root, "data/README.md"), "utf8");
    const rows: Readonly<Record<string, (year: number) => number>> = {
      "(a) activity and generation imposed": (year) => territorial(driven, year),
      "(b) and fuel as published": (year) => territorial(corrected, year),
      "energy per GDP, (a)": (year) => driven("energy_intensity", [], year),
      "energy per GDP, (b)": (year) => corrected("energy_intensity", [], year),
      "without raw materials and non-fossil energy, (b)": (year) => {
        const feedstock = sum(
          ["coal", "coke", "oil", "gas"].map((fuel) => corrected("feedstock_by_carrier", [fuel], year)),
        );
        const rest = corrected("primary_energy", [], year) - corrected("nonfossil_energy", [], year) - feedstock;
        return rest / corrected("gdp", [], year);
      },
    };
    const lines = Object.entries(rows).map(
      ([name, of]) => `| ${name} | ${years.map((year) => index(of, year).toFixed(1)).join(" | ")} |`,
    );
    const printed = readme
      .split("\n")
      .filter((line) => Object.keys(rows).some((name) => line.startsWith(`| ${name} |`)));
    expect(printed).toEqual(lines);
  });
});
