import type { Label, Place } from "../../text/problems.ts";
import type { Located } from "../../text/yaml.ts";
import type { Check, Domain, Model, ModelFile, ModelSet, Parameter, Variable } from "./model.ts";
import type { Unit } from "./units.ts";

/** Raised whenever the form below or the meaning of an expression changes, so that an older text is not read. */
const form = 2;

/** A located value without functions: a scalar keeps its text and first place. */
type PlainLocated =
  | { kind: "map"; at: Place; entries: [string, Place, PlainLocated][] }
  | { kind: "list"; at: Place; items: PlainLocated[] }
  | { kind: "scalar"; at: Place; value: string | number | boolean | null; source: string; start: Place };

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
  report?: PlainLocated;
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
    report: model.report === undefined ? undefined : plainLocated(model.report),
  };
  return JSON.stringify(plain);
}

/** The model that `modelToJson` wrote from these files, or undefined where the text is of another form. */
export function modelFromJson(text: string, files: readonly ModelFile[]): Model | undefined {
  const plain = JSON.parse(text) as PlainModel;
  if (plain.form !== form) return undefined;
  return {
    name: plain.name,
    label: plain.label,
    sets: byName(plain.sets),
    domains: byName(plain.domains),
    parameters: byName(plain.parameters),
    variables: byName(plain.variables),
    checks: byName(plain.checks),
    units: { named: new Map(plain.named), physical: new Map(plain.physical) },
    files,
    report: plain.report === undefined ? undefined : located(plain.report),
  };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

function plainLocated(node: Located): PlainLocated {
  switch (node.kind) {
    case "map":
      return {
        kind: "map",
        at: node.at,
        entries: [...node.entries].map(([key, { keyAt, value }]) => [key, keyAt, plainLocated(value)]),
      };
    case "list":
      return { kind: "list", at: node.at, items: node.items.map(plainLocated) };
    case "scalar":
      return { kind: "scalar", at: node.at, value: node.value, source: node.source, start: node.place(0) };
  }
}

function located(node: PlainLocated): Located {
  switch (node.kind) {
    case "map":
      return {
        kind: "map",
        at: node.at,
        entries: new Map(node.entries.map(([key, keyAt, value]) => [key, { keyAt, value: located(value) }])),
      };
    case "list":
      return { kind: "list", at: node.at, items: node.items.map(located) };
    case "scalar": {
      const { start } = node;
      return { ...node, place: (index) => ({ ...start, column: start.column + index }) };
    }
  }
}
