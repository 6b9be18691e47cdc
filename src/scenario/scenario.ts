import type { Inputs, Model } from "../engine/language/model.ts";
import type { Label, Note } from "../text/problems.ts";
import type { Located } from "../text/yaml.ts";
import type { Indicator } from "./indicators.ts";
import type { LeverStep } from "./levers/lever-steps.ts";
import type { ScenarioLever } from "./levers/scenario-levers.ts";
import type { GivenCells } from "./paths/layers.ts";
import type { Region } from "./region/region.ts";
import type { PlanStatement } from "./targets/plan-targets.ts";
import type { Target } from "./targets/targets.ts";

/** A scenario with its parents and its region, checked and ready to run. */
export interface Scenario {
  /** Such as `zhejiang/policy`. */
  readonly id: string;
  readonly title: Label;
  readonly model: Model;
  readonly region: Region;
  /** Ancestors first, the scenario itself last. */
  readonly chain: readonly string[];
  readonly baseYear: number;
  readonly lastObserved: number;
  readonly horizon: number;
  /** Years from the base year to the horizon, both counted. */
  readonly years: number;
  /** The numbers without any lever and project: the region's and what the scenario assumes. */
  readonly base: Inputs;
  /** Where they come from, by parameter and cell; a cell that is missing has the model's default. */
  readonly given: GivenCells;
  /** In file order, a parent's first. */
  readonly levers: ReadonlyMap<string, ScenarioLever>;
  /**
   * Projects by id. Those that are decided (operating, building, approved) stand in every scenario, the reference too, at
   * the strength that this one gives them; one that is planned stands here at 0, or is a lever of the scenario that has it.
   */
  readonly projects: ReadonlyMap<string, ScenarioLever>;
  /** What the levers and projects do to each parameter, in the order in which it composes. */
  readonly steps: ReadonlyMap<string, readonly LeverStep[]>;
  readonly targets: readonly Target[];
  /** What the plans of the region state, mapped to the model or not. */
  readonly planStatements: readonly PlanStatement[];
  readonly indicators: readonly Indicator[];
  /** What `peakpath batch` varies, as the nearest file of the chain writes it. */
  readonly design?: Located;
  /** Remarks on the input for the report. */
  readonly notes: readonly Note[];
  /** Every file that went in, with its text, for hashes. */
  readonly files: ReadonlyMap<string, string>;
  /** Those of the files that plans' statements stand in: they judge a run and change none of its numbers. */
  readonly planFiles: ReadonlySet<string>;
}
