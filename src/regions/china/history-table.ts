import type { TableRow } from "../table-row.ts";
import { electricityUse } from "./balance/imports.ts";
import { realGdp } from "./gdp.ts";
import type { PastYear } from "./history.ts";
import type { Sources } from "./sources.ts";

/** The series before the base year by variable of the model, from the CEADs account; `powerPart` of power and heat is power. */
export function historyTable(sources: Sources, past: readonly PastYear[], powerPart: number): TableRow[] {
  const rows: TableRow[] = [];
  for (const year of past) {
    // CEADs has no more than seven digits that mean anything.
    const add = (id: string, members: string, exact: number, unit: string, source: string, estimated = ""): void => {
      const value = Number(exact.toPrecision(7));
      rows.push({ id, members, year: year.year, value, unit, source, estimated });
    };
    const mt = "MtCO2/yr";
    for (const [sector, cells] of year.co2) {
      const total = [...cells.values()].reduce((a, b) => a + b, 0);
      if (sector === "power_heat") {
        const rule = "power and heat of CEADs parted as in the base year";
        add("co2_by_sector", "power", total * powerPart, mt, "ceads", rule);
        add("co2_by_sector", "heat_plants", total * (1 - powerPart), mt, "ceads", rule);
        continue;
      }
      const process = sector === "minerals" ? year.process : 0;
      add(
        "co2_by_sector",
        sector,
        total + process,
        mt,
        "ceads",
        cells.has("oil") ? "transport correction of the base year" : "",
      );
    }
    add("co2_process", "", year.process, mt, "ceads");
    add("emissions", "energy", year.energy, mt, "ceads");
    add("emissions", "territorial", year.territorial, mt, "ceads");
    const rule = `net imports at the regional grid factor (${year.importFactor.toFixed(3)} t/MWh)${year.estimated === "" ? "" : `; ${year.estimated}`}`;
    add("emissions", "assessed", year.assessed, mt, "ceads; mee_grid; ndrc_2012", rule);
    add("emissions", "with_imports", year.withImports, mt, "ceads; mee_grid; ndrc_2012", rule);
    const population = sources.activity("population", year.year);
    if (population !== undefined) add("population", "", population / 100, "1e6 person", "nbs_pik");
    add(
      "gdp",
      "",
      realGdp(sources, year.year),
      "1e8 CNY/yr",
      "nbs_pik; allocation",
      "2020 value chained backwards by the published real growth",
    );
    const use = electricityUse(sources, year.year);
    add("electricity_use", "", use.value, "TW*h/yr", use.source, use.estimated);
  }
  return rows;
}
