import { grouped } from "../../csv.ts";
import { ruled, type Stated, scaled, stated, sum } from "../../stated.ts";
import { capacityOf, distributedShare, pumpedCapacity, referenceHours } from "../capacity.ts";
import type { Sources } from "../sources.ts";
import { addStated, type StatedGrid, total } from "./grid.ts";
import { booked } from "./imports.ts";
import { biomassGeneration, splitThermal, twhPerMtce } from "./thermal-power.ts";

/** The electricity balance of a year in TWh, see `electricityBalance`. */
export type ElectricityBalance = ReturnType<typeof electricityBalance>;

const twh = "TW*h/yr";
const finalProcesses = ["Agriculture", "Industry", "Construction", "Transport", "Wholesale", "Other", "Urban", "Rural"];

/** Share of own use of each technology in gross generation. */
export function ownUseRate(sources: Sources, technology: string): Stated {
  return sources.constant(`own_use_${/^(?:nuclear|hydro|wind|solar)/.exec(technology)?.[0] ?? "thermal"}`);
}

/**
 * The balance's electricity by technology and use, closed to rounding: generation and imports less exports equal
 * use and losses. Thermal power is split by its fuel: gas and oil at stated efficiencies, biomass apart, coal the rest
 * (with what recovered heat and furnace gases give). Throws where a piece would be negative.
 */
export function electricityBalance(sources: Sources, year: number) {
  const { generation, pumpedOutput } = primaryGeneration(sources, year);
  const pumpedInput = pumpedOutput.value / sources.constant("pumped_round_trip").value;
  const { fuel, byproductGas } = powerFuel(sources);
  const recoveredHeat = -sources.balance("Heat", "Thermal Power").value;
  const thermal = booked(sources, ["Thermal Power"]);
  const known = biomassGeneration(sources, year);
  const biomass = known.value <= thermal.value ? known : ruled(thermal, "all thermal power is biomass");
  const efficiency = sources.constant("biomass_power_efficiency");
  const burnt = biomass.value / twhPerMtce / efficiency.value;
  const rule = "generation over a stated efficiency";
  addStated(fuel, "biomass", "biomass", stated(burnt, "Mtce/yr", [biomass, efficiency], rule));
  generation.set("biomass", biomass);
  const split = splitThermal(sources, thermal, biomass, fuel, byproductGas + recoveredHeat);
  for (const [technology, value] of split) generation.set(technology, value);

  const traded = (way: string): Stated => sum([booked(sources, [`Interprovincial ${way}s`]), booked(sources, [way])]);
  const [grossImports, exports] = [traded("Import"), traded("Export")];
  let ownUse = 0;
  for (const [technology, { value }] of generation) {
    if (value < 0) throw new Error(`generation of ${technology} would be ${value} TWh`);
    ownUse += value * ownUseRate(sources, technology).value;
  }
  const finalUse = new Map(finalProcesses.map((process) => [process, booked(sources, [process])]));
  const industry = booked(sources, ["Industry"]);
  const less = "less plants' own use and pumping";
  finalUse.set("Industry", stated(industry.value - ownUse - pumpedInput, twh, [industry], less));

  const generated = total(generation.values()) + pumpedOutput.value;
  const flows = [...generation.values(), pumpedOutput, grossImports, exports];
  const totalUse = stated(generated + grossImports.value - exports.value, twh, flows);
  const losses = booked(sources, ["Losses"]);
  const loss = totalUse.value - (total(finalUse.values()) + ownUse + pumpedInput);
  return {
    /** Gross generation by technology, hydro without pumped storage. */
    generation,
    pumpedOutput,
    pumpedInput,
    imports: importsByKind(sources, year, grossImports),
    grossImports,
    exports,
    /** Final use by balance process, industry without power plants' own use and pumping. */
    finalUse,
    ownUse,
    loss: stated(loss, twh, [losses], "takes up the balance's closing difference", [totalUse, ...finalUse.values()]),
    /** Total social use as published. */
    totalUse,
    /** Fuel of power in Mtce: technology, then carrier. */
    fuel,
    /** Recovered heat turned into power, Mtce, and the gases whose carbon is counted in coke. */
    recoveredHeat,
    byproductGas,
    /** The balance's own closing difference that the loss takes up. */
    residual: loss - losses.value,
  };
}

/** Fuel of thermal power by technology and carrier, and the gases whose carbon is counted in coke, Mtce. */
function powerFuel(sources: Sources) {
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
  return { fuel, byproductGas };
}

/** Output of pumped storage, and generation of hydro, nuclear, wind and solar: the yearbook's, scaled to the balance. */
function primaryGeneration(sources: Sources, year: number) {
  const primary = booked(sources, ["Indigenous Production"]);
  const listed = (technology: string): Stated | undefined => sources.generation(technology, year);
  const factor = primary.value / total(["hydro", "nuclear", "wind", "solar"].map((name) => listed(name)?.value ?? 0));
  const scaling = "the yearbook's, scaled to the primary electricity of the balance";
  const of = (technology: string): Stated =>
    stated((listed(technology)?.value ?? 0) * factor, twh, [primary, listed(technology)], scaling);
  const [hydro, wind, solar] = [of("hydro"), of("wind"), of("solar")];
  const [end, begin] = [pumpedCapacity(sources, year), pumpedCapacity(sources, year - 1)];
  const hours = sources.constant("pumped_hours");
  const mean = ((end?.value ?? 0) + (begin?.value ?? 0)) / 2;
  const rule = mean === 0 ? "none stands" : "design hours times mean capacity";
  const designed = sources.to(stated(mean * hours.value, "GW*h/yr", [hours, end, begin], rule), twh);
  // Yearbooks count pumped storage under hydro, so its output cannot be more than that.
  const most = "all hydro generation: design hours would give more";
  const pumpedOutput = designed.value <= hydro.value ? designed : stated(hydro.value, twh, [designed, hydro], most);
  const { value } = pumpedOutput;
  const less = [scaling, "less the output of pumped storage"];
  const onshore = onshoreGeneration(sources, year, wind);
  const distributed = distributedShare(sources, year);
  const ofSolar = (share: number): Stated =>
    stated(solar.value * share, twh, [solar], [scaling, distributed.rule], [distributed]);
  const generation = new Map([
    ["hydro", value === 0 ? hydro : stated(hydro.value - value, twh, [hydro], less, [pumpedOutput])],
    ["nuclear", of("nuclear")],
    ["wind_onshore", onshore],
    ["wind_offshore", { ...onshore, value: wind.value - onshore.value }],
    ["solar_utility", ofSolar(1 - distributed.value)],
    ["solar_distributed", ofSolar(distributed.value)],
  ]);
  return { generation, pumpedOutput };
}

/** Gross imports of the year by kind of the model: dedicated clean lines, mixed lines, the rest from the market. */
function importsByKind(sources: Sources, year: number, gross: Stated): Map<string, Stated> {
  const lines = sources.importLines.flatMap(({ since, transfer, ...line }) =>
    since <= year && transfer !== undefined ? [{ ...line, transfer }] : [],
  );
  const listed = total(lines.map(({ transfer }) => transfer));
  // Lines that other years are known of may carry more than the year's gross imports: then they share them.
  const isCut = listed > gross.value;
  const factor = isCut ? gross.value / listed : 1;
  const result = new Map<string, Stated>();
  for (const [kind, of] of grouped(lines, (line) => line.kind)) {
    const rule = `yearly transfer of the lines ${of.map(({ line }) => line).join(", ")}`;
    const carried = of.map(({ transfer }) => transfer);
    const value = total(carried.map((transfer) => transfer.value * factor));
    const cut = isCut ? [rule, "cut to the gross imports of the balance"] : rule;
    result.set(kind, stated(value, twh, [isCut ? gross : undefined, ...carried], cut));
  }
  const rest = Math.max(0, gross.value - total(result.values()));
  const rule = result.size === 0 ? "" : "gross imports of the balance less the lines";
  return result.set("import_market", stated(rest, twh, [gross, ...result.values()], rule));
}

/**
 * Onshore part of the wind generation of the year: at its hours of an early year where the province had no offshore wind
 * then and what is left gives offshore plants plausible hours; else by the capacities and the reference hours of both.
 */
export function onshoreGeneration(sources: Sources, year: number, wind: Stated): Stated {
  const early = sources.years.onshoreHours;
  const [onshore, offshore] = ["wind_onshore", "wind_offshore"].map((plant) => capacityOf(sources, plant, year));
  if (wind.value === 0 || offshore === undefined || offshore.value === 0) return wind;
  const mean = (plant: string, end: Stated | undefined): number =>
    ((end?.value ?? 0) + (capacityOf(sources, plant, year - 1)?.value ?? end?.value ?? 0)) / 2;
  const standing = [mean("wind_onshore", onshore), mean("wind_offshore", offshore)];
  const then = sources.capacity("wind_onshore", early);
  const by = [offshore, onshore];
  if ((sources.capacity("wind_offshore", early)?.value ?? 0) === 0 && then !== undefined && then.value > 0) {
    const generated = sources.generation("wind", early);
    const hours = ((generated?.value ?? 0) / then.value) * 1000;
    const rest = wind.value - Math.min(wind.value, (hours * (onshore?.value ?? 0)) / 1000);
    const range = sources.constant("hours_wind_offshore_plausible");
    const offshoreHours = (rest / standing[1]) * 1000;
    const rule = [wind.rule, `onshore at the hours of ${early}, offshore the rest`];
    if (offshoreHours >= (range.low ?? 0) && offshoreHours <= (range.high ?? 8784))
      return stated(wind.value - rest, twh, [wind], rule, [...by, then, generated, range]);
  }
  const hours = ["wind_onshore", "wind_offshore"].map((plant) => referenceHours(sources, plant));
  const [a, b] = standing.map((gw, i) => gw * hours[i].value);
  const rule = [wind.rule, "onshore and offshore by capacity and the nation's hours of both"];
  return stated((wind.value * a) / (a + b), twh, [wind], rule, [...by, ...hours]);
}
