import { type Located, type LocatedMap, type LocatedScalar, readYaml } from "../io/yaml.ts";
import { cellCount } from "./cells.ts";
import type { Branch, Check, Domain, Label, Member, Model, ModelFile, ModelSet, Parameter, Variable } from "./model.ts";
import { InputError, type Place, type Problem, suggestion } from "./problems.ts";
import { type BoundIndex, type Names, type Quantity, resolveFormula } from "./resolve.ts";
import { isProblem, parseFormula } from "./syntax.ts";
import {
  createUnitSystem,
  dimensionless,
  parseUnit,
  type Unit,
  type UnitDeclaration,
  type UnitSystem,
} from "./units.ts";

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
  refuseSharedNames([sections.parameters, sections.variables, sections.checks], domains, problems);
  stopIfAny(problems);

  const names: Names = {
    sets,
    domains,
    parameters: parameters as ReadonlyMap<string, Quantity>,
    variables: drafts as ReadonlyMap<string, Quantity>,
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

interface Entry {
  readonly name: string;
  readonly at: Place;
  readonly value: Located;
  readonly subject: string;
}

interface Sections {
  name: string;
  label: Label;
  report?: Located;
  readonly units: Entry[];
  readonly sets: Entry[];
  readonly parameters: Entry[];
  readonly variables: Entry[];
  readonly checks: Entry[];
}

const sectionNames = ["units", "sets", "parameters", "variables", "checks"] as const;

function gatherSections(files: readonly ModelFile[], problems: Problem[]): Sections {
  const sections: Sections = {
    name: "",
    label: { en: "", zh: "" },
    units: [],
    sets: [],
    parameters: [],
    variables: [],
    checks: [],
  };
  for (const file of files) {
    const root = readYaml(file.text, file.name);
    const map = asMap(root, "", problems);
    if (map === undefined) continue;
    const subject = file.name.replace(/^.*\//, "").replace(/\.yaml$/, "");
    for (const [key, { keyAt, value }] of map.entries) {
      if (key === "model") {
        sections.name = scalarText(value, key, problems) ?? "";
      } else if (key === "label") {
        sections.label = readLabel(value, key, problems);
      } else if (key === "report") {
        sections.report = value;
      } else if ((sectionNames as readonly string[]).includes(key)) {
        const entries = asMap(value, key, problems)?.entries ?? new Map();
        const section = sections[key as (typeof sectionNames)[number]];
        for (const [name, entry] of entries) {
          const twin = section.find((other) => other.name === name);
          if (twin !== undefined) {
            problems.push({
              at: entry.keyAt,
              path: `${key}.${name}`,
              message: `declared already at ${twin.at.file}:${twin.at.line}`,
            });
          }
          section.push({ name, at: entry.keyAt, value: entry.value, subject });
        }
      } else {
        problems.push({
          at: keyAt,
          path: key,
          message: `unknown section${suggestion(key, sectionNames)}; a model has model, label, report, ${sectionNames.join(", ")}`,
        });
      }
    }
  }
  return sections;
}

function readUnits(entries: readonly Entry[], problems: Problem[]): UnitDeclaration[] {
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

function readSets(
  entries: readonly Entry[],
  problems: Problem[],
): { sets: Map<string, ModelSet>; domains: Map<string, Domain> } {
  const sets = new Map<string, ModelSet>();
  const domains = new Map<string, Domain>();
  for (const { name, at, value } of entries) {
    const path = `sets.${name}`;
    checkName(name, at, path, problems);
    const fields = readFields(value, path, ["label", "members", "subsets", "from", "to", "doc"], problems);
    const label = readLabel(fields.get("label"), `${path}.label`, problems, at);
    const numeric = fields.has("from");
    const members = numeric
      ? numericMembers(fields, path, at, problems)
      : namedMembers(fields.get("members"), path, at, problems);
    sets.set(name, { name, label, members, numeric, at });
    domains.set(name, { name, parent: name, positions: members.map((_, i) => i) });
    const subsets = fields.get("subsets");
    if (subsets === undefined) continue;
    for (const [subset, { keyAt, value: list }] of asMap(subsets, `${path}.subsets`, problems)?.entries ?? []) {
      const subsetPath = `${path}.subsets.${subset}`;
      checkName(subset, keyAt, subsetPath, problems);
      if (domains.has(subset))
        problems.push({ at: keyAt, path: subsetPath, message: "a set or subset of this name is declared already" });
      const positions: number[] = [];
      for (const member of textList(list, subsetPath, problems)) {
        const position = members.findIndex((candidate) => candidate.name === member);
        if (position < 0) {
          problems.push({
            at: list.at,
            path: subsetPath,
            message: `"${member}" is no member of ${name}${suggestion(
              member,
              members.map((m) => m.name),
            )}`,
          });
        } else positions.push(position);
      }
      domains.set(subset, { name: subset, parent: name, positions: positions.sort((a, b) => a - b) });
    }
  }
  for (const set of sets.values()) {
    for (const member of set.members) {
      if (domains.has(member.name))
        problems.push({
          at: set.at,
          path: `sets.${set.name}`,
          message: `"${member.name}" is both a set and a member; rename one`,
        });
    }
  }
  return { sets, domains };
}

function numericMembers(fields: ReadonlyMap<string, Located>, path: string, at: Place, problems: Problem[]): Member[] {
  const bounds = ["from", "to"].map((key) => {
    const node = fields.get(key);
    if (node?.kind === "scalar" && Number.isInteger(node.value)) return node.value as number;
    problems.push({
      at: node?.at ?? at,
      path: `${path}.${key}`,
      message: "a numeric set has whole numbers from and to",
    });
    return 0;
  });
  return Array.from({ length: Math.max(0, bounds[1] - bounds[0] + 1) }, (_, i) => {
    const text = String(bounds[0] + i);
    return { name: text, label: { en: text, zh: text }, iamc: text, value: bounds[0] + i };
  });
}

function namedMembers(node: Located | undefined, path: string, at: Place, problems: Problem[]): Member[] {
  if (node === undefined) {
    problems.push({ at, path, message: "a set has members, or from and to" });
    return [];
  }
  const members: Member[] = [];
  for (const [name, { keyAt, value }] of asMap(node, `${path}.members`, problems)?.entries ?? []) {
    const memberPath = `${path}.members.${name}`;
    checkName(name, keyAt, memberPath, problems);
    const fields = readFields(value, memberPath, ["en", "zh", "iamc"], problems);
    members.push({
      name,
      label: readLabel(value, memberPath, problems, keyAt),
      iamc: optionalText(fields.get("iamc"), `${memberPath}.iamc`, problems),
    });
  }
  return members;
}

type Shape = Pick<Model, "sets" | "domains">;

function readParameters(
  entries: readonly Entry[],
  shape: Shape,
  units: UnitSystem,
  problems: Problem[],
): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  const known = ["over", "unit", "label", "yearly", "structural", "min", "max", "default", "doc", "shares"];
  for (const { name, at, value } of entries) {
    const path = `parameters.${name}`;
    checkName(name, at, path, problems);
    const fields = readFields(value, path, known, problems);
    const over = readOver(fields.get("over"), path, shape, problems);
    const yearly = readFlag(fields.get("yearly"), `${path}.yearly`, problems);
    const structural = readFlag(fields.get("structural"), `${path}.structural`, problems);
    if (yearly && structural) problems.push({ at, path, message: "a parameter is yearly or structural, not both" });
    const label = fields.has("label") ? readLabel(fields.get("label"), `${path}.label`, problems) : undefined;
    parameters.set(name, {
      name,
      over,
      unit: readUnit(fields.get("unit"), path, at, units, problems),
      label,
      yearly,
      structural,
      min: optionalNumber(fields.get("min"), `${path}.min`, problems),
      max: optionalNumber(fields.get("max"), `${path}.max`, problems),
      shares: readShares(fields.get("shares"), path, over, problems),
      default: optionalNumber(fields.get("default"), `${path}.default`, problems),
      doc: optionalText(fields.get("doc"), `${path}.doc`, problems) ?? "",
      at,
      size: cellCount(shape, over),
    });
  }
  return parameters;
}

type VariableDraft = Omit<Variable, "formula" | "initial"> & {
  readonly formulaNode: Located;
  readonly initialNode?: Located;
};

function readVariableDrafts(
  entries: readonly Entry[],
  shape: Shape,
  units: UnitSystem,
  problems: Problem[],
): Map<string, VariableDraft> {
  const drafts = new Map<string, VariableDraft>();
  const known = ["over", "unit", "label", "iamc", "doc", "initial", "formula", "observed"];
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

type CheckDraft = Omit<Check, "condition"> & { readonly conditionNode: Located };

function readCheckDrafts(entries: readonly Entry[], shape: Shape, problems: Problem[]): CheckDraft[] {
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

interface FormulaContext {
  readonly path: string;
  readonly over: readonly string[];
  readonly unit: Unit | "condition";
  readonly hasInitial: boolean;
  readonly names: Names;
}

/** One formula for all cells, or a map by subset or member of the first domain, with `else`. */
function readBranches(node: Located, context: FormulaContext, problems: Problem[]): Branch[] {
  const { names, over, path } = context;
  const scope = over.map((name): BoundIndex => {
    const { parent, positions } = names.domains.get(name) as Domain;
    return { name, parent, positions };
  });
  if (node.kind === "scalar") {
    const branch = readFormula(node, path, scope, context, problems);
    return branch === undefined ? [] : [branch];
  }
  if (node.kind === "list" || over.length === 0) {
    problems.push({
      at: node.at,
      path,
      message:
        over.length === 0
          ? "a variable without sets has one formula, not a map"
          : "a formula is text, or a map by subset or member",
    });
    return [];
  }
  const first = scope[0];
  const { members } = names.sets.get(first.parent) as ModelSet;
  const served = new Map<number, string>();
  const branches: Branch[] = [];
  for (const [key, { keyAt, value }] of node.entries) {
    const keyPath = `${path}.${key}`;
    const positions =
      key === "else" ? first.positions.filter((position) => !served.has(position)) : branchPositions(key, first, names);
    if (positions === undefined) {
      const known = [...names.domains.keys(), ...members.map((member) => member.name), "else"];
      problems.push({
        at: keyAt,
        path: keyPath,
        message: `"${key}" is no subset or member of ${over[0]}${suggestion(key, known)}`,
      });
      continue;
    }
    for (const position of positions) {
      if (served.has(position))
        problems.push({
          at: keyAt,
          path: keyPath,
          message: `"${members[position].name}" has a formula already, under "${served.get(position)}"`,
        });
      served.set(position, key);
    }
    if (value.kind !== "scalar") {
      problems.push({ at: value.at, path: keyPath, message: "a formula is text" });
      continue;
    }
    if (positions.length === 0) continue;
    const narrowed: BoundIndex[] = [{ ...first, positions }, ...scope.slice(1)];
    if (names.domains.has(key) && key !== first.name) narrowed.unshift({ name: key, parent: first.parent, positions });
    const branch = readFormula(value, keyPath, narrowed, context, problems);
    if (branch !== undefined)
      branches.push({ ...branch, key, ordinals: positions.map((position) => first.positions.indexOf(position)) });
  }
  const missing = first.positions.find((position) => !served.has(position));
  if (missing !== undefined)
    problems.push({ at: node.at, path, message: `no formula for "${members[missing].name}"; add it, or "else"` });
  return branches;
}

function branchPositions(key: string, first: BoundIndex, names: Names): readonly number[] | undefined {
  const domain = names.domains.get(key);
  if (domain !== undefined)
    return domain.parent === first.parent
      ? domain.positions.filter((position) => first.positions.includes(position))
      : undefined;
  const { members } = names.sets.get(first.parent) as ModelSet;
  const position = members.findIndex((member) => member.name === key);
  return position >= 0 && first.positions.includes(position) ? [position] : undefined;
}

function readFormula(
  node: LocatedScalar,
  path: string,
  scope: readonly BoundIndex[],
  context: FormulaContext,
  problems: Problem[],
): Branch | undefined {
  const text = formulaText(node.source);
  const fail = (at: number, message: string): undefined => {
    problems.push({ at: node.place(at), path, message });
    return undefined;
  };
  const syntax = parseFormula(text);
  if (isProblem(syntax)) return fail(syntax.at, syntax.message);
  const expression = resolveFormula(syntax, context.unit, {
    names: context.names,
    scope,
    hasInitial: context.hasInitial,
  });
  if (isProblem(expression)) return fail(expression.at, expression.message);
  return { expression, text: text.replace(/\s+/g, " ").trim(), at: node.place(0) };
}

/** Comments and line breaks become blanks, so that every character keeps its place. */
export function formulaText(source: string): string {
  return source.replace(/#[^\n]*/g, (comment) => " ".repeat(comment.length)).replace(/[\r\n]/g, " ");
}

function refuseSharedNames(
  groups: readonly (readonly Entry[])[],
  domains: ReadonlyMap<string, Domain>,
  problems: Problem[],
): void {
  const seen = new Map<string, Entry>();
  for (const entry of groups.flat()) {
    const twin = seen.get(entry.name);
    if (twin !== undefined && twin !== entry)
      problems.push({
        at: entry.at,
        path: entry.name,
        message: `this name stands already at ${twin.at.file}:${twin.at.line}`,
      });
    if (domains.has(entry.name))
      problems.push({ at: entry.at, path: entry.name, message: "this is the name of a set already" });
    seen.set(entry.name, entry);
  }
}

const snakeCase = /^[a-z][a-z0-9_]*$/;
const languageWords = new Set([
  "year",
  "base_year",
  "and",
  "or",
  "not",
  "if",
  "min",
  "max",
  "clip",
  "abs",
  "exp",
  "log",
  "sqrt",
  "sum",
  "previous",
  "lag",
  "before",
  "after",
  "shift",
  "else",
]);

function checkName(name: string, at: Place, path: string, problems: Problem[]): void {
  if (!snakeCase.test(name))
    problems.push({ at, path, message: `"${name}" is not a name; use small letters, digits and _` });
  if (languageWords.has(name)) problems.push({ at, path, message: `"${name}" is a word of the language` });
}

function asMap(node: Located, path: string, problems: Problem[]): LocatedMap | undefined {
  if (node.kind === "map") return node;
  problems.push({
    at: node.at,
    path,
    message: `a map is needed here, not ${node.kind === "list" ? "a list" : `"${node.source.trim()}"`}`,
  });
  return undefined;
}

function readFields(node: Located, path: string, known: readonly string[], problems: Problem[]): Map<string, Located> {
  const fields = new Map<string, Located>();
  for (const [key, { keyAt, value }] of asMap(node, path, problems)?.entries ?? []) {
    if (!known.includes(key))
      problems.push({
        at: keyAt,
        path: `${path}.${key}`,
        message: `unknown key${suggestion(key, known)}; known are ${known.join(", ")}`,
      });
    fields.set(key, value);
  }
  return fields;
}

function readLabel(node: Located | undefined, path: string, problems: Problem[], fallback?: Place): Label {
  const text = (language: string): string => {
    const value = node?.kind === "map" ? node.entries.get(language)?.value : undefined;
    if (value?.kind === "scalar" && value.value !== null && value.value !== "") return String(value.value);
    problems.push({ at: node?.at ?? (fallback as Place), path, message: `a label in "${language}" is missing` });
    return "";
  };
  return { en: text("en"), zh: text("zh") };
}

function scalarText(node: Located, path: string, problems: Problem[]): string | undefined {
  if (node.kind === "scalar" && node.value !== null) return String(node.value);
  problems.push({ at: node.at, path, message: "text is needed here" });
  return undefined;
}

function optionalText(node: Located | undefined, path: string, problems: Problem[]): string | undefined {
  return node === undefined ? undefined : scalarText(node, path, problems);
}

function optionalNumber(node: Located | undefined, path: string, problems: Problem[]): number | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "scalar" && typeof node.value === "number" && Number.isFinite(node.value)) return node.value;
  problems.push({ at: node.at, path, message: "a plain number is needed here" });
  return undefined;
}

function readFlag(node: Located | undefined, path: string, problems: Problem[]): boolean {
  if (node === undefined) return false;
  if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
  problems.push({ at: node.at, path, message: "is true or false" });
  return false;
}

function textList(node: Located | undefined, path: string, problems: Problem[]): string[] {
  if (node === undefined) return [];
  if (node.kind !== "list") {
    problems.push({ at: node.at, path, message: "a list is needed here, such as [a, b]" });
    return [];
  }
  return node.items.flatMap((item, i) => scalarText(item, `${path}[${i}]`, problems) ?? []);
}

function readOver(node: Located | undefined, path: string, shape: Shape, problems: Problem[]): string[] {
  const names = textList(node, `${path}.over`, problems);
  return names.filter((name, i) => {
    if (!shape.domains.has(name)) {
      problems.push({
        at: (node as Located).at,
        path: `${path}.over`,
        message: `unknown set "${name}"${suggestion(name, shape.domains.keys())}`,
      });
      return false;
    }
    if (names.indexOf(name) !== i)
      problems.push({ at: (node as Located).at, path: `${path}.over`, message: `"${name}" stands twice` });
    return true;
  });
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
      message: `names one of the sets the parameter stands over: ${over.join(", ")}`,
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
