import type { Model, ModelFile, ReportLayout } from "./model.ts";

/** Raised whenever the form below or the meaning of an expression changes, so that an older text is not read. */
const form = 4;

/** The parts of a model that are maps by name. */
const sections = ["subjects", "sets", "domains", "parameters", "variables", "checks"] as const;

/** A checked model as JSON text, so that the next start need not read and check it again. */
export function modelToJson(model: Model): string {
  const { name, label, units } = model;
  const named = sections.map((section) => [section, [...model[section].values()]]);
  const plainUnits = { named: [...units.named], physical: [...units.physical] };
  return JSON.stringify({ form, name, label, ...Object.fromEntries(named), ...plainUnits, report: plainReport(model) });
}

/** The model that `modelToJson` wrote from these files, or undefined where the text is of another form. */
export function modelFromJson(text: string, files: readonly ModelFile[]): Model | undefined {
  const plain = JSON.parse(text);
  if (plain.form !== form) return undefined;
  const named = sections.map((section) => [
    section,
    new Map(plain[section].map((item: { readonly name: string }) => [item.name, item])),
  ]);
  const units = { named: new Map(plain.named), physical: new Map(plain.physical) };
  const model = { name: plain.name, label: plain.label, ...Object.fromEntries(named), units, files } as Model;
  return { ...model, report: reportOfPlain(plain.report, model) };
}

const kinds = ["variables", "parameters", "checks"] as const;

/** A value without maps and sets, in which what belongs to the model stands by its name. */
type Plain = unknown;

/** The model's layout as plain JSON. */
function plainReport(model: Model): Plain {
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
function reportOfPlain(report: Plain, model: Model): ReportLayout | undefined {
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
