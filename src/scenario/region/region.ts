import type { Model } from "../../engine/language/model.ts";
import { dimensionless } from "../../engine/language/units.ts";
import { type Library, recording } from "../../text/library.ts";
import { type Label, type Place, type Problem, suggestion } from "../../text/problems.ts";
import { listed, quote } from "../../text/quote.ts";
import {
  asMap,
  asText,
  checkKeys,
  choice,
  isNothing,
  itemsOf,
  labelOf,
  nodeAt,
  textOf,
  yearOf,
} from "../../text/reader.ts";
import type { Located } from "../../text/yaml.ts";
import { type ChainKind, type Link, readChain } from "../chain.ts";
import { type Lever, readLever } from "../levers/lever.ts";
import { leverEntries } from "../levers/lever-library.ts";
import { merge } from "../merge.ts";
import { readAssignments } from "../paths/assignments.ts";
import { expand } from "../paths/cell-path.ts";
import { type Assignment, type GivenCells, overlay } from "../paths/layers.ts";
import { isQuantityProblem, readQuantity } from "../paths/quantity.ts";
import { bounds } from "../paths/read-path.ts";
import { MOST_YEARS, type YearRange } from "../paths/years.ts";
import { readNamed } from "../read-named.ts";
import { nothingToRemove } from "../removals.ts";
import { type DatedValue, readParameterTables, readVariableTables, regionFolder } from "./region-tables.ts";

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
  /** The names of the models it has data for. */
  readonly models: readonly string[];
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
  /** Relative, such as 0.1. */
  readonly inventoryUncertainty?: number;
  /** Ancestors first. */
  readonly chain: readonly string[];
  /** Every file that was read, with its text. */
  readonly files: ReadonlyMap<string, string>;
  /** Where the region's own file gives parameters. */
  readonly at: Place;
}

export const levels = ["nation", "province", "city", "district", "country"] as const;

export type Level = (typeof levels)[number];

export const regionKeys = [
  "region",
  "model",
  "label",
  "parent",
  "level",
  "plans",
  "downscaled",
  "extends",
  "base_year",
  "last_observed",
  "horizon",
  "tables",
  "observed",
  "history",
  "parameters",
  "levers",
  "inventory_uncertainty",
  "doc",
];

const regionChain: ChainKind = {
  what: "region",
  example: "{region: zhejiang, model: regional, base_year: 2021, horizon: 2060, …}",
  file: (id) => `${regionFolder}/${id}.yaml`,
  parent: (_, name) => name,
  known: (library) => regionFiles(library),
};

/** The names of all region files, whether a scenario can run on them or they only serve as parents. */
export function regionFiles(library: Library): string[] {
  return library
    .list(regionFolder)
    .filter((name) => name.endsWith(".yaml") && !name.includes("/"))
    .map((name) => name.slice(0, -".yaml".length));
}

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
  const own = links.at(-1);
  if (own === undefined || own.id !== id) return undefined;
  for (const { root } of links) checkKeys(root, regionKeys, "", problems);
  const parent = nearestOf(links, "parent", (link) => textOf(link.root, "parent", "", problems));
  if (parent === id)
    problems.push({ at: atKey(own, "parent"), path: "parent", message: `the region ${id} cannot be a part of itself` });
  else if (parent !== undefined) {
    const at = atKey(links.findLast(({ root }) => nodeAt(root, "parent") !== undefined) as Link, "parent");
    const file = regionChain.file(parent);
    const read = readNamed(source, file, at, "parent", problems);
    if (read !== undefined && read.text === undefined)
      problems.push({
        at,
        path: "parent",
        message: `there is no region "${quote(parent)}" (no file ${quote(file)})${suggestion(parent, regionFiles(source))}`,
      });
  }
  const whole = wholesOf(links, parent);
  const itself = links.filter((link) => !whole.has(link));
  const span = readSpan(links, own, problems);
  const models = readModels(links, model, own, problems);
  if (span === undefined || models === undefined) return undefined;
  const horizon: YearRange = { from: span.baseYear, to: span.horizon };
  const years = span.horizon - span.baseYear + 1;

  let given: GivenCells = new Map();
  let observations: DatedValue[] = [];
  let history: DatedValue[] = [];
  const levers = leverEntries(library, model, problems);
  const removedLevers = new Set<string>();
  for (const link of links) {
    // A parent may serve regions with other horizons, so its years are not held against this one.
    const allowed = link === own ? horizon : undefined;
    let assignments: Assignment[] = [];
    const tables = nodeAt(link.root, "tables");
    if (tables !== undefined) assignments = readParameterTables(library, tables, model, allowed, problems);
    const parameters = nodeAt(link.root, "parameters");
    const map =
      parameters === undefined ? undefined : asMap(parameters, "parameters", "{gdp_growth: 5 %/yr}", problems);
    if (map !== undefined)
      assignments = assignments.concat(readAssignments(map, "parameters", model, "region", allowed, problems));
    given = overlay(given, assignments, problems);
    const dated = (kind: "observed" | "history", span: YearRange): DatedValue[] => {
      const node = whole.has(link) ? undefined : nodeAt(link.root, kind);
      return node === undefined ? [] : readVariableTables(library, node, kind, model, span, problems);
    };
    observations = replaceDated(observations, observedOf(links.slice(0, links.indexOf(link) + 1), own, span, dated));
    history = replaceDated(history, dated("history", { from: 0, to: span.baseYear }));
    // Levers in absolute amounts belong to the whole: a part of it has no such capacity.
    const ownLevers = belongsTo(whole, link) ? undefined : nodeAt(link.root, "levers");
    for (const [name, { keyAt, value }] of (ownLevers === undefined
      ? undefined
      : asMap(ownLevers, "levers", "{offshore_wind: {...}}", problems)
    )?.entries ?? []) {
      const merged = merge(levers.get(name), value);
      if (merged !== undefined && isNothing(merged)) {
        if (removedLevers.has(name)) continue;
        const near = suggestion(name, levers.keys());
        problems.push(nothingToRemove(keyAt, `levers.${name}`, `the lever "${quote(name)}"`, near));
      } else if (merged !== undefined) levers.set(name, merged);
      else {
        levers.delete(name);
        removedLevers.add(name);
      }
    }
  }
  const ready = new Map<string, Lever>();
  for (const [name, node] of levers) {
    const lever = knownLever(name, node, model, horizon, problems);
    if (lever !== undefined) ready.set(name, lever);
  }
  return {
    id,
    ...span,
    years,
    models,
    parent,
    level: nearestOf(itself, "level", (link) => choice(link.root, "level", levels, "", problems)),
    plans: nearestOf(itself, "plans", (link) => readPlans(link, problems)) ?? [],
    downscaled: nearestOf(itself, "downscaled", (link) => labelOf(link.root, "downscaled", "", problems)),
    label: nearestOf(itself, "label", (link) => labelOf(link.root, "label", "", problems)) ?? { en: id, zh: id },
    given,
    values: expandAll(model, given, span.baseYear, years),
    observed: spread(model, observations, span.baseYear, years),
    observations,
    history,
    levers: ready,
    inventoryUncertainty: readUncertainty(links, model, problems),
    chain: links.map((link) => link.id),
    files,
    at: own.root.entries.get("parameters")?.keyAt ?? own.root.at,
  };
}

/**
 * What the last of the links says was observed. A parent with an earlier base year (the region before its base year was
 * moved) has observed years up to the new one: there the new base year's own numbers stand.
 */
function observedOf(
  links: readonly Link[],
  own: Link,
  { baseYear, lastObserved }: Pick<Region, "baseYear" | "lastObserved">,
  dated: (kind: "observed", span: YearRange) => DatedValue[],
): DatedValue[] {
  const first =
    links.at(-1) === own ? undefined : nearestOf(links, "base_year", ({ root }) => yearOf(root, "base_year", "", []));
  if (first === undefined || first >= baseYear) return dated("observed", { from: baseYear, to: lastObserved });
  return dated("observed", { from: first, to: lastObserved }).filter(({ year }) => year > baseYear);
}

/** Levers of the library that have been read for some years, by the node they stand at: regions share most of them. */
const knownLevers = new WeakMap<Located, { readonly model: Model; readonly years: string; readonly lever: Lever }>();

function knownLever(
  name: string,
  node: Located,
  model: Model,
  horizon: YearRange,
  problems: Problem[],
): Lever | undefined {
  const years = `${horizon.from}-${horizon.to}`;
  const before = knownLevers.get(node);
  if (before?.model === model && before.years === years && before.lever.id === name) return before.lever;
  const found = problems.length;
  const lever = readLever(name, node, model, horizon, problems);
  if (lever !== undefined && problems.length === found) knownLevers.set(node, { model, years, lever });
  return lever;
}

/**
 * The links that belong to the regions which this one is a part of. It takes their parameters, levers and years as
 * defaults; but what was observed of them, and what they are called, is not its own.
 */
function wholesOf(links: readonly Link[], parent: string | undefined): Set<Link> {
  const found = new Set<Link>();
  for (let name = parent; name !== undefined; ) {
    const link = links.slice(0, -1).find(({ id }) => id === name);
    if (link === undefined || found.has(link)) break;
    found.add(link);
    name = textOf(link.root, "parent", "", []);
  }
  return found;
}

/** Whether the link is one of the wholes or a file in the folder of one, such as `zhejiang/levers`. */
function belongsTo(wholes: ReadonlySet<Link>, { id }: Link): boolean {
  return [...wholes].some((whole) => id === whole.id || id.startsWith(`${whole.id}/`));
}

function readPlans({ root }: Link, problems: Problem[]): string[] {
  return itemsOf(nodeAt(root, "plans") as Located).flatMap((item) => asText(item, "plans", problems) ?? []);
}

function atKey({ root }: Link, key: string): Place {
  return (nodeAt(root, key) ?? root).at;
}

function nearestOf<T>(links: readonly Link[], key: string, read: (link: Link) => T): T | undefined {
  const link = links.findLast(({ root }) => nodeAt(root, key) !== undefined);
  return link === undefined ? undefined : read(link);
}

function readSpan(
  links: readonly Link[],
  own: Link,
  problems: Problem[],
): Pick<Region, "baseYear" | "lastObserved" | "horizon"> | undefined {
  const before = problems.length;
  const read = (key: string) => nearestOf(links, key, (link) => yearOf(link.root, key, "", problems));
  const baseYear = read("base_year");
  const horizon = read("horizon");
  const lastObserved = read("last_observed") ?? baseYear;
  for (const [key, value] of [
    ["base_year", baseYear],
    ["horizon", horizon],
  ] as const) {
    if (value === undefined && problems.length === before)
      problems.push({
        at: own.root.at,
        path: key,
        message: `"${key}" is missing; a region says its first and its last year`,
      });
  }
  if (baseYear === undefined || horizon === undefined || lastObserved === undefined) return undefined;
  const at = (key: string) => atKey(own, key);
  if (horizon <= baseYear)
    problems.push({
      at: at("horizon"),
      path: "horizon",
      message: `the horizon ${horizon} does not lie behind the base year ${baseYear}`,
    });
  else if (horizon - baseYear >= MOST_YEARS)
    problems.push({
      at: at("horizon"),
      path: "horizon",
      message: `the years from ${baseYear} to ${horizon} are ${horizon - baseYear + 1}; at most ${MOST_YEARS} can be run`,
    });
  if (lastObserved < baseYear || lastObserved >= horizon) {
    problems.push({
      at: at("last_observed"),
      path: "last_observed",
      message: `${lastObserved} does not lie between the base year ${baseYear} and the year before the horizon ${horizon}`,
    });
  }
  return problems.length > before ? undefined : { baseYear, horizon, lastObserved };
}

function readModels(links: readonly Link[], model: Model, own: Link, problems: Problem[]): string[] | undefined {
  const names = nearestOf(links, "model", (link) =>
    itemsOf(nodeAt(link.root, "model") as Located).flatMap((item) => asText(item, "model", problems) ?? []),
  );
  if (names === undefined) {
    problems.push({
      at: own.root.at,
      path: "model",
      message: `"model" is missing; a region says which model its data are for, such as model: ${model.name}`,
    });
    return undefined;
  }
  if (names.includes(model.name)) return names;
  const at = atKey(own, "model");
  problems.push({
    at,
    path: "model",
    message: `the region ${own.id} has data for the model ${listed(names)}; the scenario runs ${model.name}`,
  });
  return undefined;
}

function readUncertainty(links: readonly Link[], model: Model, problems: Problem[]): number | undefined {
  return nearestOf(links, "inventory_uncertainty", ({ root }) => {
    const path = "inventory_uncertainty";
    const node = nodeAt(root, path) as Located;
    const value = node.kind === "map" ? nodeAt(node, "value") : node;
    if (node.kind === "map") checkKeys(node, ["value", "source", "estimated", "doc"], path, problems);
    const quantity = value?.kind === "scalar" ? readQuantity(value.value, dimensionless, model.units) : undefined;
    const wrong =
      quantity === undefined || isQuantityProblem(quantity)
        ? `a share is needed here, such as {value: 10 %, source: …}`
        : bounds(quantity, { unit: dimensionless, min: 0, max: 1 });
    if (quantity !== undefined && !isQuantityProblem(quantity) && wrong === undefined) return quantity.value;
    problems.push({ at: (value ?? node).at, path, message: wrong as string });
    return undefined;
  });
}

function replaceDated(parents: readonly DatedValue[], own: readonly DatedValue[]): DatedValue[] {
  const keyOf = ({ variable, cell, year }: DatedValue) => `${variable} ${cell} ${year}`;
  const all = new Map(parents.map((value) => [keyOf(value), value]));
  for (const value of own) all.set(keyOf(value), value);
  return [...all.values()];
}

/** Every parameter's numbers as `Inputs` takes them, with NaN where neither file nor default gives one. */
function expandAll(model: Model, given: GivenCells, first: number, years: number): Map<string, Float64Array> {
  const values = new Map<string, Float64Array>();
  for (const parameter of model.parameters.values()) {
    const { size } = parameter;
    const count = parameter.yearly ? years : 1;
    const numbers = new Float64Array(count * size).fill(parameter.default ?? Number.NaN);
    for (const [cell, path] of given.get(parameter.name) ?? []) {
      const series = expand(path, first, count);
      for (let i = 0; i < count; i++) numbers[i * size + cell] = series[i];
    }
    values.set(parameter.name, numbers);
  }
  return values;
}

function spread(
  model: Model,
  observations: readonly DatedValue[],
  first: number,
  years: number,
): Map<string, Float64Array> {
  const observed = new Map<string, Float64Array>();
  for (const { variable, cell, year, given } of observations) {
    const size = model.variables.get(variable)?.size ?? 0;
    let values = observed.get(variable);
    if (values === undefined) {
      values = new Float64Array(years * size).fill(Number.NaN);
      observed.set(variable, values);
    }
    values[(year - first) * size + cell] = given.value;
  }
  return observed;
}
