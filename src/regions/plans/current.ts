import { parameterAt } from "../../engine/program/interpret.ts";
import { runScenario } from "../../run/scenario-run.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { CURRENT, planScenarios } from "../../scenario/head.ts";
import type { Effect } from "../../scenario/levers/effect.ts";
import type { Lever } from "../../scenario/levers/lever.ts";
import { applySteps, inStepOrder, leverStep } from "../../scenario/levers/lever-steps.ts";
import { packageStrengths, scenarioInputs } from "../../scenario/paths/inputs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { sumBy, sumOf } from "../../statistics/sum.ts";
import { layeredLibrary } from "../../text/library.ts";
import { need } from "../../text/need.ts";
import { provinceMark } from "../china/province-files.ts";
import { chinaFiles } from "../china/source-tables.ts";
import { type Row, readCsv, toNumber } from "../csv.ts";
import { supplyLever } from "../downscale/levers.ts";
import type { Workshop } from "../workshop.ts";
import { amountAt, evaluatePlanQuantity, lists, NATION, round, roundUp } from "./tables.ts";

/** Units of so many years after a promise's can come earlier. */
const FORWARD = 5;
/** A gap below this (GW) is none. */
const LEAST = 1e-6;

/** What the scenarios are made from. */
type CurrentShop = Pick<Workshop, "library" | "model" | "programs">;

/** A lever of a region that builds what was decided. */
interface Lane {
  readonly scenario: Scenario;
  readonly lever: Lever;
  /** Strength times ramp in the scenario of the plans, by year from the base year. */
  readonly before: Float64Array;
  /** What is added to that, by year: a line from nothing in the last year before the plans, held after the last. */
  readonly points: Map<number, number>;
  readonly sources: string[];
  own: boolean;
}

/** The scenarios `current` of whole regions, and how far each of their levers that were raised is pulled. */
export interface MadeCurrent {
  readonly files: ReadonlyMap<string, string>;
  readonly raised: ReadonlyMap<string, readonly Raised[]>;
}

/** A lever that `current` pulls further than the plans. */
interface Raised {
  readonly lever: string;
  readonly basis: "own" | "national";
  /** Strength times ramp, by year from the base year; `before` in the scenario of the plans. */
  readonly weights: Float64Array;
  readonly before: Float64Array;
  readonly source: string;
}

/**
 * The scenarios `current` of the nation and the provinces: what the plans come to, and the capacities of `current.csv` that
 * they lack, shared out by the rule that stands there; `cache` takes the regions that are read. A region that has them all gets a scenario that says so.
 */
export function madeCurrent(shop: CurrentShop, ids: readonly string[], cache: RegionCache): MadeCurrent {
  const { library, model, programs } = shop;
  const table = currentTable(shop);
  const scenarios = new Map(ids.flatMap((id) => planOf(shop, id, cache) ?? []).map((one) => [one.region.id, one]));
  const lanes = new Map([...scenarios].map(([id, scenario]) => [id, lanesOf(scenario, table)]));
  const notes = new Map(ids.map((id) => [id, [] as string[]]));
  const provinces = ids.filter((id) => id !== NATION);
  const capacities = table.filter(({ kind }) => kind === "capacity");
  // What a region decided itself counts before the nation's is shared out, and early years before late ones.
  const rank = (row: Row): number => Number(row.year) + (row.region === NATION ? 10_000 : 0);
  for (const row of [...capacities].sort((a, b) => rank(a) - rank(b))) {
    const scopes = row.region === NATION ? [[NATION], provinces] : [[row.region]];
    for (const scope of scopes) {
      const taking = scope.flatMap((id) => (lanes.get(id) ?? []).filter(({ lever }) => lists(row.levers, lever.id)));
      // What stands where a region has no such lever counts too.
      const others = row.levers.split("|").flatMap((name) => {
        const without = scope.filter((id) => lanes.get(id)?.every(({ lever }) => lever.id !== name));
        const [effect] = lanes.get(NATION)?.find(({ lever }) => lever.id === name)?.lever.effects ?? [];
        return effect === undefined ? [] : without.map((id) => ({ scenario: need(scenarios, id), effect }));
      });
      const said = shareOut(
        row,
        taking,
        others,
        scope === provinces ? "the plans of the provinces together come to" : "the plans come to",
      );
      if (said !== undefined) for (const id of scope) notes.get(id)?.push(said);
    }
  }
  const raised = new Map([...lanes].map(([id, of]) => [id, of.flatMap(raisedBy)]));
  const files = new Map<string, string>();
  for (const [id, scenario] of scenarios) {
    const write = (more: readonly string[]): void => {
      files.set(pathOf(id), currentYaml(scenario, raised.get(id) ?? [], notes.get(id) ?? [], more));
    };
    write([]);
    if (id !== NATION) continue;
    const run = runScenario(composeScenario(layeredLibrary(library, files), model, `${id}/${CURRENT}`), programs);
    /** The year before the promise's in which the quantity is highest. */
    const peakOf = ({ quantity, year }: Row): number => {
      const { baseYear } = scenario;
      const years = Array.from({ length: Number(year) - baseYear }, (_, i) => baseYear + i);
      const values = years.map((at) => evaluatePlanQuantity(run, quantity, at));
      return years[values.indexOf(Math.max(...values))];
    };
    write(outcomeLines(table, peakOf));
  }
  return { files, raised };
}

/**
 * The scenario `current` of a part: its plans, with the levers that its whole has raised pulled as much further as there and
 * the whole's power supply in that scenario. No file where it has no plan scenario.
 */
export function currentOfPart(
  shop: CurrentShop,
  id: string,
  parent: string,
  raised: readonly Raised[],
): ReadonlyMap<string, string> {
  const scenario = planOf(shop, id, new Map());
  if (scenario === undefined) return new Map();
  const own = raised.flatMap((of): Raised[] => {
    const lever = scenario.region.levers.get(of.lever);
    if (lever === undefined) return [];
    const before = weightsIn(scenario, of.lever);
    // Projects that are named bring some of what the whole's plans have: the part's lever stands at the rest.
    const weights = before.map((weight, i) => Math.min(1, weight + Math.max(0, of.weights[i] - of.before[i])));
    if (weights.every((weight, i) => weight === before[i])) return [];
    return [{ ...of, weights, before, source: `as in ${parent}/${CURRENT}: ${of.source}` }];
  });
  const [plan] = scenario.id.split("/").slice(-1);
  const supply = scenario.levers.has(supplyLever(plan))
    ? [
        `  ${supplyLever(plan)}: null`,
        `  ${supplyLever(CURRENT)}: {strength: 1, basis: own, source: "as in ${parent}/${CURRENT}: the grid that it takes its electricity from"}`,
      ]
    : [];
  return new Map([[pathOf(id), currentYaml(scenario, own, [], [], supply)]]);
}

/** The rows of `current.csv`. */
function currentTable({ library }: CurrentShop): Row[] {
  return readCsv(chinaFiles(library)("plans/current.csv"), "data/china/plans/current.csv");
}

function pathOf(id: string): string {
  return `scenarios/${id}/${CURRENT}.yaml`;
}

/** The scenario of what the region's plans come to. */
function planOf({ library, model }: CurrentShop, id: string, cache: RegionCache): Scenario | undefined {
  const name = planScenarios.find((plan) => library.read(`scenarios/${id}/${plan}.yaml`) !== undefined);
  return name && composeScenario(library, model, `${id}/${name}`, cache);
}

/** How far a scenario pulls a lever, by year. */
function weightsIn({ levers, years }: Scenario, lever: string): Float64Array {
  const pulled = levers.get(lever);
  return pulled?.weights.map((weight) => weight * pulled.strength) ?? new Float64Array(years);
}

function lanesOf(scenario: Scenario, table: readonly Row[]): Lane[] {
  const names = new Set(table.flatMap(({ levers }) => levers.split("|")));
  return [...scenario.region.levers.values()].flatMap((lever) =>
    names.has(lever.id)
      ? [{ scenario, lever, before: weightsIn(scenario, lever.id), points: new Map(), sources: [], own: true }]
      : [],
  );
}

function weightsOf(lane: Lane): Float64Array {
  const { before, points, scenario } = lane;
  return before.map((weight, i) => Math.min(1, weight + amountAt(points, scenario.baseYear + i)));
}

/** What the lever acts on, in a year: as things are, or with the lever at another weight there. */
function standingIn(lane: Lane, year: number, weight?: number): number {
  const { scenario, lever } = lane;
  const [effect] = lever.effects;
  const { parameter, cells } = effect;
  const weights = weightsOf(lane);
  if (weight !== undefined) weights[year - scenario.baseYear] = weight;
  const others = (scenario.steps.get(parameter.name) ?? []).filter(({ id }) => id !== lever.id);
  const steps = [...others, leverStep(lever.id, effect, weights)].sort(inStepOrder);
  const strengths = packageStrengths(scenario).set(lever.id, 1);
  const values = applySteps(parameter, need(scenario.base.values, parameter.name), steps, strengths);
  return values[(year - scenario.baseYear) * parameter.size + cells[0]];
}

/** Document and section, and where they are told: most documents were read about, and a section stands where it was told. */
function sourceOf({ document, section, source }: Row): string {
  return `${document}, ${section || "section not told"} (${source})`;
}

/** Raises levers so that together they have what was decided; what is said of it where nothing was to be raised. */
function shareOut(
  row: Row,
  lanes: readonly Lane[],
  others: readonly { readonly scenario: Scenario; readonly effect: Effect }[],
  whose: string,
): string | undefined {
  const year = Number(row.year);
  const allIn = (at: number): number =>
    sumBy(lanes, (lane) => standingIn(lane, at)) +
    sumBy(others, ({ scenario, effect: { parameter, cells } }) =>
      parameterAt(scenario.model, scenarioInputs(scenario), parameter.name, cells[0], at - scenario.baseYear),
    );
  const stood = row.since === "" ? 0 : allIn(Number(row.since));
  const amount = toNumber(row.amount, row.at) + stood;
  const standing = allIn(year);
  const where = sourceOf(row);
  const beyond = row.since === "" ? "" : ` beyond the ${round(stood)} of ${row.since}`;
  const level = `${row.amount} ${row.unit} of ${row.label_en} in ${year}${beyond}, ${whose} ${round(standing)}`;
  const gap = amount - standing;
  if (!(gap > LEAST)) return `${level}: ${where}`;
  const rooms = lanes.map((lane) => {
    const room = standingIn(lane, year, 1) - standingIn(lane, year);
    if (row.rule === "room") return room;
    if (row.rule === "forward") return Math.min(room, standingIn(lane, year + FORWARD) - standingIn(lane, year));
    throw new Error(`${row.at}: "${row.rule}" is no rule of sharing; say room or forward`);
  });
  const all = sumOf(rooms);
  for (const [i, lane] of lanes.entries()) {
    const part = all > 0 ? Math.min(1, gap / all) * rooms[i] : 0;
    if (!(part > LEAST)) continue;
    const { lever, scenario, points, before, sources } = lane;
    const asked = standingIn(lane, year) + part;
    // What comes earlier stays: the plan's own path goes on where it is as high.
    const years = row.rule === "forward" ? Array.from({ length: FORWARD + 1 }, (_, i) => year + i) : [year];
    for (const at of years) points.set(at, weightFor(lane, at, asked) - before[at - scenario.baseYear]);
    if (row.region === NATION) lane.own = false;
    const shared =
      row.rule === "room" ? "by the room that levers leave" : `by what comes in the ${FORWARD} years after`;
    const [unit] = lever.effects.map(({ parameter }) => parameter.unit.text);
    sources.push(
      `${where}: ${level}; ${round(gap)} shared ${shared}: ${round(part)} of ${round(rooms[i])} ${unit} here`,
    );
  }
  return undefined;
}

/** The least weight in the year, from that of the plans on, at which the lever brings about so much; the path rises with it. */
function weightFor(lane: Lane, year: number, asked: number): number {
  let [from, to] = [lane.before[year - lane.scenario.baseYear], 1];
  if (standingIn(lane, year, from) >= asked) return from;
  for (let i = 0; i < 50; i++) {
    const middle = (from + to) / 2;
    if (standingIn(lane, year, middle) < asked) from = middle;
    else to = middle;
  }
  return to;
}

function raisedBy(lane: Lane): Raised[] {
  const { lever, points, sources, own, scenario, before } = lane;
  if (points.size === 0) return [];
  const basis = own || scenario.region.id === NATION ? "own" : "national";
  return [{ lever: lever.id, basis, weights: weightsOf(lane), before, source: sources.join("; ") }];
}

/** The YAML of a scenario `current`; `more` are sections beside the levers, `supply` lines of levers. */
function currentYaml(
  { id, region, baseYear, lastObserved }: Scenario,
  raised: readonly Raised[],
  notes: readonly string[],
  more: readonly string[],
  supply: readonly string[] = [],
): string {
  const { en, zh } = region.label;
  const levers = raised.map(({ lever, basis, weights, source }) => {
    const { strength, knots } = knotsOf(weights, baseYear, lastObserved);
    return `  ${lever}: {strength: ${strength}, knots: {${knots}}, basis: ${basis}, source: ${JSON.stringify(source)}}`;
  });
  const lines = [
    "# yaml-language-server: $schema=../../schemas/scenario.json",
    `# ${provinceMark} from data/china/plans/current.csv: what the plans come to, and`,
    "# what was decided since 2025. Outcomes are judged and size nothing.",
    `extends: ${id.slice(id.lastIndexOf("/") + 1)}`,
    `title: {en: ${JSON.stringify(`${en}, current policy`)}, zh: ${JSON.stringify(`${zh}：现行政策(含2025年以来新部署)`)}}`,
    ...(levers.length + supply.length === 0 ? [] : ["levers:", ...supply, ...levers]),
    ...more,
    ...(notes.length === 0 ? [] : ["# Nothing added, since the plans have it:", ...notes.map((note) => `#   ${note}`)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** A strength and knots, one a year where the weight moves, that are nowhere below the weights. */
function knotsOf(weights: Float64Array, baseYear: number, lastObserved: number) {
  const strength = roundUp(Math.max(...weights));
  const shares = Array.from(weights.slice(lastObserved + 1 - baseYear), (weight) => {
    return Math.min(1, Math.ceil((weight / strength) * 1e6 - 1e-6) / 1e6);
  });
  const spans: { from: number; to: number; share: number }[] = [];
  for (const [i, share] of shares.entries()) {
    const year = lastObserved + 1 + i;
    const last = spans.at(-1);
    if (last?.share === share) last.to = year;
    else spans.push({ from: year, to: year, share });
  }
  const knots = spans.map(({ from, to, share }) => `${from === to ? from : `${from}-${to}`}: ${share}`).join(", ");
  return { strength, knots };
}

/** What is judged: targets, and indicators where the quantity is a formula. */
function outcomeLines(table: readonly Row[], peakOf: (row: Row) => number): string[] {
  const rows = table.filter(({ kind }) => kind === "outcome");
  const isFormula = ({ quantity }: Row): boolean => !/^[\w.]+$/.test(quantity);
  const label = ({ label_en, label_zh }: Row): string =>
    `label: {en: ${JSON.stringify(label_en)}, zh: ${JSON.stringify(label_zh)}}`;
  const indicators = rows.filter(isFormula).map((row) => {
    // A fall is in %, whatever it is a fall of.
    const unit = row.measure === "" ? `, unit: ${JSON.stringify(row.unit)}` : "";
    return `  ${row.id}: {formula: ${JSON.stringify(row.quantity)}${unit}, ${label(row)}}`;
  });
  const targets = rows.map((row) => {
    const amounts = row.amount.split("|");
    const years = row.year.split("|").map((year, i) => `${year}: ">= ${amounts[i]} ${row.unit}"`);
    const measure = row.measure === "from its peak" ? `reduction_from: ${peakOf(row)}` : row.measure;
    const fields = [
      ...(isFormula(row) ? [] : [`variable: ${row.quantity}`]),
      ...(measure === "peak" ? [`by: ${row.year}`] : [...(measure === "" ? [] : [measure]), ...years]),
      label(row),
      `source: ${JSON.stringify(sourceOf(row))}`,
    ];
    return `  ${row.id}: {${fields.join(", ")}}`;
  });
  return ["indicators:", ...indicators, "targets:", ...targets];
}
