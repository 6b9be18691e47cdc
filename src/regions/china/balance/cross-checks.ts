import type { Row } from "../../csv.ts";
import { toNumber } from "../../csv.ts";
import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";
import { type PrimaryEnergy, suppliedEnergy } from "./accounts.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { totalEnergy } from "./energy-total.ts";
import { total } from "./grid.ts";
import { electricityUse, importFactor, marketGrid, senderFactor } from "./imports.ts";
import { industrySectors } from "./industry-split.ts";
import { type Inventory, splitCo2 } from "./inventory.ts";
import { type ReferenceYear, usualGrowth } from "./reconstruct.ts";

/** One independent check: nothing is calibrated to it. */
export interface CrossCheck {
  readonly id: string;
  readonly name: string;
  readonly computed: number;
  readonly published: number;
  readonly unit: string;
  /** Allowed relative difference. */
  readonly tolerance: number;
  readonly met: boolean;
  /** What explains the difference. */
  readonly note: string;
}

/** What the checks of a region are made of. */
export interface Checked {
  readonly sources: Sources;
  readonly inventory: Inventory;
  readonly electricity: ElectricityBalance;
  readonly accounts: PrimaryEnergy;
  /** The past account by year, ascending. */
  readonly past: readonly PastYear[];
  readonly before: ReferenceYear;
  /** Clean part of gross imports, TWh. */
  readonly cleanImports: number;
  /** Rows of checks.csv: published values that nothing else reads. */
  readonly published: readonly Row[];
}

/** A check before it is judged; without a published value it is left out. */
type Draft = Omit<CrossCheck, "published" | "met" | "note"> & { readonly published?: number; readonly note?: string };

/** The checks of the base year against accounts that were not used to build it; those whose account is missing are left out. */
export function crossChecks(of: Checked): CrossCheck[] {
  return [...pastChecks(of), ...fuelChecks(of), ...electricityChecks(of), ...energyChecks(of)].flatMap((draft) => {
    const { computed, published, tolerance, note = "" } = draft;
    if (published === undefined || !Number.isFinite(computed)) return [];
    const met = Math.abs(computed - published) <= tolerance * Math.abs(published);
    return [{ ...draft, published, met, note }];
  });
}

/** The last year of the past account against what a plan says of it. */
function pastChecks({ sources, past }: Checked): Draft[] {
  const last = past[past.length - 1];
  const net = last.netImports;
  const [old, now] = [sources.years.gridFactors[0], sources.years.base];
  const byLine = importFactor(sources, last.year, Math.max(0, net));
  const then = senderFactor(sources, marketGrid(sources), old).value;
  const plan = { published: sources.published("assessed_co2", last.year)?.value, unit: "Mt", tolerance: 0.05 };
  const name = `assessed CO2 ${last.year}`;
  return [
    {
      id: "assessed_past",
      name: `${name}, regional factor interpolated ${old}-${now}`,
      computed: last.assessed.value,
      ...plan,
      note: `net imports ${net.toFixed(1)} TWh at ${last.importFactor.toFixed(3)} t/MWh`,
    },
    {
      id: "assessed_past_old_factor",
      name: `${name}, regional factor of ${old} (the one in force when the plan was written)`,
      computed: last.energy.value + net * then,
      ...plan,
    },
    {
      id: "assessed_past_by_line",
      name: `${name}, imports by line as in the base year`,
      computed: last.energy.value + net * byLine,
      ...plan,
      note: `net imports at ${byLine.toFixed(3)} t/MWh: the dedicated lines (hydropower at its sender's factor) lower the factor, which the plan's account does not seem to do; history uses the regional factor`,
    },
  ];
}

/** CO2 of fuel against the last year of the past account. */
function fuelChecks({ sources, inventory, past }: Checked): Draft[] {
  const { base } = sources.years;
  const last = past[past.length - 1];
  const powerHeat = total(last.co2.get("power_heat")?.values() ?? []);
  const thermalOf = (year: number): number => sources.generation("thermal_nbs", year)?.value ?? Number.NaN;
  const thermal = thermalOf(base) / thermalOf(last.year);
  // CEADs counts no losses of transformation.
  const parts = splitCo2(inventory);
  const other = parts.other - total(inventory.transformationCo2.values());
  const coalOf = (account: Inventory["co2"], sectors: readonly string[]): number =>
    total(sectors.flatMap((sector) => account.get(sector)?.get("coal") ?? []));
  const [mined, miningBefore] = [coalOf(inventory.co2, ["mining"]), coalOf(last.co2, ["mining"])];
  const [burnt, burntBefore] = [coalOf(inventory.co2, industrySectors), coalOf(last.co2, industrySectors)];
  return [
    {
      id: "inventory",
      name: `fuel CO2 ${base} against CEADs ${last.year} moved by thermal generation`,
      computed: parts.powerHeat + other,
      published: last.energy.value + powerHeat * (thermal - 1),
      unit: "Mt",
      tolerance: 0.1,
      note: `power and heat ${parts.powerHeat.toFixed(1)} against ${(powerHeat * thermal).toFixed(1)}, other ${other.toFixed(1)} against ${(last.energy.value - powerHeat).toFixed(1)} Mt`,
    },
    {
      id: "mining_coal",
      name: `CO2 of coal in mining ${base} against CEADs ${last.year}`,
      computed: mined,
      published: miningBefore > 0 ? miningBefore : undefined,
      unit: "Mt",
      tolerance: 0.25,
      note: `mining keeps its share of CEADs in industry's coal, of which the balance of ${base} has ${burnt.toFixed(1)} Mt and CEADs ${burntBefore.toFixed(1)} Mt in ${last.year}`,
    },
  ];
}

function electricityChecks({
  sources,
  inventory,
  electricity,
  accounts,
  past,
  cleanImports,
  published,
}: Checked): Draft[] {
  const { base, lastObserved } = sources.years;
  const gross = electricity.grossImports.value;
  const use = electricityUse(sources, lastObserved);
  const rate = sources.constant("gce_per_kwh", base).value;
  const accountYear = past[past.length - 1].year;
  const share = sources.published("nonfossil_share", accountYear)?.value;
  const needed = ((share ?? Number.NaN) / 100) * accounts.total - accounts.localNonFossil - accounts.biomass;
  const biomass = electricity.generation.get("biomass")?.value ?? 0;
  const power = total(inventory.powerCo2.values());
  const generated = total(electricity.generation.values()) + electricity.pumpedOutput.value;
  const grid = (factor: number): number => (power + gross * factor) / (generated + gross);
  const factor = importFactor(sources, base, gross);
  const mee = { published: sources.gridFactor(sources.id, base)?.value, unit: "t/MWh", tolerance: 0.25 };
  return [
    ...published.map(({ check, year, value, unit, tolerance }) => ({
      id: `${check}_published`,
      name: `${check.replaceAll("_", " ")} ${year}`,
      computed: check === "electricity_use" ? electricity.totalUse.value : gross - electricity.exports.value,
      published: toNumber(value, `checks.csv ${check}`),
      unit,
      tolerance: Number(tolerance),
    })),
    {
      id: "electricity_use",
      name: `electricity use ${lastObserved} (observed table)`,
      computed: use.value,
      published: (
        sources.activity("electricity_use", lastObserved) ?? sources.published("electricity_use", lastObserved)
      )?.value,
      unit: "TWh",
      tolerance: 0.01,
      note: use.rule,
    },
    {
      id: "nonfossil_share",
      name: `non-fossil share ${base} with clean imports and biomass, against the published one of ${accountYear}`,
      computed: accounts.share * 100,
      published: share,
      unit: "%",
      tolerance: 0.05,
      note: `local ${(accounts.shareLocal * 100).toFixed(1)} %, with ${biomass.toFixed(1)} TWh of biomass ${(accounts.shareWithBiomass * 100).toFixed(1)} %; ${share} % needs ${(needed / rate).toFixed(1)} TWh of clean imports, the grid factors give ${(accounts.cleanImports / rate).toFixed(1)} of ${cleanImports.toFixed(1)} TWh after exports`,
    },
    {
      id: "grid_factor",
      name: `grid factor ${base} derived from the balance, imports by line, against MEE`,
      computed: grid(factor),
      ...mee,
      note: `own plants ${(power / generated).toFixed(3)} t/MWh, ${gross.toFixed(1)} TWh imported at ${factor.toFixed(3)}`,
    },
    {
      id: "grid_factor_regional",
      name: `grid factor ${base}, all imports at the regional factor, against MEE`,
      computed: grid(senderFactor(sources, marketGrid(sources), base).value),
      ...mee,
    },
  ];
}

function energyChecks({ sources, inventory, electricity, before }: Checked): Draft[] {
  const { base } = sources.years;
  const now = sources.published("energy_total", base)?.value;
  const then = totalEnergy(sources, base - 1);
  const moved = now === undefined ? ` of ${base - 1} moved by GDP and the fall of the nation's intensity` : "";
  const coal = electricity.fuel.get("coal")?.get("coal")?.value ?? 0;
  return [
    {
      id: "coal_before",
      name: `coal ${base - 1}, base year moved back, physical`,
      computed: before.coalPhysical ?? Number.NaN,
      published: sources.published("coal_physical", base - 1)?.value,
      unit: "Mt",
      tolerance: 0.05,
    },
    {
      id: "primary_energy",
      name: `energy consumption ${base} by coal equivalent, against the published total${moved}`,
      computed: suppliedEnergy(sources, inventory, electricity),
      published: now ?? (then === undefined ? undefined : then.value * usualGrowth(sources)),
      unit: "Mtce",
      tolerance: 0.1,
      note: then?.rule,
    },
    {
      id: "power_coal",
      name: `power coal per gross generation ${base}, against ${sources.constant("power_coal_typical").value} gce/kWh (typical gross rate, recalled)`,
      computed: (coal * 1000) / (electricity.generation.get("coal")?.value ?? Number.NaN),
      published: sources.constant("power_coal_typical").value,
      unit: "gce/kWh",
      tolerance: 0.1,
      note: `recovered heat of ${electricity.recoveredHeat.toFixed(2)} Mtce and furnace gas of ${electricity.byproductGas.toFixed(2)} Mtce give power without coal`,
    },
  ];
}
