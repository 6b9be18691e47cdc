import type { Library } from "../text/library.ts";
import { InputError, type Problem } from "../text/problems.ts";
import { nodeAt } from "../text/reader.ts";
import { readYaml } from "../text/yaml.ts";
import { regionFiles } from "./region/region.ts";
import { regionPath } from "./region/region-path.ts";
import { scenarioFiles } from "./scenario-chain.ts";

/** The names of all scenarios, such as `zhejiang/policy`. */
export function listScenarios(library: Library): string[] {
  return scenarioFiles(library);
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
