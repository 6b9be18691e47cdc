import { describe, expect, it } from "vitest";
import { ownUseRate } from "../../../../src/regions/china/balance/electricity.ts";
import { cellOf, sumOf, total } from "../../../../src/regions/china/balance/grid.ts";
import { mtcePerTwh } from "../../../../src/regions/china/balance/inventory.ts";
import { zhejiang } from "../../zhejiang.ts";

const { sources, build } = zhejiang();
const { electricity, inventory } = build;
const sum = total;
const balance = (material: string, process: string): number => sources.balance(material, process).value;

describe("balances of the base year", () => {
  it("closes electricity to rounding: generation and imports less exports are use and losses", () => {
    const supply =
      sum([...electricity.generation.values(), electricity.pumpedOutput, electricity.grossImports]) -
      electricity.exports.value;
    const final = sumOf(inventory.energy, (_, carrier) => carrier === "electricity") / mtcePerTwh(sources);
    const ownUse = [...electricity.generation].reduce(
      (so, [name, { value }]) => so + value * ownUseRate(sources, name).value,
      0,
    );
    expect(Math.abs(supply - final - ownUse - electricity.pumpedInput - electricity.loss.value)).toBeLessThan(
      1e-9 * supply,
    );
    expect(Math.abs(sum(electricity.imports.values()) - electricity.grossImports.value)).toBeLessThan(1e-9);
    // The balance's own sums differ by less than its last printed digits.
    expect(Math.abs(electricity.residual)).toBeLessThan(0.01);
  });
  it("closes heat", () => {
    const final = sumOf(inventory.energy, (_, carrier) => carrier === "heat");
    expect(Math.abs(sum(inventory.heat.values()) - final - inventory.heatLoss.value)).toBeLessThan(1e-12);
  });
  it("keeps every coal equivalent of final fuel: sectors and raw materials sum to the balance's final use", () => {
    for (const carrier of ["coal", "coke", "oil", "gas"]) {
      const materials = sources.materials.filter(
        (material) => material.carrier === carrier && material.kind === "fuel",
      );
      const processes = [
        "Agriculture",
        "Industry",
        "Construction",
        "Transport",
        "Wholesale",
        "Other",
        "Urban",
        "Rural",
      ];
      const published = sum(
        materials.flatMap((material) => processes.map((process) => balance(material.name, process))),
      );
      const built =
        sumOf(inventory.energy, (_, column) => column === carrier) +
        sumOf(inventory.feedstock, (_, column) => column === carrier);
      expect(Math.abs(built - published), carrier).toBeLessThan(1e-9);
    }
  });
  it("counts the carbon of furnace gas once, in coke", () => {
    expect(cellOf(inventory.energy, "steel", "coke")).toBeLessThan(
      balance("Coke", "Industry") + balance("Coke Oven Gas", "Industry") + balance("Coke Other Products", "Industry"),
    );
    for (const material of sources.materials.filter((entry) => entry.kind === "byproduct"))
      expect(material.carbon.value).toBe(0);
  });
  it("moves nearly all petrol to roads and leaves the farms their diesel", () => {
    expect(cellOf(inventory.energy, "agriculture", "oil")).toBe(balance("Diesel Oil", "Agriculture"));
    const petrol = balance("Gasoline", "Total Final Consumption");
    expect(cellOf(inventory.energy, "road_passenger", "oil")).toBeGreaterThan(0.97 * petrol);
  });
  it("gives no negative energy and no hours above the limit", () => {
    for (const [sector, cells] of inventory.energy)
      for (const [carrier, mtce] of cells) expect(mtce.value, `${sector}.${carrier}`).toBeGreaterThanOrEqual(0);
    for (const [plant, hours] of build.hours) expect(hours, plant).toBeLessThan(plant === "nuclear" ? 8300 : 7500);
  });
  it("keeps calibration factors within 0.5-2 and gives a reason outside 0.8-1.25", () => {
    for (const factor of build.calibration) {
      expect(factor.factor).toBeGreaterThan(0.5);
      expect(factor.factor).toBeLessThan(2);
      if (factor.factor < 0.8 || factor.factor > 1.25) expect(factor.reason, factor.cell).not.toBe("");
    }
  });
});
