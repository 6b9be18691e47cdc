import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildRegion, parameterRows, type Span } from "./build-region.ts";
import { buildReport } from "./build-report.ts";
import { defaultsYaml, keptLevers, regionYaml } from "./region-yaml.ts";
import { readSources } from "./sources.ts";
import { type TableRow, tableCsv } from "./table-row.ts";

const root = process.cwd();
const regions = [{ province: "Zhejiang", id: "zhejiang", label: { en: "Zhejiang", zh: "浙江" } }];
const span: Span = { baseYear: 2021, lastObserved: 2024, horizon: 2060, historyFrom: 2000 };

const read = (file: string): string => readFileSync(join(root, "data/sources", file), "utf8");
const write = (file: string, text: string): void => writeFileSync(join(root, "data/regions", file), text);

for (const { province, id, label } of regions) {
  const sources = readSources(read, province);
  const build = buildRegion(sources, read, span);
  mkdirSync(join(root, "data/regions", id), { recursive: true });
  mkdirSync(join(root, "data/regions/china_defaults"), { recursive: true });
  for (const [name, rows] of build.tables) write(`${id}/${name}.csv`, tableCsv(rows, sources.cite));
  const file = join(root, "data/regions", `${id}.yaml`);
  write(
    `${id}.yaml`,
    regionYaml(
      id,
      label,
      [...build.tables.keys()],
      span,
      keptLevers(existsSync(file) ? readFileSync(file, "utf8") : undefined),
    ),
  );
  const national: TableRow[] = parameterRows(read("national_parameters.csv")).map((row) => ({
    ...row,
    estimated: row.estimated || "national value",
  }));
  write("china_defaults/parameters.csv", tableCsv(national, sources.cite));
  write("china_defaults.yaml", defaultsYaml());
  console.log(`${province}\n${buildReport(build)}`);
}
