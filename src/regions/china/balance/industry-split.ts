import { type Stated, stated } from "../../stated.ts";
import type { Material, Sources } from "../sources.ts";
import { total } from "./grid.ts";

/** The industrial sectors of the model that the balance keeps together. */
export const industrySectors = ["mining", "steel", "minerals", "chemicals", "refining", "nonferrous", "manufacturing"];

/** How far back a branch is looked for whose fuel the newest inventory leaves out. */
const gapYears = 10;

/**
 * Shares of industry's use of the material by sector, summing to 1, from the newest CEADs year.
 * A branch that CEADs leaves out there although it used the fuel before (chemicals' coal, from which raw-material
 * use is deducted) enters with its ratio to the other branches in the last year in which its share was at least
 * half of its highest of ten years. Materials that CEADs does not carry go to the material's fallback sector.
 */
export function industryFuelShares(sources: Sources, material: Material): Map<string, Stated> {
  const last = Math.max(...sources.ceads.keys());
  const { ceadsFuel, fallbackSector } = material;
  const of = (year: number, sector: string): Stated | undefined => sources.ceads.get(year)?.get(sector)?.get(ceadsFuel);
  const use = (year: number, sector: string): number => of(year, sector)?.value ?? 0;
  const facts = (year: number): Stated[] => industrySectors.flatMap((sector) => of(year, sector) ?? []);
  const sum = (year: number): number => total(facts(year));
  if (ceadsFuel === "" || sum(last) === 0)
    return new Map([[fallbackSector, stated(1, "1", [], `all of industry's use: CEADs has none of it by branch`)]]);

  const years = Array.from({ length: gapYears }, (_, index) => last - index).filter((year) => sum(year) > 0);
  const weights = industrySectors.map((sector) => {
    const now = { sector, weight: use(last, sector), year: last };
    if (now.weight > 0.001 * sum(last)) return now;
    const share = (year: number): number => use(year, sector) / sum(year);
    const highest = Math.max(...years.map(share));
    const year = highest < 0.01 ? undefined : years.find((year) => share(year) >= highest / 2);
    if (year === undefined) return now;
    const others = sum(year) - use(year, sector);
    // A branch that then burnt all of it leaves no ratio to the others.
    if (others < 0.001 * sum(year)) return now;
    return { sector, weight: (use(year, sector) / others) * sum(last), year };
  });
  const all = total(weights.map(({ weight }) => weight));
  const shares = weights.filter(({ weight }) => weight > 0);
  return new Map(
    shares.map(({ sector, weight, year }) => {
      const from = year === last ? facts(last) : [...facts(last), ...facts(year)];
      return [sector, stated(weight / all, "1", from, `industry split by sector as CEADs' fuel of ${year}`)];
    }),
  );
}

/** Estimated shares of industry's electricity or heat by sector. Throws unless they sum to 1. */
export function industryEnergyShares(sources: Sources, carrier: string): Map<string, Stated> {
  const rows = sources.industryShares.filter((row) => row.carrier === carrier);
  const sum = total(rows.map(({ share }) => share));
  if (Math.abs(sum - 1) > 1e-9) throw new Error(`industry_shares.csv: the shares of ${carrier} sum to ${sum}, not 1`);
  return new Map(rows.map(({ sector, share }) => [sector, share]));
}

/** A sector's part of what industry uses together. */
export function sectorPart(use: Stated, share: Stated): Stated {
  return stated(use.value * share.value, use.unit, [use, share], share.rule);
}
