import type { Model } from "../../../engine/language/model.ts";
import { judged, stated, type TableRow, tableWriter } from "../../stated.ts";
import { type Grid, total } from "../balance/grid.ts";
import type { Sources } from "../sources.ts";

const fossil = new Set(["coal", "coke", "oil", "gas"]);

/**
 * Shares of carriers in new equipment for the reference: the stock's, with electricity raised by the stated gap at
 * the expense of fossil carriers in proportion (never more than half of them). The largest carrier is the remainder.
 * Road sectors enter with their buses, a sector without energy with electricity.
 */
export function newShares(
  sources: Sources,
  energy: Grid,
  sectors: readonly string[],
  year: number,
  model: Model,
): TableRow[] {
  const { rows, put } = tableWriter(model);
  const gap = sources.constant("electrification_gap");
  const bus = sources.constant("new_bus_electric");
  const booked = sources.balance("Electricity", "Total Consumption");
  for (const sector of sectors) {
    const road = sector.startsWith("road");
    const stock = road ? busShares(sector === "road_passenger" ? bus.value : 0) : shareOf(energy, sector);
    const fuels = total([...stock].flatMap(([carrier, share]) => (fossil.has(carrier) ? [share] : [])));
    const moved = road || sector === "rail_water_air" ? 0 : Math.min(gap.value, fuels / 2);
    const kept = fuels > 0 ? 1 - moved / fuels : 1;
    const fresh = new Map([...stock].map(([carrier, share]) => [carrier, fossil.has(carrier) ? share * kept : share]));
    fresh.set("electricity", (fresh.get("electricity") ?? 0) + moved);
    const remainder = [...fresh].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    put(`share_remainder.${sector}.${remainder}`, undefined, judged(1, "1", "largest carrier of new equipment"));
    const up = `; electricity up by ${Number(moved.toPrecision(3))} in place of fossil fuel (national trend)`;
    const byStock = `stock share${moved === 0 ? "" : up}`;
    const rule = road ? `buses and coaches: ${bus.value} of the new ones electric (${bus.rule})` : byStock;
    const from = road ? [bus] : [booked, moved === 0 ? undefined : gap];
    for (const [carrier, share] of fresh)
      if (carrier !== remainder && share !== 0)
        put(`new_share.${sector}.${carrier}`, year, stated(share, "1", from, rule));
  }
  return rows;
}

function shareOf(energy: Grid, sector: string): Map<string, number> {
  const cells = energy.get(sector);
  const all = total(cells?.values() ?? []);
  if (cells === undefined || all === 0) return new Map([["electricity", 1]]);
  return new Map([...cells].map(([carrier, mtce]) => [carrier, mtce / all]));
}

function busShares(electric: number): Map<string, number> {
  return new Map(Object.entries({ oil: 1 - electric, electricity: electric }));
}
