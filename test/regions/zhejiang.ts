import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RegionBuild } from "../../src/regions/china/build-region.ts";
import { nation } from "../../src/regions/china/source-tables.ts";
import { readProvinces, readSources, type Sources } from "../../src/regions/china/sources.ts";
import { type MadeProvince, madeProvince, nationRun } from "../../src/regions/made-regions.ts";
import { workshop } from "../../src/regions/workshop.ts";
import { need } from "../../src/text/need.ts";
import { shippedLibrary, shippedModel, shippedPrograms } from "../shipped-runs.ts";

const root = join(import.meta.dirname, "../..");

/** What regions are made from. */
export const shop = { ...workshop(shippedLibrary), model: shippedModel(), programs: shippedPrograms };
export const places = readProvinces(shop.tables);

/** Text of a file of data/china. */
export function readSource(file: string): string {
  return readFileSync(join(root, "data/china", file), "utf8");
}

/** Text of a file of regions as the installation has made it. */
export function readRegionFile(file: string): string {
  return readFileSync(join(root, "dist/regions", file), "utf8");
}

const made = new Map<string, MadeProvince>();
let followed: ReturnType<typeof nationRun> | undefined;

/** The nation and its provinces by id, each made in memory, once for all files of tests that one process runs. */
export function madeProvinces(ids: readonly string[] = places.map(({ id }) => id)): ReadonlyMap<string, MadeProvince> {
  followed ??= nationRun(shop, "china", new Map());
  for (const place of places) {
    if (!ids.includes(place.id) || made.has(place.id)) continue;
    made.set(place.id, place.province === nation ? madeProvince(shop, place) : madeProvince(shop, place, followed));
  }
  return new Map(ids.map((id) => [id, need(made, id)]));
}

/** Zhejiang as it was made, with its sources. */
export function zhejiang(): { sources: Sources; build: RegionBuild; made: MadeProvince } {
  const own = need(madeProvinces(["zhejiang"]), "zhejiang");
  return { sources: readSources(shop.tables, "Zhejiang"), build: own.build, made: own };
}

/** The balance of Zhejiang in Mtce: material, then process. */
export function printedBalance(): Map<string, Map<string, number>> {
  const balance = new Map<string, Map<string, number>>();
  for (const { material, process, mtce } of shop.tables.of(shop.tables.years.balance, "Zhejiang"))
    balance.set(material, (balance.get(material) ?? new Map<string, number>()).set(process, Number(mtce)));
  return balance;
}
