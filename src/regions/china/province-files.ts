import { csvText } from "../../text/csv.ts";
import type { Label } from "../../text/problems.ts";
import { compactRows, rowsOf, type TableRow } from "../stated.ts";
import { goingOn, tableCsv } from "../table-row.ts";
import type { RegionBuild } from "./build-region.ts";
import type { BaseYears } from "./source-tables.ts";
import type { Province } from "./sources.ts";

/** What stands at the head of every file that the data step writes of a province. */
export const provinceMark = "Written by `npm run build:data`";

/** The files of a province by path from the project's root; `levers` says whether it has levers of its own. */
export function provinceFiles(
  { province, id, zh }: Province,
  { accountStep }: RegionBuild,
  tables: ReadonlyMap<string, readonly TableRow[]>,
  years: BaseYears,
  levers: boolean,
): Map<string, string> {
  const label = { en: province, zh };
  const step = Math.abs(accountStep);
  const parameters = [...tables.keys()].filter((name) => name !== "observed" && name !== "history");
  // The step is the inventory over the account that it is held against, less one.
  const uncertainty =
    step <= 0.1
      ? 'value: 10 %, source: "Provincial inventories of the same year differ by 10 to 40 % (Han et al. 2020, Atmospheric Chemistry and Physics); the lower end for the total"'
      : `value: ${(step * 100).toFixed(1)} %, source: "the inventory against CEADs of 2019 moved forward (quality.csv), which is more than the lower end of Han et al. 2020 (10 %)"`;
  const yaml = `# yaml-language-server: $schema=../../dist/schemas/region.json
# ${provinceMark} from data/china.
region: ${id}
model: regional
label: {en: ${province}, zh: ${zh}}
${id === "china" ? "level: nation" : "parent: china\nlevel: province"}
extends: [china_defaults${levers ? `, ${id}/levers` : ""}]
base_year: ${years.base}
last_observed: ${years.lastObserved}
horizon: ${years.horizon}
inventory_uncertainty: {${uncertainty}}
tables: [${parameters.map((name) => `${id}/${name}.csv`).join(", ")}]
observed: [${id}/observed.csv]
history: [${id}/history.csv]
`;
  return new Map([
    ...[...tables].map(([name, rows]): [string, string] => [`data/regions/${id}/${name}.csv`, tableCsv(rows)]),
    [`data/regions/${id}.yaml`, yaml],
    [`scenarios/${id}/reference.yaml`, referenceYaml(id, label)],
  ]);
}

/** The reference scenario of a province: observed trends, no levers; only the nation's own promise is held against it. */
function referenceYaml(region: string, label: Label): string {
  return `# yaml-language-server: $schema=../../dist/schemas/scenario.json
# ${provinceMark}. Observed trends and what stands, is being built or was approved by the end of 2024;
# no new policy, hence no levers. The targets of the region's plans stand in dist/targets.csv.
model: regional
region: ${region}
title: {en: "${label.en}, observed trends", zh: ${label.zh}：趋势照常}
targets:
  peak: {boundary: assessed, by: 2030, source: "中共中央 国务院, 做好碳达峰碳中和工作的意见, 二 (national number)"}
`;
}

/** The files of the national defaults, which stand for what a region does not give. */
export function defaultFiles(rows: readonly TableRow[]): Map<string, string> {
  const yaml = `# yaml-language-server: $schema=../../dist/schemas/region.json
# ${provinceMark}: national values for what a region does not give, all marked estimated.
model: regional
label: {en: National defaults, zh: 全国缺省值}
tables: [china_defaults/parameters.csv]
`;
  return new Map([
    ["data/regions/china_defaults.yaml", yaml],
    ["data/regions/china_defaults/parameters.csv", tableCsv(rows)],
  ]);
}

const originColumns = ["table", "id", "members", "year", "value", "unit", "rows"];

/**
 * Where the values of a region's tables come from: the rows of `data/china` that each rests on (`file:line,line; …`, or
 * `as in` an earlier year of the cell), and its value and unit before it was put into the unit of the table. Its rule
 * stands in the table.
 */
export function originsCsv(tables: ReadonlyMap<string, readonly TableRow[]>): string {
  const rows = [...tables].flatMap(([table, all]) => {
    const places = goingOn(1);
    return all.map((row) => {
      const { id, members, year, stated } = row;
      if (stated === undefined) throw new Error(`${table}.csv: ${id}.${members} says nothing of its origin`);
      return [table, id, members, year, stated.value, stated.unit, places(row, compactRows(rowsOf(stated)))];
    });
  });
  return csvText(originColumns, rows, { plain: true });
}
