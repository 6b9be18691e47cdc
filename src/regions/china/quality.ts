import { csvText } from "../../text/csv.ts";
import type { Row } from "../csv.ts";
import { everyYear, isSharedOut, type Stated } from "../stated.ts";
import { sumOf, total } from "./balance/grid.ts";
import type { RegionBuild } from "./build-region.ts";
import { realGdp } from "./gdp.ts";
import type { Sources } from "./sources.ts";

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

/** Final energy of the base year by sector, Mtce, and the part of it whose split is estimated; then of all sectors. */
function estimatedEnergy({ inventory }: RegionBuild) {
  const sectors = [...inventory.energy].map(([sector, cells]) => {
    const energy = total(cells.values());
    return { sector, energy, estimated: Math.min(inventory.estimatedEnergy.get(sector) ?? 0, energy) };
  });
  const estimated = total(sectors.map((of) => of.estimated));
  return { sectors, all: { sector: "all sectors", energy: sumOf(inventory.energy), estimated } };
}

/**
 * The checks of a region with their reasons (`reasons`: region and check, parted by a blank): the accounts it is held
 * against, calibration factors outside 0.8-1.25 and the share of estimated energy.
 */
export function qualityRows(region: string, build: RegionBuild, reasons: ReadonlyMap<string, string>): QualityRow[] {
  const { all } = estimatedEnergy(build);
  const held = build.checks.filter(({ allowed }) => allowed !== undefined);
  const unusual = build.calibration.filter(({ reason }) => reason !== "");
  return [
    ...held.map(({ id: check, computed, published, unit, allowed, reason: note }) => {
      const reason = reasons.get(`${region} ${check}`) ?? note;
      return { region, check, computed, published, unit, allowed, reason };
    }),
    ...unusual.map(({ cell, factor, reason }) => {
      const check = `calibration ${cell}`;
      return { region, check, computed: factor, published: 1, unit: "1", allowed: 0.25, reason };
    }),
    {
      region,
      check: "estimated_share",
      computed: all.estimated / all.energy,
      unit: "1",
      reason: "part of final energy whose split by sector is estimated",
    },
  ];
}

/** The columns of `nowcastRows`. */
export const nowcastColumns = ["region", "quantity", "year", "observed", "shared_out", "reason"];

/**
 * What was observed of a region after its base year, as `run` and `list regions --quality` hold the model against it: what
 * became of the base year's value, or the level; with the reason for a difference that is known.
 */
export function nowcastRows(
  sources: Sources,
  quantities: readonly Row[],
  reasons: ReadonlyMap<string, string>,
): (string | number)[][] {
  const { base, lastObserved } = sources.years;
  return quantities.flatMap(({ quantity, variable, compared }) => {
    const published = (year: number): Stated | undefined =>
      variable === "gdp" ? realGdp(sources, year) : sources.published(variable, year);
    const then = published(base)?.value ?? 0;
    let grown: Stated | undefined;
    return everyYear(base, lastObserved).flatMap((year) => {
      const own = published(year);
      if (compared === "growth") {
        // Growth of a year without one before it is of nothing.
        const before = year === base ? 1 : grown?.value;
        const factor = year === base ? 1 : 1 + (own?.value ?? Number.NaN) / 100;
        grown = own && before !== undefined ? { ...own, value: before * factor } : undefined;
      }
      const now = compared === "growth" ? grown : own;
      const of = compared === "index" ? then : 1;
      if (now === undefined || now.value === 0 || of === 0) return [];
      const reason = reasons.get(`${sources.id} nowcast ${quantity} ${year}`) ?? "";
      const observed = Number((now.value / of).toPrecision(6));
      return [[sources.id, quantity, year, observed, isSharedOut(now) ? "yes" : "", reason]];
    });
  });
}

/** Rows whose difference is larger than allowed and that give no reason. */
export function unexplained(rows: readonly QualityRow[]): QualityRow[] {
  return rows.filter(({ computed, published = computed, allowed = Number.POSITIVE_INFINITY, reason }) => {
    return reason === "" && Math.abs(computed - published) > allowed * Math.abs(published);
  });
}

const columns: Readonly<Record<string, (row: QualityRow) => string | number | undefined>> = {
  region: ({ region }) => region,
  check: ({ check }) => check,
  computed: ({ computed }) => Number(computed.toPrecision(6)),
  published: ({ published }) => published && Number(published.toPrecision(6)),
  difference: ({ computed, published }) =>
    published === undefined ? undefined : Number((computed / published - 1).toFixed(4)),
  unit: ({ unit }) => unit,
  reason: ({ reason }) => reason,
};

/** The table of all regions. */
export function qualityCsv(rows: readonly QualityRow[]): string {
  const cells = Object.values(columns);
  return csvText(
    Object.keys(columns),
    rows.map((row) => cells.map((cell) => cell(row))),
    { plain: true },
  );
}

function round(value: number | Stated = Number.NaN, digits = 3): string {
  return (typeof value === "number" ? value : value.value).toFixed(digits);
}

/** What the build prints: checks, balance, calibration factors, estimated shares and residuals. */
export function buildReport(build: RegionBuild): string {
  const { inventory, electricity: power, accounts } = build;
  const { sectors, all } = estimatedEnergy(build);
  const part = (of: typeof all): string => `estimated ${round((of.estimated / of.energy) * 100, 0)} %`;
  const hoursOf = (plant: string): string => (build.hours.has(plant) ? ` (${round(build.hours.get(plant), 0)} h)` : "");
  return [
    "cross-checks (nothing is calibrated to them)",
    ...build.checks.flatMap(({ met, name, computed, published, unit, tolerance, note }) => [
      `  ${met ? "met    " : "NOT MET"} ${name}: ${round(computed)} against ${round(published)} ${unit} (${round((computed / published - 1) * 100, 1)} %, allowed ${tolerance * 100} %)`,
      ...(note === "" ? [] : [`          ${note}`]),
    ]),
    "electricity, TWh",
    ...[...power.generation].map(([plant, twh]) => `  ${plant} ${round(twh)}${hoursOf(plant)}`),
    ...[...power.imports].map(([kind, twh]) => `  ${kind} ${round(twh)}`),
    `  pumped storage out ${round(power.pumpedOutput)}, in ${round(power.pumpedInput)}; exports ${round(power.exports)}; own use ${round(power.ownUse)}; loss ${round(power.loss)} (takes up ${round(power.residual, 4)}); total use ${round(power.totalUse)}`,
    `primary energy, Mtce: coal ${round(accounts.coal, 1)}, oil ${round(accounts.oil, 1)}, gas ${round(accounts.gas, 1)}, non-fossil ${round(accounts.localNonFossil + accounts.biomass, 1)}, net imports ${round(accounts.cleanImports + accounts.thermalImports, 1)}, total ${round(accounts.total, 1)}`,
    "calibration factors (inventory over national standard factor); ! outside 0.9-1.1",
    ...build.calibration.map(({ cell, factor, mt, reason }) => {
      const mark = factor < 0.9 || factor > 1.1 ? "!" : " ";
      return `  ${mark} ${cell} ${round(factor)} (${round(mt, 2)} Mt)${reason === "" ? "" : `: ${reason}`}`;
    }),
    "energy by sector, Mtce, and the part whose split is estimated",
    ...[...sectors, all].map((of) => `  ${of.sector} ${round(of.energy, 2)}, ${part(of)}`),
    "  data centres are parted from services by the national share; extraction of coal and oil is nil",
    "residuals",
    `  carbon in less out of coking ${round(inventory.cokingResidual, 3)} Mt CO2 (below 0: set to 0)`,
    `  step between the accounts of past and base year after moving power and heat: ${round(build.accountStep * 100, 1)} %`,
    "reference years",
    ...build.references.flatMap(({ year, assessed, carbonIntensity, energyIntensity }) => [
      `  ${year}: assessed ${round(assessed, 1)} Mt (${round(assessed.low, 1)}-${round(assessed.high, 1)}), ${round(carbonIntensity)} tCO2 and ${round(energyIntensity)} tce per 1e4 CNY`,
      `        ${assessed.rule}`,
    ]),
  ].join("\n");
}
