import type { Material, Sources } from "../sources.ts";

/** The industrial sectors of the model that the balance keeps together. */
export const industrySectors = [
  "mining",
  "steel",
  "minerals",
  "chemicals",
  "refining",
  "nonferrous",
  "manufacturing",
] as const;

/** How far back a branch is looked for whose fuel the newest inventory leaves out. */
const gapYears = 10;

/**
 * Shares of industry's use of the material by sector, summing to 1, from the newest CEADs year.
 * A branch that CEADs leaves out there although it used the fuel before (chemicals' coal, from which raw-material
 * use is deducted) enters with its ratio to the other branches in the last year in which its share was at least
 * half of its highest of ten years. Materials that CEADs does not carry go to the material's fallback sector.
 */
export function industryFuelShares(sources: Sources, material: Material): Map<string, number> {
  const last = Math.max(...sources.ceads.keys());
  const use = (year: number, sector: string): number =>
    sources.ceads.get(year)?.get(sector)?.get(material.ceadsFuel) ?? 0;
  const total = (year: number): number => industrySectors.reduce((sum, sector) => sum + use(year, sector), 0);
  if (material.ceadsFuel === "" || total(last) === 0) return new Map([[material.fallbackSector, 1]]);

  const weights = new Map<string, number>();
  for (const sector of industrySectors) {
    const now = use(last, sector);
    if (now > 0.001 * total(last)) {
      weights.set(sector, now);
      continue;
    }
    const years = Array.from({ length: gapYears }, (_, index) => last - index).filter((year) => total(year) > 0);
    const share = (year: number): number => use(year, sector) / total(year);
    const highest = Math.max(...years.map(share));
    const reference = highest < 0.01 ? undefined : years.find((year) => share(year) >= highest / 2);
    // A branch that then burnt all of it leaves no ratio to the others.
    const others = reference === undefined ? 0 : total(reference) - use(reference, sector);
    if (reference === undefined || others < 0.001 * total(reference)) weights.set(sector, now);
    else weights.set(sector, (use(reference, sector) / others) * total(last));
  }
  const sum = [...weights.values()].reduce((a, b) => a + b, 0);
  return new Map([...weights].filter(([, weight]) => weight > 0).map(([sector, weight]) => [sector, weight / sum]));
}

/** Estimated shares of industry's electricity or heat by sector. Throws unless they sum to 1. */
export function industryEnergyShares(sources: Sources, carrier: string): Map<string, number> {
  const rows = sources.industryShares.filter((row) => row.carrier === carrier);
  const sum = rows.reduce((total, row) => total + row.fact.value, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new Error(`industry_shares.csv: the shares of ${carrier} sum to ${sum}, not 1`);
  return new Map(rows.map((row) => [row.sector, row.fact.value]));
}
