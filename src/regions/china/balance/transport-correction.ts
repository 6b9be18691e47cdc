import { type Stated, stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";

/** The rule of what the transport correction leaves and moves. */
export const corrected = "petrol and diesel after the transport correction";

/**
 * The use of a group of CEADs parted into what stays and what is driven on roads; the same fractions serve the balance
 * and the history. Without a fraction all of it stays.
 */
export function offRoad(
  sources: Sources,
  group: string,
  material: string,
  use: Stated,
): { readonly stays: Stated; readonly moved?: Stated } {
  const from = sources.groups.find((row) => row.group === group)?.roads;
  const { fraction } =
    sources.transportFractions.find((entry) => entry.from === from && entry.material === material) ?? {};
  const moved = use.value * (fraction?.value ?? 0);
  if (moved === 0) return { stays: use };
  const part = (value: number): Stated => stated(value, use.unit, [use], [use.rule, corrected], [fraction]);
  return { stays: part(use.value - moved), moved: moved > 0 ? { ...part(moved), rule: corrected } : undefined };
}

/** Sector of road transport to which the moved fuel goes: petrol to cars, diesel to trucks. */
export function roadSector(material: string): string {
  return material === "Gasoline" ? "road_passenger" : "road_freight";
}

const carFuels = new Set(["Gasoline", "LPG", "Liquid Petroleum Gas", "Natural Gas", "LNG"]);

/**
 * What the transport sector itself uses of a material (as the balance or CEADs books it), by road_passenger, road_freight
 * and rail_water_air, and whether that is all of it.
 */
export function transportUse(sources: Sources, material: string, use: Stated) {
  if (material !== "Diesel Oil")
    return [{ sector: carFuels.has(material) ? "road_passenger" : "rail_water_air", use, whole: true }];
  const [rail, bus] = [sources.constant("diesel_transport_rail_water"), sources.constant("diesel_transport_bus")];
  const rule = "diesel of transport by stated shares of rail, ships, buses and trucks";
  const shares = { rail_water_air: rail.value, road_passenger: bus.value, road_freight: 1 - rail.value - bus.value };
  return Object.entries(shares).map(([sector, share]) => ({
    sector,
    use: stated(use.value * share, use.unit, [use], rule, [rail, bus]),
    whole: share >= 1,
  }));
}
