import type { Model } from "../../engine/language/model.ts";
import { type Stated, scaled, stated, sum, type TableRow, type TableWriter, tableWriter } from "../stated.ts";
import { addStated, type StatedGrid } from "./balance/grid.ts";
import { electricityUse, tradeOf } from "./balance/imports.ts";
import { corrected, offRoad, roadSector, transportUse } from "./balance/transport-correction.ts";
import { realGdp } from "./gdp.ts";
import type { SourceTables } from "./source-tables.ts";
import type { Sources } from "./sources.ts";

/** CO2 of one past year in Mt, without what CEADs counts twice. */
export type PastYear = ReturnType<typeof pastYear>;

const mt = "MtCO2/yr";

/** The CEADs years as the model's sectors, with the transport correction of the base year and imported electricity. */
export function pastYears(sources: Sources): PastYear[] {
  return [...sources.ceads.keys()]
    .filter((year) => year >= sources.years.historyFrom)
    .sort((a, b) => a - b)
    .map((year) => pastYear(sources, year));
}

/** One CEADs year, see `pastYears`. */
export function pastYear(sources: Sources, year: number) {
  const { co2, process, doubleCounted } = pastCo2(sources, year);
  const cells = [...co2.values()].flatMap((row) => [...row.values()]);
  const energy = { ...sum(cells, mt), source: "ceads", rule: "" };
  const { netImports, factor, rule: tradeRule } = tradeOf(sources, year);
  const imported = netImports.value * factor.value;
  const rule = [`net imports at the regional grid factor (${factor.value.toFixed(3)} t/MWh)`, tradeRule];
  const withTrade = (value: number, from: readonly Stated[]): Stated =>
    stated(value, mt, [...from, factor], rule, [netImports]);
  return {
    year,
    /** CO2 of fuel: sector of the model (power_heat for power and heat), carrier. */
    co2,
    process,
    /** Other Gas: furnace gas on top of coke, left out. */
    doubleCounted,
    energy,
    territorial: sum([energy, process]),
    assessed: withTrade(energy.value + imported, [energy]),
    withImports: withTrade(energy.value + process.value + imported, [energy, process]),
    importFactor: factor.value,
    netImports: netImports.value,
    /** What of the trade is recalled or interpolated. */
    tradeRule,
  };
}

/** CO2 of one CEADs year in the model's sectors, inside the region alone. */
export function pastCo2(sources: Sources, year: number) {
  const groups = sources.ceads.get(year);
  if (groups === undefined) throw new Error(`ceads_co2.csv has no rows of ${year}`);
  const co2: StatedGrid = new Map();
  const process: Stated[] = [];
  let doubleCounted = 0;
  for (const [group, fuels] of groups) {
    for (const [fuel, amount] of fuels) {
      const carrier = sources.ceadsCarrier.get(fuel);
      if (carrier === undefined) throw new Error(`map_ceads_fuels.csv has no "${fuel}"`);
      if (carrier === "process") process.push(amount);
      else if (carrier === "double_counted") doubleCounted += amount.value;
      else if (group === "transport")
        for (const { sector, use } of transportUse(sources, fuel, amount)) addStated(co2, sector, carrier, use);
      else {
        const { stays, moved } = offRoad(sources, group, fuel, amount);
        addStated(co2, sources.groups.find((row) => row.group === group)?.sector ?? group, carrier, stays);
        if (moved !== undefined) addStated(co2, roadSector(fuel), carrier, moved);
      }
    }
  }
  return { co2, process: { ...sum(process, mt), source: "ceads" }, doubleCounted };
}

/** The series before the base year by variable of the model, from the CEADs account; `powerPart` of power and heat is power. */
export function putHistory(sources: Sources, past: readonly PastYear[], powerPart: number, table: TableWriter): void {
  for (const { year, co2, process, ...account } of past) {
    // CEADs has no more than seven digits that mean anything.
    const put = (path: string, exact: Stated | undefined): void =>
      table.put(path, year, exact && { ...exact, value: Number(exact.value.toPrecision(7)) });
    for (const [sector, cells] of co2) {
      const total = sum([...cells.values()]);
      if (sector === "power_heat") {
        const rule = "power and heat of CEADs parted as in the base year";
        put("co2_by_sector.power", scaled(total, powerPart, rule));
        put("co2_by_sector.heat_plants", scaled(total, 1 - powerPart, rule));
        continue;
      }
      const rule = total.rule.includes(corrected) ? "transport correction of the base year" : total.rule;
      put(`co2_by_sector.${sector}`, { ...(sector === "minerals" ? sum([total, process]) : total), rule });
    }
    put("co2_process", process);
    put("emissions.energy", account.energy);
    put("emissions.territorial", account.territorial);
    put("emissions.assessed", account.assessed);
    put("emissions.with_imports", account.withImports);
    const population = sources.activity("population", year);
    put("population", population && sources.to(population, "1e6 person"));
    put("gdp", realGdp(sources, year));
    put("electricity_use", electricityUse(sources, year));
  }
}

/**
 * The history table with the totals of the nation's own account in place of the provinces' sum, to the year before the
 * base year; sectors and what is not emitted stay the provinces' sum.
 */
export function withNationalTotals(rows: readonly TableRow[], tables: SourceTables, model: Model): TableRow[] {
  const totals = tableWriter(model);
  const rule =
    "national account; its sectors are the sum of the provinces (another account); trade of electricity left out";
  for (const { year, energy, process } of nationalHistory(tables)) {
    if (year >= tables.years.base) continue;
    for (const boundary of ["energy", "territorial", "assessed", "with_imports"]) {
      const fuelOnly = boundary === "energy" || boundary === "assessed";
      totals.put(`emissions.${boundary}`, year, { ...(fuelOnly ? energy : sum([energy, process])), rule });
    }
  }
  return [...rows.filter((row) => row.id !== "emissions"), ...totals.rows];
}

/** The nation's own account by year. */
export function nationalHistory(tables: SourceTables): { year: number; energy: Stated; process: Stated }[] {
  return tables.table("china_history.csv").map((row) => {
    const of = (...columns: string[]): Stated => {
      const value = columns.reduce((so, column) => so + Number(row[column]), 0);
      if (!Number.isFinite(value))
        throw new Error(`china_history.csv ${row.year}: ${columns.join(", ")} are no numbers`);
      return { value, unit: mt, source: row.source, rule: "", at: row.at };
    };
    return {
      year: Number(row.year),
      energy: of("coal_co2", "oil_co2", "gas_co2", "flaring_co2"),
      process: of("cement_co2", "other_industry_co2"),
    };
  });
}
