import { type Stated, stated } from "../../stated.ts";
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
export function industryFuelShares(sources: Sources, material: Material): Map<string, Stated> {
  const last = Math.max(...sources.ceads.keys());
  const { ceadsFuel, fallbackSector } = material;
  const factOf = (year: number, sector: string): Stated | undefined =>
    sources.ceads.get(year)?.get(sector)?.get(ceadsFuel);
  const use = (year: number, sector: string): number => factOf(year, sector)?.value ?? 0;
  const total = (year: number): number => industrySectors.reduce((sum, sector) => sum + use(year, sector), 0);
  if (ceadsFuel === "" || total(last) === 0)
    return new Map([[fallbackSector, stated(1, "1", [], `all of industry's use: CEADs has none of it by branch`)]]);

  const facts = (year: number): Stated[] => industrySectors.flatMap((sector) => factOf(year, sector) ?? []);
  const weights = new Map<string, { readonly weight: number; readonly year: number }>();
  for (const sector of industrySectors) {
    const now = use(last, sector);
    if (now > 0.001 * total(last)) {
      weights.set(sector, { weight: now, year: last });
      continue;
    }
    const years = Array.from({ length: gapYears }, (_, index) => last - index).filter((year) => total(year) > 0);
    const share = (year: number): number => use(year, sector) / total(year);
    const highest = Math.max(...years.map(share));
    const reference = highest < 0.01 ? undefined : years.find((year) => share(year) >= highest / 2);
    // A branch that then burnt all of it leaves no ratio to the others.
    const others = reference === undefined ? 0 : total(reference) - use(reference, sector);
    if (reference === undefined || others < 0.001 * total(reference)) weights.set(sector, { weight: now, year: last });
    else weights.set(sector, { weight: (use(reference, sector) / others) * total(last), year: reference });
  }
  const sum = [...weights.values()].reduce((so, { weight }) => so + weight, 0);
  return new Map(
    [...weights]
      .filter(([, { weight }]) => weight > 0)
      .map(([sector, { weight, year }]) => {
        const rule = `industry split by sector as CEADs' fuel of ${year}`;
        return [
          sector,
          stated(weight / sum, "1", year === last ? facts(last) : [...facts(last), ...facts(year)], rule),
        ];
      }),
  );
}

/** Estimated shares of industry's electricity or heat by sector. Throws unless they sum to 1. */
export function industryEnergyShares(sources: Sources, carrier: string): Map<string, Stated> {
  const rows = sources.industryShares.filter((row) => row.carrier === carrier);
  const sum = rows.reduce((total, { share }) => total + share.value, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new Error(`industry_shares.csv: the shares of ${carrier} sum to ${sum}, not 1`);
  return new Map(rows.map(({ sector, share }) => [sector, share]));
}

/** A sector's part of what industry uses together. */
export function sectorPart(use: Stated, share: Stated): Stated {
  return stated(use.value * share.value, use.unit, [use, share], share.rule);
}
