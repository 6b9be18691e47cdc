import { parseUnit, withNeeded } from "../../engine/language/parse-unit.ts";
import type { Unit } from "../../engine/language/units.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import { numberProblem, plainNumber } from "../../text/plain-number.ts";
import { isFault, type Message, message, nearest, type Place, type Problem, problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { headingName, readTable, untilTooMany } from "../../text/table.ts";
import type { Stated } from "../stated.ts";
import type { RegionNumbers } from "./region-numbers.ts";

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

/** What is larger than nothing wherever people live. */
const aboveNothing = new Set(["population", "gdp", "electricity_use"]);

/** A number of the table as it is written, for what has to be said of it. */
export interface StarterCell {
  readonly number: number;
  readonly unit: string;
  /** In the unit that facts are kept in; Mtce for fuel. */
  readonly value: number;
  readonly at: Place;
}

/** A starter table: facts of the region, and its fuel by carrier in Mtce. */
export interface Starter {
  readonly facts: ReadonlyMap<string, ReadonlyMap<number, Stated>>;
  readonly carriers: ReadonlyMap<string, number>;
  /** The numbers by name. */
  readonly cells: ReadonlyMap<string, StarterCell>;
  /** What the table could have said and does not. */
  readonly silent: readonly string[];
}

/** Other names of the columns and variables of a starter table, by `headingName`. */
export interface StarterWords {
  readonly columns: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
}

/** Reads a table with the columns variable, value, unit (and source); every mistake goes to `problems`. */
export function readStarter(
  text: string,
  file: string,
  words: StarterWords,
  parent: RegionNumbers,
  problems: Problem[],
): Starter {
  const facts = new Map<string, Map<number, Stated>>();
  const fuel = new Map<string, number>();
  const cells = new Map<string, StarterCell>();
  const given = new Map<string, Place>();
  const known = [...Object.keys(variables), ...Object.keys(carriers)];
  const { units: system } = parent.model;
  const begun = problems.length;
  const columns = { required: ["variable", "value", "unit"], optional: ["source"], also: () => words.columns };
  for (const row of untilTooMany(readTable(text, file, columns, problems), problems)) {
    const written = row.get("variable");
    const named = nameOf(written, row.get("unit"), known, words.variables);
    const report = (at: Place, wrong: Message): void => void problems.push({ at, path: quote(written), ...wrong });
    if (named === undefined) {
      const near = nearest(written, [...known, ...words.variables.keys()]);
      report(row.place("variable"), message("starter_unknown", { known, near }));
      continue;
    }
    const { name, unit: unitText } = named;
    const twin = given.get(name);
    if (twin !== undefined) {
      report(row.place("variable"), message("starter_twice", { line: twin.line }));
      continue;
    }
    given.set(name, row.place());
    const carrier = carriers[name];
    const allowed = carrier === undefined ? variables[name].units : [...energy, ...carrier.physical];
    const wanted = parseUnit(system, allowed[0]) as Unit;
    const unit = parseUnit(system, unitText === "" ? "1" : unitText, wanted);
    if (isFault(unit)) {
      report(row.place("unit"), withNeeded(unit, { allowed }));
      continue;
    }
    const number = plainNumber(row.get("value"));
    if (number === undefined || number < 0) {
      report(row.place("value"), wrongNumber(row.get("value")));
      continue;
    }
    const fits = allowed.flatMap((wanted) => {
      const parsed = parseUnit(system, wanted);
      if (isFault(parsed)) throw new Error(`${wanted}: ${parsed.message}`);
      const quantity = readQuantity(number, parsed, system, unit);
      return isQuantityProblem(quantity) ? [] : [{ wanted, value: quantity.value }];
    })[0];
    if (fits === undefined) {
      report(row.place("unit"), message("starter_unit", { text: unitText, allowed }));
      continue;
    }
    if (fits.value === 0 && aboveNothing.has(name)) {
      report(row.place("value"), message("starter_above_0", { name, text: row.get("value") }));
      continue;
    }
    if (allowed[0] === "1" && fits.value > 1) {
      const write = unitText === "" && number <= 100 ? number : undefined;
      report(row.place("value"), message("starter_share", { percent: tidy(fits.value * 100), write }));
      continue;
    }
    const at = row.place("value");
    if (carrier !== undefined) {
      const physical = carrier.physical.includes(fits.wanted) && carrier.calorific !== undefined;
      const value = physical ? fits.value * parent.at(carrier.calorific as string) : fits.value;
      fuel.set(name, value);
      cells.set(name, { number, unit: unitText, value, at });
      continue;
    }
    const value = fits.value * variables[name].times;
    const source = row.get("source") || `${file}:${at.line}`;
    facts.set(name, new Map([[parent.region.baseYear, { value, unit: unitText, source, rule: "" }]]));
    cells.set(name, { number, unit: unitText, value, at });
  }
  const missing = needed.filter((name) => !given.has(name));
  if (problems.length === begun)
    for (const name of missing)
      problems.push(problem({ file, line: 1, column: 1 }, name, "starter_missing", { name, needed }));
  return { facts, carriers: fuel, cells, silent: known.filter((name) => !given.has(name)) };
}

/** The variable that a cell names, with its unit, which may stand behind the name: 常住人口(万人). */
function nameOf(
  written: string,
  unit: string,
  known: readonly string[],
  words: ReadonlyMap<string, string>,
): { readonly name: string; readonly unit: string } | undefined {
  const find = (text: string): string | undefined => (known.includes(text) ? text : words.get(headingName(text)));
  const parent = find(written);
  if (parent !== undefined) return { name: parent, unit };
  const [, front, behind] = /^(.+?)\s*[(（]([^()（）]+)[)）]$/.exec(written) ?? [];
  const name = front === undefined ? undefined : find(front);
  return name !== undefined && (unit === "" || unit === behind) ? { name, unit: behind } : undefined;
}

function wrongNumber(text: string): Message {
  if (text === "") return message("value_empty", {});
  return numberProblem(text) ?? message("number_from_0", { text });
}

function tidy(value: number): number {
  return Number(value.toPrecision(6));
}
