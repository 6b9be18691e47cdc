import { joined, type Stated, scaled, stated } from "../../stated.ts";
import { fittedCapacity } from "../capacity-table.ts";
import { gdpGrowth, perGdp, totalEnergy } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import { type PowerYear, powerYear, type SolarScale } from "../observed-power.ts";
import { nation, type SourceTables } from "../source-tables.ts";
import { readSources, type Sources } from "../sources.ts";
import { suppliedEnergy } from "./accounts.ts";
import { electricityBalance } from "./electricity.ts";
import { sumOf, total } from "./grid.ts";
import { importFactor, tradeOf } from "./imports.ts";
import { type BaseYear, buildInventory } from "./inventory.ts";

/** A year that targets refer to, reconstructed, see `yearBefore` and `ceadsReference`. */
export interface ReferenceYear {
  readonly year: number;
  /** CO2 on the assessed boundary, Mt, and what it is per GDP. */
  readonly assessed: Stated;
  readonly carbonIntensity: Stated;
  /** Energy by coal equivalent in the account of the base year; undefined where nothing is published of the year. */
  readonly energy: Stated | undefined;
  readonly energyIntensity: Stated | undefined;
}

/** The year before the base year in the account of the base year. */
export type YearBefore = ReturnType<typeof yearBefore>;

/** What the communiqués give of each fuel, and the carriers of the model that are it: coke and furnace gas are coal. */
export const fuels: Readonly<Record<string, readonly string[]>> = {
  coal: ["coal", "coke"],
  oil: ["oil"],
  gas: ["gas"],
};

const fuelOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(fuels).flatMap(([fuel, carriers]) => carriers.map((carrier) => [carrier, fuel])),
);

/** Fuel of one carrier in the base year, Mtce, its CO2, Mt, and what moves it to another year. */
interface Part {
  /** A plant, a sector with products of its own, or `other`. */
  readonly drive: string;
  readonly carrier: string;
  readonly energy: number;
  readonly co2: number;
}

/** What is published of the products that move all fuel of a sector; the first that is known counts. */
const products: Readonly<Record<string, readonly string[]>> = {
  steel: ["pig_iron_output", "steel_output"],
  minerals: ["cement_output"],
};

/** All fossil fuel that the region supplies, by what moves it. */
function partsOf({ inventory, electricity }: BaseYear): Part[] {
  const parts: Part[] = [];
  const add = (drive: string, carrier: string, energy: number, co2: number): void => {
    if (fuelOf[carrier] !== undefined) parts.push({ drive, carrier, energy, co2 });
  };
  const powerFuel = (carrier: string): number => sumOf(electricity.fuel, (_, burnt) => burnt === carrier);
  for (const [plant, cells] of electricity.fuel)
    for (const [carrier, { value }] of cells)
      add(plant, carrier, value, ((inventory.powerCo2.get(carrier)?.value ?? 0) * value) / powerFuel(carrier));
  for (const cells of inventory.heatFuel.values())
    for (const [carrier, { value }] of cells) add("other", carrier, value, 0);
  for (const [carrier, { value }] of inventory.heatCo2) add("other", carrier, 0, value);
  const sectors = new Set([...inventory.energy.keys(), ...inventory.co2.keys()]);
  for (const sector of sectors)
    for (const carrier of Object.keys(fuelOf)) {
      const [energy, co2] = [inventory.energy, inventory.co2].map((grid) => grid.get(sector)?.get(carrier)?.value ?? 0);
      add(products[sector] === undefined ? "other" : sector, carrier, energy, co2);
    }
  for (const [grid, sign] of [
    [inventory.feedstock, 1],
    [inventory.transformationInput, 1],
    [inventory.transformationOutput, -1],
  ] as const)
    for (const cells of grid.values()) for (const [carrier, { value }] of cells) add("other", carrier, sign * value, 0);
  add("other", "coal", 0, total(inventory.transformationCo2.values()));
  return parts;
}

/** Fuel of the year before over that of the base year, by what moves it: of plants and products as published. */
function drivenOf(of: BaseYear, power: PowerYear, facts: Stated[]) {
  const { sources, electricity } = of;
  const { base } = sources.years;
  const rates = [base - 1, base].map((year) => sources.constant("gce_per_kwh", year));
  return (drive: string): number | undefined => {
    const [now, then] = [electricity.generation.get(drive), power.generation.get(drive)];
    if (now !== undefined && then !== undefined) {
      if (now.value === 0) return 1;
      facts.push(then, ...rates);
      // The fleet's heat rate moves as the nation's coal per thermal power.
      return ((then.value / now.value) * rates[0].value) / rates[1].value;
    }
    for (const name of products[drive] ?? []) {
      const [before, after] = [base - 1, base].map((year) => sources.published(name, year));
      if (before === undefined || after === undefined || after.value === 0) continue;
      facts.push(before, after);
      return before.value / after.value;
    }
    return undefined;
  };
}

/** What a fuel outside power, steel and cement was per real GDP in the year before over the base year, of the nation. */
export type FuelBefore = (fuel: string) => Stated;

/**
 * The nation's fuel outside power, steel and cement: what closes its published use of coal, oil and gas, which are the
 * base year's less the published growth by coal equivalent.
 */
export function fuelBefore(tables: SourceTables, solar: SolarScale): FuelBefore {
  let found: ReadonlyMap<string, Stated> | undefined;
  const find = (): ReadonlyMap<string, Stated> => {
    const sources = readSources(tables, nation);
    const { base } = sources.years;
    const electricity = electricityBalance(sources, base);
    const of = { sources, electricity, inventory: buildInventory(sources, electricity) };
    const facts: Stated[] = [];
    const driven = drivenOf(of, powerBefore(of, solar), facts);
    const parts = partsOf(of);
    return new Map(
      Object.keys(fuels).map((fuel): [string, Stated] => {
        const growth = sources.national(`${fuel}_energy_growth`, base);
        if (growth === undefined) throw new Error(`observed.csv has no ${fuel}_energy_growth of ${nation} in ${base}`);
        const own = parts.filter(({ carrier }) => fuelOf[carrier] === fuel);
        const rest = total(own.filter(({ drive }) => driven(drive) === undefined).map(({ energy }) => energy));
        const known = total(own.map(({ drive, energy }) => energy * (driven(drive) ?? 0)));
        const all = total(own.map(({ energy }) => energy));
        const gdp = gdpGrowth(sources, base);
        const ratioAt = (percent: number): number => ((all / (1 + percent / 100) - known) / rest) * (1 + gdp.value);
        const range = { low: ratioAt(growth.high ?? growth.value), high: ratioAt(growth.low ?? growth.value) };
        return [fuel, { ...stated(ratioAt(growth.value), "1", [growth], "", [gdp, ...facts]), ...range }];
      }),
    );
  };
  return (fuel) => {
    found ??= find();
    const ratio = found.get(fuel);
    if (ratio === undefined) throw new Error(`"${fuel}" is not coal, oil or gas`);
    return ratio;
  };
}

/** The electricity of the year before, each series as growth on the base year's level. */
function powerBefore(of: BaseYear, solar: SolarScale): PowerYear {
  return powerYear(of, (plant, year) => fittedCapacity(of, plant, year), solar, of.sources.years.base - 1);
}

/**
 * The year before the base year, in the account of the base year: fuel of power moves with what each plant generated,
 * that of steel and cement with their output, and other fuel per GDP as the nation's, which closes the published use of
 * coal, oil and gas. The range holds the rounding of the published shares, 3 % of the fuel, the regional factor of imports,
 * and what total energy gives if it moved as GDP less the fall of the nation's intensity.
 */
export function yearBefore(of: BaseYear, solar: SolarScale, other: FuelBefore) {
  const { sources, inventory, electricity } = of;
  const { base } = sources.years;
  const year = base - 1;
  const power = powerBefore(of, solar);
  const facts: Stated[] = [];
  const driven = drivenOf(of, power, facts);
  const gdp = gdpGrowth(sources, base);
  const parts = partsOf(of).map((part) => {
    const fuel = other(fuelOf[part.carrier]);
    const bounds = [fuel.value, fuel.low ?? fuel.value, fuel.high ?? fuel.value];
    return { ...part, ratios: bounds.map((ratio) => driven(part.drive) ?? ratio / (1 + gdp.value)) };
  });
  const sumAt = (of: "energy" | "co2", bound = 0): number => total(parts.map((part) => part[of] * part.ratios[bound]));
  const perMwh = sources.parameter("fossil_waste_factor").value;
  const waste = perMwh * (power.generation.get("biomass")?.value ?? 0);
  const fuel = sumAt("co2") + waste;

  // Exports as in the base year, at the base year's own factor, so that both years are reckoned alike.
  // The nation's use less generation is the difference of two statistics, its trade with abroad is published.
  const trade = tradeOf(sources, year);
  const netImports = sources.province === nation ? trade.netImports : power.netImports;
  const net = netImports.value;
  const exports = electricity.exports.value;
  const ownWaste = perMwh * (electricity.generation.get("biomass")?.value ?? 0);
  const ownFactor = (total(inventory.powerCo2.values()) + ownWaste) / total(electricity.generation.values());
  const gross = net + exports;
  const imported = gross * importFactor(sources, year, gross) - exports * ownFactor;
  const regional = net * trade.factor.value;

  const now = suppliedEnergy(of);
  const usual = usualGrowth(sources);
  const nowFuel = total(parts.map(({ co2 }) => co2)) + ownWaste;
  const ends = [sumAt("co2", 1) + waste, sumAt("co2", 2) + waste, nowFuel / usual];
  const trades = [imported, regional];
  const rest = Object.keys(fuels).map((name) => `${name} ${(other(name).value / (1 + gdp.value)).toFixed(3)}`);
  const rule = `base year ${base} moved back: power by what each plant generated and the nation's heat rate, steel by iron, minerals by cement, other fuel per GDP as the nation's, which closes its published coal, oil and gas (${rest.join(", ")}); all fuel ${(fuel / nowFuel).toFixed(3)}, net imports ${net.toFixed(1)} TWh`;
  const cells = [...inventory.co2.values(), inventory.powerCo2, inventory.heatCo2].flatMap((row) => [...row.values()]);
  const from = [gdp, ...facts, ...Object.keys(fuels).map(other), netImports];
  const assessed = {
    ...stated(fuel + imported, "MtCO2/yr", [electricity.exports, ...from], rule, cells),
    low: 0.97 * Math.min(fuel, ...ends) + Math.min(...trades),
    high: 1.03 * Math.max(fuel, ...ends) + Math.max(...trades),
  };
  const rate = sources.constant("gce_per_kwh", year);
  const clean = total([...power.generation].flatMap(([plant, { value }]) => (thermal.has(plant) ? [] : [value])));
  const electric = (clean + net) * rate.value;
  const energies = [0, 1, 2].map((bound) => sumAt("energy", bound) + electric);
  const published = totalEnergy(sources, year);
  const step =
    published === undefined
      ? ""
      : `; ${percentOf(energies[0] / published.value)} the published ${published.value.toFixed(1)} Mtce, by another account`;
  const energyRule = `in the account of the balance of ${base}, moved back part by part (energy of ${base} over it: ${(now / energies[0]).toFixed(3)})${step}`;
  const energy = {
    ...stated(energies[0], "Mtce/yr", [electricity.totalUse, ...from], energyRule, [rate, ...cells]),
    low: Math.min(...energies, now / usual),
    high: Math.max(...energies, now / usual),
  };
  const stepRule = `energy of ${year} in the account of the balance over the published total`;
  const coal = total(parts.map((part) => (fuelOf[part.carrier] === "coal" ? part.energy * part.ratios[0] : 0)));
  const raw = sources.constant("kgce_per_kg_raw_coal");
  const coalRule = `in the account of the balance of ${base}, moved back part by part`;
  const known = sources.published("coal_physical", year);
  const otherCoal = known === undefined ? "" : `${known.value} Mt are published, by another account`;
  return {
    ...referenceYear(sources, year, assessed, energy),
    use: power.use,
    netImports,
    /** CO2 of fuel without losses of transformation, as CEADs counts it. */
    counted: fuel - waste - total(inventory.transformationCo2.values()) * (parts.find(isOther)?.ratios[0] ?? 1),
    /** Coal in Mt of average raw coal, and its part in energy. */
    coalPhysical: stated(coal / raw.value, "Mt/yr", [energy], joined([coalRule, otherCoal]), [raw]),
    coalShare: stated(coal / energy.value, "1", [energy], coalRule),
    /** The account of the base year over the published one. */
    energyStep: published && stated(energy.value / published.value, "1", [energy, published], stepRule),
  };
}

const thermal = new Set(["coal", "gas", "oil"]);

function isOther({ drive, carrier }: Part): boolean {
  return drive === "other" && carrier === "coal";
}

function percentOf(ratio: number): string {
  const percent = (ratio - 1) * 100;
  return `${Math.abs(percent).toFixed(1)} % ${percent < 0 ? "below" : "above"}`;
}

/** Growth of energy use into the base year, as a factor, from that of GDP and the fall of the nation's energy intensity. */
export function usualGrowth(sources: Sources): number {
  const { base } = sources.years;
  return (1 + gdpGrowth(sources, base).value) * (1 - sources.constant("intensity_fall", base).value);
}

/**
 * By how much the base year's account lies above CEADs' in the year before the base year: the last CEADs year is moved
 * there, power and heat with thermal generation, other fuel per GDP as the nation's published use.
 */
export function accountStepOf(sources: Sources, last: PastYear, before: YearBefore): Stated | undefined {
  const { year } = before;
  const [then, now] = [last.year, year].map((y) => sources.published("thermal_generation", y));
  if (then === undefined || now === undefined || last.year !== year - 1) return undefined;
  const [own, all] = [gdpGrowth(sources, year), sources.national("gdp_growth", year)];
  const facts = [then, now, own, all];
  let moved = 0;
  for (const [sector, cells] of last.co2)
    for (const [carrier, { value }] of cells) {
      const growth = sources.national(`${fuelOf[carrier] ?? "coal"}_energy_growth`, year);
      if (growth === undefined || all === undefined) return undefined;
      facts.push(growth);
      const other = ((1 + growth.value / 100) * (1 + own.value)) / (1 + all.value / 100);
      moved += value * (sector === "power_heat" ? now.value / then.value : other);
    }
  const rule = `CO2 of fuel of ${year} in the account of the balance over CEADs of ${last.year} moved there`;
  return stated(before.counted / moved, "1", [before.assessed, last.energy], rule, facts);
}

/**
 * A year of the CEADs account as reference year, brought to the account of the base year by `step` (what that has over
 * CEADs in the year before it); the range holds both accounts, the other import factor and 3 % of the fuel.
 */
export function ceadsReference(sources: Sources, past: PastYear, before: YearBefore, step?: Stated): ReferenceYear {
  const { year, energy, assessed, netImports } = past;
  const fuel = energy.value;
  const by = step?.value ?? 1;
  const more = fuel * (by - 1);
  const mixed = fuel + netImports * importFactor(sources, year, Math.max(0, netImports));
  const ends = [mixed, assessed.value].flatMap((value) => [value, value + more]);
  const margin = 0.03 * fuel * Math.max(1, by);
  const rule = joined([
    "CEADs without Other Gas plus net imports at the regional grid factor",
    step === undefined
      ? "another account than the base year's"
      : `fuel times ${by.toFixed(3)}: the balance lies ${percentOf(by)} CEADs moved to ${before.year}`,
  ]);
  const co2 = {
    ...stated(assessed.value + more, assessed.unit, [assessed, step], rule, [energy]),
    low: Math.min(...ends) - margin,
    high: Math.max(...ends) + margin,
  };
  const published = totalEnergy(sources, year);
  const { energyStep } = before;
  if (published === undefined || energyStep === undefined) return referenceYear(sources, year, co2, published);
  const words = `published ${published.value.toFixed(1)} Mtce times ${energyStep.value.toFixed(3)}: the balance lies ${percentOf(energyStep.value)} the published total of ${before.year}`;
  const range = {
    low: Math.min(1, energyStep.value) * published.value,
    high: Math.max(1, energyStep.value) * published.value,
  };
  return referenceYear(sources, year, co2, { ...scaled(published, energyStep.value, words, [energyStep]), ...range });
}

/** The intensities of a year, per 1e4 CNY at prices of the price year. */
function referenceYear(sources: Sources, year: number, assessed: Stated, energy: Stated | undefined): ReferenceYear {
  const carbonIntensity = perGdp(assessed, sources, year, "tCO2/(10000 CNY)", assessed.rule);
  const words = `total energy over real GDP at ${sources.years.price} prices`;
  const intensity = energy && perGdp(energy, sources, year, "tce/(10000 CNY)", joined([words, energy.rule]));
  return { year, assessed, carbonIntensity, energy, energyIntensity: intensity };
}
