import { LAST_SURE, LEVEL_YEARS, SURE_YEARS } from "../run/certainty.ts";
import type { ScenarioRun } from "../run/run.ts";
import type { StoredCertainty, Sure, SureCondition, SureNumber } from "../run/stored-certainty.ts";
import type { Target } from "../scenario/targets/targets.ts";
import { type QuantileBins, quantileBins } from "../statistics/quantile-bins.ts";
import type { Library } from "../text/library.ts";
import { partsOf } from "./batch.ts";
import { calibratedDesign, type Design } from "./design/read-design.ts";
import { partRunner } from "./part-runner.ts";
import { type Backend, openBatch, type SharedBackend, usualBackend } from "./prepare-batch.ts";

/** The conditions under which a scenario's peak is told: one where nothing is planned. */
function conditionsOf({ scenario }: ScenarioRun): readonly SureCondition[] {
  const plans = [...scenario.levers.values()].some(({ lever }) => lever.project === undefined);
  return plans ? ["as_planned", "as_before"] : ["no_plan"];
}

/** The same where a calibrated design says how plans are delivered; drawn as before where none is, that is their trend. */
function conditionsIn(run: ScenarioRun, design: Design | undefined): readonly Sure["condition"][] {
  const usual = conditionsOf(run);
  const said = design?.calibrated?.delivery;
  return said === undefined || (said === "as_before" && usual.length === 1) ? usual : [said];
}

/** Peaks of a calibrated batch on one boundary. */
export interface SurePeaks {
  readonly years: readonly number[];
  readonly levels: readonly number[];
  /** The emissions of each of `LEVEL_YEARS`, where the scenario has it. */
  readonly emissions: readonly QuantileBins[];
}

interface SureOptions {
  /** So many runs of seed 1; those of fewer are the first of those of more. */
  readonly runs: number;
  /** The default one without it. */
  readonly boundary?: string;
  /** Told how many runs are done after each part. */
  readonly heard?: (done: number) => void;
  readonly backend?: Backend | SharedBackend;
  /** A calibrated design that is drawn from instead of that of the condition. */
  readonly design?: Design;
}

/**
 * Runs a calibrated batch of a scenario under a condition, for one boundary's peak alone. Where nothing is planned, what
 * is drawn of deliveries are projects.
 *
 * @param data where the tables of past errors stand
 */
export function surePeaks(
  run: ScenarioRun,
  data: Library,
  condition: Sure["condition"],
  { runs, boundary, heard, backend, design }: SureOptions,
): SurePeaks {
  // Nothing else is computed of a run: no other boundary, no target.
  const scenario = { ...run.scenario, targets: [] };
  const asked = run.boundaries.filter(({ name }, i) => (boundary === undefined ? i === 0 : name === boundary));
  const { batch, compute } = calibratedBatch({ ...run, scenario, boundaries: asked }, data, condition, {
    runs,
    backend,
    design,
  });
  const [year, level] = (["peak_year", "peak_level"] as const).map((kind) =>
    batch.columns.findIndex((column) => column.kind === kind),
  );
  const width = batch.columns.length;
  const span = batch.years.length;
  const places = LEVEL_YEARS.map((of) => batch.years.indexOf(of));
  const peaks = { years: [] as number[], levels: [] as number[], emissions: LEVEL_YEARS.map(() => quantileBins()) };
  for (const { start, end } of partsOf(batch)) {
    const { values, series } = compute(start, end);
    for (let row = 0; row < end - start; row++) {
      if (Number.isNaN(values[row * width + year])) continue;
      peaks.years.push(values[row * width + year]);
      peaks.levels.push(values[row * width + level]);
      for (const [i, place] of places.entries()) if (place >= 0) peaks.emissions[i].add(series[row * span + place]);
    }
    heard?.(end);
  }
  return peaks;
}

/**
 * How sure a scenario's peak on its default boundary is, under each of its conditions, or as a calibrated `design` has
 * plans delivered; `heard` is told how many runs are done of how many.
 */
export function sureOf(
  run: ScenarioRun,
  data: Library,
  runs: number,
  {
    heard,
    backend,
    design,
  }: {
    readonly heard?: (done: number, all: number) => void;
    readonly backend?: Backend | SharedBackend;
    readonly design?: Design;
  } = {},
): Sure[] {
  const conditions = conditionsIn(run, design);
  return conditions.map((condition, i) => {
    const options = {
      runs,
      backend,
      design,
      heard: (done: number) => heard?.(i * runs + done, conditions.length * runs),
    };
    return told(run, condition, surePeaks(run, data, condition, options));
  });
}

/** The last of the observed years that cannot be told apart where a scenario's own peak lies in them; none where it does not. */
function undecidedYears({ scenario, boundaries }: ScenarioRun, boundary = boundaries[0].name): number[] {
  const { lastObserved } = scenario;
  const status = boundaries.find(({ name }) => name === boundary)?.peak?.status;
  return status === "undecided" ? [lastObserved - 1, lastObserved] : [];
}

/**
 * The share of runs that peak by a year; undefined where nothing is said of it: too far ahead, at the end of the years,
 * or in observed years that cannot be told apart.
 */
export function shareBy(run: ScenarioRun, { years }: Pick<SurePeaks, "years">, by: number, boundary?: string) {
  const { baseYear, horizon } = run.scenario;
  const last = undecidedYears(run, boundary).at(-1) ?? baseYear - 1;
  if (by > LAST_SURE || by >= horizon || by < baseYear || by <= last || years.length === 0) return undefined;
  return years.filter((year) => year <= by).length / years.length;
}

/** The share of the runs under a condition in which an answer's peak comes in time. */
export interface AnswerShare {
  readonly condition: Sure["condition"];
  /** Runs with a result. */
  readonly runs: number;
  readonly share: number | undefined;
}

/** Runs that an answer is worth while somebody waits for it: the standard error of a share is at most 1.6 points. */
const ANSWER_RUNS = 1024;

/** How sure it is that a run's peak on a boundary comes by a year, as it is `stored` of this very run where that says it; nothing where the model does not know what past errors act on. */
export function answerShares(
  run: ScenarioRun,
  data: Library,
  by: number,
  boundary: string,
  stored?: StoredCertainty,
): AnswerShare[] {
  if (run.layout.certainty === undefined || shareBy(run, { years: [0] }, by, boundary) === undefined) return [];
  const known = stored?.state === "stored" ? stored.rows.filter((row) => row.boundary === boundary) : [];
  const name = SURE_YEARS.find((year) => year === by);
  if (known.length > 0 && name !== undefined)
    return known.map(({ condition, runs, numbers }) => ({ condition, runs, share: numbers[`by_${name}`] }));
  return conditionsOf(run).map((condition) => {
    const peaks = surePeaks(run, data, condition, { runs: ANSWER_RUNS, boundary });
    return { condition, runs: peaks.years.length, share: shareBy(run, peaks, by, boundary) };
  });
}

/**
 * How sure it is that a run meets a target: the share of calibrated runs that do, under each condition; nothing of years
 * that no past error speaks of, and where the model does not know what past errors act on.
 */
export function targetShares(run: ScenarioRun, data: Library, target: Target): AnswerShare[] {
  const { scenario, layout, boundaries } = run;
  const year = "by" in target ? target.by : target.year;
  if (layout.certainty === undefined || year > LAST_SURE || year <= scenario.lastObserved) return [];
  // A target on a boundary is judged where the batch has that boundary.
  const about = boundaries.find(({ variable, cell }) => variable === target.variable && cell === target.cell);
  const asked = { ...run, scenario: { ...scenario, targets: [target] }, boundaries: [about ?? boundaries[0]] };
  return conditionsOf(run).map((condition) => {
    const { batch, compute } = calibratedBatch(asked, data, condition, { runs: ANSWER_RUNS });
    const column = batch.columns.findIndex(({ kind }) => kind === "target");
    const width = batch.columns.length;
    const met = partsOf(batch).flatMap(({ start, end }) => {
      const { values } = compute(start, end);
      return Array.from({ length: end - start }, (_, row) => values[row * width + column]);
    });
    const judged = met.filter((value) => !Number.isNaN(value));
    const share = judged.length === 0 ? undefined : judged.filter((value) => value === 1).length / judged.length;
    return { condition, runs: judged.length, share };
  });
}

/** A calibrated batch of a run under a condition, and what computes its parts. */
function calibratedBatch(
  run: ScenarioRun,
  data: Library,
  condition: Sure["condition"],
  { runs, backend = usualBackend(), design: given }: Pick<SureOptions, "runs" | "backend" | "design">,
) {
  const { scenario } = run;
  const design = given ?? calibratedDesign(data, scenario, condition === "as_planned" ? "as planned" : "as before");
  const { batch, lanes } = openBatch(run, design, { runs }, backend);
  return { batch, compute: partRunner(scenario, batch, lanes) };
}

/** Digits that are stored: of shares as many decimals, of levels as many in all. */
const DIGITS = 4;

function told(run: ScenarioRun, condition: Sure["condition"], peaks: SurePeaks): Sure {
  const { boundaries, layout, scenario } = run;
  const { years, emissions } = peaks;
  const ascending = years.toSorted((a, b) => a - b);
  const yearAt = (p: number): number | undefined => {
    const year = ascending[Math.ceil(p * ascending.length) - 1];
    return year > LAST_SURE || year >= scenario.horizon ? undefined : year;
  };
  const rounded = (value: number | undefined, text: (known: number) => string): number | undefined =>
    value === undefined ? undefined : Number(text(value));
  const quantiles = [
    ["p05", 0.05],
    ["p50", 0.5],
    ["p95", 0.95],
  ] as const;
  const numbers = Object.fromEntries<number | undefined>([
    ...SURE_YEARS.map(
      (by) => [`by_${by}`, rounded(shareBy(run, peaks, by), (share) => share.toFixed(DIGITS))] as const,
    ),
    ...quantiles.map(([name, p]) => [`peak_${name}`, yearAt(p)] as const),
    ...LEVEL_YEARS.flatMap((year, i) =>
      quantiles.map(([name, p]) => {
        const level = rounded(emissions[i].quantile(p), (known) => known.toPrecision(DIGITS));
        return [`level_${year}_${name}`, level] as const;
      }),
    ),
  ]) as Record<SureNumber, number | undefined>;
  return {
    condition,
    boundary: boundaries[0].name,
    unit: layout.peak.unit.text,
    runs: years.length,
    undecided: undecidedYears(run),
    numbers,
  };
}
