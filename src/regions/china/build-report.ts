import type { Stated } from "../stated.ts";
import { sumOf, total } from "./balance/grid.ts";
import type { RegionBuild } from "./build-region.ts";

const round = (value: number | Stated, digits = 3): string =>
  (typeof value === "number" ? value : value.value).toFixed(digits);

/** What the build prints: checks, balance, calibration factors, estimated shares and residuals. */
export function buildReport(build: RegionBuild): string {
  const { inventory, electricity, accounts } = build;
  const lines: string[] = [];
  lines.push("cross-checks (nothing is calibrated to them)");
  for (const check of build.checks) {
    lines.push(
      `  ${check.met ? "met    " : "NOT MET"} ${check.name}: ${round(check.computed)} against ${round(check.published)} ${check.unit} (${round((check.computed / check.published - 1) * 100, 1)} %, allowed ${check.tolerance * 100} %)`,
    );
    if (check.note !== "") lines.push(`          ${check.note}`);
  }
  lines.push("electricity, TWh");
  for (const [technology, twh] of electricity.generation) {
    const hours = build.hours.get(technology);
    lines.push(`  ${technology} ${round(twh)}${hours === undefined ? "" : ` (${round(hours, 0)} h)`}`);
  }
  for (const [kind, twh] of electricity.imports) lines.push(`  ${kind} ${round(twh)}`);
  lines.push(
    `  pumped storage out ${round(electricity.pumpedOutput)}, in ${round(electricity.pumpedInput)}; exports ${round(electricity.exports)}; own use ${round(electricity.ownUse)}; loss ${round(electricity.loss)} (takes up ${round(electricity.residual, 4)}); total use ${round(electricity.totalUse)}`,
  );
  lines.push(
    `primary energy, Mtce: coal ${round(accounts.coal, 1)}, oil ${round(accounts.oil, 1)}, gas ${round(accounts.gas, 1)}, non-fossil ${round(accounts.localNonFossil + accounts.biomass, 1)}, net imports ${round(accounts.cleanImports + accounts.thermalImports, 1)}, total ${round(accounts.total, 1)}`,
  );
  lines.push("calibration factors (inventory over national standard factor); ! outside 0.9-1.1");
  for (const factor of build.calibration) {
    const mark = factor.factor < 0.9 || factor.factor > 1.1 ? "!" : " ";
    lines.push(
      `  ${mark} ${factor.cell} ${round(factor.factor)} (${round(factor.mt, 2)} Mt)${factor.reason === "" ? "" : `: ${factor.reason}`}`,
    );
  }
  lines.push("energy by sector, Mtce, and the part whose split is estimated");
  let estimatedTotal = 0;
  for (const [sector, cells] of inventory.energy) {
    const all = total(cells.values());
    const estimated = Math.min(inventory.estimatedEnergy.get(sector) ?? 0, all);
    estimatedTotal += estimated;
    lines.push(`  ${sector} ${round(all, 2)}, estimated ${round((estimated / all) * 100, 0)} %`);
  }
  lines.push(
    `  all sectors ${round(sumOf(inventory.energy), 2)}, estimated ${round((estimatedTotal / sumOf(inventory.energy)) * 100, 0)} %`,
  );
  lines.push("  data centres are parted from services by the national share; extraction of coal and oil is nil");
  lines.push("residuals");
  lines.push(`  carbon in less out of coking ${round(inventory.cokingResidual, 3)} Mt CO2 (below 0: set to 0)`);
  lines.push(
    `  step between the accounts of past and base year after moving power and heat: ${round(build.accountStep * 100, 1)} %`,
  );
  lines.push("reference years");
  for (const reference of build.references) {
    lines.push(
      `  ${reference.year}: assessed ${round(reference.assessed, 1)} Mt (${round(reference.assessed.low ?? Number.NaN, 1)}-${round(reference.assessed.high ?? Number.NaN, 1)}), ${round(reference.carbonIntensity)} tCO2 and ${round(reference.energyIntensity ?? Number.NaN)} tce per 1e4 CNY${reference.coalPhysical === undefined ? "" : `, coal ${round(reference.coalPhysical, 1)} Mt`}`,
    );
    lines.push(`        ${reference.assessed.rule}`);
  }
  return lines.join("\n");
}
