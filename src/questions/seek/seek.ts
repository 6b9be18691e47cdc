import {
  type LeverSetting,
  type LeverSettings,
  type PackageRunner,
  packageRunner,
  packageSettings,
} from "../../run/package-runner.ts";
import { findPeak, findTop, type Peak, type PeakTop } from "../../run/peak/peak.ts";
import { goalExcess, meetsGoal, type PeakGoal } from "../../run/peak/peak-goal.ts";
import type { ScenarioRun } from "../../run/scenario-run.ts";
import type { Series } from "../../statistics/series.ts";
import { suggestion } from "../../text/problems.ts";
import { seekLeast } from "./seek-bracket.ts";

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
interface Bench {
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
  const bench = benchOf(run, goal);
  const found = answerOf(bench, kind, options);
  const [peak, peak_before] = [found.settings, bench.pulled].map((settings) => findPeak(bench.series(settings)));
  return { ...found, peak, peak_before };
}

function answerOf(bench: Bench, kind: SeekKind, options: SeekOptions): FoundAnswer {
  const { run } = bench;
  const { lever } = options;
  if (lever !== undefined && !run.scenario.levers.has(lever)) {
    const ids = [...run.scenario.levers.keys()];
    throw new RangeError(`the scenario ${run.scenario.id} pulls no lever "${lever}"${suggestion(lever, ids)}`);
  }
  if (kind === "lever") {
    if (lever === undefined) throw new RangeError("the least strength is sought of one lever; none is named");
    return alongGrid(bench, kind, GRID, (at) => new Map([...bench.pulled, [lever, { strength: at / GRID }]]));
  }
  if (kind === "ambition") return alongGrid(bench, kind, 2 * GRID, (at) => ambition(bench.pulled, at / GRID));
  if (kind === "latest_start") return latestStart(bench, lever);
  if (kind === "smallest_set") return smallestSet(bench);
  return leastEffort(bench, options.efforts ?? new Map());
}

function benchOf(run: ScenarioRun, goal: PeakGoal): Bench {
  const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
  if (!names.includes(goal.boundary))
    throw new RangeError(`no boundary "${goal.boundary}"${suggestion(goal.boundary, names)}`);
  const runner: PackageRunner = packageRunner(run);
  let runs = 0;
  return {
    run,
    goal,
    pulled: packageSettings(run),
    series: (settings) => {
      runs++;
      return runner.run(settings).get(goal.boundary) as Series;
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
  bench: Bench,
  kind: SeekKind,
  most: number,
  settingsAt: (at: number) => Map<string, LeverSetting>,
): FoundAnswer {
  const { goal } = bench;
  const points = new Map<number, SeekPoint & { excess: number }>();
  const look = (at: number) => {
    const series = bench.series(settingsAt(at));
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
  return {
    kind,
    goal,
    possible: least !== undefined,
    value: least === undefined ? undefined : least / GRID,
    settings: settingsAt(chosen),
    top: (points.get(chosen) as SeekPoint).top,
    before: findTop(bench.series(bench.pulled)),
    monotone,
    scan: scan.map(({ at }) => points.get(at) as SeekPoint),
    runs: bench.runs(),
  };
}

function latestStart(bench: Bench, lever: string | undefined): FoundAnswer {
  const { goal, pulled, run } = bench;
  const most = run.scenario.horizon - run.scenario.lastObserved;
  const settingsAt = (delay: number) =>
    new Map([...pulled].map(([id, own]) => [id, lever === undefined || lever === id ? { ...own, delay } : own]));
  const scan = Array.from({ length: most + 1 }, (_, delay) => {
    const series = bench.series(settingsAt(delay));
    return { at: delay, meets: meetsGoal(series, goal), top: findTop(series), excess: goalExcess(series, goal) };
  });
  const latest = scan.findLast(({ meets }) => meets);
  const nearest = scan.reduce((best, point) => (point.excess < best.excess ? point : best));
  const chosen = latest ?? nearest;
  return {
    kind: "latest_start",
    goal,
    possible: latest !== undefined,
    value: latest?.at,
    settings: settingsAt(chosen.at),
    top: chosen.top,
    before: scan[0].top,
    monotone: scan.slice(0, chosen.at + 1).every(({ meets }) => meets) || latest === undefined,
    scan,
    runs: bench.runs(),
  };
}

/** The levers' strengths as the scenario has them, or all at full strength where those do not meet the goal. */
function sufficient(bench: Bench): { settings: Map<string, LeverSetting>; atFullStrength: boolean; possible: boolean } {
  const full = ambition(bench.pulled, 2);
  if (meetsGoal(bench.series(bench.pulled), bench.goal))
    return { settings: new Map(bench.pulled), atFullStrength: false, possible: true };
  return { settings: full, atFullStrength: true, possible: meetsGoal(bench.series(full), bench.goal) };
}

function impossible(bench: Bench, kind: SeekKind, settings: LeverSettings): FoundAnswer {
  return {
    kind,
    goal: bench.goal,
    possible: false,
    value: undefined,
    settings,
    top: findTop(bench.series(settings)),
    before: findTop(bench.series(bench.pulled)),
    monotone: true,
    scan: [],
    atFullStrength: true,
    runs: bench.runs(),
  };
}

function smallestSet(bench: Bench): FoundAnswer {
  const start = sufficient(bench);
  if (!start.possible) return impossible(bench, "smallest_set", start.settings);
  const { goal } = bench;
  const ids = [...start.settings.keys()];
  const settingsOf = (set: readonly string[]) => new Map(set.map((id) => [id, start.settings.get(id) as LeverSetting]));
  const meets = (set: readonly string[]) => meetsGoal(bench.series(settingsOf(set)), goal);
  const excess = (set: readonly string[]) => goalExcess(bench.series(settingsOf(set)), goal);

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
  return {
    kind: "smallest_set",
    goal,
    possible: true,
    value: best.length,
    settings: settingsOf(best),
    top: findTop(bench.series(settingsOf(best))),
    before: findTop(bench.series(bench.pulled)),
    monotone: true,
    scan: [],
    proven,
    atFullStrength: start.atFullStrength,
    runs: bench.runs(),
  };
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

function leastEffort(bench: Bench, efforts: ReadonlyMap<string, number>): FoundAnswer {
  const { goal, pulled } = bench;
  const full = ambition(pulled, 2);
  if (!meetsGoal(bench.series(full), goal)) return impossible(bench, "least_effort", full);
  const effortOf = (id: string) => efforts.get(id) ?? 1;
  const total = (settings: LeverSettings) =>
    [...settings].reduce((sum, [id, { strength }]) => sum + strength * effortOf(id), 0);
  const meets = (settings: LeverSettings) => meetsGoal(bench.series(settings), goal);
  const mixes = [mixFromFull(bench, full, effortOf, meets), mixFromNothing(bench, full, effortOf, meets)].map((mix) =>
    weakened(mix, effortOf, meets),
  );
  const best = mixes.reduce((least, mix) => (total(mix) < total(least) ? mix : least));
  return {
    kind: "least_effort",
    goal,
    possible: true,
    value: total(best),
    settings: best,
    top: findTop(bench.series(best)),
    before: findTop(bench.series(pulled)),
    monotone: true,
    scan: [],
    runs: bench.runs(),
  };
}

type Mix = Map<string, LeverSetting>;

/** Out of all at full strength goes, one after the other, the lever whose loss harms least for its effort. */
function mixFromFull(
  bench: Bench,
  full: ReadonlyMap<string, LeverSetting>,
  effortOf: (id: string) => number,
  meets: (mix: LeverSettings) => boolean,
): Mix {
  let mix: Mix = new Map(full);
  for (;;) {
    const here = goalExcess(bench.series(mix), bench.goal);
    const without = (id: string) => new Map([...mix].filter(([other]) => other !== id));
    const order = [...mix.keys()]
      .map((id) => ({
        id,
        harm: (goalExcess(bench.series(without(id)), bench.goal) - here) / Math.max(1e-12, effortOf(id)),
      }))
      .sort((a, b) => a.harm - b.harm);
    const gone = order.find(({ id }) => meets(without(id)));
    if (gone === undefined) return mix;
    mix = without(gone.id);
  }
}

/** Into nothing comes, one after the other, the lever that helps most for its effort, until the goal is met. */
function mixFromNothing(
  bench: Bench,
  full: ReadonlyMap<string, LeverSetting>,
  effortOf: (id: string) => number,
  meets: (mix: LeverSettings) => boolean,
): Mix {
  const mix: Mix = new Map();
  while (!meets(mix) && mix.size < full.size) {
    const here = goalExcess(bench.series(mix), bench.goal);
    let best: { id: string; help: number } | undefined;
    for (const [id, setting] of full) {
      if (mix.has(id)) continue;
      const excess = goalExcess(bench.series(new Map([...mix, [id, setting]])), bench.goal);
      const help = (here - excess) / Math.max(1e-12, effortOf(id));
      if (best === undefined || help > best.help) best = { id, help };
    }
    if (best === undefined) break;
    mix.set(best.id, full.get(best.id) as LeverSetting);
  }
  return mix;
}

/** Each lever of the mix at the least strength at which it still meets the goal, dearest first, until none gives way. */
function weakened(mix: Mix, effortOf: (id: string) => number, meets: (mix: LeverSettings) => boolean): Mix {
  const now: Mix = new Map(mix);
  const order = [...mix.keys()].sort((a, b) => effortOf(b) - effortOf(a));
  for (const id of order) {
    const own = now.get(id) as LeverSetting;
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
