import type { Model, Parameter } from "../../engine/language/model.ts";
import { dimensionless } from "../../engine/language/units.ts";
import type { Place, Problem } from "../../text/problems.ts";
import { quote } from "../../text/quote.ts";
import { asMap, asText, checkKeys, choice, describe, join, nodeAt } from "../../text/reader.ts";
import type { Located, LocatedMap } from "../../text/yaml.ts";
import { parameterAddress } from "../paths/address.ts";
import { amountOnGroup } from "../paths/amounts.ts";
import { byYear, type CellPath, expand, type Given } from "../paths/cell-path.ts";
import { givensOf, readPath } from "../paths/read-path.ts";
import type { YearRange } from "../paths/years.ts";

/** Modes in the order in which they compose, whatever the order of the levers in a file. */
export const modes = ["set", "add", "multiply", "floor", "ceiling"] as const;
export type Mode = (typeof modes)[number];

/** What a lever does to some cells of one yearly parameter. */
export interface Effect {
  readonly parameter: Parameter;
  /** As written, such as `planned_capacity.wind_offshore`. */
  readonly path: string;
  readonly cells: readonly number[];
  readonly mode: Mode;
  /** At full strength, for each year of the horizon, in the parameter's unit; a factor where the mode is multiply. */
  readonly amounts: Float64Array;
  readonly text: string;
  readonly at: Place;
}

export const effectKeys = ["path", "mode", "amount", "source", "doc"];

/** The effects of a lever; no two of them may set one cell. */
export function readEffects(
  map: LocatedMap,
  path: string,
  model: Model,
  horizon: YearRange,
  problems: Problem[],
): Effect[] {
  const node = nodeAt(map, "effects");
  if (node === undefined) return [];
  const effectsPath = join(path, "effects");
  if (node.kind !== "list" || node.items.length === 0) {
    problems.push({
      at: node.at,
      path: effectsPath,
      message: `a list of effects is needed here, such as [{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}]; found ${node.kind === "list" ? "an empty list" : describe(node)}`,
    });
    return [];
  }
  const effects = node.items.flatMap(
    (item, i) => readEffect(item, `${effectsPath}.${i + 1}`, model, horizon, problems) ?? [],
  );
  for (const [i, effect] of effects.entries()) {
    const twin = effects
      .slice(0, i)
      .find(
        (other) =>
          effect.mode === "set" &&
          other.mode === "set" &&
          other.parameter === effect.parameter &&
          other.cells.some((cell) => effect.cells.includes(cell)),
      );
    if (twin !== undefined) {
      problems.push({
        at: effect.at,
        path: effectsPath,
        message: `"${quote(effect.path)}" is set by this lever already (${quote(twin.path)}, line ${twin.at.line}); one of the two must go`,
      });
    }
  }
  return effects;
}

function readEffect(
  node: Located,
  path: string,
  model: Model,
  horizon: YearRange,
  problems: Problem[],
): Effect | undefined {
  const map = asMap(node, path, '{path: planned_capacity.nuclear, mode: add, amount: "2 GW"}', problems);
  if (map === undefined) return undefined;
  checkKeys(map, effectKeys, path, problems);
  for (const key of ["path", "mode", "amount"]) {
    if (nodeAt(map, key) === undefined)
      problems.push({ at: map.at, path, message: `"${key}" is missing; an effect has a path, a mode and an amount` });
  }
  const pathNode = nodeAt(map, "path");
  if (pathNode?.kind === "scalar" && typeof pathNode.value === "number") {
    problems.push({
      at: pathNode.at,
      path: join(path, "path"),
      message: `the path of a parameter is needed here, such as planned_capacity.nuclear; found ${describe(pathNode)}`,
    });
    return undefined;
  }
  const mode = choice(map, "mode", modes, path, problems);
  const target = pathNode === undefined ? undefined : asText(pathNode, join(path, "path"), problems);
  const amountNode = nodeAt(map, "amount");
  if (target === undefined || pathNode === undefined || mode === undefined || amountNode === undefined)
    return undefined;
  const address = parameterAddress(model, target);
  if (typeof address === "string") {
    problems.push({ at: pathNode.at, path: join(path, "path"), message: address });
    return undefined;
  }
  const { parameter, cells } = address;
  if (!parameter.yearly) {
    const what = parameter.structural ? "part of the model's structure" : "one number for all years";
    problems.push({
      at: pathNode.at,
      path: join(path, "path"),
      message: `"${parameter.name}" is ${what}; a lever acts on yearly parameters only`,
    });
    return undefined;
  }
  const level = mode === "set" || mode === "floor" || mode === "ceiling";
  const rules = {
    unit: mode === "multiply" ? dimensionless : parameter.unit,
    units: model.units,
    min: mode === "multiply" ? 0 : level ? parameter.min : undefined,
    max: level ? parameter.max : undefined,
    factor: mode === "multiply",
    yearly: true,
    layer: "lever" as const,
  };
  const amount = readPath(amountNode, rules, join(path, "amount"), problems);
  if (amount === undefined || amount.removed) return undefined;
  const wrong = mode === "multiply" ? undefined : amountOnGroup(model, target, address, givensOf(amount));
  if (wrong !== undefined) {
    problems.push({ at: pathNode.at, path: join(path, "path"), message: wrong });
    return undefined;
  }
  const cell: CellPath = {
    constant: amount.constant,
    years: byYear(given(amount.years)),
    between: amount.between ?? "linear",
  };
  const written =
    amount.constant === undefined
      ? [...cell.years].map(([year, { text }]) => `${year}: ${text}`).join(", ")
      : amount.constant.text;
  return {
    parameter,
    path: target,
    cells,
    mode,
    amounts: expand(cell, horizon.from, horizon.to - horizon.from + 1),
    text: written,
    at: map.at,
  };
}

function given(years: ReadonlyMap<number, Given | null>): Map<number, Given> {
  return new Map([...years].filter((entry): entry is [number, Given] => entry[1] !== null));
}
