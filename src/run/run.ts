import type { LaneModule } from "../engine/lanes/lane-program.ts";
import type { Check, Inputs, Model, ReportLayout, Variable } from "../engine/language/model.ts";
import type { Program } from "../engine/program/compile.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Target } from "../scenario/targets/targets.ts";
import type { Series } from "../statistics/series.ts";
import type { Label } from "../text/problems.ts";
import type { Peak } from "./peak/peak.ts";
import type { History, Splice } from "./spliced.ts";
import type { JudgedPlanTarget } from "./targets/plan-targets.ts";
import type { CellObserved, TargetStatus } from "./targets/target-status.ts";
import type { TargetResult } from "./targets/targets.ts";

/** One scenario's numbers, and the questions that reports ask of them. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  /** The model with the scenario's indicators among its variables. */
  readonly model: Model;
  readonly layout: ReportLayout;
  readonly program: Program;
  /** The program's code for many more runs, where the machine has lanes. */
  readonly lanes?: LaneModule;
  readonly inputs: Inputs;
  readonly memory: Float64Array;
  /** What the run has of each variable and indicator, in its unit. */
  readonly values: Values;
  /** The default boundary first, then the others in the model's order. */
  readonly boundaries: readonly PeakResult[];
  /** In the order of their peaks; sectors that are zero throughout are left out. */
  readonly sectors: readonly PeakResult[];
  readonly limits: readonly Limit[];
  /** Limits that say why a boundary is not computed. */
  readonly missing: readonly Limit[];
  readonly targets: readonly JudgedTarget[];
  /** What the plans of the region promise and state, as far as the model has the quantity. */
  readonly planTargets: readonly JudgedPlanTarget[];
  readonly gaps: readonly ObservationGap[];
  /** Whether the value of a cell in a calendar year was observed. */
  readonly observed: CellObserved;
}

/** A boundary or sector with its peak. */
export interface PeakResult {
  readonly name: string;
  readonly label: Label;
  readonly variable: Variable;
  readonly cell: number;
  readonly series: Series;
  /** Of the projection from the base year; undefined where the boundary is not computed. */
  readonly peak: Peak | undefined;
  /** Why it is not computed. */
  readonly missing?: Label;
  readonly history?: History;
  /** Of the history alone. */
  readonly historyPeak?: Peak;
  readonly splice?: Splice;
  /** Of history and projection together, where they may be read as one series. */
  readonly splicedPeak?: Peak;
  /** Of the sector's other account, where the model has one. */
  readonly beside?: PeakResult;
}

/** Years in which a check of the model did not hold for a cell. */
export interface Limit {
  readonly check: Check;
  readonly cell: number;
  readonly members: readonly string[];
  readonly label: Label;
  readonly years: readonly number[];
}

export interface JudgedTarget {
  readonly target: Target;
  readonly result: TargetResult;
  readonly status: TargetStatus;
  /** How far what is uncertain may move the margin towards the other verdict, in the margin's terms. */
  readonly error: number;
  /** The year that it is measured from was reconstructed, not observed. */
  readonly baseEstimated: boolean;
}

/** An imposed value beside what the model's own formula gives. */
export interface ObservationGap {
  readonly variable: Variable;
  readonly cell: number;
  readonly label: Label;
  readonly year: number;
  readonly observed: number;
  readonly modelled: number;
}

/** The values of a variable's cell, one a year from the base year; undefined where a run does not have them. */
export type Values = (variable: string, cell: number) => Float64Array | undefined;
