import { originAt } from "../../scenario/paths/cell-path.ts";
import { cellOf } from "../china/balance/grid.ts";
import type { TableRow } from "../stated.ts";
import { type RegionNumbers, type SubregionTable, subregionTable } from "./region-numbers.ts";
import type { PlainShares } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** Room that value-added shares must leave to services. */
const leastServices = 0.02;

/**
 * Urban share, value-added shares and shares in new equipment of a part. Each keeps its ratio to the parent's of the
 * base year: rural share by rural share, value added by sector, new equipment by stock.
 */
export function cityPaths(parent: RegionNumbers, subregion: Subregion, plain: PlainShares): TableRow[] {
  const table = subregionTable(parent);
  putUrbanShare(parent, plain, table);
  putValueAdded(parent, plain, table);
  putNewEquipment(parent, subregion, table);
  return table.rows;
}

function putUrbanShare(parent: RegionNumbers, plain: PlainShares, { put }: SubregionTable): void {
  const ratio = plain.population === 0 ? 1 : plain.rural / plain.population;
  for (const year of yearsOf(parent, "urban_share", [])) {
    const share = Math.min(1, Math.max(0, 1 - (1 - parent.at("urban_share", [], year)) * ratio));
    put("urban_share", [], share, `rural share of the parent times ${ratio.toFixed(3)}`, year);
  }
}

function putValueAdded(parent: RegionNumbers, plain: PlainShares, { put }: SubregionTable): void {
  const ratioOf = (sector: string): number => {
    if (plain.gdp === 0) return 1;
    if (sector === "agriculture") return plain.primary / plain.gdp;
    if (sector === "rail_water_air" || sector === "services") return plain.tertiary / plain.gdp;
    return plain.secondary / plain.gdp;
  };
  const sectors = parent.cells("value_added_path").map(({ members }) => members[0]);
  const moved = (sector: string, year: number): number =>
    parent.at("value_added_path", [sector], year) * ratioOf(sector);
  for (const sector of sectors)
    for (const year of yearsOf(parent, "value_added_path", [sector])) {
      const others = sectors.filter((name) => name !== "services");
      const total = others.reduce((sum, name) => sum + moved(name, year), 0);
      const excess = Math.max(1, total / (1 - leastServices));
      const scaled = excess > 1 ? ", scaled to leave services 2 %" : "";
      const rule = `parent times ${ratioOf(sector).toFixed(3)}${scaled}`;
      put("value_added_path", [sector], moved(sector, year) / excess, rule, year);
    }
}

/** New equipment differs from the parent's as the stock does; the parent's remainder carrier closes the sum. */
function putNewEquipment(parent: RegionNumbers, subregion: Subregion, { put }: SubregionTable): void {
  const carriers = parent.members("carrier");
  for (const sector of parent.members("sector")) {
    if (sector.startsWith("road")) continue;
    const stock = (carrier: string): number => cellOf(subregion.energy, sector, carrier);
    const parentStock = (carrier: string): number => parent.at("base_final_energy", [sector, carrier]);
    const sum = carriers.reduce((total, carrier) => total + stock(carrier), 0);
    const parentSum = carriers.reduce((total, carrier) => total + parentStock(carrier), 0);
    if (sum === 0 || parentSum === 0) continue;
    const ratio = (carrier: string): number =>
      parentStock(carrier) === 0 ? 1 : stock(carrier) / sum / (parentStock(carrier) / parentSum);
    if (carriers.every((carrier) => Math.abs(ratio(carrier) - 1) < 1e-9)) continue;
    const remainder = carriers.find((carrier) => parent.at("share_remainder", [sector, carrier]) === 1);
    const given = parent.cells("new_share").filter(({ members }) => members[0] === sector);
    const years = [...new Set(given.flatMap(({ path }) => [...path.years.keys()]))].sort((a, b) => a - b);
    for (const year of years) {
      const fresh = new Map(
        given
          .filter(({ members }) => members[1] !== remainder)
          .map(({ members, path }) => [members[1], originAt(path, year).value] as const),
      );
      const listed = [...fresh.values()].reduce((a, b) => a + b, 0);
      if (remainder !== undefined) fresh.set(remainder, Math.max(0, 1 - listed));
      const weights = [...fresh].map(([carrier, value]) => [carrier, value * ratio(carrier)] as const);
      const weight = weights.reduce((total, [, value]) => total + value, 0);
      for (const [carrier, value] of weights)
        if (carrier !== remainder && weight !== 0)
          put("new_share", [sector, carrier], value / weight, "parent times the ratio of stock shares", year);
    }
  }
}

function yearsOf(parent: RegionNumbers, id: string, members: readonly string[]): number[] {
  const cell = parent.cells(id).find((candidate) => candidate.members.join(".") === members.join("."));
  return cell === undefined || cell.path.constant !== undefined
    ? [parent.region.baseYear]
    : [...cell.path.years.keys()];
}
