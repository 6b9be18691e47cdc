import { variableAddress } from "../../engine/language/address.ts";
import type { Model, Variable } from "../../engine/language/model.ts";
import { objectSchema, ref, type Schema } from "../../text/fields.ts";
import { asciiForms, plainNumber } from "../../text/plain-number.ts";
import { isFault, type Label, type Place } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  entriesAt,
  field,
  isNothing,
  type MapCursor,
  mapAt,
  refuse,
  report,
} from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { yearsWithin } from "../paths/read-path.ts";
import { isYearKey, type LeverSpan, standAlone, type YearKeys } from "../paths/years.ts";
import { amountRules, operatorForm, readAmount } from "../targets/target-amounts.ts";
import { moveFields, readMeasured } from "../targets/target-measures.ts";
import type { MoveKind } from "../targets/targets.ts";

/** What a lever is to bring about: a quantity, in its own unit or as it has moved since a year, comes to numbers by year. */
export interface Reach {
  /** As the file names the quantity. */
  readonly name: string;
  readonly variable: Variable;
  readonly cell: number;
  readonly kind: "level" | MoveKind;
  /** The year that a move is measured from. */
  readonly from?: number;
  /** In order; several of them bend the lever's course. */
  readonly years: readonly ReachYear[];
}

export interface ReachYear {
  readonly year: number;
  /** The number asked for, and as written. */
  readonly asked: number;
  readonly text: string;
  readonly at: Place;
}

/** What came of it. */
export interface Reached extends Omit<Reach, "years"> {
  readonly years: readonly ReachedYear[];
}

interface ReachedYear extends ReachYear {
  /** The quantity without this lever, all others as they are, and with it. */
  readonly without: number;
  readonly found: number;
  /** Strength times ramp in this year. */
  readonly weight: number;
}

/** The schema of what a quantity is to come to. */
export const reachSchema: Schema = objectSchema(moveFields, {
  patternProperties: { "^[0-9]": ref("quantity") },
  additionalProperties: false,
  description: "Numbers by year, such as {2030: 60 %}\n逐年的数值，例如 {2030: 60 %}",
});

/** How many years a reach names. */
export function reachYears(node: Located | undefined): number {
  const [quantity] = node?.kind === "map" ? [...node.entries.values()] : [];
  return quantity?.value.kind === "map" ? [...quantity.value.entries.keys()].filter(isYearKey).length : 0;
}

/** What a lever is sized for, at the place of its `reach`. */
export function readReach(at: Cursor, model: Model, span: LeverSpan): Reach | undefined {
  const map = mapAt(at, "{nonfossil_share: {2030: 30 %}}");
  if (map === undefined) return undefined;
  const entries = entriesAt(map).filter(([, { node }]) => !isNothing(node));
  if (entries.length !== 1) return refuse(at, "reach_one", { count: entries.length });
  const [[name, quantityAt]] = entries;
  const address = variableAddress(model, name);
  if (isFault(address)) return report(quantityAt, address, quantityAt.keyAt);
  const numbers = mapAt(quantityAt, "{2030: 30 %}");
  if (numbers === undefined) return undefined;
  const before = at.problems.length;
  checkKeysAt(
    within(numbers, (key) => !isYearKey(key)),
    Object.keys(moveFields),
  );
  if (at.problems.length > before) return undefined;
  const measured = readMeasured(numbers, model, address.variable, span);
  if (measured === undefined) return undefined;
  const { kind } = measured;
  const from = "from" in measured ? measured.from : undefined;
  const rules = amountRules(kind, address.variable, model);
  const stands: YearKeys = [];
  const years = entriesAt(within(numbers, isYearKey)).flatMap(([key, yearAt]): ReachYear[] => {
    const range = yearsWithin(key, span, yearAt);
    if (range === undefined || !standAlone(range, stands, yearAt)) return [];
    const { from: year, to } = range;
    if (year !== to) return refuse(yearAt, "reach_year", { years: key }, yearAt.keyAt) ?? [];
    if (year <= span.lastObserved)
      return refuse(yearAt, "reach_observed", { year, last: span.lastObserved }, yearAt.keyAt) ?? [];
    if (from !== undefined && from >= year)
      return refuse(field(numbers, `${kind}_from`) ?? numbers, "target_from", { from, year }) ?? [];
    const { node } = yearAt;
    if (node.kind === "scalar" && typeof node.value === "string" && operatorForm.test(asciiForms(node.value))) {
      const write = node.value.replace(operatorForm, "").trim();
      return refuse(yearAt, "reach_operator", { write }) ?? [];
    }
    const amount = readAmount(yearAt, rules);
    return amount === undefined ? [] : [{ year, asked: amount.value, text: amount.text.trim(), at: yearAt.keyAt }];
  });
  if (at.problems.length > before) return undefined;
  if (years.length === 0) return refuse(quantityAt, "reach_no_year", {}, quantityAt.keyAt);
  const reach = { name, ...address, kind, from } as const;
  return { ...reach, kind: kind as Reach["kind"], years: years.sort((a, b) => a.year - b.year) };
}

/** The map with some of its keys alone. */
function within(map: MapCursor, isKept: (key: string) => boolean): MapCursor {
  const entries = [...map.node.entries].filter(([key, { value }]) => isKept(key) && !isNothing(value));
  const node: LocatedMap = { ...map.node, entries: new Map(entries) };
  return { ...map, node };
}

/** A number of the quantity as its file writes the one that was asked for: in the same unit, in four digits. */
export function inWords(value: number, { asked, text }: Pick<ReachYear, "asked" | "text">, { unit }: Variable): string {
  const [, digits, behind] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(.*)$/su.exec(asciiForms(text)) ?? [];
  const written = digits === undefined ? undefined : plainNumber(digits);
  const short = (number: number): string => String(Number(number.toPrecision(4)));
  if (written === undefined || written === 0 || asked === 0) return `${short(value)} ${unit.text}`;
  return `${short((value * written) / asked)}${behind}`;
}

/** The quantity as its file asks for it. */
export function quantityOf({ name, kind, from }: Pick<Reach, "name" | "kind" | "from">): string {
  return kind === "level" ? name : `${name} (${kind}_from: ${from})`;
}

/** What came of one of the numbers, in words. */
export function reachedText(reached: Reached, k: number): Label {
  const { year, text, without, found, weight } = reached.years[k];
  const [bare, come] = [without, found].map((value) => inWords(value, reached.years[k], reached.variable));
  const name = quantityOf(reached);
  if (weight === 0)
    return {
      en: `strength 0 in ${year}: without the lever ${name} is ${bare}, which is at or past the ${text} asked for; so the lever is off, in the place of any strength of a parent`,
      zh: `${year} 年力度为 0：不采用该措施时 ${name} 为 ${bare}，已达到或越过所求的 ${text}；该措施因此不起作用，上级情景给它的力度也不再有效`,
    };
  const short = Number(weight.toPrecision(4));
  return {
    en: `strength ${short} in ${year}, found so that ${name} comes to ${text}: it is ${come}, without the lever ${bare}`,
    zh: `${year} 年力度为 ${short}，按 ${name} 达到 ${text} 求得：结果为 ${come}，不采用该措施时为 ${bare}`,
  };
}

/** The same for machines, beside the strength; nothing where the strength was given. */
export function reachJson(reached: Reached | undefined): object {
  if (reached === undefined) return {};
  const { name, kind, from, variable, years } = reached;
  const found = years.map(({ year, asked, text, without, found, weight }) => ({
    year,
    asked,
    text,
    without,
    found,
    weight,
  }));
  return {
    reach: { quantity: name, kind, from, unit: kind === "level" ? variable.unit.text : undefined, years: found },
  };
}
