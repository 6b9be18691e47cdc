import type { Sources } from "./sources.ts";

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

/** Generation of the year in TWh, the ratio to use interpolated between the years that have it. */
function generationOf(sources: Sources, year: number, use: (y: number) => number): { twh: number; estimated: string } {
  const technologies = ["hydro", "nuclear", "wind", "solar", "thermal", "other"];
  const total = (y: number): number => technologies.reduce((sum, name) => sum + (sources.generation(name, y) ?? 0), 0);
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

/** Net imports and their factor (the regional grid's) in a past year. */
export function tradeOf(sources: Sources, year: number): Trade {
  const use = (y: number): number => {
    const fact = sources.published("electricity_use", y)?.value ?? (y === 2021 ? baseUse(sources) : undefined);
    if (fact === undefined) throw new Error(`published.csv has no electricity_use of ${y}`);
    return fact;
  };
  const { twh, estimated } = generationOf(sources, year, use);
  const netImports = use(year) - twh;
  const region = sources.importLines.find((line) => line.twh === undefined)?.sender ?? "";
  return {
    use: use(year),
    generation: twh,
    netImports,
    // The senders of the past are not known line by line: the region's factor for all of it.
    factor: senderFactor(sources, region, year),
    estimated: [
      sources.published("electricity_use", year)?.estimated === "recalled" ? "electricity use recalled" : "",
      estimated,
    ]
      .filter((text) => text !== "")
      .join("; "),
  };
}

function baseUse(sources: Sources): number {
  return (
    (sources.balance.get("Electricity")?.get("Total Consumption") ?? Number.NaN) /
    sources.constant("electricity_mtce_per_twh")
  );
}
