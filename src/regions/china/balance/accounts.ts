import type { Stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { sumOf, total } from "./grid.ts";
import type { BaseYear } from "./inventory.ts";

/** The accounts of the base year, see `primaryEnergy`. */
export type PrimaryEnergy = ReturnType<typeof primaryEnergy>;

const burnt = new Set(["coal", "coke", "oil", "gas"]);
const fossilPlants = new Set(["coal", "gas", "oil"]);

/** Non-fossil part of imports by kind: one less the sending grid's factor over its thermal plants' factor. */
export function cleanShare(senderFactor: number, thermal: number): number {
  return Math.max(0, 1 - senderFactor / thermal);
}

/** Generation that is not fossil. */
function cleanGeneration(generation: ReadonlyMap<string, number | Stated>): number {
  return total([...generation].flatMap(([plant, value]) => (fossilPlants.has(plant) ? [] : [value])));
}

/** Part of the region's generation that is not fossil. */
export function ownCleanShare(generation: ReadonlyMap<string, number | Stated>): number {
  const all = total(generation.values());
  return all === 0 ? 0 : cleanGeneration(generation) / all;
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
export function suppliedEnergy({ sources, inventory, electricity }: BaseYear): number {
  const { energy, feedstock, heatFuel, transformationInput, transformationOutput } = inventory;
  const fossil = (grid: Parameters<typeof sumOf>[0]): number => sumOf(grid, (_, carrier) => burnt.has(carrier));
  const fuel = total([energy, feedstock, heatFuel, transformationInput, electricity.fuel].map(fossil));
  const { generation, grossImports, exports } = electricity;
  const power = cleanGeneration(generation) + grossImports.value - exports.value;
  return fuel - fossil(transformationOutput) + power * sources.constant("gce_per_kwh", sources.years.base).value;
}

/** Primary energy of the base year by the coal-equivalent method, Mtce, and the non-fossil share; `cleanImports` in TWh. */
export function primaryEnergy(sources: Sources, electricity: ElectricityBalance, cleanImports: number) {
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
    /** Local hydro, nuclear, wind and solar only. */
    shareLocal: localNonFossil / sum,
    shareWithBiomass: (localNonFossil + biomass) / sum,
    /** With clean imports less exports at the same share: what targets mean. */
    share: (localNonFossil + biomass + clean * rate) / sum,
    /** Physical coal in Mt of average raw coal. */
    coalPhysical: coal / sources.constant("kgce_per_kg_raw_coal").value,
  };
}
