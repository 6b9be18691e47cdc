import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeLibrary } from "../../src/files/library.ts";
import type { RegionBuild } from "../../src/regions/china/build-region.ts";
import { nation } from "../../src/regions/china/source-tables.ts";
import { readProvinces, readSources, type Sources } from "../../src/regions/china/sources.ts";
import { type MadeProvince, madeProvince, nationRun } from "../../src/regions/made-regions.ts";
import { workshop } from "../../src/regions/workshop.ts";

const root = join(import.meta.dirname, "../..");

/** What regions are made from. */
export const shop = workshop(nodeLibrary(root, root));
export const places = readProvinces(shop.tables);

/** Text of a file of data/china. */
export function readSource(file: string): string {
  return readFileSync(join(root, "data/china", file), "utf8");
}

/** Text of a file of regions as the installation has made it. */
export function readRegionFile(file: string): string {
  return readFileSync(join(root, "dist/regions", file), "utf8");
}

/** The nation and its provinces by id, each made in memory. */
export function madeProvinces(ids: readonly string[] = places.map(({ id }) => id)): Map<string, MadeProvince> {
  const china = places.find(({ province }) => province === nation) as (typeof places)[number];
  const made = madeProvince(shop, china);
  const followed = nationRun(shop, china.id, new Map());
  return new Map(
    places
      .filter(({ id }) => ids.includes(id))
      .map((place) => [place.id, place === china ? made : madeProvince(shop, place, followed)]),
  );
}

/** Zhejiang as it was made, with its sources. */
export function zhejiang(): { sources: Sources; build: RegionBuild; made: MadeProvince } {
  const made = madeProvinces(["zhejiang"]).get("zhejiang") as MadeProvince;
  return { sources: readSources(shop.tables, "Zhejiang"), build: made.build, made };
}

/** The balance of Zhejiang in Mtce: material, then process. */
export function printedBalance(): Map<string, Map<string, number>> {
  const balance = new Map<string, Map<string, number>>();
  for (const { material, process, mtce } of shop.tables.of(shop.tables.years.balance, "Zhejiang"))
    balance.set(material, (balance.get(material) ?? new Map<string, number>()).set(process, Number(mtce)));
  return balance;
}
