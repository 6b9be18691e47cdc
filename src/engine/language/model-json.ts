import type { Label } from "../../text/problems.ts";
import type { Check, Domain, Model, ModelFile, ModelSet, Parameter, ReportLayout, Variable } from "./model.ts";
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

const kinds = ["variables", "parameters", "checks"] as const;

/** A value without maps and sets, in which what belongs to the model stands by its name. */
type Plain = unknown;

/** The model's layout as plain JSON. */
export function plainReport(model: Model): Plain {
  const names = new Map<unknown, Plain>(
    kinds.flatMap((kind) => [...model[kind]].map(([name, value]) => [value, { of: kind, name }] as const)),
  );
  const plain = (value: unknown): Plain => {
    if (typeof value !== "object" || value === null) return value;
    if (names.has(value)) return names.get(value);
    if (value instanceof Map) return { map: [...value].map(plain) };
    if (value instanceof Set) return { set: [...value] };
    if (Array.isArray(value)) return value.map(plain);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
  };
  return plain(model.report);
}

/** The layout that `plainReport` has made of this model's. */
export function reportOfPlain(report: Plain, model: Model): ReportLayout | undefined {
  const made = (value: Plain): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(made);
    const { of, name, map, set } = value as {
      of?: (typeof kinds)[number];
      name?: string;
      map?: Plain[];
      set?: Plain[];
    };
    if (of !== undefined && name !== undefined) return model[of].get(name);
    if (map !== undefined) return new Map(map.map(made) as [unknown, unknown][]);
    if (set !== undefined) return new Set(set);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, made(entry)]));
  };
  return made(report) as ReportLayout | undefined;
}
