import type { Sources } from "../sources.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { sumOf } from "./grid.ts";
import type { Inventory } from "./inventory.ts";

/** Primary energy of the base year by the coal-equivalent method, Mtce, and the non-fossil share. */
export interface PrimaryEnergy {
  readonly coal: number;
  readonly oil: number;
  readonly gas: number;
  readonly localNonFossil: number;
  readonly biomass: number;
  readonly cleanImports: number;
  readonly thermalImports: number;
  readonly total: number;
  /** Local hydro, nuclear, wind and solar only. */
  readonly shareLocal: number;
  readonly shareWithBiomass: number;
  /** With clean imports less exports at the same share: what targets mean. */
  readonly share: number;
  /** Physical coal in Mt of average raw coal. */
  readonly coalPhysical: number;
}

/** Non-fossil part of imports by kind: one less the sending grid's factor over its thermal plants' factor. */
export function cleanShare(sources: Sources, senderFactor: number): number {
  return Math.max(0, 1 - senderFactor / sources.constant("thermal_factor_of_senders"));
}

/** Part of the region's generation that is not fossil. */
export function ownCleanShare(electricity: ElectricityBalance): number {
  const total = [...electricity.generation.values()].reduce((a, b) => a + b, 0);
  const clean = [...electricity.generation].filter(([name]) => !["coal", "gas", "oil"].includes(name));
  return total === 0 ? 0 : clean.reduce((sum, [, twh]) => sum + twh, 0) / total;
}

/**
 * Clean imports less clean exports, TWh. A region that imports more than it exports passes imports on, so that its
 * exports have their clean part; one that exports more sends out its own mix beyond what it passes on.
 */
export function netCleanImports(electricity: ElectricityBalance, cleanImports: number): number {
  const { exports, grossImports } = electricity;
  if (exports <= grossImports) return grossImports === 0 ? 0 : cleanImports * (1 - exports / grossImports);
  return -(exports - grossImports) * ownCleanShare(electricity);
}

/**
 * Energy consumption as the model supplies it, Mtce by coal equivalent: final use, raw materials, power, heat and what
 * transformation takes less what it gives (so that coke bought and sold counts), non-fossil power and net imports.
 */
export function suppliedEnergy(
  sources: Sources,
  inventory: Pick<Inventory, "energy" | "feedstock" | "heatFuel" | "transformationInput" | "transformationOutput">,
  electricity: ElectricityBalance,
  year: number,
): number {
  const burnt = new Set(["coal", "coke", "oil", "gas"]);
  const fossil = (_: string, carrier: string): boolean => burnt.has(carrier);
  const rate = sources.constant(`gce_per_kwh_${year}`);
  const power = [...electricity.fuel].reduce(
    (sum, [, cells]) => sum + [...cells].reduce((part, [carrier, mtce]) => part + (burnt.has(carrier) ? mtce : 0), 0),
    0,
  );
  const generated = [...electricity.generation].filter(([name]) => !["coal", "gas", "oil"].includes(name));
  const clean = generated.reduce((sum, [, twh]) => sum + twh, 0);
  return (
    sumOf(inventory.energy, fossil) +
    sumOf(inventory.feedstock, fossil) +
    sumOf(inventory.heatFuel, fossil) +
    sumOf(inventory.transformationInput, fossil) -
    sumOf(inventory.transformationOutput, fossil) +
    power +
    (clean + electricity.grossImports - electricity.exports) * rate
  );
}

/** The accounts of the base year; `cleanImports` in TWh. */
export function primaryEnergy(
  sources: Sources,
  electricity: ElectricityBalance,
  cleanImports: number,
  year: number,
): PrimaryEnergy {
  const rate = sources.constant(`gce_per_kwh_${year}`);
  const total = (material: string): number => sources.balance.get(material)?.get("Total Consumption") ?? 0;
  // What washing loses and the coke made for others are no consumption of the region: the published totals leave both out.
  const washing = Math.min(0, sources.balance.get("Total Coal")?.get("Coal Washing") ?? 0);
  const coke = (process: string): number => sources.balance.get("Coke")?.get(process) ?? 0;
  const sent = coke("Interprovincial Exports") + coke("Export") - coke("Interprovincial Imports") - coke("Import");
  const coal = total("Total Coal") + washing - Math.max(0, sent);
  const oil = total("Total Petroleum");
  const gas = total("Natural Gas") + total("LNG");
  const of = (...names: string[]): number =>
    names.reduce((sum, name) => sum + (electricity.generation.get(name) ?? 0), 0);
  const localNonFossil =
    of("hydro", "nuclear", "wind_onshore", "wind_offshore", "solar_utility", "solar_distributed") * rate;
  const biomass = of("biomass") * rate;
  const netImports = electricity.grossImports - electricity.exports;
  const clean = netCleanImports(electricity, cleanImports);
  const sum = coal + oil + gas + localNonFossil + biomass + netImports * rate;
  return {
    coal,
    oil,
    gas,
    localNonFossil,
    biomass,
    cleanImports: clean * rate,
    thermalImports: (netImports - clean) * rate,
    total: sum,
    shareLocal: localNonFossil / sum,
    shareWithBiomass: (localNonFossil + biomass) / sum,
    share: (localNonFossil + biomass + clean * rate) / sum,
    coalPhysical: coal / sources.constant("kgce_per_kg_raw_coal"),
  };
}
