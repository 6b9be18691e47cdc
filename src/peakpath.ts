import { partsOf } from "./batch/batch.ts";
import { readDesign } from "./batch/design/read-design.ts";
import { partRunner } from "./batch/part-runner.ts";
import { openBatch, usualBackend } from "./batch/prepare-batch.ts";
import { type BatchReport, batchStatistics, PROBABILITIES } from "./batch/statistics/batch-statistics.ts";
import { variableAddress } from "./engine/language/address.ts";
import { attributeLevers, type MeasureChange } from "./questions/levers/lever-attribution.ts";
import { leverPeaks, type LeverPeak as MeasuredPeak } from "./questions/levers/lever-peaks.ts";
import { leverPlayers } from "./questions/levers/lever-players.ts";
import { peakCauses } from "./questions/peak-causes.ts";
import { seek } from "./questions/seek/seek.ts";
import { loadScenarios } from "./run/load.ts";
import type { Peak } from "./run/peak/peak.ts";
import type { ScenarioRun } from "./run/run.ts";
import { runScenario as runComposed } from "./run/scenario-run.ts";
import { type SharedPrograms, sharedPrograms } from "./run/shared-programs.ts";
import { listScenarios } from "./scenario/head.ts";
import type { ModelLibrary } from "./scenario/model-files.ts";
import type { Scenario as ComposedScenario } from "./scenario/scenario.ts";
import { layeredLibrary } from "./text/library.ts";
import { RunError as FailedRun, InputError as InputMistakes, isFault } from "./text/problems.ts";

// The public library, and the list of all that it exports; it runs in Node and in a browser. Results are plain data:
// numbers, texts, arrays and objects that JSON can hold; years are calendar years, amounts in the unit beside them.

/** A name in English and Chinese. */
export interface Label {
  readonly en: string;
  readonly zh: string;
}

/**
 * Files by path, such as `scenarios/isle/policy.yaml`, `data/regions/isle.yaml`, `data/levers/solar.yaml` and
 * `src/model/toy.yaml`; `/` stands between folders.
 */
export interface Library {
  /** The text of a file, or undefined where there is none. */
  read(path: string): string | undefined;
  /** The paths of all files beneath a folder, relative to it and sorted. */
  list(folder: string): string[];
}

/** A scenario that has been checked with its parents, its region and its model, and can be run. */
export interface Scenario {
  /** Such as `zhejiang/policy`. */
  readonly id: string;
  readonly title: Label;
  readonly region: string;
  readonly model: string;
  readonly baseYear: number;
  readonly lastObserved: number;
  readonly horizon: number;
  /** The levers it pulls: strength from 0 to 1, the years in which each first acts and is full. */
  readonly levers: readonly {
    readonly id: string;
    readonly label: Label;
    readonly family: string;
    readonly strength: number;
    readonly start: number;
    readonly full: number;
  }[];
}

/** A scenario's numbers. */
export interface Run {
  readonly scenario: Scenario;
  /** Unit of yearly emissions, such as `MtCO2/yr`. */
  readonly unit: string;
  /** Names of the boundaries that are computed, the default one first. */
  readonly boundaries: readonly string[];
}

/** When and how high the emissions on a boundary peak. */
export interface BoundaryPeak {
  readonly boundary: string;
  readonly label: Label;
  /** Year of the highest value, and the value in the run's unit. */
  readonly year: number;
  readonly level: number;
  /** With its fraction: the top of the parabola through the highest value and its neighbours. */
  readonly yearContinuous: number;
  /** `rising`, `not_reached`, `plateau`, `peaked`, `pseudo_peak`, `before_base` or `undetermined`. */
  readonly status: string;
  /** The unbroken years around the peak that lie no more than 2 % below it. */
  readonly band: { readonly from: number; readonly to: number };
  /** Whether efficiency, mix and grid bring half of the fall after it; undefined where that is not known. */
  readonly kind?: "active" | "passive";
}

/** Values over years. */
export interface YearlyValues {
  readonly unit: string;
  readonly years: readonly number[];
  readonly values: readonly number[];
}

/** What is changed, "with" less "without": years of the peak, level and emissions in the run's unit, their sum over all years. */
export interface Change {
  readonly peakYear: number;
  readonly peakLevel: number;
  readonly cumulative: number;
  /** By the years asked for. */
  readonly emissions: Readonly<Record<string, number>>;
}

/** When and how high emissions peak under some of the levers, in the run's unit. */
export interface LeverPeak {
  /** Left out where several summits lie within 2 % of each other, so that which is the highest is chance. */
  readonly year?: number;
  readonly summits: readonly number[];
  /** They lie in observed years, where no lever moves them. */
  readonly past: boolean;
  readonly level: number;
  readonly status: string;
  readonly band: { readonly from: number; readonly to: number };
  /** First year from which on emissions stay 5 % below the level, and 10 %; left out where they do not. */
  readonly below5?: number;
  readonly below10?: number;
  /** By the years asked for. */
  readonly emissions: Readonly<Record<string, number>>;
  /** The sum over all years. */
  readonly cumulative: number;
  /** Air pollutants by name and the years asked for, in the model's unit; empty where the model has none. */
  readonly pollutants: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The peaks under each lever on a boundary: with no lever, with all, and for each lever and family alone and without it. */
export interface PeaksByLever {
  readonly boundary: string;
  readonly reference: LeverPeak;
  readonly policy: LeverPeak;
  readonly rows: readonly {
    readonly id: string;
    readonly kind: "lever" | "family" | "project";
    readonly alone: LeverPeak;
    readonly without: LeverPeak;
  }[];
}

/** Shares of levers in what all of them change on a boundary; the shares add up to `total`. */
export interface LeverShares {
  readonly boundary: string;
  /** All packages were run, or orders of the levers were sampled. */
  readonly method: "shapley" | "owen_sampled";
  readonly total: Change;
  readonly shares: readonly { readonly id: string; readonly share: Change; readonly error?: Change }[];
  readonly runs: number;
}

/** What moves a boundary's emissions from year to year. */
export interface Why {
  readonly boundary: string;
  readonly kind?: "active" | "passive";
  /** Years that are compared with the year before. */
  readonly years: readonly number[];
  /** Contributions of each driver to the change in each of the years, in the run's unit (LMDI); they add up to the change. */
  readonly drivers: readonly {
    readonly id: string;
    readonly label: Label;
    readonly active: boolean;
    readonly amounts: readonly number[];
  }[];
}

/** A goal for the peak, and what may be changed to meet it. */
export interface SeekQuestion {
  /**
   * `lever`: the least strength of one lever; `ambition`: one factor on all (1 as they stand, 2 all at full strength);
   * `smallest_set`: the fewest levers; `latest_start`: by how many years they can be late; `least_effort`: a mix with
   * little effort.
   */
  readonly kind: "lever" | "ambition" | "smallest_set" | "latest_start" | "least_effort";
  /** The last year in which the emissions may peak. */
  readonly by: number;
  /** The level that the peak may not exceed, in the run's unit. */
  readonly below?: number;
  /** The default boundary without it. */
  readonly boundary?: string;
  readonly lever?: string;
  /** Effort at full strength by lever, for `least_effort`; 1 for those not named. */
  readonly efforts?: Readonly<Record<string, number>>;
}

export interface SeekAnswer {
  readonly possible: boolean;
  /** Strength, factor, number of levers, years or effort; undefined where it is impossible. */
  readonly value?: number;
  /** Strengths that give it, and years of delay; where it is impossible those that come nearest. */
  readonly levers: Readonly<Record<string, { readonly strength: number; readonly delay: number }>>;
  /** The peaks with these levers and with the scenario's own. */
  readonly peak: Omit<BoundaryPeak, "boundary" | "label">;
  readonly peakBefore: Omit<BoundaryPeak, "boundary" | "label">;
  readonly runs: number;
}

export interface BatchOptions {
  /** Runs (10,000 unless the design says) and seed. */
  readonly runs?: number;
  readonly seed?: number;
  /** The path of a design in `library`; otherwise the scenario's own, or what past errors say. */
  readonly design?: string;
  /** Where the design and its tables are read from. */
  readonly library?: Library;
}

/** Statistics over many runs with other inputs. */
export interface BatchResult {
  /** Sampling: `grid`, `list`, `monte_carlo`, `latin_hypercube`, `quasi_monte_carlo`, `sobol` or `morris`. */
  readonly kind: string;
  readonly runs: number;
  /** Runs without a result. */
  readonly failed: number;
  readonly inputs: readonly { readonly name: string; readonly unit: string }[];
  readonly boundaries: readonly {
    readonly boundary: string;
    /** Share of runs that have peaked in a year or before, with the bounds of its 95 % interval. */
    readonly peakedBy: readonly {
      readonly year: number;
      readonly share: number;
      readonly low: number;
      readonly high: number;
    }[];
    /** Share of runs whose emissions are highest in the last year. */
    readonly notReached?: number;
    /** Level of the peak at these probabilities, in the run's unit. */
    readonly levels: readonly { readonly probability: number; readonly level: number }[];
  }[];
  /** Share of runs that meet each target of the scenario. */
  readonly targets: readonly { readonly name: string; readonly label: Label; readonly met?: number }[];
  /** Quantiles over years: by year, one number for each of `probabilities`. */
  readonly probabilities: readonly number[];
  readonly series: readonly {
    readonly name: string;
    readonly unit: string;
    readonly years: readonly number[];
    readonly quantiles: readonly (readonly number[])[];
  }[];
}

/** Thrown for mistakes in files: `problems` says each with its file, line, column and path. */
export const InputError = InputMistakes as unknown as new (
  problems: readonly Problem[],
) => Error & { readonly problems: readonly Problem[] };

export interface Problem {
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
  readonly path: string;
  readonly message: string;
}

/** Thrown where a run fails on its numbers, or a check of the model of severity error does not hold. */
export const RunError = FailedRun as unknown as new (message: string) => Error;

/** What stands behind the plain objects that are handed out. */
const composedOf = new WeakMap<Scenario, { readonly composed: ComposedScenario; readonly programs: SharedPrograms }>();
const runOf = new WeakMap<Run, ScenarioRun>();
/** Where a scenario was read from: a batch reads its tables of past errors there. */
const libraryOf = new WeakMap<ComposedScenario, Library>();

function behind<K extends object, V>(all: WeakMap<K, V>, key: K, made: string): V {
  const value = all.get(key);
  if (value === undefined) throw new RangeError(`this object was not made by ${made}`);
  return value;
}

/**
 * A library of texts by path; where `below` is given they add to its files and may replace them.
 *
 * @example
 * import { scenarioNames, textLibrary } from "peakpath";
 *
 * const library = textLibrary({ "scenarios/isle/mine.yaml": "extends: policy\n" });
 * console.log(scenarioNames(library)); // ["isle/mine"]
 */
export function textLibrary(texts: Readonly<Record<string, string>>, below?: Library): Library {
  return layeredLibrary(below ?? { read: () => undefined, list: () => [] }, new Map(Object.entries(texts)));
}

/** The names of all scenarios of a library, sorted. */
export function scenarioNames(library: Library): string[] {
  return listScenarios(library);
}

/**
 * Reads a scenario with all that it extends, its region and its model, and checks them.
 *
 * @throws InputError with every mistake; a scenario over several regions is one.
 * @example
 * import { loadScenario } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const scenario = loadScenario(shippedLibrary(), "zhejiang/policy");
 * console.log(scenario.baseYear, scenario.levers.length > 0); // 2021 true
 */
export function loadScenario(library: Library, id: string): Scenario {
  const [composed] = loadScenarios(library, [id]);
  const { title, region, model, baseYear, lastObserved, horizon } = composed;
  const levers = [...composed.levers].map(([lever, { lever: of, strength, start, full }]) => {
    return { id: lever, label: of.label, family: of.family, strength, start, full };
  });
  const scenario = { id, title, region: region.id, model: model.name, baseYear, lastObserved, horizon, levers };
  libraryOf.set(composed, library);
  composedOf.set(scenario, { composed, programs: sharedPrograms((library as ModelLibrary).module) });
  return scenario;
}

/**
 * Runs a scenario as its files say.
 *
 * @throws RunError where a number is not finite or a check of severity error does not hold.
 * @example
 * import { loadScenario, peaks, runScenario } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const run = runScenario(loadScenario(shippedLibrary(), "zhejiang/policy"));
 * for (const { boundary, year, level } of peaks(run)) console.log(boundary, year, level, run.unit);
 */
export function runScenario(scenario: Scenario): Run {
  const { composed, programs } = behind(composedOf, scenario, "loadScenario");
  const computed = runComposed(composed, programs);
  const run = {
    scenario,
    unit: computed.layout.peak.unit.text,
    boundaries: computed.boundaries.filter(({ peak }) => peak !== undefined).map(({ name }) => name),
  };
  runOf.set(run, computed);
  return run;
}

/** The peak on each boundary that is computed, the default boundary first. */
export function peaks(run: Run): BoundaryPeak[] {
  return behind(runOf, run, "runScenario").boundaries.flatMap(({ name, label, peak }) =>
    peak === undefined ? [] : [{ boundary: name, label, ...plainPeak(peak) }],
  );
}

function plainPeak({ year, level, year_continuous, status, band, kind }: Peak): SeekAnswer["peak"] {
  const { from, to } = band;
  return { year, level, yearContinuous: year_continuous, status, band: { from, to }, ...(kind && { kind }) };
}

/**
 * The values of a variable of the model, such as `capacity.coal` or `emissions.energy`, in each year of the run.
 *
 * @throws RangeError for a name that is no variable's cell.
 * @example
 * import { loadScenario, runScenario, values } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const run = runScenario(loadScenario(shippedLibrary(), "zhejiang/policy"));
 * const { unit, years, values: gw } = values(run, "capacity.solar_utility");
 * console.log(years[0], gw[0], unit);
 */
export function values(run: Run, name: string): YearlyValues {
  const computed = behind(runOf, run, "runScenario");
  const address = variableAddress(computed.model, name);
  if (isFault(address)) throw new RangeError(address.message);
  const { variable, cell } = address;
  const { baseYear } = computed.scenario;
  const series = Array.from(computed.values(variable.name, cell) ?? []);
  return { unit: variable.unit.text, years: series.map((_, i) => baseYear + i), values: series };
}

/**
 * When and how high emissions peak on each boundary under each lever and family alone, and under the scenario without it.
 * The two differ where levers overlap or reinforce each other. Nothing for a scenario without levers.
 *
 * @throws RunError where a run fails on its numbers.
 * @example
 * import { loadScenario, peaksByLever, runScenario } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const run = runScenario(loadScenario(shippedLibrary(), "zhejiang/policy"));
 * const [{ rows }] = peaksByLever(run, [2035]);
 * console.log(rows[0].id, rows[0].alone.year, rows[0].without.emissions["2035"], run.unit);
 */
export function peaksByLever(run: Run, years: readonly number[] = []): PeaksByLever[] {
  return leverPeaks(behind(runOf, run, "runScenario"), years).map(({ boundary, reference, policy, rows }) => ({
    boundary,
    reference: plainLeverPeak(reference),
    policy: plainLeverPeak(policy),
    rows: rows.map(({ id, kind, alone, without }) => {
      return { id, kind, alone: plainLeverPeak(alone), without: plainLeverPeak(without) };
    }),
  }));
}

function plainLeverPeak({ below_5, below_10, band: { from, to }, ...peak }: MeasuredPeak): LeverPeak {
  const falls = { ...(below_5 && { below5: below_5 }), ...(below_10 && { below10: below_10 }) };
  return { ...peak, band: { from, to }, ...falls };
}

function plainChange({ peak_year, peak_level, cumulative, emissions }: MeasureChange): Change {
  return { peakYear: peak_year, peakLevel: peak_level, cumulative, emissions: Object.fromEntries(emissions) };
}

/**
 * Shapley values of the levers, or of their families, on one boundary: exact for up to 14 of them, otherwise Owen values
 * of sampled orders with their standard errors.
 *
 * @throws RangeError for a boundary that is not computed; RunError where a run fails on its numbers.
 * @example
 * import { leverShares, loadScenario, runScenario } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const run = runScenario(loadScenario(shippedLibrary(), "zhejiang/policy"));
 * const { shares, total } = leverShares(run, { by: "family", years: [2035], pairs: 4 });
 * console.log(shares.length > 1, total.emissions["2035"] < 0); // true true
 */
export function leverShares(
  run: Run,
  options: {
    readonly boundary?: string;
    readonly by?: "lever" | "family";
    readonly years?: readonly number[];
    /** Where sampled: pairs of orders at most, and the seed. */
    readonly pairs?: number;
    readonly seed?: number;
  } = {},
): LeverShares {
  const { boundary = run.boundaries[0], by = "lever", years = [], pairs = 1000, seed = 1 } = options;
  const computed = behind(runOf, run, "runScenario");
  refuseUnknown(run, boundary);
  const players = leverPlayers(computed, by);
  const asked = { players, boundaries: [boundary], years, bound: 0.02, mostPairs: pairs, seed };
  const { method, runs, boundaries } = attributeLevers(computed, asked);
  const [{ total, shares }] = boundaries;
  return {
    boundary,
    method,
    total: plainChange(total),
    shares: shares.map(({ player, share, error }) => ({
      id: player.id,
      share: plainChange(share),
      ...(error && { error: plainChange(error) }),
    })),
    runs,
  };
}

function refuseUnknown({ boundaries }: Run, boundary: string): void {
  if (!boundaries.includes(boundary))
    throw new RangeError(`no boundary "${boundary}"; there are ${boundaries.join(", ")}`);
}

/**
 * Why each boundary's emissions change from year to year; nothing where the model does not say what moves them.
 *
 * @example
 * import { loadScenario, runScenario, why } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const [{ boundary, kind, drivers }] = why(runScenario(loadScenario(shippedLibrary(), "zhejiang/policy")));
 * console.log(boundary, kind, drivers.map(({ id }) => id).join(" "));
 */
export function why(run: Run): Why[] {
  const causes = peakCauses(behind(runOf, run, "runScenario"));
  return (causes?.boundaries ?? []).map(({ boundary, kind, balance }) => ({
    boundary: boundary.name,
    ...(kind && { kind: kind.kind }),
    years: balance.years,
    drivers: [...balance.drivers].map(([id, amounts]) => {
      const driver = causes?.drivers.find((candidate) => candidate.id === id);
      const label = driver?.label ?? { en: id, zh: id };
      return { id, label, active: driver?.active ?? false, amounts: Array.from(amounts) };
    }),
  }));
}

/**
 * What it would take to peak by a year.
 *
 * @throws RangeError for a boundary or a lever that the run does not have; RunError where a run fails on its numbers.
 * @example
 * import { loadScenario, runScenario, seekPeak } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const run = runScenario(loadScenario(shippedLibrary(), "zhejiang/policy"));
 * const { possible, value } = seekPeak(run, { kind: "ambition", by: 2030 });
 * console.log(possible, value);
 */
export function seekPeak(run: Run, question: SeekQuestion): SeekAnswer {
  const { kind, by, below, boundary = run.boundaries[0], lever, efforts = {} } = question;
  const options = { lever, efforts: new Map(Object.entries(efforts)) };
  const answer = seek(behind(runOf, run, "runScenario"), kind, { boundary, by, below }, options);
  const { possible, value, settings, peak, peak_before, runs } = answer;
  return {
    possible,
    ...(value !== undefined && { value }),
    levers: Object.fromEntries([...settings].map(([id, { strength, delay = 0 }]) => [id, { strength, delay }])),
    peak: plainPeak(peak),
    peakBefore: plainPeak(peak_before),
    runs,
  };
}

/**
 * Runs a scenario many times with other inputs, in this thread, and gives the statistics. The same runs and seed give the
 * same numbers everywhere.
 *
 * @throws InputError for mistakes in the design; RangeError for a number of runs that is not allowed.
 * @example
 * import { loadScenario, runBatch, runScenario } from "peakpath";
 * import { shippedLibrary } from "peakpath/node";
 *
 * const run = runScenario(loadScenario(shippedLibrary(), "zhejiang/policy"));
 * const { boundaries } = runBatch(run, { runs: 128 });
 * console.log(boundaries[0].levels);
 */
export function runBatch(run: Run, { runs, seed, design, library }: BatchOptions = {}): BatchResult {
  const computed = behind(runOf, run, "runScenario");
  const shipped = libraryOf.get(computed.scenario) ?? textLibrary({});
  const read = readDesign(library ?? shipped, computed.scenario, design, shipped);
  const { batch, lanes } = openBatch(computed, read, { runs, seed }, usualBackend());
  const compute = partRunner(computed.scenario, batch, lanes);
  const statistics = batchStatistics(batch);
  for (const { start, end } of partsOf(batch)) statistics.add(compute(start, end));
  return plainBatch(statistics.finish());
}

/**
 * What a batch says, as plain data; for `peakpath/node`.
 *
 * @internal
 */
export function plainBatch({ batch, failed, boundaries, targets, fans }: BatchReport): BatchResult {
  return {
    kind: batch.kind,
    runs: batch.runs,
    failed,
    inputs: batch.inputs.map(({ name, unit }) => ({ name, unit })),
    boundaries: boundaries.map(({ boundary, distribution: { by, notReached, levels } }) => ({
      boundary: boundary.name,
      peakedBy: by.flatMap(({ year, share: { share, low, high } }) =>
        share === undefined || low === undefined || high === undefined ? [] : [{ year, share, low, high }],
      ),
      ...(notReached !== undefined && { notReached }),
      levels: PROBABILITIES.map((probability, i) => ({ probability, level: levels[i] })),
    })),
    targets: targets.map(({ column: { name, label }, met }) => ({
      name,
      label,
      ...(met.share !== undefined && { met: met.share }),
    })),
    probabilities: [...PROBABILITIES],
    series: fans.map(({ fan, quantiles }) => ({
      name: fan.name,
      unit: fan.variable.unit.text,
      years: batch.years.slice(0, quantiles.length),
      quantiles,
    })),
  };
}
