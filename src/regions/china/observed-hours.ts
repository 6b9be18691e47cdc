import { everyYear, judged, type Stated, stated, type TableWriter } from "../stated.ts";
import { total } from "./balance/grid.ts";
import { windAndSolar } from "./capacity.ts";
import { meanCapacity, meanPumped, type PowerYear, type Standing, waterYears } from "./observed-power.ts";
import { nation } from "./source-tables.ts";
import type { Sources } from "./sources.ts";

/**
 * The part of wind and solar power of the year that was curtailed: by the published rates of use of both, weighted by
 * what each gave. The nation's where the province has none.
 */
export function curtailedOf(sources: Sources, { generation, year }: PowerYear): Stated | undefined {
  const given = ["wind", "solar"].map((name) => {
    const rate = sources.published(`utilisation_${name}`, year) ?? sources.national(`utilisation_${name}`, year);
    const plants = [...generation].filter(([plant]) => plant.startsWith(name)).map(([, value]) => value);
    return { rate, used: total(plants) };
  });
  const rates = given.map(({ rate }) => rate);
  const used = total(given.map((of) => of.used));
  if (used === 0 || rates.includes(undefined)) return undefined;
  const could = total(given.map(({ rate, used: part }) => (rate === undefined ? part : part / (rate.value / 100))));
  const rules = rates.map((rate) => rate?.rule ?? "");
  return stated(1 - used / could, "1", rates, ["wind and solar together, by generation", ...rules]);
}

/** Writes the hours of plants that run as weather and outages let them; fossil plants run as the load asks. */
export function putHoursAfter(
  sources: Sources,
  power: readonly PowerYear[],
  standing: Standing,
  { put }: TableWriter,
): void {
  const { base, lastObserved } = sources.years;
  for (const [plant, hours] of hoursAfter(sources, power, standing)) put(`full_load_hours.${plant}`, base, hours);
  const water = waterYears(sources, power, standing);
  put("full_load_hours.hydro", base, water?.hours);
  for (const { year, pumpedOutput } of power) {
    const capacity = meanPumped(sources, year);
    if (year === base || pumpedOutput.value === 0 || capacity === 0) continue;
    const hours = (pumpedOutput.value / capacity) * 1000;
    put("storage_hours.pumped", year, stated(hours, "h/yr", [pumpedOutput], "output over mean capacity"));
  }
  if (power.some(({ pumpedOutput }) => pumpedOutput.value > 0))
    put("storage_hours.pumped", lastObserved + 1, {
      ...sources.parameter("storage_hours", "pumped"),
      rule: "design hours",
    });
  for (const { year, factor } of water?.factors ?? []) put("hydro_factor", year, factor);
  if (water !== undefined) put("hydro_factor", lastObserved + 1, judged(1, "1", "mean water"));
}

/**
 * The nation's hours of wind or solar power of the last observed year, before curtailment, over the mean of the observed
 * years: hours fall as plants are built in weaker sites and late in the year, which a mean of years would undo at once.
 */
function lastOverMean(sources: Sources, kind: string): Stated {
  const { base, lastObserved } = sources.years;
  const years = everyYear(base, lastObserved).flatMap((year) => {
    const generated = sources.national(`${kind}_generation`, year);
    const [end, begin] = [year, year - 1].map((y) => sources.national(`capacity_${kind}`, y));
    if (generated === undefined || end === undefined || begin === undefined) return [];
    const used = (sources.national(`utilisation_${kind}`, year)?.value ?? 100) / 100;
    return [{ year, generated, value: generated.value / used / (end.value + begin.value) }];
  });
  const last = years.at(-1);
  if (last?.year !== lastObserved)
    throw new Error(`observed.csv has no ${kind}_generation of ${nation} in ${lastObserved}`);
  const ratio = last.value / (total(years.map(({ value }) => value)) / years.length);
  const rule = `times ${ratio.toFixed(3)}, the nation's hours of ${kind} of ${lastObserved} over their mean`;
  return stated(
    ratio,
    "1",
    [last.generated],
    rule,
    years.map(({ generated }) => generated),
  );
}

/**
 * Full-load hours after the observed years, before curtailment: of wind, solar, nuclear and biomass power the mean of the
 * observed years, so that no single year's weather goes on for ever; of wind and solar at the level to which the nation's
 * hours have fallen.
 */
function hoursAfter(sources: Sources, power: readonly PowerYear[], standing: Standing): Map<string, Stated> {
  const hours = new Map<string, Stated>();
  const first = power[0].year;
  for (const plant of power[0].generation.keys()) {
    if (["hydro", "coal", "gas", "oil"].includes(plant)) continue;
    const years = power.flatMap((now) => {
      const [generated, capacity] = [now.generation.get(plant), meanCapacity(standing, plant, now.year)];
      if (generated === undefined || capacity === undefined || capacity.value === 0 || generated.value === 0) return [];
      // The base year's own curtailment stands in its hours.
      const curtailed = windAndSolar.includes(plant) && now.year > first ? (curtailedOf(sources, now)?.value ?? 0) : 0;
      return [{ of: generated, value: (generated.value / (1 - curtailed) / capacity.value) * 1000 }];
    });
    if (years.length === 0) continue;
    const rule = `generation before curtailment over mean capacity, mean of ${years.length} years to ${power.at(-1)?.year}`;
    const mean = total(years.map(({ value }) => value)) / years.length;
    const level = windAndSolar.includes(plant) ? lastOverMean(sources, plant.split("_")[0]) : undefined;
    const from = [...years.map(({ of }) => of), level];
    hours.set(plant, stated(mean * (level?.value ?? 1), "h/yr", from, [rule, level?.rule ?? ""]));
  }
  return hours;
}
