import { type Address, parameterAddress } from "../../engine/language/address.ts";
import { cellNames } from "../../engine/language/cells.ts";
import type { Model, Parameter } from "../../engine/language/model.ts";
import type { Dimensions, Unit } from "../../engine/language/units.ts";
import { isFault, type Message, message } from "../../text/problems.ts";
import { entriesAt, listingOf, type MapCursor, refuse, report } from "../../text/reader.ts";
import type { Given } from "./cell-path.ts";
import type { Assignment } from "./layers.ts";
import { givensOf, readPath } from "./read-path.ts";
import type { YearRange } from "./years.ts";

/** Dimensions of mathjs by their exponents; whatever else a unit has is counted: money, persons, tonnes of CO2. */
const physical = new Set(["MASS", "LENGTH", "TIME", "CURRENT", "TEMPERATURE", "LUMINOUS_INTENSITY", "ANGLE", "BIT"]);

const amounts: readonly Dimensions[] = [
  { MASS: 1 },
  { LENGTH: 2 },
  { LENGTH: 3 },
  { MASS: 1, LENGTH: 2, TIME: -2 },
  { MASS: 1, LENGTH: 2, TIME: -3 },
];

/**
 * Whether a quantity of this unit is a stock or a flow, so that several of them add up: mass, area, volume, energy,
 * power and what the model counts by a unit of its own. Shares, factors, hours, rates and intensities are none.
 */
export function isAmount({ dimensions }: Pick<Unit, "dimensions">): boolean {
  const own = Object.entries(dimensions);
  if (own.length === 1 && own[0][1] === 1 && !physical.has(own[0][0])) return true;
  return amounts.some(
    (amount) => Object.keys(amount).length === own.length && own.every(([name, exponent]) => amount[name] === exponent),
  );
}

const NAMED = 4;

/**
 * What is wrong with an amount other than 0 on a path of several cells, or undefined: it would be given to each of them,
 * and whoever writes it may mean their sum.
 */
export function amountOnGroup(
  model: Model,
  path: string,
  { cells, parameter }: Address & { readonly parameter: Parameter },
  values: readonly { readonly value: number; readonly text: string }[],
): Message | undefined {
  const given = values.find(({ value }) => value !== 0);
  if (given === undefined || cells.length < 2 || parameter.each || !isAmount(parameter.unit)) return undefined;
  const names = cellNames(model, parameter.over);
  const each = cells.map((cell) => [parameter.name, ...names[cell]].join("."));
  return message("amount_on_group", { text: given.text, path, cells: cells.length, each: listingOf(each, NAMED) });
}

/** The entries of a map of parameter paths: a region's `parameters` or a scenario's `assume`. */
export function readAssignments(
  map: MapCursor,
  model: Model,
  layer: Given["layer"],
  horizon: YearRange | undefined,
): Assignment[] {
  const assignments: Assignment[] = [];
  for (const [key, at] of entriesAt(map)) {
    const address = parameterAddress(model, key, map.problems);
    if (isFault(address)) {
      const { said } = address;
      if (layer === "assume" && said?.code === "parameter_computed")
        refuse(at, "computed_assumed", { path: key, fault: said }, at.keyAt);
      else report(at, address, at.keyAt);
      continue;
    }
    const { parameter, cells, open } = address;
    const { unit, min, max, yearly, name, structural } = parameter;
    if (layer === "assume" && structural) {
      const free = [...model.parameters.values()].filter((other) => !other.structural).length;
      refuse(at, "structural_assumed", { name, free }, at.keyAt);
      continue;
    }
    const value = readPath(at, { unit, units: model.units, min, max, yearly, horizon, layer });
    if (value === undefined) continue;
    const wrong = amountOnGroup(model, key, address, givensOf(value));
    if (wrong === undefined) assignments.push({ parameter, cells, open, value, at });
    else report(at, wrong, at.keyAt);
  }
  return assignments;
}
