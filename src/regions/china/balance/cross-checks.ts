import type { PastYear } from "../history.ts";
import type { Sources } from "../sources.ts";
import { type PrimaryEnergy, suppliedEnergy } from "./accounts.ts";
import type { ElectricityBalance } from "./electricity.ts";
import { totalEnergy } from "./energy-total.ts";
import { cellOf } from "./grid.ts";
import { electricityUse, importFactor as lineFactor, senderFactor } from "./imports.ts";
import { industrySectors } from "./industry-split.ts";
import type { Inventory } from "./inventory.ts";
import type { ReferenceYear } from "./reconstruct.ts";
import { splitCo2, usualGrowth } from "./reconstruct.ts";

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

/** A published value of checks.csv that nothing else reads. */
export interface PublishedCheck {
  readonly check: string;
  readonly year: number;
  readonly value: number;
  readonly unit: string;
  readonly tolerance: number;
}

/** The checks of the base year against accounts that were not used to build it; those whose account is missing are left out. */
export function crossChecks(
  sources: Sources,
  inventory: Inventory,
  electricity: ElectricityBalance,
  accounts: PrimaryEnergy,
  past: readonly PastYear[],
  before: ReferenceYear,
  importFactor: number,
  cleanImports: number,
  own: readonly PublishedCheck[],
): CrossCheck[] {
  const year = 2021;
  const last = past[past.length - 1];
  const checks: CrossCheck[] = [];
  const check = (
    id: string,
    name: string,
    computed: number,
    published: number | undefined,
    unit: string,
    tolerance: number,
    note = "",
  ): void => {
    if (published === undefined || !Number.isFinite(computed)) return;
    const met = Math.abs(computed - published) <= tolerance * Math.abs(published);
    checks.push({ id, name, computed, published, unit, tolerance, met, note });
  };
  const region = sources.importLines.find((line) => line.twh === undefined)?.sender ?? sources.grid;
  const published = (variable: string, y: number): number | undefined => sources.published(variable, y)?.value;

  const plan = published("assessed_co2", last.year);
  const byLine = lineFactor(sources, last.year, Math.max(0, last.netImports));
  check(
    "assessed_2019",
    "assessed CO2 2019, regional factor interpolated 2012-2021",
    last.assessed,
    plan,
    "Mt",
    0.05,
    `net imports ${last.netImports.toFixed(1)} TWh at ${last.importFactor.toFixed(3)} t/MWh`,
  );
  check(
    "assessed_2019_old_factor",
    "assessed CO2 2019, regional factor of 2012 (the one in force when the plan was written)",
    last.energy + last.netImports * senderFactor(sources, region, 2012),
    plan,
    "Mt",
    0.05,
  );
  check(
    "assessed_2019_by_line",
    "assessed CO2 2019, imports by line as in the base year",
    last.energy + last.netImports * byLine,
    plan,
    "Mt",
    0.05,
    `net imports at ${byLine.toFixed(3)} t/MWh: the dedicated lines (hydropower at its sender's factor) lower the factor, which the plan's account does not seem to do; history uses the regional factor`,
  );

  const powerHeat = [...(last.co2.get("power_heat")?.values() ?? [])].reduce((a, b) => a + b, 0);
  const thermal =
    (sources.generation("thermal_nbs", year) ?? Number.NaN) /
    (sources.generation("thermal_nbs", last.year) ?? Number.NaN);
  // CEADs counts no losses of transformation.
  const parts = splitCo2(inventory);
  const other = parts.other - [...inventory.transformationCo2.values()].reduce((a, b) => a + b, 0);
  check(
    "inventory_2021",
    "fuel CO2 2021 against CEADs 2019 moved by thermal generation",
    parts.powerHeat + other,
    last.energy + powerHeat * (thermal - 1),
    "Mt",
    0.1,
    `power and heat ${parts.powerHeat.toFixed(1)} against ${(powerHeat * thermal).toFixed(1)}, other ${other.toFixed(1)} against ${(last.energy - powerHeat).toFixed(1)} Mt`,
  );
  const coalOf = (account: ReadonlyMap<string, ReadonlyMap<string, number>>, sectors: readonly string[]): number =>
    sectors.reduce((sum, sector) => sum + (account.get(sector)?.get("coal") ?? 0), 0);
  const [mined, miningBefore] = [coalOf(inventory.co2, ["mining"]), coalOf(last.co2, ["mining"])];
  const [burnt, burntBefore] = [coalOf(inventory.co2, industrySectors), coalOf(last.co2, industrySectors)];
  check(
    "mining_coal",
    `CO2 of coal in mining ${year} against CEADs ${last.year}`,
    mined,
    miningBefore > 0 ? miningBefore : undefined,
    "Mt",
    0.25,
    `mining keeps its share of CEADs in industry's coal, of which the balance of ${year} has ${burnt.toFixed(1)} Mt and CEADs ${burntBefore.toFixed(1)} Mt in ${last.year}`,
  );
  const net = electricity.grossImports - electricity.exports;
  for (const entry of own) {
    const computed = entry.check === "electricity_use" ? electricity.totalUse : net;
    const name = entry.check.replaceAll("_", " ");
    check(`${entry.check}_${entry.year}`, `${name} ${entry.year}`, computed, entry.value, entry.unit, entry.tolerance);
  }
  check(
    "electricity_use_2024",
    "electricity use 2024 (observed table)",
    electricityUse(sources, 2024).value,
    sources.activity("electricity_use", 2024) ?? published("electricity_use", 2024),
    "TWh",
    0.01,
    electricityUse(sources, 2024).estimated,
  );
  const share = published("nonfossil_share", 2019);
  if (share !== undefined) {
    const needed = (share / 100) * accounts.total - accounts.localNonFossil - accounts.biomass;
    const rate = sources.constant(`gce_per_kwh_${year}`);
    check(
      "nonfossil_share",
      "non-fossil share 2021 with clean imports and biomass, against the published one of 2019",
      accounts.share * 100,
      share,
      "%",
      0.05,
      `local ${(accounts.shareLocal * 100).toFixed(1)} %, with ${(electricity.generation.get("biomass") ?? 0).toFixed(1)} TWh of biomass ${(accounts.shareWithBiomass * 100).toFixed(1)} %; ${share} % needs ${(needed / rate).toFixed(1)} TWh of clean imports, the grid factors give ${(accounts.cleanImports / rate).toFixed(1)} of ${cleanImports.toFixed(1)} TWh after exports`,
    );
  }
  const power = [...inventory.powerCo2.values()].reduce((a, b) => a + b, 0);
  const generated = [...electricity.generation.values()].reduce((a, b) => a + b, 0) + electricity.pumpedOutput;
  const grid = (factor: number): number =>
    (power + electricity.grossImports * factor) / (generated + electricity.grossImports);
  const mee = sources.gridFactor(sources.id, year);
  check(
    "grid_factor_2021",
    "grid factor 2021 derived from the balance, imports by line, against MEE",
    grid(importFactor),
    mee,
    "t/MWh",
    0.25,
    `own plants ${(power / generated).toFixed(3)} t/MWh, ${electricity.grossImports.toFixed(1)} TWh imported at ${importFactor.toFixed(3)}`,
  );
  check(
    "grid_factor_2021_regional",
    "grid factor 2021, all imports at the regional factor, against MEE",
    grid(senderFactor(sources, region, year)),
    mee,
    "t/MWh",
    0.25,
  );
  check(
    "coal_2020",
    "coal 2020, base year moved back, physical",
    before.coalPhysical ?? Number.NaN,
    published("coal_physical", 2020),
    "Mt",
    0.05,
  );
  const now = published("energy_total", year);
  const moved = totalEnergy(sources, year - 1);
  check(
    "primary_energy",
    `energy consumption ${year} by coal equivalent, against the published total${now === undefined ? ` of ${year - 1} moved by GDP and the fall of the nation's intensity` : ""}`,
    suppliedEnergy(sources, inventory, electricity, year),
    now ?? (moved === undefined ? undefined : moved.value * usualGrowth(sources, year)),
    "Mtce",
    0.1,
    moved?.estimated,
  );
  check(
    "power_coal",
    "power coal per gross generation 2021, against 280 gce/kWh (typical gross rate, recalled)",
    (cellOf(new Map([...electricity.fuel].map(([k, v]) => [k, new Map(v)])), "coal", "coal") * 1000) /
      (electricity.generation.get("coal") ?? Number.NaN),
    sources.constant("power_coal_typical"),
    "gce/kWh",
    0.1,
    `recovered heat of ${electricity.recoveredHeat.toFixed(2)} Mtce and furnace gas of ${electricity.byproductGas.toFixed(2)} Mtce give power without coal`,
  );
  return checks;
}
