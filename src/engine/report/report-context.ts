import { type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { itemsOf, nodeAt } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import type { Model } from "../language/model.ts";

/** The model that a report section is about, and where its mistakes go. */
export interface ReportContext {
  readonly model: Model;
  readonly problems: Problem[];
}

/** The entries of the list under `key`, or the one thing that stands there. */
export function itemsAt(map: LocatedMap, key: string): readonly Located[] {
  const node = nodeAt(map, key);
  return node === undefined ? [] : itemsOf(node);
}

/** What is said of a name that the model does not have. */
export function unknown(what: string, name: string, names: Iterable<string>): string {
  return `unknown ${what} "${quote(name)}"${suggestion(name, names)}`;
}
