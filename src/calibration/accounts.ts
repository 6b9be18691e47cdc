import type { ElectricityBalance } from "./electricity.ts";
import type { Sources } from "./sources.ts";

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

/** The accounts of the base year; `cleanImports` in TWh. */
export function primaryEnergy(
  sources: Sources,
  electricity: ElectricityBalance,
  cleanImports: number,
  year: number,
): PrimaryEnergy {
  const rate = sources.constant(`gce_per_kwh_${year}`);
  const total = (material: string): number => sources.balance.get(material)?.get("Total Consumption") ?? 0;
  const coal = total("Total Coal");
  const oil = total("Total Petroleum");
  const gas = total("Natural Gas") + total("LNG");
  const of = (...names: string[]): number =>
    names.reduce((sum, name) => sum + (electricity.generation.get(name) ?? 0), 0);
  const localNonFossil =
    of("hydro", "nuclear", "wind_onshore", "wind_offshore", "solar_utility", "solar_distributed") * rate;
  const biomass = of("biomass") * rate;
  const netImports = electricity.grossImports - electricity.exports;
  const clean = cleanImports * (1 - electricity.exports / electricity.grossImports);
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
