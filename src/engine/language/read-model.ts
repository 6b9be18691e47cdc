import { InputError, type Problem } from "../../text/problems.ts";
import { readReport } from "../report/read-report.ts";
import type { Check, Model, ModelFile, Variable } from "./model.ts";
import { createUnitSystem } from "./parse-unit.ts";
import { readBranches } from "./read-formulas.ts";
import { readCheckDrafts, readParameters, readUnits, readVariableDrafts, refuseManyCells } from "./read-quantities.ts";
import { gatherSections, readSets, refuseSharedNames } from "./read-sections.ts";

/**
 * The model written in these YAML files, which are read as one.
 *
 * @throws InputError with every problem found, each at its file, line and column.
 */
export function readModel(files: readonly ModelFile[]): Model {
  const problems: Problem[] = [];
  const sections = gatherSections(files, problems);
  stopIfAny(problems);

  const units = createUnitSystem(readUnits(sections.units));
  stopIfAny(problems);
  const { sets, domains } = readSets(sections.sets);
  stopIfAny(problems);
  const shape = { sets, domains };
  const parameters = readParameters(sections.parameters, shape, units);
  const drafts = readVariableDrafts(sections.variables, shape, units);
  const checkDrafts = readCheckDrafts(sections.checks, shape);
  refuseManyCells([...parameters.values(), ...drafts.values(), ...checkDrafts], problems);
  refuseSharedNames([sections.parameters, sections.variables, sections.checks], domains);
  stopIfAny(problems);

  const names = { sets, domains, parameters, variables: drafts };
  const variables = new Map<string, Variable>();
  for (const { initialAt, formulaAt, ...draft } of drafts.values()) {
    const { over, unit } = draft;
    const formula = readBranches(formulaAt, { over, unit, hasInitial: initialAt !== undefined, names });
    const initial = initialAt && readBranches(initialAt, { over, unit, hasInitial: false, names });
    variables.set(draft.name, { ...draft, formula, initial });
  }
  const checks = new Map<string, Check>();
  for (const { conditionAt, ...draft } of checkDrafts) {
    const context = { over: draft.over, unit: "condition", hasInitial: false, names } as const;
    checks.set(draft.name, { ...draft, condition: readBranches(conditionAt, context) });
  }
  stopIfAny(problems);
  const model: Model = {
    name: sections.name,
    label: sections.label,
    subjects: sections.subjects,
    sets,
    domains,
    parameters,
    variables,
    checks,
    units,
    files,
  };
  const report = sections.report && readReport(model, sections.report);
  stopIfAny(problems);
  return { ...model, report };
}

function stopIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}
