import type { Model } from "../../engine/language/model.ts";
import type { Label, Place, Problem } from "../../text/problems.ts";
import { asMap, checkKeys, choice, join, labelOf, nodeAt, textOf, yearOf } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import type { YearRange } from "../paths/years.ts";
import { type Effect, readEffects } from "./effect.ts";
import { checkRamp, noShare, readKnots, shapeOf, shareOf } from "./lever-ramp.ts";
import type { Shape } from "./shape.ts";

/** A lever of the library. */
export interface Lever {
  readonly id: string;
  readonly label: Label;
  readonly family: string;
  readonly effects: readonly Effect[];
  readonly start?: number;
  readonly full?: number;
  readonly shape: Shape;
  /** Share of full strength by year, where the shape is `knots`. */
  readonly knots?: ReadonlyMap<number, number>;
  /** Strength at the ambition levels 1 to 4; 4 is what is physically possible. */
  readonly levels: readonly [number, number, number, number];
  readonly potential?: Label;
  readonly source: string;
  readonly doc?: Label;
  readonly at: Place;
}

export const families = [
  "demand",
  "efficiency",
  "structure",
  "fuel_switch",
  "electrification",
  "renewables",
  "nuclear",
  "grid_imports",
  "storage",
  "industry_process",
  "transport",
  "buildings",
  "waste_agriculture",
  "ccus",
  "sinks",
  "market",
] as const;

export const leverKeys = [
  "label",
  "family",
  "effects",
  "start",
  "full",
  "shape",
  "knots",
  "levels",
  "potential",
  "source",
  "doc",
];
/** The lever written in a library file or a region, or undefined with its mistakes in `problems`. */
export function readLever(
  id: string,
  node: Located,
  model: Model,
  horizon: YearRange,
  problems: Problem[],
): Lever | undefined {
  const path = `levers.${id}`;
  const before = problems.length;
  const map = asMap(
    node,
    path,
    "{label: …, family: renewables, effects: [...], start: 2026, full: 2040, source: …}",
    problems,
  );
  if (map === undefined) return undefined;
  checkKeys(map, leverKeys, path, problems);
  const label = labelOf(map, "label", path, problems);
  const family = choice(map, "family", families, path, problems);
  const shape = shapeOf(map, path, problems) ?? "linear";
  const start = yearOf(map, "start", path, problems);
  const full = yearOf(map, "full", path, problems);
  const knotsNode = nodeAt(map, "knots");
  const knots = knotsNode === undefined ? undefined : readKnots(knotsNode, join(path, "knots"), problems);
  const source = textOf(map, "source", path, problems);
  const effects = readEffects(map, path, model, horizon, problems);
  const levels = readLevels(map, path, problems);
  const missing = (key: string, what: string) => {
    if (nodeAt(map, key) === undefined) problems.push({ at: map.at, path, message: `"${key}" is missing; ${what}` });
  };
  missing("label", "a lever has a name in both languages");
  missing("family", `it is one of ${families.join(", ")}`);
  missing("effects", "a lever says what it does to which parameters");
  missing("source", "every lever says where it comes from");
  if (shape === "knots") {
    missing("knots", "the shape knots needs them, such as {2026: 0, 2040: 1}");
  } else {
    missing("start", "a lever says the year in which it first acts");
    if (shape !== "step") missing("full", "a lever says the year in which it has come to full strength");
  }
  checkRamp({ shape, start, full, map, path }, problems);
  if (problems.length > before || label === undefined || family === undefined || source === undefined) return undefined;
  return {
    id,
    label,
    family,
    effects,
    start,
    full,
    shape,
    knots,
    levels,
    potential: labelOf(map, "potential", path, problems),
    source,
    doc: labelOf(map, "doc", path, problems),
    at: map.at,
  };
}

function readLevels(map: LocatedMap, path: string, problems: Problem[]): Lever["levels"] {
  const even: Lever["levels"] = [0.25, 0.5, 0.75, 1];
  const node = nodeAt(map, "levels");
  if (node === undefined) return even;
  const levelsPath = join(path, "levels");
  const levels = asMap(node, levelsPath, "{1: 0.25, 2: 0.5, 3: 0.75, 4: 1}", problems);
  if (levels === undefined) return even;
  checkKeys(levels, ["1", "2", "3", "4"], levelsPath, problems);
  const before = problems.length;
  const strengths = ["1", "2", "3", "4"].map((key) => {
    const value = nodeAt(levels, key);
    const share = value === undefined ? undefined : shareOf(value);
    if (share === undefined) {
      problems.push({
        at: value?.at ?? levels.at,
        path: join(levelsPath, key),
        message:
          value === undefined ? "a strength from 0 to 1 is needed here; found none" : noShare("a strength", value),
      });
    }
    return share ?? 0;
  });
  const falls =
    problems.length > before ? -1 : strengths.findIndex((strength, i) => i > 0 && strength < strengths[i - 1]);
  if (falls > 0)
    problems.push({
      at: levels.at,
      path: levelsPath,
      message: `level ${falls + 1} is weaker than level ${falls}; levels rise`,
    });
  return strengths as unknown as Lever["levels"];
}
