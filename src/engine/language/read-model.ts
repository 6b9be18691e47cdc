import { InputError, type Problem } from "../../text/problems.ts";
import type { Located } from "../../text/yaml.ts";
import type { Check, Model, ModelFile, Variable } from "./model.ts";
import { readBranches } from "./read-formulas.ts";
import { refuseSharedNames } from "./read-names.ts";
import { readCheckDrafts, readParameters, readUnits, readVariableDrafts, refuseManyCells } from "./read-quantities.ts";
import { gatherSections } from "./read-sections.ts";
import { readSets } from "./read-sets.ts";
import type { Names } from "./resolve.ts";
import { createUnitSystem } from "./units.ts";

/**
 * The model written in these YAML files, which are read as one.
 *
 * @throws InputError with every problem found, each at its file, line and column.
 */
export function readModel(files: readonly ModelFile[]): Model {
  const problems: Problem[] = [];
  const sections = gatherSections(files, problems);
  stopIfAny(problems);

  const units = createUnitSystem(readUnits(sections.units, problems));
  stopIfAny(problems);
  const { sets, domains } = readSets(sections.sets, problems);
  stopIfAny(problems);
  const shape = { sets, domains };
  const parameters = readParameters(sections.parameters, shape, units, problems);
  const drafts = readVariableDrafts(sections.variables, shape, units, problems);
  const checkDrafts = readCheckDrafts(sections.checks, shape, problems);
  refuseManyCells([...parameters.values(), ...drafts.values(), ...checkDrafts], problems);
  refuseSharedNames([sections.parameters, sections.variables, sections.checks], domains, problems);
  stopIfAny(problems);

  const names: Names = {
    sets,
    domains,
    parameters: parameters,
    variables: drafts,
  };
  const variables = new Map<string, Variable>();
  for (const draft of drafts.values()) {
    const { initialNode, formulaNode, ...rest } = draft;
    const hasInitial = initialNode !== undefined;
    const read = (node: Located, path: string, inLater: boolean) =>
      readBranches(
        node,
        {
          path: `variables.${draft.name}.${path}`,
          over: draft.over,
          unit: draft.unit,
          hasInitial: inLater && hasInitial,
          names,
        },
        problems,
      );
    const formula = read(formulaNode, "formula", true);
    const initial = initialNode === undefined ? undefined : read(initialNode, "initial", false);
    variables.set(draft.name, { ...rest, formula, initial });
  }
  const checks = new Map<string, Check>();
  for (const { conditionNode, ...rest } of checkDrafts) {
    const condition = readBranches(
      conditionNode,
      { path: `checks.${rest.name}.condition`, over: rest.over, unit: "condition", hasInitial: false, names },
      problems,
    );
    checks.set(rest.name, { ...rest, condition });
  }
  stopIfAny(problems);
  return {
    name: sections.name,
    label: sections.label,
    sets,
    domains,
    parameters,
    variables,
    checks,
    units,
    files,
    report: sections.report,
  };
}

function stopIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}
