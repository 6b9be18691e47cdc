import { type ElectricityBalance, electricityBalance } from "../china/balance/electricity.ts";
import { total } from "../china/balance/grid.ts";
import { industrySectors } from "../china/balance/industry-split.ts";
import { buildInventory, type Inventory, mtcePerTwh } from "../china/balance/inventory.ts";
import { nation, type SourceTables } from "../china/source-tables.ts";
import { readProvinces, readSources, type Sources } from "../china/sources.ts";
import type { RunValue } from "../downscale/dispatch.ts";
import type { RegionNumbers } from "../downscale/region-numbers.ts";
import { type Stated, stated } from "../stated.ts";
import type { YearbookBalance } from "./yearbook-balance.ts";

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
  numbers: RegionNumbers,
  { year, balance }: Pick<YearbookBalance, "year" | "balance">,
  source: string,
  run: RunValue,
): RebaseSources {
  const { region } = numbers;
  const provinces = readProvinces(tables);
  const place = [...region.chain]
    .reverse()
    .flatMap((id) => provinces.find((candidate) => candidate.id === id) ?? [])[0];
  const own = place !== undefined && place.id !== region.parent;
  const ofPlace = readSources(tables, place?.province ?? nation);
  const base: Sources = {
    ...ofPlace,
    balance: (material, process) => ({
      value: balance.get(material)?.get(process) ?? 0,
      unit: "Mtce/yr",
      source,
      rule: "",
    }),
  };
  const known = own && listed.some((technology) => base.generation(technology, year) !== undefined);
  if (known) return { sources: base, known, own };
  const ran = (value: number, unit: string): Stated => ({
    value,
    unit,
    source: `run of ${region.id}/reference`,
    rule: `as the run from ${region.baseYear} has it`,
  });
  const sum = (variable: string, members: readonly string[]): number =>
    members.reduce((so, member) => so + run(variable, [member], year), 0);
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
  const none = (): number[] => [];
  const sources: Sources = {
    ...base,
    generation: (technology, at) => {
      const fromRun = at === year ? generated[technology] : undefined;
      return (
        (own ? base.generation(technology, at) : undefined) ??
        (fromRun === undefined ? undefined : ran(fromRun(), "TW*h/yr"))
      );
    },
    published: (variable, at) => (own ? base.published(variable, at) : undefined) ?? inRun(variable, at),
    publishedYears: own ? base.publishedYears : none,
    capacity: (technology, at) => (own ? base.capacity(technology, at) : undefined),
    capacityYears: own ? base.capacityYears : none,
    constant: (id, at) => (id === "data_centre_share" ? dataCentres() : base.constant(id, at)),
    importLines: [],
    ...(own ? {} : industryOf(numbers, base, year, run)),
  };
  return { sources, known, own };
}

/** How industry divides fuel, electricity and heat, from the old run. */
function industryOf(
  numbers: RegionNumbers,
  base: Sources,
  year: number,
  run: RunValue,
): Pick<Sources, "ceads" | "industryShares"> {
  const use = (sector: string, carrier: string): Stated => ({
    value: run("final_energy", [sector, carrier], year),
    unit: "MtCO2/yr",
    source: `run of ${numbers.region.id}/reference`,
    rule: "as the old run divides it",
  });
  const groups = new Map<string, Map<string, Stated>>();
  for (const sector of industrySectors) {
    const fuels = new Map<string, Stated>();
    for (const { ceadsFuel, carrier, kind } of base.materials)
      if (ceadsFuel !== "" && kind === "fuel") fuels.set(ceadsFuel, use(sector, carrier));
    groups.set(sector, fuels);
  }
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
export function rebaseInventory(
  { sources, known }: RebaseSources,
  numbers: RegionNumbers,
  year: number,
  run: RunValue,
): { electricity: ElectricityBalance; inventory: Inventory } {
  const plain = electricityBalance(sources, year);
  if (known) return { electricity: plain, inventory: buildInventory(sources, plain) };
  const generation = new Map(plain.generation);
  for (const kind of ["wind", "solar"]) {
    const plants = numbers.members(kind);
    const parts = plants.flatMap((plant) => plain.generation.get(plant) ?? []);
    const ran = plants.map((plant) => run("generation", [plant], year));
    const sum = ran.reduce((a, b) => a + b, 0);
    if (sum > 0)
      for (const [i, plant] of plants.entries())
        generation.set(
          plant,
          stated((total(parts) * ran[i]) / sum, "TW*h/yr", parts, `${kind} as the old run divides it`),
        );
  }
  const source = `run of ${numbers.region.id}/reference`;
  const contracted = numbers
    .members("contracted")
    .map((kind) => [kind, run("electricity_imports", [kind], year)] as const);
  const agreed = contracted.reduce((sum, [, twh]) => sum + twh, 0);
  const gross = plain.grossImports;
  const scale = agreed > gross.value ? gross.value / agreed : 1;
  const imports = new Map<string, Stated>(
    contracted.map(([kind, twh]) => [
      kind,
      { value: twh * scale, unit: "TW*h/yr", source, rule: "contracted imports as in the old run" },
    ]),
  );
  const market = Math.max(0, gross.value - agreed * scale);
  const rest = agreed === 0 ? "" : "gross imports of the balance less contracts";
  imports.set("import_market", stated(market, "TW*h/yr", [gross], rest));
  const electricity = { ...plain, generation, imports };
  const perTwh = mtcePerTwh(sources);
  const charging = new Map<string, Stated>(
    ["road_passenger", "road_freight"].map((sector) => [
      sector,
      {
        value: run("final_energy", [sector, "electricity"], year) / perTwh,
        unit: "TW*h/yr",
        source,
        rule: "as in the old run, taken from homes and services",
      },
    ]),
  );
  return { electricity, inventory: buildInventory(sources, electricity, charging) };
}
