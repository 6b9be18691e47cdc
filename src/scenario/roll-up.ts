import type { Model } from "../engine/language/model.ts";
import { reportOf } from "../engine/report/read-report.ts";
import { type Library, recording } from "../text/library.ts";
import { type Label, type Place, type Problem, problem } from "../text/problems.ts";
import { entriesAt, field, isMap } from "../text/reader.ts";
import type { Link } from "./chain.ts";
import {
  composeOn,
  fail,
  type Reading,
  type RegionCache,
  readTargetSection,
  reportingTo,
  runsOn,
  titleOf,
} from "./compose.ts";
import { readReach } from "./levers/reach.ts";
import { isRemoval } from "./merge.ts";
import { isAmount, readAssignments } from "./paths/amounts.ts";
import type { Scenario } from "./scenario.ts";
import {
  type ChainedScenario,
  chainScenario,
  type Named,
  readScenarioChain,
  type ScenarioChain,
  scenarioFile,
} from "./scenario-chain.ts";
import type { Target } from "./targets/targets.ts";

/** A scenario over several regions, each ready to run; the sum of the runs is what it is about. */
export interface RollUp {
  /** Such as `yangtze_delta/policy`. */
  readonly id: string;
  /** The sum's name among regions: the folder that the scenario stands in. */
  readonly region: string;
  readonly title: Label;
  readonly model: Model;
  /** The scenario of its own that each member runs, in the order of the members; empty where it runs its region's numbers alone. */
  readonly each: readonly string[];
  /** The region that the members make up, ready to run the scenario that each of them runs. */
  readonly whole?: Scenario;
  /** Whether the members together import only what they export, see `closedInputs`. */
  readonly tradeCloses: boolean;
  /** Ancestors first, the scenario itself last; without what the members extend. */
  readonly chain: readonly string[];
  /** In the order of the file. */
  readonly members: readonly Scenario[];
  /** What the file asks of the sum; what its members are asked stays with them. */
  readonly targets: readonly Target[];
  /** Every file that went in, with its text, for hashes. */
  readonly files: ReadonlyMap<string, string>;
}

/** Whether a scenario runs several regions. */
export function isRollUp(library: Library, id: string): boolean {
  return chainScenario(library, id).chain.regions !== undefined;
}

/**
 * The roll-up `id` with all its regions. Each runs the first scenario of its own that `each` names, such as
 * `scenarios/jiangsu/policy.yaml`, with the roll-up's assumptions and levers laid over it.
 *
 * @throws InputError with every problem in every file that goes in, in one pass.
 */
export function composeRollUp(
  source: Library,
  model: Model,
  id: string,
  regions: RegionCache = new Map(),
  chained: ChainedScenario = chainScenario(source, id),
): RollUp {
  const { chain } = chained;
  const problems = [...chained.problems];
  const files = new Map(chained.files);
  if (chain.links.at(-1)?.id !== id || chain.regions === undefined || !runsOn(chain.model, model, problems))
    return fail(problems);
  const links = reportingTo(problems, chain.links);
  const title = titleOf(links, id);
  const found = chain.regions.map((region) => {
    const reading = { source, model, regions, problems: [] as Problem[] };
    return { member: composeMember(reading, { ...chained, title, region }), problems: reading.problems };
  });
  // A null of the roll-up's own removes something where one region has it.
  const lacking = (problem: Problem) => found.filter((one) => one.problems.some((other) => sameKind(problem, other)));
  const isOwn = ({ at }: Problem) => chain.links.some(({ file }) => file === at.file);
  for (const problem of found.flatMap((one) => one.problems)) {
    const own = isRemoval(problem) && isOwn(problem);
    if (!own) problems.push(problem);
    else if (lacking(problem).length === found.length && !problems.some((other) => sameKind(problem, other)))
      problems.push(problem);
  }
  const members = found.flatMap(({ member }) => member ?? []);
  const reading = { source, model, regions, problems };
  const whole = chain.whole && composeMember(reading, { ...chained, title, region: chain.whole });
  if (whole !== undefined && chain.whole !== undefined) {
    sameYears([whole, ...members], [chain.whole, ...chain.regions], problems);
    refuseOthers(whole.region.id, members, chain.regions, problems);
  }
  sameYears(members, chain.regions, problems);
  refuseParts(members, chain.regions, problems);
  if (chain.tradeCloses !== undefined && reportOf(model).rollUp?.trade?.closing === undefined)
    problems.push(problem(chain.tradeCloses, "trade_closes", "closes_model", { model: model.name }));
  refuseForEach(links, model, chain.regions.length, problems);
  refuseReached(links, model, chain.regions.length, problems);
  const targets = members.length === 0 ? [] : readTargetSection(links, model, spanOf(members));
  if (problems.length > 0) return fail(problems);
  for (const member of whole === undefined ? members : [...members, whole])
    for (const [name, text] of member.files) files.set(name, text);
  return {
    id,
    region: id.includes("/") ? id.slice(0, id.lastIndexOf("/")) : id,
    title,
    model,
    each: chain.regions.map((region) => eachOf(source, chain, region)?.name ?? ""),
    whole,
    tradeCloses: chain.tradeCloses !== undefined,
    chain: chain.links.map((link) => link.id),
    members,
    targets,
    files,
  };
}

function sameKind(one: Problem, other: Problem): boolean {
  return isRemoval(other) && one.path === other.path && one.at.file === other.at.file && one.at.line === other.at.line;
}

/** The scenario of its own that a region runs, with the roll-up's files laid over it. */
function composeMember(
  reading: Reading,
  { id, chain, files: above, title, region }: ChainedScenario & { title: Label; region: Named },
): Scenario | undefined {
  const files = new Map(above);
  const library = recording(reading.source, files);
  const each = eachOf(library, chain, region);
  const beneath = each && readScenarioChain(library, `${region.name}/${each.name}`, reading.problems, each.at).links;
  const targetLinks = beneath ?? [];
  return composeOn(reading, { id, title, links: [...targetLinks, ...chain.links], targetLinks, region, files });
}

/** The first scenario of those that the file names for each region which this one has; the first of all where it has none. */
function eachOf(library: Library, { each = [] }: ScenarioChain, region: Named): Named | undefined {
  return (
    each.find(({ name }) => library.read(scenarioFile(`${region.name}/${name}`, library)) !== undefined) ?? each[0]
  );
}

function spanOf(members: readonly Scenario[]): { from: number; to: number; lastObserved: number } {
  const [{ baseYear, horizon }] = members;
  return { from: baseYear, to: horizon, lastObserved: Math.min(...members.map((member) => member.lastObserved)) };
}

/** A region and a part of it are no sum: the part would count twice. */
function refuseParts(members: readonly Scenario[], asked: readonly Named[], problems: Problem[]): void {
  const wholes = new Set(members.map(({ region }) => region.id));
  for (const { region } of members) {
    if (region.parent === undefined || !wholes.has(region.parent)) continue;
    const values = { part: region.id, whole: region.parent };
    problems.push(problem(placeOf(region.id, asked), "regions", "region_part", values));
  }
}

/** Members of a whole are parts of it. */
function refuseOthers(whole: string, members: readonly Scenario[], asked: readonly Named[], problems: Problem[]): void {
  for (const { region } of members)
    if (region.parent !== whole)
      problems.push(problem(placeOf(region.id, asked), "regions", "whole_other", { region: region.id, whole }));
}

/** Where the file names the region. */
function placeOf(region: string, asked: readonly Named[]): Place {
  return (asked.find(({ name }) => name === region) ?? asked[0]).at;
}

/** What a file over several regions cannot say: an amount, which each of them would get whole, and a design. */
function refuseForEach(links: readonly Link[], model: Model, regions: number, problems: Problem[]): void {
  for (const { root } of links) {
    const design = field(root, "design");
    if (design !== undefined) problems.push(problem(design.keyAt, "design", "design_in_sum", {}));
    const projects = field(root, "projects");
    if (projects !== undefined) problems.push(problem(projects.keyAt, "projects", "projects_in_sum", { regions }));
    const assume = field(root, "assume");
    if (assume === undefined || !isMap(assume)) continue;
    // Its mistakes are told with the members.
    for (const { parameter, value, at } of readAssignments({ ...assume, problems: [] }, model, "assume", undefined)) {
      const given = [value.constant, ...value.years.values()].find((one) => one && one.value !== 0);
      if (!given || parameter.each || !isAmount(parameter.unit)) continue;
      problems.push(problem(given.at, at.path, "amount_in_sum", { text: given.text, regions }));
    }
  }
}

/** Which years it names is told with the members. */
const anyYears = { from: 0, to: 9999, lastObserved: 0 };

/** An amount that a lever is to bring about would be brought about in each of the regions. */
function refuseReached(links: readonly Link[], model: Model, regions: number, problems: Problem[]): void {
  for (const { root } of links) {
    const levers = field(root, "levers");
    for (const [id, at] of levers !== undefined && isMap(levers) ? entriesAt(levers) : []) {
      const reachAt = isMap(at) ? field(at, "reach") : undefined;
      const reach = reachAt && readReach({ ...reachAt, problems: [] }, model, anyYears);
      if (reach === undefined || !isAmount(reach.variable.unit)) continue;
      if (reach.kind !== "level" && reach.kind !== "increment") continue;
      const [{ text, at: place }] = reach.years;
      problems.push(problem(place, `levers.${id}.reach`, "amount_in_sum", { text, regions }));
    }
  }
}

function sameYears(members: readonly Scenario[], asked: readonly Named[], problems: Problem[]): void {
  const [first, ...others] = members;
  for (const { region, baseYear, horizon } of others) {
    if (baseYear === first.baseYear && horizon === first.horizon) continue;
    const span = { from: baseYear, to: horizon };
    const others = { other: first.region.id, otherSpan: { from: first.baseYear, to: first.horizon } };
    problems.push(
      problem(placeOf(region.id, asked), "regions", "years_differ", { region: region.id, span, ...others }),
    );
  }
}
