import { cellOf } from "./grid.ts";
import type { Inventory } from "./inventory.ts";

/** Inventory over standard factor for one cell, as the model calibrates it. */
export interface CalibrationFactor {
  readonly cell: string;
  readonly factor: number;
  readonly mt: number;
  /** Why it lies outside 0.8-1.25; empty inside. */
  readonly reason: string;
}

const reasons: Readonly<Record<string, string>> = {
  oil: "petroleum coke and heavy products carry more carbon per heat than diesel, LPG and refinery gas less",
  coke: "coke-oven gas and coking by-products carry less carbon per heat than coke",
  gas: "coke-oven gas stands with natural gas",
  coal: "briquettes and washed coal differ from raw coal",
};

/**
 * Calibration factors of fuel by sector; `standard` is the national factor by carrier in Mt per Mtce after oxidation.
 * Throws for a factor outside 0.5-2.
 */
export function calibrationFactors(inventory: Inventory, standard: ReadonlyMap<string, number>): CalibrationFactor[] {
  const result: CalibrationFactor[] = [];
  const add = (cell: string, carrier: string, mtce: number, mt: number): void => {
    const raw = mtce * (standard.get(carrier) ?? 0);
    if (raw === 0) {
      if (mt > 0) throw new Error(`${cell}: inventory of ${mt} Mt with no fuel`);
      return;
    }
    const factor = mt / raw;
    if (factor < 0.5 || factor > 2) throw new Error(`${cell}: calibration factor ${factor.toFixed(3)} outside 0.5-2`);
    result.push({ cell, factor, mt, reason: factor < 0.8 || factor > 1.25 ? reasons[carrier] : "" });
  };
  for (const [sector, cells] of inventory.co2) {
    for (const [carrier, mt] of cells)
      add(`${sector}.${carrier}`, carrier, cellOf(inventory.energy, sector, carrier), mt);
  }
  for (const [carrier, mt] of inventory.heatCo2) {
    const mtce = [...inventory.heatFuel.values()].reduce((sum, cells) => sum + (cells.get(carrier) ?? 0), 0);
    add(`heat.${carrier}`, carrier, mtce, mt);
  }
  return result.sort((a, b) => b.mt - a.mt);
}
