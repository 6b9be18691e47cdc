import { joined, type Stated, stated } from "../../stated.ts";
import type { Sources } from "../sources.ts";

/**
 * Total energy of the year by the coal-equivalent method, Mtce: published, else of the yearbook, else the last known year
 * moved by the published growth of energy use. Undefined before all of them.
 */
export function totalEnergy(sources: Sources, year: number): Stated | undefined {
  const known = knownTotal(sources, year);
  if (known !== undefined) return known;
  let before = year - 1;
  while (before >= sources.years.historyFrom && knownTotal(sources, before) === undefined) before--;
  const start = knownTotal(sources, before);
  if (start === undefined) return undefined;
  let { value } = start;
  const growths: Stated[] = [];
  for (let y = before + 1; y <= year; y++) {
    const growth = growthOf(sources, y);
    if (growth === undefined) return undefined;
    value *= 1 + growth.value / 100;
    growths.push(growth);
  }
  const rule = [`energy of ${before} moved by the published growth of energy use`, ...growths.map((fact) => fact.rule)];
  return stated(value, start.unit, [start, ...growths], joined(rule));
}

function knownTotal(sources: Sources, year: number): Stated | undefined {
  const fact = sources.published("energy_total", year) ?? sources.activity("energy_consumption_total", year);
  return fact === undefined ? undefined : sources.to(fact, "Mtce/yr");
}

/** Growth of energy use in per cent a year; of a year without one the mean of its neighbours. */
function growthOf(sources: Sources, year: number): Stated | undefined {
  const own = sources.activity("energy_growth", year) ?? sources.published("energy_growth", year);
  if (own !== undefined) return own;
  const [before, after] = [year - 1, year + 1].map((y) => sources.activity("energy_growth", y));
  if (before === undefined || after === undefined) return undefined;
  return stated(
    (before.value + after.value) / 2,
    before.unit,
    [before, after],
    `growth of ${year} as in its neighbours`,
  );
}
