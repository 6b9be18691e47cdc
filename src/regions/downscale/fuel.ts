import { addTo, cellOf, type Grid, sumOf } from "../china/balance/grid.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** The share of a cell in the base year. */
export type ShareAt = (id: string, members: readonly string[]) => number;

export const fossil = ["coal", "coke", "oil", "gas"] as const;

/** Energy and plants of a part before and while they are moved to what is known of it. */
export interface SubregionFuel {
  /** Final energy of the part and of its parent by sector and carrier, Mtce. */
  readonly energy: Grid;
  readonly parentEnergy: Grid;
  /** Gross generation of the part's plants, TWh. */
  readonly generation: Map<string, number>;
}

/** Final energy and generation by share alone. */
export function fuelByShare(parent: RegionNumbers, shareAt: ShareAt): SubregionFuel {
  const energy: Grid = new Map();
  const parentEnergy: Grid = new Map();
  for (const { members } of parent.cells("base_final_energy")) {
    const [sector, carrier] = members;
    const value = parent.at("base_final_energy", members);
    if (value === 0) continue;
    addTo(parentEnergy, sector, carrier, value);
    addTo(energy, sector, carrier, value * shareAt("base_final_energy", members));
  }
  const generation = new Map<string, number>();
  for (const plant of parent.members("plant")) {
    const twh = parent.at("base_generation", [plant]) * shareAt("base_generation", [plant]);
    if (twh > 0) generation.set(plant, twh);
  }
  return { energy, parentEnergy, generation };
}

/** Multiplies a cell of final energy. */
export function scale(energy: Grid, sector: string, carrier: string, factor: number): void {
  const value = cellOf(energy, sector, carrier);
  if (value > 0) energy.get(sector)?.set(carrier, value * factor);
}

/** Sectors whose energy is moved to what is known: industry without building sites. */
export function movableSectors(parent: RegionNumbers): Set<string> {
  return new Set(parent.members("industry").filter((sector) => sector !== "construction"));
}

/** Fuel that the part's plants burn of a carrier, Mtce: the parent's per generation. */
export function powerFuel(parent: RegionNumbers, generation: ReadonlyMap<string, number>, carrier: string): number {
  let sum = 0;
  for (const plant of parent.members("thermal")) {
    const twh = generation.get(plant);
    if (twh !== undefined)
      sum += (parent.at("base_power_fuel", [plant, carrier]) * twh) / parent.at("base_generation", [plant]);
  }
  return sum;
}

/** Fuel that all plants of the parent burn of a carrier, Mtce. */
export function parentPowerFuel(parent: RegionNumbers, carrier: string): number {
  return parent.members("thermal").reduce((sum, plant) => sum + parent.at("base_power_fuel", [plant, carrier]), 0);
}

/** All that the parent uses of a fuel (final use, raw material, power and heat), Mtce. */
export function parentCarrier(parent: RegionNumbers, carrier: string): number {
  const sum = (id: string): number =>
    parent
      .cells(id)
      .filter(({ members }) => members.at(-1) === carrier)
      .reduce((total, { members }) => total + parent.at(id, members), 0);
  return sum("base_final_energy") + sum("base_feedstock") + sum("base_heat_fuel") + parentPowerFuel(parent, carrier);
}

/** The part's share in heat used, by which its heat supply is taken; of some sectors only where `keep` says so. */
export function heatShare(fuel: SubregionFuel, keep: (sector: string) => boolean = () => true): number {
  const all = sumOf(fuel.parentEnergy, (_, carrier) => carrier === "heat");
  return all === 0 ? 0 : sumOf(fuel.energy, (sector, carrier) => carrier === "heat" && keep(sector)) / all;
}

/** CO2 in Mt of the sectors that `keep` passes, at the parent's factor of each cell. */
export function sectorCo2(parent: RegionNumbers, energy: Grid, keep: (sector: string) => boolean = () => true): number {
  let total = 0;
  for (const [sector, cells] of energy) {
    if (!keep(sector)) continue;
    for (const [carrier, mtce] of cells) {
      const used = parent.at("base_final_energy", [sector, carrier]);
      total += (mtce * parent.at("inventory_fuel", [sector, carrier])) / used;
    }
  }
  return total;
}

/** CO2 of the part's plants without waste, Mt. */
export function powerCo2(parent: RegionNumbers, generation: ReadonlyMap<string, number>): number {
  return fossil.reduce((sum, carrier) => {
    const used = parentPowerFuel(parent, carrier);
    return used === 0
      ? sum
      : sum + (parent.at("inventory_power", [carrier]) * powerFuel(parent, generation, carrier)) / used;
  }, 0);
}

/** CO2 of the parent's heat supply, Mt. */
export function parentHeatCo2(parent: RegionNumbers): number {
  return fossil.reduce((sum, carrier) => sum + parent.at("inventory_heat", [carrier]), 0);
}

/** CO2 in Mt of an inventory over a set (products, transformation) by share. */
export function inventoryByShare(parent: RegionNumbers, id: string, shareAt: ShareAt): number {
  return parent.cells(id).reduce((sum, { members }) => sum + parent.at(id, members) * shareAt(id, members), 0);
}

/** Fossil CO2 of the part's biomass and waste plants, Mt. */
export function wasteCo2(parent: RegionNumbers, generation: ReadonlyMap<string, number>): number {
  return (generation.get("biomass") ?? 0) * parent.at("fossil_waste_factor");
}
