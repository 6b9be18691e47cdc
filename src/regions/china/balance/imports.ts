import type { Sources } from "../sources.ts";

/** Electricity traded in the year, TWh, and the CO2 factor of the imports, t/MWh. */
export interface Trade {
  readonly use: number;
  readonly generation: number;
  readonly netImports: number;
  readonly factor: number;
  readonly estimated: string;
}

/** First year of the observed factor of the region's grid, before which it is held. */
const firstFactor = 2012;

/** CO2 factor of a sending grid: observed years, linear between, constant outside. */
export function senderFactor(sources: Sources, sender: string, year: number): number {
  const known = [firstFactor, 2021, 2022]
    .map((y) => [y, sources.gridFactor(sender, y)] as const)
    .filter((entry): entry is readonly [number, number] => entry[1] !== undefined);
  if (known.length === 0) throw new Error(`grid_factors.csv has no factor of "${sender}"`);
  if (year <= known[0][0]) return known[0][1];
  for (let i = 1; i < known.length; i++) {
    const [y0, f0] = known[i - 1];
    const [y1, f1] = known[i];
    if (year <= y1) return f0 + ((f1 - f0) * (year - y0)) / (y1 - y0);
  }
  return known[known.length - 1][1];
}

/** Kinds of imports of the model, in its order. */
export const importKinds = ["import_clean", "import_mixed", "import_market"] as const;

/** CO2 factor of the imports of a kind: its lines' senders, weighted by what they carry. */
export function kindFactor(sources: Sources, kind: string, year: number): number {
  const lines = sources.importLines.filter((line) => line.kind === kind);
  const weight = (twh: number | undefined): number => twh ?? 1;
  const total = lines.reduce((sum, line) => sum + weight(line.twh), 0);
  if (total === 0) return senderFactor(sources, sources.grid, year);
  return lines.reduce((sum, line) => sum + weight(line.twh) * senderFactor(sources, line.sender, year), 0) / total;
}

/** CO2 factor of gross imports: dedicated lines at their sender's grid factor, the rest at the region's. */
export function importFactor(sources: Sources, year: number, gross: number): number {
  let left = gross;
  let co2 = 0;
  for (const line of sources.importLines) {
    if (line.twh === undefined || line.since > year) continue;
    const twh = Math.min(left, line.twh);
    co2 += twh * senderFactor(sources, line.sender, year);
    left -= twh;
  }
  const rest = sources.importLines.find((line) => line.twh === undefined);
  if (rest === undefined) throw new Error("import_lines.csv has no line that takes the rest");
  return gross === 0 ? 0 : (co2 + left * senderFactor(sources, rest.sender, year)) / gross;
}

/**
 * Electricity use of the year, TWh: published, of the base year the balance's, else interpolated between the years
 * known; before the first of them moved with generation.
 */
export function electricityUse(sources: Sources, year: number): { value: number; source: string; estimated: string } {
  const fact = sources.published("electricity_use", year) ?? sources.activityFact("electricity_use", year);
  if (fact !== undefined) return fact;
  if (year === balanceYear) return { value: baseUse(sources), source: "cesy_2022", estimated: "" };
  const known = [...new Set([...sources.publishedYears("electricity_use"), balanceYear, 2024])]
    .filter(
      (y) => y === balanceYear || sources.published("electricity_use", y) || sources.activity("electricity_use", y),
    )
    .sort((a, b) => a - b);
  const before = known.filter((y) => y < year).at(-1);
  const after = known.find((y) => y > year);
  if (after === undefined) throw new Error(`no electricity use of ${sources.province} on or after ${year}`);
  const later = electricityUse(sources, after);
  if (before === undefined) {
    const generated = (y: number): number => nearestGeneration(sources, y);
    return {
      value: (later.value * generated(year)) / generated(after),
      source: `${later.source}; cpsy_gcam`,
      estimated: `use of ${after} moved with generation`,
    };
  }
  const earlier = electricityUse(sources, before);
  return {
    value: earlier.value * (later.value / earlier.value) ** ((year - before) / (after - before)),
    source: earlier.source === later.source ? later.source : `${earlier.source}; ${later.source}`,
    estimated: `interpolated between ${before} and ${after}`,
  };
}

const balanceYear = 2021;

/** Generation of all plants in a year of the yearbook, TWh, linear between them. */
function nearestGeneration(sources: Sources, year: number): number {
  const years = sources.generationYears("thermal");
  const from = years.filter((y) => y <= year).at(-1) ?? years[0];
  const to = years.find((y) => y >= year) ?? from;
  const at = to === from ? 0 : (year - from) / (to - from);
  return yearbookGeneration(sources, from) * (1 - at) + yearbookGeneration(sources, to) * at;
}

function yearbookGeneration(sources: Sources, year: number): number {
  const technologies = ["hydro", "nuclear", "wind", "solar", "thermal", "other"];
  return technologies.reduce((sum, name) => sum + (sources.generation(name, year) ?? 0), 0);
}

/** Generation of the year in TWh, the ratio to use interpolated between the years that have it. */
function generationOf(sources: Sources, year: number, use: (y: number) => number): { twh: number; estimated: string } {
  // The balance of the base year has captive plants that the yearbook leaves out.
  const total = (y: number): number =>
    y === balanceYear ? use(y) - balanceImports(sources) : yearbookGeneration(sources, y);
  const years = sources.generationYears("thermal").filter((y) => y <= 2021);
  if (years.includes(year)) return { twh: total(year), estimated: "" };
  const nonThermal = sources.published("generation_2019_nonthermal", year)?.value;
  const thermal = sources.generation("thermal_nbs", year);
  if (nonThermal !== undefined && thermal !== undefined)
    return { twh: nonThermal + thermal, estimated: "non-thermal part recalled" };
  const ratio = (y: number): number => total(y) / use(y);
  const before = years.filter((y) => y < year).at(-1);
  const after = years.find((y) => y > year);
  if (after === undefined) throw new Error(`no generation on or after ${year}`);
  const rule = "generation over use interpolated between the years that have both, before the first held";
  if (before === undefined) return { twh: ratio(after) * use(year), estimated: rule };
  const share = ratio(before) + ((ratio(after) - ratio(before)) * (year - before)) / (after - before);
  return { twh: share * use(year), estimated: rule };
}

/**
 * Net imports and their factor in a past year: of net imports the regional grid's, of net exports the province's own
 * grid's (moved back with the regional grid's where only newer years are known).
 */
export function tradeOf(sources: Sources, year: number): Trade {
  const use = (y: number): number => electricityUse(sources, y).value;
  const { twh, estimated } = generationOf(sources, year, use);
  const netImports = use(year) - twh;
  const region = sources.importLines.find((line) => line.twh === undefined)?.sender ?? "";
  const used = electricityUse(sources, year).estimated;
  return {
    use: use(year),
    generation: twh,
    netImports,
    // The senders of the past are not known line by line: the region's factor for all of it.
    factor: netImports < 0 ? ownFactor(sources, region, year) : senderFactor(sources, region, year),
    estimated: [used === "recalled" ? "electricity use recalled" : used.startsWith("recalled") ? used : "", estimated]
      .filter((text) => text !== "")
      .join("; "),
  };
}

/** Factor of the province's own grid in a year, moved back with its region's before 2021. */
function ownFactor(sources: Sources, region: string, year: number): number {
  if (sources.gridFactor(sources.id, balanceYear) === undefined) return senderFactor(sources, region, year);
  const moved =
    year < balanceYear ? senderFactor(sources, region, year) / senderFactor(sources, region, balanceYear) : 1;
  return senderFactor(sources, sources.id, year) * moved;
}

/** Net imports of the balance, TWh. */
function balanceImports(sources: Sources): number {
  const row = sources.balance.get("Electricity");
  const of = (process: string): number => row?.get(process) ?? 0;
  return (
    (of("Interprovincial Imports") + of("Import") - of("Interprovincial Exports") - of("Export")) /
    sources.constant("electricity_mtce_per_twh")
  );
}

function baseUse(sources: Sources): number {
  return (
    (sources.balance.get("Electricity")?.get("Total Consumption") ?? Number.NaN) /
    sources.constant("electricity_mtce_per_twh")
  );
}
