import type { Sources } from "../sources.ts";

/** Total energy of a year by the coal-equivalent method, Mtce, with its source and rule. */
export interface EnergyTotal {
  readonly value: number;
  readonly source: string;
  readonly estimated: string;
}

/**
 * Total energy of the year: published, else of the yearbook, else the last known year moved by the published growth of
 * energy use (where a year's growth is not known, the mean of its neighbours). Undefined before all of them.
 */
export function totalEnergy(sources: Sources, year: number): EnergyTotal | undefined {
  const fact = sources.published("energy_total", year);
  if (fact !== undefined) return { value: fact.value, source: fact.source, estimated: fact.estimated };
  const total = sources.activity("energy_consumption_total", year);
  if (total !== undefined) return { value: total / 100, source: "allocation", estimated: "" };
  const before = lastKnown(sources, year);
  if (before === undefined) return undefined;
  const start = totalEnergy(sources, before);
  if (start === undefined) return undefined;
  let value = start.value;
  for (let y = before + 1; y <= year; y++) {
    const growth = growthOf(sources, y);
    if (growth === undefined) return undefined;
    value *= 1 + growth / 100;
  }
  return {
    value,
    source: `${start.source}; nbs_energy_2018; nbs_energy_2020`,
    estimated: `energy of ${before} moved by the published growth of energy use`,
  };
}

function growthOf(sources: Sources, year: number): number | undefined {
  const own = sources.activity("energy_growth", year) ?? sources.published("energy_growth", year)?.value;
  if (own !== undefined) return own;
  const before = sources.activity("energy_growth", year - 1);
  const after = sources.activity("energy_growth", year + 1);
  return before === undefined || after === undefined ? undefined : (before + after) / 2;
}

function lastKnown(sources: Sources, year: number): number | undefined {
  for (let y = year - 1; y >= 2000; y--)
    if (sources.published("energy_total", y) ?? sources.activity("energy_consumption_total", y)) return y;
  return undefined;
}
