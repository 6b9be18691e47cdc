import type { Model } from "../../engine/language/model.ts";
import { dimensionless } from "../../engine/language/units.ts";
import {
  choice,
  type Fields,
  label,
  objectSchema,
  orNull,
  place,
  ref,
  text,
  textOrTexts,
  texts,
  year,
} from "../../text/fields.ts";
import { type Library, recording } from "../../text/library.ts";
import { type Label, likely, type Place, type Problem } from "../../text/problems.ts";
import {
  type Cursor,
  checkKeysAt,
  choiceAt,
  entriesAt,
  field,
  isMap,
  isNothing,
  labelAt,
  listingOf,
  type MapCursor,
  mapAt,
  refuse,
  report,
  requireKey,
  scalarAt,
  textAt,
  textsAt,
  under,
  yearAt,
} from "../../text/reader.ts";
import type { Located } from "../../text/yaml.ts";
import { type ChainKind, type Link, readChain, readNamed } from "../chain.ts";
import { type Lever, readLever } from "../levers/lever.ts";
import { leverEntries } from "../levers/lever-library.ts";
import { sizeAt, sizeUnit } from "../levers/lever-size.ts";
import { merge, refuseRemoval } from "../merge.ts";
import { readAssignments } from "../paths/amounts.ts";
import { bounds } from "../paths/bounds.ts";
import { type GivenCells, overlay } from "../paths/layers.ts";
import { isQuantityProblem, readQuantity } from "../paths/quantity.ts";
import { citedFields } from "../paths/read-path.ts";
import { type LeverSpan, MOST_YEARS, type YearRange } from "../paths/years.ts";
import { regionLike } from "./region-label.ts";
import { regionFiles, regionPath } from "./region-path.ts";
import { type DatedValue, readParameterTables, readVariableTables } from "./region-tables.ts";
import { expandAll, replaceDated, spread } from "./region-values.ts";

/** A region as its file, its parents and their tables give it. */
export interface Region {
  readonly id: string;
  readonly label: Label;
  /** The region that it is a part of, such as the province of a city. */
  readonly parent?: string;
  readonly level?: Level;
  /** Titles of the plan documents that speak for it. */
  readonly plans: readonly string[];
  /** By what rule its numbers were taken from a larger region; undefined where they are its own. */
  readonly downscaled?: Label;
  readonly baseYear: number;
  readonly lastObserved: number;
  readonly horizon: number;
  /** Years from the base year to the horizon, both counted. */
  readonly years: number;
  readonly given: GivenCells;
  /** As `Inputs.values`; NaN in cells that nobody gives. */
  readonly values: ReadonlyMap<string, Float64Array>;
  /** As `Inputs.observed`. */
  readonly observed: Map<string, Float64Array>;
  readonly observations: readonly DatedValue[];
  /** Values of variables up to the base year, from whatever account there is of them. */
  readonly history: readonly DatedValue[];
  /** Every lever that this region can use, the library's and its own. */
  readonly levers: ReadonlyMap<string, Lever>;
  /** Projects of plans by id, not yet read: what they do hangs on what a scenario assumes. */
  readonly projects: ReadonlyMap<string, Cursor>;
  /** Levers of the library that need a size which this region does not give: the unit of it by id. */
  readonly unsized: ReadonlyMap<string, string>;
  /** Relative, such as 0.1. */
  readonly inventoryUncertainty?: number;
  /** Ancestors first. */
  readonly chain: readonly string[];
  /** Every file that was read, with its text. */
  readonly files: ReadonlyMap<string, string>;
  /** Where the region's own file gives parameters. */
  readonly at: Place;
}

export const levels = ["nation", "province", "city", "district", "rest", "country"] as const;

export type Level = (typeof levels)[number];

const tables = (en: string, zh: string) => place(textOrTexts, en, zh);
const uncertaintyFields = { ...citedFields, value: place(ref("quantity")) };

const regionFields = {
  region: text("Its name; left out where the file only serves as a parent", "名称；只作上级的文件不写"),
  model: texts("The model it has data for", "数据所用的模型"),
  label: label("What it is called", "名称"),
  parent: place(
    ref("region"),
    "The region it is a part of, such as the province of a city",
    "所属地区，例如城市所在的省",
  ),
  level: choice(levels, "What kind of region it is", "地区的级别"),
  plans: texts("Titles of the plan documents that speak for it", "针对该地区的规划文件"),
  downscaled: label(
    "By what rule its numbers were taken from a larger region; runs say so first",
    "数值由上级地区推算所用的规则；运行时先予说明",
  ),
  extends: texts("Parents, such as national values", "上级文件，例如全国值"),
  base_year: year("The first year", "基年"),
  last_observed: year("Levers act from the year after", "最后观测年；措施自次年起作用"),
  horizon: year("The last year", "末年"),
  tables: tables("CSV files of parameters, beside this file", "参数的 CSV 表，与本文件同处"),
  observed: tables("CSV files of values imposed on variables", "变量观测值的 CSV 表"),
  history: tables("CSV files of variables up to the base year", "基年及以前变量值的 CSV 表"),
  parameters: place(orNull(ref("parameters")), "Parameters by path", "按路径写的参数"),
  levers: place(
    orNull(ref("ownLevers")),
    "Levers of its own, and what differs in those of the library",
    "自有的措施，以及与措施库不同之处",
  ),
  projects: place(
    orNull(ref("projects")),
    "Projects of plans that stand in it: plants, works, storage and lines",
    "规划中的电源、产品、储能和线路项目",
  ),
  sizes: place(
    orNull(ref("sizes")),
    "How large the library's levers in absolute amounts are here, at full strength",
    "措施库中按绝对量的措施在本地的规模(全力度)",
  ),
  inventory_uncertainty: place(
    { anyOf: [ref("quantity"), objectSchema(uncertaintyFields)] },
    "Relative uncertainty of the inventory",
    "清单的相对不确定性",
  ),
  doc: text(),
} satisfies Fields;

export const regionSchema = { ...objectSchema(regionFields), description: "A region of peakpath\npeakpath 的地区" };

const regionChain: ChainKind = {
  what: "region",
  example: "{region: zhejiang, model: regional, base_year: 2021, horizon: 2060, …}",
  file: (id, library) => regionPath(library, `${id}.yaml`),
  parent: (_, name) => name,
  known: (library) => regionFiles(library),
  like: (name, library) => regionLike(library, name, regionFiles(library)),
};

/** The region, with every mistake in its files added to `problems`; undefined where it cannot be read at all. */
export function readRegion(
  source: Library,
  model: Model,
  id: string,
  askedAt: Place,
  problems: Problem[],
): Region | undefined {
  const files = new Map<string, string>();
  const library = recording(source, files);
  const links = readChain(library, regionChain, id, problems, askedAt);
  const last = links.at(-1);
  if (last?.id !== id) return undefined;
  for (const { root } of links) checkKeysAt(root, Object.keys(regionFields));
  const parent = readParent(source, links, id);
  const parents = parentLinks(links, parent);
  const span = readSpan(links);
  const servesModel = namesModel(links, model);
  if (span === undefined || !servesModel) return undefined;
  const horizon: YearRange = { from: span.baseYear, to: span.horizon };
  const years = span.horizon - span.baseYear + 1;

  let given: GivenCells = new Map();
  let observations: DatedValue[] = [];
  let history: DatedValue[] = [];
  const levers = leverEntries(library, model, problems);
  const removed = { levers: new Set<string>(), projects: new Set<string>() };
  const projects = new Map<string, Cursor>();
  let sizes: Located | undefined;
  for (const [i, link] of links.entries()) {
    // A parent may serve regions with other horizons, so its years are not held against this one.
    given = overlay(given, assignmentsOf(library, link, model, link === last ? horizon : undefined));
    const dated = (kind: "observed" | "history", span: YearRange): DatedValue[] => {
      const at = parents.has(link) ? undefined : field(link.root, kind);
      return at === undefined ? [] : readVariableTables(library, at, kind, model, span);
    };
    observations = replaceDated(observations, observedOf(links.slice(0, i + 1), last, span, dated));
    history = replaceDated(history, dated("history", { from: 0, to: span.baseYear }));
    // Levers in absolute amounts and projects belong to the whole: a part of it has no such capacity.
    if (belongsTo(parents, link)) continue;
    mergeOwn(link.root, "levers", levers, removed.levers);
    mergeOwn(link.root, "projects", projects, removed.projects);
    const own = mapAt(field(link.root, "sizes"), "{offshore_wind: {value: 18 GW, full: 2045, source: …}}");
    if (own !== undefined) sizes = merge(sizes, own.node);
  }
  const levered = { ...horizon, lastObserved: span.lastObserved };
  const sized = new Map(entriesAt(sizes?.kind === "map" ? { ...under(last.root, "sizes"), node: sizes } : undefined));
  refuseSizes(sized, levers, removed.levers);
  const unsized = new Map<string, string>();
  const ready = [...levers].flatMap(([name, at]) => {
    const unit = sizeUnit(at.node);
    if (unit === undefined) return knownLever(name, at, model, levered) ?? [];
    const size = sized.get(name);
    if (size !== undefined) return readLever(name, at, model, levered, sizeAt(size)) ?? [];
    unsized.set(name, unit);
    return [];
  });
  const itself = links.filter((link) => !parents.has(link));
  return {
    id,
    ...span,
    years,
    parent,
    level: choiceAt(nearest(itself, "level"), levels),
    plans: textsAt(nearest(itself, "plans")),
    downscaled: labelAt(nearest(itself, "downscaled")),
    label: labelAt(nearest(itself, "label")) ?? { en: id, zh: id },
    given,
    values: expandAll(model, given, span.baseYear, years),
    observed: spread(model, observations, span.baseYear, years),
    observations,
    history,
    levers: new Map(ready.map((lever) => [lever.id, lever])),
    projects,
    unsized,
    inventoryUncertainty: readUncertainty(nearest(links, "inventory_uncertainty"), model),
    chain: links.map((link) => link.id),
    files,
    at: last.root.node.entries.get("parameters")?.keyAt ?? last.root.node.at,
  };
}

/** The place of a key in the last link that has it. */
function nearest(links: readonly Link[], key: string): Cursor | undefined {
  return links.map(({ root }) => field(root, key)).findLast((at) => at !== undefined);
}

/** The region that this one is a part of; one that is not there is reported. */
function readParent(library: Library, links: readonly Link[], id: string): string | undefined {
  const at = nearest(links, "parent");
  const parent = textAt(at);
  if (at === undefined || parent === undefined) return parent;
  if (parent === id) refuse(at, "region_itself", { region: id });
  else {
    const file = regionChain.file(parent, library);
    const read = readNamed(library, file, at);
    if (read !== undefined && read.text === undefined)
      refuse(at, "region_unknown", {
        name: parent,
        file,
        near: regionLike(library, parent, regionFiles(library), at.problems),
      });
  }
  return parent;
}

function assignmentsOf(library: Library, { root }: Link, model: Model, allowed: YearRange | undefined) {
  const tables = field(root, "tables");
  const parameters = mapAt(field(root, "parameters"), "{gdp_growth: 5 %/yr}");
  return [
    ...(tables === undefined ? [] : readParameterTables(library, tables, model, allowed)),
    ...(parameters === undefined ? [] : readAssignments(parameters, model, "region", allowed)),
  ];
}

const ownSections = {
  levers: { kind: "lever", example: "{offshore_wind: {label: …, effects: […], start: 2026, source: …}}" },
  projects: { kind: "project", example: "{coal_plant: {kind: technology, of: coal, size: 2 GW, …}}" },
} as const;

/** Lays a file's own entries over those of the files it extends; what is taken out goes to `removed`. */
function mergeOwn(
  root: MapCursor,
  key: keyof typeof ownSections,
  own: Map<string, Cursor>,
  removed: Set<string>,
): void {
  const { kind, example } = ownSections[key];
  for (const [name, at] of entriesAt(mapAt(field(root, key), example))) {
    const merged = merge(own.get(name)?.node, at.node);
    if (merged === undefined) {
      own.delete(name);
      removed.add(name);
    } else if (!isNothing(merged)) own.set(name, { ...at, node: merged });
    else if (!removed.has(name)) refuseRemoval(at, { kind, name }, likely(name, own.keys(), at.problems));
  }
}

/** Reports sizes of levers that there are not, or that take none. */
function refuseSizes(
  sizes: ReadonlyMap<string, Cursor>,
  levers: ReadonlyMap<string, Cursor>,
  removed: ReadonlySet<string>,
): void {
  const taking = [...levers].flatMap(([name, { node }]) => (sizeUnit(node) === undefined ? [] : [name]));
  for (const [name, at] of sizes) {
    if (isNothing(at.node)) refuseRemoval(at, { kind: "size", name }, likely(name, sizes.keys(), at.problems));
    else if (!taking.includes(name) && !removed.has(name))
      refuse(
        at,
        "size_unknown",
        { name, levers: listingOf(taking), near: likely(name, taking, at.problems) },
        at.keyAt,
      );
  }
}

/**
 * What the last of the links says was observed. A parent with an earlier base year (the region before its base year was
 * moved) has observed years up to the new one: there the new base year's own numbers stand.
 */
function observedOf(
  links: readonly Link[],
  last: Link,
  { baseYear, lastObserved }: Pick<Region, "baseYear" | "lastObserved">,
  dated: (kind: "observed", span: YearRange) => DatedValue[],
): DatedValue[] {
  const at = links.at(-1) === last ? undefined : nearest(links, "base_year");
  const first = at === undefined ? undefined : yearAt({ ...at, problems: [] });
  if (first === undefined || first >= baseYear) return dated("observed", { from: baseYear, to: lastObserved });
  return dated("observed", { from: first, to: lastObserved }).filter(({ year }) => year > baseYear);
}

/** Levers of the library that have been read for some years, by the node they stand at: regions share most of them. */
const knownLevers = new WeakMap<Located, { readonly model: Model; readonly years: string; readonly lever: Lever }>();

function knownLever(name: string, at: Cursor, model: Model, span: LeverSpan): Lever | undefined {
  const years = `${span.from}-${span.lastObserved}-${span.to}`;
  const before = knownLevers.get(at.node);
  if (before?.model === model && before.years === years && before.lever.id === name) return before.lever;
  const mistakes = at.problems.length;
  const lever = readLever(name, at, model, span);
  if (lever !== undefined && at.problems.length === mistakes) knownLevers.set(at.node, { model, years, lever });
  return lever;
}

/**
 * The links that belong to the regions which this one is a part of. It takes their parameters, levers and years as
 * defaults; but what was observed of them, and what they are called, is not its own.
 */
function parentLinks(links: readonly Link[], parent: string | undefined): Set<Link> {
  const parents = new Set<Link>();
  for (let name = parent; name !== undefined; ) {
    const link = links.slice(0, -1).find(({ id }) => id === name);
    if (link === undefined || parents.has(link)) break;
    parents.add(link);
    const at = field(link.root, "parent");
    name = at && textAt({ ...at, problems: [] });
  }
  return parents;
}

/** Whether the link is one of the parent regions or a file in the folder of one, such as `zhejiang/levers`. */
function belongsTo(parents: ReadonlySet<Link>, { id }: Link): boolean {
  return [...parents].some((parent) => id === parent.id || id.startsWith(`${parent.id}/`));
}

function readSpan(links: readonly Link[]): Pick<Region, "baseYear" | "lastObserved" | "horizon"> | undefined {
  const { root } = links[links.length - 1];
  const { problems } = root;
  const before = problems.length;
  const [baseYear, horizon, observed] = ["base_year", "horizon", "last_observed"].map((key) =>
    yearAt(nearest(links, key)),
  );
  const lastObserved = observed ?? baseYear;
  if (problems.length === before)
    if (baseYear === undefined) requireKey(root, "base_year", "why_region_years", {});
    else if (horizon === undefined) requireKey(root, "horizon", "why_region_years", {});
  if (baseYear === undefined || horizon === undefined || lastObserved === undefined) return undefined;
  if (horizon <= baseYear) refuse(under(root, "horizon"), "horizon_before", { horizon, base: baseYear });
  else if (horizon - baseYear >= MOST_YEARS)
    refuse(under(root, "horizon"), "horizon_far", { from: baseYear, to: horizon, most: MOST_YEARS });
  if (lastObserved < baseYear || lastObserved >= horizon)
    refuse(under(root, "last_observed"), "observed_outside", { year: lastObserved, base: baseYear, horizon });
  return problems.length > before ? undefined : { baseYear, horizon, lastObserved };
}

/** Whether the region says that it has data for the model; otherwise that is reported. */
function namesModel(links: readonly Link[], model: Model): boolean {
  const { root, id } = links[links.length - 1];
  const at = nearest(links, "model");
  if (at === undefined) requireKey(root, "model", "why_region_model", { model: model.name });
  if (at === undefined) return false;
  const names = textsAt(at);
  if (names.includes(model.name)) return true;
  refuse(under(root, "model"), "region_model", { region: id, models: listingOf(names), model: model.name });
  return false;
}

function readUncertainty(at: Cursor | undefined, model: Model): number | undefined {
  if (at === undefined) return undefined;
  if (isMap(at)) checkKeysAt(at, Object.keys(uncertaintyFields));
  const value = isMap(at) ? field(at, "value") : at;
  const number = value === undefined ? undefined : scalarAt(value);
  const quantity = number === undefined ? undefined : readQuantity(number, dimensionless, model.units);
  if (quantity === undefined || isQuantityProblem(quantity)) return refuse(at, "share_needed", {}, value?.node.at);
  const wrong = bounds(quantity, { unit: dimensionless, min: 0, max: 1 });
  return wrong === undefined ? quantity.value : report(at, wrong, value?.node.at);
}
