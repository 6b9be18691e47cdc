import { csvText } from "../../text/csv.ts";
import { sumOf, total } from "./balance/grid.ts";
import type { RegionBuild } from "./build-region.ts";

/** A line of the table that says how good a region's base year is. */
export interface QualityRow {
  readonly region: string;
  readonly check: string;
  readonly computed: number;
  /** Undefined where there is nothing to hold it against. */
  readonly published?: number;
  readonly unit: string;
  /** Relative difference that is allowed without a reason. */
  readonly allowed?: number;
  readonly reason: string;
}

/** Relative differences above which a check needs a written reason. */
const explained: Readonly<Record<string, number>> = {
  inventory: 0.1,
  grid_factor: 0.25,
  electricity_use: 0.01,
  primary_energy: 0.1,
  power_coal: 0.25,
  mining_coal: 0.25,
};

/** Checks whose own note is the reason where none is written. */
const selfExplained = new Set(["electricity_use", "mining_coal"]);

/** Part of the final energy of the base year whose split by sector is estimated. */
export function estimatedShare(build: RegionBuild): number {
  let estimated = 0;
  for (const [sector, cells] of build.inventory.energy) {
    estimated += Math.min(build.inventory.estimatedEnergy.get(sector) ?? 0, total(cells.values()));
  }
  return estimated / sumOf(build.inventory.energy);
}

/**
 * The checks of a region with their reasons (`reasons`: region and check, parted by a blank): the accounts it is held
 * against, calibration factors outside 0.8-1.25 and the share of estimated energy.
 */
export function qualityRows(region: string, build: RegionBuild, reasons: ReadonlyMap<string, string>): QualityRow[] {
  const rows: QualityRow[] = [];
  for (const check of build.checks) {
    const allowed = explained[check.id];
    if (allowed === undefined) continue;
    rows.push({
      region,
      check: check.id,
      computed: check.computed,
      published: check.published,
      unit: check.unit,
      allowed,
      reason: reasons.get(`${region} ${check.id}`) ?? (selfExplained.has(check.id) ? check.note : ""),
    });
  }
  for (const factor of build.calibration) {
    if (factor.reason !== "")
      rows.push({
        region,
        check: `calibration ${factor.cell}`,
        computed: factor.factor,
        published: 1,
        unit: "1",
        allowed: 0.25,
        reason: factor.reason,
      });
  }
  rows.push({
    region,
    check: "estimated_share",
    computed: estimatedShare(build),
    unit: "1",
    reason: "part of final energy whose split by sector is estimated",
  });
  return rows;
}

/** Rows whose difference is larger than allowed and that give no reason. */
export function unexplained(rows: readonly QualityRow[]): QualityRow[] {
  return rows.filter(
    ({ computed, published, allowed, reason }) =>
      published !== undefined &&
      allowed !== undefined &&
      Math.abs(computed - published) > allowed * Math.abs(published) &&
      reason === "",
  );
}

/** The table of all regions. */
export function qualityCsv(rows: readonly QualityRow[]): string {
  return csvText(
    ["region", "check", "computed", "published", "difference", "unit", "reason"],
    rows.map(({ region, check, computed, published, unit, reason }) => [
      region,
      check,
      Number(computed.toPrecision(6)),
      published === undefined ? undefined : Number(published.toPrecision(6)),
      published === undefined ? undefined : Number((computed / published - 1).toFixed(4)),
      unit,
      reason,
    ]),
    { plain: true },
  );
}
