import { LAST_SURE } from "../../run/certainty.ts";
import { additiveShare } from "../../statistics/additive-share.ts";
import { centred } from "../../statistics/binned-index.ts";
import type { Share } from "../../statistics/block-shares.ts";
import { midranks, type Ranked } from "../../statistics/midranks.ts";
import { type Box, findBoxes } from "../../statistics/prim.ts";
import type { QuantileBins } from "../../statistics/quantile-bins.ts";
import {
  actedBy,
  type Batch,
  type Fan,
  isTold as hasSection,
  isBeyond,
  isNearCertain,
  type OutcomeColumn,
  studiedColumns,
} from "../batch.ts";
import type { Failure, PartContent } from "../batch-part.ts";
import { actsBy } from "../design/batch-input.ts";
import { batchTally } from "./batch-tally.ts";
import { byImportance, givenDataImportance, type Importance } from "./input-importance.ts";
import { keptTable } from "./kept-table.ts";
import type { PeakDistribution } from "./peak-distribution.ts";

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

/** What matters to an outcome of all that can have acted by its year, the most important input first. */
export interface OutcomeImportance {
  readonly column: OutcomeColumn;
  readonly inputs: readonly Importance[];
  /** What the inputs that matter explain together, each by what it does alone; undefined where no measure tells. */
  readonly explained?: number;
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

/**
 * Statistics on the way, in memory that does not grow with the number of runs beyond what is kept. Parts come in the
 * order of their runs, whole or as what is counted of them, so that the report does not depend on who computed them.
 */
export function batchStatistics(batch: Batch) {
  const { columns, years, fans, runs } = batch;
  const studied = studiedColumns(columns);
  const table = keptTable(batch, studied.length);
  const tally = batchTally(batch, table.add);
  const { peaks, targets, series, design, failures } = tally;
  let next = 0;
  const isTold = (year: number): boolean => batch.layers === undefined || year <= LAST_SURE;
  return {
    /** @throws RangeError for a part that does not begin where the one before ended. */
    add: (part: PartContent): void => {
      if (part.start !== next) throw new RangeError(`a part begins at run ${part.start}, not at ${next}`);
      next = part.end;
      if ("numbers" in part) tally.merge(part);
      else tally.add(part);
    },
    /** @throws RangeError where parts are missing. */
    finish: (): BatchReport => {
      if (next !== runs) throw new RangeError(`only ${next} of ${runs} runs are there`);
      const inputs = table.inputs();
      const outcomes = table.outcomes();
      const given = table.runs() < 3 ? outcomes.map(() => []) : givenDataImportance(inputs, outcomes);
      const importance = studied.map((at, i): OutcomeImportance => {
        const own = design?.importance(i);
        const column = columns[at];
        const year = actedBy(column);
        const entries = batch.inputs.flatMap((input, place) =>
          actsBy(input, year, batch.inputs) ? [{ ...given[i][place], ...own?.[place], input: place }] : [],
        );
        const ordered = byImportance(entries);
        // Of others nobody is told, and it takes its time.
        const explained = hasSection(batch, column) ? explainedBy(ordered, inputs, outcomes[i]) : undefined;
        return { column, inputs: ordered, explained };
      });
      const judged = targets.map(({ column, at }): JudgedRuns => {
        const i = studied.indexOf(at);
        return { column, met: outcomes[i], importance: importance[i] };
      });
      return {
        batch,
        failures,
        failed: tally.failed(),
        boundaries: peaks.map(({ boundary, counter }) => {
          const distribution = counter.distribution(PROBABILITIES);
          return {
            boundary,
            distribution: { ...distribution, by: distribution.by.filter(({ year }) => isTold(year)) },
          };
        }),
        targets: targets.map(({ column, shares }) => {
          const [met, judgedSo] = shares.shares();
          return { column, met, notComputable: judgedSo.holds - met.holds };
        }),
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

/** Inputs whose joint share is told, and runs that it is taken from. */
const JOINT_INPUTS = 12;
const JOINT_RUNS = 10_000;

/** What the first inputs of an outcome explain together: of Saltelli's design their sum, else by bins of the first runs. */
function explainedBy(
  ordered: readonly Importance[],
  inputs: readonly Float64Array[],
  outcome: Float64Array,
): number | undefined {
  if (ordered[0]?.first !== undefined)
    return ordered.reduce((sum, { first }) => sum + Math.max(0, first?.value ?? 0), 0);
  const known = ordered.filter(({ binned = 0, noise = 0 }) => binned > noise).slice(0, JOINT_INPUTS);
  if (known.length === 0) return undefined;
  const ranked = known.map(({ input }) => midranks(inputs[input].subarray(0, JOINT_RUNS)));
  return additiveShare(ranked, centred(outcome.subarray(0, JOINT_RUNS)));
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
