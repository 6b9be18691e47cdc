import type { Inputs, Model, Parameter } from "../engine/model.ts";
import type { Problem } from "../engine/problems.ts";
import { readAssignments } from "./assignments.ts";
import { type CellPath, expand } from "./cell-path.ts";
import type { Link } from "./chain.ts";
import { type GivenCells, overlay } from "./layers.ts";
import { asMap } from "./located.ts";
import type { Region } from "./region.ts";

/**
 * What all files of the chain assume, each laid over its parents. A parent written for another region (or for the same
 * one before its base year was moved) may speak of years that this one does not have.
 */
export function readAssumptions(
  links: readonly Link[],
  model: Model,
  horizon: { from: number; to: number },
  problems: Problem[],
): GivenCells {
  let assumed: GivenCells = new Map();
  for (const [i, { root }] of links.entries()) {
    const allowed = links.slice(i + 1).some((child) => child.root.entries.has("region")) ? undefined : horizon;
    const entry = root.entries.get("assume");
    if (entry === undefined) continue;
    if (entry.value.kind === "scalar" && entry.value.value === null) {
      assumed = new Map();
      continue;
    }
    const map = asMap(entry.value, "assume", "{gdp_growth: 5 %/yr}", problems);
    if (map !== undefined)
      assumed = overlay(assumed, readAssignments(map, "assume", model, "assume", allowed, problems), problems);
  }
  return assumed;
}

/** An assumption stands on what the region gives: its constant replaces that, its years hold from the first one on. */
export function assume(region: GivenCells, assumed: GivenCells): GivenCells {
  const given = new Map(region);
  for (const [name, cells] of assumed) {
    const merged = new Map(region.get(name));
    for (const [cell, path] of cells) merged.set(cell, { ...path, below: region.get(name)?.get(cell) });
    given.set(name, merged);
  }
  return given;
}

/** The region's numbers with what is assumed in their place. */
export function baseInputs(model: Model, region: Region, assumed: GivenCells, given: GivenCells): Inputs {
  const values = new Map(region.values);
  for (const [name, cells] of assumed) {
    const numbers = (region.values.get(name) as Float64Array).slice();
    const { size } = model.parameters.get(name) as Parameter;
    const count = numbers.length / size;
    for (const cell of cells.keys()) {
      const series = expand(given.get(name)?.get(cell) as CellPath, region.baseYear, count);
      for (let i = 0; i < count; i++) numbers[i * size + cell] = series[i];
    }
    values.set(name, numbers);
  }
  return { baseYear: region.baseYear, years: region.years, values, observed: region.observed };
}
