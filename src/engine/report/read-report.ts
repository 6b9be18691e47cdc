import {
  choice,
  custom,
  type Field,
  type Fields,
  label,
  place,
  readFields,
  required,
  text,
  texts,
  type ValuesOf,
} from "../../text/fields.ts";
import { InputError, isFault, type Label, likely, problem } from "../../text/problems.ts";
import {
  type Cursor,
  entriesAt,
  field,
  isNothing,
  itemsAt,
  labelAt,
  type MapCursor,
  mapAt,
  refuse,
  report,
  standingAt,
  textAt,
  topOf,
  under,
} from "../../text/reader.ts";
import type { Named, Section } from "../../text/sentences/scenario.ts";
import { parameterAddress, variableAddress } from "../language/address.ts";
import type {
  CertaintyLayout,
  Check,
  ClosingLayout,
  DriverChains,
  DriverTerm,
  Filled,
  Level,
  LevelPart,
  LineLayout,
  Model,
  Parameter,
  ReportLayout,
  Stack,
  Variable,
  VariableCell,
} from "../language/model.ts";
import { parseUnit } from "../language/parse-unit.ts";
import { convert, divide, sameDimensions, type Unit } from "../language/units.ts";

/**
 * The model's report layout out of its `report` section. What it names and the model does not have is reported, and
 * nothing comes back.
 */
export function readReport(model: Model, at: Cursor): ReportLayout | undefined {
  const map = mapAt(at, "{peak: emissions}");
  if (map === undefined) return undefined;
  const before = at.problems.length;
  const { variable, variables, parameter, parameters, cells } = fieldsOf(model);
  const values = readFields(map, {
    peak: variable,
    default_boundary: place({}),
    sectors: variable,
    sectors_beside: variable,
    not_computed: place({}),
    estimated_share: parameter,
    plan: place({}),
    highlights: cells,
    stacks: place({}),
    cost: place({}),
    reconstructed: variables,
    corrections: variables,
    pollutants: custom({}, (place) => readPollutants(place, model)),
    account_steps: parameters,
    roll_up: custom({}, (place) => readRollUp(place, model)),
    allocate: custom({}, (place) => readAllocate(place, model)),
    projects: custom({}, (place) => readProjects(place, model)),
    certainty: custom({}, (place) => readCertaintyLayout(place, model)),
    why: place({}),
  });
  const { peak, sectors, sectors_beside: sectorsBeside } = values;
  if (peak === undefined && at.problems.length === before) refuse(under(map, "peak"), "report_peak_missing", {});
  for (const variable of [peak, sectors, sectorsBeside])
    if (variable !== undefined && variable.over.length !== 1) refuse(map, "over_one_set", setsOf(variable));
  const plan = itemsAt(values.plan).flatMap((item, i) => readPlanRow(item, i + 1, model) ?? []);
  const stacks = itemsAt(values.stacks).flatMap((item) => readStack(item, model) ?? []);
  if (peak === undefined) return undefined;
  const layout = {
    peak,
    ...readDefault(values.default_boundary, peak, model),
    sectors,
    sectorsBeside,
    notComputed: readNotComputed(values.not_computed, peak, model),
    estimatedShare: values.estimated_share,
    plan,
    highlights: values.highlights ?? [],
    reconstructed: namesOf(values.reconstructed),
    corrections: values.corrections ?? [],
    accountSteps: values.account_steps ?? [],
    stacks,
    pollutants: values.pollutants,
    cost: readCost(values.cost, peak, model),
    rollUp: values.roll_up,
    allocate: values.allocate,
    projects: values.projects,
    certainty: values.certainty,
    why: readDriverChains(values.why, { model, peak, sectors }),
  };
  return at.problems.length > before ? undefined : layout;
}

/**
 * What the reports of a model show.
 *
 * @throws InputError where the model does not say.
 */
export function reportOf({ report, files, name }: Model): ReportLayout {
  if (report !== undefined) return report;
  throw new InputError([problem(topOf(files[0]?.name ?? name), "report", "report_missing", {})]);
}

/** Fields that name what the model has. */
function fieldsOf(model: Model): {
  variable: Field<Variable>;
  variables: Field<Variable[]>;
  parameter: Field<Parameter>;
  parameters: Field<Parameter[]>;
  cells: Field<VariableCell[]>;
} {
  const variableAt = (at: Cursor) => named(model.variables, "variable", at);
  const parameterAt = (at: Cursor) => named(model.parameters, "parameter", at);
  return {
    variable: custom({}, variableAt),
    variables: custom({}, (at) => itemsAt(at).flatMap((item) => variableAt(item) ?? [])),
    parameter: custom({}, parameterAt),
    parameters: custom({}, (at) => itemsAt(at).flatMap((item) => parameterAt(item) ?? [])),
    cells: custom({}, (at) => itemsAt(at).flatMap((item) => cellAt(item, textAt(item), model) ?? [])),
  };
}

/** What stands behind a name where its numbers are read without asking further. */
type Shaped = "yearly" | "constant" | "single";

/** The quantity that a field names, refused where it is of another shape. */
function shaped<T extends Parameter | Variable>(of: Field<T>, shape: Shaped): Field<T> {
  return custom(of.schema, (at) => {
    const found = of.read(at);
    return found === undefined || isShaped(found, shape) ? found : refuseShape(at, found.name, shape);
  });
}

function isShaped(found: Parameter | Variable, shape: Shaped): boolean {
  const yearly = "yearly" in found ? found.yearly : shape === "single";
  return found.over.length === 0 && yearly === (shape !== "constant");
}

function refuseShape(at: Cursor, name: string, shape: Shaped | "yearly_cell" | "yearly_members"): undefined {
  return refuse(at, "report_shape", { name, shape });
}

/** Reports each of these names that is missing. */
function requireNamed(map: MapCursor, names: Readonly<Record<string, Named>>): void {
  for (const [key, what] of Object.entries(names))
    if (field(map, key) === undefined) refuse(under(map, key), "named_missing", { what });
}

/** The fields of a section that needs them all, with what each names. */
type Needed = Readonly<Record<string, readonly [Named, Field<unknown>]>>;

type AllOf<N extends Needed> = { readonly [K in keyof N]: N[K][1] extends Field<infer T> ? T : never };

/** The values of a section that needs all of these fields, and of those it may have; undefined after a report. */
function readAll<N extends Needed, O extends Fields = Record<never, never>>(
  map: MapCursor,
  section: Section,
  needed: N,
  others = {} as O,
): (AllOf<N> & ValuesOf<O>) | undefined {
  const names = Object.keys(needed);
  const values = readFields(map, { ...Object.fromEntries(names.map((key) => [key, needed[key][1]])), ...others });
  for (const key of names)
    if (field(map, key) === undefined)
      refuse(under(map, key), "part_missing", { what: needed[key][0], section, names });
  return names.every((key) => values[key] !== undefined) ? (values as AllOf<N> & ValuesOf<O>) : undefined;
}

/** What the name at the place stands for. */
function named<T>(all: ReadonlyMap<string, T>, what: Named, at: Cursor): T | undefined {
  const name = textAt(at);
  if (name === undefined) return undefined;
  return all.get(name) ?? refuse(at, "named_unknown", { what, name, near: likely(name, all.keys()) });
}

function namesOf(variables: readonly Variable[] = []): Set<string> {
  return new Set(variables.map(({ name }) => name));
}

function setsOf({ name, over }: Pick<Variable, "name" | "over">): { name: string; sets: number } {
  return { name, sets: over.length };
}

/** The cell that `path` names, or a report at the place. */
function cellAt(at: Cursor, path: string | undefined, model: Model, place = at.node.at): VariableCell | undefined {
  const address = path === undefined ? undefined : variableAddress(model, path);
  return address !== undefined && isFault(address) ? report(at, address, place) : address;
}

function readDefault(
  at: Cursor | undefined,
  peak: Variable,
  model: Model,
): Pick<ReportLayout, "defaultBoundary" | "defaultCell"> {
  const name = textAt(at);
  if (at === undefined || name === undefined) return { defaultCell: 0 };
  const address = cellAt(at, `${peak.name}.${name}`, model);
  return address === undefined ? { defaultCell: 0 } : { defaultBoundary: name, defaultCell: address.cell };
}

function readNotComputed(at: Cursor | undefined, peak: Variable, model: Model): Map<number, Check> {
  const checks = new Map<number, Check>();
  for (const [boundary, place] of entriesAt(mapAt(at, "{net: sink_known}"))) {
    const address = cellAt(place, `${peak.name}.${boundary}`, model, place.keyAt);
    const check = address && named(model.checks, "check", place);
    if (address !== undefined && check !== undefined) checks.set(address.cell, check);
  }
  return checks;
}

function readPlanRow(item: Cursor, row: number, model: Model): ReportLayout["plan"][number] | undefined {
  const map = mapAt({ ...item, path: `${item.path}[${row}]` }, "{show: population, unit: 万人}");
  if (map === undefined) return undefined;
  const { show, unit: written, label: name } = readFields(map, { show: text(), unit: text(), label: label() });
  if (show === undefined) return refuse(under(map, "show"), "show_missing", { found: standingAt(map.node) });
  const address = cellAt(under(map, "show"), show, model);
  if (address === undefined) return undefined;
  const { unit: modelUnit } = address.variable;
  const unit = written === undefined ? modelUnit : parseUnit(model.units, written);
  if (isFault(unit)) return report(under(map, "unit"), unit);
  if (sameDimensions(unit, modelUnit)) return { ...address, unit, label: name };
  return refuse(under(map, "unit"), "show_unit", { text: written ?? "", name: show, unit: modelUnit.text });
}

function readStack(item: Cursor, model: Model): Stack | undefined {
  const map = mapAt(item, "{show: capacity, label: {en: Capacity, zh: 装机}}");
  if (map === undefined) return undefined;
  const { show: variable, label: name } = readFields(map, { show: fieldsOf(model).variable, label: label() });
  const at = under(map, "show");
  if (field(map, "show") === undefined) return refuse(at, "show_missing", { found: standingAt(map.node) });
  if (variable === undefined) return undefined;
  if (variable.over.length !== 1) return refuse(at, "over_one_set", setsOf(variable));
  return { variable, label: name ?? variable.label ?? { en: variable.name, zh: variable.name } };
}

/** A sum of money over a year per emission; the units of the model say by what a quotient of the two is multiplied. */
function readCost(at: Cursor | undefined, peak: Variable, model: Model): ReportLayout["cost"] {
  const map = mapAt(at, "{total: total_cost, …}");
  if (map === undefined) return undefined;
  const { variable, parameter } = fieldsOf(model);
  const fields = { total: shaped(variable, "single"), available: parameter, unit: text(), priced: place({}) };
  const values = readFields(map, fields);
  const { total, available, unit: unitText = "" } = values;
  requireNamed(map, { total: "variable", available: "parameter" });
  const unit = parseUnit(model.units, unitText);
  const factor = isFault(unit) || total === undefined ? undefined : convert(divide(total.unit, peak.unit), unit);
  if (isFault(unit)) report(under(map, "unit"), unit);
  else if (total !== undefined && factor === undefined)
    refuse(under(map, "unit"), "cost_unit", { text: unitText, total: total.unit.text, peak: peak.unit.text });
  const priced = new Map<string, Parameter>();
  for (const [name, price] of entriesAt(mapAt(values.priced, "{planned_capacity: capital_cost}"))) {
    if (!model.parameters.has(name)) {
      const near = likely(name, model.parameters.keys());
      refuse({ ...price, path: `${map.path}.priced` }, "named_unknown", { what: "parameter", name, near }, price.keyAt);
    }
    const cost = named(model.parameters, "parameter", price);
    if (cost !== undefined) priced.set(name, cost);
  }
  if (total === undefined || available === undefined || factor === undefined) return undefined;
  return { total, available, unit: unit as Unit, factor, priced };
}

function readRollUp(at: Cursor, model: Model): ReportLayout["rollUp"] {
  const map = mapAt(at, "{units: [MtCO2/yr]}");
  if (map === undefined) return undefined;
  const unitAt = (item: Cursor): Unit | undefined => {
    const written = textAt(item);
    const unit = written === undefined ? undefined : parseUnit(model.units, written);
    return unit !== undefined && isFault(unit) ? report(item, unit) : unit;
  };
  const { units, left_out, trade } = readFields(map, {
    units: custom({}, (place) => itemsAt(place).flatMap((item) => unitAt(item) ?? [])),
    left_out: fieldsOf(model).variables,
    trade: custom({}, (place) => readTrade(place, model)),
  });
  return { units: units ?? [], leftOut: namesOf(left_out), trade };
}

function readAllocate(at: Cursor, model: Model): ReportLayout["allocate"] {
  const map = mapAt(at, "{economy: gdp, residents: population}");
  if (map === undefined) return undefined;
  const { variable } = fieldsOf(model);
  const { economy, residents, ...others } = readFields(map, {
    economy: required(shaped(variable, "single")),
    residents: required(shaped(variable, "single")),
    intensity: variable,
    cumulative: variable,
    promise: text(),
  });
  requireNamed(map, { economy: "variable", residents: "variable" });
  return economy === undefined || residents === undefined ? undefined : { economy, residents, ...others };
}

function readPollutants(at: Cursor, model: Model): ReportLayout["pollutants"] {
  const map = mapAt(at, "{amounts: pollution}");
  if (map === undefined) return undefined;
  const { variable, parameter } = fieldsOf(model);
  const fields = { amounts: required(variable), published: parameter, note: label() };
  const { amounts, published, note } = readFields(map, fields);
  for (const one of [amounts, published])
    if (one !== undefined && one.over.length !== 1) refuse(map, "over_one_set", setsOf(one));
  if (amounts !== undefined && published !== undefined) refuseOtherSets(map, "published", published, amounts);
  requireNamed(map, { amounts: "variable" });
  return amounts === undefined ? undefined : { amounts, published, note };
}

function readTrade(at: Cursor, model: Model): NonNullable<ReportLayout["rollUp"]>["trade"] {
  const map = mapAt(at, "{imports: imports_total, …}");
  if (map === undefined) return undefined;
  const single = ["variable", shaped(fieldsOf(model).variable, "single")] as const;
  const found = readAll(
    map,
    "trade",
    {
      imports: single,
      exports: single,
      net: single,
      imports_carry: single,
      net_carries: single,
      counted_in: ["cell", custom({}, (place) => readCounted(place, model))],
    },
    { closing: custom({}, (place) => readClosing(place, model)) },
  );
  if (found === undefined) return undefined;
  const { imports_carry: importsCarry, net_carries: netCarries, counted_in, ...others } = found;
  return { ...others, ...counted_in, importsCarry, netCarries };
}

/** The cells in which trade is counted, all of one variable. */
function readCounted(at: Cursor, model: Model): { counting: Variable; countedIn: ReadonlySet<number> } | undefined {
  if (itemsAt(at).length === 0) return refuse(at, "cells_none", {});
  const counted = fieldsOf(model).cells.read(at) ?? [];
  const counting = counted[0]?.variable;
  const other = counted.find(({ variable }) => variable !== counting)?.variable;
  if (counting === undefined) return undefined;
  if (other !== undefined) return refuse(at, "cells_of_one", { name: counting.name, other: other.name });
  return { counting, countedIn: new Set(counted.map(({ cell }) => cell)) };
}

function readClosing(at: Cursor, model: Model): ClosingLayout | undefined {
  const map = mapAt(at, "{export_plan: export_plan, …}");
  if (map === undefined) return undefined;
  const { variable, variables, parameter } = fieldsOf(model);
  const yearly = ["parameter", shaped(parameter, "yearly")] as const;
  const single = shaped(variable, "single");
  const found = readAll(map, "closing", {
    export_plan: yearly,
    export_limit: yearly,
    import_limit: yearly,
    import_contract: yearly,
    limited: ["cell", custom({}, (place) => cellAt(place, textAt(place), model))],
    offers: [
      "variable",
      custom(variables.schema, (place) => itemsAt(place).flatMap((item) => single.read(item) ?? [])),
    ],
    exports_carry: ["variable", single],
    credit: yearly,
    loss: ["parameter", shaped(parameter, "constant")],
  });
  if (found === undefined) return undefined;
  const { export_plan: exportPlan, export_limit: exportLimit, import_limit: importLimit, ...rest } = found;
  const { import_contract: importContract, exports_carry: exportsCarry, ...others } = rest;
  return { ...others, exportPlan, exportLimit, importLimit, importContract, exportsCarry };
}

/** What is read cell by cell beside another stands over the same sets. */
function refuseOtherSets(map: MapCursor, key: string, one: Parameter, other: Parameter | Variable): void {
  if (one.over.join() !== other.over.join())
    refuse(under(map, key), "sets_differ", { name: one.name, other: other.name });
}

function readCertaintyLayout(at: Cursor, model: Model): CertaintyLayout | undefined {
  const map = mapAt(at, "{growth: gdp_growth, activity: growth_delta, residual: [emissions], common: provinces}");
  if (map === undefined) return undefined;
  const { parameter, variables } = fieldsOf(model);
  const values = readFields(map, {
    growth: parameter,
    activity: parameter,
    gain: parameter,
    residual: variables,
    residual_falls: variables,
    settled_by: variables,
    common: choice(["provinces", "countries"] as const),
  });
  const { growth, activity, gain, common } = values;
  const intensity = activity ?? gain;
  for (const key of ["growth", "common"])
    if (field(map, key) === undefined) return refuse(under(map, key), "named_missing", { what: "parameter" });
  if (growth === undefined || intensity === undefined || common === undefined) return undefined;
  const perYear = parseUnit(model.units, "1/yr");
  for (const [key, { name, yearly, unit }] of Object.entries({ growth, [activity ? "activity" : "gain"]: intensity }))
    if (!yearly || isFault(perYear) || !sameDimensions(unit, perYear)) refuseShape(under(map, key), name, "yearly");
  if (growth.over.length > 0) refuseShape(under(map, "growth"), growth.name, "yearly");
  const [residual, residualFalls, settledBy] = [values.residual, values.residual_falls, values.settled_by].map(namesOf);
  return { growth, intensity, falls: activity === undefined, residual, residualFalls, settledBy, common };
}

function readProjects(at: Cursor, model: Model): ReportLayout["projects"] {
  const map = mapAt(at, "{technology: {fills: planned_capacity}}");
  if (map === undefined) return undefined;
  const filled = custom({}, (place) => readFilled(place, model));
  const line = custom({}, (place) => readLineLayout(place, model));
  return readFields(map, { technology: filled, product: filled, storage: filled, line });
}

function readFilled(at: Cursor, model: Model): Filled | undefined {
  const map = mapAt(at, "{fills: planned_capacity, within: capacity_potential}");
  if (map === undefined) return undefined;
  const { parameter } = fieldsOf(model);
  const { fills, within } = readFields(map, { fills: parameter, within: parameter });
  if (field(map, "fills") === undefined) return refuse(under(map, "fills"), "named_missing", { what: "parameter" });
  if (fills === undefined) return undefined;
  for (const [key, { name, yearly }] of Object.entries({ fills, ...(within && { within }) }))
    if (!yearly) refuseShape(under(map, key), name, "yearly_members");
  if (within !== undefined) refuseOtherSets(map, "within", within, fills);
  return { fills, within };
}

function readLineLayout(at: Cursor, model: Model): LineLayout | undefined {
  const map = mapAt(at, "{imports: contracted_import.import_mixed, …}");
  if (map === undefined) return undefined;
  const { parameter } = fieldsOf(model);
  const path = custom({}, (place) => {
    const written = textAt(place) ?? "";
    const address = parameterAddress(model, written);
    if (isFault(address)) return report(place, address);
    const { parameter: of, cells } = address;
    return of.yearly && cells.length === 1 ? written : refuseShape(place, written, "yearly_cell");
  });
  const yearly = ["parameter", shaped(parameter, "yearly")] as const;
  const found = readAll(map, "line", {
    imports: ["parameter", path],
    clean_imports: ["parameter", path],
    exports: yearly,
    power: yearly,
    hours: ["parameter", parameter],
    loss: ["parameter", shaped(parameter, "constant")],
  });
  if (found === undefined) return undefined;
  const { clean_imports: cleanImports, ...others } = found;
  return { ...others, cleanImports };
}

/** What the chains of the `why` section may name. */
interface Shown {
  readonly model: Model;
  readonly peak: Variable;
  readonly sectors?: Variable;
}

const chainFields = { drivers: place({}), active: texts(), emitters: place({}), terms: place({}), history: place({}) };

/** The `why` part of a report section; undefined where there is none. */
function readDriverChains(at: Cursor | undefined, shown: Shown): DriverChains | undefined {
  const map = mapAt(at, "{drivers: {...}, terms: [...]}");
  if (map === undefined) return undefined;
  const values = readFields(map, chainFields);
  const active = new Set(values.active);
  const drivers = readLabels(values.drivers).map(([id, label]) => ({ id, label, active: active.has(id) }));
  const ids = drivers.map(({ id }) => id);
  for (const name of active) if (!ids.includes(name)) unknownDriver(under(map, "active"), name, ids, map.node.at);
  const emitters = new Map(readLabels(values.emitters));
  const terms = itemsAt(values.terms).flatMap((item) => readTerm(item, shown, ids, emitters));
  return { drivers, emitters, terms, history: itemsAt(values.history).flatMap((item) => readTerm(item, shown, ids)) };
}

function unknownDriver(at: Cursor, name: string, ids: readonly string[], place = at.keyAt): undefined {
  return refuse(at, "named_unknown", { what: "driver", name, near: likely(name, ids) }, place);
}

function readLabels(at: Cursor | undefined): [string, Label][] {
  return entriesAt(mapAt(at, "{name: {en: .., zh: ..}}")).map(([id, place]) => {
    const nothing = isNothing(place.node);
    if (nothing) refuse(place, "nothing_stands", {}, place.keyAt);
    return [id, (nothing ? undefined : labelAt(place)) ?? { en: id, zh: id }];
  });
}

const termFields = {
  name: text(),
  over: place({}),
  sign: choice(["plus", "minus"]),
  emitter: text(),
  boundaries: texts(),
  chain: place({}),
};

/**
 * One entry, as many terms as the sets it stands over have members; `{member}` stands for each in turn. Where there are
 * `emitters`, it names one of them or a sector.
 */
function readTerm(
  item: Cursor,
  shown: Shown,
  drivers: readonly string[],
  emitters?: ReadonlyMap<string, Label>,
): DriverTerm[] {
  const { model, peak, sectors } = shown;
  const map = mapAt(item, "{name: fuel, boundaries: [energy], emitter: .., chain: [..]}");
  if (map === undefined) return [];
  const { name = "", over, sign, boundaries = [], ...values } = readFields(map, termFields);
  const members = over === undefined ? [undefined] : itemsAt(over).flatMap((place) => membersAt(place, model));
  for (const boundary of boundaries) cellAt(map, `${peak.name}.${boundary}`, model);
  return members.map((member) => {
    const filled = (text: string) => (member === undefined ? text : text.replaceAll("{member}", member));
    const emitter = filled(values.emitter ?? name);
    const isSector = sectors !== undefined && !isFault(variableAddress(model, `${sectors.name}.${emitter}`));
    if (emitters !== undefined && !emitters.has(emitter) && !isSector)
      refuse(under(map, "emitter"), "emitter_unknown", { name: emitter }, map.node.at);
    const links = itemsAt(values.chain)
      .flatMap((link) => entriesAt(mapAt(link, "{activity: gdp}")))
      .flatMap(([driver, place]) => {
        if (!drivers.includes(driver)) unknownDriver(place, driver, drivers);
        const written = textAt(place);
        const level = written === undefined ? undefined : readLevel(filled(written), place, model);
        return level === undefined ? [] : [{ driver, level }];
      });
    if (links.length === 0) refuse(under(map, "chain"), "chain_missing", { found: standingAt(map.node) }, map.node.at);
    return { name, sign: sign === "minus" ? -1 : 1, emitter, boundaries, links };
  });
}

/** The members of the set that stands at the place. */
function membersAt(at: Cursor, { domains, sets }: Model): string[] {
  const name = textAt(at);
  const domain = name === undefined ? undefined : domains.get(name);
  if (name !== undefined && domain === undefined)
    refuse(at, "set_unknown", { name, near: likely(name, domains.keys()) });
  const members = sets.get(domain?.parent ?? "")?.members ?? [];
  return (domain?.positions ?? []).map((position) => members[position].name);
}

/** `a + b - c`, or `* a` or `* a / b` for the level before times a (over b). */
function readLevel(written: string, at: Cursor, model: Model): Level | undefined {
  const scaled = /^\*\s*([\w.]+)(?:\s*\/\s*([\w.]+))?$/.exec(written.trim());
  if (scaled !== null) {
    const by = cellAt(at, scaled[1], model);
    const over = cellAt(at, scaled[2], model);
    if (by === undefined || (scaled[2] !== undefined && over === undefined)) return undefined;
    return { kind: "scaled", by: { sign: 1, ...by }, ...(over === undefined ? {} : { over: { sign: 1, ...over } }) };
  }
  const summands = [...written.matchAll(/([+-]?)\s*([\w.]+)/g)];
  const parts = summands.flatMap(([, sign, path]): LevelPart[] => {
    const cell = cellAt(at, path, model);
    return cell === undefined ? [] : [{ sign: sign === "-" ? -1 : 1, ...cell }];
  });
  return parts.length < summands.length ? undefined : { kind: "sum", parts };
}
