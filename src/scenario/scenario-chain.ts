import type { Library } from "../text/library.ts";
import type { Place, Problem } from "../text/problems.ts";
import { quote } from "../text/quote.ts";
import { asText, checkKeys, isNothing, itemsOf, nodeAt } from "../text/reader.ts";
import type { LocatedMap } from "../text/yaml.ts";
import { type ChainKind, type Link, readChain } from "./chain.ts";

export const scenarioFolder = "scenarios";

export const scenarioKeys = [
  "model",
  "region",
  "regions",
  "each",
  "extends",
  "title",
  "doc",
  "assume",
  "levers",
  "targets",
  "indicators",
  "design",
];

/** The file of a scenario: `zhejiang/policy` stands in the scenarios folder, a name that ends in .yaml is a path. */
export function scenarioFile(id: string): string {
  return id.endsWith(".yaml") ? id : `${scenarioFolder}/${id}.yaml`;
}

/** The names of all scenario files. */
export function scenarioFiles(library: Library): string[] {
  return library
    .list(scenarioFolder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length));
}

/**
 * A parent that does not lie beside a file named by its full path: `policy` of `/home/me/scenarios/huzhou/mine.yaml` is the
 * scenario `huzhou/policy`, as it is for `scenarios/huzhou/mine.yaml`.
 */
function shippedParent(folder: string, name: string, library: Library): string | undefined {
  const at = folder.lastIndexOf(`/${scenarioFolder}/`);
  if (at < 0) return undefined;
  const id = `${folder.slice(at + scenarioFolder.length + 2)}${name}`;
  return library.read(scenarioFile(id)) === undefined ? undefined : id;
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
};

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
  /** The name of the scenario that each of the regions runs, such as `policy`. */
  readonly each?: Named;
}

/** The chain of a scenario, ancestors first; its mistakes go to `problems`. */
export function readScenarioChain(library: Library, id: string, problems: Problem[], askedAt?: Place): ScenarioChain {
  const links = readChain(library, scenarioKind, id, problems, askedAt);
  for (const { root } of links) checkKeys(withoutRemovals(root), scenarioKeys, "", problems);
  const model = nearest(links, "model", problems);
  const over = links.findLast(({ root }) => nodeAt(root, "region") ?? nodeAt(root, "regions"));
  const regions = over === undefined ? undefined : readRegions(over, problems);
  const region = over === undefined || regions !== undefined ? undefined : nearest([over], "region", problems);
  const each = nearest(links, "each", problems);
  const last = links.at(-1);
  if (last?.id === id && problems.length === 0) {
    const missing = (key: string, example: string) =>
      problems.push({
        at: last.root.at,
        path: key,
        message: `"${key}" is missing; a scenario says which ${key} it runs on, such as ${example}`,
      });
    if (model === undefined) missing("model", "model: regional");
    if (over === undefined) missing("region", "region: zhejiang");
    if (each !== undefined && regions === undefined)
      problems.push({
        at: each.at,
        path: "each",
        message: "only a scenario over several regions says what each of them runs; a single one names it in extends",
      });
  }
  return { links, model, region, regions, each };
}

/** Sections that merge over those of parents, so that null may remove them. */
const sections = ["assume", "levers", "targets", "indicators", "design"];

/** The map without the sections that it removes; whether there is something to remove is asked where they are read. */
function withoutRemovals(root: LocatedMap): LocatedMap {
  const entries = [...root.entries].filter(([key, { value }]) => !(sections.includes(key) && isNothing(value)));
  return { ...root, entries: new Map(entries) };
}

function nearest(links: readonly Link[], key: string, problems: Problem[]): Named | undefined {
  const link = links.findLast(({ root }) => nodeAt(root, key) !== undefined);
  const node = link === undefined ? undefined : nodeAt(link.root, key);
  const name = node === undefined ? undefined : asText(node, key, problems);
  return node === undefined || name === undefined ? undefined : { name, at: node.at };
}

/** Three times the regions that are shipped. */
const MOST_REGIONS = 500;

function readRegions({ root }: Link, problems: Problem[]): Named[] | undefined {
  const node = nodeAt(root, "regions");
  if (node === undefined) return undefined;
  if (nodeAt(root, "region") !== undefined)
    problems.push({
      at: node.at,
      path: "regions",
      message: "a scenario runs on one region or on several; one of region and regions must go",
    });
  const items = itemsOf(node);
  if (items.length > MOST_REGIONS)
    problems.push({
      at: node.at,
      path: "regions",
      message: `${items.length} regions stand here; at most ${MOST_REGIONS} can be summed`,
    });
  const names: Named[] = [];
  for (const item of items.slice(0, MOST_REGIONS)) {
    const name = asText(item, "regions", problems);
    if (name === undefined) continue;
    const twin = names.find((other) => other.name === name);
    if (twin === undefined) names.push({ name, at: item.at });
    else
      problems.push({
        at: item.at,
        path: "regions",
        message: `${quote(name)} is named already in line ${twin.at.line}; name it once`,
      });
  }
  if (names.length < 2)
    problems.push({
      at: node.at,
      path: "regions",
      message: "two or more regions are needed here, such as [zhejiang, jiangsu]; for one write region: zhejiang",
    });
  return names;
}
