import type { Model, ReportLayout } from "../language/model.ts";

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
