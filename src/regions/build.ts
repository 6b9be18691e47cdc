import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { splitCo2 } from "./china/balance/reconstruct.ts";
import { buildRegion, parameterRows, type RegionBuild, type Span } from "./china/build-region.ts";
import { buildReport } from "./china/build-report.ts";
import { nationalHistory, withNationalTotals } from "./china/china.ts";
import { gridPathCsv, nationalGridPath } from "./china/national-grid.ts";
import { type QualityRow, qualityCsv, qualityRows, unexplained } from "./china/quality.ts";
import { referenceYaml } from "./china/reference-yaml.ts";
import { defaultsYaml, keptLevers, regionYaml } from "./china/region-yaml.ts";
import { sourceTables } from "./china/source-tables.ts";
import { nation, readCitations, readProvinces, readSources } from "./china/sources.ts";
import { writeCsv } from "./csv.ts";
import { buildCities } from "./downscale/build-parts.ts";
import { type TableRow, tableCsv } from "./table-row.ts";

const root = process.cwd();
const asked = process.argv.slice(2);
const span: Span = { baseYear: 2021, lastObserved: 2024, horizon: 2060, historyFrom: 2000 };

const read = (file: string): string => readFileSync(join(root, "data/sources", file), "utf8");
const write = (file: string, text: string): void => {
  const path = join(root, "data/regions", file);
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
};
const failures: string[] = [];
const quality: QualityRow[] = [];
const reasons = new Map(
  sourceTables(read)
    .table("reasons.csv")
    .map((row) => [`${row.region} ${row.check}`, row.reason]),
);
const keys = new Set<string>();
const keep = (rows: readonly TableRow[]): void => {
  for (const row of rows) for (const key of row.source.split("; ")) if (key !== "") keys.add(key);
};

const fuelCo2 = (build: RegionBuild): number => {
  const { powerHeat, other } = splitCo2(build.inventory);
  return powerHeat + other;
};

mkdirSync(join(root, "data/regions/china_defaults"), { recursive: true });
const national: TableRow[] = parameterRows(sourceTables(read).table("national_parameters.csv")).map((row) => ({
  ...row,
  estimated: row.estimated || "national value",
}));
write("china_defaults/parameters.csv", tableCsv(national));
write("china_defaults.yaml", defaultsYaml());
keep(national);

// The nation comes first: the grids that send electricity to a province follow its reference run.
const provinces = readProvinces(read);
const nationFirst = [...provinces].sort((a, b) => Number(b.province === nation) - Number(a.province === nation));
for (const { province, id, zh } of nationFirst) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  try {
    const sources = readSources(read, province);
    const build = buildRegion(sources, read, span);
    mkdirSync(join(root, "data/regions", id), { recursive: true });
    const tables = new Map(build.tables);
    if (province === nation) {
      const past = nationalHistory(sourceTables(read).table("china_history.csv"));
      tables.set("history", withNationalTotals(tables.get("history") ?? [], past, span.baseYear));
      const own = past.find((entry) => entry.year === span.baseYear)?.energy ?? Number.NaN;
      quality.push({
        region: id,
        check: "sum_of_provinces",
        computed: fuelCo2(build),
        published: own,
        unit: "Mt",
        allowed: 0.1,
        reason: "CO2 of fuel: the provinces' balances sum to more than the national account",
      });
    }
    for (const rows of tables.values()) keep(rows);
    for (const [name, rows] of tables) write(`${id}/${name}.csv`, tableCsv(rows));
    const file = join(root, "data/regions", `${id}.yaml`);
    const kept = keptLevers(existsSync(file) ? readFileSync(file, "utf8") : undefined);
    const levers = existsSync(join(root, "data/regions", id, "levers.yaml"));
    write(
      `${id}.yaml`,
      regionYaml(id, { en: province, zh }, [...build.tables.keys()], span, levers, kept, build.accountStep),
    );
    const scenario = join(root, "scenarios", id, "reference.yaml");
    // Zhejiang's own reference scenario is written by hand: it holds the targets of its plans.
    if (!existsSync(scenario) || readFileSync(scenario, "utf8").includes("Written by `npm run build:data`")) {
      mkdirSync(join(root, "scenarios", id), { recursive: true });
      writeFileSync(scenario, referenceYaml(id, { en: province, zh }));
    }
    quality.push(...qualityRows(id, build, reasons));
    if (province === nation)
      writeFileSync(join(root, "data/sources/grid_path.csv"), gridPathCsv(nationalGridPath(root, id, span)));
    console.log(`${province}\n${buildReport(build)}`);
  } catch (error) {
    failures.push(`${province}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
const citations = readCitations(read, [...keys].sort());
write("citations.csv", writeCsv(["key", "citation"], citations));
const order = provinces.map(({ id }) => id);
quality.sort((a, b) => order.indexOf(a.region) - order.indexOf(b.region));
if (asked.length === 0) write("quality.csv", qualityCsv(quality));
if (asked.length === 0) console.log(buildCities(root, read));
for (const { region, check, computed, published } of unexplained(quality))
  console.error(`${region} ${check}: ${computed} against ${published} needs a reason in reasons.csv`);
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
