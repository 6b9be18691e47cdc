import type { ModelLibrary } from "../scenario/model-files.ts";
import { nation } from "./china/source-tables.ts";
import { readProvinces } from "./china/sources.ts";
import { type Row, readCsv } from "./csv.ts";
import { readCities } from "./downscale/made-cities.ts";
import { type MadeProvince, madeDefaults, madeProvince, nationRun } from "./made-regions.ts";
import { leavesOf, type TableRow } from "./stated.ts";
import { type Workshop, workshop } from "./workshop.ts";

/** A row of `data/china` that a number rests on; a number summed over rows has several places. */
export interface SourceRow {
  /** As `data/china/activity.csv:54`. */
  readonly at: readonly string[];
  /** The number that was taken from it; a row of rules has none. */
  readonly value?: number;
  readonly unit?: string;
}

/** Where a number of a region's made table comes from. */
export interface Origin {
  /** The number before it was put into the unit of the table. */
  readonly value: number;
  readonly unit: string;
  /** The rule that made it of the rows; empty where it is a row's own number. */
  readonly rule: string;
  readonly rows: readonly SourceRow[];
}

/** The origin of the number at a line of a file; undefined where no table that the installation makes has it there. */
export type OriginAt = (file: string, line: number, value: number) => Origin | undefined;

/**
 * Looks up where numbers of made tables come from. The tables of a region are made again in memory when one of its
 * numbers is asked for, which takes a second. A city's number is its parent's by a rule: its rows are the rule and what
 * is listed of the city.
 */
export function originsIn(library: ModelLibrary): OriginAt {
  const shop = workshop(library);
  const provinces = new Map<string, MadeProvince["tables"]>();
  const cities = new Map<string, readonly Row[]>();
  const cityRow = cityOrigins(shop);
  return (file, line, value) => {
    const [, region, table] = /^dist\/regions\/(\w+)\/(\w+)\.csv$/.exec(file) ?? [];
    if (region === undefined) return undefined;
    if (isCity(shop, region)) {
      const rows = cities.get(file) ?? readCsv(library.read(file) ?? "");
      cities.set(file, rows);
      const row = rows[line - 2];
      return row !== undefined && Number(row.value) === value ? cityRow(region, row) : undefined;
    }
    const tables = provinces.get(region) ?? tablesOf(shop, region);
    provinces.set(region, tables);
    const row = tables.get(table)?.[line - 2];
    return row?.value === value ? provinceOrigin(row) : undefined;
  };
}

function isCity({ tables }: Workshop, region: string): boolean {
  return tables.table("city_names.csv").some((row) => row.region === region);
}

/** The tables of the nation, a province or the national defaults. */
function tablesOf(shop: Workshop, region: string): MadeProvince["tables"] {
  if (region === "china_defaults") return new Map([["parameters", madeDefaults(shop).rows]]);
  const places = readProvinces(shop.tables);
  const place = places.find(({ id }) => id === region);
  if (place === undefined) return new Map();
  const { id } = places.find(({ province }) => province === nation) ?? place;
  const followed = place.province === nation ? undefined : nationRun(shop, id, new Map());
  return madeProvince(shop, place, followed).tables;
}

function provinceOrigin({ stated, value, unit, estimated }: TableRow): Origin {
  if (stated === undefined) return { value, unit, rule: estimated, rows: [] };
  const rows = leavesOf(stated).map((leaf) => ({
    at: (leaf.at ?? "").split(" ").map(inData),
    value: leaf.value,
    unit: leaf.unit,
  }));
  return { value: stated.value, unit: stated.unit, rule: stated.rule, rows };
}

function cityOrigins(shop: Workshop): (region: string, row: Row) => Origin {
  const { facts, ruleOf } = readCities(shop);
  return (region, { id, members, value, unit, estimated }) => {
    const isParameter = shop.model.parameters.has(id);
    const rule = isParameter ? ruleOf(id, members === "" ? [] : members.split(".")) : undefined;
    const rows = [...(facts.get(region)?.values() ?? [])].flatMap((years) =>
      [...years.values()].map((fact) => ({ at: [inData(fact.at ?? "")], value: fact.value, unit: fact.unit })),
    );
    const applied = rule !== undefined && estimated.endsWith(rule.words);
    return {
      value: Number(value),
      unit,
      rule: estimated,
      rows: applied ? [{ at: [inData(rule.at)] }, ...rows] : rows,
    };
  };
}

function inData(place: string): string {
  return `data/china/${place}`;
}
