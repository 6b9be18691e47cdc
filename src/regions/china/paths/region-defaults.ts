import type { Model } from "../../../engine/language/model.ts";
import { joined, ruled, type Stated, stated, type TableRow, tableWriter } from "../../stated.ts";
import { ownCleanShare } from "../balance/accounts.ts";
import type { ElectricityBalance } from "../balance/electricity.ts";
import { total } from "../balance/grid.ts";
import type { Inventory } from "../balance/inventory.ts";
import { biomassGeneration } from "../balance/thermal-power.ts";
import { capacityOf, solarOf, windOf } from "../capacity.ts";
import { oilCapacity } from "../capacity-table.ts";
import { pastCo2 } from "../history.ts";
import type { Sources } from "../sources.ts";

/** Gases and what must be given before one is computed. */
const gasNeeds: Readonly<Record<string, readonly string[]>> = {
  ch4: ["base_rice_area", "base_herd", "base_landfilled"],
  n2o: ["base_fertiliser", "base_herd"],
  f_gas: ["refrigerant_bank"],
};

/** Writes a value unless the region's own rows give the cell. */
type Put = (path: string, value: Stated | undefined, year?: number) => void;

/** What the defaults are made of. */
interface Known {
  readonly sources: Sources;
  readonly inventory: Inventory;
  readonly electricity: ElectricityBalance;
  /** Full-load hours of the base year. */
  readonly hours: ReadonlyMap<string, Stated>;
  /** The ids that region_parameters.csv gives, alone and with members. */
  readonly given: ReadonlySet<string>;
}

/** A judgement of the data step that rests on no row. */
function judged(value: number, unit: string, rule: string): Stated {
  return { value, unit, source: "judgement", rule };
}

/** Parameters of the region that no row of region_parameters.csv gives, each by its rule. */
export function regionDefaults(known: Known, model: Model): TableRow[] {
  const { sources, inventory, electricity, given } = known;
  const { base } = sources.years;
  const table = tableWriter(model);
  const put: Put = (path, value, year) => {
    if (!given.has(path)) table.put(path, year, value);
  };
  putHours(known, put);
  const peak = sources.constant("peak_load_hours");
  put(
    "base_peak_load",
    stated((electricity.totalUse.value / peak.value) * 1000, "GW", [peak], `electricity use over ${peak.value} h`, [
      electricity.totalUse,
    ]),
  );
  if (electricity.exports.value > electricity.grossImports.value) {
    const rule = "a net exporter sends out its own mix: non-fossil part of its generation";
    const generated = [...electricity.generation.values()];
    put("clean_export_share", stated(ownCleanShare(electricity.generation), "1", generated, rule), base);
  }
  for (const [carrier, value] of fuelProduction(sources)) put(`base_production.${carrier}`, value);
  const supplied = total(inventory.heat.values());
  for (const [source, heat] of inventory.heat)
    if (source !== "coal_chp" && supplied > 0)
      put(`new_heat_share.${source}`, stated(heat.value / supplied, "1", [heat], "new heat supply as the stock"), base);
  if (!given.has("growth_delta.data_centres"))
    for (const year of sources.constantYears("data_centre_growth"))
      put("growth_delta.data_centres", sources.constant("data_centre_growth", year), year);
  putCement(sources, put);
  putSteel(known, put);
  const hydro = capacityOf(sources, "hydro", base);
  if (hydro !== undefined && hydro.value > 0) {
    const ratio = sources.constant("hydro_potential_ratio");
    const rule = "what stands and a part more; order of magnitude";
    put("capacity_potential.hydro", stated(hydro.value * ratio.value, hydro.unit, [ratio], rule, [hydro]));
  }
  if (!given.has("reference_new_renewables")) put("reference_new_renewables", pastRenewables(known));
  for (const [gas, needs] of Object.entries(gasNeeds)) {
    if (needs.every((id) => given.has(id))) continue;
    const rule = `no data of ${needs.join(", ")}: the gas is left out and the boundary of all gases is partial`;
    put(`gas_available.${gas}`, judged(0, "1", rule));
  }
  put("sink_available.engineered", judged(1, "1", "no data needed"));
  put("published_primary_energy", sources.published("energy_total", base));
  return table.rows;
}

/** Limits of the hours of coal, gas and oil plants. */
function putHours({ sources, electricity, hours }: Known, put: Put): void {
  const { base } = sources.years;
  const margin = sources.constant("hours_margin");
  const more = `${margin.value * 100} %`;
  for (const plant of ["coal", "gas"] as const) {
    const implied = hours.get(plant);
    if (implied === undefined || implied.value === 0) continue;
    const own = Math.min(8000, implied.value * (1 + margin.value));
    const [part, nations] = [sources.constant("reserve_fleet_hours"), sources.constant("hours_coal")];
    const reserve = plant === "coal" && implied.value < part.value * nations.value;
    const limit = sources.parameter("maximum_hours", plant);
    const rule = reserve
      ? `${more} above the hours of ${base}: below ${part.value} of the nation's the fleet stands in reserve`
      : own > limit.value
        ? `${more} above the hours of ${base}, more than the nation's`
        : "the nation's";
    const most = reserve ? own : Math.max(limit.value, own);
    put(`maximum_hours.${plant}`, stated(most, "h/yr", [margin], rule, [implied, limit]));
    if (reserve) put(`minimum_hours.${plant}`, judged(0, "h/yr", "the fleet stands in reserve"), base);
  }
  const kept = sources.constant("gas_hours_kept");
  const least = (of: Stated, rule: string): Stated =>
    stated(of.value * kept.value, "h/yr", [kept], `${kept.value} of the hours of ${rule}`, [of]);
  const gas = hours.get("gas");
  if (gas !== undefined && gas.value > 0) put("minimum_hours.gas", least(gas, `${base}: contracts, peaking, heat`));
  const oil = oilCapacity(sources, electricity, hours);
  if (oil === undefined) return;
  const own = hours.get("coal");
  const like = own ?? sources.constant("hours_coal");
  put("minimum_hours.oil", least(like, own === undefined ? "coal of the nation" : `coal in ${base}`));
  put("planned_capacity.oil", ruled({ ...oil, rule: "" }, "held"), base);
}

/** Fuel extracted in the base year by carrier. */
export function fuelProduction(sources: Sources): Map<string, Stated> {
  const result = new Map<string, Stated>();
  for (const { name, kind, carrier } of sources.materials) {
    if (kind !== "fuel" || !["Coal Raw", "Crude Oil", "Natural Gas"].includes(name)) continue;
    const mined = sources.balance(name, "Indigenous Production");
    if (mined.value > 0) result.set(carrier, ruled(mined, "held after the base year: extraction follows no plan here"));
  }
  return result;
}

/** Renewable electricity of the year before the base year by coal equivalent, from its capacities at the base year's hours. */
function pastRenewables({ sources, electricity, hours }: Known): Stated {
  const { base } = sources.years;
  const year = base - 1;
  const generated = (plant: string): number => electricity.generation.get(plant)?.value ?? 0;
  const part = (all: Stated | undefined, kinds: readonly string[]): number => {
    const now = kinds.reduce((sum, kind) => sum + generated(kind), 0);
    const standing = kinds.reduce((sum, kind) => {
      const at = hours.get(kind)?.value ?? 0;
      return sum + (at === 0 ? 0 : generated(kind) / at);
    }, 0);
    return standing === 0 ? 0 : Math.min(now, ((all?.value ?? 0) * now) / standing / 1000);
  };
  const [wind, solar, biomass] = [windOf(sources, year), solarOf(sources, year), biomassGeneration(sources, year)];
  const twh =
    generated("hydro") +
    part(wind, ["wind_onshore", "wind_offshore"]) +
    part(solar, ["solar_utility", "solar_distributed"]) +
    biomass.value;
  const rate = sources.constant("gce_per_kwh", year);
  const hydro = electricity.generation.get("hydro");
  return stated(
    twh * rate.value,
    "Mtce/yr",
    [hydro, wind, solar, biomass].filter((fact) => fact !== undefined),
    joined([
      `${year}: hydro as in ${base}, wind and solar capacity at the hours of ${base}`,
      `biomass power ${biomass.rule === "" ? "as published" : biomass.rule}`,
    ]),
    [rate],
  );
}

/** Output of cement and clinker, and process CO2, by the factors of CEADs. */
function putCement(sources: Sources, put: Put): void {
  const { base } = sources.years;
  const last = Math.max(...sources.ceads.keys());
  const { process: past } = pastCo2(sources, last);
  if (past.value <= 0) return;
  const [perCement, perClinker] = [sources.constant("ceads_cement_factor"), sources.constant("clinker_process_factor")];
  const then = past.value / perCement.value;
  const own = sources.published("cement_output", base);
  const cement =
    own ??
    stated(
      then,
      "Mt/yr",
      [past],
      `process CO2 of CEADs of ${last} over ${perCement.value} t per tonne, held to ${base}`,
      [perCement],
    );
  put("base_output.cement", cement);
  const moved = `CEADs process factor per tonne of cement times the cement of ${base}`;
  const rule = own === undefined ? `process CO2 of CEADs of ${last}, held` : moved;
  const process = stated(
    past.value * (cement.value / then),
    past.unit,
    own === undefined ? [past] : [past, own],
    rule,
    [perCement],
  );
  const clinker = stated(process.value / perClinker.value, "Mt/yr", [process], `${rule}; over the clinker factor`, [
    perClinker,
  ]);
  put("base_output.clinker", clinker);
  put("inventory_process.clinker", process);
  put("clinker_ratio", stated(clinker.value / cement.value, "1", [clinker, cement], "as in the base year"), base);
}

/** Output of crude steel and its part from scrap, by the coke that the sector burns where it is not published. */
function putSteel({ sources, inventory, given }: Known, put: Put): void {
  const { base } = sources.years;
  const published = sources.published("steel_output", base);
  const coke = inventory.energy.get("steel")?.get("coke");
  const perTonne = sources.constant("coke_per_steel");
  if (published === undefined && (coke === undefined || coke.value <= 0)) return;
  const blown = (coke?.value ?? 0) / perTonne.value;
  const words = `coke of the steel sector over ${perTonne.value} tce per tonne`;
  put(
    "base_output.crude_steel",
    published ?? stated(blown, "Mt/yr", coke === undefined ? [] : [coke], words, [perTonne]),
  );
  if (given.has("base_route_share.scrap_eaf")) return;
  const steel = published?.value ?? 0;
  const share = stated(
    steel === 0 ? 0 : Math.min(1, Math.max(0, 1 - blown / steel)),
    "1",
    [perTonne],
    published === undefined
      ? "none: steel is reckoned from the coke of the sector"
      : `crude steel less what the coke of the sector makes at ${perTonne.value} tce per tonne`,
    [...(published === undefined ? [] : [published]), ...(coke === undefined ? [] : [coke])],
  );
  put("base_route_share.scrap_eaf", share);
  put("new_route_share.scrap_eaf", { ...share, rule: "held at the stock" }, base);
}
