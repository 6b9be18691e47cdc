import { parameterAddress } from "../engine/language/address.ts";
import { cellNames } from "../engine/language/cells.ts";
import type { Inputs, Model } from "../engine/language/model.ts";
import { type Library, readingOnce, recording } from "../text/library.ts";
import {
  InputError,
  isFault,
  type Label,
  likely,
  type Note,
  type Place,
  type Problem,
  problem,
} from "../text/problems.ts";
import {
  type Cursor,
  choiceAt,
  entriesAt,
  field,
  isMap,
  isNothing,
  itemsAt,
  labelAt,
  listingOf,
  type MapCursor,
  mapAt,
  refuse,
  topOf,
} from "../text/reader.ts";
import type { Located, LocatedMap } from "../text/yaml.ts";
import type { Link } from "./chain.ts";
import {
  noteBases,
  noteClipped,
  noteExactTargets,
  noteProjects,
  noteReplacedObservations,
  noteUnknownYears,
} from "./compose-notes.ts";
import { modelWithIndicators, readIndicators } from "./indicators.ts";
import { type Lever, type ProjectStatus, projectStatuses } from "./levers/lever.ts";
import { leverSteps } from "./levers/lever-steps.ts";
import { type ProjectGround, readProject } from "./levers/project.ts";
import { readReach } from "./levers/reach.ts";
import { solveReaches, type Wish } from "./levers/reach-solver.ts";
import { mergeLevers, pulledAsWritten, readScenarioLevers, type ScenarioLever } from "./levers/scenario-levers.ts";
import { isRemoval, merge, refuseNameRemoval, refuseRemoval } from "./merge.ts";
import { assume, baseInputs, readAssumptions } from "./paths/assumptions.ts";
import { originAt } from "./paths/cell-path.ts";
import { pulledIn } from "./paths/inputs.ts";
import type { GivenCells } from "./paths/layers.ts";
import { checkShares } from "./paths/shares.ts";
import type { LeverSpan } from "./paths/years.ts";
import { type Region, readRegion } from "./region/region.ts";
import { regionalForm } from "./region/region-form.ts";
import type { Scenario } from "./scenario.ts";
import { type ChainedScenario, chainScenario, type Named } from "./scenario-chain.ts";
import {
  type PlanStatement,
  readNamedStatements,
  readPlanStatements,
  refuseStatements,
} from "./targets/plan-targets.ts";
import { readTargets } from "./targets/read-targets.ts";
import type { Target } from "./targets/targets.ts";

/** Regions that have been read, with the problems found in them; scenarios of one region share them. */
export type RegionCache = Map<string, { readonly region: Region | undefined; readonly problems: readonly Problem[] }>;

/**
 * The scenario `id` (such as `zhejiang/policy`) with its parents, its region and its levers, checked against the model.
 * Pass one cache for several scenarios, so that each region is read once, and the chain where it was read already.
 *
 * @throws InputError with every problem in every file that goes in, in one pass.
 */
export function composeScenario(
  library: Library,
  model: Model,
  id: string,
  regions: RegionCache = new Map(),
  { chain: read, files, problems: inFiles }: ChainedScenario = chainScenario(library, id),
): Scenario {
  const source = readingOnce(library);
  const problems = [...inFiles];
  const { links, region, regions: several, ...chain } = read;
  if (several !== undefined) {
    const [{ at, name }] = several;
    const example = `${name}/${chain.each?.[0]?.name ?? "reference"}`;
    problems.push(problem(at, "regions", "regions_for_one", { id, count: several.length, example }));
  }
  const fits = runsOn(chain.model, model, problems);
  if (links.at(-1)?.id !== id || region === undefined || !fits) fail(problems);
  const title = titleOf(reportingTo(problems, links), id);
  const reading = { source, model, regions, problems };
  const scenario = composeOn(reading, { id, title, links, targetLinks: links, region, files });
  return scenario === undefined || problems.length > 0 ? fail(problems) : scenario;
}

/** What scenarios are read from, the regions that have been read, and where mistakes go. */
export interface Reading {
  readonly source: Library;
  readonly model: Model;
  readonly regions: RegionCache;
  readonly problems: Problem[];
}

/** What a scenario is made of: its files in order, and the region they are laid on. */
interface Composition {
  readonly id: string;
  readonly title: Label;
  readonly links: readonly Link[];
  /** Those of the links whose targets count. */
  readonly targetLinks: readonly Link[];
  readonly region: Named;
  /** The texts of the links. */
  readonly files: ReadonlyMap<string, string>;
}

/** The scenario of these links on this region; undefined where the region cannot be read, and unsound beside problems. */
export function composeOn(reading: Reading, composition: Composition): Scenario | undefined {
  const { source, model, problems } = reading;
  const { id, title } = composition;
  const links = reportingTo(problems, composition.links);
  const region = cachedRegion(reading, composition.region);
  if (region === undefined) return undefined;
  sayWhereToIndent(links, region, model, problems);
  const { baseYear, lastObserved, horizon, years } = region;
  const span = { from: baseYear, to: horizon, lastObserved };
  const notes: Note[] = [];
  const assumed = readAssumptions(links, model, span, region, problems, notes);
  const given = assume(region.given, assumed, model);
  const base = baseInputs(model, region, assumed, given);
  reportMissing(model, region, base, problems);
  reportUnfilled(source, model, region, problems);
  checkShares(model, base.values, baseYear, placeIn(given, region), problems);
  noteReplacedObservations(region, assumed, given, notes);

  const leverMap = readSection(links, "levers", "{offshore_wind: {strength: 0.8}}", mergeLevers);
  const known = readProjects(links, region, {
    model,
    library: source,
    region: region.id,
    chain: region.chain.slice(region.chain.indexOf(region.parent ?? "") + 1),
    base,
    given,
    span,
  });
  const { levers: pulledLevers, projects } = pullProjects(
    readScenarioLevers(leverMap, { ...region, levers: new Map([...region.levers, ...known]) }, span, notes),
    { known, statuses: statusesOf(links), span },
  );
  noteBases(pulledLevers, region, notes);
  const indicatorMap = readSection(links, "indicators", '{coal_per_head: "coal / population"}', merge);
  const indicators = readIndicators(indicatorMap, model);
  const extended = modelWithIndicators({ model, indicators });
  const wishes = readWishes(leverMap, pulledLevers, extended, span);
  const targetMap = targetSection(reportingTo(problems, composition.targetLinks));
  const targets = readTargets(targetMap, extended, span);
  const planFiles = new Map<string, string>();
  const plans = recording(source, planFiles);
  const about = statementsAbout(plans, region, problems);
  const planStatements = [...about, ...readNamedStatements(targetMap, plans, region.id, about)];
  const design = readDesignSection(links);
  // A null that removes nothing leaves the scenario whole; whether it is a mistake is for the caller to say.
  if (!problems.every(isRemoval)) return undefined;

  const ground = { id, model, indicators, base, levers: pulledLevers, projects, span, region };
  const levers = solveReaches(ground, wishes, notes);
  if (!problems.every(isRemoval)) return undefined;
  const steps = leverSteps(levers, projects);
  noteUnknownYears(targets, region, notes);
  noteExactTargets(targets, notes);
  const pulled = pulledIn({ levers, projects });
  noteClipped(steps, base, pulled, model, baseYear, notes);
  noteProjects(pulled, base, given, model, span, notes);
  return {
    id,
    title,
    model,
    region,
    chain: links.map((link) => link.id),
    baseYear,
    lastObserved,
    horizon,
    years,
    base,
    given,
    levers,
    projects,
    steps,
    targets,
    planStatements,
    indicators,
    design,
    notes,
    files: new Map([...composition.files, ...region.files, ...(planStatements.length > 0 ? planFiles : [])]),
    planFiles: new Set(planFiles.keys()),
  };
}

/**
 * What plans state about the region; where they do not name it, about the region that it extends and is not a part of
 * (the same place with another base year).
 */
function statementsAbout(library: Library, { chain, parent = "" }: Region, problems: Problem[]): PlanStatement[] {
  for (const id of chain.slice(chain.indexOf(parent) + 1).reverse()) {
    const statements = readPlanStatements(library, id, problems);
    if (statements.length > 0) return statements;
  }
  return [];
}

/** The links, with what is found wrong in them from now on going to `problems`. */
export function reportingTo(problems: Problem[], links: readonly Link[]): Link[] {
  return links.map((link) => ({ ...link, root: { ...link.root, problems } }));
}

function targetSection(links: readonly Link[]): MapCursor {
  return readSection(links, "targets", "{peak: {boundary: assessed, by: 2030}}", merge);
}

/** The targets of all files of the chain, each laid over its parents, for a sum of regions. */
export function readTargetSection(
  links: readonly Link[],
  model: Model,
  span: { from: number; to: number; lastObserved: number },
): Target[] {
  const targets = targetSection(links);
  refuseStatements(targets);
  return readTargets(targets, model, span);
}

/** Whether the scenario was written for this model; reports it otherwise. */
export function runsOn(asked: Named | undefined, model: Model, problems: Problem[]): boolean {
  if (asked === undefined || asked.name === model.name) return true;
  problems.push(problem(asked.at, "model", "model_differs", { asked: asked.name, model: model.name }));
  return false;
}

/** Throws what was found, in the order of the files and lines, each once. */
export function fail(problems: readonly Problem[]): never {
  const order = [...new Set(problems.map(({ at }) => at.file))];
  const sorted = [...problems].sort(
    (a, b) => order.indexOf(a.at.file) - order.indexOf(b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column,
  );
  const seen = new Set<string>();
  throw new InputError(
    sorted.filter(({ at, path, message }) => {
      const key = `${at.file}:${at.line}:${at.column} ${path} ${message}`;
      return !seen.has(key) && seen.add(key);
    }),
  );
}

function cachedRegion({ source, model, regions, problems }: Reading, { name, at }: Named): Region | undefined {
  const key = `${model.name} ${name}`;
  const mistakes: Problem[] = [];
  const entry = regions.get(key) ?? { region: readRegion(source, model, name, at, mistakes), problems: mistakes };
  regions.set(key, entry);
  // One by one: a table of many mistakes has more than a call takes arguments.
  for (const problem of entry.problems) problems.push(problem);
  return entry.region;
}

/** Tells of a lever or a parameter at the top of a file that it belongs beneath its section. */
function sayWhereToIndent(links: readonly Link[], region: Region, model: Model, problems: Problem[]): void {
  for (const [i, { at, path, said }] of problems.entries()) {
    const isTop = links.some(({ root }) => root.node.entries.get(path)?.keyAt === at);
    if (said?.code !== "unknown_key" || !isTop) continue;
    if (region.levers.has(path)) problems[i] = problem(at, path, "indent_below", { what: "lever", section: "levers" });
    else if (!isFault(parameterAddress(model, path)))
      problems[i] = problem(at, path, "indent_below", { what: "parameter", section: "assume" });
  }
}

/** The projects of the region with those of the scenario's files laid over them, each as the lever that it is. */
function readProjects(links: readonly Link[], region: Region, ground: ProjectGround): Map<string, Lever> {
  const map = readSection(links, "projects", "{coal_plant: {kind: technology, of: coal, size: 2 GW, …}}", merge);
  const all = new Map(region.projects);
  for (const [id, at] of entriesAt(map)) {
    const merged = merge(region.projects.get(id)?.node, at.node);
    if (merged === undefined) all.delete(id);
    else if (isNothing(merged)) refuseNameRemoval(map, id, at, "project", likely(id, region.projects.keys()));
    else all.set(id, { ...at, node: merged });
  }
  const read = new Map<string, Lever>();
  for (const [id, at] of all) {
    const entry = { ...at, path: `projects.${id}`, problems: map.problems };
    const twin = region.levers.get(id);
    if (twin !== undefined) refuse(entry, "project_twice", { file: twin.at.file }, entry.keyAt);
    const project = readProject(id, entry, ground);
    if (project !== undefined) read.set(id, project);
  }
  return read;
}

/** The statuses whose projects act. */
function statusesOf(links: readonly Link[]): readonly ProjectStatus[] {
  const at = links.map(({ root }) => field(root, "project_status")).findLast((found) => found !== undefined);
  return at === undefined ? decided : itemsAt(at).flatMap((item) => choiceAt(item, projectStatuses) ?? []);
}

/** Projects of these stand in the reference. */
const decided: readonly ProjectStatus[] = ["operating", "building", "approved"];

/** The projects that act because of their status or by name: those that are planned join the levers. */
function pullProjects(
  pulled: ReadonlyMap<string, ScenarioLever>,
  { known, statuses, span }: { known: ReadonlyMap<string, Lever>; statuses: readonly ProjectStatus[]; span: LeverSpan },
): Pick<Scenario, "levers" | "projects"> {
  const levers = new Map(pulled);
  const projects = new Map<string, ScenarioLever>();
  for (const [id, lever] of known) {
    const { status = "planned" } = lever.project ?? {};
    const own = levers.get(id) ?? pulledAsWritten(lever, statuses.includes(status) ? 1 : 0, span);
    levers.delete(id);
    if (decided.includes(status) || own.strength === 0) projects.set(id, own);
    else levers.set(id, own);
  }
  return { levers, projects };
}

/** What levers are sized for, where they are. */
function readWishes(
  map: MapCursor,
  levers: ReadonlyMap<string, ScenarioLever>,
  model: Model,
  span: LeverSpan,
): Map<string, Wish> {
  const wishes = entriesAt(map).flatMap(([id, at]): [string, Wish][] => {
    const reachAt = isMap(at) ? field(at, "reach") : undefined;
    const reach = reachAt && readReach(reachAt, model, span);
    return reach === undefined || reachAt === undefined || !levers.has(id) ? [] : [[id, { reach, at: reachAt }]];
  });
  return new Map(wishes);
}

/** The nearest design of the chain, not yet read: designs replace each other, and null takes a parent's out. */
function readDesignSection(links: readonly Link[]): Located | undefined {
  let design: Located | undefined;
  let written = false;
  for (const { root } of links) {
    const at = entry(root, "design");
    if (at === undefined) continue;
    const removes = isNothing(at.node);
    if (removes && !written) refuseRemoval(at, { kind: "design" });
    written = true;
    design = removes ? undefined : at.node;
  }
  return design;
}

type Merge = (parent: Located | undefined, child: LocatedMap) => Located | undefined;

/** One section of all files of the chain, each laid over its parents. */
function readSection(links: readonly Link[], key: string, example: string, mergeTwo: Merge): MapCursor {
  let merged: Located | undefined;
  for (const { root } of links) {
    const at = entry(root, key);
    if (at === undefined) continue;
    if (isNothing(at.node)) {
      if (merged === undefined) refuseRemoval(at, { kind: "section", name: key });
      else if (merged.kind === "map") merged = emptied(merged);
      continue;
    }
    const map = mapAt(at, example);
    if (map !== undefined) merged = mergeTwo(merged, map.node);
  }
  const node = merged?.kind === "map" ? merged : emptySection;
  return { node, path: key, problems: links[0]?.root.problems ?? [], keyAt: node.at };
}

/** What stands where no file has the section. */
const emptySection: LocatedMap = { kind: "map", at: topOf(""), entries: new Map() };

/** The place of a key, also where nothing stands behind it. */
function entry(root: MapCursor, key: string): Cursor | undefined {
  return entriesAt(root).find(([name]) => name === key)?.[1];
}

/** The map with every name taken out. */
function emptied({ at, entries, removed }: LocatedMap): LocatedMap {
  return { kind: "map", at, entries: new Map(), removed: new Set([...(removed ?? []), ...entries.keys()]) };
}

function placeIn(given: GivenCells, region: Region): (parameter: string, cell: number, year: number) => Place {
  return (parameter, cell, year) => {
    const path = given.get(parameter)?.get(cell);
    return path === undefined ? region.at : originAt(path, year).givens[0].at;
  };
}

/** What the scenario is called, in its own file. */
export function titleOf(links: readonly Link[], id: string): Label {
  return labelAt(field((links.at(-1) as Link).root, "title")) ?? { en: id, zh: id };
}

/** What a region of the regional model cannot be without, though the model would take it for none. */
const energyOfSectors = "base_final_energy";

/**
 * Reports all that the form of a region of its own asks for, where the region says nothing of its energy: without it the model's
 * balances fail one by one, which tells nobody what to look for.
 */
function reportUnfilled(library: Library, model: Model, region: Region, problems: Problem[]): void {
  if (!model.parameters.has(energyOfSectors) || region.given.has(energyOfSectors)) return;
  if (problems.some(({ path }) => ["", "extends", "tables"].includes(path))) return;
  for (const { need, cells } of regionalForm(library)) {
    const [{ id, unit, where }] = cells;
    const isNeeded = (need === "yes" || need === "sum") && model.parameters.has(id);
    if (!isNeeded || region.given.has(id) || problems.some(({ path }) => path === `parameters.${id}`)) continue;
    const names = cells.map(({ members }) => (members === "" ? id : `${id}.${members}`));
    problems.push(
      problem(region.at, `parameters.${names[0]}`, "form_missing", { names, one: need === "sum", unit, where }),
    );
  }
  problems.push(problem(region.at, "parameters", "form_there", { region: region.id }));
}

/** Reports each parameter that neither the region nor the model gives a value for. */
function reportMissing(model: Model, region: Region, base: Inputs, problems: Problem[]): void {
  // Where a file could not be read, what it would have given is not missing.
  if (problems.some(({ path }) => ["", "extends", "tables"].includes(path))) return;
  for (const parameter of model.parameters.values()) {
    const { name, size, over, unit } = parameter;
    const numbers = base.values.get(name) as Float64Array;
    const missing = Array.from({ length: size }, (_, cell) => cell).filter((cell) => Number.isNaN(numbers[cell]));
    // A value that could not be read is reported already.
    if (missing.length === 0 || problems.some(({ path }) => path.split(".").includes(name))) continue;
    const names = cellNames(model, over);
    const lacking = missing.map((cell) => names[cell].join("."));
    const all = missing.length === size ? "all" : listingOf(lacking, 3);
    const values = { region: region.id, cells: over.length === 0 ? undefined : all, unit: unit.text } as const;
    problems.push(problem(region.at, `parameters.${name}`, "value_missing", values));
  }
}
