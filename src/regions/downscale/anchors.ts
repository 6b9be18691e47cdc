import { sumOf } from "../china/balance/grid.ts";
import {
  heatShare,
  inventoryByShare,
  movableSectors,
  parentHeatCo2,
  powerCo2,
  powerFuel,
  type ShareAt,
  type SubregionFuel,
  scale,
  sectorCo2,
  wasteCo2,
} from "./fuel.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** What is known of a part beside its shares: the downscaled numbers are moved to meet it. */
export interface Anchors {
  /** CO2 of fuel and processes inside the part in the base year, Mt. */
  readonly co2?: number;
  /** Electricity use of the base year, TWh. */
  readonly electricityUse?: number;
  /** Fuel used in the base year by carrier (final use, raw material, power and heat), Mtce. */
  readonly carriers?: ReadonlyMap<string, number>;
}

/** Something known that the numbers could not be moved to. */
export interface MissedAnchor {
  readonly anchor: string;
  readonly asked: number;
  readonly reached: number;
}

/** What was moved: by name of the anchor (and `plants`) the factor. */
export interface Moves {
  readonly factors: Map<string, number>;
  readonly missed: MissedAnchor[];
}

/** How far industry's fuel is moved before listed plants are, and how far at most: beyond, the anchor and the shares do not speak of one place. */
const early = 2;
const furthest = 5;

/** How far listed fossil plants and clinker lines are moved: about what a recalled list is uncertain by. */
const plantsLeast = 0.7;
const plantsMost = 1.2;

/** Relative difference that counts as met. */
const met = 0.001;

/**
 * Moves the fuel of a carrier to its known total: industry takes the difference; where less than a fifth of it would
 * be left, the final use of all sectors is moved together.
 */
export function moveCarrier(
  parent: RegionNumbers,
  fuel: SubregionFuel,
  shareAt: ShareAt,
  carrier: string,
  asked: number,
  moves: Moves,
): void {
  const industry = movableSectors(parent);
  const of = (keep: (sector: string) => boolean): number =>
    sumOf(fuel.energy, (sector, name) => name === carrier && keep(sector));
  const industrial = of((sector) => industry.has(sector));
  const others = of((sector) => !industry.has(sector));
  const heat = parent
    .members("heat_source")
    .reduce((sum, source) => sum + parent.at("base_heat_fuel", [source, carrier]), 0);
  const raw = parent
    .cells("base_feedstock")
    .filter(({ members }) => members[1] === carrier)
    .reduce((sum, { members }) => sum + parent.at("base_feedstock", members) * shareAt("base_feedstock", members), 0);
  const supply = powerFuel(parent, fuel.generation, carrier) + heat * heatShare(fuel) + raw;
  const wanted = industrial === 0 ? 0 : (asked - supply - others) / industrial;
  const together = wanted < 1 / furthest;
  const factor = together ? Math.max(0, asked - supply) / (industrial + others) : wanted;
  if (industrial + others === 0) {
    moves.missed.push({ anchor: carrier, asked, reached: supply });
    return;
  }
  for (const sector of parent.members("sector"))
    if (together || industry.has(sector)) scale(fuel.energy, sector, carrier, factor);
  moves.factors.set(carrier, factor);
  const reached = supply + of(() => true);
  if (Math.abs(reached - asked) > met * asked) moves.missed.push({ anchor: carrier, asked, reached });
}

/**
 * Moves CO2 inside the part to its known total: industry's fuel and heat within a factor of two, then fossil plants
 * and clinker lines within what their list is uncertain by, then industry within a factor of five.
 * Returns the factor of the plants, by which their generation is moved already.
 */
export function moveCo2(
  parent: RegionNumbers,
  fuel: SubregionFuel,
  shareAt: ShareAt,
  asked: number,
  moves: Moves,
): number {
  const industry = movableSectors(parent);
  const ofIndustry = (sector: string): boolean => industry.has(sector);
  const ofOthers = (sector: string): boolean => !industry.has(sector);
  const heatCo2 = parentHeatCo2(parent);
  const movable = sectorCo2(parent, fuel.energy, ofIndustry) + heatShare(fuel, ofIndustry) * heatCo2;
  const plants = powerCo2(parent, fuel.generation) + inventoryByShare(parent, "inventory_process", shareAt);
  const fixed =
    sectorCo2(parent, fuel.energy, ofOthers) +
    heatShare(fuel, ofOthers) * heatCo2 +
    wasteCo2(parent, fuel.generation) +
    inventoryByShare(parent, "inventory_transformation", shareAt);
  const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
  const first = movable === 0 ? 1 : within((asked - fixed - plants) / movable, 1 / early, early);
  const plantFactor = plants === 0 ? 1 : within((asked - fixed - movable * first) / plants, plantsLeast, plantsMost);
  const factor = movable === 0 ? 1 : within((asked - fixed - plants * plantFactor) / movable, 1 / furthest, furthest);
  for (const sector of industry)
    for (const carrier of parent.members("carrier"))
      if (carrier !== "electricity") scale(fuel.energy, sector, carrier, factor);
  for (const plant of parent.members("fossil_plant")) {
    const twh = fuel.generation.get(plant);
    if (twh !== undefined) fuel.generation.set(plant, twh * plantFactor);
  }
  moves.factors.set("co2", factor);
  if (Math.abs(plantFactor - 1) > 1e-9) moves.factors.set("plants", plantFactor);
  const reached = fixed + plants * plantFactor + movable * factor;
  if (Math.abs(reached - asked) > met * asked) moves.missed.push({ anchor: "co2", asked, reached });
  return plantFactor;
}

/**
 * Moves final electricity to the known total (TWh): industry takes the difference; where less than a fifth of it would
 * be left, all sectors but roads (whose charging follows the vehicles) are moved together.
 */
export function moveElectricity(
  parent: RegionNumbers,
  fuel: SubregionFuel,
  asked: number,
  perMtce: number,
  moves: Moves,
): void {
  const industry = movableSectors(parent);
  const of = (keep: (sector: string) => boolean): number =>
    sumOf(fuel.energy, (sector, carrier) => carrier === "electricity" && keep(sector)) * perMtce;
  const onRoad = (sector: string): boolean => sector.startsWith("road");
  const industrial = of((sector) => industry.has(sector));
  const wanted = industrial === 0 ? 0 : (asked - of((sector) => !industry.has(sector))) / industrial;
  const together = wanted < 1 / furthest;
  const factor = together ? (asked - of(onRoad)) / of((sector) => !onRoad(sector)) : wanted;
  const taken = Math.max(0, Math.min(furthest, factor));
  for (const sector of parent.members("sector"))
    if (together ? !onRoad(sector) : industry.has(sector)) scale(fuel.energy, sector, "electricity", taken);
  moves.factors.set("electricity", taken);
  const reached = of(() => true);
  if (Math.abs(reached - asked) > met * asked) moves.missed.push({ anchor: "electricity", asked, reached });
}
