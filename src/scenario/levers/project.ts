import { parameterAddress } from "../../engine/language/address.ts";
import type { Filled, Inputs, Model, Parameter } from "../../engine/language/model.ts";
import { convert, multiply } from "../../engine/language/units.ts";
import { choice, custom, flag, label, place, readFields, ref, text, type ValuesOf, year } from "../../text/fields.ts";
import type { Library } from "../../text/library.ts";
import { need } from "../../text/need.ts";
import { isFault, likely } from "../../text/problems.ts";
import {
  type Cursor,
  field,
  type MapCursor,
  mapAt,
  refuse,
  report,
  requireKey,
  textAt,
  under,
} from "../../text/reader.ts";
import { readNamed } from "../chain.ts";
import { amountOnGroup } from "../paths/amounts.ts";
import { type Given, originAt } from "../paths/cell-path.ts";
import type { GivenCells } from "../paths/layers.ts";
import { readPath } from "../paths/read-path.ts";
import type { LeverSpan } from "../paths/years.ts";
import { regionFileNames, regionPath } from "../region/region-path.ts";
import type { Effect } from "./effect.ts";
import { evenLevels, type Lever, type Project, projectBases, projectKinds, projectStatuses } from "./lever.ts";
import { knotShare, knotsField, ramp, shareAt, shareSchema } from "./lever-ramp.ts";

const share = (en: string, zh: string) => custom(shareSchema, (at: Cursor) => shareAt(at, "knot_share_needed"), en, zh);

export const projectFields = {
  label: label("What it is called", "名称"),
  kind: choice(projectKinds, "What it adds to", "项目类别"),
  of: text("The plant, product or storage of the model that it is", "模型中的电源、产品或储能类型"),
  from: place(
    ref("region"),
    "Of a line: the region that sends; elsewhere where that is none",
    "输电线路的送端地区；不属于任何地区时写 elsewhere",
  ),
  to: place(
    ref("region"),
    "Of a line: the region that receives; elsewhere where that is none",
    "输电线路的受端地区；不属于任何地区时写 elsewhere",
  ),
  size: place(
    ref("path"),
    "Capacity, output a year, or electricity that a line delivers a year (with hours: its power)",
    "装机、年产量或线路年送电量(注明 hours 时为线路功率)",
  ),
  hours: place(ref("path"), "Of a line whose size is a power: its full-load hours", "以功率计的线路的年利用小时数"),
  clean: share(
    "Of a line: 1 where all that it carries is non-fossil; the mix of the sending grids without",
    "线路：送电全部为非化石时写 1；不写则按送端电网结构计",
  ),
  first: year("The first year in service", "投产首年"),
  last: year(
    "The year in which all of it is in service, evenly from the first; the first year without",
    "全部投产年份，自首年起均匀投产；不写即为首年",
  ),
  knots: {
    ...knotsField,
    about: { en: "In place of last: the part in service by year", zh: "代替 last：逐年投产份额" },
  },
  status: choice(projectStatuses, "How far it is, in the last observed year", "最后观测年的进展"),
  adds: flag(
    "Whether it stands beside the plan's total instead of filling it: in a part of a region, whose plan is shared out without it",
    "是否不占用规划总量而另行增加：用于下级地区，其规划总量的分摊不含该项目",
  ),
  basis: choice(
    projectBases,
    "What it rests on: a plan of the region or of the place that it is part of (own, where a document is named), or public lists and plans of others (listed)",
    "依据：own 本地或上级规划点名(注明文件时即为此)，listed 公开名录或他地规划",
  ),
  probability: share("How likely it is, for sampling; nothing is weighted by it", "建成概率，供抽样用；不作加权"),
  document: text("The document that names it", "所载文件"),
  section: text("The section of the document", "文件章节"),
  source: text("Where its numbers come from", "数值来源"),
  responsible: text("The department in charge", "责任部门"),
  doc: label(),
};

/** The end of a line that lies in none of the regions. */
export const ELSEWHERE = "elsewhere";

const lineKeys = ["from", "to", "hours", "clean"] as const;

/** What projects are read on: the numbers of a scenario without levers, and where these come from. */
export interface ProjectGround {
  readonly model: Model;
  /** Where the regions are looked up that lines lead to. */
  readonly library: Library;
  readonly region: string;
  /** The region and what it extends, but nothing that it is a part of: one with a newer base year keeps the lines of the old. */
  readonly chain: readonly string[];
  readonly base: Inputs;
  readonly given: GivenCells;
  readonly span: LeverSpan;
}

/** What a project is read with. */
interface Reader extends ProjectGround {
  readonly map: MapCursor;
  readonly values: ValuesOf<typeof projectFields>;
}

/**
 * A project of a plan as a lever of the family `projects` that fills the plan's total, or undefined after a report. One
 * that operates by the last observed year is part of what was observed and does nothing.
 */
export function readProject(id: string, at: Cursor, ground: ProjectGround): Lever | undefined {
  const before = at.problems.length;
  const map = mapAt(
    at,
    "{label: …, kind: technology, of: coal, size: 2 GW, first: 2026, status: building, document: …}",
  );
  if (map === undefined) return undefined;
  const values = readFields(map, projectFields);
  const { label, kind, status, first, knots, document, section, source, responsible } = values;
  const { last = knots === undefined ? first : Math.max(...knots.keys()) } = values;
  requireKey(map, "label", "why_lever_label", {});
  requireKey(map, "kind", "one_of", { names: projectKinds });
  requireKey(map, "status", "one_of", { names: projectStatuses });
  requireKey(map, "first", "why_project_first", {});
  requireKey(map, "size", "why_project_size", {});
  if (document === undefined && source === undefined) requireKey(map, "document", "why_lever_source", {});
  if (knots !== undefined && values.last !== undefined) refuse(under(map, "last"), "project_knots", {});
  else if (first !== undefined && last !== undefined && last < first)
    refuse(under(map, values.last === undefined ? "knots" : "last"), "project_years", { first, last });
  const isLine = kind === "line";
  for (const key of isLine ? (["of"] as const) : lineKeys)
    if (kind !== undefined && field(map, key) !== undefined)
      refuse(under(map, key), "project_key", { key, line: isLine });
  const shape = knots !== undefined ? "knots" : last === first ? "step" : "linear";
  const reader = { ...ground, map, values };
  const read = isLine ? readLine(reader) : kind === undefined ? undefined : readFill(reader, kind);
  if (at.problems.length > before || read === undefined) return undefined;
  if (label === undefined || kind === undefined || status === undefined || first === undefined) return undefined;
  const { of, clean, probability, doc, basis = document === undefined ? "listed" : "own" } = values;
  const facts: Project = {
    basis,
    ...{ kind, status, of, size: read.size, hours: read.hours, clean, probability, document, section, responsible },
    ...{ from: read.from, to: read.to, first, last: last as number },
  };
  const operates = status === "operating";
  const years = operates ? { start: ground.span.lastObserved + 1 } : { start: first, full: facts.last, knots };
  return {
    ...{
      id,
      label,
      family: "projects",
      effects: operates ? stillToCome(read.effects, facts, knots, ground) : read.effects,
    },
    ...{ ...years, shape: operates ? "step" : shape, levels: evenLevels, project: facts, doc, at: map.keyAt },
    source: [[document, section].filter(Boolean).join(", "), source].filter(Boolean).join("; "),
  };
}

/** Of what operates, what comes into service after the last observed year: all before is part of what was observed. */
function stillToCome(
  effects: readonly Effect[],
  { first, last }: Project,
  knots: Lever["knots"],
  { span: { from, lastObserved } }: ProjectGround,
): Effect[] {
  if (last <= lastObserved) return [];
  const partIn = (year: number) => (knots === undefined ? ramp("linear", year, first, last) : knotShare(knots, year));
  return effects.map((effect) => ({
    ...effect,
    amounts: effect.amounts.map((amount, i) => amount * Math.max(0, partIn(from + i) - partIn(lastObserved))),
  }));
}

/** What the size of a project is, and what it does. */
interface Sized {
  readonly size: Given;
  readonly hours?: Given;
  /** The ends of a line. */
  readonly from?: string;
  readonly to?: string;
  readonly effects: readonly Effect[];
}

function readFill(reader: Reader, kind: Exclude<Project["kind"], "line">): Sized | undefined {
  const { map, values, model, base, given, span } = reader;
  const layout = model.report?.projects?.[kind];
  if (layout === undefined) return refuse(under(map, "kind"), "project_kind", { kind, model: model.name });
  const { fills, within } = layout;
  const { of } = values;
  if (!requireKey(map, "of", "why_project_of", { parameter: fills.name }) || of === undefined) return undefined;
  const path = `${fills.name}.${of}`;
  const address = parameterAddress(model, path);
  const ofAt = under(map, "of");
  if (isFault(address)) return report(ofAt, address, field(map, "of")?.node.at);
  const size = readAmount(reader, "size", fills);
  if (size === undefined) return undefined;
  const group = amountOnGroup(model, path, address, [size]);
  if (group !== undefined) return report(ofAt, group, field(map, "of")?.node.at);
  const [cell] = address.cells;
  const effects = [fillOf(reader, path, size, size.value)];
  const room = within === undefined ? undefined : given.get(within.name)?.get(cell);
  // What forbids a project that is named gives way to it where it is an estimate; what is printed stands, and the run says so.
  if (within !== undefined && room !== undefined && originAt(room, span.to).givens[0].estimated !== undefined) {
    const level = need(base.values, fills.name)[(span.lastObserved - span.from) * fills.size + cell];
    effects.push({ ...fillOf(reader, `${within.name}.${of}`, size, size.value), level });
  }
  return { size, effects };
}

function readLine(reader: Reader): Sized | undefined {
  const { map, values, model, base, region, chain } = reader;
  const line = model.report?.projects?.line;
  if (line === undefined) return refuse(under(map, "kind"), "project_kind", { kind: "line", model: model.name });
  for (const key of ["from", "to"]) requireKey(map, key, "why_project_ends", {});
  if (values.clean !== undefined && values.clean !== 1)
    refuse(under(map, "clean"), "line_clean", { share: textAt(field(map, "clean")) ?? "" });
  const [from, to] = [endAt(values.from, reader), endAt(values.to, reader)];
  if (from === undefined || to === undefined) return undefined;
  const isHere = (end: string) => chain.includes(end);
  if (isHere(from) && isHere(to)) return refuse(under(map, "to"), "line_loop", { region });
  if (!isHere(from) && !isHere(to)) return refuse(map, "line_elsewhere", { region }, map.keyAt);
  const { exports, power, hours: hoursUnit, loss } = line;
  const hours = field(map, "hours") === undefined ? undefined : readAmount(reader, "hours", hoursUnit);
  const size = readAmount(reader, "size", field(map, "hours") === undefined ? exports : power);
  if (size === undefined) return undefined;
  const factor = convert(multiply(power.unit, hoursUnit.unit), exports.unit) ?? Number.NaN;
  const energy = hours === undefined ? size.value : size.value * hours.value * factor;
  const effects = hours === undefined ? [] : [fillOf(reader, power.name, size, size.value)];
  // What the receiver has the line in: contracts that are wholly non-fossil, or those with the mix of the sending grids.
  const contract = values.clean === undefined ? line.imports : line.cleanImports;
  if (isHere(to)) effects.push(fillOf(reader, contract, size, energy));
  else effects.push(fillOf(reader, exports.name, size, energy / (1 - need(base.values, loss.name)[0])));
  return { size, hours, from, to, effects };
}

/** The end of a line: a region, or what lies in none; undefined after a report. */
function endAt(at: Cursor | undefined, { library, chain }: Reader): string | undefined {
  const name = textAt(at);
  if (at === undefined || name === undefined) return undefined;
  if (name === ELSEWHERE || chain.includes(name)) return name;
  const read = name.includes("/") ? {} : readNamed(library, regionPath(library, `${name}.yaml`), at);
  if (read?.text !== undefined) return name;
  if (read === undefined) return undefined;
  const known = regionFileNames(library).flatMap((file) => (/^[^/]+\.yaml$/.test(file) ? file.slice(0, -5) : []));
  return refuse(at, "line_end", { name, elsewhere: ELSEWHERE, near: likely(name, known, at.problems) });
}

function readAmount({ map, model }: Reader, key: "size" | "hours", { unit, min, max }: Parameter): Given | undefined {
  const at = field(map, key);
  if (at === undefined) return undefined;
  const read = readPath(at, { unit, units: model.units, min: min ?? 0, max, yearly: false, layer: "lever" });
  return read?.constant;
}

function fillOf({ model, span, map, values: { adds } }: Reader, path: string, { text }: Given, amount: number): Effect {
  const address = parameterAddress(model, path);
  if (isFault(address)) throw new Error(address.message);
  const { parameter, cells } = address;
  const amounts = new Float64Array(span.to - span.from + 1).fill(amount);
  const since = span.lastObserved - span.from;
  return { parameter, path, cells, mode: "fill", amounts, since, adds, text, at: map.node.at };
}

/** What projects of these effects build: the cells that the kind fills, with the potential of each where there is one. */
export function filledOf(
  model: Model,
  { project, effects }: Lever,
): { effect: Effect; within: Filled["within"] } | undefined {
  const kind = project?.kind;
  const layout = kind === undefined || kind === "line" ? undefined : model.report?.projects?.[kind];
  const effect = effects.find(({ parameter }) => parameter === layout?.fills);
  return effect === undefined ? undefined : { effect, within: layout?.within };
}
