import type { TableRow } from "../../table-row.ts";
import { ownCleanShare } from "../balance/accounts.ts";
import { biomassGeneration, type ElectricityBalance } from "../balance/electricity.ts";
import { cellOf } from "../balance/grid.ts";
import type { Inventory } from "../balance/inventory.ts";
import { capacityOf, solarOf, windOf } from "../capacity.ts";
import { pastYear } from "../history.ts";
import type { Sources } from "../sources.ts";

/** Gases and what must be given before one is computed. */
const gasNeeds: Readonly<Record<string, readonly string[]>> = {
  ch4: ["base_rice_area", "base_herd", "base_landfilled"],
  n2o: ["base_fertiliser", "base_herd"],
  f_gas: ["refrigerant_bank"],
};

/**
 * Parameters of the region that no row of region_parameters.csv gives, each by its rule. `given` holds the ids that are
 * given there, alone and with members; `hours` the full-load hours of the base year.
 */
export function regionDefaults(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  hours: ReadonlyMap<string, number>,
  given: ReadonlySet<string>,
  baseYear: number,
): TableRow[] {
  const rows: TableRow[] = [];
  const add = (
    id: string,
    members: string,
    value: number,
    unit: string,
    source: string,
    estimated: string,
    year?: number,
  ): void => {
    if (given.has(members === "" ? id : `${id}.${members}`)) return;
    rows.push({ id, members, year, value, unit, source, estimated });
  };

  const margin = sources.constant("hours_margin");
  for (const plant of ["coal", "gas"] as const) {
    const implied = hours.get(plant);
    if (implied === undefined || implied === 0) continue;
    const own = Math.min(8000, implied * (1 + margin));
    const reserve =
      plant === "coal" && implied < sources.constant("reserve_fleet_hours") * sources.constant("hours_coal");
    const most = reserve ? own : Math.max(sources.parameter("maximum_hours", plant), own);
    const rule = reserve
      ? `a tenth above the hours of ${baseYear}: below half of the nation's the fleet stands in reserve`
      : `the nation's, or a tenth above the hours of ${baseYear}`;
    add("maximum_hours", plant, most, "h/yr", "judgement", rule);
    if (reserve) add("minimum_hours", plant, 0, "h/yr", "judgement", "the fleet stands in reserve", baseYear);
  }
  const kept = sources.constant("gas_hours_kept");
  const gas = hours.get("gas");
  if (gas !== undefined && gas > 0)
    add(
      "minimum_hours",
      "gas",
      gas * kept,
      "h/yr",
      "judgement",
      `${kept} of the hours of ${baseYear}: contracts, peaking, heat`,
    );
  const oil = electricity.generation.get("oil") ?? 0;
  if (oil > 0.0005) {
    const oilHours = hours.get("coal") ?? sources.constant("hours_coal");
    add("minimum_hours", "oil", oilHours * kept, "h/yr", "judgement", `${kept} of the hours of ${baseYear}`);
    add("planned_capacity", "oil", (oil / oilHours) * 1000, "GW", "cesy_2022", "held", baseYear);
  }
  const peak = sources.constantFact("peak_load_hours");
  add(
    "base_peak_load",
    "",
    (electricity.totalUse / peak.value) * 1000,
    "GW",
    peak.source,
    `electricity use over ${peak.value} h`,
  );

  if (electricity.exports > electricity.grossImports)
    add(
      "clean_export_share",
      "",
      ownCleanShare(electricity),
      "1",
      "cesy_2022; cpsy_gcam",
      "a net exporter sends out its own mix: non-fossil part of its generation",
      baseYear,
    );
  for (const [carrier, mtce] of fuelProduction(sources))
    add(
      "base_production",
      carrier,
      mtce,
      "Mtce/yr",
      "cesy_2022",
      "held after the base year: extraction follows no plan here",
    );

  for (const [source, share] of stockShares(inventory.heat)) {
    if (source !== "coal_chp")
      add("new_heat_share", source, share, "1", "cesy_2022", "new heat supply as the stock", baseYear);
  }
  for (const year of [2022, 2030, 2040]) {
    if (given.has("growth_delta.data_centres")) break;
    const fact = sources.constantFact(`data_centre_growth_${year}`);
    add("growth_delta", "data_centres", fact.value, "1/yr", fact.source, fact.estimated, year);
  }
  addIndustry(sources, inventory, given, baseYear, add);
  if (!given.has("reference_new_renewables"))
    add(
      "reference_new_renewables",
      "",
      renewables(sources, electricity, hours, baseYear - 1) * sources.constant(`gce_per_kwh_${baseYear - 1}`),
      "Mtce/yr",
      "cesy_2022; pik_capacity; cepy_wind",
      `${baseYear - 1}: hydro as in ${baseYear}, wind and solar capacity at the hours of ${baseYear}, biomass power moved with the nation's`,
    );
  for (const [gasName, needs] of Object.entries(gasNeeds)) {
    if (needs.every((id) => given.has(id))) continue;
    add(
      "gas_available",
      gasName,
      0,
      "1",
      "judgement",
      `no data of ${needs.join(", ")}: the gas is left out and the boundary of all gases is partial`,
    );
  }
  add("sink_available", "engineered", 1, "1", "judgement", "no data needed");
  const total = sources.published("energy_total", baseYear);
  if (total !== undefined) add("published_primary_energy", "", total.value, "Mtce/yr", total.source, total.estimated);
  return rows;
}

/** Fuel extracted in the base year by carrier, Mtce. */
export function fuelProduction(sources: Sources): Map<string, number> {
  const result = new Map<string, number>();
  for (const material of sources.materials) {
    if (material.kind !== "fuel" || !["Coal Raw", "Crude Oil", "Natural Gas"].includes(material.name)) continue;
    const mtce = sources.balance.get(material.name)?.get("Indigenous Production") ?? 0;
    if (mtce > 0) result.set(material.carrier, mtce);
  }
  return result;
}

function stockShares(values: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...values.values()].reduce((a, b) => a + b, 0);
  return new Map(total === 0 ? [] : [...values].map(([name, value]) => [name, value / total]));
}

/** Renewable electricity of the year, TWh, from capacities at the base year's hours. */
function renewables(
  sources: Sources,
  electricity: ElectricityBalance,
  hours: ReadonlyMap<string, number>,
  year: number,
): number {
  const part = (total: number | undefined, kinds: readonly string[]): number => {
    const now = kinds.reduce((sum, kind) => sum + (electricity.generation.get(kind) ?? 0), 0);
    const standing = kinds.reduce((sum, kind) => {
      const at = hours.get(kind) ?? 0;
      return sum + (at === 0 ? 0 : (electricity.generation.get(kind) ?? 0) / at);
    }, 0);
    return standing === 0 ? 0 : Math.min(now, ((total ?? 0) * now) / standing / 1000);
  };
  return (
    (electricity.generation.get("hydro") ?? 0) +
    part(windOf(sources, year)?.value, ["wind_onshore", "wind_offshore"]) +
    part(solarOf(sources, year)?.value, ["solar_utility", "solar_distributed"]) +
    biomassGeneration(sources, year)
  );
}

/** Output of cement, clinker and steel, and process CO2, where the region's own rows do not give them. */
function addIndustry(
  sources: Sources,
  inventory: Inventory,
  given: ReadonlySet<string>,
  baseYear: number,
  add: (
    id: string,
    members: string,
    value: number,
    unit: string,
    source: string,
    estimated: string,
    year?: number,
  ) => void,
): void {
  const last = Math.max(...sources.ceads.keys());
  const then = pastYear(sources, last).process;
  const published = (variable: string, year: number): number | undefined => sources.published(variable, year)?.value;
  if (then > 0) {
    const cementFactor = sources.constant("ceads_cement_factor");
    const clinkerFactor = sources.constant("clinker_process_factor");
    const cementNow = published("cement_output", baseYear);
    const cementThen = then / cementFactor;
    const cement = cementNow ?? cementThen;
    const process = then * (cement / cementThen);
    const source = sources.published("cement_output", baseYear)?.source ?? "ceads";
    const rule =
      cementNow === undefined
        ? `process CO2 of CEADs of ${last} over ${cementFactor} t per tonne, held to ${baseYear}`
        : sources.published("cement_output", baseYear)?.estimated || "published";
    add("base_output", "cement", cement, "Mt/yr", source, rule === "published" ? "" : rule);
    add(
      "base_output",
      "clinker",
      process / clinkerFactor,
      "Mt/yr",
      "ceads",
      "cement times the CEADs process factor over the clinker factor",
    );
    add(
      "inventory_process",
      "clinker",
      process,
      "MtCO2/yr",
      "ceads",
      `CEADs process factor per tonne of cement times the cement of ${baseYear}`,
    );
    add("clinker_ratio", "", process / clinkerFactor / cement, "1", "ceads", "as in the base year", baseYear);
  }
  const steel = published("steel_output", baseYear);
  const coke = cellOf(inventory.energy, "steel", "coke");
  if (steel !== undefined || coke > 0) {
    const perTonne = sources.constant("coke_per_steel");
    const fact = sources.published("steel_output", baseYear);
    add(
      "base_output",
      "crude_steel",
      steel ?? coke / perTonne,
      "Mt/yr",
      fact?.source ?? "cesy_2022",
      fact?.estimated ?? `coke of the steel sector over ${perTonne} tce per tonne`,
    );
    if (!given.has("base_route_share.scrap_eaf")) {
      const share = steel === undefined || steel === 0 ? 0 : Math.min(1, Math.max(0, 1 - coke / perTonne / steel));
      add(
        "base_route_share",
        "scrap_eaf",
        share,
        "1",
        "judgement",
        `crude steel less what the coke of the sector makes at ${perTonne} tce per tonne`,
      );
      add("new_route_share", "scrap_eaf", share, "1", "judgement", "held at the stock", baseYear);
    }
  }
  const capacityHydro = capacityOf(sources, "hydro", baseYear);
  if (capacityHydro !== undefined && capacityHydro.value > 0 && !given.has("capacity_potential.hydro"))
    add(
      "capacity_potential",
      "hydro",
      capacityHydro.value * sources.constant("hydro_potential_ratio"),
      "GW",
      "judgement",
      "what stands and a part more; order of magnitude",
    );
}
