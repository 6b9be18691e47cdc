import {
  choice,
  custom,
  label,
  objectSchema,
  place,
  readFields,
  ref,
  text,
  type ValuesOf,
  year,
} from "../../text/fields.ts";
import { likeNamed } from "../../text/names.ts";
import { plainNumber } from "../../text/plain-number.ts";
import { type Label, type Note, note, type Place } from "../../text/problems.ts";
import {
  type Cursor,
  entriesAt,
  field,
  isNothing,
  type MapCursor,
  mapAt,
  nodeAt,
  refuse,
  refuseFound,
  report,
  scalarAt,
} from "../../text/reader.ts";
import type { Located, LocatedEntry, LocatedMap } from "../../text/yaml.ts";
import { merge, refuseNameRemoval } from "../merge.ts";
import { type LeverSpan, outside } from "../paths/years.ts";
import type { Region } from "../region/region.ts";
import type { Effect } from "./effect.ts";
import type { Lever } from "./lever.ts";
import { checkRamp, knotShare, knotsField, ramp, type Shape, shapes, shareAt, shareSchema } from "./lever-ramp.ts";
import { type Reached, reachYears } from "./reach.ts";

/** Strengths are told to a ten-thousandth and found on a grid of that width, after a scan of so many equal steps. */
export const GRID = 10_000;
export const SCAN = 20;

/** A lever as a scenario pulls it. */
export interface ScenarioLever {
  readonly lever: Lever;
  /** From 0 to 1. */
  readonly strength: number;
  /** The ambition level it was given as, where it was. */
  readonly level?: number;
  /** What its strength was found for, where it was. */
  readonly reach?: Reached;
  /** The year in which it first acts, delay counted. */
  readonly start: number;
  /** The year in which it is full, delay counted. */
  readonly full: number;
  readonly delay: number;
  readonly shape: Shape;
  /** Its years as asked for, from which `start`, `full` and `weights` follow. */
  readonly ramp: LeverRamp;
  /** How far its ramp has come in each year, at strength 1: 0 before it starts. */
  readonly weights: Float64Array;
  /** The document or statement that the scenario names for its strength. */
  readonly source?: string;
  /** What kind of number that is. */
  readonly basis?: Basis;
  /** Who answers for it. */
  readonly responsible?: Label;
  readonly at: Place;
}

/**
 * What the strength of a lever rests on: a number of the region's own documents (or of the place it is part of), a number
 * of a national plan that binds every province, the size that such measures had where they were counted, or none; a project
 * on a plan of those that names it (own), or on public lists and the plans of others (listed).
 */
export const bases = ["own", "national", "counted", "unsized", "listed"] as const;
export type Basis = (typeof bases)[number];

const leverFields = {
  strength: custom(
    shareSchema,
    (at) => shareAt(at, "strength_needed"),
    "From 0 (nothing) to 1 (all the lever can do); 1 where nothing is said",
    "从 0(没有)到 1(全部力度)；不写即为 1",
  ),
  level: place(
    { enum: [1, 2, 3, 4] },
    "An ambition level 1 to 4, in place of strength",
    "力度等级 1 至 4，代替 strength",
  ),
  reach: place(
    ref("reach"),
    "In place of strength: what it is to bring about, such as {nonfossil_share: {2030: 30 %}}; the strength is found",
    "代替 strength：所要达到的结果，例如 {nonfossil_share: {2030: 30 %}}；力度由程序求得",
  ),
  start: year("The first year in which it acts", "开始年份"),
  full: year("The year in which it has come to its strength", "达到所定力度的年份"),
  delay: custom(
    { anyOf: [{ type: "integer", minimum: 0 }, { type: "string" }] },
    delayAt,
    "Years by which start, full and knots move",
    "start、full 和 knots 推迟的年数",
  ),
  shape: choice(shapes, "How it comes to its strength", "力度变化的形状"),
  knots: knotsField,
  basis: choice(
    bases,
    "What the strength rests on: a number of the region's own documents, a national one, a count of such measures (which gives the strength where none stands), nothing, or lists and plans of others",
    "力度依据：own 本地文件数字，national 国家文件数字，counted 同类措施的统计规模(未写力度时取其值)，unsized 无数字，listed 公开名录或他地规划",
  ),
  responsible: label("The department that answers for it", "责任单位"),
  source: text("The document or statement behind the strength", "力度所依据的文件或表述"),
  doc: label(),
};

/** The schema of a lever as a scenario pulls it. */
export const scenarioLeverSchema = objectSchema(leverFields);

/** When a lever is asked to start and to be full, before its delay; the knots in place of both where the shape is `knots`. */
export interface LeverRamp {
  readonly shape: Shape;
  readonly begins: number;
  readonly ends: number;
  readonly knots?: ReadonlyMap<number, number>;
}

/** Keys that say how far a lever is pulled, one in place of the other. */
const sizes = ["strength", "level", "reach"];

/** A child's `levers` over its parent's: strength, level, reach and a count stand for each other, and so do knots and a start. */
export function mergeLevers(parent: Located | undefined, child: LocatedMap): Located | undefined {
  if (parent?.kind !== "map") return merge(parent, child);
  const entries = new Map<string, LocatedEntry>(parent.entries);
  for (const [id, { value }] of child.entries) {
    const inherited = entries.get(id);
    if (inherited?.value.kind !== "map" || value.kind !== "map") continue;
    const kept = new Map(inherited.value.entries);
    const removed = new Set(inherited.value.removed);
    const replaces = (given: string, gone: readonly string[]) => {
      if (nodeAt(value, given) === undefined) return;
      for (const key of gone) if (kept.delete(key)) removed.add(key);
    };
    const isCounted = (map: LocatedMap): boolean => {
      const basis = nodeAt(map, "basis");
      return basis?.kind === "scalar" && basis.value === "counted";
    };
    // What was counted is full in the year of the count, whatever strength it is given instead.
    const basis = isCounted(inherited.value) ? [] : ["basis"];
    replaces("level", ["strength", "reach", ...basis]);
    replaces("strength", ["level", "reach", ...basis]);
    replaces("reach", ["strength", "level", "reach", "source", ...basis]);
    if (isCounted(value)) replaces("basis", ["strength", "level", "reach"]);
    replaces("knots", ["start", "full", "shape"]);
    replaces("shape", ["knots"]);
    const reach = value.entries.get("reach");
    if (reach !== undefined && reachYears(reach.value) > 1) replaces("reach", ["knots", "full", "shape"]);
    // An empty strength is no full strength: with nothing in its place it stays, to be reported.
    if (!sizes.some((key) => nodeAt(value, key) !== undefined))
      for (const key of sizes) if (value.entries.has(key)) kept.delete(key);
    const own = { kind: "map", at: inherited.value.at, entries: kept, removed } as const;
    entries.set(id, { keyAt: inherited.keyAt, value: own });
  }
  return merge({ kind: "map", at: parent.at, entries, removed: parent.removed }, child);
}

/** The levers that a scenario pulls, by id in file order; remarks go to `notes`. */
export function readScenarioLevers(
  map: MapCursor,
  { id: region, levers: library, unsized }: Pick<Region, "id" | "levers" | "unsized">,
  span: LeverSpan,
  notes: Note[],
): Map<string, ScenarioLever> {
  const levers = new Map<string, ScenarioLever>();
  for (const [id, at] of entriesAt(map)) {
    const lever = library.get(id);
    if (isNothing(at.node)) {
      refuseNameRemoval(
        map,
        id,
        at,
        "lever",
        lever === undefined ? likeNamed(id, library.values(), at.problems) : undefined,
      );
      continue;
    }
    const unit = unsized.get(id);
    if (unit !== undefined) {
      refuse(at, "lever_without_size", { name: id, region, unit }, at.keyAt);
      continue;
    }
    if (lever === undefined) {
      const near = likeNamed(id, library.values(), at.problems);
      refuse(at, "lever_unknown", { name: id, count: library.size, near }, at.keyAt);
      continue;
    }
    const pulled = readOne(lever, mapAt(at, "{strength: 0.8, start: 2026, full: 2040}"), span);
    if (pulled === undefined) continue;
    levers.set(id, pulled);
    if (lever.project === undefined) noteYears(pulled, at.path, span, notes);
  }
  refuseTwoSets(map, levers);
  return levers;
}

function readOne(lever: Lever, map: MapCursor | undefined, span: LeverSpan): ScenarioLever | undefined {
  if (map === undefined) return undefined;
  const before = map.problems.length;
  const values = readFields(map, leverFields);
  const named = lever.project === undefined ? undefined : saidOf(lever);
  const { start, source = named?.source, responsible, delay = 0, reach } = values;
  const { strength, level, full: counted } = strengthOf(lever, map, values);
  const isRecounted = values.basis === "counted" && strength !== lever.counted?.value;
  const basis = isRecounted ? undefined : (values.basis ?? named?.basis);
  const full = values.full ?? (values.start === undefined && field(map, "knots") === undefined ? counted : undefined);
  const ownKnots = field(map, "knots") !== undefined;
  const shape = values.shape ?? (ownKnots ? "knots" : lever.shape);
  const knots = ownKnots ? values.knots : lever.knots;
  for (const key of ["start", "full"] as const) {
    const at = field(map, key);
    const year = values[key];
    const wrong = year === undefined ? undefined : outside({ from: year, to: year }, span);
    if (wrong !== undefined && at !== undefined) report(at, wrong);
  }
  if (reach !== undefined && lever.project !== undefined) refuse(reach, "reach_project", {}, reach.keyAt);
  if (reachYears(reach?.node) > 1)
    for (const key of ["knots", "full", "shape"]) {
      const at = field(map, key);
      if (at !== undefined) refuse(at, "reach_course", { key }, at.keyAt);
    }
  const begins = start ?? lever.start;
  const ends = full ?? endOf(lever, begins);
  checkRamp(map, { shape, start: begins, full: ends });
  if (shape === "knots" && knots === undefined && !ownKnots) refuse(map, "knots_missing", {}, map.keyAt);
  if (shape !== "knots" && begins === undefined) refuse(map, "lever_without_start", {}, map.keyAt);
  if (map.problems.length > before) return undefined;

  const years = shape === "knots" ? [...(knots as ReadonlyMap<number, number>).keys()] : [];
  const asRamp: LeverRamp = {
    shape,
    begins: years[0] ?? (begins as number),
    ends: years.at(-1) ?? ends ?? (begins as number),
    ...(shape === "knots" ? { knots } : {}),
  };
  const acting = rampWeights(asRamp, delay, span);
  const said = { source, basis, responsible };
  return { lever, strength, level, ...acting, delay, shape, ramp: asRamp, ...said, at: map.keyAt };
}

/** A start that is later than the library's full year moves that year along, as far as the ramp is long. */
function endOf({ start = 0, full }: Lever, begins: number | undefined): number | undefined {
  if (begins === undefined || full === undefined || begins <= full) return full ?? begins;
  return begins + full - start;
}

/** Says where a lever would begin in a year that was observed, or beyond the last one. */
function noteYears({ at, start, ramp, delay }: ScenarioLever, path: string, span: LeverSpan, notes: Note[]): void {
  const asked = ramp.begins + delay;
  const first = span.lastObserved + 1;
  const say = (en: string, zh: string) => notes.push(note(at, path, en, zh));
  if (asked < first)
    say(
      `would start in ${asked}, which is observed; it starts in ${first}`,
      `原定 ${asked} 年开始，但该年已有观测值；改为自 ${first} 年起生效`,
    );
  if (start > span.to)
    say(
      `starts in ${start}, beyond the horizon ${span.to}; it does nothing`,
      `${start} 年才开始，晚于期末 ${span.to} 年；不起作用`,
    );
}

/** The years in which a ramp acts and is full with this delay, never before the first unobserved year, and its weights. */
function rampWeights(
  { shape, begins, ends, knots }: LeverRamp,
  delay: number,
  span: LeverSpan,
): Pick<ScenarioLever, "start" | "full" | "weights"> {
  const start = Math.max(begins + delay, span.lastObserved + 1);
  const full = Math.max((shape === "step" ? begins : ends) + delay, start);
  const weights = Float64Array.from({ length: span.to - span.from + 1 }, (_, i) => {
    const year = span.from + i;
    if (year < start) return 0;
    return shape === "knots"
      ? knotShare(knots as ReadonlyMap<number, number>, year - delay)
      : ramp(shape, year, start, full);
  });
  return { start, full, weights };
}

/** The lever at a strength that comes by these knots, in place of its own course. */
export function pulledThrough(
  pulled: ScenarioLever,
  strength: number,
  knots: ReadonlyMap<number, number>,
  span: LeverSpan,
): ScenarioLever {
  const years = [...knots.keys()];
  const ramp: LeverRamp = { shape: "knots", begins: years[0], ends: years[years.length - 1], knots };
  return { ...pulled, strength, shape: "knots", ramp, ...rampWeights(ramp, pulled.delay, span) };
}

/** A lever or project as its own file has it. */
export function pulledAsWritten(lever: Lever, strength: number, span: LeverSpan): ScenarioLever {
  const { shape, knots, at } = lever;
  const years = [...(knots?.keys() ?? [])];
  const { start: begins = years[0] ?? span.to, full: ends = years.at(-1) ?? begins } = lever;
  const ramp: LeverRamp = { shape, begins, ends, knots };
  return { lever, strength, ...rampWeights(ramp, 0, span), delay: 0, shape, ramp, ...saidOf(lever), at };
}

/** The lever at another strength, and in other years where these are given: it comes evenly then where it had knots. */
export function pulledBetween(
  pulled: ScenarioLever,
  strength: number,
  { start, full }: { readonly start?: number; readonly full?: number },
  span: LeverSpan,
): ScenarioLever {
  if (start === undefined && full === undefined) return { ...pulled, strength, level: undefined };
  const shape = pulled.shape === "knots" ? "linear" : pulled.shape;
  const begins = start ?? pulled.start;
  const ends = shape === "step" ? begins : Math.max(begins, full ?? pulled.full);
  const ramp: LeverRamp = { shape, begins, ends };
  return { ...pulled, strength, level: undefined, shape, ramp, delay: 0, ...rampWeights(ramp, 0, span) };
}

/** What a project rests on, as its own file has it. */
function saidOf({ project, source }: Lever): Pick<ScenarioLever, "basis" | "source"> {
  return { basis: project?.basis, source };
}

/** The lever as it is when its file delays it by `years` more (fewer where negative). */
export function delayed(pulled: ScenarioLever, years: number, span: LeverSpan): ScenarioLever {
  const delay = pulled.delay + years;
  return { ...pulled, delay, ...rampWeights(pulled.ramp, delay, span) };
}

function strengthOf(
  lever: Lever,
  map: MapCursor,
  { strength, level: levelAt, basis, reach }: ValuesOf<typeof leverFields>,
): { strength: number; level?: number; full?: number } {
  const beside = reach === undefined ? undefined : ["strength", "level"].find((key) => field(map, key) !== undefined);
  if (reach !== undefined && beside !== undefined) refuse(reach, "reach_beside", { key: beside }, reach.keyAt);
  if (reach !== undefined) return { strength: 1 };
  const given = field(map, "strength") !== undefined;
  if (given && levelAt !== undefined) refuse(levelAt, "strength_and_level", {});
  const { counted } = lever;
  const full = basis === "counted" ? counted?.full : undefined;
  if (given) return { strength: strength ?? 0, full };
  if (levelAt === undefined && basis === "counted") {
    if (counted === undefined) refuse(map, "not_counted", { name: lever.id }, field(map, "basis")?.node.at);
    return { strength: counted?.value ?? 0, full };
  }
  if (levelAt === undefined) return { strength: 1 };
  const level = scalarAt(levelAt);
  if (level === 1 || level === 2 || level === 3 || level === 4)
    return { strength: lever.levels[level - 1], level, full };
  refuseFound(levelAt, "level_needed");
  return { strength: 0 };
}

function delayAt(at: Cursor): number | undefined {
  const delay = plainNumber(String(scalarAt(at)).replace(/\s*(?:yr|年)\s*$/u, ""));
  if (delay !== undefined && Number.isInteger(delay) && delay >= 0) return delay;
  return refuseFound(at, "delay_needed");
}

/** Two levers that set one cell contradict each other, whatever their years and strengths. */
function refuseTwoSets(map: MapCursor, levers: ReadonlyMap<string, ScenarioLever>): void {
  const setters = new Map<string, { id: string; effect: Effect }>();
  const placed = ({ file, line }: Place) => `${file}:${line}`;
  for (const [id, { lever, at }] of levers) {
    const reported = new Set<string>();
    for (const effect of lever.effects) {
      if (effect.mode !== "set") continue;
      for (const cell of effect.cells) {
        const key = `${effect.parameter.name} ${cell}`;
        const other = setters.get(key);
        if (other === undefined) setters.set(key, { id, effect });
        else if (other.id !== id && !reported.has(other.id)) {
          reported.add(other.id);
          const theirs = { other: other.id, otherPath: other.effect.path, otherAt: placed(other.effect.at) };
          const values = { path: effect.path, at: placed(effect.at), ...theirs };
          refuse({ ...map, path: `levers.${id}` }, "levers_set_both", values, at);
        }
      }
    }
  }
}
