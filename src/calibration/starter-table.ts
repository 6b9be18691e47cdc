import type { Place, Problem } from "../engine/problems.ts";
import { suggestion } from "../engine/problems.ts";
import { parseUnit } from "../engine/units.ts";
import { readTable } from "../io/table.ts";
import { isQuantityProblem, readQuantity } from "../scenario/quantity.ts";
import type { CityFact } from "./city-facts.ts";
import type { Whole } from "./city-whole.ts";

/** What a starter table may say, with the unit it is kept in and what that is in the unit asked of the user. */
const variables: Readonly<Record<string, { readonly units: readonly string[]; readonly times: number }>> = {
  population: { units: ["1e6 person"], times: 100 },
  gdp: { units: ["1e8 CNY/yr", "1e8 CNY"], times: 1 },
  electricity_use: { units: ["TW*h/yr", "TW*h"], times: 1 },
  primary_share: { units: ["1"], times: 100 },
  secondary_share: { units: ["1"], times: 100 },
  urban_share: { units: ["1"], times: 100 },
  land: { units: ["1e6 ha"], times: 1e4 },
  forest_cover: { units: ["1"], times: 100 },
  forest_stock: { units: ["1e6 m^3"], times: 1 },
  crude_steel: { units: ["Mt/yr", "Mt"], times: 1 },
  aluminium: { units: ["Mt/yr", "Mt"], times: 1 },
  refinery: { units: ["Mt/yr", "Mt"], times: 1 },
  capacity_coal: { units: ["GW"], times: 1 },
  capacity_gas: { units: ["GW"], times: 1 },
  capacity_nuclear: { units: ["GW"], times: 1 },
  capacity_hydro: { units: ["GW"], times: 1 },
  capacity_pumped: { units: ["GW"], times: 1 },
  capacity_wind_onshore: { units: ["GW"], times: 1 },
  capacity_wind_offshore: { units: ["GW"], times: 1 },
  capacity_solar: { units: ["GW"], times: 1 },
  capacity_biomass: { units: ["GW"], times: 1 },
};

/** Fuel use by carrier: energy, or physical at the calorific value of the model. */
const carriers: Readonly<Record<string, { readonly physical: readonly string[]; readonly calorific?: string }>> = {
  coal: { physical: ["Mt/yr", "Mt"], calorific: "coal_calorific" },
  coke: { physical: [] },
  oil: { physical: ["Mt/yr", "Mt"], calorific: "oil_calorific" },
  gas: { physical: ["1e9 m^3/yr", "1e9 m^3"], calorific: "gas_calorific" },
};

const energy = ["Mtce/yr", "Mtce"];

/** Without these there is nothing to take a share by. */
const needed = ["population", "gdp"];

/** A starter table: facts of the region, and its fuel by carrier in Mtce. */
export interface Starter {
  readonly facts: ReadonlyMap<string, ReadonlyMap<number, CityFact>>;
  readonly carriers: ReadonlyMap<string, number>;
  /** What the table could have said and does not. */
  readonly silent: readonly string[];
}

/** Reads a table with the columns variable, value, unit (and source); every mistake goes to `problems`. */
export function readStarter(text: string, file: string, whole: Whole, problems: Problem[]): Starter {
  const facts = new Map<string, Map<number, CityFact>>();
  const fuel = new Map<string, number>();
  const known = [...Object.keys(variables), ...Object.keys(carriers)];
  const { units: system } = whole.model;
  for (const row of readTable(
    text,
    file,
    { required: ["variable", "value", "unit"], optional: ["source"] },
    problems,
  )) {
    const name = row.get("variable");
    const complain = (at: Place, message: string): void => void problems.push({ at, path: name, message });
    if (!known.includes(name)) {
      complain(row.place("variable"), `unknown variable; there are ${known.join(", ")}${suggestion(name, known)}`);
      continue;
    }
    if (facts.has(name) || fuel.has(name)) {
      complain(row.place("variable"), "given already; give it once");
      continue;
    }
    const carrier = carriers[name];
    const allowed = carrier === undefined ? variables[name].units : [...energy, ...carrier.physical];
    const unit = parseUnit(system, row.get("unit") === "" ? "1" : row.get("unit"));
    if (typeof unit === "string") {
      complain(row.place("unit"), `${unit}; allowed are ${allowed.join(", ")} and what converts to them`);
      continue;
    }
    const number = Number(row.get("value"));
    if (row.get("value") === "" || !Number.isFinite(number) || number < 0) {
      complain(row.place("value"), `"${row.get("value")}" is not a number of 0 or more`);
      continue;
    }
    const fits = allowed.flatMap((wanted) => {
      const parsed = parseUnit(system, wanted);
      if (typeof parsed === "string") throw new Error(`${wanted}: ${parsed}`);
      const quantity = readQuantity(number, parsed, system, unit);
      return isQuantityProblem(quantity) ? [] : [{ wanted, value: quantity.value }];
    })[0];
    if (fits === undefined) {
      complain(
        row.place("unit"),
        `"${row.get("unit")}" does not fit; allowed are ${allowed.join(", ")} and what converts to them`,
      );
      continue;
    }
    if (carrier !== undefined) {
      const physical = carrier.physical.includes(fits.wanted) && carrier.calorific !== undefined;
      fuel.set(name, physical ? fits.value * whole.at(carrier.calorific as string) : fits.value);
      continue;
    }
    const value = fits.value * variables[name].times;
    const source = row.get("source") || `${file}:${row.place("value").line}`;
    facts.set(name, new Map([[whole.region.baseYear, { value, unit: row.get("unit"), source, estimated: "" }]]));
  }
  for (const name of needed)
    if (!facts.has(name) && problems.length === 0)
      problems.push({
        at: { file, line: 1, column: 1 },
        path: name,
        message: `"${name}" is missing; a starter table gives at least ${needed.join(" and ")}`,
      });
  return { facts, carriers: fuel, silent: known.filter((name) => !facts.has(name) && !fuel.has(name)) };
}
