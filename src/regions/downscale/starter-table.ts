import { parseUnit, withNeeded } from "../../engine/language/parse-unit.ts";
import type { Unit } from "../../engine/language/units.ts";
import { isQuantityProblem, readQuantity } from "../../scenario/paths/quantity.ts";
import { numberProblem, plainNumber } from "../../text/plain-number.ts";
import {
  isFault,
  lineText,
  type Message,
  message,
  nearest,
  type Place,
  type Problem,
  problem,
} from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { headingName, readTable, type TableRow, untilTooMany } from "../../text/table.ts";
import type { Stated } from "../stated.ts";
import type { RegionNumbers } from "./region-numbers.ts";

/** What a starter table may say of a variable: allowed units, the first of which `times` turns into that of the facts. */
interface Variable {
  readonly units: readonly string[];
  readonly times: number;
  /** Of fuel: units of its mass or volume, and the model's calorific value of those. */
  readonly physical?: readonly string[];
  readonly calorific?: string;
}

const gigawatts: Variable = { units: ["GW"], times: 1 };
const megatons: Variable = { units: ["Mt/yr", "Mt"], times: 1 };
const percent: Variable = { units: ["1"], times: 100 };
const fuel: Variable = { units: ["Mtce/yr", "Mtce"], times: 1 };

const variables: Readonly<Record<string, Variable>> = {
  population: { units: ["1e6 person"], times: 100 },
  gdp: { units: ["1e8 CNY/yr", "1e8 CNY"], times: 1 },
  electricity_use: { units: ["TW*h/yr", "TW*h"], times: 1 },
  primary_share: percent,
  secondary_share: percent,
  urban_share: percent,
  land: { units: ["1e6 ha"], times: 1e4 },
  forest_cover: percent,
  forest_stock: { units: ["1e6 m^3"], times: 1 },
  crude_steel: megatons,
  aluminium: megatons,
  refinery: megatons,
  capacity_coal: gigawatts,
  capacity_gas: gigawatts,
  capacity_nuclear: gigawatts,
  capacity_hydro: gigawatts,
  capacity_pumped: gigawatts,
  capacity_wind_onshore: gigawatts,
  capacity_wind_offshore: gigawatts,
  capacity_solar: gigawatts,
  capacity_biomass: gigawatts,
  coal: { ...fuel, physical: megatons.units, calorific: "coal_calorific" },
  coke: { ...fuel, physical: [] },
  oil: { ...fuel, physical: megatons.units, calorific: "oil_calorific" },
  gas: { ...fuel, physical: ["1e9 m^3/yr", "1e9 m^3"], calorific: "gas_calorific" },
};

const known = Object.keys(variables);

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

/** A starter table, see `readStarter`. */
export type Starter = ReturnType<typeof readStarter>;

/** Other names of the columns and variables of a starter table, by `headingName`. */
export interface StarterWords {
  readonly columns: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Reads a table with the columns variable, value, unit (and source); every mistake goes to `problems`. Gives the facts of
 * the region, its fuel by carrier in Mtce, all numbers by name, and what the table could have said and does not.
 */
export function readStarter(
  text: string,
  file: string,
  words: StarterWords,
  parent: RegionNumbers,
  problems: Problem[],
) {
  const facts = new Map<string, Map<number, Stated>>();
  const carriers = new Map<string, number>();
  const cells = new Map<string, StarterCell>();
  const given = new Map<string, Place>();
  const { units: system } = parent.model;
  const begun = problems.length;
  const read = (row: TableRow): undefined => {
    const written = row.get("variable");
    const report = (at: Place, wrong: Message): undefined => {
      problems.push({ at, path: quote(written), ...wrong });
    };
    const named = nameOf(written, row.get("unit"), words.variables);
    if (named === undefined) {
      // 风电 is closer to 煤电 by its letters than to 陆上风电.
      const names = [...known, ...words.variables.keys()];
      const near = names.find((name) => written.length > 1 && name.includes(written)) ?? nearest(written, names);
      return report(row.place("variable"), message("starter_unknown", { known, near }));
    }
    const { name, unit: unitText } = named;
    const twin = given.get(name);
    if (twin !== undefined) return report(row.place("variable"), message("starter_twice", { line: twin.line }));
    given.set(name, row.place());
    // Of a form that was filled in, what stays empty is not given; what then has to be guessed is told.
    if (row.get("value") === "") return void given.delete(name);
    const { units, times, physical, calorific } = variables[name];
    const allowed = [...units, ...(physical ?? [])];
    const share = /^(.+?)\s*[%％]$/.exec(row.get("value"))?.[1];
    // A cell of per cent brings its unit, where the table gives no other.
    const sign = share === undefined || !["", "%", "％"].includes(unitText) ? unitText : "%";
    const unit = parseUnit(system, sign === "" ? "1" : sign, parseUnit(system, allowed[0]) as Unit);
    if (isFault(unit)) return report(row.place("unit"), withNeeded(unit, { allowed }));
    const number = plainNumber(sign === "%" && share !== undefined ? share : row.get("value"));
    const at = row.place("value");
    if (number === undefined || number < 0) return report(at, wrongNumber(row.get("value")));
    const fits = allowed.flatMap((wanted) => {
      const parsed = parseUnit(system, wanted);
      if (isFault(parsed)) throw new Error(`${wanted}: ${parsed.message}`);
      const quantity = readQuantity(number, parsed, system, unit);
      return isQuantityProblem(quantity) ? [] : [{ wanted, value: quantity.value }];
    })[0];
    if (fits === undefined) return report(row.place("unit"), message("starter_unit", { text: sign, allowed }));
    if (fits.value === 0 && aboveNothing.has(name))
      return report(at, message("starter_above_0", { name, text: row.get("value") }));
    if (allowed[0] === "1" && fits.value > 1) {
      const write = sign === "" && number <= 100 ? number : undefined;
      return report(at, message("starter_share", { percent: tidy(fits.value * 100), write }));
    }
    const isPhysical = calorific !== undefined && physical?.includes(fits.wanted) === true;
    const value = fits.value * (isPhysical ? parent.at(calorific) : times);
    cells.set(name, { number, unit: sign, value, at });
    const source = row.get("source") || lineText(at);
    if (physical !== undefined) carriers.set(name, value);
    else facts.set(name, new Map([[parent.region.baseYear, { value, unit: sign, source, rule: "" }]]));
  };
  const columns = { required: ["variable", "value", "unit"], optional: ["source"], also: () => words.columns };
  for (const row of untilTooMany(readTable(text, file, columns, problems), problems)) read(row);
  const missing = problems.length === begun ? needed.filter((name) => !given.has(name)) : [];
  for (const name of missing)
    problems.push(problem({ file, line: 1, column: 1 }, name, "starter_missing", { name, needed }));
  return { facts, carriers, cells, silent: known.filter((name) => !given.has(name)) };
}

/** The variable that a cell names, with its unit, which may stand behind the name: 常住人口(万人). */
function nameOf(
  written: string,
  unit: string,
  words: ReadonlyMap<string, string>,
): { readonly name: string; readonly unit: string } | undefined {
  const find = (text: string): string | undefined => (known.includes(text) ? text : words.get(headingName(text)));
  const whole = find(written);
  if (whole !== undefined) return { name: whole, unit };
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
