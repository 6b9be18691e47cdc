import { need } from "../../../text/need.ts";
import { type Row, toNumber } from "../../csv.ts";
import { totalEnergy } from "../gdp.ts";
import type { PastYear } from "../history.ts";
import { type PrimaryEnergy, suppliedEnergy } from "./accounts.ts";
import { cellOf, total } from "./grid.ts";
import { importFactor, marketGrid, senderFactor } from "./imports.ts";
import { industrySectors } from "./industry-split.ts";
import { type BaseYear, type Inventory, splitCo2 } from "./inventory.ts";
import { usualGrowth, type YearBefore } from "./reconstruct.ts";

/** What the checks of a region are made of: `cleanImports` is the clean part of gross imports, TWh. */
interface Checked extends BaseYear {
  readonly accounts: PrimaryEnergy;
  /** The past account by year, ascending. */
  readonly past: readonly PastYear[];
  readonly before: YearBefore;
  readonly cleanImports: number;
  /** Rows of checks.csv: published values that nothing else reads. */
  readonly published: readonly Row[];
}

/** A check by its key in cross_checks.csv (or with a row of its own); without a published value it is left out. */
type Draft = readonly [check: string, computed: number, published: number | undefined, note?: string, row?: Row];

/**
 * The checks of the base year against accounts that were not used to build it, by the rows of cross_checks.csv; those
 * whose account is missing are left out.
 */
export function crossChecks(of: Checked, rows: readonly Row[]) {
  const { base, lastObserved, gridFactors } = of.sources.years;
  const rowOf = new Map(rows.map((row) => [row.check, row]));
  const isMoved = of.sources.published("energy_total", base) === undefined;
  const years = { base, before: base - 1, observed: lastObserved, account: lastOf(of.past).year };
  const words: Readonly<Record<string, string | number>> = {
    ...years,
    factors: gridFactors[0],
    moved: isMoved ? ` of ${base - 1} moved by GDP and the fall of the nation's intensity` : "",
  };
  const drafts = [...pastChecks(of), ...fuelChecks(of), ...electricityChecks(of), ...energyChecks(of)];
  return drafts.flatMap(([id, computed, published, note = "", row = need(rowOf, id)]) => {
    if (published === undefined || !Number.isFinite(computed)) return [];
    const tolerance = Number(row.tolerance);
    return {
      id,
      name: row.name.replace(/\{(\w+)\}/g, (_, word: string) => String(words[word] ?? published)),
      computed,
      published,
      unit: row.unit,
      /** Allowed relative difference. */
      tolerance,
      met: Math.abs(computed - published) <= tolerance * Math.abs(published),
      /** What explains the difference. */
      note,
      /** The difference above which it needs a written reason, and the reason where none is written. */
      allowed: row.reason_above ? Number(row.reason_above) : undefined,
      reason: row.note_is_reason === "1" ? note : "",
    };
  });
}

function lastOf(past: readonly PastYear[]): PastYear {
  return past[past.length - 1];
}

/** The last year of the past account against what a plan says of it. */
function pastChecks({ sources, past }: Checked): Draft[] {
  const { year, energy, assessed, netImports: net, importFactor: factor } = lastOf(past);
  const byLine = importFactor(sources, year, Math.max(0, net));
  const then = senderFactor(sources, marketGrid(sources), sources.years.gridFactors[0]).value;
  const plan = sources.published("assessed_co2", year)?.value;
  const lines = `net imports at ${byLine.toFixed(3)} t/MWh: the dedicated lines (hydropower at its sender's factor) lower the factor, which the plan's account does not seem to do; history uses the regional factor`;
  return [
    ["assessed_past", assessed.value, plan, `net imports ${net.toFixed(1)} TWh at ${factor.toFixed(3)} t/MWh`],
    ["assessed_past_old_factor", energy.value + net * then, plan],
    ["assessed_past_by_line", energy.value + net * byLine, plan, lines],
  ];
}

/** CO2 of fuel against the last year of the past account. */
function fuelChecks({ sources, inventory, past }: Checked): Draft[] {
  const { base } = sources.years;
  const last = lastOf(past);
  const powerHeat = total(last.co2.get("power_heat")?.values() ?? []);
  const thermalOf = (year: number): number => sources.generation("thermal_nbs", year)?.value ?? Number.NaN;
  const thermal = thermalOf(base) / thermalOf(last.year);
  // CEADs counts no losses of transformation.
  const parts = splitCo2(inventory);
  const other = parts.other - total(inventory.transformationCo2.values());
  const coalOf = (account: Inventory["co2"], sectors: readonly string[]): number =>
    total(sectors.map((sector) => cellOf(account, sector, "coal")));
  const [mined, miningBefore] = [inventory.co2, last.co2].map((account) => coalOf(account, ["mining"]));
  const [burnt, burntBefore] = [inventory.co2, last.co2].map((account) => coalOf(account, industrySectors));
  const moved = last.energy.value + powerHeat * (thermal - 1);
  const split = `power and heat ${parts.powerHeat.toFixed(1)} against ${(powerHeat * thermal).toFixed(1)}, other ${other.toFixed(1)} against ${(last.energy.value - powerHeat).toFixed(1)} Mt`;
  const mining = `mining keeps its share of CEADs in industry's coal, of which the balance of ${base} has ${burnt.toFixed(1)} Mt and CEADs ${burntBefore.toFixed(1)} Mt in ${last.year}`;
  return [
    ["inventory", parts.powerHeat + other, moved, split],
    ["mining_coal", mined, miningBefore > 0 ? miningBefore : undefined, mining],
  ];
}

function electricityChecks(of: Checked): Draft[] {
  const { sources, inventory, electricity, accounts, past, cleanImports, published } = of;
  const { base } = sources.years;
  const gross = electricity.grossImports.value;
  const announced = sources.published("electricity_use", base);
  const counted = `growth after ${base} is that of the published series, on the balance's level`;
  const rate = sources.constant("gce_per_kwh", base).value;
  const share = sources.published("nonfossil_share", lastOf(past).year)?.value;
  const needed = ((share ?? Number.NaN) / 100) * accounts.total - accounts.localNonFossil - accounts.biomass;
  const biomass = electricity.generation.get("biomass")?.value ?? 0;
  const power = total(inventory.powerCo2.values());
  const generated = total(electricity.generation.values()) + electricity.pumpedOutput.value;
  const grid = (factor: number): number => (power + gross * factor) / (generated + gross);
  const factor = importFactor(sources, base, gross);
  const regional = senderFactor(sources, marketGrid(sources), base).value;
  const mee = sources.gridFactor(sources.id, base)?.value;
  const clean = `local ${(accounts.shareLocal * 100).toFixed(1)} %, with ${biomass.toFixed(1)} TWh of biomass ${(accounts.shareWithBiomass * 100).toFixed(1)} %; ${share} % needs ${(needed / rate).toFixed(1)} TWh of clean imports, the grid factors give ${(accounts.cleanImports / rate).toFixed(1)} of ${cleanImports.toFixed(1)} TWh after exports`;
  const plants = `own plants ${(power / generated).toFixed(3)} t/MWh, ${gross.toFixed(1)} TWh imported at ${factor.toFixed(3)}`;
  const publishedChecks = published.map((row): Draft => {
    const { check, year, value } = row;
    const computed = check === "electricity_use" ? electricity.totalUse.value : gross - electricity.exports.value;
    const named = { ...row, name: `${check.replaceAll("_", " ")} ${year}` };
    return [`${check}_published`, computed, toNumber(value, `checks.csv ${check}`), "", named];
  });
  return [
    ...publishedChecks,
    ["electricity_use", electricity.totalUse.value, announced && sources.to(announced, "TW*h/yr").value, counted],
    ["nonfossil_share", accounts.share * 100, share, clean],
    ["grid_factor", grid(factor), mee, plants],
    ["grid_factor_regional", grid(regional), mee],
  ];
}

function energyChecks(of: Checked): Draft[] {
  const { sources, electricity, before } = of;
  const { base } = sources.years;
  const then = totalEnergy(sources, base - 1);
  const published = sources.published("energy_total", base)?.value ?? (then && then.value * usualGrowth(sources));
  const perKwh =
    (cellOf(electricity.fuel, "coal", "coal") * 1000) / (electricity.generation.get("coal")?.value ?? Number.NaN);
  const gases = `recovered heat of ${electricity.recoveredHeat.toFixed(2)} Mtce and furnace gas of ${electricity.byproductGas.toFixed(2)} Mtce give power without coal`;
  return [
    [
      "coal_before",
      before.coalPhysical.value,
      sources.published("coal_physical", base - 1)?.value,
      before.coalPhysical.rule,
    ],
    ["primary_energy", suppliedEnergy(of), published, then?.rule],
    ["power_coal", perKwh, sources.constant("power_coal_typical").value, gases],
  ];
}
