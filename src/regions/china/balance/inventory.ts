import { joined, type Stated, scaled, stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import { nevStock } from "../vehicles.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { addStated, addToSum, type StatedGrid, sumOf, total } from "./grid.ts";
import { industryEnergyShares, industryFuelShares, sectorPart } from "./industry-split.ts";
import { carbonFactor, emissionFactor, emitted, transformations } from "./transformation.ts";
import { offRoad, roadSector, transportUse } from "./transport-correction.ts";

/** The base year's energy (Mtce) and CO2 (Mt) by the model's sectors and carriers, see `buildInventory`. */
export type Inventory = ReturnType<typeof buildInventory>;

/** The base year of a region as its balances have it. */
export interface BaseYear {
  readonly sources: Sources;
  readonly electricity: ElectricityBalance;
  readonly inventory: Inventory;
}

const mtceUnit = "Mtce/yr";
const heatSourceOf: Readonly<Record<string, string>> = { coal: "coal_chp", coke: "coal_chp", oil: "oil", gas: "gas" };

/**
 * The inventory of the base year from the balance, after the transport correction; `charging` is the electricity that
 * road vehicles take from homes and services, by road sector.
 */
export function buildInventory(
  sources: Sources,
  electricity: ElectricityBalance,
  charging: ReadonlyMap<string, Stated> = new Map([["road_passenger", chargingEnergy(sources)]]),
) {
  const { balance } = sources;
  const final = finalEnergy(sources);
  addElectricity(sources, electricity, charging, final);
  addHeat(sources, final);
  const { energy, co2 } = final;
  const heating = powerAndHeat(sources);
  standCoalGasesWithGas(sources, final, heating);
  const { powerCo2, heatFuel, heatCo2 } = heating;
  const heat = heatBySource(sources, heatFuel, electricity.recoveredHeat);
  const used = [...energy.values()].flatMap((cells) => cells.get("heat") ?? []);
  const finalHeat = total(used);
  const booked = total(heat.values());
  // Heat used beyond what is supplied came over the border or from plants that are not booked.
  if (booked < finalHeat) {
    const recovered = heat.get("recovered");
    const value = (recovered?.value ?? 0) + finalHeat - booked;
    const rule = [recovered?.rule ?? "", "with the heat used beyond what is supplied"];
    heat.set("recovered", stated(value, mtceUnit, [recovered ?? balance("Heat", "Heating Supply")], rule, used));
  }
  const supplied = Math.max(booked, finalHeat);
  const lost = balance("Heat", "Losses");
  if (supplied - finalHeat > 0.3 * supplied || finalHeat - booked > 0.3 * supplied)
    throw new Error(`heat does not balance: ${booked} Mtce supplied, ${finalHeat} used, ${lost.value} lost`);
  return {
    /** Final energy without raw-material use: sector, carrier. */
    energy,
    /** CO2 of fuel burnt: sector, carrier. */
    co2,
    /** Raw-material use and the part of its carbon that is emitted: sector, carrier. */
    feedstock: final.feedstock,
    feedstockCo2: final.feedstockCo2,
    powerCo2,
    /** Heating supply by source: fuel (source, carrier), heat, CO2 by carrier. */
    heatFuel,
    heat,
    heatLoss: stated(supplied - finalHeat, mtceUnit, [lost], "supply less use", [...heat.values(), ...used]),
    heatCo2,
    ...transformations(sources),
    /** Energy whose split by sector is estimated (industry electricity and heat, transport correction): sector, Mtce. */
    estimatedEnergy: final.estimated,
  };
}

/** What sectors use of fuels, and what grows while electricity and heat are added. */
function finalEnergy(sources: Sources) {
  const { balance } = sources;
  const energy: StatedGrid = new Map();
  const co2: StatedGrid = new Map();
  const feedstock: StatedGrid = new Map();
  const feedstockCo2: StatedGrid = new Map();
  const estimated = new Map<string, number>();
  const estimate = (sector: string, mtce: number): void =>
    void estimated.set(sector, (estimated.get(sector) ?? 0) + mtce);
  for (const material of sources.materials) {
    if (material.kind !== "fuel") continue;
    const { name, carrier, feedstockSector } = material;
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
    for (const { process, sector, group } of sources.groups)
      if (process !== "") parted(sector, group, balance(name, process));
    const raw = balance(name, "Industry - NonEnergy Use");
    const industry = balance(name, "Industry");
    const fuel = stated(industry.value - raw.value, mtceUnit, [industry, raw]);
    for (const [sector, share] of industryFuelShares(sources, material))
      estimate(sector, parted(sector, sector, sectorPart(fuel, share)).value);
    for (const part of transportUse(sources, name, balance(name, "Transport"))) {
      use(part.sector, part.use);
      if (!part.whole) estimate(part.sector, part.use.value);
    }
    if (raw.value <= 0) continue;
    const given = "non-energy use of the balance given to the sector that uses the material";
    addStated(feedstock, feedstockSector, carrier, stated(raw.value, mtceUnit, [raw], given));
    if (!material.gasified) continue;
    const part = sources.constant("coal_nonenergy_emitted");
    const carbon = emitted(raw, carbonFactor(sources, material));
    addStated(feedstockCo2, feedstockSector, carrier, stated(carbon.value * part.value, carbon.unit, [carbon, part]));
  }
  return { energy, co2, feedstock, feedstockCo2, estimated, estimate };
}

type FinalEnergy = ReturnType<typeof finalEnergy>;

type PowerAndHeat = ReturnType<typeof powerAndHeat>;

/** Fuel of heating by source and carrier, and CO2 of power and heat by carrier. */
function powerAndHeat(sources: Sources) {
  const powerCo2 = new Map<string, Stated>();
  const heatFuel: StatedGrid = new Map();
  const heatCo2 = new Map<string, Stated>();
  for (const material of sources.materials) {
    if (material.kind !== "fuel") continue;
    const { name, carrier } = material;
    const factor = emissionFactor(sources, material, true);
    const power = scaled(sources.balance(name, "Thermal Power"), -1);
    if (power.value > 0) addToSum(powerCo2, carrier === "coke" ? "gas" : carrier, emitted(power, factor));
    const heat = scaled(sources.balance(name, "Heating Supply"), -1);
    if (heat.value <= 0) continue;
    const rule = carrier === "coal" || carrier === "coke" ? "all coal of heating supply counted as CHP" : "";
    addStated(heatFuel, heatSourceOf[carrier], carrier, { ...heat, rule });
    addToSum(heatCo2, carrier, emitted(heat, factor));
  }
  const coal = powerCo2.get("coal");
  if (coal !== undefined)
    powerCo2.set("coal", { ...coal, rule: joined([coal.rule, "furnace gas carries no carbon of its own"]) });
  return { powerCo2, heatFuel, heatCo2 };
}

/**
 * Coal gases of a sector, or of heating stations, that hardly burn coke stand with natural gas: of coke they carry less
 * than half the carbon per heat, of natural gas four fifths and more, and they go the same ways (town gas, furnaces).
 */
function standCoalGasesWithGas(sources: Sources, { energy, co2 }: FinalEnergy, heating: PowerAndHeat): void {
  const { heatFuel, heatCo2 } = heating;
  const factor = sources.parameter("emission_factor", "coke").value * sources.parameter("oxidation", "coke").value;
  const perHeat = sources.constant("coke_least").value * factor;
  /** Moves them, unless the cells have none or burn coke; says whether it did. */
  const moved = (
    fuel: Map<string, Stated> | undefined,
    carbon: Map<string, Stated> | undefined,
  ): Stated | undefined => {
    const [mtce, mt] = [fuel?.get("coke"), carbon?.get("coke")];
    if (mtce === undefined || mtce.value === 0 || (mt?.value ?? 0) >= perHeat * mtce.value) return undefined;
    fuel?.delete("coke");
    carbon?.delete("coke");
    if (mt !== undefined && carbon !== undefined) addToSum(carbon, "gas", mt);
    return mtce;
  };
  for (const [sector, cells] of energy) {
    const gases = moved(cells, co2.get(sector));
    if (gases !== undefined) addToSum(cells, "gas", gases);
  }
  const gases = moved(heatFuel.get(heatSourceOf.coke), heatCo2);
  if (gases !== undefined) addStated(heatFuel, "gas", "gas", { ...gases, rule: "" });
}

function addElectricity(
  sources: Sources,
  { finalUse, totalUse }: ElectricityBalance,
  vehicles: ReadonlyMap<string, Stated>,
  { energy, estimate }: FinalEnergy,
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
  const dataCentres = totalUse.value * share.value;
  const by = [...vehicles.values(), atHome];
  for (const [process, final] of finalUse) {
    const twh = final.value;
    const rest = twh - (charging - home) - dataCentres;
    if (process === "Industry") {
      for (const [sector, part] of industryEnergyShares(sources, "electricity"))
        estimate(sector, use(sector, twh * part.value, [final, part], `industry split by sector: ${part.rule}`));
    } else if (process === "Transport") use("rail_water_air", twh, [final]);
    else if (process === "Urban") use("urban_homes", twh - home, [final], "balance less charging of cars", by);
    else if (process === "Other")
      use("services", rest, [final], "balance less charging of cars and data centres", [...by, share]);
    else use(sectorOf(sources, process), twh, [final]);
  }
  const rule = "national share of data centres in electricity use, taken from services";
  estimate("data_centres", use("data_centres", dataCentres, [totalUse, share], rule));
  for (const [sector, twh] of vehicles) estimate(sector, use(sector, twh.value, [twh], twh.rule));
}

/** The sector that a process of the balance stands for. */
function sectorOf({ groups }: Sources, process: string): string {
  return groups.find((row) => row.process === process)?.sector ?? "services";
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
  const value = (stock.value * (distance.value * electric.value) * rate.value) / 1000;
  const rule = "charging: cars times distance times consumption, taken from homes and services";
  return stated(value, "TW*h/yr", [stock, distance], rule, [electric, rate]);
}

function addHeat(sources: Sources, { energy, estimate }: FinalEnergy): void {
  const industry = sources.balance("Heat", "Industry");
  for (const [sector, share] of industryEnergyShares(sources, "heat")) {
    const part = sectorPart(industry, { ...share, rule: `industry split by sector: ${share.rule}` });
    if (part.value === 0) continue;
    addStated(energy, sector, "heat", part);
    estimate(sector, part.value);
  }
  for (const process of ["Agriculture", "Construction", "Wholesale", "Other", "Transport", "Urban", "Rural"]) {
    const mtce = sources.balance("Heat", process);
    if (mtce.value > 0) addStated(energy, sectorOf(sources, process), "heat", mtce);
  }
}

function heatBySource(sources: Sources, fuel: StatedGrid, usedForPower: number): Map<string, Stated> {
  const output = sources.balance("Heat", "Heating Supply");
  const input = total([...fuel.values()].map((cells) => total(cells.values())));
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
export function splitCo2({ powerCo2, heatCo2, co2, transformationCo2 }: Inventory) {
  return {
    powerHeat: total(powerCo2.values()) + total(heatCo2.values()),
    other: sumOf(co2) + total(transformationCo2.values()),
  };
}
