import type { Label } from "../../text/problems.ts";
import { plainReport, reportOfPlain } from "../report/report-json.ts";
import type { Check, Domain, Model, ModelFile, ModelSet, Parameter, Variable } from "./model.ts";
import type { Unit } from "./units.ts";

/** Raised whenever the form below or the meaning of an expression changes, so that an older text is not read. */
const form = 3;

interface PlainModel {
  form: number;
  name: string;
  label: Label;
  sets: ModelSet[];
  domains: Domain[];
  parameters: Parameter[];
  variables: Variable[];
  checks: Check[];
  named: [string, Unit][];
  physical: [string, Unit][];
  report?: unknown;
}

/** A checked model as JSON text, so that the next start need not read and check it again. */
export function modelToJson(model: Model): string {
  const plain: PlainModel = {
    form,
    name: model.name,
    label: model.label,
    sets: [...model.sets.values()],
    domains: [...model.domains.values()],
    parameters: [...model.parameters.values()],
    variables: [...model.variables.values()],
    checks: [...model.checks.values()],
    named: [...model.units.named],
    physical: [...model.units.physical],
    report: plainReport(model),
  };
  return JSON.stringify(plain);
}

/** The model that `modelToJson` wrote from these files, or undefined where the text is of another form. */
export function modelFromJson(text: string, files: readonly ModelFile[]): Model | undefined {
  const plain = JSON.parse(text) as PlainModel;
  if (plain.form !== form) return undefined;
  const model: Model = {
    name: plain.name,
    label: plain.label,
    sets: byName(plain.sets),
    domains: byName(plain.domains),
    parameters: byName(plain.parameters),
    variables: byName(plain.variables),
    checks: byName(plain.checks),
    units: { named: new Map(plain.named), physical: new Map(plain.physical) },
    files,
  };
  return { ...model, report: reportOfPlain(plain.report, model) };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
