import type { Model, Parameter } from "../../engine/language/model.ts";
import type { Row } from "../csv.ts";

/** By which share of its parent a part takes a quantity. */
export interface CityRule {
  /** A share of the part (`population`, `tertiary`) or what is listed of it (`capacity_coal`). */
  readonly share: string;
  /** What spreads the unlisted rest; `none` where there is no rest, empty for plain shares. */
  readonly otherwise: string;
  readonly words: string;
  /** Its row, as file:line of `data/china`. */
  readonly at: string;
}

/** The rule for a cell of an extensive parameter; undefined where the table has none. */
export type RuleOf = (parameter: Parameter, members: readonly string[]) => CityRule | undefined;

/** Units of quantities that grow with the size of a region; all others are kept from the parent. */
const extensiveUnits = new Set([
  "GW",
  "GW/yr",
  "TW*h/yr",
  "Mtce/yr",
  "Mt/yr",
  "MtCO2",
  "MtCO2/yr",
  "1e6 person",
  "1e8 CNY/yr",
  "1e6 vehicle",
  "1e6 head",
  "1e6 ha",
  "1e6 ha/yr",
  "1e6 m^3",
  "1e6 m^3/yr",
  "1e8 pkm/yr",
  "1e8 tkm/yr",
]);

/** Extensive by their unit, but of the nation or a cap that a smaller region does not reach. */
const keptFromParent = new Set([
  "national_population",
  "growth_floor",
  "storage_growth_floor",
  "market_import_limit",
  "export_corridor",
]);

/** Whether a part takes a share of the parameter instead of its value. */
export function isExtensive(parameter: Parameter): boolean {
  return extensiveUnits.has(parameter.unit.text) && !keptFromParent.has(parameter.name);
}

/** The rules of `city_rules.csv`: of a parameter by its name, else of its first member. */
export function readCityRules(rows: readonly Row[], model: Model): RuleOf {
  const rules = new Map<string, CityRule>();
  for (const { kind, name, share, otherwise, words, at } of rows)
    rules.set(`${kind} ${name}`, { share, otherwise, words, at });
  return (parameter, members) => {
    const own = rules.get(`parameter ${parameter.name}`);
    if (own !== undefined || members.length === 0) return own;
    const set = model.domains.get(parameter.over[0])?.parent;
    return rules.get(`${set} ${members[0]}`) ?? rules.get(`${set} *`);
  };
}

/** The rule for a cell. Throws where the table has none. */
export function ruleOrThrow(ruleOf: RuleOf, parameter: Parameter, members: readonly string[]): CityRule {
  const rule = ruleOf(parameter, members);
  if (rule === undefined) throw new Error(`city_rules.csv has no rule for ${[parameter.name, ...members].join(".")}`);
  return rule;
}
