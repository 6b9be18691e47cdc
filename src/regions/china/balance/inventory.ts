import { joined, type Stated, scaled, stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { carbonFactor, emissionFactor, emitted } from "./emission-factor.ts";
import { addStated, addToSum, type StatedGrid, sumOf, total } from "./grid.ts";
import { industryEnergyShares, industryFuelShares, sectorPart } from "./industry-split.ts";
import { type Transformations, transformations } from "./transformation.ts";
import { offRoad, roadSector, transportUse } from "./transport-correction.ts";

/** The base year's energy (Mtce) and CO2 (Mt) by the model's sectors and carriers. */
export interface Inventory extends Transformations {
  /** Final energy without raw-material use: sector, carrier. */
  readonly energy: StatedGrid;
  /** CO2 of fuel burnt: sector, carrier. */
  readonly co2: StatedGrid;
  /** Raw-material use and the part of its carbon that is emitted: sector, carrier. */
  readonly feedstock: StatedGrid;
  readonly feedstockCo2: StatedGrid;
  readonly powerCo2: ReadonlyMap<string, Stated>;
  /** Heating supply by source: fuel (source, carrier), heat, CO2 by carrier. */
  readonly heatFuel: StatedGrid;
  readonly heat: ReadonlyMap<string, Stated>;
  readonly heatLoss: Stated;
  readonly heatCo2: ReadonlyMap<string, Stated>;
  /** Energy whose split by sector is estimated (industry electricity and heat, transport correction): sector, Mtce. */
  readonly estimatedEnergy: ReadonlyMap<string, number>;
}

type Estimate = (sector: string, mtce: number) => void;

const mtceUnit = "Mtce/yr";
const co2Unit = "MtCO2/yr";

/** Sector of the model and group of CEADs by the balance's processes that stand for one sector. */
const directSectors: Readonly<Record<string, { readonly sector: string; readonly group: string }>> = {
  Agriculture: { sector: "agriculture", group: "agriculture" },
  Construction: { sector: "construction", group: "construction" },
  Wholesale: { sector: "services", group: "wholesale" },
  Other: { sector: "services", group: "other_services" },
  Urban: { sector: "urban_homes", group: "urban_homes" },
  Rural: { sector: "rural_homes", group: "rural_homes" },
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
 * road vehicles take from homes and services, by road sector.
 */
export function buildInventory(
  sources: Sources,
  electricity: ElectricityBalance,
  charging: ReadonlyMap<string, Stated> = new Map([["road_passenger", chargingEnergy(sources)]]),
): Inventory {
  const { balance } = sources;
  const energy: StatedGrid = new Map();
  const co2: StatedGrid = new Map();
  const feedstock: StatedGrid = new Map();
  const feedstockCo2: StatedGrid = new Map();
  const estimated = new Map<string, number>();
  const estimate: Estimate = (sector, mtce) => void estimated.set(sector, (estimated.get(sector) ?? 0) + mtce);

  for (const material of sources.materials) {
    if (material.kind !== "fuel") continue;
    const { name, carrier } = material;
    const factor = emissionFactor(sources, material);
    const use = (sector: string, fuel: Stated): void => {
      if (fuel.value === 0) return;
      addStated(energy, sector, carrier, fuel);
      addStated(co2, sector, carrier, emitted(fuel, factor));
    };
    const parted = (sector: string, group: string, fuel: Stated): Stated => {
      const { stays, moved } = offRoad(sources, group, name, fuel);
      use(sector, stays);
      if (moved !== undefined) {
        use(roadSector(name), moved);
        estimate(roadSector(name), moved.value);
      }
      return stays;
    };
    for (const [process, { sector, group }] of Object.entries(directSectors))
      parted(sector, group, balance(name, process));
    const raw = balance(name, "Industry - NonEnergy Use");
    const industry = balance(name, "Industry");
    const fuel = stated(industry.value - raw.value, mtceUnit, [industry, raw]);
    for (const [sector, share] of industryFuelShares(sources, material))
      estimate(sector, parted(sector, sector, sectorPart(fuel, share)).value);
    for (const part of transportUse(sources, name, balance(name, "Transport"))) {
      use(part.sector, part.use);
      if (!part.whole) estimate(part.sector, part.use.value);
    }
    if (raw.value > 0) {
      const sector = feedstockSector[name] ?? "chemicals";
      const given = "non-energy use of the balance given to the sector that uses the material";
      addStated(feedstock, sector, carrier, stated(raw.value, mtceUnit, [raw], given));
      const part = sources.constant("coal_nonenergy_emitted");
      const carbon = emitted(raw, carbonFactor(sources, material));
      if (gasified.has(name))
        addStated(feedstockCo2, sector, carrier, stated(carbon.value * part.value, co2Unit, [carbon, part]));
    }
  }
  addElectricity(sources, electricity, charging, energy, estimate);
  addHeat(sources, energy, estimate);

  const powerCo2 = new Map<string, Stated>();
  const heatFuel: StatedGrid = new Map();
  const heatCo2 = new Map<string, Stated>();
  for (const material of sources.materials) {
    if (material.kind !== "fuel") continue;
    const { name, carrier } = material;
    const factor = emissionFactor(sources, material, true);
    const power = scaled(balance(name, "Thermal Power"), -1);
    if (power.value > 0) addToSum(powerCo2, carrier === "coke" ? "gas" : carrier, emitted(power, factor));
    const heat = scaled(balance(name, "Heating Supply"), -1);
    if (heat.value > 0) {
      const rule = carrier === "coal" || carrier === "coke" ? "all coal of heating supply counted as CHP" : "";
      addStated(heatFuel, heatSourceOf[carrier], carrier, { ...heat, rule });
      addToSum(heatCo2, carrier, emitted(heat, factor));
    }
  }
  const coal = powerCo2.get("coal");
  if (coal !== undefined)
    powerCo2.set("coal", { ...coal, rule: joined([coal.rule, "furnace gas carries no carbon of its own"]) });
  gasesBesideNaturalGas(sources, energy, co2);
  gasesForHeat(sources, heatFuel, heatCo2);
  const heat = heatBySource(sources, heatFuel, electricity.recoveredHeat);
  const used = [...energy.values()].flatMap((cells) => cells.get("heat") ?? []);
  const finalHeat = total(used);
  // Heat used beyond what is supplied came over the border or from plants that are not booked.
  const booked = total(heat.values());
  if (booked < finalHeat) {
    const recovered = heat.get("recovered");
    heat.set(
      "recovered",
      stated(
        (recovered?.value ?? 0) + finalHeat - booked,
        mtceUnit,
        [recovered ?? balance("Heat", "Heating Supply")],
        joined([recovered?.rule ?? "", "with the heat used beyond what is supplied"]),
        used,
      ),
    );
  }
  const supplied = Math.max(booked, finalHeat);
  if (supplied - finalHeat > 0.3 * supplied || finalHeat - booked > 0.3 * supplied) {
    const lost = balance("Heat", "Losses").value;
    throw new Error(`heat does not balance: ${booked} Mtce supplied, ${finalHeat} used, ${lost} lost`);
  }
  return {
    energy,
    co2,
    feedstock,
    feedstockCo2,
    powerCo2,
    heatFuel,
    heat,
    heatLoss: stated(supplied - finalHeat, mtceUnit, [balance("Heat", "Losses")], "supply less use", [
      ...heat.values(),
      ...used,
    ]),
    heatCo2,
    ...transformations(sources),
    estimatedEnergy: estimated,
  };
}

/**
 * Coal gases of a sector that hardly burns coke stand with natural gas: of coke they carry less than half the carbon per
 * heat, of natural gas four fifths and more, and they go the same ways (town gas, furnaces).
 */
function gasesBesideNaturalGas(sources: Sources, energy: StatedGrid, co2: StatedGrid): void {
  for (const [sector, cells] of energy) {
    const mtce = cells.get("coke");
    const mt = co2.get(sector)?.get("coke");
    if (mtce === undefined || mtce.value === 0 || (mt?.value ?? 0) >= cokeShare(sources) * mtce.value) continue;
    cells.delete("coke");
    co2.get(sector)?.delete("coke");
    addStated(energy, sector, "gas", mtce);
    if (mt !== undefined) addStated(co2, sector, "gas", mt);
  }
}

/** The same for heating stations. */
function gasesForHeat(sources: Sources, heatFuel: StatedGrid, heatCo2: Map<string, Stated>): void {
  const mtce = heatFuel.get(heatSourceOf.coke)?.get("coke");
  const mt = heatCo2.get("coke");
  if (mtce === undefined || mtce.value === 0 || (mt?.value ?? 0) >= cokeShare(sources) * mtce.value) return;
  heatFuel.get(heatSourceOf.coke)?.delete("coke");
  heatCo2.delete("coke");
  addStated(heatFuel, "gas", "gas", { ...mtce, rule: "" });
  if (mt !== undefined) addToSum(heatCo2, "gas", mt);
}

/** CO2 per heat below which what stands under coke is coal gas, Mt per Mtce. */
function cokeShare(sources: Sources): number {
  return (
    sources.constant("coke_least").value *
    sources.parameter("emission_factor", "coke").value *
    sources.parameter("oxidation", "coke").value
  );
}

function addElectricity(
  sources: Sources,
  electricity: ElectricityBalance,
  vehicles: ReadonlyMap<string, Stated>,
  energy: StatedGrid,
  estimate: Estimate,
): void {
  // Exact calorific value: the rounded one only reads the balance.
  const perTwh = mtcePerTwh(sources);
  const use = (sector: string, twh: number, from: readonly Stated[], rule = "", by: readonly Stated[] = []): number => {
    const mtce = stated(twh * perTwh, mtceUnit, from, rule, by);
    addStated(energy, sector, "electricity", mtce);
    return mtce.value;
  };
  const charging = total(vehicles.values());
  const atHome = sources.constant("ev_charged_at_home");
  const home = charging * atHome.value;
  const share = sources.constant("data_centre_share");
  const dataCentres = electricity.totalUse.value * share.value;
  for (const [process, final] of electricity.finalUse) {
    const twh = final.value;
    if (process === "Industry") {
      for (const [sector, part] of industryEnergyShares(sources, "electricity"))
        estimate(sector, use(sector, twh * part.value, [final, part], `industry split by sector: ${part.rule}`));
    } else if (process === "Transport") use("rail_water_air", twh, [final]);
    else if (process === "Urban")
      use("urban_homes", twh - home, [final], "balance less charging of cars", [...vehicles.values(), atHome]);
    else if (process === "Other")
      use(
        "services",
        twh - (charging - home) - dataCentres,
        [final],
        "balance less charging of cars and data centres",
        [...vehicles.values(), atHome, share],
      );
    else use(directSectors[process].sector, twh, [final]);
  }
  estimate(
    "data_centres",
    use(
      "data_centres",
      dataCentres,
      [electricity.totalUse, share],
      "national share of data centres in electricity use, taken from services",
    ),
  );
  for (const [sector, twh] of vehicles) estimate(sector, use(sector, twh.value, [twh], twh.rule));
}

/** Calorific value of electricity in the units of the model, Mtce per TWh. */
export function mtcePerTwh(sources: Sources): number {
  return 3.6 / sources.constant("gj_per_tce").value;
}

/** Electricity that the region's new energy cars charge in the base year. */
function chargingEnergy(sources: Sources): Stated {
  const stock = nevStock(sources);
  const [distance, electric, rate] = ["ev_km_per_year", "ev_electric_share", "ev_kwh_per_km"].map((id) =>
    sources.constant(id),
  );
  return stated(
    (stock.value * (distance.value * electric.value) * rate.value) / 1000,
    "TW*h/yr",
    [stock, distance],
    "charging: cars times distance times consumption, taken from homes and services",
    [electric, rate],
  );
}

/**
 * New energy cars at the end of the base year: published; else a later published stock less what was registered since;
 * else the nation's by private cars.
 */
export function nevStock(sources: Sources): Stated {
  const { base } = sources.years;
  const unit = "1e6 vehicle";
  const own = sources.published("nev_stock", base);
  if (own !== undefined) return sources.to({ ...own, rule: joined(["published stock", own.rule]) }, unit);
  const later = sources.publishedYears("nev_stock").find((year) => year > base);
  if (later === undefined) {
    const [nev, all] = [sources.constant("cars_nev", base), sources.constant("vehicles_cars", base)];
    const cars = sources.activity("private_cars", base);
    const own = cars === undefined ? undefined : sources.to(cars, unit);
    const value = (nev.value * (own?.value ?? 0)) / all.value;
    return stated(
      value,
      unit,
      own === undefined ? [nev] : [nev, own],
      "the nation's new energy vehicles by private cars",
      [all],
    );
  }
  const stock = sources.published("nev_stock", later) as Stated;
  const since = sources
    .publishedYears("nev_registrations")
    .filter((year) => year > base && year <= later)
    .map((year) => sources.published("nev_registrations", year) as Stated);
  const left = since.reduce((so, { value }) => so - value, stock.value);
  const rule = `stock of ${Number.isInteger(later) ? later : `June ${Math.floor(later)}`} less registrations since the end of ${base}`;
  return sources.to(stated(left, stock.unit, [stock, ...since], rule), unit);
}

function addHeat(sources: Sources, energy: StatedGrid, estimate: Estimate): void {
  const industry = sources.balance("Heat", "Industry");
  for (const [sector, share] of industryEnergyShares(sources, "heat")) {
    const part = sectorPart(industry, { ...share, rule: `industry split by sector: ${share.rule}` });
    if (part.value === 0) continue;
    addStated(energy, sector, "heat", part);
    estimate(sector, part.value);
  }
  for (const process of ["Agriculture", "Construction", "Wholesale", "Other", "Transport", "Urban", "Rural"]) {
    const mtce = sources.balance("Heat", process);
    if (mtce.value > 0) addStated(energy, directSectors[process]?.sector ?? "services", "heat", mtce);
  }
}

function heatBySource(sources: Sources, fuel: StatedGrid, usedForPower: number): Map<string, Stated> {
  const output = sources.balance("Heat", "Heating Supply");
  const input = [...fuel.values()].reduce((so, cells) => so + total(cells.values()), 0);
  const result = new Map<string, Stated>();
  for (const [source, cells] of fuel) {
    const value = (output.value * total(cells.values())) / input;
    result.set(source, stated(value, mtceUnit, [output, ...cells.values()], "heating supply split by fuel"));
  }
  // Power cannot take more recovered heat than was recovered; what the balance books beyond it is rounding or other heat.
  const all = sources.balance("Heat", "Recovery of Energy");
  const recovered = Math.max(0, all.value - usedForPower);
  const power = sources.balance("Heat", "Thermal Power");
  if (recovered > 0)
    result.set("recovered", stated(recovered, mtceUnit, [all, power], "recovered heat less what gives power"));
  return result;
}

/** CO2 of power and heat and of all other fuel of the base year, Mt. */
export function splitCo2(inventory: Inventory): { powerHeat: number; other: number } {
  return {
    powerHeat: total(inventory.powerCo2.values()) + total(inventory.heatCo2.values()),
    other: sumOf(inventory.co2) + total(inventory.transformationCo2.values()),
  };
}
