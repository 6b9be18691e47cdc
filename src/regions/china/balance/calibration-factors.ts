import type { Sources } from "../sources.ts";
import { cellOf, total } from "./grid.ts";
import type { Inventory } from "./inventory.ts";

/** Why a carrier's factor lies outside 0.8-1.25. */
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

/**
 * Calibration factors of fuel by sector, as the model calibrates them: inventory over standard factor, largest cells
 * first. Throws for a factor outside 0.5-2.
 */
export function calibrationFactors(sources: Sources, { energy, co2, heatFuel, heatCo2 }: Inventory) {
  const standard = standardFactors(sources);
  const heat = (carrier: string): number => total([...heatFuel.values()].flatMap((cells) => cells.get(carrier) ?? []));
  const cells = [
    ...[...co2].flatMap(([sector, row]) =>
      [...row].map(([carrier, mt]) => ({ sector, carrier, mt: mt.value, mtce: cellOf(energy, sector, carrier) })),
    ),
    ...[...heatCo2].map(([carrier, mt]) => ({ sector: "heat", carrier, mt: mt.value, mtce: heat(carrier) })),
  ];
  const factors = cells.flatMap(({ sector, carrier, mt, mtce }) => {
    const cell = `${sector}.${carrier}`;
    const raw = mtce * (standard.get(carrier) ?? 0);
    if (raw === 0 && mt > 0) throw new Error(`${cell}: inventory of ${mt} Mt with no fuel`);
    if (raw === 0) return [];
    const factor = mt / raw;
    if (factor < 0.5 || factor > 2) throw new Error(`${cell}: calibration factor ${factor.toFixed(3)} outside 0.5-2`);
    return [{ cell, factor, mt, reason: factor < 0.8 || factor > 1.25 ? reasons[carrier] : "" }];
  });
  return factors.sort((a, b) => b.mt - a.mt);
}
