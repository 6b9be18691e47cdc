import { estimatedShares } from "../run/estimated-share.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { StoredCertainty, SureCondition } from "../run/stored-certainty.ts";
import { countPromises, type JudgedPlanTarget } from "../run/targets/plan-targets.ts";
import { isMet } from "../run/targets/target-status.ts";
import { planScenarios } from "../scenario/head.ts";
import { type Basis, bases } from "../scenario/levers/scenario-levers.ts";
import { attributeLevers, type MeasureChange } from "./levers/lever-attribution.ts";
import { leverPlayers } from "./levers/lever-players.ts";

/** What is known of one region and what its plans come to: a row of the table of all regions. */
export type Coverage = ReturnType<typeof coverageOf>;

/**
 * The row of a region out of its runs by scenario name; plans are held against what they come to, where there is that.
 * `certainty` is what is stored of how sure these peaks are. With `shares` the effect of its levers is shared out by what they rest on, which takes some thirty runs.
 */
export function coverageOf(
  runs: ReadonlyMap<string, ScenarioRun>,
  shares = false,
  certainty: ReadonlyMap<string, StoredCertainty> = new Map(),
) {
  const plan = planScenarios.find((name) => runs.has(name));
  const judged = (plan && runs.get(plan)) ?? [...runs.values()].at(-1);
  if (judged === undefined) throw new RangeError("a region needs at least one run");
  const { scenario, layout, boundaries, planTargets } = judged;
  const { region, baseYear, planStatements } = scenario;
  const titles = new Set([...region.plans, ...planStatements.map(({ document }) => document)]);
  return {
    region: region.id,
    label: region.label,
    level: region.level ?? "",
    parent: region.parent ?? "",
    baseYear,
    /** CO2 of the base year on each boundary, by its name; undefined where it is not computed. */
    co2: new Map(boundaries.map(({ name, peak, series }) => [name, peak === undefined ? undefined : series.values[0]])),
    /** Part of the base year's numbers that were estimated by a rule, 0 to 1; undefined where the model has no such table. */
    estimated: layout.estimatedShare && estimatedShares(scenario, layout.estimatedShare).whole,
    /** Everything was taken from a larger region by a rule. */
    downscaled: region.downscaled !== undefined,
    /** Titles of the plan documents that speak for it. */
    plans: [...titles].filter((title) => title !== ""),
    /** What these say in numbers, how much of it the model has a quantity for, and the promises in force by their outcome. */
    statements: planStatements.length,
    mapped: planStatements.filter(({ target }) => target !== undefined).length,
    ...countPromises(planTargets),
    ...metBy(planTargets, runs.get("reference")),
    /** On the default boundary. */
    referencePeak: runs.get("reference")?.boundaries[0].peak,
    policyPeak: plan && judged.boundaries[0].peak,
    /** The probability of that peak by 2030 under each condition, where it is stored of these very files. */
    sure: new Map([...sureBy(certainty.get("reference")), ...sureBy(plan && certainty.get(plan))]),
    effect: shares ? basisEffect(judged) : undefined,
  };
}

/**
 * What the promises met, within error or not, are met by, each once: a lever that is sized by their own number (`met_sized`,
 * see `countPromises`), what was observed, the reference already, or only the plans.
 */
function metBy(judged: readonly JudgedPlanTarget[], reference: ScenarioRun | undefined) {
  const before = new Map(reference?.planTargets.map(({ statement, status }) => [statement.id, status]));
  const met = judged.filter(({ counts, status, sizedBy }) => counts && isMet(status) && sizedBy.length === 0);
  const observed = met.filter(({ origin }) => origin !== "projected");
  const projected = met.filter(({ origin }) => origin === "projected");
  const already = projected.filter(({ statement }) => isMet(before.get(statement.id) ?? "missed"));
  return {
    met_observed: observed.length,
    met_reference: already.length,
    met_policy: projected.length - already.length,
  };
}

/** What is stored of a peak by 2030, by its condition. */
function sureBy(certainty: StoredCertainty | undefined): (readonly [SureCondition, number | undefined])[] {
  if (certainty?.state !== "stored") return [];
  return certainty.rows.flatMap(({ condition, numbers }) =>
    condition === "own" ? [] : [[condition, numbers.by_2030] as const],
  );
}

/** The year in which the effect of levers is shared out. */
const EFFECT_YEAR = 2030;

/**
 * The least part of what the groups move that has to be left in the sum for shares of it to say anything: at a half no share
 * is above 150 or below -50 %, beneath it small sums of large opposites would give any share (a group of Gansu 440 %).
 */
const LEAST_LEFT = 0.5;

/** What levers change, and how much of it those of each basis do. */
export interface BasisEffect {
  /** Mt; the sum of the parts. */
  readonly total: number;
  /** Shapley values of the groups, in Mt. */
  readonly parts: ReadonlyMap<Basis, number>;
  /** Parts over the total, 1 together; undefined where groups undo more than half of what they move. */
  readonly shares?: ReadonlyMap<Basis, number>;
}

/**
 * What all levers, planned projects among them, change on the default boundary in 2030, by what they rest on; undefined
 * where there is no lever, or one that does not say what it rests on.
 */
function basisEffect(run: ScenarioRun): BasisEffect | undefined {
  const players = leverPlayers(run, "basis");
  if (EFFECT_YEAR > run.scenario.horizon || players.length === 0) return undefined;
  if (players.some(({ kind }) => kind === "rest")) return undefined;
  const boundaries = [run.boundaries[0].name];
  const years = [EFFECT_YEAR];
  const { boundaries: found } = attributeLevers(run, { players, boundaries, years, bound: 1, mostPairs: 1, seed: 1 });
  const [{ shares, total }] = found;
  const inYear = ({ emissions }: MeasureChange): number => emissions.get(EFFECT_YEAR) as number;
  const parts = bases.map((basis) => {
    const share = shares.find(({ player }) => player.id === basis)?.share;
    return [basis, share === undefined ? 0 : inYear(share)] as const;
  });
  return { total: inYear(total), parts: new Map(parts), shares: sharesOf(inYear(total), parts) };
}

function sharesOf(total: number, parts: readonly (readonly [Basis, number])[]): BasisEffect["shares"] {
  const moved = parts.reduce((sum, [, part]) => sum + Math.abs(part), 0);
  if (moved === 0 || Math.abs(total) < LEAST_LEFT * moved) return undefined;
  return new Map(parts.map(([basis, part]) => [basis, part / total]));
}

const ranks = ["nation", "province", "city", "district", "rest", "country", ""];

/** The rows as a tree: a region is followed by its parts, the larger before the smaller, otherwise by name. */
export function inOrder(coverage: readonly Coverage[]): Coverage[] {
  const known = new Set(coverage.map(({ region }) => region));
  const rank = ({ level }: Coverage) => ranks.indexOf(level);
  const sorted = [...coverage].sort((a, b) => rank(a) - rank(b) || (a.region < b.region ? -1 : 1));
  const beneath = (parent: string): Coverage[] =>
    sorted.filter((row) => row.parent === parent).flatMap((row) => [row, ...beneath(row.region)]);
  return sorted.filter(({ parent }) => !known.has(parent)).flatMap((row) => [row, ...beneath(row.region)]);
}
