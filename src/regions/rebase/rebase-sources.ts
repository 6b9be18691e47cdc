import type { ElectricityBalance } from "../china/balance/electricity.ts";
import { electricityBalance } from "../china/balance/electricity.ts";
import { industrySectors } from "../china/balance/industry-split.ts";
import { buildInventory, type Inventory, mtcePerTwh } from "../china/balance/inventory.ts";
import type { ReadText } from "../china/source-tables.ts";
import { type Fact, nation, readProvinces, readSources, type Sources } from "../china/sources.ts";
import type { RunValue } from "../downscale/dispatch.ts";
import type { Whole } from "../downscale/whole.ts";

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
 * The source tables with `balance` in place of theirs. What they lack of the year (generation by plant, biomass power,
 * pumped storage) is the old run's; of a region that has no tables of its own, how industry divides its energy too.
 */
export function rebaseSources(
  read: ReadText,
  whole: Whole,
  balance: Sources["balance"],
  year: number,
  run: RunValue,
): RebaseSources {
  const { region } = whole;
  const provinces = readProvinces(read);
  const place = [...region.chain]
    .reverse()
    .flatMap((id) => provinces.find((candidate) => candidate.id === id) ?? [])[0];
  const own = place !== undefined && place.id !== region.parent;
  const base = readSources(read, place?.province ?? nation);
  const known = own && listed.some((technology) => base.generation(technology, year) !== undefined);
  if (known) return { sources: { ...base, balance }, known, own };
  const sum = (variable: string, members: readonly string[]): number =>
    members.reduce((total, member) => total + run(variable, [member], year), 0);
  const generated: Readonly<Record<string, () => number>> = {
    // Yearbooks count pumped storage under hydro.
    hydro: () => sum("generation", ["hydro"]) + sum("storage_output", ["pumped"]),
    nuclear: () => sum("generation", ["nuclear"]),
    wind: () => sum("generation", whole.members("wind")),
    solar: () => sum("generation", whole.members("solar")),
  };
  const ran = (variable: string, at: number): Fact | undefined => {
    const fact = (value: number, unit: string): Fact => ({
      value,
      unit,
      source: `run of ${region.id}/reference`,
      estimated: `as the run from ${region.baseYear} has it`,
    });
    if (variable === "generation_biomass" && at === year) return fact(sum("generation", ["biomass"]), "TWh");
    if (variable === "capacity_pumped" && (at === year || at === year - 1))
      return fact(run("storage_capacity", ["pumped"], Math.max(at, region.baseYear)), "GW");
    return undefined;
  };
  const dataCentres = (): number => run("final_energy", ["data_centres", "electricity"], year) / mtcePerTwh(base);
  const sources: Sources = {
    ...base,
    balance,
    generation: (technology, at) =>
      (own ? base.generation(technology, at) : undefined) ?? (at === year ? generated[technology]?.() : undefined),
    published: (variable, at) => (own ? base.published(variable, at) : undefined) ?? ran(variable, at),
    publishedYears: (variable) => (own ? base.publishedYears(variable) : []),
    capacity: (technology, at) => (own ? base.capacity(technology, at) : undefined),
    capacityYears: (technology) => (own ? base.capacityYears(technology) : []),
    constant: (id) =>
      id === "data_centre_share" ? dataCentres() / run("electricity_use", [], year) : base.constant(id),
    importLines: [],
    ...(own ? {} : industryOf(whole, base, year, run)),
  };
  return { sources, known, own };
}

/** How industry divides fuel, electricity and heat, from the old run. */
function industryOf(
  whole: Whole,
  base: Sources,
  year: number,
  run: RunValue,
): Pick<Sources, "ceads" | "industryShares"> {
  const use = (sector: string, carrier: string): number => run("final_energy", [sector, carrier], year);
  const groups = new Map<string, Map<string, number>>();
  for (const sector of industrySectors) {
    const fuels = new Map<string, number>();
    for (const { ceadsFuel, carrier, kind } of base.materials)
      if (ceadsFuel !== "" && kind === "fuel") fuels.set(ceadsFuel, use(sector, carrier));
    groups.set(sector, fuels);
  }
  const shares = ["electricity", "heat"].flatMap((carrier) => {
    const total = industrySectors.reduce((sum, sector) => sum + use(sector, carrier), 0);
    if (total === 0) return base.industryShares.filter((row) => row.carrier === carrier);
    return industrySectors.map((sector) => ({
      carrier,
      sector,
      fact: {
        value: use(sector, carrier) / total,
        unit: "1",
        source: `run of ${whole.region.id}/reference`,
        estimated: "as the old run divides it",
      },
    }));
  });
  return { ceads: new Map([[year, groups]]), industryShares: shares };
}

/**
 * Electricity and inventory of the balance's year. Where the old run says what the tables lack, wind, solar and imports
 * are divided as it divides them, and road vehicles take the electricity that it gives them.
 */
export function rebaseInventory(
  { sources, known }: RebaseSources,
  whole: Whole,
  year: number,
  run: RunValue,
): { electricity: ElectricityBalance; inventory: Inventory } {
  const plain = electricityBalance(sources, year);
  if (known) return { electricity: plain, inventory: buildInventory(sources, plain) };
  const generation = new Map(plain.generation);
  for (const kind of ["wind", "solar"]) {
    const plants = whole.members(kind);
    const total = plants.reduce((sum, plant) => sum + (plain.generation.get(plant) ?? 0), 0);
    const ran = plants.map((plant) => run("generation", [plant], year));
    const sum = ran.reduce((a, b) => a + b, 0);
    if (sum > 0) for (const [i, plant] of plants.entries()) generation.set(plant, (total * ran[i]) / sum);
  }
  const contracted = whole
    .members("contracted")
    .map((kind) => [kind, run("electricity_imports", [kind], year)] as const);
  const agreed = contracted.reduce((sum, [, twh]) => sum + twh, 0);
  const scale = agreed > plain.grossImports ? plain.grossImports / agreed : 1;
  const imports = new Map(contracted.map(([kind, twh]) => [kind, twh * scale]));
  imports.set("import_market", Math.max(0, plain.grossImports - agreed * scale));
  const electricity = { ...plain, generation, imports };
  const charging = new Map(
    ["road_passenger", "road_freight"].map((sector) => [
      sector,
      run("final_energy", [sector, "electricity"], year) / mtcePerTwh(sources),
    ]),
  );
  return { electricity, inventory: buildInventory(sources, electricity, charging) };
}
