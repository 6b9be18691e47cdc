import type { Sources } from "./sources.ts";

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

/** Capacity of pumped storage in the middle of the year, GW. */
export function meanPumped(sources: Sources, year: number): number {
  const end = required(sources, "capacity_pumped", year);
  const before = sources.published("capacity_pumped", year - 1)?.value ?? end;
  return (end + before) / 2;
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

  const pumpedOutput = (meanPumped(sources, year) * sources.constant("pumped_hours")) / 1000;
  const pumpedInput = pumpedOutput / sources.constant("pumped_round_trip");
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
  generation.set("hydro", (listed.hydro ?? 0) * scale - pumpedOutput);
  generation.set("nuclear", (listed.nuclear ?? 0) * scale);
  const onshore = Math.min(
    (listed.wind ?? 0) * scale,
    (onshoreHours(sources) *
      required(sources, "capacity_wind_onshore", year, () => sources.capacity("wind_onshore", year))) /
      1000,
  );
  generation.set("wind_onshore", onshore);
  generation.set("wind_offshore", (listed.wind ?? 0) * scale - onshore);
  const distributed = distributedShare(sources);
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
  const biomass =
    required(sources, "generation_biomass", 2020) *
    (required(sources, "generation_biomass_china", year) / required(sources, "generation_biomass_china", 2020));
  const gas = (fuel.get("gas")?.get("gas") ?? 0) * twhPerMtce * sources.constant("gas_power_efficiency");
  const oil = (fuel.get("oil")?.get("oil") ?? 0) * twhPerMtce * sources.constant("oil_power_efficiency");
  generation.set("biomass", biomass);
  burn("biomass", "biomass", biomass / twhPerMtce / sources.constant("biomass_power_efficiency"));
  generation.set("gas", gas);
  generation.set("oil", oil);
  generation.set("coal", thermal - biomass - gas - oil);

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

/** Gross imports of the year by kind of the model, TWh: dedicated clean lines, mixed lines, the rest from the market. */
export function importsByKind(sources: Sources, year: number, gross: number): Map<string, number> {
  const clean = linesOf(sources, year, (sender) => sender === "sichuan");
  const mixed = linesOf(sources, year, (sender) => sender === "ningxia");
  const market = gross - clean - mixed;
  if (market < 0) throw new Error(`imports by line exceed the gross imports of ${gross} TWh`);
  return new Map([
    ["import_clean", clean],
    ["import_mixed", mixed],
    ["import_market", market],
  ]);
}

function linesOf(sources: Sources, year: number, keep: (sender: string) => boolean): number {
  return sources.importLines
    .filter((line) => line.since <= year && line.twh !== undefined && keep(line.sender))
    .reduce((sum, line) => sum + (line.twh ?? 0), 0);
}

/** Full-load hours of onshore wind in the last year before offshore wind of any size. */
function onshoreHours(sources: Sources): number {
  const year = 2017;
  const twh = sources.generation("wind", year) ?? 0;
  const capacity = sources.capacity("wind_onshore", year) ?? 0;
  return capacity === 0 ? 0 : (twh / capacity) * 1000;
}

/** Distributed part of solar capacity, from the last year that gives both. */
export function distributedShare(sources: Sources): number {
  return required(sources, "solar_distributed", 2020) / (sources.capacity("solar", 2020) ?? Number.NaN);
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
