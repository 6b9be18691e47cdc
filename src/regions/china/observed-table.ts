import type { TableRow } from "../table-row.ts";
import type { ElectricityBalance } from "./balance/electricity.ts";
import { electricityUse } from "./balance/imports.ts";
import { plants } from "./capacity.ts";
import { fittedCapacity } from "./capacity-table.ts";
import { growthFact, realGdp } from "./gdp.ts";
import type { Sources } from "./sources.ts";

/** Values of the years after the base year that no lever moves, by variable of the model. */
export function observedTable(
  sources: Sources,
  electricity: ElectricityBalance,
  baseYear: number,
  lastObserved: number,
  baseOutput: (product: string) => number | undefined,
): TableRow[] {
  const rows: TableRow[] = [];
  for (let year = baseYear + 1; year <= lastObserved; year++) {
    const add = (id: string, members: string, value: number, unit: string, source: string, estimated = ""): void => {
      rows.push({ id, members, year, value, unit, source, estimated });
    };
    const population = sources.activity("population", year);
    if (population !== undefined) add("population", "", population / 100, "1e6 person", "nbs_pik");
    const growth = growthFact(sources, year);
    add(
      "gdp",
      "",
      realGdp(sources, year),
      "1e8 CNY/yr",
      `nbs_pik; ${growth.source}`,
      `2020 value chained by published real growth, ${(growth.value * 100).toFixed(1)} % in ${year}`,
    );
    const use = electricityUse(sources, year);
    add("electricity_use", "", use.value, "TW*h/yr", use.source, use.estimated);
    for (const plant of plants) {
      const capacity = fittedCapacity(sources, electricity, plant, year, baseYear);
      if (capacity !== undefined) add("capacity", plant, capacity.value, "GW", capacity.source, capacity.estimated);
    }
    const pumped = sources.published("capacity_pumped", year);
    if (pumped !== undefined) add("storage_capacity", "pumped", pumped.value, "GW", pumped.source, pumped.estimated);
    const cars = sources.activity("private_cars", year);
    const base = sources.activity("private_cars", baseYear);
    const vehicles = sources.activity("civil_vehicles", baseYear);
    if (cars !== undefined && base !== undefined && vehicles !== undefined) {
      add(
        "vehicle_stock",
        "car",
        (vehicles / 100) * sources.constant("cars_in_vehicles") * (cars / base),
        "1e6 vehicle",
        "nbs_pik; nbs_vehicles",
        "cars of the base year times the growth of private cars",
      );
    }
    for (const [product, variable] of products) {
      const output = outputOf(sources, variable, year, baseOutput(product), baseYear);
      if (output !== undefined) add("output", product, output.value, "Mt/yr", output.source, output.estimated);
    }
  }
  return rows;
}

const products = [
  ["cement", "cement_output"],
  ["crude_steel", "steel_output"],
] as const;

/** Output of the year: published, else that of the base year moved with the nation's, which the province's own years leave alone. */
function outputOf(
  sources: Sources,
  variable: string,
  year: number,
  base: number | undefined,
  baseYear: number,
): { value: number; source: string; estimated: string } | undefined {
  const own = sources.published(variable, year);
  if (own !== undefined) return own;
  const [then, now] = [sources.national(variable, baseYear), sources.national(variable, year)];
  const published = sources.publishedYears(variable).some((y) => y > baseYear);
  if (base === undefined || base === 0 || published || then === undefined || now === undefined) return undefined;
  return {
    value: (base * now.value) / then.value,
    source: now.source,
    estimated: `moved with the nation's since ${baseYear}`,
  };
}
