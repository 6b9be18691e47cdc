import { ELSEWHERE } from "../../scenario/levers/project.ts";
import { csvText } from "../../text/csv.ts";
import type { Label } from "../../text/problems.ts";
import type { Row } from "../csv.ts";
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

/** What the table of projects says, with its citations and the constants that stand in for what is not printed. */
export interface ProjectTables {
  readonly projects: readonly Row[];
  readonly constants: readonly Row[];
  /** What each region is a part of, and the nation, whose plans are none of the provinces' sums. */
  readonly parents: ReadonlyMap<string, string>;
  readonly nation?: string;
  /** The place whose document each is, by its title. */
  readonly issuers: ReadonlyMap<string, string>;
  readonly cite: (keys: string) => string;
}

/** The source of a project whose numbers are printed in the section that its row names. */
const PLAN_TEXT = "plan_text";

/** Whether a project of a part stands beside the part's share of its province's plan: one that is decided, of a plant or a store. */
export function isBeside({ kind, status }: Row): boolean {
  return (kind === "technology" || kind === "storage") && status !== "planned";
}

/**
 * The section `projects` of a region's file: what is built in it or in its parts, and the lines that it sends or receives by;
 * a line between two of its parts is none of it. Nothing where there is none. What stands in a part of a province and is
 * decided adds to the part's plan, which is its share of what the province has beside such projects (`besideProjects`). A line of which only the power is printed has the mean hours of lines, and comes into use as lines did.
 */
export function projectLines(
  region: string,
  { projects, constants, parents, nation, issuers, cite }: ProjectTables,
): string {
  const isPartOf = (id: string, whole: string): boolean => {
    const above = parents.get(id);
    return id === whole || (above !== undefined && isPartOf(above, whole));
  };
  const isWithin = (id: string): boolean => isPartOf(id, region);
  // What only the other end of a line has in its plan is no plan of the region's.
  const isOthers = (document: string): boolean => {
    const issuer = issuers.get(document);
    return issuer !== undefined && !isWithin(issuer) && !isPartOf(region, issuer);
  };
  const endOf = (id: string): string => (isWithin(id) ? region : parents.has(id) ? id : ELSEWHERE);
  const own = projects.filter((row) => {
    if (row.kind === "line") return isWithin(row.region) !== isWithin(row.to);
    // What is nothing of the model (heat, ethylene) stands in the table for the reader alone.
    return row.of !== "" && isWithin(row.region);
  });
  if (own.length === 0) return "";
  const [hours] = constants.filter(({ id }) => id === "line_hours");
  const hoursOf = ({ energy = "", size }: Row): string =>
    energy === ""
      ? `{value: ${hours.value} ${hours.unit}, low: ${hours.low}, high: ${hours.high}, unit: ${hours.unit}, estimated: ${JSON.stringify(hours.meaning)}}`
      : `${(1000 * Number(energy)) / Number(size)} h/yr`;
  const above = parents.get(region);
  const isPart = above !== undefined && above !== nation;
  const used = constants.filter(({ id }) => id === "line_use");
  const lines = own.map((row) => {
    const isLine = row.kind === "line";
    // The plan is cited by document and section.
    const keys = row.source.split("; ").filter((key) => key !== PLAN_TEXT);
    const source = cite(keys.join("; "));
    const isPower = isLine && /W$/.test(row.unit);
    const words: Readonly<Record<string, string | undefined>> = {
      label: `{en: ${JSON.stringify(row.name_en)}, zh: ${JSON.stringify(row.name_zh)}}`,
      kind: row.kind,
      of: isLine ? undefined : row.of,
      from: isLine ? endOf(row.region) : undefined,
      to: isLine ? endOf(row.to) : undefined,
      size: `${row.size} ${row.unit}`,
      hours: isPower ? hoursOf(row) : undefined,
      clean: isLine && Number(row.clean) === 1 ? row.clean : undefined,
      first: row.first || row.last,
      last: row.first === row.last ? undefined : row.last,
      knots:
        isLine && (row.last === "" || row.first === row.last)
          ? `{${used.map(({ year, value }) => `${Number(row.first) + Number(year) - 1}: ${value}`).join(", ")}}`
          : undefined,
      status: row.status,
      basis: isOthers(row.document) ? "listed" : undefined,
      adds: isPart && isBeside(row) ? "true" : undefined,
      probability: row.probability,
      document: row.document && JSON.stringify(row.document),
      section: row.section && JSON.stringify(row.section),
      source: source && source !== row.document ? JSON.stringify(source) : undefined,
      responsible: row.responsible && JSON.stringify(row.responsible),
      // The model has contracts without fossil electricity and those with the mix of the sending grids: nothing between.
      doc:
        isLine && row.clean !== "" && Number(row.clean) !== 1
          ? `{en: "Printed non-fossil share ${row.clean}; counted with the mix of the sending grids", zh: "注明的非化石占比 ${row.clean}；按送端电网结构计"}`
          : undefined,
    };
    const parts = Object.entries(words).flatMap(([key, word]) => (word ? [`${key}: ${word}`] : []));
    return `  ${row.project}: {${parts.join(", ")}}`;
  });
  return `projects:\n${lines.join("\n")}\n`;
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
