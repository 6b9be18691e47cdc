import type { Model } from "../../engine/language/model.ts";
import { type Stated, stated, type TableRow, tableWriter } from "../stated.ts";
import type { ElectricityBalance } from "./balance/electricity.ts";
import { electricityUse } from "./balance/imports.ts";
import { plants } from "./capacity.ts";
import { fittedCapacity } from "./capacity-table.ts";
import { realGdp } from "./gdp.ts";
import { vehiclesOf } from "./paths/fleet-table.ts";
import type { Sources } from "./sources.ts";

/** Values of the years after the base year that no lever moves, by variable of the model. */
export function observedTable(
  sources: Sources,
  electricity: ElectricityBalance,
  baseOutput: (product: string) => number | undefined,
  model: Model,
): TableRow[] {
  const { base, lastObserved } = sources.years;
  const { rows, put } = tableWriter(model);
  for (let year = base + 1; year <= lastObserved; year++) {
    put("population", year, sources.activity("population", year));
    put("gdp", year, realGdp(sources, year));
    put("electricity_use", year, electricityUse(sources, year));
    for (const plant of plants) put(`capacity.${plant}`, year, fittedCapacity(sources, electricity, plant, year));
    put("storage_capacity.pumped", year, sources.published("capacity_pumped", year));
    const [cars, before] = [year, base].map((y) => sources.activity("private_cars", y));
    const stock = vehiclesOf(sources, base)?.cars;
    if (cars !== undefined && before !== undefined && stock !== undefined) {
      const rule = "cars of the base year times the growth of private cars";
      put(
        "vehicle_stock.car",
        year,
        stated(stock.value * (cars.value / before.value), stock.unit, [cars, stock], rule, [before]),
      );
    }
    put("output.cement", year, outputOf(sources, "cement_output", year, baseOutput("cement")));
    put("output.crude_steel", year, outputOf(sources, "steel_output", year, baseOutput("crude_steel")));
  }
  return rows;
}

/** Output of the year: published, else that of the base year moved with the nation's, which the province's own years leave alone. */
function outputOf(sources: Sources, variable: string, year: number, before: number | undefined): Stated | undefined {
  const { base } = sources.years;
  const own = sources.published(variable, year);
  if (own !== undefined) return own;
  const [then, now] = [base, year].map((y) => sources.national(variable, y));
  const published = sources.publishedYears(variable).some((y) => y > base);
  if (before === undefined || before === 0 || published || then === undefined || now === undefined) return undefined;
  return stated((before * now.value) / then.value, now.unit, [now], `moved with the nation's since ${base}`, [then]);
}
