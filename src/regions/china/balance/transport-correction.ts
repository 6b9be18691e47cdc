import type { Sources } from "../sources.ts";

/** Groups whose petrol and diesel move partly to road transport, with the key of their fraction. */
const movedFrom: Readonly<Record<string, string>> = {
  agriculture: "agriculture",
  construction: "construction",
  wholesale: "services",
  other_services: "services",
  urban_homes: "homes",
  rural_homes: "homes",
  mining: "industry",
  steel: "industry",
  minerals: "industry",
  chemicals: "industry",
  refining: "industry",
  nonferrous: "industry",
  manufacturing: "industry",
};

/** Part of the group's fuel that is driven on roads; the same fractions serve the balance and the history. */
export function roadFraction(sources: Sources, group: string, material: string): number {
  const key = movedFrom[group];
  return sources.transportFractions.find((row) => row.from === key && row.material === material)?.fraction ?? 0;
}

/** Sector of road transport to which the moved fuel goes: petrol to cars, diesel to trucks. */
export function roadSector(material: string): string {
  return material === "Gasoline" ? "road_passenger" : "road_freight";
}

/**
 * Shares by which the transport sector's own use of a material (as the balance or CEADs books it) goes to
 * road_passenger, road_freight and rail_water_air.
 */
export function transportShares(sources: Sources, material: string): Map<string, number> {
  const railWater = sources.constant("diesel_transport_rail_water");
  const bus = sources.constant("diesel_transport_bus");
  if (material === "Gasoline" || material === "LPG" || material === "Liquid Petroleum Gas")
    return new Map([["road_passenger", 1]]);
  if (material === "Natural Gas" || material === "LNG") return new Map([["road_passenger", 1]]);
  if (material === "Diesel Oil") {
    return new Map([
      ["rail_water_air", railWater],
      ["road_passenger", bus],
      ["road_freight", 1 - railWater - bus],
    ]);
  }
  return new Map([["rail_water_air", 1]]);
}
