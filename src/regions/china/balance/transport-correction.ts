import { type Stated, stated } from "../../stated.ts";
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

/** The rule of what the transport correction leaves and moves. */
export const corrected = "petrol and diesel after the transport correction";

/**
 * The use of a group parted into what stays and what is driven on roads; the same fractions serve the balance and the
 * history. Without a fraction all of it stays.
 */
export function offRoad(
  sources: Sources,
  group: string,
  material: string,
  use: Stated,
): { readonly stays: Stated; readonly moved?: Stated } {
  const key = movedFrom[group];
  const row = sources.transportFractions.find((entry) => entry.from === key && entry.material === material);
  const moved = use.value * (row?.fraction.value ?? 0);
  if (row === undefined || moved === 0) return { stays: use };
  const part = (value: number): Stated =>
    stated(value, use.unit, [use], [use.rule, corrected].filter((rule) => rule !== "").join("; "), [row.fraction]);
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
export function transportUse(
  sources: Sources,
  material: string,
  use: Stated,
): { readonly sector: string; readonly use: Stated; readonly whole: boolean }[] {
  if (material !== "Diesel Oil")
    return [{ sector: carFuels.has(material) ? "road_passenger" : "rail_water_air", use, whole: true }];
  const [rail, bus] = [sources.constant("diesel_transport_rail_water"), sources.constant("diesel_transport_bus")];
  const shares: readonly (readonly [string, number])[] = [
    ["rail_water_air", rail.value],
    ["road_passenger", bus.value],
    ["road_freight", 1 - rail.value - bus.value],
  ];
  const rule = "diesel of transport by stated shares of rail, ships, buses and trucks";
  return shares.map(([sector, share]) => ({
    sector,
    use: stated(use.value * share, use.unit, [use], rule, [rail, bus]),
    whole: share >= 1,
  }));
}
