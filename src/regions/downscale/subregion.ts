import { sumBy } from "../../statistics/sum.ts";
import { cellOf, sumOf } from "../china/balance/grid.ts";
import { twhPerMtce } from "../china/balance/thermal-power.ts";
import {
  alongside,
  byShare,
  type Closing,
  closeElectricity,
  finalOfUse,
  fuelByShare,
  heatShare,
  movableSectors,
  powerCo2,
  powerFuel,
  type SubregionFuel,
  scale,
  sectorCo2,
  wasteCo2,
} from "./fuel.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import { type ListedIndustry, listedIndustry, type PartShares, ruleOrThrow } from "./shares.ts";

/** What is known of a part beside its shares: the downscaled numbers are moved to meet it. */
export interface Anchors {
  /** CO2 of fuel and processes inside the part in the base year, Mt. */
  readonly co2?: number;
  /** Electricity use of the base year, TWh. */
  readonly electricityUse?: number;
  /** Primary energy of the base year by the coal-equivalent method, Mtce: what fuel does not explain is electricity. */
  readonly energyUse?: number;
  /** Fuel used in the base year by carrier (final use, raw material, power and heat), Mtce. */
  readonly carriers?: ReadonlyMap<string, number>;
}

/** What was moved, by name of the anchor (and `plants`) the factor; and what could not be reached. */
interface Moves {
  readonly factors: Map<string, number>;
  readonly missed: { readonly anchor: string; readonly asked: number; readonly reached: number }[];
}

/** A part whose numbers are to be made: its shares, and what is known of it. */
export interface PartOrder {
  readonly shares: PartShares;
  readonly anchors: Anchors;
  /** What is left of the parent beside all other parts: it has no list and no anchor of its own. */
  readonly rest: boolean;
}

/** Base-year numbers of a part of a region. */
export type Subregion = ReturnType<typeof finished>;

/**
 * The numbers of parts of `parent`: every quantity times the share that its rule names, then moved to what is known of
 * the part, and the balances closed: heat is supplied as it is used, and what local plants do not give is imported
 * from the parent's grid, or what they give beyond the use is exported. Where the parts are the whole parent
 * (`complete`), what is moved in one is taken from the others in turn, so that each cell sums to the parent's (Deming
 * and Stephan 1940); a rest takes what the other parts leave.
 */
export function subregionsOf(parent: RegionNumbers, orders: readonly PartOrder[], complete: boolean): Subregion[] {
  const known = orders.filter(({ rest }) => !rest);
  let closing: Closing = () => 1;
  let parts = known.map((order) => moved(parent, order, closing));
  for (let round = 0; complete && round < MOST_ROUNDS; round++) {
    closing = closingOver(parent, parts, closing);
    parts = known.map((order) => moved(parent, order, closing));
  }
  const left = (order: PartOrder): Moved => {
    const own = moved(parent, order, () => 1);
    return moved(parent, order, leftBy(parent, parts, own));
  };
  const byOrder = new Map(known.map((order, i) => [order, parts[i]]));
  return orders.map((order) => finished(byOrder.get(order) ?? left(order)));
}

/** Enough for the parts of Zhejiang to sum to it within 1e-6. */
const MOST_ROUNDS = 40;

/** The closing after one more round: what is there times the parent's number over the parts' sum. */
function closingOver(parent: RegionNumbers, parts: readonly Moved[], before: Closing): Closing {
  return closingBy((...cell) => {
    const sum = sumBy(parts, (part) => part.of(...cell));
    return sum === 0 ? 1 : (before(...cell) * wholeOf(parent, ...cell)) / sum;
  });
}

/** What the other parts leave of the parent's number, over what shares alone give the rest. */
function leftBy(parent: RegionNumbers, others: readonly Moved[], own: Moved): Closing {
  return closingBy((...cell) => {
    const left = wholeOf(parent, ...cell) - sumBy(others, (part) => part.of(...cell));
    return own.of(...cell) === 0 ? 1 : Math.max(0, left) / own.of(...cell);
  });
}

/** A closing that keeps what it has found. */
function closingBy(of: Closing): Closing {
  const found = new Map<string, number>();
  return (...cell) => {
    const key = cell.join(" ");
    const factor = found.get(key) ?? of(...cell);
    found.set(key, factor);
    return factor;
  };
}

/** The parent's number of a cell that closes. */
function wholeOf(parent: RegionNumbers, ...[what, ...members]: Parameters<Closing>): number {
  if (what === "energy") return parent.at("base_final_energy", members);
  return what === "generation" ? parent.at("base_generation", members) : 1;
}

/** A part's numbers after they were moved to what is known of it. */
type Moved = ReturnType<typeof moved>;

/** What moves with the plants: what they burn and give, and products with the CO2 of their processes and the fuel of listed works. */
const burning = new Set(["base_power_fuel", "base_generation"]);
const products = new Set(["base_output", "output_ceiling", "inventory_process"]);

function moved(parent: RegionNumbers, { shares, anchors }: PartOrder, closing: Closing) {
  const { baseYear } = parent.region;
  const shareAt = (id: string, members: readonly string[]): number => {
    const share = shares.share(ruleOrThrow(shares.ruleOf, id, members), baseYear);
    return products.has(id) ? share * closing("output", members[0]) : share;
  };
  const fuel = fuelByShare(parent, shareAt, closing);
  const moves: Moves = { factors: new Map(), missed: [] };
  for (const [carrier, asked] of anchors.carriers ?? []) moveCarrier(fuel, carrier, asked, moves);
  const listed = listedIndustry(parent, shares);
  const plants = anchors.co2 === undefined ? 1 : moveCo2(fuel, listed, anchors.co2, moves);
  const beside = alongside(fuel);
  const { electricityUse = electricityIn(fuel, anchors.energyUse) } = anchors;
  if (electricityUse !== undefined) moveElectricity(fuel, finalOfUse(electricityUse, beside), moves);
  const fossilPlants = new Set(parent.members("fossil_plant"));
  return {
    fuel,
    shares,
    listed,
    moves,
    beside,
    plants,
    /** What the part has of a cell that closes; of products its part in the parent's. */
    of: (...[what, ...members]: Parameters<Closing>): number => {
      if (what === "energy") return cellOf(fuel.energy, members[0], members[1]);
      return what === "generation" ? (fuel.generation.get(members[0]) ?? 0) : shareAt("base_output", members) * plants;
    },
    /** What a share of a parameter is multiplied with beside: the move of the plants, and what closes the sum. */
    factor: (id: string, [member]: readonly string[]): number => {
      if (products.has(id)) return plants * closing("output", member);
      return burning.has(id) && fossilPlants.has(member) ? plants * closing("generation", member) : 1;
    },
  };
}

function finished({ fuel, shares, listed, moves, beside, plants, factor }: Moved) {
  const { parent } = fuel;
  const heat = heatShare(fuel);
  const energy =
    sectorCo2(fuel) +
    powerCo2(fuel) +
    parent.sumOver("inventory_heat", "fossil") * heat +
    byShare(fuel, "inventory_transformation") +
    wasteCo2(parent, fuel.generation.get("biomass") ?? 0);
  return {
    ...fuel,
    shares,
    listed,
    /** With what pumped storage takes of the use, which statistics of a small place often leave out. */
    electricity: { ...closeElectricity(fuel, beside), pumped: beside.storageOutput },
    /** CO2 in Mt. */
    co2: { energy, process: byShare(fuel, "inventory_process") * plants },
    /** Share in the parent's heat supply. */
    heat,
    factor,
    /** Factors by which industry's fuel, its electricity and the plants were moved, by anchor. */
    moved: moves.factors,
    missed: moves.missed,
  };
}

/** The electricity use, TWh, that brings primary energy to the known total with the fuel that is used. */
function electricityIn(fuel: SubregionFuel, energy: number | undefined): number | undefined {
  if (energy === undefined) return undefined;
  const { parent, generation } = fuel;
  const fossil = new Set(parent.members("fossil"));
  const isFossil = (carrier: string | undefined): boolean => carrier !== undefined && fossil.has(carrier);
  const burnt =
    sumOf(fuel.energy, (_, carrier) => isFossil(carrier)) +
    byShare(fuel, "base_feedstock", ([, carrier]) => isFossil(carrier)) +
    sumBy(fossil, (carrier) => powerFuel(fuel, carrier)) +
    parent.sum("base_heat_fuel", ([, carrier]) => isFossil(carrier)) * heatShare(fuel);
  const generated = sumBy(parent.members("fossil_plant"), (plant) => generation.get(plant) ?? 0);
  return (energy - burnt) / (parent.at("power_coal_rate") / 1000) + generated;
}

/** How far industry's fuel is moved before listed plants are, and how far at most: beyond, the anchor and the shares do not speak of one place. */
const early = 2;
const furthest = 5;

/** How far the output of listed fossil plants and works is moved: about what a recalled list is uncertain by. */
const plantsLeast = 0.7;
const plantsMost = 1.2;

/** Relative difference that counts as met. */
const met = 0.001;

function note({ factors, missed }: Moves, anchor: string, factor: number, asked: number, reached: number): void {
  factors.set(anchor, factor);
  if (Math.abs(reached - asked) > met * asked) missed.push({ anchor, asked, reached });
}

/**
 * Moves the fuel of a carrier to its known total: industry takes the difference; where less than a fifth of it would
 * be left, the final use of all sectors is moved together.
 */
function moveCarrier(fuel: SubregionFuel, carrier: string, asked: number, moves: Moves): void {
  const { parent, energy } = fuel;
  const industry = movableSectors(parent);
  const of = (keep: (sector: string) => boolean): number =>
    sumOf(energy, (sector, name) => name === carrier && keep(sector));
  const industrial = of((sector) => industry.has(sector));
  const others = of((sector) => !industry.has(sector));
  const heat = parent.sum("base_heat_fuel", ([, name]) => name === carrier);
  const raw = byShare(fuel, "base_feedstock", ([, name]) => name === carrier);
  const supply = powerFuel(fuel, carrier) + heat * heatShare(fuel) + raw;
  const wanted = industrial === 0 ? 0 : (asked - supply - others) / industrial;
  const together = wanted < 1 / furthest;
  const factor = together ? Math.max(0, asked - supply) / (industrial + others) : wanted;
  if (industrial + others === 0) {
    moves.missed.push({ anchor: carrier, asked, reached: supply });
    return;
  }
  for (const sector of parent.members("sector"))
    if (together || industry.has(sector)) scale(energy, sector, carrier, factor);
  note(moves, carrier, factor, asked, supply + of(() => true));
}

/**
 * Moves CO2 inside the part to its known total: industry's fuel and heat within a factor of two, then fossil plants
 * and listed works within what their list is uncertain by, then industry within a factor of five. Fuel of listed works
 * moves with what they make, so that a kiln burns per tonne what it burns in the parent; the total falls on the rest.
 * Returns the factor of the plants, by which their generation is moved already.
 */
function moveCo2(fuel: SubregionFuel, listed: ListedIndustry, asked: number, moves: Moves): number {
  const { parent, energy, generation } = fuel;
  const industry = new Set([...movableSectors(parent)].filter((sector) => !listed.has(sector)));
  const works = new Set([...listed].flatMap(([sector, moved]) => (moved ? [sector] : [])));
  const heatCo2 = parent.sumOver("inventory_heat", "fossil");
  const co2Of = (keep: (sector: string) => boolean): number => sectorCo2(fuel, keep) + heatShare(fuel, keep) * heatCo2;
  const movable = co2Of((sector) => industry.has(sector));
  const plants = powerCo2(fuel) + byShare(fuel, "inventory_process") + co2Of((sector) => works.has(sector));
  const fixed =
    co2Of((sector) => !industry.has(sector) && !works.has(sector)) +
    wasteCo2(parent, generation.get("biomass") ?? 0) +
    byShare(fuel, "inventory_transformation");
  const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
  const first = movable === 0 ? 1 : within((asked - fixed - plants) / movable, 1 / early, early);
  const plantFactor = plants === 0 ? 1 : within((asked - fixed - movable * first) / plants, plantsLeast, plantsMost);
  const factor = movable === 0 ? 1 : within((asked - fixed - plants * plantFactor) / movable, 1 / furthest, furthest);
  for (const carrier of parent.members("carrier")) {
    if (carrier === "electricity") continue;
    for (const sector of industry) scale(energy, sector, carrier, factor);
    for (const sector of works) scale(energy, sector, carrier, plantFactor);
  }
  for (const plant of parent.members("fossil_plant")) {
    const twh = generation.get(plant);
    if (twh !== undefined) generation.set(plant, twh * plantFactor);
  }
  note(moves, "co2", factor, asked, fixed + plants * plantFactor + movable * factor);
  if (Math.abs(plantFactor - 1) > 1e-9) moves.factors.set("plants", plantFactor);
  return plantFactor;
}

/**
 * Moves final electricity to the known total (TWh): industry takes the difference; where less than a fifth of it would
 * be left, all sectors but roads (whose charging follows the vehicles) are moved together.
 */
function moveElectricity({ parent, energy }: SubregionFuel, asked: number, moves: Moves): void {
  const industry = movableSectors(parent);
  const of = (keep: (sector: string) => boolean): number =>
    sumOf(energy, (sector, carrier) => carrier === "electricity" && keep(sector)) * twhPerMtce;
  const onRoad = (sector: string): boolean => sector.startsWith("road");
  const industrial = of((sector) => industry.has(sector));
  const wanted = industrial === 0 ? 0 : (asked - of((sector) => !industry.has(sector))) / industrial;
  const together = wanted < 1 / furthest;
  const factor = together ? (asked - of(onRoad)) / of((sector) => !onRoad(sector)) : wanted;
  const taken = Math.max(0, Math.min(furthest, factor));
  for (const sector of parent.members("sector"))
    if (together ? !onRoad(sector) : industry.has(sector)) scale(energy, sector, "electricity", taken);
  note(
    moves,
    "electricity",
    taken,
    asked,
    of(() => true),
  );
}
