import type { Region } from "../../scenario/region/region.ts";
import type { Row } from "../csv.ts";
import { FIRST_YEAR, lists, NEW_ENERGY, type PolicyTables, placeOf, promisesOf } from "./tables.ts";

/** How a policy scenario sets a lever. */
export interface Setting {
  readonly lever: string;
  readonly strength?: number;
  readonly level?: number;
  /** Shares of the strength by year. */
  readonly knots?: string;
  readonly start?: number;
  readonly full?: number;
  /** What the strength has to bring about; its number is found by running the scenario. */
  readonly reach?: Reach;
  /** Document and section, then the arithmetic or that no number is printed. */
  readonly source: string;
}

/** A quantity of data/china/plans/quantities.csv that is to come to a number. */
export interface Reach {
  readonly quantity: string;
  readonly asked: number;
  readonly year: number;
  /** Set where the number is a fall since this year. */
  readonly since?: number;
  /** What holds where the number stands already without the lever: a measure without a number, or nothing. */
  readonly otherwise?: Setting;
}

/**
 * The levers of the library that documents ask of a region, in the order of the tables: a printed number before a measure
 * without one, the region's own documents before those of the places it is a part of, and national ones last.
 */
export function leverSettings(region: Region, places: readonly string[], tables: PolicyTables): Setting[] {
  const national = tables.levers.map(({ lever }) => lever);
  const named = tables.measures.filter((row) => places.includes(row.region)).map(({ lever }) => lever);
  const sized = tables.numbers.map(({ lever }) => lever).filter((lever) => lever !== NEW_ENERGY);
  const settings: Setting[] = [];
  for (const lever of new Set([...national, ...named, ...sized])) {
    const known = region.levers.get(lever);
    if (known === undefined) {
      if (national.includes(lever)) throw new Error(`policy_levers.csv: ${region.id} has no lever "${lever}"`);
      continue;
    }
    const setting = numberOf(lever, places, tables, measureOf(lever, places, tables, known.source ?? ""));
    if (setting !== undefined) settings.push(setting);
  }
  return settings;
}

/** What holds without a number of the place's own: the national number, or level 1 where a document names the measure. */
function measureOf(
  lever: string,
  places: readonly string[],
  tables: PolicyTables,
  librarySource: string,
): Setting | undefined {
  const row = tables.levers.find((candidate) => candidate.lever === lever);
  const rule = places.flatMap((place) => {
    const row = latestOf(promisesOf(tables.statements, place).filter((statement) => statement.lever === lever));
    return row === undefined ? [] : [row];
  })[0];
  const own = places.flatMap((place) =>
    tables.measures.filter((measure) => measure.region === place && measure.lever === lever),
  )[0];
  if (row === undefined && own === undefined && rule === undefined) return undefined;
  const where = rule !== undefined ? placeOf(rule) : own === undefined ? undefined : `${own.document}, ${own.section}`;
  const unsized = rule === undefined ? `${where}: no number, level 1` : `${where}: a rule for what is new, level 1`;
  if (row === undefined) return { lever, level: 1, source: unsized };
  const nation = `${librarySource}. ${row.arithmetic}`;
  const isNumber = row.strength !== "" || row.quantity !== "";
  const source = where === undefined ? nation : isNumber ? `${where}; ${nation}` : unsized;
  const reach =
    row.quantity === "" ? undefined : { quantity: row.quantity, asked: Number(row.asked), year: Number(row.full) };
  return { lever, ...numbersOf(row), reach, source };
}

function numbersOf(row: Row): Partial<Setting> {
  const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
  return {
    strength: number(row.strength),
    level: number(row.level),
    knots: row.knots?.replaceAll("|", ", ") || undefined,
    start: number(row.start),
    full: number(row.full),
  };
}

/** A printed number that sizes the lever, by the first row of the table that a promise fits; otherwise what is given. */
function numberOf(
  lever: string,
  places: readonly string[],
  { numbers, statements, quantities }: PolicyTables,
  otherwise: Setting | undefined,
): Setting | undefined {
  for (const row of numbers.filter((candidate) => candidate.lever === lever)) {
    for (const place of places) {
      if (row.region !== "" && !lists(row.region, place)) continue;
      if (row.pace !== "") return paceOf(lever, row, places, statements, otherwise);
      const own = promisesOf(statements, place);
      if (row.quantity !== "") {
        const found = latestOf(
          own.filter(
            ({ quantity, year, asked, operator }) =>
              lists(row.quantity, quantity) &&
              Number(year) >= FIRST_YEAR &&
              asked !== "" &&
              operator === ">=" &&
              (place === places[0] || isShare(quantity, quantities)),
          ),
        );
        if (found === undefined) continue;
        const reach = { quantity: found.quantity, asked: Number(found.asked), year: Number(found.year), otherwise };
        const start = row.start === "" ? undefined : Number(row.start);
        return { lever, start, full: reach.year, reach, source: placeOf(found) };
      }
      if (row.indicator === "") return { lever, ...numbersOf({ ...row, level: "" }), source: sourceOf(otherwise, row) };
      const found = latestOf(
        own.filter(({ indicator, value }) => lists(row.indicator, indicator) && lists(row.value, value)),
      );
      if (found === undefined) continue;
      return { lever, ...numbersOf({ ...row, level: "" }), source: `${placeOf(found)}: ${row.arithmetic}` };
    }
  }
  return otherwise;
}

/** A fall over five years that a plan prints, the national one where none does, carried on to the year of the row. */
function paceOf(
  lever: string,
  row: Row,
  places: readonly string[],
  statements: readonly Row[],
  otherwise: Setting | undefined,
): Setting {
  const year = Number(row.pace);
  const printed = [...places, "china"].flatMap((place) => {
    const rows = promisesOf(statements, place).filter(
      ({ quantity, kind, asked }) => quantity === row.quantity && kind === "reduction" && asked !== "",
    );
    const latest = latestOf(rows);
    return latest === undefined ? [] : [latest];
  })[0];
  if (printed === undefined) throw new Error(`policy_numbers.csv: no document prints a fall of "${row.quantity}"`);
  const { knots, full } = otherwise ?? {};
  const reach = { quantity: row.quantity, asked: Number(printed.asked), year, since: year - 5, otherwise };
  const source = `${placeOf(printed)}, the pace of five years carried on to ${year} and level 1 afterwards`;
  return { lever, knots, full, reach, source };
}

/** Shares hold for a part of a place as well; amounts are its own. */
function isShare(quantity: string, quantities: readonly Row[]): boolean {
  return quantities.find((row) => row.quantity === quantity)?.unit === "1";
}

function sourceOf(otherwise: Setting | undefined, row: Row): string {
  const where = otherwise?.source.replace(/: (?:no number|a rule for what is new), level 1$/, "");
  return where === undefined ? row.arithmetic : `${where}; ${row.arithmetic}`;
}

function latestOf(rows: readonly Row[]): Row | undefined {
  return rows.reduce<Row | undefined>(
    (best, next) => (best === undefined || Number(next.year) >= Number(best.year) ? next : best),
    undefined,
  );
}
