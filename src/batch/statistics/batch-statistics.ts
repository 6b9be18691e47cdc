import { LAST_SURE } from "../../run/certainty.ts";
import { blockShares, type Share } from "../../statistics/block-shares.ts";
import { midranks, type Ranked } from "../../statistics/midranks.ts";
import { morrisSums } from "../../statistics/morris-effects.ts";
import { type Box, findBoxes } from "../../statistics/prim.ts";
import { type QuantileBins, quantileBins } from "../../statistics/quantile-bins.ts";
import { sobolSums } from "../../statistics/sobol-indices.ts";
import { type Batch, type Fan, isBeyond, isNearCertain, keptBetween, type OutcomeColumn } from "../batch.ts";
import type { BatchPart, Failure } from "../batch-part.ts";
import { byImportance, givenDataImportance, type Importance } from "./input-importance.ts";
import { keptTable } from "./kept-table.ts";
import { type PeakDistribution, peakCounter } from "./peak-distribution.ts";

/** Probabilities of the quantiles that are reported. */
export const PROBABILITIES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;

/** Inputs in which boxes are sought: those that matter most to the target. */
const BOX_INPUTS = 20;
/** Runs in which boxes are sought at most: their edges are hardly sharper with more. */
const BOX_RUNS = 50_000;

/** A boundary's peaks over all runs. */
export interface BoundaryReport {
  readonly boundary: Fan;
  readonly distribution: PeakDistribution;
}

/** Quantiles of a variable in every year. */
export interface FanReport {
  readonly fan: Fan;
  /** By year, at `PROBABILITIES`; of the kept runs. Of a calibrated batch to `LAST_SURE` alone. */
  readonly quantiles: readonly (readonly number[])[];
  readonly runs: number;
  readonly exact: boolean;
}

/** What matters to an outcome, the most important input first. */
export interface OutcomeImportance {
  readonly column: OutcomeColumn;
  readonly inputs: readonly Importance[];
}

/** Conditions in which a target is missed. */
export interface TargetBoxes {
  readonly column: OutcomeColumn;
  /** Runs looked at, and those of them that miss the target. */
  readonly runs: number;
  readonly missed: number;
  /** Limits name their input by its position in the batch. */
  readonly boxes: readonly Box[];
}

/** Everything that a batch says. */
export interface BatchReport {
  readonly batch: Batch;
  readonly failures: readonly Failure[];
  readonly failed: number;
  readonly boundaries: readonly BoundaryReport[];
  /** How often each target is met over all runs; runs in which it cannot be judged count as not met. */
  readonly targets: readonly { readonly column: OutcomeColumn; readonly met: Share; readonly notComputable: number }[];
  readonly fans: readonly FanReport[];
  /** Runs that ranks, binned indices and boxes are taken from; 0 in a Morris design, which is too coarse for them. */
  readonly keptRuns: number;
  /** Blocks of Saltelli's design or trajectories of Morris's without a failed run. */
  readonly blocks: number | undefined;
  readonly importance: readonly OutcomeImportance[];
  readonly boxes: readonly TargetBoxes[];
}

const MOST_FAILURES = 100;

/**
 * Statistics on the way, in memory that does not grow with the number of runs beyond what is kept. Parts come in the
 * order of their runs, so that the report does not depend on who computed them.
 */
export function batchStatistics(batch: Batch) {
  const { columns, years, fans, runs, blockRuns, kind } = batch;
  const position = (kindOf: OutcomeColumn["kind"], boundary: string | undefined) =>
    columns.findIndex((column) => column.kind === kindOf && column.boundary === boundary);
  const peaks = batch.boundaries.map((boundary) => ({
    boundary,
    year: position("peak_year", boundary.name),
    level: position("peak_level", boundary.name),
    counter: peakCounter(years, blockRuns),
  }));
  const targets = columns.flatMap((column, at) =>
    column.kind === "target" ? [{ column, at, shares: blockShares(1, blockRuns), open: 0 }] : [],
  );
  /** What importance is asked for. */
  const studied = columns.flatMap(({ kind: of }, at) =>
    of === "peak_year" || of === "peak_level" || of === "target" ? [at] : [],
  );
  const series: QuantileBins[][] = fans.map(() => years.map(() => quantileBins()));
  const table = keptTable(batch, kind === "morris" ? 0 : keptBetween(batch, 0, runs), studied.length);
  const design = designSums[kind]?.(batch, studied.length);
  const failures: Failure[] = [];
  let failed = 0;
  let next = 0;
  const isTold = (year: number): boolean => batch.layers === undefined || year <= LAST_SURE;

  const studiedValue = (values: Float64Array, row: number, column: number): number => {
    const value = values[row + studied[column]];
    // A target that cannot be judged is not met; in a failed run its peaks are not numbers either.
    return Number.isNaN(value) && columns[studied[column]].kind === "target" ? 0 : value;
  };
  const addRun = (run: number, values: Float64Array, row: number): void => {
    const isFailed = peaks.length > 0 && Number.isNaN(values[row + peaks[0].year]);
    design?.add(run, (column) => (isFailed ? Number.NaN : studiedValue(values, row, column)));
    if (isFailed) return;
    for (const { year, level, counter } of peaks) counter.add(run, values[row + year], values[row + level]);
    for (const target of targets) {
      const met = values[row + target.at];
      if (Number.isNaN(met)) target.open++;
      target.shares.add(run, met === 1 ? 0 : 1);
    }
    table.add(run, (column) => studiedValue(values, row, column));
  };
  const addSeries = (part: BatchPart): void => {
    const width = years.length;
    for (let row = 0; row < part.series.length; row += fans.length * width) {
      if (Number.isNaN(part.series[row])) continue;
      for (const [f, bins] of series.entries()) {
        for (let year = 0; year < width; year++) bins[year].add(part.series[row + f * width + year]);
      }
    }
  };
  return {
    /** @throws RangeError for a part that does not begin where the one before ended. */
    add: (part: BatchPart): void => {
      if (part.start !== next) throw new RangeError(`a part begins at run ${part.start}, not at ${next}`);
      next = part.end;
      for (let run = part.start; run < part.end; run++) {
        addRun(run, part.values, (run - part.start) * columns.length);
      }
      addSeries(part);
      failed += part.failures.length;
      for (const failure of part.failures) if (failures.length < MOST_FAILURES) failures.push(failure);
    },
    /** @throws RangeError where parts are missing. */
    finish: (): BatchReport => {
      if (next !== runs) throw new RangeError(`only ${next} of ${runs} runs are there`);
      const inputs = table.inputs();
      const outcomes = table.outcomes();
      const given = table.runs() < 3 ? outcomes.map(() => []) : givenDataImportance(inputs, outcomes);
      const importance = studied.map((at, i): OutcomeImportance => {
        const own = design?.importance(i);
        const entries = batch.inputs.map((_, input) => ({ ...given[i][input], ...own?.[input], input }));
        return { column: columns[at], inputs: byImportance(entries) };
      });
      const judged = targets.map(({ column, at }): JudgedRuns => {
        const i = studied.indexOf(at);
        return { column, met: outcomes[i], importance: importance[i] };
      });
      return {
        batch,
        failures,
        failed,
        boundaries: peaks.map(({ boundary, counter }) => {
          const distribution = counter.distribution(PROBABILITIES);
          return {
            boundary,
            distribution: { ...distribution, by: distribution.by.filter(({ year }) => isTold(year)) },
          };
        }),
        targets: targets.map(({ column, shares, open }) => ({ column, met: shares.shares()[0], notComputable: open })),
        fans: fans.map((fan, f) => fanReport(fan, series[f].slice(0, years.filter(isTold).length))),
        keptRuns: table.runs(),
        blocks: design?.blocks(),
        importance,
        boxes: allBoxes(batch, judged, inputs),
      };
    },
  };
}

function fanReport(fan: Fan, series: readonly QuantileBins[]): FanReport {
  return {
    fan,
    runs: series[0]?.count() ?? 0,
    exact: series.every((bins) => bins.exact()),
    quantiles: series.map((bins) => (bins.count() === 0 ? [] : PROBABILITIES.map((p) => bins.quantile(p) as number))),
  };
}

/** A target with 1 in runs that meet it, and what matters to it. */
interface JudgedRuns {
  readonly column: OutcomeColumn;
  readonly met: Float64Array;
  readonly importance: OutcomeImportance;
}

function allBoxes(batch: Batch, targets: readonly JudgedRuns[], inputs: readonly Float64Array[]): TargetBoxes[] {
  const even = batch.kind === "grid" || batch.kind === "list";
  const known = new Map<number, Ranked>();
  const ranked = (input: number): Ranked => {
    const found = known.get(input) ?? midranks(fewer(inputs[input], even));
    known.set(input, found);
    return found;
  };
  return targets.map(({ column, met, importance }) => {
    const cases = Uint8Array.from(fewer(met, even), (value) => (value === 1 ? 0 : 1));
    const missed = cases.reduce((sum, isCase) => sum + isCase, 0);
    // Of what past errors make near certain, or say nothing, the few other runs tell nothing.
    const told = batch.layers === undefined || !(isBeyond(batch, column) || isNearCertain(missed / cases.length));
    const mixed = told && missed > 0 && missed < cases.length;
    const chosen = mixed ? importance.inputs.slice(0, BOX_INPUTS).map(({ input }) => input) : [];
    const boxes = mixed ? findBoxes(chosen.map(ranked), cases) : [];
    const placed = boxes.map(({ limits, ...box }) => {
      return { ...box, limits: limits.map((limit) => ({ ...limit, input: chosen[limit.input] })) };
    });
    return { column, runs: cases.length, missed, boxes: placed };
  });
}

/** The first runs of a sequence, or as many at even distances where the order of runs means something. */
function fewer(column: Float64Array, even: boolean): Float64Array {
  const count = column.length;
  if (count <= BOX_RUNS) return column;
  if (!even) return column.subarray(0, BOX_RUNS);
  return Float64Array.from({ length: BOX_RUNS }, (_, i) => column[Math.floor((i * count) / BOX_RUNS)]);
}

interface DesignSums {
  /** Runs come in order. */
  readonly add: (run: number, outcome: (column: number) => number) => void;
  readonly importance: (outcome: number) => Partial<Importance>[];
  readonly blocks: () => number;
}

/** What designs are made for: Sobol' indices or elementary effects. */
const designSums: Partial<Record<Batch["kind"], (batch: Batch, outcomes: number) => DesignSums>> = {
  sobol: sobolDesign,
  morris: morrisDesign,
};

function sobolDesign({ runs, seed, inputs, blockRuns }: Batch, outcomes: number): DesignSums {
  const sums = sobolSums(Math.max(1, Math.floor(runs / blockRuns)), inputs.length, outcomes, seed);
  const block = new Float64Array(blockRuns * outcomes);
  return {
    add: (run, outcome) => {
      const step = run % blockRuns;
      for (let column = 0; column < outcomes; column++) block[step * outcomes + column] = outcome(column);
      if (step === blockRuns - 1) {
        sums.add(Math.floor(run / blockRuns), (at, column) => block[at * outcomes + column]);
      }
    },
    importance: (outcome) => sums.indices(outcome).map((index) => ({ ...index })),
    blocks: () => sums.blocks(0),
  };
}

function morrisDesign({ runs, seed, inputs, points, stepTo, blockRuns }: Batch, outcomes: number): DesignSums {
  const sums = morrisSums(Math.max(1, Math.ceil(runs / blockRuns)), inputs.length, outcomes, seed);
  const point = new Float64Array(inputs.length);
  const before = new Float64Array(inputs.length);
  const last = new Float64Array(outcomes);
  let complete = 0;
  return {
    add: (run, outcome) => {
      points.fill(run, point);
      const moved = stepTo?.(run)?.input;
      for (let column = 0; column < outcomes; column++) {
        const value = outcome(column);
        if (moved !== undefined) {
          const trajectory = Math.floor(run / blockRuns);
          sums.add(trajectory, moved, column, value - last[column], point[moved] - before[moved]);
        }
        last[column] = value;
      }
      before.set(point);
      if (run % blockRuns === blockRuns - 1) complete++;
    },
    importance: (outcome) => sums.effects(outcome).map((morris) => ({ morris })),
    blocks: () => complete,
  };
}
