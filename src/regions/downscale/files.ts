import type { Level } from "../../scenario/region/region.ts";
import type { Library } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import type { TableRow } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import { cityDispatch, type RunValue } from "./dispatch.ts";
import { wholeLeversYaml } from "./levers.ts";
import { cityHistory, cityObserved, stockHistory } from "./observed.ts";
import { cityPaths } from "./paths.ts";
import { cityReferences } from "./references.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import { subregionRows } from "./rows.ts";
import type { CityFacts, PlainShares } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** A region whose parts are made: its numbers and its reference run. */
export interface PartedRegion {
  readonly library: Library;
  readonly parent: RegionNumbers;
  readonly run: RunValue | undefined;
  /** Runs of its other scenarios by their name. */
  readonly runs: ReadonlyMap<string, RunValue>;
  /** The citation of keys of sources. */
  readonly cite: (keys: string) => string;
}

/** A part of a region whose files are to be made. */
export interface SubregionOrder {
  readonly id: string;
  readonly label: Label;
  readonly level: Level;
  readonly plain: PlainShares;
  readonly facts: CityFacts;
  /** By how much CEADs' cities exceed their province, for the history. */
  readonly excess?: number;
  readonly downscaled: Label;
  /** The first line of the files, which says who wrote them. */
  readonly written: string;
}

/** The files of a part, by path from the project's root. */
export function subregionFiles(
  { library, parent, run, runs, cite }: PartedRegion,
  order: SubregionOrder,
  subregion: Subregion,
): Map<string, string> {
  const { id } = order;
  const base = subregionRows(subregion, order.plain);
  const paths = cityPaths(subregion, order.plain);
  const dispatch = cityDispatch(subregion, run);
  const clean = dispatch.find((row) => row.id === "import_clean_share")?.value ?? 0;
  const references = cityReferences(parent, base, (1 - clean) * parent.at("sender_thermal_factor"));
  const observed = cityObserved(subregion, run);
  const emitted = order.excess === undefined ? [] : cityHistory(parent, order.facts, order.excess);
  const history = [...emitted, ...stockHistory(subregion)];
  const files = new Map<string, string>();
  const levers = library.read(`data/regions/${id}/levers.yaml`) !== undefined;
  const shared = wholeLeversYaml(subregion, run, runs, order.written);
  if (shared !== undefined) files.set(`data/regions/${id}/whole.yaml`, shared);
  const extended = [
    parent.region.id,
    ...(shared === undefined ? [] : [`${id}/whole`]),
    ...(levers ? [`${id}/levers`] : []),
  ];
  const table = (name: string, rows: readonly TableRow[]): void => {
    if (rows.length > 0)
      files.set(`data/regions/${id}/${name}.csv`, tableCsv(rows.map((row) => ({ ...row, source: cite(row.source) }))));
  };
  table("base_year", [...base, ...references]);
  table("paths", paths);
  table("power", dispatch);
  table("observed", observed);
  table("history", history);
  files.set(`data/regions/${id}.yaml`, partYaml(parent, order, history.length > 0, extended));
  files.set(`scenarios/${id}/reference.yaml`, referenceYaml(order));
  return files;
}

/** A label as YAML on one line. */
export function yamlLabel({ en, zh }: Label): string {
  return `{en: ${JSON.stringify(en)}, zh: ${JSON.stringify(zh)}}`;
}

function partYaml(parent: RegionNumbers, order: SubregionOrder, history: boolean, extended: readonly string[]): string {
  const { id, label, level, downscaled, written } = order;
  return `# yaml-language-server: $schema=../../dist/schemas/region.json
# ${written}
region: ${id}
model: ${parent.model.name}
label: ${yamlLabel(label)}
level: ${level}
parent: ${parent.region.id}
downscaled: ${yamlLabel(downscaled)}
extends: ${extended.length > 1 ? `[${extended.join(", ")}]` : extended[0]}
inventory_uncertainty: {value: 30 %, estimated: true, source: "judgement: shares and recalled plants stand in for a balance that the part does not publish"}
tables: [${["base_year", "paths", "power"].map((name) => `${id}/${name}.csv`).join(", ")}]
observed: [${id}/observed.csv]
${history ? `history: [${id}/history.csv]\n` : ""}`;
}

function referenceYaml({ id, label, written }: SubregionOrder): string {
  return `# yaml-language-server: $schema=../../dist/schemas/scenario.json
# ${written}
model: regional
region: ${id}
title: ${yamlLabel({ en: `${label.en}, observed trends`, zh: `${label.zh}：趋势照常` })}
`;
}
