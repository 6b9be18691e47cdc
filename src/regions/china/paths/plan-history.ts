import type { TableRow } from "../../table-row.ts";
import { totalEnergy } from "../balance/energy-total.ts";
import { electricityUse, tradeOf } from "../balance/imports.ts";
import type { ReferenceYear } from "../balance/reconstruct.ts";
import { capacityOf } from "../capacity.ts";
import { realGdp } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";

/**
 * Past values of what plans are judged by, to the year before the base year: energy, electricity trade, capacities,
 * intensities, vehicles and forest. Emissions by boundary end with the last CEADs year, so that the step to the base
 * year's account stays visible; only the reconstructed year's intensity is given.
 */
export function planHistory(
  sources: Sources,
  past: readonly PastYear[],
  references: readonly ReferenceYear[],
  baseYear: number,
): TableRow[] {
  const rows: TableRow[] = [];
  const add = (
    id: string,
    members: string,
    year: number,
    value: number | undefined,
    unit: string,
    source: string,
    estimated = "",
  ): void => {
    if (value !== undefined) rows.push({ id, members, year, value, unit, source, estimated });
  };
  const before = baseYear - 1;
  const firstYear = past[0].year;
  add("population", "", before, hundredth(sources.activity("population", before)), "1e6 person", "nbs_pik");
  add("gdp", "", before, realGdp(sources, before), "1e8 CNY/yr", "nbs_pik");
  add(
    "electricity_use",
    "",
    before,
    tradeOf(sources, before).use,
    "TW*h/yr",
    electricityUse(sources, before).source,
    electricityUse(sources, before).estimated,
  );

  for (let year = firstYear; year < baseYear; year++) {
    const trade = tradeOf(sources, year);
    const rule = trade.estimated || "use less generation";
    add(
      "electricity_supplied",
      "",
      year,
      trade.use,
      "TW*h/yr",
      electricityUse(sources, year).source,
      electricityUse(sources, year).estimated || "electricity use",
    );
    add(
      "net_imports",
      "",
      year,
      trade.netImports,
      "TW*h/yr",
      `${electricityUse(sources, year).source}; cpsy_gcam`,
      rule,
    );
    const energy = year <= before ? totalEnergy(sources, year) : undefined;
    if (energy !== undefined) {
      add("primary_energy", "", year, energy.value, "Mtce/yr", energy.source, energy.estimated);
      add(
        "energy_intensity",
        "",
        year,
        perTenThousand(energy.value, sources, year),
        "tce/(10000 CNY)",
        `${energy.source}; nbs_pik`,
        "total energy over real GDP at 2020 prices",
      );
    }
    const vehicles = sources.activity("civil_vehicles", year);
    add(
      "vehicles_in_use",
      "car",
      year,
      vehicles === undefined ? undefined : (vehicles / 100) * sources.constant("cars_in_vehicles"),
      "1e6 vehicle",
      "nbs_vehicles",
      "civil vehicles times the national part of passenger cars",
    );
    add("capacity_coal", "", year, sources.capacity("coal", year), "GW", "gem_coal", "units of 30 MW and more");
    add("capacity_solar", "", year, sources.capacity("solar", year), "GW", "pik_capacity");
    const tracked = (sources.capacity("wind_onshore", year) ?? 0) + (sources.capacity("wind_offshore", year) ?? 0);
    const wind = sources.capacity("wind", year);
    if (wind !== undefined) add("capacity_wind", "", year, wind, "GW", "cepy_wind");
    else if (tracked > 0) add("capacity_wind", "", year, tracked, "GW", "gem_wind", "farms of 10 MW and more");
  }
  const nuclear = capacityOf(sources, "nuclear", before);
  add("capacity", "nuclear", before, nuclear?.value, "GW", nuclear?.source ?? "", nuclear?.estimated);
  const pumped = sources.published("capacity_pumped", before);
  add("storage_capacity", "pumped", before, pumped?.value, "GW", pumped?.source ?? "", pumped?.estimated);

  addPublished(sources, baseYear, "nonfossil_share", "nonfossil_share", 0.01, "1", add);
  addPublished(sources, baseYear, "forest_stock", "forest_stock", 1, "1e6 m^3", add);
  addPublished(sources, baseYear, "forest_cover", "forest_cover", 0.01, "1", add);
  addPublished(sources, baseYear, "coal_physical", "coal_physical", 1, "Mt/yr", add);
  const coal = sources.published("coal_physical", before)?.value;
  const energy = totalEnergy(sources, before);
  if (coal !== undefined && energy !== undefined) {
    add(
      "coal_share",
      "",
      before,
      (coal * sources.constant("kgce_per_kg_raw_coal")) / energy.value,
      "1",
      `${sources.published("coal_physical", before)?.source}; ${energy.source}`,
      "physical coal at the value of average raw coal over total energy",
    );
  }

  const first = references.find((reference) => reference.year === 2005);
  for (const reference of references) {
    if (reference.year > past[past.length - 1].year)
      add(
        "carbon_intensity",
        "assessed",
        reference.year,
        reference.carbonIntensity,
        "tCO2/(10000 CNY)",
        "cesy_2022; mee_grid",
        reference.rule,
      );
    if (first !== undefined && reference.year > first.year) {
      add(
        "carbon_intensity_reduction",
        "y2005",
        reference.year,
        1 - reference.carbonIntensity / first.carbonIntensity,
        "1",
        "ceads; cesy_2022; mee_grid",
        reference.rule,
      );
    }
  }
  for (const year of past) {
    const rule = `net imports at the regional grid factor${year.estimated === "" ? "" : `; ${year.estimated}`}`;
    add(
      "carbon_intensity",
      "assessed",
      year.year,
      perTenThousand(year.assessed, sources, year.year),
      "tCO2/(10000 CNY)",
      "ceads; mee_grid",
      rule,
    );
    const population = sources.activity("population", year.year);
    if (population !== undefined)
      add(
        "emissions_per_head",
        "assessed",
        year.year,
        year.assessed / (population / 100),
        "tCO2/person/yr",
        "ceads; nbs_pik",
        rule,
      );
  }
  return rows;
}

function addPublished(
  sources: Sources,
  lastYear: number,
  variable: string,
  id: string,
  factor: number,
  unit: string,
  add: (
    id: string,
    members: string,
    year: number,
    value: number | undefined,
    unit: string,
    source: string,
    estimated?: string,
  ) => void,
): void {
  for (const year of sources.publishedYears(variable)) {
    if (year > lastYear) continue;
    const fact = sources.published(variable, year);
    if (fact !== undefined) add(id, "", year, fact.value * factor, unit, fact.source, fact.estimated);
  }
}

function perTenThousand(million: number, sources: Sources, year: number): number {
  return (million * 1e6) / (realGdp(sources, year) * 1e4);
}

function hundredth(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value / 100;
}
