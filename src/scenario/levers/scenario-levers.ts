import { plainNumber } from "../../text/plain-number.ts";
import { type Place, type Problem, suggestion } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, checkKeys, describe, isNothing, join, nodeAt, textOf, yearOf } from "../../text/reader.ts";
import type { Located, LocatedEntry, LocatedMap } from "../../text/yaml.ts";
import { merge } from "../merge.ts";
import type { Note } from "../note.ts";
import { outside, type YearRange } from "../paths/years.ts";
import { nothingOfTheName } from "../removals.ts";
import type { Effect } from "./effect.ts";
import type { Lever } from "./lever.ts";
import { checkRamp, noShare, readKnots, shapeOf, shareOf } from "./lever-ramp.ts";
import { knotShare, ramp, type Shape } from "./shape.ts";

/** A lever as a scenario pulls it. */
export interface ScenarioLever {
  readonly lever: Lever;
  /** From 0 to 1. */
  readonly strength: number;
  /** The ambition level it was given as, where it was. */
  readonly level?: number;
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
  readonly at: Place;
}

export const scenarioLeverKeys = ["strength", "level", "start", "full", "delay", "shape", "knots", "source", "doc"];

/** When a lever is asked to start and to be full, before its delay; the knots in place of both where the shape is `knots`. */
export interface LeverRamp {
  readonly shape: Shape;
  readonly begins: number;
  readonly ends: number;
  readonly knots?: ReadonlyMap<number, number>;
}

/** Years that matter to levers: they act after the last observed year. */
export interface LeverSpan extends YearRange {
  readonly lastObserved: number;
}

/** A child's `levers` over its parent's: strength and level stand for each other, and so do knots and a start. */
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
    replaces("level", ["strength"]);
    replaces("strength", ["level"]);
    replaces("knots", ["start", "full", "shape"]);
    replaces("shape", ["knots"]);
    // An empty strength is no full strength: with nothing in its place it stays, to be reported.
    if (!["strength", "level"].some((key) => nodeAt(value, key) !== undefined))
      for (const key of ["strength", "level"]) if (value.entries.has(key)) kept.delete(key);
    const own = { kind: "map", at: inherited.value.at, entries: kept, removed } as const;
    entries.set(id, { keyAt: inherited.keyAt, value: own });
  }
  return merge({ kind: "map", at: parent.at, entries, removed: parent.removed }, child);
}

/** The levers that a scenario pulls, by id in file order; mistakes go to `problems`, remarks to `notes`. */
export function readScenarioLevers(
  map: LocatedMap,
  library: ReadonlyMap<string, Lever>,
  span: LeverSpan,
  problems: Problem[],
  notes: Note[],
): Map<string, ScenarioLever> {
  const levers = new Map<string, ScenarioLever>();
  for (const [id, { keyAt, value }] of map.entries) {
    const path = `levers.${id}`;
    const lever = library.get(id);
    if (isNothing(value)) {
      const like = lever === undefined ? leverLike(id, library) : "";
      problems.push(nothingOfTheName(map, id, keyAt, path, "the lever", like));
      continue;
    }
    if (lever === undefined) {
      const list = library.size === 0 ? "the model has none" : `there are ${library.size}, see "peakpath list levers"`;
      problems.push({ at: keyAt, path, message: `unknown lever "${quote(id)}"; ${list}${leverLike(id, library)}` });
      continue;
    }
    const own = asMap(value, path, "{strength: 0.8, start: 2026, full: 2040}", problems);
    if (own === undefined) continue;
    const pulled = readOne(lever, own, keyAt, path, span, problems, notes);
    if (pulled !== undefined) levers.set(id, pulled);
  }
  refuseTwoSets(levers, problems);
  return levers;
}

/** The lever that a name may mean: one spelt alike, or the one of the shortest label in which its words stand. */
function leverLike(name: string, library: ReadonlyMap<string, Lever>): string {
  const near = suggestion(name, library.keys());
  const words = name.toLowerCase().replaceAll("_", " ").trim();
  if (near !== "" || words.length < 2) return near;
  const found = [...library.values()]
    .flatMap(({ id, label }) =>
      [id.replaceAll("_", " "), label.en.toLowerCase(), label.zh].map((text) => ({ id, text })),
    )
    .filter(({ text }) => text.includes(words))
    .sort((a, b) => a.text.length - b.text.length)[0];
  return found === undefined ? "" : `; did you mean "${found.id}"?`;
}

function readOne(
  lever: Lever,
  map: LocatedMap,
  at: Place,
  path: string,
  span: LeverSpan,
  problems: Problem[],
  notes: Note[],
): ScenarioLever | undefined {
  const before = problems.length;
  checkKeys(map, scenarioLeverKeys, path, problems);
  const { strength, level } = readStrength(lever, map, path, problems);
  const knotsNode = nodeAt(map, "knots");
  const shape = shapeOf(map, path, problems) ?? (knotsNode === undefined ? lever.shape : "knots");
  const knots = knotsNode === undefined ? lever.knots : readKnots(knotsNode, join(path, "knots"), problems);
  const delay = readDelay(map, path, problems);
  const start = yearOf(map, "start", path, problems);
  const full = yearOf(map, "full", path, problems);
  const source = textOf(map, "source", path, problems);
  for (const [key, year] of [
    ["start", start],
    ["full", full],
  ] as const) {
    const wrong = year === undefined ? undefined : outside({ from: year, to: year }, span);
    const node = nodeAt(map, key);
    if (wrong !== undefined && node !== undefined)
      problems.push({ at: node.at, path: join(path, key), message: wrong });
  }
  const begins = start ?? lever.start;
  // A start that is later than the library's full year moves that year along, as far as the ramp is long.
  const length = (lever.full ?? lever.start ?? 0) - (lever.start ?? 0);
  const ends =
    full ??
    (begins !== undefined && lever.full !== undefined && begins > lever.full
      ? begins + length
      : (lever.full ?? begins));
  checkRamp({ shape, start: begins, full: ends, map, path }, problems);
  if (shape === "knots" && knots === undefined && knotsNode === undefined)
    problems.push({ at, path, message: "the shape knots needs knots, such as {2026: 0, 2040: 1}" });
  if (shape !== "knots" && begins === undefined)
    problems.push({ at, path, message: 'the lever has no year to start in; give "start" and "full"' });
  if (problems.length > before) return undefined;

  const years = shape === "knots" ? [...(knots as ReadonlyMap<number, number>).keys()] : [];
  const asRamp: LeverRamp = {
    shape,
    begins: years[0] ?? (begins as number),
    ends: years.at(-1) ?? ends ?? (begins as number),
    ...(shape === "knots" ? { knots } : {}),
  };
  const asked = asRamp.begins + delay;
  const first = span.lastObserved + 1;
  const acting = rampWeights(asRamp, delay, span);
  if (asked < first) {
    notes.push({
      at,
      path,
      message: {
        en: `would start in ${asked}, which is observed; it starts in ${first}`,
        zh: `原定 ${asked} 年开始，但该年已有观测值；改为自 ${first} 年起生效`,
      },
    });
  }
  if (acting.start > span.to) {
    notes.push({
      at,
      path,
      message: {
        en: `starts in ${acting.start}, beyond the horizon ${span.to}; it does nothing`,
        zh: `${acting.start} 年才开始，晚于期末 ${span.to} 年；不起作用`,
      },
    });
  }
  return { lever, strength, level, ...acting, delay, shape, ramp: asRamp, source, at };
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

/** The lever as it is when its file delays it by `years` more (fewer where negative). */
export function delayed(pulled: ScenarioLever, years: number, span: LeverSpan): ScenarioLever {
  const delay = pulled.delay + years;
  return { ...pulled, delay, ...rampWeights(pulled.ramp, delay, span) };
}

function readStrength(
  lever: Lever,
  map: LocatedMap,
  path: string,
  problems: Problem[],
): { strength: number; level?: number } {
  const strengthNode = nodeAt(map, "strength");
  const levelNode = nodeAt(map, "level");
  if (strengthNode !== undefined && levelNode !== undefined) {
    problems.push({
      at: levelNode.at,
      path: join(path, "level"),
      message: "strength is given too; give one of the two",
    });
  }
  if (strengthNode !== undefined) {
    const strength = shareOf(strengthNode);
    if (strength === undefined) {
      problems.push({
        at: strengthNode.at,
        path: join(path, "strength"),
        message: noShare("a strength", strengthNode),
      });
    }
    return { strength: strength ?? 0 };
  }
  if (levelNode === undefined) return { strength: 1 };
  const level = levelNode.kind === "scalar" ? levelNode.value : undefined;
  if (level === 1 || level === 2 || level === 3 || level === 4) return { strength: lever.levels[level - 1], level };
  problems.push({
    at: levelNode.at,
    path: join(path, "level"),
    message: `an ambition level 1, 2, 3 or 4 is needed here; found ${describe(levelNode)}`,
  });
  return { strength: 0 };
}

function readDelay(map: LocatedMap, path: string, problems: Problem[]): number {
  const node = nodeAt(map, "delay");
  if (node === undefined) return 0;
  const text = node.kind === "scalar" ? String(node.value).replace(/\s*(?:yr|年)\s*$/u, "") : "";
  const delay = plainNumber(text);
  if (delay !== undefined && Number.isInteger(delay) && delay >= 0) return delay;
  problems.push({
    at: node.at,
    path: join(path, "delay"),
    message: `a whole number of years, 0 or more, is needed here; found ${describe(node)}`,
  });
  return 0;
}

/** Two levers that set one cell contradict each other, whatever their years and strengths. */
function refuseTwoSets(levers: ReadonlyMap<string, ScenarioLever>, problems: Problem[]): void {
  const setters = new Map<string, { id: string; effect: Effect; at: Place }>();
  for (const [id, { lever, at }] of levers) {
    const reported = new Set<string>();
    for (const effect of lever.effects) {
      if (effect.mode !== "set") continue;
      for (const cell of effect.cells) {
        const key = `${effect.parameter.name} ${cell}`;
        const other = setters.get(key);
        if (other === undefined) {
          setters.set(key, { id, effect, at });
        } else if (other.id !== id && !reported.has(other.id)) {
          reported.add(other.id);
          const theirs = `${other.effect.path}, ${other.effect.at.file}:${other.effect.at.line}`;
          problems.push({
            at,
            path: `levers.${id}`,
            message: `sets ${effect.path} (${effect.at.file}:${effect.at.line}), which "${other.id}" sets too (${theirs}); keep one of the two levers, whatever their years`,
          });
        }
      }
    }
  }
}
