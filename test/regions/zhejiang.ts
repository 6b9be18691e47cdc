import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildRegion, type RegionBuild, type Span } from "../../src/regions/china/build-region.ts";
import { readSources, type Sources } from "../../src/regions/china/sources.ts";

const root = join(import.meta.dirname, "../..");

/** Text of a file of data/sources. */
export function readSource(file: string): string {
  return readFileSync(join(root, "data/sources", file), "utf8");
}

/** Text of a file of data/regions. */
export function readRegionFile(file: string): string {
  return readFileSync(join(root, "data/regions", file), "utf8");
}

export const span: Span = { baseYear: 2021, lastObserved: 2024, horizon: 2060, historyFrom: 2000 };

/** The sources of Zhejiang and what is built from them. */
export function zhejiang(): { sources: Sources; build: RegionBuild } {
  const sources = readSources(readSource, "Zhejiang");
  return { sources, build: buildRegion(sources, readSource, span) };
}
