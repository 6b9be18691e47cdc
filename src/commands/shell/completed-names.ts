import { listScenarios } from "../../scenario/head.ts";
import { leverEntries } from "../../scenario/levers/lever-library.ts";
import { type ModelLibrary, modelNames } from "../../scenario/model-files.ts";
import { regionFiles } from "../../scenario/region/region-path.ts";

export type Names = (library: ModelLibrary) => readonly string[];

const regions: Names = (library) => regionFiles(library).filter((id) => !id.endsWith("_defaults"));
const levers: Names = (library) =>
  modelNames(library).flatMap((name) => [...leverEntries(library, { name }, []).keys()]);

/** What stands behind an option, or in the place of an argument of this name. */
export const completedNames: Readonly<Record<string, Names>> = {
  scenario: listScenarios,
  scenarios: listScenarios,
  region: regions,
  parent: regions,
  subject: regions,
  lever: levers,
  only: levers,
  name: levers,
};
