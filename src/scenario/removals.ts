import { type Place, type Problem, suggestion } from "../text/problems.ts";
import { quote } from "../text/quote.ts";
import { isNothing } from "../text/reader.ts";
import type { LocatedMap } from "../text/yaml.ts";

const START = "there is nothing to remove: ";

/** A null that finds nothing of a parent under its name: nothing is removed by a name that nothing has. */
export function nothingToRemove(at: Place, path: string, what: string, near: string): Problem {
  return { at, path, message: `${START}no parent gives ${what}${near}` };
}

/** The same for a name of a merged map, with the nearest name that a parent does give. */
export function nothingOfTheName(
  map: LocatedMap,
  name: string,
  at: Place,
  path: string,
  what: string,
  like = "",
): Problem {
  const given = [...map.entries].filter(([, { value }]) => !isNothing(value)).map(([key]) => key);
  const near = suggestion(name, given) || like || "; write what it is, or leave it out";
  return nothingToRemove(at, path, `${what} "${quote(name)}"`, near);
}

/** Whether the problem is about a null that removes nothing: over several regions, one that has the name is enough. */
export function isRemoval({ message }: Problem): boolean {
  return message.startsWith(START);
}
