import type { TableRow } from "../table-row.ts";
import type { ElectricityBalance } from "./balance/electricity.ts";
import { biomassSource, ownUseRate } from "./balance/electricity.ts";
import { cellOf } from "./balance/grid.ts";
import { industrySectors } from "./balance/industry-split.ts";
import type { Inventory } from "./balance/inventory.ts";
import { growthFact, realGdp } from "./gdp.ts";
import type { Sources } from "./sources.ts";

const split = "industry split by sector: fuels by CEADs' newest year, electricity and heat by recalled shares";
const corrected = "petrol and diesel after the transport correction";
const byEfficiency =
  "thermal power of the balance: biomass by published output, gas and oil by fuel times stated efficiency, coal the rest";
const industry = new Set<string>(industrySectors);

/** Rule by which the sector's energy of the carrier was estimated, empty where the balance has it. */
function energyRule(sector: string, carrier: string): string {
  if (industry.has(sector)) return carrier === "oil" ? `${split}; ${corrected}` : split;
  if (sector.startsWith("road") && carrier === "electricity")
    return "charging: cars times distance times consumption, taken from homes and services";
  if (sector === "data_centres") return "national share of data centres in electricity use, taken from services";
  if (carrier === "oil") return corrected;
  if (carrier === "electricity" && (sector === "urban_homes" || sector === "services"))
    return "balance less charging of cars and, in services, data centres";
  return "";
}

/** Energy, inventory, heat, transformation and drivers of the base year. */
export function baseYearTable(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  year: number,
  standard: ReadonlyMap<string, number>,
): TableRow[] {
  const growth = growthFact(sources, year);
  const driver = (id: string, value: number, unit: string, source: string, estimated: string): TableRow => ({
    id,
    members: "",
    year: undefined,
    value,
    unit,
    source,
    estimated,
  });
  return [
    driver("base_population", (sources.activity("population", year) ?? Number.NaN) / 100, "1e6 person", "nbs_pik", ""),
    driver(
      "base_gdp",
      realGdp(sources, year),
      "1e8 CNY/yr",
      `nbs_pik; ${growth.source}`,
      `revised nominal value of 2020 chained by the real growth of ${year}${growth.estimated === "" ? "" : ` (${growth.estimated})`}`,
    ),
    ...balanceRows(sources, inventory, electricity, year, standard),
  ];
}

/** What the balance gives of the base year: energy, inventory, heat, transformation and electricity. */
export function balanceRows(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  year: number,
  standard: ReadonlyMap<string, number>,
): TableRow[] {
  const rows: TableRow[] = [];
  const add = (id: string, members: string, value: number, unit: string, source: string, estimated = ""): void => {
    rows.push({ id, members, year: undefined, value, unit, source, estimated });
  };
  const balance = "cesy_2022";
  const factors = "cesy_2022; cn_guideline";

  for (const [sector, cells] of inventory.energy) {
    for (const [carrier, mtce] of cells)
      add(
        "base_final_energy",
        `${sector}.${carrier}`,
        mtce,
        "Mtce/yr",
        industry.has(sector) ? "cesy_2022; ceads" : balance,
        energyRule(sector, carrier),
      );
  }
  for (const [sector, cells] of inventory.co2) {
    for (const [carrier, mt] of cells)
      add("inventory_fuel", `${sector}.${carrier}`, mt, "MtCO2/yr", factors, energyRule(sector, carrier));
  }
  for (const [carrier, mt] of inventory.powerCo2)
    add(
      "inventory_power",
      carrier,
      mt,
      "MtCO2/yr",
      factors,
      carrier === "coal" ? "oxidation of power boilers 0.98 (recalled); furnace gas carries no carbon of its own" : "",
    );
  for (const [carrier, mt] of inventory.heatCo2)
    add(
      "inventory_heat",
      carrier,
      mt,
      "MtCO2/yr",
      factors,
      carrier === "coal" ? "oxidation of boilers 0.98 (recalled)" : "",
    );
  for (const [name, mt] of inventory.transformationCo2)
    add(
      "inventory_transformation",
      name,
      mt,
      "MtCO2/yr",
      factors,
      name === "gas_works"
        ? "all carbon put in is emitted; the hydrogen made is not carried"
        : "carbon in less carbon out, not below 0",
    );
  for (const [sector, cells] of inventory.feedstock) {
    for (const [carrier, mtce] of cells) {
      add(
        "base_feedstock",
        `${sector}.${carrier}`,
        mtce,
        "Mtce/yr",
        balance,
        "non-energy use of the balance given to the sector that uses the material",
      );
      const emitted = cellOf(inventory.feedstockCo2, sector, carrier);
      if (emitted > 0) {
        add(
          "feedstock_emitted",
          `${sector}.${carrier}`,
          Math.min(1, emitted / (mtce * (standard.get(carrier) ?? Number.NaN))),
          "1",
          "judgement",
          "0.75 of the carbon of gasified coal, petroleum coke and gas, as part of all raw material of the carrier at its standard factor (at most 1)",
        );
      }
    }
  }
  for (const [source, cells] of inventory.heatFuel) {
    for (const [carrier, mtce] of cells)
      add(
        "base_heat_fuel",
        `${source}.${carrier}`,
        mtce,
        "Mtce/yr",
        balance,
        source === "coal_chp" ? "all coal of heating supply counted as CHP" : "",
      );
  }
  for (const [source, mtce] of inventory.heat)
    add(
      "base_heat",
      source,
      mtce,
      "Mtce/yr",
      balance,
      source === "recovered" ? "recovered heat less what gives power" : "heating supply split by fuel",
    );
  add("base_heat_loss", "", inventory.heatLoss, "Mtce/yr", balance);
  for (const [id, grid] of [
    ["base_transformation_input", inventory.transformationInput],
    ["base_transformation_output", inventory.transformationOutput],
  ] as const) {
    for (const [name, cells] of grid) {
      for (const [carrier, mtce] of cells)
        add(
          id,
          `${name}.${carrier}`,
          mtce,
          "Mtce/yr",
          balance,
          name === "refinery" && id.endsWith("input")
            ? "output over one less the loss; the balance leaves out products fed back"
            : "",
        );
    }
  }

  for (const [technology, twh] of electricity.generation) {
    if (twh === 0) continue;
    const thermal = ["biomass", "gas", "oil", "coal"].includes(technology);
    const rule = thermal
      ? byEfficiency
      : technology === "hydro"
        ? "hydro less the output of pumped storage (design hours)"
        : technology.startsWith("wind")
          ? "onshore at the hours of 2017, offshore the rest"
          : technology.startsWith("solar")
            ? "distributed part of the capacity of 2020"
            : "";
    add(
      "base_generation",
      technology,
      twh,
      "TW*h/yr",
      technology === "biomass" ? biomassSource(sources, year) : "cesy_2022; cpsy_gcam",
      rule,
    );
  }
  const lines = sources.importLines.filter((line) => line.kind !== "import_market");
  const lineSources = [...new Set(["cesy_2022", ...lines.map((line) => line.source)])].join("; ");
  for (const [kind, twh] of electricity.imports) {
    if (twh === 0) continue;
    const names = lines.filter((line) => line.kind === kind).map((line) => line.line);
    const rule =
      kind !== "import_market"
        ? `yearly transfer of the lines ${names.join(", ")}`
        : lines.length > 0
          ? "gross imports of the balance less the lines"
          : "";
    add("base_generation", kind, twh, "TW*h/yr", lineSources, rule);
  }
  add(
    "base_storage_output",
    "pumped",
    electricity.pumpedOutput,
    "TW*h/yr",
    "phs_jinyun",
    "design hours times mean capacity, not more than the hydro generation of the yearbook",
  );
  add("base_exports", "", electricity.exports, "TW*h/yr", balance);
  add("base_grid_loss", "", electricity.loss, "TW*h/yr", balance, "takes up the balance's closing difference");
  for (const [technology, cells] of electricity.fuel) {
    for (const [carrier, mtce] of cells)
      add(
        "base_power_fuel",
        `${technology}.${carrier}`,
        mtce,
        "Mtce/yr",
        balance,
        technology === "biomass"
          ? "generation over a stated efficiency"
          : carrier === "gas" && technology === "coal"
            ? "coke-oven gas; furnace gas is left out, its carbon is in coke"
            : "",
      );
  }
  for (const [technology, twh] of electricity.generation)
    if (twh > 0)
      add("own_use_rate", technology, ownUseRate(sources, technology), "1", "cec_recalled", "national rate, recalled");
  return rows;
}
