import { cellIndex, cellNames } from "../../src/engine/language/cells.ts";
import type { Inputs, Model } from "../../src/engine/language/model.ts";
import { need } from "../../src/text/need.ts";
import { shippedCache, shippedLibrary, shippedScenario } from "../shipped-runs.ts";

/** The files as they are shipped. */
export const library = shippedLibrary;

/** Regions that were read, once for all tests. */
export const { regions } = shippedCache;

export const shipped = shippedScenario;

/** xorshift32 (Marsaglia 2003), so that the packages are the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

/** The plants and stores, with the year, of which more is planned than can stand. */
export function withoutRoom(model: Model, { values }: Pick<Inputs, "values">): string[] {
  return [
    ["planned_capacity", "capacity_potential"],
    ["planned_storage", "storage_potential"],
  ].flatMap(([plan, potential]) => {
    const [all, some] = [plan, potential].map((name) => need(model.parameters, name));
    const [planned, most] = [plan, potential].map((name) => need(values, name));
    return cellNames(model, some.over).flatMap((members, at) => {
      const cell = cellIndex(model, all.over, members) ?? Number.NaN;
      return Array.from({ length: planned.length / all.size }, (_, year) => year).flatMap((year) =>
        planned[year * all.size + cell] > most[year * some.size + at] + 1e-9
          ? [`${potential}.${members} in ${year}`]
          : [],
      );
    });
  });
}
