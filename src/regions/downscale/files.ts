import type { SharedPrograms } from "../../run/shared-programs.ts";
import type { Level } from "../../scenario/region/region.ts";
import { type Library, layeredLibrary } from "../../text/library.ts";
import type { Label } from "../../text/problems.ts";
import type { TableRow } from "../stated.ts";
import { tableCsv } from "../table-row.ts";
import { cityDispatch, exportPlan, type RunValue, runValues } from "./dispatch.ts";
import { cityHistory, cityObserved } from "./observed.ts";
import { cityPaths } from "./paths.ts";
import { cityReferences } from "./references.ts";
import type { RegionNumbers } from "./region-numbers.ts";
import { subregionRows } from "./rows.ts";
import type { CityFacts, PlainShares, RuleOf, ShareOf } from "./shares.ts";
import { type Anchors, subregionOf } from "./subregion.ts";

/** A region whose parts are made: its numbers, its reference run, and by which shares parts take theirs. */
export interface PartedRegion {
  readonly library: Library;
  readonly programs: SharedPrograms;
  readonly parent: RegionNumbers;
  readonly run: RunValue | undefined;
  readonly ruleOf: RuleOf;
  /** The citation of keys of sources. */
  readonly cite: (keys: string) => string;
}

/** A part to be made of a region. */
export interface SubregionOrder {
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
export function subregionFiles({ library, programs, parent, run, ruleOf, cite }: PartedRegion, order: SubregionOrder) {
  const { id } = order;
  const subregion = subregionOf(parent, { ruleOf, share: order.share }, order.anchors);
  const base = subregionRows(subregion);
  const paths = cityPaths(subregion, order.plain);
  const dispatch = cityDispatch(subregion, run);
  const clean = dispatch.find((row) => row.id === "import_clean_share")?.value ?? 0;
  const references = cityReferences(parent, base, (1 - clean) * parent.at("sender_thermal_factor"));
  const observed = cityObserved(subregion);
  const history = order.excess === undefined ? [] : cityHistory(parent, order.facts, order.excess);
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
    files.set(`data/regions/${id}.yaml`, partYaml(parent, order, history.length > 0, levers));
    files.set(`scenarios/${id}/reference.yaml`, referenceYaml(order));
  };
  write(dispatch);
  const own = runValues(layeredLibrary(library, files), parent.model, `${id}/reference`, programs);
  if (own !== undefined) {
    const { baseYear } = parent.region;
    const held = dispatch.filter(({ id: name, year }) => name !== "export_plan" || year === baseYear);
    write([...held, ...exportPlan(parent, own)]);
  }
  return { files, subregion };
}

/** A label as YAML on one line. */
export function yamlLabel({ en, zh }: Label): string {
  return `{en: ${JSON.stringify(en)}, zh: ${JSON.stringify(zh)}}`;
}

function partYaml(parent: RegionNumbers, order: SubregionOrder, history: boolean, levers: boolean): string {
  const { id, label, level, downscaled, written } = order;
  return `# yaml-language-server: $schema=../../dist/schemas/region.json
# ${written}
region: ${id}
model: ${parent.model.name}
label: ${yamlLabel(label)}
level: ${level}
parent: ${parent.region.id}
downscaled: ${yamlLabel(downscaled)}
extends: ${levers ? `[${parent.region.id}, ${id}/levers]` : parent.region.id}
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
