import {
  type LeverSetting,
  type LeverSettings,
  type PackageRunner,
  packageRunner,
  packageSettings,
} from "../../run/package-runner.ts";
import { findPeak, findTop, type Peak, type PeakTop } from "../../run/peak/peak.ts";
import type { ScenarioRun } from "../../run/run.ts";
import type { Series } from "../../statistics/series.ts";
import { need } from "../../text/need.ts";
import { nearest, rangeError } from "../../text/problems.ts";
import { goalExcess, meetsGoal, type PeakGoal, seekLeast } from "./seek-bracket.ts";

export type SeekKind = "lever" | "ambition" | "smallest_set" | "latest_start" | "least_effort";

export interface SeekPoint {
  /** Strength, ambition factor, years of delay or number of levers. */
  readonly at: number;
  readonly meets: boolean;
  readonly top: PeakTop;
}

/** The answer to an inverse question, or that there is none. */
export interface SeekAnswer extends FoundAnswer {
  /** The peak of these settings and the one before, with their bands. */
  readonly peak: Peak;
  readonly peak_before: Peak;
}

interface FoundAnswer {
  readonly kind: SeekKind;
  readonly goal: PeakGoal;
  readonly possible: boolean;
  /** Strength, ambition factor, years of delay, number of levers or effort; undefined where it is impossible. */
  readonly value: number | undefined;
  /** The levers that give it; where it is impossible those that come nearest. */
  readonly settings: LeverSettings;
  readonly top: PeakTop;
  /** As the scenario stands. */
  readonly before: PeakTop;
  /** More is never worse, as far as the scan shows; true where nothing was scanned. */
  readonly monotone: boolean;
  readonly scan: readonly SeekPoint[];
  /** Of a smallest set: that no set of one lever less does it was checked for all of them. */
  readonly proven?: boolean;
  /** Of a smallest set and of the least effort: levers stand at full strength, since the scenario's own do not suffice. */
  readonly atFullStrength?: boolean;
  readonly runs: number;
}

export interface SeekOptions {
  /** The lever whose least strength is sought, or that alone is delayed. */
  readonly lever?: string;
  /** Effort at full strength by lever; 1 for those not named. */
  readonly efforts?: ReadonlyMap<string, number>;
}

/** Strengths and ambition are told to a ten-thousandth; both are found on a grid of that width. */
const GRID = 10_000;
const SCAN = 20;
/** So many levers less are searched through for a smaller set, as long as there are no more sets than this. */
const MOST_SETS = 3000;

/** How a question is put to the model: the series of the goal's boundary under any levers, counted. */
interface SeekContext {
  readonly run: ScenarioRun;
  readonly goal: PeakGoal;
  readonly pulled: ReadonlyMap<string, LeverSetting>;
  readonly series: (settings: LeverSettings) => Series;
  readonly runs: () => number;
}

/**
 * Answers "what would it take to peak by then?":
 *
 * - `lever`: the least strength of one lever, the others as the scenario has them;
 * - `ambition`: the least factor on all levers; from 0 to 1 it scales their strengths, from 1 to 2 it moves them from
 *   there to full strength, so that 1 is the scenario as it stands;
 * - `smallest_set`: the fewest levers, at the scenario's strengths or, where those do not suffice, at full strength;
 * - `latest_start`: by how many years all levers, or the one, can be late;
 * - `least_effort`: a mix with as little effort (strength times the effort of each lever, summed) as a search finds: no
 *   lever of it can be weakened further by itself. It is a good mix, not a proven least one.
 *
 * @throws RangeError for a boundary or lever that the run lacks.
 */
export function seek(run: ScenarioRun, kind: SeekKind, goal: PeakGoal, options: SeekOptions = {}): SeekAnswer {
  const context = contextOf(run, goal);
  const found = answerOf(context, kind, options);
  const [peak, peak_before] = [found.settings, context.pulled].map((settings) => findPeak(context.series(settings)));
  return { ...found, peak, peak_before };
}

function answerOf(context: SeekContext, kind: SeekKind, options: SeekOptions): FoundAnswer {
  const { run } = context;
  const { lever } = options;
  if (lever !== undefined && !run.scenario.levers.has(lever)) {
    const { id, levers } = run.scenario;
    throw rangeError("pulls_no_lever", { scenario: id, lever, near: nearest(lever, levers.keys()) });
  }
  if (kind === "lever") {
    if (lever === undefined) throw rangeError("least_of_one", {});
    return alongGrid(context, kind, GRID, (at) => new Map([...context.pulled, [lever, { strength: at / GRID }]]));
  }
  if (kind === "ambition") return alongGrid(context, kind, 2 * GRID, (at) => ambition(context.pulled, at / GRID));
  if (kind === "latest_start") return latestStart(context, lever);
  if (kind === "smallest_set") return smallestSet(context);
  return leastEffort(context, options.efforts ?? new Map());
}

function contextOf(run: ScenarioRun, goal: PeakGoal): SeekContext {
  const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
  if (!names.includes(goal.boundary))
    throw rangeError("boundary_not_peaking", { name: goal.boundary, near: nearest(goal.boundary, names) });
  const runner: PackageRunner = packageRunner(run);
  let runs = 0;
  return {
    run,
    goal,
    pulled: packageSettings(run),
    series: (settings) => {
      runs++;
      return need(runner.run(settings), goal.boundary);
    },
    runs: () => runs,
  };
}

/** The levers at an ambition factor from 0 (none) over 1 (as they stand) to 2 (all at full strength). */
export function ambition(pulled: ReadonlyMap<string, LeverSetting>, factor: number): Map<string, LeverSetting> {
  const strengthOf = (strength: number) =>
    factor <= 1 ? strength * factor : factor >= 2 ? 1 : strength + (factor - 1) * (1 - strength);
  return new Map([...pulled].map(([id, setting]) => [id, { ...setting, strength: strengthOf(setting.strength) }]));
}

function alongGrid(
  context: SeekContext,
  kind: SeekKind,
  most: number,
  settingsAt: (at: number) => Map<string, LeverSetting>,
): FoundAnswer {
  const { goal } = context;
  const points = new Map<number, SeekPoint & { excess: number }>();
  const look = (at: number) => {
    const series = context.series(settingsAt(at));
    const point = {
      at: at / GRID,
      meets: meetsGoal(series, goal),
      top: findTop(series),
      excess: goalExcess(series, goal),
    };
    points.set(at, point);
    return point.meets;
  };
  const { least, monotone, scan } = seekLeast(0, most, (SCAN * most) / GRID, look);
  const nearest = [...points].reduce((best, point) => (point[1].excess < best[1].excess ? point : best))[0];
  const chosen = least ?? nearest;
  return answer(context, kind, settingsAt(chosen), {
    possible: least !== undefined,
    value: least === undefined ? undefined : least / GRID,
    top: need(points, chosen).top,
    monotone,
    scan: scan.map(({ at }) => need(points, at)),
  });
}

function latestStart(context: SeekContext, lever: string | undefined): FoundAnswer {
  const { goal, pulled, run } = context;
  const most = run.scenario.horizon - run.scenario.lastObserved;
  const settingsAt = (delay: number) =>
    new Map([...pulled].map(([id, own]) => [id, lever === undefined || lever === id ? { ...own, delay } : own]));
  const scan = Array.from({ length: most + 1 }, (_, delay) => {
    const series = context.series(settingsAt(delay));
    return { at: delay, meets: meetsGoal(series, goal), top: findTop(series), excess: goalExcess(series, goal) };
  });
  const latest = scan.findLast(({ meets }) => meets);
  const nearest = scan.reduce((best, point) => (point.excess < best.excess ? point : best));
  const chosen = latest ?? nearest;
  return answer(context, "latest_start", settingsAt(chosen.at), {
    possible: latest !== undefined,
    value: latest?.at,
    top: chosen.top,
    before: scan[0].top,
    monotone: scan.slice(0, chosen.at + 1).every(({ meets }) => meets) || latest === undefined,
    scan,
  });
}

/** The levers' strengths as the scenario has them, or all at full strength where those do not meet the goal. */
function sufficient(context: SeekContext): {
  settings: Map<string, LeverSetting>;
  atFullStrength: boolean;
  possible: boolean;
} {
  const full = ambition(context.pulled, 2);
  if (meetsGoal(context.series(context.pulled), context.goal))
    return { settings: new Map(context.pulled), atFullStrength: false, possible: true };
  return { settings: full, atFullStrength: true, possible: meetsGoal(context.series(full), context.goal) };
}

/** The answer that these settings are; what the search has not met on its way is run. */
function answer(
  context: SeekContext,
  kind: SeekKind,
  settings: LeverSettings,
  rest: Pick<FoundAnswer, "possible" | "value"> & Partial<FoundAnswer>,
): FoundAnswer {
  const { possible, value, monotone = true, scan = [], top: topFound, before: topBefore, ...more } = rest;
  const top = topFound ?? findTop(context.series(settings));
  const before = topBefore ?? findTop(context.series(context.pulled));
  const { goal, runs } = context;
  return { kind, goal, possible, value, settings, top, before, monotone, scan, ...more, runs: runs() };
}

function impossible(context: SeekContext, kind: SeekKind, settings: LeverSettings): FoundAnswer {
  return answer(context, kind, settings, { possible: false, value: undefined, atFullStrength: true });
}

function smallestSet(context: SeekContext): FoundAnswer {
  const start = sufficient(context);
  if (!start.possible) return impossible(context, "smallest_set", start.settings);
  const { goal } = context;
  const ids = [...start.settings.keys()];
  const settingsOf = (set: readonly string[]) => new Map(set.map((id) => [id, need(start.settings, id)]));
  const meets = (set: readonly string[]) => meetsGoal(context.series(settingsOf(set)), goal);
  const excess = (set: readonly string[]) => goalExcess(context.series(settingsOf(set)), goal);

  // Up from nothing, always the lever that brings the goal nearest; then out again whatever is not needed.
  let up: string[] = [];
  while (!meets(up) && up.length < ids.length) {
    const next = ids.filter((id) => !up.includes(id)).map((id) => ({ id, excess: excess([...up, id]) }));
    up = [...up, next.reduce((best, own) => (own.excess < best.excess ? own : best)).id];
  }
  let best = meets(up) ? pruned(up, meets) : pruned(ids, meets);

  // All smaller sets, as far as there are few enough of them.
  let proven = best.length === 0;
  for (let size = 0; size < best.length; size++) {
    if (setCount(ids.length, size) > MOST_SETS) break;
    const found = firstSet(ids, size, meets);
    if (found !== undefined) best = found;
    proven = found !== undefined || size === best.length - 1;
    if (found !== undefined) break;
  }
  const { atFullStrength } = start;
  return answer(context, "smallest_set", settingsOf(best), {
    possible: true,
    value: best.length,
    proven,
    atFullStrength,
  });
}

/** The set without those levers that it meets the goal without, tried from the last one on. */
function pruned(set: readonly string[], meets: (set: readonly string[]) => boolean): string[] {
  let kept = [...set];
  for (const id of set.toReversed()) {
    const without = kept.filter((other) => other !== id);
    if (meets(without)) kept = without;
  }
  return kept;
}

function setCount(of: number, size: number): number {
  let count = 1;
  for (let k = 1; k <= size; k++) count = (count * (of - k + 1)) / k;
  return count;
}

function firstSet(
  ids: readonly string[],
  size: number,
  meets: (set: readonly string[]) => boolean,
  chosen: readonly string[] = [],
  from = 0,
): string[] | undefined {
  if (chosen.length === size) return meets(chosen) ? [...chosen] : undefined;
  for (let i = from; i <= ids.length - (size - chosen.length); i++) {
    const found = firstSet(ids, size, meets, [...chosen, ids[i]], i + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function leastEffort(context: SeekContext, efforts: ReadonlyMap<string, number>): FoundAnswer {
  const { goal, pulled } = context;
  const full = ambition(pulled, 2);
  if (!meetsGoal(context.series(full), goal)) return impossible(context, "least_effort", full);
  const effortOf = (id: string) => efforts.get(id) ?? 1;
  const total = (settings: LeverSettings) =>
    [...settings].reduce((sum, [id, { strength }]) => sum + strength * effortOf(id), 0);
  const meets = (settings: LeverSettings) => meetsGoal(context.series(settings), goal);
  const mixes = [mixFromFull(context, full, effortOf, meets), mixFromNothing(context, full, effortOf, meets)].map(
    (mix) => weakened(mix, effortOf, meets),
  );
  const best = mixes.reduce((least, mix) => (total(mix) < total(least) ? mix : least));
  return answer(context, "least_effort", best, { possible: true, value: total(best) });
}

type Mix = Map<string, LeverSetting>;

/** Out of all at full strength goes, one after the other, the lever whose loss harms least for its effort. */
function mixFromFull(
  context: SeekContext,
  full: ReadonlyMap<string, LeverSetting>,
  effortOf: (id: string) => number,
  meets: (mix: LeverSettings) => boolean,
): Mix {
  let mix: Mix = new Map(full);
  for (;;) {
    const here = goalExcess(context.series(mix), context.goal);
    const without = (id: string) => new Map([...mix].filter(([other]) => other !== id));
    const order = [...mix.keys()]
      .map((id) => ({
        id,
        harm: (goalExcess(context.series(without(id)), context.goal) - here) / Math.max(1e-12, effortOf(id)),
      }))
      .sort((a, b) => a.harm - b.harm);
    const gone = order.find(({ id }) => meets(without(id)));
    if (gone === undefined) return mix;
    mix = without(gone.id);
  }
}

/** Into nothing comes, one after the other, the lever that helps most for its effort, until the goal is met. */
function mixFromNothing(
  context: SeekContext,
  full: ReadonlyMap<string, LeverSetting>,
  effortOf: (id: string) => number,
  meets: (mix: LeverSettings) => boolean,
): Mix {
  const mix: Mix = new Map();
  while (!meets(mix) && mix.size < full.size) {
    const here = goalExcess(context.series(mix), context.goal);
    let best: { id: string; help: number } | undefined;
    for (const [id, setting] of full) {
      if (mix.has(id)) continue;
      const excess = goalExcess(context.series(new Map([...mix, [id, setting]])), context.goal);
      const help = (here - excess) / Math.max(1e-12, effortOf(id));
      if (best === undefined || help > best.help) best = { id, help };
    }
    if (best === undefined) break;
    mix.set(best.id, need(full, best.id));
  }
  return mix;
}

/** Each lever of the mix at the least strength at which it still meets the goal, dearest first, until none gives way. */
function weakened(mix: Mix, effortOf: (id: string) => number, meets: (mix: LeverSettings) => boolean): Mix {
  const now: Mix = new Map(mix);
  const order = [...mix.keys()].sort((a, b) => effortOf(b) - effortOf(a));
  for (const id of order) {
    const own = need(now, id);
    const at = (strength: number) => new Map(now).set(id, { ...own, strength: strength / GRID });
    let high = Math.round(own.strength * GRID);
    let low = -1;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (meets(at(middle))) high = middle;
      else low = middle;
    }
    if (meets(at(high))) now.set(id, { ...own, strength: high / GRID });
  }
  return new Map([...now].filter(([, { strength }]) => strength > 0));
}
