import { capacityOf, distributedShare, referenceHours } from "../capacity.ts";
import type { Sources } from "../sources.ts";

/** The electricity balance of the base year in TWh. */
export interface ElectricityBalance {
  /** Gross generation by technology, hydro without pumped storage. */
  readonly generation: ReadonlyMap<string, number>;
  readonly pumpedOutput: number;
  readonly pumpedInput: number;
  readonly imports: ReadonlyMap<string, number>;
  readonly grossImports: number;
  readonly exports: number;
  /** Final use by balance process, industry without power plants' own use and pumping. */
  readonly finalUse: ReadonlyMap<string, number>;
  readonly ownUse: number;
  readonly loss: number;
  /** Total social use as published. */
  readonly totalUse: number;
  /** Fuel of power in Mtce: technology, then carrier. */
  readonly fuel: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Recovered heat turned into power, Mtce, and the gases whose carbon is counted in coke. */
  readonly recoveredHeat: number;
  readonly byproductGas: number;
  /** Balance's own closing difference that the loss takes up. */
  readonly residual: number;
}

const twhPerMtce = 29.3076 / 3.6;

/** Share of own use of each technology in gross generation. */
export function ownUseRate(sources: Sources, technology: string): number {
  if (technology === "nuclear") return sources.constant("own_use_nuclear");
  if (technology === "hydro") return sources.constant("own_use_hydro");
  if (technology.startsWith("wind")) return sources.constant("own_use_wind");
  if (technology.startsWith("solar")) return sources.constant("own_use_solar");
  return sources.constant("own_use_thermal");
}

/** Capacity of pumped storage at the end of the year, GW: published, else the list of plants of about 2021, else none. */
export function pumpedCapacity(sources: Sources, year: number): number {
  return sources.published("capacity_pumped", year)?.value ?? sources.capacity("pumped", 2020) ?? 0;
}

/** Capacity of pumped storage in the middle of the year, GW. */
export function meanPumped(sources: Sources, year: number): number {
  return (pumpedCapacity(sources, year) + pumpedCapacity(sources, year - 1)) / 2;
}

/**
 * The balance's electricity by technology and use, closed to rounding: generation and imports less exports equal
 * use and losses. Thermal power is split by its fuel: gas and oil at stated efficiencies, biomass by the published
 * output, coal the rest (with what recovered heat and furnace gases give). Throws where a piece would be negative.
 */
export function electricityBalance(sources: Sources, year: number): ElectricityBalance {
  const perTwh = sources.constant("electricity_mtce_per_twh");
  const of = (material: string, process: string): number => sources.balance.get(material)?.get(process) ?? 0;
  const electricity = (process: string): number => of("Electricity", process) / perTwh;

  const designed = (meanPumped(sources, year) * sources.constant("pumped_hours")) / 1000;
  const generation = new Map<string, number>();
  const primary = electricity("Indigenous Production");
  const listed = {
    hydro: sources.generation("hydro", year),
    nuclear: sources.generation("nuclear", year),
    wind: sources.generation("wind", year),
    solar: sources.generation("solar", year),
  };
  const listedSum = Object.values(listed).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const scale = primary / listedSum;
  // Yearbooks count pumped storage under hydro, so its output cannot be more than that.
  const pumpedOutput = Math.min(designed, (listed.hydro ?? 0) * scale);
  const pumpedInput = pumpedOutput / sources.constant("pumped_round_trip");
  generation.set("hydro", (listed.hydro ?? 0) * scale - pumpedOutput);
  generation.set("nuclear", (listed.nuclear ?? 0) * scale);
  const wind = (listed.wind ?? 0) * scale;
  const onshore = onshoreGeneration(sources, year, wind);
  generation.set("wind_onshore", onshore);
  generation.set("wind_offshore", wind - onshore);
  const distributed = distributedShare(sources, year);
  generation.set("solar_utility", (listed.solar ?? 0) * scale * (1 - distributed));
  generation.set("solar_distributed", (listed.solar ?? 0) * scale * distributed);

  const fuel = new Map<string, Map<string, number>>();
  const burn = (technology: string, carrier: string, mtce: number): void => {
    const cells = fuel.get(technology) ?? new Map<string, number>();
    cells.set(carrier, (cells.get(carrier) ?? 0) + mtce);
    fuel.set(technology, cells);
  };
  let byproductGas = 0;
  for (const material of sources.materials) {
    const input = -of(material.name, "Thermal Power");
    if (input === 0 || material.kind === "energy") continue;
    if (material.kind === "byproduct") byproductGas += input;
    else if (material.carrier === "coal") burn("coal", "coal", input);
    // Coke-oven gas stands with natural gas: its CO2 factor is nearer to it than to coke's.
    else if (material.carrier === "coke") burn("coal", "gas", input);
    else burn(material.carrier === "gas" ? "gas" : "oil", material.carrier, input);
  }
  const recoveredHeat = -of("Heat", "Thermal Power");
  const thermal = electricity("Thermal Power");
  const biomass = Math.min(biomassGeneration(sources, year), thermal);
  const split = splitThermal(sources, thermal - biomass, fuel, byproductGas + recoveredHeat);
  generation.set("biomass", biomass);
  burn("biomass", "biomass", biomass / twhPerMtce / sources.constant("biomass_power_efficiency"));
  for (const [technology, twh] of split) generation.set(technology, twh);

  const grossImports = electricity("Interprovincial Imports") + electricity("Import");
  const exports = electricity("Interprovincial Exports") + electricity("Export");
  const imports = importsByKind(sources, year, grossImports);

  let ownUse = 0;
  for (const [technology, twh] of generation) {
    if (twh < 0) throw new Error(`generation of ${technology} would be ${twh} TWh`);
    ownUse += twh * ownUseRate(sources, technology);
  }
  const finalUse = new Map<string, number>();
  for (const process of [
    "Agriculture",
    "Industry",
    "Construction",
    "Transport",
    "Wholesale",
    "Other",
    "Urban",
    "Rural",
  ]) {
    finalUse.set(process, electricity(process));
  }
  finalUse.set("Industry", electricity("Industry") - ownUse - pumpedInput);

  const generated = [...generation.values()].reduce((a, b) => a + b, 0) + pumpedOutput;
  const totalUse = generated + grossImports - exports;
  const used = [...finalUse.values()].reduce((a, b) => a + b, 0) + ownUse + pumpedInput;
  const loss = totalUse - used;
  return {
    generation,
    pumpedOutput,
    pumpedInput,
    imports,
    grossImports,
    exports,
    finalUse,
    ownUse,
    loss,
    totalUse,
    fuel,
    recoveredHeat,
    byproductGas,
    residual: loss - electricity("Losses"),
  };
}

/**
 * Generation by gas, oil and coal, TWh, of what fossil plants give together. Gas and oil at stated efficiencies, coal
 * the rest with what coal gases, furnace gases and recovered heat give (`other`, Mtce); where the rest would ask for an
 * efficiency of coal plants outside the stated range, gas and oil take the difference.
 */
function splitThermal(
  sources: Sources,
  fossil: number,
  fuel: ReadonlyMap<string, ReadonlyMap<string, number>>,
  other: number,
): Map<string, number> {
  const heat = (technology: string): number =>
    [...(fuel.get(technology)?.values() ?? [])].reduce((a, b) => a + b, 0) * twhPerMtce;
  const gas = heat("gas") * sources.constant("gas_power_efficiency");
  const oil = heat("oil") * sources.constant("oil_power_efficiency");
  const coalHeat = heat("coal") + other * twhPerMtce;
  const range = sources.constantFact("coal_power_efficiency");
  const lowest = coalHeat * (range.low ?? 0);
  const highest = coalHeat * (range.high ?? 1);
  const coal = fossil - gas - oil;
  const wanted = coal < lowest ? lowest : Math.min(coal, highest);
  const least = sources.constantFact("gas_power_efficiency").low ?? 0;
  const factor =
    wanted === coal || gas + oil === 0
      ? 1
      : Math.max(least / 2 / sources.constant("gas_power_efficiency"), (fossil - wanted) / (gas + oil));
  return new Map([
    ["gas", gas * factor],
    ["oil", oil * factor],
    ["coal", fossil - gas * factor - oil * factor],
  ]);
}

/** Gross imports of the year by kind of the model, TWh: dedicated clean lines, mixed lines, the rest from the market. */
export function importsByKind(sources: Sources, year: number, gross: number): Map<string, number> {
  const listed = sources.importLines
    .filter((line) => line.since <= year)
    .reduce((sum, line) => sum + (line.twh ?? 0), 0);
  // Lines that other years are known of may carry more than the year's gross imports: then they share them.
  const scale = listed > gross ? gross / listed : 1;
  const result = new Map<string, number>();
  for (const line of sources.importLines) {
    if (line.since > year || line.twh === undefined) continue;
    result.set(line.kind, (result.get(line.kind) ?? 0) + line.twh * scale);
  }
  const contracted = [...result.values()].reduce((a, b) => a + b, 0);
  result.set("import_market", Math.max(0, gross - contracted));
  return result;
}

/** First year of offshore wind from which 2017 tells the hours of onshore wind alone. */
const onshoreYear = 2017;

/**
 * Onshore part of the wind generation of the year, TWh: at its hours of 2017 where the province had no offshore wind
 * then and what is left gives offshore plants plausible hours; else by the capacities and the reference hours of both.
 */
function onshoreGeneration(sources: Sources, year: number, wind: number): number {
  const offshore = capacityOf(sources, "wind_offshore", year)?.value ?? 0;
  if (wind === 0 || offshore === 0) return wind;
  const mean = (plant: string): number =>
    ((capacityOf(sources, plant, year)?.value ?? 0) +
      (capacityOf(sources, plant, year - 1)?.value ?? capacityOf(sources, plant, year)?.value ?? 0)) /
    2;
  const onshore = capacityOf(sources, "wind_onshore", year)?.value ?? 0;
  const then = sources.capacity("wind_onshore", onshoreYear) ?? 0;
  if ((sources.capacity("wind_offshore", onshoreYear) ?? 0) === 0 && then > 0) {
    const hours = ((sources.generation("wind", onshoreYear) ?? 0) / then) * 1000;
    const rest = wind - Math.min(wind, (hours * onshore) / 1000);
    const range = sources.constantFact("hours_wind_offshore_plausible");
    const offshoreHours = (rest / mean("wind_offshore")) * 1000;
    if (offshoreHours >= (range.low ?? 0) && offshoreHours <= (range.high ?? 8784)) return wind - rest;
  }
  const weight = (plant: string): number => mean(plant) * referenceHours(sources, plant);
  return (wind * weight("wind_onshore")) / (weight("wind_onshore") + weight("wind_offshore"));
}

/**
 * Biomass and waste power of the year, TWh: published; else that of 2020 moved with the nation's; else the published
 * capacity at the nation's hours; else the nation's by population.
 */
export function biomassGeneration(sources: Sources, year: number): number {
  const own = sources.published("generation_biomass", year)?.value;
  if (own !== undefined) return own;
  const china = (y: number): number => nationalBiomass(sources, y);
  const before = sources.published("generation_biomass", 2020)?.value;
  if (before !== undefined) return before * (china(year) / china(2020));
  const capacity = sources.published("capacity_biomass", year)?.value;
  if (capacity !== undefined) return (capacity * sources.constant("hours_biomass")) / 1000;
  return (
    (china(year) * (sources.activity("population", year) ?? 0)) / (sources.parameter("national_population", "") * 100)
  );
}

/** Where `biomassGeneration` comes from. */
export function biomassSource(sources: Sources, year: number): string {
  const own = sources.published("generation_biomass", year) ?? sources.published("capacity_biomass", year);
  const before = sources.published("generation_biomass", 2020);
  return before !== undefined ? `${before.source}; biomass_2021` : own !== undefined ? own.source : "biomass_2021";
}

function nationalBiomass(sources: Sources, year: number): number {
  const value = sources.national("generation_biomass", year)?.value;
  if (value === undefined) throw new Error(`published.csv has no generation_biomass_china of ${year}`);
  return value;
}

/** A published value that must exist, or what `otherwise` gives. */
export function required(
  sources: Sources,
  variable: string,
  year: number,
  otherwise?: () => number | undefined,
): number {
  const value = sources.published(variable, year)?.value ?? otherwise?.();
  if (value === undefined) throw new Error(`published.csv has no ${variable} of ${year}`);
  return value;
}
