import type { SharedPrograms } from "../../run/shared-programs.ts";
import type { Level } from "../../scenario/region/region.ts";
import type { Library } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import { type TableRow, tableCsv } from "../table-row.ts";
import type { Anchors } from "./anchors.ts";
import { exportPlan, runValues, withFiles } from "./build.ts";
import type { CityFacts } from "./city-facts.ts";
import { cityDispatch, type RunValue } from "./dispatch.ts";
import { cityHistory, cityObserved } from "./observed.ts";
import { type Part, partOf } from "./part.ts";
import { cityPaths } from "./paths.ts";
import { cityReferences } from "./references.ts";
import { partRows } from "./rows.ts";
import type { RuleOf } from "./rules.ts";
import type { PlainShares, ShareOf } from "./shares.ts";
import type { Whole } from "./whole.ts";

/** A part to be made of a region. */
export interface PartOrder {
  readonly id: string;
  readonly label: Label;
  readonly level: Level;
  readonly plain: PlainShares;
  readonly share: ShareOf;
  readonly anchors: Anchors;
  readonly facts: CityFacts;
  /** By how much CEADs' cities exceed their province, for the history. */
  readonly excess?: number;
  readonly downscaled: Label;
  /** The first line of the files, which says who wrote them. */
  readonly written: string;
}

/** The files of a part (paths from the project's root) and the numbers behind them. */
export function partFiles(
  library: Library,
  whole: Whole,
  ruleOf: RuleOf,
  order: PartOrder,
  run: RunValue | undefined,
  programs: SharedPrograms,
  cite: (keys: string) => string,
): { files: Map<string, string>; part: Part } {
  const { id } = order;
  const part = partOf(whole, ruleOf, order.share, order.anchors);
  const base = partRows(whole, part, ruleOf, order.share);
  const paths = cityPaths(whole, part, order.plain);
  const dispatch = cityDispatch(whole, part, run);
  const clean = dispatch.find((row) => row.id === "import_clean_share")?.value ?? 0;
  const references = cityReferences(whole, base, (1 - clean) * whole.at("sender_thermal_factor"));
  const observed = cityObserved(whole, part, ruleOf, order.share);
  const history = order.excess === undefined ? [] : cityHistory(whole, order.facts, order.excess);
  const files = new Map<string, string>();
  const levers = library.read(`data/regions/${id}/levers.yaml`) !== undefined;
  const table = (name: string, rows: readonly TableRow[]): void => {
    if (rows.length > 0)
      files.set(`data/regions/${id}/${name}.csv`, tableCsv(rows.map((row) => ({ ...row, source: cite(row.source) }))));
  };
  const write = (power: readonly TableRow[]): void => {
    table("base_year", [...base, ...references]);
    table("paths", paths);
    table("power", power);
    table("observed", observed);
    table("history", history);
    files.set(`data/regions/${id}.yaml`, partYaml(whole, order, history.length > 0, levers));
    files.set(`scenarios/${id}/reference.yaml`, referenceYaml(order));
  };
  write(dispatch);
  const own = runValues(withFiles(library, files), whole.model, `${id}/reference`, programs);
  if (own !== undefined) {
    const { baseYear } = whole.region;
    const held = dispatch.filter(({ id: name, year }) => name !== "export_plan" || year === baseYear);
    write([...held, ...exportPlan(whole, own)]);
  }
  return { files, part };
}

function partYaml(whole: Whole, order: PartOrder, history: boolean, levers: boolean): string {
  const { id, label, level, downscaled, written } = order;
  const parent = whole.region.id;
  return `# yaml-language-server: $schema=../../src/scenario/region.schema.json
# ${written}
region: ${id}
model: ${whole.model.name}
label: {en: ${JSON.stringify(label.en)}, zh: ${JSON.stringify(label.zh)}}
level: ${level}
parent: ${parent}
downscaled: {en: ${JSON.stringify(downscaled.en)}, zh: ${JSON.stringify(downscaled.zh)}}
extends: ${levers ? `[${parent}, ${id}/levers]` : parent}
inventory_uncertainty: {value: 30 %, estimated: true, source: "judgement: shares and recalled plants stand in for a balance that the part does not publish"}
tables: [${["base_year", "paths", "power"].map((name) => `${id}/${name}.csv`).join(", ")}]
observed: [${id}/observed.csv]
${history ? `history: [${id}/history.csv]\n` : ""}`;
}

function referenceYaml({ id, label, written }: PartOrder): string {
  return `# yaml-language-server: $schema=../schema.json
# ${written}
model: regional
region: ${id}
title: {en: ${JSON.stringify(`${label.en}, observed trends`)}, zh: ${JSON.stringify(`${label.zh}：趋势照常`)}}
`;
}
