import type { Model } from "../../engine/language/model.ts";
import { ruled, type Stated, stated, type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import { standardFactors } from "./balance/calibration-factors.ts";
import { type ElectricityBalance, ownUseRate } from "./balance/electricity.ts";
import type { Inventory } from "./balance/inventory.ts";
import { realGdp } from "./gdp.ts";
import type { Sources } from "./sources.ts";

/** Residents and GDP of the base year. */
export function driverRows(sources: Sources, model: Model): TableRow[] {
  const { rows, put } = tableWriter(model);
  const { base } = sources.years;
  put("base_population", undefined, sources.activity("population", base));
  put("base_gdp", undefined, realGdp(sources, base));
  return rows;
}

/** What the balance gives of a year: energy, inventory, heat, transformation and electricity. */
export function balanceRows(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  model: Model,
): TableRow[] {
  const table = tableWriter(model);
  const { put } = table;
  putCells(table, "base_final_energy", inventory.energy);
  putCells(table, "inventory_fuel", inventory.co2);
  putValues(table, "inventory_power", inventory.powerCo2);
  putValues(table, "inventory_heat", inventory.heatCo2);
  putValues(table, "inventory_transformation", inventory.transformationCo2);
  const standard = standardFactors(sources);
  for (const [sector, cells] of inventory.feedstock) {
    for (const [carrier, raw] of cells) {
      put(`base_feedstock.${sector}.${carrier}`, undefined, raw);
      const emitted = inventory.feedstockCo2.get(sector)?.get(carrier);
      if (emitted === undefined || emitted.value <= 0) continue;
      const part = sources.constant("coal_nonenergy_emitted");
      const share = Math.min(1, emitted.value / (raw.value * (standard.get(carrier) ?? Number.NaN)));
      const rule = `${part.value} of the carbon of gasified coal, petroleum coke and gas, as part of all raw material of the carrier at its standard factor (at most 1)`;
      put(`feedstock_emitted.${sector}.${carrier}`, undefined, stated(share, "1", [part], rule, [emitted, raw]));
    }
  }
  putCells(table, "base_heat_fuel", inventory.heatFuel);
  putValues(table, "base_heat", inventory.heat);
  put("base_heat_loss", undefined, inventory.heatLoss);
  putCells(table, "base_transformation_input", inventory.transformationInput);
  putCells(table, "base_transformation_output", inventory.transformationOutput);
  const generated = new Map([...electricity.generation].filter(([, { value }]) => value !== 0));
  putValues(table, "base_generation", generated);
  putValues(table, "base_generation", new Map([...electricity.imports].filter(([, { value }]) => value !== 0)));
  put("base_storage_output.pumped", undefined, electricity.pumpedOutput);
  put("base_exports", undefined, electricity.exports);
  put("base_grid_loss", undefined, electricity.loss);
  putCells(table, "base_power_fuel", electricity.fuel);
  for (const [technology, { value }] of electricity.generation)
    if (value > 0)
      put(
        `own_use_rate.${technology}`,
        undefined,
        ruled({ ...ownUseRate(sources, technology), rule: "" }, "national rate, recalled"),
      );
  return table.rows;
}

function putValues({ put }: TableWriter, id: string, values: ReadonlyMap<string, Stated>): void {
  for (const [name, value] of values) put(`${id}.${name}`, undefined, value);
}

function putCells(table: TableWriter, id: string, grid: ReadonlyMap<string, ReadonlyMap<string, Stated>>): void {
  for (const [name, cells] of grid) putValues(table, `${id}.${name}`, cells);
}
