import { type LeverSetting, type LeverSettings, packageRunner, packageSettings } from "../../run/package-runner.ts";
import { findPeak, findTop, type PeakTop } from "../../run/peak/peak.ts";
import { statusDecider } from "../../run/peak/peak-status.ts";
import type { ScenarioRun } from "../../run/run.ts";
import { judgeIn, targetResult } from "../../run/scenario-run.ts";
import { GRID, SCAN } from "../../scenario/levers/scenario-levers.ts";
import { leastMeeting, seekLeast } from "../../statistics/least-meeting.ts";
import type { Series } from "../../statistics/series.ts";
import { sumBy } from "../../statistics/sum.ts";
import { likeNamed } from "../../text/names.ts";
import { need } from "../../text/need.ts";
import { nearest, rangeError } from "../../text/problems.ts";
import { goalExcess, meetsGoal, type PeakGoal, type TargetGoal } from "./seek-goal.ts";

export type SeekKind = "lever" | "ambition" | "smallest_set" | "latest_start" | "least_effort";

/** What settings do: strength, ambition factor, years of delay or number of levers, and how far they are from the goal. */
type SeekPoint = ReturnType<SeekContext["look"]>;

/** The answer to an inverse question, or that there is none, with the peak of its settings and the one before. */
export type SeekAnswer = ReturnType<typeof seek>;

/** The same where it was asked what a quantity takes. */
export type TargetAnswer = ReturnType<typeof seekTarget>;

/** What a search says of its settings; what it has not met on its way is left out. */
interface Found {
  readonly possible: boolean;
  /** Strength, ambition factor, years of delay, number of levers or effort; undefined where it is impossible. */
  readonly value: number | undefined;
  readonly top?: PeakTop;
  /** As the scenario stands. */
  readonly before?: PeakTop;
  /** More is never worse, as far as the scan shows; true where nothing was scanned. */
  readonly monotone?: boolean;
  readonly scan?: readonly SeekPoint[];
  /** Of a smallest set: that no set of one lever less does it was checked for all of them. */
  readonly proven?: boolean;
  /** Of a smallest set and of the least effort: levers stand at full strength, since the scenario's own do not suffice. */
  readonly atFullStrength?: boolean;
}

export interface SeekOptions {
  /** The lever whose least strength is sought, or that alone is delayed. */
  readonly lever?: string;
  /** Effort at full strength by lever; 1 for those not named. */
  readonly efforts?: ReadonlyMap<string, number>;
}

/** So many levers less are searched through for a smaller set, as long as there are no more sets than this. */
const MOST_SETS = 3000;

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
export function seek(run: ScenarioRun, kind: SeekKind, goal: PeakGoal, options: SeekOptions = {}) {
  const context = contextOf(run, peakReader(run, goal));
  const found = answerOf(context, kind, options);
  const decide = statusDecider(run.scenario);
  const [peak, peak_before] = [found.settings, context.pulled].map((settings) => {
    const of = findPeak(context.series(settings));
    return { ...of, status: decide(of) };
  });
  return { ...found, goal, peak, peak_before };
}

/**
 * The same of a target on any quantity that the run computes: what it would take to meet it. Each point says how far on
 * the right side the target then is, in its own terms.
 *
 * @throws RangeError for a target that the run cannot judge, and for a lever that it lacks.
 */
export function seekTarget(run: ScenarioRun, kind: SeekKind, goal: TargetGoal, options: SeekOptions = {}) {
  const { target } = goal;
  const { result } = judgeIn(run, target);
  if (result.reason !== undefined) throw rangeError("target_not_judged", { name: target.name, reason: result.reason });
  const { top, before, scan, ...found } = answerOf(contextOf(run, targetReader(run, goal)), kind, options);
  return { ...found, goal, scan: scan.map(({ at, meets, excess }) => ({ at, meets, margin: -excess })) };
}

function answerOf(context: SeekContext, kind: SeekKind, options: SeekOptions): FoundAnswer {
  const { run } = context;
  const { lever } = options;
  if (lever !== undefined && !run.scenario.levers.has(lever)) {
    const { id, levers } = run.scenario;
    throw rangeError("pulls_no_lever", {
      scenario: id,
      lever,
      near: likeNamed(
        lever,
        [...levers.values()].map((pulled) => pulled.lever),
      ),
    });
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

type SeekContext = ReturnType<typeof contextOf>;

/** What settings bring: the series that the goal is about, whether it meets the goal, and how far it is from it. */
interface Read {
  readonly series: Series;
  readonly meets: () => boolean;
  /** At most 0 where the goal is met. */
  readonly excess: () => number;
}

type Reader = (settings: LeverSettings) => Read;

/** The series of the goal's boundary under any levers. */
function peakReader(run: ScenarioRun, goal: PeakGoal): Reader {
  const names = run.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name);
  if (!names.includes(goal.boundary))
    throw rangeError("boundary_not_peaking", { name: goal.boundary, near: nearest(goal.boundary, names) });
  const runner = packageRunner(run);
  return (settings) => {
    const series = need(runner.run(settings), goal.boundary);
    return { series, meets: () => meetsGoal(series, goal), excess: () => goalExcess(series, goal) };
  };
}

/** The series of the target's quantity under any levers, judged as a report judges it. */
function targetReader(run: ScenarioRun, { target }: TargetGoal): Reader {
  const others = target.kind === "relative" ? [target.than] : target.kind === "crossing" ? [target.over] : [];
  const key = (variable: string, cell: number): string => `${variable} ${cell}`;
  const more = [target, ...others].map(({ variable: { name }, cell }) => {
    return { name: key(name, cell), variable: name, cell };
  });
  const runner = packageRunner(run, { boundaries: [], more });
  return (settings) => {
    const found = runner.run(settings);
    const values = (variable: string, cell: number) => Float64Array.from(need(found, key(variable, cell)).values);
    const { status, margin } = targetResult(run.scenario, target, values, true);
    const short = margin === undefined ? Number.POSITIVE_INFINITY : -margin;
    return { series: need(found, more[0].name), meets: () => status === "met", excess: () => short };
  };
}

/** How a question is put to the model, counted. */
function contextOf(run: ScenarioRun, reader: Reader) {
  let runs = 0;
  const read: Reader = (settings) => {
    runs++;
    return reader(settings);
  };
  return {
    run,
    pulled: packageSettings(run),
    runs: () => runs,
    series: (settings: LeverSettings) => read(settings).series,
    meets: (settings: LeverSettings) => read(settings).meets(),
    excess: (settings: LeverSettings) => read(settings).excess(),
    look: (at: number, settings: LeverSettings) => {
      const found = read(settings);
      return { at, meets: found.meets(), top: findTop(found.series), excess: found.excess() };
    },
  };
}

/** The levers at an ambition factor from 0 (none) over 1 (as they stand) to 2 (all at full strength). */
export function ambition(pulled: LeverSettings, factor: number): Map<string, LeverSetting> {
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
  const points = new Map<number, SeekPoint>();
  const { least, monotone, scan } = seekLeast(0, most, (SCAN * most) / GRID, (at) => {
    const point = context.look(at / GRID, settingsAt(at));
    points.set(at, point);
    return point.meets;
  });
  const chosen = least ?? [...points].reduce((best, point) => (point[1].excess < best[1].excess ? point : best))[0];
  return answer(context, kind, settingsAt(chosen), {
    possible: least !== undefined,
    value: least === undefined ? undefined : least / GRID,
    top: need(points, chosen).top,
    monotone,
    scan: scan.map(({ at }) => need(points, at)),
  });
}

function latestStart(context: SeekContext, lever: string | undefined): FoundAnswer {
  const { pulled, run } = context;
  const most = run.scenario.horizon - run.scenario.lastObserved;
  const settingsAt = (delay: number) =>
    new Map([...pulled].map(([id, own]) => [id, lever === undefined || lever === id ? { ...own, delay } : own]));
  const scan = Array.from({ length: most + 1 }, (_, delay) => context.look(delay, settingsAt(delay)));
  const latest = scan.findLast(({ meets }) => meets);
  const chosen = latest ?? scan.reduce((best, point) => (point.excess < best.excess ? point : best));
  return answer(context, "latest_start", settingsAt(chosen.at), {
    possible: latest !== undefined,
    value: latest?.at,
    top: chosen.top,
    before: scan[0].top,
    monotone: scan.slice(0, chosen.at + 1).every(({ meets }) => meets) || latest === undefined,
    scan,
  });
}

type FoundAnswer = ReturnType<typeof answer>;

/** The answer that these settings are, or where it is impossible those that come nearest; what was not met yet is run. */
function answer(context: SeekContext, kind: SeekKind, settings: LeverSettings, found: Found) {
  const { possible, value, monotone = true, scan = [], ...rest } = found;
  const { top = findTop(context.series(settings)), before = findTop(context.series(context.pulled)), ...more } = rest;
  const { runs } = context;
  return { kind, possible, value, settings, top, before, monotone, scan, ...more, runs: runs() };
}

function impossible(context: SeekContext, kind: SeekKind, settings: LeverSettings): FoundAnswer {
  return answer(context, kind, settings, { possible: false, value: undefined, atFullStrength: true });
}

function smallestSet(context: SeekContext): FoundAnswer {
  const { pulled } = context;
  // The levers as the scenario has them, or all at full strength where those do not meet the goal.
  const atFullStrength = !context.meets(pulled);
  const start = atFullStrength ? ambition(pulled, 2) : pulled;
  if (atFullStrength && !context.meets(start)) return impossible(context, "smallest_set", start);
  const ids = [...start.keys()];
  const settingsOf = (set: readonly string[]) => new Map(set.map((id) => [id, need(start, id)]));
  const meets = (set: readonly string[]) => context.meets(settingsOf(set));

  // Up from nothing, always the lever that brings the goal nearest; then out again whatever is not needed.
  let up: string[] = [];
  while (!meets(up) && up.length < ids.length) {
    const left = ids.filter((id) => !up.includes(id));
    const next = left.map((id) => ({ id, excess: context.excess(settingsOf([...up, id])) }));
    up = [...up, next.reduce((best, one) => (one.excess < best.excess ? one : best)).id];
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
  const sized = { possible: true, value: best.length, proven, atFullStrength };
  return answer(context, "smallest_set", settingsOf(best), sized);
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
  const full = ambition(context.pulled, 2);
  if (!context.meets(full)) return impossible(context, "least_effort", full);
  const effortOf = (id: string) => efforts.get(id) ?? 1;
  const total = (settings: LeverSettings) => sumBy(settings, ([id, { strength }]) => strength * effortOf(id));
  const mixes = [mixFromFull, mixFromNothing].map((mixed) => mixed(context, full, effortOf));
  const least = mixes.map((mix) => weakened(context, mix, effortOf));
  const best = least.reduce((first, mix) => (total(mix) < total(first) ? mix : first));
  return answer(context, "least_effort", best, { possible: true, value: total(best) });
}

type Mix = Map<string, LeverSetting>;
type EffortOf = (id: string) => number;

/** What the goal gains or loses by so much effort. */
function perEffort(excess: number, effort: number): number {
  return excess / Math.max(1e-12, effort);
}

/** Out of all at full strength goes, one after the other, the lever whose loss harms least for its effort. */
function mixFromFull(context: SeekContext, full: Mix, effortOf: EffortOf): Mix {
  let mix: Mix = new Map(full);
  for (;;) {
    const here = context.excess(mix);
    const without = (id: string) => new Map([...mix].filter(([other]) => other !== id));
    const order = [...mix.keys()]
      .map((id) => ({ id, harm: perEffort(context.excess(without(id)) - here, effortOf(id)) }))
      .sort((a, b) => a.harm - b.harm);
    const gone = order.find(({ id }) => context.meets(without(id)));
    if (gone === undefined) return mix;
    mix = without(gone.id);
  }
}

/** Into nothing comes, one after the other, the lever that helps most for its effort, until the goal is met. */
function mixFromNothing(context: SeekContext, full: Mix, effortOf: EffortOf): Mix {
  const mix: Mix = new Map();
  while (!context.meets(mix) && mix.size < full.size) {
    const here = context.excess(mix);
    const best = [...full]
      .filter(([id]) => !mix.has(id))
      .map(([id, setting]) => {
        const excess = context.excess(new Map([...mix, [id, setting]]));
        return { id, setting, help: perEffort(here - excess, effortOf(id)) };
      })
      .reduce((first, one) => (one.help > first.help ? one : first));
    mix.set(best.id, best.setting);
  }
  return mix;
}

/** Each lever of the mix at the least strength at which it still meets the goal, dearest first, until none gives way. */
function weakened(context: SeekContext, mix: Mix, effortOf: EffortOf): Mix {
  const now: Mix = new Map(mix);
  for (const id of [...mix.keys()].sort((a, b) => effortOf(b) - effortOf(a))) {
    const own = need(now, id);
    const weaker = (strength: number) => ({ ...own, strength: strength / GRID });
    const meets = (strength: number) => context.meets(new Map(now).set(id, weaker(strength)));
    const least = leastMeeting(-1, Math.round(own.strength * GRID), meets);
    if (meets(least)) now.set(id, weaker(least));
  }
  return new Map([...now].filter(([, { strength }]) => strength > 0));
}
