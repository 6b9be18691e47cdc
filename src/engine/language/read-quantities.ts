import { type Place, type Problem, suggestion } from "../../text/problems.ts";
import { listed, quote } from "../../text/quote.ts";
import {
  optionalNumber,
  optionalText,
  readFields,
  readFlag,
  readLabel,
  scalarText,
  textList,
} from "../../text/read-fields.ts";
import type { Located } from "../../text/yaml.ts";
import { cellCount } from "./cells.ts";
import type { Check, Model, Parameter, Variable } from "./model.ts";
import { checkName } from "./read-names.ts";
import type { Entry } from "./read-sections.ts";
import { dimensionless, parseUnit, type Unit, type UnitDeclaration, type UnitSystem } from "./units.ts";

export function readUnits(entries: readonly Entry[], problems: Problem[]): UnitDeclaration[] {
  return entries.map(({ name, at, value }) => {
    const path = `units.${name}`;
    const fields = readFields(value, path, ["is", "base", "prefixes", "also"], problems);
    const is = optionalText(fields.get("is"), `${path}.is`, problems);
    if (is === undefined && !fields.has("base"))
      problems.push({ at, path, message: 'a unit says what it "is", or "base: true" for a dimension of its own' });
    return {
      name,
      is,
      at,
      prefixes: textList(fields.get("prefixes"), `${path}.prefixes`, problems),
      also: textList(fields.get("also"), `${path}.also`, problems),
    };
  });
}

type Shape = Pick<Model, "sets" | "domains">;

export function readParameters(
  entries: readonly Entry[],
  shape: Shape,
  units: UnitSystem,
  problems: Problem[],
): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  const known = ["over", "unit", "label", "yearly", "structural", "min", "max", "default", "doc", "shares", "each"];
  for (const { name, at, value } of entries) {
    const path = `parameters.${name}`;
    checkName(name, at, path, problems);
    const fields = readFields(value, path, known, problems);
    const over = readOver(fields.get("over"), path, shape, problems);
    const yearly = readFlag(fields.get("yearly"), `${path}.yearly`, problems);
    const structural = readFlag(fields.get("structural"), `${path}.structural`, problems);
    if (yearly && structural) problems.push({ at, path, message: "a parameter is yearly or structural, not both" });
    const label = fields.has("label") ? readLabel(fields.get("label"), `${path}.label`, problems) : undefined;
    const [min, max, preset] = ["min", "max", "default"].map((key) =>
      optionalNumber(fields.get(key), `${path}.${key}`, problems),
    );
    if (min !== undefined && max !== undefined && min > max)
      problems.push({ at: fields.get("min")?.at ?? at, path, message: `min ${min} is above max ${max}` });
    else if (preset !== undefined && (preset < (min ?? preset) || preset > (max ?? preset)))
      problems.push({
        at: fields.get("default")?.at ?? at,
        path,
        message: `the default ${preset} lies outside ${min ?? "any"} to ${max ?? "any"}, which min and max allow`,
      });
    parameters.set(name, {
      name,
      over,
      unit: readUnit(fields.get("unit"), path, at, units, problems),
      label,
      yearly,
      structural,
      min,
      max,
      shares: readShares(fields.get("shares"), path, over, problems),
      ...(readFlag(fields.get("each"), `${path}.each`, problems) ? { each: true } : {}),
      default: preset,
      doc: optionalText(fields.get("doc"), `${path}.doc`, problems) ?? "",
      at,
      size: cellCount(shape, over),
    });
  }
  return parameters;
}

export type VariableDraft = Omit<Variable, "formula" | "initial"> & {
  readonly formulaNode: Located;
  readonly initialNode?: Located;
};

export function readVariableDrafts(
  entries: readonly Entry[],
  shape: Shape,
  units: UnitSystem,
  problems: Problem[],
): Map<string, VariableDraft> {
  const drafts = new Map<string, VariableDraft>();
  const known = ["over", "unit", "label", "iamc", "doc", "min", "max", "index", "initial", "formula", "observed"];
  for (const { name, at, value, subject } of entries) {
    const path = `variables.${name}`;
    checkName(name, at, path, problems);
    const fields = readFields(value, path, known, problems);
    const over = readOver(fields.get("over"), path, shape, problems);
    const formulaNode = fields.get("formula");
    if (formulaNode === undefined) {
      problems.push({ at, path, message: 'a variable needs a "formula"' });
      continue;
    }
    drafts.set(name, {
      name,
      over,
      unit: readUnit(fields.get("unit"), path, at, units, problems),
      label: readLabel(fields.get("label"), `${path}.label`, problems, at),
      iamc: optionalText(fields.get("iamc"), `${path}.iamc`, problems),
      doc: optionalText(fields.get("doc"), `${path}.doc`, problems) ?? "",
      min: optionalNumber(fields.get("min"), `${path}.min`, problems),
      max: optionalNumber(fields.get("max"), `${path}.max`, problems),
      index: readFlag(fields.get("index"), `${path}.index`, problems) || undefined,
      observed: readFlag(fields.get("observed"), `${path}.observed`, problems),
      at,
      size: cellCount(shape, over),
      subject,
      formulaNode,
      initialNode: fields.get("initial"),
    });
  }
  return drafts;
}

export type CheckDraft = Omit<Check, "condition"> & { readonly conditionNode: Located };

export function readCheckDrafts(entries: readonly Entry[], shape: Shape, problems: Problem[]): CheckDraft[] {
  const drafts: CheckDraft[] = [];
  for (const { name, at, value } of entries) {
    const path = `checks.${name}`;
    checkName(name, at, path, problems);
    const fields = readFields(value, path, ["over", "severity", "label", "doc", "condition"], problems);
    const over = readOver(fields.get("over"), path, shape, problems);
    const severity = optionalText(fields.get("severity"), `${path}.severity`, problems);
    if (severity !== "error" && severity !== "flag") {
      problems.push({
        at: fields.get("severity")?.at ?? at,
        path: `${path}.severity`,
        message: 'is "error" or "flag"',
      });
    }
    const conditionNode = fields.get("condition");
    if (conditionNode === undefined) {
      problems.push({ at, path, message: 'a check needs a "condition"' });
      continue;
    }
    drafts.push({
      name,
      over,
      severity: severity === "error" ? "error" : "flag",
      label: readLabel(fields.get("label"), `${path}.label`, problems, at),
      doc: optionalText(fields.get("doc"), `${path}.doc`, problems) ?? "",
      at,
      size: cellCount(shape, over),
      conditionNode,
    });
  }
  return drafts;
}

function readOver(node: Located | undefined, path: string, shape: Shape, problems: Problem[]): string[] {
  const names = textList(node, `${path}.over`, problems);
  const known = names.filter((name, i) => {
    if (!shape.domains.has(name)) {
      problems.push({
        at: (node as Located).at,
        path: `${path}.over`,
        message: `unknown set "${quote(name)}"${suggestion(name, shape.domains.keys())}`,
      });
      return false;
    }
    if (names.indexOf(name) !== i)
      problems.push({ at: (node as Located).at, path: `${path}.over`, message: `"${quote(name)}" stands twice` });
    return true;
  });
  const cells = cellCount(shape, known);
  if (cells <= MOST_CELLS) return known;
  const message = `these sets have ${cells} cells together; at most ${MOST_CELLS} are allowed`;
  problems.push({ at: (node as Located).at, path: `${path}.over`, message });
  return [];
}

/** Eighty times those of the largest quantity of the shipped models. */
const MOST_CELLS = 20_000;

/** Fifteen times those of the largest shipped model; a program of so many takes half a gigabyte. */
const MOST_CELLS_TOGETHER = 100_000;

/** Reports the first quantity with which a model has too many cells to be compiled. */
export function refuseManyCells(
  quantities: Iterable<{ readonly name: string; readonly size: number; readonly at: Place }>,
  problems: Problem[],
): void {
  let cells = 0;
  for (const { name, size, at } of quantities) {
    cells += size;
    if (cells <= MOST_CELLS_TOGETHER) continue;
    const message = `with this the model has ${cells} cells; at most ${MOST_CELLS_TOGETHER} are allowed`;
    problems.push({ at, path: name, message });
    return;
  }
}

/** `shares: sector`, or `shares: {over: carrier, at_most: true}` where one member is the remainder. */
function readShares(
  node: Located | undefined,
  path: string,
  over: readonly string[],
  problems: Problem[],
): Parameter["shares"] {
  if (node === undefined) return undefined;
  const plain = node.kind === "scalar";
  const fields = plain ? new Map<string, Located>() : readFields(node, `${path}.shares`, ["over", "at_most"], problems);
  const name = plain
    ? scalarText(node, `${path}.shares`, problems)
    : optionalText(fields.get("over"), `${path}.shares.over`, problems);
  if (name === undefined || !over.includes(name)) {
    problems.push({
      at: node.at,
      path: `${path}.shares`,
      message: `names one of the sets the parameter stands over: ${listed(over)}`,
    });
    return undefined;
  }
  return { over: name, atMost: readFlag(fields.get("at_most"), `${path}.shares.at_most`, problems) };
}

function readUnit(node: Located | undefined, path: string, at: Place, units: UnitSystem, problems: Problem[]): Unit {
  if (node === undefined) {
    problems.push({ at, path, message: 'a "unit" is missing; write 1 for a plain number' });
    return dimensionless;
  }
  const text = scalarText(node, `${path}.unit`, problems);
  if (text === undefined) return dimensionless;
  const unit = parseUnit(units, text);
  if (typeof unit !== "string") return unit;
  problems.push({ at: node.at, path: `${path}.unit`, message: unit });
  return dimensionless;
}
