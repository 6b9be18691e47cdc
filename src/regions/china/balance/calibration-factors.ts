import type { Sources } from "../sources.ts";
import { total } from "./grid.ts";
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

/** National standard factors by carrier after oxidation, Mt per Mtce. */
export function standardFactors(sources: Pick<Sources, "parameter">): Map<string, number> {
  const factor = (carrier: string): number =>
    sources.parameter("emission_factor", carrier).value * sources.parameter("oxidation", carrier).value;
  return new Map(["coal", "coke", "oil", "gas"].map((carrier) => [carrier, factor(carrier)]));
}

/** Calibration factors of fuel by sector, largest cells first. Throws for a factor outside 0.5-2. */
export function calibrationFactors(sources: Sources, inventory: Inventory): CalibrationFactor[] {
  const standard = standardFactors(sources);
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
  for (const [sector, cells] of inventory.co2)
    for (const [carrier, mt] of cells)
      add(`${sector}.${carrier}`, carrier, inventory.energy.get(sector)?.get(carrier)?.value ?? 0, mt.value);
  for (const [carrier, mt] of inventory.heatCo2)
    add(
      `heat.${carrier}`,
      carrier,
      total([...inventory.heatFuel.values()].flatMap((cells) => cells.get(carrier) ?? [])),
      mt.value,
    );
  return result.sort((a, b) => b.mt - a.mt);
}
