import type { Stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { sumOf, total } from "./grid.ts";
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

const burnt = new Set(["coal", "coke", "oil", "gas"]);
const fossilPlants = new Set(["coal", "gas", "oil"]);

/** Non-fossil part of imports by kind: one less the sending grid's factor over its thermal plants' factor. */
export function cleanShare(senderFactor: number, thermal: number): number {
  return Math.max(0, 1 - senderFactor / thermal);
}

/** Part of the region's generation that is not fossil. */
export function ownCleanShare(generation: ReadonlyMap<string, number | Stated>): number {
  const all = total(generation.values());
  const clean = [...generation].flatMap(([name, value]) => (fossilPlants.has(name) ? [] : [value]));
  return all === 0 ? 0 : total(clean) / all;
}

/**
 * Clean imports less clean exports, TWh. A region that imports more than it exports passes imports on, so that its
 * exports have their clean part; one that exports more sends out its own mix beyond what it passes on.
 */
function netCleanImports(electricity: ElectricityBalance, cleanImports: number): number {
  const [exports, gross] = [electricity.exports.value, electricity.grossImports.value];
  if (exports <= gross) return gross === 0 ? 0 : cleanImports * (1 - exports / gross);
  return -(exports - gross) * ownCleanShare(electricity.generation);
}

/**
 * Energy consumption as the model supplies it, Mtce by coal equivalent: final use, raw materials, power, heat and what
 * transformation takes less what it gives (so that coke bought and sold counts), non-fossil power and net imports.
 */
export function suppliedEnergy(sources: Sources, inventory: Inventory, electricity: ElectricityBalance): number {
  const fossil = (_: string, carrier: string): boolean => burnt.has(carrier);
  const rate = sources.constant("gce_per_kwh", sources.years.base).value;
  const power = [...electricity.fuel.values()].reduce(
    (so, cells) => so + total([...cells].map(([carrier, mtce]) => (burnt.has(carrier) ? mtce : 0))),
    0,
  );
  const clean = total([...electricity.generation].flatMap(([name, twh]) => (fossilPlants.has(name) ? [] : [twh])));
  return (
    sumOf(inventory.energy, fossil) +
    sumOf(inventory.feedstock, fossil) +
    sumOf(inventory.heatFuel, fossil) +
    sumOf(inventory.transformationInput, fossil) -
    sumOf(inventory.transformationOutput, fossil) +
    power +
    (clean + electricity.grossImports.value - electricity.exports.value) * rate
  );
}

/** The accounts of the base year; `cleanImports` in TWh. */
export function primaryEnergy(sources: Sources, electricity: ElectricityBalance, cleanImports: number): PrimaryEnergy {
  const rate = sources.constant("gce_per_kwh", sources.years.base).value;
  const of = (material: string, process = "Total Consumption"): number => sources.balance(material, process).value;
  // What washing loses and the coke made for others are no consumption of the region: the published totals leave both out.
  const washing = Math.min(0, of("Total Coal", "Coal Washing"));
  const coke = (process: string): number => of("Coke", process);
  const sent = coke("Interprovincial Exports") + coke("Export") - coke("Interprovincial Imports") - coke("Import");
  const coal = of("Total Coal") + washing - Math.max(0, sent);
  const oil = of("Total Petroleum");
  const gas = of("Natural Gas") + of("LNG");
  const power = (...names: string[]): number => total(names.flatMap((name) => electricity.generation.get(name) ?? []));
  const localNonFossil =
    power("hydro", "nuclear", "wind_onshore", "wind_offshore", "solar_utility", "solar_distributed") * rate;
  const biomass = power("biomass") * rate;
  const netImports = electricity.grossImports.value - electricity.exports.value;
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
    coalPhysical: coal / sources.constant("kgce_per_kg_raw_coal").value,
  };
}
