import type { Sources } from "../sources.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { carbonFactor, emissionFactor } from "./emission-factor.ts";
import { addTo, cellOf, type Grid } from "./grid.ts";
import { industryEnergyShares, industryFuelShares } from "./industry-split.ts";
import { roadFraction, roadSector, transportShares } from "./transport-correction.ts";

/** The base year's energy (Mtce) and CO2 (Mt) by the model's sectors and carriers. */
export interface Inventory {
  /** Final energy without raw-material use: sector, carrier. */
  readonly energy: Grid;
  /** CO2 of fuel burnt: sector, carrier. */
  readonly co2: Grid;
  /** Raw-material use and the part of its carbon that is emitted: sector, carrier. */
  readonly feedstock: Grid;
  readonly feedstockCo2: Grid;
  readonly feedstockCarbon: Grid;
  readonly powerCo2: ReadonlyMap<string, number>;
  /** Heating supply by source: fuel (source, carrier), heat, CO2 by carrier. */
  readonly heatFuel: Grid;
  readonly heat: ReadonlyMap<string, number>;
  readonly heatLoss: number;
  readonly heatCo2: ReadonlyMap<string, number>;
  /** Transformation: input and output by carrier, CO2, and the carbon residual of coking in Mt CO2. */
  readonly transformationInput: Grid;
  readonly transformationOutput: Grid;
  readonly transformationCo2: ReadonlyMap<string, number>;
  readonly cokingResidual: number;
  /** Energy whose split by sector is estimated (industry electricity and heat, transport correction): sector, Mtce. */
  readonly estimatedEnergy: ReadonlyMap<string, number>;
}

const directSector: Readonly<Record<string, string>> = {
  Agriculture: "agriculture",
  Construction: "construction",
  Wholesale: "services",
  Other: "services",
  Urban: "urban_homes",
  Rural: "rural_homes",
};
const groupOf: Readonly<Record<string, string>> = {
  Agriculture: "agriculture",
  Construction: "construction",
  Wholesale: "wholesale",
  Other: "other_services",
  Urban: "urban_homes",
  Rural: "rural_homes",
};
/** Petroleum products used as raw material that become something else than chemicals. */
const feedstockSector: Readonly<Record<string, string>> = {
  "Bitumen Asphalt": "construction",
  Lubricants: "manufacturing",
  "Petroleum Waxes": "manufacturing",
};
/** Raw materials that are gasified, so that part of their carbon is emitted. */
const gasified = new Set(["Coal Raw", "Coal Briquettes", "Coal Washed", "Petroleum Coke", "Natural Gas", "LNG"]);
const heatSourceOf: Readonly<Record<string, string>> = { coal: "coal_chp", coke: "coal_chp", oil: "oil", gas: "gas" };

/**
 * The inventory of the base year from the balance, after the transport correction; `charging` is the electricity that
 * road vehicles take from homes and services, TWh by road sector.
 */
export function buildInventory(
  sources: Sources,
  electricity: ElectricityBalance,
  charging: ReadonlyMap<string, number> = new Map([["road_passenger", chargingEnergy(sources)]]),
): Inventory {
  const of = (material: string, process: string): number => sources.balance.get(material)?.get(process) ?? 0;
  const energy: Grid = new Map();
  const co2: Grid = new Map();
  const feedstock: Grid = new Map();
  const feedstockCo2: Grid = new Map();
  const feedstockCarbon: Grid = new Map();
  const estimated = new Map<string, number>();
  const estimate = (sector: string, mtce: number): void =>
    void estimated.set(sector, (estimated.get(sector) ?? 0) + mtce);

  for (const material of sources.materials) {
    if (material.kind !== "fuel") continue;
    const factor = emissionFactor(sources, material);
    const use = (sector: string, mtce: number): void => {
      if (mtce === 0) return;
      addTo(energy, sector, material.carrier, mtce);
      addTo(co2, sector, material.carrier, mtce * factor);
    };
    const toRoad = (mtce: number): void => {
      use(roadSector(material.name), mtce);
      estimate(roadSector(material.name), mtce);
    };
    for (const [process, sector] of Object.entries(directSector)) {
      const mtce = of(material.name, process);
      const moved = mtce * roadFraction(sources, groupOf[process], material.name);
      use(sector, mtce - moved);
      if (moved > 0) toRoad(moved);
    }
    const raw = of(material.name, "Industry - NonEnergy Use");
    const fuel = of(material.name, "Industry") - raw;
    for (const [sector, share] of industryFuelShares(sources, material)) {
      const mtce = fuel * share;
      const moved = mtce * roadFraction(sources, sector, material.name);
      use(sector, mtce - moved);
      estimate(sector, mtce - moved);
      if (moved > 0) toRoad(moved);
    }
    for (const [sector, share] of transportShares(sources, material.name)) {
      const mtce = of(material.name, "Transport") * share;
      use(sector, mtce);
      if (share < 1) estimate(sector, mtce);
    }
    if (raw > 0) {
      const sector = feedstockSector[material.name] ?? "chemicals";
      const carbon = raw * carbonFactor(sources, material);
      addTo(feedstock, sector, material.carrier, raw);
      addTo(feedstockCarbon, sector, material.carrier, carbon);
      if (gasified.has(material.name))
        addTo(feedstockCo2, sector, material.carrier, carbon * sources.constant("coal_nonenergy_emitted"));
    }
  }

  addElectricity(sources, electricity, charging, energy, estimate);
  const heatLoss = addHeat(sources, energy, estimate);

  const powerCo2 = new Map<string, number>();
  const heatFuel: Grid = new Map();
  const heatCo2 = new Map<string, number>();
  for (const material of sources.materials) {
    if (material.kind !== "fuel") continue;
    const factor = emissionFactor(sources, material, true);
    const power = -of(material.name, "Thermal Power");
    if (power > 0) {
      const carrier = material.carrier === "coke" ? "gas" : material.carrier;
      powerCo2.set(carrier, (powerCo2.get(carrier) ?? 0) + power * factor);
    }
    const heat = -of(material.name, "Heating Supply");
    if (heat > 0) {
      addTo(heatFuel, heatSourceOf[material.carrier], material.carrier, heat);
      heatCo2.set(material.carrier, (heatCo2.get(material.carrier) ?? 0) + heat * factor);
    }
  }
  gasesBesideNaturalGas(sources, energy, co2);
  gasesForHeat(sources, heatFuel, heatCo2);
  const heat = heatBySource(sources, heatFuel, electricity.recoveredHeat);
  const finalHeat = [...energy.values()].reduce((sum, cells) => sum + (cells.get("heat") ?? 0), 0);
  // Heat used beyond what is supplied came over the border or from plants that are not booked.
  const booked = [...heat.values()].reduce((a, b) => a + b, 0);
  if (booked < finalHeat) heat.set("recovered", (heat.get("recovered") ?? 0) + finalHeat - booked);
  const supplied = Math.max(booked, finalHeat);
  if (supplied - finalHeat > 0.3 * supplied || finalHeat - booked > 0.3 * supplied) {
    throw new Error(`heat does not balance: ${booked} Mtce supplied, ${finalHeat} used, ${heatLoss} lost`);
  }
  const transformation = transformations(sources);
  return {
    energy,
    co2,
    feedstock,
    feedstockCo2,
    feedstockCarbon,
    powerCo2,
    heatFuel,
    heat,
    heatLoss: supplied - finalHeat,
    heatCo2,
    ...transformation,
    estimatedEnergy: estimated,
  };
}

/**
 * Coal gases of a sector that hardly burns coke stand with natural gas: of coke they carry less than half the carbon per
 * heat, of natural gas four fifths and more, and they go the same ways (town gas, furnaces).
 */
function gasesBesideNaturalGas(sources: Sources, energy: Grid, co2: Grid): void {
  for (const [sector, cells] of energy) {
    const mtce = cells.get("coke") ?? 0;
    const mt = cellOf(co2, sector, "coke");
    if (mtce === 0 || mt >= cokeShare(sources) * mtce) continue;
    cells.delete("coke");
    co2.get(sector)?.delete("coke");
    addTo(energy, sector, "gas", mtce);
    addTo(co2, sector, "gas", mt);
  }
}

/** The same for heating stations. */
function gasesForHeat(sources: Sources, heatFuel: Grid, heatCo2: Map<string, number>): void {
  const mtce = cellOf(heatFuel, heatSourceOf.coke, "coke");
  const mt = heatCo2.get("coke") ?? 0;
  if (mtce === 0 || mt >= cokeShare(sources) * mtce) return;
  heatFuel.get(heatSourceOf.coke)?.delete("coke");
  heatCo2.delete("coke");
  addTo(heatFuel, "gas", "gas", mtce);
  heatCo2.set("gas", (heatCo2.get("gas") ?? 0) + mt);
}

/** CO2 per heat below which what stands under coke is coal gas, Mt per Mtce. */
function cokeShare(sources: Sources): number {
  return (
    sources.constant("coke_least") *
    sources.parameter("emission_factor", "coke") *
    sources.parameter("oxidation", "coke")
  );
}

function addElectricity(
  sources: Sources,
  electricity: ElectricityBalance,
  vehicles: ReadonlyMap<string, number>,
  energy: Grid,
  estimate: (sector: string, mtce: number) => void,
): void {
  // Exact calorific value: the rounded 0.1229 only reads the balance.
  const perTwh = mtcePerTwh(sources);
  const charging = [...vehicles.values()].reduce((a, b) => a + b, 0);
  const home = charging * sources.constant("ev_charged_at_home");
  const dataCentres = electricity.totalUse * sources.constant("data_centre_share");
  for (const [process, twh] of electricity.finalUse) {
    if (process === "Industry") {
      for (const [sector, share] of industryEnergyShares(sources, "electricity")) {
        addTo(energy, sector, "electricity", twh * share * perTwh);
        estimate(sector, twh * share * perTwh);
      }
    } else if (process === "Transport") addTo(energy, "rail_water_air", "electricity", twh * perTwh);
    else if (process === "Urban") addTo(energy, "urban_homes", "electricity", (twh - home) * perTwh);
    else if (process === "Other")
      addTo(energy, "services", "electricity", (twh - (charging - home) - dataCentres) * perTwh);
    else addTo(energy, directSector[process], "electricity", twh * perTwh);
  }
  addTo(energy, "data_centres", "electricity", dataCentres * perTwh);
  estimate("data_centres", dataCentres * perTwh);
  for (const [sector, twh] of vehicles) {
    addTo(energy, sector, "electricity", twh * perTwh);
    estimate(sector, twh * perTwh);
  }
}

/** Calorific value of electricity in the units of the model, Mtce per TWh. */
export function mtcePerTwh(sources: Sources): number {
  return 3.6 / sources.constant("gj_per_tce");
}

/** Electricity that the region's new energy cars charge in the base year, TWh. */
export function chargingEnergy(sources: Sources): number {
  const stock = nevStock(sources);
  const km = sources.constant("ev_km_per_year") * sources.constant("ev_electric_share");
  return (stock * km * sources.constant("ev_kwh_per_km")) / 1000;
}

/**
 * New energy cars at the end of 2021 in millions: published; else the stock of June 2023 less what was registered since;
 * else the nation's by private cars.
 */
export function nevStock(sources: Sources): number {
  const value = (variable: string, year: number): number => sources.published(variable, year)?.value ?? 0;
  if (sources.published("nev_stock", 2021) !== undefined) return value("nev_stock", 2021) / 100;
  if (sources.published("nev_stock", 2023.5) === undefined) {
    const cars = (sources.activity("private_cars", 2021) ?? 0) / 100;
    return (sources.constant("cars_nev_2021") * cars) / sources.constant("vehicles_cars_2021");
  }
  return (value("nev_stock", 2023.5) - value("nev_registrations", 2022) - value("nev_registrations", 2023.5)) / 100;
}

function addHeat(sources: Sources, energy: Grid, estimate: (sector: string, mtce: number) => void): number {
  const heat = sources.balance.get("Heat") ?? new Map<string, number>();
  for (const [sector, share] of industryEnergyShares(sources, "heat")) {
    const mtce = (heat.get("Industry") ?? 0) * share;
    if (mtce === 0) continue;
    addTo(energy, sector, "heat", mtce);
    estimate(sector, mtce);
  }
  for (const process of ["Agriculture", "Construction", "Wholesale", "Other", "Transport", "Urban", "Rural"]) {
    const mtce = heat.get(process) ?? 0;
    if (mtce > 0) addTo(energy, process === "Transport" ? "services" : directSector[process], "heat", mtce);
  }
  return heat.get("Losses") ?? 0;
}

function heatBySource(sources: Sources, fuel: Grid, usedForPower: number): Map<string, number> {
  const row = sources.balance.get("Heat");
  const output = row?.get("Heating Supply") ?? 0;
  const input = [...fuel.values()].reduce((sum, cells) => sum + [...cells.values()].reduce((a, b) => a + b, 0), 0);
  const result = new Map<string, number>();
  for (const [source, cells] of fuel) {
    result.set(source, (output * [...cells.values()].reduce((a, b) => a + b, 0)) / input);
  }
  // Power cannot take more recovered heat than was recovered; what the balance books beyond it is rounding or other heat.
  const recovered = Math.max(0, (row?.get("Recovery of Energy") ?? 0) - usedForPower);
  if (recovered > 0) result.set("recovered", recovered);
  return result;
}

function transformations(
  sources: Sources,
): Pick<Inventory, "transformationInput" | "transformationOutput" | "transformationCo2" | "cokingResidual"> {
  const input: Grid = new Map();
  const output: Grid = new Map();
  const processOf: Readonly<Record<string, string>> = {
    Coking: "coking",
    "Gas Works": "gas_works",
    "Petroleum Refineries": "refinery",
  };
  let cokingCarbon = 0;
  let gasWorks = 0;
  for (const material of sources.materials) {
    if (material.kind === "energy") continue;
    const carbon = emissionFactor(sources, material);
    for (const [process, name] of Object.entries(processOf)) {
      const mtce = sources.balance.get(material.name)?.get(process) ?? 0;
      if (mtce === 0) continue;
      if (name === "coking") cokingCarbon -= mtce * carbon;
      if (name === "gas_works") gasWorks -= mtce * carbon;
      addTo(mtce < 0 ? input : output, name, material.carrier, Math.abs(mtce));
    }
  }
  // It leaves out the coke and coke-oven gas of gas works too: what they give out beyond their input is added as such.
  const given = [...(output.get("gas_works")?.values() ?? [])].reduce((a, b) => a + b, 0);
  const taken = [...(input.get("gas_works")?.values() ?? [])].reduce((a, b) => a + b, 0);
  const missing = given / (1 - sources.constant("gas_works_loss")) - taken;
  const ovenGas = sources.materials.find((material) => material.name === "Coke Oven Gas");
  if (given > taken && ovenGas !== undefined) {
    addTo(input, "gas_works", "coke", missing);
    gasWorks += missing * emissionFactor(sources, ovenGas);
  }
  // The balance leaves out products fed back into refineries: the input is taken from the output.
  const refined = cellOf(output, "refinery", "oil");
  if (refined > 0) input.set("refinery", new Map([["oil", refined / (1 - sources.constant("refinery_loss"))]]));
  return {
    transformationInput: input,
    transformationOutput: output,
    transformationCo2: new Map([
      ["coking", Math.max(0, cokingCarbon)],
      ["gas_works", Math.max(0, gasWorks)],
    ]),
    cokingResidual: cokingCarbon,
  };
}
