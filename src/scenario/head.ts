import type { Library } from "../text/library.ts";
import { InputError, type Place, type Problem } from "../text/problems.ts";
import { field, itemsAt, type MapCursor, nodeAt, textAt } from "../text/reader.ts";
import { readYaml } from "../text/yaml.ts";
import { regionFile } from "./region/region-label.ts";
import { regionFiles, regionPath } from "./region/region-path.ts";
import { type ChainedScenario, chainScenario, scenarioFiles } from "./scenario-chain.ts";

/** What a scenario runs on, to know which model to read first. */
export interface ScenarioHead {
  readonly id: string;
  readonly model: string;
  /** Where the model is named. */
  readonly modelAt: Place;
  /** The regions it runs on: one, or those of a roll-up. */
  readonly regions: readonly string[];
  /** Ancestors first, the scenario itself last. */
  readonly chain: readonly string[];
}

/**
 * The model and region of a scenario and the scenarios it extends.
 *
 * @throws InputError where it does not say which model and region; other mistakes are found when it is composed.
 */
export function scenarioHead(library: Library, id: string): ScenarioHead {
  return headOf(chainScenario(library, id));
}

/**
 * The same of a chain that was read.
 *
 * @throws InputError as `scenarioHead`.
 */
export function headOf({ id, chain, problems }: ChainedScenario): ScenarioHead {
  const { links, model, region, regions } = chain;
  const over = regions ?? (region === undefined ? [] : [region]);
  if (model === undefined || over.length === 0) throw new InputError(problems);
  return {
    id,
    model: model.name,
    modelAt: model.at,
    regions: over.map(({ name }) => name),
    chain: links.map((link) => link.id),
  };
}

/** What a region's plans come to, by the names of their files: its own plan, or national ones alone where it has none. */
export const planScenarios = ["policy", "national"] as const;
/** The scenario of what was decided since, upon what the plans come to. */
export const CURRENT = "current";

/** The names of all scenarios, such as `zhejiang/policy`. */
export function listScenarios(library: Library): string[] {
  return scenarioFiles(library);
}

/**
 * The scenario over several regions that has the same name as this one of a region, and only parts of the region among its
 * regions: `zhejiang_cities/policy` for `zhejiang/policy`. Of several the one with the most; undefined where there is none.
 */
export function scenarioOfParts(library: Library, id: string): string | undefined {
  const [region, name] = id.split("/");
  const isPart = ({ name: part }: { readonly name: string }) => parentOf(library, part) === region;
  const found = listScenarios(library).flatMap((other) => {
    if (other === id || !other.endsWith(`/${name}`)) return [];
    const { regions } = chainScenario(library, other).chain;
    return regions?.every(isPart) ? [{ id: other, count: regions.length }] : [];
  });
  return found.reduce((most, one) => (one.count > most.count ? one : most), { id: undefined, count: 0 } as Counted).id;
}

interface Counted {
  readonly id: string | undefined;
  readonly count: number;
}

/** The region that one is a part of: its own file says it, or else the last that does of the files it extends. */
function parentOf(library: Library, id: string, seen = new Set<string>()): string | undefined {
  const root = seen.has(id) ? undefined : regionFile(library, id);
  seen.add(id);
  if (root === undefined) return undefined;
  const [parent] = wordsAt(root, "parent");
  if (parent !== undefined) return parent;
  for (const name of wordsAt(root, "extends").reverse()) {
    const above = parentOf(library, name, seen);
    if (above !== undefined) return above;
  }
  return undefined;
}

function wordsAt(map: MapCursor, key: string): string[] {
  return itemsAt(field(map, key)).flatMap((item) => textAt({ ...item, problems: [] }) ?? []);
}

/** The names of all regions that a scenario can run on; files that only serve as parents (no `region` key) are left out. */
export function listRegions(library: Library): string[] {
  const problems: Problem[] = [];
  const regions = regionFiles(library).filter((id) => {
    try {
      const file = regionPath(library, `${id}.yaml`);
      const text = library.read(file) ?? "";
      const root = readYaml(text, file, library.tree?.(file, text));
      return root.kind === "map" && nodeAt(root, "region") !== undefined;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return false;
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return regions;
}
