import type { RegionCache } from "../scenario/compose.ts";
import { csvText } from "../text/csv.ts";
import { type Library, layeredLibrary } from "../text/library.ts";
import { splitCo2 } from "./china/balance/inventory.ts";
import { buildRegion, type NationRun, parameterRows, type RegionBuild } from "./china/build-region.ts";
import { nationalHistory, withNationalTotals } from "./china/history.ts";
import { putFuel } from "./china/observed-table.ts";
import { gridDecline, gridPathYears, lastFactor } from "./china/paths/import-paths.ts";
import {
  defaultFiles,
  originsCsv,
  type ProjectTables,
  projectLines,
  provinceFiles,
  provinceMark,
} from "./china/province-files.ts";
import {
  buildReport,
  nowcastColumns,
  nowcastRows,
  type QualityRow,
  qualityCsv,
  qualityRows,
  unexplained,
} from "./china/quality.ts";
import { nation, type SourceTables } from "./china/source-tables.ts";
import { type Province, readCitations, readProvinces, readSources, type Sources } from "./china/sources.ts";
import { type RunValue, runValues } from "./downscale/dispatch.ts";
import { citiesOf, readCities, subregionMark } from "./downscale/made-cities.ts";
import { withLeverSizes } from "./lever-sizes.ts";
import { currentOfPart, madeCurrent } from "./plans/current.ts";
import { type TableRow, tableWriter } from "./stated.ts";
import type { Workshop } from "./workshop.ts";

/** A region as it was made, see `madeProvince`. */
export type MadeProvince = ReturnType<typeof madeProvince>;

/** The national defaults: rows, files and cited keys. */
export function madeDefaults({ tables, model }: Workshop) {
  const rows = parameterRows(tables.table("national_parameters.csv"), model, "national value");
  return { rows, files: defaultFiles(rows), cited: citedIn([rows]) };
}

/** A province or the nation, in memory; `followed` is the nation's reference run, or none. */
export function madeProvince(shop: Workshop, place: Province, followed: NationRun = noRun) {
  const { tables, model, library } = shop;
  const sources = readSources(tables, place.province);
  const build = buildRegion(sources, shop, followed);
  const written: Map<string, readonly TableRow[]> = new Map(build.tables);
  const quality: QualityRow[] = [];
  const levers = library.read(`data/regions/${place.id}/levers.yaml`) !== undefined;
  const filesOf = (): Map<string, string> => provinceFiles(place, build, written, tables.years, levers);
  if (place.province === nation) {
    written.set("history", withNationalTotals(written.get("history") ?? [], tables, model));
    quality.push(sumOfProvinces(build, tables, sources));
    const observed = written.get("observed") ?? [];
    // Twice, since what transformation loses follows final use.
    for (let pass = 0; pass < 2; pass++) {
      const files = new Map([...madeDefaults(shop).files, ...filesOf()]);
      const fuel = tableWriter(model);
      putFuel(sources, nationalRun(shop, place.id, files), fuel);
      written.set("observed", [...observed, ...fuel.rows]);
    }
  }
  const reasons = new Map(tables.table("reasons.csv").map((row) => [`${row.region} ${row.check}`, row.reason]));
  return {
    build,
    /** Its tables by name, as its files hold them row by row. */
    tables: written,
    /** Its files by path from the project's root. */
    files: filesOf(),
    /** Where its values come from, as `originsCsv` writes it. */
    origins: () => originsCsv(written),
    quality: [...quality, ...qualityRows(place.id, build, reasons)],
    /** What was observed of it after its base year. */
    nowcast: nowcastRows(sources, tables.table("nowcast.csv"), reasons),
    /** Keys of `references.csv` that its tables cite. */
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

/** What the nation follows: no run. */
const noRun: NationRun = { decline: () => 1 };

/** The nation's reference run; `files` stand over those of the library. */
function nationalRun({ library, model, programs }: Workshop, id: string, files: ReadonlyMap<string, string>): RunValue {
  const run = runValues(layeredLibrary(library, files), model, `${id}/reference`, programs);
  if (run === undefined) throw new Error(`scenarios/${id}/reference.yaml is missing`);
  return run;
}

/** How the nation's grids fall and its coal supply grows in its own reference run. */
export function nationRun(shop: Workshop, id: string, files: ReadonlyMap<string, string>): NationRun {
  const { tables } = shop;
  const run = nationalRun(shop, id, files);
  // Four digits: the provinces' numbers do not hang on the last ones of a run.
  const factor = (year: number): number => Number(run("grid_factor", [], year).toPrecision(4));
  const path = new Map(gridPathYears(tables.years).map((year) => [year, factor(year)]));
  const coal = (year: number): number => run("fuel_supply", ["coal"], year);
  return {
    decline: gridDecline(path, lastFactor(tables)),
    coalGrowth: (year) => Number((coal(year) / coal(year - 1) - 1).toFixed(4)),
  };
}

/** The projects of all regions, with the citations of provinces and cities. */
function projectTables({ tables }: Workshop): ProjectTables {
  const rows = ["references.csv", "city_references.csv"].flatMap((file) => tables.table(file));
  const citations = new Map(rows.map(({ key, citation }) => [key, citation]));
  const cite = (keys: string) =>
    keys
      .split("; ")
      .map((key) => citations.get(key) ?? key)
      .join("; ");
  const parents = new Map(tables.table("city_names.csv").map(({ region, parent }) => [region, parent]));
  const places = readProvinces(tables);
  const whole = places.find(({ province }) => province === nation);
  for (const { id } of places) if (whole !== undefined && id !== whole.id) parents.set(id, whole.id);
  const made = { projects: tables.table("projects.csv"), constants: tables.table("constants.csv") };
  const issuers = new Map(tables.table("plans/documents.csv").map(({ document, issuer }) => [document, issuer]));
  return { ...made, parents, nation: whole?.id, issuers, cite };
}

function citedIn(tables: readonly (readonly TableRow[])[]): Set<string> {
  const keys = tables.flatMap((rows) => rows.flatMap(({ source }) => source.split("; ")));
  return new Set(keys.filter((key) => key !== ""));
}

/**
 * Every region of `data/china`: defaults, nation, provinces, cities and districts, with their reference scenarios, the
 * citations and the table of quality; or those of `only` alone. Scenarios that somebody has made his own are left out.
 */
export function madeRegions(shop: Workshop, only: ReadonlySet<string> = new Set()) {
  const { library, tables, model } = shop;
  const wanted = (id: string): boolean => only.size === 0 || only.has(id);
  const files = new Map<string, string>();
  const origins = new Map<string, () => string>();
  const report: string[] = [];
  const failures: string[] = [];
  const quality = new Map<string, readonly QualityRow[]>();
  const nowcast = new Map<string, ReturnType<typeof nowcastRows>>();
  const defaults = madeDefaults(shop);
  const cited = new Set(defaults.cited);
  const add = (made: ReadonlyMap<string, string>): void => {
    for (const [path, text] of made) if (!isOwn(library, path)) files.set(path, text);
  };
  add(defaults.files);
  const projects = projectTables(shop);
  const withProjects = (id: string): void => {
    const path = `data/regions/${id}.yaml`;
    const text = files.get(path);
    if (text !== undefined) files.set(path, text + projectLines(id, projects));
  };
  const places = readProvinces(tables);
  let followed = noRun;
  // The nation comes first: the grids that send electricity to a province follow its reference run.
  for (const place of [...places].sort((a, b) => Number(b.province === nation) - Number(a.province === nation))) {
    const { province, id } = place;
    if (!wanted(id) && province !== nation) continue;
    try {
      const made = madeProvince(shop, place, followed);
      add(made.files);
      withProjects(id);
      if (province === nation) followed = nationRun(shop, id, files);
      if (!wanted(id)) {
        for (const path of made.files.keys()) files.delete(path);
        continue;
      }
      origins.set(`data/regions/${id}/origins.csv`, made.origins);
      for (const key of made.cited) cited.add(key);
      quality.set(id, made.quality);
      nowcast.set(id, made.nowcast);
      report.push(`${province}\n${buildReport(made.build)}`);
    } catch (error) {
      failures.push(`${province}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const { id } of places) if (files.has(`data/regions/${id}.yaml`)) add(withLeverSizes(library, model, files, id));
  const checked = places.flatMap(({ id }) => quality.get(id) ?? []);
  if (only.size === 0) {
    const citations = readCitations(tables, [...cited].sort());
    files.set("data/regions/citations.csv", csvText(["key", "citation"], citations, { plain: true }));
    files.set("data/regions/quality.csv", qualityCsv(checked));
    const observed = places.flatMap(({ id, province }) => {
      const own = nowcast.get(id) ?? [];
      const ofSum = province === nation ? own.map((row) => [tables.years.sumOfProvinces, ...row.slice(1)]) : [];
      return [...own, ...ofSum];
    });
    files.set("data/regions/nowcast.csv", csvText(nowcastColumns, observed, { plain: true }));
    const provinces = { ...shop, library: layeredLibrary(library, files) };
    const read: RegionCache = new Map();
    const ids = places.map(({ id }) => id);
    const current = madeCurrent(provinces, ids, read);
    add(current.files);
    const cities = readCities(provinces);
    for (const parent of cities.parents) {
      const made = citiesOf(provinces, cities, parent, read);
      add(made.files);
      for (const path of made.files.keys()) {
        const region = /^data\/regions\/([^/]+)\.yaml$/.exec(path)?.[1];
        if (region !== undefined) withProjects(region);
      }
      report.push(...made.report);
    }
    for (const { id, parent } of cities.names)
      add(currentOfPart(provinces, id, parent, current.raised.get(parent) ?? []));
  }
  const unreasoned = unexplained(checked).map(({ region, check, computed, published }) => {
    return `${region} ${check}: ${computed} against ${published} needs a reason in reasons.csv`;
  });
  return {
    /** By path from the project's root. */
    files,
    /** Origins of the provinces' values, by path. */
    origins,
    report,
    /** Provinces that could not be made, and checks that need a reason. */
    failures,
    unexplained: unreasoned,
  };
}

/** A scenario that somebody has made his own: it stands there without the mark of the data step. */
function isOwn(library: Library, path: string): boolean {
  const text = path.startsWith("scenarios/") ? library.read(path) : undefined;
  return text !== undefined && !text.includes(provinceMark) && !text.includes(subregionMark);
}
