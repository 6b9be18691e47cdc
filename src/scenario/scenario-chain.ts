import { type Fields, flag, label, objectSchema, orNull, place, ref, text, textOrTexts } from "../text/fields.ts";
import { type Library, recording } from "../text/library.ts";
import { likely, type Place, type Problem } from "../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  field,
  flagAt,
  isNothing,
  itemsAt,
  type MapCursor,
  refuse,
  requireKey,
  textAt,
} from "../text/reader.ts";
import { type ChainKind, type Link, readChain } from "./chain.ts";
import { projectStatuses } from "./levers/lever.ts";
import { regionLike } from "./region/region-label.ts";
import { firstStanding, regionFiles } from "./region/region-path.ts";

export const scenarioFolder = "scenarios";

/** The keys of a scenario; `assume` and all below merge over those of parents. */
const scenarioFields = {
  model: text("The model it runs on, such as regional", "所用模型，例如 regional"),
  region: place(ref("region"), "The region, as its file in data/regions is called", "地区，即 data/regions 中的文件名"),
  regions: place(
    { type: "array", minItems: 2, items: ref("region") },
    "In place of region: several that are run and summed",
    "代替 region：分别运行并汇总的多个地区",
  ),
  each: place(
    textOrTexts,
    "The scenario that each of the regions runs, such as policy, or several, of which a region runs the first that it has",
    "各地区所运行的情景，例如 policy；可列多个，各地区运行其中最先有的一个",
  ),
  whole: place(
    ref("region"),
    "The region that the regions make up: its run stands beside the sum, and its trade is what the sum counts as from outside",
    "各地区所组成的地区：其自身运行与合计对照，其区外电力即为合计所计的区外电力",
  ),
  trade_closes: flag(
    "Whether the regions together import only what they export after loss, as in the last observed year",
    "各地区调入合计是否只来自扣除损耗后的调出合计（差额保持最后一个观测年的水平）",
  ),
  extends: place(textOrTexts, "One parent, or several applied in order", "一个上级，或依次叠加的多个上级"),
  title: label("What it is called", "名称"),
  doc: text(),
  project_status: place(
    { type: "array", items: { enum: projectStatuses } },
    "The projects of the region that act, by status; without it those that operate, are being built or approved",
    "按进展列出起作用的项目；不写即为在运、在建和已核准项目",
  ),
  assume: place(orNull(ref("assume")), "Parameters of the model by path", "按路径写的模型参数"),
  levers: place(orNull(ref("levers")), "The levers that it pulls", "所用的措施"),
  projects: place(
    orNull(ref("projects")),
    "Projects of its own, and what differs in those of the region",
    "自有的项目，以及与地区项目不同之处",
  ),
  targets: place(orNull(ref("targets")), "What it is held against", "用以对照的目标"),
  indicators: place(
    orNull(ref("indicators")),
    "Formulas of your own over the model's variables",
    "以模型变量写的自定义公式",
  ),
  design: place(orNull(ref("design")), "What peakpath batch varies", "peakpath batch 所改变的量"),
} satisfies Fields;

const scenarioKeys = Object.keys(scenarioFields);
/** Sections that merge over those of parents, so that null may remove them. */
const sections = scenarioKeys.slice(scenarioKeys.indexOf("assume"));

export const scenarioSchema = {
  ...objectSchema(scenarioFields),
  description: "A scenario of peakpath\npeakpath 的情景",
};

/** Where scenarios stand: what people write, over what the installation makes. */
const folders = [scenarioFolder, `dist/${scenarioFolder}`] as const;

/** The file of a scenario: `zhejiang/policy` stands in a folder of scenarios, a name that ends in .yaml is a path. */
export function scenarioFile(id: string, library: Library): string {
  if (id.endsWith(".yaml")) return id;
  return firstStanding(
    library,
    folders.map((folder) => `${folder}/${id}.yaml`),
  );
}

/** The names of all scenario files, each once and sorted. */
export function scenarioFiles(library: Library): string[] {
  const names = folders.flatMap((folder) => library.list(folder)).filter((name) => name.endsWith(".yaml"));
  return [...new Set(names)].sort().map((name) => name.slice(0, -".yaml".length));
}

/**
 * A parent that does not lie beside a file named by its full path: `policy` of `/home/me/scenarios/huzhou/mine.yaml` is the
 * scenario `huzhou/policy`, as it is for `scenarios/huzhou/mine.yaml`.
 */
function shippedParent(folder: string, name: string, library: Library): string | undefined {
  const at = folder.lastIndexOf(`/${scenarioFolder}/`);
  if (at < 0) return undefined;
  const id = `${folder.slice(at + scenarioFolder.length + 2)}${name}`;
  return library.read(scenarioFile(id, library)) === undefined ? undefined : id;
}

const scenarioKind: ChainKind = {
  what: "scenario",
  example: "{model: regional, region: zhejiang}",
  file: scenarioFile,
  // A bare name is a neighbour in the same folder; one with a folder is looked for among all scenarios.
  parent: (id, name, library) => {
    if (name.includes("/")) return name;
    const bare = name.replace(/\.yaml$/, "");
    const folder = id.slice(0, id.lastIndexOf("/") + 1);
    if (!id.endsWith(".yaml")) return `${folder}${bare}`;
    const beside = `${folder}${bare}.yaml`;
    return library.read(beside) === undefined ? (shippedParent(folder, bare, library) ?? beside) : beside;
  },
  known: scenarioFiles,
  like: scenarioLike,
};

/** The scenario of a region that is named in either language, alone (`湖州`) or before the scenario's name (`湖州/policy`). */
function scenarioLike(name: string, library: Library): string | undefined {
  const [place, ...rest] = name.replace(/\.yaml$/, "").split("/");
  const region = regionLike(library, place, regionFiles(library));
  const own = scenarioFiles(library).filter((id) => id.startsWith(`${region}/`));
  const asked = `${region}/${rest.length === 0 ? "reference" : rest.join("/")}`;
  return own.includes(asked) ? asked : (likely(asked, own) ?? own[0]);
}

/** A name as a file gives it. */
export interface Named {
  readonly name: string;
  readonly at: Place;
}

/** A scenario's file and all it extends, and what they say of the model and the region it runs on. */
export interface ScenarioChain {
  readonly links: readonly Link[];
  readonly model?: Named;
  readonly region?: Named;
  /** In place of one region: several that are run and summed. */
  readonly regions?: readonly Named[];
  /** The names of the scenarios of which each of the regions runs the first that it has, such as `policy`. */
  readonly each?: readonly Named[];
  /** The region that the regions make up. */
  readonly whole?: Named;
  /** Where it says that the regions together import only what they export. */
  readonly tradeCloses?: Place;
}

/** A scenario's files as they stand, each read once: what its chain says, their texts, and the mistakes so far. */
export interface ChainedScenario {
  readonly id: string;
  readonly chain: ScenarioChain;
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Reads the chain of a scenario. */
export function chainScenario(library: Library, id: string): ChainedScenario {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  return { id, chain: readScenarioChain(recording(library, files), id, problems), files, problems };
}

/** The chain of a scenario, ancestors first; its mistakes go to `problems`. */
export function readScenarioChain(library: Library, id: string, problems: Problem[], askedAt?: Place): ScenarioChain {
  const links = readChain(library, scenarioKind, id, problems, askedAt);
  for (const { root } of links) checkKeysAt(withoutRemovals(root), scenarioKeys);
  const model = nearest(links, "model");
  const over = links.findLast(({ root }) => field(root, "region") ?? field(root, "regions"));
  const regions = over === undefined ? undefined : readRegions(over.root);
  const region = over === undefined || regions !== undefined ? undefined : nearest([over], "region");
  const eachAt = links.map(({ root }) => field(root, "each")).findLast((found) => found !== undefined);
  const each = eachAt && namesAt(eachAt);
  const whole = nearest(links, "whole");
  const closes = links.map(({ root }) => field(root, "trade_closes")).findLast((found) => found !== undefined);
  const tradeCloses = flagAt(closes) === true ? closes?.node.at : undefined;
  const last = links.at(-1);
  if (last?.id === id && problems.length === 0) {
    if (model === undefined)
      requireKey(last.root, "model", "why_scenario", { key: "model", example: "model: regional" });
    if (over === undefined)
      requireKey(last.root, "region", "why_scenario", { key: "region", example: "region: zhejiang" });
    if (eachAt !== undefined && regions === undefined) refuse(eachAt, "each_alone", {});
    if (whole !== undefined && regions === undefined)
      refuse({ ...last.root, path: "whole" }, "whole_alone", {}, whole.at);
    if (closes !== undefined && regions === undefined) refuse(closes, "closes_alone", {});
  }
  return { links, model, region, regions, each, whole, tradeCloses };
}

/** The map without the sections that it removes; whether there is something to remove is asked where they are read. */
function withoutRemovals(root: MapCursor): MapCursor {
  const entries = [...root.node.entries].filter(([key, { value }]) => !(sections.includes(key) && isNothing(value)));
  return { ...root, node: { ...root.node, entries: new Map(entries) } };
}

function nearest(links: readonly Link[], key: string): Named | undefined {
  const at = links.map(({ root }) => field(root, key)).findLast((found) => found !== undefined);
  const name = textAt(at);
  return at === undefined || name === undefined ? undefined : { name, at: at.node.at };
}

function namesAt(at: Cursor): Named[] {
  return itemsAt(at).flatMap((item) => {
    const name = textAt(item);
    return name === undefined ? [] : [{ name, at: item.node.at }];
  });
}

/** Three times the regions that are shipped. */
const MOST_REGIONS = 500;

function readRegions(root: MapCursor): Named[] | undefined {
  const at = field(root, "regions");
  if (at === undefined) return undefined;
  if (field(root, "region") !== undefined) refuse(at, "region_and_regions", {});
  const items = itemsAt(at);
  if (items.length > MOST_REGIONS) refuse(at, "regions_too_many", { count: items.length, most: MOST_REGIONS });
  const names: Named[] = [];
  for (const item of items.slice(0, MOST_REGIONS)) {
    const name = textAt(item);
    if (name === undefined) continue;
    const twin = names.find((other) => other.name === name);
    if (twin === undefined) names.push({ name, at: item.node.at });
    else refuse(item, "region_twice", { name, line: twin.at.line });
  }
  if (names.length < 2) refuse(at, "regions_two", {});
  return names;
}
