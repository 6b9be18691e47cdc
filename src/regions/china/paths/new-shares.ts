import type { TableRow } from "../../table-row.ts";
import type { Grid } from "../balance/grid.ts";
import type { Sources } from "../sources.ts";

const fossil = new Set(["coal", "coke", "oil", "gas"]);

/**
 * Shares of carriers in new equipment for the reference: the stock's, with electricity raised by the stated gap at
 * the expense of fossil carriers in proportion (never more than half of them). The largest carrier is the remainder.
 * Road sectors enter with their buses, a sector without energy with electricity.
 */
export function newShares(sources: Sources, energy: Grid, sectors: readonly string[], baseYear: number): TableRow[] {
  const rows: TableRow[] = [];
  const gap = sources.constant("electrification_gap");
  const rule = `stock share; electricity up by ${gap} in place of fossil fuel (national trend)`;
  for (const sector of sectors) {
    const stock = sector.startsWith("road") ? busShares(sources, sector) : shareOf(energy, sector);
    const fuels = [...stock].filter(([carrier]) => fossil.has(carrier)).reduce((sum, [, share]) => sum + share, 0);
    const moved = sector.startsWith("road") || sector === "rail_water_air" ? 0 : Math.min(gap, fuels / 2);
    const fresh = new Map(
      [...stock].map(([carrier, share]) => [
        carrier,
        fossil.has(carrier) && fuels > 0 ? share * (1 - moved / fuels) : share,
      ]),
    );
    fresh.set("electricity", (fresh.get("electricity") ?? 0) + moved);
    const remainder = [...fresh].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    rows.push({
      id: "share_remainder",
      members: `${sector}.${remainder}`,
      year: undefined,
      value: 1,
      unit: "1",
      source: "judgement",
      estimated: "largest carrier of new equipment",
    });
    for (const [carrier, share] of fresh) {
      if (carrier === remainder || share === 0) continue;
      rows.push({
        id: "new_share",
        members: `${sector}.${carrier}`,
        year: baseYear,
        value: share,
        unit: "1",
        source: "cesy_2022; nbs_recalled",
        estimated: sector.startsWith("road")
          ? "buses and coaches: half of the new ones electric (clean buses 82.6 % in 2020, climate plan)"
          : rule,
      });
    }
  }
  return rows;
}

function shareOf(energy: Grid, sector: string): Map<string, number> {
  const cells = energy.get(sector);
  const total = [...(cells?.values() ?? [])].reduce((a, b) => a + b, 0);
  if (cells === undefined || total === 0) return new Map([["electricity", 1]]);
  return new Map([...cells].map(([carrier, mtce]) => [carrier, mtce / total]));
}

function busShares(sources: Sources, sector: string): Map<string, number> {
  const electric = sector === "road_passenger" ? sources.constant("new_bus_electric") : 0;
  return new Map([
    ["oil", 1 - electric],
    ["electricity", electric],
  ]);
}
