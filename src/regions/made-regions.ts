import { csvText } from "../text/csv.ts";
import { type Library, layeredLibrary } from "../text/library.ts";
import { splitCo2 } from "./china/balance/inventory.ts";
import { buildRegion, parameterRows, type RegionBuild } from "./china/build-region.ts";
import { buildReport } from "./china/build-report.ts";
import { nationalHistory, withNationalTotals } from "./china/history.ts";
import { type GridDecline, gridDecline, gridPathYears, lastFactor } from "./china/paths/grid-path.ts";
import { defaultFiles, originsCsv, provinceFiles, provinceMark } from "./china/province-files.ts";
import { type QualityRow, qualityCsv, qualityRows, unexplained } from "./china/quality.ts";
import { nation, type SourceTables } from "./china/source-tables.ts";
import { type Province, readCitations, readProvinces, readSources, type Sources } from "./china/sources.ts";
import { runValues } from "./downscale/build.ts";
import { citiesOf, readCities, subregionMark } from "./downscale/made-cities.ts";
import type { TableRow } from "./stated.ts";
import type { Workshop } from "./workshop.ts";

/** A region as it was made. */
export interface MadeProvince {
  readonly build: RegionBuild;
  /** Its tables by name, as its files hold them row by row. */
  readonly tables: ReadonlyMap<string, readonly TableRow[]>;
  /** Its files by path from the project's root. */
  readonly files: ReadonlyMap<string, string>;
  /** Where its values come from, as `originsCsv` writes it. */
  readonly origins: () => string;
  readonly quality: readonly QualityRow[];
  /** Keys of `references.csv` that its tables cite. */
  readonly cited: ReadonlySet<string>;
}

/** The national defaults: rows, files and cited keys. */
export function madeDefaults({ tables, model }: Workshop): Pick<MadeProvince, "files" | "cited"> & {
  readonly rows: readonly TableRow[];
} {
  const rows = parameterRows(tables.table("national_parameters.csv"), model, "national value");
  return { rows, files: defaultFiles(rows), cited: citedIn([rows]) };
}

/** A province or the nation, in memory; `decline` is how the grids that send electricity to it fall. */
export function madeProvince(
  { tables, model, library }: Workshop,
  place: Province,
  decline: GridDecline,
): MadeProvince {
  const sources = readSources(tables, place.province);
  const build = buildRegion(sources, tables, model, decline);
  const written = new Map(build.tables);
  const quality: QualityRow[] = [];
  if (place.province === nation) {
    written.set("history", withNationalTotals(written.get("history") ?? [], tables, model));
    quality.push(sumOfProvinces(build, tables, sources));
  }
  const reasons = new Map(tables.table("reasons.csv").map((row) => [`${row.region} ${row.check}`, row.reason]));
  const levers = library.read(`data/regions/${place.id}/levers.yaml`) !== undefined;
  return {
    build,
    tables: written,
    files: provinceFiles(place, build, written, tables.years, levers),
    origins: () => originsCsv(written),
    quality: [...quality, ...qualityRows(place.id, build, reasons)],
    cited: citedIn([...written.values()]),
  };
}

/** CO2 of the provinces together against the nation's own account. */
function sumOfProvinces({ inventory }: RegionBuild, tables: SourceTables, { id, years }: Sources): QualityRow {
  const { powerHeat, other } = splitCo2(inventory);
  return {
    region: id,
    check: "sum_of_provinces",
    computed: powerHeat + other,
    published: nationalHistory(tables).find(({ year }) => year === years.base)?.energy.value,
    unit: "Mt",
    allowed: 0.1,
    reason: "CO2 of fuel: the provinces' balances sum to more than the national account",
  };
}

/** How the grids of the nation fall in its own reference run. */
export function nationalDecline(
  { library, model, tables, programs }: Workshop,
  id: string,
  files: ReadonlyMap<string, string>,
): GridDecline {
  const run = runValues(layeredLibrary(library, files), model, `${id}/reference`, programs);
  if (run === undefined) throw new Error(`scenarios/${id}/reference.yaml is missing`);
  // Four digits: the provinces' numbers do not hang on the last ones of a run.
  const path = gridPathYears(tables.years).map((year): [number, number] => [
    year,
    Number(run("grid_factor", [], year).toPrecision(4)),
  ]);
  return gridDecline(new Map(path), lastFactor(tables));
}

function citedIn(tables: readonly (readonly TableRow[])[]): Set<string> {
  const keys = tables.flatMap((rows) => rows.flatMap(({ source }) => source.split("; ")));
  return new Set(keys.filter((key) => key !== ""));
}

/** All that the data step makes, and what it has to say. */
export interface MadeRegions {
  /** By path from the project's root. */
  readonly files: ReadonlyMap<string, string>;
  /** Origins of the provinces' values, by path. */
  readonly origins: ReadonlyMap<string, () => string>;
  readonly report: readonly string[];
  /** Provinces that could not be made, and checks that need a reason. */
  readonly failures: readonly string[];
  readonly unexplained: readonly string[];
}

/**
 * Every region of `data/china`: defaults, nation, provinces, cities and districts, with their reference scenarios, the
 * citations and the table of quality; or those of `only` alone. Scenarios that somebody has made his own are left out.
 */
export function madeRegions(shop: Workshop, only: ReadonlySet<string> = new Set()): MadeRegions {
  const { library, tables } = shop;
  const wanted = (id: string): boolean => only.size === 0 || only.has(id);
  const all = new Map<string, string>();
  const origins = new Map<string, () => string>();
  const report: string[] = [];
  const failures: string[] = [];
  const quality: QualityRow[] = [];
  const defaults = madeDefaults(shop);
  const cited = new Set(defaults.cited);
  const add = (files: ReadonlyMap<string, string>): void => {
    for (const [path, text] of files) if (!isOwn(library, path)) all.set(path, text);
  };
  add(defaults.files);
  const places = readProvinces(tables);
  let decline: GridDecline = () => 1;
  // The nation comes first: the grids that send electricity to a province follow its reference run.
  for (const place of [...places].sort((a, b) => Number(b.province === nation) - Number(a.province === nation))) {
    const { province, id } = place;
    if (!wanted(id) && province !== nation) continue;
    try {
      const made = madeProvince(shop, place, decline);
      if (province === nation) decline = nationalDecline(shop, id, new Map([...defaults.files, ...made.files]));
      if (!wanted(id)) continue;
      add(made.files);
      origins.set(`data/regions/${id}/origins.csv`, made.origins);
      for (const key of made.cited) cited.add(key);
      quality.push(...made.quality);
      report.push(`${province}\n${buildReport(made.build)}`);
    } catch (error) {
      failures.push(`${province}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (only.size === 0) {
    const order = new Map(places.map(({ id }, place) => [id, place]));
    quality.sort((a, b) => (order.get(a.region) ?? 0) - (order.get(b.region) ?? 0));
    const citations = readCitations(tables, [...cited].sort());
    all.set("data/regions/citations.csv", csvText(["key", "citation"], citations, { plain: true }));
    all.set("data/regions/quality.csv", qualityCsv(quality));
    const provinces = { ...shop, library: layeredLibrary(library, all) };
    const cities = readCities(provinces);
    for (const parent of cities.parents) {
      const made = citiesOf(provinces, cities, parent);
      add(made.files);
      report.push(...made.report);
    }
  }
  const unreasoned = unexplained(quality).map(
    ({ region, check, computed, published }) =>
      `${region} ${check}: ${computed} against ${published} needs a reason in reasons.csv`,
  );
  return { files: all, origins, report, failures, unexplained: unreasoned };
}

/** A scenario that somebody has made his own: it stands there without the mark of the data step. */
function isOwn(library: Library, path: string): boolean {
  const text = path.startsWith("scenarios/") ? library.read(path) : undefined;
  return text !== undefined && !text.includes(provinceMark) && !text.includes(subregionMark);
}
