import type { Place, Problem } from "../engine/problems.ts";
import { type ChainKind, type Link, readChain } from "./chain.ts";
import type { Library } from "./library.ts";
import { asText, checkKeys, nodeAt } from "./located.ts";

export const scenarioFolder = "scenarios";

export const scenarioKeys = ["model", "region", "extends", "title", "doc", "assume", "levers", "targets", "indicators"];

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

const scenarioKind: ChainKind = {
  what: "scenario",
  example: "{model: regional, region: zhejiang}",
  file: scenarioFile,
  // A bare name is a neighbour in the same folder; one with a folder is looked for among all scenarios.
  parent: (id, name) => {
    if (name.includes("/")) return name;
    const bare = name.replace(/\.yaml$/, "");
    const folder = id.slice(0, id.lastIndexOf("/") + 1);
    return id.endsWith(".yaml") ? `${folder}${bare}.yaml` : `${folder}${bare}`;
  },
  known: scenarioFiles,
};

/** A scenario's file and all it extends, and what they say of the model and the region it runs on. */
export interface ScenarioChain {
  readonly links: readonly Link[];
  readonly model?: { readonly name: string; readonly at: Place };
  readonly region?: { readonly name: string; readonly at: Place };
}

/** The chain of a scenario, ancestors first; its mistakes go to `problems`. */
export function readScenarioChain(library: Library, id: string, problems: Problem[]): ScenarioChain {
  const links = readChain(library, scenarioKind, id, problems);
  for (const { root } of links) checkKeys(root, scenarioKeys, "", problems);
  const last = links.at(-1);
  const nearest = (key: "model" | "region", example: string) => {
    const link = links.findLast(({ root }) => nodeAt(root, key) !== undefined);
    const node = link === undefined ? undefined : nodeAt(link.root, key);
    if (node !== undefined) {
      const name = asText(node, key, problems);
      return name === undefined ? undefined : { name, at: node.at };
    }
    if (last?.id === id && problems.length === 0)
      problems.push({
        at: last.root.at,
        path: key,
        message: `"${key}" is missing; a scenario says which ${key} it runs on, such as ${example}`,
      });
    return undefined;
  };
  return { links, model: nearest("model", "model: regional"), region: nearest("region", "region: zhejiang") };
}
