import { originAt } from "../../scenario/paths/cell-path.ts";
import { sumBy } from "../../statistics/sum.ts";
import { cellOf } from "../china/balance/grid.ts";
import type { TableRow } from "../stated.ts";
import { type Put, type RegionNumbers, subregionTable } from "./region-numbers.ts";
import type { PlainShares } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** Room that value-added shares must leave to services. */
const leastServices = 0.02;

/**
 * Urban share, value-added shares and shares in new equipment of a part. Each keeps its ratio to the parent's of the
 * base year: rural share by rural share, value added by sector, new equipment by stock.
 */
export function cityPaths(part: Subregion, plain: PlainShares): TableRow[] {
  const { parent } = part;
  const { rows, put } = subregionTable(parent);
  const ratio = plain.population === 0 ? 1 : plain.rural / plain.population;
  for (const year of yearsOf(parent, "urban_share", [])) {
    const share = Math.min(1, Math.max(0, 1 - (1 - parent.at("urban_share", [], year)) * ratio));
    put("urban_share", [], share, `rural share of the parent times ${ratio.toFixed(3)}`, year);
  }
  putValueAdded(parent, plain, put);
  for (const sector of parent.members("sector")) if (!sector.startsWith("road")) putNewEquipment(part, sector, put);
  return rows;
}

function putValueAdded(parent: RegionNumbers, plain: PlainShares, put: Put): void {
  const ratioOf = (sector: string): number => {
    if (plain.gdp === 0) return 1;
    if (sector === "agriculture") return plain.primary / plain.gdp;
    if (sector === "rail_water_air" || sector === "services") return plain.tertiary / plain.gdp;
    return plain.secondary / plain.gdp;
  };
  const sectors = parent.cells("value_added_path").map(({ members }) => members[0]);
  const others = sectors.filter((name) => name !== "services");
  const moved = (sector: string, year: number): number =>
    parent.at("value_added_path", [sector], year) * ratioOf(sector);
  for (const sector of sectors)
    for (const year of yearsOf(parent, "value_added_path", [sector])) {
      const excess = Math.max(1, sumBy(others, (name) => moved(name, year)) / (1 - leastServices));
      const scaled = excess > 1 ? ", scaled to leave services 2 %" : "";
      const rule = `parent times ${ratioOf(sector).toFixed(3)}${scaled}`;
      put("value_added_path", [sector], moved(sector, year) / excess, rule, year);
    }
}

/** New equipment differs from the parent's as the stock does; the parent's remainder carrier closes the sum. */
function putNewEquipment({ parent, energy }: Subregion, sector: string, put: Put): void {
  const carriers = parent.members("carrier");
  const stock = (carrier: string): number => cellOf(energy, sector, carrier);
  const parentStock = (carrier: string): number => parent.at("base_final_energy", [sector, carrier]);
  const [sum, parentSum] = [sumBy(carriers, stock), sumBy(carriers, parentStock)];
  if (sum === 0 || parentSum === 0) return;
  const ratio = (carrier: string): number =>
    parentStock(carrier) === 0 ? 1 : stock(carrier) / sum / (parentStock(carrier) / parentSum);
  if (carriers.every((carrier) => Math.abs(ratio(carrier) - 1) < 1e-9)) return;
  const remainder = carriers.find((carrier) => parent.at("share_remainder", [sector, carrier]) === 1);
  const given = parent.cells("new_share").filter(({ members }) => members[0] === sector);
  const years = [...new Set(given.flatMap(({ path }) => [...path.years.keys()]))].sort((a, b) => a - b);
  for (const year of years) {
    const listed = given.filter(({ members }) => members[1] !== remainder);
    const fresh = new Map(listed.map(({ members, path }) => [members[1], originAt(path, year).value]));
    if (remainder !== undefined) fresh.set(remainder, Math.max(0, 1 - sumBy(fresh.values(), (share) => share)));
    const weights = [...fresh].map(([carrier, value]) => [carrier, value * ratio(carrier)] as const);
    const weight = sumBy(weights, ([, value]) => value);
    for (const [carrier, value] of weights)
      if (carrier !== remainder && weight !== 0)
        put("new_share", [sector, carrier], value / weight, "parent times the ratio of stock shares", year);
  }
}

function yearsOf({ region, path }: RegionNumbers, id: string, members: readonly string[]): number[] {
  const given = path(id, members);
  return given === undefined || given.constant !== undefined ? [region.baseYear] : [...given.years.keys()];
}
