import { addTo, type Grid, sumOf } from "./balance/grid.ts";
import { tradeOf } from "./balance/imports.ts";
import { roadFraction, roadSector, transportShares } from "./balance/transport-correction.ts";
import type { Sources } from "./sources.ts";

/** CO2 of one past year in Mt, without what CEADs counts twice. */
export interface PastYear {
  readonly year: number;
  /** CO2 of fuel: sector of the model (power_heat for power and heat), carrier. */
  readonly co2: Grid;
  readonly process: number;
  /** Other Gas: furnace gas on top of coke, left out. */
  readonly doubleCounted: number;
  readonly energy: number;
  readonly territorial: number;
  readonly assessed: number;
  readonly withImports: number;
  readonly importFactor: number;
  readonly netImports: number;
  readonly estimated: string;
}

/** The CEADs years as the model's sectors, with the transport correction of the base year and imported electricity. */
export function pastYears(sources: Sources, from: number): PastYear[] {
  return [...sources.ceads.keys()]
    .filter((year) => year >= from)
    .sort((a, b) => a - b)
    .map((year) => pastYear(sources, year));
}

/** One CEADs year, see `pastYears`. */
export function pastYear(sources: Sources, year: number): PastYear {
  const { co2, process, doubleCounted } = pastCo2(sources, year);
  const energy = sumOf(co2);
  const trade = tradeOf(sources, year);
  const imported = trade.netImports * trade.factor;
  return {
    year,
    co2,
    process,
    doubleCounted,
    energy,
    territorial: energy + process,
    assessed: energy + imported,
    withImports: energy + process + imported,
    importFactor: trade.factor,
    netImports: trade.netImports,
    estimated: trade.estimated,
  };
}

/** CO2 of one CEADs year in the model's sectors, inside the region alone. */
export function pastCo2(sources: Sources, year: number): Pick<PastYear, "co2" | "process" | "doubleCounted"> {
  const groups = sources.ceads.get(year);
  if (groups === undefined) throw new Error(`ceads_co2.csv has no rows of ${year}`);
  const co2: Grid = new Map();
  let process = 0;
  let doubleCounted = 0;
  for (const [group, fuels] of groups) {
    for (const [fuel, mt] of fuels) {
      const carrier = sources.ceadsCarrier.get(fuel);
      if (carrier === undefined) throw new Error(`map_ceads_fuels.csv has no "${fuel}"`);
      if (carrier === "process") process += mt;
      else if (carrier === "double_counted") doubleCounted += mt;
      else if (group === "transport")
        for (const [sector, share] of transportShares(sources, fuel)) addTo(co2, sector, carrier, mt * share);
      else {
        const moved = group === "power_heat" ? 0 : mt * roadFraction(sources, group, fuel);
        addTo(co2, sectorOf(group), carrier, mt - moved);
        if (moved > 0) addTo(co2, roadSector(fuel), carrier, moved);
      }
    }
  }
  return { co2, process, doubleCounted };
}

function sectorOf(group: string): string {
  return group === "wholesale" || group === "other_services" ? "services" : group;
}
