import { cellIndex } from "../../engine/language/cells.ts";
import type { Model } from "../../engine/language/model.ts";
import { loadedProgram, type SharedPrograms } from "../../run/shared-programs.ts";
import { composeScenario, type RegionCache } from "../../scenario/compose.ts";
import { scenarioInputs } from "../../scenario/paths/inputs.ts";
import { scenarioFile } from "../../scenario/scenario-chain.ts";
import { sumBy } from "../../statistics/sum.ts";
import type { Library } from "../../text/library.ts";
import type { TableRow } from "../stated.ts";
import { electricityUse, importFactor, wasteCo2 } from "./fuel.ts";
import { type RegionNumbers, subregionTable } from "./region-numbers.ts";
import { ruleOrThrow } from "./shares.ts";
import type { Subregion } from "./subregion.ts";

/** The parent's reference run: the value of a variable in a year. */
export type RunValue = (variable: string, members: readonly string[], year: number) => number;

/** The values of a scenario's run, on regions that may have been read; undefined where there is no such scenario. */
export function runValues(
  library: Library,
  model: Model,
  scenario: string,
  programs: SharedPrograms,
  regions: RegionCache = new Map(),
): RunValue | undefined {
  if (library.read(scenarioFile(scenario, library)) === undefined) return undefined;
  const composed = composeScenario(library, model, scenario, regions);
  const { program, memory } = loadedProgram(model, scenarioInputs(composed), programs);
  program.run(memory);
  return (variable, members, year) => {
    const over = model.variables.get(variable)?.over;
    const cell = over === undefined ? undefined : cellIndex(model, over, members);
    if (cell === undefined) throw new Error(`the model has no variable ${[variable, ...members].join(".")}`);
    return program.series(memory, variable, cell)[year - composed.baseYear];
  };
}

/** The years at which a path is taken from a run: all of them, and those of the parent's own path. */
function runYears({ region, path }: RegionNumbers, id: string, members: readonly string[] = []): number[] {
  const span = Array.from({ length: region.horizon - region.baseYear + 1 }, (_, i) => region.baseYear + i);
  return [...new Set([...(path(id, members)?.years.keys() ?? []), ...span])].sort((a, b) => a - b);
}

/** A path as it is written: its bends and the years of the parent's own path, which would stay beside them. */
function written({ path }: RegionNumbers, rows: readonly TableRow[]): TableRow[] {
  if (rows.length === 0) return [];
  const [{ id, members }] = rows;
  return bendsOf(rows, new Set(path(id, members === "" ? [] : members.split("."))?.years.keys()));
}

/** A curtailment below this part of wind and solar is left out of their hours. */
const leastCurtailed = 0.001;

/**
 * A part's plants run as its parent's do, and what they do not give comes from the parent's grid: hours of fossil
 * plants and the grid's CO2 factor are those of the parent's reference run, curtailment is left to the parent's grid
 * (hours of wind and solar are less its curtailment), and exports are what the plants give beyond the use. `run` may be
 * that of another scenario of the parent than the `reference` that the part's own files follow.
 */
export function cityDispatch(
  { parent, shares, factor }: Subregion,
  run: RunValue | undefined,
  reference: RunValue | undefined = run,
) {
  const { rows, put } = subregionTable(parent);
  /** Writes the bends of a path that is given of all years of a run. */
  const putPath = (
    id: string,
    members: readonly string[],
    at: (year: number) => readonly [value: number, rule: string],
  ): void => {
    const path = subregionTable(parent);
    for (const year of runYears(parent, id, members)) path.put(id, members, ...at(year), year);
    rows.push(...written(parent, path.rows));
  };
  const ran = `reference run of ${parent.region.id}`;
  put("curtailment_slope", [], 0, "curtailment is the parent grid's, in the hours of wind and solar");
  const ofBaseYear = run === undefined ? baseGridFactor(parent) : Number.NaN;
  const factorIn = (year: number, of = run): number => of?.("grid_factor", [], year) ?? ofBaseYear;
  const years = runYears(parent, "import_clean_share", ["import_market"]);
  const national = years.map((year) => parent.at("sender_thermal_factor", [], year));
  const thermal = Math.max(...years.map((year) => factorIn(year, reference)), ...national);
  put("sender_thermal_factor", [], thermal, "national, or the highest factor of the parent's grid");
  const words = run === undefined ? "of the parent's base year, held" : `of the ${ran}`;
  putPath("import_clean_share", ["import_market"], (year) => [
    thermal === 0 ? 0 : Math.max(0, 1 - factorIn(year) / thermal),
    `one less the grid factor ${words} (${factorIn(year).toFixed(4)} t/MWh) over that of thermal plants`,
  ]);
  const limit = "the parent's grid stands behind it: as much as the parent uses";
  put("market_import_limit", [], electricityUse(parent), limit);
  put(
    "surplus_export_limit",
    [],
    electricityUse(parent),
    "the parent's grid takes what the plants give beyond the use",
  );
  if (run !== undefined) {
    /** Whether the part has a share in such plants of the parent, now or at last, or a project of its own. */
    const stands = (plant: string): boolean => {
      const { baseYear, horizon } = parent.region;
      const rule = ruleOrThrow(shares.ruleOf, "planned_capacity", [plant]);
      const hasShare = shares.share(rule, baseYear) > 0 || shares.share(rule, horizon) > 0;
      if (!hasShare && !shares.plans?.built.has(plant)) return false;
      return years.some((year) => run("full_hours", [plant], year) > 0);
    };
    for (const plant of parent.members("fossil_plant")) {
      if (!stands(plant)) continue;
      const hours = (year: number): number =>
        Math.min(8784, run("full_hours", [plant], year) * factor("base_generation", [plant]));
      for (const id of ["maximum_hours", "minimum_hours"])
        putPath(id, [plant], (year) => [hours(year), `hours of the ${ran}`]);
    }
    for (const plant of parent.members("vre")) {
      const curtailed = (year: number): number => run("curtailment_rate", [], year);
      const most = Math.max(
        ...years.flatMap((year) => [curtailed(year), reference?.("curtailment_rate", [], year) ?? 0]),
      );
      if (!stands(plant) || most < leastCurtailed) continue;
      putPath("full_load_hours", [plant], (year) => [
        parent.at("full_load_hours", [plant], year) * (1 - curtailed(year)),
        `hours of the parent less curtailment in the ${ran}`,
      ]);
    }
  }
  putPath("export_plan", [], () => [0, "what local plants give beyond the use, see surplus_export_limit"]);
  return rows;
}

/** CO2 of the parent's generation and net imports over their electricity, in the base year. */
function baseGridFactor(parent: RegionNumbers): number {
  const power = parent.sumOver("inventory_power", "fossil");
  const generated = parent.sumOver("base_generation", "plant");
  const waste = wasteCo2(parent);
  const imports = parent.members("imports");
  const exports = parent.at("base_exports");
  const exported = exports * (generated === 0 ? 0 : (power + waste) / generated);
  const imported = sumBy(imports, (kind) => parent.at("base_generation", [kind]) * importFactor(parent, kind));
  const total = generated + parent.sumOver("base_generation", "imports") - exports;
  return total === 0 ? 0 : (power + waste + imported - exported) / total;
}

/** What a path may be off by between its written years, relative to its largest value. */
const tolerance = 0.002;

/**
 * The rows of a path (one cell, a row a year, ascending) that linear interpolation needs to give all of them back within
 * 0.2 % of the largest; the first, the last and the years in `kept` stay (Douglas and Peucker 1973).
 */
export function bendsOf(rows: readonly TableRow[], kept: ReadonlySet<number>): TableRow[] {
  const points = rows.map(({ year = 0, value }) => ({ year, value }));
  const most = Math.max(...points.map(({ value }) => Math.abs(value)));
  const isEnd = (index: number): boolean => index === 0 || index === rows.length - 1;
  const fixed = [...points.keys()].filter((index) => isEnd(index) || kept.has(points[index].year));
  const needed = new Set(fixed);
  const within = (from: number, to: number): void => {
    const [first, last] = [points[from], points[to]];
    let widest = tolerance * most;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const along = (points[i].year - first.year) / (last.year - first.year);
      const off = Math.abs(points[i].value - first.value - along * (last.value - first.value));
      if (off <= widest) continue;
      widest = off;
      at = i;
    }
    if (at < 0) return;
    needed.add(at);
    within(from, at);
    within(at, to);
  };
  for (let i = 1; i < fixed.length; i++) within(fixed[i - 1], fixed[i]);
  return rows.filter((_, index) => needed.has(index));
}
