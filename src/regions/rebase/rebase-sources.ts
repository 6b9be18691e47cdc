import { sumBy } from "../../statistics/sum.ts";
import { electricityBalance } from "../china/balance/electricity.ts";
import { total } from "../china/balance/grid.ts";
import { industrySectors } from "../china/balance/industry-split.ts";
import { buildInventory, mtcePerTwh } from "../china/balance/inventory.ts";
import { coalHeats, heatKept, nation, type SourceTables } from "../china/source-tables.ts";
import { readProvinces, readSources, type Sources } from "../china/sources.ts";
import type { RunValue } from "../downscale/dispatch.ts";
import type { RegionNumbers } from "../downscale/region-numbers.ts";
import { type Stated, stated } from "../stated.ts";
import type { YearbookBalance } from "./yearbook-balance.ts";

/** A region with its run from the old base year, and the year of the new one. */
export interface OldRun {
  readonly numbers: RegionNumbers;
  readonly run: RunValue;
  readonly year: number;
}

/** What is known of a region in the year of its balance. */
export interface RebaseSources {
  readonly sources: Sources;
  /** Whether the source tables have the year themselves; otherwise the old run says what the balance does not. */
  readonly known: boolean;
  /** Whether the source tables speak of this very region, not of the province that it lies in. */
  readonly own: boolean;
}

const listed = ["hydro", "nuclear", "wind", "solar"] as const;

/**
 * The source tables with the yearbook's balance in place of theirs; `source` is what its numbers cite. What the tables
 * lack of the year (generation by plant, biomass power, pumped storage) is the old run's; of a region that has no tables
 * of its own, how industry divides its energy too.
 */
export function rebaseSources(
  tables: SourceTables,
  old: OldRun,
  balance: YearbookBalance["balance"],
  source: string,
): RebaseSources {
  const { numbers, run, year } = old;
  const { region } = numbers;
  const provinces = readProvinces(tables);
  const place = [...region.chain]
    .reverse()
    .flatMap((id) => provinces.find((candidate) => candidate.id === id) ?? [])[0];
  const own = place !== undefined && place.id !== region.parent;
  const ofPlace = readSources(tables, place?.province ?? nation);
  const heat = coalHeats(tables.table).get(ofPlace.province);
  const base: Sources = {
    ...ofPlace,
    balance: (material, process) => {
      const value = (balance.get(material)?.get(process) ?? 0) * heatKept(heat, material, process);
      return { value, unit: "Mtce/yr", source, rule: "" };
    },
  };
  const known = own && listed.some((technology) => base.generation(technology, year) !== undefined);
  if (known) return { sources: base, known, own };
  const ofRun = { source: `run of ${region.id}/reference`, rule: `as the run from ${region.baseYear} has it` };
  const ran = (value: number, unit: string): Stated => ({ value, unit, ...ofRun });
  const sum = (variable: string, members: readonly string[]): number =>
    sumBy(members, (member) => run(variable, [member], year));
  const generated: Readonly<Record<string, () => number>> = {
    // Yearbooks count pumped storage under hydro.
    hydro: () => sum("generation", ["hydro"]) + sum("storage_output", ["pumped"]),
    nuclear: () => sum("generation", ["nuclear"]),
    wind: () => sum("generation", numbers.members("wind")),
    solar: () => sum("generation", numbers.members("solar")),
  };
  const inRun = (variable: string, at: number): Stated | undefined => {
    if (variable === "generation_biomass" && at === year) return ran(sum("generation", ["biomass"]), "TW*h/yr");
    if (variable === "capacity_pumped" && (at === year || at === year - 1))
      return ran(run("storage_capacity", ["pumped"], Math.max(at, region.baseYear)), "GW");
    return undefined;
  };
  const dataCentres = (): Stated => {
    const use = run("final_energy", ["data_centres", "electricity"], year) / mtcePerTwh(base);
    return ran(use / run("electricity_use", [], year), "1");
  };
  const nothing = { generation: () => undefined, published: () => undefined, capacity: () => undefined };
  const noYears = { publishedYears: () => [], capacityYears: () => [] };
  const tabled = own ? base : { ...base, ...nothing, ...noYears, ...industryOf(old, base) };
  const sources: Sources = {
    ...tabled,
    generation: (technology, at) =>
      tabled.generation(technology, at) ??
      (at === year && technology in generated ? ran(generated[technology](), "TW*h/yr") : undefined),
    published: (variable, at) => tabled.published(variable, at) ?? inRun(variable, at),
    constant: (id, at) => (id === "data_centre_share" ? dataCentres() : base.constant(id, at)),
    importLines: [],
  };
  return { sources, known, own };
}

/** How industry divides fuel, electricity and heat, from the old run. */
function industryOf({ numbers, run, year }: OldRun, base: Sources): Pick<Sources, "ceads" | "industryShares"> {
  const use = (sector: string, carrier: string): Stated => ({
    value: run("final_energy", [sector, carrier], year),
    unit: "MtCO2/yr",
    source: `run of ${numbers.region.id}/reference`,
    rule: "as the old run divides it",
  });
  const fuels = base.materials.filter(({ ceadsFuel, kind }) => ceadsFuel !== "" && kind === "fuel");
  const groups = new Map(
    industrySectors.map((sector) => [
      sector,
      new Map(fuels.map(({ ceadsFuel, carrier }) => [ceadsFuel, use(sector, carrier)])),
    ]),
  );
  const shares = ["electricity", "heat"].flatMap((carrier) => {
    const uses = industrySectors.map((sector) => use(sector, carrier));
    const all = total(uses);
    if (all === 0) return base.industryShares.filter((row) => row.carrier === carrier);
    return industrySectors.map((sector, i) => ({
      carrier,
      sector,
      share: { ...uses[i], value: uses[i].value / all, unit: "1" },
    }));
  });
  return { ceads: new Map([[year, groups]]), industryShares: shares };
}

/**
 * Electricity and inventory of the balance's year. Where the old run says what the tables lack, wind, solar and imports
 * are divided as it divides them, and road vehicles take the electricity that it gives them.
 */
export function rebaseInventory({ sources, known }: RebaseSources, { numbers, run, year }: OldRun) {
  const plain = electricityBalance(sources, year);
  if (known) return { electricity: plain, inventory: buildInventory(sources, plain) };
  const twh = "TW*h/yr";
  const generation = new Map(plain.generation);
  for (const kind of ["wind", "solar"]) {
    const plants = numbers.members(kind);
    const parts = plants.flatMap((plant) => plain.generation.get(plant) ?? []);
    const ran = (plant: string): number => run("generation", [plant], year);
    const sum = sumBy(plants, ran);
    const divided = (plant: string): number => (total(parts) * ran(plant)) / sum;
    for (const plant of sum > 0 ? plants : [])
      generation.set(plant, stated(divided(plant), twh, parts, `${kind} as the old run divides it`));
  }
  const source = `run of ${numbers.region.id}/reference`;
  const contracted = numbers.members("contracted");
  const contract = (kind: string): number => run("electricity_imports", [kind], year);
  const agreed = sumBy(contracted, contract);
  const gross = plain.grossImports;
  const scale = agreed > gross.value ? gross.value / agreed : 1;
  const rule = "contracted imports as in the old run";
  const imports = new Map<string, Stated>(
    contracted.map((kind) => [kind, { value: contract(kind) * scale, unit: twh, source, rule }]),
  );
  const market = Math.max(0, gross.value - agreed * scale);
  const rest = agreed === 0 ? "" : "gross imports of the balance less contracts";
  imports.set("import_market", stated(market, twh, [gross], rest));
  const electricity = { ...plain, generation, imports };
  const charged = (sector: string): number => run("final_energy", [sector, "electricity"], year) / mtcePerTwh(sources);
  const taken = { unit: twh, source, rule: "as in the old run, taken from homes and services" };
  const roads = ["road_passenger", "road_freight"];
  const charging = new Map<string, Stated>(roads.map((sector) => [sector, { ...taken, value: charged(sector) }]));
  return { electricity, inventory: buildInventory(sources, electricity, charging) };
}
