import { originAt } from "../../scenario/paths/cell-path.ts";
import { cellOf } from "../china/balance/grid.ts";
import type { TableRow } from "../table-row.ts";
import type { Part } from "./part.ts";
import type { PlainShares } from "./shares.ts";
import type { Whole } from "./whole.ts";

/** Room that value-added shares must leave to services. */
const leastServices = 0.02;

/**
 * Urban share, value-added shares and shares in new equipment of a part. Each keeps its ratio to the parent's of the
 * base year: rural share by rural share, value added by sector, new equipment by stock.
 */
export function cityPaths(whole: Whole, part: Part, plain: PlainShares): TableRow[] {
  return [...urbanShare(whole, plain), ...valueAdded(whole, plain), ...newEquipment(whole, part)];
}

function urbanShare(whole: Whole, plain: PlainShares): TableRow[] {
  const ratio = plain.population === 0 ? 1 : plain.rural / plain.population;
  return yearsOf(whole, "urban_share", []).map((year) =>
    row(
      whole,
      "urban_share",
      "",
      year,
      Math.min(1, Math.max(0, 1 - (1 - whole.at("urban_share", [], year)) * ratio)),
      `rural share of the parent times ${ratio.toFixed(3)}`,
    ),
  );
}

function valueAdded(whole: Whole, plain: PlainShares): TableRow[] {
  const ratioOf = (sector: string): number => {
    if (plain.gdp === 0) return 1;
    if (sector === "agriculture") return plain.primary / plain.gdp;
    if (sector === "rail_water_air" || sector === "services") return plain.tertiary / plain.gdp;
    return plain.secondary / plain.gdp;
  };
  const sectors = whole.cells("value_added_path").map(({ members }) => members[0]);
  const years = [...new Set(sectors.flatMap((sector) => yearsOf(whole, "value_added_path", [sector])))];
  const total = new Map(
    years.map((year) => [
      year,
      sectors
        .filter((sector) => sector !== "services")
        .reduce((sum, sector) => sum + whole.at("value_added_path", [sector], year) * ratioOf(sector), 0),
    ]),
  );
  return sectors.flatMap((sector) =>
    yearsOf(whole, "value_added_path", [sector]).map((year) => {
      const excess = Math.max(1, (total.get(year) ?? 0) / (1 - leastServices));
      return row(
        whole,
        "value_added_path",
        sector,
        year,
        (whole.at("value_added_path", [sector], year) * ratioOf(sector)) / excess,
        `parent times ${ratioOf(sector).toFixed(3)}${excess > 1 ? ", scaled to leave services 2 %" : ""}`,
      );
    }),
  );
}

/** New equipment differs from the parent's as the stock does; the parent's remainder carrier closes the sum. */
function newEquipment(whole: Whole, part: Part): TableRow[] {
  const rows: TableRow[] = [];
  const carriers = whole.members("carrier");
  for (const sector of whole.members("sector")) {
    if (sector.startsWith("road")) continue;
    const stock = (carrier: string): number => cellOf(part.energy, sector, carrier);
    const wholeStock = (carrier: string): number => whole.at("base_final_energy", [sector, carrier]);
    const sum = carriers.reduce((total, carrier) => total + stock(carrier), 0);
    const wholeSum = carriers.reduce((total, carrier) => total + wholeStock(carrier), 0);
    if (sum === 0 || wholeSum === 0) continue;
    const ratio = (carrier: string): number =>
      wholeStock(carrier) === 0 ? 1 : stock(carrier) / sum / (wholeStock(carrier) / wholeSum);
    if (carriers.every((carrier) => Math.abs(ratio(carrier) - 1) < 1e-9)) continue;
    const remainder = carriers.find((carrier) => whole.at("share_remainder", [sector, carrier]) === 1);
    const given = whole.cells("new_share").filter(({ members }) => members[0] === sector);
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
      for (const [carrier, value] of weights) {
        if (carrier === remainder || weight === 0) continue;
        rows.push(
          row(
            whole,
            "new_share",
            `${sector}.${carrier}`,
            year,
            value / weight,
            "parent times the ratio of stock shares",
          ),
        );
      }
    }
  }
  return rows;
}

function yearsOf(whole: Whole, id: string, members: readonly string[]): number[] {
  const cell = whole.cells(id).find((candidate) => candidate.members.join(".") === members.join("."));
  return cell === undefined || cell.path.constant !== undefined ? [whole.region.baseYear] : [...cell.path.years.keys()];
}

function row(whole: Whole, id: string, members: string, year: number, value: number, estimated: string): TableRow {
  const unit = whole.model.parameters.get(id)?.unit.text ?? "";
  return {
    id,
    members,
    year,
    value: Number(value.toPrecision(9)),
    unit,
    source: `region ${whole.region.id}`,
    estimated,
  };
}
