import { sumBy } from "../../statistics/sum.ts";
import { addTo, cellOf, type Grid, sumOf } from "../china/balance/grid.ts";
import { twhPerMtce } from "../china/balance/thermal-power.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** The share of a cell in the base year. */
export type ShareAt = (id: string, members: readonly string[]) => number;

/**
 * Factor by which all parts' numbers of a cell are multiplied so that they sum to their parent's: final energy by sector
 * and carrier, generation by plant, output by product.
 */
export type Closing = (what: "energy" | "generation" | "output", ...members: readonly string[]) => number;

/** Energy and plants of a part before and while they are moved to what is known of it. */
export type SubregionFuel = ReturnType<typeof fuelByShare>;

/** Final energy and generation by share alone, and by what closes the sum of all parts. */
export function fuelByShare(parent: RegionNumbers, shareAt: ShareAt, closing: Closing) {
  /** Final energy of the part and of its parent by sector and carrier, Mtce. */
  const energy: Grid = new Map();
  const parentEnergy: Grid = new Map();
  for (const { members } of parent.cells("base_final_energy")) {
    const [sector, carrier] = members;
    const value = parent.at("base_final_energy", members);
    if (value === 0) continue;
    addTo(parentEnergy, sector, carrier, value);
    addTo(energy, sector, carrier, value * shareAt("base_final_energy", members) * closing("energy", sector, carrier));
  }
  /** Gross generation of the part's plants, TWh. */
  const generation = new Map<string, number>();
  for (const plant of parent.members("plant")) {
    const twh =
      parent.at("base_generation", [plant]) * shareAt("base_generation", [plant]) * closing("generation", plant);
    if (twh > 0) generation.set(plant, twh);
  }
  return { parent, shareAt, energy, parentEnergy, generation };
}

/** Sectors whose energy is moved to what is known: industry without building sites. */
export function movableSectors(parent: RegionNumbers): Set<string> {
  return new Set(parent.members("industry").filter((sector) => sector !== "construction"));
}

/** Fuel that the part's plants burn of a carrier, Mtce: the parent's per generation. */
export function powerFuel({ parent, generation }: SubregionFuel, carrier: string): number {
  return sumBy(parent.members("thermal"), (plant) => {
    const twh = generation.get(plant);
    if (twh === undefined) return 0;
    return (parent.at("base_power_fuel", [plant, carrier]) * twh) / parent.at("base_generation", [plant]);
  });
}

/** Fuel that all plants of the parent burn of a carrier, Mtce. */
export function parentPowerFuel(parent: RegionNumbers, carrier: string): number {
  return sumBy(parent.members("thermal"), (plant) => parent.at("base_power_fuel", [plant, carrier]));
}

/** All that the parent uses of a fuel (final use, raw material, power and heat), Mtce. */
export function parentCarrier(parent: RegionNumbers, carrier: string): number {
  const sum = (id: string): number => parent.sum(id, (members) => members.at(-1) === carrier);
  return sum("base_final_energy") + sum("base_feedstock") + sum("base_heat_fuel") + parentPowerFuel(parent, carrier);
}

/** The part's share in heat used, by which its heat supply is taken; of some sectors only where `keep` says so. */
export function heatShare(fuel: SubregionFuel, keep: (sector: string) => boolean = () => true): number {
  const all = sumOf(fuel.parentEnergy, (_, carrier) => carrier === "heat");
  return all === 0 ? 0 : sumOf(fuel.energy, (sector, carrier) => carrier === "heat" && keep(sector)) / all;
}

/** CO2 in Mt of the sectors that `keep` passes, at the parent's factor of each cell. */
export function sectorCo2({ parent, energy }: SubregionFuel, keep: (sector: string) => boolean = () => true): number {
  let total = 0;
  for (const [sector, cells] of energy)
    for (const [carrier, mtce] of keep(sector) ? cells : []) {
      const used = parent.at("base_final_energy", [sector, carrier]);
      total += (mtce * parent.at("inventory_fuel", [sector, carrier])) / used;
    }
  return total;
}

/** CO2 of the part's plants without waste, Mt. */
export function powerCo2(fuel: SubregionFuel): number {
  const { parent } = fuel;
  return sumBy(parent.members("fossil"), (carrier) => {
    const used = parentPowerFuel(parent, carrier);
    return used === 0 ? 0 : (parent.at("inventory_power", [carrier]) * powerFuel(fuel, carrier)) / used;
  });
}

/** What the part has by share of a quantity that is not moved, in the base year. */
export function byShare(
  { parent, shareAt }: SubregionFuel,
  id: string,
  keep: (members: readonly string[]) => boolean = () => true,
): number {
  return sumBy(parent.cells(id), ({ members }) => (keep(members) ? parent.at(id, members) * shareAt(id, members) : 0));
}

/** Fossil CO2 of biomass and waste plants that generate so much, Mt. */
export function wasteCo2(parent: RegionNumbers, biomass = parent.at("base_generation", ["biomass"])): number {
  return biomass * parent.at("fossil_waste_factor");
}

/** CO2 factor of what an import brings in, t/MWh. */
export function importFactor(parent: RegionNumbers, kind: string): number {
  return (1 - parent.at("import_clean_share", [kind])) * parent.at("sender_thermal_factor");
}

/** What goes with final use, TWh: plants' own use, storage, electric heat and the loss rate of the parent. */
export function alongside(fuel: SubregionFuel) {
  const { parent, shareAt, generation } = fuel;
  const stored = parent.members("storage").map((storage) => {
    const output = parent.at("base_storage_output", [storage]);
    return { storage, output: output === 0 ? 0 : output * shareAt("base_storage_output", [storage]) };
  });
  const loss = parent.at("base_grid_loss");
  const final = parent.sum("base_final_energy", ([, carrier]) => carrier === "electricity");
  const parentStorage = sumBy(
    parent.members("storage"),
    (storage) => parent.at("base_storage_output", [storage]) * lossOf(parent, storage),
  );
  return {
    ownUse: sumBy(generation, ([plant, twh]) => twh * parent.at("own_use_rate", [plant])),
    storageOutput: sumBy(stored, ({ output }) => output),
    storageLoss: sumBy(stored, ({ storage, output }) => output * lossOf(parent, storage)),
    heat: electricHeat(parent) * heatShare(fuel),
    lossRate: loss === 0 ? 0 : loss / (loss + final * twhPerMtce + parentStorage + electricHeat(parent)),
  };
}

/** Electricity lost in a storage for each unit that it gives. */
function lossOf(parent: RegionNumbers, storage: string): number {
  return 1 / parent.at("storage_efficiency", [storage]) - 1;
}

function electricHeat(parent: RegionNumbers): number {
  const heat = parent.at("base_heat", ["electric"]);
  return heat === 0 ? 0 : (heat * twhPerMtce) / parent.at("heat_efficiency", ["electric"]);
}

type Alongside = ReturnType<typeof alongside>;

/** Final use that a total use leaves, TWh. */
export function finalOfUse(use: number, beside: Alongside): number {
  return (use - beside.ownUse - beside.storageOutput) * (1 - beside.lossRate) - beside.storageLoss - beside.heat;
}

/** Electricity of a part in TWh, closed: what plants do not give is imported, what they give beyond the use is exported. */
export function closeElectricity({ parent, energy, generation }: SubregionFuel, beside: Alongside) {
  const final = sumOf(energy, (_, carrier) => carrier === "electricity") * twhPerMtce;
  const consumed = final + beside.storageLoss + beside.heat;
  const loss = (consumed * beside.lossRate) / (1 - beside.lossRate);
  const generated = sumBy(generation.values(), (twh) => twh);
  const missing = consumed + loss - (generated - beside.ownUse);
  const use = consumed + loss + beside.ownUse + beside.storageOutput;
  /** With the share in the parent's electricity use. */
  return {
    imports: Math.max(0, missing),
    exports: Math.max(0, -missing),
    loss,
    use,
    share: use / electricityUse(parent),
  };
}

/** Electricity use of the parent, TWh. */
export function electricityUse(parent: RegionNumbers): number {
  return parent.sum("base_generation") + parent.sum("base_storage_output") - parent.at("base_exports");
}

/** Multiplies a cell of final energy. */
export function scale(energy: Grid, sector: string, carrier: string, factor: number): void {
  const value = cellOf(energy, sector, carrier);
  if (value > 0) energy.get(sector)?.set(carrier, value * factor);
}
