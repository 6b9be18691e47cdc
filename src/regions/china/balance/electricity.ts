import { joined, ruled, type Stated, scaled, stated, sum } from "../../stated.ts";
import { capacityOf, distributedShare, referenceHours } from "../capacity.ts";
import type { Sources } from "../sources.ts";
import { addStated, type StatedGrid, total } from "./grid.ts";
import { biomassGeneration, splitThermal, twhPerMtce } from "./thermal-power.ts";

/** The electricity balance of a year in TWh. */
export interface ElectricityBalance {
  /** Gross generation by technology, hydro without pumped storage. */
  readonly generation: ReadonlyMap<string, Stated>;
  readonly pumpedOutput: Stated;
  readonly pumpedInput: number;
  readonly imports: ReadonlyMap<string, Stated>;
  readonly grossImports: Stated;
  readonly exports: Stated;
  /** Final use by balance process, industry without power plants' own use and pumping. */
  readonly finalUse: ReadonlyMap<string, Stated>;
  readonly ownUse: number;
  readonly loss: Stated;
  /** Total social use as published. */
  readonly totalUse: Stated;
  /** Fuel of power in Mtce: technology, then carrier. */
  readonly fuel: StatedGrid;
  /** Recovered heat turned into power, Mtce, and the gases whose carbon is counted in coke. */
  readonly recoveredHeat: number;
  readonly byproductGas: number;
  /** Balance's own closing difference that the loss takes up. */
  readonly residual: number;
}

const twh = "TW*h/yr";

/** Share of own use of each technology in gross generation. */
export function ownUseRate(sources: Sources, technology: string): Stated {
  if (technology === "nuclear") return sources.constant("own_use_nuclear");
  if (technology === "hydro") return sources.constant("own_use_hydro");
  if (technology.startsWith("wind")) return sources.constant("own_use_wind");
  if (technology.startsWith("solar")) return sources.constant("own_use_solar");
  return sources.constant("own_use_thermal");
}

/** Capacity of pumped storage at the end of the year: published, else the list of plants, else not known. */
export function pumpedCapacity(sources: Sources, year: number): Stated | undefined {
  const listed = sources.capacity("pumped", sources.years.capacity);
  return (
    sources.published("capacity_pumped", year) ??
    (listed === undefined ? undefined : ruled(listed, "list of plants, year not stated"))
  );
}

/** A flow of electricity in the balance, which books it at the rounded calorific value. */
function booked(sources: Sources, ...processes: string[]): Stated {
  const rate = sources.constant("electricity_mtce_per_twh");
  const flows = processes.map((process) => {
    const mtce = sources.balance("Electricity", process);
    return stated(mtce.value / rate.value, twh, [mtce], "", [rate]);
  });
  return flows.length === 1 ? flows[0] : sum(flows);
}

/** Gross imports and exports of the balance. */
export function tradeOfBalance(sources: Sources): { readonly imports: Stated; readonly exports: Stated } {
  return {
    imports: booked(sources, "Interprovincial Imports", "Import"),
    exports: booked(sources, "Interprovincial Exports", "Export"),
  };
}

/**
 * The balance's electricity by technology and use, closed to rounding: generation and imports less exports equal
 * use and losses. Thermal power is split by its fuel: gas and oil at stated efficiencies, biomass apart, coal the rest
 * (with what recovered heat and furnace gases give). Throws where a piece would be negative.
 */
export function electricityBalance(sources: Sources, year: number): ElectricityBalance {
  const generation = new Map<string, Stated>();
  const pumpedOutput = putPrimary(sources, year, generation);
  const pumpedInput = pumpedOutput.value / sources.constant("pumped_round_trip").value;

  const fuel: StatedGrid = new Map();
  let byproductGas = 0;
  for (const { name, kind, carrier } of sources.materials) {
    const input = scaled(sources.balance(name, "Thermal Power"), -1);
    if (input.value === 0 || kind === "energy") continue;
    if (kind === "byproduct") byproductGas += input.value;
    else if (carrier === "coal") addStated(fuel, "coal", "coal", input);
    // Coke-oven gas stands with natural gas: its CO2 factor is nearer to it than to coke's.
    else if (carrier === "coke")
      addStated(fuel, "coal", "gas", ruled(input, "coke-oven gas; furnace gas is left out, its carbon is in coke"));
    else addStated(fuel, carrier === "gas" ? "gas" : "oil", carrier, input);
  }
  const recoveredHeat = -sources.balance("Heat", "Thermal Power").value;
  const thermal = booked(sources, "Thermal Power");
  const known = biomassGeneration(sources, year);
  const biomass = known.value <= thermal.value ? known : ruled(thermal, "all thermal power is biomass");
  const efficiency = sources.constant("biomass_power_efficiency");
  addStated(
    fuel,
    "biomass",
    "biomass",
    stated(
      biomass.value / twhPerMtce / efficiency.value,
      "Mtce/yr",
      [biomass, efficiency],
      "generation over a stated efficiency",
    ),
  );
  generation.set("biomass", biomass);
  const split = splitThermal(sources, thermal, biomass, fuel, byproductGas + recoveredHeat);
  for (const [technology, value] of split) generation.set(technology, value);

  const { imports: grossImports, exports } = tradeOfBalance(sources);
  let ownUse = 0;
  for (const [technology, { value }] of generation) {
    if (value < 0) throw new Error(`generation of ${technology} would be ${value} TWh`);
    ownUse += value * ownUseRate(sources, technology).value;
  }
  const finalUse = new Map(
    ["Agriculture", "Industry", "Construction", "Transport", "Wholesale", "Other", "Urban", "Rural"].map((process) => [
      process,
      booked(sources, process),
    ]),
  );
  const industry = booked(sources, "Industry");
  finalUse.set(
    "Industry",
    stated(industry.value - ownUse - pumpedInput, twh, [industry], "less plants' own use and pumping"),
  );

  const generated = total(generation.values()) + pumpedOutput.value;
  const totalUse = stated(generated + grossImports.value - exports.value, twh, [
    ...generation.values(),
    pumpedOutput,
    grossImports,
    exports,
  ]);
  const used = total(finalUse.values()) + ownUse + pumpedInput;
  const losses = booked(sources, "Losses");
  const loss = totalUse.value - used;
  return {
    generation,
    pumpedOutput,
    pumpedInput,
    imports: importsByKind(sources, year, grossImports),
    grossImports,
    exports,
    finalUse,
    ownUse,
    loss: stated(loss, twh, [losses], "takes up the balance's closing difference", [totalUse, ...finalUse.values()]),
    totalUse,
    fuel,
    recoveredHeat,
    byproductGas,
    residual: loss - losses.value,
  };
}

/** Puts hydro, nuclear, wind and solar power: the yearbook's, scaled to the primary electricity of the balance. Returns the output of pumped storage. */
function putPrimary(sources: Sources, year: number, generation: Map<string, Stated>): Stated {
  const primary = booked(sources, "Indigenous Production");
  const listed = new Map(
    ["hydro", "nuclear", "wind", "solar"].map((technology) => [technology, sources.generation(technology, year)]),
  );
  const listedSum = [...listed.values()].reduce((so, value) => so + (value?.value ?? 0), 0);
  const factor = primary.value / listedSum;
  const scaling = "the yearbook's, scaled to the primary electricity of the balance";
  const of = (technology: string): Stated => {
    const own = listed.get(technology);
    return stated((own?.value ?? 0) * factor, twh, own === undefined ? [primary] : [primary, own], scaling);
  };
  const hydro = of("hydro");
  const [end, begin] = [pumpedCapacity(sources, year), pumpedCapacity(sources, year - 1)];
  const hours = sources.constant("pumped_hours");
  const mean = ((end?.value ?? 0) + (begin?.value ?? 0)) / 2;
  const designed = sources.to(
    stated(
      mean * hours.value,
      "GW*h/yr",
      [hours, ...(end === undefined ? [] : [end]), ...(begin === undefined ? [] : [begin])],
      mean === 0 ? "none stands" : "design hours times mean capacity",
    ),
    twh,
  );
  // Yearbooks count pumped storage under hydro, so its output cannot be more than that.
  const pumped =
    designed.value <= hydro.value
      ? designed
      : stated(hydro.value, twh, [designed, hydro], "all hydro generation: design hours would give more");
  const { value } = pumped;
  generation.set(
    "hydro",
    value === 0
      ? hydro
      : stated(hydro.value - value, twh, [hydro], joined([scaling, "less the output of pumped storage"]), [pumped]),
  );
  generation.set("nuclear", of("nuclear"));
  const wind = of("wind");
  const onshore = onshoreGeneration(sources, year, wind);
  generation.set("wind_onshore", onshore);
  generation.set("wind_offshore", { ...onshore, value: wind.value - onshore.value });
  const solar = of("solar");
  const distributed = distributedShare(sources, year);
  for (const [plant, share] of [
    ["solar_utility", 1 - distributed.value],
    ["solar_distributed", distributed.value],
  ] as const)
    generation.set(
      plant,
      stated(solar.value * share, twh, [solar], joined([scaling, distributed.rule]), [distributed]),
    );
  return pumped;
}

/** Gross imports of the year by kind of the model: dedicated clean lines, mixed lines, the rest from the market. */
function importsByKind(sources: Sources, year: number, gross: Stated): Map<string, Stated> {
  const lines = sources.importLines.flatMap(({ since, transfer, ...line }) =>
    since <= year && transfer !== undefined ? [{ ...line, transfer }] : [],
  );
  const listed = lines.reduce((so, { transfer }) => so + transfer.value, 0);
  // Lines that other years are known of may carry more than the year's gross imports: then they share them.
  const factor = listed > gross.value ? gross.value / listed : 1;
  const result = new Map<string, Stated>();
  for (const kind of new Set(lines.map((line) => line.kind))) {
    const own = lines.filter((line) => line.kind === kind);
    const rule = `yearly transfer of the lines ${own.map(({ line }) => line).join(", ")}`;
    const value = own.reduce((so, { transfer }) => so + transfer.value * factor, 0);
    const cut = factor === 1 ? [] : [gross];
    result.set(
      kind,
      stated(
        value,
        twh,
        [...cut, ...own.map(({ transfer }) => transfer)],
        joined([rule, factor === 1 ? "" : "cut to the gross imports of the balance"]),
      ),
    );
  }
  const rest = Math.max(0, gross.value - total(result.values()));
  const rule = result.size === 0 ? "" : "gross imports of the balance less the lines";
  result.set("import_market", stated(rest, twh, [gross, ...result.values()], rule));
  return result;
}

/**
 * Onshore part of the wind generation of the year: at its hours of an early year where the province had no offshore wind
 * then and what is left gives offshore plants plausible hours; else by the capacities and the reference hours of both.
 */
function onshoreGeneration(sources: Sources, year: number, wind: Stated): Stated {
  const early = sources.years.onshoreHours;
  const at = (plant: string, end = year): Stated | undefined => capacityOf(sources, plant, end);
  const offshore = at("wind_offshore");
  if (wind.value === 0 || offshore === undefined || offshore.value === 0) return wind;
  const mean = (plant: string): number =>
    ((at(plant)?.value ?? 0) + (at(plant, year - 1)?.value ?? at(plant)?.value ?? 0)) / 2;
  const onshore = at("wind_onshore");
  const then = sources.capacity("wind_onshore", early);
  const generated = sources.generation("wind", early);
  const by = [offshore, ...(onshore === undefined ? [] : [onshore])];
  if ((sources.capacity("wind_offshore", early)?.value ?? 0) === 0 && then !== undefined && then.value > 0) {
    const hours = ((generated?.value ?? 0) / then.value) * 1000;
    const rest = wind.value - Math.min(wind.value, (hours * (onshore?.value ?? 0)) / 1000);
    const range = sources.constant("hours_wind_offshore_plausible");
    const offshoreHours = (rest / mean("wind_offshore")) * 1000;
    if (offshoreHours >= (range.low ?? 0) && offshoreHours <= (range.high ?? 8784))
      return stated(
        wind.value - rest,
        twh,
        [wind],
        joined([wind.rule, `onshore at the hours of ${early}, offshore the rest`]),
        [...by, then, ...(generated === undefined ? [] : [generated]), range],
      );
  }
  const hours = ["wind_onshore", "wind_offshore"].map((plant) => referenceHours(sources, plant));
  const weights = [mean("wind_onshore") * hours[0].value, mean("wind_offshore") * hours[1].value];
  return stated(
    (wind.value * weights[0]) / (weights[0] + weights[1]),
    twh,
    [wind],
    joined([wind.rule, "onshore and offshore by capacity and the nation's hours of both"]),
    [...by, ...hours],
  );
}
