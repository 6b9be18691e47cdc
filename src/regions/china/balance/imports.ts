import { between, joined, type Stated, stated, sum, yearsAround, yearsBetween } from "../../stated.ts";
import type { Sources } from "../sources.ts";
import { total } from "./grid.ts";

const twh = "TW*h/yr";

/** CO2 factor of a sending grid: observed years, linear between, constant outside. */
export function senderFactor(sources: Sources, sender: string, year: number): Stated {
  const known = sources.years.gridFactors.flatMap((y) => {
    const factor = sources.gridFactor(sender, y);
    return factor === undefined ? [] : [{ y, factor }];
  });
  if (known.length === 0) throw new Error(`grid_factors.csv has no factor of "${sender}"`);
  const to = known.find(({ y }) => y >= year);
  const from = known.filter(({ y }) => y < year).at(-1);
  if (to === undefined || from === undefined) return (to ?? known[known.length - 1]).factor;
  const rule = to.y === year ? "" : `linear between ${from.y} and ${to.y}`;
  return between(from.factor, from.y, to.factor, to.y, year, rule);
}

/** Kinds of imports of the model, in its order. */
export const importKinds = ["import_clean", "import_mixed", "import_market"] as const;

/** CO2 factor of the imports of a kind: its lines' senders, weighted by what they carry. */
export function kindFactor(sources: Sources, kind: string, year: number): Stated {
  const lines = sources.importLines.filter((line) => line.kind === kind);
  const weights = lines.map(({ transfer }) => transfer?.value ?? 1);
  if (total(weights) === 0) return senderFactor(sources, sources.grid, year);
  const factors = lines.map(({ sender }) => senderFactor(sources, sender, year));
  const value = total(factors.map((factor, i) => weights[i] * factor.value)) / total(weights);
  const carried = lines.map(({ transfer }) => transfer);
  return stated(value, factors[0].unit, factors, "", carried);
}

/** The grid that stands for what the lines of the region do not name. */
export function marketGrid(sources: Sources): string {
  const rest = sources.importLines.find((line) => line.transfer === undefined);
  if (rest === undefined) throw new Error("import_lines.csv has no line that takes the rest");
  return rest.sender;
}

/** CO2 factor of gross imports: dedicated lines at their sender's grid factor, the rest at the region's. */
export function importFactor(sources: Sources, year: number, gross: number): number {
  let left = gross;
  let co2 = 0;
  for (const { transfer, since, sender } of sources.importLines) {
    if (transfer === undefined || since > year) continue;
    const carried = Math.min(left, transfer.value);
    co2 += carried * senderFactor(sources, sender, year).value;
    left -= carried;
  }
  return gross === 0 ? 0 : (co2 + left * senderFactor(sources, marketGrid(sources), year).value) / gross;
}

/**
 * Electricity use of the year: published, of the base year the balance's (which counts captive plants), else interpolated
 * between the years known; before the first of them moved with generation.
 */
export function electricityUse(sources: Sources, year: number): Stated {
  const { base, lastObserved } = sources.years;
  const publishedOf = (y: number): Stated | undefined =>
    sources.published("electricity_use", y) ?? sources.activity("electricity_use", y);
  const [fact, then] = [year, base].map(publishedOf);
  if (year === base) return booked(sources, ["Total Consumption"]);
  if (fact !== undefined && then !== undefined) {
    const use = booked(sources, ["Total Consumption"]);
    const rule = joined([`the balance's use of ${base} moved with the published use`, fact.rule]);
    return stated((use.value * fact.value) / then.value, twh, [use, fact], rule, [then]);
  }
  const known = [...new Set([...sources.publishedYears("electricity_use"), base, lastObserved])]
    .filter((y) => y === base || publishedOf(y) !== undefined)
    .sort((a, b) => a - b);
  const [before, after] = yearsAround(known, year);
  if (after === undefined) throw new Error(`no electricity use of ${sources.province} on or after ${year}`);
  const later = electricityUse(sources, after);
  if (before === undefined) {
    const [now, then] = [nearestGeneration(sources, year), nearestGeneration(sources, after)];
    const value = (later.value * now.value) / then.value;
    return stated(value, twh, [later, now, then], `use of ${after} moved with generation`);
  }
  const earlier = electricityUse(sources, before);
  const value = earlier.value * (later.value / earlier.value) ** ((year - before) / (after - before));
  return stated(value, twh, [earlier, later], `interpolated between ${before} and ${after}`);
}

/** Flows of electricity in the balance, which books them at the rounded calorific value; those of `less` are taken off. */
export function booked(sources: Sources, plus: readonly string[], less: readonly string[] = []): Stated {
  const rate = sources.constant("electricity_mtce_per_twh");
  const of = (process: string): Stated => sources.balance("Electricity", process);
  const mtce = less.reduce((so, process) => so - of(process).value, total(plus.map(of)));
  return stated(mtce / rate.value, twh, [...plus, ...less].map(of), "", [rate]);
}

/** Generation of all plants in a year of the yearbook, linear between them. */
function nearestGeneration(sources: Sources, year: number): Stated {
  const [from, to] = yearsBetween(sources.generationYears("thermal"), year);
  const at = to === from ? 0 : (year - from) / (to - from);
  const [first, last] = [yearbookGeneration(sources, from), yearbookGeneration(sources, to)];
  return stated(first.value * (1 - at) + last.value * at, twh, [first, last]);
}

function yearbookGeneration(sources: Sources, year: number): Stated {
  const technologies = ["hydro", "nuclear", "wind", "solar", "thermal", "other"];
  const parts = technologies.flatMap((name) => sources.generation(name, year) ?? []);
  return { ...sum(parts, "TWh"), unit: twh };
}

/** Generation of the year, the ratio to use interpolated between the years that have it. */
function generationOf(sources: Sources, year: number): Stated {
  const { base } = sources.years;
  const use = (y: number): Stated => electricityUse(sources, y);
  // The balance of the base year has captive plants that the yearbook leaves out.
  const generated = (y: number): Stated => {
    if (y !== base) return yearbookGeneration(sources, y);
    const imports = booked(sources, ["Interprovincial Imports", "Import"], ["Interprovincial Exports", "Export"]);
    return stated(use(y).value - imports.value, twh, [use(y), imports]);
  };
  const years = sources.generationYears("thermal").filter((y) => y <= base);
  if (years.includes(year)) return generated(year);
  const nonThermal = sources.published("generation_nonthermal", year);
  const thermal = sources.generation("thermal_nbs", year);
  if (nonThermal !== undefined && thermal !== undefined)
    return stated(nonThermal.value + thermal.value, twh, [nonThermal, thermal], "non-thermal part recalled");
  const [before, after] = yearsAround(years, year);
  if (after === undefined) throw new Error(`no generation on or after ${year}`);
  const ratio = (y: number): number => generated(y).value / use(y).value;
  if (before === undefined) {
    const rule = `generation over use held before ${after}`;
    return stated(ratio(after) * use(year).value, twh, [use(year), generated(after)], rule);
  }
  const share = ratio(before) + ((ratio(after) - ratio(before)) * (year - before)) / (after - before);
  const rule = `generation over use interpolated between ${before} and ${after}`;
  return stated(share * use(year).value, twh, [use(year), generated(before), generated(after)], rule);
}

/**
 * Electricity traded in a past year, TWh: use, net imports, and their CO2 factor, t/MWh; of net imports the regional
 * grid's, of net exports the province's own grid's (moved back with the regional grid's where only newer years are known).
 * The rule says what is recalled or interpolated.
 */
export function tradeOf(sources: Sources, year: number) {
  const use = electricityUse(sources, year);
  const generation = generationOf(sources, year);
  const region = marketGrid(sources);
  const recalled = use.rule.startsWith("recalled") ? use.rule.replace(/^recalled$/, "electricity use recalled") : "";
  const rule = joined([recalled, generation.rule]);
  const value = use.value - generation.value;
  return {
    use,
    netImports: stated(value, twh, [use, generation], rule || "use less generation"),
    // The senders of the past are not known line by line: the region's factor for all of it.
    factor: value < 0 ? ownFactor(sources, region, year) : senderFactor(sources, region, year),
    rule,
  };
}

/** Factor of the province's own grid in a year, moved back with its region's before the base year. */
function ownFactor(sources: Sources, region: string, year: number): Stated {
  const { base } = sources.years;
  if (sources.gridFactor(sources.id, base) === undefined) return senderFactor(sources, region, year);
  const own = senderFactor(sources, sources.id, year);
  if (year >= base) return own;
  const [then, now] = [senderFactor(sources, region, year), senderFactor(sources, region, base)];
  const value = own.value * (then.value / now.value);
  return stated(value, own.unit, [own, then, now], "moved back with the regional grid's");
}
