import { judged, ruled, type Stated, stated, type TableWriter } from "../../stated.ts";
import { ownCleanShare } from "../balance/accounts.ts";
import { total } from "../balance/grid.ts";
import type { BaseYear } from "../balance/inventory.ts";
import { biomassGeneration } from "../balance/thermal-power.ts";
import { bothKinds, capacityOf } from "../capacity.ts";
import { oilCapacity } from "../capacity-table.ts";
import { pastCo2 } from "../history.ts";
import { meanCapacity, type PowerYear, type Standing } from "../observed-power.ts";
import { outputOf } from "../observed-table.ts";
import type { Sources } from "../sources.ts";

/** Gases and what must be given before one is computed. */
const gasNeeds: Readonly<Record<string, readonly string[]>> = {
  ch4: ["base_rice_area", "base_herd", "base_landfilled"],
  n2o: ["base_fertiliser", "base_herd"],
  f_gas: ["refrigerant_bank"],
};

/** What the defaults are made of. */
interface Known extends BaseYear {
  /** Full-load hours of the base year. */
  readonly hours: ReadonlyMap<string, Stated>;
  /** The electricity of the observed years, and capacity at the end of a year. */
  readonly power: readonly PowerYear[];
  readonly standing: Standing;
  /** Output of the base year by product, Mt. */
  readonly outputs: ReadonlyMap<string, number>;
  /** The ids that region_parameters.csv gives, alone and with members. */
  readonly given: ReadonlySet<string>;
}

/** Parameters of the region that no row of region_parameters.csv gives, each by its rule. */
export function putRegionDefaults(known: Known, table: TableWriter): void {
  const { sources, inventory, electricity, given } = known;
  const { base } = sources.years;
  const put: TableWriter["put"] = (path, year, value) => {
    if (!given.has(path)) table.put(path, year, value);
  };
  putHours(known, put);
  const peak = sources.constant("peak_load_hours");
  const { totalUse, generation, exports, grossImports } = electricity;
  const load = `electricity use over ${peak.value} h`;
  put("base_peak_load", undefined, stated((totalUse.value / peak.value) * 1000, "GW", [peak], load, [totalUse]));
  if (exports.value > grossImports.value) {
    const rule = "a net exporter sends out its own mix: non-fossil part of its generation";
    put("clean_export_share", base, stated(ownCleanShare(generation), "1", [...generation.values()], rule));
  }
  for (const [carrier, value] of fuelProduction(sources)) put(`base_production.${carrier}`, undefined, value);
  const supplied = total(inventory.heat.values());
  for (const [source, heat] of inventory.heat)
    if (source !== "coal_chp" && supplied > 0)
      put(`new_heat_share.${source}`, base, stated(heat.value / supplied, "1", [heat], "new heat supply as the stock"));
  for (const year of sources.constantYears("data_centre_growth"))
    table.putRanged("growth_delta.data_centres", year, sources.constant("data_centre_growth", year));
  putCement(sources, put);
  putSteel(known, put);
  putAluminium(known, put);
  const hydro = capacityOf(sources, "hydro", base);
  if (hydro !== undefined && hydro.value > 0) {
    const ratio = sources.constant("hydro_potential_ratio");
    const rule = "what stands and a part more; order of magnitude";
    put("capacity_potential.hydro", undefined, stated(hydro.value * ratio.value, hydro.unit, [ratio], rule, [hydro]));
  }
  put("reference_new_renewables", undefined, pastRenewables(known));
  for (const [gas, needs] of Object.entries(gasNeeds)) {
    if (needs.every((id) => given.has(id))) continue;
    const rule = `no data of ${needs.join(", ")}: the gas is left out and the boundary of all gases is partial`;
    put(`gas_available.${gas}`, undefined, judged(0, "1", rule));
  }
  put("sink_available.engineered", undefined, judged(1, "1", "no data needed"));
  put("published_primary_energy", undefined, sources.published("energy_total", base));
}

/**
 * Limits of the hours of coal, gas and oil plants: at most what the fleet has run in observed years, or the nation's; gas
 * at least what it ran (contracts, peaking, heat), after the observed years as in the last one, and oil what coal ran.
 */
function putHours(known: Known, put: TableWriter["put"]): void {
  const { sources, power, standing } = known;
  const { base, lastObserved } = sources.years;
  const ran = (plant: string): { year: number; hours: Stated }[] =>
    power.flatMap(({ year, generation }) => {
      const [generated, mean] = [generation.get(plant), meanCapacity(standing, plant, year)];
      if (generated === undefined || mean === undefined || mean.value === 0) return [];
      const from = [generated, standing(plant, year - 1), standing(plant, year)];
      const hours = stated((generated.value / mean.value) * 1000, "h/yr", from, "generation over mean capacity");
      return [{ year, hours }];
    });
  for (const plant of ["coal", "gas"]) {
    const years = ran(plant);
    if (years.length === 0) continue;
    const limit = sources.parameter("maximum_hours", plant);
    const highest = years.reduce((so, of) => (of.hours.value > so.hours.value ? of : so));
    const above = highest.hours.value > limit.value;
    const rule = above ? `the most that the fleet ran in ${base}-${lastObserved}, in ${highest.year}` : "the nation's";
    put(`maximum_hours.${plant}`, undefined, above ? { ...highest.hours, rule } : { ...limit, rule });
  }
  const gas = ran("gas");
  for (const { year, hours } of gas) put("minimum_hours.gas", year, hours);
  const last = gas.at(-1);
  if (last !== undefined) {
    const rule = `as in ${last.year}, until a plan changes contracts, peaking and heat`;
    put("minimum_hours.gas", lastObserved + 1, ruled(last.hours, rule));
  }
  const coal = known.hours.get("coal");
  const oil = oilCapacity(known, known.hours);
  if (oil === undefined) return;
  const like = coal ?? sources.constant("hours_coal");
  put(
    "minimum_hours.oil",
    undefined,
    ruled({ ...like, rule: "" }, `hours of coal${coal === undefined ? " of the nation" : ` in ${base}`}`),
  );
  put("planned_capacity.oil", base, { ...oil, rule: "held" });
}

/** Fuel extracted in the base year by carrier. */
export function fuelProduction(sources: Sources): Map<string, Stated> {
  const result = new Map<string, Stated>();
  for (const { name, kind, carrier } of sources.materials) {
    if (kind !== "fuel" || !["Coal Raw", "Crude Oil", "Natural Gas"].includes(name)) continue;
    const mined = sources.balance(name, "Indigenous Production");
    if (mined.value > 0) result.set(carrier, mined);
  }
  return result;
}

/** Aluminium: the nation's cap on capacity, where capacity stands, and the part of the branch's energy that its smelters take. */
function putAluminium({ sources, inventory, outputs }: Known, put: TableWriter["put"]): void {
  const { lastObserved } = sources.years;
  const base = outputs.get("aluminium") ?? 0;
  const last = base > 0 ? outputOf(sources, "aluminium_output", lastObserved, base) : undefined;
  if (last === undefined) return;
  const [cap, made] = [sources.constant("aluminium_cap"), sources.constant("aluminium_output", lastObserved)];
  const rule = `output of ${lastObserved} times the nation's cap of ${cap.value} over its output of ${made.value}: capacity stays where it stands`;
  const part = stated((last.value * cap.value) / made.value, last.unit, [last, cap], rule, [made]);
  put("output_ceiling.aluminium", undefined, part);
  const [each, mtce] = [sources.constant("aluminium_electricity"), sources.constant("electricity_mtce_per_twh")];
  const energy = total(inventory.energy.get("nonferrous")?.values() ?? []);
  const smelted = (base * each.value * mtce.value) / 1000;
  const words = "electricity of smelters over the energy of the branch";
  put("aluminium_energy_share", undefined, stated(Math.min(1, smelted / energy), "1", [each], words, [mtce]));
}

/** Renewable electricity of the year before the base year by coal equivalent, from its capacities at the base year's hours. */
function pastRenewables({ sources, electricity, hours }: Known): Stated {
  const { base } = sources.years;
  const year = base - 1;
  const generated = (plant: string): number => electricity.generation.get(plant)?.value ?? 0;
  const part = (all: Stated | undefined, kinds: readonly string[]): number => {
    const now = total(kinds.map(generated));
    const running = kinds.filter((kind) => (hours.get(kind)?.value ?? 0) !== 0);
    const standing = total(running.map((kind) => generated(kind) / (hours.get(kind)?.value ?? 0)));
    return standing === 0 ? 0 : Math.min(now, ((all?.value ?? 0) * now) / standing / 1000);
  };
  const [wind, solar, biomass] = [
    bothKinds(sources, "wind", year),
    bothKinds(sources, "solar", year),
    biomassGeneration(sources, year),
  ];
  const onAndOff = part(wind, ["wind_onshore", "wind_offshore"]);
  const twh = generated("hydro") + onAndOff + part(solar, ["solar_utility", "solar_distributed"]) + biomass.value;
  const rate = sources.constant("gce_per_kwh", year);
  const hydro = electricity.generation.get("hydro");
  const rule = [
    `${year}: hydro as in ${base}, wind and solar capacity at the hours of ${base}`,
    `biomass power ${biomass.rule === "" ? "as published" : biomass.rule}`,
  ];
  return stated(twh * rate.value, "Mtce/yr", [hydro, wind, solar, biomass], rule, [rate]);
}

/** Output of cement and clinker, and process CO2, by the factors of CEADs. */
function putCement(sources: Sources, put: TableWriter["put"]): void {
  const { base } = sources.years;
  const last = Math.max(...sources.ceads.keys());
  const { process: past } = pastCo2(sources, last);
  if (past.value <= 0) return;
  const [perCement, perClinker] = [sources.constant("ceads_cement_factor"), sources.constant("clinker_process_factor")];
  const then = past.value / perCement.value;
  const published = sources.published("cement_output", base);
  const derived = `process CO2 of CEADs of ${last} over ${perCement.value} t per tonne, held to ${base}`;
  const cement = published ?? stated(then, "Mt/yr", [past], derived, [perCement]);
  put("base_output.cement", undefined, cement);
  const moved = `CEADs process factor per tonne of cement times the cement of ${base}`;
  const rule = published === undefined ? `process CO2 of CEADs of ${last}, held` : moved;
  const process = stated(past.value * (cement.value / then), past.unit, [past, published], rule, [perCement]);
  const over = `${rule}; over the clinker factor`;
  const clinker = stated(process.value / perClinker.value, "Mt/yr", [process], over, [perClinker]);
  put("base_output.clinker", undefined, clinker);
  put("inventory_process.clinker", undefined, process);
  put("clinker_ratio", base, stated(clinker.value / cement.value, "1", [clinker, cement], "as in the base year"));
}

/** Output of crude steel and its part from scrap, by the coke that the sector burns where it is not published. */
function putSteel({ sources, inventory, given }: Known, put: TableWriter["put"]): void {
  const { base } = sources.years;
  const published = sources.published("steel_output", base);
  const coke = inventory.energy.get("steel")?.get("coke");
  const perTonne = sources.constant("coke_per_steel");
  if (published === undefined && (coke === undefined || coke.value <= 0)) return;
  const blown = (coke?.value ?? 0) / perTonne.value;
  const words = `coke of the steel sector over ${perTonne.value} tce per tonne`;
  put("base_output.crude_steel", undefined, published ?? stated(blown, "Mt/yr", [coke], words, [perTonne]));
  if (given.has("base_route_share.scrap_eaf")) return;
  const steel = published?.value ?? 0;
  const scrap = steel === 0 ? 0 : Math.min(1, Math.max(0, 1 - blown / steel));
  const rule =
    published === undefined
      ? "none: steel is reckoned from the coke of the sector"
      : `crude steel less what the coke of the sector makes at ${perTonne.value} tce per tonne`;
  const share = stated(scrap, "1", [perTonne], rule, [published, coke]);
  put("base_route_share.scrap_eaf", undefined, share);
  put("new_route_share.scrap_eaf", base, { ...share, rule: "held at the stock" });
}
